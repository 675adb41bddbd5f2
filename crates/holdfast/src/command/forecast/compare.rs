//! `holdfast forecast compare`: what a changed scenario does differently.

use holdfast_forecast::Scenario;
use holdfast_forecast::adjust::adjusted;
use holdfast_forecast::compare::compare;
use holdfast_intake::export::{comparison_json, comparison_sheet};

use super::{futures, ground, input, read};
use crate::cli::ForecastCompare;
use crate::command::listing;
use crate::failure::Failure;
use crate::settings::Settings;

/// Runs both under the same chance and prints the differences.
pub(super) async fn run(options: ForecastCompare, settings: &Settings) -> Result<(), Failure> {
    let (base, text) = read(&options.base)?;
    let (changed, changed_text) = match &options.changed {
        Some(path) => read(path)?,
        None => (set(&base, &options.set)?, String::new()),
    };
    let ground_of_base = ground(&base, &text, &options.records, settings).await?;
    let ground_of_changed = ground(&changed, &changed_text, &options.records, settings).await?;
    let base = ground_of_base.model(&base).map_err(input)?;
    let changed = ground_of_changed.model(&changed).map_err(input)?;
    let (before, after) = (futures(&base)?, futures(&changed)?);
    let comparison = compare((&base, &before), (&changed, &after)).map_err(input)?;
    let sheet = comparison_sheet(&base, &changed, &comparison);
    listing::print_sheet(
        &sheet,
        || comparison_json(&base, &changed, &comparison),
        options.format,
    );
    Ok(())
}

/// The base with other values, and a title that says which.
fn set(base: &Scenario, settings: &[(String, f64)]) -> Result<Scenario, Failure> {
    let mut changed = base.clone();
    for (path, value) in settings {
        changed = adjusted(&changed, path, *value).map_err(input)?;
    }
    let named: Vec<_> = settings
        .iter()
        .map(|(path, value)| format!("{path} = {value}"))
        .collect();
    changed.title = format!("{}, with {}", base.title, named.join(", "));
    Ok(changed)
}
