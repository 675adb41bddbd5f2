//! How long people have been in post and qualified.

use holdfast_workforce::codes::Origin;
use holdfast_workforce::fixture::{START, days};
use holdfast_workforce::record::Person;
use jiff::civil::date;

use super::*;
use Measure as M;

fn joins(council: &mut Council, name: &str, from: Date, origin: Origin) -> Worker {
    let worker = employ(council, name, spell(from, None), "1");
    council.edit::<Engagement>(worker.engagement, |it| it.origin = Some(origin));
    worker
}

#[test]
fn somebody_is_newly_qualified_for_twelve_months() {
    let mut council = council();
    joins(&mut council, "Old", START, Origin::OtherAuthority);
    joins(
        &mut council,
        "New",
        date(2021, 10, 1),
        Origin::NewlyQualified,
    );
    joins(
        &mut council,
        "A year",
        YEAR_END.yesterday().expect("a day"),
        Origin::NewlyQualified,
    );
    joins(&mut council, "Over", LAST_YEAR_END, Origin::NewlyQualified);
    // 'New' and 'A year' joined less than a year before; 'Over' a year ago to the day: 2 / 4.
    assert_shown(&council, &[(M::NewlyQualifiedShare, "50.0")]);
}

#[test]
fn service_is_counted_from_the_first_day_without_a_break() {
    let mut council = council();
    let old = joins(
        &mut council,
        "Old",
        date(2010, 6, 1),
        Origin::OtherAuthority,
    );
    // Records begin on 1 April 2020, and the assignment with them; the
    // engagement of 2010 says how long it has been.
    let begin = spell(START, None);
    council.edit::<Assignment>(old.assignment, |it| it.spell = begin);
    joins(&mut council, "Two years", date(2020, 9, 30), Origin::Other);
    joins(&mut council, "Nearly two", date(2020, 10, 1), Origin::Other);
    joins(&mut council, "New", date(2022, 1, 1), Origin::Other);
    // Under two years: 'Nearly two', 'New', 2 / 4; under five: all but 'Old', 3 / 4.
    assert_shown(
        &council,
        &[
            (M::ServiceUnderTwoShare, "50.0"),
            (M::ServiceUnderFiveShare, "75.0"),
        ],
    );
}

#[test]
fn a_break_in_service_begins_it_anew_and_a_move_does_not() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, date(2021, 3, 31)), "1");
    let again = council.engagement(ada.person, Contract::Permanent);
    let after = spell(date(2021, 6, 1), None);
    council.edit::<Engagement>(again, |it| it.spell = after);
    let post = council.post("again");
    council.assign(again, post, |it| it.spell = after);
    let ben = employ(&mut council, "Ben", spell(START, None), "1");
    let moved = council.post("moved");
    council.edit::<Assignment>(ben.assignment, |it| {
        it.spell = days(START, date(2021, 3, 31));
    });
    council.assign(ben.engagement, moved, |it| {
        it.spell = spell(date(2021, 4, 1), None)
    });
    // Ada since June 2021, Ben since April 2020: 1 / 2 under two years.
    assert_shown(&council, &[(M::ServiceUnderTwoShare, "50.0")]);
}

#[test]
fn experience_runs_from_qualification_or_else_from_registration() {
    let mut council = council();
    let dates = [
        ("A", Some(date(2020, 10, 1)), None),
        ("B", Some(date(2020, 9, 30)), Some(date(2022, 1, 1))),
        ("C", None, Some(date(2018, 1, 1))),
        ("D", Some(date(2010, 7, 1)), None),
        ("E", None, None),
    ];
    for (name, qualified, registered) in dates {
        let worker = employ(&mut council, name, spell(START, None), "1");
        council.edit::<Person>(worker.person, |it| {
            (it.qualified_on, it.registered_on) = (qualified, registered);
        });
    }
    // Known: A to D. Under two years: A, 1 / 4; under five: A, B, C, 3 / 4.
    assert_shown(
        &council,
        &[
            (M::ExperienceUnderTwoShare, "25.0"),
            (M::ExperienceUnderFiveShare, "75.0"),
        ],
    );
    let notes = figure(&council, M::ExperienceUnderTwoShare, YEAR_END).notes;
    assert_eq!(
        notes,
        [
            "One person in post has neither a date of qualification nor of registration and is left out."
        ]
    );
}

#[test]
fn newly_qualified_workers_are_set_against_experienced_ones() {
    let mut council = council();
    for name in ["A", "B", "C", "D"] {
        let worker = employ(&mut council, name, spell(START, None), "1");
        council.edit::<Person>(worker.person, |it| it.qualified_on = Some(date(2015, 7, 1)));
    }
    assert_shown(&council, &[(M::NewlyQualifiedToExperienced, "0.00")]);
    let new = joins(
        &mut council,
        "New",
        date(2022, 1, 1),
        Origin::NewlyQualified,
    );
    council.edit::<Person>(new.person, |it| it.qualified_on = Some(date(2021, 7, 1)));
    // 1 to 4.
    assert_shown(&council, &[(M::NewlyQualifiedToExperienced, "0.25")]);
}

#[test]
fn without_experienced_workers_there_is_no_ratio() {
    let mut council = council();
    joins(
        &mut council,
        "New",
        date(2022, 1, 1),
        Origin::NewlyQualified,
    );
    assert_shown(
        &council,
        &[
            (M::NewlyQualifiedToExperienced, "z"),
            (M::ExperienceUnderTwoShare, "z"),
        ],
    );
}
