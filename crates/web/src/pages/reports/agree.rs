//! Agreeing to a report as it stands.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_paper::publish::CannotAgree;
use holdfast_workforce::Change;

use super::desk::{paper, title};
use super::draft::{Which, composed, show};
use crate::address;
use crate::answers::Answers;
use crate::here::Here;
use crate::keeping::{Kept, keep};
use crate::pages::Page;

/// Keeps an agreement, where the report is still what its reader saw.
pub(crate) async fn agree(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let paper = paper(&here, &which.paper)?;
    let draft = composed(&here, &paper).await?;
    let place = draft
        .offices
        .iter()
        .position(|(office, _)| office == answers.text("office"))
        .map_or(1, |place| place + 1);
    let (by, sure) = (format!("by_{place}"), format!("sure_{place}"));
    if draft.fingerprint != answers.text("fingerprint") {
        answers.reject(
            &by,
            "The report changed while you read it. Read it as it stands below, then agree",
        );
    }
    if !answers.has_chosen(&sure, "yes") {
        answers.reject(&sure, "Confirm that you agree to the report as it stands");
    }
    let today = here.app.today();
    let agreed = draft.agree(&paper, answers.text("office"), answers.text(&by), today);
    let agreed = agreed.map_err(|refusal| match refusal {
        CannotAgree::Nameless => answers.reject(&by, "Enter your name"),
        other => answers.reject(&by, other),
    });
    let Ok(record) = agreed else {
        return show(&here, &paper, answers, None).await;
    };
    if !answers.are_clear() {
        return show(&here, &paper, answers, None).await;
    }
    let heading = format!(
        "Report ‘{}’ agreed to for {}",
        title(&paper),
        answers.text("office")
    );
    let change = Change::Put(record.into());
    match keep(&here, &mut answers, &by, "paper", heading, change).await? {
        Kept::Done => {
            let to = address::report(&here.authority, &paper.reference);
            Ok(Redirect::to(&to).into_response())
        }
        Kept::Refused | Kept::Conflict => show(&here, &paper, answers, None).await,
    }
}
