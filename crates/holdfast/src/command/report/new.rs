//! `holdfast report new`: a paper to begin with.

use holdfast_paper::template::Template;

use super::grounds::{Read, unsound};
use crate::cli::ReportNew;
use crate::command::source;
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Prints the paper, and says what of the template the records do not answer.
pub(super) async fn run(options: &ReportNew, settings: &Settings) -> Result<(), Failure> {
    let template: Template = options.template.parse().map_err(Failure::Input)?;
    let read = Read::of(&options.records, &options.plans, settings).await?;
    let day = options.date.unwrap_or_else(|| source::today(settings));
    let begun = template
        .begin(day, read.grounds())
        .map_err(|problems| unsound(&problems))?;
    for left_out in &begun.left_out {
        printer::note(&format!("Left out: {left_out}"));
    }
    printer::bytes(begun.text.as_bytes());
    Ok(())
}
