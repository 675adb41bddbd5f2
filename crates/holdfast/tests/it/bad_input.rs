//! Bad input: each is refused with a message that names file, row, column and
//! rule, with status 1, and leaves the database as it was.

use crate::import::council;
use crate::program::{Place, Run};

/// Puts one file in the place of the council's own and imports.
fn refused(file: &str, text: &str) -> Run {
    let place = Place::new();
    council(&place);
    place.write(&format!("council/{file}.csv"), text);
    let run = place.refuse(&["import", "council"]);
    let changes = place.succeed(&["changes", "--format", "json"]).json();
    assert_eq!(
        changes.as_array().unwrap().len(),
        0,
        "something was written"
    );
    run
}

#[track_caller]
fn says(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.notes.contains(word), "no ‘{word}’ in: {}", run.notes);
    }
}

const ASSIGNMENTS: &str = "id,engagement,post,from,to,fte,holding,cover\n";
const POSTS: &str = "id,from,to,team,role,fte,funding,standing\n";

#[test]
fn a_missing_package_is_named() {
    let run = Place::new().refuse(&["import", "nowhere"]);
    says(&run, &["nowhere", "no such file or folder"]);
}

#[test]
fn an_unknown_column_is_told_with_the_one_that_was_meant() {
    let run = refused("people", "id,nmae\n10,Amber Testwell\n11,Basil Sampleton\n");
    says(&run, &["people.csv", "nmae", "name"]);
}

#[test]
fn a_date_that_does_not_exist_is_told_with_its_row() {
    let text = format!("{ASSIGNMENTS}A10,E10,P1,2025-02-30,,1,substantive,\n");
    says(
        &refused("assignments", &text),
        &["assignments.csv", "row 2", "from", "2025-02-30"],
    );
}

#[test]
fn fte_above_one_needs_a_reason() {
    let text = format!("{ASSIGNMENTS}A10,E10,P1,2024-04-01,,1.2,substantive,\n");
    says(
        &refused("assignments", &text),
        &["assignments.csv", "row 2", "fte", "[fte-above-one]"],
    );
}

#[test]
fn a_person_above_one_in_all_needs_a_reason() {
    let text = format!(
        "{ASSIGNMENTS}A10,E10,P1,2024-04-01,,1,substantive,\nA11,E10,P2,2024-04-01,,0.5,substantive,\n"
    );
    says(
        &refused("assignments", &text),
        &["assignments.csv", "1.5 FTE", "[person-above-one]"],
    );
}

#[test]
fn holders_beyond_the_post_are_told() {
    let text = format!(
        "{ASSIGNMENTS}A10,E10,P1,2024-04-01,,1,substantive,\nA11,E11,P1,2024-05-01,,0.5,substantive,\n"
    );
    says(
        &refused("assignments", &text),
        &["row 3", "P1", "[post-overfilled]"],
    );
}

#[test]
fn an_end_before_its_start_is_told() {
    let text = format!("{POSTS}P1,2024-04-01,2024-03-01,N,SW,1,base,established\n");
    says(
        &refused("posts", &text),
        &["posts.csv", "row 2", "[end-before-start]"],
    );
}

#[test]
fn a_reference_to_nothing_is_told() {
    let text = format!(
        "{POSTS}P1,2024-04-01,,X,SW,1,base,established\nP2,2024-04-01,,S,SW,1,base,established\n"
    );
    says(
        &refused("posts", &text),
        &["posts.csv", "row 2", "team", "‘X’"],
    );
}

#[test]
fn a_number_used_twice_is_told() {
    let run = refused(
        "people",
        "id,name\n10,Amber Testwell\n10,Basil Sampleton\n11,Third\n",
    );
    says(&run, &["people.csv", "row 3", "10"]);
}

#[test]
fn an_empty_file_is_told() {
    says(&refused("people", ""), &["people.csv", "empty"]);
}

#[test]
fn all_problems_are_told_at_once() {
    let text = format!(
        "{ASSIGNMENTS}A10,E10,P1,soon,,1,substantive,\nA11,E11,P2,2024-04-01,,much,substantive,\n"
    );
    says(
        &refused("assignments", &text),
        &["‘soon’", "‘much’", "row 2", "row 3"],
    );
}

#[test]
fn an_archive_that_is_none_is_told() {
    let place = Place::new();
    place.write("broken.zip", "this is no archive");
    says(
        &place.refuse(&["import", "broken.zip"]),
        &["broken.zip", "no readable .zip"],
    );
}

#[test]
fn reading_does_not_make_a_database() {
    let place = Place::new();
    let run = place.refuse(&["position", "--at", "2025-01-01"]);
    says(&run, &["there is no database"]);
    assert!(!place.path("holdfast.db").exists());
}

#[test]
fn an_address_of_no_known_kind_is_refused() {
    let place = Place::new();
    let run = place.refuse(&["changes", "--database", "mysql://localhost/x"]);
    says(&run, &["mysql"]);
}
