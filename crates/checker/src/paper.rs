//! A paper as it is checked: blocks in their order, each knowing the lines of the file that
//! it stands on.

use std::borrow::Cow;

/// A paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its parts in reading order.
    pub blocks: Vec<Block>,
    /// What the numbers of its lines count.
    pub counted: Counted,
}

/// What a line number counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// The lines of the file, from one.
    #[default]
    Lines,
    /// The paragraphs of the document, from one, those in tables among them: a document of
    /// a word processor has no lines of its own.
    Paragraphs,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Text: a paragraph, a heading, an item of a list.
    Passage(Passage),
    /// A table.
    Table(Table),
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names what follows.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Its text, white space made single.
    pub text: String,
    /// Where each of its lines begins in the text, and the number of the line.
    pub lines: Vec<(usize, u32)>,
}

impl Passage {
    /// A passage that stands on one line.
    pub fn new(kind: Kind, line: u32, text: &str) -> Self {
        let mut passage = Self {
            kind,
            text: String::new(),
            lines: Vec::new(),
        };
        passage.push(line, text);
        passage
    }

    /// Adds a line.
    pub fn push(&mut self, line: u32, text: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push((self.text.len(), line));
        for (index, word) in seen(text).split_whitespace().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    /// The line on which a byte of the text stands.
    pub fn line_at(&self, offset: usize) -> u32 {
        let before = self.lines.partition_point(|(start, _)| *start <= offset);
        let found = self.lines.get(before.saturating_sub(1));
        found.map_or(0, |(_, line)| *line)
    }
}

/// A text without the characters that say where it may be broken, and are not seen.
pub(crate) fn seen(text: &str) -> Cow<'_, str> {
    const UNSEEN: [char; 5] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{2060}', '\u{feff}'];
    match text.contains(UNSEEN) {
        true => Cow::Owned(text.replace(UNSEEN, "")),
        false => Cow::Borrowed(text),
    }
}

/// A table: rows of cells. Which of them are headers is found by [`crate::grid`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line on which it stands.
    pub line: u32,
    /// Its cells, from the left.
    pub cells: Vec<String>,
}

impl Row {
    /// A row whose cells have their white space made single.
    pub fn new<'t>(line: u32, cells: impl IntoIterator<Item = &'t str>) -> Self {
        let tidy = |cell: &str| seen(cell).split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            line,
            cells: cells.into_iter().map(tidy).collect(),
        }
    }
}
