//! The formats that a document is written in: the one place that names them.

use std::fmt;
use std::str::FromStr;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Pages as they are printed, tagged for screen readers.
    Pdf,
    /// A Word file, which committee systems want.
    Word,
    /// A web page by itself.
    Page,
    /// A workbook of all tables.
    Workbook,
    /// Plain text.
    Text,
}

/// Why a word names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a format; use one of {}", extensions())]
pub struct UnknownFormat {
    /// What was given.
    pub given: String,
}

impl Format {
    /// All of them, the one for most readers first.
    pub const ALL: [Self; 5] = [
        Self::Pdf,
        Self::Word,
        Self::Page,
        Self::Workbook,
        Self::Text,
    ];

    /// How a file of it ends, without the dot; also the word by which it is asked for.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
            Self::Page => "html",
            Self::Workbook => "xlsx",
            Self::Text => "txt",
        }
    }

    /// What it is called, for a link or a button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Word => "Word",
            Self::Page => "Web page",
            Self::Workbook => "Excel workbook of all tables",
            Self::Text => "Plain text",
        }
    }

    /// Its media type, for the head of an answer.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Page => "text/html; charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.extension() == text)
            .ok_or_else(|| UnknownFormat {
                given: text.to_owned(),
            })
    }
}

fn extensions() -> String {
    Format::ALL.map(Format::extension).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_the_end_of_its_files_name() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        let unknown = "odt".parse::<Format>().map_err(|error| error.to_string());
        let said = "`odt` is not a format; use one of pdf, docx, html, xlsx, txt";
        assert_eq!(unknown, Err(said.to_owned()));
    }
}
