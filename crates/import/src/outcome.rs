//! What an import does, or would do, in words.

use std::collections::BTreeMap;

use holdfast_intake::{Assessed, Problem};
use holdfast_store::Receipt;
use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::story::{Happening, Story, tell};
use holdfast_workforce::{CodeSet as _, Workforce};
use serde::Serialize;

/// All that is to be said about one kind of happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tally {
    /// What happens, by its code.
    pub happening: &'static str,
    /// What happens, in words.
    pub label: &'static str,
    /// How many times.
    pub count: usize,
    /// The first of them.
    pub stories: Vec<Told>,
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
    /// Its name.
    pub name: String,
    /// How many records are written.
    pub records: usize,
    /// What happens, kind by kind.
    pub tallies: Vec<Tally>,
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
        self.authorities.iter().map(|authority| authority.records).sum()
    }

    pub(crate) fn add(&mut self, assessed: &Assessed, before: &Workforce, kept: usize) {
        self.authorities.push(AuthorityOutcome {
            id: before.id(),
            name: assessed.after.name().to_owned(),
            records: assessed.planned.changes.len(),
            tallies: tallies(assessed, before, kept),
        });
        self.problems.extend(assessed.problems.iter().cloned());
    }

    pub(crate) fn made(mut self, receipt: &Receipt) -> Self {
        self.change = receipt.seq;
        self
    }
}

fn tallies(assessed: &Assessed, before: &Workforce, kept: usize) -> Vec<Tally> {
    let mut by_kind: BTreeMap<Happening, Vec<Story>> = BTreeMap::new();
    for story in tell(before, &assessed.after, &assessed.planned.touched()) {
        by_kind.entry(story.happening).or_default().push(story);
    }
    by_kind
        .into_iter()
        .map(|(happening, stories)| Tally {
            happening: happening.code(),
            label: happening.label(),
            count: stories.len(),
            stories: stories.into_iter().take(kept).map(|story| told(assessed, story)).collect(),
        })
        .collect()
}

fn told(assessed: &Assessed, story: Story) -> Told {
    let place = assessed.planned.places.get(story.id);
    Told {
        text: story.text,
        file: place.as_ref().map(|place| place.file.to_string()),
        row: place.as_ref().map(|place| place.row),
    }
}
