//! Reading the records of an authority: the whole snapshot, or what was
//! written since an older one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::{Authority, Kind, Record};
use holdfast_workforce::{Change, Sequence, Workforce};
use uuid::Uuid;

use crate::StoreError;
use crate::database::{Session, on};

/// The short key of an authority and the last change that reached it.
pub(crate) const HEAD: &str = "SELECT authority.key,
        (SELECT MAX(reach.seq) FROM reach WHERE reach.authority = authority.key)
    FROM authority WHERE authority.id = $1";

/// Every record that stood after change `$2`, written after change `$3`. The
/// plus signs keep the planners from an index: rows lie in the order of the
/// primary key, and all are wanted.
pub(crate) const PRESENT: &str = "SELECT kind, record, since, body FROM version
    WHERE authority = $1 AND +since <= $2 AND +since > $3 AND (until IS NULL OR +until > $2)";

/// The same, where little is wanted: found by the index of changes.
pub(crate) const WRITTEN: &str = "SELECT kind, record, since, body FROM version
    WHERE +authority = $1 AND since <= $2 AND since > $3 AND (until IS NULL OR +until > $2)";

/// What stood after change `$3` and was ended up to change `$2`.
pub(crate) const ENDED: &str = "SELECT kind, record FROM version
    WHERE +authority = $1 AND +since <= $3 AND until > $3 AND until <= $2";

/// The records of all authorities themselves; `$1` is the number of their
/// kind. The cross join keeps SQLite from reading all versions.
pub(crate) const AUTHORITIES: &str =
    "SELECT version.kind, version.record, version.since, version.body
    FROM authority CROSS JOIN version
    WHERE version.authority = authority.key AND version.kind = $1 AND version.until IS NULL";

/// A snapshot is brought up to date change by change where there were few;
/// each copies the tables that it touches.
const FEW_CHANGES: usize = 8;

/// A row of the statements above that give records.
pub(crate) type Row = (i16, Uuid, i64, String);

/// Where an authority stands in the database.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) key: i32,
    pub(crate) seq: Sequence,
}

/// Where the authority stands; nothing where it was never written.
pub(crate) async fn head(
    session: &mut Session<'_>,
    authority: AuthorityId,
) -> Result<Option<Head>, StoreError> {
    let found: Option<(i32, Option<i64>)> = on!(session, |connection| {
        sqlx::query_as(HEAD)
            .bind(authority.0)
            .fetch_optional(&mut **connection)
            .await
    })?;
    Ok(found.map(|(key, seq)| Head {
        key,
        seq: seq.unwrap_or_default().cast_unsigned(),
    }))
}

/// The kind of a stored number.
pub(crate) fn kind(number: i16) -> Result<Kind, StoreError> {
    Kind::from_number(number).ok_or(StoreError::UnknownKind(number))
}

/// The record of a stored text.
pub(crate) fn read(kind: Kind, id: Uuid, body: &str) -> Result<Record, StoreError> {
    let id = RecordId(id);
    kind.read(body)
        .map_err(|source| StoreError::UnreadableRecord { kind, id, source })
}

fn read_row((number, id, since, body): Row) -> Result<(Record, Sequence), StoreError> {
    Ok((read(kind(number)?, id, &body)?, since.cast_unsigned()))
}

/// The snapshot of an authority at its head, made from the last one known
/// where that is quicker.
pub(crate) async fn snapshot(
    session: &mut Session<'_>,
    authority: AuthorityId,
    head: Head,
    known: Option<Arc<Workforce>>,
) -> Result<Arc<Workforce>, StoreError> {
    if let Some(known) = known {
        if known.as_of() == head.seq {
            return Ok(known);
        }
        if known.as_of() < head.seq
            && let Some(caught_up) = catch_up(session, &known, head).await?
        {
            return Ok(Arc::new(caught_up));
        }
    }
    Ok(Arc::new(snapshot_as_of(session, authority, head).await?))
}

/// The snapshot of an authority as it stood after the change of the head.
pub(crate) async fn snapshot_as_of(
    session: &mut Session<'_>,
    authority: AuthorityId,
    head: Head,
) -> Result<Workforce, StoreError> {
    let records = records(session, PRESENT, head, 0).await?;
    Ok(Workforce::load(authority, head.seq, records))
}

async fn records(
    session: &mut Session<'_>,
    statement: &'static str,
    head: Head,
    after: Sequence,
) -> Result<Vec<(Record, Sequence)>, StoreError> {
    let mut records = Vec::new();
    on!(session, |connection| {
        let mut rows = sqlx::query_as::<_, Row>(statement)
            .bind(head.key)
            .bind(head.seq.cast_signed())
            .bind(after.cast_signed())
            .fetch(&mut **connection);
        while let Some(row) = rows.try_next().await? {
            records.push(read_row(row)?);
        }
    });
    Ok(records)
}

/// The snapshot after what was written since; nothing when that was so much
/// that reading all is quicker.
async fn catch_up(
    session: &mut Session<'_>,
    known: &Workforce,
    head: Head,
) -> Result<Option<Workforce>, StoreError> {
    let written = records(session, WRITTEN, head, known.as_of()).await?;
    let ended: Vec<(i16, Uuid)> = on!(session, |connection| {
        sqlx::query_as(ENDED)
            .bind(head.key)
            .bind(head.seq.cast_signed())
            .bind(known.as_of().cast_signed())
            .fetch_all(&mut **connection)
            .await
    })?;
    let mut by_change: BTreeMap<Sequence, Vec<Change>> = BTreeMap::new();
    let mut kept = BTreeSet::new();
    for (record, since) in written {
        kept.insert((record.kind(), record.id()));
        by_change
            .entry(since)
            .or_default()
            .push(Change::Put(record));
    }
    // Records that were written again are no longer ended; `as_of` must be
    // the head even when its change only took records away.
    let last = by_change.entry(head.seq).or_default();
    for (number, id) in ended {
        let subject = (kind(number)?, RecordId(id));
        if !kept.contains(&subject) {
            last.push(Change::Remove(subject.0, subject.1));
        }
    }
    if by_change.len() > FEW_CHANGES {
        return Ok(None);
    }
    let steps = by_change.into_iter();
    Ok(Some(
        steps.fold(known.clone(), |workforce, (seq, changes)| {
            workforce.with(&changes, seq)
        }),
    ))
}

/// The records of all authorities, by name.
pub(crate) async fn authorities(session: &mut Session<'_>) -> Result<Vec<Authority>, StoreError> {
    let rows: Vec<Row> = on!(session, |connection| {
        sqlx::query_as(AUTHORITIES)
            .bind(Kind::Authority.number())
            .fetch_all(&mut **connection)
            .await
    })?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        if let (Record::Authority(authority), _) = read_row(row)? {
            found.push(authority);
        }
    }
    found.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    Ok(found)
}
