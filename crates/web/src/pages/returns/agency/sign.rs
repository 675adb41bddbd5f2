//! Signing a quarter's return off, and what differs since.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::agency::{AgencyDifference, AgencySignature, differences};

use super::built::QuarterReturn;
use super::quarter::show;
use super::{Which, named};
use crate::address;
use crate::answers::Answers;
use crate::error::PageError;
use crate::format::{count, local};
use crate::here::Here;
use crate::pages::Page;
use crate::pages::returns::keep::keep;
use crate::pages::returns::sign::moment;

/// How many cells that differ are on the page; the download has all.
const SHOWN: usize = 100;

/// A cell that differs, as a table shows it.
pub(crate) struct Changed {
    /// The sheet.
    pub(crate) sheet: String,
    /// The row.
    pub(crate) row: String,
    /// The heading of its column.
    pub(crate) column: String,
    /// What was signed.
    pub(crate) before: String,
    /// What stands there now.
    pub(crate) now: String,
}

impl Changed {
    fn of(it: AgencyDifference) -> Self {
        let or = |text: String, otherwise: &str| match text.is_empty() {
            true => otherwise.to_owned(),
            false => text,
        };
        Self {
            sheet: it.sheet,
            row: or(it.row, "The return"),
            column: or(it.column, "The whole row"),
            before: or(it.before.to_string(), "Nothing"),
            now: or(it.now.to_string(), "Nothing"),
        }
    }
}

/// The signature of a return as its page shows it.
pub(crate) struct Signature {
    /// Who signed it, when, and on what records.
    pub(crate) text: String,
    /// What became of it since, as a sentence.
    pub(crate) since: String,
    /// Whether the return is still the one that was signed.
    pub(crate) stands: bool,
    /// The first cells that differ.
    pub(crate) differences: Vec<Changed>,
    /// How many more there are.
    pub(crate) left: usize,
}

impl Signature {
    /// The signature of a return, where there is one.
    pub(crate) async fn of(here: &Here, now: &QuarterReturn) -> Result<Option<Self>, PageError> {
        let Some(signed) = &now.answers.signed_off else {
            return Ok(None);
        };
        let stands = now.is_as_signed();
        let mut differences = match stands {
            true => Vec::new(),
            false => since(here, now, signed).await?,
        };
        let number = differences.len();
        differences.truncate(SHOWN);
        Ok(Some(Self {
            text: format!(
                "Signed off by {} on {}, with the records up to change {}.",
                signed.by,
                moment(signed.at),
                signed.records
            ),
            since: told(stands, number),
            stands,
            left: number - differences.len(),
            differences: differences.into_iter().map(Changed::of).collect(),
        }))
    }
}

/// What differs between the return as it was signed and as it is now.
pub(crate) async fn since(
    here: &Here,
    now: &QuarterReturn,
    signed: &AgencySignature,
) -> Result<Vec<AgencyDifference>, PageError> {
    let then = QuarterReturn::as_signed(here, now.it.quarter, signed).await?;
    Ok(differences(&then.layout, &then.it, &now.it))
}

fn told(stands: bool, differences: usize) -> String {
    match (stands, differences) {
        (true, _) => "The records still give the very tables that were signed.".to_owned(),
        (false, 0) => {
            "The tables still hold the same values; they are written in another way now.".to_owned()
        }
        (false, 1) => "1 value has changed since.".to_owned(),
        (false, many) => format!("{} values have changed since.", count(many)),
    }
}

/// Signs a return off.
pub(crate) async fn sign(here: Here, Path(which): Path<Which>) -> Page {
    let quarter = which.quarter()?;
    let (by, at) = (here.app.settings().actor.clone(), local(here.app.now()));
    let today = here.app.today();
    let title = format!("Agency return of {}: signed off", named(quarter));
    let signed = keep(&here, quarter, title, |workforce, said| {
        let now = QuarterReturn::of(workforce, quarter);
        let left = now.left_to_do(today);
        if !left.is_empty() {
            return Err(left);
        }
        said.signed_off = Some(now.signature(&by, at, workforce));
        Ok(())
    });
    match signed.await? {
        Ok(()) => {
            let path = address::agency_return(&here.authority, quarter);
            Ok(Redirect::to(&format!("{path}?done=signed")).into_response())
        }
        Err(left) => {
            let mut answers = Answers::default();
            answers.reject("sign-off", left.join(" ").trim_end_matches('.'));
            show(&here, quarter, answers, "").await
        }
    }
}
