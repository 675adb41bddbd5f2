//! R6: years of experience after qualifying, in direct employment.
//!
//! Agency years do not count. Whether part-time work is reduced and breaks are
//! left out is not known: neither is done here.

use holdfast_measures::calendar::days_between;
use holdfast_workforce::amount::counted;
use holdfast_workforce::date::{Spell, in_words, months_later};
use holdfast_workforce::record::Person;
use jiff::civil::Date;

use super::own::{employments, within};
use crate::agency::compliance::{Case, State, Verdict, not_in_the_book, verdict};
use crate::agency::rule_book::{AgencyRule, ParameterName as P};

pub(crate) fn judge(case: &Case<'_>, rule: &AgencyRule) -> Verdict {
    let start = case.row.engaged_on;
    let Some(years) = case.whole(P::ExperienceYears, rule) else {
        return not_in_the_book(P::ExperienceYears);
    };
    let Some(person) = case.workforce.people().get(case.row.person) else {
        return verdict(State::CannotTell, "The records do not hold the worker.");
    };
    let asked = counted(years, "year", "years");
    let since = registered(person);
    let days = employed(case, person);
    if is_so_long(&days, years) {
        let why = format!("This council itself employed the worker for at least {asked} by then.");
        return verdict(State::Kept, why);
    }
    if let Some(since) = since.filter(|since| months_later(*since, years * 12) > start) {
        let why = format!(
            "The worker registered on {}, less than {asked} before {}.",
            in_words(since),
            in_words(start)
        );
        return verdict(State::NotKept, why);
    }
    by_answer(case, &asked, &days)
}

fn by_answer(case: &Case<'_>, asked: &str, days: &[Spell]) -> Verdict {
    match case.answer(|it| it.experience_confirmed) {
        Some(true) => verdict(State::Kept, format!("That there are {asked} is confirmed.")),
        Some(false) => verdict(
            State::NotKept,
            format!("It is answered that there are not {asked}."),
        ),
        None => verdict(
            State::CannotTell,
            format!(
                "{} in this council’s own employment; what the worker did elsewhere is not answered.",
                match all_days(days) {
                    0 => "No time".to_owned(),
                    1 => "1 day".to_owned(),
                    days => format!("{days} days"),
                }
            ),
        ),
    }
}

/// When the worker registered, or qualified where that is not recorded.
fn registered(person: &Person) -> Option<Date> {
    person.registered_on.or(person.qualified_on)
}

/// The worker's time in the council's employment, after registering and before
/// the engagement.
fn employed(case: &Case<'_>, person: &Person) -> Vec<Spell> {
    let before = case.row.engaged_on;
    let all = employments(case.workforce, person, before);
    let days = all
        .into_iter()
        .filter_map(|it| within(it.spell, registered(person), before));
    Spell::joined(days)
}

/// Whether one spell is so many years long by the calendar, or all together are
/// so many of 365¼ days, whole days rounded up.
fn is_so_long(spells: &[Spell], years: i32) -> bool {
    let one = |spell: &Spell| {
        let due = months_later(spell.from, years * 12);
        spell.until.is_none_or(|until| due <= until)
    };
    let days_of_years = (i64::from(years) * 1461 + 3) / 4;
    spells.iter().any(one) || all_days(spells) >= days_of_years
}

fn all_days(spells: &[Spell]) -> i64 {
    let days = |spell: &Spell| {
        spell
            .until
            .map_or(0, |until| days_between(spell.from, until))
    };
    spells.iter().map(days).sum()
}
