//! What was restated since a publication: the rows that came, went or changed,
//! and the changes that wrote the records behind them.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::publication::{
    Behind, Publication, Restated, RowChanges, published_value, records_behind, row_changes,
};
use holdfast_measures::{Component, Ledger, Row};
use holdfast_store::ChangeHeader;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Kind;
use holdfast_workforce::{Sequence, Workforce};

use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::format::{NO_VALUE, moment};
use crate::here::{Here, unavailable};

/// So many rows of a figure stand on the page.
const ROWS_SHOWN: usize = 40;

/// A published figure that the records give otherwise now.
pub(crate) struct RestatedView {
    /// The key of its measure.
    pub(crate) measure: String,
    /// What it is called.
    pub(crate) label: String,
    /// As it was published.
    pub(crate) published: String,
    /// As the records give it now.
    pub(crate) now: String,
    /// What is different besides values and rows; mostly nothing.
    pub(crate) what: &'static str,
    /// The rows that differ.
    pub(crate) rows: Vec<RowView>,
    /// How many more differ.
    pub(crate) left: usize,
}

/// A row that came, went or changed.
pub(crate) struct RowView {
    /// What happened to it.
    pub(crate) what: &'static str,
    /// What was counted.
    pub(crate) part: &'static str,
    /// Whom or what it is about.
    pub(crate) about: Option<Link>,
    /// What it added when it was published.
    pub(crate) before: String,
    /// What it adds now.
    pub(crate) now: String,
    /// The changes that wrote the records behind it.
    pub(crate) changes: Vec<Link>,
}

/// Everything that was restated.
pub(crate) struct Restatement {
    /// The figures.
    pub(crate) figures: Vec<RestatedView>,
    /// The changes behind them, in their order.
    pub(crate) changes: Vec<ChangeView>,
}

/// A change behind a restated figure.
pub(crate) struct ChangeView {
    /// The change.
    pub(crate) link: Link,
    /// What it did.
    pub(crate) title: String,
    /// Who made it.
    pub(crate) actor: String,
    /// When.
    pub(crate) at: String,
}

/// The records as they were when the figures were published, and as they are.
struct Sides<'a> {
    here: &'a Here,
    then: &'a Workforce,
    /// The changes since that wrote each record.
    writers: BTreeMap<(Kind, RecordId), BTreeSet<Sequence>>,
}

/// Finds out what was restated.
pub(crate) async fn restatement(
    here: &Here,
    publication: &Publication,
) -> Result<Restatement, PageError> {
    let store = here.app.store();
    let then = store.workforce_as_of(here.authority.id, publication.as_of);
    let then = then.await.map_err(unavailable)?;
    let service = Some(publication.service);
    let (before, after) = (
        Ledger::new(&then, service),
        Ledger::new(&here.workforce, service),
    );
    let restated = publication.restated(&after);
    let changes = |it: &Restated<'_>| {
        let figure = before.figure(it.now.measure, publication.at);
        row_changes(&figure, &it.now)
    };
    let all: Vec<_> = restated.iter().map(|it| (it, changes(it))).collect();
    let mut sides = Sides {
        here,
        then: &then,
        writers: BTreeMap::new(),
    };
    let headers = sides.find_writers(&all, publication.as_of).await?;
    Ok(Restatement {
        figures: all
            .iter()
            .map(|(it, rows)| sides.figure(it, rows))
            .collect(),
        changes: headers
            .values()
            .map(|it| ChangeView::of(here, it))
            .collect(),
    })
}

impl Sides<'_> {
    async fn find_writers(
        &mut self,
        all: &[(&Restated<'_>, RowChanges)],
        as_of: Sequence,
    ) -> Result<BTreeMap<Sequence, ChangeHeader>, PageError> {
        let rows = all.iter().flat_map(|(_, changes)| rows_of(changes));
        let behind: Behind = rows.flat_map(|row| self.behind(row)).collect();
        let behind: Vec<_> = behind.into_iter().collect();
        let store = self.here.app.store();
        let history = store.history(self.here.authority.id, &behind).await;
        let mut headers = BTreeMap::new();
        for entry in history.map_err(unavailable)? {
            let seq = entry.change.seq;
            if seq > as_of {
                let writers = self.writers.entry((entry.kind, entry.id)).or_default();
                writers.insert(seq);
                headers.insert(seq, entry.change);
            }
        }
        Ok(headers)
    }

    /// The records behind a row, as they were and as they are.
    fn behind(&self, row: &Row) -> Behind {
        let mut all = records_behind(self.then, row);
        all.extend(records_behind(&self.here.workforce, row));
        all
    }

    fn figure(&self, restated: &Restated<'_>, changes: &RowChanges) -> RestatedView {
        let gone = changes
            .gone
            .iter()
            .map(|it| ("Went", it.0, Some(&it.1), None));
        let new = changes
            .new
            .iter()
            .map(|it| ("Came", it.0, None, Some(&it.1)));
        let changed = changes.changed.iter();
        let changed = changed.map(|it| ("Changed", it.0, Some(&it.1), Some(&it.2)));
        let all: Vec<_> = gone.chain(new).chain(changed).collect();
        let shown = all.iter().take(ROWS_SHOWN);
        let frozen = restated.frozen;
        RestatedView {
            measure: frozen.measure.clone(),
            label: frozen.label.clone(),
            published: frozen.with_unit(&frozen.value),
            now: frozen.with_unit(&published_value(&restated.now)),
            what: differs(restated),
            rows: shown
                .filter_map(|(what, part, before, now)| self.row(what, *part, *before, *now))
                .collect(),
            left: all.len().saturating_sub(ROWS_SHOWN),
        }
    }

    fn row(
        &self,
        what: &'static str,
        part: Component,
        before: Option<&Row>,
        now: Option<&Row>,
    ) -> Option<RowView> {
        let row = now.or(before)?;
        let amount = |row: Option<&Row>| {
            row.map_or_else(|| NO_VALUE.to_owned(), |row| row.amount.to_string())
        };
        let writers = self.behind(row).into_iter();
        let seqs: BTreeSet<_> = writers
            .filter_map(|key| self.writers.get(&key))
            .flatten()
            .collect();
        let authority = &self.here.authority;
        let link =
            |seq: &Sequence| Link::new(address::change(authority, *seq), format!("Change {seq}"));
        Some(RowView {
            what,
            part: part.label(),
            about: self.about(row),
            before: amount(before),
            now: amount(now),
            changes: seqs.into_iter().map(link).collect(),
        })
    }

    /// Whom or what a row is about: the person, or else the post.
    fn about(&self, row: &Row) -> Option<Link> {
        let authority = &self.here.authority;
        let both = [&*self.here.workforce, self.then];
        let person = row.person.and_then(|id| {
            let known = both.iter().find_map(|it| it.people().get(id))?;
            let name = known
                .name
                .clone()
                .unwrap_or_else(|| known.reference.clone());
            Some(Link::new(address::person(authority, id), name))
        });
        person.or_else(|| {
            let id = row.post?;
            let known = both.iter().find_map(|it| it.posts().get(id))?;
            Some(Link::new(
                address::post(authority, id),
                format!("Post {}", known.reference),
            ))
        })
    }
}

fn rows_of(changes: &RowChanges) -> impl Iterator<Item = &Row> {
    let gone = changes.gone.iter().map(|(_, row)| row);
    let new = changes.new.iter().map(|(_, row)| row);
    let changed = changes.changed.iter().map(|(_, _, row)| row);
    gone.chain(new).chain(changed)
}

impl RestatedView {
    /// What was published and what the records give now, above the rows.
    pub(crate) fn heading(&self) -> String {
        let (label, published, now) = (&self.label, &self.published, &self.now);
        let what = match self.what {
            "" => String::new(),
            what => format!(". {what}"),
        };
        format!("{label}: published {published}, now {now}{what}")
    }
}

/// What is different besides values and rows, as a sentence.
fn differs(restated: &Restated<'_>) -> &'static str {
    match (restated.definition_changed, restated.rows_changed) {
        (true, _) => "The definition is another now.",
        (false, false) => "The rows are the same.",
        (false, true) => "",
    }
}

impl ChangeView {
    fn of(here: &Here, change: &ChangeHeader) -> Self {
        let href = address::change(&here.authority, change.seq);
        Self {
            link: Link::new(href, format!("Change {}", change.seq)),
            title: change.title.clone(),
            actor: change.actor.clone(),
            at: moment(change.at),
        }
    }
}
