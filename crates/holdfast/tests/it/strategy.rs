//! `holdfast strategy`: how the strategies of papers stand, without a database.

use crate::program::{Place, shipped};

fn strategy(package: &str, more: &[&str]) -> crate::program::Run {
    let package = shipped(package);
    let words = [&["strategy", "--package", &package], more].concat();
    Place::new().succeed(&words)
}

#[test]
fn northumberlands_practice_week_is_overdue_a_fortnight_after_it_was_due() {
    let run = strategy("northumberland-2018", &["--at", "2018-02-14"]);
    // 31 January to 14 February 2018 are 14 days.
    assert!(run.data.contains("Was due on 31 January 2018, 14 days ago"));
    assert!(run.data.contains("1 of 3 parts is late: P4.2"));
    assert!(run.data.starts_with("Of 9 pieces of work, 1 is late"));
}

#[test]
fn the_twelve_proposals_of_lancashire_await_a_decision() {
    let more = ["items", "--at", "2016-11-30", "--format", "json"];
    let json = strategy("lancashire-2015", &more).json();
    let items = json["items"].as_array().expect("items");
    let awaiting = items.iter().filter(|it| it["status"] == "awaiting");
    // The twelve, and the objective that nothing but they stand for.
    assert!(awaiting.count() >= 12);
    let csv = strategy("lancashire-2015", &["items", "--format", "csv"]).data;
    assert_eq!(csv.lines().count(), items.len() + 1);
}

#[test]
fn requests_pledges_and_audits_are_printed_too() {
    let pledges = strategy("lancashire-2015", &["pledges", "--at", "2016-11-30"]);
    assert!(pledges.data.contains("about 15 cases"));
    for part in ["requests", "audits"] {
        let run = strategy("norfolk-2018", &[part, "--format", "json"]);
        assert!(run.json().is_object(), "{part}");
    }
}
