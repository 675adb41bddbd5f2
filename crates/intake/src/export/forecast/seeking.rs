//! What a lever has to do for a goal, as tables and in words.

use holdfast_forecast::model::Model;
use holdfast_forecast::seek::{Found, Goal, Lever, Point};
use holdfast_workforce::date::in_words;

use super::{aim_in_words, grouped};
use crate::export::{Cell, Column, ColumnKind, Sheet};

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
