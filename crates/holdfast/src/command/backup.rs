//! `holdfast backup`: the database into a file, while it is in use.

use super::source;
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Writes the backup.
pub(crate) async fn run(options: &cli::Backup, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let report = store.backup(&options.file).await.or_fail()?;
    printer::note(&format!(
        "{}: {} bytes, up to change {}. The copy was checked.",
        report.path.display(),
        report.bytes,
        report.last_change,
    ));
    Ok(())
}
