//! Every line of results for every month: what a spreadsheet or program wants.

use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::model::Model;
use holdfast_forecast::outlook::{Band, Chance, Course, Outlook};
use holdfast_forecast::scenario::Aim;

use super::line_key;
use crate::export::{Cell, Column, ColumnKind, Sheet};

/// The columns of numbers, in the order of [`numbers`].
pub(super) const NUMBERS: [&str; 7] = ["mean", "sd", "p5", "p25", "p50", "p75", "p95"];

/// A band as cells.
pub(super) fn numbers(band: &Band) -> impl Iterator<Item = Cell> + use<> {
    let values = [
        band.mean, band.sd, band.p5, band.p25, band.p50, band.p75, band.p95,
    ];
    values.into_iter().map(number)
}

/// A number as precise as a program may want it.
pub(super) fn number(value: f64) -> Cell {
    Cell::Figure(format!("{value:.4}"))
}

/// A share of futures: it stands as the mean, and has no band.
pub(super) fn share(share: f64) -> impl Iterator<Item = Cell> {
    let blank = std::iter::repeat_n(Cell::Empty, NUMBERS.len() - 1);
    std::iter::once(number(share)).chain(blank)
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
            table.row(&key, first + nth, numbers(band), None);
        }
        let lasts = spending.budget.iter().flat_map(|budget| &budget.lasts);
        for (nth, lasts) in lasts.enumerate() {
            let key = format!("chance.budget.{}.{}", spending.year, spending.of.key());
            table.row(&key, months.start() + nth, share(*lasts), None);
        }
    }
    for chance in &outlook.chances {
        let key = chance_key(chance);
        table.shares(&format!("chance.{key}"), &chance.shares);
        table.shares(&format!("chance_so_far.{key}"), &chance.so_far);
    }
    table.shares("chance.filled", &outlook.filled.filled);
    table.shares("chance.passed", &outlook.filled.passed);
    for step in &outlook.waterfall.steps {
        let key = format!("flow.{}", step.flow.key());
        table.row(&key, model.months(), numbers(&step.band), None);
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
        expected: Option<f64>,
    ) {
        let day = self.model.scenario().month_end(month).to_string();
        let mut row = vec![Cell::Text(key.to_owned()), Cell::Text(day)];
        row.extend(numbers);
        row.push(expected.map_or(Cell::Empty, number));
        self.rows.push(row);
    }

    fn course(&mut self, course: &Course, expected: &Expected) {
        let key = line_key(self.model, course.column);
        for (month, band) in course.bands.iter().enumerate() {
            let Some(band) = band else { continue };
            let without_chance = expected.value(course.column, month);
            self.row(&key, month, numbers(band), without_chance);
        }
    }

    fn shares(&mut self, key: &str, shares: &[f64]) {
        for (month, reached) in shares.iter().enumerate() {
            self.row(key, month, share(*reached), None);
        }
    }

    fn sheet(self, title: &str) -> Sheet {
        let mut columns = vec![Column::text("line"), Column::text("month")];
        let numbers = NUMBERS.iter().chain(&["expected"]);
        columns.extend(numbers.map(|name| Column::of(ColumnKind::Figure, *name)));
        Sheet {
            title: title.to_owned(),
            columns,
            rows: self.rows,
            notes: Vec::new(),
        }
    }
}
