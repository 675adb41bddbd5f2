//! Workforces straight from a package, with no database.

use std::path::Path;

use holdfast_workforce::check::check;
use holdfast_workforce::id::{AuthorityId, CountingIds, IdSource};
use holdfast_workforce::record::Authority;
use holdfast_workforce::{Change, Workforce};

use crate::package::{AuthorityPackage, Package, ReadError};
use crate::plan::{Planned, plan_and_gather, problems_of};
use crate::problem::{Problem, Problems};

/// What a package would make of an authority's records.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The changes and where their records stand.
    pub planned: Planned,
    /// The records after the changes.
    pub after: Workforce,
    /// Everything found wrong: in reading, in planning and by the checks.
    pub problems: Vec<Problem>,
}

impl Assessed {
    /// Whether any problem stops the import.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// Plans a package, makes the records that would follow and checks them, so
/// that all problems are told at once.
pub fn assess(package: &AuthorityPackage, before: &Workforce, ids: &mut dyn IdSource) -> Assessed {
    let (mut assessed, problems) = assess_and_gather(package, before, ids);
    assessed.problems = problems.into_vec();
    assessed
}

fn assess_and_gather(
    package: &AuthorityPackage,
    before: &Workforce,
    ids: &mut dyn IdSource,
) -> (Assessed, Problems) {
    let (mut planned, mut problems) = plan_and_gather(package, before, ids);
    planned.problems = problems.clone().into_vec();
    let after = before.with(&planned.changes, before.as_of());
    let findings = check(before, &after, &planned.touched());
    problems.extend(problems_of(&findings, &planned.places));
    let assessed = Assessed {
        planned,
        after,
        problems: Vec::new(),
    };
    (assessed, problems)
}

/// Reads the workforces of a package and everything that is wrong with it.
/// Where there are errors, the workforces hold what could be read.
///
/// # Errors
/// When there is nothing that could be read as a package.
pub fn read_workforces(path: &Path) -> Result<(Vec<Workforce>, Vec<Problem>), ReadError> {
    let mut package = Package::open(path)?;
    let mut ids = CountingIds::default();
    let mut workforces = Vec::with_capacity(package.len());
    let mut problems = Problems::default();
    for authority in package.authorities() {
        let before = unnamed(&authority, &mut ids);
        let (assessed, found) = assess_and_gather(&authority, &before, &mut ids);
        problems.append(found);
        workforces.push(assessed.after);
    }
    Ok((workforces, problems.into_vec()))
}

/// An authority of which nothing is known but the name of its folder, which
/// serves where the package does not say its name.
fn unnamed(package: &AuthorityPackage, ids: &mut dyn IdSource) -> Workforce {
    let id = AuthorityId(ids.next_id());
    let empty = Workforce::empty(id);
    if package.code().is_some() {
        return empty;
    }
    let authority = Authority {
        id,
        reference: package.name.clone(),
        name: package.name.clone(),
        standard_week: None,
        records_from: None,
        employment_from: None,
    };
    empty.with(&[Change::Put(authority.into())], 0)
}
