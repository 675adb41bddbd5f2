//! Signing a return off: nothing is left to mend, every query is explained.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::{Difference, SignedOff, differences};
use jiff::civil::DateTime;

use super::asked::Asked;
use super::built::{YearReturn, as_signed, last_year};
use super::keep::keep;
use super::telling::left_to_do;
use super::year::{Typed, Which, show};
use crate::address;
use crate::error::PageError;
use crate::format::{count, local};
use crate::here::Here;
use crate::pages::Page;

/// How many values that differ are on the page; the download has all.
const SHOWN: usize = 100;

/// The signature of a return as its page shows it.
pub(crate) struct Signature {
    /// Who signed it, when, and what stood then.
    pub(crate) text: String,
    /// The SHA-256 of the file.
    pub(crate) sha256: String,
    /// What became of it since, as a sentence.
    pub(crate) since: String,
    /// Whether the return is still the file that was signed.
    pub(crate) stands: bool,
    /// What differs.
    pub(crate) differences: Vec<Difference>,
}

impl Signature {
    /// The first values that differ.
    pub(crate) fn first(&self) -> impl Iterator<Item = Changed<'_>> {
        self.differences.iter().take(SHOWN).map(Changed)
    }

    /// How many more there are.
    pub(crate) fn left(&self) -> usize {
        self.differences.len().saturating_sub(SHOWN)
    }

    /// The signature of a return, where there is one.
    pub(crate) async fn of(here: &Here, now: &YearReturn) -> Result<Option<Self>, PageError> {
        let Some(signed) = &now.answers.signed_off else {
            return Ok(None);
        };
        let stands = now.is_as_signed()?;
        let differences = match stands {
            true => Vec::new(),
            false => since(here, now, signed).await?,
        };
        Ok(Some(Self {
            text: in_words(signed),
            sha256: signed.sha256.clone(),
            since: told(stands, differences.len()),
            stands,
            differences,
        }))
    }
}

/// What differs between the return as it was signed and as it is now.
pub(crate) async fn since(
    here: &Here,
    now: &YearReturn,
    signed: &SignedOff,
) -> Result<Vec<Difference>, PageError> {
    let then = as_signed(here, now.year, signed).await?;
    Ok(differences(&then, &now.built.file))
}

/// A value that differs, as a table shows it.
pub(crate) struct Changed<'d>(&'d Difference);

impl Changed<'_> {
    pub(crate) fn whose(&self) -> &str {
        match self.0.registration.as_str() {
            "" => "The authority",
            registration => registration,
        }
    }

    pub(crate) fn element(&self) -> &str {
        match self.0.element.as_str() {
            "" => "The whole record",
            element => element,
        }
    }

    pub(crate) fn before(&self) -> &str {
        or_nothing(&self.0.before)
    }

    pub(crate) fn now(&self) -> &str {
        or_nothing(&self.0.now)
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "Nothing" } else { text }
}

fn in_words(signed: &SignedOff) -> String {
    let queries = match signed.queries_explained {
        1 => "1 query explained".to_owned(),
        many => format!("{} queries explained", count(many)),
    };
    format!(
        "Signed off by {} on {}, with no error and {queries}.",
        signed.by,
        moment(signed.at)
    )
}

/// A moment that is told by the clock on the wall: `14 October 2025 at 9:05`.
pub(crate) fn moment(at: DateTime) -> String {
    let day = holdfast_workforce::date::in_words(at.date());
    format!("{day} at {}:{:02}", at.hour(), at.minute())
}

fn told(stands: bool, differences: usize) -> String {
    match (stands, differences) {
        (true, _) => "The records still give the very file that was signed.".to_owned(),
        (false, 0) => "The records still give the same values; another version of Holdfast writes the file differently.".to_owned(),
        (false, 1) => "1 value has changed since.".to_owned(),
        (false, many) => format!("{} values have changed since.", count(many)),
    }
}

/// Signs a return off.
pub(crate) async fn sign(here: Here, Path(which): Path<Which>) -> Page {
    let year = which.year()?;
    let last = last_year(&here, year).await?;
    let (by, at) = (here.app.settings().actor.clone(), local(here.app.now()));
    let title = format!("Return of {year}: signed off");
    let signed = keep(&here, year, title, |workforce, said| {
        let now = YearReturn::of(workforce, year, at, last.as_ref());
        if !now.can_be_signed() {
            return Err(Ok(left_to_do(now.errors(), now.open_queries())));
        }
        said.signed_off = Some(now.signature(&by, at, workforce).map_err(Err)?);
        Ok(())
    });
    match signed.await? {
        Ok(()) => {
            let to = format!("{}?signed=yes", address::census(&here.authority, year));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Err(error)) => Err(error),
        Err(Ok(left)) => {
            let asked = Asked::read(Vec::new(), &here.workforce);
            show(&here, year, asked, Typed::unsigned(left)).await
        }
    }
}
