//! What moved the FTE in post, as a table.

use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::{Band, Outlook};
use holdfast_workforce::date::in_words;

use super::plain;
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// What moved the FTE in post: the mean, the median and the band of each flow.
pub fn waterfall_sheet(model: &Model, outlook: &Outlook) -> Sheet {
    let waterfall = &outlook.waterfall;
    let row = |name: &str, number: fn(f64) -> String, band: Band| {
        let numbers = [band.mean, band.p50, band.p5, band.p95];
        let cells = numbers.map(|fte| Cell::Figure(number(fte)));
        std::iter::once(Cell::Text(name.to_owned()))
            .chain(cells)
            .collect()
    };
    let fte: fn(f64) -> String = |fte| plain(fte, 1);
    let day = |month| format!("In post on {}", in_words(model.scenario().month_end(month)));
    let opening = waterfall.opening;
    let certain = Band {
        mean: opening,
        p5: opening,
        p50: opening,
        p95: opening,
        ..Band::default()
    };
    let mut rows = vec![row(&day(0), fte, certain)];
    rows.extend(
        waterfall
            .steps
            .iter()
            .map(|step| row(step.flow.label(), signed, step.band)),
    );
    rows.push(row(&day(model.months()), fte, waterfall.closing));
    let heads = [
        "Mean of all futures",
        "Median",
        "Nine in ten from",
        "Nine in ten to",
    ];
    let mut columns = vec![Column::text("")];
    columns.extend(heads.map(|head| Column::of(ColumnKind::Figure, head)));
    Sheet {
        title: "What moved the FTE in post".to_owned(),
        columns,
        rows,
        notes: vec![
            "The means add up to the last line. Medians and bands need not: a future with many leavers is seldom the one with few starters.".to_owned(),
        ],
    }
}

/// With its sign.
pub fn signed(value: f64) -> String {
    let text = plain(value, 1);
    if value > 0.0 && text != "0.0" {
        format!("+{text}")
    } else {
        text
    }
}
