//! The log of changes: who changed what, when, and what stood before.

use std::collections::BTreeMap;

use holdfast_workforce::Sequence;
use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::{Kind, Record};
use jiff::Timestamp;
use uuid::Uuid;

use crate::database::{Session, Statement, on};
use crate::load::{head, kind, read};
use crate::{Store, StoreError};

/// The newest changes before `$1`, of all authorities.
pub(crate) const CHANGES: &str = "SELECT seq, at, actor, kind, title, note, undoes,
        (SELECT MAX(later.seq) FROM change AS later WHERE later.undoes = change.seq) AS undone_by,
        (SELECT CAST(SUM(reach.records) AS BIGINT) FROM reach WHERE reach.seq = change.seq) AS records
    FROM change WHERE seq < $1 ORDER BY seq DESC LIMIT $2";

/// The newest changes before `$1` that reached the authority `$3`.
pub(crate) const CHANGES_OF_AUTHORITY: &str = "SELECT change.seq, at, actor, kind, title, note, undoes,
        (SELECT MAX(later.seq) FROM change AS later WHERE later.undoes = change.seq) AS undone_by,
        reach.records
    FROM authority JOIN reach ON reach.authority = authority.key JOIN change ON change.seq = reach.seq
    WHERE authority.id = $3 AND reach.seq < $1 ORDER BY reach.seq DESC LIMIT $2";

/// The changes with the numbers `$1`.
pub(crate) const CHANGES_BY_NUMBER: Statement = Statement {
    sqlite: "SELECT seq, at, actor, kind, title, note, undoes,
        (SELECT MAX(later.seq) FROM change AS later WHERE later.undoes = change.seq) AS undone_by,
        (SELECT SUM(reach.records) FROM reach WHERE reach.seq = change.seq) AS records
    FROM change WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY seq DESC",
    postgres: "SELECT seq, at, actor, kind, title, note, undoes,
        (SELECT MAX(later.seq) FROM change AS later WHERE later.undoes = change.seq) AS undone_by,
        (SELECT CAST(SUM(reach.records) AS BIGINT) FROM reach WHERE reach.seq = change.seq) AS records
    FROM change WHERE seq = ANY($1) ORDER BY seq DESC",
};

/// The versions that change `$1` wrote, after a place in their order.
pub(crate) const LEFT_BY_CHANGE: &str = "SELECT authority, kind, record, body FROM version
    WHERE since = $1 AND (authority, kind, record) > ($2, $3, $4)
    ORDER BY authority, kind, record LIMIT $5";

/// The versions that change `$1` ended, after a place in their order.
pub(crate) const FOUND_BY_CHANGE: &str = "SELECT authority, kind, record, body FROM version
    WHERE until = $1 AND (authority, kind, record) > ($2, $3, $4)
    ORDER BY authority, kind, record LIMIT $5";

/// The identifiers of authorities by their short keys.
pub(crate) const KEYS: &str = "SELECT key, id FROM authority";

/// A change, without its records.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ChangeHeader {
    /// Its number; they count up from one.
    pub seq: Sequence,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub actor: String,
    /// What kind of change it was, such as `import`.
    pub kind: String,
    /// What it did, in a few words.
    pub title: String,
    /// What the actor wrote about it.
    pub note: Option<String>,
    /// The change that it undid.
    pub undoes: Option<Sequence>,
    /// The change that undid it.
    pub undone_by: Option<Sequence>,
    /// How many records it wrote or took away.
    pub records: u64,
}

impl ChangeHeader {
    /// When it was made, as people read it.
    pub fn when(&self) -> String {
        self.at.strftime("%Y-%m-%d %H:%M UTC").to_string()
    }
}

/// What a change did to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeEntry {
    /// The authority that the record belongs to.
    pub authority: AuthorityId,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// What it was before; nothing where the change made it.
    pub before: Option<Record>,
    /// What it is after; nothing where the change took it away.
    pub after: Option<Record>,
}

/// A page of what a change did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntriesPage {
    /// The entries, authority by authority and kind by kind.
    pub entries: Vec<ChangeEntry>,
    /// Where the next page starts; nothing on the last.
    pub next: Option<EntryPlace>,
}

/// A place among the entries of a change.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct EntryPlace {
    authority: i32,
    kind: i16,
    record: Uuid,
}

impl EntryPlace {
    /// Before the first entry.
    pub(crate) const START: Self = Self {
        authority: 0,
        kind: -1,
        record: Uuid::nil(),
    };

    /// Before the first entry of one authority.
    pub(crate) fn start_of(authority: i32) -> Self {
        Self {
            authority,
            ..Self::START
        }
    }
}

#[derive(sqlx::FromRow)]
struct HeaderRow {
    seq: i64,
    at: String,
    actor: String,
    kind: String,
    title: String,
    note: Option<String>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
    records: Option<i64>,
}

impl TryFrom<HeaderRow> for ChangeHeader {
    type Error = StoreError;

    fn try_from(row: HeaderRow) -> Result<Self, StoreError> {
        let seq = row.seq.cast_unsigned();
        let at = row
            .at
            .parse()
            .map_err(|source| StoreError::UnreadableTime { seq, source })?;
        Ok(Self {
            seq,
            at,
            actor: row.actor,
            kind: row.kind,
            title: row.title,
            note: row.note,
            undoes: row.undoes.map(i64::cast_unsigned),
            undone_by: row.undone_by.map(i64::cast_unsigned),
            records: row.records.unwrap_or_default().cast_unsigned(),
        })
    }
}

/// How many entries are read at once where all are wanted.
const CHUNK: u32 = 5_000;

impl Store {
    /// The newest changes, newest first: of one authority or of all, and only
    /// those before a change where it is given.
    ///
    /// For one authority, [`ChangeHeader::records`] counts its records only.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes(
        &self,
        before: Option<Sequence>,
        limit: u32,
        authority: Option<AuthorityId>,
    ) -> Result<Vec<ChangeHeader>, StoreError> {
        let before = before.map_or(i64::MAX, u64::cast_signed);
        let mut reading = self.read().await?;
        let rows: Vec<HeaderRow> = on!(reading.session(), |connection| match authority {
            None =>
                sqlx::query_as(CHANGES)
                    .bind(before)
                    .bind(i64::from(limit))
                    .fetch_all(connection)
                    .await,
            Some(authority) =>
                sqlx::query_as(CHANGES_OF_AUTHORITY)
                    .bind(before)
                    .bind(i64::from(limit))
                    .bind(authority.0)
                    .fetch_all(connection)
                    .await,
        })?;
        rows.into_iter().map(ChangeHeader::try_from).collect()
    }

    /// One change; nothing where there is none of the number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change(&self, seq: Sequence) -> Result<Option<ChangeHeader>, StoreError> {
        let mut reading = self.read().await?;
        Ok(headers(&mut reading.session(), &[seq]).await?.pop())
    }

    /// A page of what a change did to each record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entries(
        &self,
        seq: Sequence,
        from: Option<EntryPlace>,
        limit: u32,
    ) -> Result<EntriesPage, StoreError> {
        let mut reading = self.read().await?;
        page(
            &mut reading.session(),
            seq,
            from.unwrap_or(EntryPlace::START),
            limit,
        )
        .await
    }

    /// A page of what a change did to each record of one authority.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entries_of(
        &self,
        seq: Sequence,
        authority: AuthorityId,
        from: Option<EntryPlace>,
        limit: u32,
    ) -> Result<EntriesPage, StoreError> {
        let mut reading = self.read().await?;
        let session = &mut reading.session();
        let Some(head) = head(session, authority).await? else {
            return Ok(EntriesPage::default());
        };
        let start = EntryPlace::start_of(head.key);
        let mut found = page(
            session,
            seq,
            from.map_or(start, |from| from.max(start)),
            limit,
        )
        .await?;
        found.entries.retain(|entry| entry.authority == authority);
        found.next = found.next.filter(|place| place.authority == head.key);
        Ok(found)
    }
}

/// The changes with these numbers, newest first.
pub(crate) async fn headers(
    session: &mut Session<'_>,
    numbers: &[Sequence],
) -> Result<Vec<ChangeHeader>, StoreError> {
    let rows: Vec<HeaderRow> = match session {
        Session::Sqlite(connection) => {
            let numbers = serde_json::Value::from(numbers).to_string();
            let query = sqlx::query_as(CHANGES_BY_NUMBER.sqlite).bind(numbers);
            query.fetch_all(&mut **connection).await?
        }
        Session::Postgres(connection) => {
            let numbers: Vec<i64> = numbers.iter().map(|number| number.cast_signed()).collect();
            let query = sqlx::query_as(CHANGES_BY_NUMBER.postgres).bind(numbers);
            query.fetch_all(&mut **connection).await?
        }
    };
    rows.into_iter().map(ChangeHeader::try_from).collect()
}

/// What a change did to every record of one authority.
pub(crate) async fn all_entries(
    session: &mut Session<'_>,
    seq: Sequence,
    key: i32,
    authority: AuthorityId,
) -> Result<Vec<ChangeEntry>, StoreError> {
    let mut entries = Vec::new();
    let mut place = Some(EntryPlace::start_of(key));
    while let Some(from) = place {
        let page = page(session, seq, from, CHUNK).await?;
        place = page.next.filter(|place| place.authority == key);
        entries.extend(
            page.entries
                .into_iter()
                .filter(|entry| entry.authority == authority),
        );
    }
    Ok(entries)
}

/// The two texts of a record, before and after.
type Sides = (Option<String>, Option<String>);

async fn page(
    session: &mut Session<'_>,
    seq: Sequence,
    from: EntryPlace,
    limit: u32,
) -> Result<EntriesPage, StoreError> {
    let mut sides: BTreeMap<EntryPlace, Sides> = BTreeMap::new();
    for (place, body) in side(session, FOUND_BY_CHANGE, seq, from, limit).await? {
        sides.entry(place).or_default().0 = Some(body);
    }
    for (place, body) in side(session, LEFT_BY_CHANGE, seq, from, limit).await? {
        sides.entry(place).or_default().1 = Some(body);
    }
    // Both sides were read up to the limit in the same order, so the first
    // entries of the two together are whole.
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = sides.len() >= wanted;
    let keys = keys(session).await?;
    let mut page = EntriesPage::default();
    for (place, (before, after)) in sides.into_iter().take(wanted) {
        page.next = more.then_some(place);
        let Some(authority) = keys.get(&place.authority).copied() else {
            return Err(StoreError::Altered(format!(
                "authority {} is missing",
                place.authority
            )));
        };
        let kind = kind(place.kind)?;
        let text =
            |body: Option<String>| body.map(|body| read(kind, place.record, &body)).transpose();
        let (before, after) = (text(before)?, text(after)?);
        page.entries.push(ChangeEntry {
            authority,
            kind,
            id: RecordId(place.record),
            before,
            after,
        });
    }
    Ok(page)
}

async fn side(
    session: &mut Session<'_>,
    statement: &'static str,
    seq: Sequence,
    from: EntryPlace,
    limit: u32,
) -> Result<Vec<(EntryPlace, String)>, StoreError> {
    let rows: Vec<(i32, i16, Uuid, String)> = on!(session, |connection| {
        sqlx::query_as(statement)
            .bind(seq.cast_signed())
            .bind(from.authority)
            .bind(from.kind)
            .bind(from.record)
            .bind(i64::from(limit))
            .fetch_all(&mut **connection)
            .await
    })?;
    let place = |(authority, kind, record, body)| {
        (
            EntryPlace {
                authority,
                kind,
                record,
            },
            body,
        )
    };
    Ok(rows.into_iter().map(place).collect())
}

async fn keys(session: &mut Session<'_>) -> Result<BTreeMap<i32, AuthorityId>, StoreError> {
    let rows: Vec<(i32, Uuid)> = on!(session, |connection| sqlx::query_as(KEYS)
        .fetch_all(&mut **connection)
        .await)?;
    Ok(rows
        .into_iter()
        .map(|(key, id)| (key, AuthorityId(id)))
        .collect())
}
