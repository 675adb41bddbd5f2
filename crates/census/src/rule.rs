//! The rules of the annual return, as data: id, severity, what must hold,
//! source, and the function that judges it.
//!
//! The department's own list of validation rules is not public, so these are
//! ours: their logic is taken from the specification, from the department's
//! publications, or inferred, and each says which. None is a DfE rule.

use std::sync::LazyLock;

use serde::Serialize;

use crate::block::Block;
use crate::finding::Telling;
use crate::item::{Item, Level};
use crate::measure::Measured;
use crate::rules::ALL;
use crate::settings::Settings;
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

/// Judges a worker by what the user has set.
pub type SetJudge = fn(&Worker<'_>, &Settings, &mut Telling<'_>);

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
    /// Each worker, in the returns of this year and later ones.
    WorkerSince(i16, WorkerJudge),
    /// Each worker, by what the user has set.
    WorkerAsSet(SetJudge),
    /// The file as a whole, once everything was seen.
    Whole(fn(&Summary, &mut Telling<'_>)),
    /// The measures of the file.
    Measures(fn(&Measured, &mut Telling<'_>)),
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
    /// The items that it is about; none where it is about the shape of the file.
    pub about: &'static [Item],
    /// How it is judged.
    pub judge: Judge,
}

impl Rule {
    /// The years that the rule judges: those whose returns have one of its items,
    /// from the first in which it holds; the last left out while it is still asked.
    pub fn years(&self) -> (i16, Option<i16>) {
        let definitions = || self.about.iter().map(|item| item.definition());
        let since = definitions().map(|it| it.since).min();
        let is_still_asked = definitions().any(|it| it.until.is_none());
        let until = definitions().filter_map(|it| it.until).max();
        let holds_since = match self.judge {
            Judge::WorkerSince(since, _) => since,
            _ => Year::FIRST.number(),
        };
        (
            since.map_or(holds_since, |since| since.max(holds_since)),
            until.filter(|_| !is_still_asked),
        )
    }
}

/// Every rule, in the order of the ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    static IN_ORDER: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
        let mut rules: Vec<_> = ALL.iter().copied().flatten().collect();
        rules.sort_by_key(|rule| rule.id);
        rules
    });
    IN_ORDER.iter().copied()
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
