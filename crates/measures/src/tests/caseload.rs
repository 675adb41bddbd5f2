//! Cases, and who holds them.

use holdfast_workforce::codes::CoverReason;
use holdfast_workforce::fixture::{START, days, fte};
use holdfast_workforce::id::{CaseloadId, PersonId};
use holdfast_workforce::record::Caseload;
use jiff::civil::date;

use super::*;
use Measure as M;

fn holds(council: &mut Council, person: PersonId, cases: u32) {
    let id = CaseloadId::next(&mut council.ids);
    council.add(Caseload {
        id,
        person,
        on: YEAR_END,
        cases,
    });
}

#[test]
fn the_average_divides_all_cases_by_the_fte_of_those_who_hold_one() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let ben = employ(&mut council, "Ben", spell(START, None), "0.5");
    let cat = employ(&mut council, "Cat", spell(START, None), "1");
    let post = council.post("covered");
    let dan = council.agency("Dan", post, CoverReason::Vacancy);
    for (worker, cases) in [(ada, 18), (ben, 9), (cat, 0), (dan, 20)] {
        holds(&mut council, worker.person, cases);
    }
    // 18 + 9 + 0 + 20 = 47 cases; 1 + 0.5 + 1 = 2.5 FTE without Cat: 18.8.
    assert_shown(
        &council,
        &[
            (M::Cases, "47"),
            (M::CaseHoldersFte, "2.5"),
            (M::AverageCaseload, "18.8"),
        ],
    );
}

#[test]
fn cases_of_somebody_without_fte_count_above_the_line_only() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let ben = employ(&mut council, "Ben", spell(START, None), "0");
    holds(&mut council, ada.person, 10);
    holds(&mut council, ben.person, 3);
    // 13 cases on 1 FTE.
    assert_shown(&council, &[(M::Cases, "13"), (M::AverageCaseload, "13.0")]);
}

#[test]
fn cases_of_leavers_and_of_other_services_do_not_count() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let gone = employ(&mut council, "Gone", spell(START, YEAR_END), "1");
    let team = adults(&mut council);
    let post = council.post_with("adults", |it| it.team = team);
    let other = council.holder("Other", post);
    for worker in [ada, gone, other] {
        holds(&mut council, worker.person, 15);
    }
    assert_shown(&council, &[(M::Cases, "15"), (M::AverageCaseload, "15.0")]);
}

#[test]
fn two_posts_share_the_cases_of_one_person() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "0.6");
    let second = council.post("second");
    council.assign(ada.engagement, second, |it| it.fte = fte("0.4"));
    holds(&mut council, ada.person, 16);
    // 16 cases counted once, on 1.0 FTE.
    assert_shown(&council, &[(M::Cases, "16"), (M::AverageCaseload, "16.0")]);
}

#[test]
fn a_day_without_recorded_cases_is_not_available() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    holds(&mut council, ada.person, 15);
    let found = figure(&council, M::AverageCaseload, date(2022, 8, 31));
    assert_eq!(symbol(&found), Some(Symbol::NotAvailable));
    assert_eq!(
        found.notes,
        [
            "No cases held are recorded for 31 August 2022; caseloads are recorded for the last day of a month."
        ]
    );
}

#[test]
fn when_nobody_holds_a_case_there_is_no_average() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    holds(&mut council, ada.person, 0);
    assert_shown(&council, &[(M::Cases, "0"), (M::AverageCaseload, "z")]);
}

#[test]
fn cases_of_somebody_seconded_out_do_not_count() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let ben = employ(&mut council, "Ben", spell(START, None), "1");
    let away = days(date(2022, 9, 1), date(2022, 12, 31));
    let kind = holdfast_workforce::codes::AbsenceKind::Secondment;
    council.absence(ben.engagement, kind, away);
    holds(&mut council, ada.person, 15);
    holds(&mut council, ben.person, 4);
    assert_shown(&council, &[(M::Cases, "15"), (M::CaseHoldersFte, "1.0")]);
}
