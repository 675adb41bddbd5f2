//! `holdfast census measures`: the published measures from a return alone.

use holdfast_census::{LeftOut, Measured, Severity};
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
            "The check finds {} in the file: `holdfast census check` lists what to mend.",
            counted(errors, "error", "errors")
        ));
    }
    let measured = checked.measured;
    let figures: Vec<Figure> = Measured::measures()
        .map(|measure| measured.figure(measure))
        .collect();
    match options.format {
        Format::Table => printer::data(&told(&figures, measured.left_out())),
        Format::Json => {
            let all: Value = figures.iter().map(figure_json).collect();
            printer::data(&format!("{all:#}"));
        }
        Format::Csv => {
            for left_out in measured.left_out() {
                printer::note(&left_out.to_string());
            }
            printer::bytes(&to_csv(&in_rows(&figures)));
        }
    }
    Ok(())
}

/// A line for each measure: its value, how it follows from its parts, or why
/// there is none; then what was left out.
fn told(figures: &[Figure], left_out: &[LeftOut]) -> String {
    let line = |figure: &Figure| {
        let value = calculation(figure).unwrap_or_else(|| match figure.why_none() {
            why if why.is_empty() => figure.in_words(),
            why => format!("{}. {}", figure.in_words(), why.join(" ")),
        });
        format!("{}, {}: {value}\n", figure.measure.label(), figure.period())
    };
    let mut text: String = figures.iter().map(line).collect();
    text.extend(left_out.iter().map(|it| format!("{it}\n")));
    if let Some(figure) = figures.first() {
        text += &format!("Source: {}, the file alone.\n", figure.source.in_words());
    }
    text
}
