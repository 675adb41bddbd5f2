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
            Self::Small => 94,
        }
    }
}

/// What a cell keeps clear at its two sides together.
const CLEAR: usize = 180;

/// No column asks for the width of more letters: longer cells are broken into lines.
const LONGEST: usize = 40;

/// The ways to fit a table, the best first; the last is taken when nothing else will do.
const WAYS: [(Lying, Size); 3] = [
    (Lying::Upright, Size::Ordinary),
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

/// The letters of the longest word and of the longest cell of a column.
fn letters(table: &Table, column: usize) -> (usize, usize) {
    let cells = table.rows.iter().filter_map(|row| {
        let spans = crate::parts::only_named(row) && row.cells.len() > 1;
        row.cells.get(column).filter(|_| !spans)
    });
    // A heading is bold, and takes up as much as a letter more.
    let heading = table.columns.get(column);
    let heading = heading.map(|it| it.heading.clone() + "m");
    let (mut word, mut line) = (1, 1);
    for text in heading
        .into_iter()
        .chain(cells.map(|cell| plain(&cell.runs)))
    {
        line = line.max(text.chars().count());
        for each in text.split_whitespace() {
            word = word.max(each.chars().count());
        }
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
    let more: Vec<_> = letters.iter().map(|(word, line)| line - word + 1).collect();
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
