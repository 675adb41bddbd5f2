use super::on_both;
use super::support::{authority, made, put, team};

const FORBIDDEN: &[&str] = &[
    "UPDATE change SET actor = 'somebody else'",
    "DELETE FROM change",
    "UPDATE reach SET records = 0",
    "DELETE FROM reach",
    "UPDATE authority SET key = key + 1",
    "DELETE FROM authority",
    "UPDATE version SET body = '{}'",
    "UPDATE version SET since = 9",
    "UPDATE version SET until = NULL",
    "UPDATE version SET until = 9 WHERE until IS NOT NULL",
    "DELETE FROM version",
];

on_both! {
    async fn what_was_written_cannot_be_altered_even_past_the_store(database: TestDatabase) {
        let store = database.open().await;
        let (council, mut north) = (authority("1", "Northshire"), team("N", None));
        made(&store, council.id, "first", vec![put(council.clone()), put(north.clone())]).await;
        north.name = "Northern team".into();
        made(&store, council.id, "second", vec![put(north)]).await;
        for statement in FORBIDDEN {
            let refused = database.tamper(statement).await.expect_err(statement).to_string();
            assert!(refused.contains("never"), "{statement}: {refused}");
        }
        let log = store.changes(None, 10, None).await.expect("the log");
        assert_eq!(log.iter().map(|change| change.actor.as_str()).collect::<Vec<_>>(), ["Jo Ash", "Jo Ash"]);
    }
}
