use std::convert::Infallible;

use holdfast_workforce::Change;
use holdfast_workforce::record::Kind;

use super::on_both;
use super::support::*;

on_both! {
    async fn two_stores_on_one_database_see_each_others_changes(database: TestDatabase) {
        let (mine, theirs) = (database.open().await, database.open().await);
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&mine, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        assert_eq!(teams(&theirs, council.id).await, ["N"]);
        made(&theirs, council.id, "second", vec![put(team("S", None))]).await;
        made(&theirs, council.id, "third", vec![Change::Remove(Kind::Team, north.id.into())]).await;
        assert_eq!(teams(&mine, council.id).await, ["S"]);
        made(&theirs, council.id, "fourth", vec![put(north.clone())]).await;
        let caught_up = mine.workforce(council.id).await.expect("the snapshot");
        let whole = database.open().await.workforce(council.id).await.expect("the snapshot");
        assert_eq!(caught_up.as_of(), 4);
        assert!(caught_up.teams().entries().eq(whole.teams().entries()));
    }

    async fn many_changes_by_another_are_caught_up_with(database: TestDatabase) {
        let (mine, theirs) = (database.open().await, database.open().await);
        let council = authority("1", "Northshire");
        made(&mine, council.id, "first", vec![put(council.clone())]).await;
        for number in 0..12 {
            made(&theirs, council.id, "more", vec![put(team(&format!("T{number}"), None))]).await;
        }
        let caught_up = mine.workforce(council.id).await.expect("the snapshot");
        assert_eq!((caught_up.teams().len(), caught_up.as_of()), (12, 13));
    }

    async fn writers_at_once_are_let_in_one_by_one_and_none_is_lost(database: TestDatabase) {
        let stores = [database.open().await, database.open().await];
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&stores[0], council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        let writer = |store: crate::Store| async move {
            for _ in 0..10 {
                store.submit(submission(council.id, "count"), |workforce| {
                    let mut counted = workforce.teams().get(north.id).expect("the team").clone();
                    let count: u32 = counted.name.parse().unwrap_or(0);
                    counted.name = (count + 1).to_string();
                    Ok::<_, Infallible>(vec![put(counted)])
                }).await.expect("a turn");
            }
        };
        let north_id = north.id;
        let tasks: Vec<_> = (0..6).map(|task| tokio::spawn(writer(stores[task % 2].clone()))).collect();
        for task in tasks {
            task.await.expect("a writer ends well");
        }
        let workforce = stores[0].workforce(council.id).await.expect("the snapshot");
        assert_eq!(workforce.teams().get(north_id).map(|team| team.name.as_str()), Some("60"));
        let log = stores[1].changes(None, 100, None).await.expect("the log");
        assert!(log.iter().map(|change| change.seq).eq((1..=61).rev()));
    }

    async fn a_store_that_opens_while_another_makes_the_tables_waits(database: TestDatabase) {
        let (one, other) = tokio::join!(database.open(), database.open());
        let council = authority("1", "Northshire");
        made(&one, council.id, "first", vec![put(council.clone())]).await;
        assert_eq!(other.authorities().await.expect("authorities"), [council]);
    }
}
