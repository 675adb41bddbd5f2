//! `holdfast census`: the workforce return.

mod answers;
mod build;
mod check;
mod compare;
mod import;
mod measures;

use std::io::BufReader;
use std::path::Path;

use holdfast_census::{Checked, Checker, Summary, Year};

use crate::cli::CensusAction;
use crate::failure::{Failure, OrFail as _};
use crate::settings;

/// Does what was asked with a return.
pub(crate) async fn run(
    action: CensusAction,
    settings: &settings::Settings,
) -> Result<(), Failure> {
    match action {
        CensusAction::Build(options) => build::run(options, settings).await,
        CensusAction::Answers(options) => answers::run(options, settings).await,
        CensusAction::Check(options) => check::run(&options),
        CensusAction::Compare(options) => compare::run(&options),
        CensusAction::Measures(options) => measures::run(&options),
        CensusAction::Import(options) => import::run(&options, settings).await,
    }
}

/// How a return is checked that does not say its year: as one of the year that
/// was named, or of the one that what stands in it tells.
fn checker(year: Option<Year>) -> Checker {
    year.map_or_else(Checker::default, Checker::new)
}

/// Reads a return and checks it, beside last year’s where there is one.
fn checked(path: &Path, checker: Checker, last: Option<&Summary>) -> Result<Checked, Failure> {
    let file = fs_err::File::open(path).or_fail()?;
    let checked = checker.file(BufReader::new(file), last);
    checked.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}

/// Last year’s return, to compare one of `year` with.
fn last_years(path: &Path, year: Option<Year>) -> Result<Summary, Failure> {
    let before = checker(year.and_then(Year::before));
    Ok(checked(path, before, None)?.summary)
}
