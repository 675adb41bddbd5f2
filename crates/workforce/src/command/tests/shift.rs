//! Somebody moves, changes hours, is seconded or acts up.

use jiff::civil::{Date, date};

use super::{added, assert_problem, done, errors, problems, unknown};
use crate::amount::Fte;
use crate::codes::{AbsenceKind, Contract, CoverReason, Holding};
use crate::command::{ActUp, ChangeHours, Command, Move, Place, Second};
use crate::date::Spell;
use crate::fixture::{Council, Worker, days, fte};
use crate::id::{AssignmentId, PostId};
use crate::presence;
use crate::record::{Absence, Assignment};

const MAY: Date = date(2021, 5, 1);

pub(super) fn go(assignment: AssignmentId, post: PostId, from: Date) -> Command {
    Command::Move(Move {
        assignment,
        from,
        post,
        fte: Fte::ONE,
        over_reason: None,
    })
}

pub(super) fn hours(assignment: AssignmentId, digits: &str, from: Date) -> Command {
    Command::ChangeHours(ChangeHours {
        assignment,
        from,
        fte: fte(digits),
        over_reason: None,
    })
}

pub(super) fn into(post: PostId) -> Place {
    Place {
        post,
        fte: Fte::ONE,
        cover: CoverReason::Vacancy,
        over_reason: None,
    }
}

pub(super) fn second(assignment: AssignmentId, spell: Spell, into: Option<Place>) -> Command {
    Command::Second(Second {
        assignment,
        spell,
        into,
    })
}

pub(super) fn act_up(assignment: AssignmentId, spell: Spell, into: Place) -> Command {
    Command::ActUp(ActUp {
        assignment,
        spell,
        into,
    })
}

/// Ada holds P1; P2 is vacant.
fn ada() -> (Council, Worker, PostId) {
    let mut council = Council::new();
    let own = council.post("P1");
    let other = council.post("P2");
    let ada = council.holder("Ada", own);
    (council, ada, other)
}

#[test]
fn who_moves_ends_one_assignment_and_begins_another() {
    let (mut council, ada, other) = ada();
    let done = done(&mut council, go(ada.assignment, other, MAY));
    let old = done.after.assignments().get(ada.assignment);
    assert_eq!(
        old.and_then(|it| it.spell.last_day()),
        Some(date(2021, 4, 30))
    );
    let new = added(&council, done.after.assignments().iter());
    assert_eq!((new.post, new.spell), (other, Spell::starting(MAY)));
    assert_eq!(
        done.stories,
        ["Ada moves on 1 May 2021 to Social Worker in North (post P2), 1 FTE"]
    );
}

#[test]
fn a_move_takes_effect_while_the_assignment_runs() {
    let (mut council, ada, other) = ada();
    let first = go(ada.assignment, other, date(2020, 4, 1));
    let message = "The assignment starts on 1 April 2020. \
                   Give a later day, or correct the assignment itself.";
    assert_problem(&mut council, first, "from", message);
    council.edit::<Assignment>(ada.assignment, |it| {
        it.spell.until = Some(MAY);
    });
    let late = go(ada.assignment, other, MAY);
    let message = "The assignment ends on 30 April 2021. Give a day before that.";
    assert_problem(&mut council, late, "from", message);
    done(&mut council, go(ada.assignment, other, date(2021, 4, 30)));
}

#[test]
fn nobody_moves_to_their_own_post_or_from_an_assignment_that_is_gone() {
    let (mut council, ada, other) = ada();
    let own = council.get::<Assignment>(ada.assignment).post;
    let message = "This is the post they are in. Choose another, or change the hours.";
    assert_problem(&mut council, go(ada.assignment, own, MAY), "post", message);
    let gone: AssignmentId = unknown(&mut council).into();
    let message = "This assignment is no longer in the records.";
    for command in [
        go(gone, other, MAY),
        hours(gone, "0.8", MAY),
        second(gone, Spell::starting(MAY), None),
        act_up(gone, Spell::starting(MAY), into(other)),
    ] {
        assert_problem(&mut council, command, "assignment", message);
    }
}

#[test]
fn other_hours_begin_a_new_assignment_in_the_same_post() {
    let (mut council, ada, _) = ada();
    let done = done(&mut council, hours(ada.assignment, "0.6", MAY));
    let new = added(&council, done.after.assignments().iter());
    assert_eq!((new.fte, new.spell), (fte("0.6"), Spell::starting(MAY)));
    assert_eq!(
        done.stories,
        ["Ada works 0.6 FTE instead of 1 from 1 May 2021"]
    );
}

#[test]
fn the_same_hours_are_no_change() {
    let (mut council, ada, _) = ada();
    let same = hours(ada.assignment, "1", MAY);
    assert_problem(&mut council, same, "fte", "They work 1 FTE already.");
    let early = hours(ada.assignment, "0.6", date(2020, 4, 1));
    assert_eq!(problems(&mut council, early)[0].0, "from");
}

#[test]
fn an_absence_goes_on_when_hours_change() {
    let (mut council, ada, _) = ada();
    let spell = Spell::starting(date(2021, 3, 1));
    let away = council.absence(ada.engagement, AbsenceKind::Maternity, spell);
    council.edit::<Absence>(away, |it| it.assignment = Some(ada.assignment));
    let after = done(&mut council, hours(ada.assignment, "0.6", MAY)).after;
    let new = added(&council, after.assignments().iter());
    assert!(presence::away(&after, new, MAY).is_some());
    assert_eq!(after.absences().len(), 1);
}

#[test]
fn an_absence_from_one_of_two_posts_stays_away_from_the_other() {
    let (mut council, ada, other) = ada();
    council.edit::<Assignment>(ada.assignment, |it| it.fte = fte("0.5"));
    let second = council.assign(ada.engagement, other, |it| it.fte = fte("0.5"));
    let spell = Spell::starting(date(2021, 3, 1));
    let away = council.absence(ada.engagement, AbsenceKind::Secondment, spell);
    council.edit::<Absence>(away, |it| it.assignment = Some(ada.assignment));
    let after = done(&mut council, hours(ada.assignment, "0.4", MAY)).after;
    let new = added(&council, after.assignments().iter());
    let second = after.assignments().get(second).expect("the post is kept");
    assert!(presence::away(&after, new, MAY).is_some());
    assert!(presence::away(&after, second, MAY).is_none());
    let old = after.assignments().get(ada.assignment).expect("it stands");
    assert!(presence::away(&after, old, date(2021, 4, 30)).is_some());
}

#[test]
fn a_secondment_out_of_the_council_is_an_absence_from_the_own_post() {
    let (mut council, ada, _) = ada();
    let year = days(MAY, date(2022, 4, 30));
    let done = done(&mut council, second(ada.assignment, year, None));
    let absence = added(&council, done.after.absences().iter());
    assert_eq!(absence.assignment, Some(ada.assignment));
    assert_eq!(
        (absence.kind, absence.spell),
        (AbsenceKind::Secondment, year)
    );
    assert_eq!(done.after.assignments().len(), 1);
    assert_eq!(
        done.stories,
        ["Ada is absent from 1 May 2021 to 30 April 2022: secondment"]
    );
}

#[test]
fn a_secondment_inside_the_council_covers_another_post() {
    let (mut council, ada, other) = ada();
    let year = days(MAY, date(2022, 4, 30));
    let done = done(
        &mut council,
        second(ada.assignment, year, Some(into(other))),
    );
    let new = added(&council, done.after.assignments().iter());
    assert_eq!((new.holding, new.spell), (Holding::Seconded, year));
    assert_eq!(
        done.stories[0],
        "Ada, seconded in, from 1 May 2021: \
        Social Worker in North (post P2), 1 FTE, covering: vacancy while recruiting"
    );
}

#[test]
fn acting_up_keeps_the_own_post_and_covers_the_higher_one() {
    let (mut council, ada, other) = ada();
    let months = days(MAY, date(2021, 10, 31));
    let done = done(&mut council, act_up(ada.assignment, months, into(other)));
    let new = added(&council, done.after.assignments().iter());
    let absence = added(&council, done.after.absences().iter());
    assert_eq!((new.holding, new.spell), (Holding::ActingUp, months));
    assert_eq!((absence.kind, absence.spell), (AbsenceKind::ActUp, months));
    assert_eq!(
        done.stories,
        [
            "Ada, acting up, from 1 May 2021: Social Worker in North (post P2), 1 FTE, \
             covering: vacancy while recruiting",
            "Ada is absent from 1 May 2021 to 31 October 2021: act-up",
        ]
    );
}

#[test]
fn whoever_steps_away_may_work_above_one_fte_there_with_a_reason() {
    let (mut council, ada, other) = ada();
    let months = days(MAY, date(2021, 10, 31));
    let place = |reason: Option<&str>| Place {
        fte: fte("1.2"),
        over_reason: reason.map(str::to_owned),
        ..into(other)
    };
    let steps = |reason| {
        let into = place(reason);
        [
            act_up(ada.assignment, months, into.clone()),
            second(ada.assignment, months, Some(into)),
        ]
    };
    for command in steps(None) {
        assert!(errors(&mut council, command).contains(&"fte-above-one"));
    }
    for command in steps(Some("Until recruited")) {
        let after = done(&mut council, command).after;
        let new = added(&council, after.assignments().iter());
        assert_eq!(new.over_reason.as_deref(), Some("Until recruited"));
    }
}

#[test]
fn stepping_away_is_refused_for_every_reason_at_once() {
    let mut council = Council::new();
    let own = council.post("P1");
    let bo = council.worker("Bo", Contract::Agency, own, |it| {
        it.holding = Holding::Agency;
        it.cover = Some(CoverReason::Vacancy);
    });
    let backwards = days(date(2020, 3, 31), date(2020, 3, 30));
    let expected = [
        ("to", "The last day must not be before the first."),
        (
            "assignment",
            "Only the holder of a post can be away from it for another.",
        ),
        ("from", "They are not in their own post on this day."),
        (
            "post",
            "This is their own post. Choose the one that they go to.",
        ),
        ("post", "This post does not exist on the first day."),
    ];
    let expected = expected.map(|(field, message)| (field, message.to_owned()));
    let command = act_up(bo.assignment, backwards, into(own));
    assert_eq!(problems(&mut council, command), expected);
    let command = second(bo.assignment, backwards, Some(into(own)));
    assert_eq!(problems(&mut council, command), expected);
}
