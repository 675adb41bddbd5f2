//! Who a record is about: agency or not, registration, age.

use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use super::format::judge_item;
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::value::{before_dollar, is_registration};
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W010",
        severity: Severity::Error,
        says: "Every record says whether it is an agency worker’s: 1 for yes, 0 for no.",
        source: "Specification 3.4.1 and 4.5",
        about: &[Item::AgencyWorker],
        judge: Judge::Worker(says_whether_agency),
    },
    Rule {
        id: "W011",
        severity: Severity::Error,
        says: "Every record has a Social Work England number: two letters, then digits, 12 \
               characters at most.",
        source: "Specification 3.4.2 and 4.5",
        about: &[Item::SWENo],
        judge: Judge::Worker(has_a_registration),
    },
    Rule {
        id: "W110",
        severity: Severity::Query,
        says: "A worker is 20 to 75 years old on the reference date or the day of leaving, and \
               was at least 18 when joining.",
        source: "Inferred: the department’s report of the return has a band under 20",
        about: &[Item::PersonBirthDate, Item::RoleStartDate],
        judge: Judge::Worker(age_is_plausible),
    },
];

fn says_whether_agency(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.text(Item::AgencyWorker).is_none() {
        telling.item(
            Item::AgencyWorker,
            "The record does not say whether it is an agency worker’s. It was judged as an \
             employee’s.",
            "Give 1 for an agency worker, 0 for anybody else.",
        );
    } else {
        judge_item(Item::AgencyWorker, worker, telling);
    }
}

fn has_a_registration(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    match worker.registration() {
        None => telling.item(
            Item::SWENo,
            "The Social Work England number is missing, so the worker cannot be told from others \
             or found again next year.",
            "Look the worker up in Social Work England’s register, and give the number.",
        ),
        Some(text) if let Some(number) = before_dollar(text) => telling.item(
            Item::SWENo,
            "The number ends with a dollar. A schema that councils share asks for one by mistake; \
             the specification does not.",
            format!("Write {number}."),
        ),
        Some(text) if !is_registration(text) => telling.item(
            Item::SWENo,
            "A Social Work England number is two letters and up to ten digits, such as SW123456.",
            "Look the worker up in Social Work England’s register, and mend the number.",
        ),
        Some(_) => {}
    }
}

/// Ages outside of these, in years, are asked about.
const YOUNGEST: i16 = 20;
const OLDEST: i16 = 75;
const YOUNGEST_AT_START: i16 = 18;

fn age_is_plausible(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(born) = worker.born.known() else {
        return;
    };
    let left = worker.ended.known().filter(|_| worker.is_leaver());
    let day = left.unwrap_or(worker.year.reference_date());
    let age = age(born, day);
    if !(YOUNGEST..=OLDEST).contains(&age) {
        let message = if age < 0 {
            format!("The date of birth is after {}.", in_words(day))
        } else {
            format!("The worker would be {age} years old on {}.", in_words(day))
        };
        telling.item(Item::PersonBirthDate, message, CHECK);
        return;
    }
    let started = worker.started.known();
    if let Some(started) = started.filter(|day| self::age(born, *day) < YOUNGEST_AT_START) {
        telling.item(
            Item::RoleStartDate,
            format!(
                "The worker, born on {}, would have joined before turning {YOUNGEST_AT_START}, on {}.",
                in_words(born),
                in_words(started)
            ),
            CHECK,
        );
    }
}

const CHECK: &str = "Check the date of birth and the dates of joining and leaving; explain them \
                     where they are right.";

/// Whole years from a birth to a day, below nought before the birth.
fn age(born: Date, day: Date) -> i16 {
    let had_no_birthday = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i16::from(had_no_birthday)
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W010",
            passes: &[set(Of::InPost, Item::AgencyWorker, " 0 ")],
            fails: &[
                set(Of::InPost, Item::AgencyWorker, "N"),
                set(Of::Starter, Item::AgencyWorker, ""),
            ],
            finds: &["AgencyWorker", "AgencyWorker"],
            ..EXAMPLE
        },
        Example {
            rule: "W011",
            passes: &[set(Of::Agency, Item::SWENo, "SW1234567890")],
            fails: &[
                set(Of::InPost, Item::SWENo, "1234567"),
                set(Of::Starter, Item::SWENo, ""),
                set(Of::Agency, Item::SWENo, "SW12345678901"),
            ],
            finds: &["SWENo", "SWENo", "SWENo"],
            ..EXAMPLE
        },
        Example {
            rule: "W011",
            fails: &[set(Of::InPost, Item::SWENo, "SW123456$")],
            finds: &["SWENo"],
            tells: "The number ends with a dollar. A schema that councils share asks for one",
            ..EXAMPLE
        },
        // On 30 September 2025: born on that day of 2005 is 20, a day later is
        // 19; born on 1 October 1949 is still 75, a day earlier is 76.
        Example {
            rule: "W110",
            passes: &[
                set(Of::InPost, Item::PersonBirthDate, "1949-10-01"),
                set(Of::Starter, Item::PersonBirthDate, "2005-09-30"),
            ],
            fails: &[
                set(Of::InPost, Item::PersonBirthDate, "1949-09-30"),
                set(Of::Starter, Item::PersonBirthDate, "2005-10-01"),
            ],
            finds: &["PersonBirthDate", "PersonBirthDate"],
            ..EXAMPLE
        },
        // The base’s leaver, born on 30 November 1966, turns 18 in 1984.
        Example {
            rule: "W110",
            passes: &[set(Of::Leaver, Item::RoleStartDate, "1984-11-30")],
            fails: &[set(Of::Leaver, Item::RoleStartDate, "1984-11-29")],
            finds: &["RoleStartDate"],
            ..EXAMPLE
        },
    ];
}
