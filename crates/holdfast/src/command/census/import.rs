//! `holdfast census import`: returns of earlier years as records.

use std::io::BufReader;

use holdfast_import::{Deed, Request, bring_returns};
use jiff::Timestamp;

use crate::cli;
use crate::command::import::{SAID, tell_outcome};
use crate::command::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Imports returns, or tells what they would change.
pub(super) async fn run(options: &cli::CensusImport, settings: &Settings) -> Result<(), Failure> {
    let mut files = Vec::with_capacity(options.files.len());
    for path in &options.files {
        let file = fs_err::File::open(path).or_fail()?;
        files.push((path.display().to_string(), BufReader::new(file)));
    }
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let name = names.join(", ");
    let (store, _lent) = source::open_to_import(settings, options.dry_run).await?;
    let request = Request {
        name: name.clone(),
        authority: None,
        actor: settings.actor.clone(),
        at: Timestamp::now(),
        kept: if options.all { usize::MAX } else { SAID },
    };
    let deed = match options.dry_run {
        true => Deed::Try,
        false => Deed::Make,
    };
    let progress = printer::progress("reading and checking");
    let outcome = bring_returns(&store, files, &request, deed).await;
    progress.finish_and_clear();
    tell_outcome(&outcome.or_fail()?, &name, (options.format, deed))
}
