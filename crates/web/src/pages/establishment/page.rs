//! The establishment page: the position at any date, filtered and compared.

use askama::Template;
use axum::extract::Query;
use holdfast_measures::{Measure, Scope};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{
    Amounts, Basis, Comparison, Dimension, Line, Position, Selection, compare, position,
};

use super::away::AwayTold;
use super::download::Downloads;
use super::filters::{Choices, Filters};
use super::table::{Amount, Shown, Table};
use super::telling::{self, shown};
use super::tree::{Cell, TeamTable, team_table};
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, form_page, measures};

#[derive(Template)]
#[template(path = "pages/establishment/page.html")]
struct EstablishmentPage {
    frame: Frame,
    filters: Filters,
    choices: Choices,
    caption: String,
    title: String,
    answer: String,
    away: Option<AwayTold>,
    basis: Vec<String>,
    notes: Vec<String>,
    figures: Vec<Headline>,
    rows: Option<Table>,
    summary: Table,
    teams: Option<TeamTable>,
    rates: Vec<Rate>,
    official: Vec<Link>,
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

/// Shows the page.
pub(crate) async fn establishment(here: Here, Query(query): Query<super::filters::Query>) -> Page {
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
        Basis::Records => team_table(here, filters, answer),
        Basis::Stated { .. } | Basis::Nothing => None,
    };
    EstablishmentPage {
        frame: here.frame(Some(Section::Establishment)),
        choices: Choices::of(workforce),
        caption: filters.selected(workforce),
        title: format!("Establishment on {}", in_words(filters.selection.at)),
        answer: lead(answer),
        away: AwayTold::of(here, filters),
        basis: basis(answer),
        notes: notes(answer),
        figures: headlines(here, filters, position),
        // The tree holds the same teams.
        rows: (filters.by != Dimension::Team || teams.is_none()).then(|| shown.rows_table()),
        summary: shown.summary_table(),
        teams,
        rates: rates(position),
        official: official(here, filters),
        downloads: Downloads::of(&establishment, |path| filters.address(workforce, path)),
        clear: establishment,
        posts: address::posts(&here.authority),
        filters: filters.clone(),
    }
}

/// The answer, with what changed where positions are compared.
fn lead(answer: &Answer) -> String {
    let then = answer.compared.as_ref().map(|(_, then)| then);
    let changed = then.map(|then| telling::changed(&answer.position, then));
    let parts = [Some(telling::answer(&answer.position)), changed];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ").trim().to_owned()
}

/// What a reader has to know of both positions.
fn notes(answer: &Answer) -> Vec<String> {
    let then = answer.compared.iter().flat_map(|(_, then)| &then.notes);
    let mut notes: Vec<String> = answer.position.notes.iter().chain(then).cloned().collect();
    notes.dedup();
    notes
}

/// Where the numbers of both positions come from.
fn basis(answer: &Answer) -> Vec<String> {
    let then = answer.compared.iter().map(|(_, then)| {
        let basis = telling::basis(then);
        match basis.is_empty() {
            true => basis,
            false => format!("Compared with {}. {basis}", in_words(then.selection.at)),
        }
    });
    let both = std::iter::once(telling::basis(&answer.position)).chain(then);
    both.filter(|basis| !basis.is_empty()).collect()
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
    let opens = shown.opens(&address, None, "total");
    let total = &position.total;
    let of = |line: Line, name: &'static str, note: String| {
        total.get(line)?;
        let amount = opens.amount(total, line, telling::shown);
        Some(Headline { name, amount, note })
    };
    let all = [
        of(Line::Established, "Established", uplifts(total)),
        of(Line::InPost, "In post", people(total)),
        of(
            Line::Vacancies,
            "Vacancies",
            with_percent(total.vacancy_rate(), "vacancy rate"),
        ),
        of(Line::Agency, "Agency", agency(position)),
        of(Line::NetGap, "Net gap", "after all cover".to_owned()),
    ];
    all.into_iter().flatten().collect()
}

fn with_percent(rate: Option<String>, name: &str) -> String {
    rate.map(|rate| format!("{rate}% {name}"))
        .unwrap_or_default()
}

/// The rate that the source would print: of people in FTE, of assignments in
/// assignments.
fn agency(position: &Position) -> String {
    match position.unit {
        CountUnit::Assignments => with_percent(position.total.agency_share(), "of all assignments"),
        CountUnit::Fte | CountUnit::Headcount => {
            with_percent(position.total.agency_rate(), "agency rate")
        }
    }
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
        Some(Rate {
            name,
            value,
            worked,
        })
    };
    all.into_iter().filter_map(rate).collect()
}

/// The official rates of the same part of the workforce.
fn official(here: &Here, filters: &Filters) -> Vec<Link> {
    let Selection {
        at,
        service,
        team,
        role,
    } = filters.selection;
    let scope = Scope {
        service,
        team,
        role,
    };
    let asked = measures::filters::Filters::plain(at, scope);
    let rates = [Measure::VacancyRate, Measure::AgencyRateFte];
    let link = |measure: Measure| {
        let path = address::measure(&here.authority, measure);
        Link::new(asked.address(&here.workforce, &path), measure.label())
    };
    rates.map(link).into()
}

#[cfg(test)]
mod tests {

    use crate::address;
    use crate::testing::{Answer, TestServer};

    async fn ask(server: &TestServer, query: &str) -> Answer {
        let authority = server.authority().await;
        server
            .get(&format!("{}{query}", address::establishment(&authority)))
            .await
    }

    #[tokio::test]
    async fn the_page_answers_first_then_shows_tables_then_the_working() {
        let server = TestServer::with_example().await;
        let answer = ask(&server, "?at=31/3/2026&by=team").await;
        assert_eq!(answer.status, 200);
        let html = answer.text();
        let places: Vec<_> = [
            "Establishment on 31 March 2026",
            "established FTE are in post",
            "FTE away,",
            "Teams, each with those below it",
            "Line by line",
            "How the rates were worked out",
        ]
        .iter()
        .map(|words| html.find(words).unwrap_or_else(|| panic!("{words}")))
        .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(!html.contains("By team, FTE"), "the teams stand there once");
    }

    #[tokio::test]
    async fn every_number_of_the_tables_is_a_link_to_its_rows() {
        let server = TestServer::with_example().await;
        let html = ask(&server, "?compare=2025-09-30").await.text();
        let cells: Vec<_> = html.split("govuk-table__cell--numeric").skip(1).collect();
        assert!(cells.len() > 100);
        for cell in cells {
            let cell = cell.split("</td>").next().unwrap();
            let is_link = cell.contains("/establishment/rows?at=");
            assert!(is_link || cell.contains('–'), "{cell}");
        }
    }

    #[tokio::test]
    async fn the_rows_of_a_number_are_reached_through_its_link() {
        let server = TestServer::with_example().await;
        let html = ask(&server, "").await.text();
        let links = html
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let rows: Vec<_> = links
            .filter(|href| href.contains("/establishment/rows?"))
            .collect();
        for href in rows.iter().step_by(17) {
            let answer = server
                .get(&href.replace("&#38;", "&").replace("&amp;", "&"))
                .await;
            assert_eq!(answer.status, 200, "{href}");
        }
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_told_beside_its_field_and_kept() {
        let server = TestServer::with_example().await;
        let answer = ask(&server, "?at=31/2/2026&team=nowhere").await;
        assert_eq!(answer.status, 422);
        for words in [
            "There is a problem",
            "The date must be a real date",
            "Select a team from the list",
            "id=\"at-error\"",
            "value=\"31/2/2026\"",
        ] {
            assert!(answer.says(words), "{words}");
        }
    }

    #[tokio::test]
    async fn downloads_honour_the_filters_and_say_authority_and_date() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = format!(
            "{}.csv?at=2026-03-31&service=children&by=service",
            address::establishment(&authority)
        );
        let answer = server.get(&path).await;
        assert_eq!(answer.content_type, "text/csv; charset=utf-8");
        let text = answer.text();
        assert!(
            text.contains("Children’s services") && !text.contains("Adults’ services"),
            "{text}"
        );
        let workbook = server.get(&path.replace(".csv", ".xlsx")).await;
        assert_eq!(&workbook.bytes[..2], b"PK");
        let name = format!(
            "attachment; filename=\"{}-establishment-2026-03-31.xlsx\"",
            authority.name.to_lowercase().replace(' ', "-")
        );
        assert_eq!(workbook.disposition, name);
    }

    #[tokio::test]
    async fn an_ancient_date_has_no_numbers_and_says_why() {
        let server = TestServer::with_example().await;
        let answer = ask(&server, "?at=1/1/1990").await;
        assert_eq!(answer.status, 200);
        assert!(answer.says("Nothing is recorded for this date. The first facts are of"));
    }
}
