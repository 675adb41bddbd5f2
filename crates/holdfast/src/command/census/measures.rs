//! `holdfast census measures`: the published measures from a return alone.

use holdfast_census::{Measured, Severity};
use holdfast_intake::export::{calculation, figure_json, to_csv};
use holdfast_measures::Figure;
use holdfast_workforce::amount::counted;
use serde_json::Value;

use crate::cli::{self, Format};
use crate::command::measure::in_rows;
use crate::failure::Failure;
use crate::printer;

/// Prints every measure that the return can answer.
pub(super) fn run(options: &cli::CensusMeasures) -> Result<(), Failure> {
    let checked = super::checked(&options.file, super::checker(options.year), None)?;
    let errors = checked.findings.count(Severity::Error);
    if errors > 0 {
        printer::note(&format!(
            "The check finds {} in the file, so its figures may be wrong: `holdfast census check` lists what to mend.",
            counted(errors, "error", "errors")
        ));
    }
    let measured = checked.measured;
    let figures: Vec<Figure> = Measured::measures()
        .map(|measure| measured.figure(measure))
        .collect();
    match options.format {
        Format::Table => printer::data(&told(&figures)),
        Format::Json => {
            let all: Value = figures.iter().map(figure_json).collect();
            printer::data(&format!("{all:#}"));
        }
        Format::Csv => printer::bytes(&to_csv(&in_rows(&figures))),
    }
    Ok(())
}

/// A line for each measure: its value, or how it follows from its parts.
fn told(figures: &[Figure]) -> String {
    let line = |figure: &Figure| {
        let value = calculation(figure).unwrap_or_else(|| figure.in_words());
        format!("{}, {}: {value}\n", figure.measure.label(), figure.period())
    };
    let mut text: String = figures.iter().map(line).collect();
    if let Some(figure) = figures.first() {
        text += &format!("Source: {}, the file alone.\n", figure.source.in_words());
    }
    text
}
