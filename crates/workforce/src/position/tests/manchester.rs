//! Manchester, 1 September and 7 December 2009, children's and adults'
//! services, as its committee paper printed them: assignments, not FTE.

use jiff::civil::{Date, date};

use super::{row, shown, stated};
use crate::codes::{CountUnit, Service, StatedCategory};
use crate::fixture::Council;
use crate::position::{Amounts, Dimension, Line, Position, RowKey, Selection, compare, position};
use crate::record::StatedPosition;

const SEPTEMBER: Date = date(2009, 9, 1);
const DECEMBER: Date = date(2009, 12, 7);

/// A line of the paper: September, December, variance.
type Printed = (
    StatedCategory,
    Line,
    &'static str,
    &'static str,
    &'static str,
);

const CHILDREN: [Printed; 7] = [
    (StatedCategory::InPost, Line::InPost, "120", "179", "59"),
    (
        StatedCategory::AgencyVacancy,
        Line::AgencyVacancy,
        "43",
        "3",
        "-40",
    ),
    (StatedCategory::Vacant, Line::Vacant, "18", "3", "-15"),
    (
        StatedCategory::AgencyLongTermSickness,
        Line::AgencyLongTermSickness,
        "1",
        "3",
        "2",
    ),
    (
        StatedCategory::AgencyAdditionalWorkload,
        Line::AgencyAdditionalWorkload,
        "12",
        "3",
        "-9",
    ),
    (
        StatedCategory::AgencySecondment,
        Line::AgencySecondment,
        "7",
        "4",
        "-3",
    ),
    (
        StatedCategory::AgencyMaternity,
        Line::AgencyMaternity,
        "3",
        "3",
        "0",
    ),
];

const ADULTS: [Printed; 5] = [
    (StatedCategory::InPost, Line::InPost, "175", "186", "11"),
    (
        StatedCategory::AgencyVacancy,
        Line::AgencyVacancy,
        "9",
        "18",
        "9",
    ),
    (
        StatedCategory::AgencyActUp,
        Line::AgencyActUp,
        "0",
        "4",
        "4",
    ),
    (
        StatedCategory::AgencySecondment,
        Line::AgencySecondment,
        "6",
        "1",
        "-5",
    ),
    (
        StatedCategory::AgencyAdditionalWorkload,
        Line::AgencyAdditionalWorkload,
        "7",
        "1",
        "-6",
    ),
];

fn manchester() -> Council {
    let mut council = Council::new();
    let children = CHILDREN.map(|line| (Service::Children, line));
    let adults = ADULTS.map(|line| (Service::Adults, line));
    for (service, (category, _, september, december, _)) in children.into_iter().chain(adults) {
        for (on, value) in [(SEPTEMBER, september), (DECEMBER, december)] {
            let count = stated(&mut council, category, value);
            council.add(StatedPosition {
                on,
                service,
                unit: CountUnit::Assignments,
                ..count
            });
        }
    }
    council
}

fn by_service(at: Date) -> Position {
    let workforce = manchester().workforce();
    position(&workforce, &Selection::at(at), Dimension::Service)
}

fn of(service: Service, at: Date) -> Amounts {
    let position = by_service(at);
    assert_eq!(position.unit, CountUnit::Assignments);
    row(&position, RowKey::Service(service)).amounts
}

/// Every row of the paper at both dates, with its variance.
fn assert_printed(service: Service, printed: &[Printed]) {
    let comparison = compare(&by_service(DECEMBER), &by_service(SEPTEMBER));
    let mut rows = comparison.rows.iter();
    let found = rows.find(|row| row.key == RowKey::Service(service));
    let found = found.expect("the service has a row");
    for (_, line, september, december, variance) in printed {
        assert_eq!(shown(&found.then, *line).as_deref(), Some(*september));
        assert_eq!(shown(&found.now, *line).as_deref(), Some(*december));
        assert_eq!(shown(&found.variance, *line).as_deref(), Some(*variance));
    }
}

#[test]
fn every_row_of_childrens_services_stands_with_its_variance() {
    assert_printed(Service::Children, &CHILDREN);
}

#[test]
fn every_row_of_adults_services_stands_with_its_variance() {
    assert_printed(Service::Adults, &ADULTS);
}

#[test]
fn the_totals_are_204_and_198_for_children_and_197_and_210_for_adults() {
    let assignments = |service, at| shown(&of(service, at), Line::Assignments);
    let both = |service| [SEPTEMBER, DECEMBER].map(|at| assignments(service, at));
    assert_eq!(
        both(Service::Children),
        ["204", "198"].map(|it| Some(it.to_owned()))
    );
    assert_eq!(
        both(Service::Adults),
        ["197", "210"].map(|it| Some(it.to_owned()))
    );
    let comparison = compare(&by_service(DECEMBER), &by_service(SEPTEMBER));
    let variances: Vec<_> = comparison
        .rows
        .iter()
        .map(|row| shown(&row.variance, Line::Assignments))
        .collect();
    assert_eq!(variances, [Some("-6".to_owned()), Some("13".to_owned())]);
    // -6 and 13 together.
    assert_eq!(
        shown(&comparison.total.variance, Line::Assignments).as_deref(),
        Some("7")
    );
}

#[test]
fn the_share_of_agency_in_childrens_services_falls_from_32_4_to_8_1_percent() {
    let share = |at| of(Service::Children, at).agency_share();
    assert_eq!(share(SEPTEMBER).as_deref(), Some("32.4"));
    assert_eq!(share(DECEMBER).as_deref(), Some("8.1"));
    // Adults in December: 24 of 210.
    let adults = of(Service::Adults, DECEMBER);
    assert_eq!(adults.agency_share().as_deref(), Some("11.4"));
}

#[test]
fn vacancies_are_those_that_agency_fills_and_those_that_nobody_fills() {
    let children = of(Service::Children, SEPTEMBER);
    assert_eq!(shown(&children, Line::Vacancies).as_deref(), Some("61"));
    // The paper says nothing of vacant posts in adults' services, so the
    // vacancies of both services together are not known either.
    assert_eq!(of(Service::Adults, SEPTEMBER).get(Line::Vacancies), None);
    let total = by_service(SEPTEMBER).total;
    assert_eq!(total.get(Line::Vacancies), None);
    assert_eq!(total.get(Line::NetGap), None);
}

#[test]
fn a_service_may_be_asked_for_alone() {
    let selection = Selection {
        service: Some(Service::Adults),
        ..Selection::at(DECEMBER)
    };
    let workforce = manchester().workforce();
    let position = position(&workforce, &selection, Dimension::Role);
    assert_eq!(position.total, of(Service::Adults, DECEMBER));
    assert_eq!(position.rows.len(), 1);
}
