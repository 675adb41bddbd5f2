//! Writing versions: many rows to a statement, in the order of their keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::{Change, Sequence, Workforce};
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, PgConnection, Sqlite, SqliteConnection};
use uuid::Uuid;

use crate::StoreError;
use crate::database::{Session, Statement, on};
use crate::history::hex_list;

pub(crate) const ADD_AUTHORITY: &str = "INSERT INTO authority (key, id)
    SELECT COALESCE(MAX(key), 0) + 1, $1 FROM authority";

pub(crate) const ADD_REACH: &str =
    "INSERT INTO reach (authority, seq, records) VALUES ($1, $2, $3)";

/// Ends the present versions of some records of a kind.
pub(crate) const END: Statement = Statement {
    sqlite: "UPDATE version SET until = $1
    WHERE authority = $2 AND kind = $3 AND until IS NULL
        AND record IN (SELECT unhex(value) FROM json_each($4))",
    postgres: "UPDATE version SET until = $1
    WHERE authority = $2 AND kind = $3 AND until IS NULL AND record = ANY($4)",
};

pub(crate) const ADD_VERSIONS_POSTGRES: &str =
    "INSERT INTO version (authority, since, kind, record, body)
    SELECT $1, $2, new.kind, new.record, new.body
    FROM UNNEST($3::SMALLINT[], $4::UUID[], $5::TEXT[]) AS new (kind, record, body)";

/// Rows to a statement; more gain nothing.
const ROWS_SQLITE: usize = 256;
const ROWS_POSTGRES: usize = 4_000;
const ROWS_TO_END: usize = 1_000;

static FULL_BATCH: LazyLock<String> = LazyLock::new(|| add_versions(ROWS_SQLITE));

/// The statement that adds some versions. Its places have no numbers, because
/// SQLite looks for numbered ones one by one.
pub(crate) fn add_versions(rows: usize) -> String {
    let mut text = "INSERT INTO version (authority, since, kind, record, body) VALUES ".to_owned();
    for row in 0..rows {
        text.push_str(if row == 0 {
            "(?,?,?,?,?)"
        } else {
            ",(?,?,?,?,?)"
        });
    }
    text
}

/// Gives a new authority its key.
pub(crate) async fn add_authority(
    session: &mut Session<'_>,
    authority: AuthorityId,
) -> Result<(), StoreError> {
    on!(session, |connection| {
        sqlx::query(ADD_AUTHORITY)
            .bind(authority.0)
            .execute(&mut **connection)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Writes what a change does to the records of one authority. The changes
/// come in the order of their subjects, each subject once.
pub(crate) async fn write(
    session: &mut Session<'_>,
    key: i32,
    seq: Sequence,
    before: &Workforce,
    changes: &[Change],
) -> Result<(), StoreError> {
    for (kind, ids) in ended(before, changes) {
        for ids in ids.chunks(ROWS_TO_END) {
            end(session, key, seq, kind, ids).await?;
        }
    }
    let puts = changes.iter().filter_map(|change| match change {
        Change::Put(record) => Some(record),
        Change::Remove(..) => None,
    });
    let puts: Vec<_> = puts.collect();
    match session {
        Session::Sqlite(connection) => add_sqlite(connection, key, seq, &puts).await?,
        Session::Postgres(connection) => add_postgres(connection, key, seq, &puts).await?,
    }
    let (number, records) = (
        seq.cast_signed(),
        i64::try_from(changes.len()).unwrap_or(i64::MAX),
    );
    on!(session, |connection| {
        let query = sqlx::query(ADD_REACH).bind(key).bind(number).bind(records);
        query.execute(&mut **connection).await.map(drop)
    })?;
    Ok(())
}

/// The records that stood before and are written or taken away, by kind.
fn ended(before: &Workforce, changes: &[Change]) -> BTreeMap<Kind, Vec<Uuid>> {
    let mut ended: BTreeMap<Kind, Vec<Uuid>> = BTreeMap::new();
    for (kind, id) in changes.iter().map(Change::subject) {
        if before.since(kind, id).is_some() {
            ended.entry(kind).or_default().push(id.0);
        }
    }
    ended
}

async fn end(
    session: &mut Session<'_>,
    key: i32,
    seq: Sequence,
    kind: Kind,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    let (statement, seq, number) = (session.words(END), seq.cast_signed(), kind.number());
    let rows = match session {
        Session::Sqlite(connection) => {
            let query = sqlx::query(statement).bind(seq).bind(key).bind(number);
            let query = query.bind(hex_list(ids));
            query.execute(&mut **connection).await?.rows_affected()
        }
        Session::Postgres(connection) => {
            let query = sqlx::query(statement).bind(seq).bind(key).bind(number);
            let query = query.bind(ids);
            query.execute(&mut **connection).await?.rows_affected()
        }
    };
    if usize::try_from(rows) == Ok(ids.len()) {
        return Ok(());
    }
    let (wanted, kinds) = (ids.len(), kind.plural());
    Err(StoreError::Altered(format!(
        "of {wanted} {kinds} that are to be written again, {rows} stand as they were read"
    )))
}

/// Adds versions. SQLite works on a thread of its own: while it takes a batch,
/// the next one is put into words.
async fn add_sqlite(
    connection: &mut SqliteConnection,
    key: i32,
    seq: Sequence,
    records: &[&Record],
) -> Result<(), StoreError> {
    let mut batches = records.chunks(ROWS_SQLITE);
    let mut ready = batches.next().map(|records| in_words(key, seq, records));
    while let Some(query) = ready.take() {
        let (taken, next) = tokio::join!(biased; query.execute(&mut *connection), async {
            batches.next().map(|records| in_words(key, seq, records))
        });
        taken?;
        ready = next;
    }
    Ok(())
}

/// The statement that adds a batch of versions.
fn in_words(
    key: i32,
    seq: Sequence,
    records: &[&Record],
) -> Query<'static, Sqlite, SqliteArguments> {
    let mut query = if records.len() == ROWS_SQLITE {
        sqlx::query(FULL_BATCH.as_str())
    } else {
        let text = AssertSqlSafe(add_versions(records.len()));
        sqlx::query(text).persistent(records.len() == 1)
    };
    for record in records {
        query = query.bind(key).bind(seq.cast_signed());
        query = query.bind(record.kind().number());
        query = query.bind(record.id().0).bind(record.json());
    }
    query
}

async fn add_postgres(
    connection: &mut PgConnection,
    key: i32,
    seq: Sequence,
    records: &[&Record],
) -> Result<(), StoreError> {
    for records in records.chunks(ROWS_POSTGRES) {
        let kinds: Vec<i16> = records
            .iter()
            .map(|record| record.kind().number())
            .collect();
        let ids: Vec<Uuid> = records.iter().map(|record| record.id().0).collect();
        let bodies: Vec<String> = records.iter().map(|record| record.json()).collect();
        let query = sqlx::query(ADD_VERSIONS_POSTGRES)
            .bind(key)
            .bind(seq.cast_signed());
        let query = query.bind(kinds).bind(ids).bind(bodies);
        query.execute(&mut *connection).await?;
    }
    Ok(())
}
