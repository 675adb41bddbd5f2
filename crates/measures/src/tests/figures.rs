//! What a figure says of itself: its fingerprint, and its counts for chance.

use holdfast_workforce::codes::AbsenceKind;
use holdfast_workforce::fixture::{START, days};

use super::*;
use crate::compare::counts;

#[test]
fn a_part_that_is_not_known_differs_from_one_without_rows() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let unknown = figure(&council, Measure::DaysLost, YEAR_END);
    assert_eq!(unknown.rounded(), "x");
    // Sickness of a later year: the year that is asked for has none, and that is known.
    let later = days(date(2023, 3, 6), date(2023, 3, 10));
    council.absence(ada.engagement, AbsenceKind::Sickness, later);
    let none = figure(&council, Measure::DaysLost, YEAR_END);
    assert_eq!(none.rounded(), "0.0");
    assert_ne!(unknown.fingerprint(), none.fingerprint());
}

#[test]
fn rolling_turnover_is_judged_by_the_mean_of_the_month_ends() {
    let mut council = council();
    for number in 0..10 {
        let name = format!("Worker {number}");
        employ(&mut council, &name, spell(START, None), "1");
    }
    let brief = days(date(2021, 11, 15), date(2022, 2, 14));
    employ(&mut council, "Brief", brief, "1");
    // 133 people at thirteen month-ends: 1 of a mean of 10.2308.
    let found = figure(&council, Measure::RollingTurnoverHeadcount, YEAR_END);
    let counts = counts(&found).expect("counts");
    assert!((counts.of - 133.0 / 13.0).abs() < 1e-9, "{}", counts.of);
    assert!((counts.events - 1.0).abs() < 1e-9);
}
