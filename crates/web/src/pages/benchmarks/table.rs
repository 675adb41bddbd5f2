//! The table of a benchmark: years and peers, with the release of each year
//! and what its symbols mean.

use std::collections::BTreeSet;

use holdfast_intake::export::{Sheet, attribution, benchmark_sheet, citations};
use holdfast_measures::benchmark::Year;
use holdfast_reference::Symbol;
use holdfast_workforce::CodeSet as _;

use super::answer::{Beside, value_shown, years};

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
        let label = benchmark.measure.label();
        let unit = match benchmark.measure.unit().label() {
            unit if label.ends_with(unit) => String::new(),
            unit => format!(", {unit}"),
        };
        let ends = benchmark.years.first().zip(benchmark.years.last());
        let years = ends.map(|(first, last)| years(benchmark.measure, first.year, last.year));
        format!("{label}{unit}. {}", years.unwrap_or_default())
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
    pub(crate) fn citations(&self) -> Vec<String> {
        citations(std::slice::from_ref(&self.benchmark))
    }

    /// The table as a file.
    pub(crate) fn sheet(&self) -> Sheet {
        let sheet = benchmark_sheet(&self.benchmark);
        let symbols = self.symbols().into_iter();
        let meanings = symbols.map(|(symbol, meaning)| format!("{symbol}: {meaning}"));
        let sources = self
            .citations()
            .into_iter()
            .chain([attribution().to_owned()]);
        Sheet {
            title: format!("{}: {}", self.name, self.caption()),
            notes: sheet
                .notes
                .into_iter()
                .chain(meanings)
                .chain(sources)
                .collect(),
            ..sheet
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
