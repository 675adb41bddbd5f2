//! The return’s codes as codes of the records.

use holdfast_workforce::CodeSet;
use holdfast_workforce::codes::{AbsenceKind, Ethnicity, Route, Sex};
use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::Person;
use holdfast_workforce::registration::as_registered;

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

/// The Social Work England number by which a worker is known again, in other
/// returns too.
pub(super) fn registration(worker: &Worker<'_>) -> Option<String> {
    let number = as_registered(worker.registration()?);
    (!number.is_empty()).then(|| number.into_owned())
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
    let ethnicity = worker.text(Item::Ethnicity).and_then(Ethnicity::from_code);
    let says_something =
        |it: &Ethnicity| !matches!(it, Ethnicity::NotObtained | Ethnicity::Refused);
    person.born = worker.born.known().or(person.born);
    person.sex = sex(worker).or(person.sex);
    // What was known once is not forgotten.
    person.ethnicity = ethnicity
        .filter(says_something)
        .or(person.ethnicity)
        .or(ethnicity);
    person.registration = registration(worker).or(person.registration.take());
    person.qualification = numbered(worker, Item::QualLevel).or(person.qualification);
    person.route = route(worker).or(person.route);
}

/// The route: Step Up, Frontline, or, where both are answered with no, another.
fn route(worker: &Worker<'_>) -> Option<Route> {
    match (
        worker.text(Item::StepUpGrad),
        worker.text(Item::FrontlineGrad),
    ) {
        (Some("1"), _) => Some(Route::StepUp),
        (_, Some("1")) => Some(Route::Frontline),
        (Some("0"), Some("0")) => Some(Route::Other),
        _ => None,
    }
}
