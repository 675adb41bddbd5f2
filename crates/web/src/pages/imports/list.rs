//! What was imported so far, and a form for the next package.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_store::ChangeHeader;
use holdfast_workforce::record::Authority;

use super::desk::Desk;
use crate::address;
use crate::answers::Answers;
use crate::components::Choice;
use crate::format::moment;
use crate::frame::Frame;
use crate::here::unavailable;
use crate::pages::changes::standing::undone_by;
use crate::pages::{Page, form_page};
use crate::upload::FileForm;

/// The kinds of changes that imports and their undoing are recorded as.
pub(crate) const IMPORT: &str = "import";
pub(crate) const UNDO: &str = "undo";

/// How many imports are listed; the log of changes has them all.
const LISTED: usize = 50;

/// How many changes are read at once in search of imports.
const CHUNK: u32 = 500;

#[derive(Template)]
#[template(path = "pages/imports/list.html")]
struct Imports {
    frame: Frame,
    answers: Answers,
    imports: Vec<Row>,
    authority: Option<Authority>,
    profiles: Vec<Choice>,
}

/// An import in the list.
struct Row {
    seq: u64,
    href: String,
    title: String,
    at: String,
    actor: String,
    records: String,
    state: State,
}

/// What became of an import.
enum State {
    /// It stands.
    Made,
    /// Another change undid it.
    Undone { by: u64, href: String },
    /// It is itself the undoing of an import.
    Undoes { seq: u64, href: String },
}

/// Shows the page.
pub(crate) async fn imports(desk: Desk) -> Page {
    show(&desk, Answers::default()).await
}

/// Keeps the file that was sent and shows what it would change.
pub(crate) async fn send(desk: Desk, form: FileForm) -> Page {
    let (file, mut answers) = form.into_file("package");
    let Some(file) = file.filter(|_| answers.are_clear()) else {
        if answers.are_clear() {
            answers.reject("package", "Select a package, a workbook or a table");
        }
        return show(&desk, answers).await;
    };
    let app = &desk.app;
    let id = app
        .store()
        .put_upload(&file.name, app.now(), file.bytes)
        .await
        .map_err(unavailable)?;
    let profile = Some(answers.text("profile").to_owned());
    let address = address::upload(&desk.imports(), id);
    Ok(Redirect::to(&address::with_query(&address, [("profile", profile)])).into_response())
}

async fn show(desk: &Desk, answers: Answers) -> Page {
    let imports = match &desk.here {
        Some(here) => {
            let mut rows = Vec::new();
            for change in newest(desk).await? {
                let by = undone_by(desk.app.store(), &change).await?;
                rows.push(Row::of(&change, by, &here.authority));
            }
            rows
        }
        None => Vec::new(),
    };
    let page = Imports {
        frame: desk.frame(),
        imports,
        authority: desk.here.as_ref().map(|here| here.authority.clone()),
        profiles: desk.profiles(),
        answers,
    };
    form_page(&page.answers, &page)
}

/// The newest imports and what undid them.
async fn newest(desk: &Desk) -> Result<Vec<ChangeHeader>, crate::error::PageError> {
    let (store, mut before, mut found) = (desk.app.store(), None, Vec::new());
    loop {
        let changes = store.changes(before, CHUNK, desk.authority());
        let changes = changes.await.map_err(unavailable)?;
        before = changes.last().map(|change| change.seq);
        found.extend(changes.into_iter().filter(is_import));
        if before.is_none() || found.len() >= LISTED {
            found.truncate(LISTED);
            return Ok(found);
        }
    }
}

/// Undoing keeps the title of what it undoes, and only imports have one that
/// speaks of an import.
fn is_import(change: &ChangeHeader) -> bool {
    change.kind == IMPORT || (change.kind == UNDO && change.title.contains(": Import of "))
}

impl Row {
    fn of(change: &ChangeHeader, undone_by: Option<u64>, authority: &Authority) -> Self {
        let href = |seq| address::change(authority, seq);
        let state = match (undone_by, change.undoes) {
            (Some(by), _) => State::Undone { by, href: href(by) },
            (None, Some(seq)) => State::Undoes {
                seq,
                href: href(seq),
            },
            (None, None) => State::Made,
        };
        Self {
            seq: change.seq,
            href: href(change.seq),
            title: change.title.clone(),
            at: moment(change.at),
            actor: change.actor.clone(),
            records: crate::format::count(usize::try_from(change.records).unwrap_or(usize::MAX)),
            state,
        }
    }
}
