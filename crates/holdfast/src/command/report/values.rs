//! `holdfast report values`: what each reference of a paper prints.

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use serde_json::json;

use super::grounds::Read;
use crate::cli::ReportValues;
use crate::command::listing;
use crate::failure::Failure;
use crate::settings::Settings;

/// Lists them, those that cannot be answered with the reason.
pub(super) async fn run(options: &ReportValues, settings: &Settings) -> Result<(), Failure> {
    let read = Read::of(&options.records, &options.plans, settings).await?;
    let composed = read.compose(&options.paper)?;
    let printed = composed.printed.iter().map(|it| {
        vec![
            Cell::Whole(u64::try_from(it.line).unwrap_or(u64::MAX)),
            Cell::Text(it.reference.clone()),
            Cell::Text(it.printed.lines().next().unwrap_or_default().to_owned()),
        ]
    });
    let sheet = Sheet {
        title: composed.front.title.clone(),
        columns: vec![
            Column::of(ColumnKind::Whole, "Line"),
            Column::text("Reference"),
            Column::text("Printed"),
        ],
        rows: printed.collect(),
        notes: composed.problems.iter().map(ToString::to_string).collect(),
    };
    let told = || {
        json!({
            "title": composed.front.title,
            "date": composed.front.day(),
            "figures": composed.front.figures_at(),
            "printed": composed.printed,
            "notes": composed.document.notes,
            "problems": composed.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    listing::print_sheet(&sheet, told, options.format);
    Ok(())
}
