//! Footnotes: numbered in the order in which they are met, each once.

use holdfast_measures::figure::Figure;
use holdfast_measures::{Basis, Value};
use holdfast_workforce::CodeSet as _;

/// The footnotes of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes(Vec<String>);

/// A text with the numbers of its footnotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    /// The text.
    pub(crate) text: String,
    /// A word or two beneath it; mostly nothing.
    pub(crate) word: String,
    /// The numbers of its footnotes.
    pub(crate) marks: Vec<usize>,
}

impl Notes {
    /// The number of a footnote.
    pub(crate) fn mark(&mut self, text: &str) -> usize {
        let place = self.0.iter().position(|known| known == text);
        place.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        }) + 1
    }

    /// The numbers of several footnotes.
    pub(crate) fn marks<T: AsRef<str>>(
        &mut self,
        texts: impl IntoIterator<Item = T>,
    ) -> Vec<usize> {
        let mut marks: Vec<_> = texts.into_iter().map(|it| self.mark(it.as_ref())).collect();
        marks.dedup();
        marks
    }

    /// The footnotes, from the first.
    pub(crate) fn texts(&self) -> &[String] {
        &self.0
    }
}

/// What a reader has to know of a figure, a sentence each.
pub(crate) fn of_figure(figure: &Figure) -> Vec<String> {
    let mut found = figure.notes.clone();
    if let Value::Symbol(symbol) = figure.value {
        let parts = figure.parts.iter();
        let missing = parts.filter_map(|part| part.amount.as_ref().err());
        let reasons: Vec<_> = missing.map(|it| it.in_words()).collect();
        match reasons.is_empty() {
            true => found.push(of_symbol(symbol)),
            false => found.extend(reasons),
        }
    }
    if figure.disclosure.is_some() {
        found.push(
            "So few people are behind this figure that a symbol stands in its place when it is published."
                .to_owned(),
        );
    }
    let mut unique: Vec<String> = Vec::new();
    for note in found {
        if !unique.contains(&note) {
            unique.push(note);
        }
    }
    unique
}

/// What a symbol means.
pub(crate) fn of_symbol(symbol: holdfast_reference::Symbol) -> String {
    format!("{symbol}: {}.", symbol.label().to_lowercase())
}

/// What must be known of the measure itself.
pub(crate) fn of_measure(figure: &Figure, own: Option<&str>) -> Vec<String> {
    let basis = figure.measure.definition().basis;
    let variant = (basis == Basis::LocalVariant).then(|| format!("{}.", basis.label()));
    own.map(str::to_owned).into_iter().chain(variant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_that_is_met_again_keeps_its_number() {
        let mut notes = Notes::default();
        assert_eq!(notes.mark("first"), 1);
        assert_eq!(notes.mark("second"), 2);
        assert_eq!(notes.marks(["first", "first", "third"]), [1, 3]);
        assert_eq!(notes.texts(), ["first", "second", "third"]);
    }
}
