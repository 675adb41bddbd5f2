//! How a table is laid out so that it stays on the paper: upright, across, in smaller letters or, where
//! nothing of that is enough, as a list.

use holdfast_document::{Align, RowKind, Table, plain};
use serde::Serialize;

use crate::fonts::{Fonts, Weight};

/// The width of the text on an upright page, in points: A4 without its margins, and a hair for rounding.
pub(crate) const UPRIGHT: f64 = 595.0 - 2.0 * MARGIN;

/// The same on a page that lies across.
const ACROSS: f64 = 841.0 - 2.0 * MARGIN;

/// The margin at either side, in points. The template has the same.
const MARGIN: f64 = 62.0;

/// The space to the left and to the right of a cell's words, in points. The template has the same.
pub(crate) const PADDING: f64 = 4.0;

/// The widest word, in em, that a column makes room for; wider ones break.
const WIDEST_WORD: f64 = 14.0;

/// The width, in em, beyond which words are a narrative that may go over several lines.
const NARRATIVE: f64 = 30.0;

/// How much wider than it would like to be, in em, a column is made.
const SPARE: f64 = 6.0;

/// What a table may take up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// A page of its own, lying across, if need be.
    Page,
    /// What the list or the quote around it leaves.
    Within,
}

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub(crate) enum Fit {
    /// In rows and columns.
    Grid {
        /// Whether it has a page of its own that lies across.
        across: bool,
        /// The size of its letters, in points.
        size: f64,
        /// The width of each column, in points.
        columns: Vec<f64>,
    },
    /// Row by row, `column: value`.
    List,
}

/// The layouts that are tried, from the one that reads best.
const ON_A_PAGE: [(bool, f64); 5] = [
    (false, 10.0),
    (false, 9.0),
    (true, 10.0),
    (true, 9.0),
    (true, 8.0),
];
const WITHIN: [(bool, f64); 3] = [(false, 10.0), (false, 9.0), (false, 8.0)];

/// Finds the first layout in which every column has room for its words.
pub(crate) fn fit(table: &Table, room: Room, indent: f64, fonts: &Fonts) -> Fit {
    let wishes: Vec<Wish> = (0..table.columns.len())
        .map(|column| wish(table, column, fonts))
        .collect();
    let layouts: &[(bool, f64)] = match room {
        Room::Page => &ON_A_PAGE,
        Room::Within => &WITHIN,
    };
    let found = layouts.iter().find_map(|(across, size)| {
        let width = if *across { ACROSS } else { UPRIGHT - indent };
        let columns = shared_out(&wishes, *size, width)?;
        Some(Fit::Grid {
            across: *across,
            size: *size,
            columns,
        })
    });
    found.unwrap_or(Fit::List)
}

/// What a column needs and what it would like, in em.
struct Wish {
    least: f64,
    natural: f64,
}

fn wish(table: &Table, column: usize, fonts: &Fonts) -> Wish {
    let mut word: f64 = 0.0;
    let mut line: f64 = 0.0;
    let mut measure = |text: &str, weight| {
        let words = text.split([' ', '-', '\n']);
        word = words
            .map(|word| fonts.width(word, weight) + fonts.width("-", weight))
            .fold(word, f64::max);
        line = line.max(fonts.width(text, weight));
    };
    let head = &table.columns[column];
    measure(&head.heading, Weight::Bold);
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        let weight = match row.kind {
            RowKind::Total => Weight::Bold,
            RowKind::Ordinary | RowKind::Group => Weight::Regular,
        };
        measure(&plain(&row.cells[column].runs), weight);
    }
    let comfortable = match (column, head.align) {
        _ if line > NARRATIVE => 11.0,
        (0, _) => 9.0,
        (_, Align::Start) => 6.0,
        (_, Align::End) => 0.0,
    };
    Wish {
        least: word.min(WIDEST_WORD).max(line.min(comfortable)),
        natural: line.min(2.0 * NARRATIVE),
    }
}

/// The width of each column in points, if all have at least what they need.
fn shared_out(wishes: &[Wish], size: f64, width: f64) -> Option<Vec<f64>> {
    let padding = 2.0 * PADDING;
    let least: f64 = wishes.iter().map(|wish| wish.least * size + padding).sum();
    let left = width - least;
    if left < 0.0 {
        return None;
    }
    let more = |wish: &Wish| (wish.natural - wish.least).max(0.0) * size;
    let wanted: f64 = wishes.iter().map(more).sum();
    let granted = if wanted > left { left / wanted } else { 1.0 };
    // What nobody wants is shared alike, up to where the eye would lose its row.
    #[expect(clippy::cast_precision_loss, reason = "tables have few columns")]
    let rest = ((left - wanted * granted) / wishes.len() as f64).min(SPARE * size);
    let columns = wishes.iter();
    Some(
        columns
            .map(|wish| wish.least * size + padding + more(wish) * granted + rest)
            .collect(),
    )
}

impl Fit {
    /// The widest word in em that a cell of a column has room for.
    pub(crate) fn room(&self, column: usize) -> f64 {
        match self {
            Self::Grid { size, columns, .. } => (columns[column] - 2.0 * PADDING) / size,
            Self::List => WIDEST_WORD,
        }
    }
}

#[cfg(test)]
mod tests {
    use holdfast_document::{Cell, Column, TableRow};

    use super::*;
    use crate::fonts::LETTERS;

    /// A table of as many columns as there are headings, with one row beneath.
    fn table(cells: &[(&str, &str)]) -> Table {
        let column = |(heading, _): &(&str, &str)| Column {
            heading: (*heading).to_owned(),
            align: Align::End,
        };
        Table {
            name: "table".to_owned(),
            caption: "A table".to_owned(),
            columns: cells.iter().map(column).collect(),
            rows: vec![TableRow {
                kind: RowKind::Ordinary,
                cells: cells.iter().map(|(_, cell)| Cell::text(*cell)).collect(),
            }],
            notes: Vec::new(),
            source: String::new(),
        }
    }

    fn months(count: usize) -> Fit {
        let mut cells = vec![("Measure", "Filled posts")];
        cells.extend((0..count).map(|_| ("September 2025", "1,234.5")));
        fit(&table(&cells), Room::Page, 0.0, &LETTERS)
    }

    #[test]
    fn a_table_with_more_columns_lies_across_in_smaller_letters_and_becomes_a_list() {
        let shape = |count| match months(count) {
            Fit::Grid { across, size, .. } => format!("{across} {size}"),
            Fit::List => "list".to_owned(),
        };
        // September in bold is 5.3 em wide: with the space beside it 61 points in letters of 10 points,
        // of which seven and the measure go into 471 points and ten into 717.
        assert_eq!(
            [4, 10, 40].map(shape),
            ["false 10", "true 10", "list"].map(str::to_owned)
        );
    }

    #[test]
    fn columns_are_together_as_wide_as_the_paper_unless_they_are_few() {
        for count in 3..30 {
            if let Fit::Grid {
                across, columns, ..
            } = months(count)
            {
                let whole: f64 = columns.iter().sum();
                let paper = if across { ACROSS } else { UPRIGHT };
                assert!((whole - paper).abs() < 0.01, "{count}: {whole}");
            }
        }
        let narrow = fit(
            &table(&[("Team", "North"), ("Posts", "7")]),
            Room::Page,
            0.0,
            &LETTERS,
        );
        let Fit::Grid { columns, .. } = narrow else {
            panic!("{narrow:?}");
        };
        assert!(columns.iter().sum::<f64>() < 0.5 * UPRIGHT, "{columns:?}");
    }

    #[test]
    fn every_word_has_room_in_its_column_or_breaks() {
        let word = "Safeguarding".repeat(9);
        let table = table(&[("Team", &word), ("Posts", "1,125.0"), (&word, "1")]);
        let fit = fit(&table, Room::Within, 44.0, &LETTERS);
        assert!(matches!(fit, Fit::Grid { .. }), "{fit:?}");
        for (column, text) in [(0, word.as_str()), (1, "1,125.0"), (2, &word)] {
            let set = LETTERS.settable(text, fit.room(column));
            let widest = set
                .split('\u{200B}')
                .map(|piece| LETTERS.width(piece, Weight::Bold))
                .fold(0.0, f64::max);
            assert!(widest <= fit.room(column), "{column}: {widest}");
        }
    }
}
