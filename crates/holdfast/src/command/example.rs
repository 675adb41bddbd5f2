//! `holdfast example`: a synthetic authority as a package.

use std::path::Path;

use holdfast_example::{Plan, generate, nation};
use holdfast_intake::{package_archive, package_workbook, write_nation, write_package};
use holdfast_workforce::Workforce;

use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;

/// Writes the package.
pub(crate) fn run(options: &cli::Example) -> Result<(), Failure> {
    if options.out.exists() {
        return Err(Failure::Input(format!(
            "{} exists already; name a folder or file that does not",
            options.out.display()
        )));
    }
    let progress = printer::progress("making the example");
    let years = u8::try_from(options.years).unwrap_or(u8::MAX);
    if options.authorities > 1 {
        let count = options.authorities as usize;
        write_nation(
            nation(options.seed, years, options.as_at, count),
            &options.out,
        )
        .or_fail()?;
        progress.finish_and_clear();
        printer::note(&format!(
            "{count} authorities are in {}",
            options.out.display()
        ));
        return Ok(());
    }
    let plan = Plan {
        seed: options.seed,
        fte: options.fte,
        years,
        as_at: options.as_at,
        ..Plan::default()
    };
    let workforce = generate(&plan);
    write_as_named(&workforce, &options.out)?;
    progress.finish_and_clear();
    printer::note(&format!(
        "{} is in {}",
        workforce.name(),
        options.out.display()
    ));
    Ok(())
}

/// Writes a package in the form that the name asks for.
pub(crate) fn write_as_named(workforce: &Workforce, out: &Path) -> Result<(), Failure> {
    let extension = out
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("zip") => fs_err::write(out, package_archive(workforce).or_fail()?).or_fail(),
        Some("xlsx") => fs_err::write(out, package_workbook(workforce).or_fail()?).or_fail(),
        _ => write_package(workforce, out).or_fail(),
    }
}
