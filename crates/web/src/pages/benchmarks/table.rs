//! The table of a benchmark: years and peers, with the release of each year
//! and what its symbols mean.

use std::collections::BTreeSet;

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_measures::benchmark::{PeerValue, Year};
use holdfast_reference::{Releases, Symbol};
use holdfast_workforce::CodeSet as _;

use super::answer::{Beside, value_shown, years};
use crate::drawn;

/// The table as a page shows it.
pub(crate) struct Table {
    /// What it shows.
    pub(crate) caption: String,
    /// The peers.
    pub(crate) heads: Vec<String>,
    /// The years, the latest first.
    pub(crate) rows: Vec<Row>,
    /// The symbols that stand in it, each with its meaning.
    pub(crate) symbols: Vec<(String, &'static str)>,
}

/// A year of the table.
pub(crate) struct Row {
    /// The year.
    pub(crate) year: i16,
    /// The values of the peers.
    pub(crate) values: Vec<String>,
    /// The releases that the values stand in.
    pub(crate) release: String,
}

impl Beside {
    /// The table of all years.
    pub(crate) fn table(&self) -> Table {
        let benchmark = &self.benchmark;
        let row = |year: &Year| Row {
            year: year.year,
            values: year
                .values
                .iter()
                .map(|value| value_shown(benchmark.measure, value.as_ref()))
                .collect(),
            release: releases_of(year),
        };
        Table {
            caption: self.caption(),
            heads: self.heads(),
            rows: benchmark.years.iter().rev().map(row).collect(),
            symbols: self.symbols(),
        }
    }

    /// What is shown, of whom and when, with its unit.
    pub(crate) fn caption(&self) -> String {
        let benchmark = &self.benchmark;
        let unit = benchmark.measure.unit().label();
        let ends = benchmark.years.first().zip(benchmark.years.last());
        let years = ends.map(|(first, last)| years(benchmark.measure, first.year, last.year));
        format!(
            "{}, {unit}. {}",
            benchmark.measure.label(),
            years.unwrap_or_default()
        )
    }

    fn heads(&self) -> Vec<String> {
        let peers = self.benchmark.peers.iter();
        peers.map(|peer| peer.label()).collect()
    }

    fn symbols(&self) -> Vec<(String, &'static str)> {
        let values = self.benchmark.years.iter().flat_map(|year| &year.values);
        let symbols = values.flatten().filter_map(|it| it.value.symbol());
        let found: BTreeSet<Symbol> = symbols.collect();
        let named = |symbol: Symbol| (symbol.to_string(), symbol.label());
        found.into_iter().map(named).collect()
    }

    /// The citations of the releases that stand in the table.
    pub(crate) fn citations(&self, releases: &Releases) -> Vec<String> {
        let mut used: BTreeSet<String> = BTreeSet::new();
        for year in &self.benchmark.years {
            used.extend(keys(year).map(str::to_owned));
        }
        let newest_first = releases.iter().filter(|it| used.contains(&it.key()));
        newest_first
            .map(|it| format!("Release {}: {}", it.key(), it.source().citation()))
            .collect()
    }

    /// The table as a file.
    pub(crate) fn sheet(&self, releases: &Releases) -> Sheet {
        let benchmark = &self.benchmark;
        let mut columns = vec![Column::of(ColumnKind::Whole, "Year")];
        let values = |head: String| drawn::column(benchmark.measure, head);
        columns.extend(self.heads().into_iter().map(values));
        columns.push(Column::text("Release"));
        let row = |year: &Year| {
            let number = u64::try_from(year.year).unwrap_or_default();
            let value = |it: &Option<PeerValue>| {
                drawn::cell(benchmark.measure, it.as_ref().map(|it| it.value))
            };
            let mut cells = vec![Cell::Whole(number)];
            cells.extend(year.values.iter().map(value));
            cells.push(Cell::Text(releases_of(year)));
            cells
        };
        let symbols = self.symbols().into_iter();
        let meanings = symbols.map(|(symbol, meaning)| format!("{symbol}: {meaning}"));
        Sheet {
            title: format!("{}: {}", self.name, self.caption()),
            columns,
            rows: benchmark.years.iter().map(row).collect(),
            notes: self
                .citations(releases)
                .into_iter()
                .chain(meanings)
                .chain([holdfast_reference::ATTRIBUTION.to_owned()])
                .collect(),
        }
    }
}

fn keys(year: &Year) -> impl Iterator<Item = &str> {
    let values = year.values.iter().flatten();
    values.filter_map(|value| value.release.as_deref())
}

fn releases_of(year: &Year) -> String {
    let distinct: BTreeSet<&str> = keys(year).collect();
    distinct.into_iter().collect::<Vec<_>>().join(", ")
}
