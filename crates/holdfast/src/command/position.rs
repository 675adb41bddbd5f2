//! `holdfast position`: the position at a date.

use holdfast_intake::export::{Sheet, full_sheet, json, rows_sheet, summary_sheet, to_csv};
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{
    Amounts, Comparison, Dimension, Position, Selection, compare, endings, position,
};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use super::source;
use crate::cli;
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Prints the position.
pub(crate) async fn run(options: cli::Position, settings: &Settings) -> Result<(), Failure> {
    let workforce = source::workforce(
        options.package.as_deref(),
        options.authority.as_deref(),
        settings,
    )
    .await?;
    let by = match options.by {
        cli::By::Role => Dimension::Role,
        cli::By::Team => Dimension::Team,
        cli::By::Service => Dimension::Service,
    };
    let now = position(
        &workforce,
        &selection(&workforce, &options, options.at)?,
        by,
    );
    let then = match options.compare {
        Some(day) => Some(position(
            &workforce,
            &selection(&workforce, &options, day)?,
            by,
        )),
        None => None,
    };
    let comparison = then.as_ref().map(|then| (compare(&now, then), then));
    let pair = comparison
        .as_ref()
        .map(|(comparison, then)| (comparison, *then));
    match options.format {
        cli::Format::Table => print_tables(&workforce, &now, pair),
        cli::Format::Json => {
            let value = json(&workforce, &now, pair.map(|(comparison, _)| comparison));
            printer::data(&format!("{value:#}"));
        }
        cli::Format::Csv => {
            let sheet = full_sheet(&workforce, &now, pair.map(|(comparison, _)| comparison));
            printer::bytes(&to_csv(&sheet));
        }
    }
    Ok(())
}

fn selection(
    workforce: &Workforce,
    options: &cli::Position,
    at: Date,
) -> Result<Selection, Failure> {
    let (team, role) =
        source::team_and_role(workforce, options.team.as_deref(), options.role.as_deref())?;
    Ok(Selection {
        at,
        service: options.service,
        team,
        role,
    })
}

fn print_tables(
    workforce: &Workforce,
    now: &Position,
    comparison: Option<(&Comparison, &Position)>,
) {
    let rows = rows_sheet(workforce, now, comparison.map(|(comparison, _)| comparison));
    let summary = summary_sheet(workforce, now, comparison);
    let mut text = format!("{}\n\n", rows.title);
    if rows.rows.len() > 1 {
        text += &table(&rows);
        text.push('\n');
    }
    if !summary.rows.is_empty() {
        text += &table(&summary);
        text.push('\n');
        text += &rates(now, comparison.map(|(_, then)| then));
    }
    text += &endings_in_words(workforce, now);
    for note in &summary.notes {
        text += &format!("{note}\n");
    }
    printer::data(&text);
}

/// When temporary uplifts and grants end, a line each.
fn endings_in_words(workforce: &Workforce, now: &Position) -> String {
    let mut text = String::new();
    for ending in endings(workforce, &now.selection) {
        let until = match ending.last_day {
            Some(day) => format!("until {}", in_words(day)),
            None => "no end stated".to_owned(),
        };
        text += &format!(
            "{}: {} FTE {until}\n",
            ending.line.label(),
            ending.amount.rounded(2)
        );
    }
    text
}

/// The rates that follow from the totals, each with what it divides.
fn rates(now: &Position, then: Option<&Position>) -> String {
    type Rate = fn(&Amounts) -> Option<String>;
    const RATES: [(&str, Rate); 3] = [
        (
            "Vacancy rate (vacancies / vacancies and in post)",
            Amounts::vacancy_rate,
        ),
        (
            "Agency rate (agency / agency and in post)",
            Amounts::agency_rate,
        ),
        (
            "Agency share (agency / assignments in all)",
            Amounts::agency_share,
        ),
    ];
    let mut text = String::new();
    for (label, rate) in RATES {
        let Some(percent) = rate(&now.total) else {
            continue;
        };
        text += &format!("{label}: {percent}%");
        if let Some(before) = then.and_then(|then| rate(&then.total)) {
            text += &format!(", before {before}%");
        }
        text.push('\n');
    }
    text
}

/// A sheet as text.
pub(crate) fn table(sheet: &Sheet) -> String {
    let head: Vec<String> = sheet
        .columns
        .iter()
        .map(|column| column.title.clone())
        .collect();
    let rows: Vec<Vec<String>> = sheet
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&sheet.columns);
            cells
                .map(|(cell, column)| cell.shown(column.kind))
                .collect()
        })
        .collect();
    let numbers: Vec<bool> = sheet
        .columns
        .iter()
        .map(|column| column.kind.is_number())
        .collect();
    printer::columns(&head, &rows, &numbers)
}
