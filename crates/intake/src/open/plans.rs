//! The workforce plans that are kept, and what each expects.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::ground::Ground;
use holdfast_forecast::outlook::columns;
use holdfast_forecast::{Model, Scenario};
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;

use super::{Filled, OpenTable};
use crate::export::{Cell, line_key, line_name};

/// The plans of an authority. One whose text cannot be read is left out.
pub fn plans(workforce: &Workforce) -> Filled {
    let rows = workforce.scenarios().iter().filter_map(|kept| {
        let scenario = Scenario::read(&kept.text).ok()?;
        Some(vec![
            Cell::Text(kept.reference.clone()),
            Cell::Text(scenario.title.clone()),
            Cell::Date(scenario.start.date),
            Cell::Whole(u64::from(*scenario.months.get_ref())),
        ])
    });
    OpenTable::Plans.with(rows.collect())
}

/// The expected course of a plan for children's services, month by month;
/// nothing where no plan has the name.
///
/// # Errors
/// Why the plan cannot be run, as a sentence.
pub fn course(
    workforce: &Workforce,
    releases: &Releases,
    plan: &str,
) -> Option<Result<Filled, String>> {
    let kept = workforce.scenarios().by_reference(plan)?;
    let Ok(scenario) = Scenario::read(&kept.text) else {
        return Some(Err("its text has problems; mend it first".to_owned()));
    };
    let ground = Ground::of(&scenario, workforce, releases, Some(Service::Children));
    let model = ground.map(|ground| ground.model(&scenario));
    Some(match model {
        Ok(Ok(model)) => Ok(OpenTable::Course.with(course_rows(plan, &model))),
        Ok(Err(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    })
}

fn course_rows(plan: &str, model: &Model) -> Vec<Vec<Cell>> {
    let expected = Expected::of(model);
    let row = |month: usize, column| {
        let value = expected.value(column, month);
        vec![
            Cell::Text(plan.to_owned()),
            Cell::Date(model.scenario().month_end(month)),
            Cell::Text(line_key(model, column)),
            Cell::Text(line_name(model, column)),
            value.map_or(Cell::Empty, |value| Cell::Figure(format!("{value:.2}"))),
        ]
    };
    (0..=model.months())
        .flat_map(|month| {
            columns(model)
                .into_iter()
                .map(move |column| (month, column))
        })
        .map(|(month, column)| row(month, column))
        .collect()
}
