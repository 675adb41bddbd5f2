//! What a figure says of itself: its fingerprint, and its counts for chance.

use holdfast_workforce::codes::AbsenceKind;
use holdfast_workforce::fixture::{START, days};

use super::*;
use crate::compare::counts;
use crate::figure::{Missing, Scope};
use crate::formula::Component;

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

#[test]
fn each_count_needs_the_records_of_its_own_days() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let sick = days(date(2021, 3, 1), date(2021, 3, 2));
    council.absence(ada.engagement, AbsenceKind::Sickness, sick);
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let needed = |component, at| {
        let part = ledger.reckon(Scope::CHILDREN, at).part(component);
        match part.amount {
            Err(Missing::BeforeRecords { needed, .. }) => Some(needed),
            _ => None,
        }
    };
    let day_before = date(2020, 3, 31);
    // The records begin on 1 April 2020. The first year that they cover ends on
    // 31 March 2021; who was there before it began, they do not say.
    let covered = date(2021, 3, 31);
    assert_eq!(needed(Component::LeaversFte, covered), Some(day_before));
    assert_eq!(
        needed(Component::InPostHeadcountBefore, covered),
        Some(day_before)
    );
    assert_eq!(needed(Component::DaysLost, covered), None);
    assert_eq!(needed(Component::AgencyFteDays, covered), None);
    // The year that ends a day earlier begins on 31 March 2020.
    let earlier = date(2021, 3, 30);
    assert_eq!(needed(Component::DaysLost, earlier), Some(day_before));
    assert_eq!(needed(Component::AgencyFteDays, earlier), Some(day_before));
    assert_eq!(needed(Component::InPostFte, START), None);
    assert_eq!(needed(Component::InPostFte, day_before), Some(day_before));
}
