//! The prefixes of namespaces that are declared where the reader is.

use crate::source::LONGEST;

/// More prefixes than these are no return’s.
const MOST: usize = 100;

/// The prefixes that are declared, each with the depth of its element.
#[derive(Debug, Default)]
pub(super) struct Prefixes(Vec<(usize, Box<str>)>);

impl Prefixes {
    /// Declares a prefix for the element at a depth; false where there are too many.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str) -> bool {
        let held: usize = self.0.iter().map(|(_, held)| held.len()).sum();
        let has_room = self.0.len() < MOST && held + prefix.len() <= LONGEST;
        if has_room {
            self.0.push((depth, prefix.into()));
        }
        has_room
    }

    /// Forgets what is declared deeper than this.
    pub(super) fn leave(&mut self, depth: usize) {
        self.0.retain(|(of, _)| *of <= depth);
    }

    /// Whether a prefix is declared; two always are.
    pub(super) fn has(&self, prefix: &str) -> bool {
        matches!(prefix, "xml" | "xmlns") || self.0.iter().any(|(_, held)| **held == *prefix)
    }
}
