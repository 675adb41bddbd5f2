//! `holdfast report`: papers to committees.

mod check;

use crate::cli::ReportAction;
use crate::failure::Failure;

/// Does what was asked with papers.
pub(crate) fn run(action: &ReportAction) -> Result<(), Failure> {
    match action {
        ReportAction::Check(options) => check::run(options),
    }
}
