//! A figure opened: the answer, what it is compared with, how it was worked
//! out, its months, and the rows beneath.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_intake::export::{calculation, figure_sheet};
use holdfast_measures::compare::Comparison;
use holdfast_measures::{Ledger, Measure, UnknownMeasure};
use holdfast_reference::AuthorityNumber;
use holdfast_workforce::CodeSet as _;

use super::beside::{Beside, beside};
use super::charts::{Drawn, course_chart};
use super::files;
use super::filters::{Filters, Offered};
use super::parts::{PartView, part_view};
use super::team_map::has_teams;
use super::telling::{self, Told};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::benchmarks::answer::{Judged, judged};
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};
use holdfast_measures::{Course, Months};

#[derive(Template)]
#[template(path = "pages/measures/one.html")]
struct FigurePage {
    frame: Frame,
    filters: Filters,
    offered: Offered,
    back: String,
    caption: String,
    title: &'static str,
    value: String,
    period: String,
    symbol: Option<(&'static str, &'static str)>,
    meaning: Option<String>,
    why_none: Vec<String>,
    change: Option<Changed>,
    not_compared: String,
    beside: Option<Beside>,
    benchmarks: String,
    years_csv: String,
    facts: Vec<(&'static str, String)>,
    notes: Vec<String>,
    course: Option<Drawn>,
    parts: Vec<PartView>,
    months: Downloads,
    rows: Downloads,
    teams: String,
    clear: String,
}

/// The change since the year before.
struct Changed {
    told: Told,
    sentence: String,
    relative: Option<String>,
    chance: String,
    judged: Vec<Judged>,
}

impl Changed {
    fn of(comparison: &Comparison) -> Self {
        Self {
            told: Told::of(Some(comparison)),
            sentence: comparison.in_words(),
            relative: comparison.relative_in_words(),
            chance: format!("{}.", capital(&comparison.chance_in_words())),
            judged: judged([comparison]),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// Shows the page.
pub(crate) async fn measure(
    here: Here,
    Path((_, key)): Path<(String, String)>,
    Query(query): Query<Pairs>,
) -> Page {
    let measure = named(&here, &key)?;
    let filters = Filters::read(query, &here.workforce, here.app.today());
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let course = course(&here, &filters, measure)?;
    let beside = beside(&releases, AuthorityNumber::of(&here.workforce), &course.now)?;
    let page = page(&here, &filters, &course, beside)?;
    form_page(&filters.answers, &page)
}

/// The rows beneath the figure, and in a workbook its months as well.
pub(crate) async fn rows(
    here: Here,
    kind: FileKind,
    Path((_, key)): Path<(String, String)>,
    Query(query): Query<Pairs>,
) -> Page {
    let (filters, course) = opened(&here, &key, query)?;
    let sheets = [
        figure_sheet(&here.workforce, &course.now),
        files::months_sheet(&here, &filters, &course),
    ];
    let what = course.now.measure.key();
    download::file(&here, kind, what, filters.at, &sheets)
}

/// The months of the figure.
pub(crate) async fn months(
    here: Here,
    kind: FileKind,
    Path((_, key)): Path<(String, String)>,
    Query(query): Query<Pairs>,
) -> Page {
    let (filters, course) = opened(&here, &key, query)?;
    let sheet = files::months_sheet(&here, &filters, &course);
    let what = format!("{}-months", course.now.measure.key());
    download::file(&here, kind, &what, filters.at, &[sheet])
}

fn opened(here: &Here, key: &str, query: Pairs) -> Result<(Filters, Course), PageError> {
    let measure = named(here, key)?;
    let filters = files::readable(Filters::read(query, &here.workforce, here.app.today()))?;
    let course = course(here, &filters, measure)?;
    Ok((filters, course))
}

/// The measure of an address.
fn named(here: &Here, key: &str) -> Result<Measure, PageError> {
    key.parse().map_err(|unknown: UnknownMeasure| {
        let nearest = unknown
            .suggestion
            .and_then(|key| key.parse::<Measure>().ok());
        PageError::NoSuchMeasure {
            found: unknown.found,
            nearest: nearest.map(|it| Link::new(address::measure(&here.authority, it), it.label())),
            list: Link::new(address::measures(&here.authority), "All measures"),
        }
    })
}

fn course(here: &Here, filters: &Filters, measure: Measure) -> Result<Course, PageError> {
    let ledger = Ledger::new(&here.workforce, filters.scope.service);
    let months = Months::of(&ledger, filters.scope, filters.at);
    months
        .course(measure)
        .ok_or_else(|| PageError::Internal("a year without months".into()))
}

fn page(
    here: &Here,
    filters: &Filters,
    course: &Course,
    beside: Option<Beside>,
) -> Result<FigurePage, PageError> {
    let (workforce, figure) = (&here.workforce, &course.now);
    let of = |path: &str| filters.address(workforce, path);
    let own = address::measure(&here.authority, figure.measure);
    let change = course.change().filter(|it| it.difference.is_some());
    let symbol = figure.value.symbol().or(figure.disclosure);
    Ok(FigurePage {
        frame: here.frame(Some(Section::Measures)),
        offered: Offered::of(workforce),
        back: filters
            .of(holdfast_measures::Scope::of(filters.scope.service))
            .address(workforce, &address::measures(&here.authority)),
        caption: filters.selected(workforce),
        title: figure.measure.label(),
        value: figure.in_words(),
        period: telling::period(figure),
        symbol: symbol.map(|it| (it.code(), it.label())),
        meaning: telling::meaning(figure),
        why_none: telling::why_none(figure),
        not_compared: match change {
            Some(_) => String::new(),
            None => telling::why_not_compared(course),
        },
        change: change.as_ref().map(Changed::of),
        facts: facts(course),
        notes: match figure.value.symbol() {
            // They stand at the head of the page already.
            Some(_) => Vec::new(),
            None => figure.notes.clone(),
        },
        course: match course.numbers() > 1 {
            true => Some(course_chart(course, &filters.selected(workforce))?),
            false => None,
        },
        parts: parts(here, filters, course),
        months: Downloads::of(&format!("{own}/months"), of),
        rows: Downloads::of(&format!("{own}/rows"), of),
        teams: match has_teams(figure.measure) {
            true => address::with_choice(
                &of(&address::team_measures(&here.authority)),
                figure.measure,
            ),
            false => String::new(),
        },
        clear: own,
        filters: filters.clone(),
        beside,
        benchmarks: address::benchmark(&here.authority, figure.measure),
        years_csv: address::benchmark_file(&here.authority, figure.measure),
    })
}

/// How the figure was worked out, fact by fact.
fn facts(course: &Course) -> Vec<(&'static str, String)> {
    let figure = &course.now;
    let definition = figure.measure.definition();
    let mut facts = vec![
        ("Formula", definition.formula.in_words()),
        ("Definition", definition.meaning.to_owned()),
        ("Defined by", definition.source.to_owned()),
        ("Standing", figure.standing().to_owned()),
        ("Date or year", capital(&telling::period(figure))),
    ];
    if let Some(worked) = calculation(figure) {
        facts.insert(1, ("With the numbers", worked));
    }
    if let Some(days) = figure.working_days {
        facts.push(("Working days", format!("{days} in the year")));
    }
    facts.push(("Source of the numbers", figure.source.in_words()));
    let then = &course.then;
    let worked = calculation(then).unwrap_or_else(|| then.in_words());
    facts.push((
        "The year before",
        format!("{}: {worked}", capital(&telling::period(then))),
    ));
    if let Some(symbol) = figure.disclosure {
        facts.push((
            "When it is published",
            format!(
                "Shown as ‘{}’: {}. Fewer than five people are behind it.",
                symbol.code(),
                symbol.label().to_lowercase()
            ),
        ));
    }
    facts
}

fn parts(here: &Here, filters: &Filters, course: &Course) -> Vec<PartView> {
    let own = address::measure(&here.authority, course.now.measure);
    let address = filters.address(&here.workforce, &own);
    let number = |field: &str| filters.answers.text(field).parse::<usize>().ok();
    let asked = number("part");
    let parts = course.now.parts.iter().zip(1..);
    parts
        .map(|(part, place)| {
            let wanted = number("page").filter(|_| asked == Some(place));
            part_view(here, part, place, wanted, &address)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use holdfast_measures::{Ledger, Measure};
    use holdfast_workforce::amount::readable;
    use holdfast_workforce::codes::Service;
    use jiff::civil::date;

    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn every_measure_opens_to_its_value_its_working_and_its_parts() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        for measure in Measure::ALL {
            let answer = server.get(&address::measure(&authority, *measure)).await;
            assert_eq!(answer.status, 200, "{measure}");
            let figure = ledger.figure(*measure, date(2026, 9, 30));
            if figure.value.ratio().is_some() {
                assert!(answer.says(&figure.in_words()), "{measure}");
            } else {
                assert!(answer.says("No number"), "{measure}");
            }
            assert!(answer.says(measure.definition().meaning), "{measure}");
            for part in &figure.parts {
                let Ok(amount) = &part.amount else { continue };
                let total = readable(&amount.rounded(part.component.places()));
                let summary = format!("{}: {total} (", part.component.label());
                assert!(answer.says(&summary), "{measure}: {summary}");
            }
        }
    }

    #[tokio::test]
    async fn the_answer_comes_first_then_the_comparison_the_working_and_the_rows() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measure(&authority, Measure::VacancyRate);
        let html = server.get(&path).await.text();
        let places: Vec<_> = [
            "30 September 2026.",
            "Compared with the year before",
            "How chance was judged",
            "Compared with others",
            "England",
            "Month by month",
            "How it was worked out",
            "With the numbers",
            "What stands beneath it",
        ]
        .iter()
        .map(|words| html.find(words).unwrap_or_else(|| panic!("{words}")))
        .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[tokio::test]
    async fn a_figure_of_one_team_is_not_set_beside_england() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let teams = workforce.teams().iter();
        let team = teams
            .clone()
            .find(|it| it.service == Service::Children)
            .unwrap();
        let path = address::measure(&authority, Measure::VacancyRate);
        let answer = server.get(&format!("{path}?team={}", team.reference)).await;
        assert!(answer.says(&team.name));
        assert!(!answer.says("Compared with others"));
        assert!(answer.says("that the statistics do not publish"));
    }

    #[tokio::test]
    async fn a_figure_without_a_number_says_why_and_what_to_do() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measure(&authority, Measure::AverageCaseload);
        let answer = server.get(&format!("{path}?at=2026-09-15")).await;
        assert_eq!(answer.status, 200);
        for words in [
            "No number",
            "No cases held are recorded for 15 September 2026",
            "Choose the last day of a month with cases",
            "Tables show ‘x’: not available",
        ] {
            assert!(answer.says(words), "{words}");
        }
        let path = address::measure(&authority, Measure::TurnoverRateFte);
        let early = server.get(&format!("{path}?at=1990-01-31")).await;
        assert!(early.says("a year is counted back from it"));
    }

    #[tokio::test]
    async fn an_unknown_measure_is_not_found_and_the_nearest_is_named() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::below(&authority, "measures/vacancy");
        let answer = server.get(&path).await;
        assert_eq!(answer.status, 404);
        assert!(answer.says("‘vacancy’ is not a measure. Did you mean ‘Vacancy rate’?"));
        assert!(answer.says(&address::measure(&authority, Measure::VacancyRate)));
    }

    #[tokio::test]
    async fn people_behind_the_number_are_linked_and_long_lists_are_paged() {
        let server = TestServer::with_example_of(160, 2).await;
        let authority = server.authority().await;
        let path = address::measure(&authority, Measure::InPostHeadcount);
        let first = server.get(&format!("{path}?service=all")).await.text();
        assert!(first.contains(&format!("{}/people/", address::overview(&authority))));
        assert!(first.contains("part=1&#38;page=2") || first.contains("part=1&amp;page=2"));
        let second = server
            .get(&format!("{path}?service=all&part=1&page=2"))
            .await
            .text();
        assert!(second.contains("holdfast-measures__part\" open"));
    }

    #[tokio::test]
    async fn rows_and_months_are_files() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::measure(&authority, Measure::LeaversHeadcount);
        let rows = server.get(&format!("{path}/rows.csv")).await;
        assert!(rows.text().contains("Leavers in the year, people"));
        let months = server.get(&format!("{path}/months.csv")).await;
        assert!(months.text().contains("2025-09-30"), "{}", months.text());
        let book = server.get(&format!("{path}/rows.xlsx")).await;
        assert_eq!(&book.bytes[..2], b"PK");
    }
}
