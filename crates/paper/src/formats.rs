//! A document in each of its formats.

use holdfast_document::{Document, Format, WordError, html, text, word};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The Word file.
    #[error("the Word file could not be written")]
    Word(#[from] WordError),
}

/// Writes a document in a format.
///
/// # Errors
/// Where a chart cannot be drawn, or a file not be put together.
pub fn write(document: &Document, format: Format) -> Result<Vec<u8>, WriteError> {
    Ok(match format {
        Format::Word => word(document)?,
        Format::Page => html(document).into_bytes(),
        Format::Text => text(document).into_bytes(),
        Format::Pdf | Format::Workbook => Vec::new(),
    })
}
