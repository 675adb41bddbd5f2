//! The correction of the past: any record, field by field, as it should always
//! have been. The fields, their codes and their rules are those of the package.

use axum::extract::Path;
use holdfast_intake::record_cells;
use holdfast_intake::schema::{Column, FieldKind, Length, Table};
use holdfast_measures::strategy::{self, ItemState};
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Kind, Pledge, Record};

use super::cells::{DROP, ROWS, WHY, field_name, filled_in, known_rows};
use super::command::{Sheet, desk, no_such_form, opened, take};
use super::desk::Desk;
use super::field::{Control, Field};
use super::flow::{FORM, SEEN, form_id};
use super::merge;
use super::reading::Reading;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;
use crate::pages::changes::names::name;

/// Shows a record as a form.
pub(crate) async fn correct(
    here: Here,
    Path((_, kind, id)): Path<(String, String, String)>,
) -> Page {
    let (table, id) = named(&kind, &id)?;
    let record = record(&here, table, id)?;
    let rows = record_cells(&here.workforce, &record);
    let answers = opened(&here, filled_in(table, &rows));
    let sheet = sheet_of(&here, table, &record, &answers);
    let answers = merge::remember(answers, &sheet.now);
    sheet.page(&here, answers)
}

/// Takes the corrected record.
pub(crate) async fn put_right(
    here: Here,
    Path((_, kind, id)): Path<(String, String, String)>,
    answers: Answers,
) -> Page {
    let (table, id) = named(&kind, &id)?;
    let sheet = match here.workforce.record(table.kind(), id) {
        Some(record) => sheet_of(&here, table, &record, &answers),
        // Somebody took the record away: what was typed is told with that.
        None => Sheet {
            title: format!("Correct a {}", table.kind().name()),
            ..new_sheet(
                &here,
                (table, id),
                address::correct(&here.authority, table.kind(), id),
                &answers,
            )
        },
    };
    take(&here, sheet, answers).await
}

/// Shows a blank form for a new record of a kind.
pub(super) fn blank(here: &Here, name: &str, query: Vec<(String, String)>) -> Page {
    let table = table_named(name).ok_or_else(no_such_form)?;
    let columns = table.schema().columns;
    let mut answers = Answers::default();
    for (name, value) in query {
        if let Some(column) = columns.iter().find(|column| column.name == name) {
            let field = field_name(table, 0, column);
            answers = answers.with(&field, number_of(here, column, &value));
        }
    }
    let answers = opened(here, answers.with(ROWS, 0));
    let action = address::form(&here.authority, name, []);
    let id = RecordId(form_id(&answers));
    new_sheet(here, (table, id), action, &answers).page(here, answers)
}

/// Takes a new record.
pub(super) async fn put_new(here: &Here, name: &str, answers: Answers) -> Page {
    let table = table_named(name).ok_or_else(no_such_form)?;
    let action = address::form(&here.authority, name, []);
    let id = RecordId(form_id(&answers));
    let sheet = new_sheet(here, (table, id), action, &answers);
    take(here, sheet, answers).await
}

/// The table and the identifier that an address names.
pub(super) fn named(kind: &str, id: &str) -> Result<(Table, RecordId), PageError> {
    let table = table_named_any(kind).ok_or(PageError::NoSuchPage)?;
    let id = id.parse().map_err(|_| PageError::NoSuchPage)?;
    Ok((table, id))
}

fn table_named_any(kind: &str) -> Option<Table> {
    let is_named = |table: &Table| table.kind().name().replace(' ', "_") == kind;
    Table::ALL.into_iter().find(is_named)
}

/// The table of a kind of which new records can be made here.
fn table_named(kind: &str) -> Option<Table> {
    table_named_any(kind).filter(|table| *table != Table::Authority)
}

/// The record that an address names.
pub(super) fn record(here: &Here, table: Table, id: RecordId) -> Result<Record, PageError> {
    let kind = table.kind();
    here.workforce
        .record(kind, id)
        .ok_or_else(|| PageError::NoSuchRecord {
            kind: kind.name(),
            reference: id.to_string(),
            list: Link::new(address::changes(&here.authority), "The log of changes"),
        })
}

fn sheet_of(here: &Here, table: Table, record: &Record, answers: &Answers) -> Sheet {
    let kind = table.kind();
    let action = address::correct(&here.authority, kind, record.id());
    let can_go = kind != Kind::Authority;
    Sheet {
        title: format!("Correct {} {}", article(kind), kind.name()),
        caption: name(record, &here.workforce),
        lead: "This puts the record right as if it had always been so. What stood before stays in the log of \
               changes. For something that happens from a day on, record a change instead."
            .to_owned(),
        remove: can_go.then(|| format!("{action}/remove")),
        now: filled_in(table, &record_cells(&here.workforce, record)),
        ..new_sheet(here, (table, record.id()), action, answers)
    }
}

fn new_sheet(
    here: &Here,
    (table, id): (Table, RecordId),
    action: String,
    answers: &Answers,
) -> Sheet {
    let mut fields = fields(desk(here), table, answers);
    let is_known = here.workforce.since(table.kind(), id).is_some();
    let label = if is_known {
        "Why is it put right?"
    } else {
        "Reason or note (optional)"
    };
    let why = Field::new(WHY, label, Control::Lines);
    fields.push(why.hint("It is kept with the change. Leave out anything about health."));
    fields.extend([
        Field::hidden(SEEN),
        Field::hidden(FORM),
        Field::hidden(ROWS),
    ]);
    Sheet {
        title: format!("New {}", table.kind().name()),
        caption: String::new(),
        lead: table.schema().description.to_owned(),
        facts: Vec::new(),
        obstacle: None,
        fields,
        action,
        remove: None,
        now: Answers::default(),
        reading: Some(Reading::Record(table, id)),
    }
}

/// `a` or `an`, as the kind's name asks for.
pub(super) fn article(kind: Kind) -> &'static str {
    if kind.name().starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}

fn fields(desk: Desk<'_>, table: Table, answers: &Answers) -> Vec<Field> {
    let columns = table.schema().columns;
    if table != Table::Posts {
        return columns
            .iter()
            .map(|column| field_of(desk, table, 0, column))
            .collect();
    }
    let known = known_rows(answers);
    let mut fields: Vec<_> = columns
        .iter()
        .take(1)
        .map(|column| field_of(desk, table, 0, column))
        .collect();
    for row in 0..=known {
        fields.push(Field::heading(&match row {
            row if row == known && known > 0 => {
                "Further terms: leave blank if there are none".to_owned()
            }
            row => format!("Terms {}", row + 1),
        }));
        fields.extend(
            columns
                .iter()
                .skip(1)
                .map(|column| field_of(desk, table, row, column)),
        );
        if row < known && known > 1 {
            let choices = vec![Choice::new("yes", "Take these terms away")];
            let control = Control::Select("Keep these terms".to_owned(), choices);
            fields.push(Field::new(
                &format!("{DROP}-{row}"),
                "Keep or take away",
                control,
            ));
        }
    }
    fields
}

fn field_of(desk: Desk<'_>, table: Table, row: usize, column: &Column) -> Field {
    let optional = if column.required { "" } else { " (optional)" };
    let none = if column.required {
        "Choose one"
    } else {
        "Blank"
    };
    let several = |choices| Control::Select(none.to_owned(), choices);
    let control = match (column.reference, column.kind) {
        (Some(Table::Teams), _) => several(all_teams(desk)),
        (Some(Table::Roles), _) => several(desk.roles()),
        (Some(Table::Boards), _) => several(boards(desk)),
        (Some(Table::Strategy), _) => several(items(desk)),
        (Some(Table::Pledges), _) => several(pledges(desk)),
        (Some(_), _) => Control::Text(20),
        (None, FieldKind::Code(items)) => several(
            items
                .iter()
                .map(|item| Choice::new(item.code, item.label))
                .collect(),
        ),
        (None, FieldKind::YesNo) => {
            Control::Radios(vec![Choice::new("yes", "Yes"), Choice::new("no", "No")])
        }
        (None, FieldKind::Fte) => Control::Fte,
        (None, FieldKind::Money) => Control::Pounds,
        (None, FieldKind::Days) => Control::Days,
        (None, FieldKind::Date) => Control::Text(10),
        (None, FieldKind::Hours | FieldKind::Weeks | FieldKind::Whole) => Control::Text(5),
        (None, FieldKind::Level) => Control::Text(10),
        (None, FieldKind::Text) if column.length == Length::Sentences => Control::Lines,
        (None, FieldKind::Text) => Control::Text(if column.unique { 20 } else { 0 }),
    };
    let says_more = column.description != format!("The {}.", column.title.to_lowercase());
    let description = match column.reference {
        _ if says_more => column.description,
        Some(Table::Teams | Table::Roles | Table::Boards | Table::Strategy | Table::Pledges)
        | None => "",
        Some(_) => "Its number.",
    };
    let example = match column.kind {
        FieldKind::Date => "For example, 31/3/2025.",
        _ => "",
    };
    let hint = format!("{description} {example}");
    let name = field_name(table, row, column);
    Field::new(&name, &format!("{}{optional}", column.title), control).hint(hint.trim())
}

/// The boards by name.
fn boards(desk: Desk<'_>) -> Vec<Choice> {
    let boards = desk.workforce.boards().iter();
    let mut choices: Vec<_> = boards
        .map(|it| Choice::new(it.reference.clone(), it.name.clone()))
        .collect();
    choices.sort_by(|one, next| one.label.cmp(&next.label));
    choices
}

/// The items of the strategy, each after the one that it is a part of.
fn items(desk: Desk<'_>) -> Vec<Choice> {
    let choice = |state: ItemState<'_>| {
        let item = state.item;
        let label = format!("{} {}", item.reference, item.title);
        Choice::new(item.reference.clone(), label)
    };
    let items = strategy::items(desk.workforce, desk.today);
    items.into_iter().map(choice).collect()
}

/// The pledges in their order.
fn pledges(desk: Desk<'_>) -> Vec<Choice> {
    let mut pledges: Vec<_> = desk.workforce.pledges().iter().collect();
    pledges.sort_by_key(|it| (it.sort, it.order, &it.reference));
    let label = |it: &Pledge| format!("{} {}", it.reference, shortened(&it.text));
    pledges
        .into_iter()
        .map(|it| Choice::new(it.reference.clone(), label(it)))
        .collect()
}

/// A text that is short enough for a list of choices.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(70) {
        Some((place, _)) => format!("{}…", text[..place].trim_end()),
        None => text.to_owned(),
    }
}

/// Every team, those of the past as well.
fn all_teams(desk: Desk<'_>) -> Vec<Choice> {
    let teams = desk.workforce.teams().iter();
    let mut choices: Vec<_> = teams
        .map(|team| {
            Choice::new(
                team.reference.clone(),
                format!("{} ({})", team.name, team.reference),
            )
        })
        .collect();
    choices.sort_by(|one, next| one.label.cmp(&next.label));
    choices
}

/// A link names a record by identifier; files and people know the number.
fn number_of(here: &Here, column: &Column, value: &str) -> String {
    let record = column.reference.and_then(|table| {
        let id = value.trim().parse().ok()?;
        here.workforce.record(table.kind(), id)
    });
    let number = record.as_ref().and_then(Record::reference);
    number.unwrap_or(value).to_owned()
}
