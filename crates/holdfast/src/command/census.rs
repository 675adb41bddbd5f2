//! `holdfast census`: the workforce return.

mod build;
mod check;
mod compare;
mod import;
mod measures;

use std::io::BufReader;
use std::path::Path;

use holdfast_census::{Checked, Checker, Settings, Summary, Year};

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
        CensusAction::Check(options) => check::run(&options),
        CensusAction::Compare(options) => compare::run(&options),
        CensusAction::Measures(options) => measures::run(&options),
        CensusAction::Import(options) => import::run(&options, settings).await,
    }
}

/// Reads a return and checks it. A return that does not say its year is judged
/// as one of the last year that is known.
pub(super) fn checked(path: &Path) -> Result<Checked, Failure> {
    checked_as(path, Settings::default(), None)
}

/// The same, with what the user set, beside last year’s return.
fn checked_as(
    path: &Path,
    settings: Settings,
    last_year: Option<&Summary>,
) -> Result<Checked, Failure> {
    let file = fs_err::File::open(path).or_fail()?;
    let checker = Checker::new(Year::LAST).with(settings);
    let checked = checker.file(BufReader::new(file), last_year);
    checked.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
