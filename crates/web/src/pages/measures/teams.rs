//! The teams behind a headline: a low rate of the whole can hide teams with
//! gaps, and in a small team one person makes a high one.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{Cell as FileCell, Column, ColumnKind, Sheet};
use holdfast_measures::definition::Unit;
use holdfast_measures::{Figure, Measure};
use holdfast_workforce::position::TreeRow;

use super::filters::{Filters, Offered};
use super::team_map::{Map, USUAL, answer, has_teams, is_beyond_chance, people};
use super::{files, telling};
use crate::address;
use crate::components::Choice;
use crate::frame::{Frame, Section};
use crate::heat::{Heat, Scale};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/measures/teams.html")]
struct TeamsPage {
    frame: Frame,
    filters: Filters,
    offered: Offered,
    choices: Vec<Choice>,
    caption: String,
    title: String,
    answer: String,
    heads: Vec<&'static str>,
    rows: Vec<TeamRow>,
    scales: Vec<Scale>,
    symbols: Vec<(&'static str, &'static str)>,
    all: String,
    downloads: Downloads,
    clear: String,
}

struct TeamRow {
    name: String,
    class: &'static str,
    row_class: &'static str,
    cells: Vec<Cell>,
}

struct Cell {
    text: String,
    beneath: String,
    heat: Heat,
    href: String,
    about: String,
    is_beyond_chance: bool,
}

/// Shows the page.
pub(crate) async fn teams(here: Here, Query(query): Query<Pairs>) -> Page {
    let filters = read(&here, query);
    let page = page(&here, &filters, &Map::of(&here, &filters));
    form_page(&filters.answers, &page)
}

/// The same as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let filters = files::readable(read(&here, query))?;
    let sheet = sheet(&here, &filters, &Map::of(&here, &filters));
    download::file(&here, kind, "measures-by-team", filters.at, &[sheet])
}

fn read(here: &Here, query: Pairs) -> Filters {
    let mut filters = Filters::read(query, &here.workforce, here.app.today());
    if filters.answers.text("measures").is_empty() {
        for measure in USUAL {
            filters.answers = filters.answers.with("measures", measure.key());
        }
    }
    let unknown = |key: &str| !key.parse().is_ok_and(has_teams);
    if filters.answers.all("measures").any(unknown) {
        filters
            .answers
            .reject("measures", "Select measures from the list");
    }
    filters
}

fn page(here: &Here, filters: &Filters, map: &Map) -> TeamsPage {
    let workforce = &here.workforce;
    let path = address::team_measures(&here.authority);
    let of = |path: &str| {
        let start = filters.address(workforce, path);
        let measures = map.measures.iter();
        measures.fold(start, |start, measure| {
            address::with_choice(&start, *measure)
        })
    };
    let top = map
        .teams
        .iter()
        .map(|(row, _)| row.depth)
        .min()
        .unwrap_or(0);
    let mut rows: Vec<TeamRow> = map
        .teams
        .iter()
        .map(|(row, figures)| TeamRow {
            name: row.label.clone(),
            class: inset(row.depth - top),
            row_class: "",
            cells: cells(here, filters, &row.label, figures, map),
        })
        .collect();
    if !rows.is_empty() {
        rows.push(TeamRow {
            name: "All together".to_owned(),
            class: "",
            row_class: "holdfast-table__total",
            cells: cells(here, filters, "all together", &map.whole, map),
        });
    }
    let figures = map
        .teams
        .iter()
        .flat_map(|(_, figures)| figures)
        .chain(&map.whole);
    TeamsPage {
        frame: here.frame(Some(Section::Measures)),
        offered: Offered::of(workforce),
        choices: choices(map),
        title: format!("Team by team on {}", filters.day()),
        caption: filters.selected(workforce),
        answer: answer(map),
        heads: map.measures.iter().map(|measure| measure.label()).collect(),
        scales: scales(map),
        symbols: telling::symbols(figures.map(|figure| figure.value)),
        rows,
        all: filters.address(workforce, &address::measures(&here.authority)),
        downloads: Downloads::of(&path, of),
        clear: path,
        filters: filters.clone(),
    }
}

fn inset(depth: usize) -> &'static str {
    match depth {
        0 => "",
        1 => "holdfast-table__within",
        _ => "holdfast-table__within-two",
    }
}

fn choices(map: &Map) -> Vec<Choice> {
    let others = map
        .measures
        .iter()
        .filter(|measure| !USUAL.contains(measure));
    let all = USUAL.iter().chain(others);
    all.map(|measure| Choice::new(measure.key(), measure.label()))
        .collect()
}

fn scales(map: &Map) -> Vec<Scale> {
    let mut found: Vec<Scale> = Vec::new();
    for scale in map.measures.iter().map(|measure| scale(*measure)) {
        if !found.contains(&scale) {
            found.push(scale);
        }
    }
    found
}

fn scale(measure: Measure) -> Scale {
    match measure.unit() {
        Unit::CasesPerFte => Scale::CasesPerFte,
        Unit::ForOne => Scale::ForOne,
        _ => Scale::Percent,
    }
}

fn cells(here: &Here, filters: &Filters, name: &str, figures: &[Figure], map: &Map) -> Vec<Cell> {
    let pairs = figures.iter().zip(&map.whole);
    pairs
        .map(|(figure, whole)| {
            let of = filters.of(figure.scope);
            let path = address::measure(&here.authority, figure.measure);
            Cell {
                text: match figure.measure.unit() {
                    // The head of the column says what is counted.
                    Unit::CasesPerFte => figure.rounded(),
                    _ => figure.in_words(),
                },
                beneath: people(figure),
                heat: figure.value.ratio().map_or(Heat::None, |ratio| {
                    scale(figure.measure).heat(ratio.units(6))
                }),
                href: of.address(&here.workforce, &path),
                about: format!("{}, {name}", figure.measure.label()),
                is_beyond_chance: is_beyond_chance(figure, whole),
            }
        })
        .collect()
}

fn sheet(here: &Here, filters: &Filters, map: &Map) -> Sheet {
    let mut columns = vec![
        Column::text("Team"),
        Column::of(ColumnKind::Whole, "Teams above it"),
    ];
    for measure in &map.measures {
        let label = measure.label();
        let number = |title: String| Column::of(ColumnKind::Amount { places: 2 }, title);
        columns.push(number(format!("{label} ({})", measure.unit().label())));
        columns.push(number(format!("{label}: part")));
        columns.push(number(format!("{label}: whole")));
    }
    let cells = |figures: &[Figure]| {
        let of = |figure: &Figure| {
            let (above, below) = figure.numerator_and_denominator();
            [
                files::value_cell(figure.measure, Some(figure.value)),
                FileCell::amount(above),
                FileCell::amount(below),
            ]
        };
        figures.iter().flat_map(of).collect::<Vec<_>>()
    };
    let row = |name: &str, depth: FileCell, figures: &[Figure]| {
        [vec![FileCell::Text(name.to_owned()), depth], cells(figures)].concat()
    };
    let mut rows: Vec<_> = map
        .teams
        .iter()
        .map(|(team, figures)| row(&team.label, depth(team), figures))
        .collect();
    rows.push(row("All together", FileCell::Empty, &map.whole));
    Sheet {
        title: files::title(
            here,
            "Measures by team",
            &filters.selected(&here.workforce),
            filters,
        ),
        columns,
        rows,
        notes: map
            .whole
            .first()
            .map(|it| it.source.in_words())
            .into_iter()
            .collect(),
    }
}

fn depth(team: &TreeRow) -> FileCell {
    FileCell::Whole(u64::try_from(team.depth).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use holdfast_measures::{Ledger, Measure, Scope};
    use holdfast_workforce::codes::Service;
    use jiff::civil::date;

    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn each_cell_opens_the_figure_of_its_team_and_shows_the_people_behind_it() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::team_measures(&authority);
        let html = server.get(&path).await.text();
        assert!(html.contains("Vacancy rate is"), "the answer comes first");
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        let day = date(2026, 9, 30);
        let teams = workforce.teams().iter();
        let mut seen = 0;
        for team in teams.filter(|team| team.service == Service::Children) {
            let scope = Scope {
                team: Some(team.id),
                ..Scope::CHILDREN
            };
            let figure = ledger
                .reckon(scope, day)
                .figure(Measure::TurnoverRateHeadcount);
            let (Some(left), Some(stock)) = figure.numerator_and_denominator() else {
                continue;
            };
            if figure.value.ratio().is_none() {
                continue;
            }
            let link = format!(
                "{}?at=2026-09-30&#38;service=children&#38;team={}\">{}",
                address::measure(&authority, Measure::TurnoverRateHeadcount),
                team.reference,
                figure.in_words()
            );
            assert!(html.contains(&link), "{link}");
            let people = format!("{} left, {} in post", left.rounded(0), stock.rounded(0));
            assert!(html.contains(&people), "{people}");
            seen += 1;
        }
        assert!(seen > 2, "{seen} teams");
    }

    #[tokio::test]
    async fn only_the_chosen_measures_are_shown_and_none_but_rates_can_be() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::team_measures(&authority);
        let one = server
            .get(&format!("{path}?measures=average_caseload"))
            .await;
        assert_eq!(one.status, 200);
        assert!(one.says("Cases per FTE") && !one.says("measures/vacancy_rate?"));
        let refused = server.get(&format!("{path}?measures=in_post_fte")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Select measures from the list"));
    }

    #[tokio::test]
    async fn the_file_has_the_parts_of_every_rate() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = address::team_measures(&authority);
        let csv = server
            .get(&format!("{path}.csv?measures=vacancy_rate"))
            .await;
        let text = csv.text();
        assert!(text.contains("Vacancy rate (%)") && text.contains("Vacancy rate: whole"));
        assert!(text.contains("All together"));
    }
}
