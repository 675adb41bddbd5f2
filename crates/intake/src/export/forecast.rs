//! A plan's outlook as tables and as JSON.

mod backtest;
mod chances;
mod comparison;
mod comparison_data;
mod courses;
mod json;
mod money;
mod rates;
mod seeking;
mod waterfall;

use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::model::{Flow, Model};
use holdfast_forecast::outlook::{Band, Outlook};
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

use super::{Cell, Column, ColumnKind, Sheet};

pub use backtest::{
    ahead_sheet, backtest_json, backtest_sheet, backtest_years_sheet, foreseen_sheet,
};
pub use chances::{
    aim_in_words, chances_sheet, filled_in_words, monthly_chances_sheet, percent_in_words,
};
pub use comparison::{comparison_sheets, comparisons_sheet, expected_comparison_sheet, told};
pub use comparison_data::{comparison_json, every_difference_sheet, expected_comparison_json};
pub use courses::{course_sheet, courses_sheet};
pub use json::{expected_json, outlook_json};
pub use money::{budget_in_words, budgets_sheet, spending_sheet};
pub use rates::{rates_json, rates_sheet};
pub use seeking::{frontier_sheet, sought_in_words};
pub use waterfall::{signed, waterfall_sheet};

/// A number of a forecast as people read it: FTE and rates with one decimal,
/// pounds with three digits from a million on, and in thousands from ten
/// thousand on.
pub fn forecast_number(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Pounds => pounds(value),
        Unit::Fte | Unit::Percent | Unit::Ratio => plain(value, 1),
    }
}

/// Pounds as nobody can foresee them better: `24.3m`, `612,000`, `9,120`.
fn pounds(value: f64) -> String {
    let millions = value / 1e6;
    match value.abs() {
        99_950_000.0.. => format!("{}m", grouped(millions)),
        9_995_000.0.. => format!("{}m", plain(millions, 1)),
        999_500.0.. => format!("{}m", plain(millions, 2)),
        10_000.0.. => grouped((value / 1e3).round() * 1e3),
        _ => grouped(value),
    }
}

/// With so many decimals, and no sign before nought.
fn plain(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let is_nought = text
        .trim_start_matches('-')
        .chars()
        .all(|it| matches!(it, '0' | '.'));
    match is_nought {
        true => text.trim_start_matches('-').to_owned(),
        false => text.replace('-', "−"),
    }
}

fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 && digits != "0" {
        format!("−{text}")
    } else {
        text
    }
}

/// The name of a line of results.
pub fn line_name(model: &Model, line: Line) -> String {
    match line {
        Line::Series(series) => series.label().to_owned(),
        Line::Experience(experience) => format!("In post, {}", lower_first(experience.label())),
        Line::Role(role) => {
            let name = model
                .opening()
                .roles
                .get(role)
                .map_or("", |role| role.name.as_str());
            format!("In post, {name}")
        }
    }
}

/// The key of a line of results in JSON and CSV.
pub fn line_key(model: &Model, line: Line) -> String {
    match line {
        Line::Series(series) => series.key().to_owned(),
        Line::Experience(experience) => format!("in_post.experience.{}", experience.key()),
        Line::Role(role) => {
            let id = model
                .opening()
                .roles
                .get(role)
                .map_or("", |role| role.id.as_str());
            format!("in_post.role.{id}")
        }
    }
}

/// The name of a line of results with its unit.
fn line_title(model: &Model, line: Line) -> String {
    match line {
        Line::Series(series) => titled(series),
        _ => format!("{}, FTE", line_name(model, line)),
    }
}

/// The unit of a line of results for programs. Money is that of a month.
pub(super) fn unit_key(line: Line) -> &'static str {
    match line {
        Line::Series(Series::SpendSoFar) => "pounds",
        line => match line_unit(line) {
            Unit::Fte => "FTE",
            Unit::Percent => "percent",
            Unit::Ratio => "ratio",
            Unit::Pounds => "pounds a month",
        },
    }
}

/// What a kind of spending comes to in the twelve months to a year's end.
fn year_title(of: Series, months: usize) -> String {
    let months = match months {
        12.. => "twelve months".to_owned(),
        1 => "month".to_owned(),
        months => format!("{months} months"),
    };
    format!("{} in the {months} to then, £", of.label())
}

/// A number for programs: rounded to pounds, to hundredths of FTE and of rates.
pub(super) fn rounded(unit: Unit, value: f64) -> f64 {
    let steps = if unit == Unit::Pounds { 1.0 } else { 100.0 };
    // Adding nought takes the sign from nought.
    (value * steps).round() / steps + 0.0
}

/// The unit of a line of results.
pub fn line_unit(line: Line) -> Unit {
    match line {
        Line::Series(series) => series.unit(),
        Line::Experience(_) | Line::Role(_) => Unit::Fte,
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

pub use holdfast_forecast::outlook::year_ends;

/// The outlook at each year's end: medians with the band that holds nine in ten.
pub fn outlook_sheet(model: &Model, outlook: &Outlook) -> Sheet {
    let shown = [
        Series::InPost,
        Series::Established,
        Series::Vacancies,
        Series::VacancyRate,
        Series::Agency,
        Series::AgencyRate,
        Series::TurnoverRate,
        Series::NewlyQualifiedShare,
        Series::ExperiencedToNew,
        Series::Caseload,
        Series::WeightedCaseload,
        Series::SpendSoFar,
    ];
    let told: Vec<Series> = shown
        .into_iter()
        .filter(|series| outlook.course(Line::Series(*series)).is_some())
        .collect();
    let months = year_ends(model);
    let mut columns = vec![Column::text("At the end of")];
    columns.extend(months.iter().map(|month| {
        Column::of(
            ColumnKind::Figure,
            in_words(model.scenario().month_end(*month)),
        )
    }));
    let row = |name: String, unit, band: &dyn Fn(usize) -> Option<Band>| {
        let cells = months.iter().map(|month| {
            let text = band(*month).map(|band| in_a_cell(unit, band));
            text.map_or(Cell::Empty, Cell::Figure)
        });
        std::iter::once(Cell::Text(name)).chain(cells).collect()
    };
    let series = told.iter().map(|series| {
        let band = |month| outlook.band(*series, month);
        row(titled(*series), series.unit(), &band)
    });
    let mut rows: Vec<Vec<Cell>> = series.collect();
    for of in [Series::Spend, Series::AgencySpend] {
        if outlook
            .year_to(of, model.months())
            .is_some_and(|year| year.mean != 0.0)
        {
            let band = |month| outlook.year_to(of, month);
            rows.push(row(year_title(of, model.months()), Unit::Pounds, &band));
        }
    }
    Sheet {
        title: format!("{}: the outlook", model.scenario().title),
        columns,
        rows,
        notes: notes(model),
    }
}

/// Some lines at each year's end in numbers, which a workbook wants, and what is
/// spent in the twelve months to it.
pub fn year_ends_sheet(model: &Model, outlook: &Outlook, title: &str, lines: &[Line]) -> Sheet {
    let figure = |title: &str| Column::of(ColumnKind::Figure, title);
    let mut columns = ["Line", "Unit", "At the end of"].map(Column::text).to_vec();
    columns.extend(["Median", "Nine in ten from", "Nine in ten to", "Mean"].map(figure));
    let mut rows = Vec::new();
    let mut add = |name: &str, unit: &str, kind: Unit, course: &dyn Fn(usize) -> Option<Band>| {
        for month in year_ends(model) {
            let Some(band) = course(month) else { continue };
            let day = model.scenario().month_end(month);
            let words = [Cell::Text(name.to_owned()), Cell::Text(unit.to_owned())];
            let numbers = [band.p50, band.p5, band.p95, band.mean];
            let numbers = numbers.map(|value| courses::number(kind, value));
            rows.push(
                words
                    .into_iter()
                    .chain([Cell::Date(day)])
                    .chain(numbers)
                    .collect(),
            );
        }
    };
    for line in lines {
        let Some(course) = outlook.course(*line) else {
            continue;
        };
        let kind = line_unit(*line);
        let band = |month: usize| course.bands.get(month).copied().flatten();
        match line {
            Line::Series(of) if Series::SPENDING.contains(of) => {
                let band = |month| outlook.year_to(*of, month);
                add(
                    of.label(),
                    "pounds in the twelve months to then",
                    kind,
                    &band,
                );
            }
            _ => add(&line_name(model, *line), unit_key(*line), kind, &band),
        }
    }
    Sheet {
        title: title.to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}

/// What comes of a plan in which leaving answers to the workload, with and
/// without that, at each year's end.
pub fn feedback_sheet(model: &Model, with: &Outlook, without: &Outlook) -> Sheet {
    let months: Vec<usize> = year_ends(model).into_iter().skip(1).collect();
    let mut columns = vec![Column::text("At the end of")];
    columns.extend(months.iter().map(|month| {
        let day = in_words(model.scenario().month_end(*month));
        Column::of(ColumnKind::Figure, day)
    }));
    let mut rows = Vec::new();
    for series in [
        Series::InPost,
        Series::VacancyRate,
        Series::TurnoverRate,
        Series::WeightedCaseload,
    ] {
        for (outlook, which) in [(with, "with"), (without, "without")] {
            let cells = months.iter().map(|month| {
                let band = outlook.band(series, *month);
                Cell::Figure(band.map_or_else(String::new, |band| in_a_cell(series.unit(), band)))
            });
            let name = Cell::Text(format!("{}, {which}", titled(series)));
            rows.push(std::iter::once(name).chain(cells).collect());
        }
    }
    let because = model.scenario().feedback.as_ref();
    let because = because.map(|it| format!("Why it is assumed: {}", it.because.get_ref()));
    Sheet {
        title: "With and without leaving that answers to the workload".to_owned(),
        columns,
        rows,
        notes: because.into_iter().collect(),
    }
}

fn titled(series: Series) -> String {
    let unit = match series.unit() {
        Unit::Fte => ", FTE",
        Unit::Percent => ", %",
        Unit::Ratio => "",
        Unit::Pounds => ", £",
    };
    format!("{}{unit}", series.label())
}

/// The median, and where nine in ten futures lie.
pub fn in_a_cell(unit: Unit, band: Band) -> String {
    let [middle, low, high] =
        [band.p50, band.p5, band.p95].map(|value| forecast_number(unit, value));
    match low == high {
        true => middle,
        false => format!("{middle} ({low} to {high})"),
    }
}

fn notes(model: &Model) -> Vec<String> {
    let scenario = model.scenario();
    let mut notes = vec![format!(
        "The median of {} futures, and in brackets where nine in ten of them lie. Seed {}.",
        grouped(f64::from(*scenario.futures.get_ref())),
        scenario.seed
    )];
    notes.extend(model.opening().notes.iter().cloned());
    notes
}

/// The expected course at each year's end.
pub fn expected_sheet(model: &Model, expected: &Expected) -> Sheet {
    let shown = [
        Series::Established,
        Series::Vacancies,
        Series::Agency,
        Series::NetGap,
        Series::VacancyRate,
        Series::SpendSoFar,
    ];
    let known = |series: &Series| expected.value(Line::Series(*series), 0).is_some();
    let told: Vec<Series> = shown
        .into_iter()
        .filter(|series| series.unit() != Unit::Pounds || model.prices_known())
        .filter(known)
        .collect();
    let mut columns = vec![Column::text("At the end of")];
    columns.push(Column::of(ColumnKind::Figure, "In post, FTE"));
    columns.extend(
        told.iter()
            .map(|series| Column::of(ColumnKind::Figure, titled(*series))),
    );
    let rows = year_ends(model).into_iter().map(|month| {
        let mut row = vec![Cell::Text(in_words(model.scenario().month_end(month)))];
        let in_post = expected.in_post(month).map(|fte| plain(fte, 2));
        row.push(in_post.map_or(Cell::Empty, Cell::Figure));
        row.extend(told.iter().map(|series| {
            let value = expected.value(Line::Series(*series), month);
            let places = if series.unit() == Unit::Fte { 2 } else { 1 };
            let text = value.map(|value| match series.unit() {
                Unit::Pounds => pounds(value),
                _ => plain(value, places),
            });
            text.map_or(Cell::Empty, Cell::Figure)
        }));
        row
    });
    Sheet {
        title: format!("{}: the expected course", model.scenario().title),
        columns,
        rows: rows.collect(),
        notes: passing(model, expected).into_iter().collect(),
    }
}

/// Says when no post is vacant any more and more are in post than there are
/// posts, if ever.
pub fn passing(model: &Model, expected: &Expected) -> Option<String> {
    let month = expected.passes_establishment()?;
    let day = model.scenario().month_end(month);
    let in_post = expected.in_post(month)?;
    let posts = expected.value(Line::Series(Series::Established), month)?;
    if month == 0 {
        return Some(format!(
            "No post is vacant at the start: {} FTE are in post on {}, with {} established.",
            plain(in_post, 2),
            in_words(day),
            plain(posts, 2)
        ));
    }
    Some(format!(
        "The plan’s own assumptions fill the establishment in {}: {} FTE in post at the end of {}, with {} established.",
        day.year(),
        plain(in_post, 2),
        in_words(day),
        plain(posts, 2)
    ))
}

/// The flows whose mean is not nought, for JSON.
fn moved(model: &Model, flow: Flow, expected: &Expected) -> f64 {
    (1..=model.months())
        .map(|month| expected.flow(flow, month))
        .sum()
}
