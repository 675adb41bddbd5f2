//! The return’s codes as codes of the records.

use holdfast_workforce::CodeSet;
use holdfast_workforce::codes::{AbsenceKind, Ethnicity, Route, Sex};
use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::Person;

use crate::item::Item;
use crate::worker::Worker;

/// The code of a set that keeps the return’s numbering.
pub(super) fn numbered<S: CodeSet>(worker: &Worker<'_>, item: Item) -> Option<S> {
    let number: usize = worker.text(item)?.parse().ok()?;
    S::ALL.get(number.checked_sub(1)?).copied()
}

/// Sex, or gender as it was asked until 2023.
pub(super) fn sex(worker: &Worker<'_>) -> Option<Sex> {
    let text = worker
        .text(Item::Sex)
        .or_else(|| worker.text(Item::GenderCurrent))?;
    match text {
        "F" | "2" => Some(Sex::Female),
        "M" | "1" => Some(Sex::Male),
        _ => None,
    }
}

/// The absence that stands over the reference date. Other paid absence stands
/// for codes that are not known.
pub(super) fn absence(worker: &Worker<'_>) -> Option<AbsenceKind> {
    if worker.text(Item::Absat30Sept) != Some("1") {
        return None;
    }
    Some(match worker.text(Item::ReasonAbsence)? {
        "MAT" => AbsenceKind::Maternity,
        "PUB" => AbsenceKind::PublicDuties,
        "SIC" => AbsenceKind::Sickness,
        "TRN" => AbsenceKind::Training,
        "UNA" => AbsenceKind::Unauthorised,
        "UNP" => AbsenceKind::Unpaid,
        _ => AbsenceKind::Other,
    })
}

/// A person of whom nothing is known.
pub(super) fn unknown(id: PersonId, reference: String) -> Person {
    Person {
        id,
        reference,
        name: None,
        born: None,
        sex: None,
        ethnicity: None,
        registration: None,
        registered_on: None,
        qualified_on: None,
        qualification: None,
        route: None,
    }
}

/// Takes over what a record says of a person. What it does not say stays.
pub(super) fn learn(person: &mut Person, worker: &Worker<'_>) {
    let ethnicity = worker.text(Item::Ethnicity);
    person.born = worker.born.known().or(person.born);
    person.sex = sex(worker).or(person.sex);
    person.ethnicity = ethnicity
        .and_then(Ethnicity::from_code)
        .or(person.ethnicity);
    person.registration = worker
        .registration()
        .map(str::to_owned)
        .or(person.registration.take());
    person.qualification = numbered(worker, Item::QualLevel).or(person.qualification);
    person.route = route(worker).or(person.route);
}

fn route(worker: &Worker<'_>) -> Option<Route> {
    let is = |item| worker.text(item) == Some("1");
    if is(Item::StepUpGrad) {
        Some(Route::StepUp)
    } else {
        is(Item::FrontlineGrad).then_some(Route::Frontline)
    }
}
