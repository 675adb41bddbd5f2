//! `holdfast forecast seek`: how far a value has to be moved for a target.

use std::ops::ControlFlow;

use holdfast_forecast::Scenario;
use holdfast_forecast::seek::{Found, Goal, Point, SeekError, frontier, seek};
use holdfast_intake::export::{frontier_sheet, sought_in_words};
use serde_json::{Value, json};

use super::{Ground, model, read};
use crate::cli::{ForecastSeek, Format};
use crate::command::listing;
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Seeks, and prints what was found.
pub(super) async fn run(options: ForecastSeek, settings: &Settings) -> Result<(), Failure> {
    let scenario = read(&options.scenario)?;
    let ground = Ground::of(&scenario, &options.records, settings).await?;
    let goal = goal(&options, &scenario)?;
    let opening = ground.opening(&scenario)?;
    let estimates = ground.estimates(scenario.start.date)?;
    let build = |scenario: &Scenario| {
        model(
            scenario,
            opening_of(&ground, scenario, &opening),
            estimates.as_ref(),
        )
    };
    let bar = printer::progress("Seeking");
    let watch = |_done: u32| ControlFlow::Continue(());
    let failed = |error: SeekError| Failure::Input(error.to_string());
    match options.levers.as_slice() {
        [lever] => {
            let found = seek(&scenario, &build, goal, lever, &watch).map_err(failed)?;
            bar.finish_and_clear();
            let model = build(&scenario).map_err(|error| Failure::Input(error.to_string()))?;
            match options.format {
                Format::Json => printer::data(&format!("{:#}", found_json(&found))),
                Format::Table | Format::Csv => {
                    printer::data(&sought_in_words(&model, goal, lever, &found));
                }
            }
        }
        [first, second] => {
            let points =
                frontier(&scenario, &build, goal, (first, second), &watch).map_err(failed)?;
            bar.finish_and_clear();
            let sheet = frontier_sheet((first, second), &points);
            let json = || points.iter().map(point_json).collect::<Value>();
            listing::print_sheet(&sheet, json, options.format);
        }
        _ => {
            return Err(Failure::Usage(
                "give one lever, or two for a frontier".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The position of a moved scenario: one that is stated may itself be moved.
fn opening_of(
    ground: &Ground,
    scenario: &Scenario,
    opening: &holdfast_forecast::Opening,
) -> holdfast_forecast::Opening {
    match ground {
        Ground::Stated => ground.opening(scenario).unwrap_or_else(|_| opening.clone()),
        Ground::Records(..) => opening.clone(),
    }
}

fn goal(options: &ForecastSeek, scenario: &Scenario) -> Result<Goal, Failure> {
    let (of, aim) = options.target;
    let after = options.by.after(scenario.start.date);
    let months = usize::from(*scenario.months.get_ref());
    let month = usize::try_from(after)
        .ok()
        .filter(|month| (1..=months).contains(month));
    Ok(Goal {
        of,
        aim,
        month: month.ok_or_else(|| {
            Failure::Usage(format!(
                "{} is no month of the plan, which ends in {}",
                options.by,
                holdfast_forecast::scenario::Month::of(scenario.last_day())
            ))
        })?,
        chance: f64::from(options.chance) / 100.0,
    })
}

fn point_json(point: &Point) -> Value {
    json!({ "values": point.values, "chance": point.chance, "error": point.error, "pounds": point.pounds })
}

fn found_json(found: &Found) -> Value {
    match found {
        Found::Already(point) => json!({ "found": "already", "at": point_json(point) }),
        Found::Reached { at, before } => {
            json!({ "found": "reached", "at": point_json(at), "before": point_json(before) })
        }
        Found::OutOfReach { from, to } => {
            json!({ "found": "out_of_reach", "from": point_json(from), "to": point_json(to) })
        }
    }
}
