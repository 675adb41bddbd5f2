//! Whether a change stands, and what it is called.

use holdfast_store::{ChangeHeader, Store};
use holdfast_workforce::Sequence;

use crate::error::PageError;
use crate::here::unavailable;

/// The change that undid this one, unless that was undone in its turn.
pub(crate) async fn undone_by(
    store: &Store,
    change: &ChangeHeader,
) -> Result<Option<Sequence>, PageError> {
    let Some(by) = change.undone_by else {
        return Ok(None);
    };
    let (mut is_undone, mut next) = (true, Some(by));
    while let Some(seq) = next {
        let undoing = store.change(seq).await.map_err(unavailable)?;
        next = undoing.and_then(|undoing| undoing.undone_by);
        is_undone ^= next.is_some();
    }
    Ok(is_undone.then_some(by))
}

/// The kinds of changes in words, for those that are not forms.
pub(crate) const KINDS: [(&str, &str); 8] = [
    ("import", "Import"),
    ("undo", "Undo"),
    ("profile", "Mapping profile"),
    ("scorecard", "Scorecard"),
    ("publication", "Publication"),
    ("return", "Return"),
    ("scenario", "Scenario"),
    ("paper", "Report"),
];

/// What a kind of change is called: the forms name theirs in plain words.
pub(crate) fn kind_in_words(kind: &str) -> String {
    let known = KINDS.iter().find(|(code, _)| *code == kind);
    known.map_or_else(|| in_words(kind), |(_, words)| (*words).to_owned())
}

fn in_words(code: &str) -> String {
    let spaced = code.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_in_words() {
        assert_eq!(kind_in_words("profile"), "Mapping profile");
        assert_eq!(kind_in_words("new_post"), "New post");
        assert_eq!(kind_in_words(""), "");
    }
}
