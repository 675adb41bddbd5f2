//! The two databases, side by side: how each is connected to, read and written.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

/// How long a writer waits for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long it is before a locked file is tried again.
const A_MOMENT: Duration = Duration::from_millis(20);

/// Takes the turn to write; readers go on. Every writer of the tables asks for it.
const TAKE_TURN_SQLITE: &str = "BEGIN IMMEDIATE";
const TAKE_TURN_POSTGRES: &str =
    "SET LOCAL lock_timeout = '60s'; LOCK TABLE change IN SHARE ROW EXCLUSIVE MODE";

/// Repeats one piece of code for both databases; what differs is inferred.
macro_rules! on {
    ($session:expr, |$connection:ident| $body:expr) => {
        match $session {
            $crate::database::Session::Sqlite($connection) => $body,
            $crate::database::Session::Postgres($connection) => $body,
        }
    };
}
pub(crate) use on;

/// An open database.
pub(crate) enum Database {
    /// One connection writes, the others read.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

/// A connection to read from, lent by the database.
pub(crate) enum Reading {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// The turn to write: a transaction that no other writer can overtake. It is
/// rolled back unless committed.
pub(crate) enum Writing {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A connection in use.
pub(crate) enum Session<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// One meaning in the words of both databases.
#[derive(Clone, Copy)]
pub(crate) struct Statement {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Statement {
    /// Words that both databases understand alike.
    #[cfg(test)]
    pub(crate) const fn same(text: &'static str) -> Self {
        Self {
            sqlite: text,
            postgres: text,
        }
    }
}

impl Database {
    pub(crate) async fn sqlite(path: &Path) -> Result<Self, sqlx::Error> {
        let options = sqlite_options(path).create_if_missing(true);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE);
        // The writer comes first: it makes the file and turns on its write-ahead log.
        let writing = options.clone().pragma("cache_size", "-65536");
        let writer = once_free(|| writer.clone().connect_with(writing.clone())).await?;
        let readers = SqlitePoolOptions::new().max_connections(4);
        let reading = options.pragma("query_only", "ON");
        let readers = once_free(|| readers.clone().connect_with(reading.clone())).await?;
        Ok(Self::Sqlite { readers, writer })
    }

    pub(crate) async fn postgres(
        options: sqlx::postgres::PgConnectOptions,
    ) -> Result<Self, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(8);
        Ok(Self::Postgres(pool.connect_with(options).await?))
    }

    pub(crate) async fn read(&self) -> Result<Reading, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Reading::Sqlite(readers.acquire().await?),
            Self::Postgres(pool) => Reading::Postgres(pool.acquire().await?),
        })
    }

    /// Starts a transaction that may write anything but records, or make tables.
    pub(crate) async fn begin(&self) -> Result<Writing, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { writer, .. } => {
                Writing::Sqlite(writer.begin_with(TAKE_TURN_SQLITE).await?)
            }
            Self::Postgres(pool) => Writing::Postgres(pool.begin().await?),
        })
    }

    /// Starts the transaction of the only writer of records.
    pub(crate) async fn take_turn(&self) -> Result<Writing, sqlx::Error> {
        let mut writing = self.begin().await?;
        if let Writing::Postgres(transaction) = &mut writing {
            sqlx::raw_sql(TAKE_TURN_POSTGRES)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(writing)
    }

    /// Closes all connections; what is open is waited for.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Tries again while another program holds the whole file: SQLite does not wait
/// by itself while it turns on the write-ahead log of a new one.
async fn once_free<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, sqlx::Error>
where
    F: Future<Output = Result<T, sqlx::Error>>,
{
    let began = Instant::now();
    loop {
        match attempt().await {
            Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => {
                tokio::time::sleep(A_MOMENT).await;
            }
            outcome => return outcome,
        }
    }
}

/// SQLite's code for a file that somebody else has locked.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.as_deref() == Some("5")
}

/// What every connection to a file must keep to. Nothing acknowledged may be
/// lost, hence the full synchronisation.
pub(crate) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // Without it, INSERT OR REPLACE would delete past the triggers.
        .pragma("recursive_triggers", "ON")
        // A large import leaves a large log; afterwards the disk gets it back.
        .pragma("journal_size_limit", "67108864")
        .row_buffer_size(512)
}

impl Reading {
    pub(crate) fn session(&mut self) -> Session<'_> {
        match self {
            Self::Sqlite(connection) => Session::Sqlite(connection),
            Self::Postgres(connection) => Session::Postgres(connection),
        }
    }
}

impl Writing {
    pub(crate) fn session(&mut self) -> Session<'_> {
        match self {
            Self::Sqlite(transaction) => Session::Sqlite(transaction),
            Self::Postgres(transaction) => Session::Postgres(transaction),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }
}

impl Session<'_> {
    /// The words of a statement for this database.
    pub(crate) fn words(&self, statement: Statement) -> &'static str {
        match self {
            Self::Sqlite(_) => statement.sqlite,
            Self::Postgres(_) => statement.postgres,
        }
    }
}
