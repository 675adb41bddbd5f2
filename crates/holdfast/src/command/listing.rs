//! Lists, as each command prints them: a table, JSON or CSV.

use holdfast_intake::export::{Cell, Column, Sheet, to_csv};
use serde_json::Value;

use super::position::table;
use crate::cli::Format;
use crate::printer;

/// A list to print.
pub(super) struct Listing<'a> {
    /// What it lists.
    pub(super) title: &'a str,
    /// The heads of the columns, and whether a column stands to the right.
    pub(super) head: &'a [(&'a str, bool)],
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
    /// The same for programs.
    pub(super) json: Value,
    /// What a table says where there are no rows.
    pub(super) nothing: &'a str,
}

impl Listing<'_> {
    /// Prints the list.
    pub(super) fn print(&self, format: Format) {
        let head: Vec<String> = self.head.iter().map(|(name, _)| (*name).into()).collect();
        match format {
            Format::Table if self.rows.is_empty() => printer::data(self.nothing),
            Format::Table => {
                let numbers: Vec<bool> = self.head.iter().map(|(_, right)| *right).collect();
                printer::data(&printer::columns(&head, &self.rows, &numbers));
            }
            Format::Json => printer::data(&format!("{:#}", self.json)),
            Format::Csv => printer::bytes(&to_csv(&self.sheet(&head))),
        }
    }

    fn sheet(&self, head: &[String]) -> Sheet {
        let cells = |row: &Vec<String>| row.iter().cloned().map(Cell::Text).collect();
        Sheet {
            title: self.title.to_owned(),
            columns: head.iter().map(Column::text).collect(),
            rows: self.rows.iter().map(cells).collect(),
            notes: Vec::new(),
        }
    }
}

/// Prints a sheet: a table with its title and notes, JSON, or CSV.
pub(super) fn print_sheet(sheet: &Sheet, json: impl FnOnce() -> Value, format: Format) {
    match format {
        Format::Table => printer::data(&in_words(sheet)),
        Format::Json => printer::data(&format!("{:#}", json())),
        Format::Csv => printer::bytes(&to_csv(sheet)),
    }
}

/// A sheet as text, with its title and notes.
pub(super) fn in_words(sheet: &Sheet) -> String {
    let mut text = format!("{}\n\n{}", sheet.title, table(sheet));
    if !sheet.notes.is_empty() {
        text += &format!("\n{}\n", sheet.notes.join("\n"));
    }
    text
}
