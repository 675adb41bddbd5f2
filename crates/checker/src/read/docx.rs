//! Reads the documents of word processors (Office Open XML): paragraphs, lists, tables with
//! merged cells and tables within them, text boxes, footnotes and endnotes. What was deleted
//! while changes were tracked is not read, nor are headers and footers.

use std::collections::HashMap;
use std::io::{Cursor, Read as _, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{MOST_BLOCKS, MOST_SPANNED, ReadError, spanned};
use crate::paper::{Block, Counted, Kind, Paper, Passage, Row, Table};

/// The text part of a document is read up to this size with its marks, in bytes: more than
/// a paper of a thousand pages has.
const LARGEST_TEXT: u64 = 60 * 1024 * 1024;

/// Tables within tables are read so deep; what lies deeper is text of the cell.
const DEEPEST: usize = 8;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Paper, ReadError> {
    let package = |source| ReadError::Package {
        name: name.to_owned(),
        source,
    };
    let markup = |source| ReadError::Markup {
        name: name.to_owned(),
        source,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(package)?;
    let text = part(&mut archive, "word/document.xml", name)?;
    let state = State {
        left: MOST_SPANNED,
        ..State::default()
    };
    let mut body = blocks(&text, state).map_err(markup)?;
    for notes in ["footnote", "endnote"] {
        let path = format!("word/{notes}s.xml");
        if archive.index_for_name(&path).is_some() {
            let text = part(&mut archive, &path, name)?;
            let state = State {
                notes: std::mem::take(&mut body.notes),
                ..State::default()
            };
            let read = blocks(&text, state).map_err(markup)?;
            body.blocks.extend(read.blocks);
            body.notes = read.notes;
        }
    }
    Ok(Paper {
        blocks: body.blocks,
        counted: Counted::Paragraphs,
    })
}

/// A part of the package, whatever size it says that it has.
fn part<R: std::io::Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    name: &str,
) -> Result<String, ReadError> {
    let package = |source| ReadError::Package {
        name: name.to_owned(),
        source,
    };
    let part = archive.by_name(path).map_err(package)?;
    let mut xml = Vec::new();
    let read = part.take(LARGEST_TEXT + 1).read_to_end(&mut xml);
    read.map_err(|error| package(error.into()))?;
    if xml.len() as u64 > LARGEST_TEXT {
        return Err(ReadError::TooMuchText {
            name: name.to_owned(),
        });
    }
    Ok(String::from_utf8_lossy(&xml).into_owned())
}

/// A paragraph that is open; within it may stand a box with others.
#[derive(Default)]
struct Paragraph {
    number: u32,
    text: String,
    kind: Option<Kind>,
}

/// A table that is open.
#[derive(Default)]
struct OpenTable {
    table: Table,
    cell: Option<Cell>,
    is_row_deleted: bool,
}

/// A cell that is open.
struct Cell {
    text: String,
    columns: usize,
}

#[derive(Default)]
struct State {
    blocks: Vec<Block>,
    count: u32,
    paragraphs: Vec<Paragraph>,
    tables: Vec<OpenTable>,
    /// How many tables are open within the deepest that is read.
    beyond: usize,
    /// How many places of cells that span others may still be kept.
    left: usize,
    is_text: bool,
    /// Whether what a row is stands open.
    is_row: bool,
    /// How many elements are open that stand for others, or were deleted.
    hidden: usize,
    /// The paragraph that each note is set to: of footnotes and endnotes.
    notes: HashMap<(&'static str, String), u32>,
    /// The paragraph of the note that is open.
    note: Option<u32>,
}

fn blocks(xml: &str, mut state: State) -> Result<State, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event()? {
            Event::Start(tag) => state.start(&tag),
            Event::Empty(tag) => {
                state.start(&tag);
                state.end(tag.local_name().as_ref());
            }
            Event::End(tag) => state.end(tag.local_name().as_ref()),
            Event::Text(text) if state.is_text => state.add(&text),
            Event::GeneralRef(reference) if state.is_text => {
                state.add(&resolved(&reference));
            }
            Event::Eof => break,
            // As many are refused.
            _ if state.blocks.len() > MOST_BLOCKS => break,
            _ => {}
        }
    }
    while !state.tables.is_empty() {
        state.close_table();
    }
    Ok(state)
}

/// The character that a reference such as `amp` or `#163` stands for.
fn resolved(name: &str) -> String {
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        },
        None => None,
    };
    let named = quick_xml::escape::resolve_predefined_entity(name);
    named.map_or_else(
        || {
            number
                .and_then(char::from_u32)
                .map_or_else(String::new, String::from)
        },
        str::to_owned,
    )
}

impl State {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "trPr" => self.is_row = true,
            "del" if self.is_row => self.delete_row(),
            "Fallback" | "del" | "moveFrom" => self.hidden += 1,
            "p" if self.hidden == 0 => self.open_paragraph(),
            "pStyle" => {
                let style = attribute(tag, "val").to_lowercase();
                if style.starts_with("heading") || style == "title" {
                    self.set_kind(Kind::Heading);
                }
            }
            "outlineLvl" => self.set_kind(Kind::Heading),
            "numPr" => self.set_kind(Kind::Item),
            "t" => self.is_text = true,
            "tab" | "br" | "cr" => self.add(" "),
            "noBreakHyphen" => self.add("-"),
            "footnoteReference" => self.refer("footnote", tag),
            "endnoteReference" => self.refer("endnote", tag),
            "footnote" => self.open_note("footnote", tag),
            "endnote" => self.open_note("endnote", tag),
            "tbl" => self.open_table(),
            "tr" if self.beyond == 0 => self.open_row(),
            "tc" if self.beyond == 0 => self.open_cell(),
            "gridSpan" if self.beyond == 0 => {
                let columns = attribute(tag, "val").parse().unwrap_or(1_usize);
                if let Some(cell) = self.cell() {
                    cell.columns = columns.clamp(1, 50);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "trPr" => self.is_row = false,
            "del" if self.is_row => {}
            "Fallback" | "del" | "moveFrom" => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            "t" => self.is_text = false,
            "p" if self.hidden == 0 => self.close_paragraph(),
            "tc" if self.beyond == 0 => self.close_cell(),
            "tr" if self.beyond == 0 => self.close_row(),
            "tbl" if self.beyond > 0 => self.beyond -= 1,
            "tbl" => self.close_table(),
            _ => {}
        }
    }

    fn open_paragraph(&mut self) {
        self.count = self.count.saturating_add(1);
        self.paragraphs.push(Paragraph {
            number: self.note.unwrap_or(self.count),
            ..Paragraph::default()
        });
    }

    fn set_kind(&mut self, kind: Kind) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.hidden == 0) {
            paragraph.kind = paragraph.kind.or(Some(kind));
        }
    }

    fn refer(&mut self, kind: &'static str, tag: &BytesStart<'_>) {
        self.notes.insert((kind, attribute(tag, "id")), self.count);
    }

    fn open_note(&mut self, kind: &'static str, tag: &BytesStart<'_>) {
        self.note = self.notes.get(&(kind, attribute(tag, "id"))).copied();
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.cell.as_mut()
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.hidden == 0) {
            paragraph.text.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        if paragraph.text.trim().is_empty() {
            return;
        }
        // A box within a paragraph of a cell is text of its own.
        let is_of_cell = self.paragraphs.is_empty();
        if let Some(cell) = self.cell().filter(|_| is_of_cell) {
            cell.text.push(' ');
            cell.text.push_str(&paragraph.text);
            return;
        }
        let kind = paragraph.kind.unwrap_or(Kind::Paragraph);
        let passage = Passage::new(kind, paragraph.number, &paragraph.text);
        self.blocks.push(Block::Passage(passage));
    }

    fn open_table(&mut self) {
        match self.tables.len() < DEEPEST {
            true => self.tables.push(OpenTable::default()),
            false => self.beyond += 1,
        }
    }

    fn open_row(&mut self) {
        let line = self.count.saturating_add(1);
        if let Some(open) = self.tables.last_mut() {
            let cells = Vec::new();
            open.table.rows.push(Row { line, cells });
        }
    }

    fn delete_row(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            open.is_row_deleted = true;
        }
    }

    fn open_cell(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            open.cell = Some(Cell {
                text: String::new(),
                columns: 1,
            });
        }
    }

    fn close_cell(&mut self) {
        let number = self.count;
        let Some(open) = self.tables.last_mut() else {
            return;
        };
        let Some(cell) = open.cell.take() else {
            return;
        };
        let text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.split(' ').count() > 7 {
            let passage = Passage::new(Kind::Paragraph, number, &text);
            self.blocks.push(Block::Passage(passage));
        }
        if let Some(row) = open.table.rows.last_mut() {
            row.cells.push(text);
            row.cells.extend(spanned(cell.columns, &mut self.left));
        }
    }

    fn close_row(&mut self) {
        if let Some(open) = self.tables.last_mut()
            && std::mem::take(&mut open.is_row_deleted)
        {
            open.table.rows.pop();
        }
    }

    fn close_table(&mut self) {
        let table = self.tables.pop().map(|it| it.table);
        if let Some(table) = table.filter(|table| !table.rows.is_empty()) {
            self.blocks.push(Block::Table(table));
        }
    }
}

/// An attribute of an element.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag
        .attributes()
        .flatten()
        .find(|it| it.key.local_name().as_ref() == name);
    found.map_or_else(String::new, |it| it.value.into_owned())
}
