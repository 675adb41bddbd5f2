//! The establishment as a table whose totals and gaps are live in a workbook.

use holdfast_document::{
    Align, Cell, Column, Formula, Number, Place, RowKind, Run, Table, TableRow,
};
use holdfast_intake::export::{COLUMNS, column_title, speaking};
use holdfast_measures::Measure;
use holdfast_workforce::amount::{Fte, readable};
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{Amounts, Dimension, Line, Position, compare};

use crate::answer::only;
use crate::compose::Composer;
use crate::reference::{By, Options};

/// The table.
pub(super) fn table(composer: &mut Composer<'_, '_>, options: &Options) -> Result<Table, String> {
    only(options, &["on", "team", "role", "by", "vs"])?;
    let by = match options.by {
        None | Some(By::Role) => Dimension::Role,
        Some(By::Team) => Dimension::Team,
        Some(By::Service) => Dimension::Service,
    };
    let at = options.on.unwrap_or(composer.facts.at);
    let now = composer.position(at, options, by)?;
    match options.compared {
        None => Ok(alone(composer, &now)),
        Some(day) => {
            let then = composer.position(day, options, by)?;
            Ok(beside(composer, &now, &then))
        }
    }
}

fn head(by: Dimension) -> &'static str {
    match by {
        Dimension::Role => "Role",
        Dimension::Team => "Team",
        Dimension::Service => "Service",
    }
}

fn alone(composer: &mut Composer<'_, '_>, position: &Position) -> Table {
    let all: Vec<Amounts> = position
        .rows
        .iter()
        .map(|row| row.amounts)
        .chain([position.total])
        .collect();
    let lines: Vec<Line> = speaking(&COLUMNS, all.iter().copied()).collect();
    let mut columns = vec![Column {
        heading: head(position.by).to_owned(),
        align: Align::Start,
    }];
    columns.extend(lines.iter().map(|line| Column {
        heading: column_title(*line).to_owned(),
        align: Align::End,
    }));
    let mut rows: Vec<TableRow> = Vec::new();
    for row in &position.rows {
        let cells = lines
            .iter()
            .map(|line| cell(*line, row.amounts.get(*line), None));
        let cells = [Cell::text(row.label.clone())]
            .into_iter()
            .chain(cells)
            .collect();
        rows.push(TableRow {
            kind: RowKind::Ordinary,
            cells,
        });
    }
    let totals = lines.iter().enumerate().map(|(place, line)| {
        let column = place + 1;
        let adds_up = line.is_additive()
            && position
                .rows
                .iter()
                .all(|row| row.amounts.get(*line).is_some());
        let places = (0..position.rows.len()).map(|row| Place { row, column });
        cell(
            *line,
            position.total.get(*line),
            adds_up.then(|| Formula::Sum(places.collect())),
        )
    });
    let cells = [Cell::text("Total")].into_iter().chain(totals).collect();
    rows.push(TableRow {
        kind: RowKind::Total,
        cells,
    });
    let official = official_note(composer, position);
    let notes = position.notes.iter().cloned().chain(official).collect();
    finish(composer, position, "FTE", columns, rows, notes)
}

/// Established, in post, vacancies and agency at both dates and what has changed.
fn beside(composer: &mut Composer<'_, '_>, now: &Position, then: &Position) -> Table {
    const LINES: [Line; 5] = [
        Line::Established,
        Line::InPost,
        Line::Vacancies,
        Line::Agency,
        Line::NetGap,
    ];
    let compared = compare(now, then);
    let all: Vec<Amounts> = [&compared.total]
        .into_iter()
        .chain(&compared.rows)
        .flat_map(|row| [row.now, row.then])
        .collect();
    let lines: Vec<Line> = speaking(&LINES, all.iter().copied()).collect();
    let mut columns = vec![Column {
        heading: head(now.by).to_owned(),
        align: Align::Start,
    }];
    let column = |heading: String| Column {
        heading,
        align: Align::End,
    };
    for line in &lines {
        columns.push(column(format!(
            "{}, {}",
            column_title(*line),
            in_words(then.selection.at)
        )));
        columns.push(column(format!(
            "{}, {}",
            column_title(*line),
            in_words(now.selection.at)
        )));
        columns.push(column(format!("{}, change", column_title(*line))));
    }
    let count = compared.rows.len();
    let mut rows = Vec::new();
    for (place, row) in compared.rows.iter().chain([&compared.total]).enumerate() {
        let mut cells = vec![Cell::text(row.label.clone())];
        for line in &lines {
            let first = cells.len();
            let is_total = place == count && line.is_additive();
            let sum = |column| {
                is_total
                    .then(|| Formula::Sum((0..count).map(|row| Place { row, column }).collect()))
            };
            let less = Formula::Less(
                Place {
                    row: place,
                    column: first + 1,
                },
                vec![Place {
                    row: place,
                    column: first,
                }],
            );
            cells.push(cell(*line, row.then.get(*line), sum(first)));
            cells.push(cell(*line, row.now.get(*line), sum(first + 1)));
            cells.push(cell(*line, row.variance.get(*line), Some(less)));
        }
        let kind = if place == count {
            RowKind::Total
        } else {
            RowKind::Ordinary
        };
        rows.push(TableRow { kind, cells });
    }
    let notes = now.notes.iter().chain(&then.notes).cloned().collect();
    finish(composer, now, "FTE", columns, rows, notes)
}

fn finish(
    composer: &mut Composer<'_, '_>,
    position: &Position,
    unit: &str,
    columns: Vec<Column>,
    rows: Vec<TableRow>,
    notes: Vec<String>,
) -> Table {
    let rounded = rounding_note(&rows);
    Table {
        name: composer.name("table-establishment"),
        caption: format!(
            "Establishment by {}, {unit}, {}",
            head(position.by).to_lowercase(),
            in_words(position.selection.at)
        ),
        columns,
        rows,
        notes: notes.into_iter().chain(rounded).collect(),
        source: composer.source_of(position),
    }
}

/// Says so where the official measures count otherwise than the establishment does.
fn official_note(composer: &Composer<'_, '_>, position: &Position) -> Option<String> {
    let selection = &position.selection;
    if selection.team.is_some() || selection.role.is_some() {
        return None;
    }
    let options = Options {
        on: Some(selection.at),
        ..Options::default()
    };
    let pairs = [
        (Line::InPost, Measure::InPostFte, "in post"),
        (Line::Vacancies, Measure::VacanciesFte, "vacancies"),
    ];
    let differing = pairs.into_iter().filter_map(|(line, measure, name)| {
        let counted = position.total.get(line)?.rounded(1);
        let figure = composer.facts.figure(measure, &options).ok()?;
        figure
            .value
            .ratio()
            .filter(|_| figure.rounded() != counted)?;
        Some(format!("{name} {}", figure.in_words()))
    });
    let told: Vec<String> = differing.collect();
    (!told.is_empty()).then(|| format!(
        "The official measures count social workers alone, those outside the establishment included, and so differ: {}.",
        told.join(", ")
    ))
}

/// Says so where rounded rows do not add up to the rounded total.
fn rounding_note(rows: &[TableRow]) -> Option<String> {
    let differs = rows.iter().flat_map(|row| &row.cells).any(|cell| {
        let Some(Number {
            value,
            formula: Some(Formula::Sum(places)),
            ..
        }) = &cell.number
        else {
            return false;
        };
        let part = |place: &Place| {
            rows.get(place.row)?
                .cells
                .get(place.column)?
                .number
                .as_ref()
                .map(|it| it.value)
        };
        let sum: f64 = places.iter().filter_map(part).sum();
        (sum - value).abs() > 0.005
    });
    differs.then(|| {
        "Numbers are rounded, each by itself, so rows may differ from totals in the last digit."
            .to_owned()
    })
}

fn cell(line: Line, amount: Option<Fte>, formula: Option<Formula>) -> Cell {
    let Some(amount) = amount else {
        return Cell::text("–");
    };
    let places: u8 = if line.counts_people() { 0 } else { 2 };
    let rounded = amount.rounded(usize::from(places));
    let value = rounded.replace('−', "-").parse().unwrap_or_default();
    Cell {
        runs: vec![Run::text(readable(&rounded.replace('−', "-")))],
        number: Some(Number {
            value,
            places,
            before: "",
            after: "",
            formula,
        }),
    }
}
