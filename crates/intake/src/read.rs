//! Turns rows of cells into typed rows, and says what cannot be read.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use csv::StringRecord;

use crate::problem::{KEPT, Place, Problem, Problems};
use crate::schema::{Cells, Fault, Row, TableSchema};
use crate::source::{Rows, tidy_heading};
use holdfast_workforce::nearest::did_you_mean;

/// A file from which rows of a table were read.
#[derive(Clone, Debug)]
pub struct TableSource {
    /// The file, by its path inside the package.
    pub file: Arc<str>,
    /// For each column of the table the heading in the file, where it is there.
    pub headings: Vec<Option<String>>,
    /// What the file has in cells whose FTE a profile works out, by row.
    pub(crate) worked_out: HashMap<u32, String>,
}

impl TableSource {
    /// Whether the file has every column of the table.
    pub fn is_complete(&self) -> bool {
        self.headings.iter().all(Option::is_some)
    }
}

/// A row and where it stands.
#[derive(Clone, Debug)]
pub struct Located<R> {
    /// The index of the file in [`TableRows::sources`].
    pub source: u16,
    /// The line or sheet row that people see, counted from one.
    pub row: u32,
    /// What the row says.
    pub value: R,
}

/// A row of which some cells could not be read. Values stand in for them.
#[derive(Clone, Debug)]
pub(crate) struct InPart<R> {
    /// The row.
    pub(crate) row: Located<R>,
    /// The columns that could not be read.
    pub(crate) unread: Vec<&'static str>,
}

/// All rows of one table that could be read.
#[derive(Clone, Debug)]
pub struct TableRows<R> {
    /// The files that the rows came from.
    pub sources: Vec<TableSource>,
    /// The rows, in the order of the files.
    pub rows: Vec<Located<R>>,
    /// The first rows that could be read in part, to judge the rest of them.
    pub(crate) in_part: Vec<InPart<R>>,
    /// The ids of rows that could not be read, so that what refers to them is
    /// not blamed.
    pub(crate) unread: HashSet<String>,
    /// Whether a file of the table could not be read at all.
    pub(crate) unreadable: bool,
}

impl<R> Default for TableRows<R> {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            rows: Vec::new(),
            in_part: Vec::new(),
            unread: HashSet::new(),
            unreadable: false,
        }
    }
}

impl<R: Row> TableRows<R> {
    /// Where a row stands.
    pub fn place(&self, row: &Located<R>) -> Place {
        Place {
            file: Arc::clone(&self.sources[usize::from(row.source)].file),
            row: u64::from(row.row),
        }
    }

    /// The heading of a column in the file that a row came from.
    pub(crate) fn heading(&self, row: &Located<R>, column: &str) -> String {
        let headings = &self.sources[usize::from(row.source)].headings;
        R::SCHEMA
            .position(column)
            .and_then(|position| headings.get(position)?.clone())
            .unwrap_or_else(|| column.to_owned())
    }

    /// Reads all rows of a file.
    pub(crate) fn read(&mut self, file: &str, rows: &mut dyn Rows, problems: &mut Problems) {
        let layout = Layout::of(file, R::SCHEMA, rows, problems);
        let source = u16::try_from(self.sources.len()).unwrap_or(u16::MAX);
        self.sources.push(layout.source(file, rows));
        let mut reading = Reading {
            file,
            layout: &layout,
            problems,
        };
        let (mut cells, mut faults) = (StringRecord::new(), Vec::new());
        while let Some(number) = rows.next_row(&mut cells, &mut faults, reading.problems) {
            let (value, unread) = reading.row::<R>(rows, &cells, number, &mut faults);
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let own = layout.worked_out(rows, &cells).map(|text| (number, text));
            let row = Located {
                source,
                row: number,
                value,
            };
            if unread.is_empty() {
                self.sources[usize::from(source)].worked_out.extend(own);
                self.rows.push(row);
                continue;
            }
            self.unread.extend(layout.id_of(&cells));
            if self.in_part.len() < KEPT {
                self.sources[usize::from(source)].worked_out.extend(own);
                self.in_part.push(InPart { row, unread });
            }
        }
    }

    /// Takes out rows that repeat an earlier row in every cell, as extracts
    /// have them that tell of several things in one line.
    pub(crate) fn drop_repeats(&mut self) {
        let mut seen = HashSet::new();
        self.rows.retain(|row| {
            let mut written = String::new();
            row.value.write(&mut |cell| {
                written.push_str(cell);
                written.push('\u{1f}');
            });
            seen.insert(written)
        });
    }
}

/// Where each column of a table stands in a file.
struct Layout {
    schema: &'static TableSchema,
    places: Vec<Option<usize>>,
}

impl Layout {
    /// Finds the columns by their headings.
    fn of(
        file: &str,
        schema: &'static TableSchema,
        rows: &dyn Rows,
        problems: &mut Problems,
    ) -> Self {
        let mut places = vec![None; schema.columns.len()];
        for (index, heading) in rows.headings().iter().enumerate() {
            if heading.is_empty() {
                continue;
            }
            match schema.position(&tidy_heading(heading)) {
                Some(column) if places[column].is_none() => places[column] = Some(index),
                Some(_) => problems.add(repeated_column(file, heading)),
                None => problems.add(unknown_column(file, schema, heading)),
            }
        }
        for (column, place) in schema.columns.iter().zip(&places) {
            if column.required && place.is_none() {
                problems.add(missing_column(file, column.name));
            }
        }
        Self { schema, places }
    }

    fn source(&self, file: &str, rows: &dyn Rows) -> TableSource {
        let heading = |place: &Option<usize>| {
            place.map(|place| {
                let original = rows.original(place).map(|(heading, _)| heading);
                original.unwrap_or_else(|| rows.headings()[place].clone())
            })
        };
        TableSource {
            file: file.into(),
            headings: self.places.iter().map(heading).collect(),
            worked_out: HashMap::new(),
        }
    }

    /// The file's own text of a row's FTE, where it states that otherwise.
    fn worked_out(&self, rows: &dyn Rows, cells: &StringRecord) -> Option<String> {
        let place = (*self.places.get(self.schema.position("fte")?)?)?;
        let (_, own) = rows.original(place)?;
        (cells.get(place) != Some(own.trim())).then_some(own)
    }

    /// The columns that no row of the file can be read in, and those that the
    /// source found faulty in this one.
    fn unread(&self, is_found: impl Fn(Option<usize>) -> bool) -> Vec<&'static str> {
        let columns = self.schema.columns.iter().zip(&self.places);
        columns
            .filter(|(column, place)| match place {
                Some(_) => is_found(**place),
                None => column.required,
            })
            .map(|(column, _)| column.name)
            .collect()
    }

    /// The row's id as it stands in the file.
    fn id_of(&self, cells: &StringRecord) -> Option<String> {
        let place = (*self.places.get(self.schema.position("id")?)?)?;
        cells.get(place).map(|cell| cell.trim().to_owned())
    }
}

/// The reading of one file.
struct Reading<'a> {
    file: &'a str,
    layout: &'a Layout,
    problems: &'a mut Problems,
}

impl Reading<'_> {
    /// Reads one row, and names the columns that could not be read. `form` holds
    /// the faults that the source found itself, by the place of the cell; they
    /// stand for any other fault of that cell.
    fn row<R: Row>(
        &mut self,
        rows: &dyn Rows,
        record: &StringRecord,
        row: u64,
        form: &mut Vec<(usize, Fault)>,
    ) -> (R, Vec<&'static str>) {
        let layout = self.layout;
        let mut cells = Cells::new(layout.schema.columns, &layout.places, record);
        let value = R::read(&mut cells);
        let found: Vec<_> = std::mem::take(form);
        let is_found = |place| found.iter().any(|(faulty, _)| Some(*faulty) == place);
        let mut unread = layout.unread(is_found);
        for (column, fault) in cells.into_faults() {
            let place = layout.places[column];
            if !is_found(place) {
                self.fault(rows, record, (row, place.unwrap_or_default()), fault);
                unread.push(layout.schema.columns[column].name);
            }
        }
        for (place, fault) in found {
            self.fault(rows, record, (row, place), fault);
        }
        (value, unread)
    }

    fn fault(
        &mut self,
        rows: &dyn Rows,
        record: &StringRecord,
        (row, place): (u64, usize),
        fault: Fault,
    ) {
        let shown = rows.original(place).unwrap_or_else(|| {
            let heading = rows.headings().get(place).cloned();
            let value = record.get(place).unwrap_or_default().to_owned();
            (heading.unwrap_or_default(), value)
        });
        let problem = Problem::in_file(self.file, fault.rule, fault.message, fault.advice);
        let problem = problem.at_row(row).at_column(shown.0);
        self.problems.add(problem.with_value(&shown.1));
    }
}

fn repeated_column(file: &str, heading: &str) -> Problem {
    Problem::in_file(
        file,
        "repeated-column",
        "the heading stands over two columns",
        "Take out one of them.",
    )
    .at_row(1)
    .at_column(heading)
}

fn unknown_column(file: &str, schema: &TableSchema, heading: &str) -> Problem {
    let advice = did_you_mean(heading, schema.names()).unwrap_or_else(|| {
        let names: Vec<_> = schema.names().collect();
        format!(
            "Take the column out, or map it with a profile. The columns are {}.",
            names.join(", ")
        )
    });
    let message = format!("the table {} has no such column", schema.name);
    Problem::in_file(file, "unknown-column", message, advice)
        .at_row(1)
        .at_column(heading)
}

fn missing_column(file: &str, name: &str) -> Problem {
    Problem::in_file(
        file,
        "missing-column",
        "the column is missing, and every row needs a value in it",
        format!("Add a column with the heading {name}."),
    )
    .at_row(1)
    .at_column(name)
}
