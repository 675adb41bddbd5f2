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
        Found::Throughout { from, to } => format!(
            "{wanted}: that is so at both ends, with {} = {} ({}) and with {} ({}).{}",
            lever.path,
            from.values[0],
            chance(from),
            to.values[0],
            chance(to),
            cost(from, from)
        ),
        Found::UpTo { at, beyond } => format!(
            "{wanted}: that is so with {} {} to {} ({}; with {} it is {}).{}",
            lever.path,
            if beyond.values[0] > at.values[0] {
                "up"
            } else {
                "down"
            },
            at.values[0],
            chance(at),
            beyond.values[0],
            chance(beyond),
            cost(at, at)
        ),
        Found::Reached { at, before } => format!(
            "{wanted}: it takes {} = {} ({}; with {} it is {}).{}",
            lever.path,
            at.values[0],
            chance(at),
            before.values[0],
            chance(before),
            cost(at, before)
        ),
        Found::OutOfReach { from, to } => format!(
            "{wanted}: not even {} = {} is enough ({}; with {} it is {}).{}",
            lever.path,
            to.values[0],
            chance(to),
            from.values[0],
            chance(from),
            cost(to, to)
        ),
    }
}

/// Why no cost is told.
const NO_PRICES: &str = "The scenario gives no prices, so what this costs is not told.";

/// What a setting costs: on the whole, more than the scenario as it stands, and
/// more than the step before, unless that is the same.
fn cost(at: &Point, before: &Point) -> String {
    let Some(pounds) = at.pounds else {
        return format!(" {NO_PRICES}");
    };
    let extra = at.extra.map_or_else(String::new, |extra| {
        format!(", {} than as the scenario stands", more(extra))
    });
    let step = before.pounds.filter(|_| at.values != before.values);
    let step = step.map_or_else(String::new, |before| {
        format!(
            " That is {} than with the step before.",
            more(pounds - before)
        )
    });
    format!(
        " Mean spend to the plan’s end: £{}{extra}.{step}",
        grouped(pounds)
    )
}

/// A difference in pounds, in words before “than”.
fn more(pounds: f64) -> String {
    let side = if pounds < 0.0 { "less" } else { "more" };
    format!("£{} {side}", grouped(pounds.abs()))
}

/// Ways to reach a goal with two levers.
pub fn frontier_sheet(levers: (&Lever, &Lever), points: &[Point]) -> Sheet {
    let are_priced = points.iter().any(|point| point.pounds.is_some());
    let costs = ["Mean spend, £", "More than as the scenario stands, £"];
    let costs = costs.into_iter().filter(|_| are_priced);
    let columns = [&*levers.0.path, &*levers.1.path, "Chance"]
        .into_iter()
        .chain(costs)
        .map(|title| Column::of(ColumnKind::Figure, title));
    let rows = points.iter().map(|point| {
        let value = |nth: usize| {
            point
                .values
                .get(nth)
                .map_or(Cell::Empty, |value| Cell::Figure(value.to_string()))
        };
        let figure = |pounds: Option<f64>| {
            pounds.map_or(Cell::Empty, |pounds| Cell::Figure(grouped(pounds)))
        };
        let costs = [figure(point.pounds), figure(point.extra)];
        let chance = Cell::Figure(format!("{:.1}%", point.chance * 100.0));
        [value(0), value(1), chance]
            .into_iter()
            .chain(costs.into_iter().filter(|_| are_priced))
            .collect()
    });
    let notes = match are_priced || points.is_empty() {
        true => Vec::new(),
        false => vec![NO_PRICES.to_owned()],
    };
    Sheet {
        title: "Ways to reach the goal".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes,
    }
}
