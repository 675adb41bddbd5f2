use sqlx::{AssertSqlSafe, Executor as _, Row as _, SqlSafeStr as _};

use super::on_both;
use super::support::TestDatabase;
use crate::database::{Session, Statement};
use crate::{door, history, load, log, release, undo, upload, write};

const ALL: &[(&str, Statement)] = &[
    ("door::LAST", Statement::same(door::LAST)),
    ("door::ADD_CHANGE", Statement::same(door::ADD_CHANGE)),
    ("door::LAST_WRITER", Statement::same(door::LAST_WRITER)),
    ("history::VERSIONS", history::VERSIONS),
    ("load::HEAD", Statement::same(load::HEAD)),
    ("load::PRESENT", Statement::same(load::PRESENT)),
    ("load::WRITTEN", Statement::same(load::WRITTEN)),
    ("load::ENDED", Statement::same(load::ENDED)),
    ("load::AUTHORITIES", Statement::same(load::AUTHORITIES)),
    ("log::CHANGES", Statement::same(log::CHANGES)),
    (
        "log::CHANGES_OF_AUTHORITY",
        Statement::same(log::CHANGES_OF_AUTHORITY),
    ),
    ("log::CHANGES_BY_NUMBER", log::CHANGES_BY_NUMBER),
    ("log::LEFT_BY_CHANGE", Statement::same(log::LEFT_BY_CHANGE)),
    (
        "log::FOUND_BY_CHANGE",
        Statement::same(log::FOUND_BY_CHANGE),
    ),
    ("log::KEYS", Statement::same(log::KEYS)),
    ("release::RELEASES", Statement::same(release::RELEASES)),
    ("release::MARK", Statement::same(release::MARK)),
    (
        "release::ADD_RELEASE",
        Statement::same(release::ADD_RELEASE),
    ),
    ("release::TOUCHED", Statement::same(release::TOUCHED)),
    ("release::WITHDRAW", Statement::same(release::WITHDRAW)),
    ("release::REINSTATE", Statement::same(release::REINSTATE)),
    ("undo::REACHED", Statement::same(undo::REACHED)),
    ("undo::LATER_WRITERS", Statement::same(undo::LATER_WRITERS)),
    ("upload::PUT", Statement::same(upload::PUT)),
    ("upload::GET", Statement::same(upload::GET)),
    ("upload::DELETE", Statement::same(upload::DELETE)),
    ("upload::EXPIRE", Statement::same(upload::EXPIRE)),
    (
        "write::ADD_AUTHORITY",
        Statement::same(write::ADD_AUTHORITY),
    ),
    ("write::ADD_REACH", Statement::same(write::ADD_REACH)),
    ("write::END", write::END),
];

on_both! {
    async fn every_statement_prepares(database: TestDatabase) {
        let store = database.open().await;
        let mut reading = store.read().await.expect("a connection");
        for (name, statement) in ALL {
            match reading.session() {
                Session::Sqlite(it) => drop(it.prepare(statement.sqlite.into_sql_str()).await.expect(name)),
                Session::Postgres(it) => drop(it.prepare(statement.postgres.into_sql_str()).await.expect(name)),
            }
        }
        if let Session::Postgres(it) = reading.session() {
            it.prepare(write::ADD_VERSIONS_POSTGRES.into_sql_str()).await.expect("ADD_VERSIONS_POSTGRES");
        }
    }
}

/// Versions grow without end, so that each statement has to find its own by an index.
#[tokio::test]
async fn no_statement_reads_all_versions_of_all_authorities() {
    let database = TestDatabase::sqlite();
    let store = database.open().await;
    let mut reading = store.read().await.expect("a connection");
    let Session::Sqlite(connection) = reading.session() else {
        panic!("not SQLite")
    };
    for (name, statement) in ALL {
        let plan = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sqlite));
        let rows = sqlx::query(plan)
            .fetch_all(&mut *connection)
            .await
            .expect(name);
        for row in rows {
            let step: String = row.get("detail");
            assert!(!step.contains("SCAN version"), "{name}: {step}");
        }
    }
}
