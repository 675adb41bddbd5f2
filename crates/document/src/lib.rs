#![doc = include_str!("../README.md")]

mod block;
mod document;
mod drawing;
mod fonts;
mod format;
mod html;
mod letters;
mod markup;
mod parts;
mod run;
mod table;
mod text;
mod word;
mod workbook;

pub use block::{Block, Heading, List, Paragraph, Picture};
pub use document::{Document, Note, Particular};
pub use drawing::DrawingError;
pub use fonts::FONTS;
pub use format::{Format, UnknownFormat};
pub use html::{html, html_body};
pub use run::{Link, Run, plain};
pub use table::{Align, Cell, Column, Formula, Number, Place, RowKind, Table, TableRow};
pub use text::text;
pub use word::{WordError, word};
pub use workbook::{WorkbookError, workbook};
