//! Keeps what the council says in a return: through the door, on the text as
//! it is when the change is made.

use holdfast_census::agency::{AgencyAnswers, Quarter};
use holdfast_census::{Answers as Said, Year};
use holdfast_measures::written::Problem;
use holdfast_store::{Submission, SubmitError, TimedIds};
use holdfast_workforce::id::ReturnId;
use holdfast_workforce::record;
use holdfast_workforce::{Change, Workforce};

use crate::error::PageError;
use crate::here::{Here, unavailable};

/// A return of which something is kept that no other record says.
pub(crate) trait KeptReturn: Copy {
    /// What is said.
    type Said;

    /// What the text is called among the records.
    fn reference(self) -> String;

    /// What is said, or what is wrong with the text.
    fn said(self, workforce: &Workforce) -> Result<Self::Said, Vec<Problem>>;

    /// The text.
    fn text(said: &Self::Said) -> String;
}

impl KeptReturn for Year {
    type Said = Said;

    fn reference(self) -> String {
        Said::reference(self)
    }

    fn said(self, workforce: &Workforce) -> Result<Said, Vec<Problem>> {
        Said::kept(workforce, self)
    }

    fn text(said: &Said) -> String {
        said.write()
    }
}

impl KeptReturn for Quarter {
    type Said = AgencyAnswers;

    fn reference(self) -> String {
        AgencyAnswers::reference(self)
    }

    fn said(self, workforce: &Workforce) -> Result<AgencyAnswers, Vec<Problem>> {
        AgencyAnswers::kept(workforce, self)
    }

    fn text(said: &AgencyAnswers) -> String {
        said.write()
    }
}

/// Why nothing was kept.
enum Refusal<R> {
    /// The text that is kept cannot be read.
    Text,
    /// The change itself gave up.
    Own(R),
}

/// Changes what is said in a return; `title` is for the log. `change` is given
/// the records as nobody can change them meanwhile.
///
/// # Errors
/// The inner one is why the change gave up.
pub(crate) async fn keep<K: KeptReturn, R>(
    here: &Here,
    of: K,
    title: String,
    mut change: impl FnMut(&Workforce, &mut K::Said) -> Result<(), R>,
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
        let mut said = of.said(workforce).map_err(|_| Refusal::Text)?;
        change(workforce, &mut said).map_err(Refusal::Own)?;
        let reference = of.reference();
        let known = workforce.returns().by_reference(&reference);
        let kept = record::Return {
            id: known.map_or_else(|| ReturnId::next(&mut TimedIds), |it| it.id),
            text: K::text(&said),
            reference,
        };
        Ok(vec![Change::Put(kept.into())])
    };
    match app.store().submit(submission, plan).await {
        Ok(_) => Ok(Ok(())),
        Err(SubmitError::Plan(Refusal::Own(refusal))) => Ok(Err(refusal)),
        Err(SubmitError::Plan(Refusal::Text)) => Err(PageError::BadRequest {
            reason: "What is kept of this return cannot be read, so nothing was changed. The page of the return says what is wrong with the text.".to_owned(),
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
