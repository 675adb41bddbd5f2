//! Scenarios side by side, and what a lever has to do, as tables and in words.

use holdfast_forecast::compare::Comparison;
use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::Band;
use holdfast_forecast::seek::{Found, Goal, Lever, Point};
use holdfast_forecast::series::Unit;
use holdfast_workforce::date::in_words;
use serde_json::{Map, Value, json};

use super::{aim_in_words, forecast_number, grouped, line_key, line_name, line_unit, year_ends};
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// What a changed scenario does differently, at each year's end.
pub fn comparison_sheet(base: &Model, changed: &Model, comparison: &Comparison) -> Sheet {
    let months: Vec<usize> = year_ends(base)
        .into_iter()
        .filter(|month| *month > 0)
        .collect();
    let mut columns = vec![Column::text("Difference at the end of")];
    columns.extend(months.iter().map(|month| {
        Column::of(
            ColumnKind::Figure,
            in_words(base.scenario().month_end(*month)),
        )
    }));
    let mut rows = Vec::new();
    for course in &comparison.courses {
        let unit = line_unit(course.column);
        let bands: Vec<Option<Band>> = months.iter().map(|month| course.bands[*month]).collect();
        if bands
            .iter()
            .flatten()
            .all(|band| band.sd == 0.0 && band.mean == 0.0)
        {
            continue;
        }
        let cells = bands.iter().map(|band| {
            band.map_or(Cell::Empty, |band| {
                Cell::Figure(difference_in_words(unit, band))
            })
        });
        let name = Cell::Text(line_name(base, course.column));
        rows.push(std::iter::once(name).chain(cells).collect());
    }
    Sheet {
        title: format!(
            "{} against {}",
            changed.scenario().title,
            base.scenario().title
        ),
        columns,
        rows,
        notes: told(base, comparison),
    }
}

fn difference_in_words(unit: Unit, band: Band) -> String {
    let number = |value: f64| {
        let text = forecast_number(unit, value);
        if value > 0.0 && text.chars().any(|it| ('1'..='9').contains(&it)) {
            format!("+{text}")
        } else {
            text
        }
    };
    match band.p5 == band.p95 {
        true => number(band.p50),
        false => format!(
            "{} ({} to {})",
            number(band.mean),
            number(band.p5),
            number(band.p95)
        ),
    }
}

/// Cost, gain and break-even in sentences.
fn told(base: &Model, comparison: &Comparison) -> Vec<String> {
    let mut notes = vec![
        "Mean difference, and in brackets where nine in ten of the differences lie. Both scenarios see the same chance."
            .to_owned(),
    ];
    if let Some(gained) = comparison.fte_years {
        notes.push(format!(
            "FTE-years in post gained by the end: {}.",
            difference_in_words(Unit::Fte, gained)
        ));
    }
    let Some(pounds) = comparison.pounds.filter(|_| base.prices_known()) else {
        return notes;
    };
    notes.push(format!(
        "Pounds more spent by the end: {}.",
        difference_in_words(Unit::Pounds, pounds)
    ));
    if let Some(each) = comparison.pounds_per_fte_year {
        notes.push(format!(
            "That is £{} for each FTE-year gained.",
            grouped(each)
        ));
    }
    notes.push(
        match (
            comparison.break_even.median,
            comparison.break_even.costs_more_first,
        ) {
            (Some(month), _) => format!(
                "It has paid for itself by {} in half of the futures.",
                in_words(base.scenario().month_end(month))
            ),
            (None, true) => format!(
                "It has paid for itself by the end in {:.0}% of the futures.",
                comparison
                    .break_even
                    .shares
                    .last()
                    .copied()
                    .unwrap_or_default()
                    * 100.0
            ),
            (None, false) => "It never costs more, all in all.".to_owned(),
        },
    );
    notes
}

/// The same for programs.
pub fn comparison_json(base: &Model, changed: &Model, comparison: &Comparison) -> Value {
    let band = |band: &Band| json!({ "mean": band.mean, "p5": band.p5, "p25": band.p25, "p50": band.p50, "p75": band.p75, "p95": band.p95 });
    let courses: Map<String, Value> = comparison
        .courses
        .iter()
        .map(|course| {
            let bands: Vec<Option<Value>> = course
                .bands
                .iter()
                .map(|it| it.as_ref().map(band))
                .collect();
            (line_key(base, course.column), json!(bands))
        })
        .collect();
    let day = |month: usize| base.scenario().month_end(month).to_string();
    json!({
        "base": base.scenario().title,
        "changed": changed.scenario().title,
        "month_ends": (0..=base.months()).map(day).collect::<Value>(),
        "differences": courses,
        "fte_years": comparison.fte_years.as_ref().map(band),
        "pounds": comparison.pounds.as_ref().map(band),
        "pounds_per_fte_year": comparison.pounds_per_fte_year,
        "break_even": {
            "shares": comparison.break_even.shares,
            "median": comparison.break_even.median.map(day),
        },
    })
}

/// What came of seeking, in sentences.
pub fn sought_in_words(model: &Model, goal: Goal, lever: &Lever, found: &Found) -> String {
    let wanted = format!(
        "{} on {} in at least {:.0}% of futures",
        aim_in_words(goal.of, goal.aim),
        in_words(model.scenario().month_end(goal.month)),
        goal.chance * 100.0
    );
    let chance =
        |point: &Point| format!("{:.1}% ± {:.1}", point.chance * 100.0, point.error * 196.0);
    match found {
        Found::Already(point) => format!(
            "{wanted}: that is so with {} = {} already ({}).{}",
            lever.path,
            point.values[0],
            chance(point),
            cost(point)
        ),
        Found::Reached { at, before } => format!(
            "{wanted}: it takes {} = {} ({}; with {} it is {}).{} {}",
            lever.path,
            at.values[0],
            chance(at),
            before.values[0],
            chance(before),
            cost(at),
            step_cost(at, before)
        ),
        Found::OutOfReach { from, to } => format!(
            "{wanted}: not even {} = {} is enough ({}; with {} it is {}).{}",
            lever.path,
            to.values[0],
            chance(to),
            from.values[0],
            chance(from),
            cost(to)
        ),
    }
}

fn cost(point: &Point) -> String {
    point.pounds.map_or_else(String::new, |pounds| {
        format!(" Mean spend to the plan’s end: £{}.", grouped(pounds))
    })
}

fn step_cost(at: &Point, before: &Point) -> String {
    at.pounds
        .zip(before.pounds)
        .map_or_else(String::new, |(at, before)| {
            format!("The last step costs £{}.", grouped(at - before))
        })
}

/// Ways to reach a goal with two levers.
pub fn frontier_sheet(levers: (&Lever, &Lever), points: &[Point]) -> Sheet {
    let columns = vec![
        Column::of(ColumnKind::Figure, &*levers.0.path),
        Column::of(ColumnKind::Figure, &*levers.1.path),
        Column::of(ColumnKind::Figure, "Chance"),
        Column::of(ColumnKind::Figure, "Mean spend, £"),
    ];
    let rows = points.iter().map(|point| {
        let value = |nth: usize| {
            point
                .values
                .get(nth)
                .map_or(Cell::Empty, |value| Cell::Figure(value.to_string()))
        };
        vec![
            value(0),
            value(1),
            Cell::Figure(format!("{:.1}%", point.chance * 100.0)),
            point
                .pounds
                .map_or(Cell::Empty, |pounds| Cell::Figure(grouped(pounds))),
        ]
    });
    Sheet {
        title: "Ways to reach the goal".to_owned(),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
