//! Sheets as a workbook.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Workbook,
    Worksheet, XlsxError,
};

use super::{Cell, Column, ColumnKind, Sheet};

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written; try the CSV download")]
pub struct WorkbookError(#[from] XlsxError);

/// The sheets as an .xlsx workbook, a worksheet each: title, table with a head
/// row, notes below. Text is written as text, never as a formula.
///
/// # Errors
/// When a sheet has more rows or text than a worksheet can hold.
pub fn to_workbook(sheets: &[Sheet], subject: &str) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(subject)
        .set_author("Holdfast");
    workbook.set_properties(&properties);
    for (index, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&sheet.title, index))?;
        write_sheet(worksheet, sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A worksheet's name holds 31 characters, and not all of them.
fn sheet_name(title: &str, index: usize) -> String {
    let kept: String = title
        .chars()
        .filter(|letter| !"[]:*?/\\'".contains(*letter))
        .collect();
    // Whole words, so that no name is cut within one.
    let mut name = String::new();
    for word in kept.split_whitespace() {
        let longer = format!("{name} {word}");
        match longer.trim().chars().count() {
            ..=26 => name = longer.trim().to_owned(),
            _ => break,
        }
    }
    if name.is_empty() {
        name = kept.chars().take(26).collect();
    }
    format!("{} {}", index + 1, name.trim())
}

const HEAD_ROW: u32 = 2;

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.write_string_with_format(0, 0, &sheet.title, &Format::new().set_bold())?;
    for (row, cells) in (HEAD_ROW + 1..).zip(&sheet.rows) {
        for ((column, cell), about) in (0..).zip(cells).zip(&sheet.columns) {
            write_cell(worksheet, row, column, cell, about)?;
        }
    }
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let heads: Vec<TableColumn> = sheet
        .columns
        .iter()
        .map(|column| TableColumn::new().set_header(&column.title))
        .collect();
    let table = Table::new()
        .set_columns(&heads)
        .set_style(TableStyle::Light1);
    // A table has at least one row, even when it is empty.
    let last_row = HEAD_ROW + rows.max(1);
    worksheet.add_table(HEAD_ROW, 0, last_row, last_column, &table)?;
    worksheet.set_freeze_panes(HEAD_ROW + 1, 1)?;
    for (row, note) in (last_row + 2..).zip(&sheet.notes) {
        worksheet.write_string(row, 0, note)?;
    }
    set_widths(worksheet, sheet)
}

fn set_widths(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(&sheet.columns) {
        let cells = sheet
            .rows
            .iter()
            .filter_map(|row| row.get(usize::from(index)));
        let widest = cells
            .map(|cell| cell.shown(column.kind).chars().count())
            .chain([column.title.chars().count() + 3])
            .max()
            .unwrap_or(10);
        let width = u32::try_from(widest.clamp(8, 60)).unwrap_or(60);
        worksheet.set_column_width(index, width)?;
    }
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    about: &Column,
) -> Result<(), XlsxError> {
    let format = format_of(about.kind);
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            worksheet.write_string(row, column, text)?;
        }
        Cell::Amount(amount) => {
            // A workbook keeps numbers as doubles; six decimals survive that.
            let number: f64 = amount.to_string().parse().unwrap_or_default();
            worksheet.write_number_with_format(row, column, number, &format)?;
        }
        Cell::Whole(number) => {
            let number: f64 = number.to_string().parse().unwrap_or_default();
            worksheet.write_number_with_format(row, column, number, &format)?;
        }
        Cell::Percent(percent) => {
            let number: f64 = percent.parse().unwrap_or_default();
            worksheet.write_number_with_format(row, column, number, &format)?;
        }
        Cell::Figure(figure) => write_figure(worksheet, row, column, figure)?,
        Cell::Date(day) => {
            let date = ExcelDateTime::from_ymd(
                day.year().unsigned_abs(),
                day.month().unsigned_abs(),
                day.day().unsigned_abs(),
            )?;
            worksheet.write_datetime_with_format(row, column, &date, &format)?;
        }
    }
    Ok(())
}

/// A number with the decimals that it is shown with, or the symbol in its place.
fn write_figure(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    figure: &str,
) -> Result<(), XlsxError> {
    let digits = figure.replace('−', "-");
    let places = digits.split_once('.').map_or(0, |(_, part)| part.len());
    match digits.parse::<f64>() {
        Ok(number) => {
            let places = u8::try_from(places).unwrap_or_default();
            let format = format_of(ColumnKind::Amount { places });
            worksheet.write_number_with_format(row, column, number, &format)?;
        }
        Err(_) => {
            worksheet.write_string_with_format(
                row,
                column,
                figure,
                &format_of(ColumnKind::Figure),
            )?;
        }
    }
    Ok(())
}

fn format_of(kind: ColumnKind) -> Format {
    match kind {
        ColumnKind::Text => Format::new(),
        ColumnKind::Figure => Format::new().set_align(FormatAlign::Right),
        ColumnKind::Amount { places: 0 } | ColumnKind::Whole => {
            Format::new().set_num_format("#,##0")
        }
        ColumnKind::Amount { places } => {
            let decimals = "0".repeat(usize::from(places));
            Format::new().set_num_format(format!("#,##0.{decimals}"))
        }
        ColumnKind::Percent => Format::new().set_num_format("0.0"),
        ColumnKind::Date => Format::new()
            .set_num_format("d mmm yyyy")
            .set_align(FormatAlign::Right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _, Xlsx};
    use holdfast_workforce::amount::Fte;
    use jiff::civil::date;
    use std::io::Cursor;

    #[test]
    fn a_workbook_reads_back_as_text_number_and_date() {
        let sheet = Sheet {
            title: "Posts: 30/06/2018".into(),
            columns: vec![
                Column::text("Role"),
                Column::of(ColumnKind::Amount { places: 2 }, "Established"),
                Column::of(ColumnKind::Date, "To"),
            ],
            rows: vec![vec![
                Cell::Text("=1+1".into()),
                Cell::Amount(Fte::from_units(406_310_000)),
                Cell::Date(date(2018, 6, 30)),
            ]],
            notes: vec!["As printed.".into()],
        };
        let bytes = to_workbook(&[sheet], "Position").unwrap();
        let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range("1 Posts 30062018").unwrap();
        assert_eq!(range.get_value((3, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get_value((3, 1)), Some(&Data::Float(406.31)));
        let Some(Data::DateTime(day)) = range.get_value((3, 2)) else {
            panic!("no date")
        };
        assert_eq!(day.to_ymd_hms_milli().0, 2018);
        assert_eq!(
            range.get_value((5, 0)),
            Some(&Data::String("As printed.".into()))
        );
    }
}
