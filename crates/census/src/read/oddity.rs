//! What is odd about a file and does not keep it from being read.

use crate::block::Place;
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
