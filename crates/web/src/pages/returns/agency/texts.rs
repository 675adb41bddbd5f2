//! The council's own layout and rule book for quarterly returns: seen, changed
//! as a text or by a file, and taken away again.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::agency::{Layout, NATIONAL, RowsOf, RuleBook, SHIPPED_LAYOUT, fields_of};
use holdfast_measures::written::Problem;
use holdfast_store::TimedIds;
use holdfast_workforce::Change;
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::record::{self, Kind};
use serde::Deserialize;

use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::format::capitalised;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::{Page, form_page};
use crate::upload::FileForm;

/// A text that a council may keep in the place of the shipped one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnText {
    Layout,
    RuleBook,
}

impl OwnText {
    fn reference(self) -> &'static str {
        match self {
            Self::Layout => Layout::REFERENCE,
            Self::RuleBook => RuleBook::REFERENCE,
        }
    }

    /// How its address ends.
    fn segment(self) -> &'static str {
        match self {
            Self::Layout => "layout",
            Self::RuleBook => "rule-book",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Layout => "Layout of the agency return",
            Self::RuleBook => "Rule book of the agency return",
        }
    }

    fn shipped(self) -> &'static str {
        match self {
            Self::Layout => SHIPPED_LAYOUT,
            Self::RuleBook => NATIONAL,
        }
    }

    /// What is wrong with a text.
    fn problems(self, text: &str) -> Vec<Problem> {
        let read = match self {
            Self::Layout => Layout::read(text).map(|_| ()),
            Self::RuleBook => RuleBook::read(text).map(|_| ()),
        };
        read.err().unwrap_or_default()
    }
}

/// Which text.
#[derive(Deserialize)]
pub(crate) struct Which {
    text: String,
}

impl Which {
    fn own(&self) -> Result<OwnText, PageError> {
        let mut all = [OwnText::Layout, OwnText::RuleBook].into_iter();
        all.find(|it| it.segment() == self.text)
            .ok_or(PageError::NoSuchPage)
    }
}

#[derive(Template)]
#[template(path = "pages/returns/agency/text.html")]
struct TextPage {
    frame: Frame,
    trail: Vec<Link>,
    title: &'static str,
    is_layout: bool,
    is_own: bool,
    answers: Answers,
    problems: Vec<Problem>,
    conflict: Option<Link>,
    sheets: Vec<(String, String)>,
    fields: Vec<(&'static str, Vec<(&'static str, &'static str)>)>,
}

/// What was found out about a text that was sent.
#[derive(Default)]
struct Looked {
    problems: Vec<Problem>,
    conflict: Option<Link>,
}

/// Shows the text.
pub(crate) async fn text(here: Here, Path(which): Path<Which>) -> Page {
    let own = which.own()?;
    let answers = filled(&here, own);
    let kept = kept(&here, own);
    let looked = Looked {
        problems: kept.map_or_else(Vec::new, |kept| own.problems(&kept.text)),
        conflict: None,
    };
    show(&here, own, answers, looked)
}

fn kept(here: &Here, text: OwnText) -> Option<&record::Return> {
    here.workforce.returns().by_reference(text.reference())
}

fn filled(here: &Here, text: OwnText) -> Answers {
    let kept = kept(here, text);
    let seen = kept.and_then(|it| here.workforce.since(Kind::Return, it.id.into()));
    Answers::default()
        .with("seen", seen.unwrap_or_default())
        .with("text", kept.map_or(text.shipped(), |it| &it.text))
}

/// Keeps the text, that of a file where one was chosen, or takes it away.
pub(crate) async fn send(here: Here, Path(which): Path<Which>, form: FileForm) -> Page {
    let (file, mut answers) = form.into_file("file");
    let own = which.own()?;
    if answers.text("action") == "shipped" {
        return go_back(&here, own, answers).await;
    }
    if let Some(file) = file {
        answers = answers.set("text", String::from_utf8_lossy(&file.bytes));
    }
    let text = answers.text("text").replace("\r\n", "\n");
    let problems = own.problems(&text);
    if let Some(first) = problems.first() {
        answers.reject("text", in_words(first, problems.len()));
    }
    if !answers.are_clear() {
        let looked = Looked {
            problems,
            conflict: None,
        };
        return show(&here, own, answers, looked);
    }
    let id = kept(&here, own).map_or_else(|| ReturnId::next(&mut TimedIds), |it| it.id);
    let record = record::Return {
        id,
        reference: own.reference().to_owned(),
        text,
    };
    let title = format!("{}: changed", own.title());
    submit(&here, own, answers, title, Change::Put(record.into())).await
}

/// The first problem of a text, with its line.
fn in_words(first: &Problem, number: usize) -> String {
    let more = match number {
        0 | 1 => String::new(),
        2 => " (and 1 more problem)".to_owned(),
        many => format!(" (and {} more problems)", many - 1),
    };
    let place = capitalised(&first.place);
    format!("{place}: {}{more}", first.what.trim_end_matches('.'))
}

async fn go_back(here: &Here, own: OwnText, answers: Answers) -> Page {
    let Some(kept) = kept(here, own) else {
        return show(here, own, filled(here, own), Looked::default());
    };
    let title = format!("{}: back to the shipped one", own.title());
    let change = Change::Remove(Kind::Return, kept.id.into());
    submit(here, own, answers, title, change).await
}

async fn submit(
    here: &Here,
    own: OwnText,
    mut answers: Answers,
    title: String,
    change: Change,
) -> Page {
    let path = address::agency_text(&here.authority, own.segment());
    let mut looked = Looked::default();
    match keep(here, &mut answers, "text", "return", title, change).await? {
        Kept::Done => return Ok(Redirect::to(&path).into_response()),
        Kept::Refused => {}
        Kept::Conflict => looked.conflict = Some(Link::new(path, "Open the text as it is now")),
    }
    show(here, own, answers, looked)
}

fn show(here: &Here, own: OwnText, answers: Answers, looked: Looked) -> Page {
    let page = TextPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![Link::new(address::returns(&here.authority), "Returns")],
        title: own.title(),
        is_layout: own == OwnText::Layout,
        is_own: kept(here, own).is_some(),
        problems: looked.problems,
        conflict: looked.conflict,
        sheets: sheets(here),
        fields: RowsOf::ALL.map(fields).into(),
        answers,
    };
    form_page(&page.answers, &page)
}

/// The sheets of the layout that holds, each with its headings.
fn sheets(here: &Here) -> Vec<(String, String)> {
    let layout = Layout::kept(&here.workforce).unwrap_or_else(|_| Layout::shipped().clone());
    let sheets = layout.sheet.iter().map(|sheet| {
        let columns = sheet.column.iter();
        let headings: Vec<_> = columns.map(|it| it.heading.as_str()).collect();
        (sheet.title.clone(), headings.join(", "))
    });
    sheets.collect()
}

/// The name that a layout has for a kind of rows, and the fields of these.
fn fields(rows: RowsOf) -> (&'static str, Vec<(&'static str, &'static str)>) {
    let fields = fields_of(rows).into_iter();
    (rows.key(), fields.map(|it| (it.key, it.meaning)).collect())
}
