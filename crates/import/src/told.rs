//! What a recorded change did, or undoing it would do, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use holdfast_store::{ChangeEntry, Store, StoreError};
use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::story::{Happening, Story, tell};
use holdfast_workforce::{Change, CodeSet as _, Sequence, Workforce};

use crate::outcome::{Tally, Told};

/// How many entries are read at once.
const CHUNK: u32 = 5_000;

/// Tells what a change did to the records of an authority. Records that the
/// change did not touch are called what they are called now.
///
/// # Errors
/// When the database fails.
pub async fn tell_change(
    store: &Store,
    seq: Sequence,
    authority: AuthorityId,
    kept: usize,
) -> Result<Vec<Tally>, StoreError> {
    let sides = Sides::of(store, seq, authority).await?;
    let (before, after) = (sides.with(&sides.before), sides.with(&sides.after));
    Ok(sides.told(&before, &after, kept))
}

/// Tells what undoing a change would do to the records of an authority.
///
/// # Errors
/// When the database fails.
pub async fn tell_undo(
    store: &Store,
    seq: Sequence,
    authority: AuthorityId,
    kept: usize,
) -> Result<Vec<Tally>, StoreError> {
    let sides = Sides::of(store, seq, authority).await?;
    let undone = sides.with(&sides.before);
    Ok(sides.told(&sides.now, &undone, kept))
}

/// Gathers stories by what kind of thing happens; `kept` of each kind are
/// kept and all are counted. `place` says where a record stands in files.
pub(crate) fn tallies(
    stories: Vec<Story>,
    kept: usize,
    place: impl Fn(RecordId) -> Option<(String, u64)>,
) -> Vec<Tally> {
    let mut by_kind: BTreeMap<Happening, Vec<Story>> = BTreeMap::new();
    for story in stories {
        by_kind.entry(story.happening).or_default().push(story);
    }
    let told = |story: Story| {
        let (file, row) = place(story.id).unzip();
        Told {
            text: story.text,
            file,
            row,
        }
    };
    by_kind
        .into_iter()
        .map(|(happening, stories)| {
            let records = |stories: &[Story]| stories.iter().map(|it| it.records).sum();
            Tally {
                happening: happening.code(),
                label: happening.label(),
                count: records(&stories),
                left: records(&stories[kept.min(stories.len())..]),
                stories: stories.into_iter().take(kept).map(told).collect(),
            }
        })
        .collect()
}

/// The two sides of a change: what brings about each in the records of now.
struct Sides {
    now: Arc<Workforce>,
    before: Vec<Change>,
    after: Vec<Change>,
    touched: Vec<(Kind, RecordId)>,
}

impl Sides {
    async fn of(store: &Store, seq: Sequence, authority: AuthorityId) -> Result<Self, StoreError> {
        let mut sides = Self {
            now: store.workforce(authority).await?,
            before: Vec::new(),
            after: Vec::new(),
            touched: Vec::new(),
        };
        let mut place = None;
        loop {
            let page = store.entries_of(seq, authority, place, CHUNK).await?;
            page.entries.into_iter().for_each(|entry| sides.add(entry));
            place = page.next;
            if place.is_none() {
                return Ok(sides);
            }
        }
    }

    fn with(&self, changes: &[Change]) -> Workforce {
        self.now.with(changes, self.now.as_of())
    }

    fn told(&self, before: &Workforce, after: &Workforce, kept: usize) -> Vec<Tally> {
        tallies(tell(before, after, &self.touched), kept, |_| None)
    }

    fn add(&mut self, entry: ChangeEntry) {
        let (kind, id) = (entry.kind, entry.id);
        let change = |record: Option<Record>| record.map_or(Change::Remove(kind, id), Change::Put);
        self.before.push(change(entry.before));
        self.after.push(change(entry.after));
        self.touched.push((kind, id));
    }
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::id::{CountingIds, IdSource as _};

    use super::*;

    fn figures(text: &str, records: usize) -> Story {
        Story {
            happening: Happening::Figures,
            on: None,
            text: text.to_owned(),
            kind: Kind::Pay,
            id: RecordId(CountingIds::default().next_id()),
            records,
        }
    }

    #[test]
    fn figures_told_by_their_number_count_each() {
        let stories = vec![
            figures("40 lines of pay added", 40),
            figures("7 caseload figures added", 7),
        ];
        let tallies = tallies(stories, 1, |_| None);
        assert_eq!(tallies.len(), 1);
        assert_eq!((tallies[0].count, tallies[0].left), (47, 7));
        assert_eq!(tallies[0].stories[0].text, "40 lines of pay added");
    }
}
