//! `holdfast census build`: a year’s return from the records.

use holdfast_census::{Answers, Built, Checker, RecordKind, Severity, Wrapper, Written, build};
use holdfast_workforce::amount::counted;
use jiff::Zoned;
use jiff::civil::{DateTime, Time};

use crate::cli;
use crate::command::{file, source};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Writes the return.
pub(super) async fn run(options: cli::CensusBuild, settings: &Settings) -> Result<(), Failure> {
    file::is_new(&options.out)?;
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let written = Written {
        software: format!("Holdfast {}", env!("CARGO_PKG_VERSION")),
        at: now(settings),
    };
    let answers = match &options.answers {
        Some(file) => super::answers::read(options.year, file)?.0,
        None => Answers::kept(&workforce, options.year)
            .map_err(|problems| source::unsound(&problems, "text that is kept for this return"))?,
    };
    let allowances = Some(&answers.allowances);
    let built = build(&workforce, options.year, allowances, &written);
    let wrapper = match options.wrapper {
        true => Wrapper::Workers,
        false => Wrapper::None,
    };
    let mut bytes = Vec::new();
    built.file.write(&mut bytes, wrapper).or_fail()?;
    file::write_new(&options.out, &bytes)?;
    tell(&built, &options, workforce.name());
    Ok(())
}

/// The date and time; of a day that the settings take for today, its beginning.
fn now(settings: &Settings) -> DateTime {
    match settings.today {
        Some(day) => day.to_datetime(Time::midnight()),
        None => Zoned::now().datetime(),
    }
}

/// Says what was written, what could not be, and what a check finds in it.
fn tell(built: &Built, options: &cli::CensusBuild, authority: &str) {
    for note in &built.notes {
        printer::note(&note.to_string());
    }
    let checked = Checker::new(options.year).held(&built.file, None);
    let kinds = [
        (RecordKind::InPost, "in post"),
        (RecordKind::Starter, "starters"),
        (RecordKind::Leaver, "leavers"),
        (RecordKind::Agency, "agency workers"),
    ];
    let counts = kinds.map(|(kind, several)| {
        let number = checked.summary.of_kind(kind).count();
        counted(number, kind.label(), several)
    });
    printer::note(&format!(
        "The return of {authority} for {} is in {}: {} ({}).",
        options.year,
        options.out.display(),
        counted(built.file.workers.len(), "record", "records"),
        counts.join(", ")
    ));
    let findings = &checked.findings;
    printer::note(&format!(
        "The check finds {} and {} in it.",
        counted(findings.count(Severity::Error), "error", "errors"),
        counted(findings.count(Severity::Query), "query", "queries")
    ));
}
