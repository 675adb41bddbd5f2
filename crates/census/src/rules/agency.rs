//! Agency workers: what their records carry, and whether the totals of the
//! authority agree with them.

use holdfast_workforce::amount::{Fte, counted};

use crate::finding::Telling;
use crate::item::{Asked, Item};
use crate::left_out::possible;
use crate::rule::{Judge, Rule, Severity};
use crate::summary::Summary;
use crate::value::Decimal;
use crate::worker::{RecordKind, Worker};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W051",
        severity: Severity::Query,
        says: "No contract of an agency worker is longer than 500 weeks.",
        source: "Specification 3.4.18",
        about: &[Item::ContractWeeks],
        judge: Judge::Worker(contracts_are_not_very_long),
    },
    Rule {
        id: "W103",
        severity: Severity::Error,
        says: "The record of an agency worker has no date of leaving, destination or reason.",
        source: "Inferred: agency workers who left are not returned (specification 1.3)",
        about: &[
            Item::RoleEndDate,
            Item::LeaverDestination,
            Item::ReasonLeave,
        ],
        judge: Judge::Worker(agency_workers_are_no_leavers),
    },
    Rule {
        id: "W104",
        severity: Severity::Query,
        says: "The record of an agency worker has no item that is asked of employees alone.",
        source: "Inferred: specification 4.5 asks agency workers for four items",
        about: &[
            Item::PersonBirthDate,
            Item::GenderCurrent,
            Item::Sex,
            Item::Ethnicity,
            Item::QualLevel,
            Item::StepUpGrad,
            Item::OrgRole,
            Item::RoleStartDate,
            Item::StartOrigin,
            Item::FTE30,
            Item::WorkingDaysLost,
            Item::FrontlineGrad,
            Item::BaseSalary,
        ],
        judge: Judge::Worker(agency_workers_carry_their_items_alone),
    },
    Rule {
        id: "W105",
        severity: Severity::Query,
        says: "Only the record of an agency worker has the length of a contract.",
        source: "Inferred: the item is about contracts of agency workers",
        about: &[Item::ContractWeeks],
        judge: Judge::Worker(contracts_are_of_agency_workers),
    },
    Rule {
        id: "W112",
        severity: Severity::Query,
        says: "No more agency workers cover vacancies, in FTE and in heads, than there are \
               records of agency workers.",
        source: "Inferred: the department withholds the rate of cover where they do",
        about: &[Item::NoAgencyFTE, Item::NoAgencyHeadcount],
        judge: Judge::Whole(cover_is_within_agency_records),
    },
];

/// Contracts of more weeks than this are asked about.
const LONG: i64 = 500;

fn is_agency(worker: &Worker<'_>) -> bool {
    worker.kind == RecordKind::Agency
}

fn contracts_are_not_very_long(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.block.cell(Item::ContractWeeks).is_none() {
        return;
    }
    let cells = worker.block.cells();
    for cell in cells.filter(|cell| cell.item == Some(Item::ContractWeeks)) {
        let weeks = Decimal::read(cell.text.trim_ascii());
        // What has four digits and more is another rule’s.
        if weeks.is_some_and(|it| it.whole <= 3 && it.millionths > LONG * Decimal::ONE) {
            telling.cell(
                &cell,
                format!("The contract is longer than {LONG} weeks, nearly ten years."),
                "Give the length in weeks, not in days; explain it where it is right.",
            );
        }
    }
}

fn agency_workers_are_no_leavers(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if !is_agency(worker) {
        return;
    }
    for item in [
        Item::RoleEndDate,
        Item::LeaverDestination,
        Item::ReasonLeave,
    ] {
        if worker.text(item).is_some() {
            telling.item(
                item,
                "The record is an agency worker’s, and agency workers are returned only where \
                 they are in post on the reference date: nothing is said of their leaving.",
                "Take the record out where the worker has left; otherwise the element.",
            );
        }
    }
}

fn agency_workers_carry_their_items_alone(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if !is_agency(worker) {
        return;
    }
    let of_employees = || {
        worker.block.cells().filter(|cell| {
            let definition = cell.item.map(Item::definition);
            definition.is_some_and(|it| it.asked == Asked::OfEmployed && it.is_of(worker.year))
                && !cell.text.trim_ascii().is_empty()
        })
    };
    let Some(first) = of_employees().next() else {
        return;
    };
    let named: Vec<_> = of_employees().map(|cell| cell.element).collect();
    telling.cell(
        &first,
        format!(
            "The record is an agency worker’s, but carries what is asked of employees alone: {}.",
            named.join(", ")
        ),
        "Take the elements out; or give AgencyWorker as 0, where the authority employs the worker.",
    );
}

fn contracts_are_of_agency_workers(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let is_employee = worker.text(Item::AgencyWorker) == Some("0");
    let weeks = worker.text(Item::ContractWeeks).and_then(Decimal::read);
    if is_employee && weeks.is_some() {
        telling.item(
            Item::ContractWeeks,
            "The length of a contract is asked of agency workers alone, and the record is not \
             one’s.",
            "Take the element out; or give AgencyWorker as 1.",
        );
    }
}

fn cover_is_within_agency_records(summary: &Summary, telling: &mut Telling<'_>) {
    let records = || summary.of_kind(RecordKind::Agency);
    // An FTE that cannot be leaves the sum unknown, and is another rule’s.
    let fte = records().try_fold(0_i64, |sum, entry| {
        Some(sum.saturating_add(possible(Item::FTE, entry.fte)?))
    });
    let cover = possible(Item::NoAgencyFTE, summary.agency_cover);
    if let (Some(cover), Some(fte)) = (cover, fte)
        && cover > fte
    {
        telling.file(
            Item::NoAgencyFTE.element(),
            &Fte::from_units(cover).to_string(),
            format!(
                "The records of agency workers add up to {} FTE, less than is said to cover \
                 vacancies. Such cover is not published.",
                Fte::from_units(fte)
            ),
            MISSING_RECORDS,
        );
    }
    let all = records().count();
    let headcount = i64::try_from(all).unwrap_or(i64::MAX);
    let said = summary.agency_cover_headcount;
    let cover = said.filter(|cover| (0..10_000).contains(cover));
    if let Some(cover) = cover.filter(|cover| *cover > headcount) {
        telling.file(
            Item::NoAgencyHeadcount.element(),
            &cover.to_string(),
            format!(
                "The return has {}, fewer than are said to cover vacancies.",
                counted(
                    all,
                    "record of an agency worker",
                    "records of agency workers"
                )
            ),
            MISSING_RECORDS,
        );
    }
}

const MISSING_RECORDS: &str = "Add the records that are missing, or mend the total: it counts \
                               agency workers in post on the reference date who cover a vacancy.";

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W051",
            passes: &[set(Of::Agency, Item::ContractWeeks, "500")],
            fails: &[set(Of::Agency, Item::ContractWeeks, "500.5")],
            finds: &["ContractWeeks"],
            ..EXAMPLE
        },
        Example {
            rule: "W103",
            fails: &[
                set(Of::Agency, Item::RoleEndDate, "2025-03-31"),
                set(Of::Agency, Item::ReasonLeave, "1"),
            ],
            finds: &["RoleEndDate", "ReasonLeave"],
            ..EXAMPLE
        },
        // Items that are voluntary are carried by choice.
        Example {
            rule: "W104",
            passes: &[set(Of::Agency, Item::RRPayments, "100")],
            fails: &[
                set(Of::Agency, Item::Ethnicity, "WBRI"),
                set(Of::Agency, Item::FTE30, "0"),
            ],
            finds: &["Ethnicity"],
            ..EXAMPLE
        },
        Example {
            rule: "W105",
            passes: &[set(Of::Agency, Item::ContractWeeks, "13")],
            fails: &[set(Of::InPost, Item::ContractWeeks, "13")],
            finds: &["ContractWeeks"],
            ..EXAMPLE
        },
        // The base has one agency worker, of 1 FTE, and 3 FTE of vacancies.
        Example {
            rule: "W112",
            passes: &[set(Of::Agency, Item::FTE, "1")],
            fails: &[
                set(Of::Authority, Item::NoAgencyFTE, "1.5"),
                set(Of::Authority, Item::NoAgencyHeadcount, "2"),
            ],
            finds: &["NoAgencyFTE", "NoAgencyHeadcount"],
            ..EXAMPLE
        },
    ];
}
