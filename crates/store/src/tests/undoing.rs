use holdfast_workforce::Change;
use holdfast_workforce::record::Kind;

use super::on_both;
use super::support::*;
use crate::{Obstacle, UndoError};

on_both! {
    async fn an_undo_restores_exactly_what_stood_before(database: TestDatabase) {
        let store = database.open().await;
        let (council, north, south) = (authority("1", "Northshire"), team("N", None), team("S", None));
        let all = vec![put(council.clone()), put(north.clone()), put(south.clone())];
        made(&store, council.id, "first", all).await;
        let before = store.workforce(council.id).await.expect("the snapshot");
        let mut renamed = north.clone();
        renamed.name = "Renamed".into();
        let second = vec![
            put(renamed), put(team("E", Some(north.id))), Change::Remove(Kind::Team, south.id.into()),
        ];
        let seq = made(&store, council.id, "second", second).await;
        assert_eq!(teams(&store, council.id).await, ["E", "N"]);

        let receipt = undo(&store, seq).await.expect("undone");
        assert_eq!((receipt.seq, receipt.records), (Some(3), 3));
        let after = database.open().await.workforce(council.id).await.expect("the snapshot");
        assert_eq!(after.records().collect::<Vec<_>>(), before.records().collect::<Vec<_>>());
        let change = store.change(3).await.expect("the log").expect("change 3");
        assert_eq!((change.title.as_str(), change.undoes, change.actor.as_str()), ("Undo: second", Some(2), "Sam Oak"));
        assert_eq!(store.change(2).await.expect("the log").expect("change 2").undone_by, Some(3));
    }

    async fn undoing_an_undo_makes_the_change_again(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone())]).await;
        made(&store, council.id, "second", vec![put(north.clone())]).await;
        undo(&store, 2).await.expect("undone");
        assert!(teams(&store, council.id).await.is_empty());
        let twice = undo(&store, 2).await.expect_err("undone already").to_string();
        assert_eq!(
            twice,
            "change 2 was undone already, by Sam Oak at 2026-01-02 12:00 UTC; to make it again, undo change 3"
        );
        undo(&store, 3).await.expect("redone");
        assert_eq!(teams(&store, council.id).await, ["N"]);
        assert_eq!(store.change(4).await.expect("the log").expect("change 4").title, "Redo: second");
        undo(&store, 4).await.expect("undone again");
        assert!(teams(&database.open().await, council.id).await.is_empty());
    }

    async fn a_change_whose_records_were_written_again_is_not_undone(database: TestDatabase) {
        let store = database.open().await;
        let (council, mut north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        north.name = "Renamed".into();
        made(&store, council.id, "second", vec![put(north)]).await;
        let refused = undo(&store, 1).await.expect_err("blocked");
        assert_eq!(
            refused.to_string(),
            "change 1 cannot be undone, because change 2 (\u{201c}second\u{201d}, by Jo Ash at 2026-01-01 12:00 UTC) \
             wrote some of the same records; undo what came later first, newest first"
        );
        assert_eq!(store.changes(None, 10, None).await.expect("the log").len(), 2);
    }

    async fn a_change_whose_records_others_need_is_not_undone(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone())]).await;
        made(&store, council.id, "second", vec![put(north.clone())]).await;
        made(&store, council.id, "third", vec![put(team("N1", Some(north.id)))]).await;
        let refused = undo(&store, 2).await.expect_err("blocked");
        let UndoError::Blocked { by, .. } = refused else { panic!("{refused}") };
        assert!(matches!(by.as_slice(), [Obstacle::RefersTo(change)] if change.seq == 3));
        undo(&store, 3).await.expect("the later one first");
        undo(&store, 2).await.expect("then the earlier one");
    }

    async fn a_removal_that_was_made_good_is_not_undone_twice(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        made(&store, council.id, "second", vec![Change::Remove(Kind::Team, north.id.into())]).await;
        made(&store, council.id, "third", vec![put(north)]).await;
        let refused = undo(&store, 2).await.expect_err("blocked");
        let UndoError::Blocked { by, .. } = refused else { panic!("{refused}") };
        assert!(matches!(by.as_slice(), [Obstacle::Rewrote(change)] if change.seq == 3));
    }

    async fn the_first_import_of_two_authorities_can_be_undone_whole(database: TestDatabase) {
        let store = database.open().await;
        let councils = [authority("1", "Northshire"), authority("2", "Southshire")];
        let mut both = submission(councils[0].id, "import");
        both.authorities = councils.iter().map(|council| council.id).collect();
        let receipt = store.submit(both, |workforce| {
            let own = councils.iter().find(|council| council.id == workforce.id()).cloned();
            Ok::<_, std::convert::Infallible>(vec![put(own.expect("one of the two")), put(team("N", None))])
        }).await.expect("imported");
        assert_eq!((receipt.seq, receipt.records), (Some(1), 4));
        undo(&store, 1).await.expect("undone");
        assert!(store.authorities().await.expect("authorities").is_empty());
        assert!(teams(&store, councils[1].id).await.is_empty());
    }

    async fn what_never_was_cannot_be_undone(database: TestDatabase) {
        let store = database.open().await;
        assert!(matches!(undo(&store, 7).await, Err(UndoError::NoSuchChange(7))));
    }
}
