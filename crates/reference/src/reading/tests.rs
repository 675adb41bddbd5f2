use super::*;
use crate::release::Releases;

const CUT: &str = include_str!("../../tests/data/indicators_cut.csv");

/// The lines of the cut, each as its cells.
fn lines() -> Vec<Vec<&'static str>> {
    let lines = CUT.lines();
    lines.map(|line| line.split(',').collect()).collect()
}

fn written(lines: &[Vec<&str>]) -> String {
    let lines: Vec<_> = lines.iter().map(|cells| cells.join(",")).collect();
    lines.join("\n")
}

/// The cut with one cell changed: the line is counted from one.
fn with(row: usize, column: &str, value: &'static str) -> String {
    let mut lines = lines();
    let place = lines[0].iter().position(|heading| *heading == column);
    lines[row - 1][place.expect(column)] = value;
    written(&lines)
}

fn problems(text: &str) -> Vec<String> {
    match read_release(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn check(text: &str, rule: &str, told: &str) {
    let problems = read_release(text.as_bytes()).expect_err("a problem");
    let found: Vec<_> = problems
        .iter()
        .map(|it| (it.rule, it.to_string()))
        .collect();
    let first = found.first().expect("a problem");
    assert_eq!(
        (first.0, first.1.starts_with(told)),
        (rule, true),
        "{found:?}"
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_cut_of_the_published_file_reads_as_the_shipped_figures() {
    let release = read_release(CUT.as_bytes()).expect("no problem");
    assert_eq!(release.rows().len(), 14);
    assert_eq!(release.years(), 2018..=2025);
    assert_eq!(
        release.source().citation(),
        "Department for Education, Children’s social work workforce, reporting year 2025, \
         indicators 2018 to 2025"
    );
    for row in release.rows() {
        let (shipped, _) = Releases::shipped().row(row.area, row.year).expect("a row");
        assert_eq!(row, shipped);
    }
}

#[test]
fn the_file_reads_the_same_however_it_was_saved() {
    let plain = read_release(CUT.as_bytes()).expect("no problem");
    let marked = format!("\u{feff}{CUT}");
    let with_returns = CUT.replace('\n', "\r\n");
    let quoted = CUT.replace(",Norfolk,", ",\"Norfolk\",");
    for text in [marked, with_returns, quoted] {
        let release = read_release(text.as_bytes()).expect("no problem");
        assert!(release.says_the_same(&plain));
    }
    // An old encoding: é is one byte.
    let mut old = CUT.replace(",Norfolk,", ",Norf?lk,").into_bytes();
    old.iter_mut()
        .filter(|byte| **byte == b'?')
        .for_each(|byte| *byte = 0xE9);
    assert!(
        read_release(&old)
            .expect("no problem")
            .says_the_same(&plain)
    );
}

#[test]
fn a_percentage_where_a_count_belongs_is_told_with_row_and_column() {
    check(
        &with(7, "inpost_fte", "13.4%"),
        "percentage",
        "row 7, column inpost_fte, ‘13.4%’: is a percentage, where a number of FTE belongs. See",
    );
    check(
        &with(7, "inpost_headcount", "13.4"),
        "not-whole",
        "row 7, column inpost_headcount, ‘13.4’: has a decimal place, and a number of people",
    );
    check(
        &with(2, "cases", "321661.0"),
        "not-whole",
        "row 2, column cases, ‘321661.0’",
    );
    check(
        &with(2, "vacancy_rate_fte", "14.2%"),
        "percent-sign",
        "row 2, column vacancy_rate_fte, ‘14.2%’: has a percent sign. Write the number alone",
    );
}

#[test]
fn a_rate_is_between_nought_and_a_hundred() {
    let rate = "vacancy_rate_fte";
    assert!(problems(&with(7, rate, "100")).is_empty());
    assert!(problems(&with(7, rate, "0")).is_empty());
    check(
        &with(7, rate, "100.1"),
        "rate-out-of-range",
        "row 7, column vacancy_rate_fte, ‘100.1’",
    );
    check(
        &with(7, rate, "-1"),
        "not-a-value",
        "row 7, column vacancy_rate_fte, ‘-1’",
    );
    // A caseload is no percentage.
    assert!(problems(&with(7, "caseload_fte", "132.7")).is_empty());
}

#[test]
fn what_is_no_value_is_told() {
    for (value, rule) in [
        ("", "empty-cell"),
        ("12.34", "not-a-value"),
        ("n/a", "not-a-value"),
        ("-", "not-a-value"),
        ("1e3", "not-a-value"),
    ] {
        check(
            &with(3, "agency_fte", value),
            rule,
            "row 3, column agency_fte",
        );
    }
    let comma = CUT.replace("36186.3", "\"36,186.3\"");
    check(
        &comma,
        "not-a-value",
        "row 2, column inpost_fte, ‘36,186.3’",
    );
}

#[test]
fn every_symbol_is_read() {
    for symbol in ["z", "x", "c", "u", "low", ":"] {
        let release = read_release(with(2, "cases", symbol).as_bytes()).expect("no problem");
        let row = release.row(Area::England, 2025).expect("England");
        let value = row.value(Measure::Cases).expect("a value");
        assert_eq!(value.to_string(), symbol);
    }
}

#[test]
fn an_unknown_area_is_told() {
    check(
        &with(7, "old_la_code", "999"),
        "unknown-authority",
        "row 7, column old_la_code, ‘999’: is the number of no authority",
    );
    check(
        &with(9, "old_la_code", "314 / 999"),
        "unknown-authority",
        "row 9",
    );
    check(
        &with(9, "old_la_code", "314 / 314"),
        "unknown-authority",
        "row 9",
    );
    check(
        &with(3, "region_code", "E12000010"),
        "unknown-region",
        "row 3, column region_code",
    );
    check(
        &with(2, "country_code", "K02000001"),
        "unknown-country",
        "row 2, column country_code",
    );
    check(
        &with(7, "geographic_level", "Ward"),
        "unknown-level",
        "row 7, column geographic_level, ‘Ward’",
    );
}

#[test]
fn an_unknown_period_is_told() {
    check(
        &with(2, "time_period", "202425"),
        "not-a-year",
        "row 2, column time_period, ‘202425’",
    );
    check(&with(2, "time_period", "1066"), "not-a-year", "row 2");
    check(
        &with(2, "time_identifier", "Q1"),
        "unknown-period",
        "row 2, column time_identifier",
    );
}

#[test]
fn an_area_and_year_that_stand_twice_are_told() {
    let mut lines = lines();
    lines.push(lines[6].clone());
    check(
        &written(&lines),
        "repeated-row",
        "row 16: is Norfolk in 2025 again, as in row 7",
    );
}

#[test]
fn an_authority_stands_alone_or_in_a_joint_return_but_not_in_both() {
    let mut lines = lines();
    let mut alone = lines[8].clone();
    assert_eq!(alone[7], "314 / 318");
    alone[7] = "318";
    lines.push(alone);
    check(
        &written(&lines),
        "repeated-row",
        "row 16: is Richmond upon Thames in 2025 again, as in row 9",
    );
}

#[test]
fn columns_that_are_missing_new_or_repeated_are_told() {
    let renamed = CUT.replacen("caseload_fte", "caseload_mean", 1);
    assert_eq!(
        problems(&renamed)
            .iter()
            .map(|told| told.split(':').next().unwrap_or_default())
            .collect::<Vec<_>>(),
        ["row 1, column caseload_mean", "row 1, column caseload_fte"]
    );
    let mut lines = lines();
    lines[0].push("wellbeing_score");
    lines.iter_mut().skip(1).for_each(|line| line.push("7"));
    check(
        &written(&lines),
        "unknown-column",
        "row 1, column wellbeing_score: is a column that this version of Holdfast does not know",
    );
    lines[0].pop();
    lines[0].push("cases");
    check(&written(&lines), "repeated-column", "row 1, column cases");
}

#[test]
fn all_problems_are_told_at_once_and_of_many_how_many() {
    let mut lines = lines();
    for line in lines.iter_mut().skip(1) {
        line.iter_mut().skip(10).for_each(|cell| *cell = "?");
    }
    let problems = problems(&written(&lines));
    assert_eq!(problems.len(), 51);
    assert!(
        problems[0].starts_with("row 2, column inpost_fte, ‘?’"),
        "{}",
        problems[0]
    );
    // 14 lines of 22 values, less the 50 that are told.
    assert!(
        problems[50].starts_with("the file: has 258 more problems"),
        "{}",
        problems[50]
    );
}

#[test]
fn what_is_no_such_file_is_told() {
    for text in ["", "\n \n", "\u{feff}"] {
        check(text, "empty-file", "the file: has no lines with figures");
    }
    check(
        &CUT[..=CUT.find('\n').expect("a line")],
        "empty-file",
        "the file",
    );
    check("PK\u{3}\u{4}", "not-text", "the file: is not a text file");
    check("time_period\0", "not-text", "the file");
    let other = problems("name,amount\nA,1\n");
    assert!(other[0].contains("column name"), "{other:?}");
    assert!(
        other
            .iter()
            .any(|told| told.contains("old_la_code: is missing")),
        "{other:?}"
    );
}

#[test]
fn a_row_with_too_few_cells_is_told_by_the_number_that_people_see() {
    let mut lines = lines();
    lines[4].pop();
    let blank = written(&lines)
        .replacen('\n', "\n\n", 1)
        .replace('\n', "\r\n");
    check(
        &blank,
        "uneven-row",
        "row 6: has 31 cells under 32 headings",
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(0u8..=255, 0..400)) {
        let _ = read_release(&bytes);
    }

    #[test]
    fn no_change_of_a_cell_panics(row in 1usize..=15, column in 0usize..32, text in "\\PC{0,8}") {
        let mut lines = lines();
        lines[row - 1][column] = &text;
        let _ = read_release(written(&lines).as_bytes());
    }
}
