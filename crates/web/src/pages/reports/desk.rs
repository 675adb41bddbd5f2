//! What the pages of reports share: the records that a report is composed from, and the report that
//! an address names.

use std::sync::Arc;

use holdfast_paper::form::Form;
use holdfast_paper::publish::Frozen;
use holdfast_paper::{Grounds, publish};
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use holdfast_workforce::record::{Paper, PublishedPaper};

use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::here::{Here, unavailable};

/// What reports of an authority are composed from.
#[derive(Clone)]
pub(crate) struct Desk {
    /// Its records.
    pub(crate) workforce: Arc<Workforce>,
    /// What is published.
    pub(crate) releases: Releases,
    site: String,
}

impl Desk {
    /// The desk of an authority.
    pub(crate) async fn of(here: &Here) -> Result<Self, PageError> {
        Ok(Self {
            workforce: Arc::clone(&here.workforce),
            releases: here.app.store().releases().await.map_err(unavailable)?,
            site: address::overview(&here.authority),
        })
    }

    /// What a report is answered from; its figures lead to their pages.
    pub(crate) fn grounds(&self) -> Grounds<'_> {
        Grounds {
            site: Some(&self.site),
            ..Grounds::of(&self.workforce, &self.releases)
        }
    }
}

/// Works something out beside the requests: composing takes the processor for a while.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, PageError> {
    let work = tokio::task::spawn_blocking(work).await;
    work.map_err(|error| PageError::Internal(error.into()))
}

/// The report of a name.
pub(crate) fn paper(here: &Here, reference: &str) -> Result<Paper, PageError> {
    let found = here.workforce.papers().by_reference(reference).cloned();
    found.ok_or_else(|| PageError::NoSuchRecord {
        kind: "report",
        reference: reference.to_owned(),
        list: reports(here),
    })
}

/// A published report by its name and version.
pub(crate) fn published<'h>(
    here: &'h Here,
    reference: &str,
) -> Result<(&'h PublishedPaper, Frozen), PageError> {
    let found = here.workforce.published_papers().by_reference(reference);
    let record = found.ok_or_else(|| PageError::NoSuchRecord {
        kind: "published report",
        reference: reference.to_owned(),
        list: reports(here),
    })?;
    let frozen = Frozen::read(&record.text).map_err(|error| PageError::Internal(error.into()))?;
    Ok((record, frozen))
}

/// The way back to all reports.
pub(crate) fn reports(here: &Here) -> Link {
    Link::new(address::reports(&here.authority), "Reports")
}

/// The title of a report, or its name where it has none that can be read.
pub(crate) fn title(paper: &Paper) -> String {
    match Form::of(&paper.text).main.title.trim() {
        "" => paper.reference.clone(),
        title => title.to_owned(),
    }
}

/// The version under which a wording and its figures were published.
pub(crate) fn version_of(workforce: &Workforce, paper: &Paper, fingerprint: &str) -> Option<u32> {
    let versions = publish::versions(workforce, &paper.reference);
    let found = versions
        .iter()
        .find(|(_, it)| it.fingerprint == fingerprint);
    found.map(|(_, it)| it.version)
}
