//! `holdfast census`: the workforce return.

mod build;
mod measures;

use std::io::BufReader;
use std::path::Path;

use holdfast_census::{Checked, Year, check_file};

use crate::cli::CensusAction;
use crate::failure::{Failure, OrFail as _};
use crate::settings::Settings;

/// Does what was asked with a return.
pub(crate) async fn run(action: CensusAction, settings: &Settings) -> Result<(), Failure> {
    match action {
        CensusAction::Build(options) => build::run(options, settings).await,
        CensusAction::Measures(options) => measures::run(&options),
    }
}

/// Reads a return and checks it. A return that does not say its year is judged
/// as one of the last year that is known.
pub(super) fn checked(path: &Path) -> Result<Checked, Failure> {
    let file = fs_err::File::open(path).or_fail()?;
    let checked = check_file(BufReader::new(file), Year::LAST, None);
    checked.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
