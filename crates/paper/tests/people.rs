//! Tables that describe people hide small numbers, from readers of earlier papers too.

use std::sync::LazyLock;

use holdfast_document::{Block, Cell, RowKind, Table, plain};
use holdfast_example::{Plan, generate};
use holdfast_paper::publish::{Frozen, fingerprint};
use holdfast_paper::{Composed, Grounds, compose};
use holdfast_reference::Releases;
use holdfast_workforce::id::{CountingIds, IdSource as _, PublishedPaperId};
use holdfast_workforce::record::{PublishedPaper, Record};
use holdfast_workforce::{Change, Workforce};
use jiff::civil::date;

static EXAMPLE: LazyLock<Workforce> = LazyLock::new(|| generate(&Plan::default()));

const TEXT: &str = "+++\ntitle = \"Leavers\"\ndate = 2026-10-14\n+++\n{{ table leavers by reason }}\n\n{{ table staff by ethnicity }}\n";

fn composed(workforce: &Workforce) -> Composed {
    let composed = compose(TEXT, Grounds::of(workforce, Releases::shipped()))
        .expect("a paper that can be read");
    assert_eq!(composed.problems, []);
    composed
}

fn texts(table: &Table, column: usize) -> Vec<String> {
    let read = |cells: &[Cell]| plain(&cells[column].runs);
    table.rows.iter().map(|row| read(&row.cells)).collect()
}

#[test]
fn small_counts_are_hidden_and_no_total_gives_one_away() {
    let composed = composed(&EXAMPLE);
    let mut hidden = 0;
    for table in composed.document.tables() {
        assert_eq!(table.rows.last().unwrap().kind, RowKind::Total);
        for column in 1..table.columns.len() {
            let texts = texts(table, column);
            let numbers = texts
                .iter()
                .filter_map(|it| it.replace(',', "").parse::<u64>().ok());
            assert!(
                numbers.clone().all(|count| count == 0 || count >= 5),
                "{texts:?}"
            );
            let gone = texts.iter().filter(|it| *it == "c").count();
            // One hidden number alone follows from the total.
            assert_ne!(gone, 1, "{texts:?}");
            hidden += gone;
        }
    }
    assert!(
        hidden > 0,
        "the example has small counts, or nothing is tested"
    );
}

#[test]
fn a_number_that_was_published_before_hides_its_column() {
    let mut before = composed(&EXAMPLE);
    let (last, row) = open_one_cell(&mut before.document.body);
    let frozen = Frozen {
        paper: "leavers".into(),
        version: 1,
        text: TEXT.into(),
        fingerprint: fingerprint(TEXT, &before.printed),
        document: before.document,
        printed: before.printed,
        agreements: Vec::new(),
    };
    let record = PublishedPaper {
        id: PublishedPaperId(CountingIds::default().next_id()),
        reference: "leavers-v1".into(),
        on: date(2026, 10, 1),
        text: frozen.write(),
    };
    let records = EXAMPLE.with(&[Change::Put(Record::PublishedPaper(record))], 1);
    let now = composed(&records);
    let table = now.document.tables()[0];
    let texts = texts(table, last);
    assert!(
        texts.iter().all(|it| it == "c"),
        "row {row} was open: {texts:?}"
    );
}

/// Prints a small number in place of a symbol in the last column of the first table, as a careless
/// paper would have done.
fn open_one_cell(body: &mut [Block]) -> (usize, usize) {
    let Some(Block::Table(table)) = body.iter_mut().find(|it| matches!(it, Block::Table(_))) else {
        panic!("there is a table");
    };
    let last = table.columns.len() - 1;
    for (place, row) in table.rows.iter_mut().enumerate() {
        if plain(&row.cells[last].runs) == "c" {
            row.cells[last] = Cell::text("2");
            return (last, place);
        }
    }
    panic!("nothing is hidden in the last column");
}
