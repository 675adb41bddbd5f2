//! Sheets, as files hold them, as tables of a document.

use holdfast_document::{Align, Cell, Column, Number, RowKind, Run, Table, TableRow, plain};
use holdfast_intake::export::{self, ColumnKind, Sheet};
use holdfast_workforce::amount::readable;

use crate::compose::Composer;

/// A sheet as a table of a document.
pub(crate) fn of_sheet(composer: &mut Composer<'_, '_>, name: &str, sheet: Sheet) -> Table {
    let columns: Vec<Column> = sheet
        .columns
        .iter()
        .map(|column| Column {
            heading: column.title.clone(),
            align: if column.kind.is_number() {
                Align::End
            } else {
                Align::Start
            },
        })
        .collect();
    let rows = sheet.rows.iter().map(|row| TableRow {
        kind: RowKind::Ordinary,
        cells: row
            .iter()
            .zip(&sheet.columns)
            .map(|(cell, column)| cell_of(cell, column.kind))
            .collect(),
    });
    Table {
        name: composer.name(&format!("table-{name}")),
        caption: sheet.title,
        columns,
        rows: rows.collect(),
        notes: sheet.notes,
        source: String::new(),
    }
}

fn cell_of(cell: &export::Cell, kind: ColumnKind) -> Cell {
    let shown = cell.shown(kind);
    let shown = match (cell, shown.as_str()) {
        (export::Cell::Date(day), _) => holdfast_workforce::date::in_words(*day),
        (_, "") => "–".to_owned(),
        (export::Cell::Text(_), _) => shown,
        _ => for_people(&shown),
    };
    let number = match cell {
        export::Cell::Text(_) | export::Cell::Empty | export::Cell::Date(_) => None,
        _ => number_of(&shown),
    };
    Cell {
        runs: vec![Run::text(shown)],
        number,
    }
}

/// A plain number with its thousands apart; anything else as it is.
fn for_people(text: &str) -> String {
    let plain = text.replace('−', "-");
    match plain.parse::<f64>() {
        Ok(_) => readable(&plain),
        Err(_) => text.to_owned(),
    }
}

/// The number behind what is shown.
pub(crate) fn number_of(shown: &str) -> Option<Number> {
    let bare = shown.replace(',', "").replace('−', "-");
    let (bare, after) = match bare.strip_suffix('%') {
        Some(bare) => (bare.to_owned(), "%"),
        None => (bare, ""),
    };
    let (bare, before) = match bare.replace("-£", "£-").strip_prefix('£') {
        Some(bare) => (bare.to_owned(), "£"),
        None => (bare, ""),
    };
    let value = bare.parse().ok()?;
    let places = bare
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    Some(Number {
        value,
        places: u8::try_from(places).ok()?,
        before,
        after,
        formula: None,
    })
}

/// A table of words.
pub(crate) fn from_rows(
    composer: &mut Composer<'_, '_>,
    name: &str,
    caption: String,
    heads: &[&str],
    rows: Vec<Vec<String>>,
) -> Table {
    let columns = heads.iter().map(|heading| Column {
        heading: (*heading).to_owned(),
        align: Align::Start,
    });
    Table {
        name: composer.name(&format!("table-{name}")),
        caption,
        columns: columns.collect(),
        rows: rows
            .into_iter()
            .map(|cells| TableRow {
                kind: RowKind::Ordinary,
                cells: cells.into_iter().map(Cell::text).collect(),
            })
            .collect(),
        notes: Vec::new(),
        source: String::new(),
    }
}

/// A table whose first column names the group of a row: the group stands above its rows instead.
pub(super) fn grouped(mut table: Table) -> Table {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut group = String::new();
    table.columns.remove(0);
    for mut row in table.rows {
        let name = plain(&row.cells.remove(0).runs);
        if name != group {
            let mut cells = vec![Cell::text(name.clone())];
            cells.resize(table.columns.len(), Cell::text(""));
            rows.push(TableRow {
                kind: RowKind::Group,
                cells,
            });
            group = name;
        }
        rows.push(row);
    }
    table.rows = rows;
    table
}
