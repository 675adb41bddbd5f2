//! The document as a Word file: real headings, tables whose rows and columns have headings, charts with
//! their words. It is made of few parts, in the order of elements that the format's schema asks for.

mod annex;
mod blocks;
mod columns;
mod line;
mod package;
mod picture;
mod section;
mod table;

use rayon::prelude::*;

use crate::block::Picture;
use crate::document::Document;
use crate::drawing::{DrawingError, Halo, drawing, pixels};
use crate::markup::Markup;
use picture::{Drawn, Extent};

/// Why a Word file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// A chart could not be made into a picture.
    #[error("the chart `{name}` could not be put into the Word file; use the web page instead")]
    Chart {
        /// The chart's name in the document.
        name: String,
        /// Why.
        source: DrawingError,
    },
    /// The parts could not be packed.
    #[error("the Word file could not be packed")]
    Package(#[from] zip::result::ZipError),
    /// A part could not be written.
    #[error("the Word file could not be written")]
    Write(#[from] std::io::Error),
}

/// The document as a Word file. The same document gives the same bytes.
///
/// # Errors
///
/// When a chart cannot be drawn.
pub fn word(document: &Document) -> Result<Vec<u8>, WordError> {
    let pictures = document.pictures();
    let drawn = pictures.par_iter().map(|picture| drawn(picture));
    let drawn = drawn.collect::<Result<Vec<_>, _>>()?;
    let mut paper = Paper::new(document, &drawn);
    paper.write();
    package::packed(paper)
}

fn drawn(picture: &Picture) -> Result<Drawn, WordError> {
    let extent = Extent::of(picture);
    let failed = |source| WordError::Chart {
        name: picture.name.clone(),
        source,
    };
    Ok(Drawn {
        png: pixels(picture, extent.pixels()).map_err(failed)?,
        svg: drawing(picture, Halo::Dropped).ok_or_else(|| failed(DrawingError::Broken))?,
        extent,
    })
}

/// What the main part of the file refers to, by its place in a list.
enum Related {
    /// An address out of the document.
    Address(String),
    /// A file among the media.
    Media(String),
}

/// The main part that is being written.
struct Paper<'d> {
    document: &'d Document,
    drawn: &'d [Drawn],
    markup: Markup,
    related: Vec<Related>,
    /// For each numbered list its first number and how deep it lies.
    numbered: Vec<(u64, usize)>,
    /// The charts that were written; their tables follow in an annex.
    charts: Vec<&'d Picture>,
    /// The numbers given to bookmarks and drawings.
    numbers: usize,
    surroundings: Surroundings,
}

/// What a paragraph stands in.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    /// How many lists it is inside of.
    lists: usize,
    quoted: bool,
}

impl<'d> Paper<'d> {
    fn new(document: &'d Document, drawn: &'d [Drawn]) -> Self {
        Self {
            document,
            drawn,
            markup: Markup::default(),
            related: Vec::new(),
            numbered: Vec::new(),
            charts: Vec::new(),
            numbers: 0,
            surroundings: Surroundings::default(),
        }
    }

    fn write(&mut self) {
        self.markup.written(XML);
        self.markup.begin("w:document", NAMESPACES);
        self.markup.begin("w:body", []);
        self.head();
        for block in &self.document.body {
            self.block(block);
        }
        self.chart_tables();
        self.notes();
        self.last_section();
        self.markup.end("w:body");
        self.markup.end("w:document");
    }

    /// A number that no other bookmark or drawing has.
    fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers
    }

    /// The name by which the main part refers to something.
    fn relate(&mut self, related: Related) -> String {
        self.related.push(related);
        package::relationship(self.related.len() - 1)
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of the main language of the format.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of references between parts.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", MAIN),
    ("xmlns:r", RELATIONSHIPS),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];
