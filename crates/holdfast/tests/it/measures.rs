//! `holdfast measures`, `measure`, `benchmark`, `scorecard`, `publish` and
//! `publications`: from a definition to what was restated.

use crate::import::council;
use crate::program::{Place, Run, shipped};

/// The council of two posts, brought into the database. Amber holds one whole,
/// Basil 0.6 of the other: 1.6 in post, 0.4 vacant, 0.4 / 2.0 = 20%.
fn kept() -> Place {
    let place = Place::new();
    council(&place);
    place.succeed(&["import", "council"]);
    place
}

#[track_caller]
fn says(run: &Run, words: &[&str]) {
    let text = format!("{}{}", run.data, run.notes);
    for word in words {
        assert!(text.contains(word), "no ‘{word}’ in: {text}");
    }
}

const RATE: [&str; 4] = ["measure", "vacancy_rate", "--at", "2024-06-30"];

#[test]
fn every_definition_is_listed() {
    let place = Place::new();
    says(
        &place.succeed(&["measures"]),
        &[
            "Vacancies and agency workers",
            "vacancy_rate: Vacancy rate, %",
            "= Vacancies, FTE ÷ (Vacancies, FTE + In post, FTE) × 100",
            "Official definition.",
        ],
    );
    let json = place.succeed(&["measures", "--format", "json"]).json();
    let csv = place.succeed(&["measures", "--format", "csv"]).data;
    assert_eq!(json.as_array().unwrap().len() + 1, csv.lines().count());
}

#[test]
fn a_figure_is_explained_down_to_its_rows() {
    let place = kept();
    let run = place.succeed(&RATE);
    assert_eq!(run.data, "Vacancy rate, 30 June 2024: 20.0%\n");
    let run = place.succeed(&[&RATE[..], &["--explain"]].concat());
    says(
        &run,
        &[
            "Vacancy rate: 0.4 ÷ (0.4 + 1.6) × 100 = 20.0%.",
            "Official definition.",
            "Source: The council’s records, after change 1.",
            "Over the year: Cannot be compared: the year before has no number",
            "Basil Sampleton",
            "Amber Testwell",
        ],
    );
    let json = [&RATE[..], &["--format", "json"]].concat();
    let value = place.succeed(&json).json();
    assert_eq!(value["exact"], "20");
    assert_eq!(value["numerator"].to_string(), "0.4");
    assert!(!value.to_string().contains("Basil"), "{value}");
    let value = place.succeed(&[&json[..], &["--explain"]].concat()).json();
    assert!(value.to_string().contains("Basil"), "{value}");
    let csv = place.succeed(&[&RATE[..], &["--explain", "--format", "csv"]].concat());
    says(&csv, &["Counted as,Person,Number,Post", "Basil Sampleton"]);
}

#[test]
fn a_figure_may_be_of_a_package_a_team_and_another_service() {
    let place = Place::new();
    council(&place);
    let of_package = [&RATE[..], &["--package", "council"]].concat();
    says(&place.succeed(&of_package), &["20.0%"]);
    // South alone: 0.4 of 1.0.
    let south = [&of_package[..], &["--team", "S", "--explain"]].concat();
    says(
        &place.succeed(&south),
        &["40.0%", "for a part of the workforce"],
    );
    let adults = [&of_package[..], &["--service", "adults"]].concat();
    says(&place.succeed(&adults), &["Vacancy rate, 30 June 2024: "]);
    let nowhere = [&of_package[..], &["--team", "X"]].concat();
    says(&place.refuse(&nowhere), &["there is no team ‘X’"]);
}

#[test]
fn without_a_date_the_last_month_end_is_taken_and_said() {
    let place = kept();
    says(
        &place.succeed(&["measure", "vacancy_rate"]),
        &["this is of 31 August 2026, the last month-end", "20.0%"],
    );
}

#[test]
fn what_is_typed_wrong_is_refused_with_advice() {
    let place = kept();
    let wrong = |words: &[&str], told: &[&str]| {
        let run = place.run(words);
        assert_eq!(run.status, Some(2), "{words:?}: {}", run.notes);
        says(&run, told);
    };
    wrong(
        &["measure", "vacncy_rate"],
        &["did you mean ‘vacancy_rate’?"],
    );
    wrong(
        &["measure", "vacancy_rate", "--at", "2024-02-31"],
        &["--at"],
    );
    wrong(
        &["benchmark", "--authority", "926", "--years", "2025..2017"],
        &["is after"],
    );
    wrong(
        &["benchmark", "--authority", "926", "--with", "9x"],
        &["three-digit number"],
    );
    wrong(
        &["benchmark", "--authority", "926", "--model", "1999"],
        &["there are: 2025, 2021"],
    );
    wrong(&["publish", "--month", "March"], &["write it as 2025-03"]);
    says(
        &place.refuse(&["benchmark", "--authority", "999"]),
        &["no authority has or had the number 999"],
    );
    says(
        &place.refuse(&["benchmark", "--authority", "926", "--measure", "net_loss"]),
        &["‘net_loss’ is not published for other authorities"],
    );
}

#[test]
fn a_benchmark_needs_no_database() {
    let place = Place::new();
    let run = place.succeed(&["benchmark", "--authority", "926", "--with", "888"]);
    says(
        &run,
        &[
            "Norfolk: benchmarks",
            "Vacancies covered by agency workers",
            "Lancashire",
            "lowest of",
            "England’s 14.2%",
            "Release 2016: ",
            "Open Government Licence v3.0",
        ],
    );
    assert!(!place.path("holdfast.db").exists());
    let words = [
        "benchmark",
        "--authority",
        "926",
        "--years",
        "2025",
        "--measure",
        "vacancy_rate",
    ];
    let csv = place
        .succeed(&[&words[..], &["--format", "csv"]].concat())
        .data;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let json = place
        .succeed(&[&words[..], &["--format", "json"]].concat())
        .json();
    // England 2025: 14.2, as published.
    let england = &json["measures"][0]["years"][0]["values"][1];
    assert_eq!(england["value"].to_string(), "14.2");
    assert_eq!(england["release"], "2025");
}

/// Printed: 16.6 beside England’s 16.1. Release 2025 gives 19.3 for 2017.
#[test]
fn northumberlands_caseload_is_worse_than_englands_and_was_restated() {
    let place = Place::new();
    let package = shipped("northumberland-2018");
    let run = place.succeed(&[
        "benchmark",
        "--package",
        &package,
        "--measure",
        "average_caseload",
    ]);
    says(
        &run,
        &[
            "16.6 cases per FTE is above England’s 16.1: worse, as lower is better.",
            "16.6 cases  19.3 cases per FTE  2025",
            "17.2 cases  20.3 cases per FTE  2016",
            "Source: Northumberland County Council",
        ],
    );
    // The other indicators of release 2025 for 2017: 6.9, 4.4, 0, 1,549.9, 3.2.
    let mut words = vec!["benchmark", "--package", &package, "--format", "json"];
    for measure in [
        "turnover_rate",
        "agency_rate",
        "vacancy_rate",
        "days_lost",
        "absence_rate",
    ] {
        words.extend(["--measure", measure]);
    }
    let json = place.succeed(&words).json();
    let now = |index: usize| {
        let all = json["measures"][index]["as_published"].as_array().unwrap();
        let mut all = all.iter();
        let found = all
            .find(|it| it["area"] == "929" && it["year"] == 2017)
            .unwrap();
        (
            found["value"].as_str().unwrap().to_owned(),
            found["now"]["value"].to_string(),
        )
    };
    let pairs: Vec<_> = (0..5).map(now).collect();
    let expected = [
        ("9.5", "6.9"),
        ("4", "4.4"),
        ("0", "0.0"),
        ("2193", "1549.9"),
        ("4.4", "3.2"),
    ];
    let expected = expected.map(|(printed, now)| (printed.to_owned(), now.to_owned()));
    assert_eq!(pairs, expected);
    let vacancy = &json["measures"][2]["as_published"];
    assert!(vacancy.to_string().contains("Due to rolling recruitment"));
}

#[test]
fn a_scorecard_is_printed_altered_and_kept() {
    let place = kept();
    let at = ["scorecard", "--at", "2024-06-30"];
    says(
        &place.succeed(&at),
        &[
            "Recruitment and retention scorecard, 30 June 2024",
            "Vacancy rate",
        ],
    );
    let text = place.succeed(&["scorecard", "text"]).data;
    let own = text.replace("Recruitment and retention scorecard", "Our scorecard").replacen(
        "key = \"vacancy_rate\"\n",
        "key = \"vacancy_rate\"\nfootnote = \"Of two posts.\"\ntarget = { value = \"15\", by = \"2028-03-31\" }\n",
        1,
    );
    place.write("own.toml", &own);
    says(
        &place.succeed(&["scorecard", "put", "own.toml"]),
        &["The scorecard ‘Our scorecard’ is kept (change 2)."],
    );
    says(
        &place.succeed(&["scorecard", "put", "own.toml"]),
        &["kept already, word for word"],
    );
    assert_eq!(place.succeed(&["scorecard", "text"]).data, own);
    says(
        &place.succeed(&at),
        &[
            "Our scorecard, 30 June 2024",
            "at most 15.0% by 31 March 2028",
            "Not yet met",
            "Vacancy rate: Of two posts.",
        ],
    );
    let json = place
        .succeed(&[&at[..], &["--format", "json"]].concat())
        .json();
    let row = &json["groups"][0]["rows"][0];
    assert_eq!(row["figure"]["value"].to_string(), "20.0");
    assert_eq!(row["months"].as_array().unwrap().len(), 13);
}

#[test]
fn a_scorecard_with_faults_is_refused_with_all_of_them() {
    let place = kept();
    let wrong = "name = \"Ours\"\nservice = \"children\"\n\
        [[group]]\ntitle = \"All\"\n\
        [[group.measure]]\nkey = \"vacncy\"\n\
        [[group.measure]]\nkey = \"agency_rate\"\n\
        target = { value = \"many\", by = \"2028-03-31\" }\n";
    place.write("wrong.toml", wrong);
    says(
        &place.refuse(&["scorecard", "put", "wrong.toml"]),
        &["‘vacncy’", "many", "the scorecard cannot be used"],
    );
    says(
        &place.succeed(&["scorecard", "text"]),
        &["Recruitment and retention scorecard"],
    );
}

#[test]
fn a_month_is_published_once_when_it_is_over_and_stays() {
    let place = kept();
    says(
        &place.succeed(&["publications"]),
        &["Nothing was published yet."],
    );
    // Today is 30 September 2026.
    says(
        &place.refuse(&["publish", "--month", "2026-09"]),
        &["30 September 2026 is not over"],
    );
    says(
        &place.refuse(&["publish", "--month", "2027-01"]),
        &["is not over"],
    );
    says(
        &place.refuse(&["publish", "--month", "1999-01"]),
        &["no figure at all for 31 January 1999"],
    );
    says(
        &place.succeed(&["publish", "--month", "2024-06"]),
        &["Published as ‘children-2024-06’ (change 2)"],
    );
    says(
        &place.refuse(&["publish", "--month", "2024-06"]),
        &["‘children-2024-06’ was published on 30 September 2026 already"],
    );
    let list = place.succeed(&["publications", "--format", "json"]).json();
    assert_eq!(list[0]["publication"], "children-2024-06");
    assert_eq!(list[0]["at"], "2024-06-30");
    let show = ["publications", "show", "children-2024-06"];
    says(
        &place.succeed(&show),
        &["30 June 2024", "Vacancy rate", "20.0", "after change 1"],
    );
    let json = place.succeed(&[&show[..], &["--format", "json"]].concat());
    assert!(!json.data.contains("Basil"), "{}", json.data);
    says(
        &place.succeed(&[&show[..], &["--restated"]].concat()),
        &[
            "Nothing of ‘children-2024-06’ was restated.",
            "fingerprints agree",
        ],
    );
    says(
        &place.refuse(&["publications", "show", "children-2024-07"]),
        &["there is no publication ‘children-2024-07’"],
    );
}

#[test]
fn a_correction_of_the_past_is_shown_with_the_change_that_made_it() {
    let place = kept();
    place.succeed(&["publish", "--month", "2024-06"]);
    let file = place.path("council/assignments.csv");
    let rows = std::fs::read_to_string(&file).unwrap();
    place.write("council/assignments.csv", &rows.replace(",0.6,", ",0.8,"));
    place.succeed(&["import", "council"]);
    let show = ["publications", "show", "children-2024-06"];
    // As published: 0.4 / 2.0.
    says(&place.succeed(&show), &["20.0"]);
    let run = place.succeed(&[&show[..], &["--restated"]].concat());
    // Now 0.2 / 2.0.
    says(
        &run,
        &[
            "Restated since",
            "changed: In post, FTE: Basil Sampleton, P2, Social Worker, South, 0.6 → 0.8 (change 3)",
            "Changes that wrote the records behind these rows",
            "change 3: ",
            "by A. Tester",
            "fingerprints agree",
        ],
    );
    let json = [&show[..], &["--restated", "--format", "json"]].concat();
    let json = place.succeed(&json).json();
    let restated = json["restated"].as_array().unwrap();
    let rate = restated
        .iter()
        .find(|it| it["measure"] == "vacancy_rate")
        .unwrap();
    assert_eq!(
        (&rate["published"], &rate["now"]),
        (&"20.0".into(), &"10.0".into())
    );
    assert_eq!(json["fingerprints"], json["fingerprints_verified"]);
    assert_eq!(json["changes"][0]["change"], 3);
    assert!(!json.to_string().contains("Basil"), "{json}");
}

#[test]
fn a_scorecard_stands_beside_the_latest_published_year_of_its_peers() {
    let place = Place::new();
    council(&place);
    let authority = std::fs::read_to_string(place.path("council/authority.csv")).unwrap();
    place.write("council/authority.csv", &authority.replace("901", "926"));
    let run = place.succeed(&["scorecard", "--package", "council", "--at", "2025-06-30"]);
    // England 2024: 17.3, as published.
    says(
        &run,
        &[
            "England 2024",
            "East of England 2024",
            "Statistical neighbours, median (2025 model) 2024",
            "17.3",
            "Open Government Licence",
        ],
    );
}

#[test]
fn the_scorecard_of_the_manual_can_be_kept() {
    let manual = include_str!("../../../../docs/scorecard.md");
    let (_, rest) = manual.split_once("```toml\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    let place = kept();
    place.write("manual.toml", text);
    place.succeed(&["scorecard", "put", "manual.toml"]);
    says(
        &place.succeed(&["scorecard", "--at", "2025-06-30"]),
        &[
            "at most 15.0% by 31 March 2028",
            "Why people leave: Workload was named most often.",
        ],
    );
}
