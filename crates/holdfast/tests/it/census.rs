//! `holdfast census`: a return from the records, and measures from the return.

use crate::program::Place;

/// A small example authority with its return of a year.
fn built(year: &str, more: &[&str]) -> Place {
    let place = Place::new();
    place.succeed(&["example", "--out", "council", "--fte", "60"]);
    let build = ["census", "build", "--year", year, "--package", "council"];
    let words = [&build[..], &["--out", "return.xml"], more].concat();
    let run = place.succeed(&words);
    assert!(run.data.is_empty(), "{}", run.data);
    assert!(run.notes.contains("is in return.xml"), "{}", run.notes);
    place
}

fn text(place: &Place) -> String {
    std::fs::read_to_string(place.path("return.xml")).unwrap()
}

#[test]
fn a_return_holds_the_items_of_its_year() {
    let place = built("2025", &["--authority", "001"]);
    let of_2025 = text(&place);
    for expected in [
        "<Year>2025</Year>",
        "<ReferenceDate>2025-09-30</ReferenceDate>",
        "<LEA>001</LEA>",
        "<SoftwareCode>Holdfast ",
        "<DateTime>2026-09-30T00:00:00</DateTime>",
        "<LALevel>",
        "<Sex>F</Sex>",
        "<BaseSalary>",
    ] {
        assert!(of_2025.contains(expected), "no {expected}");
    }
    let of_2021 = text(&built("2021", &[]));
    for (expected, is_there) in [
        ("<LALevelVacancies>", true),
        ("<GenderCurrent>2</GenderCurrent>", true),
        ("<BaseSalary>", false),
        ("<Sex>", false),
    ] {
        assert_eq!(of_2021.contains(expected), is_there, "{expected}");
    }
}

#[test]
fn the_workers_stand_in_a_wrapper_where_that_is_asked() {
    let plain = text(&built("2025", &[]));
    assert!(!plain.contains("<CSWWWorkers>"));
    let wrapped = text(&built("2025", &["--wrapper"]));
    assert!(wrapped.contains("<CSWWWorkers>"));
}

#[test]
fn a_return_gives_the_measures_of_the_records() {
    let place = built("2025", &[]);
    let run = place.succeed(&["census", "measures", "return.xml", "--format", "json"]);
    let figures = run.json();
    let figures = figures.as_array().unwrap();
    assert!(figures.len() >= 15, "{}", figures.len());
    for figure in figures {
        let measure = figure["measure"].as_str().unwrap();
        let words = [
            "measure",
            measure,
            "--package",
            "council",
            "--at",
            "2025-09-30",
        ];
        let own = place
            .succeed(&[&words[..], &["--format", "json"]].concat())
            .json();
        for key in ["value", "exact", "numerator", "denominator"] {
            assert_eq!(figure[key], own[key], "{measure}: {key}");
        }
    }
    let told = place.succeed(&["census", "measures", "return.xml"]).data;
    assert!(told.contains("Vacancy rate, 30 September 2025: "), "{told}");
    assert!(
        told.ends_with("Source: The workforce return of 2025 of authority 001, the file alone.\n"),
        "{told}"
    );
    let csv = place.succeed(&["census", "measures", "return.xml", "--format", "csv"]);
    assert_eq!(csv.data.lines().count(), figures.len() + 1);
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let place = built("2025", &[]);
    let build = ["census", "build", "--package", "council", "--year"];
    let again = place.refuse(&[&build[..], &["2025", "--out", "return.xml"]].concat());
    assert!(again.notes.contains("exists already"), "{}", again.notes);
    let early = place.run(&[&build[..], &["2019", "--out", "early.xml"]].concat());
    assert_eq!(early.status, Some(2));
    assert!(
        early.notes.contains("the returns of 2021 to 2025 are"),
        "{}",
        early.notes
    );
    place.write("torn.xml", "<Message><Header>");
    let torn = place.refuse(&["census", "measures", "torn.xml"]);
    assert!(torn.notes.contains("torn.xml: line 1"), "{}", torn.notes);
}
