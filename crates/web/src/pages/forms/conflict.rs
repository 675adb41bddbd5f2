//! Two people at one record: who changed what in the meantime, what was typed,
//! and how to go on.

use askama::Template;
use axum::http::StatusCode;
use holdfast_store::{ChangeHeader, Conflict};
use holdfast_workforce::story::{Difference, differences};

use super::command::{Sheet, with_status};
use super::field::{self, Field};
use super::flow::SEEN;
use super::merge::{self, Merged};
use crate::answers::Answers;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::Page;
use crate::{address, format};

#[derive(Template)]
#[template(path = "pages/forms/conflict.html")]
struct ConflictPage {
    frame: Frame,
    links: Vec<Link>,
    title: String,
    caption: String,
    kind: &'static str,
    changes: Vec<Made>,
    is_gone: bool,
    answered: Vec<(String, String)>,
    clashes: Vec<Field>,
    answers: Answers,
    hidden: Vec<(String, String)>,
    action: String,
}

/// A change that somebody made in the meantime.
struct Made {
    id: String,
    actor: String,
    at: String,
    link: Link,
    differences: Vec<Difference>,
}

/// Tells of the conflict, with everything that was typed.
pub(super) async fn page_for(
    here: &Here,
    sheet: &Sheet,
    answers: &Answers,
    conflict: Conflict,
) -> Page {
    let seen = answers.text(SEEN).parse().unwrap_or(0);
    let store = here.app.store();
    let record = [(conflict.kind, conflict.id)];
    let history = store.history(here.authority.id, &record).await;
    let history = history.map_err(unavailable)?;
    let changes = history
        .iter()
        .filter(|entry| entry.change.seq > seen)
        .map(|entry| Made {
            differences: differences(entry.before.as_ref(), entry.after.as_ref(), &here.workforce),
            ..made(here, &entry.change)
        });
    let typed: Vec<_> = merge::changed(&sheet.fields, answers);
    let Merged {
        answers: merged,
        clashes,
    } = merge::merge(&sheet.fields, answers, &sheet.now);
    let merged = merged.set(SEEN, here.workforce.as_of());
    let is_clash = |name: &str| clashes.iter().any(|field| field.name == name);
    let hidden = sheet.hidden(&merged).into_iter();
    let page = ConflictPage {
        frame: here.frame(Some(Section::Record)),
        links: vec![super::list::link(here)],
        title: format!("Someone else changed this {}", conflict.kind.name()),
        caption: sheet.caption.clone(),
        kind: conflict.kind.name(),
        changes: changes.collect(),
        is_gone: here.workforce.since(conflict.kind, conflict.id).is_none(),
        answered: field::answered(&typed, answers),
        hidden: hidden.filter(|(name, _)| !is_clash(name)).collect(),
        action: sheet.action.clone(),
        clashes,
        answers: merged,
    };
    with_status(StatusCode::CONFLICT, &page)
}

fn made(here: &Here, change: &ChangeHeader) -> Made {
    Made {
        id: format!("changed-{}", change.seq),
        actor: change.actor.clone(),
        at: format::moment(change.at),
        link: Link::new(
            address::change(&here.authority, change.seq),
            change.title.clone(),
        ),
        differences: Vec::new(),
    }
}
