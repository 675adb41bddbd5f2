//! This year’s return beside last year’s.

use std::borrow::Cow;
use std::collections::BTreeMap;

use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::continuity::StockAndFlow;
use crate::finding::{About, RecordName, Telling};
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::summary::{Code, Entry, Summary};
use crate::worker::RecordKind;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W119",
        severity: Severity::Query,
        says: "Whoever was in post in last year’s return is in post or a leaver in this one, with \
               the same number, date of birth, sex, ethnicity and date of joining; and whoever was \
               here before the year was in last year’s.",
        source: "Inferred: the department’s continuity report compares the two returns",
        about: &[
            Item::SWENo,
            Item::PersonBirthDate,
            Item::GenderCurrent,
            Item::Sex,
            Item::Ethnicity,
            Item::RoleStartDate,
            Item::Year,
            Item::LEA,
        ],
        judge: Judge::LastYear(last_years_are_found_again),
    },
    Rule {
        id: "W120",
        severity: Severity::Query,
        says: "Last year’s headcount in post, with starters and less leavers, makes this year’s.",
        source: "Inferred: England’s published headcounts miss it by −189 to +903 a year",
        about: &[Item::RoleStartDate, Item::RoleEndDate],
        judge: Judge::LastYear(stock_and_flow_agree),
    },
];

/// The records of one number.
type Same<'e> = Vec<&'e Entry>;

fn last_years_are_found_again(now: &Summary, last: &Summary, telling: &mut Telling<'_>) {
    if let Some((item, message)) = not_last_years(now, last) {
        telling.file(
            item.element(),
            "",
            message,
            "Choose last year’s return of this authority.",
        );
        return;
    }
    let (here, before) = (
        now.employed_by_registration(),
        last.employed_by_registration(),
    );
    let renumbered = Renumbered::of(now, &before);
    let mut renamed = Vec::new();
    for (same_number, was) in &before {
        let was: Same<'_> = was.iter().copied().filter(|it| it.is_in_post()).collect();
        let Some(first) = was.first() else {
            continue;
        };
        match (here.get(same_number), renumbered.find(first)) {
            (Some(is), _) => tell_changes(now, &was, is, telling),
            (None, Some(is)) => {
                renamed.push(is.number);
                tell_number(&first.registration, is, telling);
            }
            (None, None) => tell_vanished(now, first, telling),
        }
    }
    let was_in_post = |entry: &Entry| {
        let was = before.get(&entry.same_number());
        was.is_some_and(|was| was.iter().any(|it| it.is_in_post()))
    };
    let of_before = now.entries.iter().filter(|it| was_here_before(it, now));
    for entry in of_before.filter(|it| !was_in_post(it) && !renamed.contains(&it.number)) {
        tell_appeared(entry, last, telling);
    }
}

/// Whether somebody says to have been in post at the end of the year before.
fn was_here_before(entry: &Entry, now: &Summary) -> bool {
    let joined_before = entry.started.is_some_and(|day| day < now.year.begin());
    let had_fte = entry.fte_before.is_none_or(|fte| fte > 0);
    entry.is_employed() && joined_before && had_fte && !entry.registration.is_empty()
}

fn tell_appeared(is: &Entry, last: &Summary, telling: &mut Telling<'_>) {
    let mut agency = last.of_kind(RecordKind::Agency);
    let message = if agency.any(|it| it.same_number() == is.same_number()) {
        "The worker joined before the year, but was an agency worker in last year’s return."
    } else {
        "The worker joined before the year, but was not in post in last year’s return."
    };
    telling.entry(
        is,
        Item::RoleStartDate,
        &is.started.map_or_else(String::new, |day| day.to_string()),
        message,
        "Check the date of joining and the number; explain it where last year’s return was wrong.",
    );
}

/// Why the two cannot be compared, where they cannot.
fn not_last_years(now: &Summary, last: &Summary) -> Option<(Item, String)> {
    if last.year.number() + 1 != now.year.number() {
        let message = format!(
            "The return to compare with is that of {}, not of {}, so the two were not compared.",
            last.year,
            now.year.number() - 1
        );
        return Some((Item::Year, message));
    }
    (last.authority != now.authority).then(|| {
        let message = format!(
            "The return to compare with is that of authority {}, and this one that of {}, so the \
             two were not compared.",
            last.authority, now.authority
        );
        (Item::LEA, message)
    })
}

/// By what somebody is known again whose number has changed.
type Likeness = (Date, char, Date);

/// This year’s records whose numbers last year’s return does not have.
struct Renumbered<'e>(BTreeMap<Likeness, &'e Entry>);

impl<'e> Renumbered<'e> {
    fn of(now: &'e Summary, before: &BTreeMap<Cow<'_, str>, Same<'_>>) -> Self {
        let employed = now
            .entries
            .iter()
            .filter(|it| it.kind != RecordKind::Agency);
        let new = employed.filter(|it| !before.contains_key(&it.same_number()));
        let alike = new.filter_map(|it| Some((likeness(it)?, it)));
        Self(alike.collect())
    }

    fn find(&self, was: &Entry) -> Option<&'e Entry> {
        self.0.get(&likeness(was)?).copied()
    }
}

fn likeness(entry: &Entry) -> Option<Likeness> {
    Some((entry.born?, entry.sex?, entry.started?))
}

fn tell_number(before: &str, is: &Entry, telling: &mut Telling<'_>) {
    telling.entry(
        is,
        Item::SWENo,
        &is.registration,
        format!(
            "Last year’s return has a worker of the same date of birth, sex and date of joining \
             under another number, {before}, who is not in this one."
        ),
        "Check the number in Social Work England’s register; explain it where they are two people.",
    );
}

fn tell_vanished(now: &Summary, was: &Entry, telling: &mut Telling<'_>) {
    let mut agency = now.of_kind(RecordKind::Agency);
    let is_agency = agency.any(|it| it.same_number() == was.same_number());
    let (is, advice) = if is_agency {
        (
            "an agency worker in this one, without a record of leaving.",
            "Add the record of the leaver.",
        )
    } else {
        (
            "neither in post nor a leaver in this one.",
            "Add the worker; where the worker left, as a leaver.",
        )
    };
    let message = format!(
        "The worker was in post in last year’s return (record {} there), and is {is}",
        was.number
    );
    telling.tell(About {
        element: Item::SWENo.element(),
        value: &was.registration,
        place: None,
        record: Some(RecordName {
            number: 0,
            ..was.name()
        }),
        message,
        advice: advice.to_owned(),
    });
}

fn tell_changes(now: &Summary, was: &Same<'_>, is: &Same<'_>, telling: &mut Telling<'_>) {
    if let (Some(before), Some(entry)) = (was.first(), is.first())
        && is.iter().all(|it| it.registration != before.registration)
    {
        let message = change("number", &before.registration);
        let value = &entry.registration;
        telling.entry(
            entry,
            Item::SWENo,
            value,
            message,
            "Write it in capitals, as the register does.",
        );
    }
    if let Some((entry, before, value)) = changed(was, is, |it| it.born) {
        let message = change("date of birth", &in_words(before));
        let value = value.to_string();
        telling.entry(entry, Item::PersonBirthDate, &value, message, CHECK);
    }
    if let Some((entry, before, value)) = changed(was, is, |it| it.sex) {
        let message = change("sex", &before.to_string());
        telling.entry(entry, now.sex_item(), &value.to_string(), message, CHECK);
    }
    if let Some((entry, before, value)) = changed(was, is, known_ethnicity) {
        let message = change("ethnicity", before.as_str());
        telling.entry(entry, Item::Ethnicity, value.as_str(), message, CHECK);
    } else if let Some((entry, before)) = forgotten(was, is) {
        let message = format!(
            "The ethnicity is no longer known: in last year’s return it was {}.",
            before.as_str()
        );
        telling.entry(
            entry,
            Item::Ethnicity,
            entry.ethnicity.as_str(),
            message,
            CHECK,
        );
    }
    if let Some((entry, before, value)) = changed(was, is, |it| it.started) {
        let message = change("date of joining", &in_words(before));
        let value = value.to_string();
        telling.entry(entry, Item::RoleStartDate, &value, message, REJOINED);
    }
}

const CHECK: &str = "Check which is right; explain the change where it is.";

const REJOINED: &str = "Check which is right. The date is that of joining the authority’s \
                        children’s services, not of the present role; where the worker left and \
                        came back, add the record of the leaver.";

fn change(what: &str, before: &str) -> String {
    format!("The {what} has changed: in last year’s return it was {before}.")
}

/// A value of last year’s that none of this year’s records has, where one of
/// them has another; and the record that does.
fn changed<'e, T: PartialEq>(
    was: &Same<'_>,
    is: &Same<'e>,
    value: fn(&Entry) -> Option<T>,
) -> Option<(&'e Entry, T, T)> {
    let mut before = was.iter().filter_map(|entry| value(entry));
    let has = |before: T| {
        is.iter()
            .any(|entry| value(entry).as_ref() == Some(&before))
    };
    if before.clone().any(has) {
        return None;
    }
    let before = before.next()?;
    let in_post_first = is.iter().filter(|it| it.is_in_post()).chain(is);
    let mut others = in_post_first.filter_map(|entry| Some((*entry, value(entry)?)));
    others.next().map(|(entry, now)| (entry, before, now))
}

/// The ethnicity of last year, where it is not known now; what is missing is
/// another rule’s.
fn forgotten<'e>(was: &Same<'_>, is: &Same<'e>) -> Option<(&'e Entry, Code)> {
    let before = was.iter().find_map(|entry| known_ethnicity(entry))?;
    let is_known = is.iter().any(|entry| known_ethnicity(entry).is_some());
    let now = is.iter().find(|entry| !entry.ethnicity.is(""))?;
    (!is_known).then_some((*now, before))
}

/// What was not known last year may be known now.
fn known_ethnicity(entry: &Entry) -> Option<Code> {
    let code = entry.ethnicity;
    (!code.is("") && !code.is("NOBT") && !code.is("REFU")).then_some(code)
}

fn stock_and_flow_agree(now: &Summary, last: &Summary, telling: &mut Telling<'_>) {
    if not_last_years(now, last).is_some() {
        return;
    }
    let flow = StockAndFlow::of(now, last);
    let StockAndFlow {
        before,
        starters,
        leavers,
        after,
    } = flow;
    let expected = flow.expected();
    if expected == after {
        return;
    }
    let (difference, side) = match after - expected {
        more @ 1.. => (more, "more"),
        fewer => (-fewer, "fewer"),
    };
    telling.file(
        Item::RoleStartDate.element(),
        &after.to_string(),
        format!(
            "{before} were in post in last year’s return. With {starters} who joined and less \
             {leavers} who left that makes {expected}, but this return has {after} in post, \
             {difference} {side}."
        ),
        "Look at the workers who are missing or new; explain what is left, such as moves that are \
         neither joining nor leaving.",
    );
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of, set};
    use super::*;

    /// Last year’s return: this year’s leaver is in post, and its starter not
    /// yet there; the leaver’s ethnicity was still to be obtained. So 23 are in post, and 23 + 1 − 1 = 23 a year later.
    const LAST: &[Change] = &[
        Change::Without(Of::Starter),
        set(Of::Leaver, Item::RoleEndDate, ""),
        set(Of::Leaver, Item::LeaverDestination, ""),
        set(Of::Leaver, Item::ReasonLeave, ""),
        set(Of::Leaver, Item::FTE, "0.8"),
        set(Of::Leaver, Item::Cases30, "16"),
        set(Of::Leaver, Item::Ethnicity, "NOBT"),
    ];

    const COMPARED: Example = Example {
        last_year: Some(LAST),
        ..EXAMPLE
    };

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W119",
            passes: &[set(Of::InPost, Item::OrgRole, "4")],
            fails: &[
                set(Of::InPost, Item::PersonBirthDate, "1985-03-25"),
                set(Of::InPost, Item::Sex, "M"),
                set(Of::InPost, Item::Ethnicity, "WOTH"),
                set(Of::InPost, Item::RoleStartDate, "2016-09-06"),
            ],
            finds: &["PersonBirthDate", "Sex", "Ethnicity", "RoleStartDate"],
            tells: "The date of birth has changed: in last year’s return it was 24 March 1985.",
            ..COMPARED
        },
        // A 2 of last year’s gender is an F of this year’s sex.
        Example {
            rule: "W119",
            year: 2024,
            fails: &[set(Of::InPost, Item::Sex, "M")],
            finds: &["Sex"],
            tells: "The sex has changed: in last year’s return it was F.",
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[set(Of::InPost, Item::SWENo, "SW1000002")],
            finds: &["SWENo"],
            tells: "under another number, SW1000001, who is not in this one.",
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[set(Of::InPost, Item::SWENo, "sw1000001")],
            finds: &["SWENo"],
            tells: "The number has changed: in last year’s return it was SW1000001.",
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[set(Of::InPost, Item::Ethnicity, "NOBT")],
            finds: &["Ethnicity"],
            tells: "The ethnicity is no longer known: in last year’s return it was WBRI.",
            ..COMPARED
        },
        // Whoever was not in post a year before says so.
        Example {
            rule: "W119",
            passes: &[Change::Again(Of::Starter, 1, &[(Item::StartOrigin, "1")])],
            fails: &[Change::Again(Of::InPost, 1, &[])],
            finds: &["RoleStartDate"],
            tells: "joined before the year, but was not in post in last year’s return.",
            also: Some(("W120", "who appears is one too many")),
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[Change::Without(Of::InPost)],
            finds: &["SWENo"],
            tells: "in last year’s return (record 1 there), and is neither in post nor a leaver",
            also: Some(("W120", "who is missing is missing from the headcount")),
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[
                Change::Without(Of::InPost),
                set(Of::Agency, Item::SWENo, "SW1000001"),
            ],
            finds: &["SWENo"],
            tells: "is an agency worker in this one, without a record of leaving.",
            also: Some(("W120", "who is missing is missing from the headcount")),
            ..COMPARED
        },
        Example {
            rule: "W119",
            fails: &[set(Of::Header, Item::LEA, "998")],
            finds: &["LEA"],
            ..COMPARED
        },
        Example {
            rule: "W120",
            passes: &[Change::Again(Of::Starter, 1, &[(Item::StartOrigin, "1")])],
            fails: &[Change::Again(Of::InPost, 2, &[])],
            finds: &["RoleStartDate"],
            tells: "23 were in post in last year’s return. With 1 who joined and less 1 who left \
                    that makes 23, but this return has 25 in post, 2 more.",
            also: Some(("W119", "who appears was not in last year’s return")),
            ..COMPARED
        },
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::year::Year;

    #[test]
    fn the_return_of_another_year_is_not_compared() {
        let of = |year| Summary::new(Year::of(year).expect("the year is described"));
        assert_eq!(not_last_years(&of(2025), &of(2024)), None);
        let (item, message) = not_last_years(&of(2025), &of(2023)).expect("a reason");
        assert_eq!(item, Item::Year);
        let expected = "The return to compare with is that of 2023, not of 2024, so the two were \
                        not compared.";
        assert_eq!(message, expected);
    }
}
