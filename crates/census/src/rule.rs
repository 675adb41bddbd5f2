//! The rules of the annual return, as data: id, severity, what must hold,
//! source, and the function that judges it.
//!
//! The department's own list of validation rules is not public, so these are
//! ours: their logic is taken from the specification, from the department's
//! publications, or inferred, and each says which. None is a DfE rule.

use serde::Serialize;

use crate::block::Block;
use crate::finding::Telling;
use crate::item::Level;
use crate::rules::ALL;
use crate::summary::Summary;
use crate::worker::Worker;
use crate::year::Year;

/// Whether a finding stops the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Must be mended.
    Error,
    /// Is odd: mended, or explained.
    Query,
}

impl Severity {
    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Query => "Query",
        }
    }
}

/// A block under judgement: which part of which year's return it is.
#[derive(Clone, Copy, Debug)]
pub struct Part<'b> {
    /// The block as it stands.
    pub block: &'b Block,
    /// The part of the file.
    pub level: Level,
    /// The year of the return.
    pub year: Year,
}

/// Judges a part of a return.
pub type PartJudge = fn(&Part<'_>, &mut Telling<'_>);

/// Judges a worker.
pub type WorkerJudge = fn(&Worker<'_>, &mut Telling<'_>);

/// What a rule looks at, and the function that judges.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// The header, the authority and each worker alike: names, order, repeats, formats.
    Part(PartJudge),
    /// The header.
    Header(PartJudge),
    /// The local authority.
    Authority(PartJudge),
    /// Each worker.
    Worker(WorkerJudge),
    /// The file as a whole, once everything was seen.
    Whole(fn(&Summary, &mut Telling<'_>)),
    /// This year's file (first) beside last year's.
    LastYear(fn(&Summary, &Summary, &mut Telling<'_>)),
    /// The shape of the file: the reader tells it.
    Reading,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id, stable for ever.
    pub id: &'static str,
    /// Whether what it finds stops the return.
    pub severity: Severity,
    /// What must hold, in a sentence.
    pub says: &'static str,
    /// Where that is from.
    pub source: &'static str,
    /// How it is judged.
    pub judge: Judge,
}

/// Every rule, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().copied().flatten()
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
