//! Scenarios side by side, as tables and in words.

use holdfast_forecast::Model;
use holdfast_forecast::compare::{BreakEven, Compared, Comparison, Mark, Ratio, Replaced, Side};
use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::outlook::Band;
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

use super::chances::percent_in_words;
use super::money::year_in_words;
use super::{
    aim_in_words, forecast_number, grouped, in_a_cell, line_title, line_unit, plain, year_ends,
    year_title,
};
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
    for of in [Series::Spend, Series::AgencySpend] {
        let cell = |it: &Side| {
            let band = it.outlook.year_to(of, last)?;
            Some(in_a_cell(Unit::Pounds, band))
        };
        rows.push(row(year_title(of, last), all, cell));
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
    rows.push(row("Agency FTE replaced at most".to_owned(), all, |it| {
        let replaced = it.comparison.as_ref()?.replaced?;
        let day = in_words(it.model.scenario().month_end(replaced.month));
        Some(format!("{} on {day}", plain(replaced.fte, 1)))
    }));
    rows.push(row("Saved by that in a year, £".to_owned(), all, |it| {
        saved(&it.comparison.as_ref()?.replaced?)
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
        notes: notes(all),
    }
}

/// How the table is read.
fn notes(all: &[Side]) -> Vec<String> {
    let of = |side: &Side| side.comparison.as_ref()?.replaced;
    let replaced = match all.iter().any(|side| of(side).is_some()) {
        true => {
            " Agency FTE replaced are the expected course’s, in the month in which they are most; what they save in a year of such months stands with the least and the most that an agency worker’s price makes of it."
        }
        false => "",
    };
    vec![format!(
        "Medians, and mean differences, as means of differences add up and medians do not; each with the band in brackets in which nine in ten futures lie.{replaced} What an FTE-year costs has the 90% interval that resampling the futures gives. All scenarios see the same chance and are held to the same targets and budgets."
    )]
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

/// To a hundred pounds.
fn hundreds(pounds: f64) -> String {
    grouped((pounds / 100.0).round() * 100.0)
}

/// What agency workers who are replaced save in a year, with the range of their
/// price. It is exact, as no chance is in it.
fn saved(replaced: &Replaced) -> Option<String> {
    let a_year = replaced.a_year?;
    Some(match replaced.ends {
        Some((low, high)) => {
            let [middle, low, high] = [a_year, low, high].map(hundreds);
            format!("{middle} ({low} to {high})")
        }
        None => hundreds(a_year),
    })
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
            forecast_number(Unit::Pounds, ratio.value),
            forecast_number(Unit::Pounds, low),
            forecast_number(Unit::Pounds, high)
        ),
        None => format!(
            "{} (it may as well gain none)",
            forecast_number(Unit::Pounds, ratio.value)
        ),
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
        (None, true) if paid.by_the_end() == 0.0 => "never within the plan".to_owned(),
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
    // Money stands by the year, not by the month.
    let is_monthly =
        |line: &Line| matches!(line, Line::Series(of) if Series::SPENDING.contains(of));
    let courses = comparison.courses.iter();
    let courses = courses.filter(|course| !is_monthly(&course.column));
    let courses = courses.map(|course| (line_title(base, course.column), course));
    let years = comparison
        .years
        .iter()
        .filter_map(|course| match course.column {
            Line::Series(of) => Some((year_title(of, base.months()), course)),
            _ => None,
        });
    for (name, course) in courses.chain(years) {
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
        rows.push(std::iter::once(Cell::Text(name)).chain(cells).collect());
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
    let number = |value: f64| with_sign(unit, value, 1);
    let [middle, low, high] = [band.mean, band.p5, band.p95].map(number);
    match low == high {
        true => middle,
        false => format!("{middle} ({low} to {high})"),
    }
}

/// The expected courses of a base and of changed scenarios, without chance: what
/// differs at each year's end, and what agency workers who are replaced save.
pub fn expected_comparison_sheet(base: &Model, changed: &Model) -> Sheet {
    let (before, after) = (Expected::of(base), Expected::of(changed));
    let months: Vec<usize> = year_ends(base).into_iter().skip(1).collect();
    let day = |month: usize| in_words(base.scenario().month_end(month));
    let mut columns = vec![Column::text("Difference at the end of")];
    let ends = months
        .iter()
        .map(|month| Column::of(ColumnKind::Figure, day(*month)));
    columns.extend(ends);
    let row = |name: String, unit, of: &dyn Fn(&Expected, usize) -> Option<f64>| {
        let cells = months.iter().map(|month| {
            let more = of(&after, *month).zip(of(&before, *month));
            let text = more.map(|(after, before)| with_sign(unit, after - before, 2));
            text.map_or(Cell::Empty, Cell::Figure)
        });
        std::iter::once(Cell::Text(name)).chain(cells).collect()
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for series in [
        Series::InPost,
        Series::Vacancies,
        Series::Agency,
        Series::VacancyRate,
    ] {
        let value = |course: &Expected, month| course.value(Line::Series(series), month);
        rows.push(row(super::titled(series), series.unit(), &value));
    }
    if base.prices_known() || changed.prices_known() {
        for of in [Series::Spend, Series::AgencySpend] {
            let year = |course: &Expected, month| year_of(course, of, month);
            rows.push(row(year_title(of, base.months()), Unit::Pounds, &year));
        }
        let so_far =
            |course: &Expected, month| course.value(Line::Series(Series::SpendSoFar), month);
        rows.push(row(
            super::titled(Series::SpendSoFar),
            Unit::Pounds,
            &so_far,
        ));
    }
    let replaced = Replaced::of(base, changed);
    Sheet {
        title: format!(
            "{} against {}, expected",
            changed.scenario().title,
            base.scenario().title
        ),
        columns,
        rows,
        notes: replaced
            .iter()
            .map(|it| replaced_in_words(base, it))
            .collect(),
    }
}

/// What is spent in the twelve months to one.
fn year_of(course: &Expected, of: Series, month: usize) -> Option<f64> {
    let mut months = holdfast_forecast::outlook::months_of_year_to(month);
    months.try_fold(0.0, |sum, month| {
        Some(sum + course.value(Line::Series(of), month)?)
    })
}

fn with_sign(unit: Unit, value: f64, places: usize) -> String {
    let text = match unit {
        Unit::Pounds => forecast_number(unit, value),
        _ => plain(value, places),
    };
    let is_more = value > 0.0 && text.chars().any(|it| ('1'..='9').contains(&it));
    if is_more { format!("+{text}") } else { text }
}

/// What agency workers who are replaced save, in a sentence.
fn replaced_in_words(model: &Model, replaced: &Replaced) -> String {
    let day = in_words(model.scenario().month_end(replaced.month));
    let fte = plain(replaced.fte, 2);
    let saved = match (replaced.a_year, replaced.ends) {
        (Some(a_year), Some((low, high))) => {
            let [a_year, low, high] = [a_year, low, high].map(hundreds);
            format!(
                " In a year of such months that saves £{a_year}: £{low} to £{high}, as an agency worker’s price goes."
            )
        }
        (Some(a_year), None) => {
            let a_year = hundreds(a_year);
            format!(" In a year of such months that saves £{a_year}.")
        }
        (None, _) => String::new(),
    };
    format!("Most agency workers are replaced on {day}: {fte} FTE.{saved}")
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
    notes.extend(
        comparison
            .replaced
            .iter()
            .map(|it| replaced_in_words(base, it)),
    );
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
        (None, true) if paid.by_the_end() == 0.0 => {
            "It never pays back within the plan.".to_owned()
        }
        (None, true) => format!("It has paid for itself by the end in {end} of the futures."),
        (None, false) => "It never costs more, all in all.".to_owned(),
    });
    notes
}

fn each_in_words(ratio: Ratio) -> String {
    match ratio.interval {
        Some((low, high)) => format!(
            "That is £{} for each FTE-year gained; the futures, drawn anew a thousand times, put it between £{} and £{} in nine of ten.",
            forecast_number(Unit::Pounds, ratio.value),
            forecast_number(Unit::Pounds, low),
            forecast_number(Unit::Pounds, high)
        ),
        None => format!(
            "That is £{} for each FTE-year gained, but it cannot be told from gaining none, so no interval can be given.",
            forecast_number(Unit::Pounds, ratio.value)
        ),
    }
}
