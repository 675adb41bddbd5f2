//! The return of a quarter as a file, and what differs from the one that was signed.

use axum::extract::{Path, Query};
use holdfast_census::agency::AgencyDifference;
use holdfast_intake::export::{Cell, Column, Sheet};
use serde::Deserialize;

use super::built::QuarterReturn;
use super::sign::since;
use super::{Which, named};
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};

/// Which table comes first, counted from one, and of which return.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    table: usize,
    #[serde(default, rename = "as")]
    of: String,
}

/// The return as a file: all tables in a workbook, as CSV the one that is asked for.
pub(crate) async fn sheets(
    here: Here,
    kind: FileKind,
    Path(which): Path<Which>,
    Query(asked): Query<Asked>,
) -> Page {
    let quarter = which.quarter()?;
    let now = QuarterReturn::of(&here.workforce, quarter);
    let mut sheets = match now.answers.signed_off.as_ref() {
        Some(signed) if asked.of == "signed" => QuarterReturn::as_signed(&here, quarter, signed)
            .await?
            .sheets(),
        _ => now.sheets(),
    };
    if kind == FileKind::Csv {
        let before = asked.table.saturating_sub(1).min(sheets.len());
        sheets.drain(..before);
    }
    file(&here, kind, "agency-return", quarter.last_day(), &sheets)
}

/// What differs from the return that was signed.
pub(crate) async fn differences(here: Here, kind: FileKind, Path(which): Path<Which>) -> Page {
    let quarter = which.quarter()?;
    let now = QuarterReturn::of(&here.workforce, quarter);
    let found = match now.answers.signed_off.as_ref() {
        Some(signed) => since(&here, &now, signed).await?,
        None => Vec::new(),
    };
    let cells = |it: AgencyDifference| {
        let contents = [it.before.to_string(), it.now.to_string()];
        let texts = [it.sheet, it.row, it.column].into_iter().chain(contents);
        texts.map(Cell::Text).collect()
    };
    let sheet = Sheet {
        title: format!(
            "{}: changed since the return of {} was signed off",
            here.workforce.name(),
            named(quarter)
        ),
        columns: ["Sheet", "Row", "Column", "As signed", "Now"]
            .map(Column::text)
            .into(),
        rows: found.into_iter().map(cells).collect(),
        notes: Vec::new(),
    };
    let day = quarter.last_day();
    file(&here, kind, "agency-return-differences", day, &[sheet])
}
