//! The problems of an upload and what it would change, as tables to take along.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use holdfast_import::{Deed, Outcome};
use holdfast_intake::Problem;
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet, to_csv};

use super::bring::{self, bring};
use super::check::{Reading, Which};
use super::desk::Desk;
use crate::error::PageError;
use crate::pages::Page;

/// Everything that is wrong with an upload.
pub(crate) async fn problems(
    desk: Desk,
    Path(which): Path<Which>,
    Query(reading): Query<Reading>,
) -> Page {
    let outcome = tried(&desk, &which, &reading).await?;
    Ok(csv("problems", &problems_sheet(&outcome.problems)))
}

/// Everything that an upload would change, in words.
pub(crate) async fn stories(
    desk: Desk,
    Path(which): Path<Which>,
    Query(reading): Query<Reading>,
) -> Page {
    let outcome = tried(&desk, &which, &reading).await?;
    Ok(csv("what-would-change", &stories_sheet(&outcome)))
}

async fn tried(desk: &Desk, which: &Which, reading: &Reading) -> Result<Outcome, PageError> {
    let upload = bring::upload(desk, &which.upload).await?;
    let profile = bring::profile(desk, &reading.profile)?;
    bring(desk, upload, profile, Deed::Try, usize::MAX).await
}

/// A sheet as a download.
pub(crate) fn csv(name: &str, sheet: &Sheet) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    (headers, to_csv(sheet)).into_response()
}

fn row_column() -> Column {
    Column::of(ColumnKind::Whole, "row")
}

fn problems_sheet(problems: &[Problem]) -> Sheet {
    let texts = |names: &[&str]| {
        names
            .iter()
            .map(|name| Column::text(*name))
            .collect::<Vec<_>>()
    };
    let mut columns = texts(&["severity", "file"]);
    columns.push(row_column());
    columns.extend(texts(&["column", "value", "rule", "message", "what to do"]));
    let row = |problem: &Problem| {
        vec![
            Cell::Text(problem.severity.to_string()),
            Cell::Text(problem.file.clone()),
            problem.row.map_or(Cell::Empty, Cell::Whole),
            Cell::text(problem.column.clone()),
            Cell::text(problem.value.clone()),
            Cell::Text(problem.rule.to_owned()),
            Cell::Text(problem.message.clone()),
            Cell::Text(problem.advice.clone()),
        ]
    };
    Sheet {
        title: "Problems".to_owned(),
        columns,
        rows: problems.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn stories_sheet(outcome: &Outcome) -> Sheet {
    let mut rows = Vec::new();
    for authority in &outcome.authorities {
        for tally in &authority.tallies {
            rows.extend(tally.stories.iter().map(|told| {
                vec![
                    Cell::Text(authority.name.clone()),
                    Cell::Text(tally.label.to_owned()),
                    Cell::Text(told.text.clone()),
                    Cell::text(told.file.clone()),
                    told.row.map_or(Cell::Empty, Cell::Whole),
                ]
            }));
        }
    }
    let names = ["authority", "kind", "what would happen", "file"];
    let mut columns: Vec<_> = names.into_iter().map(Column::text).collect();
    columns.push(row_column());
    Sheet {
        title: "What would change".to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}
