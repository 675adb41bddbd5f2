//! The scorecard as a file: what the page shows, and in a workbook its months.

use axum::extract::Query;
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet, scorecard_sheet};
use holdfast_measures::scorecard::{Card, CardRow, Scorecard};
use holdfast_workforce::CodeSet as _;

use super::asked::Asked;
use super::page::card_of;
use super::rows::short;
use crate::error::PageError;
use crate::here::{Here, unavailable};
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};
use crate::pages::measures::files::value_cell;

/// The scorecard of a date.
pub(crate) async fn scorecard(
    here: Here,
    kind: FileKind,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let asked = Asked::read(query, &here.workforce, here.app.today());
    let refused = |reason: String| PageError::BadRequest { reason };
    if let Some(problem) = asked.answers.problems().first() {
        return Err(refused(format!(
            "{}. Go back and correct it.",
            problem.message
        )));
    }
    let scorecard = Scorecard::kept(&here.workforce, asked.service);
    let scorecard = scorecard.map_err(|problems| {
        let first = problems.first().map(ToString::to_string);
        refused(first.unwrap_or_default())
    })?;
    let card = card_of(&here, &asked, &scorecard, &releases);
    let about = format!("{}, {}", here.workforce.name(), asked.service.label());
    let sheets = [scorecard_sheet(&card), months(&card, &about)];
    file(&here, kind, "scorecard", asked.at, &sheets)
}

fn rows(card: &Card) -> impl Iterator<Item = &CardRow> {
    card.groups.iter().flat_map(|group| &group.rows)
}

fn months(card: &Card, about: &str) -> Sheet {
    let mut columns = vec![Column::text("Measure"), Column::text("Unit")];
    let first = rows(card).next();
    let days = first.map(|row| row.course.points.iter().map(|it| short(it.day)));
    let figures = |day: String| Column::of(ColumnKind::Figure, day);
    columns.extend(days.into_iter().flatten().map(figures));
    let row = |row: &CardRow| {
        let measure = row.course.now.measure;
        let mut cells = vec![
            Cell::Text(measure.label().to_owned()),
            Cell::Text(measure.unit().label().to_owned()),
        ];
        let points = row.course.points.iter();
        cells.extend(points.map(|point| value_cell(measure, point.value)));
        cells
    };
    Sheet {
        title: format!("Months, {about}"),
        columns,
        rows: rows(card).map(row).collect(),
        notes: Vec::new(),
    }
}
