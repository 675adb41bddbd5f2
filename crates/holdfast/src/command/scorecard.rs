//! `holdfast scorecard`: the measures that the council has chosen, with their
//! targets and peers; and its text.

use std::path::Path;

use holdfast_intake::export::{scorecard_json, scorecard_sheet};
use holdfast_measures::Ledger;
use holdfast_measures::scorecard::{Problem, Scorecard, card};
use holdfast_store::{Store, Submission, TimedIds};
use holdfast_workforce::id::ScorecardId;
use holdfast_workforce::record::{self, Authority};
use holdfast_workforce::{Change, CodeSet as _, Sequence};
use jiff::Timestamp;

use super::{listing, source};
use crate::cli::{self, ScorecardAction};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the scorecard or its text, or keeps another.
pub(crate) async fn run(options: cli::Scorecard, settings: &Settings) -> Result<(), Failure> {
    match options.action {
        None => print(options, settings).await,
        Some(ScorecardAction::Text { service, records }) => {
            let (workforce, _) = source::with_releases(&records, settings).await?;
            let scorecard = Scorecard::kept(&workforce, service).map_err(|it| unsound(&it))?;
            // What the council wrote is printed word for word.
            match workforce.scorecards().by_reference(service.code()) {
                Some(kept) => printer::data(&kept.text),
                None => printer::data(&scorecard.write()),
            }
            Ok(())
        }
        Some(ScorecardAction::Put { file, authority }) => {
            put(&file, authority.as_deref(), settings).await
        }
    }
}

async fn print(options: cli::Scorecard, settings: &Settings) -> Result<(), Failure> {
    let (workforce, releases) = source::with_releases(&options.records, settings).await?;
    let at = source::date_or_last_month_end(options.at, settings);
    let scorecard = Scorecard::kept(&workforce, options.service).map_err(|it| unsound(&it))?;
    let ledger = Ledger::new(&workforce, Some(options.service));
    let card = card(&ledger, &releases, &scorecard, at);
    listing::print_sheet(
        &scorecard_sheet(&card),
        || scorecard_json(&card),
        options.format,
    );
    Ok(())
}

/// Says everything that is wrong with a scorecard.
pub(super) fn unsound(problems: &[Problem]) -> Failure {
    source::unsound(problems, "scorecard")
}

async fn put(file: &Path, named: Option<&str>, settings: &Settings) -> Result<(), Failure> {
    let text = fs_err::read_to_string(file).or_fail()?;
    let scorecard = Scorecard::read(&text).map_err(|it| unsound(&it))?;
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, named, |it| it)?;
    let kept = keep(&store, authority, &scorecard, text, settings).await?;
    printer::note(&match kept {
        Some(seq) => format!("The scorecard ‘{}’ is kept (change {seq}).", scorecard.name),
        None => format!(
            "The scorecard ‘{}’ is kept already, word for word.",
            scorecard.name
        ),
    });
    Ok(())
}

/// Keeps a scorecard, and gives the number of the change; nothing where it was
/// kept already.
pub(super) async fn keep(
    store: &Store,
    authority: &Authority,
    scorecard: &Scorecard,
    text: String,
    settings: &Settings,
) -> Result<Option<Sequence>, Failure> {
    let reference = scorecard.service.code();
    let submission = Submission {
        actor: settings.actor.clone(),
        kind: "scorecard".to_owned(),
        title: format!("Scorecard ‘{}’", scorecard.name),
        note: None,
        at: Timestamp::now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let receipt = store.submit(submission, |workforce| {
        let known = workforce.scorecards().by_reference(reference);
        let id = known.map_or_else(|| ScorecardId::next(&mut TimedIds), |it| it.id);
        let record = record::Scorecard {
            id,
            reference: reference.to_owned(),
            text: text.clone(),
        };
        Ok::<_, std::convert::Infallible>(vec![Change::Put(record.into())])
    });
    Ok(receipt.await.or_fail()?.seq)
}
