//! Reads the documents of word processors (Office Open XML).

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;
use crate::paper::{Block, Counted, Kind, Paper, Passage, Row, Table};

/// The text part of a document is read up to this size, in bytes: more than a paper of a
/// thousand pages has.
const LARGEST_TEXT: u64 = 60 * 1024 * 1024;

/// Reads a document.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Paper, ReadError> {
    let package = |source| ReadError::Package {
        name: name.to_owned(),
        source,
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(package)?;
    let part = archive.by_name("word/document.xml").map_err(package)?;
    let mut xml = Vec::new();
    part.take(LARGEST_TEXT)
        .read_to_end(&mut xml)
        .map_err(|error| package(error.into()))?;
    let blocks = blocks(&String::from_utf8_lossy(&xml)).map_err(|source| ReadError::Markup {
        name: name.to_owned(),
        source,
    })?;
    Ok(Paper {
        blocks,
        counted: Counted::Paragraphs,
    })
}

#[derive(Default)]
struct State {
    blocks: Vec<Block>,
    paragraphs: u32,
    text: String,
    kind: Option<Kind>,
    table: Option<Table>,
    depth: usize,
    cell: Option<(String, usize)>,
    is_text: bool,
    /// How many elements are open that stand for others, or were deleted.
    hidden: usize,
}

fn blocks(xml: &str) -> Result<Vec<Block>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut state = State::default();
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
            _ => {}
        }
    }
    state.close_table();
    Ok(state.blocks)
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
            "Fallback" | "del" => self.hidden += 1,
            "p" => {
                self.paragraphs = self.paragraphs.saturating_add(1);
                self.text.clear();
                self.kind = None;
            }
            "pStyle" => {
                let style = value(tag).to_lowercase();
                if style.starts_with("heading") || style == "title" {
                    self.kind = Some(Kind::Heading);
                }
            }
            "numPr" => self.kind = self.kind.or(Some(Kind::Item)),
            "t" => self.is_text = true,
            "tab" | "br" | "cr" => self.add(" "),
            "noBreakHyphen" => self.add("-"),
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.table = Some(Table::default());
                }
            }
            "tr" if self.depth == 1 => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Row {
                        line: self.paragraphs.saturating_add(1),
                        cells: Vec::new(),
                    });
                }
            }
            "tc" if self.depth == 1 => self.cell = Some((String::new(), 1)),
            "gridSpan" => {
                if let Some((_, columns)) = &mut self.cell {
                    *columns = value(tag).parse().unwrap_or(1_usize).clamp(1, 50);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" | "del" => self.hidden = self.hidden.saturating_sub(1),
            "t" => self.is_text = false,
            "p" => self.close_paragraph(),
            "tc" if self.depth == 1 => self.close_cell(),
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.close_table();
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.hidden == 0 {
            self.text.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        if let Some((cell, _)) = &mut self.cell {
            cell.push(' ');
            cell.push_str(&text);
            return;
        }
        let kind = self.kind.unwrap_or(Kind::Paragraph);
        let passage = Passage::new(kind, self.paragraphs, &text);
        self.blocks.push(Block::Passage(passage));
    }

    fn close_cell(&mut self) {
        let Some((text, columns)) = self.cell.take() else {
            return;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.split(' ').count() > 7 {
            let passage = Passage::new(Kind::Paragraph, self.paragraphs, &text);
            self.blocks.push(Block::Passage(passage));
        }
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        if let Some(row) = row {
            row.cells.push(text);
            row.cells
                .extend(std::iter::repeat_n(String::new(), columns - 1));
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take().filter(|table| !table.rows.is_empty()) {
            self.blocks.push(Block::Table(table));
        }
    }
}

/// The attribute `val` of an element.
fn value(tag: &BytesStart<'_>) -> String {
    let found = tag
        .attributes()
        .flatten()
        .find(|it| it.key.local_name().as_ref() == "val");
    found.map_or_else(String::new, |it| it.value.into_owned())
}
