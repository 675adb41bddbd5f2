//! `holdfast export`: the open data of an authority, with nobody's row in it
//! and small numbers hidden.

use std::path::Path;

use holdfast_intake::open::{OpenData, OpenOptions};
use holdfast_measures::disclosure::Policy;

use super::{file, source};
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Writes the tables in the form that the name asks for.
pub(crate) async fn run(options: cli::Export, settings: &Settings) -> Result<(), Failure> {
    file::is_new(&options.out)?;
    let (workforce, releases) = source::with_releases(&options.records, settings).await?;
    let at = source::date_or_last_month_end(options.at, settings);
    let progress = printer::progress("Computing the figures");
    let open = OpenData::of(
        &workforce,
        &releases,
        OpenOptions {
            at,
            months: options.months,
            policy: Policy {
                threshold: options.least,
            },
        },
    );
    write(&open, &options.out)?;
    progress.finish_and_clear();
    printer::note(&format!(
        "{} tables with {} rows are in {}",
        open.tables.len(),
        open.rows(),
        options.out.display()
    ));
    Ok(())
}

fn write(open: &OpenData, out: &Path) -> Result<(), Failure> {
    let extension = out.extension();
    let extension = extension.map(|it| it.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("zip") => file::write_new(out, &open.archive().or_fail()?),
        Some("xlsx") => file::write_new(out, &open.workbook().or_fail()?),
        _ => {
            fs_err::create_dir_all(out).or_fail()?;
            open.files()
                .iter()
                .try_for_each(|(name, bytes)| file::write_new(&out.join(name), bytes))
        }
    }
}
