//! The sheet of a table.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};
use textwrap::core::display_width;

use super::{formula, headed, printed, wrapped};
use crate::letters::clean;
use crate::parts::beneath;
use crate::run::plain;
use crate::table::{Align, Cell, Number, Place, RowKind, Table, TableRow};

/// The row of the headings; what stands above says what the table shows.
pub(super) const HEAD: u32 = 2;

pub(super) fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    printed(sheet);
    sheet.write_string_with_format(0, 0, clean(&table.caption), &super::bold())?;
    for (index, column) in (0..).zip(&table.columns) {
        let align = match column.align {
            Align::Start => FormatAlign::Left,
            Align::End => FormatAlign::Right,
        };
        let heading = clean(&column.heading);
        sheet.write_string_with_format(HEAD, index, heading, &headed(align))?;
        sheet.set_column_width(index, width(table, usize::from(index)))?;
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    let mut at = HEAD + 1;
    for (index, row) in table.rows.iter().enumerate() {
        write_row(sheet, table, row, (at, index))?;
        at += 1;
    }
    for line in beneath(table) {
        at += 1;
        sheet.write_string(at, 0, clean(&line))?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    table: &Table,
    row: &TableRow,
    (at, index): (u32, usize),
) -> Result<(), XlsxError> {
    for ((column, about), cell) in (0..).zip(&table.columns).zip(&row.cells) {
        let place = Place {
            row: index,
            column: usize::from(column),
        };
        let format = dressed(row.kind);
        match cell.number.as_ref().filter(|it| it.value.is_finite()) {
            Some(number) => {
                let format = format.set_num_format(number_format(number));
                match formula::written(table, place, number) {
                    Some(formula) => {
                        let formula = Formula::new(formula).set_result(number.value.to_string());
                        sheet.write_formula_with_format(at, column, formula, &format)?;
                    }
                    None => {
                        sheet.write_number_with_format(at, column, number.value, &format)?;
                    }
                }
            }
            None => write_words(sheet, cell, (at, column), aligned(format, about.align))?,
        }
    }
    Ok(())
}

fn write_words(
    sheet: &mut Worksheet,
    cell: &Cell,
    (row, column): (u32, u16),
    format: Format,
) -> Result<(), XlsxError> {
    let text = plain(&cell.runs);
    let text = clean(&text);
    match text.is_empty() {
        true => sheet.write_blank(row, column, &format)?,
        false => sheet.write_string_with_format(row, column, text, &format)?,
    };
    Ok(())
}

fn dressed(kind: RowKind) -> Format {
    match kind {
        RowKind::Ordinary => wrapped(),
        RowKind::Group => wrapped().set_bold(),
        RowKind::Total => wrapped().set_bold().set_border_top(FormatBorder::Thin),
    }
}

fn aligned(format: Format, align: Align) -> Format {
    match align {
        Align::Start => format,
        Align::End => format.set_align(FormatAlign::Right),
    }
}

/// How the number is shown: with separators, as many decimals as it is read with, and its unit.
fn number_format(number: &Number) -> String {
    let decimals = match number.places {
        0 => String::new(),
        places => format!(".{}", "0".repeat(usize::from(places.min(15)))),
    };
    let unit = |text: &str| match text.replace('"', "") {
        text if text.is_empty() => text,
        text => format!("\"{text}\""),
    };
    format!(
        "{}#,##0{decimals}{}",
        unit(number.before),
        unit(number.after)
    )
}

/// As wide as the longest cell, within reason: longer ones have several lines.
fn width(table: &Table, column: usize) -> u32 {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let heading = table.columns.get(column).into_iter();
    let words = heading.flat_map(|it| it.heading.split(' ').map(display_width));
    let widest = cells
        .map(|cell| display_width(&plain(&cell.runs)))
        .chain(words)
        .max()
        .unwrap_or_default();
    u32::try_from((widest + 2).clamp(9, 48)).unwrap_or(48)
}
