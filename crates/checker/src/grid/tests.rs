use super::*;
use crate::paper::Row;

fn table(lines: &[&str]) -> Table {
    let rows = lines
        .iter()
        .enumerate()
        .map(|(index, line)| Row::new(u32::try_from(index).expect("few") + 1, line.split('|')));
    Table {
        rows: rows.collect(),
    }
}

#[test]
fn headers_labels_and_totals_are_found() {
    let table = table(&["|2019|2020", "Starters|12|9", "Total|12|9"]);
    let grid = Grid::new(0, &table, "").expect("a grid");
    assert_eq!(grid.columns[1].header, "2020");
    assert_eq!(grid.rows[1].kind, RowKind::Total);
}

#[test]
fn signs_of_withholding_are_no_numbers() {
    assert_eq!(cell("<5"), Cell::Withheld);
    assert_eq!(cell("*"), Cell::Withheld);
    assert_eq!(cell("–"), Cell::Nil);
    assert_eq!(cell("n/a"), Cell::Text);
}

#[test]
fn a_bracketed_number_is_a_loss_and_a_bracketed_share_is_not() {
    assert!(matches!(cell("(1,234)"), Cell::Number(it) if it.value == Exact::whole(-1234)));
    assert!(
        matches!(cell("12 (27%)"), Cell::Number(it) if it.share == Some((Exact::whole(27), 0)))
    );
}

#[test]
fn rates_are_not_added_up() {
    assert!(is_added_up("Agency staff"));
    assert!(!is_added_up("Vacancy rate"));
    assert!(!is_added_up("Average caseload"));
}
