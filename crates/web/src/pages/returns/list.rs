//! What state each return is in.

use askama::Template;
use holdfast_census::{Answers as Said, Checker, Summary, Year};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::date::in_words;

use super::agency::list::{QuarterRow, quarters};
use super::built::{YearReturn, as_signed};
use crate::address;
use crate::error::PageError;
use crate::format::{count, local};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{Downloads, FileKind, file};
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/returns/list.html")]
struct Returns {
    frame: Frame,
    answer: String,
    rows: Vec<Row>,
    check: String,
    quality: String,
    layout: String,
    rule_book: String,
    downloads: Downloads,
    quarters: Vec<QuarterRow>,
    quarter_downloads: Downloads,
}

/// A year’s return.
struct Row {
    year: String,
    href: String,
    at: String,
    records: String,
    errors: String,
    open: String,
    state: &'static str,
    colour: &'static str,
}

/// Shows the page.
pub(crate) async fn returns(here: Here) -> Page {
    let years = years(&here).await?;
    let rows: Vec<_> = years.iter().rev().map(|it| Row::of(&here, it)).collect();
    page(&Returns {
        frame: here.frame(Some(Section::Returns)),
        answer: answer(&years),
        rows: rows.into_iter().collect::<Result<_, _>>()?,
        check: address::check_return(&here.authority),
        quality: address::data_quality(&here.authority),
        layout: address::agency_text(&here.authority, "layout"),
        rule_book: address::agency_text(&here.authority, "rule-book"),
        quarters: quarters(&here),
        quarter_downloads: Downloads::of(
            &format!("{}/agency", address::returns(&here.authority)),
            str::to_owned,
        ),
        downloads: Downloads::of(&address::returns(&here.authority), str::to_owned),
    })
}

/// The list as a file.
pub(crate) async fn list(here: Here, kind: FileKind) -> Page {
    let years = years(&here).await?;
    let cells = |it: &YearReturn| {
        let whole = |number: usize| Cell::Whole(number.try_into().unwrap_or(u64::MAX));
        Ok(vec![
            Cell::Text(it.year.to_string()),
            Cell::Date(it.year.reference_date()),
            whole(it.built.file.workers.len()),
            whole(it.errors()),
            whole(it.open_queries()),
            Cell::Text(state(it)?.0.to_owned()),
        ])
    };
    let rows: Result<_, PageError> = years.iter().rev().map(cells).collect();
    let whole = |title| Column::of(ColumnKind::Whole, title);
    let sheet = Sheet {
        title: format!("{}: annual returns", here.workforce.name()),
        columns: vec![
            Column::text("Year"),
            Column::of(ColumnKind::Date, "Reference date"),
            whole("Records"),
            whole("Errors to mend"),
            whole("Queries not explained"),
            Column::text("State"),
        ],
        rows: rows?,
        notes: Vec::new(),
    };
    file(&here, kind, "returns", here.app.today(), &[sheet])
}

/// The returns of all years that have begun, each beside that of the year before.
async fn years(here: &Here) -> Result<Vec<YearReturn>, PageError> {
    let at = local(here.app.now());
    let today = here.app.today();
    let mut years: Vec<YearReturn> = Vec::new();
    let mut before: Option<Summary> = None;
    for year in Year::known().filter(|year| year.begin() <= today) {
        let mut now = YearReturn::of(&here.workforce, year, at, before.as_ref());
        before = Some(now.checked.summary.clone()).filter(|it| !it.entries.is_empty());
        if let Some(signed) = now.answers.signed_off.clone() {
            let again = YearReturn::of(&here.workforce, year, signed.at, None);
            if again.is_as_signed()? {
                now.built = again.built;
            }
            let signed = as_signed(here, year, &signed).await?;
            before = Some(Checker::new(year).held(&signed, None).summary);
        }
        years.push(now);
    }
    Ok(years)
}

/// The latest year that has anybody in it, in a sentence.
fn answer(years: &[YearReturn]) -> String {
    let Some(latest) = years.iter().rev().find(|it| !it.is_empty()) else {
        return "The records do not reach into a year whose return is known.".to_owned();
    };
    let year = latest.year;
    match &latest.answers {
        Said {
            signed_off: Some(signed),
            ..
        } => format!(
            "The annual return of {year} was signed off by {} on {}.",
            signed.by,
            in_words(signed.at.date())
        ),
        _ if latest.can_be_signed() => {
            format!("The annual return of {year} can be signed off.")
        }
        _ => format!(
            "The annual return of {year} has {} and {}.",
            counted(latest.errors(), "error to mend", "errors to mend"),
            counted(
                latest.open_queries(),
                "query to explain",
                "queries to explain"
            )
        ),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{} {many}", count(number)),
    }
}

impl Row {
    fn of(here: &Here, it: &YearReturn) -> Result<Self, PageError> {
        let (state, colour) = state(it)?;
        Ok(Self {
            year: it.year.to_string(),
            href: address::census(&here.authority, it.year),
            at: in_words(it.year.reference_date()),
            records: count(it.built.file.workers.len()),
            errors: count(it.errors()),
            open: count(it.open_queries()),
            state,
            colour,
        })
    }
}

fn state(it: &YearReturn) -> Result<(&'static str, &'static str), PageError> {
    Ok(if it.is_empty() {
        ("No records", "grey")
    } else if it.is_as_signed()? {
        ("Signed off", "green")
    } else if it.answers.signed_off.is_some() {
        ("Signed off, then changed", "orange")
    } else if it.can_be_signed() {
        ("Ready to be signed off", "blue")
    } else {
        ("Not ready", "yellow")
    })
}
