//! Counts that describe people, protected before they leave: why they left,
//! and their ethnicity and sex.

use std::collections::BTreeMap;

use holdfast_measures::disclosure::{
    At, Count, CountTable, Earlier, Policy, Protected, Totals, protect,
};
use holdfast_measures::figure::Row;
use holdfast_measures::formula::Component;
use holdfast_measures::{Ledger, Measure, Subject};
use holdfast_workforce::codes::{Ethnicity, LeavingReason, Service, Sex};
use holdfast_workforce::{CodeSet, Workforce};
use jiff::civil::Date;

use super::{Filled, OpenTable};
use crate::export::Cell;

/// Why people left in each of some years. How many left in all is published as
/// a measure, so a year whose reasons that number would give away is withheld.
pub fn leavers(
    workforce: &Workforce,
    service: Service,
    year_ends: &[Date],
    policy: Policy,
) -> Filled {
    let ledger = Ledger::new(workforce, Some(service));
    let years = year_ends.iter().filter_map(|at| {
        let figure = ledger.figure(Measure::LeaversHeadcount, *at);
        let part = figure.part(Component::LeaversHeadcount)?;
        part.amount
            .is_ok()
            .then(|| (*at, reasons(workforce, &part.rows)))
    });
    let years: Vec<(Date, BTreeMap<&'static str, u64>)> = years.collect();
    let count = |reason: &LeavingReason| {
        let of_year = |(_, counts): &(Date, BTreeMap<_, _>)| {
            Count::People(counts.get(reason.code()).copied().unwrap_or(0))
        };
        years.iter().map(of_year).collect::<Vec<_>>()
    };
    let table = CountTable::new(
        LeavingReason::ALL
            .iter()
            .map(|it| it.label().to_owned())
            .collect(),
        years.iter().map(|(at, _)| at.to_string()).collect(),
        LeavingReason::ALL.iter().map(count).collect(),
        Totals::OfColumns,
    );
    let rows =
        table.map(|table| leaver_rows(&as_totals_are_known(&table, policy), &years, service));
    OpenTable::Leavers.with(rows.unwrap_or_default())
}

fn reasons(workforce: &Workforce, rows: &[Row]) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(reason(workforce, row).code()).or_default() += 1;
    }
    counts
}

/// The reason recorded with the engagement that ended when the person left;
/// whose engagement goes on left for other work in the council.
fn reason(workforce: &Workforce, row: &Row) -> LeavingReason {
    let Subject::Assignment(id) = row.subject else {
        return LeavingReason::NotKnown;
    };
    let assignment = workforce.assignments().get(id);
    let first = assignment.and_then(|it| workforce.engagements().get(it.engagement));
    let until = row.spell.and_then(|spell| spell.until);
    let of_person = row.person.into_iter();
    let mut all = of_person.flat_map(|person| workforce.engagements().linking(person));
    let ended = all.find(|it| it.spell.until == until);
    let found = ended.or(first).and_then(|it| it.reason);
    found.unwrap_or(LeavingReason::NotKnown)
}

/// Hides what must be, knowing that the total of each column is published
/// elsewhere, small or not.
fn as_totals_are_known(table: &CountTable, policy: Policy) -> Protected {
    let mut protected = protect(table, policy);
    for column in 0..table.columns().len() {
        let cells: Vec<At> = (0..table.rows().len())
            .map(|row| At { row, column })
            .collect();
        if is_told(&protected, Measure::LeaversHeadcount, cells) {
            protected = protected.without_column(column);
        }
    }
    protected
}

/// Whether a sum that is published as a measure gives a hidden cell away.
fn is_told(protected: &Protected, measure: Measure, cells: Vec<At>) -> bool {
    let known = protected.table().sum(&cells).map(|count| Earlier {
        publication: measure.label().to_owned(),
        cells,
        count,
    });
    known.is_some_and(|known| !protected.told_by(&[known]).is_empty())
}

fn leaver_rows(
    protected: &Protected,
    years: &[(Date, BTreeMap<&'static str, u64>)],
    service: Service,
) -> Vec<Vec<Cell>> {
    let heads = LeavingReason::ALL.iter().map(|it| (it.code(), it.label()));
    let heads: Vec<_> = heads.chain([("all", "Total")]).collect();
    let total = heads.len() - 1;
    let row = |column: usize, row: usize, year: Date| {
        let (at, whole) = (At { row, column }, At { row: total, column });
        let mut cells = vec![
            Cell::Date(year),
            Cell::Text(service.code().to_owned()),
            Cell::Text(heads[row].0.to_owned()),
            Cell::Text(heads[row].1.to_owned()),
        ];
        cells.extend(shown(protected, at, whole));
        cells
    };
    let years = years.iter().enumerate();
    years
        .flat_map(|(column, (year, _))| (0..heads.len()).map(move |index| (column, index, *year)))
        .map(|(column, index, year)| row(column, index, year))
        .collect()
}

/// The count, its symbol, its share, and why there is a symbol.
fn shown(protected: &Protected, at: At, whole: At) -> [Cell; 4] {
    let shown = protected.shown(at);
    let share = protected.rate(at, whole).ok();
    let symbol = shown.symbol().map(holdfast_measures::disclosure::letter);
    [
        shown.number().map_or(Cell::Empty, Cell::Whole),
        Cell::text(symbol),
        share.map_or(Cell::Empty, |it| Cell::Figure(it.rounded(1))),
        Cell::text(protected.why(at)),
    ]
}

/// People in post at a date by ethnicity and sex.
pub fn people_in_post(workforce: &Workforce, service: Service, at: Date, policy: Policy) -> Filled {
    let ledger = Ledger::new(workforce, Some(service));
    let figure = ledger.figure(Measure::InPostHeadcount, at);
    let part = figure.part(Component::InPostHeadcount);
    let Some(part) = part.filter(|it| it.amount.is_ok()) else {
        return OpenTable::PeopleInPost.with(Vec::new());
    };
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let people = part
        .rows
        .iter()
        .filter_map(|row| workforce.people().get(row.person?));
    for person in people {
        let ethnicity = person.ethnicity.map_or("none", Ethnicity::code);
        let sex = person.sex.map_or("none", Sex::code);
        *counts.entry((ethnicity, sex)).or_default() += 1;
    }
    let (ethnicities, sexes) = (with_none::<Ethnicity>(), with_none::<Sex>());
    let cells = ethnicities.iter().map(|(ethnicity, _)| {
        let count = |(sex, _): &(&'static str, _)| {
            Count::People(counts.get(&(*ethnicity, *sex)).copied().unwrap_or(0))
        };
        sexes.iter().map(count).collect()
    });
    let labels = |heads: &[(&str, &str)]| heads.iter().map(|(_, it)| (*it).to_owned()).collect();
    let table = CountTable::new(
        labels(&ethnicities),
        labels(&sexes),
        cells.collect(),
        Totals::Both,
    );
    let rows = table.map(|table| {
        let protected = as_headcount_is_known(&table, policy);
        people_rows(&protected, &ethnicities, &sexes, service, at)
    });
    OpenTable::PeopleInPost.with(rows.unwrap_or_default())
}

/// Hides what must be, knowing that the headcount is published elsewhere.
fn as_headcount_is_known(table: &CountTable, policy: Policy) -> Protected {
    let protected = protect(table, policy);
    let (rows, columns) = (table.rows().len(), table.columns().len());
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| At { row, column }));
    match is_told(&protected, Measure::InPostHeadcount, all.collect()) {
        true => (0..=columns).fold(protected, Protected::without_column),
        false => protected,
    }
}

fn with_none<C: CodeSet>() -> Vec<(&'static str, &'static str)> {
    let known = C::ALL.iter().map(|it| (it.code(), it.label()));
    known.chain([("none", "Not recorded")]).collect()
}

fn people_rows(
    protected: &Protected,
    ethnicities: &[(&'static str, &'static str)],
    sexes: &[(&'static str, &'static str)],
    service: Service,
    at: Date,
) -> Vec<Vec<Cell>> {
    let whole = At {
        row: ethnicities.len(),
        column: sexes.len(),
    };
    let mut rows = Vec::new();
    for row in 0..=ethnicities.len() {
        for column in 0..=sexes.len() {
            let (ethnicity, label) = ethnicities.get(row).copied().unwrap_or(("all", "Total"));
            let (sex, _) = sexes.get(column).copied().unwrap_or(("all", "Total"));
            let mut cells = vec![
                Cell::Date(at),
                Cell::Text(service.code().to_owned()),
                Cell::Text(ethnicity.to_owned()),
                Cell::Text(label.to_owned()),
                Cell::Text(sex.to_owned()),
            ];
            cells.extend(shown(protected, At { row, column }, whole));
            rows.push(cells);
        }
    }
    rows
}
