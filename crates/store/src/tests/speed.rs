//! Prints how long it takes to write and read many records; holds only that
//! they come back. `HOLDFAST_TEST_ROWS` says how many.

use std::time::Instant;

use holdfast_workforce::Workforce;
use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::Caseload;

use super::on_both;
use super::support::*;
use crate::database::on;
use crate::{load, write};

fn caseloads(rows: usize) -> Vec<holdfast_workforce::Change> {
    let (on, person) = (jiff::civil::date(2026, 1, 31), new_id::<PersonId>());
    (0..rows)
        .map(|_| {
            put(Caseload {
                id: new_id(),
                person,
                on,
                cases: 12,
            })
        })
        .collect()
}

on_both! {
    async fn many_records_are_written_and_read(database: TestDatabase) {
        let rows = std::env::var("HOLDFAST_TEST_ROWS").ok().and_then(|rows| rows.parse().ok());
        let rows = rows.unwrap_or(600);
        let (store, council, changes) = (database.open().await, authority("1", "Northshire"), caseloads(rows));
        let start = Instant::now();
        let mut writing = store.database().take_turn().await.expect("a turn");
        on!(writing.session(), |connection| {
            let heading = "INSERT INTO change (seq, at, actor, kind, title) VALUES (1, '', '', '', '')";
            sqlx::query(heading).execute(connection).await.map(drop).expect("a heading")
        });
        write::add_authority(&mut writing.session(), council.id).await.expect("a key");
        let head = load::head(&mut writing.session(), council.id).await.expect("a head").expect("a head");
        let empty = Workforce::empty(council.id);
        write::write(&mut writing.session(), head.key, 1, &empty, &changes).await.expect("written");
        writing.commit().await.expect("committed");
        let written = start.elapsed();
        let start = Instant::now();
        let workforce = store.workforce(council.id).await.expect("the snapshot");
        println!("{rows} records: written in {written:?}, read in {:?}", start.elapsed());
        assert_eq!(workforce.caseloads().len(), rows);
    }
}
