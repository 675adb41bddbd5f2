//! The page of a quarter: how far each rule was kept, prices above a cap,
//! assignments, agencies, cost, the file, and the signature.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_census::agency::{Quarter, State};
use holdfast_measures::written::Problem;
use holdfast_workforce::date::in_words;
use jiff::civil::Date;
use serde::Deserialize;

use super::built::QuarterReturn;
use super::list::state;
use super::sign::Signature;
use super::views::{AgencyView, AssignmentView, BreachView, MonthView, RuleView, assignments};
use super::{Which, named};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::format::{count, pounds};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/returns/agency.html")]
struct QuarterPage {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    answer: String,
    state: (&'static str, &'static str),
    done: &'static str,
    answers: Answers,
    problems: Vec<Problem>,
    rules: Vec<RuleView>,
    breaches: Vec<BreachView>,
    assignments: Vec<AssignmentView>,
    agencies: Vec<AgencyView>,
    months: Vec<MonthView>,
    cost: String,
    notes: Vec<String>,
    sheets: Vec<Link>,
    layout_note: String,
    layout: String,
    rule_book_name: String,
    rule_book: String,
    said: String,
    left: Vec<String>,
    signature: Option<Signature>,
    downloads: Downloads,
    difference_downloads: Downloads,
    path: String,
}

/// What was done on the page before.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// Shows the page.
pub(crate) async fn quarter(
    here: Here,
    Path(which): Path<Which>,
    Query(done): Query<Done>,
) -> Page {
    let done = match done.done.as_str() {
        "signed" => "The return was signed off.",
        "answers" => "The answers were saved.",
        _ => "",
    };
    show(&here, which.quarter()?, Answers::default(), done).await
}

/// Shows the page with what is wrong with a form of it.
pub(crate) async fn show(
    here: &Here,
    quarter: Quarter,
    answers: Answers,
    done: &'static str,
) -> Page {
    let now = QuarterReturn::of(&here.workforce, quarter);
    let today = here.app.today();
    let path = address::agency_return(&here.authority, quarter);
    let downloads = Downloads::of(&format!("{path}/tables"), str::to_owned);
    let signature = Signature::of(here, &now).await?;
    let it = &now.it;
    let page = QuarterPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![Link::new(address::returns(&here.authority), "Returns")],
        title: format!("Agency return, {}", named(quarter)),
        caption: format!(
            "To be sent from {} to {}",
            in_words(it.opens),
            in_words(it.closes)
        ),
        answer: answer(&now, today),
        state: state(&now, today),
        done,
        answers,
        problems: now.problems.iter().chain(&it.oddities).cloned().collect(),
        rules: it.compliance.iter().map(RuleView::of).collect(),
        breaches: it
            .breaches
            .iter()
            .map(|breach| BreachView::of(here, it, breach))
            .collect(),
        assignments: assignments(here, it),
        agencies: it.agencies.iter().map(AgencyView::of).collect(),
        months: it.months.iter().map(MonthView::of).collect(),
        cost: pounds(it.cost),
        notes: it.notes.clone(),
        sheets: sheets(&now, &downloads.csv),
        layout_note: now.layout.note.clone(),
        layout: address::agency_text(&here.authority, "layout"),
        rule_book_name: now.book.name.clone(),
        rule_book: address::agency_text(&here.authority, "rule-book"),
        said: address::agency_answers(&here.authority, quarter),
        left: now.left_to_do(today),
        signature,
        downloads,
        difference_downloads: Downloads::of(&format!("{path}/differences"), str::to_owned),
        path,
    };
    form_page(&page.answers, &page)
}

/// Every sheet of the layout, as CSV.
fn sheets(now: &QuarterReturn, csv: &str) -> Vec<Link> {
    let titles = now.layout.sheet.iter().map(|sheet| sheet.title.as_str());
    titles
        .zip(1..)
        .map(|(title, number)| Link::new(format!("{csv}?table={number}"), title))
        .collect()
}

fn answer(of: &QuarterReturn, today: Date) -> String {
    let assignments = match of.it.assignments.len() {
        0 => "No agency assignment".to_owned(),
        1 => "1 agency assignment".to_owned(),
        many => format!("{} agency assignments", count(many)),
    };
    let so_far = if today <= of.it.quarter.last_day() {
        " so far"
    } else {
        ""
    };
    let not_kept = match of.rules(State::NotKept) {
        1 => "1 rule was not kept".to_owned(),
        many => format!("{} rules were not kept", count(many)),
    };
    let open = match of.rules(State::CannotTell) {
        0 => String::new(),
        1 => ", 1 rule is without an answer".to_owned(),
        many => format!(", {} rules are without an answer", count(many)),
    };
    format!("{assignments}{so_far}: {not_kept}{open}.")
}
