//! Where rows come from: text files and workbooks, in folders and archives.
//! Everything here is about form; what the cells mean comes later.

mod documents;
pub(crate) mod files;
pub(crate) mod text;
pub(crate) mod workbook;

use csv::StringRecord;

pub use documents::{Documents, documents_of};

use crate::problem::Problems;
use crate::schema::Fault;

/// The largest CSV file that is read, in bytes: one table of one authority.
pub const MAX_TABLE_BYTES: u64 = 128 * 1024 * 1024;

/// Rows of one file or sheet, one after the other.
pub(crate) trait Rows {
    /// The headings; blank where a column has none.
    fn headings(&self) -> &[String];

    /// Moves on to the next row that is not blank and gives its number as
    /// people see it; nothing at the end. Faults of single cells are named by
    /// the index of their column.
    fn next_row(
        &mut self,
        cells: &mut StringRecord,
        faults: &mut Vec<(usize, Fault)>,
        problems: &mut Problems,
    ) -> Option<u64>;

    /// What the file itself has as heading and value of a column in the
    /// present row, where that differs from what was handed out.
    fn original(&self, _column: usize) -> Option<(String, String)> {
        None
    }
}

/// Whether no cell of a row holds anything.
pub(crate) fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// A heading as it is compared: lower case, words joined by `_`.
pub(crate) fn tidy_heading(heading: &str) -> String {
    let words: Vec<_> = heading
        .split(|letter: char| letter.is_whitespace() || letter == '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}
