//! The page of the scorecard.

use askama::Template;
use axum::extract::Query;
use holdfast_measures::Ledger;
use holdfast_measures::scorecard::{Card, Problem, Scorecard, Words, card};
use holdfast_reference::{AuthorityNumber, Releases};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::Kind;

use super::asked::{Asked, kept};
use super::rows::{GroupView, groups, sentence, short};
use crate::address;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/scorecard/page.html")]
struct Shown {
    frame: Frame,
    title: String,
    caption: String,
    asked: Asked,
    services: Vec<Choice>,
    problems: Vec<Problem>,
    found: Option<Found>,
    edit: String,
    publications: String,
    change: Option<Link>,
}

/// The card of a date.
struct Found {
    table: String,
    sentence: String,
    before: String,
    now: String,
    peers: Vec<String>,
    peers_note: String,
    groups: Vec<GroupView>,
    notes: Vec<String>,
    words: Vec<Words>,
    teams: String,
    benchmarks: Option<String>,
    columns: usize,
    has_targets: bool,
    downloads: Downloads,
}

/// Shows the page.
pub(crate) async fn scorecard(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let asked = Asked::read(query, &here.workforce, here.app.today());
    let scorecard = Scorecard::kept(&here.workforce, asked.service);
    let title = match &scorecard {
        Ok(scorecard) => scorecard.name.clone(),
        Err(_) => "Scorecard".to_owned(),
    };
    let (problems, found) = match scorecard {
        Ok(scorecard) => (
            Vec::new(),
            Some(Found::of(&here, &asked, &scorecard, &releases)?),
        ),
        Err(problems) => (problems, None),
    };
    let page = Shown {
        frame: here.frame(Some(Section::Scorecard)),
        title,
        caption: format!("{}, {}", asked.service.label(), in_words(asked.at)),
        services: services(),
        problems,
        found,
        edit: address::edit_scorecard(&here.authority, asked.service),
        publications: address::publications(&here.authority),
        change: arranged_by(&here, asked.service),
        asked,
    };
    form_page(&page.asked.answers, &page)
}

/// The services as choices.
pub(crate) fn services() -> Vec<Choice> {
    let all = Service::ALL.iter();
    all.map(|it| Choice::new(it.code(), it.label())).collect()
}

/// The change that arranged the scorecard, where it is the council’s own.
fn arranged_by(here: &Here, service: Service) -> Option<Link> {
    let kept = kept(&here.workforce, service)?;
    let since = here.workforce.since(Kind::Scorecard, kept.id.into())?;
    let href = address::change(&here.authority, since);
    Some(Link::new(href, format!("change {since}")))
}

/// The card of a date.
pub(crate) fn card_of(
    here: &Here,
    asked: &Asked,
    scorecard: &Scorecard,
    releases: &Releases,
) -> Card {
    let ledger = Ledger::new(&here.workforce, Some(asked.service));
    card(&ledger, releases, scorecard, asked.at)
}

impl Found {
    fn of(
        here: &Here,
        asked: &Asked,
        scorecard: &Scorecard,
        releases: &Releases,
    ) -> Result<Self, PageError> {
        let card = card_of(here, asked, scorecard, releases);
        let (groups, notes) = groups(&card, &here.authority, asked.service)?;
        let path = address::scorecard(&here.authority);
        let before = card.groups.iter().flat_map(|group| &group.rows).next();
        let own = AuthorityNumber::of(&here.workforce);
        let mut rows = card.groups.iter().flat_map(|group| &group.rows);
        let has_targets = rows.any(|row| row.target.is_some());
        Ok(Self {
            table: format!("{}, {}", scorecard.name, in_words(asked.at)),
            sentence: sentence(&card),
            before: before.map_or_else(String::new, |row| short(row.course.then.at)),
            now: short(asked.at),
            peers: card.peers.iter().map(|peer| peer.label()).collect(),
            peers_note: peers_note(&card, asked.service, own),
            columns: 5 + usize::from(has_targets) + card.peers.len(),
            has_targets,
            groups,
            notes: notes.texts().to_vec(),
            words: card.words,
            teams: address::measures_by_team(&here.authority, asked.at, asked.service),
            benchmarks: own.map(|_| address::benchmarks(&here.authority)),
            downloads: Downloads::of(&path, |path| asked.address(path)),
        })
    }
}

/// Of when the values of the peers are, or why there are none.
fn peers_note(card: &Card, service: Service, own: Option<AuthorityNumber>) -> String {
    match (card.peers.is_empty(), card.peers_year) {
        (false, Some(year)) if own.is_none() => format!(
            "England: the Department for Education’s figures of 30 September {year}, or of the year ending then. The region and neighbours stand beside it once the authority’s reference is its three-digit number at the Department for Education."
        ),
        (false, Some(year)) => format!(
            "England, region and neighbours: the Department for Education’s figures of 30 September {year}, or of the year ending then. Counts depend on an authority’s size, so only rates are set beside England and the region."
        ),
        (false, None) => "Nothing was published of others before this date.".to_owned(),
        (true, _) if service != Service::Children => {
            "The published statistics count children’s services only, so no other authority stands beside these figures.".to_owned()
        }
        (true, _) => "No other authority stands beside these figures.".to_owned(),
    }
}
