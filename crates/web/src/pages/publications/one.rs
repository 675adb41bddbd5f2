//! The figures of a month as they were published, and beside them what was
//! restated since.

use askama::Template;
use axum::extract::Path;
use holdfast_measures::publication::{Frozen, Publication};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{self, Kind};
use serde::Deserialize;

use super::list::{month, read, scorecard};
use super::new::{FrozenView, measure_of};
use super::restated::{ChangeView, RestatedView, Restatement, restatement};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
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
    peers: String,
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
    page(&One {
        frame: here.frame(Some(Section::Scorecard)),
        trail: vec![
            scorecard(&here),
            Link::new(address::publications(&here.authority), "Publications"),
        ],
        title: format!("Published: {}", month(publication.at)),
        caption: format!("{}, {}", publication.service.label(), publication.title),
        sentence: sentence(&figures),
        published: format!(
            "Published on {}{}, from the council’s records after change {}. What was published stays as it was.",
            in_words(record.on),
            since.map_or_else(String::new, |seq| format!(" by change {seq}")),
            publication.as_of,
        ),
        groups: groups(&here, &publication, &figures),
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

fn sentence(restated: &[RestatedView]) -> String {
    let values = restated.iter().filter(|it| it.published != it.now).count();
    match (restated.len(), values) {
        (0, _) => {
            "Nothing was restated since: the records still give every figure as it was published."
                .to_owned()
        }
        (1, _) => "One figure was restated since: the records of now give it otherwise.".to_owned(),
        (all, values) => format!(
            "{all} figures were restated since: the records of now give {values} of them another value, and the others other rows."
        ),
    }
}

fn groups(here: &Here, publication: &Publication, restated: &[RestatedView]) -> Vec<GroupView> {
    let view = |group: &str, frozen: &Frozen| {
        let found = restated.iter().find(|it| it.measure == frozen.measure);
        FigureView::of(
            here,
            publication,
            FrozenView::of(group, frozen),
            frozen,
            found,
        )
    };
    let mut groups: Vec<GroupView> = Vec::new();
    for group in &publication.groups {
        let figures = group.measures.iter();
        let figures = figures.filter_map(|key| publication.figure(key));
        groups.push(GroupView {
            title: group.title.clone(),
            rows: figures.map(|frozen| view(&group.title, frozen)).collect(),
        });
    }
    let is_on_card = |frozen: &&Frozen| {
        let mut keys = publication.groups.iter().flat_map(|group| &group.measures);
        keys.any(|key| *key == frozen.measure)
    };
    let others = publication.figures.iter().filter(|it| !is_on_card(it));
    groups.push(GroupView {
        title: "Other measures".to_owned(),
        rows: others.map(|frozen| view("", frozen)).collect(),
    });
    groups
}

impl FigureView {
    fn of(
        here: &Here,
        publication: &Publication,
        view: FrozenView,
        frozen: &Frozen,
        restated: Option<&RestatedView>,
    ) -> Self {
        let measure = measure_of(&frozen.measure);
        let service = Some(publication.service);
        let peers = frozen.peers.iter().map(|it| match &it.release {
            Some(release) => format!("{} {} (release {release})", it.name, it.value),
            None => format!("{} {}", it.name, it.value),
        });
        Self {
            href: measure.map(|it| address::figure(&here.authority, it, publication.at, service)),
            now: restated.map_or_else(|| view.value.clone(), |it| it.now.clone()),
            what: match restated {
                None => "As published",
                Some(it) if it.published == it.now => "Other rows, same value",
                Some(_) => "Restated",
            },
            peers: peers.collect::<Vec<_>>().join("; "),
            frozen: view,
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
