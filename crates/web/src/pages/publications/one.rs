//! The figures of a month as they were published, and beside them what was
//! restated since.

use askama::Template;
use axum::extract::Path;
use holdfast_measures::publication::{Frozen, Publication};
use holdfast_measures::scorecard::Words;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{self, Kind};
use serde::Deserialize;

use super::frozen::{FrozenGroupView, FrozenView, on_the_card, others};
use super::list::{month, read, scorecard};
use super::restated::{ChangeView, RestatedView, Restatement, restatement};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::format::NO_VALUE;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::scorecard::notes::Notes;
use crate::pages::{Page, page};

/// Which publication.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// What it is called.
    pub(crate) reference: String,
}

#[derive(Template)]
#[template(path = "pages/publications/one.html")]
struct One {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    sentence: String,
    published: String,
    groups: Vec<GroupView>,
    notes: Vec<String>,
    words: Vec<Words>,
    has_targets: bool,
    has_peers: bool,
    columns: usize,
    restated: Vec<RestatedView>,
    changes: Vec<ChangeView>,
    definitions: Vec<DefinitionView>,
    downloads: Downloads,
}

/// A group of the scorecard, or all other measures.
struct GroupView {
    title: String,
    rows: Vec<FigureView>,
}

/// A figure as it was published, beside what the records give now.
struct FigureView {
    frozen: FrozenView,
    href: Option<String>,
    now: String,
    what: &'static str,
}

/// How a figure was defined when it was published.
struct DefinitionView {
    label: String,
    definition: String,
    formula: String,
    parts: String,
    source: String,
    fingerprint: String,
}

/// Shows the page.
pub(crate) async fn one(here: Here, Path(which): Path<Which>) -> Page {
    let (record, publication) = find(&here, &which.reference)?;
    let Restatement { figures, changes } = restatement(&here, &publication).await?;
    let path = address::publication(&here.authority, &record.reference);
    let since = here.workforce.since(Kind::Publication, record.id.into());
    let mut notes = Notes::default();
    let groups = groups(&here, &publication, &figures, &mut notes);
    let has_targets = publication.figures.iter().any(|it| it.target.is_some());
    let has_peers = publication.figures.iter().any(|it| !it.peers.is_empty());
    page(&One {
        frame: here.frame(Some(Section::Scorecard)),
        trail: vec![
            scorecard(&here),
            Link::new(address::publications(&here.authority), "Publications"),
        ],
        title: format!("Published: {}", month(publication.at)),
        caption: format!("{}, {}", publication.service.label(), publication.title),
        sentence: sentence(&figures, publication.no_longer_defined().len()),
        published: format!(
            "Published on {}{}, from the council’s records after change {}. What was published stays as it was.",
            in_words(record.on),
            since.map_or_else(String::new, |seq| format!(" by change {seq}")),
            publication.as_of,
        ),
        columns: 4 + usize::from(has_targets) + usize::from(has_peers),
        has_targets,
        has_peers,
        groups,
        notes: notes.texts().to_vec(),
        words: publication.words.clone(),
        definitions: publication.figures.iter().map(DefinitionView::of).collect(),
        restated: figures,
        changes,
        downloads: Downloads::of(&format!("{path}/figures"), str::to_owned),
    })
}

/// The publication that an address names.
pub(crate) fn find(
    here: &Here,
    reference: &str,
) -> Result<(record::Publication, Publication), PageError> {
    let found = here.workforce.publications().by_reference(reference);
    let record = found.ok_or_else(|| PageError::NoSuchRecord {
        kind: "publication",
        reference: reference.to_owned(),
        list: Link::new(
            address::publications(&here.authority),
            "See all publications",
        ),
    })?;
    Ok((record.clone(), read(record)?))
}

fn sentence(restated: &[RestatedView], undefined: usize) -> String {
    let values = restated.iter().filter(|it| it.published != it.now).count();
    let since = match (restated.len(), values) {
        (0, _) if undefined > 0 => {
            "Nothing that can be computed anew was restated since.".to_owned()
        }
        (0, _) => {
            "Nothing was restated since: the records still give every figure as it was published."
                .to_owned()
        }
        (1, _) => "One figure was restated since: the records of now give it otherwise.".to_owned(),
        (all, values) => format!(
            "{all} figures were restated since: the records of now give {values} of them another value, and the others other rows."
        ),
    };
    let undefined = match undefined {
        0 => "",
        1 => " One measure is no longer defined; its figure stays as it was published.",
        _ => " Some measures are no longer defined; their figures stay as they were published.",
    };
    since + undefined
}

fn groups(
    here: &Here,
    publication: &Publication,
    restated: &[RestatedView],
    notes: &mut Notes,
) -> Vec<GroupView> {
    let mut frozen = on_the_card(publication, notes);
    frozen.push(others(publication, notes));
    let view = |it: FrozenView| {
        let found = restated.iter().find(|other| other.measure == it.measure);
        FigureView::of(here, publication, it, found)
    };
    let group = |group: FrozenGroupView| GroupView {
        title: group.title,
        rows: group.rows.into_iter().map(view).collect(),
    };
    frozen.into_iter().map(group).collect()
}

impl FigureView {
    fn of(
        here: &Here,
        publication: &Publication,
        frozen: FrozenView,
        restated: Option<&RestatedView>,
    ) -> Self {
        let undefined = publication.no_longer_defined();
        let is_defined = undefined.iter().all(|it| it.measure != frozen.measure);
        let measure = frozen.measure.parse().ok().filter(|_| is_defined);
        let service = Some(publication.service);
        Self {
            href: measure.map(|it| address::figure(&here.authority, it, publication.at, service)),
            now: match restated {
                Some(it) => it.now.clone(),
                None if is_defined => frozen.value.text.clone(),
                None => NO_VALUE.to_owned(),
            },
            what: match restated {
                None if is_defined => "As published",
                None => "No longer defined",
                Some(it) if it.published == it.now => "Other rows, same value",
                Some(_) => "Restated",
            },
            frozen,
        }
    }
}

impl DefinitionView {
    fn of(frozen: &Frozen) -> Self {
        let parts = frozen.parts.iter();
        let parts = parts.map(|(name, amount)| format!("{name}: {amount}"));
        Self {
            label: frozen.label.clone(),
            definition: frozen.definition.clone(),
            formula: frozen.formula.clone(),
            parts: parts.collect::<Vec<_>>().join("; "),
            source: frozen.source.clone(),
            fingerprint: frozen.fingerprint.chars().take(12).collect(),
        }
    }
}
