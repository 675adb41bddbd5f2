//! `holdfast measure`: a figure, and everything behind it.

use holdfast_intake::export::{
    Cell, Column, ColumnKind, Sheet, figure_json, figure_rows_json, figure_sheet, to_csv,
};
use holdfast_measures::compare::{Comparison, Side, change};
use holdfast_measures::{Figure, Ledger, Scope, month_ends_of};
use holdfast_workforce::Workforce;
use serde_json::{Value, json};

use super::position::table;
use super::source;
use crate::cli::{self, Format};
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Prints a figure.
pub(crate) async fn run(options: cli::MeasureOptions, settings: &Settings) -> Result<(), Failure> {
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let at = source::date_or_last_month_end(options.at, settings);
    let (team, role) =
        source::team_and_role(&workforce, options.team.as_deref(), options.role.as_deref())?;
    let ledger = Ledger::new(&workforce, Some(options.service));
    let scope = Scope {
        team,
        role,
        service: Some(options.service),
    };
    let figure_at = |day| ledger.reckon(scope, day).figure(options.measure);
    let figure = figure_at(at);
    let before = month_ends_of(at).next().map(figure_at);
    let change = before.map(|before| since(&figure, &before));
    print(&workforce, &figure, change.as_ref(), &options);
    Ok(())
}

/// The figure beside that of the year before.
fn since(now: &Figure, before: &Figure) -> Comparison {
    change(
        now.measure,
        Side::of_figure("this", now),
        Side::of_figure("the year before", before),
    )
}

fn print(
    workforce: &Workforce,
    figure: &Figure,
    change: Option<&Comparison>,
    options: &cli::MeasureOptions,
) {
    match (options.format, options.explain) {
        (Format::Table, true) => printer::data(&explained(workforce, figure, change)),
        (Format::Table, false) => printer::data(&told(figure)),
        (Format::Json, true) => {
            let mut value = figure_rows_json(workforce, figure);
            value["year_before"] = change.map_or(Value::Null, change_json);
            printer::data(&format!("{value:#}"));
        }
        (Format::Json, false) => printer::data(&format!("{:#}", figure_json(figure))),
        (Format::Csv, true) => printer::bytes(&to_csv(&figure_sheet(workforce, figure))),
        (Format::Csv, false) => printer::bytes(&to_csv(&in_rows(std::slice::from_ref(figure)))),
    }
}

fn change_json(change: &Comparison) -> Value {
    let places = change.measure.unit().places();
    json!({
        "value": change.other.value.rounded(places),
        "verdict": change.verdict.label(),
        "text": change.in_words(),
        "difference": change.difference_in_words(),
        "relative": change.relative_in_words(),
        "chance": change.chance_in_words(),
    })
}

/// The figure in a line, and what has to be known about it.
fn told(figure: &Figure) -> String {
    let mut text = format!(
        "{}, {}: {}\n",
        figure.measure.label(),
        figure.period(),
        figure.in_words()
    );
    for note in figure.why_none().iter().chain(&figure.notes) {
        text += &format!("{note}\n");
    }
    text
}

fn explained(workforce: &Workforce, figure: &Figure, change: Option<&Comparison>) -> String {
    let sheet = figure_sheet(workforce, figure);
    let formula = figure.measure.definition().formula.in_words();
    let definition_source = figure.measure.definition().source;
    let mut text = format!("{}\n\n{}\n", sheet.title, figure.in_words());
    text += &format!("\nFormula: {formula}.\n{}\n", sheet.notes.join("\n"));
    text += &format!("Definition from: {definition_source}.\n");
    if let Some(change) = change {
        text += &format!("\nOver the year: {}\n", change.in_words());
        let amounts = [change.difference_in_words(), change.relative_in_words()];
        let amounts: Vec<_> = amounts.into_iter().flatten().collect();
        if !amounts.is_empty() {
            text += &format!("{}.\n", amounts.join("; "));
        }
    }
    match sheet.rows.is_empty() {
        true => text += "\nThere are no rows beneath.\n",
        false => text += &format!("\n{}", table(&sheet)),
    }
    text
}

/// A row for each figure.
pub(super) fn in_rows(figures: &[Figure]) -> Sheet {
    let kind = ColumnKind::Amount { places: 6 };
    let title = figures.first().map(|figure| figure.measure.label());
    Sheet {
        title: title.unwrap_or_default().to_owned(),
        columns: vec![
            Column::text("measure"),
            Column::of(ColumnKind::Date, "at"),
            Column::of(ColumnKind::Figure, "value"),
            Column::text("unit"),
            Column::of(kind, "numerator"),
            Column::of(kind, "denominator"),
            Column::text("source"),
        ],
        rows: figures.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn row(figure: &Figure) -> Vec<Cell> {
    let (above, below) = figure.numerator_and_denominator();
    vec![
        Cell::Text(figure.measure.key().to_owned()),
        Cell::Date(figure.at),
        Cell::Figure(figure.rounded()),
        Cell::Text(figure.measure.unit().label().to_owned()),
        Cell::amount(above),
        Cell::amount(below),
        Cell::Text(figure.source.in_words()),
    ]
}
