//! Sickness in the year, and absence on the reference date.

use holdfast_measures::calendar::working_days_in_year;

use super::format::{judge_item, number};
use crate::codes::CodeList;
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::value::Decimal;
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W050",
        severity: Severity::Error,
        says: "Working days lost are 0 or more, with at most three digits before the point and \
               two after it.",
        source: "Specification 3.4.17, whose sample has two decimals; London Met module",
        about: &[Item::WorkingDaysLost],
        judge: Judge::Worker(days_lost_are_well_written),
    },
    Rule {
        id: "W052",
        severity: Severity::Error,
        says: "A reason for absence stands only with an absence on 30 September.",
        source: "Specification 3.4.21",
        about: &[Item::ReasonAbsence, Item::Absat30Sept],
        judge: Judge::Worker(reason_comes_with_absence),
    },
    Rule {
        id: "W115",
        severity: Severity::Query,
        says: "Nobody lost more working days than the year has: 253, or 254 in a leap year.",
        source: "Inferred: the department’s absence rate is worked out with those days",
        about: &[Item::WorkingDaysLost],
        judge: Judge::Worker(days_lost_are_within_the_year),
    },
];

fn days_lost_are_well_written(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    judge_item(Item::WorkingDaysLost, worker, telling);
}

fn reason_comes_with_absence(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(reason) = worker.block.cell(Item::ReasonAbsence) else {
        return;
    };
    // Both may stand more than once.
    let mut absences = worker.block.cells();
    let is_absent =
        absences.any(|cell| cell.item == Some(Item::Absat30Sept) && cell.text.trim_ascii() == "1");
    // What is no reason at all is another rule’s.
    if !is_absent && CodeList::Absence.has(reason.text.trim_ascii()) {
        telling.item(
            Item::ReasonAbsence,
            "The record gives a reason for an absence on 30 September, but no such absence.",
            "Give Absat30Sept as 1, or take the reason out.",
        );
    }
}

fn days_lost_are_within_the_year(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(lost) = number(worker.block, Item::WorkingDaysLost) else {
        return;
    };
    let days = working_days_in_year(worker.year.reference_date());
    if lost.millionths > days * Decimal::ONE {
        telling.item(
            Item::WorkingDaysLost,
            format!("The year has only {days} working days."),
            "Count the working days of the year alone, not calendar days, and not those of \
             earlier years.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of};
    use super::*;

    const fn set(item: Item, text: &'static str) -> Change {
        Change::Item(Of::Leaver, item, text)
    }

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W050",
            passes: &[set(Item::WorkingDaysLost, "11.75")],
            fails: &[set(Item::WorkingDaysLost, "11.125")],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
        Example {
            rule: "W050",
            passes: &[set(Item::WorkingDaysLost, "0")],
            fails: &[set(Item::WorkingDaysLost, "-2")],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
        Example {
            rule: "W050",
            fails: &[set(Item::WorkingDaysLost, "1000")],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
        Example {
            rule: "W052",
            passes: &[set(Item::Absat30Sept, "1"), set(Item::ReasonAbsence, "SIC")],
            fails: &[set(Item::Absat30Sept, "0"), set(Item::ReasonAbsence, "SIC")],
            finds: &["ReasonAbsence"],
            ..EXAMPLE
        },
        Example {
            rule: "W115",
            passes: &[set(Item::WorkingDaysLost, "253")],
            fails: &[set(Item::WorkingDaysLost, "253.5")],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
        // 29 February 2024 lies in the year.
        Example {
            rule: "W115",
            year: 2024,
            passes: &[set(Item::WorkingDaysLost, "254")],
            fails: &[set(Item::WorkingDaysLost, "255")],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
    ];
}
