//! `holdfast changes`: the log of changes.

use serde_json::json;

use super::source;
use crate::cli;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the latest changes.
pub(crate) async fn run(options: cli::Changes, settings: &Settings) -> Result<(), Failure> {
    let store = source::open_existing(settings).await?;
    let changes = store.changes(None, options.limit, None).await.or_fail()?;
    let head = ["Change", "When", "Who", "What", "Records"].map(str::to_owned);
    let rows: Vec<Vec<String>> = changes
        .iter()
        .map(|change| {
            vec![
                change.seq.to_string(),
                change.when(),
                change.actor.clone(),
                change.title.clone(),
                change.records.to_string(),
            ]
        })
        .collect();
    match options.format {
        cli::Format::Table if rows.is_empty() => printer::data("Nothing was changed yet."),
        cli::Format::Table => {
            let numbers = [true, false, false, false, true];
            printer::data(&printer::columns(&head, &rows, &numbers));
        }
        cli::Format::Json => {
            let list: Vec<_> = changes
                .iter()
                .map(|change| {
                    json!({
                        "change": change.seq,
                        "at": change.at,
                        "actor": change.actor,
                        "kind": change.kind,
                        "title": change.title,
                        "records": change.records,
                        "undoes": change.undoes,
                    })
                })
                .collect();
            printer::data(&format!("{:#}", json!(list)));
        }
        cli::Format::Csv => printer::bytes(&as_csv(&head, &rows)),
    }
    Ok(())
}

fn as_csv(head: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    use holdfast_intake::export::{Cell, Column, Sheet, to_csv};
    to_csv(&Sheet {
        title: "Changes".to_owned(),
        columns: head.iter().map(Column::text).collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|cell| Cell::Text(cell.clone())).collect())
            .collect(),
        notes: Vec::new(),
    })
}
