//! Markdown as the blocks of a document.
//!
//! Only what a committee paper is made of is taken: headings, paragraphs, lists, quotations, tables,
//! stress, links. HTML stays the text that it is; pictures are refused, because they have no
//! alternative in words and no table.

use holdfast_document::{
    Align, Block, Cell, Column, Heading, Link, List, Paragraph, RowKind, Run, Table, TableRow,
    plain,
};
use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::compose::Composer;
use crate::problem::Place;
use crate::source::{BEGIN, END, Piece, Source, pieces, read_words};

/// Lists and quotations within each other, at most.
const DEEPEST: usize = 10;

/// The blocks of a paper's body.
pub(crate) fn blocks(source: &Source, composer: &mut Composer<'_, '_>) -> Vec<Block> {
    let parser = Parser::new_ext(&source.body, Options::ENABLE_TABLES);
    let mut reader = Reader {
        composer,
        source,
        parts: vec![Part::Blocks(Within::Body, Vec::new())],
        line: vec![Inline::default()],
        level: 0,
        at: 0,
    };
    for (event, range) in parser.into_offset_iter() {
        reader.at = range.start;
        reader.take(event);
    }
    reader.finish()
}

/// A part that has begun and not ended.
enum Part {
    /// A sequence of blocks.
    Blocks(Within, Vec<Block>),
    /// A list: the number of its first item, and its items so far.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A table: how its columns stand, and its rows so far.
    Table(Vec<Alignment>, Vec<Vec<Vec<Run>>>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Body,
    Quote,
    Item,
}

/// Runs in the making, within stress or a link.
#[derive(Default)]
struct Inline {
    dress: Dress,
    runs: Vec<Run>,
}

#[derive(Default)]
enum Dress {
    #[default]
    None,
    Strong,
    Emphasis,
    Link(String),
    Image,
}

struct Reader<'r, 'f, 'w> {
    composer: &'r mut Composer<'f, 'w>,
    source: &'r Source,
    parts: Vec<Part>,
    line: Vec<Inline>,
    /// The level of the heading before.
    level: u8,
    at: usize,
}

impl Reader<'_, '_, '_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.code(&text),
            Event::SoftBreak => self.push(Run::text(" ")),
            Event::HardBreak => self.push(Run::Break),
            Event::Rule => {
                self.end_line();
                self.block(Block::NewPage);
            }
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.begin(Part::Blocks(Within::Quote, Vec::new())),
            Tag::Item => self.begin(Part::Blocks(Within::Item, Vec::new())),
            Tag::List(start) => self.begin(Part::List(start, Vec::new())),
            Tag::Table(columns) => self.begin(Part::Table(columns, Vec::new())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(Part::Table(_, rows)) = self.parts.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::Strong => self.dress(Dress::Strong),
            Tag::Emphasis => self.dress(Dress::Emphasis),
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { .. } => {
                self.problem("a picture has no words for those who do not see it, and no figures beneath; use {{ chart … }}, or a link");
                self.dress(Dress::Image);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock => self.end_line(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) | TagEnd::Table => {
                self.end_part()
            }
            TagEnd::TableCell => {
                let runs = self.take_line();
                if let Some(Part::Table(_, rows)) = self.parts.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(runs);
                }
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image => self.undress(),
            _ => {}
        }
    }

    fn begin(&mut self, part: Part) {
        self.end_line();
        if self.parts.len() == DEEPEST {
            self.problem("lists and quotations lie deeper within each other than a document goes; bring this out");
        }
        self.parts.push(part);
    }

    /// Ends a part; what lies too deep is brought out to where it may stand.
    fn end_part(&mut self) {
        self.end_line();
        let is_deep = self.parts.len() > DEEPEST;
        match self.parts.pop() {
            Some(Part::Blocks(Within::Quote, blocks)) if !is_deep => {
                self.block(Block::Quote { blocks })
            }
            Some(Part::Blocks(Within::Item, blocks))
                if matches!(self.parts.last(), Some(Part::List(..))) =>
            {
                if let Some(Part::List(_, items)) = self.parts.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Part::Blocks(_, blocks)) => blocks.into_iter().for_each(|block| self.block(block)),
            Some(Part::List(start, items)) if !is_deep => {
                self.block(Block::List(List { start, items }));
            }
            Some(Part::List(_, items)) => items
                .into_iter()
                .flatten()
                .for_each(|block| self.block(block)),
            Some(Part::Table(columns, rows)) => {
                let table = self.table(&columns, rows);
                self.block(table);
            }
            None => {}
        }
    }

    fn dress(&mut self, dress: Dress) {
        self.line.push(Inline {
            dress,
            runs: Vec::new(),
        });
    }

    fn undress(&mut self) {
        let Some(Inline { dress, runs }) = self.line.pop() else {
            return;
        };
        if self.line.is_empty() {
            self.line.push(Inline::default());
        }
        match dress {
            Dress::Strong => self.push(Run::Strong { runs }),
            Dress::Emphasis => self.push(Run::Emphasis { runs }),
            Dress::Link(address) => self.push(Run::Link(Link { address, runs })),
            Dress::None | Dress::Image => runs.into_iter().for_each(|run| self.push(run)),
        }
    }

    fn link(&mut self, address: &str) {
        let known = ["https://", "http://", "mailto:"];
        let is_known = known
            .iter()
            .any(|begin| address.to_ascii_lowercase().starts_with(begin));
        match is_known && !address.contains(BEGIN) {
            true => self.dress(Dress::Link(address.to_owned())),
            false => {
                self.problem(&format!(
                    "the link ‘{}’ does not begin with https://, http:// or mailto:",
                    read_words(&address.replace([BEGIN, END], ""))
                ));
                self.dress(Dress::None);
            }
        }
    }

    fn push(&mut self, run: Run) {
        let Some(inline) = self.line.last_mut() else {
            return;
        };
        match (inline.runs.last_mut(), run) {
            (Some(Run::Text { text }), Run::Text { text: more }) => text.push_str(&more),
            (_, run) => inline.runs.push(run),
        }
    }

    fn text(&mut self, text: &str) {
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => self.push(Run::text(read_words(words))),
                Piece::Reference(number) => match self.stands_alone(number) {
                    Some(blocks) => blocks.into_iter().for_each(|block| self.block(block)),
                    None => {
                        let runs = self.composer.inline(number);
                        runs.into_iter().for_each(|run| self.push(run));
                    }
                },
            }
        }
    }

    /// Code is typed, so a reference in it is shown as it was written.
    fn code(&mut self, text: &str) {
        let words = pieces(text).into_iter().map(|piece| match piece {
            Piece::Words(words) => read_words(words),
            Piece::Reference(number) => {
                let written = self
                    .source
                    .references
                    .get(number)
                    .map_or("", |it| it.text.as_str());
                format!("{{{{ {written} }}}}")
            }
        });
        let text = words.collect();
        self.push(Run::Code { text });
    }

    /// The blocks of a reference that is alone in its line.
    fn stands_alone(&mut self, number: usize) -> Option<Vec<Block>> {
        let is_new_line = self.line.len() == 1 && self.line.iter().all(|it| it.runs.is_empty());
        let rest = self.source.body.get(self.at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let is_alone = line.trim() == format!("{BEGIN}{number}{END}");
        let is_in_table = matches!(self.parts.last(), Some(Part::Table(..)));
        match is_new_line && is_alone && !is_in_table {
            true => self.composer.standing(number),
            false => None,
        }
    }

    fn take_line(&mut self) -> Vec<Run> {
        while self.line.len() > 1 {
            self.undress();
        }
        let mut runs = self
            .line
            .pop()
            .map(|inline| inline.runs)
            .unwrap_or_default();
        self.line.push(Inline::default());
        if let Some(Run::Text { text }) = runs.last_mut() {
            text.truncate(text.trim_end().len());
        }
        runs.retain(|run| !matches!(run, Run::Text { text } if text.is_empty()));
        runs
    }

    /// Ends a paragraph, where one was begun.
    fn end_line(&mut self) {
        let runs = self.take_line();
        if !plain(&runs).trim().is_empty() {
            self.block(Block::Paragraph(Paragraph { number: None, runs }));
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let runs = self.take_line();
        if plain(&runs).trim().is_empty() {
            return;
        }
        // A heading divides the whole document; within a list or a quotation it is only stressed.
        if self.parts.len() > 1 {
            let runs = vec![Run::Strong { runs }];
            return self.block(Block::Paragraph(Paragraph { number: None, runs }));
        }
        let wanted = (level as u8).min(4);
        // A reader who hears the headings must not hear a level skipped.
        self.level = wanted.min(self.level + 1);
        let name = self.composer.name(&plain(&runs));
        self.block(Block::Heading(Heading {
            level: self.level,
            number: None,
            runs,
            name,
        }));
    }

    fn table(&mut self, columns: &[Alignment], rows: Vec<Vec<Vec<Run>>>) -> Block {
        let mut rows = rows.into_iter();
        let head = rows.next().unwrap_or_default();
        let columns = head.iter().zip(columns).map(|(runs, alignment)| Column {
            heading: plain(runs),
            align: match alignment {
                Alignment::Right => Align::End,
                _ => Align::Start,
            },
        });
        let cell = |runs| Cell { runs, number: None };
        Block::Table(Table {
            name: self.composer.name("table"),
            caption: String::new(),
            columns: columns.collect(),
            rows: rows
                .map(|cells| TableRow {
                    kind: RowKind::Ordinary,
                    cells: cells.into_iter().map(cell).collect(),
                })
                .collect(),
            notes: Vec::new(),
            source: String::new(),
        })
    }

    fn block(&mut self, block: Block) {
        match self.parts.last_mut() {
            Some(Part::Blocks(_, blocks)) => blocks.push(block),
            Some(Part::List(_, items)) => items.push(vec![block]),
            // Nothing but cells stands in a table.
            Some(Part::Table(..)) | None => {}
        }
    }

    fn problem(&mut self, what: &str) {
        let before = self.source.body.get(..self.at).unwrap_or_default();
        let line = self.source.first_line + before.matches('\n').count();
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        self.composer
            .problems
            .push(Place { line, column }.problem(what));
    }

    fn finish(mut self) -> Vec<Block> {
        while self.parts.len() > 1 {
            self.end_part();
        }
        self.end_line();
        match self.parts.pop() {
            Some(Part::Blocks(_, blocks)) => blocks,
            _ => Vec::new(),
        }
    }
}
