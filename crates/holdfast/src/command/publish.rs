//! `holdfast publish`: the figures of a month, frozen.

use holdfast_measures::publication::{CannotPublish, Publication, publish};
use holdfast_measures::scorecard::{Problem, Scorecard};
use holdfast_store::{Store, Submission, SubmitError, TimedIds};
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::PublicationId;
use holdfast_workforce::record::Authority;
use holdfast_workforce::{Change, CodeSet as _, Sequence};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{scorecard, source};
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Why the plan gave up.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    Publishing(#[from] CannotPublish),
    #[error("the scorecard that is kept cannot be read")]
    Scorecard(Vec<Problem>),
}

/// Publishes a month.
pub(crate) async fn run(options: cli::Publish, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let authorities = store.authorities().await.or_fail()?;
    let authority = source::choose(&authorities, options.authority.as_deref(), |it| it)?;
    let reference = Publication::reference(options.service, options.month);
    let seq = month(&store, authority, options.service, options.month, settings).await?;
    let change = seq.map_or(String::new(), |seq| format!(" (change {seq})"));
    printer::note(&format!(
        "Published as ‘{reference}’{change}. `holdfast publications show {reference}` prints it."
    ));
    Ok(())
}

/// Publishes the figures of a service for the month that holds a day, and gives
/// the number of the change.
pub(super) async fn month(
    store: &Store,
    authority: &Authority,
    service: Service,
    month: Date,
    settings: &Settings,
) -> Result<Option<Sequence>, Failure> {
    let releases = store.releases().await.or_fail()?;
    let today = source::today(settings);
    let submission = Submission {
        actor: settings.actor.clone(),
        kind: "publication".to_owned(),
        title: format!(
            "Published: {}, {}",
            service.label(),
            month.strftime("%B %Y")
        ),
        note: None,
        at: Timestamp::now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let receipt = store.submit(submission, |workforce| {
        let scorecard = Scorecard::kept(workforce, service).map_err(Refusal::Scorecard)?;
        let id = PublicationId::next(&mut TimedIds);
        let record = publish(workforce, &releases, &scorecard, month, today, id)?;
        Ok(vec![Change::Put(record.into())])
    });
    Ok(receipt.await.map_err(refused)?.seq)
}

fn refused(error: SubmitError<Refusal>) -> Failure {
    match error {
        SubmitError::Plan(Refusal::Scorecard(problems)) => scorecard::unsound(&problems),
        SubmitError::Plan(Refusal::Publishing(reason)) => Failure::Input(reason.to_string()),
        other => Failure::Other(other.into()),
    }
}
