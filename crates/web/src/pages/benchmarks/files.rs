//! The tables of a benchmark as files.

use axum::extract::Query;
use holdfast_reference::AuthorityNumber;

use super::answer::Beside;
use super::asked::Asked;
use super::charts::day;
use crate::error::PageError;
use crate::here::{Here, unavailable};
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};

type Pairs = Vec<(String, String)>;

/// The years of all peers.
pub(crate) async fn years(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let (asked, beside, releases) = read(&here, query).await?;
    let mut sheets = vec![beside.sheet(), beside.strip_sheet(&releases)];
    sheets.extend(beside.field(&releases).map(|field| field.sheet()));
    file(&here, kind, &name(&asked, "years"), day(&beside), &sheets)
}

/// All authorities of the latest year.
pub(crate) async fn distribution(here: Here, Query(query): Query<Pairs>) -> Page {
    let (asked, beside, releases) = read(&here, query).await?;
    let sheets = [beside.strip_sheet(&releases)];
    let name = name(&asked, "all-authorities");
    file(&here, FileKind::Csv, &name, day(&beside), &sheets)
}

/// All authorities of the latest year with their sizes.
pub(crate) async fn funnel(here: Here, Query(query): Query<Pairs>) -> Page {
    let (asked, beside, releases) = read(&here, query).await?;
    let field = beside.field(&releases).ok_or(PageError::BadRequest {
        reason: "This measure has no funnel plot. Go back and choose another measure.".to_owned(),
    })?;
    let name = name(&asked, "against-size");
    file(&here, FileKind::Csv, &name, day(&beside), &[field.sheet()])
}

fn name(asked: &Asked, what: &str) -> String {
    format!("{}-{what}", asked.measure.key())
}

async fn read(
    here: &Here,
    query: Pairs,
) -> Result<(Asked, Beside, holdfast_reference::Releases), PageError> {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let asked = Asked::read(query, AuthorityNumber::of(&here.workforce), &releases);
    let problem = asked.answers.problems().first();
    let refused = |reason: String| PageError::BadRequest { reason };
    if let Some(problem) = problem {
        return Err(refused(format!(
            "{}. Go back and correct it.",
            problem.message
        )));
    }
    let beside = Beside::of(&asked, &releases);
    let beside = beside.ok_or_else(|| refused("Choose an authority first.".to_owned()))?;
    Ok((asked, beside, releases))
}
