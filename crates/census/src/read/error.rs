//! Why a file could not be read on.

use std::io;

use super::{DEEPEST, MOST_ELEMENTS, MOST_RECORDS, shown};
use crate::block::Place;
use crate::file::MOST_HELD;
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
    /// There are more records of workers than in any return.
    #[error("line {}, column {}: more than {MOST_RECORDS} records of workers stand before this one; a return is one authority’s, and all of England’s have about 43000 together, so split the file or take out what does not belong", place.line, place.column)]
    TooManyRecords {
        /// Where the first begins that is too many.
        place: Place,
    },
    /// The file says more than can be held at once.
    #[error("line {}, column {}: the records up to here take more than {} MiB; no authority’s return does, so split the file or take out what does not belong", place.line, place.column, MOST_HELD >> 20)]
    TooMuch {
        /// Where the record begins that is too much.
        place: Place,
    },
    /// A character that XML allows nowhere.
    #[error("line {}, column {}: the character U+{character:04X} stands here, which no XML may have; take it out", place.line, place.column)]
    Forbidden {
        /// Where.
        place: Place,
        /// Its number.
        character: u32,
    },
    /// The declared encoding is not known.
    #[error("the file declares the encoding ‘{0}’, which is not known; save it as UTF-8")]
    UnknownEncoding(String),
    /// The file declares an encoding that it is not in.
    #[error("line {}, column {}: the file declares the encoding ‘{label}’, but is in another one; save it as UTF-8, and declare UTF-8 in its first line", place.line, place.column)]
    OtherEncoding {
        /// Where.
        place: Place,
        /// What it declares.
        label: String,
    },
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
    #[error("line {}, column {}: ‘&{name};’ stands for no character; write the character itself", place.line, place.column)]
    UnknownEntity {
        /// Where.
        place: Place,
        /// Its name.
        name: String,
    },
    /// One tag or text has no end.
    #[error("line {}, column {}: a tag, text or record that begins here is longer than {LONGEST} bytes; nothing in a return is, so mend the file or take it out", place.line, place.column)]
    TooLong {
        /// Where it begins.
        place: Place,
    },
    /// Elements stand in each other too deeply.
    #[error("line {}, column {}: elements stand more than {DEEPEST} deep in each other; no return’s do, so this is another file", place.line, place.column)]
    TooDeep {
        /// Where.
        place: Place,
    },
    /// A record has no end of elements.
    #[error("line {}, column {}: the part that begins here has more than {MOST_ELEMENTS} elements; no return’s has, so mend the file", place.line, place.column)]
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
