//! Reads papers: text, Markdown, HTML and DOCX into one model.

mod docx;
mod html;
mod layout;
mod text;

use crate::paper::{Block, Paper, Passage};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Why a paper cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than any paper.
    #[error(
        "{name} has {} MB; papers of up to 10 MB are read. Take pictures out of it, or check it in parts.",
        .size / 1_000_000
    )]
    TooLarge {
        /// The file.
        name: String,
        /// Its size in bytes.
        size: usize,
    },
    /// The file is of a kind that is not read.
    #[error("{name} is {kind}. {advice}")]
    OtherKind {
        /// The file.
        name: String,
        /// What it is.
        kind: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// There is nothing in it.
    #[error("{name} has no text in it. Check that it is the file you mean.")]
    Empty {
        /// The file.
        name: String,
    },
    /// The document is not a package of a word processor, or is damaged.
    #[error(
        "{name} cannot be opened as a .docx document. Open it in a word processor and save it again."
    )]
    Package {
        /// The file.
        name: String,
        /// What went wrong.
        #[source]
        source: zip::result::ZipError,
    },
    /// The file has more text than any paper.
    #[error(
        "{name} has more text than any paper: more than 3 MB (about 1,000 pages), or 50,000 paragraphs. Save the part that you want to check as a file of its own."
    )]
    TooMuchText {
        /// The file.
        name: String,
    },
    /// The text part of the document cannot be read.
    #[error("the text of {name} is damaged. Open it in a word processor and save it again.")]
    Markup {
        /// The file.
        name: String,
        /// What went wrong.
        #[source]
        source: quick_xml::Error,
    },
}

const AS_TEXT: &str = "Save it as .docx, or take its text out and check that \
    (for a PDF: `pdftotext -layout paper.pdf paper.txt`).";

/// Kinds of file that are told by how they begin, and are not read.
const OTHER_KINDS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"\xD0\xCF\x11\xE0", "a document of an older word processor"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
];

/// Reads a paper. The name tells the kind where the content does not: `.html`, `.htm`, and
/// `.docx`; anything else is text or Markdown.
///
/// # Errors
///
/// When the file is too large, of another kind, damaged, or empty.
pub fn read(name: &str, bytes: &[u8]) -> Result<Paper, ReadError> {
    let named = || name.to_owned();
    if bytes.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge {
            name: named(),
            size: bytes.len(),
        });
    }
    if let Some((_, kind)) = OTHER_KINDS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Err(other_kind(name, kind));
    }
    let paper = if bytes.starts_with(b"PK\x03\x04") {
        docx::read(name, bytes)?
    } else {
        let text = decoded(bytes);
        if text.contains('\0') {
            return Err(other_kind(name, "no text"));
        }
        match is_html(name, &text) {
            true => html::read(&text),
            false => text::read(&text),
        }
    };
    if is_too_much(&paper) {
        return Err(ReadError::TooMuchText { name: named() });
    }
    let paper = Paper {
        blocks: paper.blocks.into_iter().flat_map(parted).collect(),
        ..paper
    };
    match paper.blocks.is_empty() {
        true => Err(ReadError::Empty { name: named() }),
        false => Ok(paper),
    }
}

/// The most text of a paper, in bytes: of about 1,000 pages.
const MOST_TEXT: usize = 3_000_000;

/// The most paragraphs and tables of a paper. Readers stop behind as many.
const MOST_BLOCKS: usize = 50_000;

fn is_too_much(paper: &Paper) -> bool {
    let of_block = |block: &Block| match block {
        Block::Passage(passage) => passage.text.len(),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(String::len).sum()
        }
    };
    let text: usize = paper.blocks.iter().map(of_block).sum();
    text > MOST_TEXT || paper.blocks.len() > MOST_BLOCKS
}

/// So many places of cells that span others are kept in a paper: more than any has.
const MOST_SPANNED: usize = 500_000;

/// The empty places behind a cell that spans so many columns, of those that are left.
fn spanned(columns: usize, left: &mut usize) -> impl Iterator<Item = String> + use<> {
    let places = columns.saturating_sub(1).min(*left);
    *left -= places;
    std::iter::repeat_n(String::new(), places)
}

/// The longest passage, in bytes: longer than any paragraph of a paper.
const LONGEST_PASSAGE: usize = 5_000;

/// A passage without end in parts, so that no rule compares everything with everything.
fn parted(block: Block) -> Vec<Block> {
    let Block::Passage(passage) = block else {
        return vec![block];
    };
    if passage.text.len() <= LONGEST_PASSAGE {
        return vec![Block::Passage(passage)];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    while start < passage.text.len() {
        let most = (start + LONGEST_PASSAGE).min(passage.text.len());
        let end = (start + 1..=most)
            .rev()
            .find(|at| passage.text.is_char_boundary(*at));
        let end = end.unwrap_or(passage.text.len());
        let text = &passage.text[start..end];
        let end = match text.rfind(' ') {
            Some(space) if end < passage.text.len() && space > 0 => start + space,
            _ => end,
        };
        let mut lines: Vec<(usize, u32)> = vec![(0, passage.line_at(start))];
        let from = passage.lines.partition_point(|(at, _)| *at <= start);
        let inside = passage.lines[from..].iter().take_while(|(at, _)| *at < end);
        lines.extend(inside.map(|(at, line)| (at - start, *line)));
        parts.push(Block::Passage(Passage {
            kind: passage.kind,
            text: passage.text[start..end].to_owned(),
            lines,
        }));
        start = end;
    }
    parts
}

fn other_kind(name: &str, kind: &'static str) -> ReadError {
    ReadError::OtherKind {
        name: name.to_owned(),
        kind,
        advice: AS_TEXT,
    }
}

/// UTF-8 or what its mark says; where it is neither, the Windows code page.
fn decoded(bytes: &[u8]) -> String {
    let encoding = match (
        encoding_rs::Encoding::for_bom(bytes),
        std::str::from_utf8(bytes),
    ) {
        (Some((encoding, _)), _) => encoding,
        (None, Ok(_)) => encoding_rs::UTF_8,
        (None, Err(_)) => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

fn is_html(name: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_lowercase();
    [".html", ".htm", ".xhtml"]
        .iter()
        .any(|it| name.ends_with(it))
        || start.starts_with("<!doctype html")
        || start.starts_with("<html")
}

#[cfg(test)]
mod tests;
