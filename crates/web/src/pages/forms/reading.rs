//! How the answers of a form become a command: by the form's own reader, or
//! cell by cell as a record.

use holdfast_intake::schema::Table;
use holdfast_workforce::command::Command;
use holdfast_workforce::id::RecordId;

use super::cells;
use super::command::desk;
use super::flow::Asked;
use super::forms_of::Form;
use crate::answers::Answers;
use crate::here::Here;

/// What reads the answers of a form.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// A form of the working week.
    Form(&'static Form),
    /// The correction of a record, or a new one.
    Record(Table, RecordId),
}

impl Reading {
    /// Reads what is asked for; every problem is kept with the answers.
    pub(super) fn asked(self, here: &Here, answers: &mut Answers) -> Option<Asked> {
        let (command, name, note) = match self {
            Self::Form(form) => ((form.read)(desk(here), answers), form.name, "note"),
            Self::Record(table, id) => {
                let record = cells::read(here, table, id, answers);
                (record.map(Command::Correct), "correct", cells::WHY)
            }
        };
        let command = command.filter(|_| answers.are_clear())?;
        Some(Asked::new(command, name, answers.text(note), answers))
    }
}
