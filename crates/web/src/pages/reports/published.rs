//! A published report: as it was read, with what its references print now.

use askama::Template;
use axum::extract::Path;
use holdfast_document::html_body;
use holdfast_paper::Printed;
use holdfast_paper::publish::Restated;
use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;
use serde::Deserialize;

use super::desk::{Desk, beside, published as found, reports};
use super::list::downloads;
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

/// The published report that an address names.
#[derive(Deserialize)]
pub(crate) struct Which {
    reference: String,
}

#[derive(Template)]
#[template(path = "pages/reports/published.html")]
struct Published {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    answer: String,
    draft: Option<Link>,
    agreements: Vec<[String; 3]>,
    downloads: Vec<Link>,
    restated: Vec<Row>,
    figures: Vec<[String; 2]>,
    fingerprint: String,
    body: String,
}

/// What a reference printed and what it would print now.
struct Row {
    reference: String,
    was: Vec<String>,
    is: Vec<String>,
}

/// Shows the page.
pub(crate) async fn published(here: Here, Path(which): Path<Which>) -> Page {
    let (record, frozen) = found(&here, &which.reference)?;
    let desk = Desk::of(&here).await?;
    let kept = frozen.clone();
    let restated = beside(move || kept.restated(desk.grounds())).await?;
    let drafts = here.workforce.papers();
    let path = address::published_report(&here.authority, &record.reference);
    page(&Published {
        frame: here.frame(Some(Section::Reports)),
        trail: vec![reports(&here)],
        caption: format!(
            "Version {}, published on {}",
            frozen.version,
            in_words(record.on)
        ),
        answer: answer(&restated, frozen.printed.len()),
        draft: drafts.by_reference(&frozen.paper).map(|it| {
            let href = address::report(&here.authority, &it.reference);
            Link::new(href, "The report as it is written now")
        }),
        agreements: frozen
            .agreements
            .iter()
            .map(|it| [it.office.clone(), it.by.clone(), in_words(it.on)])
            .collect(),
        downloads: downloads(&path),
        restated: restated.iter().map(Row::of).collect(),
        figures: frozen.printed.iter().map(figure).collect(),
        fingerprint: frozen.fingerprint.clone(),
        body: html_body(&frozen.document, 2),
        title: frozen.document.title,
    })
}

fn answer(restated: &[Restated], all: usize) -> String {
    let all = counted(all, "reference", "references");
    match restated.len() {
        0 => format!("All {all} print the same now as when it was published."),
        count => format!("{count} of {all} would print something else now."),
    }
}

fn figure(printed: &Printed) -> [String; 2] {
    let first = printed.printed.lines().next().unwrap_or_default();
    [printed.reference.clone(), first.to_owned()]
}

impl Row {
    /// Of a table only the lines that differ.
    fn of(restated: &Restated) -> Self {
        let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
        let was = lines(&restated.was);
        let is = restated.is.as_deref().map(lines);
        let is = is.unwrap_or_else(|| vec!["The records no longer answer it".to_owned()]);
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these
                .iter()
                .filter(|it| !those.contains(it))
                .cloned()
                .collect()
        };
        Self {
            reference: restated.reference.clone(),
            was: only(&was, &is),
            is: only(&is, &was),
        }
    }
}
