//! How well next year is foreseen, as tables and JSON.

use holdfast_forecast::backtest::{
    Ahead, Backtest, Band, Errors, Forecast, PREDICTED, Score, short,
};
use holdfast_reference::area_name;
use holdfast_workforce::CodeSet as _;
use serde_json::{Value, json};

use super::super::{Cell, Column, ColumnKind, Sheet};
use super::plain;

fn fte(value: f64) -> Cell {
    Cell::Figure(plain(value, 1))
}

fn percent(value: f64) -> Cell {
    Cell::Percent(plain(value, 1))
}

fn columns<const N: usize>(first: &[&str], figures: [(&str, ColumnKind); N]) -> Vec<Column> {
    let words = first.iter().map(|title| Column::text(*title));
    let figures = figures
        .into_iter()
        .map(|(title, kind)| Column::of(kind, title));
    words.chain(figures).collect()
}

/// The errors and the shares held over all years: a row for each measure. Its
/// notes say whether the bars are reached and what is to be known.
pub fn backtest_sheet(backtest: &Backtest) -> Sheet {
    use ColumnKind::{Figure, Percent, Whole};
    let scores = PREDICTED.into_iter();
    let rows = scores.filter_map(|measure| {
        let score = backtest.score(measure, None)?;
        let mut row = vec![
            Cell::Text(short(measure).to_owned()),
            Cell::Whole(score.count as u64),
            fte(score.model.mean_absolute),
            fte(score.no_change.mean_absolute),
            fte(score.change_again.mean_absolute),
            percent(score.gain_percent()),
            fte(score.model.root_mean_square),
            fte(score.no_change.root_mean_square),
            percent(score.model.median_percent),
        ];
        row.extend(held(&score));
        Some(row)
    });
    let mut notes = vec![
        "Errors are means over authority-years, in FTE, without their sign; RMSE is the square root of \
         the mean of their squares; the median error is in percent of what came. The last change again is \
         of those forecasts alone that have a year before the last."
            .to_owned(),
        backtest.verdict_in_words(),
    ];
    notes.extend(backtest.limits());
    Sheet {
        title: title(backtest),
        columns: columns(
            &["Measure"],
            [
                ("Forecasts", Whole),
                ("Error", Figure),
                ("No change", Figure),
                ("Last change again", Figure),
                ("Gain %", Percent),
                ("RMSE", Figure),
                ("RMSE, no change", Figure),
                ("Median error %", Percent),
                ("50% band held %", Percent),
                ("90% band held %", Percent),
            ],
        ),
        rows: rows.collect(),
        notes,
    }
}

fn title(backtest: &Backtest) -> String {
    let years = backtest.years();
    match (years.first(), years.last()) {
        (Some(first), Some(last)) => format!(
            "Next year at 30 September, {first} to {last}, each foreseen from the years before it alone"
        ),
        _ => "Next year at 30 September".to_owned(),
    }
}

fn held(score: &Score) -> [Cell; 2] {
    [percent(score.held_half), percent(score.held_nine_tenths)]
}

/// The same for each year, by measure.
pub fn backtest_years_sheet(backtest: &Backtest) -> Sheet {
    use ColumnKind::{Figure, Percent, Whole};
    let years = backtest.years();
    let by_measure = PREDICTED.into_iter();
    let rows = by_measure.flat_map(|measure| {
        years.iter().filter_map(move |year| {
            let score = backtest.score(measure, Some(*year))?;
            let mut row = vec![
                Cell::Text(short(measure).to_owned()),
                Cell::Text(year.to_string()),
                Cell::Whole(score.count as u64),
                fte(score.model.mean_absolute),
                fte(score.no_change.mean_absolute),
                fte(score.change_again.mean_absolute),
            ];
            row.extend(held(&score));
            Some(row)
        })
    });
    Sheet {
        title: "By year".to_owned(),
        columns: columns(
            &["Measure", "Year"],
            [
                ("Forecasts", Whole),
                ("Error", Figure),
                ("No change", Figure),
                ("Last change again", Figure),
                ("50% band held %", Percent),
                ("90% band held %", Percent),
            ],
        ),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// How well several years ahead are foreseen.
pub fn ahead_sheet(all: &[Ahead]) -> Sheet {
    use ColumnKind::{Figure, Percent, Whole};
    let rows = all.iter().map(|it| {
        vec![
            Cell::Text(short(it.measure).to_owned()),
            Cell::Whole(it.years as u64),
            Cell::Whole(it.count as u64),
            fte(it.mean_absolute),
            fte(it.no_change),
            percent(it.held_half),
            percent(it.held_nine_tenths),
        ]
    });
    Sheet {
        title: "Several years ahead".to_owned(),
        columns: columns(
            &["Measure"],
            [
                ("Years ahead", Whole),
                ("Forecasts", Whole),
                ("Error", Figure),
                ("No change", Figure),
                ("50% band held %", Percent),
                ("90% band held %", Percent),
            ],
        ),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// What was foreseen of authorities, and what came: a row for each forecast.
pub fn foreseen_sheet(title: &str, forecasts: &[&Forecast]) -> Sheet {
    use ColumnKind::Figure;
    let rows = forecasts.iter().map(|it| {
        let bands = Band::ALL.map(|band| it.band(band).into_inner());
        let said = |held: Option<bool>| match held {
            Some(true) => Cell::Text("yes".to_owned()),
            Some(false) => Cell::Text("no".to_owned()),
            None => Cell::Empty,
        };
        let known = |value: Option<f64>| value.map_or(Cell::Empty, fte);
        vec![
            Cell::Text(it.year.to_string()),
            Cell::Text(it.area.to_string()),
            Cell::text(area_name(it.area)),
            Cell::Text(short(it.measure).to_owned()),
            fte(it.median),
            fte(bands[0].0),
            fte(bands[0].1),
            fte(bands[1].0),
            fte(bands[1].1),
            known(it.truth),
            said(it.held(Band::Half)),
            said(it.held(Band::NineTenths)),
            fte(it.no_change),
            known(it.change_again),
        ]
    });
    let mut all = columns(
        &["Year", "Number", "Authority", "Measure"],
        [
            ("Median", Figure),
            ("25%", Figure),
            ("75%", Figure),
            ("5%", Figure),
            ("95%", Figure),
            ("Came", Figure),
        ],
    );
    all.extend(["50% held", "90% held"].map(Column::text));
    all.extend(["No change", "Last change again"].map(|title| Column::of(Figure, title)));
    Sheet {
        title: title.to_owned(),
        columns: all,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// Everything of a backtest, with these of its forecasts.
pub fn backtest_json(backtest: &Backtest, forecasts: &[&Forecast]) -> Value {
    let mut scores = Vec::new();
    for measure in PREDICTED {
        let years = backtest.years().into_iter().map(Some);
        for year in std::iter::once(None).chain(years) {
            if let Some(score) = backtest.score(measure, year) {
                scores.push(score_json(measure.code(), year, &score));
            }
        }
    }
    json!({
        "release": backtest.release,
        "verdict": backtest.verdict_in_words(),
        "limits": backtest.limits(),
        "scores": scores,
        "ahead": backtest.ahead.iter().map(ahead_json).collect::<Vec<_>>(),
        "forecasts": forecasts.iter().map(|it| forecast_json(it)).collect::<Vec<_>>(),
    })
}

fn errors_json(errors: Errors) -> Value {
    json!({
        "mean_absolute": errors.mean_absolute,
        "root_mean_square": errors.root_mean_square,
        "median_percent": errors.median_percent,
    })
}

fn score_json(measure: &str, year: Option<i16>, score: &Score) -> Value {
    let bars = score.verdicts().into_iter();
    let bars: serde_json::Map<_, _> = bars
        .map(|it| (it.bar.key().to_owned(), Value::Bool(it.reached)))
        .collect();
    json!({
        "measure": measure,
        "year": year,
        "forecasts": score.count,
        "model": errors_json(score.model),
        "no_change": errors_json(score.no_change),
        "forecasts_with_change_again": score.count_again,
        "model_where_change_again": errors_json(score.model_where_again),
        "change_again": errors_json(score.change_again),
        "gain_percent": score.gain_percent(),
        "band_50_held_percent": score.held_half,
        "band_90_held_percent": score.held_nine_tenths,
        "bars": bars,
    })
}

fn ahead_json(it: &Ahead) -> Value {
    json!({
        "measure": it.measure.code(),
        "years_ahead": it.years,
        "forecasts": it.count,
        "mean_absolute": it.mean_absolute,
        "no_change_mean_absolute": it.no_change,
        "band_50_held_percent": it.held_half,
        "band_90_held_percent": it.held_nine_tenths,
    })
}

fn forecast_json(it: &Forecast) -> Value {
    let [half, most] = Band::ALL.map(|band| it.band(band));
    json!({
        "year": it.year,
        "area": it.area.to_string(),
        "authority": area_name(it.area),
        "measure": it.measure.code(),
        "median": it.median,
        "sd": it.deviation,
        "p25": half.start(),
        "p75": half.end(),
        "p5": most.start(),
        "p95": most.end(),
        "truth": it.truth,
        "band_50_held": it.held(Band::Half),
        "band_90_held": it.held(Band::NineTenths),
        "no_change": it.no_change,
        "change_again": it.change_again,
    })
}
