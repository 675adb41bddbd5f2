//! `holdfast profile`, and `holdfast import --profile`: extracts of another
//! system under names of their own.

use crate::import::council;
use crate::program::{Place, Run};

const PROFILE: &str = r#"
standard_week = 37

[table.people]
columns = { id = "Employee No", name = "Full Name" }

[table.engagements]
columns = { id = "Contract No", person = "Employee No", contract = "Type", from = "Start" }
constants = { origin = "agency" }
codes = { contract = { Perm = "permanent", "*" = "fixed_term" } }

[table.assignments]
columns = { id = "Contract No", engagement = "Contract No", post = "Post", from = "Start", fte = "Hours" }
constants = { holding = "substantive" }
fte = "weekly_hours"
"#;

const HEADINGS: &str = "Employee No;Contract No;Full Name;Type;Start;Post;Hours\n";

/// 14.8 of 37 hours are 0.4 FTE, which Basil's 0.6 leave free in the post P2.
const STARTER: &str = "12;E12;Cora Exampleby;Perm;01/05/2024;P2;14.8\n";

/// The council with the profile `payroll` kept and an extract in `payroll.csv`.
fn with_extract(rows: &str) -> Place {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    place.write("payroll.toml", PROFILE);
    place.succeed(&["profile", "put", "payroll", "payroll.toml"]);
    place.write("payroll.csv", &format!("{HEADINGS}{rows}"));
    place
}

fn import(place: &Place, profile: &str, more: &[&str]) -> Run {
    place.run(&[&["import", "payroll.csv", "--profile", profile], more].concat())
}

/// How many changes are logged, and the FTE in post on the last day of May 2024.
fn state(place: &Place) -> (usize, serde_json::Value) {
    let log = place.succeed(&["changes", "--format", "json"]).json();
    let position = ["position", "--at", "2024-05-31", "--format", "json"];
    let position = place.succeed(&position).json();
    let in_post = position["total"]["amounts"]["in_post"].clone();
    (log.as_array().unwrap().len(), in_post)
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no ‘{word}’ in: {text}");
    }
}

#[test]
fn a_profile_is_kept_listed_and_shown_word_for_word() {
    let place = with_extract(STARTER);
    let again = place.succeed(&["profile", "put", "payroll", "payroll.toml"]);
    says(&again.notes, &["‘payroll’ is kept already, word for word"]);
    place.write("other.toml", &PROFILE.replace("37", "36"));
    let other = place.succeed(&["profile", "put", "hours", "other.toml"]);
    says(&other.notes, &["‘hours’ is kept (change 3)"]);
    let list = place.succeed(&["profile", "list"]).data;
    let mut names: Vec<_> = list.lines().collect();
    names.sort_unstable();
    assert_eq!(names, ["hours", "payroll"]);
    let shown = place.succeed(&["profile", "show", "payroll"]);
    assert_eq!(shown.data.trim(), PROFILE.trim());
    let missing = place.refuse(&["profile", "show", "nothing"]);
    says(&missing.notes, &["there is no mapping profile ‘nothing’"]);
}

#[test]
fn a_profile_that_cannot_work_is_refused_with_all_that_is_wrong() {
    let place = with_extract(STARTER);
    let broken = PROFILE.replace("fte = \"weekly", "fte = \"monthly");
    let broken = broken.replace("[table.people]", "[table.peeple]");
    place.write("broken.toml", &broken);
    let run = place.refuse(&["profile", "put", "payroll", "broken.toml"]);
    says(
        &run.notes,
        &["broken.toml", "peeple", "[unknown-table]", "[wrong-value]"],
    );
    let kept = place.succeed(&["profile", "show", "payroll"]);
    assert_eq!(kept.data.trim(), PROFILE.trim());
    assert_eq!(state(&place).0, 2);
}

#[test]
fn a_preview_shows_rows_as_they_are_and_as_they_are_taken() {
    let place = with_extract(STARTER);
    for profile in ["payroll", "payroll.toml"] {
        let run = place.succeed(&["profile", "preview", profile, "payroll.csv"]);
        says(
            &run.data,
            &[
                "payroll.csv as it is",
                "14.8",
                "as the table assignments",
                "0.4",
                "as the table engagements",
                "permanent",
            ],
        );
    }
    place.write(
        "payroll.csv",
        &format!("{HEADINGS}{}", STARTER.replace("14.8", "many")),
    );
    let run = place.refuse(&["profile", "preview", "payroll", "payroll.csv"]);
    says(&run.notes, &["row 2", "column Hours", "‘many’"]);
    assert_eq!(state(&place).0, 2);
}

#[test]
fn an_extract_is_imported_through_a_profile_once() {
    let place = with_extract(STARTER);
    let tried = import(&place, "payroll", &["--dry-run"]);
    assert_eq!(tried.status, Some(0), "{}", tried.notes);
    says(&tried.data, &["Cora Exampleby starts on 1 May 2024"]);
    assert_eq!(state(&place), (2, 1.6.into()));
    let run = import(&place, "payroll", &[]);
    assert_eq!(run.status, Some(0), "{}", run.notes);
    says(
        &run.data,
        &[
            "Cora Exampleby starts on 1 May 2024",
            "(payroll.csv, row 2)",
        ],
    );
    assert_eq!(state(&place), (3, 2.into()));
    let again = import(&place, "payroll.toml", &[]);
    says(&again.notes, &["Nothing changes"]);
    assert_eq!(state(&place), (3, 2.into()));
}

#[test]
fn a_refused_extract_prints_all_its_problems_and_changes_nothing() {
    let rows = "12;E12;Cora Exampleby;Perm;soon;P9;48.1\n\
                13;E13;Dora Fictional;Perm;01/05/2024;P2;none\n";
    let place = with_extract(rows);
    for more in [&[][..], &["--dry-run"]] {
        let run = import(&place, "payroll", more);
        assert_eq!(run.status, Some(1), "{}", run.notes);
        says(
            &run.notes,
            &[
                "payroll.csv, row 2, column Start, ‘soon’",
                "payroll.csv, row 2, column Post, ‘P9’",
                "payroll.csv, row 2, column Hours, ‘48.1’: is above 1.0 in one post",
                "payroll.csv, row 3, column Hours, ‘none’",
                "was not imported: 4 errors to mend; the database is as it was",
            ],
        );
        assert_eq!(state(&place), (2, 1.6.into()));
    }
    let missing = import(&place, "nothing", &[]);
    assert_eq!(missing.status, Some(1));
    says(&missing.notes, &["there is no mapping profile ‘nothing’"]);
}
