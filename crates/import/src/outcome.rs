//! What an import does, or would do, in words.

use holdfast_intake::{Assessed, Problem};
use holdfast_store::Receipt;
use holdfast_workforce::Workforce;
use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::story::tell;
use serde::Serialize;

use crate::told::tallies;

/// All that is to be said about one kind of happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tally {
    /// What happens, by its code.
    pub happening: &'static str,
    /// What happens, in words.
    pub label: &'static str,
    /// How many times; figures that are told by their number count each.
    pub count: usize,
    /// The first of them.
    pub stories: Vec<Told>,
    /// How many are not among those that are told.
    pub left: usize,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The sentence.
    pub text: String,
    /// The file in which it stands.
    pub file: Option<String>,
    /// The row in which it stands.
    pub row: Option<u64>,
}

/// What a package does to one authority.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AuthorityOutcome {
    /// The authority.
    #[serde(skip)]
    pub id: AuthorityId,
    /// Its number.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// Whether the database does not know it yet.
    pub is_new: bool,
    /// How many records are written.
    pub records: usize,
    /// What happens, kind by kind.
    pub tallies: Vec<Tally>,
}

impl AuthorityOutcome {
    /// Tells what the changes do to the records; `kept` sentences of each kind
    /// are kept.
    pub(crate) fn of(assessed: &Assessed, before: &Workforce, kept: usize) -> Self {
        let stories = tell(before, &assessed.after, &assessed.planned.touched());
        let place = |id| {
            let place = assessed.planned.places.get(id)?;
            Some((place.file.to_string(), place.row))
        };
        let authority = assessed.after.authority();
        Self {
            id: before.id(),
            reference: authority.map_or_else(String::new, |it| it.reference.clone()),
            name: assessed.after.name().to_owned(),
            is_new: before.authority().is_none(),
            records: assessed.planned.changes.len(),
            tallies: tallies(stories, kept, place),
        }
    }
}

/// What came of an import or a dry run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// What happens to each authority of the package.
    pub authorities: Vec<AuthorityOutcome>,
    /// Everything that is wrong or odd, errors and warnings.
    pub problems: Vec<Problem>,
    /// The number of the change, once it was made; nothing for a dry run, for
    /// an import that was refused and for one that had nothing to change.
    pub change: Option<u64>,
}

impl Outcome {
    /// Whether any problem stops the import.
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// How many records are written in all.
    pub fn records(&self) -> usize {
        self.authorities
            .iter()
            .map(|authority| authority.records)
            .sum()
    }

    pub(crate) fn add(&mut self, authority: AuthorityOutcome, problems: Vec<Problem>) {
        self.authorities.push(authority);
        self.problems.extend(problems);
    }

    pub(crate) fn made(mut self, receipt: &Receipt) -> Self {
        self.change = receipt.seq;
        self
    }
}
