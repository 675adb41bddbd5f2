//! Sheets as CSV.

use super::{Cell, Sheet};

/// The sheet as CSV: UTF-8, comma, a head row, exact amounts, dates as
/// `2025-03-31`. Notes are left out, so that the file stays one table.
///
/// Text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn to_csv(sheet: &Sheet) -> Vec<u8> {
    let mut text = Vec::new();
    write_row(
        &mut text,
        sheet.columns.iter().map(|column| guarded(&column.title)),
    );
    for row in &sheet.rows {
        write_row(&mut text, row.iter().map(plain));
    }
    text
}

fn write_row(text: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(b',');
        }
        let quoted = cell.contains([',', '"', '\n', '\r']);
        if quoted {
            text.extend(format!("\"{}\"", cell.replace('"', "\"\"")).as_bytes());
        } else {
            text.extend(cell.as_bytes());
        }
    }
    text.push(b'\n');
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Amount(amount) => amount.to_string(),
        Cell::Whole(number) => number.to_string(),
        Cell::Percent(percent) => percent.clone(),
        Cell::Figure(figure) => figure.replace('−', "-"),
        Cell::Date(day) => day.to_string(),
    }
}

/// A spreadsheet takes text that begins with one of these for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, ColumnKind};
    use super::*;
    use holdfast_workforce::amount::Fte;

    fn sheet(cells: Vec<Cell>) -> Sheet {
        let columns = vec![
            Column::text("Name"),
            Column::of(ColumnKind::Amount { places: 2 }, "FTE"),
        ];
        Sheet {
            title: "Posts".into(),
            columns,
            rows: vec![cells],
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_written_as_text() {
        let cells = vec![
            Cell::Text("=cmd|' /C calc'!A0".into()),
            Cell::Amount(-Fte::ONE),
        ];
        let text = String::from_utf8(to_csv(&sheet(cells))).unwrap();
        assert_eq!(text, "Name,FTE\n'=cmd|' /C calc'!A0,-1\n");
    }

    #[test]
    fn commas_quotes_and_line_ends_are_quoted() {
        let cells = vec![Cell::Text("North, \"old\"\nteam".into()), Cell::Empty];
        let text = String::from_utf8(to_csv(&sheet(cells))).unwrap();
        assert_eq!(text, "Name,FTE\n\"North, \"\"old\"\"\nteam\",\n");
    }
}
