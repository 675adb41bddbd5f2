//! `holdfast strategy`: how the items of the strategy stand, what members asked,
//! who acknowledged what was pledged, and what audits of practice say.

use holdfast_intake::export::{
    audit_themes_sheet, audits_json, pledges_json, pledges_sheet, requests_json, requests_sheet,
    strategy_json, strategy_sheet,
};
use holdfast_measures::strategy::{ItemState, audits, items, pledges, requests, summary};

use super::{listing, source};
use crate::cli::{self, Format, StrategyPart};
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Prints a part of the strategy.
pub(crate) async fn run(options: cli::Strategy, settings: &Settings) -> Result<(), Failure> {
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let at = options.at.unwrap_or_else(|| source::today(settings));
    let format = options.format;
    match options.part {
        StrategyPart::Items => {
            let states = items(&workforce, at);
            match format {
                // The sheet is too wide for a screen.
                Format::Table => printer::data(&in_words(&states)),
                _ => listing::print_sheet(
                    &strategy_sheet(&workforce, &states, at),
                    || strategy_json(&workforce, &states, at),
                    format,
                ),
            }
        }
        StrategyPart::Requests => {
            let states = requests(&workforce, at);
            let sheet = requests_sheet(&workforce, &states, at);
            listing::print_sheet(&sheet, || requests_json(&states, at), format);
        }
        StrategyPart::Pledges => {
            let states = pledges(&workforce, at);
            let sheet = pledges_sheet(&states, at);
            listing::print_sheet(&sheet, || pledges_json(&states, at), format);
        }
        StrategyPart::Audits => {
            let audits = audits(&workforce, at);
            let sheet = audit_themes_sheet(&audits, at);
            listing::print_sheet(&sheet, || audits_json(&audits, at), format);
        }
    }
    Ok(())
}

/// The items as a tree, with the reason beneath each.
fn in_words(states: &[ItemState<'_>]) -> String {
    let line = |state: &ItemState<'_>| {
        let indent = "  ".repeat(state.depth);
        let item = state.item;
        format!(
            "{indent}{} {}: {}\n{indent}    {}",
            item.reference,
            item.title,
            state.standing.label(),
            state.reason
        )
    };
    let lines: Vec<_> = states.iter().map(line).collect();
    format!("{}\n\n{}", summary(states).in_words(), lines.join("\n"))
}
