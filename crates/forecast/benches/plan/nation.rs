//! A nation: the plan of the benchmark at the size of each authority.

use std::hint::black_box;
use std::time::Duration;

use holdfast_forecast::Scenario;
use holdfast_forecast::outlook::Outlook;
use holdfast_reference::{Measure, Releases};
use toml::{Table, Value};

use crate::memory::with_memory;
use crate::outcome::{Line, seconds, timed};
use crate::{PLAN, all, model};

/// FTE in post of the plan.
const IN_POST: f64 = 401.5;

const FUTURES: i64 = 1000;

/// What grows with an authority: lists of tables and their keys.
const SIZES: [(&str, &[&str]); 4] = [
    ("intake", &["size", "cost_a_year"]),
    ("hire", &["a_year"]),
    ("establishment", &["change"]),
    ("position", &["established", "in_post", "people"]),
];

pub(crate) fn lines() -> Vec<Line> {
    let sizes = in_post();
    let alternate: Vec<f64> = sizes.iter().step_by(2).copied().collect();
    let share = alternate.iter().sum::<f64>() / sizes.iter().sum::<f64>();
    let mut found = Duration::ZERO;
    let (told, memory) = with_memory(|| {
        let mut told = Vec::new();
        found = timed(|| told = outlooks(&sizes));
        told
    });
    let half = timed(|| drop(black_box(outlooks(&alternate))));
    let took = half.as_secs_f64() / found.as_secs_f64();
    vec![
        Line {
            what: format!(
                "a nation: {} authorities, {:.0} FTE, 60 months, 1,000 futures each",
                told.len(),
                sizes.iter().sum::<f64>()
            ),
            found: seconds(found),
            against: "every output of each, on all cores".to_owned(),
            bar: "20 s",
            kept: found < Duration::from_secs(20),
        },
        Line {
            what: "memory of that, at its peak".to_owned(),
            found: format!("{memory} MiB"),
            against: "above what the process held before".to_owned(),
            bar: "500 MiB",
            kept: memory < 500,
        },
        Line {
            what: format!("every other authority of it, {} in all", alternate.len()),
            found: format!("{:.0}% of its time", took * 100.0),
            against: format!("{:.0}% of its FTE", share * 100.0),
            bar: "in proportion, within a fifth",
            kept: (took / share - 1.0).abs() < 0.2,
        },
    ]
}

/// FTE in post of every authority, as last published.
fn in_post() -> Vec<f64> {
    let releases = Releases::shipped();
    let year = *releases.years().unwrap().end();
    let all = releases.spread(Measure::InPostFte, year);
    all.into_iter().map(|(_, fte)| fte.as_float()).collect()
}

fn outlooks(sizes: &[f64]) -> Vec<Outlook> {
    sizes
        .iter()
        .map(|fte| all(&model(&sized(fte / IN_POST))).1)
        .collect()
}

/// The plan for an authority so many times as large.
fn sized(times: f64) -> Scenario {
    let mut plan: Table = PLAN.parse().unwrap();
    plan.insert("futures".to_owned(), FUTURES.into());
    for (list, keys) in SIZES {
        let place = if list == "position" {
            plan["start"].as_table_mut().unwrap()
        } else {
            &mut plan
        };
        grow_all(place, list, keys, times);
    }
    grow_all(
        plan["workload"].as_table_mut().unwrap(),
        "cases",
        &["cases"],
        times,
    );
    grow(plan["start"].as_table_mut().unwrap(), "agency", times);
    grow(plan["agency"].as_table_mut().unwrap(), "cap", times);
    Scenario::read(&plan.to_string()).unwrap()
}

fn grow_all(place: &mut Table, list: &str, keys: &[&str], times: f64) {
    for table in place[list].as_array_mut().unwrap() {
        for key in keys {
            grow(table.as_table_mut().unwrap(), key, times);
        }
    }
}

fn grow(table: &mut Table, key: &str, times: f64) {
    let Some(value) = table.get_mut(key) else {
        return;
    };
    *value = match value {
        // People are whole.
        Value::Integer(people) if key == "people" => {
            Value::Integer((*people as f64 * times).ceil() as i64)
        }
        Value::Integer(number) => Value::Float(*number as f64 * times),
        Value::Float(number) => Value::Float(*number * times),
        other => panic!("{key} = {other} doesn't grow"),
    };
}
