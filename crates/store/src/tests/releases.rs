use holdfast_reference::{Area, Measure};
use jiff::civil::date;

use super::on_both;
use super::support::*;
use crate::{Load, ReleaseFile, Store, UndoError};

/// Lines of the department's own file.
const CUT: &str = include_str!("../../../reference/tests/data/indicators_cut.csv");

fn file(text: &str) -> ReleaseFile {
    ReleaseFile::read("indicators.csv", text.into(), None).expect("a sound file")
}

/// The cut as a later release would have it: a year on, and one figure of the
/// past revised.
fn later() -> String {
    CUT.replace("\n2025,", "\n2026,")
        .replace("\n2024,", "\n2025,")
        .replace("36402", "36403")
}

#[track_caller]
fn added(load: Load) -> u64 {
    match load {
        Load::Added { seq, .. } => seq,
        Load::AlreadyHeld { .. } => panic!("held already"),
    }
}

async fn load(store: &Store, file: ReleaseFile) -> Load {
    let load = store.put_release(file, "Jo Ash", noon(1)).await;
    load.expect("the database answers")
}

async fn put(store: &Store, text: &str) -> u64 {
    added(load(store, file(text)).await)
}

/// What the releases say of England's headcount in 2025, newest first.
async fn people(store: &Store) -> Vec<(String, String)> {
    let releases = store.releases().await.expect("the releases");
    let values = releases.every_value(Area::England, 2025, Measure::InPostHeadcount);
    values
        .map(|(value, release)| (release.key(), value.to_string()))
        .collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |pair: &(&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
    all.iter().map(own).collect()
}

on_both! {
    async fn a_loaded_release_stands_beside_the_shipped_ones(database: TestDatabase) {
        let store = database.open().await;
        assert_eq!(people(&store).await, pairs(&[("2025", "38292")]));
        let day = Some(date(2027, 2, 25));
        let dated = ReleaseFile::read("indicators.csv", later().into(), day).expect("a sound file");
        let Load::Added { seq, revision, .. } = load(&store, dated).await else { panic!("held already") };
        assert_eq!(seq, 1);
        // Of 14 rows 8 are of 2026; the other 6 have 22 figures each. Those of 2025 are really
        // the 44 of 2024 for England and Norfolk, of which 1 stayed the same in 2025.
        assert_eq!((revision.compared, revision.revised), (132, 43));
        let both = pairs(&[("2026", "36403"), ("2025", "38292")]);
        assert_eq!(people(&store).await, both);
        store.close().await;

        let store = database.open().await;
        assert_eq!(people(&store).await, both);
        let loaded = store.loaded_releases().await.expect("the releases");
        let [only] = loaded.as_slice() else { panic!("not one release") };
        assert_eq!((only.release.key().as_str(), only.file.as_str()), ("2026", "indicators.csv"));
        assert_eq!(only.release.published(), Some(date(2027, 2, 25)));
        assert_eq!((only.change.seq, only.change.actor.as_str()), (1, "Jo Ash"));
    }

    async fn a_release_that_is_held_changes_nothing(database: TestDatabase) {
        let store = database.open().await;
        put(&store, &later()).await;
        let again = later().replace('\n', "\r\n");
        let Load::AlreadyHeld { release, loaded } = load(&store, file(&again)).await else { panic!("added again") };
        assert_eq!((release.key().as_str(), loaded.map(|change| change.seq)), ("2026", Some(1)));
        assert_eq!(store.changes(None, 10, None).await.expect("the log").len(), 1);
    }

    async fn a_correction_of_a_release_comes_before_it(database: TestDatabase) {
        let store = database.open().await;
        let corrected = CUT.replace("38292", "38293");
        let older = CUT.replace("\n2025,", "\n2023,");
        put(&store, &corrected).await;
        assert_eq!(people(&store).await, pairs(&[("2025-2", "38293"), ("2025", "38292")]));
        put(&store, &older).await;
        assert_eq!(people(&store).await, pairs(&[("2025-2", "38293"), ("2025", "38292")]));
    }

    async fn the_log_has_the_loading_with_who_and_what(database: TestDatabase) {
        let store = database.open().await;
        put(&store, &later()).await;
        let log = store.changes(None, 10, None).await.expect("the log");
        let [change] = log.as_slice() else { panic!("not one change") };
        assert_eq!((change.kind.as_str(), change.title.as_str()), ("reference", "Published figures of 2026"));
        assert_eq!((change.actor.as_str(), change.at, change.records), ("Jo Ash", noon(1), 0));
        let note = change.note.as_deref().unwrap_or_default();
        assert!(note.contains("reporting year 2026, indicators 2018 to 2026"), "{note}");
        assert!(store.entries(1, None, 10).await.expect("the entries").entries.is_empty());
        let council = authority("1", "Northshire");
        made(&store, council.id, "first", vec![super::support::put(council.clone())]).await;
        let own = store.changes(None, 10, Some(council.id)).await.expect("the log");
        assert_eq!(own.iter().map(|change| change.seq).collect::<Vec<_>>(), [2]);
    }

    async fn a_release_is_withdrawn_by_undo_and_loaded_again_by_undoing_that(database: TestDatabase) {
        let store = database.open().await;
        put(&store, &later()).await;
        let receipt = undo(&store, 1).await.expect("undone");
        assert_eq!((receipt.seq, receipt.records), (Some(2), 1));
        assert_eq!(people(&store).await, pairs(&[("2025", "38292")]));
        assert!(matches!(undo(&store, 1).await, Err(UndoError::AlreadyUndone { .. })));
        undo(&store, 2).await.expect("redone");
        let both = pairs(&[("2026", "36403"), ("2025", "38292")]);
        assert_eq!(people(&store).await, both);
        assert_eq!(people(&database.open().await).await, both);
        undo(&store, 3).await.expect("undone again");
        assert_eq!(people(&store).await, pairs(&[("2025", "38292")]));
    }

    async fn a_withdrawal_that_was_made_good_is_not_undone_twice(database: TestDatabase) {
        let store = database.open().await;
        put(&store, &later()).await;
        undo(&store, 1).await.expect("undone");
        assert_eq!(put(&store, &later()).await, 3);
        let refused = undo(&store, 2).await.expect_err("blocked");
        assert!(matches!(refused, UndoError::Blocked { .. }), "{refused}");
    }

    async fn what_another_program_loads_is_seen(database: TestDatabase) {
        let (one, other) = (database.open().await, database.open().await);
        assert_eq!(people(&one).await.len(), 1);
        put(&other, &later()).await;
        assert_eq!(people(&one).await.len(), 2);
        undo(&other, 1).await.expect("undone");
        assert_eq!(people(&one).await.len(), 1);
    }

    async fn a_loaded_release_cannot_be_altered_even_past_the_store(database: TestDatabase) {
        let store = database.open().await;
        put(&store, &later()).await;
        for statement in [
            "UPDATE reference_release SET file = 'another.csv'",
            "UPDATE reference_release SET published = '2020-01-01', until = 9",
            "DELETE FROM reference_release",
        ] {
            let refused = database.tamper(statement).await.expect_err(statement).to_string();
            assert!(refused.contains("never"), "{statement}: {refused}");
        }
        assert_eq!(people(&store).await.len(), 2);
    }
}
