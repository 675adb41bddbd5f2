//! What is spent in each financial year, against the budget.

use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::{Outlook, Spending};
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

use super::chances::{percent, percent_in_words};
use super::{forecast_number, in_a_cell};
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// The financial year that begins in a calendar year: `2025-26`.
pub(super) fn year_in_words(year: i16) -> String {
    format!("{year}-{:02}", (year + 1).rem_euclid(100))
}

/// A kind of spending as a table names it beside others.
fn kind_in_words(kind: Series) -> &'static str {
    match kind {
        Series::Spend => "All spending",
        kind => kind.label(),
    }
}

/// What stands in the table against budgets: all spending, and kinds with a budget.
fn is_told(spending: &&Spending) -> bool {
    spending.of == Series::Spend || spending.budget.is_some()
}

/// Spend of each financial year against its budget, and the chance of staying
/// within it; nothing where no price is given.
pub fn budgets_sheet(model: &Model, outlook: &Outlook) -> Option<Sheet> {
    let mut told: Vec<&Spending> = outlook.spending.iter().filter(is_told).collect();
    told.sort_by_key(|it| (it.year, it.of != Series::Spend));
    if told.is_empty() {
        return None;
    }
    let figure = |title: &str| Column::of(ColumnKind::Figure, title);
    let mut columns = vec![
        Column::text("Financial year"),
        Column::text("Of"),
        figure("Spend, £"),
    ];
    let has_budgets = told.iter().any(|it| it.budget.is_some());
    if has_budgets {
        columns.extend(["Budget, £", "Chance of staying within"].map(figure));
        columns.push(Column::text("Half of futures have spent it by"));
    }
    let rows = told.iter().map(|spending| {
        let mut row = vec![
            Cell::Text(months_in_words(spending)),
            Cell::Text(kind_in_words(spending.of).to_owned()),
            Cell::Figure(in_a_cell(Unit::Pounds, spending.pounds)),
        ];
        if has_budgets {
            row.extend(against(model, spending));
        }
        row
    });
    Some(Sheet {
        title: "Spend by financial year, April to March".to_owned(),
        columns,
        rows: rows.collect(),
        notes: notes(&told, has_budgets),
    })
}

/// The year, and how much of it lies in the plan.
fn months_in_words(spending: &Spending) -> String {
    let year = year_in_words(spending.year);
    match spending.months.clone().count() {
        12 => year,
        1 => format!("{year}, one month"),
        months => format!("{year}, {months} months"),
    }
}

/// The budget, its chance and when it is spent.
fn against(model: &Model, spending: &Spending) -> [Cell; 3] {
    let Some(budget) = &spending.budget else {
        return [Cell::Empty, Cell::Empty, Cell::Empty];
    };
    let spent = budget.runs_out();
    let day = spent.map(|nth| in_words(model.scenario().month_end(spending.months.start() + nth)));
    [
        Cell::Figure(forecast_number(Unit::Pounds, budget.of_months)),
        percent(budget.within()),
        Cell::text(day),
    ]
}

fn notes(told: &[&Spending], has_budgets: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if told.iter().any(|it| !it.is_whole()) {
        let budget = match has_budgets {
            true => " and a twelfth of the budget for each of them",
            false => "",
        };
        notes.push(format!(
            "Where the plan begins or ends within a financial year, its months of that year count{budget}."
        ));
    }
    notes
}

/// Whether the budgets of all spending are likely kept, in a sentence; nothing
/// where there is none.
pub fn budget_in_words(outlook: &Outlook) -> Option<String> {
    let mut told: Vec<&Spending> = outlook.spending.iter().filter(is_told).collect();
    told.sort_by_key(|it| (it.year, it.of != Series::Spend));
    let chances = told.into_iter().filter_map(|spending| {
        let budget = spending.budget.as_ref()?;
        let of = match spending.of {
            Series::Spend => String::new(),
            kind => format!(" for {}", super::lower_first(kind.label())),
        };
        Some(format!(
            "{} in {}{of}",
            percent_in_words(budget.within()),
            months_in_words(spending)
        ))
    });
    let chances: Vec<String> = chances.collect();
    (!chances.is_empty()).then(|| {
        format!(
            "Chance of staying within the budget: {}.",
            chances.join("; ")
        )
    })
}

/// Spend of each financial year by kind; nothing where no price is given.
pub fn spending_sheet(outlook: &Outlook) -> Option<Sheet> {
    let mut years: Vec<&Spending> = Vec::new();
    for spending in &outlook.spending {
        if years.iter().all(|known| known.year != spending.year) {
            years.push(spending);
        }
    }
    let of = |kind: Series, year: i16| {
        let mut all = outlook.spending.iter();
        all.find(move |it| it.of == kind && it.year == year)
    };
    let kinds = Series::SPENDING.iter().filter(|kind| {
        let mut all = outlook.spending.iter();
        all.any(|it| it.of == **kind && it.pounds.mean > 0.0)
    });
    let rows: Vec<Vec<Cell>> = kinds
        .map(|kind| {
            let cells = years.iter().map(|year| {
                let spent = of(*kind, year.year).map(|it| it.pounds);
                spent.map_or(Cell::Figure(forecast_number(Unit::Pounds, 0.0)), |band| {
                    Cell::Figure(in_a_cell(Unit::Pounds, band))
                })
            });
            std::iter::once(Cell::Text(kind_in_words(*kind).to_owned()))
                .chain(cells)
                .collect()
        })
        .collect();
    let mut columns = vec![Column::text("£")];
    columns.extend(
        years
            .iter()
            .map(|year| Column::of(ColumnKind::Figure, months_in_words(year))),
    );
    (!rows.is_empty()).then(|| Sheet {
        title: "Spend by kind, by financial year".to_owned(),
        columns,
        rows,
        notes: vec![
            "Medians, and in brackets where nine in ten futures lie. Medians need not add up."
                .to_owned(),
        ],
    })
}
