//! What could not be filled, gathered by item and reason.

use std::collections::BTreeMap;
use std::fmt;

use holdfast_workforce::id::PersonId;

use crate::item::Item;

/// Something that could not be filled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The item; nothing where it is about the return as a whole.
    pub item: Option<Item>,
    /// What stands instead, and why, as a sentence.
    pub text: String,
    /// Whose records it is about; nobody’s for the authority’s own items.
    pub people: Vec<PersonId>,
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(item) = self.item {
            write!(formatter, "{}", item.element())?;
            match self.people.len() {
                0 => {}
                1 => write!(formatter, ", 1 record")?,
                count => write!(formatter, ", {count} records")?,
            }
            write!(formatter, ": ")?;
        }
        formatter.write_str(&self.text)
    }
}

/// The notes while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Notes {
    whole: Vec<String>,
    by_item: BTreeMap<(Item, String), Vec<PersonId>>,
}

impl Notes {
    /// About the return as a whole; said once.
    pub(super) fn whole(&mut self, text: String) {
        if !self.whole.contains(&text) {
            self.whole.push(text);
        }
    }

    /// About an item of the authority.
    pub(super) fn authority(&mut self, item: Item, text: &str) {
        self.by_item.entry((item, text.to_owned())).or_default();
    }

    /// About an item of a person.
    pub(super) fn person(&mut self, item: Item, text: &str, person: PersonId) {
        let people = self.by_item.entry((item, text.to_owned())).or_default();
        people.push(person);
    }

    /// All of them, those about the whole first, then in the order of the items.
    pub(super) fn in_order(self) -> Vec<Note> {
        let whole = self.whole.into_iter().map(|text| Note {
            item: None,
            text,
            people: Vec::new(),
        });
        let by_item = self.by_item.into_iter().map(|((item, text), people)| Note {
            item: Some(item),
            text,
            people,
        });
        whole.chain(by_item).collect()
    }
}
