//! What differs between two returns of one year: the one that was signed and
//! the records as they are now.

use std::borrow::Cow;
use std::collections::BTreeMap;

use holdfast_workforce::registration::as_registered;
use serde::Serialize;

use crate::block::Block;
use crate::file::Return;
use crate::item::Item;

/// An element that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The Social Work England number of the worker; empty for the header and
    /// the authority.
    pub registration: String,
    /// The element; empty where the whole record is new or gone.
    pub element: String,
    /// What stood there; empty where nothing did.
    pub before: String,
    /// What stands there; empty where nothing does.
    pub now: String,
}

/// What differs between two returns, in the order of the file: the header, the
/// authority, then the workers by number. When and with what the file was
/// written is no difference.
pub fn differences(before: &Return, now: &Return) -> Vec<Difference> {
    let mut found = Vec::new();
    tell("", &before.header, &now.header, &mut found);
    tell("", &before.authority, &now.authority, &mut found);
    let (was, is) = (by_worker(before), by_worker(now));
    let all: BTreeMap<_, ()> = was.keys().chain(is.keys()).map(|key| (key, ())).collect();
    for key in all.into_keys() {
        match (was.get(key), is.get(key)) {
            (Some(was), Some(is)) => tell(&key.registration, was, is, &mut found),
            (Some(_), None) => found.push(whole(&key.registration, "in the return", "")),
            _ => found.push(whole(&key.registration, "", "in the return")),
        }
    }
    found
}

/// By what a worker's record is found again.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'r> {
    registration: Cow<'r, str>,
    agency: &'r str,
    /// Whoever has several records has them in order.
    place: usize,
}

fn by_worker(file: &Return) -> BTreeMap<Key<'_>, &Block> {
    let mut found = BTreeMap::new();
    for block in &file.workers {
        let text = |item| block.text(item).unwrap_or_default();
        let mut key = Key {
            registration: as_registered(text(Item::SWENo)),
            agency: text(Item::AgencyWorker),
            place: 0,
        };
        while found.contains_key(&key) {
            key.place += 1;
        }
        found.insert(key, block);
    }
    found
}

fn whole(registration: &str, before: &str, now: &str) -> Difference {
    Difference {
        registration: registration.to_owned(),
        element: String::new(),
        before: before.to_owned(),
        now: now.to_owned(),
    }
}

fn tell(registration: &str, was: &Block, is: &Block, found: &mut Vec<Difference>) {
    let items: BTreeMap<Item, ()> = was
        .cells()
        .chain(is.cells())
        .filter_map(|cell| Some((cell.item?, ())))
        .collect();
    for item in items.into_keys() {
        if matches!(item, Item::SoftwareCode | Item::DateTime) {
            continue;
        }
        let (before, now) = (was.text(item), is.text(item));
        if before != now {
            found.push(Difference {
                registration: registration.to_owned(),
                element: item.element().to_owned(),
                before: before.unwrap_or_default().to_owned(),
                now: now.unwrap_or_default().to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worker(registration: &str, fte: &str) -> Block {
        let mut block = Block::default();
        block.put(Item::AgencyWorker, "0");
        block.put(Item::SWENo, registration);
        block.put(Item::FTE, fte);
        block
    }

    fn file(at: &str, workers: Vec<Block>) -> Return {
        let mut header = Block::default();
        header.put(Item::LEA, "926");
        header.put(Item::DateTime, at);
        Return {
            header,
            workers,
            ..Return::default()
        }
    }

    #[test]
    fn records_that_are_new_or_gone_and_elements_that_changed_are_told() {
        let before = file(
            "2025-10-14T09:00:00",
            vec![worker("SW1", "1"), worker("SW2", "1"), worker("SW2", "0.5")],
        );
        let now = file(
            "2025-11-03T09:00:00",
            vec![worker("SW3", "1"), worker("SW2", "1"), worker("SW2", "0.6")],
        );
        let told: Vec<_> = differences(&before, &now)
            .into_iter()
            .map(|it| [it.registration, it.element, it.before, it.now].join("|"))
            .collect();
        assert_eq!(
            told,
            [
                "SW1||in the return|",
                "SW2|FTE|0.5|0.6",
                "SW3|||in the return"
            ]
        );
        assert_eq!(differences(&before, &before), []);
    }

    #[test]
    fn when_a_file_was_written_is_no_difference() {
        let (before, now) = (file("2025-10-14T09:00:00", vec![]), file("", vec![]));
        assert_eq!(differences(&before, &now), []);
    }
}
