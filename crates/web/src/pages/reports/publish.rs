//! Publishing a report: what will be frozen is seen before it is confirmed.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use holdfast_paper::Grounds;
use holdfast_paper::problem::Problem;
use holdfast_paper::publish::{CannotPublish, Draft, publish as freeze};
use holdfast_store::{Submission, SubmitError, TimedIds};
use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::PublishedPaperId;
use holdfast_workforce::record::Paper;
use holdfast_workforce::{Change, Workforce};

use super::desk::{paper, reports, title};
use super::draft::{Which, composed};
use super::state::ProblemView;
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/reports/publish.html")]
struct Publish {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    caption: String,
    frozen: String,
    agreements: Vec<String>,
    obstacles: Vec<String>,
    fingerprint: String,
}

/// Why a report is not published.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("The text of the report cannot be read: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Unreadable(Vec<Problem>),
    #[error("The report changed while you looked. Check what stands below and publish again")]
    Changed,
    #[error(transparent)]
    Publishing(#[from] CannotPublish),
}

/// Asks for confirmation.
pub(crate) async fn ask(here: Here, Path(which): Path<Which>) -> Page {
    show(&here, &paper(&here, &which.paper)?, Answers::default()).await
}

/// Publishes the report that was confirmed.
pub(crate) async fn publish(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let paper = paper(&here, &which.paper)?;
    match submit(&here, &paper, answers.text("fingerprint")).await? {
        Ok(response) => Ok(response),
        Err(problem) => {
            answers.reject("publish", problem);
            show(&here, &paper, answers).await
        }
    }
}

async fn submit(
    here: &Here,
    paper: &Paper,
    seen: &str,
) -> Result<Result<Response, String>, PageError> {
    let (app, authority) = (&here.app, &here.authority);
    let releases = app.store().releases().await.map_err(unavailable)?;
    let submission = Submission {
        actor: app.settings().actor.clone(),
        kind: "paper".to_owned(),
        title: format!("Report ‘{}’ published", title(paper)),
        note: None,
        at: app.now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let id = PublishedPaperId::next(&mut TimedIds);
    let plan = |workforce: &Workforce| {
        let kept = workforce.papers().by_reference(&paper.reference);
        let kept = kept.ok_or(Refusal::Changed)?;
        let draft =
            Draft::of(kept, Grounds::of(workforce, &releases)).map_err(Refusal::Unreadable)?;
        if draft.fingerprint != seen {
            return Err(Refusal::Changed);
        }
        let record = freeze(kept, &draft, workforce, app.today(), id)?;
        Ok(vec![Change::Put(record.into())])
    };
    match app.store().submit(submission, plan).await {
        Ok(_) => {
            let workforce = app
                .store()
                .workforce(authority.id)
                .await
                .map_err(unavailable)?;
            let record = workforce.published_papers().get(id);
            let to = record.map_or_else(
                || address::reports(authority),
                |it| address::published_report(authority, &it.reference),
            );
            Ok(Ok(Redirect::to(&to).into_response()))
        }
        Err(SubmitError::Store(error)) => Err(unavailable(error)),
        Err(SubmitError::<Refusal>::Plan(refusal)) => Ok(Err(refusal.to_string())),
        Err(refused) => Ok(Err(refused.to_string())),
    }
}

async fn show(here: &Here, paper: &Paper, answers: Answers) -> Page {
    let draft = composed(here, paper).await?;
    let document = &draft.composed.document;
    let agreements = draft.offices.iter().filter_map(|(office, agreed)| {
        let agreed = agreed.as_ref()?;
        Some(format!("{office}: {}, {}", agreed.by, in_words(agreed.on)))
    });
    let problems = ProblemView::all(&paper.text, &draft.composed.problems);
    let problems = problems
        .into_iter()
        .map(|it| format!("{}: {}", it.place, it.what));
    let page = Publish {
        frame: here.frame(Some(Section::Reports)),
        trail: vec![
            reports(here),
            Link::new(
                address::report(&here.authority, &paper.reference),
                title(paper),
            ),
        ],
        caption: title(paper),
        frozen: format!(
            "{}, {} and {} are frozen as they stand now, each figure with its source.",
            counted(
                draft.composed.printed.len(),
                "answered reference",
                "answered references"
            ),
            counted(document.tables().len(), "table", "tables"),
            counted(document.pictures().len(), "chart", "charts"),
        ),
        agreements: agreements.collect(),
        obstacles: problems.chain(draft.missing()).collect(),
        fingerprint: draft.fingerprint.clone(),
        answers,
    };
    form_page(&page.answers, &page)
}
