//! `holdfast import`: a package into the database, its dry run, and undoing it.

use std::path::Path;

use holdfast_import::{Deed, Mapped, Outcome, Request, Source};
use holdfast_intake::Package;
use holdfast_intake::profile::extracts_at;
use holdfast_store::{Store, Undo};
use holdfast_workforce::amount::counted;
use jiff::Timestamp;

use super::{profile, source};
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// How many sentences of each kind are said unless all are asked for.
pub(super) const SAID: usize = 10;

/// Imports, tries or undoes.
pub(crate) async fn run(options: cli::Import, settings: &Settings) -> Result<(), Failure> {
    if let Some(cli::ImportAction::Undo { id }) = options.action {
        return undo(id, settings).await;
    }
    let Some(path) = options.package.clone() else {
        return Err(Failure::Usage("name a package".to_owned()));
    };
    if let Some(named) = &options.profile {
        let extracts = extracts_at(&path).or_fail()?;
        let (store, _lent) = source::open_to_import(settings, options.dry_run).await?;
        let text = profile::text(&store, options.authority.as_deref(), named).await?;
        let stem = path
            .file_stem()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        let mut mapped = Mapped::new(named, &text, &extracts, &stem);
        return bring(&store, &mut mapped, &options, &path, settings).await;
    }
    let mut package = Package::open(&path).or_fail()?;
    let (store, _lent) = source::open_to_import(settings, options.dry_run).await?;
    bring(&store, &mut package, &options, &path, settings).await
}

async fn bring(
    store: &Store,
    package: &mut impl Source,
    options: &cli::Import,
    path: &Path,
    settings: &Settings,
) -> Result<(), Failure> {
    let request = request(options, path, store, settings).await?;
    let progress = printer::progress("reading and checking");
    let deed = match options.dry_run {
        true => Deed::Try,
        false => Deed::Make,
    };
    let outcome = holdfast_import::bring(store, package, &request, deed).await;
    progress.finish_and_clear();
    let name = path.display().to_string();
    tell_outcome(&outcome.or_fail()?, &name, (options.format, deed))
}

async fn request(
    options: &cli::Import,
    path: &Path,
    store: &Store,
    settings: &Settings,
) -> Result<Request, Failure> {
    let authority = match &options.authority {
        Some(named) => {
            let known = store.authorities().await.or_fail()?;
            Some(source::choose(&known, Some(named), |it| it)?.id)
        }
        None => None,
    };
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(Request {
        name: name.to_string_lossy().into_owned(),
        authority,
        actor: settings.actor.clone(),
        at: Timestamp::now(),
        kept: if options.all { usize::MAX } else { SAID },
    })
}

/// Says what an import of something by a name did or would do; fails where it
/// was refused.
pub(super) fn tell_outcome(
    outcome: &Outcome,
    name: &str,
    (format, deed): (cli::Format, Deed),
) -> Result<(), Failure> {
    if format == cli::Format::Json {
        let json = serde_json::to_string_pretty(outcome).or_fail()?;
        printer::data(&json);
    } else {
        source::tell_problems(&outcome.problems);
        if !outcome.is_refused() {
            printer::data(&in_words(outcome));
        }
    }
    if outcome.is_refused() {
        let errors = outcome.problems.iter().filter(|it| it.is_error()).count();
        return Err(Failure::Input(format!(
            "{name} was not imported: {} to mend; the database is as it was",
            counted(errors, "error", "errors"),
        )));
    }
    printer::note(&match (outcome.change, deed, outcome.records()) {
        (_, _, 0) => "Nothing changes: everything in the package is recorded already.".to_owned(),
        (None, _, records) => {
            format!(
                "{} would be written. Nothing was changed (dry run).",
                counted(records, "record", "records")
            )
        }
        (Some(change), _, records) => format!(
            "Change {change}: {} written. `holdfast import undo {change}` takes it back.",
            counted(records, "record", "records")
        ),
    });
    Ok(())
}

fn in_words(outcome: &Outcome) -> String {
    let mut text = String::new();
    for authority in outcome
        .authorities
        .iter()
        .filter(|authority| authority.records > 0)
    {
        text += &format!("{}\n", authority.name);
        for tally in &authority.tallies {
            text += &format!("  {}: {}\n", tally.label, tally.count);
            for told in &tally.stories {
                let place = match (&told.file, told.row) {
                    (Some(file), Some(row)) => format!(" ({file}, row {row})"),
                    _ => String::new(),
                };
                text += &format!("    {}{place}\n", told.text);
            }
            let left = tally.left;
            if left > 0 && !tally.stories.is_empty() {
                text += &format!("    … and {left} more (--all lists them)\n");
            }
        }
    }
    text
}

async fn undo(id: u64, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let undo = Undo {
        seq: id,
        actor: settings.actor.clone(),
        at: Timestamp::now(),
    };
    let receipt = store.undo(undo).await.or_fail()?;
    printer::note(&match receipt.seq {
        Some(seq) => format!(
            "Change {id} is undone by change {seq}: {} as before it.",
            counted(
                usize::try_from(receipt.records).unwrap_or(usize::MAX),
                "record",
                "records"
            )
        ),
        None => format!("Change {id} has nothing left to undo."),
    });
    Ok(())
}
