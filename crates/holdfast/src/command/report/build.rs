//! `holdfast report build`: a paper in its formats.

use std::path::Path;

use fs_err as fs;
use holdfast_document::Format;
use holdfast_paper::formats::{large_print, write};
use holdfast_paper::publish::as_draft;

use super::grounds::{Read, unsound};
use crate::cli::ReportBuild;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Writes the paper; refuses one whose references are not all answered, unless a draft is asked for.
pub(super) async fn run(options: &ReportBuild, settings: &Settings) -> Result<(), Failure> {
    let formats: Vec<(&Path, Format)> = options
        .out
        .iter()
        .map(|path| Ok((path.as_path(), format_of(path)?)))
        .collect::<Result<_, Failure>>()?;
    let read = Read::of(&options.records, &options.plans, settings).await?;
    let mut composed = read.compose(&options.paper)?;
    if !composed.problems.is_empty() && !options.draft {
        return Err(unsound(&composed.problems));
    }
    for problem in &composed.problems {
        printer::note(&problem.to_string());
    }
    if !composed.problems.is_empty() {
        composed.document = as_draft(composed.document);
    }
    if formats.is_empty() {
        printer::bytes(&write(&composed.document, Format::Text).or_fail()?);
        return Ok(());
    }
    for (path, format) in formats {
        let bytes = match (format, options.large_print) {
            (Format::Pdf, true) => large_print(&composed.document),
            _ => write(&composed.document, format),
        };
        let bytes = bytes.or_fail()?;
        fs::write(path, bytes).map_err(|error| Failure::Input(error.to_string()))?;
        printer::data(&format!("{} is in {}.", format.name(), path.display()));
    }
    Ok(())
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let ending = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    ending
        .parse()
        .map_err(|error| Failure::Input(format!("‘{}’: {error}", path.display())))
}
