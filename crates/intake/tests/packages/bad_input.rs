//! What is wrong in a file is told with file, row, column, value and rule.

use std::path::Path;

use crate::support::{TABLES, at, edited, folder, problems_after, read, told};
use holdfast_intake::{ReadError, read_workforces};

fn rules(changed: &[(&str, &str)]) -> Vec<&'static str> {
    let (_, problems) = read(changed);
    problems
        .iter()
        .filter(|problem| problem.is_error())
        .map(|problem| problem.rule)
        .collect()
}

#[test]
fn a_sound_package_has_no_errors() {
    let (workforce, problems) = read(&[]);
    assert_eq!(told(&problems), []);
    assert_eq!(workforce.name(), "Testshire");
    assert_eq!(workforce.assignments().len(), 2);
    let post = workforce.posts().by_reference("P1").expect("the post");
    assert_eq!(post.terms.len(), 2);
}

#[test]
fn a_missing_path_says_so() {
    let error = read_workforces(Path::new("no/such/folder")).expect_err("nothing there");
    assert_eq!(error.rule(), "file-not-found");
    assert_eq!(
        error.problem().to_string(),
        "error: no/such/folder: there is no such file or folder. Check the path. [file-not-found]"
    );
}

#[test]
fn a_folder_without_tables_says_so() {
    let empty = tempfile::tempdir().expect("a folder");
    let error = read_workforces(empty.path()).expect_err("no tables");
    assert!(matches!(error, ReadError::NoTables { .. }));
}

#[test]
fn an_unknown_column_is_told_with_the_nearest_name() {
    let mut problems = problems_after("pay", "amount", "ammount");
    problems.retain(holdfast_intake::Problem::is_error);
    assert_eq!(problems[0].rule, "unknown-column");
    assert_eq!(problems[0].column.as_deref(), Some("ammount"));
    assert_eq!(problems[0].advice, "Did you mean ‘amount’?");
    assert_eq!(problems[1].rule, "missing-column");
    assert_eq!(problems.len(), 2);
}

#[test]
fn values_of_the_wrong_type_are_told_at_their_cell() {
    let found = told(&problems_after("people", "1980-02-29", "soon"));
    assert_eq!(found, [at("people.csv", 2, "born", "soon", "not-a-date")]);
    let found = told(&problems_after("people", "1980-02-29", "29/02/80"));
    assert_eq!(
        found,
        [at("people.csv", 2, "born", "29/02/80", "two-digit-year")]
    );
    let found = told(&problems_after("pay", ",38223", ",\"38,223\""));
    assert_eq!(
        found,
        [at("pay.csv", 2, "amount", "38,223", "comma-in-number")]
    );
    let found = told(&problems_after("engagements", "permanent", "permanant"));
    assert_eq!(
        found,
        [at(
            "engagements.csv",
            2,
            "contract",
            "permanant",
            "unknown-code"
        )]
    );
    let found = told(&problems_after("roles", "yes", "perhaps"));
    assert_eq!(
        found,
        [at("roles.csv", 2, "registered", "perhaps", "not-yes-or-no")]
    );
    let found = told(&problems_after("caseloads", ",16", ",many"));
    assert_eq!(
        found,
        [at(
            "caseloads.csv",
            2,
            "cases",
            "many",
            "not-a-whole-number"
        )]
    );
    let found = told(&problems_after("people", "SW123456", "123456"));
    assert_eq!(
        found,
        [at("people.csv", 2, "registration", "123456", "wrong-form")]
    );
    let found = told(&problems_after("assignments", ",0.8,", ",-0.8,"));
    assert_eq!(
        found,
        [at("assignments.csv", 2, "fte", "-0.8", "out-of-range")]
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let pay =
        "engagement,element,from,to,amount\nE1,salary,soon,,lots\nE9,base_salary,2020-04-01,,1\n";
    let (_, problems) = read(&[("pay", pay)]);
    assert_eq!(
        told(&problems),
        [
            at("pay.csv", 2, "element", "salary", "unknown-code"),
            at("pay.csv", 2, "from", "soon", "not-a-date"),
            at("pay.csv", 2, "amount", "lots", "not-a-number"),
            at("pay.csv", 3, "engagement", "E9", "reference-to-nothing"),
        ]
    );
}

#[test]
fn a_blank_cell_that_must_be_filled_is_told() {
    let found = told(&problems_after("teams", "T1,Children,", "T1,,"));
    assert_eq!(found, [at("teams.csv", 2, "name", "", "missing-value")]);
}

#[test]
fn a_reference_to_nothing_says_what_to_do() {
    let problems = problems_after("assignments", "E1,P1", "E1,P11");
    assert_eq!(
        told(&problems),
        [at(
            "assignments.csv",
            2,
            "post",
            "P11",
            "reference-to-nothing"
        )]
    );
    assert_eq!(
        problems[0].advice,
        "Did you mean ‘P1’? Otherwise add the post P11 to posts."
    );
}

#[test]
fn what_refers_to_a_row_that_could_not_be_read_is_not_blamed() {
    let problems = problems_after("engagements", "E1,A1,permanent", "E1,A1,sometimes");
    assert_eq!(
        told(&problems),
        [at(
            "engagements.csv",
            2,
            "contract",
            "sometimes",
            "unknown-code"
        )]
    );
    let problems = problems_after("engagements", "E1,A1,", "E1,A9,");
    assert_eq!(
        told(&problems),
        [at(
            "engagements.csv",
            2,
            "person",
            "A9",
            "reference-to-nothing"
        )]
    );
}

#[test]
fn a_number_used_twice_is_told_with_both_rows() {
    let problems = problems_after("teams", "T2,", "T1,");
    let twice = problems
        .iter()
        .find(|it| it.rule == "number-used-twice")
        .expect("a problem");
    assert_eq!(
        (twice.row, twice.message.as_str()),
        (Some(3), "repeats row 2 of teams.csv: the same number")
    );
    let found = problems_after("caseloads", "2024-04-30", "2024-03-31");
    assert_eq!(found[0].rule, "repeated-row");
    let posts = edited("posts", "P1,2024-04-01", "P1,2020-04-01");
    assert_eq!(rules(&[("posts", &posts)])[0], "repeated-row");
}

#[test]
fn an_end_before_the_start_is_told() {
    let found = told(&problems_after(
        "engagements",
        "2020-04-01,2024-06-30",
        "2020-04-01,2019-06-30",
    ));
    let mine = found
        .iter()
        .find(|it| it.4 == "end-before-start")
        .expect("a problem");
    assert_eq!((mine.0.as_str(), mine.1), ("engagements.csv", Some(3)));
}

#[test]
fn fte_above_one_without_a_reason_is_told() {
    let found = problems_after("assignments", "2020-04-01,,0.8", "2020-04-01,,1.2");
    let rules: Vec<_> = found
        .iter()
        .filter(|it| it.is_error())
        .map(|it| it.rule)
        .collect();
    assert!(rules.contains(&"fte-above-one"), "{rules:?}");
    assert!(
        found
            .iter()
            .any(|it| it.file == "assignments.csv" && it.row == Some(2))
    );
}

#[test]
fn holders_beyond_a_posts_fte_are_told() {
    let assignments = edited("assignments", "S2,E2,P2", "S2,E2,P1");
    let rules = rules(&[("assignments", &assignments)]);
    assert!(rules.contains(&"post-overfilled"), "{rules:?}");
}

#[test]
fn an_empty_file_is_told_and_an_empty_table_is_fine() {
    let (_, problems) = read(&[("pay", "")]);
    assert_eq!(problems[0].rule, "empty-file");
    assert_eq!(problems[0].file, "pay.csv");
    let (workforce, problems) = read(&[("pay", "engagement,element,from,to,amount\n")]);
    assert_eq!(told(&problems), []);
    assert!(workforce.pay().is_empty());
}

#[test]
fn a_file_that_cannot_be_read_blames_nobody_else() {
    assert_eq!(rules(&[("people", "")]), ["empty-file"]);
    assert_eq!(rules(&[("people", "PK\u{3}\u{4}...")]), ["not-text"]);
}

#[test]
fn tables_may_be_missing() {
    let folder = folder(&[]);
    for name in [
        "authority",
        "pay",
        "absences",
        "caseloads",
        "positions",
        "indicators",
    ] {
        std::fs::remove_file(folder.path().join(format!("{name}.csv"))).expect("removed");
    }
    let (workforces, problems) = read_workforces(folder.path()).expect("a package");
    assert_eq!(told(&problems), []);
    let name = folder.path().file_name().expect("a name").to_string_lossy();
    // A temporary folder's name begins with a point, which hides it.
    assert!(workforces[0].name().contains(name.trim_start_matches('.')));
}

#[test]
fn a_file_beyond_the_cap_is_refused_unread() {
    let folder = folder(&[]);
    let file = std::fs::File::create(folder.path().join("caseloads.csv")).expect("a file");
    file.set_len(200 * 1024 * 1024).expect("a long file");
    let (_, problems) = read_workforces(folder.path()).expect("a package");
    let found = told(&problems);
    assert_eq!(
        found,
        [("caseloads.csv".into(), None, None, None, "file-too-large")]
    );
    assert_eq!(
        problems[0].message,
        "has 200 MB; a table of one authority may have 128 MB"
    );
}

#[test]
fn rows_with_more_cells_than_headings_are_told() {
    let found = problems_after(
        "teams",
        "\"Duty, North\",T1",
        "Duty, North,T1,children,2020-04-01",
    );
    assert!(
        found
            .iter()
            .any(|it| it.rule == "extra-cells" && it.row == Some(3))
    );
}

#[test]
fn a_hopeless_file_is_cut_short() {
    let mut pay = "engagement,element,from,to,amount\n".to_owned();
    for _ in 0..3_000 {
        pay.push_str("E1,x,2020-04-01,,1\n");
    }
    let (_, mut problems) = read(&[("pay", &pay)]);
    problems.retain(holdfast_intake::Problem::is_error);
    assert_eq!(problems.len(), 1_001);
    assert_eq!(problems[1_000].message, "2000 more problems are not listed");
}

#[test]
fn an_unclosed_quotation_mark_is_told() {
    let people = edited("people", "Zoë O’Neil", "\"Zoë O’Neil");
    let long = format!("{people}{}", "A9,,,,,,,,,\n".repeat(500));
    assert!(rules(&[("people", &long)]).contains(&"text-too-long"));
}

#[test]
fn every_table_has_a_sound_example() {
    let names: Vec<_> = TABLES.iter().map(|(name, _)| *name).collect();
    let known: Vec<_> = holdfast_intake::schema::Table::names().collect();
    assert_eq!(names, known);
}
