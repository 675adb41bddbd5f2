//! `holdfast census check`: what every rule finds in a return.

use std::path::Path;

use holdfast_census::{Checked, Finding, Settings, Severity};
use holdfast_intake::export::{Sheet, findings_sheet, to_csv, to_workbook};
use serde_json::{Value, json};

use crate::cli::{self, Format};
use crate::failure::{Failure, OrFail as _};
use crate::printer;

/// Checks, prints, and fails where anything must be mended.
pub(super) fn run(options: &cli::CensusCheck) -> Result<(), Failure> {
    let last_year = options.last_year.as_deref().map(super::checked);
    let last_year = last_year.transpose()?.map(|checked| checked.summary);
    let settings = Settings {
        lowest_salary: options.lowest_salary,
        highest_salary: options.highest_salary,
    };
    let checked = super::checked_as(&options.file, settings, last_year.as_ref())?;
    let shown: Vec<&Finding> = checked
        .findings
        .all
        .iter()
        .filter(|finding| !options.errors || finding.severity == Severity::Error)
        .collect();
    match &options.out {
        Some(path) => write(&sheet(&options.file, &shown), path)?,
        None => print(&options.file, &checked, &shown, options.format),
    }
    verdict(&options.file, &checked)
}

fn sheet(file: &Path, shown: &[&Finding]) -> Sheet {
    findings_sheet(
        format!("Findings in {}", file.display()),
        shown.iter().copied(),
    )
}

fn print(file: &Path, checked: &Checked, shown: &[&Finding], format: Format) {
    match format {
        Format::Table => printer::data(&in_words(shown)),
        Format::Json => printer::data(&format!("{:#}", as_json(checked, shown))),
        Format::Csv => printer::bytes(&to_csv(&sheet(file, shown))),
    }
}

fn write(sheet: &Sheet, path: &Path) -> Result<(), Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let bytes = match extension.to_lowercase().as_str() {
        "csv" => to_csv(sheet),
        "xlsx" => to_workbook(std::slice::from_ref(sheet), "Workforce return").or_fail()?,
        _ => {
            return Err(Failure::Usage(format!(
                "{} is neither a .csv nor an .xlsx file",
                path.display()
            )));
        }
    };
    fs_err::write(path, bytes).or_fail()?;
    printer::note(&format!(
        "{} findings written to {}.",
        sheet.rows.len(),
        path.display()
    ));
    Ok(())
}

/// Three lines for each finding: where, what, and what to do.
fn in_words(shown: &[&Finding]) -> String {
    let told = |finding: &&Finding| {
        let record = finding.record.as_ref().map(|record| {
            format!(
                ", {} {} (record {})",
                record.kind.label(),
                record.registration,
                record.number
            )
        });
        let value = match finding.value.as_str() {
            "" => String::new(),
            value => format!(" ‘{value}’"),
        };
        let place = finding
            .place
            .map_or(String::new(), |place| format!(", line {}", place.line));
        format!(
            "{} {}: {}{value}{}{place}\n  {}\n  {}\n",
            finding.severity.label(),
            finding.rule,
            finding.element,
            record.unwrap_or_default(),
            finding.message,
            finding.advice,
        )
    };
    shown.iter().map(told).collect()
}

fn as_json(checked: &Checked, shown: &[&Finding]) -> Value {
    let by_rule: Value = checked
        .findings
        .by_rule()
        .map(|(rule, count)| json!({ "rule": rule, "count": count }))
        .collect();
    json!({
        "year": checked.summary.year.number(),
        "authority": checked.summary.authority,
        "records": checked.summary.entries.len(),
        "errors": checked.findings.count(Severity::Error),
        "queries": checked.findings.count(Severity::Query),
        "by_rule": by_rule,
        "findings": shown,
    })
}

/// Says how many there are; errors make the command fail.
fn verdict(file: &Path, checked: &Checked) -> Result<(), Failure> {
    let findings = &checked.findings;
    let (errors, queries) = (
        findings.count(Severity::Error),
        findings.count(Severity::Query),
    );
    let told = format!(
        "{}: {} records of {}, {} and {}",
        file.display(),
        checked.summary.entries.len(),
        checked.summary.year,
        many(errors, "error", "errors"),
        many(queries, "query", "queries"),
    );
    if errors == 0 {
        printer::note(&format!(
            "{told}. The rules are Holdfast’s own; the department’s are not public."
        ));
        return Ok(());
    }
    Err(Failure::Input(format!(
        "{told}; a return with errors is not accepted, so mend them first"
    )))
}

fn many(count: usize, one: &str, several: &str) -> String {
    let name = if count == 1 { one } else { several };
    format!("{count} {name}")
}
