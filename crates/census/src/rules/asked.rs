//! What must be there, and what must not.

use super::format::fault;
use crate::finding::Telling;
use crate::item::{Asked, Definition, Format, Item, Level, items_of};
use crate::rule::{Judge, Part, Rule, Severity};
use crate::worker::{RecordKind, Worker};
use crate::year::Year;

/// The items of a leaver.
const OF_LEAVERS: &[Item] = &[
    Item::RoleEndDate,
    Item::LeaverDestination,
    Item::ReasonLeave,
];

/// The two that say how somebody joined.
const OF_JOINING: &[Item] = &[Item::RoleStartDate, Item::StartOrigin];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W020",
        severity: Severity::Error,
        says: "The record of everybody but agency workers has all items that the year asks of \
               them, base salary among them since 2025.",
        source: "Specification 4.5; London Met module",
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
        judge: Judge::Worker(employees_have_every_item),
    },
    Rule {
        id: "W030",
        severity: Severity::Error,
        says: "The date of leaving, the destination and the reason are all there, or none is.",
        source: "Specification 4.5; that none may be there alone, from the London Met module",
        about: OF_LEAVERS,
        judge: Judge::Worker(leaving_is_told_whole),
    },
    Rule {
        id: "W032",
        severity: Severity::Error,
        says: "The date of joining and the origin are both there, or both absent.",
        source: "London Met module",
        about: OF_JOINING,
        judge: Judge::Worker(joining_is_told_whole),
    },
    Rule {
        id: "W060",
        severity: Severity::Error,
        says: "No item stands in the return that the year does not ask: none that was taken out \
               before it, none that came after it.",
        source: "Specification 1.5; schemas that councils share",
        about: &[],
        judge: Judge::Part(items_are_of_the_year),
    },
];

fn employees_have_every_item(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    // Where a record does not say whose it is, nobody can say what is missing.
    if worker.text(Item::AgencyWorker) != Some("0") {
        return;
    }
    let has = |item| worker.text(item).is_some();
    for definition in items_of(worker.year, Level::Worker) {
        let item = definition.item;
        let is_told = TOLD_BY_ANOTHER
            .iter()
            .any(|(missing, there)| *missing == item && has(*there));
        if definition.asked == Asked::OfEmployed && !has(item) && !is_told {
            tell_missing(definition, telling);
        }
    }
}

/// What is missing beside what is there, where another rule tells it: the
/// other half of joining, and the name of another year.
const TOLD_BY_ANOTHER: &[(Item, Item)] = &[
    (Item::RoleStartDate, Item::StartOrigin),
    (Item::StartOrigin, Item::RoleStartDate),
    (Item::Sex, Item::GenderCurrent),
    (Item::GenderCurrent, Item::Sex),
];

fn tell_missing(definition: &Definition, telling: &mut Telling<'_>) {
    let advice = match definition.item {
        Item::FTE30 => "Give the FTE on 30 September of the year before; 0 for a starter.",
        Item::WorkingDaysLost => "Give the days; 0 is an answer.",
        Item::BaseSalary => {
            "Give the annual base salary, before additions; for a leaver, the last."
        }
        Item::Ethnicity => "Fill it in; NOBT stands for not yet obtained, REFU for refused.",
        Item::StartOrigin => "Fill it in; 10 stands for not yet collected.",
        _ if matches!(definition.format, Format::Code(_)) => "Fill it in with one of its codes.",
        _ => "Fill it in.",
    };
    telling.item(
        definition.item,
        format!(
            "{}: missing. It is asked of everybody but agency workers.",
            definition.meaning
        ),
        advice,
    );
}

fn leaving_is_told_whole(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let has = |item: &&Item| worker.text(**item).is_some();
    let told = OF_LEAVERS.iter().filter(has).count();
    if !worker.is_employed() || told == 0 || told == OF_LEAVERS.len() {
        return;
    }
    // One alone that cannot be read is another rule’s, and tells of no leaver.
    let is_readable = |item: &Item| {
        let text = worker.text(*item).unwrap_or_default();
        fault(item.definition().format, text).is_none()
    };
    if told == 1 && !OF_LEAVERS.iter().any(is_readable) {
        return;
    }
    for item in OF_LEAVERS.iter().filter(|item| !has(item)) {
        let (message, advice) = match item {
            Item::RoleEndDate => (
                "The record says why or where to the worker left, but not when, so it counts as \
                 that of somebody in post.",
                "Give the date of leaving; or take destination and reason out, where the worker \
                 is in post.",
            ),
            Item::LeaverDestination => (
                "The worker left, but the record does not say where to.",
                "Give the destination; 9 stands for not yet collected.",
            ),
            _ => (
                "The worker left, but the record does not say why.",
                "Give the reason; 10 stands for not yet collected.",
            ),
        };
        telling.item(*item, message, advice);
    }
}

fn joining_is_told_whole(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if worker.kind == RecordKind::Agency {
        return;
    }
    let lacks = |item| worker.text(item).is_none();
    match (lacks(Item::RoleStartDate), lacks(Item::StartOrigin)) {
        (true, false) => telling.item(
            Item::RoleStartDate,
            "The record says where the worker came from, but not when, so nobody can tell \
             whether this is a starter.",
            "Give the date on which the worker joined the authority’s children’s services.",
        ),
        (false, true) => telling.item(
            Item::StartOrigin,
            "The record says when the worker joined, but not where from.",
            "Give the origin; 10 stands for not yet collected.",
        ),
        _ => {}
    }
}

fn items_are_of_the_year(part: &Part<'_>, telling: &mut Telling<'_>) {
    for cell in part.block.cells() {
        let Some(definition) = cell.item.map(Item::definition) else {
            continue;
        };
        if !definition.is_of(part.year) {
            let message = not_of_the_year(definition, part.year);
            telling.cell(&cell, message, in_its_place(definition.item));
        }
    }
}

/// Whether the item was taken out before the year, or came after it.
fn not_of_the_year(definition: &Definition, year: Year) -> String {
    match definition.until {
        Some(until) if until < year.number() => format!(
            "The return of {year} has no such item: it was removed, and asked for the last time \
             in {until}."
        ),
        _ => format!(
            "The return of {year} has no such item yet: it came in {}.",
            definition.since
        ),
    }
}

fn in_its_place(item: Item) -> &'static str {
    match item {
        Item::GenderCurrent => "Take the element out, and give Sex, F or M, in its place.",
        Item::Sex => "Take the element out, and give GenderCurrent, 1 or 2, in its place.",
        _ => "Take the element out, or check the year in the header.",
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        // A leaver is asked for all of it; an agency worker for none.
        Example {
            rule: "W020",
            passes: &[set(Of::InPost, Item::RRPayments, "")],
            fails: &[
                set(Of::InPost, Item::PersonBirthDate, ""),
                set(Of::InPost, Item::FTE30, " "),
                set(Of::Starter, Item::RoleStartDate, ""),
                set(Of::Starter, Item::StartOrigin, ""),
                set(Of::Leaver, Item::BaseSalary, ""),
            ],
            finds: &[
                "PersonBirthDate",
                "FTE30",
                "RoleStartDate",
                "StartOrigin",
                "BaseSalary",
            ],
            ..EXAMPLE
        },
        // Before 2025 nobody is asked for a salary; before 2024 for gender, not sex.
        Example {
            rule: "W020",
            year: 2023,
            fails: &[set(Of::InPost, Item::GenderCurrent, "")],
            finds: &["GenderCurrent"],
            ..EXAMPLE
        },
        Example {
            rule: "W030",
            passes: &[
                set(Of::InPost, Item::FTE, "0"),
                set(Of::InPost, Item::RoleEndDate, "2025-01-31"),
                set(Of::InPost, Item::LeaverDestination, "1"),
                set(Of::InPost, Item::ReasonLeave, "1"),
                set(Of::InPost, Item::Cases30, ""),
            ],
            fails: &[
                set(Of::InPost, Item::ReasonLeave, "1"),
                set(Of::Leaver, Item::LeaverDestination, ""),
            ],
            finds: &["RoleEndDate", "LeaverDestination", "LeaverDestination"],
            ..EXAMPLE
        },
        Example {
            rule: "W032",
            passes: &[set(Of::InPost, Item::StartOrigin, "9")],
            fails: &[
                set(Of::InPost, Item::StartOrigin, ""),
                set(Of::Leaver, Item::RoleStartDate, ""),
            ],
            finds: &["StartOrigin", "RoleStartDate"],
            ..EXAMPLE
        },
        // Before 2024 there was gender, since then sex: told once.
        Example {
            rule: "W060",
            year: 2024,
            fails: &[
                set(Of::InPost, Item::GenderCurrent, "1"),
                set(Of::InPost, Item::Sex, ""),
            ],
            finds: &["GenderCurrent"],
            tells: "it was removed, and asked for the last time in 2023.",
            ..EXAMPLE
        },
        // Removed in 2025, according to section 1.5.2 of the specification.
        Example {
            rule: "W060",
            fails: &[
                set(Of::InPost, Item::GenderCurrent, "1"),
                set(Of::InPost, Item::QualInst, "Durham"),
                set(Of::InPost, Item::CFKSSstatus, "2"),
            ],
            finds: &["GenderCurrent", "QualInst", "CFKSSstatus"],
            ..EXAMPLE
        },
        // Came in 2025, and in 2024.
        Example {
            rule: "W060",
            year: 2023,
            passes: &[
                set(Of::InPost, Item::QualInst, "Durham"),
                set(Of::InPost, Item::CFKSSstatus, "2"),
            ],
            fails: &[
                set(Of::Authority, Item::CostDBS, "1"),
                set(Of::InPost, Item::Sex, "F"),
                set(Of::InPost, Item::BaseSalary, "42000"),
            ],
            finds: &["CostDBS", "Sex", "BaseSalary"],
            ..EXAMPLE
        },
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_left_is_told_from_one_that_came() {
        let year = |number| Year::of(number).expect("the year is described");
        let said = |item: Item, number| not_of_the_year(item.definition(), year(number));
        assert_eq!(
            said(Item::QualInst, 2025),
            "The return of 2025 has no such item: it was removed, and asked for the last time in \
             2024."
        );
        assert_eq!(
            said(Item::BaseSalary, 2024),
            "The return of 2024 has no such item yet: it came in 2025."
        );
    }
}
