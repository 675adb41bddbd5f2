//! `holdfast census check`: what every rule finds in a return.

use std::path::Path;

use holdfast_census::{Checked, Finding, Findings, Settings, Severity};
use holdfast_intake::export::{Sheet, findings_sheet, to_csv, to_workbook};
use holdfast_workforce::amount::{counted, readable};
use serde_json::{Value, json};

use crate::cli::{self, Format};
use crate::failure::{Failure, OrFail as _};
use crate::printer;

/// Checks, prints, and fails where anything must be mended.
pub(super) fn run(options: &cli::CensusCheck) -> Result<(), Failure> {
    let last_year = options.last_year.as_deref();
    let last_year = last_year.map(|path| super::last_years(path, options.year));
    let last_year = last_year.transpose()?;
    let settings = Settings {
        lowest_salary: options.lowest_salary,
        highest_salary: options.highest_salary,
    };
    let checker = super::checker(options.year).with(settings);
    let checked = super::checked(&options.file, checker, last_year.as_ref())?;
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
    tell_left_out(&checked.findings);
    verdict(&options.file, &checked)
}

/// Says where there are so many findings that only the first are kept.
fn tell_left_out(findings: &Findings) {
    let all: usize = findings.by_rule().map(|(_, count)| count).sum();
    let left_out = all - findings.all.len();
    if left_out > 0 {
        printer::note(&format!(
            "{} of {} are listed; mend those and check again to see the others.",
            readable(&findings.all.len().to_string()),
            counted(all, "finding", "findings")
        ));
    }
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
        "{} written to {}.",
        counted(sheet.rows.len(), "finding", "findings"),
        path.display()
    ));
    Ok(())
}

/// Three lines for each finding: where, what, and what to do.
fn in_words(shown: &[&Finding]) -> String {
    let told = |finding: &&Finding| {
        let record = finding.record.as_ref().map(|record| {
            let named = match record.registration.as_str() {
                "" => String::new(),
                registration => format!(" {registration}"),
            };
            format!(
                ", {}{named} ({})",
                record.kind.label(),
                record.whereabouts()
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
        "{}: {} of {}, {} and {}",
        file.display(),
        counted(checked.summary.entries.len(), "record", "records"),
        checked.summary.year,
        counted(errors, "error", "errors"),
        counted(queries, "query", "queries"),
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
