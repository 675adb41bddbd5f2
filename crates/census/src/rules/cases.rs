//! Cases held on the reference date.

use super::format::{judge_item, number};
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W040",
        severity: Severity::Error,
        says: "Everybody but leavers, agency workers among them, has a number of cases: whole, \
               from 0 to 9999.",
        source: "Specification 3.4.16 and 4.5",
        about: &[Item::Cases30],
        judge: Judge::Worker(cases_are_given),
    },
    Rule {
        id: "W041",
        severity: Severity::Query,
        says: "A case holder in post holds a case.",
        source: "LAIT data dictionary, March 2025, of the collection of 2024. Whether the \
                 department makes it an error is not known",
        about: &[Item::OrgRole, Item::Cases30],
        judge: Judge::WorkerSince(2024, case_holders_hold_cases),
    },
    Rule {
        id: "W042",
        severity: Severity::Query,
        says: "Nobody holds more than 40 cases.",
        source: "London Met module, where 40 is the most",
        about: &[Item::Cases30],
        judge: Judge::Worker(cases_are_not_very_many),
    },
    Rule {
        id: "W107",
        severity: Severity::Query,
        says: "A leaver holds no cases.",
        source: "Inferred: specification 4.5 asks leavers for none",
        about: &[Item::Cases30],
        judge: Judge::Worker(leavers_hold_no_cases),
    },
    Rule {
        id: "W114",
        severity: Severity::Query,
        says: "Whoever is qualified without cases holds none.",
        source: "Inferred from the name of the role; other roles may hold cases, according to \
                 the LAIT data dictionary",
        about: &[Item::OrgRole, Item::Cases30],
        judge: Judge::Worker(those_without_cases_hold_none),
    },
];

/// More cases than this are asked about.
const MANY: i64 = 40;

fn cases(worker: &Worker<'_>) -> Option<i64> {
    number(worker.block, Item::Cases30)?.as_whole()
}

fn cases_are_given(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.cases.is_missing() && !worker.is_leaver() {
        telling.item(
            Item::Cases30,
            "The number of cases is missing. It is asked of everybody in post on the reference \
             date, whatever the role.",
            "Give the number of cases; 0 is an answer.",
        );
    } else {
        judge_item(Item::Cases30, worker, telling);
    }
}

fn case_holders_hold_cases(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.is_in_post() && worker.text(Item::OrgRole) == Some("5") && cases(worker) == Some(0) {
        telling.item(
            Item::Cases30,
            "The worker is a case holder (role 5) but holds no cases. The department has checked \
             for this since 2024; its text does not say whether it refuses the return.",
            "Give the cases, or the role that fits: 6 is qualified without cases. Explain it \
             where both are right, as for somebody who has just joined.",
        );
    }
}

fn cases_are_not_very_many(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if cases(worker).is_some_and(|cases| cases > MANY) {
        telling.item(
            Item::Cases30,
            format!("The worker holds more than {MANY} cases, which few do."),
            "Check that the cases are allocated to the worker, and are not those of a team; \
             explain them where they are right.",
        );
    }
}

fn leavers_hold_no_cases(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.is_leaver() && cases(worker).is_some_and(|cases| cases > 0) {
        telling.item(
            Item::Cases30,
            "The worker left before the reference date, but holds cases on it.",
            "Take the element out, and see that the cases are allocated to somebody; or take the \
             date of leaving out.",
        );
    }
}

fn those_without_cases_hold_none(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let holds = cases(worker).is_some_and(|cases| cases > 0);
    if worker.is_in_post() && worker.text(Item::OrgRole) == Some("6") && holds {
        telling.item(
            Item::Cases30,
            "The role is ‘qualified without cases’ (6), but the worker holds cases.",
            "Check the role: 5 is a case holder. Explain it where both are right.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W040",
            passes: &[
                set(Of::Leaver, Item::Cases30, ""),
                set(Of::Agency, Item::Cases30, "0"),
            ],
            fails: &[
                set(Of::InPost, Item::Cases30, ""),
                set(Of::Starter, Item::Cases30, "10.5"),
                set(Of::Agency, Item::Cases30, "-1"),
            ],
            finds: &["Cases30", "Cases30", "Cases30"],
            ..EXAMPLE
        },
        // What is refused is not asked about as well.
        Example {
            rule: "W040",
            fails: &[
                set(Of::InPost, Item::Cases30, "99999"),
                set(Of::Leaver, Item::Cases30, "99999"),
            ],
            finds: &["Cases30", "Cases30"],
            ..EXAMPLE
        },
        Example {
            rule: "W041",
            passes: &[
                set(Of::InPost, Item::OrgRole, "4"),
                set(Of::InPost, Item::Cases30, "0"),
            ],
            fails: &[
                set(Of::InPost, Item::OrgRole, "5"),
                set(Of::InPost, Item::Cases30, "0"),
            ],
            finds: &["Cases30"],
            ..EXAMPLE
        },
        // The collection of 2023 did not ask.
        Example {
            rule: "W041",
            year: 2024,
            fails: &[
                set(Of::InPost, Item::OrgRole, "5"),
                set(Of::InPost, Item::Cases30, "0"),
            ],
            finds: &["Cases30"],
            ..EXAMPLE
        },
        Example {
            rule: "W042",
            year: 2023,
            passes: &[
                set(Of::InPost, Item::OrgRole, "5"),
                set(Of::InPost, Item::Cases30, "0"),
            ],
            fails: &[set(Of::Agency, Item::Cases30, "41")],
            finds: &["Cases30"],
            ..EXAMPLE
        },
        Example {
            rule: "W042",
            passes: &[set(Of::Agency, Item::Cases30, "40")],
            fails: &[set(Of::Agency, Item::Cases30, "41")],
            finds: &["Cases30"],
            ..EXAMPLE
        },
        Example {
            rule: "W107",
            passes: &[set(Of::Leaver, Item::Cases30, "0")],
            fails: &[set(Of::Leaver, Item::Cases30, "1")],
            finds: &["Cases30"],
            ..EXAMPLE
        },
        Example {
            rule: "W114",
            passes: &[
                set(Of::InPost, Item::OrgRole, "6"),
                set(Of::InPost, Item::Cases30, "0"),
            ],
            fails: &[
                set(Of::InPost, Item::OrgRole, "6"),
                set(Of::InPost, Item::Cases30, "1"),
            ],
            finds: &["Cases30"],
            ..EXAMPLE
        },
    ];
}
