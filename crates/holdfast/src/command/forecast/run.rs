//! `holdfast forecast run`: what may come of a scenario.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::ground::Ground;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_forecast::{Model, Scenario};
use holdfast_intake::export::{
    budgets_sheet, chances_sheet, courses_sheet, expected_json, expected_sheet, feedback_sheet,
    filled_in_words, outlook_json, outlook_sheet, passing, spending_sheet, to_csv, waterfall_sheet,
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
    let outlook = Outlook::of(&model, &futures(&model)?);
    let without = match scenario.feedback {
        Some(_) => Some(without_feedback(&scenario, &ground)?),
        None => None,
    };
    let json =
        |model: &Model, outlook: &Outlook| outlook_json(model, outlook, &Expected::of(model));
    match options.format {
        Format::Table => {
            printer::data(&in_words(&model, &outlook, &expected, without.as_ref()));
        }
        Format::Json => {
            let mut told = json(&model, &outlook);
            if let Some((model, outlook)) = &without {
                told["without_feedback"] = json(model, outlook);
            }
            printer::data(&format!("{told:#}"));
        }
        Format::Csv => printer::bytes(&to_csv(&courses_sheet(&model, &outlook, &expected))),
    }
    Ok(())
}

/// The same where leaving does not answer to the workload.
fn without_feedback(scenario: &Scenario, ground: &Ground) -> Result<(Model, Outlook), Failure> {
    let without = Scenario {
        feedback: None,
        ..scenario.clone()
    };
    let model = ground.model(&without).map_err(input)?;
    let outlook = Outlook::of(&model, &futures(&model)?);
    Ok((model, outlook))
}

fn in_words(
    model: &Model,
    outlook: &Outlook,
    expected: &Expected,
    without: Option<&(Model, Outlook)>,
) -> String {
    let mut text = listing::in_words(&outlook_sheet(model, outlook));
    let passing = passing(model, expected);
    for sentence in passing
        .into_iter()
        .chain(filled_in_words(model, &outlook.filled))
    {
        text += &format!("{sentence}\n");
    }
    let mut sheets = Vec::from_iter(budgets_sheet(model, outlook));
    sheets.extend(spending_sheet(outlook));
    sheets.push(chances_sheet(model, outlook));
    sheets.push(waterfall_sheet(model, outlook));
    sheets.extend(without.map(|(_, without)| feedback_sheet(model, outlook, without)));
    for sheet in &sheets {
        text.push('\n');
        text += &listing::in_words(sheet);
    }
    text
}
