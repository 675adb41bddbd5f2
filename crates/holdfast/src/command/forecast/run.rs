//! `holdfast forecast run`: what may come of a scenario.

use holdfast_forecast::Model;
use holdfast_forecast::expected::Expected;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_intake::export::{
    chances_sheet, courses_sheet, expected_json, expected_sheet, outlook_json, outlook_sheet,
    passing, to_csv, waterfall_sheet,
};
use toml::Spanned;

use super::{futures, ground, input, read};
use crate::cli::{ForecastRun, Format};
use crate::command::{listing, source};
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Runs a scenario and prints what came of it.
pub(super) async fn run(options: ForecastRun, settings: &Settings) -> Result<(), Failure> {
    let (mut scenario, text) = read(&options.scenario)?;
    if let Some(futures) = options.futures {
        scenario.futures = Spanned::new(NOWHERE, futures);
    }
    scenario.seed = options.seed.unwrap_or(scenario.seed);
    let problems = holdfast_forecast::scenario::check::problems(&scenario, "");
    if !problems.is_empty() {
        return Err(source::unsound(&problems, "number of futures"));
    }
    let ground = ground(&scenario, &text, &options.records, settings).await?;
    let model = ground.model(&scenario).map_err(input)?;
    let expected = Expected::of(&model);
    if options.expected {
        let sheet = expected_sheet(&model, &expected);
        listing::print_sheet(&sheet, || expected_json(&model, &expected), options.format);
        return Ok(());
    }
    let futures = futures(&model)?;
    let outlook = Outlook::of(&model, &futures);
    match options.format {
        Format::Table => printer::data(&in_words(&model, &outlook, &expected)),
        Format::Json => printer::data(&format!("{:#}", outlook_json(&model, &outlook, &expected))),
        Format::Csv => printer::bytes(&to_csv(&courses_sheet(&model, &outlook, &expected))),
    }
    Ok(())
}

fn in_words(model: &Model, outlook: &Outlook, expected: &Expected) -> String {
    let mut text = listing::in_words(&outlook_sheet(model, outlook));
    if let Some(passing) = passing(model, expected) {
        text += &format!("{passing}\n");
    }
    for sheet in chances_sheet(model, outlook)
        .iter()
        .chain([&waterfall_sheet(model, outlook)])
    {
        text.push('\n');
        text += &listing::in_words(sheet);
    }
    text
}
