//! Measures as files: all of them, the rows beneath one, its months, and the
//! teams.

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_measures::{Measure, Value};

use super::filters::Filters;
use super::{charts, telling};
use crate::error::PageError;
use crate::here::Here;
use holdfast_measures::Course;

/// What is asked for, where all of it can be read: a file has no form that
/// could say what is wrong.
///
/// # Errors
/// When a part of it cannot be read.
pub(crate) fn readable(filters: Filters) -> Result<Filters, PageError> {
    match filters.answers.problems().first() {
        None => Ok(filters),
        Some(problem) => Err(PageError::BadRequest {
            reason: format!("{}. Go back and correct it.", problem.message),
        }),
    }
}

/// All measures with their thirteen months.
pub(crate) fn measures_sheet(here: &Here, filters: &Filters, courses: &[Course]) -> Sheet {
    let days = courses
        .first()
        .map(|course| course.points.as_slice())
        .unwrap_or_default();
    let texts = ["Topic", "Measure", "Name in files", "Unit", "Basis"];
    let mut columns: Vec<Column> = texts.map(Column::text).into();
    columns.extend(
        days.iter()
            .map(|point| number_column(charts::short(point.day))),
    );
    columns.push(number_column("Difference to the year before".to_owned()));
    columns.push(Column::text("Change"));
    let notes = courses.first().map(|course| course.now.source.in_words());
    Sheet {
        title: title(
            here,
            "Measures",
            &filters.selected(&here.workforce),
            filters,
        ),
        columns,
        rows: courses.iter().map(course_row).collect(),
        notes: notes.into_iter().collect(),
    }
}

fn course_row(course: &Course) -> Vec<Cell> {
    let definition = course.now.measure.definition();
    let change = course.change();
    let texts = [
        definition.topic.label(),
        definition.label,
        definition.key,
        definition.unit.label(),
        telling::basis(definition.basis),
    ];
    let mut cells: Vec<Cell> = texts.map(|text| Cell::Text(text.to_owned())).into();
    let measure = course.now.measure;
    cells.extend(
        course
            .points
            .iter()
            .map(|point| value_cell(measure, point.value)),
    );
    let difference = change.as_ref().and_then(|change| change.difference);
    cells.push(value_cell(measure, difference.map(Value::Exact)));
    cells.push(Cell::text(change.map(|change| change.verdict.label())));
    cells
}

fn number_column(title: String) -> Column {
    Column::of(ColumnKind::Figure, title)
}

/// A value as it is shown: rounded once, to the decimals of its measure.
pub(crate) fn value_cell(measure: Measure, value: Option<Value>) -> Cell {
    match value {
        Some(value) => Cell::Figure(value.rounded(measure.unit().places())),
        None => Cell::Empty,
    }
}

/// The months of a measure as numbers.
pub(crate) fn months_sheet(here: &Here, filters: &Filters, course: &Course) -> Sheet {
    let measure = course.now.measure;
    let rows = course
        .points
        .iter()
        .map(|point| vec![Cell::Date(point.day), value_cell(measure, point.value)]);
    Sheet {
        title: title(
            here,
            measure.label(),
            &filters.selected(&here.workforce),
            filters,
        ),
        columns: vec![
            Column::of(ColumnKind::Date, "Date"),
            number_column(format!("{} ({})", measure.label(), measure.unit().label())),
        ],
        rows: rows.collect(),
        notes: vec![format!("Source: {}.", course.now.source.in_words())],
    }
}

/// The title of a sheet: whose, what, of which part, when.
pub(crate) fn title(here: &Here, what: &str, of: &str, filters: &Filters) -> String {
    [here.workforce.name(), what, of, &filters.day()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
