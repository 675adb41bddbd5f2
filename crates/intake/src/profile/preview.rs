//! A look at the first rows of an extract, before and after a profile.

use csv::StringRecord;

use super::Profile;
use super::apply::Opened;
use super::extract::Extract;
use super::mapped::MappedRows;
use crate::package::{AuthorityPackage, Repeats};
use crate::problem::{Problem, Problems};
use crate::schema::{Fault, Table};
use crate::source::Rows;

/// What a profile makes of the first rows of an extract.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The tables that the extract fills.
    pub tables: Vec<TablePreview>,
    /// What is wrong in the rows shown.
    pub problems: Vec<Problem>,
}

/// The first rows of an extract, as one table takes them.
#[derive(Clone, Debug)]
pub struct TablePreview {
    /// The table.
    pub table: Table,
    /// The file, and for a workbook the sheet.
    pub file: String,
    /// The headings of the extract.
    pub before: Vec<String>,
    /// The columns of the table that are filled.
    pub after: Vec<String>,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}

/// A row before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The line or sheet row, counted from one.
    pub row: u64,
    /// The cells of the extract.
    pub before: Vec<String>,
    /// The cells of the table.
    pub after: Vec<String>,
}

/// Shows the first `count` rows of an extract before and after a profile.
pub fn preview(profile: &Profile, extract: &Extract, count: usize) -> Preview {
    let mut tables = Vec::new();
    let mut package = AuthorityPackage::default();
    let taken = profile
        .tables
        .iter()
        .filter(|(_, mapping)| mapping.takes(extract));
    for (table, _) in taken {
        match look(profile, *table, extract, count, &mut package) {
            Ok(found) => tables.extend(found),
            Err(problem) => package.problems.add(*problem),
        }
    }
    if tables.is_empty() && package.problems.is_empty() {
        package.problems.add(Problem::in_file(
            extract.name.clone(),
            "unknown-table",
            "fits no table of the profile",
            "Name it in the profile.",
        ));
    }
    Preview {
        tables,
        problems: package.problems.into_vec(),
    }
}

fn look(
    profile: &Profile,
    table: Table,
    extract: &Extract,
    count: usize,
    package: &mut AuthorityPackage,
) -> Result<Option<TablePreview>, Box<Problem>> {
    let Some(mapping) = profile.tables.get(&table) else {
        return Ok(None);
    };
    let mut opened = Opened::new(extract)?;
    let Some(sheet) = opened.sheets(mapping)?.into_iter().next() else {
        return Ok(None);
    };
    let mut prepared = opened.prepare(mapping, sheet.as_deref())?;
    let file = prepared.file.clone();
    let rows = prepared.rows(mapping)?;
    let mapped = MappedRows::new(&file, table, profile, rows, &mut package.problems);
    let Some(mapped) = mapped else {
        return Ok(None);
    };
    let mut watched = Watched {
        inner: mapped,
        left: count,
        seen: Vec::new(),
    };
    package.read_rows(table, &file, &mut watched, Repeats::Keep);
    Ok(Some(TablePreview {
        table,
        file,
        before: watched.inner.their_headings().to_vec(),
        after: watched.inner.headings().to_vec(),
        rows: watched.seen,
    }))
}

/// The first rows, each kept as it passes by.
struct Watched<'a> {
    inner: MappedRows<'a>,
    left: usize,
    seen: Vec<PreviewRow>,
}

impl Rows for Watched<'_> {
    fn headings(&self) -> &[String] {
        self.inner.headings()
    }

    fn next_row(
        &mut self,
        cells: &mut StringRecord,
        faults: &mut Vec<(usize, Fault)>,
        problems: &mut Problems,
    ) -> Option<u64> {
        self.left = self.left.checked_sub(1)?;
        let row = self.inner.next_row(cells, faults, problems)?;
        let owned = |cells: &StringRecord| cells.iter().map(str::to_owned).collect();
        self.seen.push(PreviewRow {
            row,
            before: owned(self.inner.theirs()),
            after: owned(cells),
        });
        Some(row)
    }

    fn original(&self, column: usize) -> Option<(String, String)> {
        self.inner.original(column)
    }
}
