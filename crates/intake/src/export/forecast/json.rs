//! A plan's outlook for programs.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::model::{Flow, Model};
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::scenario::Aim;
use serde_json::{Map, Value, json};

use super::{line_key, moved, passing};

/// Everything of an outlook: courses by month, chances, what moved the FTE.
pub fn outlook_json(model: &Model, outlook: &Outlook, expected: &Expected) -> Value {
    let scenario = model.scenario();
    let mut courses = Map::new();
    for course in &outlook.courses {
        let of = |value: fn(&holdfast_forecast::outlook::Band) -> f64| -> Vec<Option<f64>> {
            course
                .bands
                .iter()
                .map(|band| band.as_ref().map(value))
                .collect()
        };
        let expected: Vec<Option<f64>> = (0..=model.months())
            .map(|month| expected.value(course.column, month))
            .collect();
        courses.insert(
            line_key(model, course.column),
            json!({
                "mean": of(|band| band.mean),
                "sd": of(|band| band.sd),
                "p5": of(|band| band.p5),
                "p25": of(|band| band.p25),
                "p50": of(|band| band.p50),
                "p75": of(|band| band.p75),
                "p95": of(|band| band.p95),
                "expected": expected,
            }),
        );
    }
    let days: Vec<String> = (0..=model.months())
        .map(|month| scenario.month_end(month).to_string())
        .collect();
    let steps = outlook
        .waterfall
        .steps
        .iter()
        .map(|(flow, fte)| json!({ "flow": flow.key(), "fte": fte }));
    json!({
        "title": scenario.title,
        "start": scenario.start.date.to_string(),
        "months": model.months(),
        "futures": scenario.futures.get_ref(),
        "seed": scenario.seed,
        "month_ends": days,
        "courses": courses,
        "targets": outlook.chances.iter().map(|chance| json!({
            "of": chance.of.key(),
            "at_most": match chance.aim { Aim::AtMost(most) => Some(most), Aim::AtLeast(_) => None },
            "at_least": match chance.aim { Aim::AtLeast(least) => Some(least), Aim::AtMost(_) => None },
            "by": chance.by.map(|month| scenario.month_end(month).to_string()),
            "chance": chance.shares,
        })).collect::<Value>(),
        "waterfall": {
            "opening": outlook.waterfall.opening,
            "steps": steps.collect::<Value>(),
            "closing": outlook.waterfall.closing,
        },
        "notes": model.opening().notes,
        "assumptions": scenario.write(),
    })
}

/// The expected course alone.
pub fn expected_json(model: &Model, expected: &Expected) -> Value {
    let scenario = model.scenario();
    let courses: Map<String, Value> = holdfast_forecast::outlook::columns(model)
        .into_iter()
        .map(|column| {
            let values: Vec<Option<f64>> = (0..=model.months())
                .map(|month| expected.value(column, month))
                .collect();
            (line_key(model, column), json!(values))
        })
        .collect();
    let in_post: Vec<Option<f64>> = (0..=model.months())
        .map(|month| expected.in_post(month))
        .collect();
    let flows = Flow::ALL
        .iter()
        .map(|flow| (flow.key().to_owned(), json!(moved(model, *flow, expected))));
    json!({
        "title": scenario.title,
        "start": scenario.start.date.to_string(),
        "month_ends": (0..=model.months()).map(|month| scenario.month_end(month).to_string()).collect::<Value>(),
        "in_post": in_post,
        "courses": courses,
        "flows": flows.collect::<Map<String, Value>>(),
        "passes_establishment": expected.passes_establishment().map(|month| scenario.month_end(month).to_string()),
        "in_words": passing(model, expected),
        "notes": model.opening().notes,
    })
}
