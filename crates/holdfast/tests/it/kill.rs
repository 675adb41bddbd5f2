//! An import that is killed at any moment leaves all or nothing.

use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::postgres::fresh_database;
use crate::program::Place;

/// How often each database is put to the test.
const KILLS: u32 = 50;

#[test]
fn a_killed_import_leaves_all_or_nothing_on_sqlite() {
    killed_at_random_moments("sqlite:killed.db");
}

#[test]
fn a_killed_import_leaves_all_or_nothing_on_postgresql() {
    if let Some(database) = fresh_database("killed") {
        killed_at_random_moments(&database);
    }
}

fn killed_at_random_moments(database: &str) {
    let place = Place::new();
    place.succeed(&["example", "--out", "package", "--fte", "30", "--years", "1"]);
    let started = Instant::now();
    import(&place, database, None);
    let whole = started.elapsed();
    let expected = position(&place, database).expect("the import was whole");
    let mut changes = undo(&place, database, 1);

    let mut finished = 0;
    for turn in 0..KILLS {
        // Moments spread over the whole import, in an order that jumps about.
        let share = (turn * 37 % KILLS) + 1;
        import(&place, database, Some(whole * share / KILLS));
        let now = count_changes(&place, database);
        assert!(
            now == changes || now == changes + 1,
            "{now} changes after {changes}"
        );
        let found = position(&place, database);
        if now == changes {
            assert_eq!(found, None, "part of an import was kept");
        } else {
            assert_eq!(
                found.as_ref(),
                Some(&expected),
                "part of an import is missing"
            );
            finished += 1;
            changes = undo(&place, database, now);
        }
    }
    assert!(finished < KILLS, "no import was cut short");
}

/// Runs an import, and kills it after a while unless it ends before.
fn import(place: &Place, database: &str, killed_after: Option<Duration>) {
    let words = ["import", "package", "--database", database];
    let mut child = place
        .command(&words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(moment) = killed_after {
        // Nobody ever sends: this waits for the moment.
        let (_sender, receiver) = mpsc::channel::<()>();
        let _ = receiver.recv_timeout(moment);
        child.kill().unwrap();
    }
    child.wait().unwrap();
}

fn count_changes(place: &Place, database: &str) -> usize {
    let words = [
        "changes",
        "--format",
        "json",
        "--limit",
        "1000",
        "--database",
        database,
    ];
    let run = place.run(&words);
    match run.status {
        Some(0) => run.json().as_array().unwrap().len(),
        // Killed before the database was made.
        _ => 0,
    }
}

/// The position of the authority, or nothing where there is none.
fn position(place: &Place, database: &str) -> Option<String> {
    let words = [
        "position",
        "--at",
        "2026-09-30",
        "--format",
        "json",
        "--database",
        database,
    ];
    let run = place.run(&words);
    (run.status == Some(0)).then_some(run.data)
}

/// Takes an import back, so that the next one starts from nothing.
fn undo(place: &Place, database: &str, change: usize) -> usize {
    place.succeed(&[
        "import",
        "undo",
        &change.to_string(),
        "--database",
        database,
    ]);
    count_changes(place, database)
}
