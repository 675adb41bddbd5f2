//! Bare numbers: those of the prose that are bound to no figure, stand in no table of the
//! paper, and are cited to no source.

use std::collections::HashSet;
use std::ops::Range;

use crate::grid::{Cell, Grid};
use crate::paper::Kind;
use crate::quantity::{Quantity, Unit};
use crate::reading::Reading;
use crate::rule::Whole;

/// A sentence with bare numbers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Unsourced {
    /// Its line.
    pub line: u32,
    /// Its numbers.
    pub numbers: Vec<String>,
}

/// Words by which a sentence says where its numbers are from.
const SOURCES: &[&str] = &[
    "source",
    "according to",
    "table",
    "appendix",
    "figure ",
    "chart",
    "dfe",
    "department for education",
    "census",
    "statistic",
    "published",
    "skills for care",
    "survey",
    "inspection",
    "ofsted",
    "(see ",
];

/// The sentences with bare numbers, in their order.
pub(crate) fn unsourced(whole: &Whole<'_>) -> Vec<Unsourced> {
    let tabled: HashSet<String> = whole.grids.iter().flat_map(figures).collect();
    let prose = whole
        .readings
        .iter()
        .filter(|it| it.passage.kind != Kind::Heading);
    prose.flat_map(|it| of_passage(it, &tabled)).collect()
}

/// The numbers of a table as they are printed, without their signs.
fn figures(grid: &Grid) -> impl Iterator<Item = String> + '_ {
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    cells.filter_map(|cell| match cell {
        Cell::Number(number) => Some(number.value.to_string()),
        _ => None,
    })
}

fn of_passage(reading: &Reading<'_>, tabled: &HashSet<String>) -> Vec<Unsourced> {
    let bound = references(&reading.passage.text);
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let outline = reading.outline.get(sentence.clone()).unwrap_or_default();
        if SOURCES.iter().any(|it| outline.contains(it)) {
            continue;
        }
        let bare: Vec<&Quantity> = of_sentence(reading, outline)
            .filter(|it| is_bare(it) && !tabled.contains(&it.value.to_string()))
            .filter(|it| !bound.iter().any(|range| range.contains(&it.start)))
            .collect();
        found.extend(bare.first().map(|first| Unsourced {
            line: reading.line_of(first),
            numbers: bare.iter().map(|it| it.printed.clone()).collect(),
        }));
    }
    found
}

fn of_sentence<'r>(
    reading: &'r Reading<'_>,
    outline: &'r str,
) -> impl Iterator<Item = &'r Quantity> {
    let marks = outline.split(['{', '<']).skip(1);
    marks.filter_map(|it| {
        let number: String = it
            .chars()
            .skip(1)
            .take_while(char::is_ascii_digit)
            .collect();
        reading.quantity(&number)
    })
}

/// Dates and times are no figures, nor is a small number in words: “three options”.
fn is_bare(quantity: &Quantity) -> bool {
    let is_in_words = quantity.printed.starts_with(char::is_alphabetic);
    let is_time = matches!(quantity.unit, Unit::Date | Unit::Period | Unit::Time(_));
    !(is_time || is_in_words && quantity.is_count())
}

/// Whether a passage refers to figures.
pub(crate) fn has_reference(reading: &Reading<'_>) -> bool {
    !references(&reading.passage.text).is_empty()
}

/// Where the references to figures stand: `{{ vacancy_rate }}`.
fn references(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let Some(end) = text[start..].find("}}").map(|at| start + at + 2) else {
            break;
        };
        found.push(start..end);
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::read::read;

    fn numbers(text: &str) -> Vec<String> {
        let paper = read("paper.md", text.as_bytes()).expect("text");
        let checked = check(&paper);
        checked
            .unsourced
            .into_iter()
            .flat_map(|it| it.numbers)
            .collect()
    }

    #[test]
    fn a_number_that_was_typed_is_bare_and_a_reference_is_not() {
        let text = "The rate is {{ vacancy_rate at 2024-03-31 }}, and 14 posts are frozen.";
        assert_eq!(numbers(text), ["14"]);
    }

    #[test]
    fn numbers_of_a_table_or_of_a_named_source_are_not_bare() {
        let text = "We have 12 posts in the north and 17 leavers.\n\n| Team | Posts |\n|--|--|\n| North | 12 |\n| South | 9 |\n\nIn England it is 18.9% (DfE, 2024). Three options were considered on 3 May 2024.";
        assert_eq!(numbers(text), ["17"]);
    }

    #[test]
    fn a_paper_with_references_is_known_as_such() {
        let of = |text: &str| check(&read("a.md", text.as_bytes()).expect("text")).has_references;
        assert!(of("It is {{ vacancy_rate }}."));
        assert!(!of("It is 12%, {as printed}."));
    }
}
