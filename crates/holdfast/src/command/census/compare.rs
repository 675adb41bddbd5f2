//! `holdfast census compare`: a return beside the one of the year before.

use holdfast_census::{Finding, NotKnown, StockAndFlow, Summary};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet, findings_sheet, to_csv};
use serde_json::{Value, json};

use crate::cli::{self, Format};
use crate::command::position::table;
use crate::failure::Failure;
use crate::printer;

/// The rules that need last year’s return.
const RULES: [&str; 2] = ["W119", "W120"];

/// Prints stock and flow, what is not known, and every worker who vanished or changed.
pub(super) fn run(options: &cli::CensusCompare) -> Result<(), Failure> {
    let last = super::last_years(&options.last_year, options.year)?;
    let checked = super::checked(&options.file, super::checker(options.year), Some(&last))?;
    let now = checked.summary;
    if now.year.before() != Some(last.year) || now.authority != last.authority {
        return Err(Failure::Input(format!(
            "{} is the return of {} for {}, and {} that of {} for {}; compare a return with that of the same authority the year before",
            options.file.display(),
            now.authority,
            now.year,
            options.last_year.display(),
            last.authority,
            last.year
        )));
    }
    let found: Vec<&Finding> = checked
        .findings
        .all
        .iter()
        .filter(|finding| RULES.contains(&finding.rule))
        .collect();
    match options.format {
        Format::Table => printer::data(&in_words(&now, &last, &found)),
        Format::Json => printer::data(&format!("{:#}", as_json(&now, &last, &found))),
        Format::Csv => {
            let title = format!("Workers of {} who vanished or changed", last.year);
            printer::bytes(&to_csv(&findings_sheet(title, found)));
        }
    }
    Ok(())
}

fn in_words(now: &Summary, last: &Summary, found: &[&Finding]) -> String {
    let mut text = String::new();
    for sheet in [flow_sheet(now, last), unknown_sheet(now, last)] {
        text += &format!("{}\n\n{}\n", sheet.title, table(&sheet));
    }
    let head = match found.len() {
        0 => "Nobody vanished or appeared and nothing changed that should not.\n".to_owned(),
        count => format!("Found beside the return of {}: {count}\n", last.year),
    };
    text += &head;
    for finding in found {
        let record = finding
            .record
            .as_ref()
            .map_or(String::new(), |record| format!("{}, ", record.registration));
        text += &format!("  {record}{}: {}\n", finding.element, finding.message);
    }
    text
}

fn flow_sheet(now: &Summary, last: &Summary) -> Sheet {
    let flow = StockAndFlow::of(now, last);
    let row = |name: String, count: i64| vec![Cell::Text(name), Cell::Text(count.to_string())];
    Sheet {
        title: format!("Stock and flow, {} to {}, people", last.year, now.year),
        columns: vec![Column::text(""), Column::of(ColumnKind::Figure, "People")],
        rows: vec![
            row(format!("In post, return of {}", last.year), flow.before),
            row("Joined in the year".to_owned(), flow.starters),
            row("Left in the year".to_owned(), -flow.leavers),
            row("So in post should be".to_owned(), flow.expected()),
            row(format!("In post, return of {}", now.year), flow.after),
            row("Difference".to_owned(), flow.difference()),
        ],
        notes: Vec::new(),
    }
}

fn unknown_sheet(now: &Summary, last: &Summary) -> Sheet {
    let count = |number: usize| Cell::Whole(number.try_into().unwrap_or(u64::MAX));
    let rows = NotKnown::all(now).into_iter().zip(NotKnown::all(last));
    let whole = |name: String| Column::of(ColumnKind::Whole, name);
    Sheet {
        title: "Not known, refused or not yet collected, records".to_owned(),
        columns: vec![
            Column::text("Item"),
            whole(now.year.to_string()),
            whole(format!("of, {}", now.year)),
            whole(last.year.to_string()),
            whole(format!("of, {}", last.year)),
        ],
        rows: rows
            .map(|(now, last)| {
                vec![
                    Cell::Text(now.item.definition().meaning.to_owned()),
                    count(now.records),
                    count(now.of),
                    count(last.records),
                    count(last.of),
                ]
            })
            .collect(),
        notes: Vec::new(),
    }
}

fn as_json(now: &Summary, last: &Summary, found: &[&Finding]) -> Value {
    let flow = StockAndFlow::of(now, last);
    let unknown = |summary: &Summary| -> Value {
        let all = NotKnown::all(summary).into_iter();
        all.map(|it| json!({ "item": it.item.element(), "records": it.records, "of": it.of }))
            .collect()
    };
    json!({
        "year": now.year.number(),
        "last_year": last.year.number(),
        "stock_and_flow": flow,
        "expected": flow.expected(),
        "difference": flow.difference(),
        "not_known": unknown(now),
        "not_known_last_year": unknown(last),
        "findings": found,
    })
}
