//! What is brought to the door, and how the door answers.

use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::Kind;
use holdfast_workforce::{Finding, Seen, Sequence, Severity};
use jiff::Timestamp;

use crate::StoreError;
use crate::log::ChangeHeader;

/// Who changes what and why.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who makes the change.
    pub actor: String,
    /// What kind of change it is, such as `import`.
    pub kind: String,
    /// What it does, in a few words for the log.
    pub title: String,
    /// What the actor writes about it.
    pub note: Option<String>,
    /// When it is made.
    pub at: Timestamp,
    /// The authorities whose records may be changed, each planned by itself
    /// and in this order.
    pub authorities: Vec<AuthorityId>,
    /// The records that the actor saw. The change is refused when one of them
    /// was written since.
    pub expects: Vec<(AuthorityId, Seen)>,
}

/// What came of a submission.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The number of the change; nothing when there was nothing to change.
    pub seq: Option<Sequence>,
    /// How many records were written or taken away.
    pub records: u64,
    /// What is odd about the change.
    pub warnings: Vec<Finding>,
}

/// A record that somebody else wrote while the actor was deciding.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The authority of the record.
    pub authority: AuthorityId,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// The change that last wrote it or took it away; nothing where there
    /// never was such a record.
    pub change: Option<ChangeHeader>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.kind.name();
        let Some(change) = &self.change else {
            return write!(
                formatter,
                "this {name} is not in the database; look it up again"
            );
        };
        write!(
            formatter,
            "{} changed this {name} at {} (change {}, \u{201c}{}\u{201d}) after you opened it; look at it again, then make your change",
            change.actor,
            change.when(),
            change.seq,
            change.title
        )
    }
}

/// Why a change was not made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError<E> {
    /// The plan itself gave up.
    #[error("{0}")]
    Plan(E),
    /// A record was written since the actor saw it.
    #[error("{0}")]
    Conflict(Box<Conflict>),
    /// The checks found errors. The findings hold the warnings, too.
    #[error("{}", summary(.0))]
    Refused(Vec<Finding>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<E> From<sqlx::Error> for SubmitError<E> {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// One sentence on what was found.
pub(crate) fn summary(findings: &[Finding]) -> String {
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    match errors.as_slice() {
        [only] => format!("{} {}", only.message, only.advice),
        [first, ..] => format!(
            "{} errors were found and nothing was changed; the first: {} {}",
            errors.len(),
            first.message,
            first.advice
        ),
        [] => "nothing was changed".to_owned(),
    }
}
