//! Keeping a record whose text a form edits: a scorecard, a mapping profile.

use std::convert::Infallible;

use holdfast_store::{Submission, SubmitError};
use holdfast_workforce::{Change, Seen};

use crate::answers::Answers;
use crate::error::PageError;
use crate::here::{Here, unavailable};

/// What came of keeping a record.
pub(crate) enum Kept {
    /// It is in the database.
    Done,
    /// Somebody else wrote it since the form was opened.
    Conflict,
    /// It breaks a rule.
    Refused,
}

/// Makes the change of a form, unless the record was written since the form
/// was opened, which it says in its field `seen`. Why a change is not made is
/// told at the field `place`.
pub(crate) async fn keep(
    here: &Here,
    answers: &mut Answers,
    place: &str,
    kind: &str,
    title: String,
    change: Change,
) -> Result<Kept, PageError> {
    let (kind_of_record, id) = change.subject();
    let known = here.workforce.record(kind_of_record, id);
    let seen = known.map(|_| Seen {
        kind: kind_of_record,
        id,
        since: answers.text("seen").parse().unwrap_or_default(),
    });
    let submission = Submission {
        actor: here.app.settings().actor.clone(),
        kind: kind.to_owned(),
        title,
        note: None,
        at: here.app.now(),
        authorities: vec![here.authority.id],
        expects: seen.map(|it| (here.authority.id, it)).into_iter().collect(),
    };
    let plan = |_: &_| Ok::<_, Infallible>(vec![change.clone()]);
    match here.app.store().submit(submission, plan).await {
        Ok(_) => Ok(Kept::Done),
        Err(SubmitError::Plan(never)) => match never {},
        Err(SubmitError::Conflict(conflict)) => {
            answers.reject(place, conflict);
            Ok(Kept::Conflict)
        }
        Err(SubmitError::Refused(findings)) => {
            for finding in &findings {
                answers.reject(place, format!("{} {}", finding.message, finding.advice));
            }
            Ok(Kept::Refused)
        }
        Err(SubmitError::Store(error)) => Err(unavailable(error)),
    }
}
