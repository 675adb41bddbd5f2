//! The quarterly return on agency workers: how far each rule was kept, price
//! caps, agencies and cost, in the sheets of its layout.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_census::agency::{AgencyAnswers, AgencyReturn, Layout, Quarter, RuleBook, State};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet, agency_sheets};
use holdfast_measures::written::Problem;
use holdfast_workforce::date::{day_before, in_words};
use jiff::civil::Date;
use serde::Deserialize;

use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::format::count;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{Downloads, FileKind, file};
use crate::pages::{Page, page};

/// How many quarters are listed.
const LISTED: usize = 8;

/// How many rows of a table are on the page; its file has all.
const SHOWN: usize = 25;

/// Which quarter.
#[derive(Deserialize)]
pub(crate) struct Which {
    quarter: String,
}

impl Which {
    fn quarter(&self) -> Result<Quarter, PageError> {
        self.quarter.parse().map_err(|_| PageError::NoSuchPage)
    }
}

/// A quarter in the list of returns.
pub(crate) struct QuarterRow {
    /// What it is called.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// Until when it is sent.
    pub(crate) closes: String,
    /// The assignments in it.
    pub(crate) assignments: String,
    /// How many rules were not kept.
    pub(crate) not_kept: String,
    /// How many rules cannot be told.
    pub(crate) cannot_tell: String,
}

/// The latest quarters, the running one first.
pub(crate) fn quarters(here: &Here) -> Vec<QuarterRow> {
    let today = here.app.today();
    let before = |quarter: &Quarter| Some(Quarter::of(day_before(quarter.first_day())));
    let quarters = std::iter::successors(Some(Quarter::of(today)), before);
    quarters
        .take(LISTED)
        .map(|quarter| row(here, quarter))
        .collect()
}

fn row(here: &Here, quarter: Quarter) -> QuarterRow {
    let (it, _) = built(here, quarter);
    QuarterRow {
        name: format!("{} {}", quarter.in_words(), quarter.first_day().year()),
        href: address::agency_return(&here.authority, quarter),
        closes: in_words(quarter.closes()),
        assignments: count(it.assignments.len()),
        not_kept: count(rules(&it, State::NotKept)),
        cannot_tell: count(rules(&it, State::CannotTell)),
    }
}

fn rules(it: &AgencyReturn, state: State) -> usize {
    it.compliance.iter().filter(|it| it.state == state).count()
}

/// The list of quarters as a file.
pub(crate) async fn list(here: Here, kind: FileKind) -> Page {
    let columns = [
        "Quarter",
        "To be sent by",
        "Assignments",
        "Rules not kept",
        "Rules without an answer",
    ];
    let cells = |row: QuarterRow| {
        let numbers = [row.assignments, row.not_kept, row.cannot_tell];
        let texts = [row.name, row.closes].map(Cell::Text).into_iter();
        texts.chain(numbers.map(Cell::Figure)).collect()
    };
    let kinds = [ColumnKind::Text, ColumnKind::Text]
        .into_iter()
        .chain([ColumnKind::Figure; 3]);
    let sheet = Sheet {
        title: format!(
            "{}: quarterly returns on agency workers",
            here.workforce.name()
        ),
        columns: kinds
            .zip(columns)
            .map(|(kind, title)| Column::of(kind, title))
            .collect(),
        rows: quarters(&here).into_iter().map(cells).collect(),
        notes: Vec::new(),
    };
    file(&here, kind, "agency-returns", here.app.today(), &[sheet])
}

/// The return of a quarter, and what is wrong with the answers that are kept for it.
fn built(here: &Here, quarter: Quarter) -> (AgencyReturn, Vec<Problem>) {
    let (answers, problems) = match AgencyAnswers::kept(&here.workforce, quarter) {
        Ok(answers) => (answers, Vec::new()),
        Err(problems) => (AgencyAnswers::none(quarter), problems),
    };
    let book = RuleBook::national();
    let it = AgencyReturn::build(&here.workforce, quarter, book, &answers);
    (it, problems)
}

#[derive(Template)]
#[template(path = "pages/returns/agency.html")]
struct QuarterPage {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    answer: String,
    layout_note: String,
    problems: Vec<Problem>,
    notes: Vec<String>,
    tables: Vec<Table>,
    downloads: Downloads,
}

/// A sheet as a table.
struct Table {
    id: String,
    /// Where it can be had by itself.
    csv: String,
    caption: String,
    columns: Vec<(String, bool)>,
    rows: Vec<Vec<(String, bool)>>,
    /// How many more rows the file has.
    left: usize,
}

impl Table {
    fn of(sheet: &Sheet, number: usize, csv: &str) -> Self {
        let is_number = |place: usize| sheet.columns[place].kind.is_number();
        let columns = sheet.columns.iter();
        let cells = |row: &Vec<Cell>| {
            let cells = row.iter().zip(&sheet.columns).enumerate();
            cells
                .map(|(place, (cell, column))| (cell.shown(column.kind), is_number(place)))
                .collect()
        };
        Self {
            id: format!("sheet-{number}"),
            csv: format!("{csv}?table={number}"),
            caption: sheet.title.clone(),
            columns: columns
                .map(|it| (it.title.clone(), it.kind.is_number()))
                .collect(),
            rows: sheet.rows.iter().take(SHOWN).map(cells).collect(),
            left: sheet.rows.len().saturating_sub(SHOWN),
        }
    }
}

/// Shows the page.
pub(crate) async fn agency(here: Here, Path(which): Path<Which>) -> Page {
    let quarter = which.quarter()?;
    let (it, problems) = built(&here, quarter);
    let layout = Layout::shipped();
    let sheets = agency_sheets(&it, layout);
    let tables = sheets.iter().zip(1..);
    let path = address::agency_return(&here.authority, quarter);
    let downloads = Downloads::of(&format!("{path}/tables"), str::to_owned);
    page(&QuarterPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![Link::new(address::returns(&here.authority), "Returns")],
        title: format!(
            "Agency return, {} {}",
            quarter.in_words(),
            quarter.first_day().year()
        ),
        caption: format!(
            "To be sent from {} to {}",
            in_words(it.opens),
            in_words(it.closes)
        ),
        answer: answer(&it, here.app.today()),
        layout_note: layout.note.clone(),
        problems: problems.into_iter().chain(it.oddities.clone()).collect(),
        notes: it.notes.clone(),
        tables: tables
            .map(|(sheet, number)| Table::of(sheet, number, &downloads.csv))
            .collect(),
        downloads,
    })
}

fn answer(it: &AgencyReturn, today: Date) -> String {
    let assignments = match it.assignments.len() {
        0 => "No agency assignment".to_owned(),
        1 => "1 agency assignment".to_owned(),
        many => format!("{} agency assignments", count(many)),
    };
    let told = |number: usize, words: &str| match number {
        1 => format!("1 rule {words}"),
        number => format!("{} rules {words}", count(number)),
    };
    let so_far = if today <= it.quarter.last_day() {
        " so far"
    } else {
        ""
    };
    format!(
        "{assignments}{so_far}: {} not kept, {} without an answer.",
        told(rules(it, State::NotKept), "were").replacen("1 rule were", "1 rule was", 1),
        told(rules(it, State::CannotTell), "are").replacen("1 rule are", "1 rule is", 1),
    )
}

/// Which table comes first, counted from one.
#[derive(Deserialize)]
pub(crate) struct First {
    #[serde(default)]
    table: usize,
}

/// The return as a file: all tables in a workbook, as CSV the one that is asked for.
pub(crate) async fn sheets(
    here: Here,
    kind: FileKind,
    Path(which): Path<Which>,
    Query(first): Query<First>,
) -> Page {
    let quarter = which.quarter()?;
    let (it, _) = built(&here, quarter);
    let mut sheets = agency_sheets(&it, Layout::shipped());
    if kind == FileKind::Csv {
        let before = first.table.saturating_sub(1).min(sheets.len());
        sheets.drain(..before);
    }
    file(&here, kind, "agency-return", quarter.last_day(), &sheets)
}
