//! `holdfast census answers`: what a council says in a year’s return that no
//! record holds. The text is printed, or kept.

use std::path::Path;

use holdfast_census::{Answers, Year};

use crate::cli;
use crate::command::kept_text::KeptText;
use crate::command::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the text that is kept, or keeps another.
pub(super) async fn run(options: cli::CensusAnswers, settings: &Settings) -> Result<(), Failure> {
    if let Some(file) = &options.put {
        return put(file, &options, settings).await;
    }
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let reference = Answers::reference(options.year);
    match workforce.returns().by_reference(&reference) {
        // What the council wrote is printed word for word.
        Some(kept) => printer::data(&kept.text),
        None => printer::data(&Answers::default().write()),
    }
    Ok(())
}

/// Reads the answers of a file.
pub(super) fn read(year: Year, file: &Path) -> Result<(Answers, String), Failure> {
    let text = fs_err::read_to_string(file).or_fail()?;
    let what = format!("text of the answers for {year}");
    let answers = Answers::read(year, &text).map_err(|it| source::unsound(&it, &what))?;
    Ok((answers, text))
}

async fn put(
    file: &Path,
    options: &cli::CensusAnswers,
    settings: &Settings,
) -> Result<(), Failure> {
    let year = options.year;
    let (_, text) = read(year, file)?;
    let kept = KeptText {
        reference: Answers::reference(year),
        what: format!("Answers for the return of {year}"),
        text,
    };
    kept.keep(&options.records, settings).await
}
