//! `holdfast forecast compare`: what changed scenarios do differently.

use holdfast_forecast::adjust::adjusted;
use holdfast_forecast::compare::{CompareError, Compared, compare_all, fits};
use holdfast_forecast::{Model, Scenario};
use holdfast_intake::export::{
    comparison_in_words, comparison_json, comparison_sheets, comparisons_sheet,
    every_difference_sheet, expected_comparison_json, expected_comparison_sheet, to_csv,
};
use serde_json::Value;

use super::{futures, ground, input, read};
use crate::cli::{ForecastCompare, Format};
use crate::command::listing;
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        Self::Input(error.to_string())
    }
}

/// Runs all under the same chance and prints the differences.
pub(super) async fn run(options: ForecastCompare, settings: &Settings) -> Result<(), Failure> {
    let (base, text) = read(&options.base)?;
    let mut others = Vec::new();
    for path in &options.others {
        others.push(read(path)?);
    }
    if !options.set.is_empty() {
        others.push((set(&base, &options.set)?, String::new()));
    }
    let base = model(&base, &text, &options, settings).await?;
    let mut models = Vec::new();
    for (scenario, text) in &others {
        models.push(model(scenario, text, &options, settings).await?);
    }
    if options.expected {
        return expected(&base, &models, options.format);
    }
    let compared = compare_all(base, models, futures)?;
    match options.format {
        Format::Table => printer::data(&in_words(&compared)),
        Format::Json => printer::data(&format!("{:#}", comparison_json(&compared))),
        Format::Csv => printer::bytes(&to_csv(&every_difference_sheet(&compared))),
    }
    Ok(())
}

/// Prints the expected courses of each beside the base's.
fn expected(base: &Model, others: &[Model], format: Format) -> Result<(), Failure> {
    for other in others {
        fits(base, other)?;
    }
    let sheets = others.iter().map(|it| expected_comparison_sheet(base, it));
    match format {
        Format::Table => {
            let texts: Vec<_> = sheets.map(|sheet| listing::in_words(&sheet)).collect();
            printer::data(&texts.join("\n"));
        }
        Format::Json => {
            let told: Value = others
                .iter()
                .map(|it| expected_comparison_json(base, it))
                .collect();
            printer::data(&format!("{told:#}"));
        }
        Format::Csv => {
            for sheet in sheets {
                printer::bytes(&to_csv(&sheet));
            }
        }
    }
    Ok(())
}

async fn model(
    scenario: &Scenario,
    text: &str,
    options: &ForecastCompare,
    settings: &Settings,
) -> Result<Model, Failure> {
    let ground = ground(scenario, text, &options.records, settings).await?;
    ground.model(scenario).map_err(input)
}

/// All side by side, then the differences of each.
fn in_words(compared: &Compared) -> String {
    let base = &compared.sides[0].model;
    let mut text = listing::in_words(&comparisons_sheet(compared));
    let others = compared
        .sides
        .iter()
        .filter_map(|it| it.comparison.as_ref());
    for (mut sheet, comparison) in comparison_sheets(compared).into_iter().zip(others) {
        sheet.notes.extend(comparison_in_words(base, comparison));
        text.push('\n');
        text += &listing::in_words(&sheet);
    }
    text
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
