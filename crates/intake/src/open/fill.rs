//! The rows of the open tables.

use std::collections::BTreeSet;

use holdfast_measures::benchmark::{Benchmark, Peer, peers};
use holdfast_measures::disclosure::{LETTERS, Policy, describes_people, letter};
use holdfast_measures::publication::{Publication, printed_value};
use holdfast_measures::scorecard::{Card, CardRow};
use holdfast_measures::{Figure, Ledger, Measure, Scope, Topic, Value};
use holdfast_reference::{AuthorityNumber, NeighbourModel, Releases, Symbol};
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{month_end, months_later};
use holdfast_workforce::id::{RoleId, TeamId};
use holdfast_workforce::position::{Dimension, Line, Position, Row, RowKey, Selection, position};
use holdfast_workforce::record::Publication as Kept;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use super::{Filled, OpenTable};
use crate::export::{Cell, basis_code, better, timing_code};

/// The services of which an authority has teams.
pub fn services(workforce: &Workforce) -> Vec<Service> {
    let has = |service: &Service| {
        workforce
            .teams()
            .iter()
            .any(|team| team.service == *service)
    };
    Service::ALL.iter().copied().filter(has).collect()
}

fn service_code(service: Option<Service>) -> Cell {
    text(service.map_or("all", |it| it.code()))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A value and its symbol: one of both is empty.
fn value_and_symbol(value: Value, places: u32) -> [Cell; 2] {
    match value {
        Value::Exact(ratio) => [Cell::Figure(ratio.rounded(places)), Cell::Empty],
        Value::Symbol(symbol) => [Cell::Empty, text(letter(symbol))],
    }
}

/// Which figures are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// One service; nothing means both.
    pub service: Option<Service>,
    /// One team and those below it.
    pub team: Option<TeamId>,
    /// One role.
    pub role: Option<RoleId>,
    /// The measures.
    pub measures: Vec<Measure>,
    /// The days, such as month-ends.
    pub days: Vec<Date>,
}

/// Figures at each of some days. Days of which nothing at all is known are left out.
///
/// Measures that describe people are hidden for a team or a role, because what
/// the others sum up to would tell a small one, and for both services together,
/// because one less the other would.
pub fn figures(workforce: &Workforce, asked: &Asked, policy: Policy) -> Filled {
    let ledger = Ledger::new(workforce, asked.service);
    let scope = Scope {
        service: asked.service,
        team: asked.team,
        role: asked.role,
    };
    let names = [
        name_of(
            asked
                .team
                .and_then(|id| workforce.teams().get(id))
                .map(|it| &it.reference),
        ),
        name_of(
            asked
                .role
                .and_then(|id| workforce.roles().get(id))
                .map(|it| &it.reference),
        ),
    ];
    let mut rows = Vec::new();
    for day in &asked.days {
        let reckoning = ledger.reckon(scope, *day);
        let figures = asked.measures.iter().map(|it| reckoning.figure(*it));
        let figures: Vec<Figure> = figures.collect();
        let is_known = |it: &Figure| it.value.symbol() != Some(Symbol::NotAvailable);
        if figures.iter().any(is_known) {
            rows.extend(figures.iter().map(|it| figure_row(it, &names, policy)));
        }
    }
    OpenTable::Figures.with(rows)
}

fn name_of(code: Option<&String>) -> Cell {
    text(code.map_or("all", String::as_str))
}

/// The value of a figure as everybody may have it.
pub fn published(figure: &Figure, policy: Policy) -> Value {
    let scope = figure.scope;
    let is_part = scope.team.is_some() || scope.role.is_some() || scope.service.is_none();
    let is_withheld = is_part && describes_people(figure.measure) && figure.value.ratio().is_some();
    let symbol = policy.symbol_for(figure.measure, &figure.parts);
    match (is_withheld, symbol) {
        (true, _) => Value::Symbol(Symbol::Confidential),
        (false, Some(symbol)) => Value::Symbol(symbol),
        (false, None) => figure.value,
    }
}

fn figure_row(figure: &Figure, names: &[Cell; 2], policy: Policy) -> Vec<Cell> {
    let measure = figure.measure;
    let value = published(figure, policy);
    // What makes up a hidden value would tell it.
    let (above, below) = match value.symbol() {
        Some(Symbol::Confidential) => (None, None),
        _ => figure.numerator_and_denominator(),
    };
    let [shown, symbol] = value_and_symbol(value, measure.unit().places());
    let [team, role] = names.clone();
    vec![
        Cell::Date(figure.at),
        Cell::Text(figure.period()),
        service_code(figure.scope.service),
        team,
        role,
        text(measure.key()),
        text(measure.label()),
        text(measure.unit().label()),
        shown,
        Cell::text(value.ratio().map(|it| it.to_string())),
        symbol,
        Cell::amount(above),
        Cell::amount(below),
        text(figure.standing()),
        Cell::Text(figure.source.in_words()),
    ]
}

const LINES: [Line; 8] = [
    Line::Established,
    Line::InPost,
    Line::Vacancies,
    Line::Trainees,
    Line::NewlyQualified,
    Line::Agency,
    Line::NetGap,
    Line::OverEstablishment,
];

/// The establishment at some days, by role and by team, with the total. No
/// line tells why anybody is away or covered for.
pub fn establishment(
    workforce: &Workforce,
    services: &[Service],
    by: &[Dimension],
    days: &[Date],
) -> Filled {
    let mut rows = Vec::new();
    for (day, service) in days
        .iter()
        .flat_map(|day| services.iter().map(move |it| (day, it)))
    {
        let selection = Selection {
            service: Some(*service),
            ..Selection::at(*day)
        };
        for (index, by) in by.iter().enumerate() {
            let found = position(workforce, &selection, *by);
            if found.total.get(Line::InPost).is_none()
                && found.total.get(Line::Established).is_none()
            {
                continue;
            }
            rows.extend(
                found
                    .rows
                    .iter()
                    .map(|row| position_row(workforce, &found, row)),
            );
            if index == 0 {
                rows.push(total_row(&found));
            }
        }
    }
    OpenTable::Establishment.with(rows)
}

fn position_row(workforce: &Workforce, position: &Position, row: &Row) -> Vec<Cell> {
    let (by, key) = match row.key {
        RowKey::Role(id) => (
            "role",
            workforce.roles().get(id).map(|it| it.reference.as_str()),
        ),
        RowKey::Team(id) => (
            "team",
            workforce.teams().get(id).map(|it| it.reference.as_str()),
        ),
        RowKey::Service(_) => ("total", Some("all")),
        RowKey::Undivided if position.by == Dimension::Team => ("team", None),
        RowKey::Undivided => ("role", None),
    };
    let mut cells = vec![
        Cell::Date(position.selection.at),
        service_code(position.selection.service),
        text(by),
        text(key.unwrap_or("none")),
        text(&row.label),
        text(row.unit.code()),
    ];
    cells.extend(LINES.map(|line| Cell::amount(row.amounts.get(line))));
    cells
}

fn total_row(position: &Position) -> Vec<Cell> {
    let mut cells = vec![
        Cell::Date(position.selection.at),
        service_code(position.selection.service),
        text("total"),
        text("all"),
        text("Total"),
        text(position.unit.code()),
    ];
    cells.extend(LINES.map(|line| Cell::amount(position.total.get(line))));
    cells
}

/// A scorecard; what the target and the change would tell of a hidden value
/// is left out.
pub fn scorecard(service: Service, card: &Card, policy: Policy) -> Filled {
    let rows = card.groups.iter().flat_map(|group| {
        let row = |row| scorecard_row(service, card.at, &group.title, row, policy);
        group.rows.iter().map(row).collect::<Vec<_>>()
    });
    OpenTable::Scorecard.with(rows.collect())
}

fn scorecard_row(
    service: Service,
    at: Date,
    group: &str,
    row: &CardRow,
    policy: Policy,
) -> Vec<Cell> {
    let measure = row.course.now.measure;
    let now = published(&row.course.now, policy);
    let before = published(&row.course.then, policy);
    let places = measure.unit().places();
    let is_hidden = |value: Value| value.symbol() == Some(Symbol::Confidential);
    let [value, symbol] = value_and_symbol(now, places);
    let [year_before, _] = value_and_symbol(before, places);
    let change = row
        .change
        .as_ref()
        .filter(|_| !is_hidden(now) && !is_hidden(before));
    let target = row.target.as_ref();
    vec![
        Cell::Date(at),
        service_code(Some(service)),
        text(group),
        text(measure.key()),
        text(measure.label()),
        text(measure.unit().label()),
        value,
        symbol,
        year_before,
        Cell::text(change.map(|it| it.verdict.label())),
        Cell::text(target.map(|state| state.target.in_words(measure))),
        Cell::text(
            target
                .filter(|_| !is_hidden(now))
                .map(|it| it.status.label()),
        ),
    ]
}

/// The published figures of a council and its usual peers; of England alone
/// where the authority has no number of the department's.
pub fn benchmarks(
    releases: &Releases,
    council: Option<AuthorityNumber>,
    measures: &[Measure],
) -> Filled {
    let Some(years) = releases.years() else {
        return OpenTable::Benchmarks.with(Vec::new());
    };
    let peers = match council {
        Some(council) => peers(council, NeighbourModel::Edition2025, &[]),
        None => vec![Peer::England],
    };
    let published = measures.iter().filter(|it| it.published().is_some());
    let rows = published.flat_map(|measure| {
        let benchmark = Benchmark::of(releases, *measure, peers.clone(), years.clone());
        benchmark_rows(&benchmark)
    });
    OpenTable::Benchmarks.with(rows.collect())
}

fn benchmark_rows(benchmark: &Benchmark) -> Vec<Vec<Cell>> {
    let measure = benchmark.measure;
    let mut rows = Vec::new();
    for year in &benchmark.years {
        for (peer, value) in benchmark.peers.iter().zip(&year.values) {
            let Some(value) = value else { continue };
            let [shown, symbol] = value_and_symbol(value.value, measure.unit().places());
            rows.push(vec![
                text(measure.key()),
                text(measure.label()),
                text(measure.unit().label()),
                Cell::Whole(year.year.unsigned_abs().into()),
                Cell::Text(peer.label()),
                shown,
                symbol,
                Cell::text(value.release.clone()),
            ]);
        }
    }
    rows
}

/// Figures as they were published, publication by publication. A publication
/// that cannot be read is left out.
pub fn publications<'p>(kept: impl IntoIterator<Item = &'p Kept>) -> Filled {
    let rows = kept.into_iter().flat_map(|kept| {
        let read = Publication::read(&kept.text).ok();
        read.map(|it| publication_rows(kept, &it))
            .unwrap_or_default()
    });
    OpenTable::Publications.with(rows.collect())
}

fn publication_rows(kept: &Kept, publication: &Publication) -> Vec<Vec<Cell>> {
    let row = |frozen: &holdfast_measures::publication::Frozen| {
        let [value, symbol] = match printed_value(&frozen.value.replace('−', "-")) {
            Some(Value::Exact(_)) => [Cell::Figure(frozen.value.clone()), Cell::Empty],
            Some(Value::Symbol(symbol)) => [Cell::Empty, text(letter(symbol))],
            None => [Cell::Empty, text(letter(Symbol::NotAvailable))],
        };
        let target = frozen.target.as_ref();
        vec![
            text(&kept.reference),
            Cell::Date(kept.on),
            Cell::Date(publication.at),
            text(&frozen.period),
            service_code(Some(publication.service)),
            text(&frozen.measure),
            text(&frozen.label),
            text(&frozen.unit),
            value,
            symbol,
            Cell::text(target.map(|(words, _)| words.clone())),
            Cell::text(target.map(|(_, status)| status.clone())),
            text(&frozen.definition),
            text(&frozen.source),
        ]
    };
    // A measure stands once, however many groups list it.
    let mut seen = BTreeSet::new();
    let all = publication.figures.iter();
    all.filter(|it| seen.insert(&it.measure)).map(row).collect()
}

/// All definitions, by topic.
pub fn definitions() -> Filled {
    let of_topic = |topic: &Topic| {
        let all = Measure::ALL.iter().map(|it| it.definition());
        let topic = *topic;
        all.filter(move |it| it.topic == topic)
    };
    let row = |it: &holdfast_measures::Definition| {
        vec![
            text(it.key),
            text(it.label),
            text(it.topic.label()),
            text(it.unit.label()),
            Cell::Whole(it.unit.places().into()),
            text(better(it.direction)),
            text(timing_code(it.timing)),
            text(basis_code(it.basis)),
            Cell::Text(it.formula.in_words()),
            text(it.meaning),
            text(it.source),
        ]
    };
    let rows = Topic::ALL.iter().flat_map(of_topic).map(row);
    OpenTable::Definitions.with(rows.collect())
}

/// All symbols.
pub fn symbols() -> Filled {
    let rows = LETTERS.map(|(symbol, meaning)| vec![text(symbol), text(meaning)]);
    OpenTable::Symbols.with(rows.to_vec())
}

/// The authorities of a database.
pub fn authorities<'w>(workforces: impl IntoIterator<Item = &'w Workforce>) -> Filled {
    let row = |workforce: &Workforce| {
        let services = services(workforce).into_iter().map(|it| it.code());
        vec![
            Cell::Text(
                workforce
                    .authority()
                    .map_or_else(String::new, |it| it.reference.clone()),
            ),
            text(workforce.name()),
            Cell::Text(services.collect::<Vec<_>>().join(" ")),
            Cell::Whole(workforce.as_of()),
        ]
    };
    OpenTable::Authorities.with(workforces.into_iter().map(row).collect())
}

/// The month-ends from one day to another, both included.
pub fn month_ends(from: Date, to: Date) -> Vec<Date> {
    let mut days = vec![month_end(from)];
    while let Some(last) = days.last().filter(|it| **it < to) {
        days.push(month_end(months_later(last.first_of_month(), 1)));
    }
    days.retain(|day| *day <= to);
    days
}
