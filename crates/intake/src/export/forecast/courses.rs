//! Every line of results for every month: what a spreadsheet or program wants.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::{Band, Chance, Course, Outlook};
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::series::Unit;

use super::{line_key, line_unit, rounded, unit_key};
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// The columns of numbers, in the order of [`numbers`].
pub(super) const NUMBERS: [&str; 7] = ["mean", "sd", "p5", "p25", "p50", "p75", "p95"];

/// The unit of shares of futures.
pub(super) const SHARE: &str = "share of futures";

/// A band as cells.
pub(super) fn numbers(unit: Unit, band: &Band) -> impl Iterator<Item = Cell> + use<> {
    let values = [
        band.mean, band.sd, band.p5, band.p25, band.p50, band.p75, band.p95,
    ];
    values.into_iter().map(move |value| number(unit, value))
}

/// A number as precise as it can be: to a pound, to hundredths of FTE and rates.
pub(super) fn number(unit: Unit, value: f64) -> Cell {
    let places = if unit == Unit::Pounds { 0 } else { 2 };
    Cell::Figure(format!("{:.places$}", rounded(unit, value)))
}

/// A share of futures: it stands as the mean, and has no band.
pub(super) fn share(share: f64) -> impl Iterator<Item = Cell> {
    let blank = std::iter::repeat_n(Cell::Empty, NUMBERS.len() - 1);
    std::iter::once(Cell::Figure(format!("{share:.4}"))).chain(blank)
}

/// Every course, the spending of financial years, all chances, and the flows.
pub fn courses_sheet(model: &Model, outlook: &Outlook, expected: &Expected) -> Sheet {
    let mut table = Table::new(model);
    for course in &outlook.courses {
        table.course(course, expected);
    }
    for spending in &outlook.spending {
        let key = format!("year.{}.{}", spending.year, spending.of.key());
        let months = spending.months.clone();
        let first = months.end() + 1 - spending.so_far.len().max(1);
        let bands = match spending.so_far.as_slice() {
            [] => std::slice::from_ref(&spending.pounds),
            so_far => so_far,
        };
        for (nth, band) in bands.iter().enumerate() {
            table.row(
                &key,
                first + nth,
                numbers(Unit::Pounds, band),
                ("pounds", None),
            );
        }
        let lasts = spending.budget.iter().flat_map(|budget| &budget.lasts);
        for (nth, lasts) in lasts.enumerate() {
            let key = format!("chance.budget.{}.{}", spending.year, spending.of.key());
            table.row(&key, months.start() + nth, share(*lasts), (SHARE, None));
        }
    }
    for course in &outlook.years {
        let key = format!("year_to.{}", line_key(model, course.column));
        for (month, band) in course.bands.iter().enumerate() {
            if let Some(band) = band {
                table.row(&key, month, numbers(Unit::Pounds, band), ("pounds", None));
            }
        }
    }
    for chance in &outlook.chances {
        let key = chance_key(chance);
        table.shares(&format!("chance.{key}"), chance.shares.iter().copied());
        table.shares(
            &format!("chance_so_far.{key}"),
            chance.so_far.iter().copied(),
        );
    }
    table.shares(
        "chance.filled",
        outlook.filled.filled.iter().copied().map(Some),
    );
    table.shares(
        "chance.passed",
        outlook.filled.passed.iter().copied().map(Some),
    );
    for step in &outlook.waterfall.steps {
        let key = format!("flow.{}", step.flow.key());
        table.row(
            &key,
            model.months(),
            numbers(Unit::Fte, &step.band),
            ("FTE", None),
        );
    }
    table.sheet("Courses")
}

/// The courses of some lines alone.
pub fn course_sheet(
    model: &Model,
    outlook: &Outlook,
    expected: &Expected,
    lines: &[Line],
) -> Sheet {
    let mut table = Table::new(model);
    for course in lines.iter().filter_map(|line| outlook.course(*line)) {
        table.course(course, expected);
    }
    table.sheet("Course")
}

/// A target as a key: `vacancy_rate.at_most.5`.
fn chance_key(chance: &Chance) -> String {
    match chance.aim {
        Aim::AtMost(most) => format!("{}.at_most.{most}", chance.of.key()),
        Aim::AtLeast(least) => format!("{}.at_least.{least}", chance.of.key()),
    }
}

struct Table<'a> {
    model: &'a Model,
    rows: Vec<Vec<Cell>>,
}

impl<'a> Table<'a> {
    fn new(model: &'a Model) -> Self {
        Self {
            model,
            rows: Vec::new(),
        }
    }

    fn row(
        &mut self,
        key: &str,
        month: usize,
        numbers: impl Iterator<Item = Cell>,
        (unit, expected): (&str, Option<Cell>),
    ) {
        let day = self.model.scenario().month_end(month).to_string();
        let mut row = vec![Cell::Text(key.to_owned()), Cell::Text(day)];
        row.extend(numbers);
        row.push(expected.unwrap_or(Cell::Empty));
        row.push(Cell::Text(unit.to_owned()));
        self.rows.push(row);
    }

    fn course(&mut self, course: &Course, expected: &Expected) {
        let key = line_key(self.model, course.column);
        for (month, band) in course.bands.iter().enumerate() {
            let Some(band) = band else { continue };
            let unit = line_unit(course.column);
            let without_chance = expected.value(course.column, month);
            let without_chance = without_chance.map(|value| number(unit, value));
            let about = (unit_key(course.column), without_chance);
            self.row(&key, month, numbers(unit, band), about);
        }
    }

    fn shares(&mut self, key: &str, shares: impl Iterator<Item = Option<f64>>) {
        for (month, reached) in shares.enumerate() {
            if let Some(reached) = reached {
                self.row(key, month, share(reached), (SHARE, None));
            }
        }
    }

    fn sheet(self, title: &str) -> Sheet {
        let mut columns = vec![Column::text("line"), Column::text("month")];
        let numbers = NUMBERS.iter().chain(&["expected"]);
        columns.extend(numbers.map(|name| Column::of(ColumnKind::Figure, *name)));
        columns.push(Column::text("unit"));
        Sheet {
            title: title.to_owned(),
            columns,
            rows: self.rows,
            notes: Vec::new(),
        }
    }
}
