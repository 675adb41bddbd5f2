//! The annual return of a year: what is left to do, its measures, what was
//! found with the explanations, the allowances, and its signature.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_census::{Answers as Said, Explanation, FindingKey, Severity, Year};
use holdfast_measures::written::Problem;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::in_words;
use serde::Deserialize;

use super::allowances::{self, Question};
use super::asked::{Asked, Offered};
use super::built::{Known, YearReturn};
use super::sign::Signature;
use super::telling::{
    FindingView, MeasureView, RuleCount, by_rule, left_to_do, measure_notes, measures,
};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link, PageOf};
use crate::error::PageError;
use crate::format::count;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};

/// Which year.
#[derive(Deserialize)]
pub(crate) struct Which {
    year: String,
}

impl Which {
    /// The year, where its return is described.
    pub(crate) fn year(&self) -> Result<Year, PageError> {
        self.year.parse().map_err(|_| PageError::NoSuchPage)
    }
}

/// What a form of the page sent, and what is wrong with it.
#[derive(Default)]
pub(crate) struct Typed {
    notes: HashMap<FindingKey, String>,
    problems: Vec<(FindingKey, String)>,
    allowances: Option<Answers>,
    unsigned: Option<String>,
}

impl Typed {
    /// Explanations that were typed.
    pub(crate) fn of(notes: impl Iterator<Item = (FindingKey, String)>) -> Self {
        Self {
            notes: notes.collect(),
            ..Self::default()
        }
    }

    /// Answers about allowances that were typed.
    pub(crate) fn of_allowances(answers: Answers) -> Self {
        Self {
            allowances: Some(answers),
            ..Self::default()
        }
    }

    /// Why the return was not signed off.
    pub(crate) fn unsigned(left: String) -> Self {
        Self {
            unsigned: Some(left),
            ..Self::default()
        }
    }

    /// Adds a problem with an explanation.
    pub(crate) fn reject(&mut self, key: FindingKey, problem: String) {
        self.problems.push((key, problem));
    }

    /// Whether no explanation has a problem.
    pub(crate) fn are_clear(&self) -> bool {
        self.problems.is_empty()
    }
}

#[derive(Template)]
#[template(path = "pages/returns/year.html")]
struct YearPage {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    answer: String,
    is_signed_now: bool,
    is_empty: bool,
    answers: Answers,
    problems: Vec<Problem>,
    asked: Asked,
    offered: Offered,
    found: String,
    rows: Vec<Row>,
    page: PageOf,
    pages: String,
    action: String,
    clear: String,
    downloads: Downloads,
    rules: Vec<RuleCount>,
    notes: Vec<String>,
    measures: Vec<MeasureView>,
    measure_notes: Vec<String>,
    measure_downloads: Downloads,
    questions: Vec<Question>,
    choices: Vec<Choice>,
    errors: String,
    open: String,
    can_be_signed: bool,
    signature: Option<Signature>,
    difference_downloads: Downloads,
    path: String,
}

/// A finding with its explanation.
struct Row {
    view: FindingView,
    team: String,
    field: Option<Field>,
}

/// The field of an explanation.
struct Field {
    number: usize,
    key: FindingKey,
    /// What tells a worker without a number from others; empty for all others.
    told_by: String,
    /// What is kept.
    was: String,
    /// Who wrote it, and when.
    by: String,
    /// Last year’s, while nobody has confirmed it.
    last_year: Option<Explanation>,
}

impl YearPage {
    /// Whether a finding is about an answer that the page asks for.
    fn is_asked_below(&self, row: &Row) -> bool {
        let element = row.view.element.as_str();
        let is_known = |it: &Question| it.field == element;
        element == allowances::OTHER || self.questions.iter().any(is_known)
    }

    /// Whether a finding of the page can be explained.
    fn has_queries(&self) -> bool {
        self.rows.iter().any(|row| row.field.is_some())
    }
}

impl Field {
    /// The name of its control.
    fn name(&self) -> String {
        format!("text-{}", self.number)
    }
}

/// Shows the page.
pub(crate) async fn year(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let asked = Asked::read(query, &here.workforce);
    show(&here, which.year()?, asked, Typed::default()).await
}

/// Shows the page again with what was typed.
pub(crate) async fn show(here: &Here, year: Year, asked: Asked, typed: Typed) -> Page {
    let now = YearReturn::now(here, year).await?;
    let signature = Signature::of(here, &now).await?;
    let last_year = match year.before().map(|it| Said::kept(&here.workforce, it)) {
        Some(Ok(said)) => said,
        _ => Said::default(),
    };
    let path = address::census(&here.authority, year);
    let known = asked.of(now.known(&here.workforce), &now.answers);
    let page = asked.page(known.len());
    let found = found(known.len(), now.checked.findings.all.len());
    let shown = known.get(page.range()).unwrap_or_default();
    let rows = Rows {
        here,
        said: &now.answers,
        carried_over: now.answers.carried_over(&last_year),
    }
    .of(shown);
    let answers = filled(&now, &rows, &typed);
    let page = YearPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![Link::new(address::returns(&here.authority), "Returns")],
        title: format!("Annual return {year}"),
        caption: format!(
            "Children’s social work workforce at {}",
            in_words(year.reference_date())
        ),
        answer: answer(&now, signature.as_ref()),
        is_signed_now: asked.answers.has_chosen("signed", "yes"),
        is_empty: now.is_empty(),
        problems: now.problems.clone(),
        offered: Offered::of(&now.checked.findings, &here.workforce),
        found,
        rows,
        pages: asked.pages(&path),
        action: format!(
            "{}{}",
            asked.pages(&format!("{path}/explanations")),
            page.number
        ),
        downloads: Downloads::of(&format!("{path}/findings"), |path| asked.address(path)),
        rules: by_rule(&now.checked.findings),
        notes: now.built.notes.iter().map(ToString::to_string).collect(),
        measure_notes: measure_notes(&now.checked.measured),
        measures: measures(&now.checked.measured, |measure| {
            let at = now.checked.measured.at();
            address::figure(&here.authority, measure, at, Some(Service::Children))
        }),
        measure_downloads: Downloads::of(&format!("{path}/measures"), str::to_owned),
        questions: allowances::questions(year),
        choices: allowances::choices(),
        errors: count(now.errors()),
        open: count(now.open_queries()),
        can_be_signed: now.can_be_signed(),
        signature,
        difference_downloads: Downloads::of(&format!("{path}/differences"), str::to_owned),
        clear: path.clone(),
        path,
        page,
        asked,
        answers,
    };
    let form = match page.asked.answers.are_clear() {
        true => &page.answers,
        false => &page.asked.answers,
    };
    form_page(form, &page)
}

fn answer(now: &YearReturn, signature: Option<&Signature>) -> String {
    if now.is_empty() {
        return "The records have nobody in this year, so there is no return.".to_owned();
    }
    match signature {
        Some(signature) => format!("{} {}", signature.text, signature.since),
        None if now.can_be_signed() => {
            "No error is left and every query is explained: this return can be signed off."
                .to_owned()
        }
        None => left_to_do(now.errors(), now.open_queries()),
    }
}

fn found(shown: usize, all: usize) -> String {
    let noun = |number| if number == 1 { "finding" } else { "findings" };
    match shown == all {
        true => format!("{} {}", count(all), noun(all)),
        false => format!("{} of {} {}", count(shown), count(all), noun(all)),
    }
}

/// What rows are made with.
struct Rows<'r> {
    here: &'r Here,
    said: &'r Said,
    carried_over: HashMap<&'r FindingKey, &'r Explanation>,
}

impl Rows<'_> {
    fn of(&self, known: &[Known<'_>]) -> Vec<Row> {
        let mut number = 0;
        let mut rows = Vec::with_capacity(known.len());
        for it in known {
            let is_query = it.finding.severity == Severity::Query;
            number += usize::from(is_query);
            rows.push(Row {
                view: FindingView::known(self.here, it),
                team: team_name(self.here, it),
                field: is_query.then(|| self.field(it, number)),
            });
        }
        rows
    }

    fn field(&self, known: &Known<'_>, number: usize) -> Field {
        let key = known.finding.key();
        let kept = self.said.explained(known.finding);
        let last_year = self.carried_over.get(&key).map(|it| (*it).clone());
        let record = known.finding.record.as_ref();
        let has_no_number = record.is_some_and(|it| it.registration.is_empty());
        Field {
            number,
            told_by: match has_no_number {
                true => key.registration.clone(),
                false => String::new(),
            },
            was: kept.map(|it| it.text.clone()).unwrap_or_default(),
            by: kept
                .map(|it| format!("{}, {}", it.by, in_words(it.on)))
                .unwrap_or_default(),
            last_year,
            key,
        }
    }
}

/// The name of a finding’s team.
pub(crate) fn team_name(here: &Here, known: &Known<'_>) -> String {
    let team = known.team.and_then(|id| here.workforce.teams().get(id));
    team.map(|team| team.name.clone()).unwrap_or_default()
}

/// All forms of the page filled in: with what is kept, or with what was typed.
fn filled(now: &YearReturn, rows: &[Row], typed: &Typed) -> Answers {
    let mut answers = match &typed.allowances {
        Some(answers) => answers.clone(),
        None => allowances::filled(now.year, &now.answers.allowances),
    };
    for field in rows.iter().filter_map(|row| row.field.as_ref()) {
        let text = typed.notes.get(&field.key).unwrap_or(&field.was);
        answers = answers.with(&field.name(), text);
    }
    for (key, problem) in &typed.problems {
        let mut fields = rows.iter().filter_map(|row| row.field.as_ref());
        let field = fields.find(|field| field.key == *key);
        let name = field.map_or_else(|| "findings".to_owned(), Field::name);
        answers.reject(&name, problem);
    }
    if let Some(left) = &typed.unsigned {
        answers.reject("sign-off", left.trim_end_matches('.'));
    }
    answers
}
