//! Publishing a month: what will be frozen is seen before it is confirmed.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use holdfast_measures::publication::{CannotPublish, Publication, publish};
use holdfast_measures::scorecard::{Scorecard, Words};
use holdfast_reference::Releases;
use holdfast_store::{Submission, SubmitError, TimedIds};
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{in_words, month_end, months_later};
use holdfast_workforce::id::PublicationId;
use holdfast_workforce::{Change, CodeSet as _, Workforce, record};
use jiff::civil::Date;

use super::frozen::{FrozenGroupView, on_the_card};
use super::list::{month, read, scorecard};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::measures::filters::usual_service;
use crate::pages::scorecard::notes::Notes;
use crate::pages::scorecard::page::services;
use crate::pages::{Page, form_page};

/// The form offers so many months.
const MONTHS: i32 = 24;

#[derive(Template)]
#[template(path = "pages/publications/new.html")]
struct New {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    months: Vec<Choice>,
    services: Vec<Choice>,
    preview: Option<Preview>,
    known: Option<Link>,
}

/// What will be frozen.
struct Preview {
    caption: String,
    groups: Vec<FrozenGroupView>,
    notes: Vec<String>,
    words: Vec<Words>,
    others: usize,
    as_of: u64,
}

/// Shows the form, and what will be frozen once a month is chosen.
pub(crate) async fn new(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let answers = Answers::of(query);
    if answers.text("month").is_empty() {
        let service = usual_service(&here.workforce).code();
        return show(&here, answers.set("service", service), None);
    }
    preview(&here, answers).await
}

async fn preview(here: &Here, mut answers: Answers) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let Some((month, service)) = chosen(&mut answers) else {
        return show(here, answers, None);
    };
    match frozen(&here.workforce, &releases, here.app.today(), month, service) {
        Ok(record) => {
            let preview = Preview::of(&read(&record)?);
            show(here, answers, Some(preview))
        }
        Err(refusal) => {
            answers.reject("month", refusal.to_string());
            show(here, answers, None)
        }
    }
}

/// Publishes the month that was confirmed.
pub(crate) async fn confirm(here: Here, mut answers: Answers) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let Some((month, service)) = chosen(&mut answers) else {
        return show(&here, answers, None);
    };
    let seen = answers.text("as_of").parse().ok();
    if seen != Some(here.workforce.as_of()) {
        answers.reject(
            "month",
            "The records were changed after you looked. Check the figures below and confirm again",
        );
        return preview(&here, answers).await;
    }
    match submit(&here, &releases, month, service).await? {
        Ok(response) => Ok(response),
        Err(problem) => {
            answers.reject("month", problem);
            show(&here, answers, None)
        }
    }
}

/// The month and service that were chosen.
fn chosen(answers: &mut Answers) -> Option<(Date, Service)> {
    let month = answers.required("month", "Select a month", |text| {
        let day: Result<Date, _> = format!("{}-01", text.trim()).parse();
        day.map(month_end)
            .map_err(|_| "Select a month from the list")
    });
    let service = answers.required_code("service", "Select a service");
    month.zip(service)
}

/// Why a month is not published.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("{} is not over yet. Publish it from the day after its last on", month(*.0))]
    NotOver(Date),
    #[error("{} was published on {} already, and what was published stays", .0, in_words(*.1))]
    Already(String, Date),
    #[error("The records give no figure at all for {}. Bring in records that reach it first", in_words(*.0))]
    NothingKnown(Date),
    #[error("The scorecard of this service cannot be read. Change the scorecard first")]
    Scorecard,
}

fn frozen(
    workforce: &Workforce,
    releases: &Releases,
    today: Date,
    at: Date,
    service: Service,
) -> Result<record::Publication, Refusal> {
    let scorecard = Scorecard::kept(workforce, service).map_err(|_| Refusal::Scorecard)?;
    let id = PublicationId::next(&mut TimedIds);
    publish(workforce, releases, &scorecard, at, today, id).map_err(|problem| match problem {
        CannotPublish::NotOver(at) => Refusal::NotOver(at),
        CannotPublish::Already { on, .. } => Refusal::Already(month(at), on),
        CannotPublish::NothingKnown(at) => Refusal::NothingKnown(at),
    })
}

async fn submit(
    here: &Here,
    releases: &Releases,
    at: Date,
    service: Service,
) -> Result<Result<Response, String>, PageError> {
    let (app, authority) = (&here.app, &here.authority);
    let submission = Submission {
        actor: app.settings().actor.clone(),
        kind: "publication".to_owned(),
        title: format!("Published: {}, {}", service.label(), month(at)),
        note: None,
        at: app.now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let plan = |workforce: &Workforce| {
        let record = frozen(workforce, releases, app.today(), at, service)?;
        Ok(vec![Change::Put(record.into())])
    };
    match app.store().submit(submission, plan).await {
        Ok(_) => {
            let reference = Publication::reference(service, at);
            let to = address::publication(authority, &reference);
            Ok(Ok(Redirect::to(&to).into_response()))
        }
        Err(SubmitError::Store(error)) => Err(unavailable(error)),
        Err(SubmitError::<Refusal>::Plan(refusal)) => Ok(Err(refusal.to_string())),
        Err(refused) => Ok(Err(refused.to_string())),
    }
}

fn show(here: &Here, answers: Answers, preview: Option<Preview>) -> Page {
    let page = New {
        frame: here.frame(Some(Section::Scorecard)),
        trail: vec![
            scorecard(here),
            Link::new(address::publications(&here.authority), "Publications"),
        ],
        months: months(here.app.today()),
        services: services(),
        preview,
        known: known(here, &answers),
        answers,
    };
    form_page(&page.answers, &page)
}

/// The publication of the month, where there is one already.
fn known(here: &Here, answers: &Answers) -> Option<Link> {
    let reference = format!("{}-{}", answers.text("service"), answers.text("month"));
    let known = here.workforce.publications().by_reference(&reference)?;
    let href = address::publication(&here.authority, &known.reference);
    Some(Link::new(
        href,
        "What was published, and what was restated since",
    ))
}

/// The months that are over, the latest first.
fn months(today: Date) -> Vec<Choice> {
    let back = |months: i32| months_later(today.first_of_month(), -months);
    (1..=MONTHS)
        .map(back)
        .map(|day| Choice::new(day.strftime("%Y-%m").to_string(), month(day)))
        .collect()
}

impl Preview {
    fn of(publication: &Publication) -> Self {
        let mut notes = Notes::default();
        let groups = on_the_card(publication, &mut notes);
        let on_card: usize = groups.iter().map(|group| group.rows.len()).sum();
        Self {
            caption: format!("{}, {}", publication.title, month(publication.at)),
            others: publication.figures.len() - on_card,
            groups,
            notes: notes.texts().to_vec(),
            words: publication.words.clone(),
            as_of: publication.as_of,
        }
    }
}
