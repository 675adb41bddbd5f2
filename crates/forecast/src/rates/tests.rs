//! Hand arithmetic on a tiny council, and the sums on the example's.

use holdfast_measures::{Component, Ledger, Scope};
use holdfast_reference::Releases;
use holdfast_workforce::codes::{AbsenceKind, OrganisationRole, Service};
use holdfast_workforce::date::Spell;
use holdfast_workforce::fixture::Council;
use holdfast_workforce::record::{Assignment, Engagement, Person, Role};
use jiff::civil::{Date, date};

use super::published::Level;
use super::*;
use crate::careers::RecordsError;

fn close(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

/// A social worker from 1 April 2020 to a last day, qualified on a day.
fn worker(
    council: &mut Council,
    name: &str,
    qualified: Date,
    last: Option<Date>,
) -> holdfast_workforce::fixture::Worker {
    let post = council.post(name);
    let worker = council.holder(name, post);
    council.edit::<Person>(worker.person, |it| it.qualified_on = Some(qualified));
    let spell = Spell::of_days(date(2020, 4, 1), last);
    council.edit::<Engagement>(worker.engagement, |it| it.spell = spell);
    council.edit::<Assignment>(worker.assignment, |it| it.spell = spell);
    worker
}

fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    council.edit::<Role>(role, |it| {
        it.organisation_role = Some(OrganisationRole::CaseHolder)
    });
    council
}

fn estimates(council: &Council, day: Date) -> Estimates {
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    Estimates::of(&ledger, day, Releases::shipped()).expect("estimates")
}

fn group(estimates: &Estimates, experience: Experience) -> &Estimate {
    let mut rows = estimates.rows.iter();
    rows.find(|row| row.experience == experience)
        .expect("a row")
}

/// The records begin on 1 April 2020 and are looked at to 31 March 2021. Ann
/// qualified on 1 July 2018: 91 days (April to June) under two years, then 274
/// days with two to five. Ben qualified on 1 January 2009 and leaves with 30
/// September 2020: 183 days with ten and more.
#[test]
fn people_move_between_groups_on_the_day_and_leave_from_their_last() {
    let mut council = council();
    worker(&mut council, "Ann", date(2018, 7, 1), None);
    worker(
        &mut council,
        "Ben",
        date(2009, 1, 1),
        Some(date(2020, 9, 30)),
    );
    let estimates = estimates(&council, date(2021, 3, 31));
    assert_eq!(estimates.rows.len(), 5);
    let own = |experience| {
        let row = group(&estimates, experience);
        (row.events, (row.exposure * 30.4375).round())
    };
    assert_eq!(own(Experience::NewlyQualified), (0, 0.0));
    assert_eq!(own(Experience::UnderTwo), (0, 91.0));
    assert_eq!(own(Experience::TwoToFive), (0, 274.0));
    assert_eq!(own(Experience::FiveToTen), (0, 0.0));
    assert_eq!(own(Experience::TenAndOver), (1, 183.0));
    assert_eq!(group(&estimates, Experience::NewlyQualified).raw(), None);
    assert_eq!(estimates.council.events, 1);
}

/// The published level of the day counts `events` in `months`; the ratios are
/// 1.297, 1.147 and 0.723. Of the others' exposure, 91 and 274 days, published
/// figures expect h × (1.297 × 91 + 1.147 × 274) ÷ 30.4375, and nobody left.
#[test]
fn a_group_is_drawn_to_what_the_others_show() {
    let mut council = council();
    worker(&mut council, "Ann", date(2018, 7, 1), None);
    worker(
        &mut council,
        "Ben",
        date(2009, 1, 1),
        Some(date(2020, 9, 30)),
    );
    let day = date(2021, 3, 31);
    let level = Level::of(Releases::shipped(), None, day)
        .expect("a level")
        .hazard;
    let estimates = estimates(&council, day);
    let row = group(&estimates, Experience::TenAndOver);
    let expected = level.mean() * (1.297 * 91.0 + 1.147 * 274.0) / 30.4375;
    let factor = level.events / (level.events + expected);
    close(row.prior.mean(), level.mean() * 0.723 * factor, 1e-5);
    close(row.prior.events, level.events, 1e-9);
    let used = (level.events + 1.0) / (row.prior.months + 183.0 / 30.4375);
    close(row.used().mean(), used, 1e-12);
    close(
        row.weight(),
        183.0 / 30.4375 / (row.prior.months + 183.0 / 30.4375),
        1e-12,
    );
    assert_eq!(
        estimates.leaving("Social Worker", Experience::TenAndOver),
        Some(row.used())
    );
    assert_eq!(estimates.leaving("Gardener", Experience::TenAndOver), None);
}

/// A gamma quantile is half a chi-squared one with twice the shape as degrees
/// of freedom. Printed tables of chi-squared with 20: 10.851 at 5%, 31.410 at
/// 95%; with 2: 0.103 and 5.991.
#[test]
fn the_interval_is_that_of_printed_tables() {
    let (low, high) = Hazard {
        events: 10.0,
        months: 1.0,
    }
    .interval();
    close(low, 10.851 / 2.0, 0.0005);
    close(high, 31.410 / 2.0, 0.0005);
    let (low, high) = Hazard {
        events: 1.0,
        months: 100.0,
    }
    .interval();
    close(low, 0.103 / 200.0, 0.000005);
    close(high, 5.991 / 200.0, 0.000005);
}

/// Both were at work for the 183 days before; nobody leaves while on maternity
/// leave, so that time does not count.
#[test]
fn whoever_is_seconded_out_leaves_and_whoever_is_on_maternity_leave_does_not() {
    let mut council = council();
    let ann = worker(&mut council, "Ann", date(2009, 1, 1), None);
    let ben = worker(&mut council, "Ben", date(2009, 1, 1), None);
    let away = Spell::starting(date(2020, 10, 1));
    council.absence(ann.engagement, AbsenceKind::Secondment, away);
    council.absence(ben.engagement, AbsenceKind::Maternity, away);
    let estimates = estimates(&council, date(2021, 3, 31));
    let row = group(&estimates, Experience::TenAndOver);
    assert_eq!(
        (row.events, (row.exposure * 30.4375).round()),
        (1, 183.0 + 183.0)
    );
}

#[test]
fn without_records_of_the_day_there_is_an_error_that_says_what_to_do() {
    let workforce = council().workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let found = Estimates::of(&ledger, date(2019, 3, 31), Releases::shipped());
    let error = found.expect_err("an error");
    assert_eq!(
        error,
        RecordsError::BeforeRecords {
            date: date(2019, 3, 31),
            begin: date(2020, 4, 1)
        }
    );
    assert_eq!(
        error.to_string(),
        "The records begin on 1 April 2020, after 31 March 2019. Let the plan start later, or state the position with [[start.position]]."
    );
}

#[test]
fn groups_without_people_have_the_prior() {
    let mut council = council();
    council.post("1");
    let estimates = estimates(&council, date(2021, 3, 31));
    for row in &estimates.rows {
        assert_eq!((row.events, row.exposure, row.weight()), (0, 0.0, 0.0));
        assert_eq!(row.used(), row.prior);
    }
}

/// Three years of the example authority: everybody whom the measures see leave.
#[test]
fn the_groups_make_the_leavers_of_the_measures() {
    let workforce = crate::tests::example();
    for service in [Some(Service::Children), Some(Service::Adults), None] {
        let ledger = Ledger::new(workforce, service);
        for year in [2022, 2026] {
            let day = date(year, 9, 30);
            let estimates = Estimates::of(&ledger, day, Releases::shipped()).expect("estimates");
            let of_year = |back: i16| {
                let reckoning = ledger.reckon(Scope::of(service), date(year - back, 9, 30));
                reckoning.part(Component::AllLeaversHeadcount).rows.len()
            };
            let measured: usize = (0..3).map(of_year).sum();
            let events: u32 = estimates.rows.iter().map(|row| row.events).sum();
            assert_eq!(events as usize, measured, "{service:?} {year}");
            assert_eq!(estimates.council.events, events);
        }
    }
}

/// Who is in post and at work at each month-end, added up, is near the exposure;
/// the days that people leave on make the difference small.
#[test]
fn the_exposure_is_the_average_at_work_times_the_months() {
    let workforce = crate::tests::example();
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let estimates =
        Estimates::of(&ledger, date(2026, 9, 30), Releases::shipped()).expect("estimates");
    let days = (0..36).map(|back| holdfast_workforce::date::months_later(date(2026, 9, 30), -back));
    let counts = days.map(|day| {
        let opening = crate::opening::of_ledger(&ledger, day).expect("an opening");
        let at_work = opening.people.iter().filter(|person| person.away.is_none());
        at_work.count() as f64
    });
    let expected: f64 = counts.sum();
    let found: f64 = estimates.rows.iter().map(|row| row.exposure).sum();
    assert!(
        (found / expected - 1.0).abs() < 0.02,
        "{found} and {expected}"
    );
}

/// Drawing groups towards each other moves leavers between them, not their sum.
#[test]
fn the_used_rates_give_as_many_leavers_as_were_seen() {
    let workforce = crate::tests::example();
    let ledger = Ledger::new(workforce, Some(Service::Children));
    for year in [2022, 2024, 2026] {
        let estimates = Estimates::of(&ledger, date(year, 9, 30), Releases::shipped());
        let estimates = estimates.expect("estimates");
        let rows = estimates.rows.iter();
        let used: f64 = rows.map(|row| row.used().mean() * row.exposure).sum();
        let seen = f64::from(estimates.council.events);
        assert!((used / seen - 1.0).abs() < 0.05, "{used} and {seen}");
    }
}
