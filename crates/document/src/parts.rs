//! What every format says alike around the body of a document.

use crate::block::Picture;
use crate::document::{Document, Note};
use crate::table::{Table, TableRow};

/// What the annex of notes is called.
pub(crate) const NOTES: &str = "Where each figure comes from";

/// What the annex of the tables beneath charts is called, in formats that have pages.
pub(crate) const CHART_TABLES: &str = "The tables behind the charts";

/// A language tag is no longer.
const LONGEST_TAG: usize = 35;

/// Whose document it is and which day it bears.
pub(crate) fn by_line(document: &Document) -> String {
    let day = document.on.strftime("%-d %B %Y");
    match document.author.trim() {
        "" => day.to_string(),
        author => format!("{author}, {day}"),
    }
}

/// The language tag; British English where it is none, because a document without a language is read
/// wrongly aloud.
pub(crate) fn language(document: &Document) -> &str {
    let tag = document.language.as_str();
    let (language, rest) = tag.split_once('-').unwrap_or((tag, "GB"));
    let named =
        matches!(language.len(), 2 | 3) && language.chars().all(|it| it.is_ascii_lowercase());
    let part = |part: &str| {
        matches!(part.len(), 1..=8) && part.chars().all(|it| it.is_ascii_alphanumeric())
    };
    match named && tag.len() <= LONGEST_TAG && rest.split('-').all(part) {
        true => tag,
        false => "en-GB",
    }
}

/// The note's figure by name and value.
pub(crate) fn note_title(note: &Note) -> String {
    format!("{}: {}", note.name, note.value)
}

/// What stands beneath a table: its notes, then its source.
pub(crate) fn beneath(table: &Table) -> Vec<String> {
    let mut lines = table.notes.clone();
    lines.extend(source(&table.source));
    lines
}

/// Where the values come from, as a line, where it is said.
pub(crate) fn source(source: &str) -> Option<String> {
    (!source.trim().is_empty()).then(|| format!("Source: {source}"))
}

/// What stands beneath a chart: what is drawn and where the values come from.
pub(crate) fn picture_caption(picture: &Picture) -> String {
    match source(&picture.source) {
        Some(source) => format!("{}. {source}", picture.caption.trim_end_matches('.')),
        None => picture.caption.clone(),
    }
}

/// Whether only the first cell of a row says anything, as in the name of a group.
pub(crate) fn only_named(row: &TableRow) -> bool {
    let rest = row.cells.iter().skip(1);
    rest.into_iter().all(|cell| cell.runs.is_empty())
}

/// The notes of a figure which the document has.
pub(crate) fn known(document: &Document, notes: &[usize]) -> Vec<usize> {
    let all = document.notes.len();
    notes.iter().copied().filter(|note| *note < all).collect()
}
