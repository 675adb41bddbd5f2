//! R5: nobody comes back through an agency soon after leaving a permanent role.

use holdfast_reference::Region;
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::LeavingReason;
use holdfast_workforce::date::{in_words, months_later};
use jiff::civil::Date;

use super::own::{Employment, employments};
use crate::agency::answers::CoolOffException;
use crate::agency::compliance::{Case, State, Verdict, not_in_the_book, verdict};
use crate::agency::rule_book::{AgencyRule, ParameterName as P, region_name};

pub(crate) fn judge(case: &Case<'_>, rule: &AgencyRule) -> Verdict {
    let start = case.row.engaged_on;
    let Some(months) = case.whole(P::CoolOffMonths, rule) else {
        return not_in_the_book(P::CoolOffMonths);
    };
    let Some(person) = case.workforce.people().get(case.row.person) else {
        return verdict(State::CannotTell, "The records do not hold the worker.");
    };
    let employments = employments(case.workforce, person, start);
    let last = employments
        .iter()
        .max_by_key(|it| it.spell.until.unwrap_or(Date::MAX));
    let here = last.and_then(|last| after_leaving(case, last, months));
    here.unwrap_or_else(|| elsewhere(case, months))
}

/// The verdict where the worker left this council within the time; nothing
/// where that was longer ago, as other councils of the region count too.
fn after_leaving(case: &Case<'_>, last: &Employment<'_>, months: i32) -> Option<Verdict> {
    let start = case.row.engaged_on;
    let left = last.spell.last_day().filter(|left| *left < start);
    let Some(left) = left else {
        let why = format!(
            "The worker is still recorded in a permanent role with this council on {}.",
            in_words(start)
        );
        return Some(verdict(State::CannotTell, why));
    };
    let earliest = months_later(left, months);
    if start >= earliest {
        return None;
    }
    let facts = format!(
        "Left this council on {} and came back on {}; {} end on {}",
        in_words(left),
        in_words(start),
        counted(months, "month", "months"),
        in_words(earliest)
    );
    Some(match exception(case, last) {
        Some(exception) => verdict(
            State::Kept,
            format!("{facts}. Excepted: {}.", exception.in_words()),
        ),
        None => verdict(State::NotKept, format!("{facts}.")),
    })
}

/// Redundancy is in the records; the others are answered. A role with this
/// council is never one in another region.
fn exception(case: &Case<'_>, last: &Employment<'_>) -> Option<CoolOffException> {
    let redundant = matches!(
        last.engagement.reason,
        Some(LeavingReason::VoluntaryRedundancy | LeavingReason::CompulsoryRedundancy)
    );
    let ended_with_it = last.engagement.spell.until == last.spell.until;
    if redundant && ended_with_it {
        return Some(CoolOffException::Redundancy);
    }
    case.answer(|it| it.cool_off_exception)
        .filter(|exception| *exception != CoolOffException::OtherRegion)
}

/// The other councils of the region, of which only answers can tell.
fn elsewhere(case: &Case<'_>, months: i32) -> Verdict {
    let start = case.row.engaged_on;
    if let Some(role) = case.answer(|it| it.last_role_elsewhere.as_ref()) {
        let earliest = months_later(role.last_day, months);
        let facts = format!(
            "Left {} on {} and began here on {}",
            role.authority,
            in_words(role.last_day),
            in_words(start)
        );
        if start >= earliest {
            return verdict(
                State::Kept,
                format!("{facts}, no sooner than {}.", in_words(earliest)),
            );
        }
        if let Some(exception) = case.answer(|it| it.cool_off_exception) {
            return verdict(
                State::Kept,
                format!("{facts}. Excepted: {}.", exception.in_words()),
            );
        }
        return by_region(case, role.region, &facts);
    }
    if case.answer(|it| it.no_recent_role_elsewhere) == Some(true) {
        let why = "No permanent role with this council within the time; that there was none with another of the region is answered.";
        return verdict(State::Kept, why);
    }
    if let Some(CoolOffException::OtherRegion) = case.answer(|it| it.cool_off_exception) {
        return verdict(
            State::Kept,
            "Excepted: the permanent role was in another region.",
        );
    }
    let why = "No permanent role with this council within the time. Whether there was one with another council of the region is not answered.";
    verdict(State::CannotTell, why)
}

fn by_region(case: &Case<'_>, there: Option<Region>, facts: &str) -> Verdict {
    match (case.region, there) {
        (Some(here), Some(there)) if here != there => verdict(
            State::Kept,
            format!("{facts}; {} is another region.", region_name(Some(there))),
        ),
        (Some(_), Some(_)) => verdict(State::NotKept, format!("{facts}, in the same region.")),
        _ => verdict(
            State::CannotTell,
            format!(
                "{facts}; whether in the same region is not known. Name the council’s `region` in the rule book."
            ),
        ),
    }
}
