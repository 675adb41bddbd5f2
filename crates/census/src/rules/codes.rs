//! Codes and dates as they are written, and codes that do not go together.

use super::format::judge;
use crate::codes::CodeList;
use crate::finding::Telling;
use crate::item::{Format, Item};
use crate::rule::{Judge, Rule, Severity};
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W021",
        severity: Severity::Error,
        says: "Coded items hold a listed code, dates are real dates of the form CCYY-MM-DD, and \
               lengths of contracts are numbers.",
        source: "Specification 3.4; London Met module",
        about: &[
            Item::PersonBirthDate,
            Item::GenderCurrent,
            Item::Sex,
            Item::Ethnicity,
            Item::QualInst,
            Item::QualLevel,
            Item::StepUpGrad,
            Item::OrgRole,
            Item::RoleStartDate,
            Item::StartOrigin,
            Item::RoleEndDate,
            Item::LeaverDestination,
            Item::ReasonLeave,
            Item::ContractWeeks,
            Item::FrontlineGrad,
            Item::Absat30Sept,
            Item::ReasonAbsence,
            Item::CFKSSstatus,
        ],
        judge: Judge::Worker(codes_and_dates_are_well_written),
    },
    Rule {
        id: "W116",
        severity: Severity::Query,
        says: "The destination of a leaver goes with the reason.",
        source: "Inferred: whoever retired, died, was made redundant or stayed with the \
                 authority seldom joins another one or an agency",
        about: &[Item::LeaverDestination, Item::ReasonLeave],
        judge: Judge::Worker(destination_goes_with_reason),
    },
    Rule {
        id: "W118",
        severity: Severity::Query,
        says: "Nobody is a graduate of both Step Up and Frontline, and graduates of either have a \
               postgraduate qualification.",
        source: "Inferred: both are postgraduate routes into social work",
        about: &[Item::StepUpGrad, Item::FrontlineGrad, Item::QualLevel],
        judge: Judge::Worker(routes_go_with_qualification),
    },
    Rule {
        id: "W124",
        severity: Severity::Query,
        says: "Nobody joined in the year as newly qualified and as a manager.",
        source: "Inferred: newly qualified social workers are seldom made managers",
        about: &[Item::StartOrigin, Item::OrgRole],
        judge: Judge::Worker(newly_qualified_are_no_managers),
    },
];

/// Whether no rule of its own judges how the item is written.
fn is_judged_here(item: Item) -> bool {
    match item.definition().format {
        Format::Code(CodeList::Agency) => false,
        Format::Decimal { .. } => item == Item::ContractWeeks,
        _ => item != Item::SWENo,
    }
}

fn codes_and_dates_are_well_written(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    for cell in worker.block.cells() {
        let is_judged = cell
            .item
            .is_some_and(|item| is_judged_here(item) && item.definition().is_of(worker.year));
        if is_judged {
            judge(&cell, worker, telling);
        }
    }
}

/// Reasons for leaving, and the destinations that are unlikely with each.
const UNLIKELY: &[(&str, &[&str])] = &[
    // Redundancy: another authority within weeks would end the claim to pay.
    ("2", &["1", "3"]),
    ("3", &["1", "3"]),
    ("5", &["1", "2", "3", "4", "5"]),
    ("6", &["1", "2", "3", "4", "5"]),
    // Moved within the authority: then not to another one, nor to an agency.
    ("7", &["1", "2", "3", "4"]),
];

fn destination_goes_with_reason(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let (Some(reason), Some(destination)) = (
        worker.text(Item::ReasonLeave),
        worker.text(Item::LeaverDestination),
    ) else {
        return;
    };
    let is_unlikely = UNLIKELY
        .iter()
        .any(|(with, unlikely)| *with == reason && unlikely.contains(&destination));
    if worker.is_leaver() && is_unlikely {
        let meaning = |list: CodeList, code| list.meaning(code).unwrap_or_default();
        telling.item(
            Item::LeaverDestination,
            format!(
                "The destination, ‘{}’, hardly goes with the reason for leaving, ‘{}’.",
                meaning(CodeList::Destination, destination),
                meaning(CodeList::Reason, reason)
            ),
            "Check both; explain them where they are right.",
        );
    }
}

fn routes_go_with_qualification(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let is_yes = |item| worker.text(item) == Some("1");
    let (step_up, frontline) = (is_yes(Item::StepUpGrad), is_yes(Item::FrontlineGrad));
    let is_postgraduate = worker.text(Item::QualLevel).is_none_or(|code| code == "2");
    if step_up && frontline {
        telling.item(
            Item::FrontlineGrad,
            "The worker is given as a graduate of both Step Up and Frontline, which lead to the \
             same registration.",
            "Check which of the two it was.",
        );
    } else if (step_up || frontline) && !is_postgraduate {
        let route = if step_up { "Step Up" } else { "Frontline" };
        telling.item(
            Item::QualLevel,
            format!(
                "{route} is a postgraduate route, but the qualification is given as another level."
            ),
            "Check both; the level is that of the social work qualification.",
        );
    }
}

fn newly_qualified_are_no_managers(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let role = worker.text(Item::OrgRole);
    let is_manager = matches!(role, Some("1" | "2" | "3"));
    if worker.is_employed()
        && worker.joined_in_year()
        && is_manager
        && worker.text(Item::StartOrigin) == Some("1")
    {
        telling.item(
            Item::OrgRole,
            "The worker joined in the year as newly qualified, but is given as a manager.",
            "Check the origin and the role.",
        );
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W021",
            passes: &[
                set(Of::InPost, Item::Ethnicity, "REFU"),
                set(Of::InPost, Item::PersonBirthDate, "1984-02-29"),
                set(Of::Agency, Item::ContractWeeks, "12.5"),
            ],
            fails: &[
                set(Of::InPost, Item::PersonBirthDate, "1985-02-29"),
                set(Of::InPost, Item::Ethnicity, "WBRIT"),
                set(Of::InPost, Item::StepUpGrad, "Y"),
                set(Of::Leaver, Item::RoleEndDate, "31/03/2025"),
                set(Of::Agency, Item::ContractWeeks, "six"),
            ],
            finds: &[
                "PersonBirthDate",
                "Ethnicity",
                "StepUpGrad",
                "RoleEndDate",
                "ContractWeeks",
            ],
            ..EXAMPLE
        },
        // An element without a text is left out where nothing is to be said.
        Example {
            rule: "W021",
            fails: &[
                set(Of::InPost, Item::RoleEndDate, " "),
                set(Of::InPost, Item::Absat30Sept, " "),
            ],
            finds: &["RoleEndDate", "Absat30Sept"],
            ..EXAMPLE
        },
        Example {
            rule: "W116",
            passes: &[
                set(Of::Leaver, Item::ReasonLeave, "1"),
                set(Of::Leaver, Item::LeaverDestination, "1"),
            ],
            fails: &[
                set(Of::Leaver, Item::ReasonLeave, "6"),
                set(Of::Leaver, Item::LeaverDestination, "1"),
            ],
            finds: &["LeaverDestination"],
            ..EXAMPLE
        },
        Example {
            rule: "W118",
            passes: &[
                set(Of::InPost, Item::StepUpGrad, "1"),
                set(Of::InPost, Item::QualLevel, "2"),
            ],
            fails: &[
                set(Of::InPost, Item::StepUpGrad, "1"),
                set(Of::InPost, Item::FrontlineGrad, "1"),
                set(Of::Starter, Item::FrontlineGrad, "1"),
                set(Of::Starter, Item::QualLevel, "1"),
            ],
            finds: &["FrontlineGrad", "QualLevel"],
            ..EXAMPLE
        },
        Example {
            rule: "W124",
            passes: &[
                set(Of::InPost, Item::StartOrigin, "1"),
                set(Of::InPost, Item::OrgRole, "3"),
            ],
            fails: &[
                set(Of::Starter, Item::StartOrigin, "1"),
                set(Of::Starter, Item::OrgRole, "3"),
            ],
            finds: &["OrgRole"],
            ..EXAMPLE
        },
    ];
}
