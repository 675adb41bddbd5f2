//! The chance of each target and of a filled establishment.

use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::{Chance, Filled, Outlook};
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

use super::year_ends;
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// The name of the chance that no post is vacant.
const FILLED: &str = "No post vacant";

/// The name of the chance that the establishment is passed.
const PASSED: &str = "More in post than established";

/// A share of futures, in whole per cent; what is neither none nor all never
/// reads as such.
pub fn percent_in_words(share: f64) -> String {
    match share {
        0.0 => "0%".to_owned(),
        1.0 => "100%".to_owned(),
        share if share < 0.01 => "under 1%".to_owned(),
        share if share > 0.99 => "over 99%".to_owned(),
        share => format!("{:.0}%", share * 100.0),
    }
}

pub(super) fn percent(share: f64) -> Cell {
    Cell::Figure(percent_in_words(share))
}

/// The same, where it is known.
fn known_percent(share: Option<f64>) -> Cell {
    share.map_or(Cell::Empty, percent)
}

fn known(shares: &[f64]) -> Vec<Option<f64>> {
    shares.iter().copied().map(Some).collect()
}

/// The chance of each target, and that the establishment is filled and passed,
/// at each year's end.
pub fn chances_sheet(model: &Model, outlook: &Outlook) -> Sheet {
    let months: Vec<usize> = year_ends(model).into_iter().skip(1).collect();
    let day = |month: usize| in_words(model.scenario().month_end(month));
    let mut columns = vec![Column::text("What is reached")];
    columns.extend(
        months
            .iter()
            .map(|month| Column::of(ColumnKind::Figure, day(*month))),
    );
    let row = |name: String, shares: &[Option<f64>]| {
        let cells = months.iter().map(|month| known_percent(shares[*month]));
        std::iter::once(Cell::Text(name)).chain(cells).collect()
    };
    let mut rows: Vec<Vec<Cell>> = outlook
        .chances
        .iter()
        .map(|chance| row(aim_in_words(chance.of, chance.aim), &chance.shares))
        .collect();
    rows.push(row(FILLED.to_owned(), &known(&outlook.filled.filled)));
    rows.push(row(PASSED.to_owned(), &known(&outlook.filled.passed)));
    let due = outlook.chances.iter().filter_map(|chance| {
        let by = chance.by.filter(|by| *by < chance.shares.len())?;
        let aim = aim_in_words(chance.of, chance.aim);
        let Some((share, so_far)) = chance.shares[by].zip(chance.so_far[by]) else {
            return Some(format!(
                "{aim} by {}: nothing can be said of that day.",
                day(by)
            ));
        };
        Some(format!(
            "{aim} by {}: {} of futures; {} at that or an earlier month’s end.",
            day(by),
            percent_in_words(share),
            percent_in_words(so_far)
        ))
    });
    let mut notes: Vec<String> = due.collect();
    notes.push("The share of futures in which it is so at that day.".to_owned());
    let shown = |chance: &Chance| months.iter().any(|month| chance.shares[*month].is_none());
    if outlook.chances.iter().any(shown) {
        notes.push("–: nothing can be said of that day.".to_owned());
    }
    Sheet {
        title: "Chance of reaching targets and of filling the establishment".to_owned(),
        columns,
        rows,
        notes,
    }
}

/// The same at every month's end, and what was reached by then.
pub fn monthly_chances_sheet(model: &Model, outlook: &Outlook) -> Sheet {
    let mut columns = vec![Column::text("At the end of")];
    let mut lines: Vec<Vec<Option<f64>>> = Vec::new();
    for chance in &outlook.chances {
        let aim = aim_in_words(chance.of, chance.aim);
        columns.push(Column::of(ColumnKind::Figure, aim.clone()));
        columns.push(Column::of(
            ColumnKind::Figure,
            format!("{aim}, then or earlier"),
        ));
        lines.extend([chance.shares.clone(), chance.so_far.clone()]);
    }
    for (name, shares) in [
        (FILLED, &outlook.filled.filled),
        (PASSED, &outlook.filled.passed),
    ] {
        columns.push(Column::of(ColumnKind::Figure, name));
        lines.push(known(shares));
    }
    let rows = (1..=model.months()).map(|month| {
        let day = in_words(model.scenario().month_end(month));
        let shares = lines.iter().map(|shares| known_percent(shares[month]));
        std::iter::once(Cell::Text(day)).chain(shares).collect()
    });
    Sheet {
        title: "The same, month by month".to_owned(),
        columns,
        rows: rows.collect(),
        notes: vec![
            "The share of futures in which it is so at that day; ‘then or earlier’: at that or an earlier month’s end of the plan.".to_owned(),
        ],
    }
}

/// When the establishment is likely filled or passed, in a sentence; nothing
/// where it is not in half of the futures.
pub fn filled_in_words(model: &Model, filled: &Filled) -> Option<String> {
    let first = |shares: &[f64]| (1..shares.len()).find(|month| shares[*month] >= 0.5);
    let day = |month: usize| in_words(model.scenario().month_end(month));
    let share = |shares: &[f64], month: usize| percent_in_words(shares[month]);
    let last = model.months();
    match (first(&filled.passed), first(&filled.filled)) {
        (Some(month), _) => Some(format!(
            "More are in post than established by {} in {} of futures, and in {} at the end of the plan.",
            day(month),
            share(&filled.passed, month),
            share(&filled.passed, last)
        )),
        (None, Some(month)) => Some(format!(
            "No post is vacant by {} in {} of futures, and in {} at the end of the plan.",
            day(month),
            share(&filled.filled, month),
            share(&filled.filled, last)
        )),
        (None, None) => None,
    }
}

/// A target in words.
pub fn aim_in_words(of: Series, aim: Aim) -> String {
    let (before, after) = match of.unit() {
        Unit::Percent => ("", "%"),
        Unit::Pounds => ("£", ""),
        Unit::Fte | Unit::Ratio => ("", ""),
    };
    let (side, value) = match aim {
        Aim::AtMost(most) => ("at most", most),
        Aim::AtLeast(least) => ("at least", least),
    };
    let number = match of.unit() {
        Unit::Pounds => super::grouped(value),
        _ => value.to_string(),
    };
    format!("{} {side} {before}{number}{after}", of.label())
}
