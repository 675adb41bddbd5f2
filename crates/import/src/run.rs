//! The dry run and the import.

use std::sync::mpsc;

use holdfast_intake::{Assessed, AuthorityPackage, Problem, assess};
use holdfast_store::{
    Conflict, Receipt, Store, StoreError, Submission, SubmitError, TimedIds,
};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::{AuthorityId, IdSource};
use holdfast_workforce::record::Authority;
use jiff::Timestamp;
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::Source;
use crate::outcome::Outcome;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the package is called, for the log of changes.
    pub name: String,
    /// The authority of a package that does not say its own.
    pub authority: Option<AuthorityId>,
    /// Who imports.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// How many sentences of each kind are kept; all are counted.
    pub kept: usize,
}

/// Why an import could not be tried at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The package does not say whose it is, and nobody else did.
    #[error(
        "the package {name} does not say which authority it belongs to; add an authority table to it, or name the authority"
    )]
    WhoseIsIt {
        /// The package.
        name: String,
    },
    /// Two parts of the package claim to be the same authority.
    #[error("the package holds the authority {code} twice; keep one of the two")]
    Twice {
        /// The authority's number.
        code: String,
    },
    /// Somebody else changed the records meanwhile.
    #[error("{0}")]
    Conflict(Box<Conflict>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Says what an import would change and everything that is wrong with the
/// package. Nothing is written.
///
/// # Errors
/// When the package does not say whose it is, or the database fails.
pub async fn dry_run(
    store: &Store,
    package: &mut impl Source,
    request: &Request,
) -> Result<Outcome, ImportError> {
    let targets = targets(store, package, request).await?;
    let mut befores = Vec::with_capacity(targets.len());
    for target in &targets {
        befores.push(store.workforce(*target).await?);
    }
    let mut ids = TimedIds;
    let mut outcome = Outcome::default();
    for (authority, before) in package.authorities().zip(befores) {
        let assessed = assess(&authority, &before, &mut ids);
        outcome.add(&assessed, &before, request.kept);
    }
    Ok(outcome)
}

/// Imports a package: wholly, or not at all where anything is wrong with it.
///
/// # Errors
/// When the package does not say whose it is, or the database fails. Problems
/// of the package are in the outcome.
pub async fn import(
    store: &Store,
    package: &mut impl Source,
    request: &Request,
) -> Result<Outcome, ImportError> {
    let authorities = targets(store, package, request).await?;
    let submission = Submission {
        actor: request.actor.clone(),
        kind: "import".to_owned(),
        title: format!("Import of {}", request.name),
        note: None,
        at: request.at,
        authorities,
        expects: Vec::new(),
    };
    let mut outcome = Outcome::default();
    let submitted = submit(store, package, submission, &mut outcome, request.kept).await;
    match submitted {
        Ok(receipt) => Ok(outcome.made(&receipt)),
        Err(SubmitError::Plan(Refused)) => Ok(outcome),
        Err(SubmitError::Refused(findings)) => {
            // The door judges by the same rules as the assessment before it, so
            // this is reached only for what the door alone can see.
            outcome.problems.extend(findings.iter().map(|finding| {
                Problem::in_file(
                    &request.name,
                    finding.rule,
                    &finding.message,
                    &finding.advice,
                )
            }));
            Ok(outcome)
        }
        Err(SubmitError::Conflict(conflict)) => Err(ImportError::Conflict(conflict)),
        Err(SubmitError::Store(error)) => Err(error.into()),
    }
}

/// Submits the parts of a package. The next part is read while one is planned
/// and written, where there are several and the runtime has threads for it.
async fn submit(
    store: &Store,
    package: &mut impl Source,
    submission: Submission,
    outcome: &mut Outcome,
    kept: usize,
) -> Result<Receipt, SubmitError<Refused>> {
    let left = package.parts();
    let here = Handle::current();
    if left < 2 || here.runtime_flavor() == RuntimeFlavor::CurrentThread {
        let parts = package.authorities();
        let mut reading = Reading { left, parts, ids: TimedIds, outcome, kept };
        return store.submit(submission, |before| reading.next_changes(before)).await;
    }
    tokio::task::block_in_place(|| {
        std::thread::scope(|scope| {
            let (sender, parts) = mpsc::sync_channel(1);
            scope.spawn(move || {
                // Nobody listens any more once the import has failed.
                for part in package.authorities() {
                    if sender.send(part).is_err() {
                        break;
                    }
                }
            });
            let parts = parts.into_iter();
            let mut reading = Reading { left, parts, ids: TimedIds, outcome, kept };
            here.block_on(store.submit(submission, |before| reading.next_changes(before)))
        })
    })
}

/// The package has errors; they are in the outcome.
struct Refused;

/// A package as the door asks for it, an authority at a time.
struct Reading<'a, P> {
    left: usize,
    parts: P,
    ids: TimedIds,
    outcome: &'a mut Outcome,
    kept: usize,
}

impl<P: Iterator<Item = AuthorityPackage>> Reading<'_, P> {
    /// The changes of the next authority. Where anything was found wrong the
    /// rest is still read, so that all problems are told at once.
    fn next_changes(
        &mut self,
        before: &Workforce,
    ) -> Result<Vec<holdfast_workforce::Change>, Refused> {
        self.left = self.left.saturating_sub(1);
        let Some(part) = self.parts.next() else {
            return Ok(Vec::new());
        };
        let assessed: Assessed = assess(&part, before, &mut self.ids);
        self.outcome.add(&assessed, before, self.kept);
        match (self.outcome.is_refused(), self.left) {
            (true, 0) => Err(Refused),
            (true, _) => Ok(Vec::new()),
            (false, _) => Ok(assessed.planned.changes),
        }
    }
}

/// The authority of each part of the package, in the package's order. One that
/// the store does not know yet is given an identifier.
async fn targets(
    store: &Store,
    package: &mut impl Source,
    request: &Request,
) -> Result<Vec<AuthorityId>, ImportError> {
    let known = store.authorities().await?;
    let mut ids = TimedIds;
    let mut found = Vec::with_capacity(package.parts());
    for code in package.codes() {
        let target = match &code {
            Some(code) => of_code(&known, code).unwrap_or_else(|| AuthorityId(ids.next_id())),
            None => without_code(&known, request)?,
        };
        if found.contains(&target) {
            let code = code.unwrap_or_else(|| "without a number".to_owned());
            return Err(ImportError::Twice { code });
        }
        found.push(target);
    }
    Ok(found)
}

fn of_code(known: &[Authority], code: &str) -> Option<AuthorityId> {
    known
        .iter()
        .find(|authority| authority.reference == code)
        .map(|authority| authority.id)
}

/// A package that does not say whose it is belongs to the authority that was
/// named, or to the only one there is.
fn without_code(known: &[Authority], request: &Request) -> Result<AuthorityId, ImportError> {
    match (request.authority, known) {
        (Some(named), _) => Ok(named),
        (None, [only]) => Ok(only.id),
        (None, _) => Err(ImportError::WhoseIsIt {
            name: request.name.clone(),
        }),
    }
}
