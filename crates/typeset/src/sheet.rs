//! The document as the template reads it: every text as a string, never as markup, and every table
//! with its layout.

use holdfast_document::{
    Block, Document, Heading, List, Note, Paragraph, Picture, RowKind, Run, Table, TableRow, plain,
};
use serde_json::{Value, json};

use crate::check::language;
use crate::error::TypesetError;
use crate::fit::{Fit, PADDING, Room, fit};
use crate::fonts::{Fonts, LETTERS, Weight};
use crate::typeset::{Options, Size};
use crate::world::picture_name;

/// The widest word in em that stands unbroken in the text.
const WORD: f64 = 18.0;

/// How far lists and quotes stand in, in points.
const INDENT: f64 = 22.0;

/// What the typesetter is given.
pub(crate) struct Sheet {
    /// The document, as JSON.
    pub(crate) data: String,
    /// The charts, in reading order.
    pub(crate) pictures: Vec<String>,
}

/// Writes the document down for the template.
pub(crate) fn sheet(document: &Document, options: Options) -> Result<Sheet, TypesetError> {
    let (language, region) = language(&document.language)?;
    let mut writer = Writer {
        fonts: &LETTERS,
        size: options.size,
        pictures: Vec::new(),
    };
    let body = writer.blocks(&document.body, 0);
    let data = json!({
        "large": options.size == Size::LargePrint,
        "title": writer.text(&document.title),
        "foot": writer.text(&cut(&document.title, options.size.foot())),
        "author": writer.text(&document.author),
        "by": writer.text(&by_line(document)),
        "language": language,
        "region": region,
        "on": [document.on.year(), document.on.month(), document.on.day()],
        "banner": document.banner.as_deref().map(|banner| writer.text(banner)),
        "head": document.banner.as_deref().map(|banner| writer.text(&cut(banner, options.size.head()))),
        "numbers": writer.numbers(&document.body),
        "padding": PADDING,
        "particulars": document.particulars.iter().map(|it| json!({
            "name": writer.text(&it.name),
            "value": writer.runs(&it.value, WORD),
        })).collect::<Vec<_>>(),
        "body": body,
        "notes": document.notes.iter().map(|note| writer.note(note)).collect::<Vec<_>>(),
    });
    Ok(Sheet {
        data: data.to_string(),
        pictures: writer.pictures,
    })
}

struct Writer<'f> {
    fonts: &'f Fonts,
    size: Size,
    pictures: Vec<String>,
}

impl Writer<'_> {
    fn text(&self, text: &str) -> String {
        self.fonts.settable(text, WORD)
    }

    fn blocks(&mut self, blocks: &[Block], depth: u8) -> Vec<Value> {
        blocks
            .iter()
            .map(|block| self.block(block, depth))
            .collect()
    }

    fn block(&mut self, block: &Block, depth: u8) -> Value {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list, depth),
            Block::Quote { blocks } => {
                json!({ "kind": "quote", "blocks": self.blocks(blocks, depth + 1) })
            }
            Block::Table(table) => self.table(table, depth),
            Block::Picture(picture) => self.picture(picture, depth),
            Block::NewPage => json!({ "kind": "new-page" }),
        }
    }

    fn heading(&self, heading: &Heading) -> Value {
        json!({
            "kind": "heading",
            "level": heading.level,
            "number": heading.number.as_deref().map(|number| self.text(number)),
            "runs": self.runs(&heading.runs, WORD),
        })
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Value {
        json!({
            "kind": "paragraph",
            "number": paragraph.number.as_deref().map(|number| self.text(number)),
            "runs": self.runs(&paragraph.runs, WORD),
        })
    }

    fn list(&mut self, list: &List, depth: u8) -> Value {
        let items = list.items.iter();
        let items: Vec<_> = items.map(|item| self.blocks(item, depth + 1)).collect();
        json!({ "kind": "list", "start": list.start, "items": items })
    }

    fn picture(&mut self, picture: &Picture, depth: u8) -> Value {
        let place = self.pictures.len();
        self.pictures.push(self.fonts.drawable(&picture.svg));
        json!({
            "kind": "picture",
            "place": place,
            "file": picture_name(place),
            "across": self.size == Size::LargePrint && depth == 0,
            "width": picture.width,
            "height": picture.height,
            "caption": self.text(&self.captioned(picture)),
            "alternative": picture.alternative,
            "table": self.table(&picture.table, 0),
        })
    }

    /// What is drawn and where the values come from. In large print the latter stands beneath the
    /// table alone, so that the chart has the page.
    fn captioned(&self, picture: &Picture) -> String {
        let caption = picture.caption.trim_end_matches('.');
        match (self.size, picture.source.trim()) {
            (Size::LargePrint, _) | (_, "") => picture.caption.clone(),
            (Size::Ordinary, source) => format!("{caption}. Source: {source}"),
        }
    }

    fn table(&self, table: &Table, depth: u8) -> Value {
        let room = if depth == 0 { Room::Page } else { Room::Within };
        let fit = match self.size {
            Size::Ordinary => fit(table, room, f64::from(depth) * INDENT, self.fonts),
            Size::LargePrint => Fit::List,
        };
        let columns = table.columns.iter().enumerate();
        let columns: Vec<_> = columns
            .map(|(place, column)| {
                let heading = self.fonts.settable(&column.heading, fit.room(place));
                json!({ "heading": heading, "align": column.align })
            })
            .collect();
        json!({
            "kind": "table",
            "caption": self.text(&table.caption),
            "columns": columns,
            "rows": table.rows.iter().map(|row| self.row(row, &fit)).collect::<Vec<_>>(),
            "notes": table.notes.iter().map(|note| self.text(note)).collect::<Vec<_>>(),
            "source": self.text(&table.source),
            "fit": fit,
        })
    }

    fn row(&self, row: &TableRow, fit: &Fit) -> Value {
        let cells = row.cells.iter().enumerate();
        let cells: Vec<_> = cells
            .map(|(column, cell)| self.runs(&cell.runs, fit.room(column)))
            .collect();
        // The name of a group stands over all columns, unless the group has values of its own.
        let alone = row.cells.iter().skip(1).all(|cell| cell.runs.is_empty());
        json!({
            "kind": row.kind,
            "over": row.kind == RowKind::Group && alone,
            "cells": cells,
        })
    }

    fn note(&self, note: &Note) -> Value {
        json!({
            "name": self.text(&note.name),
            "value": self.text(&note.value),
            "working": self.text(&note.working),
            "source": self.text(&note.source),
            "address": note.address.as_deref().filter(|address| leads_out(address)),
        })
    }

    fn runs(&self, runs: &[Run], room: f64) -> Vec<Value> {
        runs.iter().map(|run| self.run(run, room)).collect()
    }

    fn run(&self, run: &Run, room: f64) -> Value {
        let text = |text: &str| self.fonts.settable(text, room);
        match run {
            Run::Text { text: words } => json!({ "kind": "text", "text": text(words) }),
            Run::Code { text: typed } => json!({ "kind": "code", "text": text(typed) }),
            Run::Strong { runs } => json!({ "kind": "strong", "runs": self.runs(runs, room) }),
            Run::Emphasis { runs } => json!({ "kind": "emphasis", "runs": self.runs(runs, room) }),
            Run::Link(link) => json!({
                "kind": "link",
                "address": Some(link.address.as_str()).filter(|address| leads_out(address)),
                // A link in a link is none.
                "text": text(&plain(&link.runs)),
            }),
            Run::Figure { text: read, notes } => json!({
                "kind": "figure",
                "text": text(read),
                "notes": notes,
            }),
            Run::Break => json!({ "kind": "break" }),
        }
    }

    /// The width in em of the widest number of a paragraph; nothing where none has one.
    fn numbers(&self, body: &[Block]) -> Option<f64> {
        let numbers = body.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.number.as_deref(),
            _ => None,
        });
        numbers
            .map(|number| self.fonts.width(number, Weight::Regular))
            .reduce(f64::max)
            .map(|widest| widest.min(WORD))
    }
}

/// Whose document it is and which day it bears.
fn by_line(document: &Document) -> String {
    let day = document.on.strftime("%-d %B %Y");
    match document.author.trim() {
        "" => day.to_string(),
        author => format!("{author}, {day}"),
    }
}

/// Whether an address leads to a place that a reader of the file can go to.
fn leads_out(address: &str) -> bool {
    let schemes = ["https:", "http:", "mailto:"];
    let plain = |letter: char| !letter.is_control() && !letter.is_whitespace();
    let begins = |scheme: &&str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    schemes.iter().any(begins) && address.chars().all(plain)
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
