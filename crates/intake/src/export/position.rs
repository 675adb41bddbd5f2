//! The position as sheets and as JSON.

use holdfast_workforce::CodeSet;
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{CountUnit, Service};
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{
    Amounts, Basis, ComparedRow, Comparison, Dimension, Line, Position, RowKey, endings,
};
use serde_json::{Map, Value, json};

use super::{Cell, Column, ColumnKind, Sheet};

/// The lines that are the columns of a table by role, team or service.
pub const COLUMNS: [Line; 9] = [
    Line::Established,
    Line::InPost,
    Line::Vacancies,
    Line::Trainees,
    Line::NewlyQualified,
    Line::Agency,
    Line::NetGap,
    Line::OverEstablishment,
    Line::OverInPosts,
];

/// The lines of the summary, from the establishment down to what is left.
pub const SUMMARY: [Line; 28] = [
    Line::EstablishedBase,
    Line::EstablishedTemporary,
    Line::EstablishedGrant,
    Line::Established,
    Line::InPost,
    Line::Away,
    Line::Vacancies,
    Line::Trainees,
    Line::NewlyQualified,
    Line::InPostWithOutside,
    Line::VacanciesLessOutside,
    Line::AgencyVacancy,
    Line::AgencyLongTermSickness,
    Line::AgencyAdditionalWorkload,
    Line::AgencySecondment,
    Line::AgencyMaternity,
    Line::AgencyActUp,
    Line::AgencyNotStated,
    Line::Agency,
    Line::NetGap,
    Line::EmployedCover,
    Line::Vacant,
    Line::Assignments,
    Line::Covered,
    Line::OverEstablishment,
    Line::OverInPosts,
    Line::InPostHeadcount,
    Line::AgencyHeadcount,
];

fn amount_kind(unit: CountUnit) -> ColumnKind {
    match unit {
        CountUnit::Fte => ColumnKind::Amount { places: 2 },
        CountUnit::Assignments | CountUnit::Headcount => ColumnKind::Amount { places: 0 },
    }
}

/// What the rows are called.
fn row_title(by: Dimension) -> &'static str {
    match by {
        Dimension::Role => "Role",
        Dimension::Team => "Team",
        Dimension::Service => "Service",
    }
}

/// The head of a column: the line in few words.
pub fn column_title(line: Line) -> &'static str {
    match line {
        Line::Trainees => "Trainees outside",
        Line::NewlyQualified => "Newly qualified outside",
        Line::Agency => "Agency",
        Line::OverInPosts => "Over in posts",
        line => line.label(),
    }
}

/// The lines that say anything: known and not nought somewhere.
pub fn speaking<'a>(
    lines: &'a [Line],
    amounts: impl Iterator<Item = Amounts> + Clone + 'a,
) -> impl Iterator<Item = Line> + 'a {
    const ALWAYS: [Line; 5] = [
        Line::Established,
        Line::InPost,
        Line::Vacancies,
        Line::Agency,
        Line::NetGap,
    ];
    const WITH_OUTSIDE: [Line; 2] = [Line::InPostWithOutside, Line::VacanciesLessOutside];
    let nobody_outside = amounts.clone().all(|amounts| {
        let outside = [Line::Trainees, Line::NewlyQualified].map(|line| amounts.get(line));
        outside.into_iter().flatten().all(Fte::is_zero)
    });
    lines.iter().copied().filter(move |line| {
        if nobody_outside && WITH_OUTSIDE.contains(line) {
            return false;
        }
        let mut known = amounts.clone().filter_map(|amounts| amounts.get(*line));
        match ALWAYS.contains(line) {
            true => known.next().is_some(),
            false => known.any(|amount| !amount.is_zero()),
        }
    })
}

/// The position divided into its rows, with a total; with a comparison each
/// line gets a column for its variance.
pub fn rows_sheet(
    workforce: &Workforce,
    position: &Position,
    comparison: Option<&Comparison>,
) -> Sheet {
    let rows = compared_rows(position, comparison);
    let all: Vec<Amounts> = rows.iter().flat_map(|row| [row.now, row.then]).collect();
    let lines: Vec<Line> = speaking(&COLUMNS, all.iter().copied()).collect();
    let kind = amount_kind(position.unit);
    let mut columns = vec![Column::text(row_title(position.by)), Column::text("Number")];
    for line in &lines {
        columns.push(Column::of(kind, column_title(*line)));
        if comparison.is_some() {
            columns.push(Column::of(
                kind,
                format!("{}: variance", column_title(*line)),
            ));
        }
    }
    let cells = |row: &ComparedRow| {
        let mut cells = vec![
            Cell::Text(row.label.clone()),
            Cell::text(number_of(workforce, row.key)),
        ];
        for line in &lines {
            cells.push(Cell::amount(row.now.get(*line)));
            if comparison.is_some() {
                cells.push(Cell::amount(row.variance.get(*line)));
            }
        }
        cells
    };
    Sheet {
        title: title(workforce, position),
        columns,
        rows: rows.iter().map(cells).collect(),
        notes: notes(position),
    }
}

/// Every line of every row, under the keys of [`json()`]: for programs that read
/// CSV. With a comparison each line has three columns.
pub fn full_sheet(
    workforce: &Workforce,
    position: &Position,
    comparison: Option<&Comparison>,
) -> Sheet {
    let kind = ColumnKind::Amount { places: 6 };
    let mut columns: Vec<Column> = ["key", "label", "service", "unit"]
        .into_iter()
        .map(Column::text)
        .collect();
    for line in Line::ALL {
        columns.push(Column::of(kind, line.code()));
        if comparison.is_some() {
            columns.push(Column::of(kind, format!("{}_compared_with", line.code())));
            columns.push(Column::of(kind, format!("{}_variance", line.code())));
        }
    }
    let cells = |row: &ComparedRow| {
        let service = service_of(workforce, row.key).or(position.selection.service);
        let mut cells = vec![
            Cell::text(number_of(workforce, row.key)),
            Cell::Text(row.label.clone()),
            Cell::text(service.map(CodeSet::code)),
            Cell::Text(position.unit.code().to_owned()),
        ];
        for line in Line::ALL {
            cells.push(Cell::amount(row.now.get(*line)));
            if comparison.is_some() {
                cells.push(Cell::amount(row.then.get(*line)));
                cells.push(Cell::amount(row.variance.get(*line)));
            }
        }
        cells
    };
    Sheet {
        title: title(workforce, position),
        columns,
        rows: compared_rows(position, comparison)
            .iter()
            .map(cells)
            .collect(),
        notes: notes(position),
    }
}

/// The council's own number for what a row stands for.
fn number_of(workforce: &Workforce, key: RowKey) -> Option<String> {
    match key {
        RowKey::Role(id) => workforce.roles().get(id).map(|it| it.reference.clone()),
        RowKey::Team(id) => workforce.teams().get(id).map(|it| it.reference.clone()),
        RowKey::Service(service) => Some(service.code().to_owned()),
        RowKey::Undivided => None,
    }
}

fn service_of(workforce: &Workforce, key: RowKey) -> Option<Service> {
    match key {
        RowKey::Team(id) => workforce.teams().get(id).map(|it| it.service),
        RowKey::Service(service) => Some(service),
        RowKey::Role(_) | RowKey::Undivided => None,
    }
}

fn compared_rows(position: &Position, comparison: Option<&Comparison>) -> Vec<ComparedRow> {
    let alone = |key: RowKey, label: &str, now: Amounts| ComparedRow {
        key,
        label: label.to_owned(),
        now,
        then: Amounts::default(),
        variance: Amounts::default(),
    };
    match comparison {
        Some(comparison) => comparison
            .rows
            .iter()
            .chain([&comparison.total])
            .cloned()
            .collect(),
        None => position
            .rows
            .iter()
            .map(|row| alone(row.key, &row.label, row.amounts))
            .chain([alone(RowKey::Undivided, "Total", position.total)])
            .collect(),
    }
}

/// Line by line what the selection adds up to; with a comparison, at both
/// dates and the variance.
pub fn summary_sheet(
    workforce: &Workforce,
    position: &Position,
    comparison: Option<(&Comparison, &Position)>,
) -> Sheet {
    let kind = amount_kind(position.unit);
    let then = comparison.map(|(_, then)| then.total).unwrap_or_default();
    let lines: Vec<Line> = speaking(&SUMMARY, [position.total, then].into_iter()).collect();
    let mut columns = vec![Column::text("Line")];
    if let Some((_, then)) = comparison {
        columns.push(Column::of(kind, in_words(then.selection.at)));
    }
    columns.push(Column::of(kind, in_words(position.selection.at)));
    if comparison.is_some() {
        columns.push(Column::of(kind, "Variance"));
    }
    let cells = |line: &Line| {
        let mut cells = vec![Cell::Text(line.label().to_owned())];
        if let Some((_, then)) = comparison {
            cells.push(Cell::amount(then.total.get(*line)));
        }
        cells.push(Cell::amount(position.total.get(*line)));
        if let Some((comparison, _)) = comparison {
            cells.push(Cell::amount(comparison.total.variance.get(*line)));
        }
        cells
    };
    Sheet {
        title: title(workforce, position),
        columns,
        rows: lines.iter().map(cells).collect(),
        notes: notes(position),
    }
}

fn title(workforce: &Workforce, position: &Position) -> String {
    let service = position
        .selection
        .service
        .map(|it| format!(", {}", it.label()));
    format!(
        "{}{}: position on {}, {}",
        workforce.name(),
        service.unwrap_or_default(),
        in_words(position.selection.at),
        position.unit.label(),
    )
}

fn notes(position: &Position) -> Vec<String> {
    let mut notes = position.notes.clone();
    if let Basis::Stated { sources, .. } = &position.basis {
        notes.push(format!("Source: {}.", sources.join("; ")));
    }
    notes
}

/// The position as JSON with stable keys: every line of every row by its code,
/// exact amounts as numbers, `null` where nothing is known.
pub fn json(workforce: &Workforce, position: &Position, comparison: Option<&Comparison>) -> Value {
    let rows: Vec<Value> = compared_rows(position, comparison)
        .iter()
        .map(|row| row_json(workforce, row, comparison.is_some()))
        .collect();
    let (total, rows) = rows
        .split_last()
        .map_or((Value::Null, &[][..]), |(total, rows)| {
            (total.clone(), rows)
        });
    let basis = match &position.basis {
        Basis::Records => json!({ "kind": "records" }),
        Basis::Stated { on, sources } => {
            json!({ "kind": "stated", "on": on, "sources": sources })
        }
        Basis::Nothing => json!({ "kind": "nothing" }),
    };
    json!({
        "authority": {
            "number": workforce.authority().map(|authority| &authority.reference),
            "name": workforce.name(),
        },
        "at": position.selection.at,
        "service": position.selection.service.map(|service| service.code()),
        "by": row_title(position.by).to_lowercase(),
        "unit": position.unit.code(),
        "basis": basis,
        "limited_funding": endings_json(workforce, position),
        "rows": rows,
        "total": total,
        "notes": position.notes,
    })
}

/// How much of the establishment ends when: temporary uplifts and grants.
fn endings_json(workforce: &Workforce, position: &Position) -> Value {
    let endings = endings(workforce, &position.selection);
    let list = endings.into_iter().map(|ending| {
        json!({
            "line": ending.line.code(),
            "last_day": ending.last_day,
            "fte": exact(ending.amount),
        })
    });
    Value::Array(list.collect())
}

fn row_json(workforce: &Workforce, row: &ComparedRow, compared: bool) -> Value {
    let key = number_of(workforce, row.key);
    let mut object = Map::new();
    object.insert("key".to_owned(), json!(key));
    object.insert("label".to_owned(), json!(row.label));
    object.insert("amounts".to_owned(), amounts_json(&row.now));
    if compared {
        object.insert("compared_with".to_owned(), amounts_json(&row.then));
        object.insert("variance".to_owned(), amounts_json(&row.variance));
    }
    object.insert(
        "vacancy_rate".to_owned(),
        percent_json(row.now.vacancy_rate()),
    );
    object.insert(
        "agency_rate".to_owned(),
        percent_json(row.now.agency_rate()),
    );
    object.insert(
        "agency_share".to_owned(),
        percent_json(row.now.agency_share()),
    );
    Value::Object(object)
}

fn amounts_json(amounts: &Amounts) -> Value {
    let lines = Line::ALL.iter().map(|line| {
        (
            line.code().to_owned(),
            amounts.get(*line).map_or(Value::Null, exact),
        )
    });
    Value::Object(lines.collect())
}

/// An exact amount as a JSON number. JSON readers keep it as a double, which
/// gives the six decimals of an FTE back as they were written.
pub(super) fn exact(amount: Fte) -> Value {
    number(&amount.to_string())
}

fn percent_json(percent: Option<String>) -> Value {
    percent.map_or(Value::Null, |percent| number(&percent))
}

pub(super) fn number(digits: &str) -> Value {
    serde_json::from_str(digits).unwrap_or(Value::Null)
}
