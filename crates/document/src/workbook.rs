//! All tables of the document as a workbook: numbers are numbers, and what follows from other cells follows
//! from them in the workbook too.

mod cells;
mod formula;
mod names;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};

use crate::document::{Document, Note};
use crate::letters::{Reader, clean, followed};
use crate::parts::{NOTES, by_line};
use crate::run::plain;
use crate::table::Table;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "the workbook could not be written, because a table is larger than a sheet holds; use the web page"
)]
pub struct WorkbookError(#[from] XlsxError);

/// The sheet that lists the others.
const CONTENTS: &str = "Contents";

/// The sheet of the notes.
const FIGURES: &str = "Figures";

/// The paper of a printer: A4.
const A4: u8 = 9;

/// An address that is longer cannot be a link in a workbook.
const LONGEST_ADDRESS: usize = 2_000;

/// All tables of the document as an .xlsx workbook, a sheet each, with a list of them before and where each
/// figure comes from after. Text is text and never a formula. The same document gives the same bytes.
///
/// # Errors
///
/// When a table or a text is larger than a worksheet holds.
pub fn workbook(document: &Document) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let tables = document.tables();
    let names = names::of_sheets(&tables);
    write_contents(workbook.add_worksheet(), document, &tables, &names)?;
    for (table, name) in tables.iter().zip(&names) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        cells::write_table(sheet, table)?;
    }
    if !document.notes.is_empty() {
        write_notes(workbook.add_worksheet(), &document.notes)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let on = document.on;
    // A workbook has no years before 1900.
    let year = on.year().unsigned_abs().clamp(1900, 9999);
    let day = ExcelDateTime::from_ymd(year, on.month().unsigned_abs(), on.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(clean(&document.title))
        .set_author(clean(&document.author))
        .set_creation_datetime(&day))
}

fn write_contents(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[&Table],
    names: &[String],
) -> Result<(), XlsxError> {
    sheet.set_name(CONTENTS)?;
    printed(sheet);
    let mut lines = Lines { sheet, row: 0 };
    let title = Format::new().set_bold().set_font_size(16);
    lines.line(&document.title, &title)?;
    let plainly = Format::new();
    lines.line(&by_line(document), &plainly)?;
    if let Some(banner) = &document.banner {
        lines.line(banner, &bold())?;
    }
    lines.row += 1;
    for particular in &document.particulars {
        let value = clean(&plain(&particular.value)).into_owned();
        lines.sheet.write_string(lines.row, 1, value)?;
        lines.line(&particular.name, &bold())?;
    }
    lines.row += 1;
    lines
        .sheet
        .write_string_with_format(lines.row, 1, "What it shows", &bold())?;
    lines.line("Sheet", &bold())?;
    for (table, name) in tables.iter().zip(names) {
        lines.entry(name, &table.caption)?;
    }
    if !document.notes.is_empty() {
        lines.entry(FIGURES, NOTES)?;
    }
    lines.sheet.set_column_width(0, 34)?;
    lines.sheet.set_column_width(1, 70)?;
    Ok(())
}

/// Lines from the top down.
struct Lines<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl Lines<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = clean(text);
        self.sheet
            .write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// The name of a sheet as a link to it, and what it shows.
    fn entry(&mut self, name: &str, shows: &str) -> Result<(), XlsxError> {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        self.sheet.write_url(self.row, 0, link)?;
        self.sheet
            .write_string_with_format(self.row, 1, clean(shows), &wrapped())?;
        self.row += 1;
        Ok(())
    }
}

fn write_notes(sheet: &mut Worksheet, notes: &[Note]) -> Result<(), XlsxError> {
    sheet.set_name(FIGURES)?;
    printed(sheet);
    sheet.write_string_with_format(0, 0, NOTES, &bold())?;
    let heads = [
        ("Note", 6),
        ("Figure", 32),
        ("Value", 14),
        ("Working", 32),
        ("Source", 32),
        ("Records", 28),
    ];
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(cells::HEAD, column, head, &headed(FormatAlign::Left))?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(cells::HEAD + 1, 2)?;
    for (number, note) in (1_u32..).zip(notes) {
        let row = cells::HEAD + number;
        sheet.write_number_with_format(row, 0, number, &wrapped())?;
        let texts = [&note.name, &note.value, &note.working, &note.source];
        for (column, text) in (1..).zip(texts) {
            sheet.write_string_with_format(row, column, clean(text), &wrapped())?;
        }
        write_address(sheet, row, note.address.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

fn write_address(sheet: &mut Worksheet, row: u32, address: &str) -> Result<(), XlsxError> {
    match followed(address, Reader::Anywhere).filter(|it| it.len() < LONGEST_ADDRESS) {
        Some(address) => sheet.write_url(row, 5, address.as_str())?,
        None => sheet.write_string(row, 5, clean(address))?,
    };
    Ok(())
}

/// How a sheet is printed: as wide as a page on its side.
fn printed(sheet: &mut Worksheet) {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
}

fn bold() -> Format {
    Format::new().set_bold()
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn headed(align: FormatAlign) -> Format {
    let format = bold().set_text_wrap().set_align(align);
    format
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin)
}
