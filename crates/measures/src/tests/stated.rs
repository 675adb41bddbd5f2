//! Positions that a paper stated, for years before the records.

use holdfast_workforce::codes::{CountUnit, StatedCategory};
use holdfast_workforce::fixture::fte;
use holdfast_workforce::id::StatedPositionId;
use holdfast_workforce::record::StatedPosition;
use jiff::civil::date;

use super::*;
use crate::course::Months;
use crate::figure::{Scope, Source};
use Measure as M;
use StatedCategory as Category;

fn states(council: &mut Council, on: Date, unit: CountUnit, rows: &[(Category, &str)]) {
    for (category, digits) in rows {
        let id = StatedPositionId::next(&mut council.ids);
        council.add(StatedPosition {
            id,
            on,
            service: Service::Children,
            team: None,
            role: None,
            category: *category,
            unit,
            value: fte(digits),
            source: "A committee paper".to_owned(),
        });
    }
}

#[test]
fn the_position_of_norfolk_in_2018_gives_its_rates() {
    let mut council = council();
    let on = date(2018, 6, 30);
    states(
        &mut council,
        on,
        CountUnit::Fte,
        &[
            (Category::Established, "406.31"),
            (Category::InPost, "298.14"),
            (Category::EstablishedTemporary, "30"),
            (Category::Trainee, "25.5"),
            (Category::Agency, "75.75"),
        ],
    );
    // 406.31 - 298.14 = 108.17; 108.17 / (108.17 + 298.14) = 26.62%.
    // 75.75 / (75.75 + 298.14) = 20.26%. Of 406.31 the vacancies are 26.62% too.
    for (measure, value) in [
        (M::InPostFte, "298.1"),
        (M::VacanciesFte, "108.2"),
        (M::VacancyRate, "26.6"),
        (M::VacancyShareOfEstablishment, "26.6"),
        (M::AgencyFte, "75.8"),
        (M::AgencyRateFte, "20.3"),
        (M::InPostHeadcount, "x"),
        (M::AgencyRateHeadcount, "x"),
        (M::TurnoverRateFte, "x"),
        (M::AverageCaseload, "x"),
        (M::AbsenceRate, "x"),
    ] {
        assert_eq!(shown(&council, measure, on), value, "{measure}");
    }
    let found = figure(&council, M::VacancyRate, on);
    assert_eq!(
        found.source,
        Source::Stated {
            on,
            sources: vec!["A committee paper".to_owned()]
        }
    );
    let missing = figure(&council, M::InPostHeadcount, on);
    assert_eq!(
        missing.notes[0],
        "The count stated for 30 June 2018 does not give it."
    );
}

#[test]
fn the_assignments_of_manchester_in_2009_are_no_fte() {
    let mut council = council();
    let on = date(2009, 9, 1);
    states(
        &mut council,
        on,
        CountUnit::Assignments,
        &[
            (Category::InPost, "120"),
            (Category::AgencyVacancy, "43"),
            (Category::Vacant, "18"),
        ],
    );
    let found = figure(&council, M::VacancyRate, on);
    assert_eq!(symbol(&found), Some(Symbol::NotAvailable));
    assert_eq!(
        found.notes[0],
        "The count stated for 1 September 2009 is in assignments, not in FTE."
    );
}

#[test]
fn from_the_first_day_of_the_records_they_answer_and_not_the_paper() {
    let mut council = council();
    states(
        &mut council,
        date(2018, 6, 30),
        CountUnit::Fte,
        &[(Category::InPost, "298.14")],
    );
    employ(
        &mut council,
        "Ada",
        spell(holdfast_workforce::fixture::START, None),
        "1",
    );
    assert_eq!(shown(&council, M::InPostFte, date(2020, 3, 31)), "298.1");
    assert_eq!(shown(&council, M::InPostFte, date(2020, 4, 1)), "1.0");
    assert_eq!(shown(&council, M::InPostFte, date(2018, 6, 29)), "x");
}

#[test]
fn an_authority_without_records_has_no_figures() {
    let council = council();
    let found = figure(&council, M::InPostFte, date(2019, 1, 1));
    assert_eq!(symbol(&found), Some(Symbol::NotAvailable));
    assert!(!found.notes.is_empty());
}

#[test]
fn a_count_that_a_paper_stated_once_is_no_course_and_no_change() {
    let mut council = council();
    let rows = [(Category::Established, "10"), (Category::InPost, "8")];
    states(&mut council, date(2018, 6, 30), CountUnit::Fte, &rows);
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let course = |at| {
        let months = Months::of(&ledger, Scope::CHILDREN, at);
        months.course(M::VacancyRate).expect("a course")
    };
    let autumn = course(date(2018, 9, 30));
    // 2 of 10 are vacant; the paper says it of June, and nobody of any other month.
    let counted = autumn.points.iter().filter_map(|point| {
        let ratio = point.value?.ratio()?;
        Some((point.day, ratio.rounded(1)))
    });
    let counted: Vec<_> = counted.collect();
    assert_eq!(counted, [(date(2018, 6, 30), "20.0".to_owned())]);
    // A year and a half later it is still the latest count, but of no month of the year.
    let later = course(date(2019, 12, 31));
    assert_eq!(later.now.rounded(), "20.0");
    assert_eq!((later.numbers(), later.change()), (0, None));
}
