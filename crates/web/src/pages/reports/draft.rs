//! A report that is being written: what stands in its way, who has agreed, how it reads now.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_document::html_body;
use holdfast_paper::form::Form;
use holdfast_paper::problem::Problem;
use holdfast_paper::publish::Draft;
use holdfast_paper::template::Template as Beginning;
use holdfast_store::HistoryEntry;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{Agreement, Kind, Paper, Record};
use serde::Deserialize;

use super::desk::{Desk, beside, paper, reports, title};
use super::list::downloads;
use super::state::{ProblemView, State};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::format::moment;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::{Page, form_page};

/// The report that an address names.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// Its name.
    pub(crate) paper: String,
}

#[derive(Template)]
#[template(path = "pages/reports/draft.html")]
struct DraftPage {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    title: String,
    state: State,
    edit: String,
    publish: String,
    agree: String,
    seen: u64,
    fingerprint: String,
    problems: Vec<ProblemView>,
    offices: Vec<Office>,
    says: [Choice; 1],
    fallen: Vec<String>,
    left_out: Vec<String>,
    downloads: Vec<Link>,
    versions: Vec<Link>,
    preview: Option<String>,
    history: Vec<Happened>,
}

/// An office whose agreement is needed.
struct Office {
    name: String,
    agreed: Option<String>,
    by: String,
    sure: String,
}

/// A change of the report.
struct Happened {
    change: Link,
    what: String,
    when: String,
    who: String,
}

/// Shows the report.
pub(crate) async fn draft(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let asked = Answers::of(query);
    let begun = asked.text("begun").parse().ok();
    show(
        &here,
        &paper(&here, &which.paper)?,
        Answers::default(),
        begun,
    )
    .await
}

/// Shows a report, with what was typed into a form of it.
pub(crate) async fn show(
    here: &Here,
    paper: &Paper,
    answers: Answers,
    begun: Option<Beginning>,
) -> Page {
    let desk = Desk::of(here).await?;
    let kept = paper.clone();
    let work = move || {
        let draft = Draft::of(&kept, desk.grounds());
        let state = State::of(&desk, &kept, &draft);
        let left_out = begun.map_or_else(Vec::new, |it| left_out(it, &kept, &desk));
        (draft, state, left_out)
    };
    let (draft, state, left_out) = beside(work).await?;
    let written = [(Kind::Paper, paper.id.into())];
    let history = here.app.store().history(here.authority.id, &written).await;
    let history = history.map_err(unavailable)?;
    let authority = &here.authority;
    let path = address::report(authority, &paper.reference);
    let page = DraftPage {
        frame: here.frame(Some(Section::Reports)),
        trail: vec![reports(here)],
        title: title(paper),
        state,
        edit: address::edit_report(authority, &paper.reference),
        publish: format!("{path}/publish"),
        agree: format!("{path}/agree"),
        seen: here
            .workforce
            .since(Kind::Paper, paper.id.into())
            .unwrap_or_default(),
        fingerprint: draft
            .as_ref()
            .map_or_else(|_| String::new(), |it| it.fingerprint.clone()),
        problems: problems(paper, &draft),
        offices: draft.as_ref().map_or_else(|_| Vec::new(), offices),
        fallen: draft
            .as_ref()
            .map_or_else(|_| Vec::new(), |it| fallen(it, paper, &history)),
        says: [Choice::new("yes", "I agree to this report as it stands")],
        left_out,
        downloads: if draft.is_ok() {
            downloads(&path)
        } else {
            Vec::new()
        },
        versions: versions(here, paper),
        preview: draft.ok().map(|it| html_body(&it.document(), 2)),
        history: history.iter().map(|it| Happened::of(here, it)).collect(),
        answers,
    };
    form_page(&page.answers, &page)
}

/// What of a template the records did not answer when the report was begun.
fn left_out(template: Beginning, paper: &Paper, desk: &Desk) -> Vec<String> {
    let day = Form::of(&paper.text).main.date.parse().ok();
    let begun = day.and_then(|day| template.begin(day, desk.grounds()).ok());
    begun.map_or_else(Vec::new, |it| it.left_out)
}

fn problems(paper: &Paper, draft: &Result<Draft, Vec<Problem>>) -> Vec<ProblemView> {
    let problems = match draft {
        Ok(draft) => &draft.composed.problems,
        Err(problems) => problems,
    };
    ProblemView::all(&paper.text, problems)
}

fn offices(draft: &Draft) -> Vec<Office> {
    let office = |(place, (name, agreed)): (usize, &(String, Option<Agreement>))| Office {
        name: name.clone(),
        agreed: agreed
            .as_ref()
            .map(|it| format!("{}, {}", it.by, in_words(it.on))),
        by: format!("by_{}", place + 1),
        sure: format!("sure_{}", place + 1),
    };
    draft.offices.iter().enumerate().map(office).collect()
}

/// The agreements that fell away, each with the reason.
fn fallen(draft: &Draft, paper: &Paper, history: &[HistoryEntry]) -> Vec<String> {
    let told = |it: &Agreement| {
        let why = match text_agreed_to(it, history) {
            Some(text) if text == paper.text => {
                "the wording is the same, but the records now give other figures"
            }
            _ => "the text was changed since",
        };
        let (office, by, on) = (&it.office, &it.by, in_words(it.on));
        format!("{by} agreed for {office} on {on}. This no longer holds: {why}.")
    };
    draft.fallen.iter().map(told).collect()
}

/// The text as it was when an agreement was made.
fn text_agreed_to<'h>(agreement: &Agreement, history: &'h [HistoryEntry]) -> Option<&'h str> {
    let of = |record: &'h Option<Record>| match record {
        Some(Record::Paper(paper)) => Some(paper),
        _ => None,
    };
    let holds = |paper: &&Paper| paper.agreements.contains(agreement);
    // The newest stands first.
    let mut made = history.iter().rev().filter_map(|it| of(&it.after));
    made.find(holds).map(|it| it.text.as_str())
}

fn versions(here: &Here, paper: &Paper) -> Vec<Link> {
    let all = holdfast_paper::publish::versions(&here.workforce, &paper.reference);
    let link = |(record, it): &(
        &holdfast_workforce::record::PublishedPaper,
        holdfast_paper::publish::Frozen,
    )| {
        let label = format!(
            "Version {}, published on {}",
            it.version,
            in_words(record.on)
        );
        Link::new(
            address::published_report(&here.authority, &record.reference),
            label,
        )
    };
    all.iter().map(link).collect()
}

impl Happened {
    fn of(here: &Here, entry: &HistoryEntry) -> Self {
        let change = &entry.change;
        let href = address::change(&here.authority, change.seq);
        Self {
            change: Link::new(href, format!("Change {}", change.seq)),
            what: change.title.clone(),
            when: moment(change.at),
            who: change.actor.clone(),
        }
    }
}

/// The draft of a report, or why there is none to act on.
pub(crate) async fn composed(here: &Here, paper: &Paper) -> Result<Draft, PageError> {
    let (desk, kept) = (Desk::of(here).await?, paper.clone());
    let draft = beside(move || Draft::of(&kept, desk.grounds())).await?;
    draft.map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        PageError::BadRequest {
            reason: format!("The text of the report cannot be read: {}", told.join("; ")),
        }
    })
}
