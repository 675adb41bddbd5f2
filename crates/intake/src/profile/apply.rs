//! Fills the tables of a package from extracts, as a profile says.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::extract::Extract;
use super::mapped::MappedRows;
use super::{Profile, TableProfile, matches};
use crate::package::{AuthorityPackage, Repeats};
use crate::problem::Problem;
use crate::schema::Table;
use crate::source::Rows;
use crate::source::text::{TextRows, decode, encoding_named, separator};
use crate::source::workbook::Workbook;

/// Fills the tables of one authority's package from its extracts. Problems
/// name the extracts' own files, rows, columns and values.
///
/// Rows that repeat another in all cells count once, since one line of an
/// extract may tell of several things.
pub fn apply(profile: &Profile, extracts: &[Extract], name: &str) -> AuthorityPackage {
    let mut package = AuthorityPackage {
        name: name.to_owned(),
        ..AuthorityPackage::default()
    };
    for extract in extracts {
        apply_one(profile, extract, &mut package);
    }
    for (table, mapping) in &profile.tables {
        if !extracts.iter().any(|extract| mapping.takes(extract)) {
            let pattern = mapping.file.as_deref().unwrap_or("*");
            package.problems.add(no_file_for(*table, pattern, extracts));
        }
    }
    package
}

fn apply_one(profile: &Profile, extract: &Extract, package: &mut AuthorityPackage) {
    let tables: Vec<Table> = profile
        .tables
        .iter()
        .filter(|(_, mapping)| mapping.takes(extract))
        .map(|(table, _)| *table)
        .collect();
    if tables.is_empty() {
        package.problems.add(
            Problem::in_file(
                extract.name.clone(),
                "unknown-table",
                "fits no table of the profile, and was not read",
                "Take it out, or name it in the profile.",
            )
            .as_warning(),
        );
        return;
    }
    let mut opened = match Opened::new(extract) {
        Ok(opened) => opened,
        Err(problem) => {
            // The same file is told once, however many tables it feeds.
            package.mark_unreadable(tables[0], *problem);
            return;
        }
    };
    for table in tables {
        if let Err(problem) = fill(profile, table, &mut opened, package) {
            package.mark_unreadable(table, *problem);
        }
    }
}

fn fill(
    profile: &Profile,
    table: Table,
    opened: &mut Opened<'_>,
    package: &mut AuthorityPackage,
) -> Result<(), Box<Problem>> {
    let Some(mapping) = profile.tables.get(&table) else {
        return Ok(());
    };
    for sheet in opened.sheets(mapping)? {
        let mut prepared = opened.prepare(mapping, sheet.as_deref())?;
        let file = prepared.file.clone();
        let rows = prepared.rows(mapping)?;
        match MappedRows::new(&file, table, profile, rows, &mut package.problems) {
            Some(mut rows) => package.read_rows(table, &file, &mut rows, Repeats::Drop),
            None => package.mark_unread(table),
        }
    }
    Ok(())
}

fn no_file_for(table: Table, pattern: &str, extracts: &[Extract]) -> Problem {
    let names: Vec<_> = extracts
        .iter()
        .map(|extract| extract.name.as_str())
        .collect();
    Problem::in_file(
        pattern,
        "no-file-for-table",
        format!(
            "no file has this name, which the profile gives for the table {}",
            table.name()
        ),
        format!("The files are {}.", names.join(", ")),
    )
    .as_warning()
}

impl TableProfile {
    /// Whether the table is filled from an extract.
    pub(super) fn takes(&self, extract: &Extract) -> bool {
        let wants_sheet = self.sheet.is_some() && self.file.is_none();
        let pattern = self.file.as_deref().unwrap_or("*");
        matches(pattern, &extract.name) && (!wants_sheet || extract.is_workbook())
    }
}

/// An extract with its form known.
pub(super) enum Opened<'a> {
    Text(&'a str, &'a [u8]),
    Workbook(Box<Workbook>),
}

impl<'a> Opened<'a> {
    /// Opens an extract.
    ///
    /// # Errors
    /// When it could not be read, or is no workbook though its name says so.
    pub(super) fn new(extract: &'a Extract) -> Result<Self, Box<Problem>> {
        let bytes = extract.bytes.as_ref().map_err(Clone::clone)?;
        if !extract.is_workbook() {
            return Ok(Self::Text(&extract.name, bytes));
        }
        let source = std::io::Cursor::new(bytes.clone());
        let workbook = Workbook::open(&extract.name, Box::new(source));
        workbook
            .map(|it| Self::Workbook(Box::new(it)))
            .map_err(|error| error.problem().into())
    }

    /// The sheets that a table is filled from; a text file is one without name.
    ///
    /// # Errors
    /// When no sheet has the name that the profile gives.
    pub(super) fn sheets(
        &self,
        mapping: &TableProfile,
    ) -> Result<Vec<Option<String>>, Box<Problem>> {
        let Self::Workbook(workbook) = self else {
            return Ok(vec![None]);
        };
        let Some(pattern) = &mapping.sheet else {
            return Ok(workbook
                .sheets()
                .take(1)
                .map(|it| Some(it.to_owned()))
                .collect());
        };
        let named = workbook.sheets().filter(|sheet| matches(pattern, sheet));
        let found: Vec<_> = named.map(|sheet| Some(sheet.to_owned())).collect();
        if found.is_empty() {
            let sheets: Vec<_> = workbook.sheets().collect();
            let advice = format!("The sheets are {}.", sheets.join(", "));
            let message = "the profile names this sheet, and the workbook does not have it";
            return Err(Problem::in_file(
                workbook.shown(pattern),
                "missing-sheet",
                message,
                advice,
            )
            .into());
        }
        Ok(found)
    }

    /// Makes a sheet or the text ready to give its rows.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn prepare(
        &mut self,
        mapping: &TableProfile,
        sheet: Option<&str>,
    ) -> Result<Prepared<'_>, Box<Problem>> {
        match (self, sheet) {
            (Self::Workbook(workbook), Some(sheet)) => Ok(Prepared {
                file: workbook.shown(sheet),
                body: Body::Sheet(workbook, sheet.to_owned()),
            }),
            (Self::Workbook(workbook), None) => Err(Problem::in_file(
                workbook.shown(""),
                "missing-sheet",
                "the workbook has no sheet",
                "Check the file.",
            )
            .into()),
            (Self::Text(name, bytes), _) => {
                let encoding: Option<&'static Encoding> =
                    mapping.encoding.as_deref().and_then(encoding_named);
                let body = Body::Text(decode(name, bytes, encoding)?);
                Ok(Prepared {
                    file: (*name).to_owned(),
                    body,
                })
            }
        }
    }
}

/// A sheet or text from which rows can be read.
pub(super) struct Prepared<'a> {
    pub(super) file: String,
    body: Body<'a>,
}

enum Body<'a> {
    Text(Cow<'a, str>),
    Sheet(&'a mut Workbook, String),
}

impl Prepared<'_> {
    /// The rows, below those that stand above the headings.
    ///
    /// # Errors
    /// When there are no headings, or a sheet cannot be read.
    pub(super) fn rows<'b>(
        &'b mut self,
        mapping: &TableProfile,
    ) -> Result<Box<dyn Rows + 'b>, Box<Problem>> {
        match &mut self.body {
            Body::Sheet(workbook, sheet) => Ok(Box::new(workbook.rows(sheet, mapping.skip_rows)?)),
            Body::Text(text) => {
                let told = mapping.separator.and_then(|it| u8::try_from(it).ok());
                let below = below(text, mapping.skip_rows);
                let separator = told.unwrap_or_else(|| separator(below));
                Ok(Box::new(TextRows::new(
                    &self.file,
                    text,
                    separator,
                    mapping.skip_rows,
                )?))
            }
        }
    }
}

/// The text below some lines.
fn below(text: &str, lines: usize) -> &str {
    (0..lines).fold(text, |rest, _| {
        rest.split_once('\n').map_or("", |(_, rest)| rest)
    })
}
