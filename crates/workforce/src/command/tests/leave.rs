//! Somebody leaves, or a time in a post ends.

use jiff::civil::{Date, date};

use super::{assert_problem, done, problems, shift, unknown};
use crate::amount::Money;
use crate::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Holding, LeavingReason, PayElement,
};
use crate::command::{Command, EndAssignment, Leave};
use crate::date::Spell;
use crate::fixture::{Council, START, Worker, days, fte};
use crate::id::{AbsenceId, AssignmentId, EngagementId, PayId};
use crate::record::{Absence, Assignment, Engagement, Pay};
use crate::snapshot::Workforce;

const APRIL_END: Date = date(2021, 4, 30);

pub(super) fn leave(engagement: EngagementId, last_day: Date) -> Command {
    Command::Leave(Leave {
        engagement,
        last_day,
        reason: Some(LeavingReason::Resignation),
        destination: Some(Destination::OtherAuthority),
    })
}

pub(super) fn end(assignment: AssignmentId, last_day: Date) -> Command {
    Command::EndAssignment(EndAssignment {
        assignment,
        last_day,
    })
}

fn pay(council: &mut Council, engagement: EngagementId, from: Date) -> PayId {
    let id = PayId::next(&mut council.ids);
    council.add(Pay {
        id,
        engagement,
        element: PayElement::BaseSalary,
        spell: Spell::starting(from),
        amount: Money::whole(38_000),
    });
    id
}

fn last_day_of(after: &Workforce, assignment: AssignmentId) -> Option<Date> {
    let found = after.assignments().get(assignment)?;
    found.spell.last_day()
}

#[test]
fn what_runs_ends_with_the_engagement() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let sick = Spell::starting(date(2021, 4, 1));
    let sickness = council.absence(ada.engagement, AbsenceKind::Sickness, sick);
    let planned = days(date(2021, 6, 1), date(2021, 6, 30));
    let planned = council.absence(ada.engagement, AbsenceKind::Unpaid, planned);
    let salary = pay(&mut council, ada.engagement, START);
    let rise = pay(&mut council, ada.engagement, date(2021, 5, 1));
    let done = done(&mut council, leave(ada.engagement, APRIL_END));
    let last = Some(APRIL_END);
    let (absences, pay) = (done.after.absences(), done.after.pay());
    assert_eq!(last_day_of(&done.after, ada.assignment), last);
    assert_eq!(
        absences.get(sickness).and_then(|it| it.spell.last_day()),
        last
    );
    assert_eq!(absences.get(planned), None);
    assert_eq!(pay.get(salary).and_then(|it| it.spell.last_day()), last);
    assert_eq!(pay.get(rise), None);
    assert_eq!(
        done.stories,
        [
            "Ada leaves; the last day is 30 April 2021; reason: resignation; \
             goes to: social worker in another authority in England",
            "Ada: the absence (sickness) ends on 30 April 2021",
            "Absence of Ada taken away",
            "1 line of pay taken away",
            "Pay of Ada, base salary from 1 April 2020: last day is 30 April 2021, blank before",
        ]
    );
}

#[test]
fn what_ended_with_the_engagement_ends_with_it_when_the_last_day_moves() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let agreed = days(START, date(2021, 3, 31));
    council.edit::<Engagement>(ada.engagement, |it| it.spell = agreed);
    council.edit::<Assignment>(ada.assignment, |it| it.spell = agreed);
    let done = done(&mut council, leave(ada.engagement, APRIL_END));
    assert_eq!(last_day_of(&done.after, ada.assignment), Some(APRIL_END));
    assert_eq!(
        done.stories,
        ["Ada: the last day is 30 April 2021 instead of 31 March 2021"]
    );
}

#[test]
fn an_employee_leaves_with_a_reason_and_a_destination() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let command = Command::Leave(Leave {
        engagement: ada.engagement,
        last_day: date(2020, 3, 31),
        reason: None,
        destination: None,
    });
    let expected = [
        (
            "to",
            "Their engagement starts on 1 April 2020; the last day cannot be before it.",
        ),
        ("reason", "Choose why they leave."),
        ("destination", "Choose where they go."),
    ];
    let expected = expected.map(|(field, message)| (field, message.to_owned()));
    assert_eq!(problems(&mut council, command), expected);
}

#[test]
fn agency_leaves_without_being_asked_why() {
    let mut council = Council::new();
    let post = council.post("P1");
    let bo = council.agency("Bo", post, CoverReason::Vacancy);
    let command = Command::Leave(Leave {
        engagement: bo.engagement,
        last_day: APRIL_END,
        reason: None,
        destination: None,
    });
    assert_eq!(
        done(&mut council, command).stories,
        ["Bo leaves; the last day is 30 April 2021"]
    );
}

#[test]
fn nobody_leaves_before_a_post_that_they_are_to_start_in_or_from_no_engagement() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.worker("Ada", Contract::Permanent, one, |it| it.fte = fte("0.5"));
    council.assign(ada.engagement, other, |it| {
        it.fte = fte("0.5");
        it.spell = Spell::starting(date(2021, 5, 1));
    });
    let message = "They are to start in another post on 1 May 2021. \
                   Take that assignment away first.";
    assert_problem(
        &mut council,
        leave(ada.engagement, APRIL_END),
        "to",
        message,
    );
    let gone = leave(unknown(&mut council).into(), APRIL_END);
    let message = "This engagement is no longer in the records.";
    assert_problem(&mut council, gone, "engagement", message);
}

#[test]
fn an_agency_assignment_ends_while_the_worker_stays() {
    let mut council = Council::new();
    let post = council.post("P1");
    let bo = council.agency("Bo", post, CoverReason::Vacancy);
    let done = done(&mut council, end(bo.assignment, APRIL_END));
    assert_eq!(last_day_of(&done.after, bo.assignment), Some(APRIL_END));
    let engagement = done.after.engagements().get(bo.engagement);
    assert_eq!(engagement.and_then(|it| it.spell.until), None);
    assert_eq!(
        done.stories,
        ["Bo: Social Worker in North (post P1) ends on 30 April 2021"]
    );
}

#[test]
fn an_assignment_does_not_end_before_it_starts() {
    let mut council = Council::new();
    let post = council.post("P1");
    let bo = council.agency("Bo", post, CoverReason::Vacancy);
    let early = end(bo.assignment, date(2020, 3, 31));
    let message = "The assignment starts on 1 April 2020; its last day cannot be before it.";
    assert_problem(&mut council, early, "to", message);
    let gone = end(unknown(&mut council).into(), APRIL_END);
    let message = "This assignment is no longer in the records.";
    assert_problem(&mut council, gone, "assignment", message);
}

/// Ada acts up from P1 into P2 from January to September 2021.
fn acting_up() -> (Council, Worker, AssignmentId, AbsenceId) {
    let mut council = Council::new();
    let (own, higher) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", own);
    let months = days(date(2021, 1, 1), date(2021, 9, 30));
    let away = council.absence(ada.engagement, AbsenceKind::ActUp, months);
    council.edit::<Absence>(away, |it| it.assignment = Some(ada.assignment));
    let acting = council.assign(ada.engagement, higher, |it| {
        it.spell = months;
        it.holding = Holding::ActingUp;
        it.cover = Some(CoverReason::Vacancy);
    });
    (council, ada, acting, away)
}

fn last_day_away(after: &Workforce, absence: AbsenceId) -> Option<Date> {
    let found = after.absences().get(absence)?;
    found.spell.last_day()
}

#[test]
fn the_absence_from_the_own_post_ends_with_the_act_up() {
    let (mut council, _, acting, away) = acting_up();
    let done = done(&mut council, end(acting, APRIL_END));
    assert_eq!(last_day_of(&done.after, acting), Some(APRIL_END));
    assert_eq!(last_day_away(&done.after, away), Some(APRIL_END));
}

#[test]
fn an_act_up_that_lasts_longer_keeps_its_holder_away_for_longer() {
    let (mut council, _, acting, away) = acting_up();
    let later = date(2021, 12, 31);
    let done = done(&mut council, end(acting, later));
    assert_eq!(last_day_away(&done.after, away), Some(later));
}

#[test]
fn the_absence_ends_with_the_act_up_after_a_change_of_its_hours() {
    let (mut council, _, acting, away) = acting_up();
    let shorter = shift::hours(acting, "0.8", date(2021, 3, 1));
    let changed = done(&mut council, shorter).after;
    let new = super::added(&council, changed.assignments().iter()).clone();
    let old = changed
        .assignments()
        .get(acting)
        .expect("it stands")
        .clone();
    council.edit::<Assignment>(acting, |it| *it = old);
    council.add(new.clone());
    let done = done(&mut council, end(new.id, APRIL_END));
    assert_eq!(last_day_away(&done.after, away), Some(APRIL_END));
}

#[test]
fn an_earlier_act_up_stays_as_it_was() {
    let (mut council, ada, acting, _) = acting_up();
    let earlier = days(date(2020, 6, 1), date(2020, 8, 31));
    let before = council.absence(ada.engagement, AbsenceKind::ActUp, earlier);
    let done = done(&mut council, end(acting, APRIL_END));
    assert_eq!(last_day_away(&done.after, before), Some(date(2020, 8, 31)));
}
