#![doc = include_str!("../README.md")]

mod block;
mod document;
mod fonts;
mod run;
mod table;

pub use block::{Block, Heading, List, Paragraph, Picture};
pub use document::{Document, Note, Particular};
pub use fonts::FONTS;
pub use run::{Link, Run, plain};
pub use table::{Align, Cell, Column, Formula, Number, Place, RowKind, Table, TableRow};
