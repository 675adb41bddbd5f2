//! `holdfast forecast seek`: how far a value has to be moved for a target.

use holdfast_forecast::Scenario;
use holdfast_forecast::seek::{Found, Goal, Point, SeekError, frontier, seek};
use holdfast_intake::export::{frontier_sheet, sought_in_words};
use serde_json::{Value, json};

use super::{ground, input, read, until_interrupted};
use crate::cli::{ForecastSeek, Format};
use crate::command::listing;
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Seeks, and prints what was found.
pub(super) async fn run(options: ForecastSeek, settings: &Settings) -> Result<(), Failure> {
    let (scenario, text) = read(&options.scenario)?;
    let ground = ground(&scenario, &text, &options.records, settings).await?;
    let goal = goal(&options, &scenario)?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let (bar, goes_on) = (printer::counted("Seeking", 0), until_interrupted());
    let watch = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
        goes_on()
    };
    let failed = |error: SeekError| {
        bar.finish_and_clear();
        match error {
            SeekError::Stopped(_) => Failure::Interrupted,
            other => input(other),
        }
    };
    match options.levers.as_slice() {
        [lever] => {
            let found = seek(&scenario, &build, goal, lever, &watch).map_err(failed)?;
            bar.finish_and_clear();
            let model = build(&scenario).map_err(input)?;
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
    json!({ "values": point.values, "chance": point.chance, "error": point.error, "pounds": point.pounds, "extra": point.extra })
}

fn found_json(found: &Found) -> Value {
    match found {
        Found::Throughout { from, to } => {
            json!({ "found": "throughout", "from": point_json(from), "to": point_json(to) })
        }
        Found::UpTo { at, beyond } => {
            json!({ "found": "up_to", "at": point_json(at), "beyond": point_json(beyond) })
        }
        Found::Reached { at, before } => {
            json!({ "found": "reached", "at": point_json(at), "before": point_json(before) })
        }
        Found::OutOfReach { from, to } => {
            json!({ "found": "out_of_reach", "from": point_json(from), "to": point_json(to) })
        }
    }
}
