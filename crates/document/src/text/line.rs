//! What is read of a line, with the numbers of notes and the addresses of links.

use std::fmt::Write;

use crate::document::Document;
use crate::letters::{Reader, clean, followed};
use crate::parts::known;
use crate::run::{Link, Run, plain};

/// What is read of the runs; a break is a line end.
pub(super) fn read(document: &Document, runs: &[Run]) -> String {
    let mut words = String::new();
    for run in runs {
        match run {
            Run::Text { text } | Run::Code { text } => words.push_str(&clean(text)),
            Run::Strong { runs } | Run::Emphasis { runs } => words.push_str(&read(document, runs)),
            Run::Link(link) => words.push_str(&read_link(link)),
            Run::Figure { text, notes } => words.push_str(&read_figure(document, text, notes)),
            Run::Break => words.push('\n'),
        }
    }
    words
}

fn read_figure(document: &Document, text: &str, notes: &[usize]) -> String {
    let mut words = clean(text).into_owned();
    for (index, note) in known(document, notes).into_iter().enumerate() {
        let space = if index == 0 { " " } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(words, "{space}[{}]", note + 1);
    }
    words
}

/// The words of a link, and where it leads unless they say so.
fn read_link(link: &Link) -> String {
    let words = clean(&plain(&link.runs)).into_owned();
    match followed(&link.address, Reader::Anywhere) {
        Some(address) if !address.ends_with(words.as_str()) => format!("{words} ({address})"),
        _ => words,
    }
}
