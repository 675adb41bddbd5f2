//! The records whose changes can explain why a row beneath a figure is another
//! than it was.

use std::collections::BTreeSet;

use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Kind;
use holdfast_workforce::{Fact, Workforce};

use crate::figure::{Row, Subject};

/// A record by its kind and identifier.
pub type Behind = BTreeSet<(Kind, RecordId)>;

/// The records behind a row: its own, its person with their engagements and
/// assignments, its post with whoever was ever in it, its team and its role.
pub fn records_behind(workforce: &Workforce, row: &Row) -> Behind {
    let mut behind = Behind::new();
    behind.extend(own_record(row.subject));
    if let Some(person) = row.person {
        behind.insert((Kind::Person, person.into()));
        for engagement in workforce.engagements().linking(person) {
            behind.insert(key(engagement));
            behind.extend(workforce.assignments().linking(engagement.id).map(key));
        }
    }
    if let Some(post) = row.post {
        behind.insert((Kind::Post, post.into()));
        for assignment in workforce.assignments().linking(post) {
            behind.insert(key(assignment));
            behind.insert((Kind::Engagement, assignment.engagement.into()));
        }
    }
    behind.extend(row.team.map(|team| (Kind::Team, team.into())));
    behind.extend(row.role.map(|role| (Kind::Role, role.into())));
    behind
}

fn key<T: Fact>(record: &T) -> (Kind, RecordId) {
    (T::KIND, record.id().into())
}

fn own_record(subject: Subject) -> Option<(Kind, RecordId)> {
    Some(match subject {
        Subject::Assignment(id) => (Kind::Assignment, id.into()),
        Subject::Post(id) => (Kind::Post, id.into()),
        Subject::Absence(id) => (Kind::Absence, id.into()),
        Subject::Caseload(id) => (Kind::Caseload, id.into()),
        Subject::Stated(id) => (Kind::StatedPosition, id.into()),
        Subject::Calendar => return None,
    })
}
