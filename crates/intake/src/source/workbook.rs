//! Workbooks: rows of a sheet, with formulas by their saved value. Merged
//! cells and error cells are problems, since what they mean is a guess.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Range, Reader as _, Xlsx, XlsxError};
use csv::StringRecord;
use zip::ZipArchive;

use super::files::Source;
use super::text::empty_file;
use super::{Rows, is_blank};
use crate::package::ReadError;
use crate::problem::{Problem, Problems};
use crate::schema::Fault;

/// The largest workbook that is read, in bytes.
const MAX_WORKBOOK_BYTES: u64 = 64 * 1024 * 1024;
/// To how many bytes the parts of a workbook may unpack.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// How many cells the sheets of a workbook may span together.
const MAX_CELLS: u64 = 5_000_000;
/// How many sheets a workbook may have.
const MAX_SHEETS: usize = 200;

/// The rows and columns of cells, counted from nought, whose formulas have no
/// saved value.
type Unsaved = BTreeSet<(u32, u32)>;

/// A workbook, held in memory.
pub(crate) struct Workbook {
    name: String,
    book: Xlsx<Cursor<Vec<u8>>>,
    sheets: Vec<String>,
    cells: u64,
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// When it is no workbook, or one that could do harm.
    pub(crate) fn open(path: &str, source: Box<dyn Source>) -> Result<Self, ReadError> {
        let too_large = |found: String| ReadError::WorkbookTooLarge {
            name: path.to_owned(),
            found,
        };
        let mut bytes = Vec::new();
        source
            .take(MAX_WORKBOOK_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| ReadError::CannotRead {
                name: path.to_owned(),
                source,
            })?;
        if bytes.len() as u64 > MAX_WORKBOOK_BYTES {
            return Err(too_large("more than 64 MB".into()));
        }
        guard(path, &bytes)?;
        let book = sheltered(|| Xlsx::new(Cursor::new(bytes)));
        let book = book.map_err(|source| ReadError::NotAWorkbook {
            name: path.to_owned(),
            source,
        })?;
        let sheets = book.sheet_names();
        if sheets.len() > MAX_SHEETS {
            return Err(too_large(format!(
                "{} sheets, of {MAX_SHEETS} allowed",
                sheets.len()
            )));
        }
        let name = std::path::Path::new(path).file_name();
        let name = name.map_or(path.to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self {
            name,
            book,
            sheets,
            cells: 0,
        })
    }

    /// The names of the sheets.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(String::as_str)
    }

    /// What a sheet is called in problems.
    pub(crate) fn shown(&self, sheet: &str) -> String {
        format!("{}, sheet {sheet}", self.name)
    }

    /// The rows of a sheet, below some rows that stand above the headings.
    ///
    /// # Errors
    /// When the sheet cannot be read, is too large or has no headings.
    pub(crate) fn rows(
        &mut self,
        sheet: &str,
        rows_above: usize,
    ) -> Result<SheetRows, Box<Problem>> {
        let file = self.shown(sheet);
        let unsaved = self.measure(sheet, &file)?;
        let range = sheltered(|| self.book.worksheet_range(sheet));
        let range = range.map_err(|error| cannot_read(&file, &error))?;
        let merged = sheltered(|| self.book.merge_cells_by_sheet_name(sheet));
        let merged = merged.map_err(|error| cannot_read(&file, &error))?;
        SheetRows::new(file, range, merged, unsaved, rows_above)
    }

    /// Counts the cells that the sheet spans, before it is held in memory, and
    /// gives the places of the formulas that have no saved value.
    fn measure(&mut self, sheet: &str, file: &str) -> Result<Unsaved, Box<Problem>> {
        let cells = sheltered(|| self.book.worksheet_cells_reader(sheet));
        let mut cells = cells.map_err(|error| cannot_read(file, &error))?;
        let (mut rows, mut columns, mut count) = (0_u64, 0_u64, 0_u64);
        let mut unsaved = Unsaved::new();
        loop {
            match sheltered(|| cells.next_cell_with_formula_metadata()) {
                Ok(Some(cell)) => {
                    let (row, column) = cell.pos;
                    if cell.formula.is_some() && cell.value == DataRef::Empty {
                        unsaved.insert((row, column));
                    }
                    rows = rows.max(u64::from(row) + 1);
                    columns = columns.max(u64::from(column) + 1);
                    count += 1;
                }
                Ok(None) => break,
                Err(error) => return Err(cannot_read(file, &error).into()),
            }
            if self.cells + count.max(rows.saturating_mul(columns)) > MAX_CELLS {
                return Err(Problem::in_file(
                    file,
                    "workbook-too-large",
                    "spans more than 5 million cells",
                    "Delete rows and columns that look empty but are not, or save the sheet as CSV.",
                ).into());
            }
        }
        self.cells += rows * columns;
        Ok(unsaved)
    }
}

/// Reads with the reader of workbooks, which panics on some sheets that break
/// the rules of the format. What it was reading is not used after that.
fn sheltered<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    let broken = || XlsxError::Unexpected("it breaks the rules of the format");
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(broken()))
}

fn cannot_read(file: &str, error: &XlsxError) -> Problem {
    Problem::in_file(
        file,
        "cannot-read",
        format!("cannot be read: {error}"),
        "Open the workbook, save it as .xlsx and try again.",
    )
}

/// A workbook is an archive, and is bounded like one.
fn guard(path: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // The reader of workbooks says what is wrong with it.
        return Ok(());
    };
    if archive.decompressed_size().unwrap_or(0) > u128::from(MAX_UNPACKED) {
        let found = "it unpacks to more than 512 MB".to_owned();
        return Err(ReadError::WorkbookTooLarge {
            name: path.to_owned(),
            found,
        });
    }
    Ok(())
}

/// The rows of a sheet.
pub(crate) struct SheetRows {
    file: String,
    range: Range<Data>,
    merged: Vec<Dimensions>,
    unsaved: Unsaved,
    headings: Vec<String>,
    next: usize,
}

impl SheetRows {
    fn new(
        file: String,
        range: Range<Data>,
        merged: Vec<Dimensions>,
        unsaved: Unsaved,
        rows_above: usize,
    ) -> Result<Self, Box<Problem>> {
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let mut rows = Self {
            file,
            range,
            merged,
            unsaved,
            headings: Vec::new(),
            next: rows_above.saturating_sub(first),
        };
        let (mut cells, mut faults) = (StringRecord::new(), Vec::new());
        while rows.take(&mut cells, &mut faults).is_some() {
            faults.clear();
            if !is_blank(&cells) {
                rows.headings_are_saved(rows_above)?;
                rows.headings = cells.iter().map(|cell| cell.trim().to_owned()).collect();
                return Ok(rows);
            }
        }
        Err(empty_file(&rows.file).into())
    }

    /// Refuses formulas without a value in the row that was taken for the
    /// headings and above it, since a heading may be among them.
    fn headings_are_saved(&self, rows_above: usize) -> Result<(), Box<Problem>> {
        let (first, _) = self.range.start().unwrap_or_default();
        let below = first + self.next as u32;
        let mut found = self.unsaved.range((rows_above as u32, 0)..(below, 0));
        let Some((row, _)) = found.next() else {
            return Ok(());
        };
        let Fault {
            rule,
            message,
            advice,
        } = unsaved_formula();
        let problem = Problem::in_file(&*self.file, rule, message, advice);
        Err(problem.at_row(u64::from(*row) + 1).into())
    }

    /// How many rows there are; what only formulas without values stand in counts.
    fn height(&self) -> usize {
        let (first, _) = self.range.start().unwrap_or_default();
        let last = self.unsaved.last().map_or(first, |(row, _)| *row);
        let unsaved = last.saturating_sub(first) as usize + 1;
        self.range.height().max(unsaved)
    }

    /// The next row, blank or not, with its number as people see it.
    fn take(&mut self, cells: &mut StringRecord, faults: &mut Vec<(usize, Fault)>) -> Option<u64> {
        if self.next >= self.height() {
            return None;
        }
        let (first, left) = self.range.start().unwrap_or_default();
        let row = first + self.next as u32;
        cells.clear();
        for column in 0..self.range.width() {
            let cell = self.range.get((self.next, column)).unwrap_or(&Data::Empty);
            let text = match self.unsaved.contains(&(row, left + column as u32)) {
                true => Err((String::new(), unsaved_formula())),
                false => text_of(cell),
            };
            let text = text.unwrap_or_else(|(text, fault)| {
                faults.push((column, fault));
                text
            });
            cells.push_field(&text);
        }
        self.next += 1;
        Some(u64::from(row) + 1)
    }

    /// The columns of the present row that are part of merged cells.
    fn merged_columns(&self, number: u64) -> Vec<usize> {
        let first = self.range.start().map_or(0, |(_, column)| column);
        let covers = |it: &&Dimensions| {
            (u64::from(it.start.0) + 1..=u64::from(it.end.0) + 1).contains(&number)
        };
        self.merged
            .iter()
            .filter(covers)
            .flat_map(|it| it.start.1..=it.end.1)
            .filter_map(|column| column.checked_sub(first))
            .map(|column| column as usize)
            .filter(|column| self.headings.get(*column).is_some_and(|it| !it.is_empty()))
            .collect()
    }
}

impl Rows for SheetRows {
    fn headings(&self) -> &[String] {
        &self.headings
    }

    fn next_row(
        &mut self,
        cells: &mut StringRecord,
        faults: &mut Vec<(usize, Fault)>,
        problems: &mut Problems,
    ) -> Option<u64> {
        loop {
            faults.clear();
            let number = self.take(cells, faults)?;
            let merged = self.merged_columns(number);
            let has_heading =
                |column: &usize| self.headings.get(*column).is_some_and(|it| !it.is_empty());
            faults.retain(|(column, _)| has_heading(column));
            if is_blank(cells) && merged.is_empty() && faults.is_empty() {
                continue;
            }
            faults.extend(merged.into_iter().map(|column| (column, merged_cell())));
            let beyond = cells.iter().enumerate();
            let stray = beyond
                .filter(|(column, _)| self.headings.get(*column).is_none_or(String::is_empty))
                .find(|(_, cell)| !cell.trim().is_empty());
            if let Some((_, value)) = stray {
                problems.add(no_heading(&self.file, number, value));
            }
            return Some(number);
        }
    }
}

fn merged_cell() -> Fault {
    Fault::new(
        "merged-cell",
        "is part of merged cells, so it is not clear which rows it belongs to",
        "Unmerge the cells and write the value in each row.",
    )
}

fn unsaved_formula() -> Fault {
    Fault::new(
        "formula-without-value",
        "holds a formula whose result was never saved in the workbook",
        "Open the workbook in a spreadsheet program and save it, or write the value.",
    )
}

fn no_heading(file: &str, row: u64, value: &str) -> Problem {
    Problem::in_file(
        file,
        "extra-cells",
        "the row has a value in a column without a heading",
        "Give the column a heading, or clear the cell.",
    )
    .at_row(row)
    .with_value(value)
}

/// The text of a cell as a CSV file would have it.
fn text_of(cell: &Data) -> Result<String, (String, Fault)> {
    Ok(match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number_text(*value),
        Data::DateTime(moment) => moment_text(moment),
        Data::Error(error) => {
            let fault = Fault::new(
                "error-cell",
                "holds an error of the workbook",
                "Mend the formula, or write the value.",
            );
            return Err((error.to_string(), fault));
        }
    })
}

/// A number as a person would type it. Workbooks keep binary fractions, so
/// that a computed 0.6 may be 0.6000000000000001; six decimals are the most
/// that any column keeps.
fn number_text(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_workbooks_read_as_people_typed_them() {
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(22.2 / 37.0), "0.6");
        assert_eq!(number_text(100_345.0), "100345");
        assert_eq!(number_text(1.0 / 3.0), "0.333333");
        assert_eq!(number_text(-0.000_000_01), "0");
    }
}
