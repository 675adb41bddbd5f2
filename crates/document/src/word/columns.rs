//! How wide the columns of a table are, and whether the page has to be turned for them.

use super::section::Lying;
use crate::run::plain;
use crate::table::Table;

/// How a table is fitted to its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) lying: Lying,
    pub(super) size: Size,
    /// The width of each column in twentieths of a point.
    pub(super) widths: Vec<usize>,
}

/// How large the letters of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Ordinary,
    Small,
}

impl Size {
    /// About how wide a letter is.
    fn letter(self) -> usize {
        match self {
            Self::Ordinary => 116,
            Self::Small => 104,
        }
    }
}

/// What a cell keeps clear at its two sides together.
const CLEAR: usize = 180;

/// No column asks for the width of more letters: longer cells are broken into lines.
const LONGEST: usize = 40;

/// The ways to fit a table, the best first; the last is taken when nothing else will do.
const WAYS: [(Lying, Size); 4] = [
    (Lying::Upright, Size::Ordinary),
    (Lying::Upright, Size::Small),
    (Lying::OnItsSide, Size::Ordinary),
    (Lying::OnItsSide, Size::Small),
];

/// The first way in which no word has to be broken.
pub(super) fn fit(table: &Table) -> Fit {
    let letters: Vec<_> = (0..table.columns.len())
        .map(|column| letters(table, column))
        .collect();
    let fits = |(lying, size): &(Lying, Size)| {
        let least = letters.iter().map(|(word, _)| wide(*word, *size));
        least.sum::<usize>() <= lying.room()
    };
    let [.., last] = WAYS;
    let (lying, size) = WAYS.into_iter().find(fits).unwrap_or(last);
    Fit {
        lying,
        size,
        widths: widths(&letters, size, lying.room()),
    }
}

fn longest_word(text: &str) -> usize {
    let words = text.split_whitespace().map(|word| word.chars().count());
    words.max().unwrap_or_default()
}

/// The letters of the longest word and of the longest cell of a column.
fn letters(table: &Table, column: usize) -> (usize, usize) {
    let cells = table.rows.iter().filter_map(|row| {
        let spans = crate::parts::only_named(row) && row.cells.len() > 1;
        row.cells.get(column).filter(|_| !spans)
    });
    // A heading is bold and takes up as much as a letter more, and may have several lines.
    let heading = table
        .columns
        .get(column)
        .map(|it| longest_word(&it.heading) + 1);
    let (mut word, mut line) = (heading.unwrap_or_default().max(1), 1);
    for text in cells.map(|cell| plain(&cell.runs)) {
        word = word.max(longest_word(&text));
        line = line.max(text.chars().count());
    }
    (word.min(LONGEST), line.min(LONGEST))
}

fn wide(letters: usize, size: Size) -> usize {
    letters * size.letter() + CLEAR
}

/// Every column has the room of its longest word, and what is left is shared out by how much more each
/// could use.
fn widths(letters: &[(usize, usize)], size: Size, room: usize) -> Vec<usize> {
    let least: Vec<_> = letters.iter().map(|(word, _)| wide(*word, size)).collect();
    let more: Vec<_> = letters
        .iter()
        .map(|(word, line)| line.saturating_sub(*word) + 1)
        .collect();
    let all: usize = more.iter().sum::<usize>().max(1);
    let taken: usize = least.iter().sum();
    match room.checked_sub(taken) {
        Some(left) => {
            let shared = least.iter().zip(&more);
            shared
                .map(|(least, more)| least + left * more / all)
                .collect()
        }
        None => least
            .iter()
            .map(|least| (least * room / taken).max(1))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Align, Column};

    fn fitted(headings: &[&str]) -> Fit {
        let column = |heading: &&str| Column {
            heading: (*heading).into(),
            align: Align::End,
        };
        fit(&Table {
            name: String::new(),
            caption: String::new(),
            columns: headings.iter().map(column).collect(),
            rows: Vec::new(),
            notes: Vec::new(),
            source: String::new(),
        })
    }

    #[test]
    fn the_page_is_turned_only_for_a_table_that_would_break_words() {
        // Nine letters and one more for bold: 1,340 in ordinary letters, 1,220 in small ones, of 9,070.
        let way = |columns| {
            let fit = fitted(&["Vacancies"].repeat(columns));
            (fit.lying, fit.size)
        };
        assert_eq!(way(6), (Lying::Upright, Size::Ordinary));
        assert_eq!(way(7), (Lying::Upright, Size::Small));
        assert_eq!(way(8), (Lying::OnItsSide, Size::Ordinary));
    }

    #[test]
    fn the_columns_are_never_wider_than_the_room() {
        for columns in [1, 2, 7, 14, 60] {
            let fit = fitted(&["Establishment"].repeat(columns));
            let all = fit.widths.iter().sum::<usize>();
            assert!(all <= fit.lying.room(), "{columns}: {all}");
        }
    }
}
