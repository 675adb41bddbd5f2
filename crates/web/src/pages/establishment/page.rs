//! The establishment page: the position at any date, filtered and compared.

use askama::Template;
use axum::extract::Query;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{
    Amounts, Basis, Comparison, Line, Position, compare, position,
};

use super::filters::{Choices, Filters};
use super::table::{Amount, Shown, Table};
use super::telling::{self, shown};
use super::tree::{TeamRow, team_rows};
use crate::address;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/establishment/page.html")]
struct EstablishmentPage {
    frame: Frame,
    filters: Filters,
    choices: Choices,
    caption: String,
    title: String,
    answer: String,
    basis: String,
    notes: Vec<String>,
    figures: Vec<Headline>,
    rows: Table,
    summary: Table,
    teams: Vec<TeamRow>,
    rates: Vec<Rate>,
    downloads: Downloads,
    clear: String,
    posts: String,
}

/// A figure at the head of the page.
#[derive(Clone, Debug)]
pub(crate) struct Headline {
    /// What it is.
    pub(crate) name: &'static str,
    /// The amount, with the address of its rows.
    pub(crate) amount: Amount,
    /// What stands beneath it.
    pub(crate) note: String,
}

/// A rate, and how it was worked out.
struct Rate {
    name: &'static str,
    value: String,
    worked: String,
}

/// Where a table can be had as a file.
#[derive(Clone, Debug)]
pub(crate) struct Downloads {
    /// As CSV.
    pub(crate) csv: String,
    /// As a workbook.
    pub(crate) workbook: String,
}

/// Shows the page.
pub(crate) async fn establishment(
    here: Here,
    Query(query): Query<super::filters::Query>,
) -> Page {
    let filters = Filters::read(query, &here.workforce, here.app.today());
    let answer = Answer::of(&here, &filters);
    let page = page(&here, &filters, &answer);
    form_page(&filters.answers, &page)
}

/// What is worked out for the page and for its downloads.
pub(crate) struct Answer {
    /// The position.
    pub(crate) position: Position,
    /// The comparison and the position compared with.
    pub(crate) compared: Option<(Comparison, Position)>,
}

impl Answer {
    /// Works it out.
    pub(crate) fn of(here: &Here, filters: &Filters) -> Self {
        let now = position(&here.workforce, &filters.selection, filters.by);
        let compared = filters.compare.map(|day| {
            let selection = filters.at(day).selection;
            let then = position(&here.workforce, &selection, filters.by);
            (compare(&now, &then), then)
        });
        Self {
            position: now,
            compared,
        }
    }

    fn shown<'a>(&'a self, here: &'a Here, filters: &'a Filters) -> Shown<'a> {
        Shown {
            here,
            filters,
            position: &self.position,
            compared: self.compared.as_ref().map(|(all, then)| (all, then)),
        }
    }
}

fn page(here: &Here, filters: &Filters, answer: &Answer) -> EstablishmentPage {
    let workforce = &here.workforce;
    let position = &answer.position;
    let shown = answer.shown(here, filters);
    let establishment = address::establishment(&here.authority);
    let teams = match position.basis {
        Basis::Records => team_rows(here, filters, position.unit),
        Basis::Stated { .. } | Basis::Nothing => Vec::new(),
    };
    EstablishmentPage {
        frame: here.frame(Some(Section::Establishment)),
        choices: Choices::of(workforce),
        caption: filters.selected(workforce),
        title: format!("Establishment on {}", in_words(filters.selection.at)),
        answer: telling::answer(position),
        basis: telling::basis(position),
        notes: notes(answer),
        figures: headlines(here, filters, position),
        rows: shown.rows_table(),
        summary: shown.summary_table(),
        teams,
        rates: rates(position),
        downloads: Downloads {
            csv: filters.address(workforce, &format!("{establishment}.csv")),
            workbook: filters.address(workforce, &format!("{establishment}.xlsx")),
        },
        clear: establishment,
        posts: address::posts(&here.authority),
        filters: filters.clone(),
    }
}

/// What a reader has to know of both positions.
fn notes(answer: &Answer) -> Vec<String> {
    let then = answer.compared.iter().flat_map(|(_, then)| {
        let basis = telling::basis(then);
        let basis = (!basis.is_empty()).then(|| {
            format!("Compared with {}: {basis}", in_words(then.selection.at))
        });
        then.notes.iter().cloned().chain(basis)
    });
    let mut notes: Vec<String> = answer.position.notes.iter().cloned().chain(then).collect();
    notes.dedup();
    notes
}

/// The figures at the head of the page; what is not known is left out.
pub(crate) fn headlines(here: &Here, filters: &Filters, position: &Position) -> Vec<Headline> {
    let alone = filters.alone();
    let shown = Shown {
        here,
        filters: &alone,
        position,
        compared: None,
    };
    let address = alone.rows_address(&here.workforce, &here.authority);
    let total = &position.total;
    let of = |line: Line, name: &'static str, note: String| {
        total.get(line)?;
        let amount = shown.cell(&address, total, line, None, "total");
        Some(Headline { name, amount, note })
    };
    let all = [
        of(Line::Established, "Established", uplifts(total)),
        of(Line::InPost, "In post", people(total)),
        of(Line::Vacancies, "Vacancies", with_percent(total.vacancy_rate(), "vacancy rate")),
        of(Line::Agency, "Agency", with_percent(total.agency_rate(), "agency rate")),
        of(Line::NetGap, "Net gap", "after all cover".to_owned()),
    ];
    all.into_iter().flatten().collect()
}

fn with_percent(rate: Option<String>, name: &str) -> String {
    rate.map(|rate| format!("{rate}% {name}")).unwrap_or_default()
}

fn uplifts(total: &Amounts) -> String {
    let parts = [
        (Line::EstablishedTemporary, "temporary"),
        (Line::EstablishedGrant, "grant"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(line, name)| {
            let amount = total.get(line).filter(|amount| !amount.is_zero())?;
            Some(format!("{} {name}", crate::format::fte_headline(amount)))
        })
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("of it {}", parts.join(", ")),
    }
}

fn people(total: &Amounts) -> String {
    match total.get(Line::InPostHeadcount) {
        Some(people) => format!("{} people", crate::format::whole(people)),
        None => String::new(),
    }
}

/// The rates of the position, each with its working.
fn rates(position: &Position) -> Vec<Rate> {
    let total = &position.total;
    let known = |line: Line| total.get(line).unwrap_or_default();
    let text = |line: Line, amount: Fte| shown(amount, line, position.unit);
    let divided = |part: Line, whole: Fte, words: &str| {
        format!(
            "{} ÷ {}: {words}.",
            text(part, known(part)),
            text(part, whole)
        )
    };
    let in_post = known(Line::InPost);
    let all = [
        (
            "Vacancy rate",
            total.vacancy_rate(),
            divided(
                Line::Vacancies,
                known(Line::Vacancies) + in_post,
                "vacancies, divided by vacancies and in post, as the official statistics do",
            ),
        ),
        (
            "Agency rate",
            total.agency_rate(),
            divided(
                Line::Agency,
                known(Line::Agency) + in_post,
                "agency, divided by agency and in post, as the official statistics do",
            ),
        ),
        (
            "Agency share",
            total.agency_share(),
            divided(
                Line::Agency,
                known(Line::Assignments),
                "agency, divided by all assignments: in post, employed cover, agency, and vacant and not covered",
            ),
        ),
    ];
    let rate = |(name, value, worked): (&'static str, Option<String>, String)| {
        let value = format!("{}%", value?);
        Some(Rate { name, value, worked })
    };
    all.into_iter().filter_map(rate).collect()
}
