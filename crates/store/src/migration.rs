//! The tables: made in a new database, brought up to date in an old one.

use sqlx::AssertSqlSafe;

use crate::database::{Database, Session, Writing, on};

/// What is to be done to the tables, in order. What was published is never altered.
const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        tables: include_str!("migrations/0001-records.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 2,
        tables: "",
        sqlite: include_str!("migrations/0002-append-only-sqlite.sql"),
        postgres: include_str!("migrations/0002-append-only-postgres.sql"),
    },
    Migration {
        number: 3,
        tables: include_str!("migrations/0003-releases.sql"),
        sqlite: include_str!("migrations/0003-releases-kept-sqlite.sql"),
        postgres: include_str!("migrations/0003-releases-kept-postgres.sql"),
    },
];

/// The number of the newest migration that this version knows.
pub(crate) const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].number;

/// One step of the tables.
struct Migration {
    number: i64,
    /// In PostgreSQL's words, which are translated for SQLite.
    tables: &'static str,
    /// What follows in SQLite, in words of its own.
    sqlite: &'static str,
    /// What follows in PostgreSQL.
    postgres: &'static str,
}

/// PostgreSQL's words and SQLite's. Tables are strict, because SQLite would
/// otherwise make numbers of identifiers.
const WORDS: &[(&str, &str)] = &[
    (" UUID", " BLOB"),
    (" BYTEA", " BLOB"),
    (" BIGINT", " INTEGER"),
    (" SMALLINT", " INTEGER"),
    ("\n); -- clustered", "\n) STRICT, WITHOUT ROWID;"),
    ("\n);", "\n) STRICT;"),
];

const MAKE_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY)";
const NUMBERS: &str = "SELECT COALESCE(MAX(number), 0) FROM migration";
const DONE: &str = "INSERT INTO migration (number) VALUES ($1)";
const TABLES_SQLITE: &str =
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'";
const TABLES_POSTGRES: &str = "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('migration')";
/// Two programs may open a new database at once: one makes the tables.
const ONE_AT_A_TIME: &str = "SELECT pg_advisory_xact_lock(1215261796)";

/// Why the tables could not be brought up to date.
#[derive(Debug)]
pub(crate) enum MigrationError {
    /// A newer version of the program has been here.
    Newer(i64),
    Database(sqlx::Error),
}

impl From<sqlx::Error> for MigrationError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl Migration {
    fn for_sqlite(&self) -> String {
        let tables = WORDS
            .iter()
            .fold(self.tables.to_owned(), |text, (from, to)| {
                text.replace(from, to)
            });
        tables + self.sqlite
    }

    fn for_postgres(&self) -> String {
        self.tables.to_owned() + self.postgres
    }
}

/// The number of the last migration of a database; nought where there is none.
pub(crate) async fn reached(session: &mut Session<'_>) -> Result<i64, sqlx::Error> {
    let tables: i64 = match session {
        Session::Sqlite(connection) => {
            sqlx::query_scalar(TABLES_SQLITE)
                .fetch_one(&mut **connection)
                .await?
        }
        Session::Postgres(connection) => {
            sqlx::query_scalar(TABLES_POSTGRES)
                .fetch_one(&mut **connection)
                .await?
        }
    };
    if tables == 0 {
        return Ok(0);
    }
    on!(session, |connection| sqlx::query_scalar(NUMBERS)
        .fetch_one(&mut **connection)
        .await)
}

/// Brings the tables up to date, whoever else may be about it.
pub(crate) async fn migrate(database: &Database) -> Result<(), MigrationError> {
    let reached = reached(&mut database.read().await?.session()).await?;
    if reached > NEWEST {
        return Err(MigrationError::Newer(reached));
    }
    if reached < NEWEST {
        migrate_alone(database.begin().await?).await
    } else {
        Ok(())
    }
}

async fn migrate_alone(mut writing: Writing) -> Result<(), MigrationError> {
    let mut session = writing.session();
    if let Session::Postgres(connection) = &mut session {
        sqlx::query(ONE_AT_A_TIME)
            .execute(&mut **connection)
            .await?;
    }
    run(&mut session, MAKE_TABLE.to_owned()).await?;
    let reached = reached(&mut session).await?;
    for migration in MIGRATIONS
        .iter()
        .filter(|migration| migration.number > reached)
    {
        let text = match session {
            Session::Sqlite(_) => migration.for_sqlite(),
            Session::Postgres(_) => migration.for_postgres(),
        };
        run(&mut session, text).await?;
        on!(&mut session, |connection| {
            sqlx::query(DONE)
                .bind(migration.number)
                .execute(&mut **connection)
                .await
                .map(drop)
        })?;
    }
    Ok(writing.commit().await?)
}

/// Runs statements that hold no value from outside.
async fn run(session: &mut Session<'_>, text: String) -> Result<(), sqlx::Error> {
    on!(session, |connection| {
        sqlx::raw_sql(AssertSqlSafe(text))
            .execute(&mut **connection)
            .await
            .map(drop)
    })
}
