//! Scenarios side by side, as tables and in words.

use holdfast_forecast::Model;
use holdfast_forecast::compare::{BreakEven, Compared, Comparison, Mark, Ratio, Side};
use holdfast_forecast::outlook::Band;
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

use super::chances::percent_in_words;
use super::money::year_in_words;
use super::{aim_in_words, forecast_number, grouped, in_a_cell, line_name, line_unit, year_ends};
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// All scenarios side by side at the plan's end, the base first: where each
/// ends, what it does differently, what that costs, and the chance of each mark.
pub fn comparisons_sheet(compared: &Compared) -> Sheet {
    let all = compared.sides.as_slice();
    let base = &all[0];
    let last = base.model.months();
    let day = in_words(base.model.scenario().month_end(last));
    let mut columns = vec![Column::text(format!("At the end, {day}"))];
    columns.extend(
        all.iter()
            .map(|it| Column::of(ColumnKind::Figure, it.title())),
    );
    let mut rows = Vec::new();
    for series in [
        Series::InPost,
        Series::VacancyRate,
        Series::Agency,
        Series::SpendSoFar,
    ] {
        let cell = |it: &Side| {
            let band = it.outlook.band(series, last)?;
            Some(in_a_cell(series.unit(), band))
        };
        rows.push(row(super::titled(series), all, cell));
    }
    let differs = |it: &Side, of: fn(&Comparison) -> Option<Band>, unit| {
        Some(difference_in_words(unit, of(it.comparison.as_ref()?)?))
    };
    rows.push(row("FTE-years gained".to_owned(), all, |it| {
        differs(it, |it| it.fte_years, Unit::Fte)
    }));
    rows.push(row("Spent more, £".to_owned(), all, |it| {
        differs(it, |it| it.pounds, Unit::Pounds)
    }));
    rows.push(row("£ for each FTE-year gained".to_owned(), all, |it| {
        each_in_a_cell(it.comparison.as_ref()?)
    }));
    rows.push(row("Paid for itself".to_owned(), all, |it| {
        let comparison = it.comparison.as_ref()?;
        comparison.pounds?;
        Some(paid_in_a_cell(&it.model, &comparison.break_even))
    }));
    for (nth, mark) in compared.marks.iter().enumerate() {
        rows.push(row(mark_in_words(&base.model, mark), all, |it| {
            Some(percent_in_words(it.chances.get(nth).copied()??))
        }));
    }
    // What no scenario has anything to say of is left out.
    rows.retain(|row| row.iter().skip(1).any(|cell| *cell != Cell::Empty));
    Sheet {
        title: "Side by side".to_owned(),
        columns,
        rows,
        notes: vec![
            "Medians, and mean differences, each with the band in brackets in which nine in ten futures lie; what an FTE-year costs with the 90% interval that resampling the futures gives. All scenarios see the same chance and are held to the same targets and budgets.".to_owned(),
        ],
    }
}

fn row(name: String, all: &[Side], cell: impl Fn(&Side) -> Option<String>) -> Vec<Cell> {
    let cells = all
        .iter()
        .map(|it| cell(it).map_or(Cell::Empty, Cell::Figure));
    std::iter::once(Cell::Text(name)).chain(cells).collect()
}

/// A mark in words; the chance of it stands beside.
pub(super) fn mark_in_words(model: &Model, mark: &Mark) -> String {
    let day = |month| in_words(model.scenario().month_end(month));
    match mark {
        Mark::Target { of, aim, month } => {
            format!(
                "Chance of {} on {}",
                super::lower_first(&aim_in_words(*of, *aim)),
                day(*month)
            )
        }
        Mark::Budget(budget) => {
            let year = year_in_words(*budget.year.get_ref());
            let of = match budget.of {
                Series::Spend => String::new(),
                kind => format!(" for {}", super::lower_first(kind.label())),
            };
            format!(
                "Chance of staying within £{}{of} in {year}",
                grouped(budget.pounds)
            )
        }
        Mark::Passed => "Chance that more are in post than established".to_owned(),
    }
}

/// What an FTE-year costs; nothing where none is gained.
fn each_in_a_cell(comparison: &Comparison) -> Option<String> {
    match comparison.pounds_per_fte_year {
        Some(ratio) => Some(ratio_in_words(ratio)),
        None => gains_for_less(comparison).then(|| "costs less".to_owned()),
    }
}

/// Whether FTE are gained although less is spent.
fn gains_for_less(comparison: &Comparison) -> bool {
    let gains = comparison.fte_years.is_some_and(|it| it.mean > 0.005);
    gains && comparison.pounds.is_some_and(|it| it.mean <= 0.0)
}

/// A ratio in pounds with its interval.
fn ratio_in_words(ratio: Ratio) -> String {
    match ratio.interval {
        Some((low, high)) => format!(
            "{} ({} to {})",
            grouped(ratio.value),
            grouped(low),
            grouped(high)
        ),
        None => format!("{} (it may as well gain none)", grouped(ratio.value)),
    }
}

fn paid_in_a_cell(model: &Model, paid: &BreakEven) -> String {
    let end = percent_in_words(paid.by_the_end());
    let day = |month| in_words(model.scenario().month_end(month));
    match (paid.median, paid.costs_more_first) {
        (Some(month), _) => format!(
            "by {} in {}; by the end in {end}",
            day(month),
            percent_in_words(paid.shares[month])
        ),
        (None, true) => format!("by the end in {end}"),
        (None, false) => "never costs more".to_owned(),
    }
}

/// What each of the others does differently from the base, at each year's end.
pub fn comparison_sheets(compared: &Compared) -> Vec<Sheet> {
    let base = &compared.sides[0];
    let others = compared.sides.iter();
    others
        .filter_map(|it| {
            Some(comparison_sheet(
                &base.model,
                &it.model,
                it.comparison.as_ref()?,
            ))
        })
        .collect()
}

fn comparison_sheet(base: &Model, changed: &Model, comparison: &Comparison) -> Sheet {
    let months: Vec<usize> = year_ends(base)
        .into_iter()
        .filter(|month| *month > 0)
        .collect();
    let mut columns = vec![Column::text("Difference at the end of")];
    columns.extend(months.iter().map(|month| {
        Column::of(
            ColumnKind::Figure,
            in_words(base.scenario().month_end(*month)),
        )
    }));
    let mut rows = Vec::new();
    for course in &comparison.courses {
        let unit = line_unit(course.column);
        let bands: Vec<Option<Band>> = months.iter().map(|month| course.bands[*month]).collect();
        if bands
            .iter()
            .flatten()
            .all(|band| band.sd == 0.0 && band.mean == 0.0)
        {
            continue;
        }
        let cells = bands.iter().map(|band| {
            band.map_or(Cell::Empty, |band| {
                Cell::Figure(difference_in_words(unit, band))
            })
        });
        let name = Cell::Text(line_name(base, course.column));
        rows.push(std::iter::once(name).chain(cells).collect());
    }
    Sheet {
        title: format!(
            "{} against {}",
            changed.scenario().title,
            base.scenario().title
        ),
        columns,
        rows,
        notes: vec![
            "Mean difference, and in brackets where nine in ten of the differences lie.".to_owned(),
        ],
    }
}

fn difference_in_words(unit: Unit, band: Band) -> String {
    let number = |value: f64| {
        let text = forecast_number(unit, value);
        if value > 0.0 && text.chars().any(|it| ('1'..='9').contains(&it)) {
            format!("+{text}")
        } else {
            text
        }
    };
    let [middle, low, high] = [band.mean, band.p5, band.p95].map(number);
    match low == high {
        true => middle,
        false => format!("{middle} ({low} to {high})"),
    }
}

/// Cost, gain and break-even in sentences.
pub fn told(base: &Model, comparison: &Comparison) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(gained) = comparison.fte_years {
        notes.push(format!(
            "FTE-years in post gained by the end: {}.",
            difference_in_words(Unit::Fte, gained)
        ));
    }
    let Some(pounds) = comparison.pounds else {
        return notes;
    };
    notes.push(format!(
        "Pounds more spent by the end: {}.",
        difference_in_words(Unit::Pounds, pounds)
    ));
    notes.extend(comparison.pounds_per_fte_year.map(each_in_words));
    if gains_for_less(comparison) {
        notes.push("It gains FTE and costs less by the end.".to_owned());
    }
    let paid = &comparison.break_even;
    let end = percent_in_words(paid.by_the_end());
    notes.push(match (paid.median, paid.costs_more_first) {
        (Some(month), _) => format!(
            "It has paid for itself by {} in {} of the futures, and by the end in {end}.",
            in_words(base.scenario().month_end(month)),
            percent_in_words(paid.shares[month])
        ),
        (None, true) => format!("It has paid for itself by the end in {end} of the futures."),
        (None, false) => "It never costs more, all in all.".to_owned(),
    });
    notes
}

fn each_in_words(ratio: Ratio) -> String {
    match ratio.interval {
        Some((low, high)) => format!(
            "That is £{} for each FTE-year gained; the futures, drawn anew a thousand times, put it between £{} and £{} in nine of ten.",
            grouped(ratio.value),
            grouped(low),
            grouped(high)
        ),
        None => format!(
            "That is £{} for each FTE-year gained, but it cannot be told from gaining none, so no interval can be given.",
            grouped(ratio.value)
        ),
    }
}
