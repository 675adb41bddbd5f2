//! The names of elements.

use std::borrow::Cow;

use quick_xml::name::QName;

use super::shown;
use crate::item::{ITEMS, Item};

/// The name of an element that was opened.
pub(super) struct Named {
    pub(super) item: Option<Item>,
    pub(super) name: Cow<'static, str>,
}

/// The item of an element, or its name; nothing where that is no name.
/// Prefixes of namespaces are passed over.
pub(super) fn named(name: QName<'_>) -> Option<Named> {
    let local = name.local_name();
    let name = local.as_ref();
    let known = ITEMS.iter().find(|known| known.element == name);
    let name = match known {
        Some(known) => Cow::Borrowed(known.element),
        None => match block_name(name) {
            Some(name) => Cow::Borrowed(name),
            None if is_name(name) => Cow::Owned(shown(name)),
            None => return None,
        },
    };
    Some(Named {
        item: known.map(|known| known.item),
        name,
    })
}

/// Whether XML allows the name: letters, digits and a few signs, and no digit
/// or sign but the underscore in front.
pub(super) fn is_name(name: &str) -> bool {
    let begins = |first: char| first.is_alphabetic() || first == '_';
    let goes_on = |other: char| other.is_alphanumeric() || matches!(other, '_' | '-' | '.');
    name.chars().next().is_some_and(begins) && name.chars().all(goes_on)
}

/// The names of the parts, so that none of them costs an allocation.
fn block_name(name: &str) -> Option<&'static str> {
    const NAMES: [&str; 8] = [
        "CSWWWorker",
        "CSWWWorkers",
        "LALevel",
        "LALevelVacancies",
        "Header",
        "CollectionDetails",
        "Source",
        "Message",
    ];
    NAMES.into_iter().find(|known| *known == name)
}
