//! The text of a paper in its parts: front matter, body, and the references in the body.
//!
//! A reference gives way to a mark of two letters that no text may hold, so that Markdown does not
//! take its words for its own.

use crate::problem::{Place, Problem};

/// The most that a paper's text may hold, in bytes.
pub const LONGEST: usize = 2 * 1024 * 1024;
/// The most references that a paper may hold.
pub const MOST_REFERENCES: usize = 5_000;

/// Begins the mark of a reference.
pub(crate) const BEGIN: char = '\u{E000}';
/// Ends the mark of a reference.
pub(crate) const END: char = '\u{E001}';
/// Stands for two braces that begin no reference.
const BRACES: char = '\u{E002}';

/// The line that fences the front matter.
pub(crate) const FENCE: &str = "+++";

/// The text of a paper in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The front matter, its lines where they stand in the whole text.
    pub front: String,
    /// The body with marks for references.
    pub body: String,
    /// The line of the whole text on which the body begins.
    pub first_line: usize,
    /// The references, in the order of their marks.
    pub references: Vec<Placed>,
}

/// What stands between the braces, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The words between the braces.
    pub text: String,
    /// Where the braces begin.
    pub place: Place,
}

impl Source {
    /// Takes a text apart.
    ///
    /// # Errors
    /// Where it is too long, has no front matter, or a reference does not end. All that is wrong is
    /// told.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let whole = |what: String| {
            vec![Problem {
                line: 0,
                column: 0,
                what,
            }]
        };
        if text.len() > LONGEST {
            return Err(whole(format!(
                "the text is {} MiB long, and a paper may hold 2 MiB; take out what is no text, such as pictures",
                text.len().div_ceil(1024 * 1024)
            )));
        }
        let text = text
            .strip_prefix('\u{feff}')
            .unwrap_or(text)
            .replace("\r\n", "\n");
        if let Some(place) = place_of(&text, |letter| (BEGIN..=BRACES).contains(&letter)) {
            return Err(vec![place.problem(
                "this letter is of the range that has no meaning of its own; take it out",
            )]);
        }
        let (front, body, first_line) = apart(&text)?;
        let (body, references) = marked(body, first_line)?;
        Ok(Self {
            front,
            body,
            first_line,
            references,
        })
    }
}

/// The place of the first letter of a kind.
fn place_of(text: &str, is_it: impl Fn(char) -> bool) -> Option<Place> {
    text.lines().enumerate().find_map(|(line, words)| {
        let column = words.chars().position(&is_it)?;
        Some(Place {
            line: line + 1,
            column: column + 1,
        })
    })
}

/// The front matter with empty lines before it, the body, and its first line.
pub(crate) fn apart(text: &str) -> Result<(String, &str, usize), Vec<Problem>> {
    let begin = Place { line: 1, column: 1 };
    let rest = text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.strip_prefix('\n'));
    let Some(rest) = rest else {
        return Err(vec![begin.problem(
            "a paper begins with its front matter between two lines of ‘+++’: title, committee, date. `holdfast report new` writes one to begin with",
        )]);
    };
    let mut at = 0;
    for (count, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == FENCE {
            let front = format!("\n{}", &rest[..at]);
            return Ok((front, &rest[at + line.len()..], count + 3));
        }
        at += line.len();
    }
    Err(vec![begin.problem(
        "the front matter does not end; write a line of ‘+++’ after it",
    )])
}

/// The body with marks, and the references that gave way to them.
fn marked(body: &str, first_line: usize) -> Result<(String, Vec<Placed>), Vec<Problem>> {
    let mut text = String::with_capacity(body.len());
    let (mut references, mut problems) = (Vec::new(), Vec::new());
    for (count, line) in body.split_inclusive('\n').enumerate() {
        let number = first_line + count;
        mark_line(line, number, &mut text, &mut references, &mut problems);
    }
    if let Some(one_more) = references.get(MOST_REFERENCES) {
        problems.push(one_more.place.problem(format!(
            "a paper may hold {MOST_REFERENCES} references, and this is one more; divide it"
        )));
    }
    match problems.is_empty() {
        true => Ok((text, references)),
        false => Err(problems),
    }
}

fn mark_line(
    line: &str,
    number: usize,
    text: &mut String,
    references: &mut Vec<Placed>,
    problems: &mut Vec<Problem>,
) {
    let mut rest = line;
    while let Some(at) = rest.find("{{") {
        let (before, braces) = rest.split_at(at);
        if let Some(before) = before.strip_suffix('\\') {
            text.push_str(before);
            text.push(BRACES);
            rest = &braces[2..];
            continue;
        }
        text.push_str(before);
        let read = line.len() - braces.len();
        let place = Place {
            line: number,
            column: line[..read].chars().count() + 1,
        };
        let Some(end) = braces.find("}}") else {
            problems.push(place.problem(
                "this reference does not end; write }} after it on the same line, or \\{{ for two braces that are meant",
            ));
            text.push_str(braces);
            return;
        };
        text.push_str(&format!("{BEGIN}{}{END}", references.len()));
        references.push(Placed {
            text: braces[2..end].trim().to_owned(),
            place,
        });
        rest = &braces[end + 2..];
    }
    text.push_str(rest);
}

/// A stretch of text between marks, or the number of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// The reference of this number.
    Reference(usize),
}

/// A text in its pieces.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    for (count, part) in text.split(BEGIN).enumerate() {
        let words = match part.split_once(END) {
            Some((number, words)) if count > 0 => {
                found.extend(number.parse().ok().map(Piece::Reference));
                words
            }
            _ => part,
        };
        if !words.is_empty() {
            found.push(Piece::Words(words));
        }
    }
    found
}

/// Words as they are read: braces that were meant are braces again.
pub(crate) fn read_words(words: &str) -> String {
    words.replace(BRACES, "{{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_gives_way_to_a_mark_and_keeps_its_place() {
        let text = "+++\ntitle = \"T\"\n+++\n\nÉté {{ vacancy_rate }} and \\{{ braces }}.\n";
        let source = Source::read(text).unwrap();
        assert_eq!(source.front, "\ntitle = \"T\"\n");
        assert_eq!(source.first_line, 4);
        let place = Place { line: 5, column: 5 };
        assert_eq!(
            source.references,
            [Placed {
                text: "vacancy_rate".into(),
                place
            }]
        );
        let found = pieces(source.body.trim());
        assert_eq!(found[0], Piece::Words("Été "));
        assert_eq!(found[1], Piece::Reference(0));
        let Piece::Words(last) = found[2] else {
            panic!("{found:?}")
        };
        assert_eq!(read_words(last), " and {{ braces }}.");
    }

    #[test]
    fn what_does_not_end_is_told_with_its_place() {
        let told = |text: &str| Source::read(text).unwrap_err()[0].to_string();
        assert!(
            told("+++\n+++\na {{ b\n").starts_with("line 3, column 3: this reference does not end")
        );
        assert!(told("# No front").starts_with("line 1, column 1: a paper begins"));
        assert!(
            told("+++\ntitle = 1\n").starts_with("line 1, column 1: the front matter does not end")
        );
        assert!(told("+++\n+++\na\u{E000}0\u{E001}").starts_with("line 3, column 2: this letter"));
    }
}
