//! Who changed what, when: the history of some records, field by field.

use holdfast_store::{ChangeHeader, HistoryEntry};
use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::story::{Difference, differences};
use jiff::civil::Date;

use crate::address;
use crate::error::PageError;
use crate::format;
use crate::here::{Here, unavailable};

/// How many records of one kind a change may make before they are counted
/// instead of named.
const NAMED: usize = 3;

/// One change, with what it did to the records.
#[derive(Clone, Debug)]
pub(crate) struct HistoryView {
    /// What the change did, in a few words.
    pub(crate) title: String,
    /// Where all of it is.
    pub(crate) href: String,
    /// Who made it.
    pub(crate) actor: String,
    /// When.
    pub(crate) at: String,
    /// What the actor wrote about it.
    pub(crate) note: String,
    /// What it did to each record.
    pub(crate) events: Vec<EventView>,
}

/// What a change did to one record, or to several of a kind.
#[derive(Clone, Debug)]
pub(crate) struct EventView {
    /// In words.
    pub(crate) text: String,
    /// Field by field, what stood before and what stands after.
    pub(crate) fields: Vec<Difference>,
}

/// The history of some records of an authority, newest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn history(
    here: &Here,
    records: &[(Kind, RecordId)],
) -> Result<Vec<HistoryView>, PageError> {
    let entries = here
        .app
        .store()
        .history(here.authority.id, records)
        .await
        .map_err(unavailable)?;
    let mut changes: Vec<(ChangeHeader, Vec<HistoryEntry>)> = Vec::new();
    for entry in entries {
        match changes.last_mut() {
            Some((change, told)) if change.seq == entry.change.seq => told.push(entry),
            _ => changes.push((entry.change.clone(), vec![entry])),
        }
    }
    let view = |(change, entries): (ChangeHeader, Vec<HistoryEntry>)| HistoryView {
        href: address::change(&here.authority, change.seq),
        at: format::moment(change.at),
        note: change.note.unwrap_or_default(),
        events: events(&here.workforce, &entries),
        title: change.title,
        actor: change.actor,
    };
    Ok(changes.into_iter().map(view).collect())
}

/// What a change did, the kinds in order; many of a kind that are made or
/// taken away are counted.
fn events(workforce: &Workforce, entries: &[HistoryEntry]) -> Vec<EventView> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let of_kind: Vec<_> = entries.iter().filter(|entry| entry.kind == *kind).collect();
        let made = of_kind
            .iter()
            .filter(|entry| entry.before.is_none())
            .count();
        let taken = of_kind.iter().filter(|entry| entry.after.is_none()).count();
        for (count, done) in [(made, "added"), (taken, "taken away")] {
            if count > NAMED {
                found.push(EventView {
                    text: format!("{} {} {done}", format::count(count), kind.plural()),
                    fields: Vec::new(),
                });
            }
        }
        found.extend(
            of_kind
                .into_iter()
                .filter_map(|entry| match (&entry.before, &entry.after) {
                    (None, Some(record)) if made <= NAMED => Some(named(record, "added")),
                    (Some(record), None) if taken <= NAMED => Some(named(record, "taken away")),
                    (Some(before), Some(after)) => Some(changed(workforce, before, after)),
                    _ => None,
                }),
        );
    }
    found
}

fn named(record: &Record, done: &str) -> EventView {
    EventView {
        text: format!("{} {done}", name(record)),
        fields: Vec::new(),
    }
}

fn changed(workforce: &Workforce, before: &Record, after: &Record) -> EventView {
    EventView {
        text: format!("{} changed", name(after)),
        fields: differences(Some(before), Some(after), workforce),
    }
}

/// The record in words: its kind, and the council's own number for it.
fn name(record: &Record) -> String {
    let kind = record.kind().name();
    let mut letters = kind.chars();
    let kind: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    let number = record.reference().map(|number| format!(" {number}"));
    let from = begins(record).map(|day| format!(", from {}", in_words(day)));
    format!(
        "{kind}{}{}",
        number.unwrap_or_default(),
        from.unwrap_or_default()
    )
}

/// The first day of a record that has one.
fn begins(record: &Record) -> Option<Date> {
    match record {
        Record::Engagement(it) => Some(it.spell.from),
        Record::Assignment(it) => Some(it.spell.from),
        Record::Absence(it) => Some(it.spell.from),
        Record::Pay(it) => Some(it.spell.from),
        _ => None,
    }
}
