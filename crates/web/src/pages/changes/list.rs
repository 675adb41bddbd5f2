//! The log of changes, newest first.

use askama::Template;
use axum::extract::Query;
use holdfast_store::ChangeHeader;
use serde::Deserialize;

use super::standing::{KINDS, kind_in_words, undone_by};
use crate::address;
use crate::answers::Answers;
use crate::components::Choice;
use crate::error::PageError;
use crate::format::{count, moment};
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::{Page, page};

/// How many changes stand on a page.
const ON_A_PAGE: usize = 50;

/// How many changes are read at once in search of those that are asked for.
const CHUNK: u32 = 500;

/// Which changes are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Filter {
    /// The kind, or nothing for all; `form` for all that forms made.
    #[serde(default)]
    kind: String,
    /// Part of the name of who made them, or nothing.
    #[serde(default)]
    who: String,
    /// Only changes before this one.
    #[serde(default, deserialize_with = "number_or_nothing")]
    before: Option<u64>,
}

/// The kind that stands for all forms.
const FORM: &str = "form";

fn number_or_nothing<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let text = String::deserialize(from)?;
    Ok(text.trim().parse().ok())
}

impl Filter {
    fn takes(&self, change: &ChangeHeader) -> bool {
        let is_form = !KINDS.iter().any(|(kind, _)| *kind == change.kind);
        let kind = match self.kind.as_str() {
            "" => true,
            FORM => is_form,
            kind => change.kind == kind,
        };
        let who = self.who.trim().to_lowercase();
        kind && (who.is_empty() || change.actor.to_lowercase().contains(&who))
    }

    /// The newest changes that are asked for, and whether there are more.
    pub(crate) async fn newest(
        &self,
        here: &Here,
        wanted: usize,
    ) -> Result<(Vec<ChangeHeader>, bool), PageError> {
        let (mut before, mut found) = (self.before, Vec::new());
        loop {
            let store = here.app.store();
            let chunk = store.changes(before, CHUNK, Some(here.authority.id)).await;
            let chunk = chunk.map_err(unavailable)?;
            before = chunk.last().map(|change| change.seq);
            found.extend(chunk.into_iter().filter(|change| self.takes(change)));
            let more = found.len() > wanted;
            if before.is_none() || more {
                found.truncate(wanted);
                return Ok((found, more));
            }
        }
    }

    fn address(&self, path: &str, before: Option<u64>) -> String {
        let pairs = [
            ("kind", Some(self.kind.clone())),
            ("who", Some(self.who.clone())),
            ("before", before.map(|seq| seq.to_string())),
        ];
        address::with_query(path, pairs)
    }
}

#[derive(Template)]
#[template(path = "pages/changes/list.html")]
struct Changes {
    frame: Frame,
    answers: Answers,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    newest: Option<String>,
    older: Option<String>,
    download: String,
    is_filtered: bool,
}

/// A change in the list.
struct Row {
    seq: u64,
    href: String,
    title: String,
    kind: String,
    at: String,
    actor: String,
    records: String,
    undone_by: Option<u64>,
}

/// Shows the page.
pub(crate) async fn changes(here: Here, Query(filter): Query<Filter>) -> Page {
    let (found, more) = filter.newest(&here, ON_A_PAGE).await?;
    let path = address::changes(&here.authority);
    let last = found.last().map(|change| change.seq).filter(|_| more);
    let mut rows = Vec::with_capacity(found.len());
    for change in &found {
        let by = undone_by(here.app.store(), change).await?;
        rows.push(Row::of(change, by, &here));
    }
    page(&Changes {
        frame: here.frame(Some(Section::Changes)),
        answers: Answers::default()
            .with("kind", &filter.kind)
            .with("who", &filter.who),
        kinds: kinds(),
        rows,
        newest: filter.before.map(|_| filter.address(&path, None)),
        older: last.map(|seq| filter.address(&path, Some(seq))),
        download: filter.address(&format!("{path}.csv"), None),
        is_filtered: !filter.kind.is_empty() || !filter.who.is_empty(),
    })
}

fn kinds() -> Vec<Choice> {
    let known = KINDS.map(|(kind, words)| Choice::new(kind, words));
    let forms = Choice::new(FORM, "Form");
    known.into_iter().chain([forms]).collect()
}

impl Row {
    fn of(change: &ChangeHeader, undone_by: Option<u64>, here: &Here) -> Self {
        Self {
            seq: change.seq,
            href: address::change(&here.authority, change.seq),
            title: change.title.clone(),
            kind: kind_in_words(&change.kind),
            at: moment(change.at),
            actor: change.actor.clone(),
            records: count(usize::try_from(change.records).unwrap_or(usize::MAX)),
            undone_by,
        }
    }
}
