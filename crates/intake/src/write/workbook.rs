//! A package as an .xlsx workbook, one sheet for each table.

use holdfast_workforce::Workforce;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{WriteError, each_row};
use crate::schema::{FieldKind, Table};

/// A workforce as an .xlsx workbook: dates and numbers are real dates and
/// numbers, texts are never formulas.
///
/// # Errors
/// When the workbook cannot be put together, for instance where a table has
/// more rows than a sheet can hold.
pub fn package_workbook(workforce: &Workforce) -> Result<Vec<u8>, WriteError> {
    fill(workforce).map_err(|source| WriteError::CannotPack {
        form: "workbook",
        source: source.into(),
    })
}

fn fill(workforce: &Workforce) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(format!("{}: workforce package", workforce.name()))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    for table in Table::ALL {
        fill_sheet(workbook.add_worksheet(), workforce, table)?;
    }
    workbook.save_to_buffer()
}

fn fill_sheet(sheet: &mut Worksheet, workforce: &Workforce, table: Table) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold();
    sheet.set_name(table.name())?.set_freeze_panes(1, 0)?;
    let columns = table.schema().columns;
    for (index, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, index, column.name, &heading)?;
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut next = 1;
    let mut failure = Ok(());
    each_row(workforce, table, &mut |cells| {
        for ((index, column), text) in (0..).zip(columns).zip(cells) {
            if failure.is_ok() && !text.is_empty() {
                failure = write_cell(sheet, (next, index), column.kind, text, &day);
            }
        }
        next += 1;
    });
    failure
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: FieldKind,
    text: &str,
    day: &Format,
) -> Result<(), XlsxError> {
    match kind {
        FieldKind::Date => {
            if let Some(date) = text.parse::<Date>().ok().and_then(excel_date) {
                sheet.write_datetime_with_format(row, column, &date, day)?;
                return Ok(());
            }
        }
        FieldKind::Fte
        | FieldKind::Hours
        | FieldKind::Money
        | FieldKind::Days
        | FieldKind::Weeks
        | FieldKind::Level
        | FieldKind::Whole => {
            if let Ok(number) = text.parse::<f64>() {
                sheet.write_number(row, column, number)?;
                return Ok(());
            }
        }
        FieldKind::Text | FieldKind::YesNo | FieldKind::Code(_) => {}
    }
    sheet.write_string(row, column, text)?;
    Ok(())
}

/// The same day for a workbook; those before 1900 have none.
pub(crate) fn excel_date(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}
