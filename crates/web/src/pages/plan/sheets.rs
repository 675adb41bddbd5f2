//! Sheets as tables of a page.

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_workforce::date::in_words;

use crate::format::NO_VALUE;

/// A sheet as a table.
pub(crate) struct SheetView {
    /// The identifier of the table.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) caption: String,
    /// Its columns.
    pub(crate) heads: Vec<CellView>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<CellView>>,
    /// What stands beneath it.
    pub(crate) notes: Vec<String>,
}

/// A cell.
pub(crate) struct CellView {
    /// What it says.
    pub(crate) text: String,
    /// What its column is called; nothing for a column's own head.
    pub(crate) label: String,
    /// Whether it stands to the right.
    pub(crate) is_number: bool,
}

impl SheetView {
    /// A sheet under an identifier.
    pub(crate) fn of(id: &'static str, sheet: Sheet) -> Self {
        let cell = |(cell, column): (&Cell, &Column)| CellView {
            text: text(cell),
            label: column.title.clone(),
            is_number: column.kind.is_number(),
        };
        Self {
            id,
            caption: sheet.title,
            heads: sheet
                .columns
                .iter()
                .map(|column| CellView {
                    text: column.title.clone(),
                    label: String::new(),
                    is_number: column.kind.is_number(),
                })
                .collect(),
            rows: sheet
                .rows
                .iter()
                .map(|row| row.iter().zip(&sheet.columns).map(cell).collect())
                .collect(),
            notes: sheet.notes,
        }
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => NO_VALUE.to_owned(),
        Cell::Text(text) | Cell::Percent(text) | Cell::Figure(text) => text.clone(),
        Cell::Amount(amount) => crate::format::fte(*amount),
        Cell::Whole(number) => number.to_string(),
        Cell::Date(day) => in_words(*day),
    }
}
