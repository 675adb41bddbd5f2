//! A database for each test, and short ways to say what is in it.

use std::future::Future;

use holdfast_workforce::codes::Service;
use holdfast_workforce::id::{AuthorityId, IdSource as _, RecordId, TeamId};
use holdfast_workforce::record::{Authority, Kind, Record, Team};
use holdfast_workforce::{Change, Seen, Workforce};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use crate::{DatabaseUrl, Receipt, Store, Submission, SubmitError, TimedIds, Undo, UndoError};

pub(crate) const VARIABLE: &str = "HOLDFAST_TEST_POSTGRES";

/// A database of one test's own.
pub(crate) struct TestDatabase {
    pub(crate) url: DatabaseUrl,
    pub(crate) folder: tempfile::TempDir,
    /// The address of the server and the schema on it.
    server: Option<(String, String)>,
}

fn run<F: Future<Output = ()>>(test: F) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(test);
}

pub(crate) fn with_sqlite<F: Future<Output = ()>>(test: impl FnOnce(TestDatabase) -> F) {
    run(test(TestDatabase::sqlite()));
}

/// Runs the test on the server of the variable. Without one it is not run and
/// says so; where everything has to be run, that is a failure.
pub(crate) fn with_postgres<F: Future<Output = ()>>(test: impl FnOnce(TestDatabase) -> F) {
    let Ok(server) = std::env::var(VARIABLE) else {
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "{VARIABLE} is not set"
        );
        println!("not run: set {VARIABLE} to postgres://… to run this test");
        return;
    };
    run(async {
        let schema = format!("test_{}", TimedIds.next_id().simple());
        let mut connection = PgConnection::connect(&server)
            .await
            .expect("the server answers");
        execute(&mut connection, &format!("CREATE SCHEMA {schema}")).await;
        let url = server
            .parse::<DatabaseUrl>()
            .expect("an address")
            .in_schema(&schema);
        let folder = tempfile::tempdir().expect("a folder");
        test(TestDatabase {
            url,
            folder,
            server: Some((server, schema.clone())),
        })
        .await;
        execute(&mut connection, &format!("DROP SCHEMA {schema} CASCADE")).await;
    });
}

async fn execute(connection: &mut PgConnection, text: &str) {
    sqlx::raw_sql(AssertSqlSafe(text.to_owned()))
        .execute(connection)
        .await
        .expect(text);
}

impl TestDatabase {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("test.db"));
        Self {
            url,
            folder,
            server: None,
        }
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url).await.expect("the database opens")
    }

    /// Runs a statement past the store, as somebody with a database tool would.
    pub(crate) async fn tamper(&self, text: &str) -> Result<(), sqlx::Error> {
        let text = text.to_owned();
        match &self.server {
            None => {
                let path = self.url.file().expect("a file").display().to_string();
                let mut connection = SqliteConnection::connect(&path).await?;
                sqlx::raw_sql(AssertSqlSafe(text))
                    .execute(&mut connection)
                    .await
                    .map(drop)
            }
            Some((server, schema)) => {
                let mut connection = PgConnection::connect(server).await?;
                let text = format!("SET search_path = {schema}; {text}");
                sqlx::raw_sql(AssertSqlSafe(text))
                    .execute(&mut connection)
                    .await
                    .map(drop)
            }
        }
    }
}

/// Noon on a day of January 2026.
pub(crate) fn noon(day: u8) -> Timestamp {
    format!("2026-01-{day:02}T12:00:00Z")
        .parse()
        .expect("a time")
}

pub(crate) fn new_id<T: From<RecordId>>() -> T {
    T::from(RecordId(TimedIds.next_id()))
}

pub(crate) fn authority(reference: &str, name: &str) -> Authority {
    let (reference, name) = (reference.into(), name.into());
    Authority {
        id: new_id(),
        reference,
        name,
        standard_week: None,
        records_from: None,
        employment_from: None,
    }
}

pub(crate) fn team(reference: &str, parent: Option<TeamId>) -> Team {
    Team {
        id: new_id(),
        reference: reference.into(),
        name: format!("{reference} team"),
        parent,
        service: Service::Children,
        spell: None,
    }
}

pub(crate) fn put(record: impl Into<Record>) -> Change {
    Change::Put(record.into())
}

pub(crate) fn submission(authority: AuthorityId, title: &str) -> Submission {
    Submission {
        actor: "Jo Ash".into(),
        kind: "test".into(),
        title: title.into(),
        note: None,
        at: noon(1),
        authorities: vec![authority],
        expects: Vec::new(),
    }
}

pub(crate) type Answer = Result<Receipt, SubmitError<std::convert::Infallible>>;

/// Submits changes that do not depend on what stands.
pub(crate) async fn submit(store: &Store, submission: Submission, changes: Vec<Change>) -> Answer {
    let mut changes = Some(changes);
    store
        .submit(submission, |_| Ok(changes.take().unwrap_or_default()))
        .await
}

/// Makes a change that is expected to pass; gives its number.
pub(crate) async fn made(
    store: &Store,
    authority: AuthorityId,
    title: &str,
    changes: Vec<Change>,
) -> u64 {
    let receipt = submit(store, submission(authority, title), changes)
        .await
        .expect(title);
    receipt.seq.expect("something changed")
}

pub(crate) async fn undo(store: &Store, seq: u64) -> Result<Receipt, UndoError> {
    store
        .undo(Undo {
            seq,
            actor: "Sam Oak".into(),
            at: noon(2),
        })
        .await
}

pub(crate) fn seen(workforce: &Workforce, team: &Team) -> Seen {
    Seen::of(workforce, Kind::Team, team.id).expect("the team stands")
}

/// The numbers of all teams, in order.
pub(crate) async fn teams(store: &Store, authority: AuthorityId) -> Vec<String> {
    let workforce = store.workforce(authority).await.expect("the snapshot");
    let mut found: Vec<_> = workforce
        .teams()
        .iter()
        .map(|team| team.reference.clone())
        .collect();
    found.sort();
    found
}
