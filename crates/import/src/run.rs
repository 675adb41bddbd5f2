//! The dry run and the import.

use std::collections::BTreeSet;
use std::sync::mpsc;

use holdfast_intake::{AuthorityPackage, Problem, assess};
use holdfast_store::{Conflict, Receipt, Store, StoreError, Submission, SubmitError, TimedIds};
use holdfast_workforce::id::{AuthorityId, IdSource as _};
use holdfast_workforce::record::Authority;
use holdfast_workforce::{Change, Workforce};
use jiff::Timestamp;
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::Source;
use crate::outcome::{AuthorityOutcome, Outcome};

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

/// Whether an import is tried or made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Nothing is written.
    Try,
    /// It is made.
    Make,
}

/// Tries or makes an import.
///
/// # Errors
/// When the package does not say whose it is, or the database fails.
pub async fn bring(
    store: &Store,
    package: &mut impl Source,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, ImportError> {
    match deed {
        Deed::Try => dry_run(store, package, request).await,
        Deed::Make => import(store, package, request).await,
    }
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
    let mut outcome = Outcome::default();
    for (authority, target) in package.authorities().zip(targets) {
        let before = store.workforce(target.id).await?;
        let planned = Plan::of(&authority, &before, request.kept);
        outcome.add(planned.told, planned.problems);
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
    let targets = targets(store, package, request).await?;
    let submission = Submission {
        actor: request.actor.clone(),
        kind: "import".to_owned(),
        title: format!("Import of {}", request.name),
        note: None,
        at: request.at,
        authorities: targets.iter().map(|target| target.id).collect(),
        expects: Vec::new(),
    };
    let mut outcome = Outcome::default();
    let (left, kept) = (targets.len(), request.kept);
    let mut planning = Planning {
        left,
        outcome: &mut outcome,
        kept,
    };
    let submitted = submit(store, package, &targets, submission, &mut planning).await;
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
    targets: &[Target],
    submission: Submission,
    planning: &mut Planning<'_>,
) -> Result<Receipt, SubmitError<Refused>> {
    let here = Handle::current();
    if targets.len() < 2 || here.runtime_flavor() == RuntimeFlavor::CurrentThread {
        let mut parts = package.authorities().map(Part::Read);
        return store
            .submit(submission, |before| planning.next(&mut parts, before))
            .await;
    }
    tokio::task::block_in_place(|| {
        std::thread::scope(|scope| {
            let (sender, parts) = mpsc::sync_channel(1);
            let kept = planning.kept;
            scope.spawn(move || read_ahead(package, targets, kept, &sender));
            let mut parts = parts.into_iter();
            here.block_on(store.submit(submission, |before| planning.next(&mut parts, before)))
        })
    })
}

/// Reads part after part, and plans those of authorities that the store does
/// not know, until nobody listens any more.
fn read_ahead(
    package: &mut impl Source,
    targets: &[Target],
    kept: usize,
    sender: &mpsc::SyncSender<Part>,
) {
    for (read, target) in package.authorities().zip(targets) {
        let part = if target.is_new {
            let empty = Workforce::empty(target.id);
            let plan = Plan::of(&read, &empty, kept);
            Part::Planned(Box::new(plan), read)
        } else {
            Part::Read(read)
        };
        if sender.send(part).is_err() {
            return;
        }
    }
}

/// A part of a package that was read.
enum Part {
    Read(AuthorityPackage),
    /// With what it makes of an authority of which nothing is known.
    Planned(Box<Plan>, AuthorityPackage),
}

impl Part {
    fn plan(self, before: &Workforce, kept: usize) -> Plan {
        match self {
            // Nobody made the authority in the meantime.
            Self::Planned(plan, _) if before.records().next().is_none() => *plan,
            Self::Planned(_, package) | Self::Read(package) => Plan::of(&package, before, kept),
        }
    }
}

/// What a part of a package does to an authority.
struct Plan {
    told: AuthorityOutcome,
    problems: Vec<Problem>,
    changes: Vec<Change>,
}

impl Plan {
    fn of(package: &AuthorityPackage, before: &Workforce, kept: usize) -> Self {
        let assessed = assess(package, before, &mut TimedIds);
        Self {
            told: AuthorityOutcome::of(&assessed, before, kept),
            problems: assessed.problems,
            changes: assessed.planned.changes,
        }
    }
}

/// The package has errors; they are in the outcome.
struct Refused;

/// The planning of a package, as the door asks for it: an authority at a time.
struct Planning<'a> {
    left: usize,
    outcome: &'a mut Outcome,
    kept: usize,
}

impl Planning<'_> {
    /// The changes of the next authority. Where anything was found wrong the
    /// rest is still read, so that all problems are told at once.
    fn next(
        &mut self,
        parts: &mut impl Iterator<Item = Part>,
        before: &Workforce,
    ) -> Result<Vec<Change>, Refused> {
        self.left = self.left.saturating_sub(1);
        let Some(part) = parts.next() else {
            return Ok(Vec::new());
        };
        let plan = part.plan(before, self.kept);
        self.outcome.add(plan.told, plan.problems);
        match (self.outcome.is_refused(), self.left) {
            (true, 0) => Err(Refused),
            (true, _) => Ok(Vec::new()),
            (false, _) => Ok(plan.changes),
        }
    }
}

/// The authority that a part of a package belongs to.
struct Target {
    id: AuthorityId,
    is_new: bool,
}

/// The authority of each part of the package, in the package's order. One that
/// the store does not know yet is given an identifier.
async fn targets(
    store: &Store,
    package: &mut impl Source,
    request: &Request,
) -> Result<Vec<Target>, ImportError> {
    let known = store.authorities().await?;
    let mut found: Vec<Target> = Vec::with_capacity(package.parts());
    let mut new_codes = BTreeSet::new();
    for code in package.codes() {
        let id = match &code {
            Some(code) => of_code(&known, code),
            None => Some(without_code(&known, request)?),
        };
        let twice = match (id, &code) {
            (None, Some(code)) => !new_codes.insert(code.clone()),
            (id, _) => found.iter().any(|target| Some(target.id) == id),
        };
        if twice {
            let code = code.unwrap_or_else(|| "without a number".to_owned());
            return Err(ImportError::Twice { code });
        }
        let is_new = id.is_none();
        let id = id.unwrap_or_else(|| AuthorityId(TimedIds.next_id()));
        found.push(Target { id, is_new });
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
