//! Taking away a record that should never have been, after a question.

use askama::Template;
use axum::extract::Path;
use holdfast_intake::schema::Table;
use holdfast_workforce::command::Command;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::story::differences;

use super::cells::WHY;
use super::command::{Sheet, carry_out_with, opened};
use super::correction::{article, named, record};
use super::field::{Control, Field};
use super::flow::{Asked, FORM, SEEN, Step};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::changes::names::name;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/forms/remove.html")]
struct RemovePage {
    frame: Frame,
    links: Vec<Link>,
    title: String,
    caption: String,
    facts: Vec<(String, String)>,
    obstacle: Option<String>,
    fields: Vec<Field>,
    answers: Answers,
    action: String,
    back: String,
}

/// Asks whether a record is to be taken away.
pub(crate) async fn ask_removal(
    here: Here,
    Path((_, kind, id)): Path<(String, String, String)>,
) -> Page {
    let (table, id) = removable(&kind, &id)?;
    let record = record(&here, table, id)?;
    let answers = opened(&here, Answers::default());
    draw(&here, &record, answers)
}

/// Takes a record away.
pub(crate) async fn remove(
    here: Here,
    Path((_, kind, id)): Path<(String, String, String)>,
    answers: Answers,
) -> Page {
    let (table, id) = removable(&kind, &id)?;
    let mut answers = answers;
    let record = here.workforce.record(table.kind(), id);
    if let (Step::Edit, Some(record)) = (Step::of(&answers), &record) {
        return draw(&here, record, answers);
    }
    let missing = "Enter why the record is taken away; it is kept with the change";
    answers.required(WHY, missing, |text| Ok::<_, String>(text.to_owned()));
    if let (false, Some(record)) = (answers.are_clear(), &record) {
        return draw(&here, record, answers);
    }
    let command = Command::Remove(table.kind(), id);
    let asked = Asked::new(command, "remove", answers.text(WHY), &answers);
    let sheet = sheet(&here, table, id, record.as_ref());
    carry_out_with(
        &here,
        sheet,
        asked,
        Step::Record,
        answers,
        |_, answers| match &record {
            Some(record) => draw(&here, record, answers),
            None => Err(PageError::NoSuchPage),
        },
    )
    .await
}

/// The authority itself stays.
fn removable(kind: &str, id: &str) -> Result<(Table, RecordId), PageError> {
    let (table, id) = named(kind, id)?;
    if table.kind() == Kind::Authority {
        return Err(PageError::NoSuchPage);
    }
    Ok((table, id))
}

fn sheet(here: &Here, table: Table, id: RecordId, record: Option<&Record>) -> Sheet {
    let kind = table.kind();
    Sheet {
        title: format!("Take away {} {}", article(kind), kind.name()),
        caption: record.map_or_else(String::new, |record| name(record, &here.workforce)),
        lead: String::new(),
        facts: Vec::new(),
        obstacle: None,
        fields: fields(),
        action: format!("{}/remove", address::correct(&here.authority, kind, id)),
        remove: None,
        now: Answers::default(),
        reading: None,
    }
}

fn fields() -> Vec<Field> {
    let why = Field::new(WHY, "Why is it taken away?", Control::Lines);
    vec![
        why.hint("It is kept with the change. Leave out anything about health."),
        Field::hidden(SEEN),
        Field::hidden(FORM),
    ]
}

/// What has to go first.
fn obstacle(here: &Here, id: RecordId) -> Option<String> {
    match here.workforce.linking(id).len() {
        0 => None,
        1 => Some(
            "Another record refers to this one. It has to be changed or taken away first."
                .to_owned(),
        ),
        count => Some(format!(
            "{count} other records refer to this one. They have to be changed or taken away first."
        )),
    }
}

fn draw(here: &Here, record: &Record, answers: Answers) -> Page {
    let (kind, id) = (record.kind(), record.id());
    let Some(table) = Table::of_kind(kind) else {
        return Err(PageError::NoSuchPage);
    };
    let sheet = sheet(here, table, id, Some(record));
    let facts = differences(None, Some(record), &here.workforce);
    let page = RemovePage {
        frame: here.frame(Some(Section::Record)),
        links: vec![super::list::link(here)],
        title: sheet.title,
        caption: sheet.caption,
        facts: facts.into_iter().map(|it| (it.field, it.after)).collect(),
        obstacle: obstacle(here, id),
        fields: sheet.fields,
        answers,
        action: sheet.action,
        back: address::correct(&here.authority, kind, id),
    };
    let answers = page.answers.clone();
    form_page(&answers, &page)
}
