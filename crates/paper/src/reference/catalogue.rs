//! Everything that can stand between braces, for those who write: the one list that the command line
//! and the pages show. Every reference in it can be read, which its tests see to.

use holdfast_measures::Measure;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::position::Line;

use super::{ALIASES, StrategyTable};

/// What a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A figure in a line of text.
    Figure,
    /// A figure by a shorter name.
    Alias,
    /// A line of the establishment.
    Establishment,
    /// A figure beside another, in words.
    Comparison,
    /// What a plan foresees.
    Plan,
    /// What the paper says of itself.
    Itself,
    /// A table, which stands by itself.
    Table,
    /// A chart, which stands by itself.
    Chart,
}

impl Sort {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Comparison,
        Self::Table,
        Self::Chart,
        Self::Itself,
        Self::Plan,
        Self::Alias,
        Self::Figure,
        Self::Establishment,
    ];

    /// What several of them are called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Figure => "Figures",
            Self::Alias => "Figures by shorter names",
            Self::Establishment => "Lines of the establishment",
            Self::Comparison => "Comparisons, places and workings",
            Self::Plan => "What plans foresee",
            Self::Itself => "What the paper says of itself",
            Self::Table => "Tables",
            Self::Chart => "Charts",
        }
    }
}

/// Something that can stand between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writable {
    /// What it is.
    pub sort: Sort,
    /// What is written between the braces.
    pub reference: String,
    /// What it prints.
    pub label: String,
    /// The unit of a figure; empty where there is none.
    pub unit: &'static str,
}

impl Writable {
    /// The reference as it stands in a text.
    pub fn in_braces(&self) -> String {
        format!("{{{{ {} }}}}", self.reference)
    }
}

/// Examples of every form: what is written, and what it prints. `academy` and `as-now` stand for the
/// names of plans.
const EXAMPLES: [(Sort, &str, &str); 27] = [
    (
        Sort::Comparison,
        "caseload vs england",
        "the figure beside England’s",
    ),
    (
        Sort::Comparison,
        "turnover vs neighbours",
        "the figure beside the median of the statistical neighbours",
    ),
    (
        Sort::Comparison,
        "vacancy_rate vs last year",
        "the figure beside that of a year before",
    ),
    (
        Sort::Comparison,
        "vacancy_rate vs target",
        "the figure beside the scorecard’s target",
    ),
    (
        Sort::Comparison,
        "turnover of england in 2024",
        "a published figure of others",
    ),
    (
        Sort::Comparison,
        "vacancy_rate on 2025-03-31",
        "the figure of another day",
    ),
    (
        Sort::Comparison,
        "agency_fte with unit",
        "the figure with its unit in words",
    ),
    (
        Sort::Comparison,
        "rank turnover",
        "the place among all authorities",
    ),
    (
        Sort::Comparison,
        "working turnover",
        "how the figure was worked out",
    ),
    (
        Sort::Table,
        "table establishment by role",
        "posts, people, vacancies and agency workers",
    ),
    (Sort::Table, "table scorecard", "the council’s scorecard"),
    (
        Sort::Table,
        "table measures vacancy_rate caseload",
        "figures beside the year before and others",
    ),
    (
        Sort::Table,
        "table benchmark turnover england",
        "a figure over the published years",
    ),
    (
        Sort::Table,
        "table teams vacancy_rate caseload",
        "figures team by team",
    ),
    (Sort::Table, "table plan academy", "a plan by years"),
    (
        Sort::Table,
        "table plan academy chances",
        "the chances of a plan’s targets",
    ),
    (
        Sort::Table,
        "table plan academy vs as-now",
        "a plan beside another",
    ),
    (Sort::Chart, "chart turnover", "a figure over months"),
    (
        Sort::Chart,
        "chart turnover 2017..2025 neighbours england",
        "published figures over years",
    ),
    (
        Sort::Chart,
        "chart turnover authorities",
        "all authorities in a row",
    ),
    (
        Sort::Chart,
        "chart vacancies by role",
        "a line of the establishment as bars",
    ),
    (
        Sort::Chart,
        "chart plan academy in_post",
        "what a plan foresees",
    ),
    (
        Sort::Chart,
        "chart plan academy steps",
        "what moves the FTE in post in a plan",
    ),
    (
        Sort::Plan,
        "plan academy in_post on 2027-03-31",
        "what a plan foresees on a day",
    ),
    (
        Sort::Plan,
        "saving(academy)",
        "what a plan saves a year, with its formula",
    ),
    (Sort::Itself, "council", "the council’s name"),
    (Sort::Itself, "figures_date", "the day of the figures"),
];

/// Everything that can be written, sort by sort.
pub fn catalogue() -> Vec<Writable> {
    Sort::ALL.iter().flat_map(|sort| of_sort(*sort)).collect()
}

/// Everything of a sort that can be written.
pub fn of_sort(sort: Sort) -> Vec<Writable> {
    let of = |reference: String, label: &str, unit| Writable {
        sort,
        reference,
        label: label.to_owned(),
        unit,
    };
    let figure = |reference: &str, measure: Measure| {
        of(
            reference.to_owned(),
            measure.label(),
            measure.unit().label(),
        )
    };
    let line = |line: &Line| {
        let unit = if line.counts_people() {
            "people"
        } else {
            "FTE"
        };
        of(format!("establishment {}", line.code()), line.label(), unit)
    };
    let strategy = |(name, _): &(&str, StrategyTable)| {
        of(
            format!("table {name}"),
            &format!("the {name} of the strategy"),
            "",
        )
    };
    let mut all: Vec<_> = EXAMPLES
        .iter()
        .filter(|(of, ..)| *of == sort)
        .map(|(_, reference, label)| of((*reference).to_owned(), label, ""))
        .collect();
    match sort {
        Sort::Figure => all.extend(Measure::ALL.iter().map(|it| figure(it.key(), *it))),
        Sort::Alias => all.extend(ALIASES.iter().map(|(alias, it)| figure(alias, *it))),
        Sort::Establishment => all.extend(Line::ALL.iter().map(line)),
        Sort::Table => all.extend(StrategyTable::ALL.iter().map(strategy)),
        _ => {}
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn everything_that_is_listed_can_be_read_and_is_what_it_says() {
        for it in catalogue() {
            let read =
                Reference::read(&it.reference).unwrap_or_else(|told| panic!("{it:?}: {told}"));
            let is_block = matches!(it.sort, Sort::Table | Sort::Chart);
            assert_eq!(read.is_block(), is_block, "{it:?}");
        }
    }

    #[test]
    fn every_measure_line_alias_and_part_of_the_strategy_is_listed_once() {
        let all = catalogue();
        let count = Measure::ALL.len()
            + Line::ALL.len()
            + ALIASES.len()
            + StrategyTable::ALL.len()
            + EXAMPLES.len();
        assert_eq!(all.len(), count);
        let mut references: Vec<_> = all.iter().map(|it| &it.reference).collect();
        references.sort();
        references.dedup();
        assert_eq!(references.len(), count);
    }
}
