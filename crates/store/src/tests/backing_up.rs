use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::support::*;
use crate::{BackupError, DatabaseUrl, Existing, RestoreError, Store, restore};

/// A database with one authority and one team, and a backup of it.
async fn backed_up(
    database: &TestDatabase,
) -> (
    Store,
    holdfast_workforce::id::AuthorityId,
    std::path::PathBuf,
) {
    let store = database.open().await;
    let council = authority("1", "Northshire");
    made(
        &store,
        council.id,
        "first",
        vec![put(council.clone()), put(team("N", None))],
    )
    .await;
    let file = database.folder.path().join("backup.db");
    let report = store.backup(&file).await.expect("a backup");
    assert_eq!(report.last_change, 1);
    (store, council.id, file)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_others_write_is_whole() {
    let database = TestDatabase::sqlite();
    let (store, council, _) = backed_up(&database).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn({
        let (store, stop) = (store.clone(), stop.clone());
        async move {
            while !stop.load(Ordering::Relaxed) {
                made(
                    &store,
                    council,
                    "more",
                    vec![put(team(
                        &new_id::<holdfast_workforce::id::RecordId>().to_string(),
                        None,
                    ))],
                )
                .await;
            }
        }
    });
    for number in 0..5 {
        let file = database.folder.path().join(format!("{number}.db"));
        let report = store.backup(&file).await.expect("a backup");
        let copy = Store::open(&DatabaseUrl::Sqlite(file))
            .await
            .expect("it opens");
        let workforce = copy.workforce(council).await.expect("the snapshot");
        assert_eq!(workforce.as_of(), report.last_change);
        assert_eq!(workforce.teams().len() as u64, report.last_change);
    }
    stop.store(true, Ordering::Relaxed);
    writing.await.expect("the writer ends well");
}

#[tokio::test]
async fn a_backup_never_takes_the_place_of_a_file() {
    let database = TestDatabase::sqlite();
    let (store, _, file) = backed_up(&database).await;
    assert!(matches!(
        store.backup(&file).await,
        Err(BackupError::Exists(_))
    ));
}

#[tokio::test]
async fn a_restore_brings_back_what_was_and_keeps_what_is() {
    let database = TestDatabase::sqlite();
    let (store, council, file) = backed_up(&database).await;
    made(&store, council, "later", vec![put(team("S", None))]).await;
    store.close().await;
    let aside = database.folder.path().join("aside.db");
    let refused = restore(&file, &database.url, Existing::Keep).await;
    assert!(matches!(refused, Err(RestoreError::Exists(_))));
    let report = restore(&file, &database.url, Existing::MoveTo(aside.clone()))
        .await
        .expect("restored");
    assert_eq!(
        (report.last_change, report.moved_to.as_ref()),
        (1, Some(&aside))
    );
    assert_eq!(teams(&database.open().await, council).await, ["N"]);
    let kept = Store::open(&DatabaseUrl::Sqlite(aside))
        .await
        .expect("it opens");
    assert_eq!(teams(&kept, council).await, ["N", "S"]);
}

#[tokio::test]
async fn a_restore_makes_a_database_where_there_is_none() {
    let database = TestDatabase::sqlite();
    let (_, council, file) = backed_up(&database).await;
    let url = DatabaseUrl::Sqlite(database.folder.path().join("new.db"));
    restore(&file, &url, Existing::Keep)
        .await
        .expect("restored");
    assert_eq!(
        teams(&Store::open(&url).await.expect("it opens"), council).await,
        ["N"]
    );
}

#[tokio::test]
async fn a_database_in_use_is_not_replaced() {
    let database = TestDatabase::sqlite();
    let (store, council, file) = backed_up(&database).await;
    let aside = database.folder.path().join("aside.db");
    let refused = restore(&file, &database.url, Existing::MoveTo(aside.clone())).await;
    assert!(
        matches!(refused, Err(RestoreError::InUse(_))),
        "{refused:?}"
    );
    assert!(!aside.exists());
    assert_eq!(teams(&store, council).await, ["N"]);
}

#[tokio::test]
async fn a_damaged_backup_is_not_restored() {
    let database = TestDatabase::sqlite();
    let (store, council, file) = backed_up(&database).await;
    store.close().await;
    let mut bytes = fs_err::read(&file).expect("read");
    let (from, until) = (4_096 * 2, 4_096 * 6);
    bytes[from..until].fill(0x5a);
    let damaged = database.folder.path().join("damaged.db");
    fs_err::write(&damaged, bytes).expect("written");
    let aside = database.folder.path().join("aside.db");
    let refused = restore(&damaged, &database.url, Existing::MoveTo(aside.clone())).await;
    assert!(
        matches!(refused, Err(RestoreError::Damaged { .. })),
        "{refused:?}"
    );
    assert!(!aside.exists());
    assert_eq!(teams(&database.open().await, council).await, ["N"]);
}

#[tokio::test]
async fn a_file_that_is_no_backup_is_not_restored() {
    let database = TestDatabase::sqlite();
    let letter = database.folder.path().join("letter.txt");
    fs_err::write(&letter, "Dear council").expect("written");
    let refused = restore(&letter, &database.url, Existing::Keep).await;
    assert!(
        matches!(refused, Err(RestoreError::NotOurs(_))),
        "{refused:?}"
    );
    let nothing = restore(
        &database.folder.path().join("none"),
        &database.url,
        Existing::Keep,
    )
    .await;
    assert!(matches!(nothing, Err(RestoreError::NoBackup(_))));
}

#[tokio::test]
async fn postgresql_names_its_own_tools() {
    let url: DatabaseUrl = "postgres://jo@db/work".parse().expect("an address");
    let refused = restore(std::path::Path::new("backup.db"), &url, Existing::Keep).await;
    assert!(
        refused
            .expect_err("refused")
            .to_string()
            .contains("pg_restore")
    );
}
