//! Rules on figures: pay, caseloads and stated positions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rule::{
    CASELOAD_COUNTED_TWICE, CASELOAD_IMPLAUSIBLE, COUNT_BELOW_ZERO, COUNT_STATED_TWICE,
    NOT_A_MONTH_END, PAY_IMPOSSIBLE, PUBLICATION_CHANGED, ROWS_DISAGREE_WITH_TOTAL,
};
use super::team::ends_after_it_starts;
use super::{Findings, Say};
use crate::amount::{Fte, Money};
use crate::code::CodeSet as _;
use crate::codes::Service;
use crate::date::{in_words, month_end};
use crate::id::{PersonId, RecordId};
use crate::record::{Caseload, Kind, Pay, StatedPosition};
use crate::snapshot::{Fact, Workforce};
use crate::stated;

/// More cases than one worker can hold; the highest average that an authority
/// ever published is 32.7.
const IMPLAUSIBLE_CASES: u32 = 100;

/// Published figures are known outside of the council: they stay as they were,
/// and what is found out later is published beside them.
pub(super) fn what_was_published_stays(
    before: &Workforce,
    after: &Workforce,
    kind: Kind,
    id: RecordId,
    findings: &mut Findings,
) {
    match kind {
        Kind::Publication => {
            let (was, is) = (before.publications().get(id), after.publications().get(id));
            let Some(was) = was.filter(|was| is != Some(*was)) else {
                return;
            };
            stays(was, &was.reference, was.on, findings);
        }
        Kind::PublishedPaper => {
            let (was, is) = (
                before.published_papers().get(id),
                after.published_papers().get(id),
            );
            let Some(was) = was.filter(|was| is != Some(*was)) else {
                return;
            };
            stays(was, &was.reference, was.on, findings);
        }
        _ => {}
    }
}

fn stays<F: Fact>(was: &F, reference: &str, on: Date, findings: &mut Findings) {
    findings.add(
        PUBLICATION_CHANGED,
        was,
        Say {
            field: "name",
            value: &reference,
            message: format!("was published on {}", in_words(on)),
            advice: "Leave it as it is: the figures as they are now stand beside it.",
        },
    );
}

pub(super) fn check_pay(_: &Workforce, pay: &Pay, findings: &mut Findings) {
    ends_after_it_starts(pay, pay.spell, findings);
    if pay.amount < Money::ZERO {
        findings.add(
            PAY_IMPOSSIBLE,
            pay,
            Say {
                field: "amount",
                value: &pay.amount,
                message: "is below zero".to_owned(),
                advice: "Give the amount that is paid, in pounds.",
            },
        );
    }
}

pub(super) fn check_caseload(_: &Workforce, caseload: &Caseload, findings: &mut Findings) {
    if caseload.on != month_end(caseload.on) {
        findings.add(
            NOT_A_MONTH_END,
            caseload,
            Say {
                field: "date",
                value: &caseload.on,
                message: "is not the last day of a month".to_owned(),
                advice: "Count the cases on the last day of the month.",
            },
        );
    }
    if caseload.cases >= IMPLAUSIBLE_CASES {
        findings.add(
            CASELOAD_IMPLAUSIBLE,
            caseload,
            Say {
                field: "cases",
                value: &caseload.cases,
                message: "is more than one worker can hold".to_owned(),
                advice: "Check whether cases of a whole team stand against one person.",
            },
        );
    }
}

pub(super) fn one_caseload_a_month(after: &Workforce, person: PersonId, findings: &mut Findings) {
    let mut found: Vec<&Caseload> = after.caseloads().linking(person).collect();
    found.sort_by_key(|caseload| (caseload.on, caseload.id));
    for pair in found.windows(2) {
        if let [first, second] = pair
            && first.on == second.on
        {
            findings.add(
                CASELOAD_COUNTED_TWICE,
                *second,
                Say {
                    field: "date",
                    value: &second.on,
                    message: "the person already has a figure for this month".to_owned(),
                    advice: "Keep one of the two.",
                },
            );
        }
    }
}

pub(super) fn check_stated(_: &Workforce, stated: &StatedPosition, findings: &mut Findings) {
    if stated.value < Fte::ZERO {
        findings.add(
            COUNT_BELOW_ZERO,
            stated,
            Say {
                field: "value",
                value: &stated.value,
                message: "is below zero".to_owned(),
                advice: "Give the count as a positive number.",
            },
        );
    }
}

/// Of two sources that state the same count only one can be taken: together
/// they would count everybody twice.
pub(super) fn counts_are_stated_once(
    after: &Workforce,
    touched: &BTreeSet<(Date, Service)>,
    findings: &mut Findings,
) {
    let mut cells: BTreeMap<_, &StatedPosition> = BTreeMap::new();
    let stated = after.stated_positions().iter();
    for it in stated.filter(|it| touched.contains(&(it.on, it.service))) {
        let cell = (it.on, it.service, it.team, it.role, it.category, it.unit);
        let Some(first) = cells.get(&cell) else {
            cells.insert(cell, it);
            continue;
        };
        findings.add(
            COUNT_STATED_TWICE,
            it,
            Say {
                field: "source",
                value: &it.source,
                message: format!(
                    "is the second source of one count: {}",
                    both(after, first, it)
                ),
                advice: "Keep the count of one source, and take the other row out.",
            },
        );
    }
}

/// Two rows of one count in words.
fn both(after: &Workforce, one: &StatedPosition, other: &StatedPosition) -> String {
    let role = one.role.and_then(|id| after.roles().get(id));
    let team = one.team.and_then(|id| after.teams().get(id));
    format!(
        "{} of {}, {}, {}, on {}, is {} {unit} by ‘{}’ and {} {unit} by ‘{}’",
        one.category.label(),
        one.service.label(),
        team.map_or("all teams", |team| &team.name),
        role.map_or("all roles", |role| &role.name),
        in_words(one.on),
        one.value,
        one.source,
        other.value,
        other.source,
        unit = one.unit.label(),
    )
}

pub(super) fn stated_totals_agree(
    after: &Workforce,
    touched: &BTreeSet<(Date, Service)>,
    findings: &mut Findings,
) {
    let found = stated::disagreements(after).into_iter();
    for found in found.filter(|it| touched.contains(&(it.total.on, it.total.service))) {
        findings.add(
            ROWS_DISAGREE_WITH_TOTAL,
            found.total,
            Say {
                field: "value",
                value: &found.total.value,
                message: found.in_words(),
                advice: "Check the rows against the source. The total as stated is used.",
            },
        );
    }
}
