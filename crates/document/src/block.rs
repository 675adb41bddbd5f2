//! What a document is made of, from top to bottom.

use serde::{Deserialize, Serialize};

use crate::run::Run;
use crate::table::Table;

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// What somebody else said.
    Quote {
        /// What was said.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// A chart, with the table it was drawn from.
    Picture(Picture),
    /// What follows begins a new page where there are pages.
    NewPage,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for the main parts of the document, whose title stands above them; never more than one below
    /// the heading before it, and at most 4.
    pub level: u8,
    /// Its number, such as `2.` or `2.1`; nothing where headings are not numbered.
    pub number: Option<String>,
    /// What it says.
    pub runs: Vec<Run>,
    /// A name unique in the document, of letters, digits and hyphens, by which links find it.
    pub name: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its number, by which a committee speaks of it: `3.2`; nothing where paragraphs are not numbered.
    pub number: Option<String>,
    /// What it says.
    pub runs: Vec<Run>,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The number of the first item; nothing where the items are not numbered.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A chart as a drawing, and all that those are told who do not see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// A name unique in the document, of letters, digits and hyphens.
    pub name: String,
    /// What is drawn.
    pub caption: String,
    /// What the drawing shows, in words.
    pub alternative: String,
    /// The drawing, as SVG of shapes and words only.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Where the values come from.
    pub source: String,
    /// The values that it was drawn from.
    pub table: Table,
}

impl Block {
    pub(crate) fn gather_tables<'b>(&'b self, tables: &mut Vec<&'b Table>) {
        match self {
            Self::Table(table) => tables.push(table),
            Self::Picture(picture) => tables.push(&picture.table),
            Self::List(list) => {
                for block in list.items.iter().flatten() {
                    block.gather_tables(tables);
                }
            }
            Self::Quote { blocks } => {
                for block in blocks {
                    block.gather_tables(tables);
                }
            }
            Self::Heading(_) | Self::Paragraph(_) | Self::NewPage => {}
        }
    }

    pub(crate) fn gather_pictures<'b>(&'b self, pictures: &mut Vec<&'b Picture>) {
        match self {
            Self::Picture(picture) => pictures.push(picture),
            Self::List(list) => {
                for block in list.items.iter().flatten() {
                    block.gather_pictures(pictures);
                }
            }
            Self::Quote { blocks } => {
                for block in blocks {
                    block.gather_pictures(pictures);
                }
            }
            Self::Heading(_) | Self::Paragraph(_) | Self::Table(_) | Self::NewPage => {}
        }
    }
}
