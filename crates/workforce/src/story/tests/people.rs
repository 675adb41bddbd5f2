//! Starters, leavers, moves, cover and absences, told in words.

use jiff::civil::{Date, date};

use super::{MAY, ada, assert_told, newcomer, sickness};
use crate::change::Change;
use crate::codes::{AbsenceKind, Contract, CoverReason, Destination, Holding, LeavingReason};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte, put, remove};
use crate::id::AssignmentId;
use crate::record::{Absence, Assignment, Engagement};
use crate::story::Happening;

/// An assignment after another one of the same engagement.
fn next_assignment(council: &mut Council, old: AssignmentId, from: Date) -> Assignment {
    Assignment {
        id: AssignmentId::next(&mut council.ids),
        reference: "A-next".into(),
        spell: Spell::starting(from),
        ..council.get(old)
    }
}

fn ends(council: &Council, assignment: AssignmentId, last: Date) -> Change {
    council.edited::<Assignment>(assignment, |it| it.spell = days(it.spell.from, last))
}

#[test]
fn a_starter_is_told_once_with_post_fte_and_contract() {
    let (mut council, _, other) = ada();
    let changes = newcomer(
        &mut council,
        Contract::FixedTerm,
        other,
        Spell::starting(MAY),
    );
    let expected =
        "Ben starts on 1 May 2021 as Social Worker in North (post P2), 0.8 FTE (fixed term)";
    assert_told(&council, &changes, &[(Happening::Starter, expected)]);
}

#[test]
fn agency_is_told_with_what_it_covers_and_when_it_ends() {
    let (mut council, _, other) = ada();
    let spell = days(MAY, date(2021, 7, 31));
    let changes = newcomer(&mut council, Contract::Agency, other, spell);
    let starts = "Ben starts through an agency on 1 May 2021 as Social Worker in North (post P2), \
                  0.8 FTE, covering: long-term sickness";
    let leaves = "Ben leaves; the last day is 31 July 2021";
    let expected = [
        (Happening::AgencyStart, starts),
        (Happening::AgencyEnd, leaves),
    ];
    assert_told(&council, &changes, &expected);
}

#[test]
fn a_leaver_is_told_once_with_reason_and_destination() {
    let (council, ada, _) = ada();
    let last = date(2021, 4, 30);
    let changes = [
        council.edited::<Engagement>(ada.engagement, |it| {
            it.spell = days(START, last);
            it.reason = Some(LeavingReason::Retired);
            it.destination = Some(Destination::OutsideEngland);
        }),
        ends(&council, ada.assignment, last),
    ];
    let expected = "Ada leaves; the last day is 30 April 2021; reason: retired; \
                    goes to: social worker outside England";
    assert_told(&council, &changes, &[(Happening::Leaver, expected)]);
}

#[test]
fn a_move_is_told_once() {
    let (mut council, ada, other) = ada();
    let new = Assignment {
        post: other,
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let changes = [ends(&council, ada.assignment, date(2021, 4, 30)), put(new)];
    let expected = "Ada moves on 1 May 2021 to Social Worker in North (post P2), 1 FTE";
    assert_told(&council, &changes, &[(Happening::Move, expected)]);
}

#[test]
fn a_further_post_is_told_as_such() {
    let (mut council, ada, other) = ada();
    let new = Assignment {
        post: other,
        fte: fte("0.2"),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let expected =
        "Ada takes a further post on 1 May 2021: Social Worker in North (post P2), 0.2 FTE";
    assert_told(&council, &[put(new)], &[(Happening::Move, expected)]);
}

#[test]
fn other_hours_are_told_once() {
    let (mut council, ada, _) = ada();
    let new = Assignment {
        fte: fte("0.6"),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let changes = [ends(&council, ada.assignment, date(2021, 4, 30)), put(new)];
    let expected = "Ada works 0.6 FTE instead of 1 from 1 May 2021";
    assert_told(&council, &changes, &[(Happening::Hours, expected)]);
}

#[test]
fn the_same_hours_in_a_post_that_goes_on_are_no_change_of_hours() {
    let (mut council, ada, _) = ada();
    let new = next_assignment(&mut council, ada.assignment, MAY);
    let changes = [ends(&council, ada.assignment, date(2021, 4, 30)), put(new)];
    let expected = "Ada works from 1 May 2021 as Social Worker in North (post P1), 1 FTE";
    assert_told(&council, &changes, &[(Happening::Move, expected)]);
}

#[test]
fn cover_is_told_when_it_begins_and_when_it_ends() {
    let (mut council, ada, other) = ada();
    let acting = Assignment {
        post: other,
        holding: Holding::ActingUp,
        cover: Some(CoverReason::Vacancy),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let begins = "Ada, acting up, from 1 May 2021: Social Worker in North (post P2), 1 FTE, \
                  covering: vacancy while recruiting";
    let changes = [put(acting.clone())];
    assert_told(&council, &changes, &[(Happening::Cover, begins)]);
    let id = acting.id;
    council.add(acting);
    let changes = [ends(&council, id, date(2021, 6, 30))];
    let over = "Ada: Social Worker in North (post P2) ends on 30 June 2021";
    assert_told(&council, &changes, &[(Happening::Cover, over)]);
}

#[test]
fn an_agency_assignment_that_ends_or_follows_is_told() {
    let (mut council, _, other) = ada();
    let bo = council.agency("Bo", other, CoverReason::Vacancy);
    let changes = [ends(&council, bo.assignment, date(2021, 4, 30))];
    let over = "Bo: Social Worker in North (post P2) ends on 30 April 2021";
    assert_told(&council, &changes, &[(Happening::AgencyEnd, over)]);
    let further = next_assignment(&mut council, bo.assignment, MAY);
    let begins = "Bo starts a further agency assignment on 1 May 2021: \
                  Social Worker in North (post P2), 1 FTE";
    let changes = [put(further)];
    assert_told(&council, &changes, &[(Happening::AgencyStart, begins)]);
}

#[test]
fn an_absence_is_told_when_it_begins_when_it_ends_and_when_it_was_wrong() {
    let (mut council, ada, _) = ada();
    let absence = sickness(&mut council, ada.engagement, Spell::starting(MAY));
    let told = |council: &Council, change: Change, expected: &str| {
        assert_told(council, &[change], &[(Happening::Absence, expected)]);
    };
    let begins = "Ada is absent from 1 May 2021: long-term sickness";
    told(&council, put(absence.clone()), begins);
    let id = absence.id;
    council.add(absence);
    let ended = council.edited::<Absence>(id, |it| it.spell = days(MAY, date(2021, 6, 30)));
    let ends = "Ada: the absence (long-term sickness) ends on 30 June 2021";
    told(&council, ended, ends);
    council.edit::<Absence>(id, |it| it.spell = days(MAY, date(2021, 6, 30)));
    let open = council.edited::<Absence>(id, |it| it.spell.until = None);
    let no_end = "Ada: the absence (long-term sickness) no longer has an end";
    told(&council, open, no_end);
    let other = council.edited::<Absence>(id, |it| it.kind = AbsenceKind::Maternity);
    let corrected = "Ada: absence (maternity or parental leave) from 1 May 2021 corrected";
    told(&council, other, corrected);
    let gone = [remove::<Absence>(id)];
    let expected = [(Happening::Removal, "Absence of Ada taken away")];
    assert_told(&council, &gone, &expected);
}

#[test]
fn somebody_who_was_here_before_the_post_is_not_told_as_starting_in_it() {
    let (mut council, _, other) = ada();
    let mut changes = newcomer(
        &mut council,
        Contract::Permanent,
        other,
        Spell::starting(MAY),
    );
    for change in &mut changes {
        if let Change::Put(crate::record::Record::Engagement(it)) = change {
            it.spell = Spell::starting(START);
        }
    }
    let words = "Ben has worked here since 1 April 2020; from 1 May 2021 as \
                 Social Worker in North (post P2), 0.8 FTE (permanent)";
    assert_told(&council, &changes, &[(Happening::Starter, words)]);
}
