//! The teams behind a headline: a low rate of the whole can hide teams with
//! gaps, and in a small team one person makes a high one.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{Cell as FileCell, Column, ColumnKind, Sheet};
use holdfast_measures::chance::interval;
use holdfast_measures::compare::counts;
use holdfast_measures::definition::Unit;
use holdfast_measures::{Figure, Ledger, Measure, Scope, Topic};
use holdfast_workforce::amount::readable;
use holdfast_workforce::position::{Selection, TreeRow, team_tree};

use super::filters::{Filters, Offered};
use super::{files, telling};
use crate::address;
use crate::components::Choice;
use crate::format::count;
use crate::frame::{Frame, Section};
use crate::heat::{Heat, Scale};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};

/// What is chosen unless something else is.
const USUAL: [Measure; 5] = [
    Measure::VacancyRate,
    Measure::AgencyRateFte,
    Measure::TurnoverRateHeadcount,
    Measure::AverageCaseload,
    Measure::NewlyQualifiedToExperienced,
];

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

/// The teams with their figures, and the whole.
struct Map {
    measures: Vec<Measure>,
    teams: Vec<(TreeRow, Vec<Figure>)>,
    whole: Vec<Figure>,
}

impl Map {
    fn of(here: &Here, filters: &Filters) -> Self {
        let workforce = &here.workforce;
        let measures = chosen(filters);
        let ledger = Ledger::new(workforce, filters.scope.service);
        let figures = |scope: Scope| {
            let reckoning = ledger.reckon(scope, filters.at);
            let figures = measures.iter().map(|measure| reckoning.figure(*measure));
            figures.collect::<Vec<_>>()
        };
        let selection = Selection {
            at: filters.at,
            service: filters.scope.service,
            team: filters.scope.team,
            role: filters.scope.role,
        };
        let team = |row: TreeRow| {
            let scope = Scope {
                team: Some(row.team),
                ..filters.scope
            };
            (row, figures(scope))
        };
        Self {
            teams: team_tree(workforce, &selection)
                .into_iter()
                .map(team)
                .collect(),
            whole: figures(filters.scope),
            measures,
        }
    }

    /// The teams in one measure, with the whole; groups of teams are left out,
    /// and teams without a number.
    fn column(&self, place: usize) -> Option<Teams<'_>> {
        let whole = self.whole.get(place)?;
        let teams = self.teams.iter().filter(|(row, _)| !row.has_below);
        let figures = teams.filter_map(|(row, figures)| Some((row, figures.get(place)?)));
        Some(Teams {
            whole,
            teams: figures
                .filter(|(_, figure)| figure.value.ratio().is_some())
                .collect(),
        })
    }
}

/// The teams in one measure.
struct Teams<'m> {
    whole: &'m Figure,
    teams: Vec<(&'m TreeRow, &'m Figure)>,
}

impl<'m> Teams<'m> {
    /// The teams that show more than the whole does.
    fn above(&self) -> Vec<(&'m TreeRow, &'m Figure)> {
        let places = self.whole.measure.unit().places();
        let shown = |figure: &Figure| figure.value.ratio().map(|it| it.units(places));
        let whole = shown(self.whole);
        let teams = self.teams.iter().copied();
        teams.filter(|(_, figure)| shown(figure) > whole).collect()
    }

    /// The teams above by more than chance would give.
    fn beyond_chance(&self) -> Vec<&'m str> {
        let teams = self.teams.iter();
        teams
            .filter(|(_, figure)| is_beyond_chance(figure, self.whole))
            .map(|(row, _)| row.label.as_str())
            .collect()
    }
}

/// The measures that are chosen: those that can be read as a rate or a ratio.
fn chosen(filters: &Filters) -> Vec<Measure> {
    let mut found: Vec<Measure> = Vec::new();
    for measure in filters
        .answers
        .all("measures")
        .filter_map(|key| key.parse().ok())
    {
        if !found.contains(&measure) && has_teams(measure) {
            found.push(measure);
        }
    }
    match found.is_empty() {
        true => USUAL.into(),
        false => found,
    }
}

/// Whether a measure can be read team by team: amounts grow with the team.
pub(crate) fn has_teams(measure: Measure) -> bool {
    matches!(
        measure.unit(),
        Unit::Percent | Unit::CasesPerFte | Unit::ForOne
    )
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
                text: figure.in_words(),
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

/// Where the limits of chance lie: those of a funnel plot, as many teams are
/// looked at together.
const CONFIDENCE: f64 = 0.998;

/// Whether a value lies above the whole’s by more than chance would give.
fn is_beyond_chance(figure: &Figure, whole: &Figure) -> bool {
    let spread = figure.measure.definition().spread;
    let interval = counts(figure).and_then(|counts| interval(spread, counts, CONFIDENCE));
    let whole = whole.value.ratio();
    interval
        .zip(whole)
        .is_some_and(|(interval, whole)| interval.lower * 100.0 > whole.as_float())
}

/// The numbers behind a rate, so that nobody reads one person as a trend:
/// `1 of 4`, `3 left, 12 in post`.
fn people(figure: &Figure) -> String {
    let (Some(above), Some(below)) = figure.numerator_and_denominator() else {
        return String::new();
    };
    let definition = figure.measure.definition();
    let part = definition.formula.part();
    let above = readable(&above.rounded(part.places().min(1)));
    let whole = definition.formula.whole().map(|whole| whole.components().0);
    let places = whole.map_or(0, |whole| whole.places().min(1));
    let below = readable(&below.rounded(places));
    let fte = if places > 0 { " FTE" } else { "" };
    match (definition.topic, definition.unit) {
        (Topic::Movement, _) => format!("{above} left, {below}{fte} in post"),
        (_, Unit::CasesPerFte) => format!("{above} cases, {below} FTE"),
        (_, Unit::ForOne) => format!("{above} to {below}{fte}"),
        (Topic::Absence, _) => format!("{above} days, {below}{fte}"),
        _ => format!("{above} of {below}{fte}"),
    }
}

/// The answer: the headline, and how many teams lie above it.
fn answer(map: &Map) -> String {
    let Some(headline) = map.whole.first() else {
        return String::new();
    };
    let name = headline.measure.label();
    if headline.value.ratio().is_none() {
        let why = telling::why_none(headline).join(" ");
        return format!("{name} has no number. {why}");
    }
    let told: Vec<String> = [above(map), beyond_chance(map)]
        .into_iter()
        .flatten()
        .collect();
    told.join(" ")
}

/// How many teams lie above the headline, and which is the highest.
fn above(map: &Map) -> Option<String> {
    let teams = map.column(0)?;
    let above = teams.above();
    let mut told = format!(
        "{} is {} ({}); {} of {} {} above it.",
        teams.whole.measure.label(),
        teams.whole.in_words(),
        people(teams.whole),
        count(above.len()),
        match teams.teams.len() {
            1 => "1 team".to_owned(),
            teams => format!("{} teams", count(teams)),
        },
        if above.len() == 1 { "is" } else { "are" },
    );
    if let Some((row, figure)) = above.iter().max_by_key(|(_, figure)| figure.value.ratio()) {
        told += &format!(
            " The highest is {}: {} ({}).",
            row.label,
            figure.in_words(),
            people(figure)
        );
    }
    Some(told)
}

/// The teams that lie above the whole by more than chance would give, in any
/// of the measures.
fn beyond_chance(map: &Map) -> Option<String> {
    let columns = (0..map.measures.len()).filter_map(|place| map.column(place));
    let told = columns.filter_map(|teams| {
        let beyond = teams.beyond_chance();
        let name = teams.whole.measure.label();
        (!beyond.is_empty()).then(|| format!("{} in {}", name.to_lowercase(), beyond.join(", ")))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => {
            Some("No team lies above all together by more than chance alone would give.".to_owned())
        }
        false => Some(format!(
            "By more than chance alone would give: {}.",
            told.join("; ")
        )),
    }
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
