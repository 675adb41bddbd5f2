//! Findings: what is wrong or odd in records, said for people.

use std::fmt;

use crate::id::RecordId;
use crate::record::Kind;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The change cannot be made.
    Error,
    /// The change can be made; somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// What is wrong or odd about one record.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Finding {
    /// The rule that was broken: a stable code, such as `post-overfilled`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// The field that is to be mended, by its name in the package format.
    pub field: &'static str,
    /// The value found, as people write it.
    pub value: String,
    /// What is wrong, and why it matters.
    pub message: String,
    /// What to do.
    pub advice: String,
}
