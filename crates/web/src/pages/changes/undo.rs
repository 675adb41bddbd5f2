//! Undoing a change: what it would do, and why it cannot be where it cannot.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_import::{Tally, tell_undo};
use holdfast_store::{ChangeHeader, Obstacle, Undo, UndoError};
use holdfast_workforce::Finding;

use super::one::{Which, find};
use super::standing::undone_by;
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::format::{count, moment};
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::{Page, form_page, page};

/// How many sentences of each kind are told.
const TOLD: usize = 200;

#[derive(Template)]
#[template(path = "pages/changes/undo.html")]
struct Question {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    header: ChangeHeader,
    undone_by: Option<Link>,
    tallies: Vec<Tally>,
    records: String,
    back: String,
    reasons: Vec<Reason>,
    findings: Vec<Finding>,
}

/// A later change that stands in the way.
struct Reason {
    link: Link,
    when: String,
    deed: &'static str,
}

/// Asks whether the change is to be undone.
pub(crate) async fn ask(here: Here, Path(which): Path<Which>) -> Page {
    let question = question(&here, &which).await?;
    page(&question)
}

/// Undoes it.
pub(crate) async fn undo(here: Here, Path(which): Path<Which>) -> Page {
    let mut question = question(&here, &which).await?;
    let undo = Undo {
        seq: question.header.seq,
        actor: here.app.settings().actor.clone(),
        at: here.app.now(),
    };
    match here.app.store().undo(undo).await {
        Ok(receipt) => {
            let seq = receipt.seq.unwrap_or(question.header.seq);
            let address = address::change(&here.authority, seq);
            Ok(Redirect::to(&format!("{address}?done=undo")).into_response())
        }
        Err(error) => {
            question.refuse(error, &here)?;
            form_page(&question.answers, &question)
        }
    }
}

async fn question(here: &Here, which: &Which) -> Result<Question, PageError> {
    let header = find(here, &which.seq).await?;
    let authority = &here.authority;
    let store = here.app.store();
    let by = undone_by(store, &header).await?;
    let tallies = tell_undo(store, header.seq, authority.id, TOLD).await;
    let back = address::change(authority, header.seq);
    Ok(Question {
        frame: here.frame(Some(Section::Changes)),
        trail: vec![
            Link::new(address::changes(authority), "Changes"),
            Link::new(&back, format!("Change {}", header.seq)),
        ],
        answers: Answers::default(),
        undone_by: by
            .map(|seq| Link::new(address::change(authority, seq), format!("change {seq}"))),
        tallies: tallies.map_err(unavailable)?,
        records: count(usize::try_from(header.records).unwrap_or(usize::MAX)),
        back,
        reasons: Vec::new(),
        findings: Vec::new(),
        header,
    })
}

impl Question {
    /// Shows why the change was not undone.
    fn refuse(&mut self, error: UndoError, here: &Here) -> Result<(), PageError> {
        let message = match error {
            UndoError::Store(error) => return Err(unavailable(error)),
            UndoError::Blocked { by, .. } => {
                self.reasons = by.iter().map(|it| Reason::of(it, here)).collect();
                "The change cannot be undone, because later changes depend on it".to_owned()
            }
            UndoError::Refused(findings) => {
                self.findings = findings;
                "The change cannot be undone, because what stood before it would now break rules"
                    .to_owned()
            }
            error @ (UndoError::NoSuchChange(_) | UndoError::AlreadyUndone { .. }) => {
                let text = error.to_string();
                text.chars()
                    .take(1)
                    .flat_map(char::to_uppercase)
                    .chain(text.chars().skip(1))
                    .collect()
            }
        };
        self.answers.reject("reasons", message);
        Ok(())
    }
}

impl Reason {
    fn of(obstacle: &Obstacle, here: &Here) -> Self {
        let change = obstacle.change();
        let href = address::change(&here.authority, change.seq);
        Self {
            link: Link::new(href, format!("Change {}: {}", change.seq, change.title)),
            when: format!("{} by {}", moment(change.at), change.actor),
            deed: match obstacle {
                Obstacle::Rewrote(_) => "It wrote some of the same records.",
                Obstacle::RefersTo(_) => {
                    "It wrote records that need those which would be taken away."
                }
            },
        }
    }
}
