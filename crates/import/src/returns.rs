//! Returns that a council sent in earlier years, as a package to import.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

use holdfast_census::{Filled, ReadError, RecordsError, Return, Year, from_returns};
use holdfast_intake::{Package, Problem, package_archive};
use holdfast_store::{Store, StoreError};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::CountingIds;
use holdfast_workforce::registration::as_registered;

use crate::outcome::Outcome;
use crate::run::{Deed, ImportError, Request, bring};

/// Why returns cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ReturnsError {
    /// A file cannot be read as a return.
    #[error("{name} cannot be read as a workforce return")]
    Unreadable {
        /// The file.
        name: String,
        /// Why, and where.
        #[source]
        source: ReadError,
    },
    /// A file does not say its year.
    #[error(
        "the header of {0} does not say a collection year from {first} to {last}, so its dates are not known; write the year into it",
        first = Year::FIRST,
        last = Year::LAST
    )]
    NoYear(String),
    /// They do not belong together.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The records know workers under other numbers.
    #[error(
        "{count} workers of the returns are on record already under numbers of the council’s own ({known} is {registration}); they would count twice, so returns go into an authority without such records only"
    )]
    KnownOtherwise {
        /// How many.
        count: usize,
        /// The council’s number of the first.
        known: String,
        /// The Social Work England number of the first.
        registration: String,
    },
    /// The records could not be put together as a package.
    #[error("the records of the returns could not be put together: {0}")]
    Package(String),
    /// The import could not be tried.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The records of returns, as a package.
#[derive(Debug)]
struct Returned {
    package: Package,
    filled: Vec<Filled>,
    records: Workforce,
}

/// Tries or makes the import of returns of one authority, each with the name
/// of its file. What they do not say, and what was put in its place, stands
/// among the warnings.
///
/// # Errors
/// When one cannot be read, they do not belong together, or the records know
/// the same workers under other numbers.
pub async fn bring_returns<R: BufRead>(
    store: &Store,
    files: impl IntoIterator<Item = (String, R)>,
    request: &Request,
    deed: Deed,
) -> Result<Outcome, ReturnsError> {
    let mut returned = read_returns(files)?;
    returned.fits(store).await?;
    let mut outcome = bring(store, &mut returned.package, request, deed).await?;
    outcome
        .problems
        .extend(returned.filled.iter().map(as_warning));
    Ok(outcome)
}

fn as_warning(filled: &Filled) -> Problem {
    let file = format!("return of {}", filled.year);
    let advice = "Correct it in the records, once you know better.";
    let problem = Problem::in_file(file, "filled-in", &filled.message, advice).as_warning();
    match &filled.registration {
        Some(registration) => problem.at_column("SWENo").with_value(registration),
        None => problem,
    }
}

fn read_returns<R: BufRead>(
    files: impl IntoIterator<Item = (String, R)>,
) -> Result<Returned, ReturnsError> {
    let mut returns = Vec::new();
    for (name, input) in files {
        match Return::read(input) {
            Ok((read, _)) if read.year().is_none() => return Err(ReturnsError::NoYear(name)),
            Ok((read, _)) => returns.push(read),
            Err(source) => return Err(ReturnsError::Unreadable { name, source }),
        }
    }
    let made = from_returns(&returns, &mut CountingIds::default())?;
    let failed = |error: &dyn std::error::Error| ReturnsError::Package(error.to_string());
    let archive = package_archive(&made.workforce).map_err(|error| failed(&error))?;
    let package = Package::from_bytes("returns.zip", archive).map_err(|error| failed(&error))?;
    Ok(Returned {
        package,
        filled: made.filled,
        records: made.workforce,
    })
}

impl Returned {
    /// Refuses where the authority knows the same workers under numbers of its own.
    async fn fits(&self, store: &Store) -> Result<(), ReturnsError> {
        let Some(own) = self.records.authority() else {
            return Ok(());
        };
        let authorities = store.authorities().await?;
        let Some(known) = authorities.iter().find(|it| it.reference == own.reference) else {
            return Ok(());
        };
        let before = store.workforce(known.id).await?;
        let returned: BTreeMap<Cow<'_, str>, &str> = people(&self.records).collect();
        let otherwise: Vec<_> = people(&before)
            .filter(|(registration, reference)| {
                returned.get(registration).is_some_and(|it| it != reference)
            })
            .collect();
        match otherwise.first() {
            None => Ok(()),
            Some((registration, reference)) => Err(ReturnsError::KnownOtherwise {
                count: otherwise.len(),
                known: (*reference).to_owned(),
                registration: registration.clone().into_owned(),
            }),
        }
    }
}

/// Registration and number of everybody who is registered.
fn people(workforce: &Workforce) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    workforce.people().iter().filter_map(|person| {
        let registration = person.registration.as_deref()?;
        Some((as_registered(registration), person.reference.as_str()))
    })
}
