//! A plan's outlook for programs.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::model::{Flow, Model};
use holdfast_forecast::outlook::{Band, Course, Outlook, Spending};
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::series::Unit;
use serde_json::{Map, Value, json};

use super::{line_key, line_unit, moved, passing, rounded, unit_key};

/// Everything of an outlook: courses by month, chances, what moved the FTE.
pub fn outlook_json(model: &Model, outlook: &Outlook, expected: &Expected) -> Value {
    let scenario = model.scenario();
    let mut courses = Map::new();
    for course in &outlook.courses {
        let unit = line_unit(course.column);
        let of = |value: fn(&holdfast_forecast::outlook::Band) -> f64| -> Vec<Option<f64>> {
            course
                .bands
                .iter()
                .map(|band| band.as_ref().map(|band| rounded(unit, value(band))))
                .collect()
        };
        let expected: Vec<Option<f64>> = (0..=model.months())
            .map(|month| Some(rounded(unit, expected.value(course.column, month)?)))
            .collect();
        courses.insert(
            line_key(model, course.column),
            json!({
                "unit": unit_key(course.column),
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
    let fte = |value| rounded(Unit::Fte, value);
    let steps = outlook
        .waterfall
        .steps
        .iter()
        .map(|step| json!({ "flow": step.flow.key(), "fte": fte(step.band.mean), "p5": fte(step.band.p5), "p50": fte(step.band.p50), "p95": fte(step.band.p95) }));
    let closing = outlook.waterfall.closing;
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
            "chance_so_far": chance.so_far,
        })).collect::<Value>(),
        "establishment": { "filled": outlook.filled.filled, "passed": outlook.filled.passed },
        "spending": outlook.spending.iter().map(|it| spending_json(model, it)).collect::<Value>(),
        "waterfall": {
            "opening": fte(outlook.waterfall.opening),
            "steps": steps.collect::<Value>(),
            "closing": fte(closing.mean),
            "closing_band": { "p5": fte(closing.p5), "p50": fte(closing.p50), "p95": fte(closing.p95) },
        },
        "notes": model.opening().notes,
        "year_to": outlook.years.iter().map(|course| year_json(model, course)).collect::<Value>(),
        "assumptions": scenario.write(),
        "scenario": as_object(&scenario.write()),
    })
}

/// A band for programs.
pub(super) fn band_json(unit: Unit, band: &Band) -> Value {
    let of = |value| rounded(unit, value);
    json!({ "mean": of(band.mean), "sd": of(band.sd), "p5": of(band.p5), "p25": of(band.p25), "p50": of(band.p50), "p75": of(band.p75), "p95": of(band.p95) })
}

/// What is spent in the twelve months to each year's end.
pub(super) fn year_json(model: &Model, course: &Course) -> Value {
    let bands = course.bands.iter().enumerate();
    let told = bands.filter_map(|(month, band)| {
        let mut told = band_json(Unit::Pounds, band.as_ref()?);
        told["month_end"] = json!(model.scenario().month_end(month).to_string());
        Some(told)
    });
    json!({ "of": line_key(model, course.column), "unit": "pounds in the twelve months to then", "bands": told.collect::<Value>() })
}

/// The text of a scenario as an object.
fn as_object(text: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(text).ok()?;
    serde_json::to_value(table).ok()
}

/// What is spent in a financial year, month by month where that is told.
fn spending_json(model: &Model, spending: &Spending) -> Value {
    let band = |it: &Band| band_json(Unit::Pounds, it);
    let day = |month: usize| model.scenario().month_end(month).to_string();
    json!({
        "year": spending.year,
        "of": spending.of.key(),
        "month_ends": spending.months.clone().map(day).collect::<Value>(),
        "pounds": band(&spending.pounds),
        "so_far": spending.so_far.iter().map(band).collect::<Value>(),
        "budget": spending.budget.as_ref().map(|budget| json!({
            "pounds": budget.pounds,
            "of_these_months": rounded(Unit::Pounds, budget.of_months),
            "lasts": budget.lasts,
            "chance": budget.within(),
        })),
    })
}

/// The expected course alone.
pub fn expected_json(model: &Model, expected: &Expected) -> Value {
    let scenario = model.scenario();
    let courses: Map<String, Value> = holdfast_forecast::outlook::columns(model)
        .into_iter()
        .map(|column| {
            let values: Vec<Option<f64>> = (0..=model.months())
                .map(|month| Some(rounded(line_unit(column), expected.value(column, month)?)))
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
