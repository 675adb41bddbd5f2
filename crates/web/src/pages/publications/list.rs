//! The months whose figures were published.

use askama::Template;
use holdfast_measures::publication::Publication;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{self, Kind};

use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/publications/list.html")]
struct Publications {
    frame: Frame,
    trail: Vec<Link>,
    rows: Vec<Row>,
    add: String,
}

struct Row {
    month: String,
    href: String,
    title: String,
    service: &'static str,
    on: String,
    change: Option<Link>,
}

/// Shows the page.
pub(crate) async fn publications(here: Here) -> Page {
    let mut all = Vec::new();
    for record in here.workforce.publications().iter() {
        all.push((record, read(record)?));
    }
    all.sort_by_key(|(_, it)| std::cmp::Reverse((it.at, it.service)));
    page(&Publications {
        frame: here.frame(Some(Section::Scorecard)),
        trail: vec![scorecard(&here)],
        rows: all
            .iter()
            .map(|(record, it)| Row::of(&here, record, it))
            .collect(),
        add: address::new_publication(&here.authority),
    })
}

/// The way back to the scorecard.
pub(crate) fn scorecard(here: &Here) -> Link {
    Link::new(address::scorecard(&here.authority), "Scorecard")
}

/// Reads what was published.
pub(crate) fn read(record: &record::Publication) -> Result<Publication, PageError> {
    Publication::read(&record.text).map_err(|error| PageError::Internal(error.into()))
}

/// A month in words: `August 2026`.
pub(crate) fn month(at: jiff::civil::Date) -> String {
    at.strftime("%B %Y").to_string()
}

impl Row {
    fn of(here: &Here, record: &record::Publication, it: &Publication) -> Self {
        let since = here.workforce.since(Kind::Publication, record.id.into());
        Self {
            month: month(it.at),
            href: address::publication(&here.authority, &record.reference),
            title: it.title.clone(),
            service: it.service.label(),
            on: in_words(record.on),
            change: since.map(|seq| {
                let href = address::change(&here.authority, seq);
                Link::new(href, format!("Change {seq}"))
            }),
        }
    }
}
