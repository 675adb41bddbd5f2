//! Changes: what a command or an import does to the records.

use crate::id::RecordId;
use crate::record::{Kind, Record};
use crate::snapshot::{Sequence, Workforce};

/// One record written or taken away.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every change puts a record; a box around each would cost every import"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The record is made, or takes the place of the one with its identifier.
    Put(Record),
    /// The record is taken away.
    Remove(Kind, RecordId),
}

impl Change {
    /// The record that is touched.
    pub fn subject(&self) -> (Kind, RecordId) {
        match self {
            Self::Put(record) => (record.kind(), record.id()),
            Self::Remove(kind, id) => (*kind, *id),
        }
    }
}

/// The state of a record that somebody saw before deciding on a change. The
/// change is refused when the record was written since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// The change that had last written it.
    pub since: Sequence,
}

impl Seen {
    /// The record as it stands in a snapshot.
    pub fn of(workforce: &Workforce, kind: Kind, id: impl Into<RecordId>) -> Option<Self> {
        let id = id.into();
        workforce
            .since(kind, id)
            .map(|since| Self { kind, id, since })
    }

    /// Whether the record still is as it was seen.
    pub fn holds(&self, workforce: &Workforce) -> bool {
        workforce.since(self.kind, self.id) == Some(self.since)
    }
}
