use holdfast_workforce::Change;
use holdfast_workforce::record::{Kind, Record};

use super::on_both;
use super::support::*;

fn name(record: Option<&Record>) -> Option<&str> {
    match record {
        Some(Record::Team(team)) => Some(&team.name),
        _ => None,
    }
}

on_both! {
    async fn the_history_of_a_record_is_every_change_to_it_newest_first(database: TestDatabase) {
        let store = database.open().await;
        let (council, north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "made", vec![put(council.clone()), put(north.clone())]).await;
        let mut renamed = north.clone();
        renamed.name = "Renamed".into();
        made(&store, council.id, "renamed", vec![put(renamed)]).await;
        made(&store, council.id, "other", vec![put(team("S", None))]).await;
        made(&store, council.id, "removed", vec![Change::Remove(Kind::Team, north.id.into())]).await;
        let history = store.history(council.id, &[(Kind::Team, north.id.into())]).await.expect("history");
        let told: Vec<_> = history.iter().map(|entry| {
            (entry.change.title.as_str(), name(entry.before.as_ref()), name(entry.after.as_ref()))
        }).collect();
        assert_eq!(told, [
            ("removed", Some("Renamed"), None),
            ("renamed", Some("N team"), Some("Renamed")),
            ("made", None, Some("N team")),
        ]);
    }

    async fn the_log_is_read_page_by_page_and_by_authority(database: TestDatabase) {
        let store = database.open().await;
        let councils = [authority("1", "Northshire"), authority("2", "Southshire")];
        for council in &councils {
            made(&store, council.id, "made", vec![put(council.clone())]).await;
            made(&store, council.id, "more", vec![put(team("A", None)), put(team("B", None))]).await;
        }
        let page = store.changes(None, 3, None).await.expect("a page");
        assert_eq!(page.iter().map(|it| (it.seq, it.records)).collect::<Vec<_>>(), [(4, 2), (3, 1), (2, 2)]);
        let rest = store.changes(Some(2), 3, None).await.expect("a page");
        assert_eq!(rest.iter().map(|it| it.seq).collect::<Vec<_>>(), [1]);
        let first = store.changes(None, 9, Some(councils[0].id)).await.expect("a page");
        assert_eq!(first.iter().map(|it| it.seq).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(first[0].at, noon(1));
    }

    async fn the_entries_of_a_change_are_read_page_by_page_with_before_and_after(database: TestDatabase) {
        let store = database.open().await;
        let council = authority("1", "Northshire");
        let teams: Vec<_> = ["A", "B", "C"].map(|reference| team(reference, None)).into();
        let mut all: Vec<_> = teams.iter().cloned().map(put).collect();
        all.push(put(council.clone()));
        made(&store, council.id, "made", all).await;
        let mut renamed = teams[0].clone();
        renamed.name = "Renamed".into();
        let second = vec![
            put(renamed), Change::Remove(Kind::Team, teams[1].id.into()), put(team("D", None)),
        ];
        made(&store, council.id, "second", second).await;
        let (mut told, mut from) = (Vec::new(), None);
        loop {
            let page = store.entries(2, from, 2).await.expect("a page");
            told.extend(page.entries);
            from = page.next;
            if from.is_none() { break }
        }
        let told: Vec<_> = told.iter().map(|it| (name(it.before.as_ref()), name(it.after.as_ref()))).collect();
        assert_eq!(told, [(Some("A team"), Some("Renamed")), (Some("B team"), None), (None, Some("D team"))]);
    }
}
