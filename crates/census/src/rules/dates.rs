//! Dates of joining and leaving.

use holdfast_workforce::date::in_words;

use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W031",
        severity: Severity::Error,
        says: "The date of leaving lies in the year: 1 October to 30 September, both included.",
        source: "Specification 3.4.12; London Met module",
        about: &[Item::RoleEndDate],
        judge: Judge::Worker(leaving_is_in_the_year),
    },
    Rule {
        id: "W106",
        severity: Severity::Error,
        says: "The date of joining is not after the date of leaving or the reference date.",
        source: "Inferred: nobody leaves before joining",
        about: &[Item::RoleStartDate],
        judge: Judge::Worker(joining_comes_first),
    },
    Rule {
        id: "W123",
        severity: Severity::Query,
        says: "Nobody left on the reference date itself.",
        source: "Inferred: section 1.9.6 of the department’s guide treats that day apart, and its \
                 text was not found",
        about: &[Item::RoleEndDate],
        judge: Judge::Worker(nobody_left_on_the_last_day),
    },
];

fn leaving_is_in_the_year(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(ended) = worker.ended.known() else {
        return;
    };
    if worker.is_leaver() && !worker.year.contains(ended) {
        telling.item(
            Item::RoleEndDate,
            format!(
                "The worker left outside of the year, which runs from {} to {}.",
                in_words(worker.year.begin()),
                in_words(worker.year.reference_date())
            ),
            if ended > worker.year.reference_date() {
                "Take the three items of leaving out: on the reference date the worker was in post."
            } else {
                "Check the date; where it is right, leave the record out of this return."
            },
        );
    }
}

fn joining_comes_first(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(started) = worker.started.known() else {
        return;
    };
    let reference = worker.year.reference_date();
    match worker.ended.known() {
        Some(ended) if started > ended => telling.item(
            Item::RoleStartDate,
            format!(
                "The worker joined after the date of leaving, {}.",
                in_words(ended)
            ),
            "Check both dates.",
        ),
        None if started > reference => telling.item(
            Item::RoleStartDate,
            format!(
                "The worker joined after the reference date, {}, so was not there on it.",
                in_words(reference)
            ),
            "Check the date; where it is right, leave the record to the next return.",
        ),
        _ => {}
    }
}

fn nobody_left_on_the_last_day(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.is_leaver() && worker.ended.known() == Some(worker.year.reference_date()) {
        telling.item(
            Item::RoleEndDate,
            "The worker left on the reference date itself. Here that is a leaver, not in post; \
             the department’s guide has a section of its own about it.",
            "Check in the guide, section 1.9.6, how to return the worker.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of};
    use super::*;

    const fn left(day: &'static str) -> Change {
        Change::Item(Of::Leaver, Item::RoleEndDate, day)
    }

    pub(crate) const EXAMPLES: &[Example] = &[
        // Another leaver keeps turnover above 0.
        Example {
            rule: "W031",
            passes: &[left("2024-10-01")],
            fails: &[Change::Again(Of::Leaver, 1, &[]), left("2024-09-30")],
            finds: &["RoleEndDate"],
            ..EXAMPLE
        },
        Example {
            rule: "W031",
            passes: &[left("2025-09-29")],
            fails: &[Change::Again(Of::Leaver, 1, &[]), left("2025-10-01")],
            finds: &["RoleEndDate"],
            ..EXAMPLE
        },
        // Whoever joins and leaves on the same day did so in order. Another
        // leaver keeps turnover above 0.
        Example {
            rule: "W106",
            passes: &[
                Change::Again(Of::Leaver, 1, &[]),
                left("2025-03-31"),
                Change::Item(Of::Leaver, Item::RoleStartDate, "2025-03-31"),
                Change::Item(Of::Leaver, Item::FTE30, "0"),
                Change::Item(Of::Starter, Item::RoleStartDate, "2025-09-30"),
            ],
            fails: &[
                Change::Again(Of::Leaver, 1, &[]),
                left("2025-03-31"),
                Change::Item(Of::Leaver, Item::RoleStartDate, "2025-04-01"),
                Change::Item(Of::Leaver, Item::FTE30, "0"),
                Change::Item(Of::Starter, Item::RoleStartDate, "2025-10-01"),
            ],
            finds: &["RoleStartDate", "RoleStartDate"],
            ..EXAMPLE
        },
        Example {
            rule: "W123",
            passes: &[left("2025-09-29")],
            fails: &[left("2025-09-30")],
            finds: &["RoleEndDate"],
            ..EXAMPLE
        },
    ];
}
