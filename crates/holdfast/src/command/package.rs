//! `holdfast package`: the format described, checked and converted.

use holdfast_intake::{Problem, read_workforces, schema};

use super::{example, source};
use crate::cli::{self, PackageAction};
use crate::failure::{Failure, OrFail as _};
use crate::printer;

/// Describes, checks or converts.
pub(crate) fn run(options: cli::Package) -> Result<(), Failure> {
    match options.action {
        PackageAction::Describe => {
            let description = schema::data_package("Workforce package");
            printer::data(&format!("{description:#}"));
            Ok(())
        }
        PackageAction::Check { path, format } => check(&path, format),
        PackageAction::Convert { from, to } => convert(&from, &to),
    }
}

fn check(path: &std::path::Path, format: cli::Format) -> Result<(), Failure> {
    let (workforces, problems) = read_workforces(path).or_fail()?;
    match format {
        cli::Format::Json => {
            printer::data(&serde_json::to_string_pretty(&problems).or_fail()?);
        }
        cli::Format::Table | cli::Format::Csv => source::tell_problems(&problems),
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 0 {
        return Err(Failure::Input(format!(
            "{errors} errors to mend in {}",
            path.display()
        )));
    }
    let records: usize = workforces
        .iter()
        .map(|workforce| workforce.records().count())
        .sum();
    printer::note(&format!(
        "{} can be imported: {records} records, {} warnings",
        path.display(),
        problems.len()
    ));
    Ok(())
}

fn convert(from: &std::path::Path, to: &std::path::Path) -> Result<(), Failure> {
    if to.exists() {
        let message = format!("{} exists already; name one that does not", to.display());
        return Err(Failure::Input(message));
    }
    let (workforces, problems) = read_workforces(from).or_fail()?;
    source::tell_problems(&problems);
    if problems.iter().any(Problem::is_error) {
        return Err(Failure::Input(format!(
            "{} has errors; mend them first",
            from.display()
        )));
    }
    match workforces.as_slice() {
        [only] => example::write_as_named(only, to),
        several => holdfast_intake::write_nation(several, to).or_fail(),
    }
}
