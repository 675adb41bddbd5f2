//! What an upload would change and what is wrong with it, and the import.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use holdfast_import::{AuthorityOutcome, Deed, Outcome};
use holdfast_intake::Problem;
use holdfast_store::Upload;
use serde::Deserialize;

use super::bring::{self, bring};
use super::desk::Desk;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::format::count;
use crate::frame::Frame;
use crate::pages::{Page, form_page};

/// How many sentences of each kind are on the page; the download has all.
const TOLD: usize = 500;

/// How many problems are on the page; the download has all.
const SHOWN: usize = 200;

/// Which upload, at which authority.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// The upload.
    pub(crate) upload: String,
}

/// How the upload is read.
#[derive(Deserialize)]
pub(crate) struct Reading {
    /// The name of a mapping profile, or nothing.
    #[serde(default)]
    pub(crate) profile: String,
}

#[derive(Template)]
#[template(path = "pages/imports/check.html")]
struct Check {
    frame: Frame,
    answers: Answers,
    trail: Vec<Link>,
    imports: String,
    address: String,
    name: String,
    profile: String,
    profiles: Vec<Choice>,
    authorities: Vec<AuthorityOutcome>,
    elsewhere: Vec<String>,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    error_count: usize,
    warning_count: usize,
    records: usize,
}

/// Shows what the import would change.
pub(crate) async fn check(
    desk: Desk,
    Path(which): Path<Which>,
    Query(reading): Query<Reading>,
) -> Page {
    let upload = bring::upload(&desk, &which.upload).await?;
    let answers = Answers::default().with("profile", &reading.profile);
    let profile = bring::profile(&desk, &reading.profile)?;
    let kept = Kept::of(&upload);
    let outcome = bring(&desk, upload, profile, Deed::Try, TOLD).await?;
    show(&desk, kept, outcome, answers)
}

/// Makes the import, planned anew on the records as they now are.
pub(crate) async fn confirm(desk: Desk, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let upload = bring::upload(&desk, &which.upload).await?;
    let profile = bring::profile(&desk, answers.text("profile"))?;
    let kept = Kept::of(&upload);
    let tried = bring(&desk, upload.clone(), profile.clone(), Deed::Try, TOLD).await?;
    let elsewhere = other_authorities(&desk, &tried);
    if !elsewhere.is_empty() && !answers.has_chosen("elsewhere", "yes") {
        let names = elsewhere.join(", ");
        answers.reject(
            "elsewhere",
            format!("Confirm that the import goes to {names}"),
        );
    }
    if tried.is_refused() || !answers.are_clear() {
        return show(&desk, kept, tried, answers);
    }
    let outcome = bring(&desk, upload, profile, Deed::Make, TOLD).await?;
    match made(&desk, &outcome) {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => show(&desk, kept, outcome, answers),
    }
}

/// What is remembered of an upload once it is read.
struct Kept {
    id: String,
    name: String,
}

impl Kept {
    fn of(upload: &Upload) -> Self {
        Self {
            id: upload.id.to_string(),
            name: upload.name.clone(),
        }
    }
}

/// The page of the change that was made.
fn made(desk: &Desk, outcome: &Outcome) -> Option<String> {
    let seq = outcome.change?;
    let written = outcome.authorities.iter().filter(|it| it.records > 0);
    let references: Vec<_> = written.map(|it| it.reference.as_str()).collect();
    let mine = desk
        .here
        .as_ref()
        .map(|here| here.authority.reference.as_str());
    let reference = mine
        .filter(|mine| references.contains(mine))
        .or_else(|| references.first().copied())?;
    Some(format!(
        "/{}/changes/{seq}?done=import",
        address::segment(reference)
    ))
}

/// The authorities that the package goes to besides the page's own.
fn other_authorities(desk: &Desk, outcome: &Outcome) -> Vec<String> {
    let Some(mine) = desk.authority() else {
        return Vec::new();
    };
    let others = outcome.authorities.iter().filter(|it| it.id != mine);
    others.map(|it| it.name.clone()).collect()
}

fn show(desk: &Desk, upload: Kept, outcome: Outcome, answers: Answers) -> Page {
    let (errors, warnings): (Vec<_>, Vec<_>) = outcome
        .problems
        .iter()
        .cloned()
        .partition(Problem::is_error);
    let profile = answers.text("profile").to_owned();
    let page = Check {
        frame: desk.frame(),
        trail: desk.trail(),
        imports: desk.imports(),
        address: address::upload(&desk.imports(), &upload.id),
        name: upload.name,
        profile,
        profiles: desk.profiles(),
        elsewhere: other_authorities(desk, &outcome),
        error_count: errors.len(),
        warning_count: warnings.len(),
        errors: errors.into_iter().take(SHOWN).collect(),
        warnings: warnings.into_iter().take(SHOWN).collect(),
        records: outcome.records(),
        authorities: outcome.authorities,
        answers,
    };
    form_page(&page.answers, &page)
}

impl Check {
    fn is_refused(&self) -> bool {
        self.error_count > 0
    }

    /// The address of a download.
    fn download(&self, what: &str) -> String {
        let pairs = [("profile", Some(self.profile.clone()))];
        address::with_query(&format!("{}/{what}.csv", self.address), pairs)
    }

    /// What the button says.
    fn confirmation(&self) -> String {
        match self.records {
            1 => "Import 1 record".to_owned(),
            records => format!("Import {} records", count(records)),
        }
    }

    /// The title of the page: the answer first.
    fn heading(&self) -> String {
        if self.is_refused() {
            let errors = match self.error_count {
                1 => "1 error".to_owned(),
                errors => format!("{} errors", count(errors)),
            };
            return format!("{errors} to mend before this can be imported");
        }
        match self.records {
            0 => "Nothing would change".to_owned(),
            1 => "1 record would be written".to_owned(),
            records => format!("{} records would be written", count(records)),
        }
    }
}
