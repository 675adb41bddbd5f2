//! A document in each of its formats.

use holdfast_document::{Document, Format, WordError, WorkbookError, html, text, word, workbook};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The Word file.
    #[error("the Word file could not be written")]
    Word(#[from] WordError),
    /// The workbook.
    #[error("the workbook could not be written")]
    Workbook(#[from] WorkbookError),
    /// This program was built without the format.
    #[error("this program was built without {}; ask for another format", .0.name())]
    NotBuilt(Format),
}

/// The formats that this program writes.
pub fn available() -> impl Iterator<Item = Format> {
    let is_there = |format: &Format| *format != Format::Pdf;
    Format::ALL.into_iter().filter(is_there)
}

/// Writes a document in a format.
///
/// # Errors
/// Where a chart cannot be drawn, or a file not be put together.
pub fn write(document: &Document, format: Format) -> Result<Vec<u8>, WriteError> {
    Ok(match format {
        Format::Word => word(document)?,
        Format::Workbook => workbook(document)?,
        Format::Page => html(document).into_bytes(),
        Format::Text => text(document).into_bytes(),
        Format::Pdf => return Err(WriteError::NotBuilt(format)),
    })
}
