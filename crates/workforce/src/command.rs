//! Commands: what a working week brings, each as one typed request.
//!
//! A command is planned against a snapshot into changes of records, the same
//! kind of changes that an import makes. What cannot be planned is explained
//! field by field, all of it at once. The checks of [`crate::check`] come
//! after, for commands and imports alike.

mod absence;
mod join;
mod leave;
mod post;
mod shift;

pub use absence::{Absent, Return};
pub use join::{Join, NewPerson, Who};
pub use leave::{EndAssignment, Leave};
pub use post::{ChangePost, ClosePost, OpenPost};
pub use shift::{ActUp, ChangeHours, Move, Place, Second};

use jiff::civil::Date;

use crate::change::Change;
use crate::id::{AssignmentId, IdSource, RecordId};
use crate::record::{Assignment, Kind, Record};
use crate::snapshot::Workforce;

/// Why a field of a command cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, by the name of its column in the package format.
    pub field: &'static str,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
}

impl FieldProblem {
    /// A problem with a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

/// What planning a command gives: changes, or every problem found.
pub type Planned = Result<Vec<Change>, Vec<FieldProblem>>;

/// Anything that a person may ask to be done to the records.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A new post.
    OpenPost(OpenPost),
    /// A post changes for a time or for good: an uplift, another team, another funding.
    ChangePost(ChangePost),
    /// A post closes.
    ClosePost(ClosePost),
    /// Somebody joins: a starter, maternity cover, an agency assignment.
    Join(Join),
    /// Somebody goes to another post.
    Move(Move),
    /// Somebody works other hours.
    ChangeHours(ChangeHours),
    /// Somebody is seconded.
    Second(Second),
    /// Somebody acts up.
    ActUp(ActUp),
    /// Somebody is absent.
    Absent(Absent),
    /// Somebody comes back.
    Return(Return),
    /// Cover, an act-up, a secondment or an agency assignment ends.
    EndAssignment(EndAssignment),
    /// Somebody leaves.
    Leave(Leave),
    /// A record is put right as if it had always been so.
    Correct(Record),
    /// A record that should never have been is taken away.
    Remove(Kind, RecordId),
}

impl Command {
    /// Plans the changes that the command asks for.
    ///
    /// # Errors
    /// Every field that cannot be taken as it is.
    pub fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        match self {
            Self::OpenPost(command) => command.plan(workforce, ids),
            Self::ChangePost(command) => command.plan(workforce),
            Self::ClosePost(command) => command.plan(workforce),
            Self::Join(command) => command.plan(workforce, ids),
            Self::Move(command) => command.plan(workforce, ids),
            Self::ChangeHours(command) => command.plan(workforce, ids),
            Self::Second(command) => command.plan(workforce, ids),
            Self::ActUp(command) => command.plan(workforce, ids),
            Self::Absent(command) => command.plan(workforce, ids),
            Self::Return(command) => command.plan(workforce),
            Self::EndAssignment(command) => command.plan(workforce),
            Self::Leave(command) => command.plan(workforce),
            Self::Correct(record) => Ok(vec![Change::Put(record.clone())]),
            Self::Remove(kind, id) => match workforce.since(*kind, *id) {
                Some(_) => Ok(vec![Change::Remove(*kind, *id)]),
                None => Err(vec![FieldProblem::new(
                    "id",
                    "This record is already gone.",
                )]),
            },
        }
    }

    /// A short word for the command, kept in the log of changes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenPost(_) => "open_post",
            Self::ChangePost(_) => "change_post",
            Self::ClosePost(_) => "close_post",
            Self::Join(_) => "join",
            Self::Move(_) => "move",
            Self::ChangeHours(_) => "change_hours",
            Self::Second(_) => "second",
            Self::ActUp(_) => "act_up",
            Self::Absent(_) => "absent",
            Self::Return(_) => "return",
            Self::EndAssignment(_) => "end_assignment",
            Self::Leave(_) => "leave",
            Self::Correct(_) => "correct",
            Self::Remove(..) => "remove",
        }
    }

    /// The record that somebody looked at before deciding on the command. It
    /// must not have been written since.
    pub fn subject(&self) -> Option<(Kind, RecordId)> {
        match self {
            Self::OpenPost(_) | Self::Join(_) => None,
            Self::ChangePost(command) => Some((Kind::Post, command.post.into())),
            Self::ClosePost(command) => Some((Kind::Post, command.post.into())),
            Self::Move(command) => Some((Kind::Assignment, command.assignment.into())),
            Self::ChangeHours(command) => Some((Kind::Assignment, command.assignment.into())),
            Self::Second(command) => Some((Kind::Assignment, command.assignment.into())),
            Self::ActUp(command) => Some((Kind::Assignment, command.assignment.into())),
            Self::Absent(command) => Some((Kind::Engagement, command.engagement.into())),
            Self::Return(command) => Some((Kind::Absence, command.absence.into())),
            Self::EndAssignment(command) => Some((Kind::Assignment, command.assignment.into())),
            Self::Leave(command) => Some((Kind::Engagement, command.engagement.into())),
            Self::Correct(record) => Some((record.kind(), record.id())),
            Self::Remove(kind, id) => Some((*kind, *id)),
        }
    }
}

/// A number for a new record to which the council gave none.
fn number_for(prefix: &str, id: RecordId) -> String {
    let (high, low) = id.0.as_u64_pair();
    format!("{prefix}-{:08X}", (high ^ low ^ (high >> 32)) as u32)
}

fn given_or_new(given: Option<&String>, prefix: &str, id: RecordId) -> String {
    given
        .map(|given| given.trim())
        .filter(|given| !given.is_empty())
        .map_or_else(|| number_for(prefix, id), str::to_owned)
}

/// The assignment that a command is about.
fn assignment_of(
    workforce: &Workforce,
    id: AssignmentId,
) -> Result<&Assignment, Vec<FieldProblem>> {
    workforce.assignments().get(id).ok_or_else(|| {
        vec![FieldProblem::new(
            "assignment",
            "This assignment is no longer in the records.",
        )]
    })
}

/// Asks that a change of an assignment takes effect while it runs.
fn takes_effect_within(assignment: &Assignment, from: Date) -> Result<(), Vec<FieldProblem>> {
    let message = if from <= assignment.spell.from {
        format!(
            "The assignment starts on {}. Give a later day, or correct the assignment itself.",
            crate::date::in_words(assignment.spell.from)
        )
    } else if let Some(last) = assignment.spell.last_day().filter(|last| *last < from) {
        format!(
            "The assignment ends on {}. Give a day before that.",
            crate::date::in_words(last)
        )
    } else {
        return Ok(());
    };
    Err(vec![FieldProblem::new("from", message)])
}

#[cfg(test)]
mod tests;
