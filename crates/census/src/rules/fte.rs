//! FTE on the reference date, and a year before it.

use super::format::judge_item;
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::value::{Decimal, Value};
use crate::worker::{RecordKind, Worker};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W012",
        severity: Severity::Error,
        says: "Every record has an FTE from 0 to 1 with at most six decimals.",
        source: "Specification 3.4.3 and 4.5",
        about: &[Item::FTE],
        judge: Judge::Worker(fte_is_there_and_at_most_one),
    },
    Rule {
        id: "W013",
        severity: Severity::Error,
        says: "The FTE of a leaver is 0.",
        source: "Specification 4.5; London Met module",
        about: &[Item::FTE],
        judge: Judge::Worker(leavers_have_no_fte),
    },
    Rule {
        id: "W022",
        severity: Severity::Error,
        says: "The FTE of a year before is from 0 to 1 with at most six decimals.",
        source: "Specification 3.4.15",
        about: &[Item::FTE30],
        judge: Judge::Worker(fte_before_is_at_most_one),
    },
    Rule {
        id: "W023",
        severity: Severity::Error,
        says: "The FTE of a year before is 0 for whoever joined during the year.",
        source: "Specification 3.4.15 and 4.5",
        about: &[Item::FTE30],
        judge: Judge::Worker(starters_had_no_fte_before),
    },
    Rule {
        id: "W108",
        severity: Severity::Query,
        says: "Whoever joined before the year and is in post had an FTE above 0 a year before.",
        source: "Inferred: the other side of the rule for those who joined during the year",
        about: &[Item::FTE30],
        judge: Judge::Worker(those_here_before_had_fte),
    },
    Rule {
        id: "W109",
        severity: Severity::Query,
        says: "Whoever is in post, agency workers among them, has an FTE above 0.",
        source: "Inferred: without FTE a worker drops out of the denominator of caseload",
        about: &[Item::FTE],
        judge: Judge::Worker(those_in_post_have_fte),
    },
];

fn fte_is_there_and_at_most_one(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.fte.is_missing() {
        telling.item(
            Item::FTE,
            "The FTE is missing. It is asked of everybody, and without it the worker counts in \
             no figure of FTE.",
            "Give the FTE on the reference date, or 0 for a leaver.",
        );
    } else {
        is_at_most_one(Item::FTE, worker.fte, worker, telling);
    }
}

fn fte_before_is_at_most_one(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    is_at_most_one(Item::FTE30, worker.fte_before, worker, telling);
}

fn is_at_most_one(item: Item, fte: Value<Decimal>, worker: &Worker<'_>, telling: &mut Telling<'_>) {
    match fte.known() {
        Some(fte) if fte.millionths > Decimal::ONE => telling.item(
            item,
            "The FTE is above 1, and the return takes 1 at most.",
            "Give hours divided by full-time hours; where somebody works more than full time, \
             give 1.",
        ),
        _ => judge_item(item, worker, telling),
    }
}

fn is_above_zero(fte: Value<Decimal>) -> bool {
    fte.known().is_some_and(|fte| fte.millionths > 0)
}

fn is_zero(fte: Value<Decimal>) -> bool {
    fte.known().is_some_and(Decimal::is_zero)
}

fn leavers_have_no_fte(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.is_leaver() && is_above_zero(worker.fte) {
        telling.item(
            Item::FTE,
            "The record is a leaver’s, with a date of leaving, but has an FTE. Whoever left has \
             none on the reference date.",
            "Give 0, and the FTE of a year before as FTE30; or take the date of leaving out.",
        );
    }
}

fn starters_had_no_fte_before(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.is_employed() && worker.joined_in_year() && is_above_zero(worker.fte_before) {
        telling.item(
            Item::FTE30,
            "The worker joined during the year, so was not there a year before the reference \
             date. FTE30 is the FTE on 30 September of the year before, not the present one.",
            "Give 0, or mend the date of joining.",
        );
    }
}

fn those_here_before_had_fte(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let joined_before = worker
        .started
        .known()
        .is_some_and(|day| day < worker.year.begin());
    if worker.kind == RecordKind::InPost && joined_before && is_zero(worker.fte_before) {
        telling.item(
            Item::FTE30,
            "The worker joined before the year, but had no FTE a year before the reference date.",
            "Give the FTE of that day; explain it where it was 0, as on a career break or unpaid \
             leave.",
        );
    }
}

fn those_in_post_have_fte(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if !worker.is_leaver() && is_zero(worker.fte) {
        telling.item(
            Item::FTE,
            "The worker is in post with an FTE of 0, so counts as a head but not in FTE, and the \
             worker’s cases are shared among the others.",
            "Give the FTE of the hours worked; explain it where it is 0, as with zero hours \
             contracts.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W012",
            passes: &[set(Of::InPost, Item::FTE, "0.123456")],
            fails: &[
                set(Of::InPost, Item::FTE, "1.01"),
                set(Of::Starter, Item::FTE, "0.1234567"),
                set(Of::Leaver, Item::FTE, ""),
                set(Of::Agency, Item::FTE, "full"),
            ],
            finds: &["FTE", "FTE", "FTE", "FTE"],
            ..EXAMPLE
        },
        // Hours are no FTE by which pay could be judged: 57,876 ÷ 37 is below 15,000.
        Example {
            rule: "W012",
            fails: &[
                set(Of::InPost, Item::FTE, "37"),
                set(Of::InPost, Item::BaseSalary, "57876"),
                set(Of::Starter, Item::FTE, "22.2"),
                set(Of::Starter, Item::BaseSalary, "36000"),
            ],
            finds: &["FTE", "FTE"],
            ..EXAMPLE
        },
        Example {
            rule: "W022",
            fails: &[
                Change::Again(Of::Leaver, 1, &[]),
                set(Of::Leaver, Item::FTE30, "37"),
                set(Of::Leaver, Item::BaseSalary, "57876"),
            ],
            finds: &["FTE30"],
            ..EXAMPLE
        },
        Example {
            rule: "W013",
            passes: &[set(Of::Leaver, Item::FTE, "0")],
            fails: &[set(Of::Leaver, Item::FTE, "0.5")],
            finds: &["FTE"],
            ..EXAMPLE
        },
        Example {
            rule: "W022",
            passes: &[set(Of::InPost, Item::FTE30, "0.5")],
            fails: &[
                set(Of::InPost, Item::FTE30, "37"),
                set(Of::Starter, Item::FTE30, "-1"),
            ],
            finds: &["FTE30", "FTE30"],
            ..EXAMPLE
        },
        // The base’s starter joined in the year; its leaver did long before.
        // Another leaver keeps turnover above 0.
        Example {
            rule: "W023",
            passes: &[set(Of::Starter, Item::FTE30, "0.000000")],
            fails: &[
                Change::Again(Of::Leaver, 1, &[]),
                set(Of::Starter, Item::FTE30, "1"),
                set(Of::Leaver, Item::RoleStartDate, "2024-10-01"),
            ],
            finds: &["FTE30", "FTE30"],
            ..EXAMPLE
        },
        Example {
            rule: "W108",
            passes: &[
                set(Of::InPost, Item::RoleStartDate, "2024-10-01"),
                set(Of::InPost, Item::FTE30, "0"),
            ],
            fails: &[
                set(Of::InPost, Item::RoleStartDate, "2024-09-30"),
                set(Of::InPost, Item::FTE30, "0"),
            ],
            finds: &["FTE30"],
            ..EXAMPLE
        },
        Example {
            rule: "W109",
            passes: &[set(Of::InPost, Item::FTE, "0.000001")],
            fails: &[
                set(Of::InPost, Item::FTE, "0"),
                set(Of::Starter, Item::FTE, "0.0"),
            ],
            finds: &["FTE", "FTE"],
            ..EXAMPLE
        },
    ];
}
