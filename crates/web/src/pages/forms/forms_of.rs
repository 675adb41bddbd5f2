//! The list of forms: what a working week brings.

use holdfast_workforce::command::Command;

use super::desk::Desk;
use super::field::Field;
use super::subject::Begins;
use super::{absences, joining, leaving, posts, shifts};
use crate::answers::Answers;

/// A form for one kind of command.
pub(crate) struct Form {
    /// The last segment of its address.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) title: &'static str,
    /// When it is used, in a sentence.
    pub(crate) about: &'static str,
    /// Where it stands in the list.
    pub(crate) group: Group,
    /// What has to be known before it is filled in.
    pub(crate) begins: Begins,
    /// What it asks.
    pub(crate) fields: fn(Desk<'_>, &Answers) -> Vec<Field>,
    /// Fills in what is known already.
    pub(crate) prefill: fn(Desk<'_>, Answers) -> Answers,
    /// Reads the command out of it; every problem is kept with the answers.
    pub(crate) read: fn(Desk<'_>, &mut Answers) -> Option<Command>,
}

/// The parts of the list of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Somebody joins or leaves.
    ComingAndGoing,
    /// Somebody's work changes.
    Work,
    /// Somebody is away, or is covered.
    Away,
    /// Posts.
    Posts,
}

impl Group {
    /// Every part, in the order of the list.
    pub(crate) const ALL: [Self; 4] = [Self::ComingAndGoing, Self::Work, Self::Away, Self::Posts];

    /// Its heading.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::ComingAndGoing => "People who join or leave",
            Self::Work => "Changes to somebody’s work",
            Self::Away => "Absence and cover",
            Self::Posts => "Posts",
        }
    }
}

/// Every form, in the order of the list.
pub(crate) static FORMS: [&Form; 14] = [
    &joining::JOIN,
    &joining::BOOK_AGENCY,
    &leaving::LEAVE,
    &shifts::MOVE,
    &shifts::CHANGE_HOURS,
    &shifts::SECOND,
    &shifts::ACT_UP,
    &absences::ABSENT,
    &absences::RETURN,
    &joining::COVER,
    &leaving::END_ASSIGNMENT,
    &posts::OPEN_POST,
    &posts::CHANGE_POST,
    &posts::CLOSE_POST,
];

/// The form with a name.
pub(crate) fn form_named(name: &str) -> Option<&'static Form> {
    FORMS.into_iter().find(|form| form.name == name)
}

/// For forms of which nothing is known before.
pub(crate) fn as_it_is(_: Desk<'_>, answers: Answers) -> Answers {
    answers
}
