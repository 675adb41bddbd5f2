//! `holdfast reference`: list, load, load again, withdraw; and wrong files.

use crate::program::Place;

/// Lines of the department's own file.
const CUT: &str = include_str!("../../../reference/tests/data/indicators_cut.csv");

/// The lines as the release of 2026 would have them, with England's headcount
/// of the year before revised.
fn later() -> String {
    CUT.replace("\n2025,", "\n2026,")
        .replace("\n2024,", "\n2025,")
        .replace("36402", "36403")
}

fn keys(place: &Place) -> Vec<String> {
    let run = place.succeed(&["reference", "list", "--format", "json"]);
    let list = run.json();
    let keys = list.as_array().unwrap().iter();
    keys.map(|it| it["release"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_ships_is_listed_without_a_database() {
    let place = Place::new();
    let run = place.succeed(&["reference", "list"]);
    assert!(
        run.data.contains("Children’s social work workforce"),
        "{}",
        run.data
    );
    assert!(run.data.contains("2017 to 2025"), "{}", run.data);
    assert!(run.data.contains("ships with Holdfast"), "{}", run.data);
    assert!(
        run.notes.contains("Open Government Licence v3.0"),
        "{}",
        run.notes
    );
    assert!(!place.path("holdfast.db").exists());
    assert_eq!(keys(&place), ["2025", "2016"]);
}

#[test]
fn a_newer_release_is_loaded_listed_logged_and_withdrawn() {
    let place = Place::new();
    place.write("indicators.csv", &later());
    let words = [
        "reference",
        "import",
        "indicators.csv",
        "--published",
        "25/02/2027",
    ];
    let run = place.succeed(&words);
    assert!(
        run.notes.contains("`holdfast import undo 1` withdraws it"),
        "{}",
        run.notes
    );
    assert_eq!(keys(&place), ["2026", "2025", "2016"]);

    let list = place
        .succeed(&["reference", "list", "--format", "json"])
        .json();
    let newest = &list[0];
    assert_eq!(newest["first_year"], 2018);
    assert_eq!(newest["last_year"], 2026);
    assert_eq!(newest["published"], "2027-02-25");
    assert_eq!(newest["shipped"], false);
    assert_eq!(newest["file"], "indicators.csv");
    assert_eq!(newest["actor"], "A. Tester");
    assert_eq!(list[1]["shipped"], true);

    let csv = place
        .succeed(&["reference", "list", "--format", "csv"])
        .data;
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 4, "{csv}");
    assert!(lines[1].contains("2018 to 2026"), "{csv}");

    let log = place.succeed(&["changes"]).data;
    assert!(log.contains("A. Tester"), "{log}");
    assert!(log.contains("Published figures of 2026"), "{log}");

    place.succeed(&["import", "undo", "1"]);
    assert_eq!(keys(&place), ["2025", "2016"]);
    place.succeed(&["import", "undo", "2"]);
    assert_eq!(keys(&place), ["2026", "2025", "2016"]);
}

#[test]
fn the_same_file_loaded_twice_changes_nothing_the_second_time() {
    let place = Place::new();
    place.write("indicators.csv", &later());
    place.succeed(&["reference", "import", "indicators.csv"]);
    let again = place.succeed(&["reference", "import", "indicators.csv"]);
    assert!(
        again
            .notes
            .contains("Nothing changes: these figures are held already; change 1 loaded them"),
        "{}",
        again.notes
    );
    let log = place.succeed(&["changes", "--format", "json"]).json();
    assert_eq!(log.as_array().unwrap().len(), 1);
}

#[test]
fn an_older_release_is_kept_beside_the_newer_one() {
    let place = Place::new();
    place.write("indicators.csv", &CUT.replace("\n2025,", "\n2023,"));
    place.succeed(&["reference", "import", "indicators.csv"]);
    assert_eq!(keys(&place), ["2025", "2024", "2016"]);
}

#[test]
fn a_wrong_file_is_refused_with_everything_that_is_wrong() {
    let place = Place::new();
    let wrong = later()
        .replace("36403", "13.4%")
        .replace(",926,", ",999,")
        .replacen("caseload_fte", "caseload_mean", 1);
    place.write("columns.csv", &wrong);
    let run = place.refuse(&["reference", "import", "columns.csv"]);
    for told in [
        "error: columns.csv, row 1, column caseload_mean: is a column that this version",
        "error: columns.csv, row 1, column caseload_fte: is missing",
        "columns.csv was not loaded, and nothing was changed",
    ] {
        assert!(run.notes.contains(told), "no ‘{told}’ in: {}", run.notes);
    }
    place.write(
        "values.csv",
        &wrong.replacen("caseload_mean", "caseload_fte", 1),
    );
    let run = place.refuse(&["reference", "import", "values.csv"]);
    for told in [
        "values.csv, row 7, column old_la_code, ‘999’: is the number of no authority",
        "values.csv, row 10, column inpost_headcount, ‘13.4%’: is a percentage, where a number of people belongs",
        "values.csv, row 11, column old_la_code, ‘999’",
    ] {
        assert!(run.notes.contains(told), "no ‘{told}’ in: {}", run.notes);
    }
    assert_eq!(keys(&place), ["2025", "2016"]);
    assert!(!place.path("holdfast.db").exists());
}

#[test]
fn a_file_that_is_none_is_named() {
    let place = Place::new();
    let run = place.refuse(&["reference", "import", "nowhere.csv"]);
    assert!(run.notes.contains("nowhere.csv"), "{}", run.notes);
    place.write("empty.csv", "");
    let run = place.refuse(&["reference", "import", "empty.csv"]);
    assert!(
        run.notes.contains("empty.csv: has no lines with figures"),
        "{}",
        run.notes
    );
    assert_eq!(keys(&place), ["2025", "2016"]);
}
