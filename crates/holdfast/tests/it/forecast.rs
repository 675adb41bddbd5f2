//! `holdfast forecast`: the test on the past, in every format.

use std::path::Path;

use crate::program::Place;

/// What stands around the part of the manual that the command prints.
const START: &str = "<!-- backtest: printed by the command -->\n";
const END: &str = "<!-- backtest: end -->\n";

/// How the sentences begin that follow the tables.
const SENTENCES: &str = "Errors are means over authority-years";

fn csv_rows(text: &str) -> Vec<csv::StringRecord> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

/// The tables as they are printed, the sentences as paragraphs.
fn for_the_manual(printed: &str) -> String {
    let (tables, sentences) = printed.split_at(printed.find(SENTENCES).unwrap());
    format!(
        "```text\n{}\n```\n\n{}\n",
        tables.trim_end(),
        sentences.trim_end()
    )
}

#[test]
fn the_manual_has_what_the_backtest_prints() {
    let place = Place::new();
    let run = place.succeed(&["forecast", "backtest"]);
    assert!(run.notes.contains("Open Government Licence v3.0"));
    assert!(!place.path("holdfast.db").exists());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/plan.md");
    let held = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = held.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = [before, START, &for_the_manual(&run.data), END, after].concat();
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    } else {
        assert!(
            held == expected,
            "docs/plan.md is not what the command prints; run `HOLDFAST_WRITE=1 cargo test -p \
             holdfast --test it forecast` and commit the file"
        );
    }
}

#[test]
fn the_backtest_says_what_it_does_not_prove() {
    let run = Place::new().succeed(&["forecast", "backtest"]);
    for sentence in [
        "Every bar is reached",
        "Turning points of the whole nation are not foreseen",
        "Worst was in post in 2022",
        "The gain over saying that nothing changes is small: 2.2% for vacancies, 2.2% for agency workers",
        "revised since they were first published",
        "not wholly blind",
    ] {
        assert!(run.data.contains(sentence), "{sentence}: {}", run.data);
    }
}

/// 1,053 authority-years have a forecast of in post and of vacancies.
#[test]
fn json_and_csv_give_every_authority_and_year() {
    let place = Place::new();
    let json = place
        .succeed(&["forecast", "backtest", "--format", "json"])
        .json();
    let forecasts = json["forecasts"].as_array().unwrap();
    let in_post = forecasts.iter().filter(|it| it["measure"] == "in_post_fte");
    assert_eq!(in_post.count(), 1053);
    let csv = place
        .succeed(&["forecast", "backtest", "--format", "csv"])
        .data;
    assert_eq!(csv_rows(&csv).len(), forecasts.len());
    let overall = json["scores"].as_array().unwrap().iter();
    let overall: Vec<_> = overall.filter(|it| it["year"].is_null()).collect();
    assert_eq!(overall.len(), 3);
    for score in overall {
        let bars = score["bars"].as_object().unwrap();
        assert_eq!(bars.len(), 4);
        assert!(bars.values().all(|it| it == true), "{score}");
    }
    assert_eq!(json["ahead"].as_array().unwrap().len(), 12);
}

#[test]
fn one_authority_is_shown_by_its_number_also_where_two_make_one_return() {
    let place = Place::new();
    let of = |number: &str| {
        let words = [
            "forecast",
            "backtest",
            "--authority",
            number,
            "--format",
            "csv",
        ];
        csv_rows(&place.succeed(&words).data)
    };
    let norfolk = of("926");
    assert_eq!(norfolk.len(), 7 * 3);
    assert!(norfolk.iter().all(|row| &row[2] == "Norfolk"));
    assert_eq!(of("940"), of("941"));
    assert_eq!(of("940"), of("928"));
    let table = place.succeed(&["forecast", "backtest", "--authority", "926"]);
    assert!(
        table
            .data
            .starts_with("What was foreseen of Norfolk, and what came\n")
    );
}

#[test]
fn a_number_that_nobody_has_is_refused() {
    let place = Place::new();
    let run = place.refuse(&["forecast", "backtest", "--authority", "999"]);
    assert!(run.notes.contains("no authority has or had the number 999"));
    let run = place.run(&["forecast", "backtest", "--authority", "abc"]);
    assert_eq!(run.status, Some(2));
    assert!(run.notes.contains("‘abc’ is not an area"), "{}", run.notes);
}

#[test]
fn a_start_that_is_still_to_come_is_refused() {
    let place = Place::new();
    for what in ["start", "rates"] {
        let run = place.refuse(&["forecast", what, "--at", "2199-01-01"]);
        let told = "1 January 2199 is still to come";
        assert!(run.notes.contains(told), "{}", run.notes);
    }
}
