//! Keeps what the council says in a return: through the door, on the text as
//! it is when the change is made.

use holdfast_census::{Answers as Said, Year};
use holdfast_store::{Submission, SubmitError, TimedIds};
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::record;
use holdfast_workforce::{Change, Workforce};

use crate::error::PageError;
use crate::here::{Here, unavailable};

/// Why nothing was kept.
enum Refusal<R> {
    /// The text that is kept cannot be read.
    Text,
    /// The change itself gave up.
    Own(R),
}

/// Changes what is said in a year’s return; `title` is for the log. `change`
/// is given the records as nobody can change them meanwhile.
///
/// # Errors
/// The inner one is why the change gave up.
pub(crate) async fn keep<R>(
    here: &Here,
    year: Year,
    title: String,
    mut change: impl FnMut(&Workforce, &mut Said) -> Result<(), R>,
) -> Result<Result<(), R>, PageError> {
    let app = &here.app;
    let submission = Submission {
        actor: app.settings().actor.clone(),
        kind: "return".to_owned(),
        title,
        note: None,
        at: app.now(),
        authorities: vec![here.authority.id],
        expects: Vec::new(),
    };
    let plan = |workforce: &Workforce| {
        let mut said = Said::kept(workforce, year).map_err(|_| Refusal::Text)?;
        change(workforce, &mut said).map_err(Refusal::Own)?;
        let reference = Said::reference(year);
        let known = workforce.returns().by_reference(&reference);
        let kept = record::Return {
            id: known.map_or_else(|| ReturnId::next(&mut TimedIds), |it| it.id),
            text: said.write(),
            reference,
        };
        Ok(vec![Change::Put(kept.into())])
    };
    match app.store().submit(submission, plan).await {
        Ok(_) => Ok(Ok(())),
        Err(SubmitError::Plan(Refusal::Own(refusal))) => Ok(Err(refusal)),
        Err(SubmitError::Plan(Refusal::Text)) => Err(PageError::BadRequest {
            reason: "What is kept of this year’s return cannot be read, so nothing was changed. The page of the return says what is wrong with the text.".to_owned(),
        }),
        Err(SubmitError::Store(error)) => Err(unavailable(error)),
        Err(SubmitError::Conflict(conflict)) => Err(PageError::BadRequest {
            reason: conflict.to_string(),
        }),
        Err(SubmitError::Refused(findings)) => {
            let told = findings.iter().map(|it| format!("{} {}", it.message, it.advice));
            Err(PageError::BadRequest {
                reason: told.collect::<Vec<_>>().join(" "),
            })
        }
    }
}
