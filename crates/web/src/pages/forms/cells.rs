//! The cells of a record in a form: what each is called there, what the record
//! fills in, and the record that they are read as.

use holdfast_intake::schema::{Column, FieldKind, Table, read_date};
use holdfast_intake::{CellProblem, read_record};
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Record;

use super::desk::Desk;
use super::further::Standing;
use crate::answers::Answers;
use crate::here::Here;

/// The field with the reason. No column has this name.
pub(super) const WHY: &str = "why";

/// The hidden field that counts the rows of a post.
pub(super) const ROWS: &str = "rows";

/// The choice that takes a row of a post away.
pub(super) const DROP: &str = "drop";

/// How many rows a post has in the form, the blank one apart.
pub(super) fn known_rows(answers: &Answers) -> usize {
    // A post has few terms; a larger number is no form of ours.
    answers.text(ROWS).parse().unwrap_or(0).min(100)
}

/// The name of the field of a column: the rows of a post are numbered.
pub(super) fn field_name(table: Table, row: usize, column: &Column) -> String {
    if table == Table::Posts && column.name != "id" {
        format!("{}-{row}", column.name)
    } else {
        column.name.to_owned()
    }
}

/// The form as the record fills it in.
pub(super) fn filled_in(table: Table, rows: &[Vec<String>]) -> Answers {
    let mut answers = Answers::default().with(ROWS, rows.len());
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in table.schema().columns.iter().zip(cells) {
            answers = answers.with(
                &field_name(table, row, column),
                as_people_write(column, cell),
            );
        }
    }
    answers
}

fn as_people_write(column: &Column, cell: &str) -> String {
    match cell.parse::<jiff::civil::Date>() {
        Ok(date) if column.kind == FieldKind::Date => {
            format!("{}/{}/{}", date.day(), date.month(), date.year())
        }
        _ => cell.to_owned(),
    }
}

/// Reads the record; every cell that cannot be read has its problem, and so has
/// a correction without its reason.
pub(super) fn read(
    here: &Here,
    table: Table,
    id: RecordId,
    answers: &mut Answers,
) -> Option<Record> {
    let record = read_rows(here, table, id, answers);
    if here.workforce.since(table.kind(), id).is_some() {
        let missing = "Enter why this is put right; it is kept with the change";
        answers.required(WHY, missing, |text| Ok::<_, String>(text.to_owned()));
    }
    record
}

fn read_rows(here: &Here, table: Table, id: RecordId, answers: &mut Answers) -> Option<Record> {
    let (places, rows) = rows_of(table, answers);
    if rows.is_empty() {
        answers.reject(
            "form",
            "Keep at least one row of terms, or take the whole record away",
        );
        return None;
    }
    match read_record(&here.workforce, table.kind(), id, &rows) {
        Ok(record) => Some(record),
        Err(problems) => {
            for problem in problems {
                let row = places.get(problem.row).copied().unwrap_or(0);
                reject(table, row, &problem, answers);
            }
            None
        }
    }
}

/// The rows that were filled in, each with its number in the form.
fn rows_of(table: Table, answers: &Answers) -> (Vec<usize>, Vec<Vec<String>>) {
    let columns = table.schema().columns;
    let cells = |row: usize| -> Vec<String> {
        let names = columns.iter().map(|column| field_name(table, row, column));
        names
            .map(|name| answers.text(&name).trim().to_owned())
            .collect()
    };
    if table != Table::Posts {
        return (vec![0], vec![cells(0)]);
    }
    let known = known_rows(answers);
    let is_kept = |row: &(usize, Vec<String>)| {
        let is_dropped = answers.text(&format!("{DROP}-{}", row.0)) == "yes";
        let is_blank = row.1.iter().skip(1).all(String::is_empty);
        // A new post's only row is read even where it is blank, to say what it needs.
        !is_dropped && (!is_blank || row.0 < known || known == 0)
    };
    (0..=known)
        .map(|row| (row, cells(row)))
        .filter(is_kept)
        .unzip()
}

fn reject(table: Table, row: usize, problem: &CellProblem, answers: &mut Answers) {
    let Some(column) = table.schema().column(problem.column) else {
        return answers.reject("form", &problem.message);
    };
    let title = column.title;
    let message = match problem.rule {
        "missing-value" => format!("{title} must be filled in"),
        _ => format!(
            "{title} {}. {}",
            problem.message,
            problem.advice.trim_end_matches('.')
        ),
    };
    answers.reject(&field_name(table, row, column), message);
}

/// Something that can be read, for a cell that cannot: what the record says now,
/// blank, or a value that is as harmless as can be.
pub(super) fn stand_in(
    desk: Desk<'_>,
    table: Table,
    (name, says): (&str, &str),
    answers: &Answers,
    standing: Standing,
) -> Option<String> {
    let typed = answers.text(name).trim();
    if standing == Standing::One && !says.is_empty() && says != typed {
        return Some(says.to_owned());
    }
    if name == WHY {
        return Some("Unknown".to_owned());
    }
    let mut columns = table.schema().columns.iter();
    let is_of = |column: &&Column| {
        let rest = name.strip_prefix(column.name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let column = columns.find(is_of)?;
    if !column.required && !typed.is_empty() {
        return Some(String::new());
    }
    readable(desk, column, name, answers, standing)
}

/// A value of a column that is as harmless as can be.
fn readable(
    desk: Desk<'_>,
    column: &Column,
    name: &str,
    answers: &Answers,
    standing: Standing,
) -> Option<String> {
    if let Some(table) = column.reference {
        let records = desk.workforce.records();
        let record = standing.one_of(records.filter(|it| it.kind() == table.kind()))?;
        return record.reference().map(str::to_owned);
    }
    let text = match column.kind {
        FieldKind::Code(items) => standing.one_of(items.iter())?.code,
        FieldKind::YesNo => standing.of("yes", "no"),
        FieldKind::Fte => standing.of("0.01", "0.02"),
        FieldKind::Money
        | FieldKind::Days
        | FieldKind::Weeks
        | FieldKind::Hours
        | FieldKind::Level
        | FieldKind::Whole => standing.of("1", "2"),
        FieldKind::Text => "Unknown",
        FieldKind::Date => {
            let last = read_date(answers.text(&name.replacen("from", "to", 1)));
            return Some(standing.day_until(last.unwrap_or(desk.today)).to_string());
        }
    };
    Some(text.to_owned())
}
