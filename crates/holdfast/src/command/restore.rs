//! `holdfast restore`: a backup in the place of the database.

use holdfast_store::{Existing, restore};

use super::source;
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Restores the backup.
pub(crate) async fn run(options: cli::Restore, settings: &Settings) -> Result<(), Failure> {
    let url = source::database_url(settings)?;
    let existing = options.keep.map_or(Existing::Keep, Existing::MoveTo);
    let report = restore(&options.file, &url, existing).await.or_fail()?;
    printer::note(&format!(
        "{} holds the backup, up to change {}.",
        report.database.display(),
        report.last_change
    ));
    if let Some(moved) = report.moved_to {
        printer::note(&format!(
            "The database that was there is now {}.",
            moved.display()
        ));
    }
    Ok(())
}
