//! Why a document cannot be set, and where.

/// Why a document cannot be set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// A PDF is announced by its title.
    #[error("The document has no title: a PDF that everyone can read has to have one.")]
    NoTitle,
    /// The language decides how the document is read aloud.
    #[error(
        "“{0}” is not the tag of a language, such as en-GB: give the document's language as one."
    )]
    UnknownLanguage(String),
    /// A heading without words is a bookmark without a name.
    #[error(
        "A heading of level {level}, after “{after}”, says nothing: give it words or take it out."
    )]
    HeadingWithoutWords {
        /// Its level.
        level: u8,
        /// The heading before it, or the title.
        after: String,
    },
    /// Those who go from heading to heading would miss one.
    #[error(
        "The heading “{heading}” is of level {level}, but after “{after}” only levels 1 to {deepest} \
         can follow: raise it."
    )]
    HeadingSkipped {
        /// What the heading says.
        heading: String,
        /// Its level.
        level: u8,
        /// The heading before it, or the title.
        after: String,
        /// The deepest level that can follow.
        deepest: u8,
    },
    /// Those who do not see a chart are told what it shows.
    #[error("The chart “{caption}” is not described in words: give it an alternative.")]
    ChartWithoutWords {
        /// Its caption.
        caption: String,
    },
    /// A chart cannot be drawn.
    #[error(
        "The chart “{caption}” cannot be drawn: {reason}. Its drawing has to be SVG of shapes and words only."
    )]
    ChartUnreadable {
        /// Its caption.
        caption: String,
        /// What the typesetter said.
        reason: String,
    },
    /// More charts than a paper has.
    #[error("The document has {found} charts, and at most {most} can be set: divide it.")]
    TooManyCharts {
        /// How many it has.
        found: usize,
        /// How many can be set.
        most: usize,
    },
    /// A table without columns.
    #[error("The table “{caption}” has no columns.")]
    TableWithoutColumns {
        /// Its caption.
        caption: String,
    },
    /// A row with too few or too many cells.
    #[error(
        "Row {row} of the table “{caption}” has {found} cells for {columns} columns: each row needs one for each."
    )]
    RaggedTable {
        /// The table's caption.
        caption: String,
        /// The row, from 1.
        row: usize,
        /// How many cells it has.
        found: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A figure leads to a note that is not there.
    #[error(
        "The figure “{text}” is explained by note {note}, but the document has {notes}: number notes from 0."
    )]
    NoSuchNote {
        /// The figure as it is read.
        text: String,
        /// The note that it names.
        note: usize,
        /// How many notes there are.
        notes: usize,
    },
    /// Lists in lists, quotes in quotes.
    #[error(
        "Near “{near}”, lists, quotes or stresses lie more than {most} deep in each other: make it flatter."
    )]
    TooDeep {
        /// The heading before it, or the title.
        near: String,
        /// How deep they may lie.
        most: usize,
    },
    /// The typesetter refused, for a reason that was not foreseen.
    #[error("The typesetter refused the document at {place}: {reason}.")]
    Refused {
        /// The line of the template.
        place: String,
        /// What it said.
        reason: String,
    },
    /// The typesetter broke down.
    #[error("The typesetter broke down over the document: {0}.")]
    Broke(String),
}
