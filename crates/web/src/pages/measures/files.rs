//! Measures as files: all of them, the rows beneath one, its months, and the
//! teams.

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_measures::{Figure, Measure, Part, Row, Value};
use holdfast_workforce::amount::Fte;

use super::filters::Filters;
use super::months::Course;
use super::parts::Shown;
use super::{charts, telling};
use crate::error::PageError;
use crate::here::Here;

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
        title: title(here, "Measures", &filters.selected(&here.workforce), filters),
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
    cells.extend(course.points.iter().map(|point| value_cell(measure, point.value)));
    let difference = change.as_ref().and_then(|change| change.difference);
    cells.push(value_cell(measure, difference.map(Value::Exact)));
    cells.push(Cell::text(change.map(|change| change.verdict.label())));
    cells
}

fn number_column(title: String) -> Column {
    Column::of(ColumnKind::Amount { places: 2 }, title)
}

/// A value as it is shown: rounded once, to the decimals of its measure.
pub(crate) fn value_cell(measure: Measure, value: Option<Value>) -> Cell {
    match value {
        None => Cell::Empty,
        Some(Value::Symbol(symbol)) => Cell::Text(symbol.to_string()),
        Some(Value::Exact(ratio)) => {
            let places = measure.unit().places();
            let step = i128::from(Fte::ONE.units()) / 10i128.pow(places);
            let units = ratio.units(places).saturating_mul(step);
            Cell::Amount(Fte::from_units(i64::try_from(units).unwrap_or(i64::MAX)))
        }
    }
}

/// The rows beneath a figure, part by part, each with its sum.
pub(crate) fn rows_sheet(here: &Here, filters: &Filters, figure: &Figure) -> Sheet {
    let texts = ["Part", "Person", "Person number", "Post", "Role", "Team"];
    let mut columns: Vec<Column> = texts.map(Column::text).into();
    columns.push(Column::of(ColumnKind::Date, "From"));
    columns.push(Column::of(ColumnKind::Date, "Last day"));
    columns.push(Column::text("Source"));
    columns.push(number_column("Adds".to_owned()));
    let parts = figure.parts.iter();
    Sheet {
        title: title(here, figure.measure.label(), &filters.selected(&here.workforce), filters),
        columns,
        rows: parts.flat_map(|part| part_rows(here, part)).collect(),
        notes: notes(figure),
    }
}

fn part_rows(here: &Here, part: &Part) -> Vec<Vec<Cell>> {
    let label = part.component.label();
    let mut rows: Vec<Vec<Cell>> = part.rows.iter().map(|row| row_cells(here, label, row)).collect();
    let mut total = vec![Cell::Empty; 10];
    total[0] = Cell::Text(format!("{label}: total"));
    total[9] = match &part.amount {
        Ok(amount) => Cell::Amount(*amount),
        Err(missing) => Cell::Text(missing.symbol().to_string()),
    };
    rows.push(total);
    rows
}

fn row_cells(here: &Here, part: &str, row: &Row) -> Vec<Cell> {
    let shown = Shown::of(here, row);
    let person = row.person.and_then(|id| here.workforce.people().get(id));
    vec![
        Cell::Text(part.to_owned()),
        Cell::text(shown.person.map(|link| link.label)),
        Cell::text(person.map(|person| person.reference.clone())),
        Cell::text(shown.post.map(|link| link.label)),
        Cell::Text(shown.role),
        Cell::Text(shown.team),
        Cell::date(row.spell.map(|spell| spell.from)),
        Cell::date(row.spell.and_then(|spell| spell.last_day())),
        Cell::Text(shown.source),
        Cell::Amount(row.amount),
    ]
}

fn notes(figure: &Figure) -> Vec<String> {
    let mut notes = vec![
        format!("{}: {}", figure.measure.label(), figure.in_words()),
        figure.measure.definition().formula.in_words(),
        figure.worked(),
        figure.measure.definition().meaning.to_owned(),
        format!("{}. Source: {}.", figure.period(), figure.source.in_words()),
    ];
    notes.extend(figure.notes.iter().cloned());
    notes
}


/// The months of a measure as numbers.
pub(crate) fn months_sheet(here: &Here, filters: &Filters, course: &Course) -> Sheet {
    let measure = course.now.measure;
    let rows = course.points.iter().map(|point| {
        vec![
            Cell::Date(point.day),
            value_cell(measure, point.value),
        ]
    });
    Sheet {
        title: title(here, measure.label(), &filters.selected(&here.workforce), filters),
        columns: vec![
            Column::of(ColumnKind::Date, "Date"),
            number_column(format!("{} ({})", measure.label(), measure.unit().label())),
        ],
        rows: rows.collect(),
        notes: notes(&course.now),
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
