//! Reads the shipped tables into typed rows.

use std::str::FromStr;

/// Why a shipped table cannot be read. It is a fault of the program, never of
/// what a user gave it.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file is not a well-formed table.
    #[error("{table} cannot be read as comma-separated values; mend the file")]
    Csv {
        /// The file.
        table: &'static str,
        /// What the reader says.
        #[source]
        source: csv::Error,
    },
    /// A column that the rows need is not there.
    #[error("{table} has no column ‘{column}’; add it to the first line")]
    NoColumn {
        /// The file.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A cell does not hold what its column is for.
    #[error("{table}, line {line}, column ‘{column}’: ‘{value}’ does not fit; mend the cell")]
    Cell {
        /// The file.
        table: &'static str,
        /// The line, counted from one.
        line: u64,
        /// The column.
        column: String,
        /// What the cell holds.
        value: String,
    },
}

/// One line of a shipped table.
pub(crate) struct Line<'a> {
    table: &'static str,
    headings: &'a csv::StringRecord,
    cells: csv::StringRecord,
}

impl Line<'_> {
    /// The text of a cell.
    pub(crate) fn text(&self, column: &str) -> Result<&str, DataError> {
        let index = self.headings.iter().position(|heading| heading == column);
        index
            .and_then(|index| self.cells.get(index))
            .ok_or_else(|| DataError::NoColumn {
                table: self.table,
                column: column.to_owned(),
            })
    }

    /// Whether the table has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.headings.iter().any(|heading| heading == column)
    }

    /// The value of a cell.
    pub(crate) fn value<T: FromStr>(&self, column: &str) -> Result<T, DataError> {
        self.value_by(column, |text| text.parse().ok())
    }

    /// The value of a cell, or nothing where the cell is empty.
    pub(crate) fn optional<T: FromStr>(&self, column: &str) -> Result<Option<T>, DataError> {
        if self.text(column)?.is_empty() {
            Ok(None)
        } else {
            self.value(column).map(Some)
        }
    }

    /// The value that `read` makes of a cell.
    pub(crate) fn value_by<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, DataError> {
        let text = self.text(column)?;
        read(text).ok_or_else(|| DataError::Cell {
            table: self.table,
            line: self.cells.position().map_or(0, csv::Position::line),
            column: column.to_owned(),
            value: text.to_owned(),
        })
    }
}

/// Reads every line of a table.
pub(crate) fn read<T>(
    table: &'static str,
    text: &str,
    row: impl Fn(&Line<'_>) -> Result<T, DataError>,
) -> Result<Vec<T>, DataError> {
    let malformed = |source| DataError::Csv { table, source };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(malformed)?.clone();
    let line = |cells| {
        row(&Line {
            table,
            headings: &headings,
            cells,
        })
    };
    reader
        .into_records()
        .map(|cells| line(cells.map_err(malformed)?))
        .collect()
}

/// The rows of a shipped table, of which the tests know that it reads.
///
/// # Panics
///
/// Where the shipped table is broken: nothing that a user gives reaches it.
pub(crate) fn shipped<T>(rows: Result<Vec<T>, DataError>) -> Vec<T> {
    rows.unwrap_or_else(|error| panic!("the program was built with a broken table: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let rows = read("a.csv", text, |line| line.value::<u8>("year"));
        rows.map_or_else(|error| error.to_string(), |rows| format!("{rows:?}"))
    }

    #[test]
    fn rows_are_read_by_the_name_of_their_column() {
        assert_eq!(check("area,year\nengland,7\n,8\n"), "[7, 8]");
    }

    #[test]
    fn an_error_says_where_it_is() {
        assert_eq!(
            check("year\n7\nlate\n"),
            "a.csv, line 3, column ‘year’: ‘late’ does not fit; mend the cell"
        );
        assert_eq!(
            check("area\n7\n"),
            "a.csv has no column ‘year’; add it to the first line"
        );
        assert!(check("year\n7\n8,9\n").starts_with("a.csv cannot be read"));
    }
}
