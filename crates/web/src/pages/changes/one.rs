//! One change: what it did in words, and to every record field by field.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_import::{Tally, tell_change};
use holdfast_store::{ChangeEntry, ChangeHeader, EntryPlace};
use holdfast_workforce::story::{Difference, differences};
use holdfast_workforce::{Change, Workforce};
use serde::Deserialize;
use serde_json::{Value, json};

use super::names;
use super::standing::{kind_in_words, undone_by};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::format::{count, moment};
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::{Page, page};

/// How many records stand on a page.
const ON_A_PAGE: u32 = 25;

/// How many sentences of each kind are told.
const TOLD: usize = 200;

/// Which change.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// Its number, as it was typed.
    pub(crate) seq: String,
}

/// From where its records are shown.
#[derive(Deserialize)]
pub(crate) struct Start {
    #[serde(default)]
    from: String,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "pages/changes/one.html")]
struct One {
    frame: Frame,
    trail: Vec<Link>,
    facts: Vec<(&'static str, String)>,
    header: ChangeHeader,
    undoes: Option<Link>,
    undone_by: Option<Link>,
    tallies: Vec<Tally>,
    entries: Vec<Entry>,
    first: Option<String>,
    next: Option<String>,
    download: String,
    undo: String,
    done: Option<&'static str>,
}

/// What the change did to one record.
struct Entry {
    kind: &'static str,
    name: String,
    href: Option<String>,
    done: &'static str,
    /// Whether it was added or taken away, and not changed.
    is_one_sided: bool,
    differences: Vec<Difference>,
}

/// Shows the page.
pub(crate) async fn change(
    here: Here,
    Path(which): Path<Which>,
    Query(start): Query<Start>,
) -> Page {
    let header = find(&here, &which.seq).await?;
    let store = here.app.store();
    let authority = &here.authority;
    let from = place(&start.from);
    let found = store
        .entries_of(header.seq, authority.id, from, ON_A_PAGE)
        .await;
    let found = found.map_err(unavailable)?;
    let names = with_names(&here.workforce, &found.entries);
    let path = address::change(authority, header.seq);
    let more = match found.next {
        Some(place) => has_more(&here, header.seq, place).await?,
        None => false,
    };
    let next = found
        .next
        .filter(|_| more)
        .and_then(|place| written(&place));
    let by = undone_by(store, &header).await?;
    let tallies = tell_change(store, header.seq, authority.id, TOLD).await;
    let link = |seq| Link::new(address::change(authority, seq), format!("change {seq}"));
    page(&One {
        frame: here.frame(Some(Section::Changes)),
        trail: vec![Link::new(address::changes(authority), "Changes")],
        facts: facts(&header),
        undoes: header.undoes.map(link),
        undone_by: by.map(link),
        tallies: tallies.map_err(unavailable)?,
        entries: found
            .entries
            .iter()
            .map(|entry| Entry::of(entry, &names, &here))
            .collect(),
        first: from.map(|_| path.clone()),
        next: next.map(|next| address::with_query(&path, [("from", Some(next))])),
        download: format!("{path}/records.csv"),
        undo: address::undo(authority, header.seq),
        done: done(&start.done),
        header,
    })
}

/// Whether any record stands after a place.
async fn has_more(here: &Here, seq: u64, place: EntryPlace) -> Result<bool, PageError> {
    let store = here.app.store();
    let after = store
        .entries_of(seq, here.authority.id, Some(place), 1)
        .await;
    Ok(!after.map_err(unavailable)?.entries.is_empty())
}

/// The change of a number, if it reached the authority; its records are
/// counted for that authority alone.
pub(crate) async fn find(here: &Here, seq: &str) -> Result<ChangeHeader, PageError> {
    let missing = || PageError::NoSuchRecord {
        kind: "change",
        reference: seq.to_owned(),
        list: Link::new(address::changes(&here.authority), "See all changes"),
    };
    let number: u64 = seq.parse().map_err(|_| missing())?;
    let after = number.checked_add(1).ok_or_else(missing)?;
    let store = here.app.store();
    let newest = store.changes(Some(after), 1, Some(here.authority.id)).await;
    let newest = newest.map_err(unavailable)?.pop();
    newest
        .filter(|change| change.seq == number)
        .ok_or_else(missing)
}

/// The records with those that the entries tell of and that are gone by now,
/// so that they still have names.
pub(crate) fn with_names(now: &Workforce, entries: &[ChangeEntry]) -> Workforce {
    let gone = entries
        .iter()
        .filter(|it| now.since(it.kind, it.id).is_none());
    let records = gone.filter_map(|it| it.before.clone().or_else(|| it.after.clone()));
    let puts: Vec<_> = records.map(Change::Put).collect();
    now.with(&puts, now.as_of())
}

fn facts(header: &ChangeHeader) -> Vec<(&'static str, String)> {
    let records = count(usize::try_from(header.records).unwrap_or(usize::MAX));
    let mut facts = vec![
        ("When", moment(header.at)),
        ("Who", header.actor.clone()),
        ("Kind", kind_in_words(&header.kind)),
        ("Records", records),
    ];
    if let Some(note) = &header.note {
        facts.push(("Note", note.clone()));
    }
    facts
}

/// What was done just before the page was opened.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "import" => Some("The import was made"),
        "undo" => Some("The change was undone: the records are as they were before it"),
        _ => None,
    }
}

impl Entry {
    fn of(entry: &ChangeEntry, workforce: &Workforce, here: &Here) -> Self {
        let (before, after) = (entry.before.as_ref(), entry.after.as_ref());
        let record = after.or(before);
        Self {
            kind: entry.kind.name(),
            name: record.map_or_else(String::new, |it| names::name(it, workforce)),
            href: record.and_then(|it| names::page_of(it, &here.workforce, &here.authority)),
            done: match (before, after) {
                (None, _) => "Added",
                (Some(_), Some(_)) => "Changed",
                (Some(_), None) => "Taken away",
            },
            is_one_sided: before.is_none() || after.is_none(),
            differences: differences(before, after, workforce),
        }
    }
}

/// A place among entries as an address carries it.
fn written(place: &EntryPlace) -> Option<String> {
    let value = serde_json::to_value(place).ok()?;
    let record = value.get("record")?.as_str()?;
    Some(format!(
        "{}.{}.{record}",
        value.get("authority")?,
        value.get("kind")?
    ))
}

/// The place that an address names; anything else is the start.
fn place(text: &str) -> Option<EntryPlace> {
    let mut parts = text.splitn(3, '.');
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (authority, kind) = (number()?, number()?);
    let place: Value = json!({ "authority": authority, "kind": kind, "record": parts.next()? });
    serde_json::from_value(place).ok()
}
