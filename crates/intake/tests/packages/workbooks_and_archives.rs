//! Workbooks and archives: what they hold is read, and what could do harm is
//! refused.

use crate::support::{TABLES, archive, at, read, read_bytes, told, with_sheet};
use holdfast_intake::schema::Table;
use holdfast_intake::{Package, ReadError, package_archive, package_workbook, table_csv};
use holdfast_workforce::Workforce;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn same_tables(left: &Workforce, right: &Workforce) {
    for table in Table::ALL {
        let text = |workforce| String::from_utf8(table_csv(workforce, table)).expect("UTF-8");
        assert_eq!(text(left), text(right), "{}", table.name());
    }
}

#[test]
fn a_workbook_reads_back_as_it_was_written() {
    let (workforce, _) = read(&[]);
    let bytes = package_workbook(&workforce).expect("written");
    assert_eq!(bytes, package_workbook(&workforce).expect("written"));
    let (again, problems) = read_bytes("all.xlsx", bytes);
    assert_eq!(told(&problems), []);
    same_tables(&workforce, &again);
}

#[test]
fn an_archive_reads_back_as_it_was_written() {
    let (workforce, _) = read(&[]);
    let bytes = package_archive(&workforce).expect("written");
    assert_eq!(bytes, package_archive(&workforce).expect("written"));
    let (again, problems) = read_bytes("all.zip", bytes);
    assert_eq!(told(&problems), []);
    same_tables(&workforce, &again);
}

/// A workbook with the sheet `people`, filled by the caller.
fn people(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("People").expect("a name");
    for (column, heading) in (0..).zip(["id", "name", "born"]) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    fill(sheet);
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn formulas_count_by_their_saved_value_and_numbers_as_numbers_of_the_council() {
    let bytes = people(|sheet| {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let born = ExcelDateTime::from_ymd(1980, 2, 29).expect("a day");
        sheet.write_number(1, 0, 100_345).expect("a number");
        sheet
            .write_formula(1, 1, Formula::new("=A2").set_result("Ann"))
            .expect("a formula");
        sheet
            .write_datetime_with_format(1, 2, &born, &day)
            .expect("a day");
        sheet.write_string(3, 0, "B2").expect("a text");
        sheet.write_string(3, 2, "01/02/1990").expect("a text");
    });
    let (workforce, problems) = read_bytes("hr.xlsx", bytes);
    assert_eq!(told(&problems), []);
    let ann = workforce
        .people()
        .by_reference("100345")
        .expect("the person");
    assert_eq!(ann.name.as_deref(), Some("Ann"));
    assert_eq!(
        ann.born.map(|day| day.to_string()).as_deref(),
        Some("1980-02-29")
    );
    let other = workforce.people().by_reference("B2").expect("the person");
    assert_eq!(
        other.born.map(|day| day.to_string()).as_deref(),
        Some("1990-02-01")
    );
}

#[test]
fn merged_cells_and_error_cells_are_told_with_sheet_row_and_column() {
    let bytes = people(|sheet| {
        sheet.write_string(1, 0, "A1").expect("a text");
        sheet
            .write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("a formula");
        sheet
            .merge_range(2, 0, 3, 0, "A2", &Format::new())
            .expect("merged");
        sheet.write_string(2, 1, "Bob").expect("a text");
        sheet.write_string(3, 1, "Bea").expect("a text");
    });
    let (_, problems) = read_bytes("hr.xlsx", bytes);
    let sheet = "hr.xlsx, sheet People";
    let told = told(&problems);
    assert!(
        told.contains(&at(sheet, 3, "id", "A2", "merged-cell")),
        "{told:?}"
    );
    assert!(
        told.contains(&at(sheet, 4, "id", "", "merged-cell")),
        "{told:?}"
    );
    assert!(
        told.contains(&at(sheet, 2, "born", "#DIV/0!", "error-cell")),
        "{told:?}"
    );
}

#[test]
fn formulas_without_a_saved_value_are_told_and_are_not_blank_cells() {
    let bytes = people(|sheet| {
        let unsaved = || Formula::new("=B9").set_result("111");
        let blank = || Formula::new("=\"\"").set_result("222");
        sheet.write_string(1, 0, "A1").expect("a text");
        sheet.write_formula(1, 1, unsaved()).expect("a formula");
        sheet.write_string(2, 0, "A2").expect("a text");
        sheet.write_formula(2, 1, blank()).expect("a formula");
        sheet.write_formula(4, 2, unsaved()).expect("a formula");
    });
    let bytes = with_sheet(&bytes, |sheet| {
        assert!(sheet.contains("<v>111</v>") && sheet.contains("<c r=\"B3\"><f>"));
        let sheet = sheet.replace("<v>111</v>", "");
        let sheet = sheet.replace("<c r=\"B3\"><f>", "<c r=\"B3\" t=\"str\"><f>");
        sheet.replace("<v>222</v>", "<v></v>")
    });
    let (_, problems) = read_bytes("hr.xlsx", bytes);
    let sheet = "hr.xlsx, sheet People";
    assert_eq!(
        told(&problems),
        [
            at(sheet, 2, "name", "", "formula-without-value"),
            at(sheet, 5, "id", "", "missing-value"),
            at(sheet, 5, "born", "", "formula-without-value"),
        ]
    );
    assert_eq!(
        problems[0].to_string(),
        "error: hr.xlsx, sheet People, row 2, column name, ‘’: holds a formula whose result was \
         never saved in the workbook. Open the workbook in a spreadsheet program and save it, \
         or write the value. [formula-without-value]"
    );
}

#[test]
fn a_heading_that_is_a_formula_without_a_saved_value_is_told() {
    let bytes = people(|sheet| {
        let unsaved = Formula::new("=B9").set_result("111");
        sheet.write_formula(0, 2, unsaved).expect("a formula");
        sheet.write_string(1, 0, "A1").expect("a text");
    });
    let bytes = with_sheet(&bytes, |sheet| sheet.replace("<v>111</v>", "<v/>"));
    let (_, problems) = read_bytes("hr.xlsx", bytes);
    assert_eq!(
        (problems[0].rule, problems[0].row),
        ("formula-without-value", Some(1))
    );
}

#[test]
fn a_sheet_that_breaks_the_rules_of_the_format_is_told() {
    let bytes = people(|sheet| {
        sheet.write_string(1, 0, "A1").expect("a text");
    });
    for place in ["A99999999999999999999", "ZZZZZZZZZZZZ2"] {
        let broken = |sheet: &str| sheet.replace("r=\"A2\"", &format!("r=\"{place}\""));
        let (_, problems) = read_bytes("hr.xlsx", with_sheet(&bytes, broken));
        let told: Vec<_> = problems.iter().map(|it| it.rule).collect();
        assert!(
            told == ["cannot-read"] || told == ["workbook-too-large"],
            "{place}: {told:?}"
        );
    }
}

#[test]
fn a_merged_title_above_nothing_else_does_no_harm() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .expect("a name")
        .merge_range(0, 0, 0, 5, "Staff", &Format::new())
        .expect("merged");
    let sheet = workbook.add_worksheet().set_name("teams").expect("a name");
    for (column, heading) in (0..).zip(["id", "name", "service"]) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    let (_, problems) = read_bytes("hr.xlsx", workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(told(&problems), []);
    assert_eq!(problems[0].rule, "unknown-table");
}

#[test]
fn a_sheet_that_spans_too_many_cells_is_refused() {
    let bytes = people(|sheet| {
        sheet.write_string(1, 0, "A1").expect("a text");
        sheet
            .write_string(1_000_000, 200, "far away")
            .expect("a text");
    });
    let (_, problems) = read_bytes("hr.xlsx", bytes);
    assert_eq!(problems[0].rule, "workbook-too-large");
}

#[test]
fn broken_archives_and_workbooks_are_refused() {
    let rule = |name: &str, bytes: &[u8]| {
        Package::from_bytes(name, bytes.to_vec()).map_or_else(|error| error.rule(), |_| "none")
    };
    assert_eq!(rule("a.zip", b"not an archive"), "not-an-archive");
    assert_eq!(rule("a.xlsx", b"not a workbook"), "not-a-workbook");
    assert_eq!(rule("a.pdf", b"%PDF"), "not-a-package");
    let (workforce, _) = read(&[]);
    let archive = package_archive(&workforce).expect("written");
    assert_eq!(
        rule("a.zip", &archive[..archive.len() / 2]),
        "not-an-archive"
    );
    let book = package_workbook(&workforce).expect("written");
    assert_eq!(rule("a.xlsx", &book[..book.len() / 2]), "not-a-workbook");
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let nothing = vec![b' '; 64 * 1024 * 1024];
    let bomb = archive(&[("people.csv", &nothing)]);
    assert!(bomb.len() < 100_000);
    let error = Package::from_bytes("bomb.zip", bomb).expect_err("refused");
    assert!(matches!(error, ReadError::Bomb { .. }));
}

#[test]
fn an_archive_that_names_files_outside_itself_is_refused() {
    for path in ["../people.csv", "/etc/people.csv", "a\\..\\people.csv"] {
        let bytes = archive(&[(path, b"id\n")]);
        let error = Package::from_bytes("bad.zip", bytes).expect_err("refused");
        assert_eq!(error.rule(), "leads-outside", "{path}");
    }
}

#[test]
fn an_archive_of_a_folder_is_read_like_the_folder() {
    let mut files: Vec<(String, &[u8])> = TABLES
        .iter()
        .map(|(name, text)| (format!("package/{name}.csv"), text.as_bytes()))
        .collect();
    files.push(("__MACOSX/package/people.csv".to_owned(), b"rubbish"));
    let (workforce, problems) = read_bytes("p.zip", archive(&files));
    assert_eq!(told(&problems), []);
    same_tables(&workforce, &read(&[]).0);
}
