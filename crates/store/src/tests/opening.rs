use super::on_both;
use super::support::*;
use crate::{DatabaseUrl, OpenError, Store};

on_both! {
    async fn a_database_of_an_earlier_version_is_brought_up_to_date(database: TestDatabase) {
        let council = authority("1", "Northshire");
        let store = database.open().await;
        made(&store, council.id, "first", vec![put(council.clone())]).await;
        store.close().await;
        let before = "DROP TABLE reference_release; DELETE FROM migration WHERE number = 3";
        database.tamper(before).await.expect("as it was before");
        let store = database.open().await;
        assert!(store.loaded_releases().await.expect("the releases").is_empty());
        assert_eq!(store.authorities().await.expect("authorities"), [council]);
    }

    async fn a_database_of_a_newer_version_is_refused_with_what_to_do(database: TestDatabase) {
        database.open().await.close().await;
        database.tamper("INSERT INTO migration (number) VALUES (99)").await.expect("tampered");
        let refused = Store::open(&database.url).await.expect_err("refused").to_string();
        assert!(refused.contains("written by a newer version"), "{refused}");
        assert!(refused.contains("step 99"), "{refused}");
    }
}

#[tokio::test]
async fn a_file_that_is_something_else_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.db");
    fs_err::write(
        &path,
        "Dear council, this is a letter and no database at all.",
    )
    .expect("written");
    let refused = Store::open(&DatabaseUrl::Sqlite(path.clone()))
        .await
        .expect_err("refused");
    assert!(matches!(refused, OpenError::NotOurs(_)), "{refused}");
    assert!(
        fs_err::read_to_string(&path)
            .expect("read")
            .starts_with("Dear council")
    );
}

#[tokio::test]
async fn a_database_of_another_program_is_refused() {
    let database = TestDatabase::sqlite();
    fs_err::write(database.url.file().expect("a file"), "").expect("an empty file");
    database
        .tamper("CREATE TABLE theirs (id INTEGER)")
        .await
        .expect("a table");
    let refused = Store::open(&database.url).await.expect_err("refused");
    assert!(matches!(refused, OpenError::NotOurs(_)), "{refused}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let refused = Store::open(&DatabaseUrl::Sqlite("/nowhere/at/all.db".into())).await;
    let refused = refused.expect_err("refused").to_string();
    assert_eq!(
        refused,
        "the folder of /nowhere/at/all.db does not exist; make it, or name another file"
    );
}
