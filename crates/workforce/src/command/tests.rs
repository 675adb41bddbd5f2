//! Tests of the commands: what each does to the records, and every reason for
//! which one is refused.

mod absence;
mod join;
mod leave;
mod post;
mod shift;

use jiff::civil::date;

use super::Command;
use crate::change::Change;
use crate::check::check;
use crate::codes::AbsenceKind;
use crate::date::Spell;
use crate::finding::Severity;
use crate::fixture::{Council, START};
use crate::id::{AbsenceId, AssignmentId, EngagementId, PersonId, PostId, RecordId};
use crate::record::{Authority, Kind, Person, Record};
use crate::snapshot::{Fact, Workforce};
use crate::story::tell;

/// What a command did: the snapshot after it, and what is told of it.
struct Done {
    after: Workforce,
    stories: Vec<String>,
}

/// Does what the command asks for; the checks find no error in it.
fn done(council: &mut Council, command: Command) -> Done {
    let (done, errors) = tried(council, command);
    assert_eq!(errors, Vec::<&str>::new());
    done
}

/// The rules for which the checks refuse what the command asks for.
fn errors(council: &mut Council, command: Command) -> Vec<&'static str> {
    tried(council, command).1
}

fn tried(council: &mut Council, command: Command) -> (Done, Vec<&'static str>) {
    let before = council.workforce();
    let changes = command.plan(&before, &mut council.ids);
    let changes = changes.expect("the command can be planned");
    let after = before.with(&changes, 1);
    let touched: Vec<_> = changes.iter().map(Change::subject).collect();
    let mut found = check(&before, &after, &touched);
    found.retain(|it| it.severity == Severity::Error);
    let told = tell(&before, &after, &touched);
    let done = Done {
        after,
        stories: told.into_iter().map(|story| story.text).collect(),
    };
    (done, found.into_iter().map(|it| it.rule).collect())
}

/// The fields and sentences with which the command is refused.
fn problems(council: &mut Council, command: Command) -> Vec<(&'static str, String)> {
    let planned = command.plan(&council.workforce(), &mut council.ids);
    let problems = planned.expect_err("the command is refused");
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.message))
        .collect()
}

fn assert_problem(council: &mut Council, command: Command, field: &str, message: &str) {
    let found = problems(council, command);
    assert_eq!(found, [(field, message.to_owned())]);
}

/// Which record a test means that is in none of the records.
fn unknown(council: &mut Council) -> RecordId {
    PersonId::next(&mut council.ids).into()
}

/// The only record of a kind that the council did not have before.
fn added<'a, T: Fact + 'a>(before: &Council, table: impl Iterator<Item = &'a T>) -> &'a T {
    let known = before.workforce();
    let mut new = table.filter(|it| known.since(T::KIND, it.id().into()).is_none());
    let found = new.next().expect("a record was added");
    assert!(new.next().is_none());
    found
}

#[test]
fn a_correction_puts_the_record_as_it_is_given() {
    let mut council = Council::new();
    let ada = council.person("Ada");
    let corrected = Person {
        name: Some("Ada Example".into()),
        ..council.get(ada)
    };
    let done = done(&mut council, Command::Correct(Record::Person(corrected)));
    let name = done.after.people().get(ada).and_then(|it| it.name.clone());
    assert_eq!(name.as_deref(), Some("Ada Example"));
    assert_eq!(
        done.stories,
        ["Ada (N-Ada): name is ‘Ada Example’ instead of ‘Ada’"]
    );
}

#[test]
fn a_record_is_taken_away_once() {
    let mut council = Council::new();
    let ada = council.person("Ada");
    let remove = Command::Remove(Kind::Person, ada.into());
    let done = done(&mut council, remove);
    assert!(done.after.people().get(ada).is_none());
    assert_eq!(done.stories, ["Person N-Ada taken away"]);
    let gone = Command::Remove(Kind::Person, unknown(&mut council));
    assert_problem(&mut council, gone, "id", "This record is already gone.");
}

#[test]
fn every_command_names_what_was_looked_at_before_it() {
    let mut council = Council::new();
    let post = PostId::next(&mut council.ids);
    let assignment = AssignmentId::next(&mut council.ids);
    let engagement = EngagementId::next(&mut council.ids);
    let absence = AbsenceId::next(&mut council.ids);
    let authority = council.get::<Authority>(council.authority);
    let spell = Spell::starting(START);
    let place = shift::into(post);
    let last_day = date(2022, 1, 31);
    let of_post = Some((Kind::Post, post.into()));
    let of_assignment = Some((Kind::Assignment, assignment.into()));
    let of_engagement = Some((Kind::Engagement, engagement.into()));
    let of_absence = Some((Kind::Absence, absence.into()));
    let of_authority = Some((Kind::Authority, council.authority.into()));
    let commands = [
        (post::open(&council, "P1"), "open_post", None),
        (post::change(&council, post, spell), "change_post", of_post),
        (post::close(post, last_day), "close_post", of_post),
        (join::join(post), "join", None),
        (shift::go(assignment, post, START), "move", of_assignment),
        (
            shift::hours(assignment, "0.8", START),
            "change_hours",
            of_assignment,
        ),
        (
            shift::second(assignment, spell, None),
            "second",
            of_assignment,
        ),
        (
            shift::act_up(assignment, spell, place),
            "act_up",
            of_assignment,
        ),
        (
            absence::absent(engagement, AbsenceKind::Sickness, spell),
            "absent",
            of_engagement,
        ),
        (absence::comes_back(absence, last_day), "return", of_absence),
        (
            leave::end(assignment, last_day),
            "end_assignment",
            of_assignment,
        ),
        (leave::leave(engagement, last_day), "leave", of_engagement),
        (Command::Correct(authority.into()), "correct", of_authority),
        (Command::Remove(Kind::Post, post.into()), "remove", of_post),
    ];
    for (command, name, subject) in commands {
        assert_eq!((command.name(), command.subject()), (name, subject));
    }
}
