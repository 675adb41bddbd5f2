//! Why a file could not be read on.

use std::io;

use super::{DEEPEST, MOST_ELEMENTS, shown};
use crate::block::Place;
use crate::source::{LONGEST, TooLong};

/// Why a file could not be read on, and where.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is empty.
    #[error("the file is empty; choose the file that holds the return")]
    Empty,
    /// The file is no well-formed XML.
    #[error("line {}, column {}: the file is not well-formed XML here ({reason}); write it again from the system that it came from", place.line, place.column)]
    NotXml {
        /// Where.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// The file ends before its elements do.
    #[error("line {}, column {}: the file ends inside {inside}; it was cut off, so send or write it again", place.line, place.column)]
    Truncated {
        /// Where it ends.
        place: Place,
        /// The element that has no end.
        inside: String,
    },
    /// The outermost element is another one.
    #[error("line {}, column {}: the outermost element is ‘{element}’, not ‘Message’, so this is not a workforce return", place.line, place.column)]
    NotAReturn {
        /// Where.
        place: Place,
        /// The element.
        element: String,
    },
    /// The declared encoding is not known.
    #[error("the file declares the encoding ‘{0}’, which is not known; save it as UTF-8")]
    UnknownEncoding(String),
    /// The bytes are not UTF-8.
    #[error("line {}, column {}: a character after this is not UTF-8; save the file as UTF-8, or declare the encoding in its first line", place.line, place.column)]
    NotUtf8 {
        /// Where the text begins.
        place: Place,
    },
    /// The file declares a document type, which could name other files.
    #[error("line {}, column {}: the file declares a document type; returns have none, and nothing it names is followed, so take the declaration out", place.line, place.column)]
    DocumentType {
        /// Where.
        place: Place,
    },
    /// A reference to an entity that XML does not define itself.
    #[error("line {}, column {}: ‘&{name};’ stands for nothing; write the character itself, or its number", place.line, place.column)]
    UnknownEntity {
        /// Where.
        place: Place,
        /// Its name.
        name: String,
    },
    /// One tag or text has no end.
    #[error("line {}, column {}: a tag or text that begins here is longer than {LONGEST} bytes; no item of the return is", place.line, place.column)]
    TooLong {
        /// Where it begins.
        place: Place,
    },
    /// Elements stand in each other too deeply.
    #[error("line {}, column {}: elements stand more than {DEEPEST} deep in each other; no return’s do", place.line, place.column)]
    TooDeep {
        /// Where.
        place: Place,
    },
    /// A record has no end of elements.
    #[error("line {}, column {}: the part that begins here has more than {MOST_ELEMENTS} elements; no return’s has", place.line, place.column)]
    TooMany {
        /// Where the part begins.
        place: Place,
    },
    /// The file could not be read.
    #[error("the file could not be read")]
    Io(#[source] io::Error),
}

/// What a failure of the XML reader means.
pub(super) fn failure(error: &quick_xml::Error, begin: Place, end: Place) -> ReadError {
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        quick_xml::Error::Io(io) if io.get_ref().is_some_and(|it| it.is::<TooLong>()) => {
            ReadError::TooLong { place: begin }
        }
        quick_xml::Error::Io(io) => ReadError::Io(io::Error::new(io.kind(), io.to_string())),
        quick_xml::Error::Encoding(_) => ReadError::NotUtf8 { place: begin },
        quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(element)) => {
            ReadError::Truncated {
                place: end,
                inside: shown(element),
            }
        }
        quick_xml::Error::Syntax(syntax) if *syntax != SyntaxError::InvalidBangMarkup => {
            ReadError::Truncated {
                place: end,
                inside: "a tag, comment or declaration".to_owned(),
            }
        }
        other => ReadError::NotXml {
            place: begin,
            reason: other.to_string(),
        },
    }
}
