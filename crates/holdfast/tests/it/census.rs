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
fn measures_leave_out_what_cannot_be_and_say_so() {
    let place = built("2025", &[]);
    let wrong = text(&place).replacen("<FTE>1.000000</FTE>", "<FTE>-1</FTE>", 1);
    place.write("wrong.xml", &without(&wrong, "NumberOfVacancies"));
    let table = place.succeed(&["census", "measures", "wrong.xml"]).data;
    assert!(table.contains("Left out: FTE of 1 record"), "{table}");
    assert!(table.contains("‘-1’ at line "), "{table}");
    let vacancies = "Vacancy rate, 30 September 2025: x. Not available.\n";
    assert!(table.contains(vacancies), "{table}");
    let csv = place.succeed(&["census", "measures", "wrong.xml", "--format", "csv"]);
    assert!(
        csv.notes.contains("Left out: NumberOfVacancies, missing"),
        "{}",
        csv.notes
    );
}

/// A text without an element.
fn without(text: &str, element: &str) -> String {
    let lines = text.lines();
    let kept: Vec<_> = lines.filter(|line| !line.contains(element)).collect();
    kept.join("\n")
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

/// What a check says, as JSON, whether anything must be mended or not.
fn checked(place: &Place, file: &str, more: &[&str]) -> serde_json::Value {
    let words = [&["census", "check", file, "--format", "json"], more].concat();
    let run = place.run(&words);
    serde_json::from_str(&run.data).unwrap_or_else(|_| panic!("{}", run.notes))
}

#[test]
fn a_check_tells_each_finding_and_fails_on_errors() {
    let place = built("2025", &[]);
    let right = text(&place);
    let before = checked(&place, "return.xml", &[]);
    let wrong = right.replacen("<FTE>1.000000</FTE>", "<FTE>1,5</FTE>", 1);
    assert_ne!(right, wrong);
    place.write("wrong.xml", &wrong);
    let run = place.refuse(&["census", "check", "wrong.xml", "--errors"]);
    assert!(run.data.contains("Error W012: FTE ‘1,5’"), "{}", run.data);
    assert!(
        run.notes.contains("a return with errors is not accepted"),
        "{}",
        run.notes
    );
    let after = checked(&place, "wrong.xml", &[]);
    let errors = |told: &serde_json::Value| told["errors"].as_u64().unwrap();
    assert_eq!(errors(&after), errors(&before) + 1);

    place.run(&["census", "check", "wrong.xml", "--out", "findings.xlsx"]);
    let written = std::fs::read(place.path("findings.xlsx")).unwrap();
    assert!(written.starts_with(b"PK"));
    let csv = place.run(&["census", "check", "wrong.xml", "--format", "csv"]);
    assert!(csv.data.contains("W012"), "{}", csv.data);
}

/// A file without a header is judged as of the year that is named, or that it tells.
#[test]
fn a_return_without_a_header_says_as_which_year_it_was_judged() {
    let place = built("2023", &[]);
    let text = text(&place);
    let end = text.find("</Header>").unwrap() + "</Header>".len();
    let headless = format!("<Message>{}", &text[end..]);
    place.write("headless.xml", &headless);
    let found = checked(&place, "headless.xml", &[]);
    assert_eq!(found["year"], 2023);
    let told = |found: &serde_json::Value| -> Vec<String> {
        let findings = found["findings"].as_array().unwrap().iter();
        let of_year = findings.filter(|it| it["rule"] == "W907");
        of_year.map(|it| it["message"].to_string()).collect()
    };
    let message = told(&found).concat();
    assert!(
        message.contains("judged as one of 2023, because"),
        "{message}"
    );
    let named = checked(&place, "headless.xml", &["--year", "2022"]);
    assert_eq!(named["year"], 2022);
    assert_eq!(told(&named), [""; 0]);
    let words = ["census", "measures", "headless.xml", "--year", "2022"];
    let measures = place.succeed(&words).data;
    assert!(measures.contains("30 September 2022"), "{measures}");
}

#[test]
fn a_return_to_import_that_says_no_year_is_named() {
    let place = built("2025", &[]);
    place.write(
        "yearless.xml",
        &text(&place).replace("<Year>2025</Year>", ""),
    );
    let run = place.refuse(&["census", "import", "return.xml", "yearless.xml"]);
    assert!(
        run.notes
            .contains("the header of yearless.xml does not say a collection year"),
        "{}",
        run.notes
    );
}

#[test]
fn what_is_no_return_is_refused_with_its_place() {
    let place = Place::new();
    place.write("return.xml", "<Message><Header></Message>");
    let run = place.refuse(&["census", "check", "return.xml"]);
    assert!(
        run.notes.contains("return.xml: line 1, column 18"),
        "{}",
        run.notes
    );
}

/// What was sent in two years is where a council may begin: the records then
/// measure as the returns do, and build them again.
#[test]
fn returns_of_two_years_are_imported_and_measure_alike() {
    let place = built("2024", &[]);
    let first = text(&place);
    place.write("2024.xml", &first);
    let words = ["census", "build", "--year", "2025", "--package", "council"];
    place.succeed(&[&words[..], &["--out", "2025.xml"]].concat());

    let compared = place.succeed(&["census", "compare", "2025.xml", "2024.xml"]);
    assert!(
        compared
            .data
            .contains("Stock and flow, 2024 to 2025, people"),
        "{}",
        compared.data
    );
    assert!(
        compared.data.contains("Nobody vanished"),
        "{}",
        compared.data
    );

    let import = ["census", "import", "2024.xml", "2025.xml"];
    let tried = place.succeed(&[&import[..], &["--dry-run"]].concat());
    assert!(
        tried.notes.contains("Nothing was changed (dry run)"),
        "{}",
        tried.notes
    );
    let made = place.succeed(&import);
    assert!(made.data.contains("Starters"), "{}", made.data);
    let again = place.succeed(&import);
    assert!(again.notes.contains("Nothing changes"), "{}", again.notes);

    for (year, at) in [("2024.xml", "2024-09-30"), ("2025.xml", "2025-09-30")] {
        let measured = ["census", "measures", year, "--format", "json"];
        let figures = place.succeed(&measured).json();
        for figure in figures.as_array().unwrap() {
            let measure = figure["measure"].as_str().unwrap();
            let own = ["measure", measure, "--at", at, "--format", "json"];
            let own = place.succeed(&own).json();
            assert_eq!(figure["exact"], own["exact"], "{measure} at {at}");
        }
    }
}

/// Every question of 2025 on allowances, answered.
const ANSWERS: &str = "[allowances]\n\
    RecruitmentBonus = \"all\"\nRetentionBonus = \"some\"\nPerformanceAward = \"no\"\n\
    CarAllowance = \"all\"\nRelocationPackage = \"no\"\nRegionalWeighting = \"no\"\n\
    CostSWE = \"all\"\nCostDBS = \"all\"\nother = \"None\"\n";

#[test]
fn answers_are_kept_and_stand_in_the_return() {
    let place = Place::new();
    place.write("answers.toml", ANSWERS);
    place.succeed(&["example", "--out", "council", "--fte", "60"]);
    place.succeed(&["import", "council"]);
    let answers = ["census", "answers", "--year", "2025"];
    let put = [&answers[..], &["--put", "answers.toml"]].concat();
    let kept = place.succeed(&put);
    assert!(
        kept.notes
            .contains("Answers for the return of 2025 (change 2)"),
        "{}",
        kept.notes
    );
    let again = place.succeed(&put);
    assert!(again.notes.contains("word for word"), "{}", again.notes);
    assert_eq!(place.succeed(&answers).data, ANSWERS);

    let build = ["census", "build", "--year", "2025", "--out"];
    place.succeed(&[&build[..], &["kept.xml"]].concat());
    let of_package = ["--package", "council", "--answers", "answers.toml"];
    place.succeed(&[&build[..], &["given.xml"], &of_package].concat());
    for file in ["kept.xml", "given.xml"] {
        let text = std::fs::read_to_string(place.path(file)).unwrap();
        assert!(
            text.contains("<RetentionBonus>2</RetentionBonus>"),
            "{file}"
        );
        let told = checked(&place, file, &[]);
        assert_eq!(told["errors"], 0, "{file}: {told}");
    }

    place.write("wrong.toml", &ANSWERS.replace("\"some\"", "\"maybe\""));
    let wrong = [&answers[..], &["--put", "wrong.toml"]].concat();
    let refused = place.refuse(&wrong);
    assert!(
        refused.notes.contains("RetentionBonus"),
        "{}",
        refused.notes
    );
}
