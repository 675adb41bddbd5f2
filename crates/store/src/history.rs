//! The history of records: every change that ever wrote them.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_workforce::Sequence;
use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::{Kind, Record};
use uuid::Uuid;

use crate::database::{Session, Statement};
use crate::load::{head, read};
use crate::log::{ChangeHeader, headers};
use crate::{Store, StoreError};

/// Every version of some records of a kind, oldest first.
pub(crate) const VERSIONS: Statement = Statement {
    sqlite: "SELECT record, since, until, body FROM version
    WHERE authority = $1 AND kind = $2 AND record IN (SELECT unhex(value) FROM json_each($3))
    ORDER BY record, since",
    postgres: "SELECT record, since, until, body FROM version
    WHERE authority = $1 AND kind = $2 AND record = ANY($3)
    ORDER BY record, since",
};

/// What one change did to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The change.
    pub change: ChangeHeader,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// What it was before; nothing where the change made it.
    pub before: Option<Record>,
    /// What it was after; nothing where the change took it away.
    pub after: Option<Record>,
}

/// One version of a record: its identifier, first change, last change, text.
type VersionRow = (Uuid, i64, Option<i64>, String);

/// What happened to a record, before the heading of the change is known.
#[derive(Default)]
struct Sides {
    before: Option<Record>,
    after: Option<Record>,
}

impl Store {
    /// Everything that was ever done to some records of an authority, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(
        &self,
        authority: AuthorityId,
        records: &[(Kind, RecordId)],
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut reading = self.read().await?;
        let session = &mut reading.session();
        let Some(head) = head(session, authority).await? else {
            return Ok(Vec::new());
        };
        let mut events: BTreeMap<(i64, Kind, RecordId), Sides> = BTreeMap::new();
        for (kind, ids) in by_kind(records) {
            for version in versions(session, head.key, kind, &ids).await? {
                note(&mut events, kind, version)?;
            }
        }
        let seqs: BTreeSet<_> = events
            .keys()
            .map(|(seq, _, _)| seq.cast_unsigned())
            .collect();
        let headers = headers(session, &seqs.into_iter().collect::<Vec<_>>()).await?;
        Ok(entries(events, headers))
    }
}

fn by_kind(records: &[(Kind, RecordId)]) -> BTreeMap<Kind, Vec<Uuid>> {
    let mut grouped: BTreeMap<Kind, Vec<Uuid>> = BTreeMap::new();
    for (kind, id) in records {
        grouped.entry(*kind).or_default().push(id.0);
    }
    grouped
}

async fn versions(
    session: &mut Session<'_>,
    key: i32,
    kind: Kind,
    ids: &[Uuid],
) -> Result<Vec<VersionRow>, StoreError> {
    let statement = session.words(VERSIONS);
    Ok(match session {
        Session::Sqlite(connection) => {
            let query = sqlx::query_as(statement).bind(key).bind(kind.number());
            query
                .bind(hex_list(ids))
                .fetch_all(&mut **connection)
                .await?
        }
        Session::Postgres(connection) => {
            let query = sqlx::query_as(statement).bind(key).bind(kind.number());
            query.bind(ids).fetch_all(&mut **connection).await?
        }
    })
}

/// Identifiers as a JSON list, the way in which SQLite takes any number of
/// them as one value.
pub(crate) fn hex_list(ids: &[Uuid]) -> String {
    let mut list = String::with_capacity(ids.len() * 35 + 2);
    list.push('[');
    for (place, id) in ids.iter().enumerate() {
        list.push_str(if place == 0 { "\"" } else { ",\"" });
        list.push_str(id.simple().encode_lower(&mut Uuid::encode_buffer()));
        list.push('"');
    }
    list.push(']');
    list
}

/// A version is what its first change left and what its last change found.
fn note(
    events: &mut BTreeMap<(i64, Kind, RecordId), Sides>,
    kind: Kind,
    (id, since, until, body): VersionRow,
) -> Result<(), StoreError> {
    let record = read(kind, id, &body)?;
    if let Some(until) = until {
        events
            .entry((until, kind, RecordId(id)))
            .or_default()
            .before = Some(record.clone());
    }
    events.entry((since, kind, RecordId(id))).or_default().after = Some(record);
    Ok(())
}

fn entries(
    events: BTreeMap<(i64, Kind, RecordId), Sides>,
    headers: Vec<ChangeHeader>,
) -> Vec<HistoryEntry> {
    let headers: BTreeMap<Sequence, ChangeHeader> = headers
        .into_iter()
        .map(|header| (header.seq, header))
        .collect();
    let newest_first = events.into_iter().rev();
    let entry = |((seq, kind, id), Sides { before, after })| {
        let change = headers.get(&i64::cast_unsigned(seq))?.clone();
        Some(HistoryEntry {
            change,
            kind,
            id,
            before,
            after,
        })
    };
    newest_first.filter_map(entry).collect()
}
