//! Reads HTML: the tokens of a parser that knows the standard, put into blocks.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states,
};

use super::{MOST_BLOCKS, MOST_SPANNED, spanned};
use crate::paper::{Block, Counted, Kind, Paper, Passage, Row, Table, seen};

/// Reads a page.
pub(super) fn read(text: &str) -> Paper {
    Paper {
        blocks: blocks(text, 1),
        counted: Counted::Lines,
    }
}

/// The blocks of a piece of HTML that begins on a line.
pub(super) fn blocks(text: &str, first: u32) -> Vec<Block> {
    let sink = Sink(RefCell::new(State {
        first,
        left: MOST_SPANNED,
        ..State::default()
    }));
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.close_passage();
    // What was never closed ends with the page.
    state.depth = state.depth.min(1);
    state.close_table();
    state.blocks
}

struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    first: u32,
    blocks: Vec<Block>,
    /// The tables that are open; cells of inner ones are text of the outer.
    table: Option<Table>,
    depth: usize,
    cell: Option<(String, Spans)>,
    /// How many places of cells that span others may still be kept.
    left: usize,
    /// How many rows more the cell of each column above reaches down.
    reaching: Vec<usize>,
    kind: Option<Kind>,
    passage: Option<Passage>,
    /// How many elements are open whose text is not shown.
    hidden: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        let line = u32::try_from(line.max(1) - 1).unwrap_or(u32::MAX);
        let line = state.first.saturating_add(line);
        match token {
            Token::CharacterTokens(text) => state.text(&text, line),
            Token::TagToken(tag) => return state.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag, line: u32) -> TokenSinkResult<()> {
        let is_start = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "script" | "style" | "title" | "template" | "noscript" => {
                if is_start && !tag.self_closing {
                    self.hidden += 1;
                } else {
                    self.hidden = self.hidden.saturating_sub(1);
                }
                if is_start && matches!(&*tag.name, "script" | "style") {
                    let raw = match &*tag.name {
                        "script" => states::RawKind::ScriptData,
                        _ => states::RawKind::Rawtext,
                    };
                    return TokenSinkResult::RawData(raw);
                }
            }
            "table" if is_start => self.open_table(),
            "table" => self.close_table(),
            "tr" if is_start && self.depth == 1 => self.open_row(line),
            "td" | "th" if self.depth == 1 => {
                self.close_cell();
                if is_start {
                    self.cell = Some((String::new(), Spans::of(tag)));
                }
            }
            "br" => self.text(" ", line),
            name => self.block(name, is_start),
        }
        TokenSinkResult::Continue
    }

    fn block(&mut self, name: &str, is_start: bool) {
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" => Kind::Heading,
            "li" | "dt" | "dd" => Kind::Item,
            "p" | "div" | "section" | "article" | "ul" | "ol" | "body" | "blockquote"
            | "header" | "footer" | "main" | "dl" | "figcaption" => Kind::Paragraph,
            _ => return,
        };
        match &mut self.cell {
            Some((text, _)) => text.push(' '),
            None => {
                self.close_passage();
                self.kind = is_start.then_some(kind);
            }
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        if self.hidden > 0 {
            return;
        }
        let text = &*seen(text);
        if let Some((cell, _)) = &mut self.cell {
            cell.push_str(text);
            return;
        }
        if text.trim().is_empty() {
            if let Some(passage) = &mut self.passage
                && !passage.text.ends_with(' ')
            {
                passage.text.push(' ');
            }
            return;
        }
        // The token ends on its line; what stands before its last line break began above.
        let breaks = text.matches('\n').count();
        let first = line.saturating_sub(u32::try_from(breaks).unwrap_or(0));
        let kind = self.kind.unwrap_or(Kind::Paragraph);
        let passage = self.passage.get_or_insert_with(|| Passage {
            kind,
            text: String::new(),
            lines: Vec::new(),
        });
        for (index, part) in text.split('\n').enumerate() {
            let number = first.saturating_add(u32::try_from(index).unwrap_or(0));
            append(passage, number, part, index > 0);
        }
    }

    fn open_table(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            self.close_passage();
            self.table = Some(Table::default());
            self.reaching.clear();
        }
    }

    fn open_row(&mut self, line: u32) {
        self.close_cell();
        if let Some(table) = &mut self.table {
            table.rows.push(Row {
                line,
                cells: Vec::new(),
            });
        }
        self.leave_out();
    }

    /// Leaves the places empty that cells of rows above reach down to.
    fn leave_out(&mut self) {
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        let Some(row) = row else { return };
        while let Some(left) = self.reaching.get_mut(row.cells.len()).filter(|it| **it > 0) {
            *left -= 1;
            row.cells.push(String::new());
        }
    }

    fn close_cell(&mut self) {
        let Some((text, spans)) = self.cell.take() else {
            return;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        if let Some(row) = row {
            let first = row.cells.len();
            let last = first + spans.columns;
            self.reaching.resize(self.reaching.len().max(last), 0);
            self.reaching[first..last].fill(spans.rows - 1);
            row.cells.push(text);
            row.cells.extend(spanned(spans.columns, &mut self.left));
        }
        self.leave_out();
    }

    fn close_table(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 {
            return;
        }
        self.close_cell();
        let Some(table) = self.table.take() else {
            return;
        };
        for row in &table.rows {
            for cell in row.cells.iter().filter(|cell| cell.split(' ').count() > 7) {
                let passage = Passage::new(Kind::Paragraph, row.line, cell);
                self.blocks.push(Block::Passage(passage));
            }
        }
        if !table.rows.is_empty() && self.blocks.len() <= MOST_BLOCKS {
            self.blocks.push(Block::Table(table));
        }
    }

    fn close_passage(&mut self) {
        if let Some(mut passage) = self.passage.take() {
            passage.text.truncate(passage.text.trim_end().len());
            if !passage.text.is_empty() && self.blocks.len() <= MOST_BLOCKS {
                self.blocks.push(Block::Passage(passage));
            }
        }
        self.kind = None;
    }
}

/// Adds a part of a line, keeping a single space where there was white space.
fn append(passage: &mut Passage, line: u32, part: &str, is_new_line: bool) {
    let needs_space = is_new_line || part.starts_with(char::is_whitespace);
    if needs_space && !passage.text.is_empty() && !passage.text.ends_with(' ') {
        passage.text.push(' ');
    }
    if passage.lines.last().is_none_or(|(_, last)| *last != line) && !part.trim().is_empty() {
        passage.lines.push((passage.text.len(), line));
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    passage.text.push_str(&words.join(" "));
    if part.ends_with(char::is_whitespace) && !words.is_empty() {
        passage.text.push(' ');
    }
}

/// How many columns and rows a cell spans.
struct Spans {
    columns: usize,
    rows: usize,
}

impl Spans {
    fn of(tag: &Tag) -> Self {
        let span = |name: &str| {
            let found = tag.attrs.iter().find(|it| &*it.name.local == name);
            let found = found.and_then(|it| it.value.trim().parse().ok());
            found.unwrap_or(1_usize).clamp(1, 50)
        };
        Self {
            columns: span("colspan"),
            rows: span("rowspan"),
        }
    }
}
