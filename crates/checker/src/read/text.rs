//! Reads text and Markdown, line by line.

use std::sync::LazyLock;

use regex::Regex;

use super::{MOST_BLOCKS, html, layout};
use crate::paper::{Block, Counted, Kind, Paper, Passage};

/// Reads a paper of text or Markdown.
pub(super) fn read(text: &str) -> Paper {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader::default();
    let mut at = front_matter(&lines);
    while let Some(line) = lines.get(at).filter(|_| reader.blocks.len() <= MOST_BLOCKS) {
        at += reader.take(&lines[at..], line, number(at));
    }
    Paper {
        blocks: reader.blocks,
        counted: Counted::Lines,
    }
}

/// The number of a line that stands at an index.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// How many lines the front matter takes.
fn front_matter(lines: &[&str]) -> usize {
    if lines.first().map(|line| line.trim()) != Some("---") {
        return 0;
    }
    let end = lines
        .iter()
        .skip(1)
        .take(200)
        .position(|line| line.trim() == "---");
    end.map_or(0, |end| end + 2)
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Whether the last block may go on: no empty line stood between.
    is_open: bool,
}

impl Reader {
    /// Takes the next block or line; how many lines that were.
    fn take(&mut self, rest: &[&str], line: &str, number: u32) -> usize {
        if line.trim().is_empty() || is_page_furniture(line) {
            self.is_open = false;
            return 1;
        }
        if let Some(taken) = self.markup(rest, number) {
            return taken;
        }
        if let Some((table, taken)) = layout::table(rest, number) {
            self.long_cells(&table);
            self.blocks.push(Block::Table(table));
            self.is_open = false;
            return taken;
        }
        self.text(line, rest.get(1).copied().unwrap_or_default(), number);
        1
    }

    /// Elements of HTML within text.
    fn markup(&mut self, rest: &[&str], number: u32) -> Option<usize> {
        let line = rest.first()?;
        if !["<table", "<p>", "<p "].iter().any(|it| line.contains(it)) {
            return None;
        }
        let ends = |line: &&str| !line.contains("<table") || line.contains("</table>");
        let taken = match ends(line) {
            true => 1,
            false => {
                rest.iter()
                    .take(500)
                    .position(|it| it.contains("</table>"))?
                    + 1
            }
        };
        let text = rest.get(..taken)?.join("\n");
        self.blocks.extend(html::blocks(&text, number));
        self.is_open = false;
        Some(taken)
    }

    /// A cell with sentences in it is read as text too.
    fn long_cells(&mut self, table: &crate::paper::Table) {
        for row in &table.rows {
            let long = row.cells.iter().filter(|cell| cell.split(' ').count() > 7);
            for cell in long {
                let passage = Passage::new(Kind::Paragraph, row.line, &plain(cell));
                self.blocks.push(Block::Passage(passage));
            }
        }
    }

    fn text(&mut self, line: &str, next: &str, number: u32) {
        let was_open = std::mem::replace(&mut self.is_open, true);
        let (kind, text) = kind_of(line, &plain(line));
        // A numbered paragraph goes on in small letters, a heading does not.
        let goes_on_below = next.trim_start().starts_with(char::is_lowercase);
        let is_marked = line.trim_start().starts_with('#');
        let kind = match kind {
            Kind::Heading if goes_on_below && !is_marked => Kind::Item,
            kind => kind,
        };
        let last = self.blocks.last_mut();
        if let Some(Block::Passage(last)) = last
            && kind != Kind::Heading
            && last.kind != Kind::Heading
            && goes_on(last, was_open, kind, &text)
        {
            last.push(number, &text);
            return;
        }
        self.is_open = kind != Kind::Heading;
        self.blocks
            .push(Block::Passage(Passage::new(kind, number, &text)));
    }
}

/// Whether a line carries on the passage before it: in the same paragraph, or over the end
/// of a page in the middle of a sentence.
fn goes_on(last: &Passage, was_open: bool, kind: Kind, text: &str) -> bool {
    let is_ended = last.text.ends_with(['.', '!', '?', ':', ';']);
    let starts_small = text.starts_with(|first: char| first.is_lowercase());
    let is_long = last.text.len() > 50;
    match (was_open, kind) {
        (true, kind) => kind == Kind::Paragraph,
        (false, _) => !is_ended && is_long && starts_small,
    }
}

/// The text without marks of Markdown and single elements of HTML.
fn plain(line: &str) -> String {
    static ELEMENT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"</?[a-zA-Z][^<>]{0,200}>").ok());
    let line = line.replace("**", "").replace("__", "").replace('`', "");
    match ELEMENT.as_ref() {
        Some(element) if line.contains('<') => element.replace_all(&line, " ").into_owned(),
        _ => line,
    }
}

/// What a line is, and its text without the mark that says so.
fn kind_of(line: &str, text: &str) -> (Kind, String) {
    let bare = text.trim();
    if let Some(title) = line.trim_start().strip_prefix('#') {
        return (Kind::Heading, plain(title.trim_matches(['#', ' '])));
    }
    let (item, rest) = without_marks(bare);
    let words = rest.split_whitespace().count();
    let is_title = words <= 12 && !rest.ends_with(['.', ',', ';']) && !rest.is_empty();
    let has_letters = rest.chars().any(char::is_alphabetic);
    let shouts = has_letters && rest.len() > 4 && !rest.chars().any(char::is_lowercase);
    match item {
        Some(Mark::Bullet) => (Kind::Item, rest.to_owned()),
        Some(Mark::Number) if is_title && !has_figures(rest) => (Kind::Heading, rest.to_owned()),
        Some(Mark::Number) => (Kind::Item, rest.to_owned()),
        None if is_title && shouts => (Kind::Heading, rest.to_owned()),
        None => (Kind::Paragraph, rest.to_owned()),
    }
}

fn has_figures(text: &str) -> bool {
    text.contains(|it: char| it.is_ascii_digit() || it == '%' || it == '£') || text.ends_with(':')
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Bullet,
    Number,
}

/// The text behind bullets and numbers of items, and the first of these marks.
fn without_marks(text: &str) -> (Option<Mark>, &str) {
    static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}[.)]|\([a-zA-Z0-9]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)])\s+").ok()
    });
    let mut found = None;
    let mut rest = text;
    loop {
        let bullet = rest.strip_prefix(['-', '*', '•', '·', '–', '▪', '●', '◦', '\u{f0b7}']);
        let bullet = bullet.filter(|it| it.starts_with([' ', '\t']));
        let number = || {
            let found = NUMBER.as_ref()?.find(rest)?;
            rest.get(found.end()..)
        };
        let (mark, behind) = match bullet {
            Some(behind) => (Mark::Bullet, behind),
            None => match number() {
                Some(behind) => (Mark::Number, behind),
                None => return (found, rest),
            },
        };
        // `- 12.5 FTE`: behind a bullet with nothing else a number is a number.
        if mark == Mark::Number
            && !behind.starts_with(|it: char| it.is_uppercase() || "-•\"'“‘".contains(it))
        {
            return (found, rest);
        }
        found = found.or(Some(mark));
        rest = behind.trim_start();
    }
}

/// Numbers of pages and lines that stand between pages.
fn is_page_furniture(line: &str) -> bool {
    let line = line.trim();
    let lower = line.to_lowercase();
    let is_page = lower
        .strip_prefix("page ")
        .is_some_and(|rest| rest.len() <= 10 && rest.starts_with(|it: char| it.is_ascii_digit()));
    let is_rule = line.len() > 2 && line.chars().all(|it| "-_=*—–".contains(it));
    is_page || is_rule
}
