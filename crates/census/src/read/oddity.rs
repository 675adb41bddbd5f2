//! What is odd about a file and does not keep it from being read.

use crate::block::Place;
use crate::finding::{KEPT_OF_A_RULE, KEPT_WHATEVER};
use crate::item::{Item, Level};

/// What is odd about the shape of a file, outside of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// An element that belongs nowhere; all that is in it was passed over.
    UnknownElement,
    /// Words between elements.
    StrayText,
    /// An element inside an item’s text.
    ElementInItem,
    /// A name that other systems write for an item.
    OtherName(Item),
    /// The header, or the authority, a second time.
    Repeated(Level),
    /// The header, or the authority, after something that it should precede.
    Late(Level),
    /// The header, the authority or every worker is missing.
    Absent(Level),
    /// The authority’s block has the name that other years use.
    OtherBlockName,
    /// The header, or the authority, in the element of the workers.
    InWrapper(Level),
    /// An item of the header outside of the group that it belongs to.
    OutsideGroup(Item),
    /// A group of the header a second time, or in another.
    Regrouped,
    /// An element has an attribute.
    Attribute,
    /// The element has a namespace, or refers to a schema.
    Namespace,
    /// A text is UTF-8, but the file declares another encoding.
    DeclaredEncoding,
    /// A second element of the workers.
    WrappedAgain,
    /// The workers stand in an element of their own.
    Wrapped,
}

/// An oddity and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is odd.
    pub oddity: Oddity,
    /// The element, or the first of the words.
    pub element: String,
    /// Where.
    pub place: Place,
}

/// What was noticed of a file: so many remarks are kept that no file can fill the
/// memory with them, and the others are counted.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    remarks: Vec<Remark>,
    kept: usize,
    counts: Vec<Count>,
}

/// How often something was odd.
#[derive(Debug)]
struct Count {
    oddity: Oddity,
    kept: usize,
    beyond: usize,
}

impl Noticed {
    pub(super) fn add(&mut self, remark: Remark) {
        let known = self.counts.iter().position(|it| it.oddity == remark.oddity);
        let at = known.unwrap_or(self.counts.len());
        if known.is_none() {
            self.counts.push(Count {
                oddity: remark.oddity,
                kept: 0,
                beyond: 0,
            });
        }
        let count = &mut self.counts[at];
        if self.kept < KEPT_OF_A_RULE || count.kept < KEPT_WHATEVER {
            count.kept += 1;
            self.kept += 1;
            self.remarks.push(remark);
        } else {
            count.beyond += 1;
        }
    }

    /// The remarks since this was last asked.
    pub(super) fn take(&mut self) -> Vec<Remark> {
        std::mem::take(&mut self.remarks)
    }

    pub(super) fn beyond(&self) -> impl Iterator<Item = (Oddity, usize)> {
        let counts = self.counts.iter().filter(|it| it.beyond > 0);
        counts.map(|it| (it.oddity, it.beyond))
    }
}
