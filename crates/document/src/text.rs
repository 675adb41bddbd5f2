//! The document as plain text, for those who have it read aloud, set in large letters or copied elsewhere.

mod line;
mod table;

use textwrap::{Options, WordSeparator, WordSplitter, fill};

use crate::block::{Block, Heading, List, Paragraph, Picture};
use crate::document::{Document, Note};
use crate::letters::clean;
use crate::parts::{NOTES, by_line, note_title, source};
use line::read;

/// How many columns a line has at most, unless one word is longer.
const WIDTH: usize = 72;

/// The document as plain text. Lines end after at most 72 columns, headings are underlined, a table that is
/// too wide becomes a list, and a figure is followed by the number of its note.
pub fn text(document: &Document) -> String {
    let mut paper = Paper {
        document,
        text: String::new(),
        indent: String::new(),
    };
    paper.head();
    for block in &document.body {
        paper.block(block);
    }
    paper.notes();
    paper.text
}

/// The text that is being written.
struct Paper<'d> {
    document: &'d Document,
    text: String,
    /// What every line begins with.
    indent: String,
}

impl Paper<'_> {
    fn head(&mut self) {
        let document = self.document;
        if let Some(banner) = &document.banner {
            self.paragraph(&clean(banner));
        }
        let title = self.filled(&clean(&document.title), "", "");
        let rule = "=".repeat(widest(&title));
        self.line(&rule);
        self.lines(&title);
        self.line(&rule);
        self.line("");
        self.paragraph(&clean(&by_line(document)));
        for particular in &document.particulars {
            let value = read(document, &particular.value);
            let text = format!("{}: {value}", clean(&particular.name));
            let filled = self.filled(&text, "", "  ");
            self.lines(&filled);
        }
        if !document.particulars.is_empty() {
            self.line("");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.numbered(paragraph),
            Block::List(list) => self.list(list),
            Block::Quote { blocks } => self.within("    ", |paper| {
                for block in blocks {
                    paper.block(block);
                }
            }),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::NewPage => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let number = heading.number.as_deref().unwrap_or_default();
        let words = read(self.document, &heading.runs);
        let rule = match heading.level {
            0 | 1 => "=",
            2 => "-",
            _ => ".",
        };
        self.underlined(format!("{} {words}", clean(number)).trim(), rule);
    }

    fn underlined(&mut self, text: &str, rule: &str) {
        let filled = self.filled(text, "", "");
        self.line("");
        self.lines(&filled);
        self.line(&rule.repeat(widest(&filled)));
        self.line("");
    }

    fn numbered(&mut self, paragraph: &Paragraph) {
        let words = read(self.document, &paragraph.runs);
        match &paragraph.number {
            Some(number) => self.hanging(&format!("{}  ", clean(number)), &words),
            None => self.paragraph(&words),
        }
    }

    fn list(&mut self, list: &List) {
        for (index, item) in (0..).zip(&list.items) {
            let mark = match list.start {
                Some(start) => format!("{}. ", start.saturating_add(index)),
                None => "- ".to_owned(),
            };
            self.item(&mark, item);
        }
    }

    fn item(&mut self, mark: &str, blocks: &[Block]) {
        let (line, rest) = match blocks {
            [Block::Paragraph(line), rest @ ..] if line.number.is_none() => (Some(line), rest),
            _ => (None, blocks),
        };
        let words = line.map(|line| read(self.document, &line.runs));
        self.hanging(mark, &words.unwrap_or_default());
        self.within(&" ".repeat(mark.len()), |paper| {
            for block in rest {
                paper.block(block);
            }
        });
    }

    fn picture(&mut self, picture: &Picture) {
        self.paragraph(&format!("Chart: {}", clean(&picture.caption)));
        self.paragraph(&clean(&picture.alternative));
        if let Some(source) = source(&picture.source) {
            self.paragraph(&clean(&source));
        }
        self.table(&picture.table);
    }

    fn notes(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        self.underlined(NOTES, "=");
        for (index, note) in document.notes.iter().enumerate() {
            self.note(index + 1, note);
        }
    }

    fn note(&mut self, number: usize, note: &Note) {
        let mark = format!("[{number}] ");
        let mut words = clean(&note_title(note)).into_owned();
        let source = source(&note.source).unwrap_or_default();
        let address = note.address.as_deref().unwrap_or_default();
        for line in [note.working.as_str(), &source, address] {
            if !line.is_empty() {
                words.push('\n');
                words.push_str(&clean(line));
            }
        }
        self.hanging(&mark, &words);
    }

    fn paragraph(&mut self, words: &str) {
        self.hanging("", words);
    }

    /// Words whose first line begins with a mark, and whose other lines stand in as far.
    fn hanging(&mut self, mark: &str, words: &str) {
        let rest = " ".repeat(textwrap::core::display_width(mark));
        let filled = self.filled(words, mark, &rest);
        if !filled.trim().is_empty() {
            self.lines(&filled);
            self.line("");
        }
    }

    fn filled(&self, text: &str, first: &str, rest: &str) -> String {
        let mut filled = String::new();
        for (index, line) in text.split('\n').enumerate() {
            let first = if index == 0 { first } else { rest };
            let options = Options::new(WIDTH.saturating_sub(self.indent.len()).max(20))
                .initial_indent(first)
                .subsequent_indent(rest)
                .break_words(false)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation);
            if index > 0 {
                filled.push('\n');
            }
            match line.trim() {
                // The wrapper leaves the mark of an empty line out.
                "" => filled.push_str(first),
                line => filled.push_str(&fill(line, options)),
            }
        }
        filled
    }

    fn within(&mut self, deeper: &str, inside: impl FnOnce(&mut Self)) {
        let before = self.indent.len();
        self.indent.push_str(deeper);
        inside(self);
        self.indent.truncate(before);
    }

    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
    }

    /// A line; never more than one empty line in a row.
    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if !line.is_empty() {
            self.text.push_str(&self.indent);
            self.text.push_str(line);
        } else if self.text.is_empty() || self.text.ends_with("\n\n") {
            return;
        }
        self.text.push('\n');
    }
}

fn widest(text: &str) -> usize {
    let widths = text.split('\n').map(textwrap::core::display_width);
    widths.max().unwrap_or_default()
}
