//! A passage with its quantities, and patterns that know what kind of quantity stands where.
//!
//! The text of a passage is written in small letters with each quantity replaced by its
//! letter and number, `{p3}` for a percentage that is its fourth quantity, `<d4>` for a date. A rule is then a
//! pattern over this *outline* and the arithmetic that must hold between what it caught.

use std::ops::Range;

use regex::{Captures, Regex};

use crate::paper::Passage;
use crate::quantity::{Quantity, scan};

/// A passage that was read.
#[derive(Debug)]
pub struct Reading<'p> {
    /// Which block of the paper it is.
    pub block: usize,
    /// The passage.
    pub passage: &'p Passage,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// The text with its quantities replaced.
    pub outline: String,
    /// The sentences of the outline.
    pub sentences: Vec<Range<usize>>,
}

impl<'p> Reading<'p> {
    /// Reads a passage.
    pub fn new(block: usize, passage: &'p Passage) -> Self {
        let quantities = scan(&passage.text);
        let outline = outline(&passage.text, &quantities);
        let sentences = sentences(&outline);
        Self {
            block,
            passage,
            quantities,
            outline,
            sentences,
        }
    }

    /// A quantity by its number.
    pub fn quantity(&self, number: &str) -> Option<&Quantity> {
        self.quantities.get(number.parse::<usize>().ok()?)
    }

    /// Whether it has so many quantities of these kinds.
    pub fn has(&self, count: usize, kinds: &str) -> bool {
        let of_kind = self
            .quantities
            .iter()
            .filter(|it| kinds.contains(it.letter()));
        of_kind.take(count).count() == count
    }

    /// Whether it has one of these words.
    pub fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.outline.contains(word))
    }

    /// What a pattern caught under a name.
    pub fn caught(&self, captures: &Captures<'_>, name: &str) -> Option<&Quantity> {
        self.quantity(captures.name(name)?.as_str())
    }

    /// The sentence of the outline that holds a byte.
    pub fn sentence_at(&self, offset: usize) -> &str {
        let found = self.sentences.iter().find(|it| offset < it.end);
        found
            .and_then(|it| self.outline.get(it.clone()))
            .unwrap_or(&self.outline)
    }

    /// The line on which a quantity stands.
    pub fn line_of(&self, quantity: &Quantity) -> u32 {
        self.passage.line_at(quantity.start)
    }

    /// The text from the first of some quantities to the last, with a few words before.
    pub fn quoted(&self, quantities: &[&Quantity]) -> String {
        let start = quantities.iter().map(|it| it.start).min().unwrap_or(0);
        let end = quantities.iter().map(|it| it.end).max().unwrap_or(0);
        let text = self.passage.text.get(start..end).unwrap_or_default();
        let is_open = text.matches('(').count() > text.matches(')').count();
        shortened(text, 160) + if is_open { ")" } else { "" }
    }
}

/// As much of a text as a finding shows.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How a quantity is written in an outline: times and dates so that gaps may hold them.
pub(crate) fn mark(quantity: &Quantity, index: usize) -> String {
    let letter = quantity.letter();
    match letter {
        't' | 'd' | 'y' => format!("<{letter}{index}>"),
        _ => format!("{{{letter}{index}}}"),
    }
}

fn outline(text: &str, quantities: &[Quantity]) -> String {
    let mut outline = String::with_capacity(text.len());
    let mut behind = 0;
    let add = |text: &str, outline: &mut String| {
        for letter in text.chars() {
            match letter {
                '{' | '}' | '<' | '>' => outline.push(' '),
                '’' | '‘' => outline.push('\''),
                '“' | '”' => outline.push('"'),
                '–' | '—' | '−' => outline.push('-'),
                '×' => outline.push('x'),
                '÷' => outline.push('/'),
                letter if letter.is_ascii() => outline.push(letter.to_ascii_lowercase()),
                // Patterns over plain letters are many times faster.
                _ => outline.push('?'),
            }
        }
    };
    for (index, quantity) in quantities.iter().enumerate() {
        add(
            text.get(behind..quantity.start).unwrap_or_default(),
            &mut outline,
        );
        outline.push_str(&mark(quantity, index));
        behind = quantity.end;
    }
    add(text.get(behind..).unwrap_or_default(), &mut outline);
    outline
}

/// Where sentences begin and end.
fn sentences(outline: &str) -> Vec<Range<usize>> {
    const ABBREVIATIONS: [&str; 14] = [
        "approx", "e.g", "i.e", "no", "nos", "cllr", "dr", "mr", "mrs", "st", "vs", "inc", "etc",
        "c",
    ];
    let mut found = Vec::new();
    let mut start = 0;
    let ends = outline.match_indices(['.', '!', '?']);
    for (at, _) in ends {
        let behind = at + 1;
        let rest = outline.get(behind..).unwrap_or_default();
        let before = outline.get(start..at).unwrap_or_default();
        let word = before.rsplit([' ', '(']).next().unwrap_or_default();
        if rest.starts_with([' ', '"', ')']) && !ABBREVIATIONS.contains(&word) {
            found.push(start..behind);
            start = behind;
        }
    }
    if start < outline.len() {
        found.push(start..outline.len());
    }
    found
}

/// Compiles a pattern over outlines.
///
/// `<part:n>` is a quantity of the kinds `n`: `c` counts, `f` full-time equivalents, `m`
/// money, `p` per cent, `q` percentage points, `t` time, `h` fractions in words, `d` dates,
/// `y` years; `n` stands for `cf`, `v` for `cfmptq`. `~40` is at most 40 characters without a
/// quantity but time and dates, within a sentence; `~~40` may reach into the next one.
pub(crate) fn pattern(text: &str) -> Option<Regex> {
    let mut written = String::from("(?:");
    let mut rest = text;
    while let Some(at) = rest.find(['<', '~']) {
        written.push_str(&rest[..at]);
        let (made, behind) = match rest.as_bytes().get(at) {
            Some(b'<') if rest[..at].ends_with("?P") => ("<".to_owned(), at + 1),
            Some(b'<') => {
                let end = at + rest[at..].find('>')?;
                let (name, kinds) = rest[at + 1..end].split_once(':')?;
                let kinds = kinds.replace('v', "cfmptq").replace('n', "cf");
                (format!(r"[{{<][{kinds}](?P<{name}>[0-9]+)[}}>]"), end + 1)
            }
            _ => {
                // `~~40` may go on in the next sentence.
                let over = rest[at + 1..].starts_with('~');
                let at = at + usize::from(over);
                let digits = rest[at + 1..]
                    .bytes()
                    .take_while(u8::is_ascii_digit)
                    .count();
                let most: usize = rest[at + 1..=at + digits].parse().ok()?;
                let plain = if over { "[ -z|~]" } else { r"[ -\-/-:<-z|~]" };
                let gap = format!("{plain}{{0,{most}}}?");
                (gap, at + 1 + digits)
            }
        };
        written.push_str(&made);
        rest = &rest[behind..];
    }
    written.push_str(rest);
    written.push(')');
    let plain = written
        .replace(r"\w", "[a-z0-9_]")
        .replace(r"\d", "[0-9]")
        .replace(r"\b", r"(?-u:\b)");
    Regex::new(&plain).ok()
}

/// Compiles patterns over outlines. One that cannot be compiled is a mistake of ours that a
/// test finds.
pub(crate) fn patterns(texts: &[&str]) -> Vec<Regex> {
    let compiled = texts.iter().map(|text| pattern(text));
    debug_assert!(compiled.clone().all(|it| it.is_some()), "{texts:?}");
    compiled.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Kind;

    fn passage(text: &str) -> Passage {
        Passage::new(Kind::Paragraph, 1, text)
    }

    #[test]
    fn an_outline_names_its_quantities() {
        let passage = passage("In 2022 we kept 12 of 48 (25%). We’re pleased.");
        let reading = Reading::new(0, &passage);
        assert_eq!(
            reading.outline,
            "in <y0> we kept {c1} of {c2} ({p3}). we're pleased."
        );
        assert_eq!(reading.sentences.len(), 2);
    }

    #[test]
    fn a_pattern_catches_quantities_of_a_kind() {
        let passage = passage("we kept 12 in March 2022 of 48 (25%)");
        let reading = Reading::new(0, &passage);
        let pattern = pattern(r"<part:n>~20of <whole:n> \(<share:p>").expect("a pattern");
        let found = pattern.captures(&reading.outline).expect("a match");
        assert_eq!(
            reading
                .caught(&found, "whole")
                .map(|it| it.printed.as_str()),
            Some("48")
        );
    }
}
