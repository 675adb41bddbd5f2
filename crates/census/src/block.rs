//! A part of a return as it stands in the file: its elements in order, each
//! with its text and place, known or not. Nothing is lost or judged here.

use crate::item::{COUNT_OF_ITEMS, Item};

/// Where something stands in a file, both counted from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in bytes.
    pub column: u32,
}

impl Place {
    /// The beginning of a file.
    pub(crate) const BEGIN: Self = Self { line: 1, column: 1 };
}

/// One element and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'b> {
    /// The item, where the element is one.
    pub item: Option<Item>,
    /// The name of the element as it stands.
    pub element: &'b str,
    /// Its text, character references resolved, nothing trimmed.
    pub text: &'b str,
    /// Where it begins.
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    item: Option<Item>,
    /// Where the name of an element that is no item ends in the texts; it
    /// begins where the text before it ends.
    name_end: u32,
    text_end: u32,
    place: Place,
}

/// No cell holds the item.
const ABSENT: u16 = u16::MAX;

/// The header, the local authority or one worker: its elements in order.
///
/// All texts lie one after another in one string, so that a block costs two
/// allocations however many elements it has, and none when it is used again.
#[derive(Clone, Debug)]
pub struct Block {
    texts: String,
    cells: Vec<Kept>,
    /// The first cell of each item.
    first: [u16; COUNT_OF_ITEMS],
    /// Where the block begins in its file.
    pub place: Place,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            texts: String::new(),
            cells: Vec::new(),
            first: [ABSENT; COUNT_OF_ITEMS],
            place: Place::default(),
        }
    }
}

/// Two blocks are equal when they say the same, wherever they stand.
impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        let said = |block: &Self| -> Vec<(String, String)> {
            let cells = block.cells();
            cells
                .map(|cell| (cell.element.to_owned(), cell.text.to_owned()))
                .collect()
        };
        said(self) == said(other)
    }
}

impl Block {
    /// Forgets everything, and keeps the memory.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.cells.clear();
        self.first = [ABSENT; COUNT_OF_ITEMS];
        self.place = Place::default();
    }

    /// Adds an item at the end. Meant for whoever writes a return.
    pub fn put(&mut self, item: Item, text: &str) {
        self.add(Some(item), "", text, Place::default());
    }

    /// Adds an element that was read; `name` matters where it is no item.
    pub(crate) fn add(&mut self, item: Option<Item>, name: &str, text: &str, place: Place) {
        if let Some(item) = item
            && self.first[item as usize] == ABSENT
            && let Ok(index) = u16::try_from(self.cells.len())
        {
            self.first[item as usize] = index;
        }
        if item.is_none() {
            self.texts.push_str(name);
        }
        let name_end = end(&self.texts);
        self.texts.push_str(text);
        self.cells.push(Kept {
            item,
            name_end,
            text_end: end(&self.texts),
            place,
        });
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>() + self.texts.len() + self.cells.len() * size_of::<Kept>()
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Its elements, in the order of the file.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.cells.len()).map(|index| self.at(index))
    }

    /// The first element of an item.
    pub fn cell(&self, item: Item) -> Option<Cell<'_>> {
        let index = self.first[item as usize];
        (index != ABSENT).then(|| self.at(usize::from(index)))
    }

    /// The text of an item, trimmed; nothing where the element is missing or empty.
    pub fn text(&self, item: Item) -> Option<&str> {
        let index = self.first[item as usize];
        if index == ABSENT {
            return None;
        }
        let text = self.at(usize::from(index)).text.trim_ascii();
        (!text.is_empty()).then_some(text)
    }

    /// How often an item stands in it.
    pub fn times(&self, item: Item) -> usize {
        let cells = self.cells.iter();
        cells.filter(|kept| kept.item == Some(item)).count()
    }

    fn at(&self, index: usize) -> Cell<'_> {
        let kept = &self.cells[index];
        let begin = match index.checked_sub(1) {
            Some(before) => self.cells[before].text_end as usize,
            None => 0,
        };
        let (name_end, text_end) = (kept.name_end as usize, kept.text_end as usize);
        Cell {
            item: kept.item,
            element: match kept.item {
                Some(item) => item.element(),
                None => &self.texts[begin..name_end],
            },
            text: &self.texts[name_end..text_end],
            place: kept.place,
        }
    }
}

/// The reader refuses texts so long that this could not hold them.
fn end(texts: &str) -> u32 {
    u32::try_from(texts.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_keeps_every_element_in_order() {
        let mut block = Block::default();
        block.put(Item::AgencyWorker, "0");
        block.add(None, "Shoe", "large", Place { line: 3, column: 5 });
        block.put(Item::FTE, " 0.5 ");
        block.put(Item::FTE, "0.6");
        let said: Vec<_> = block.cells().map(|it| (it.element, it.text)).collect();
        let expected = [
            ("AgencyWorker", "0"),
            ("Shoe", "large"),
            ("FTE", " 0.5 "),
            ("FTE", "0.6"),
        ];
        assert_eq!(said, expected);
        assert_eq!(block.text(Item::FTE), Some("0.5"));
        assert_eq!((block.times(Item::FTE), block.times(Item::SWENo)), (2, 0));
        assert_eq!(block.text(Item::SWENo), None);
        block.clear();
        assert!(block.is_empty() && block.text(Item::FTE).is_none());
    }
}
