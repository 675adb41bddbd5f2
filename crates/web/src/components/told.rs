//! What changes in words: which sentences are open and which are folded away.

use std::borrow::Borrow;

use holdfast_import::{Tally, Told};

/// The sentences of one kind as a page shows them.
pub(crate) struct Parted<'a> {
    /// Those that are read at once.
    pub(crate) open: &'a [Told],
    /// Those that are folded away.
    pub(crate) folded: &'a [Told],
    /// How many more there are.
    pub(crate) left: usize,
}

/// Parts the sentences of a kind after the first `open`. Templates hand
/// numbers on by reference.
pub(crate) fn parted(tally: &Tally, open: impl Borrow<usize>) -> Parted<'_> {
    let stories = tally.stories.as_slice();
    let (open, folded) = stories.split_at((*open.borrow()).min(stories.len()));
    Parted {
        open,
        folded,
        left: tally.left,
    }
}
