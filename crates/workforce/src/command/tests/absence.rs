//! Somebody is absent, or comes back.

use jiff::civil::{Date, date};

use super::{added, assert_problem, done, problems, unknown};
use crate::amount::Days;
use crate::codes::AbsenceKind;
use crate::command::{Absent, Command, Return};
use crate::date::Spell;
use crate::fixture::{Council, days};
use crate::id::{AbsenceId, EngagementId};

pub(super) fn absent(engagement: EngagementId, kind: AbsenceKind, spell: Spell) -> Command {
    Command::Absent(Absent {
        engagement,
        assignment: None,
        kind,
        spell,
        working_days: None,
    })
}

pub(super) fn comes_back(absence: AbsenceId, last_day: Date) -> Command {
    Command::Return(Return {
        absence,
        last_day,
        working_days: Some(Days::whole(20)),
    })
}

#[test]
fn an_absence_begins_without_a_known_end() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let spell = Spell::starting(date(2021, 5, 3));
    let command = absent(ada.engagement, AbsenceKind::LongTermSickness, spell);
    let done = done(&mut council, command);
    let absence = added(&council, done.after.absences().iter());
    assert_eq!((absence.engagement, absence.spell), (ada.engagement, spell));
    assert_eq!(
        done.stories,
        ["Ada is absent from 3 May 2021: long-term sickness"]
    );
}

#[test]
fn an_absence_is_refused_outside_the_time_with_the_council() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let spell = days(date(2020, 3, 31), date(2020, 3, 30));
    let command = absent(ada.engagement, AbsenceKind::Sickness, spell);
    let expected = [
        ("to", "The last day must not be before the first."),
        ("from", "They do not work here on 31 March 2020."),
    ];
    let expected = expected.map(|(field, message)| (field, message.to_owned()));
    assert_eq!(problems(&mut council, command), expected);
}

#[test]
fn somebody_who_comes_back_was_absent_until_the_last_day() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let spell = Spell::starting(date(2021, 5, 3));
    let absence = council.absence(ada.engagement, AbsenceKind::LongTermSickness, spell);
    let done = done(&mut council, comes_back(absence, date(2021, 5, 28)));
    let found = done
        .after
        .absences()
        .get(absence)
        .expect("the absence stands");
    assert_eq!(found.spell.last_day(), Some(date(2021, 5, 28)));
    assert_eq!(found.working_days, Some(Days::whole(20)));
    assert_eq!(
        done.stories,
        ["Ada: the absence (long-term sickness) ends on 28 May 2021"]
    );
}

#[test]
fn nobody_comes_back_before_the_absence_starts_or_from_none() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let spell = Spell::starting(date(2021, 5, 3));
    let absence = council.absence(ada.engagement, AbsenceKind::Sickness, spell);
    let early = comes_back(absence, date(2021, 5, 2));
    let message = "The absence starts on 3 May 2021; its last day cannot be before it.";
    assert_problem(&mut council, early, "to", message);
    let gone = comes_back(unknown(&mut council).into(), date(2021, 5, 28));
    let message = "This absence is no longer in the records.";
    assert_problem(&mut council, gone, "absence", message);
}
