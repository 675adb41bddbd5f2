//! What can go wrong with the database itself, whatever was being done.

use holdfast_workforce::Sequence;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Kind;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program holds the database.
    #[error(
        "another program is writing to the database; wait until it has finished, then try again"
    )]
    Busy(#[source] sqlx::Error),
    /// The database failed.
    #[error(
        "the database did not answer as it should; nothing was changed. See that it is running and that its disk is not full, then try again"
    )]
    Database(#[source] sqlx::Error),
    /// A stored record is not one that this version can read.
    #[error(
        "the stored {} {id} cannot be read; use the newest version of Holdfast, or restore a backup",
        kind.name()
    )]
    UnreadableRecord {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: RecordId,
        /// What is wrong with its text.
        #[source]
        source: serde_json::Error,
    },
    /// A stored record is of a kind that this version does not know.
    #[error(
        "the database holds records of kind {0}, which this version does not know; use the newest version of Holdfast"
    )]
    UnknownKind(i16),
    /// The time of a change cannot be read.
    #[error("the time of change {seq} cannot be read; restore a backup")]
    UnreadableTime {
        /// The change.
        seq: Sequence,
        /// What is wrong with its time.
        #[source]
        source: jiff::Error,
    },
    /// A release of published figures is not one that this version can read.
    #[error(
        "the release that change {seq} loaded cannot be read ({problem}); use the newest version of Holdfast, or undo that change"
    )]
    UnreadableRelease {
        /// The change.
        seq: Sequence,
        /// The first thing that is wrong with it.
        problem: String,
    },
    /// What stands in the tables was not written by the door.
    #[error(
        "the database was altered by something other than Holdfast: {0}. Nothing was changed; restore a backup"
    )]
    Altered(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_busy(&error) {
            Self::Busy(error)
        } else {
            Self::Database(error)
        }
    }
}

/// Whether another connection holds what was asked for: `SQLITE_BUSY` in its
/// forms, and PostgreSQL's `lock_not_available`.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    matches!(code.as_deref(), Some("5" | "261" | "517" | "773" | "55P03"))
}
