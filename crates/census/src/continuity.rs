//! One year’s return beside the year before: stock and flow, and how much is
//! not known of each.

use holdfast_measures::formula::Component;

use crate::item::Item;
use crate::measure::Measured;
use crate::summary::{Code, Entry, Summary};
use crate::worker::RecordKind;

/// People in post at the ends of two years, and between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct StockAndFlow {
    /// In post in last year’s return.
    pub before: i64,
    /// Who joined in the year and is in post.
    pub starters: i64,
    /// Who left in the year and had joined before it.
    pub leavers: i64,
    /// In post in this year’s return.
    pub after: i64,
}

impl StockAndFlow {
    /// Counts two returns that follow each other.
    pub fn of(now: &Summary, last: &Summary) -> Self {
        let (now, last) = (Measured::of(now), Measured::of(last));
        let people = |measured: &Measured, component| {
            let count = measured.count(component);
            count.map_or(0, |count| count.units() / 1_000_000)
        };
        Self {
            before: people(&last, Component::InPostHeadcount),
            starters: people(&now, Component::StartersHeadcount),
            leavers: people(&now, Component::LeaversHeadcount),
            after: people(&now, Component::InPostHeadcount),
        }
    }

    /// How many should be in post this year.
    pub fn expected(self) -> i64 {
        self.before + self.starters - self.leavers
    }

    /// How many more are in post than should be.
    pub fn difference(self) -> i64 {
        self.after - self.expected()
    }
}

/// How many records say of an item that it is not known, refused or not yet
/// collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKnown {
    /// The item.
    pub item: Item,
    /// How many say so.
    pub records: usize,
    /// Of how many of which it is asked.
    pub of: usize,
}

/// An item, of whom it is asked, and the codes that say that it is not known.
type MayBeUnknown = (
    Item,
    fn(&Entry) -> bool,
    fn(&Entry) -> Code,
    [&'static str; 2],
);

const MAY_BE_UNKNOWN: [MayBeUnknown; 4] = [
    (
        Item::Ethnicity,
        Entry::is_employed,
        |it| it.ethnicity,
        ["REFU", "NOBT"],
    ),
    (
        Item::StartOrigin,
        Entry::is_employed,
        |it| it.origin,
        ["9", "10"],
    ),
    (
        Item::LeaverDestination,
        is_leaver,
        |it| it.destination,
        ["8", "9"],
    ),
    (Item::ReasonLeave, is_leaver, |it| it.reason, ["9", "10"]),
];

fn is_leaver(entry: &Entry) -> bool {
    entry.kind == RecordKind::Leaver
}

impl NotKnown {
    /// Counts a return: ethnicity, origin, destination and reason for leaving.
    pub fn all(summary: &Summary) -> Vec<Self> {
        let of_item = |(item, is_asked, code, unknown): &MayBeUnknown| {
            let asked = || summary.entries.iter().filter(|entry| is_asked(entry));
            let is_unknown = |entry: &&Entry| unknown.iter().any(|it| code(entry).is(it));
            Self {
                item: *item,
                records: asked().filter(is_unknown).count(),
                of: asked().count(),
            }
        };
        MAY_BE_UNKNOWN.iter().map(of_item).collect()
    }
}
