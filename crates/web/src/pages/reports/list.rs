//! All reports: those in writing with what stands in their way, those published, and a form that
//! begins another.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_document::Format;
use holdfast_paper::form::Form;
use holdfast_paper::formats::available;
use holdfast_paper::publish::{Draft, Frozen, free_name};
use holdfast_paper::template::Template as Beginning;
use holdfast_store::TimedIds;
use holdfast_workforce::Change;
use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::PaperId;
use holdfast_workforce::record::{Kind, Paper};
use jiff::civil::Date;

use super::desk::{Desk, beside, title};
use super::state::State;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::format::moment;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/reports/list.html")]
struct Reports {
    frame: Frame,
    answers: Answers,
    answer: String,
    drafts: Vec<DraftRow>,
    published: Vec<PublishedRow>,
    templates: Vec<Choice>,
}

struct DraftRow {
    open: Link,
    committee: String,
    date: String,
    state: String,
    changed: String,
}

struct PublishedRow {
    open: Link,
    version: u32,
    on: String,
    files: Vec<Link>,
}

/// Shows the page.
pub(crate) async fn reports(here: Here) -> Page {
    let answers = Answers::default().with_date("date", Some(here.app.today()));
    show(&here, answers).await
}

/// Begins a report.
pub(crate) async fn begin(here: Here, mut answers: Answers) -> Page {
    let template = answers.required("template", "Select what to begin with", |key| {
        key.parse::<Beginning>()
    });
    let day = answers.required_date("date", "the day of the meeting");
    let Some((template, day)) = template.zip(day) else {
        return show(&here, answers).await;
    };
    let desk = Desk::of(&here).await?;
    let begun = beside(move || template.begin(day, desk.grounds())).await?;
    let begun = begun.map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        PageError::Internal(told.join("; ").into())
    })?;
    let name = match answers.text("name").trim() {
        "" => format!("{}-{}", template.key(), day.strftime("%Y-%m")),
        name => name.to_owned(),
    };
    let record = Paper {
        id: PaperId::next(&mut TimedIds),
        reference: free_name(&here.workforce, &name),
        text: begun.text,
        agreements: Vec::new(),
    };
    let path = address::report(&here.authority, &record.reference);
    let to = address::with_query(&path, [("begun", Some(template.key().to_owned()))]);
    let title = format!("Report ‘{}’ begun", title(&record));
    let change = Change::Put(record.into());
    match keep(&here, &mut answers, "name", "paper", title, change).await? {
        Kept::Done => Ok(Redirect::to(&to).into_response()),
        Kept::Refused | Kept::Conflict => show(&here, answers).await,
    }
}

async fn show(here: &Here, answers: Answers) -> Page {
    let desk = Desk::of(here).await?;
    let work = move || -> Vec<(Paper, State)> {
        let papers = desk.workforce.papers().iter();
        let state = |paper: &Paper| {
            let state = State::of(&desk, paper, &Draft::of(paper, desk.grounds()));
            (paper.clone(), state)
        };
        papers.map(state).collect()
    };
    let mut drafts = Vec::new();
    let states = beside(work).await?;
    for (paper, state) in &states {
        drafts.push(DraftRow::of(here, paper, state).await?);
    }
    let page = Reports {
        frame: here.frame(Some(Section::Reports)),
        answer: answer(states.iter().map(|(_, state)| state)),
        drafts,
        published: published(here),
        templates: Beginning::ALL
            .iter()
            .map(|it| Choice::new(it.key(), it.label()))
            .collect(),
        answers,
    };
    form_page(&page.answers, &page)
}

/// How many reports wait for what.
fn answer<'s>(states: impl Iterator<Item = &'s State>) -> String {
    let mut counts = [0_usize; 4];
    for state in states {
        let place = match state {
            State::Unreadable | State::Unwritten(_) => 0,
            State::Waiting(_) => 1,
            State::Ready => 2,
            State::Published(_) => 3,
        };
        counts[place] += 1;
    }
    let [unwritten, waiting, ready, _] = counts;
    if unwritten + waiting + ready == 0 {
        return "No report is being written.".to_owned();
    }
    let parts = [
        (
            unwritten,
            "still has something to write",
            "still have something to write",
        ),
        (waiting, "waits for agreement", "wait for agreement"),
        (
            ready,
            "is ready to be published",
            "are ready to be published",
        ),
    ];
    let parts = parts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, one, many)| counted(*count, one, many))
        .collect();
    let all = counted(unwritten + waiting + ready, "report is", "reports are");
    format!("{all} being written: {}.", parts.join(", "))
}

impl DraftRow {
    async fn of(here: &Here, paper: &Paper, state: &State) -> Result<Self, PageError> {
        let main = Form::of(&paper.text).main;
        let since = here.workforce.since(Kind::Paper, paper.id.into());
        let header = match since {
            Some(seq) => here.app.store().change(seq).await.map_err(unavailable)?,
            None => None,
        };
        let day = main.date.parse::<Date>();
        Ok(Self {
            open: Link::new(
                address::report(&here.authority, &paper.reference),
                title(paper),
            ),
            committee: main.committee,
            date: day.map_or(main.date, in_words),
            state: state.in_words(),
            changed: header.map_or_else(String::new, |it| {
                format!("{} by {}", moment(it.at), it.actor)
            }),
        })
    }
}

/// What was published, the latest first.
fn published(here: &Here) -> Vec<PublishedRow> {
    let all = here.workforce.published_papers().iter();
    let mut all: Vec<_> = all
        .filter_map(|record| Some((record, Frozen::read(&record.text).ok()?)))
        .collect();
    all.sort_by_key(|(record, it)| {
        (
            std::cmp::Reverse(record.on),
            it.paper.clone(),
            std::cmp::Reverse(it.version),
        )
    });
    let row = |(record, it): (&holdfast_workforce::record::PublishedPaper, Frozen)| {
        let path = address::published_report(&here.authority, &record.reference);
        PublishedRow {
            files: downloads(&path),
            open: Link::new(path, it.document.title),
            version: it.version,
            on: in_words(record.on),
        }
    };
    all.into_iter().map(row).collect()
}

/// A report's files, one in each format.
pub(crate) fn downloads(path: &str) -> Vec<Link> {
    let file =
        |format: Format| Link::new(format!("{path}/file.{}", format.extension()), format.name());
    available().map(file).collect()
}
