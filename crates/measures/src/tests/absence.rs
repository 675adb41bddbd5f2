//! Working days lost to sickness.

use holdfast_workforce::codes::{AbsenceKind, CoverReason};
use holdfast_workforce::fixture::{START, days};
use holdfast_workforce::record::{Absence, Assignment};
use jiff::civil::date;

use super::*;
use Measure as M;

fn council_of_ten() -> (Council, Worker) {
    let mut council = council();
    let first = employ(&mut council, "Ada", spell(START, None), "1");
    for number in 1..10 {
        employ(
            &mut council,
            &format!("Worker {number}"),
            spell(START, None),
            "1",
        );
    }
    (council, first)
}

fn is_sick(council: &mut Council, worker: Worker, spell: Spell, recorded: Option<&str>) {
    let id = council.absence(worker.engagement, AbsenceKind::Sickness, spell);
    council.edit::<Absence>(id, |it| {
        it.working_days = recorded.map(|digits| digits.parse().expect("days"));
    });
}

#[test]
fn the_rate_divides_by_fte_times_253_days() {
    let (mut council, ada) = council_of_ten();
    // Monday 7 to Sunday 13 March 2022 are five working days: 5 / 2,530 = 0.1976%.
    is_sick(
        &mut council,
        ada,
        days(date(2022, 3, 7), date(2022, 3, 13)),
        None,
    );
    assert_shown(&council, &[(M::DaysLost, "5.0"), (M::AbsenceRate, "0.2")]);
    let found = figure(&council, M::AbsenceRate, YEAR_END);
    assert_eq!(found.working_days, Some(253));
}

#[test]
fn a_year_with_a_leap_day_divides_by_254() {
    let (mut council, ada) = council_of_ten();
    is_sick(
        &mut council,
        ada,
        days(date(2023, 10, 2), date(2024, 6, 28)),
        Some("127"),
    );
    is_sick(
        &mut council,
        ada,
        days(date(2021, 10, 4), date(2022, 6, 24)),
        Some("126.5"),
    );
    // 127 / (10 x 254) = 5%, and 126.5 / (10 x 253) = 5%.
    let leap = figure(&council, M::AbsenceRate, date(2024, 9, 30));
    assert_eq!(
        (leap.rounded().as_str(), leap.working_days),
        ("5.0", Some(254))
    );
    assert_shown(&council, &[(M::AbsenceRate, "5.0"), (M::DaysLost, "126.5")]);
}

#[test]
fn an_absence_across_the_end_of_the_year_is_shared_by_working_days() {
    let (mut council, ada) = council_of_ten();
    // Monday 27 September to Friday 8 October 2021: four working days before
    // October, six from then on. Of five recorded days: 2 and 3.
    let across = days(date(2021, 9, 27), date(2021, 10, 8));
    is_sick(&mut council, ada, across, Some("5"));
    assert_shown(&council, &[(M::DaysLost, "3.0")]);
    assert_eq!(shown(&council, M::DaysLost, LAST_YEAR_END), "2.0");
}

#[test]
fn an_absence_that_goes_on_counts_up_to_the_day() {
    let (mut council, ada) = council_of_ten();
    // Monday 26 to Friday 30 September 2022, and on.
    is_sick(&mut council, ada, spell(date(2022, 9, 26), None), None);
    assert_shown(&council, &[(M::DaysLost, "5.0")]);
    // Later days may be recorded by now; they are not lost by then.
    is_sick(
        &mut council,
        ada,
        spell(date(2022, 9, 26), None),
        Some("40"),
    );
    assert_shown(&council, &[(M::DaysLost, "10.0")]);
}

#[test]
fn bank_holidays_are_not_lost() {
    let (mut council, ada) = council_of_ten();
    // Monday 30 May to Friday 3 June 2022: the Thursday and Friday were bank
    // holidays, the Monday was not, as the spring holiday had moved.
    is_sick(
        &mut council,
        ada,
        days(date(2022, 5, 30), date(2022, 6, 3)),
        None,
    );
    assert_shown(&council, &[(M::DaysLost, "3.0")]);
}

#[test]
fn leavers_days_count_and_agency_workers_do_not() {
    let (mut council, _) = council_of_ten();
    let gone = employ(&mut council, "Gone", spell(START, date(2022, 3, 11)), "1");
    is_sick(
        &mut council,
        gone,
        days(date(2022, 3, 7), date(2022, 3, 11)),
        None,
    );
    let post = council.post("covered");
    let agency = council.agency("Agency", post, CoverReason::Vacancy);
    is_sick(
        &mut council,
        agency,
        days(date(2022, 3, 7), date(2022, 3, 11)),
        None,
    );
    assert_shown(&council, &[(M::DaysLost, "5.0")]);
}

#[test]
fn days_after_leaving_and_before_joining_the_service_do_not_count() {
    let (mut council, _) = council_of_ten();
    let gone = employ(&mut council, "Gone", spell(START, date(2022, 3, 9)), "1");
    // No end was recorded; the last day with the council, a Wednesday, ends it: 3 days.
    is_sick(&mut council, gone, spell(date(2022, 3, 7), None), None);
    let team = adults(&mut council);
    let old = council.post_with("old", |it| it.team = team);
    let new = council.post("new");
    let moved = engage(&mut council, "Moved", spell(START, None), |it| {
        (it.post, it.spell) = (old, days(START, date(2022, 3, 8)));
    });
    council.assign(moved.engagement, new, |it| {
        it.spell = spell(date(2022, 3, 9), None);
    });
    // Of Monday to Friday the last three are in children's services: 5 x 3 / 5.
    is_sick(
        &mut council,
        moved,
        days(date(2022, 3, 7), date(2022, 3, 11)),
        Some("5"),
    );
    assert_shown(&council, &[(M::DaysLost, "6.0")]);
}

#[test]
fn weekend_days_that_are_recorded_count_once() {
    let (mut council, ada) = council_of_ten();
    // Saturday 30 September and Sunday 1 October 2023.
    is_sick(
        &mut council,
        ada,
        days(date(2023, 9, 30), date(2023, 10, 1)),
        Some("2"),
    );
    assert_eq!(shown(&council, M::DaysLost, date(2023, 9, 30)), "2.0");
    assert_eq!(shown(&council, M::DaysLost, date(2024, 9, 30)), "0.0");
}

#[test]
fn other_absences_are_no_sickness() {
    let (mut council, ada) = council_of_ten();
    is_sick(
        &mut council,
        ada,
        days(date(2022, 3, 7), date(2022, 3, 7)),
        None,
    );
    let long = days(date(2022, 4, 4), date(2022, 4, 5));
    council.absence(ada.engagement, AbsenceKind::LongTermSickness, long);
    council.absence(
        ada.engagement,
        AbsenceKind::Maternity,
        days(date(2022, 5, 9), date(2022, 9, 30)),
    );
    council.absence(
        ada.engagement,
        AbsenceKind::Training,
        days(date(2022, 4, 6), date(2022, 4, 7)),
    );
    assert_shown(&council, &[(M::DaysLost, "3.0")]);
}

#[test]
fn a_council_that_records_no_sickness_has_no_rate() {
    let (council, _) = council_of_ten();
    let found = figure(&council, M::AbsenceRate, YEAR_END);
    assert_eq!(symbol(&found), Some(Symbol::NotAvailable));
    assert_eq!(found.notes, ["No sickness absence is recorded."]);
}

#[test]
fn without_anybody_in_post_there_is_no_rate() {
    let mut council = council();
    let gone = employ(&mut council, "Gone", spell(START, date(2022, 3, 11)), "1");
    is_sick(
        &mut council,
        gone,
        days(date(2022, 3, 7), date(2022, 3, 11)),
        None,
    );
    assert_shown(&council, &[(M::DaysLost, "5.0"), (M::AbsenceRate, "z")]);
}

#[test]
fn the_sickness_of_fewer_than_five_people_is_not_for_publication() {
    let (mut council, ada) = council_of_ten();
    assert_eq!(figure(&council, M::DaysLost, YEAR_END).disclosure, None);
    is_sick(
        &mut council,
        ada,
        days(date(2022, 3, 7), date(2022, 3, 7)),
        None,
    );
    let found = figure(&council, M::DaysLost, YEAR_END);
    assert_eq!(found.disclosure, Some(Symbol::Confidential));
    let workforce = council.workforce();
    let everybody: Vec<_> = workforce.assignments().iter().cloned().collect();
    for Assignment { id, engagement, .. } in everybody.into_iter().skip(1).take(4) {
        let person = workforce.person_of(engagement).expect("a person").id;
        let worker = Worker {
            person,
            engagement,
            assignment: id,
        };
        is_sick(
            &mut council,
            worker,
            days(date(2022, 3, 7), date(2022, 3, 7)),
            None,
        );
    }
    // Five people now.
    assert_eq!(figure(&council, M::DaysLost, YEAR_END).disclosure, None);
}
