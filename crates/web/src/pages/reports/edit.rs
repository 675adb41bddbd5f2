//! The form of a report: the head of a committee paper, and its words.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_document::html_body;
use holdfast_paper::compose;
use holdfast_paper::reference::catalogue::{Sort, Writable, of_sort};
use holdfast_workforce::Change;
use holdfast_workforce::record::{Kind, Paper};

use super::desk::{Desk, beside, paper, reports, title};
use super::draft::Which;
use super::filling::{filled, paragraphs, text_of};
use super::state::ProblemView;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/reports/edit.html")]
struct Edit {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    answers: Answers,
    conflict: Option<Link>,
    problems: Vec<ProblemView>,
    preview: Option<String>,
    key_decision: Vec<Choice>,
    paragraphs: Vec<Choice>,
    writable: Vec<(&'static str, Vec<Writable>)>,
    cancel: String,
}

/// What was found out about a form.
#[derive(Default)]
struct Looked {
    problems: Vec<ProblemView>,
    conflict: Option<Link>,
    preview: Option<String>,
}

/// Shows the form.
pub(crate) async fn edit(here: Here, Path(which): Path<Which>) -> Page {
    let paper = paper(&here, &which.paper)?;
    let seen = here.workforce.since(Kind::Paper, paper.id.into());
    let answers = filled(&paper.text).with("seen", seen.unwrap_or_default());
    show(&here, &paper, answers, Looked::default())
}

/// Shows how the report would read, or keeps it.
pub(crate) async fn send(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let paper = paper(&here, &which.paper)?;
    let text = text_of(&mut answers);
    if !answers.are_clear() {
        return show(&here, &paper, answers, Looked::default());
    }
    let (desk, tried) = (Desk::of(&here).await?, text.clone());
    let composed = beside(move || compose(&tried, desk.grounds())).await?;
    let looked = match composed {
        Err(problems) => {
            let problems = ProblemView::all(&text, &problems);
            if let Some(first) = problems.first() {
                answers.reject(first.field, format!("{}: {}", first.place, first.what));
            }
            Looked {
                problems,
                ..Looked::default()
            }
        }
        Ok(composed) if answers.text("action") == "preview" => Looked {
            problems: ProblemView::all(&text, &composed.problems),
            preview: Some(html_body(&composed.document, 2)),
            ..Looked::default()
        },
        Ok(_) => return save(&here, paper, answers, text).await,
    };
    show(&here, &paper, answers, looked)
}

async fn save(here: &Here, paper: Paper, mut answers: Answers, text: String) -> Page {
    let record = Paper {
        text,
        ..paper.clone()
    };
    let heading = format!("Report ‘{}’", title(&record));
    let path = address::report(&here.authority, &record.reference);
    let change = Change::Put(record.into());
    match keep(here, &mut answers, "paper_title", "paper", heading, change).await? {
        Kept::Done => Ok(Redirect::to(&path).into_response()),
        Kept::Refused => show(here, &paper, answers, Looked::default()),
        Kept::Conflict => {
            let href = address::edit_report(&here.authority, &paper.reference);
            let looked = Looked {
                conflict: Some(Link::new(href, "Open the report as it is now")),
                ..Looked::default()
            };
            show(here, &paper, answers, looked)
        }
    }
}

fn show(here: &Here, paper: &Paper, answers: Answers, looked: Looked) -> Page {
    let cancel = address::report(&here.authority, &paper.reference);
    let page = Edit {
        frame: here.frame(Some(Section::Reports)),
        trail: vec![reports(here), Link::new(cancel.clone(), title(paper))],
        title: format!("Change ‘{}’", title(paper)),
        conflict: looked.conflict,
        problems: looked.problems,
        preview: looked.preview,
        key_decision: [
            ("yes", "Yes"),
            ("no", "No"),
            ("", "The report does not say"),
        ]
        .map(|(value, label)| Choice::new(value, label))
        .into(),
        paragraphs: paragraphs(),
        writable: Sort::ALL.map(|sort| (sort.label(), of_sort(sort))).into(),
        cancel,
        answers,
    };
    form_page(&page.answers, &page)
}
