//! The log of changes and the records of one, as tables to take along.

use axum::extract::{Path, Query};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_store::{ChangeEntry, ChangeHeader};
use holdfast_workforce::story::{Difference, differences};

use super::list::Filter;
use super::names::name;
use super::one::{Which, find, with_names};
use super::standing::kind_in_words;
use crate::here::{Here, unavailable};
use crate::pages::Page;
use crate::pages::imports::downloads::csv;

/// How many records are read at once.
const CHUNK: u32 = 5_000;

/// The log of changes.
pub(crate) async fn changes(here: Here, Query(filter): Query<Filter>) -> Page {
    let (found, _) = filter.newest(&here, usize::MAX).await?;
    Ok(csv("changes", &changes_sheet(&found)))
}

/// Every record that one change wrote.
pub(crate) async fn records(here: Here, Path(which): Path<Which>) -> Page {
    let header = find(&here, &which.seq).await?;
    let (mut place, mut rows) = (None, Vec::new());
    loop {
        let store = here.app.store();
        let page = store
            .entries_of(header.seq, here.authority.id, place, CHUNK)
            .await;
        let page = page.map_err(unavailable)?;
        let names = with_names(&here.workforce, &page.entries);
        rows.extend(
            page.entries
                .iter()
                .flat_map(|entry| record_rows(entry, &names)),
        );
        place = page.next;
        if place.is_none() {
            break;
        }
    }
    let columns = ["kind", "record", "field", "before", "after"].map(Column::text);
    let sheet = Sheet {
        title: header.title,
        columns: columns.into(),
        rows,
        notes: Vec::new(),
    };
    Ok(csv(&format!("change-{}", header.seq), &sheet))
}

fn record_rows(entry: &ChangeEntry, names: &holdfast_workforce::Workforce) -> Vec<Vec<Cell>> {
    let (before, after) = (entry.before.as_ref(), entry.after.as_ref());
    let name = after
        .or(before)
        .map_or_else(String::new, |it| name(it, names));
    let cells = |it: Difference| {
        let texts = [
            entry.kind.name().to_owned(),
            name.clone(),
            it.field,
            it.before,
            it.after,
        ];
        texts.map(Cell::Text).into()
    };
    differences(before, after, names)
        .into_iter()
        .map(cells)
        .collect()
}

fn changes_sheet(changes: &[ChangeHeader]) -> Sheet {
    let number = |title: &str| Column::of(ColumnKind::Whole, title);
    let row = |change: &ChangeHeader| {
        vec![
            Cell::Whole(change.seq),
            Cell::Text(change.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
            Cell::Text(change.actor.clone()),
            Cell::Text(kind_in_words(&change.kind)),
            Cell::Text(change.title.clone()),
            Cell::text(change.note.clone()),
            Cell::Whole(change.records),
            change.undoes.map_or(Cell::Empty, Cell::Whole),
            change.undone_by.map_or(Cell::Empty, Cell::Whole),
        ]
    };
    Sheet {
        title: "Changes".to_owned(),
        columns: vec![
            number("change"),
            Column::text("when"),
            Column::text("who"),
            Column::text("kind"),
            Column::text("what"),
            Column::text("note"),
            number("records"),
            number("undoes"),
            number("undone by"),
        ],
        rows: changes.iter().map(row).collect(),
        notes: Vec::new(),
    }
}
