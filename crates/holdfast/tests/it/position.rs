//! `holdfast position` on what two councils published. The expected numbers
//! are those of the papers.

use serde_json::{Value, json};

use crate::program::{Place, shipped};

fn position(package: &str, words: &[&str]) -> Value {
    let package = shipped(package);
    let mut all = vec!["position", "--package", &package, "--format", "json"];
    all.extend(words);
    Place::new().succeed(&all).json()
}

/// The amounts of a row, or of the total.
fn amounts<'a>(position: &'a Value, label: &str) -> &'a Value {
    let rows = position["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["label"] == label);
    &row.unwrap_or_else(|| panic!("no row {label}"))["amounts"]
}

#[test]
fn norfolk_june_2018_comes_to_what_the_paper_prints() {
    let position = position("norfolk-2018", &["--at", "2018-06-30"]);
    for (role, established, in_post, vacancies) in [
        ("Social Worker", 201.26, 129.67, 71.59),
        ("Senior Social Worker", 97.48, 79.95, 17.53),
        ("Practice Consultant", 33.88, 20.41, 13.47),
        ("Team Manager", 56.0, 51.61, 4.39),
        ("IRO/LADO", 17.7, 16.5, 1.2),
    ] {
        let row = amounts(&position, role);
        let found = [&row["established"], &row["in_post"], &row["vacancies"]];
        let found = found.map(|amount| amount.as_f64().unwrap());
        assert_eq!(found, [established, in_post, vacancies], "{role}");
    }
    // The uplift is a part of the 406.31, not an establishment beside it.
    assert_eq!(
        amounts(&position, "Not divided in the source")["established"],
        Value::Null
    );
    let total = &position["total"]["amounts"];
    assert_eq!(total["established"], json!(406.31));
    assert_eq!(total["in_post"], json!(298.14));
    assert_eq!(total["vacancies"], json!(108.17));
    assert_eq!(total["trainees"], json!(25.5));
    assert_eq!(total["in_post_with_outside"], json!(323.64));
    assert_eq!(total["vacancies_less_outside"], json!(82.67));
    assert_eq!(total["agency"], json!(75.75));
    assert_eq!(total["net_gap"], json!(6.92));
    assert_eq!(total["established_temporary"].as_f64(), Some(30.0));
    assert_eq!(total["over_establishment"].as_f64(), Some(0.0));
    let notes = position["notes"].to_string();
    assert!(
        notes.contains("add up to 406.32; the source printed 406.31"),
        "{notes}"
    );
}

/// A row of the paper: its line here, September, December and the variance.
type Printed = (&'static str, f64, f64, f64);

fn agrees_with_manchester(service: &str, printed: &[Printed]) -> Value {
    let words = [
        "--at",
        "2009-12-07",
        "--compare",
        "2009-09-01",
        "--service",
        service,
        "--by",
        "service",
    ];
    let position = position("manchester-2009", &words);
    let total = &position["total"];
    for (line, september, december, variance) in printed {
        let found = ["compared_with", "amounts", "variance"]
            .map(|when| total[when][*line].as_f64().unwrap_or(f64::NAN));
        assert_eq!(
            found,
            [*september, *december, *variance],
            "{service}: {line}"
        );
    }
    position
}

#[test]
fn manchester_children_2009_comes_to_every_number_that_the_paper_prints() {
    let position = agrees_with_manchester(
        "children",
        &[
            ("in_post", 120.0, 179.0, 59.0),
            ("agency_vacancy", 43.0, 3.0, -40.0),
            ("vacant", 18.0, 3.0, -15.0),
            ("agency_long_term_sickness", 1.0, 3.0, 2.0),
            ("agency_additional_workload", 12.0, 3.0, -9.0),
            ("agency_secondment", 7.0, 4.0, -3.0),
            ("agency_maternity", 3.0, 3.0, 0.0),
            ("assignments", 204.0, 198.0, -6.0),
        ],
    );
    // (3 + 3 + 3 + 4 + 3) / 198; the paper says "only 8%".
    assert_eq!(position["total"]["agency_share"], json!(8.1));
}

#[test]
fn manchester_adults_2009_comes_to_every_number_that_the_paper_prints() {
    agrees_with_manchester(
        "adults",
        &[
            ("in_post", 175.0, 186.0, 11.0),
            ("agency_vacancy", 9.0, 18.0, 9.0),
            ("agency_act_up", 0.0, 4.0, 4.0),
            ("agency_secondment", 6.0, 1.0, -5.0),
            ("agency_additional_workload", 7.0, 1.0, -6.0),
            ("assignments", 197.0, 210.0, 13.0),
        ],
    );
}

#[test]
fn manchester_s_agency_share_was_a_third_in_september() {
    let words = ["--at", "2009-09-01", "--service", "children"];
    // 66 / 204
    assert_eq!(
        position("manchester-2009", &words)["total"]["agency_share"],
        json!(32.4)
    );
}

#[test]
fn the_table_shows_the_net_gap_and_names_the_source() {
    let package = shipped("norfolk-2018");
    let run = Place::new().succeed(&["position", "--package", &package, "--at", "2018-06-30"]);
    let gap = run
        .data
        .lines()
        .find(|line| line.starts_with("Net gap"))
        .unwrap();
    assert!(gap.ends_with(" 6.92"), "{gap}");
    assert!(
        run.data.contains("Source: Norfolk County Council"),
        "{}",
        run.data
    );
}

#[test]
fn a_date_before_everything_says_when_the_facts_begin() {
    let position = position("norfolk-2018", &["--at", "1999-01-01"]);
    assert_eq!(position["basis"]["kind"], "nothing");
    assert!(
        position["notes"].to_string().contains("30 June 2018"),
        "{position}"
    );
}

#[test]
fn the_csv_has_the_keys_of_the_json_with_a_row_for_each_role_and_a_total() {
    let package = shipped("norfolk-2018");
    let words = [
        "position",
        "--package",
        &package,
        "--at",
        "30/6/2018",
        "--format",
        "csv",
    ];
    let csv = Place::new().succeed(&words).data;
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let place = |key: &str| rows[0].iter().position(|head| *head == key).unwrap();
    let total = rows.last().unwrap();
    assert_eq!(total[place("label")], "Total");
    assert_eq!(total[place("unit")], "fte");
    assert_eq!(total[place("established")], "406.31");
    assert_eq!(total[place("net_gap")], "6.92");
    let role = rows.iter().find(|row| row[0] == "SW").unwrap();
    assert_eq!(role[place("vacancies")], "71.59");
    // What the source does not state is empty, not nought.
    assert_eq!(role[place("agency")], "");
}

#[test]
fn the_uplift_of_the_example_says_when_it_ends() {
    let place = Place::new();
    place.succeed(&["example", "--out", "example"]);
    let words = [
        "position",
        "--package",
        "example",
        "--at",
        "2026-09-30",
        "--format",
        "json",
    ];
    let position = place.succeed(&words).json();
    let endings = position["limited_funding"].as_array().unwrap().clone();
    let sum = |line: &str| -> f64 {
        let of_line = endings.iter().filter(|it| it["line"] == line);
        of_line.map(|it| it["fte"].as_f64().unwrap()).sum()
    };
    let total = &position["total"]["amounts"];
    for line in ["established_temporary", "established_grant"] {
        assert!(
            (sum(line) - total[line].as_f64().unwrap()).abs() < 1e-9,
            "{line}"
        );
    }
    assert!(
        endings.iter().all(|it| it["last_day"].is_string()),
        "{endings:?}"
    );
}

#[test]
fn a_wrong_command_line_is_status_two() {
    let place = Place::new();
    assert_eq!(place.run(&["position"]).status, Some(2));
    let package = shipped("norfolk-2018");
    let run = place.run(&["position", "--package", &package, "--at", "2018-02-30"]);
    assert_eq!(run.status, Some(2), "{}", run.notes);
}
