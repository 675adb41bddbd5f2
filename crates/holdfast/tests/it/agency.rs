//! `holdfast agency`: the quarterly return on agency workers of the example
//! authority, and the texts that it is made by.

use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::program::Place;

const QUARTER: [&str; 6] = [
    "agency",
    "return",
    "--package",
    "example",
    "--quarter",
    "2025-Q4",
];

fn example() -> Place {
    let place = Place::new();
    place.succeed(&["example", "--out", "example", "--fte", "120"]);
    place
}

fn with<'w>(words: &[&'w str]) -> Vec<&'w str> {
    QUARTER.into_iter().chain(words.iter().copied()).collect()
}

/// Pence of a text such as `5387.2`.
fn pence(value: &Value) -> i64 {
    let text = value.as_str().unwrap();
    let (pounds, rest) = text.split_once('.').unwrap_or((text, ""));
    format!("{pounds}{rest:0<2}").parse().unwrap()
}

#[test]
fn the_return_of_the_example_says_what_is_not_known_and_adds_up() {
    let place = example();
    let it = place.succeed(&with(&["--format", "json"])).json();
    let assignments = it["assignments"].as_array().unwrap();
    assert!(assignments.len() > 5, "{}", assignments.len());
    assert_eq!(
        (&it["opens"], &it["closes"]),
        (&"2026-01-01".into(), &"2026-02-28".into())
    );
    assert!(
        it["layout_note"]
            .as_str()
            .unwrap()
            .contains("official layout is not known")
    );
    let rules = it["compliance"].as_array().unwrap();
    let states: Vec<_> = rules
        .iter()
        .map(|rule| rule["rows"].as_array().unwrap().len())
        .collect();
    assert_eq!(states, [assignments.len(); 7]);
    let months = it["months"].as_array().unwrap();
    let rows = months
        .iter()
        .flat_map(|month| month["rows"].as_array().unwrap());
    let sum: i64 = rows.map(|row| pence(&row["cost"])).sum();
    assert_eq!(sum, pence(&it["cost"]));
    assert!(sum > 0);
    // Every assignment of the example has a charge.
    assert!(
        months.iter().all(|month| month["without_charge"] == 0),
        "{months:?}"
    );
}

#[test]
fn the_table_shows_the_rules_and_names_the_long_lists() {
    let text = example().succeed(&QUARTER).data;
    for words in [
        "Rules: 2025-Q4",
        "Price cap breaches: 2025-Q4\n\nNone.",
        "The official layout is not known",
        "The rule book has no price caps.",
        "Long lists are shown by --sheet: ‘Assignments’",
    ] {
        let found = text.to_lowercase().contains(&words.to_lowercase());
        assert!(found, "no ‘{words}’ in: {text}");
    }
    let help = Place::new().succeed(&["agency", "return", "--help"]).data;
    assert!(help.contains("official layout is not known"), "{help}");
}

#[test]
fn one_command_writes_the_workbook_with_all_sheets() {
    let place = example();
    let run = place.succeed(&with(&["--out", "return.xlsx"]));
    assert!(
        run.notes.contains("The layout is Holdfast’s own"),
        "{}",
        run.notes
    );
    let mut workbook: Xlsx<_> = open_workbook(place.path("return.xlsx")).unwrap();
    assert_eq!(workbook.sheet_names().len(), 8);
    let sheet = workbook.worksheet_range("2 Assignments 2025-Q4").unwrap();
    let said: Vec<_> = sheet.rows().map(|row| row[0].to_string()).collect();
    assert!(
        said.iter()
            .any(|it| it.starts_with("The layout is Holdfast’s own")),
        "{said:?}"
    );
    let run = place.refuse(&with(&["--out", "return.xlsx"]));
    assert!(
        run.notes.contains("return.xlsx exists already"),
        "{}",
        run.notes
    );
    let run = place.run(&with(&["--out", "return.doc"]));
    assert_eq!(run.status, Some(2), "{}", run.notes);
}

#[test]
fn csv_is_one_sheet_and_another_where_it_is_asked_for() {
    let place = example();
    let run = place.succeed(&with(&["--format", "csv"]));
    assert!(
        run.data
            .starts_with("Assignment,Worker,Social Work England number,Role type,")
    );
    assert!(run.notes.contains("The layout is Holdfast’s own"));
    let run = place.succeed(&with(&["--format", "csv", "--sheet", "monthly cost"]));
    assert_eq!(run.data.lines().count(), 4, "{}", run.data);
    let run = place.run(&with(&["--sheet", "Cats"]));
    assert_eq!(run.status, Some(2));
    assert!(
        run.notes.contains("there is no sheet ‘Cats’"),
        "{}",
        run.notes
    );
}

#[test]
fn answers_are_printed_to_be_filled_in_and_change_the_return() {
    let place = example();
    let words = [
        "agency",
        "answers",
        "--package",
        "example",
        "--quarter",
        "2025-Q4",
    ];
    let text = place.succeed(&words).data;
    assert!(text.starts_with("quarter = \"2025-Q4\""), "{text}");
    let filled = text.replace(
        "reference = ",
        "in_project_team = false\nnotice_days = 28\nreference = ",
    );
    place.write("answers.toml", &filled);
    let run = place.succeed(&with(&["--answers", "answers.toml", "--format", "json"]));
    let it = run.json();
    assert_eq!(
        it["compliance"][3]["state"], "kept",
        "{}",
        it["compliance"][3]["in_words"]
    );
    assert_eq!(
        it["compliance"][0]["not_kept"], 0,
        "{}",
        it["compliance"][0]["in_words"]
    );
    assert_eq!(run.notes, "");
    place.write("wrong.toml", &text.replace("reference", "refrence"));
    let run = place.refuse(&with(&["--answers", "wrong.toml"]));
    assert!(
        run.notes.contains("unknown field `refrence`"),
        "{}",
        run.notes
    );
    assert!(
        run.notes.contains("Did you mean ‘reference’?"),
        "{}",
        run.notes
    );
    place.write("other.toml", "quarter = \"2025-Q3\"\n");
    let run = place.refuse(&with(&["--answers", "other.toml"]));
    assert!(
        run.notes
            .contains("the answers are of 2025-Q3, not of 2025-Q4"),
        "{}",
        run.notes
    );
}

#[test]
fn a_rule_book_with_caps_finds_the_breaches() {
    let place = example();
    let book = "name = \"Ours\"\nextends = \"national\"\nregion = \"east_of_england\"\n";
    let cap = |job: &str| {
        format!("[[cap]]\njob_type = \"{job}\"\nfrom = 2025-10-01\nrate = 1\nsource = \"A test\"\n")
    };
    let jobs = [
        "social_worker",
        "senior_social_worker",
        "advanced_practitioner",
        "team_manager",
        "reviewing_officer",
    ];
    let caps: String = jobs.map(cap).concat();
    place.write("rules.toml", &format!("{book}{caps}"));
    let it = place
        .succeed(&with(&["--rules", "rules.toml", "--format", "json"]))
        .json();
    let breaches = it["breaches"].as_array().unwrap();
    let began = |day: &Value| day.as_str().unwrap() >= "2025-10-01";
    let new = it["assignments"].as_array().unwrap().iter();
    assert_eq!(
        breaches.len(),
        new.filter(|row| began(&row["first_day"])).count()
    );
    assert!(!breaches.is_empty());
    for breach in breaches {
        assert_eq!(
            pence(&breach["rate"]) - 100,
            pence(&breach["difference"]),
            "{breach}"
        );
        assert!(
            breach["signed"].as_str().unwrap().starts_with("Not signed"),
            "{breach}"
        );
    }
    place.write(
        "wrong.toml",
        &format!("{book}[[cap]]\njob = \"social_worker\"\n"),
    );
    let run = place.refuse(&with(&["--rules", "wrong.toml"]));
    assert!(
        run.notes.contains("line 5: unknown field `job`"),
        "{}",
        run.notes
    );
}

#[test]
fn the_shipped_texts_are_printed_and_read_back() {
    let place = example();
    place.write("rules.toml", &place.succeed(&["agency", "rules"]).data);
    place.write("layout.toml", &place.succeed(&["agency", "layout"]).data);
    let own = place.succeed(&with(&["--rules", "rules.toml", "--layout", "layout.toml"]));
    assert_eq!(own.data, place.succeed(&QUARTER).data);
}

#[test]
fn a_council_keeps_layout_rule_book_and_answers_of_its_own() {
    let place = Place::new();
    place.succeed(&["example", "--out", "council", "--fte", "60"]);
    place.succeed(&["import", "council"]);
    let quarter = ["--quarter", "2025-Q4"];
    let the = |words: &[&'static str]| [&["agency"], words].concat();
    let layout = place.succeed(&the(&["layout"])).data;
    let own = layout.replace(
        "Hourly pay (£)\", field = \"pay\" },\n    { heading = \"Start",
        "Rate\", field = \"pay\" },\n    { heading = \"Start",
    );
    place.write("layout.toml", &own);
    place.write(
        "rules.toml",
        "name = \"Our region’s\"\nextends = \"national\"\n",
    );
    let answers = "quarter = \"2025-Q4\"\n[explanation]\nR7 = \"A court’s order.\"\n";
    place.write("answers.toml", answers);
    for (words, what) in [
        (
            vec!["layout", "--put", "layout.toml"],
            "Layout of the agency return (change 2)",
        ),
        (
            vec!["rules", "--put", "rules.toml"],
            "Rule book of the agency return (change 3)",
        ),
        (
            [&["answers", "--put", "answers.toml"], &quarter[..]].concat(),
            "Answers for the agency return of 2025-Q4 (change 4)",
        ),
    ] {
        let kept = place.succeed(&the(&words));
        assert!(kept.notes.contains(what), "{}", kept.notes);
    }
    let returned = [&["return"], &quarter[..]].concat();
    let json = [&the(&returned)[..], &["--format", "json"]].concat();
    let it = place.succeed(&json).json();
    assert_eq!(it["rule_book"], "Our region’s");
    assert_eq!(it["compliance"][6]["explanation"], "A court’s order.");
    let csv = [&the(&returned)[..], &["--format", "csv"]].concat();
    let csv = place.succeed(&csv).data;
    assert!(
        csv.starts_with("Assignment,Worker,Social Work England number,Role type,Rate,"),
        "{csv}"
    );

    place.write(
        "layout.toml",
        &own.replace("field = \"pay\"", "field = \"pays\""),
    );
    let refused = place.refuse(&the(&["layout", "--put", "layout.toml"]));
    assert!(
        refused.notes.contains("Did you mean ‘pay’?"),
        "{}",
        refused.notes
    );
}
