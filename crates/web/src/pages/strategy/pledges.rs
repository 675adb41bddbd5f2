//! Pledges and practice standards, with who acknowledged them by team.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::pledges_sheet;
use holdfast_measures::strategy::{PledgeState, pledges as pledges_at};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::PledgeSort;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::Kind;

use super::asked::Asked;
use super::{add, beside};
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/strategy/pledges.html")]
struct PledgesPage {
    frame: Frame,
    title: String,
    answer: String,
    beside: Vec<Link>,
    add: Vec<Link>,
    asked: Asked,
    groups: Vec<Group>,
    downloads: Downloads,
}

/// The pledges of one sort.
struct Group {
    id: &'static str,
    title: &'static str,
    rows: Vec<PledgeRow>,
}

struct PledgeRow {
    name: String,
    href: String,
    acknowledge: String,
    holds: bool,
    share: String,
    percent: usize,
    teams: Vec<(String, String)>,
}

/// Shows the page.
pub(crate) async fn pledges(here: Here, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here);
    let states = pledges_at(&here.workforce, asked.at);
    let path = address::strategy_pledges(&here.authority);
    let view = PledgesPage {
        frame: here.frame(Some(Section::Strategy)),
        title: format!("Pledges and practice standards on {}", in_words(asked.at)),
        answer: answer(&states),
        beside: beside(&here),
        add: vec![
            add(
                &here,
                Kind::Acknowledgement,
                "Record an acknowledgement",
                [(
                    "date",
                    Some(crate::pages::establishment::filters::slashed(
                        here.app.today(),
                    )),
                )],
            ),
            add(&here, Kind::Pledge, "Add a pledge or standard", []),
        ],
        groups: groups(&here, &states),
        downloads: Downloads::of(&path, |path| asked.address(path)),
        asked,
    };
    form_page(&view.asked.answers, &view)
}

fn answer(states: &[PledgeState<'_>]) -> String {
    let holding: Vec<_> = states.iter().filter(|it| it.holds).collect();
    let least = holding
        .iter()
        .filter(|it| it.expected > 0)
        .min_by_key(|it| it.acknowledged * 1_000 / it.expected);
    let pledges = counted(
        holding.len(),
        "pledge or standard holds",
        "pledges and standards hold",
    );
    match least {
        None if holding.is_empty() => "No pledge or practice standard is recorded yet.".to_owned(),
        None => format!("{pledges}; nobody is recorded whom they are for."),
        Some(least) => format!(
            "{pledges}. Least acknowledged is {}: by {}.",
            least.pledge.reference,
            least.in_words()
        ),
    }
}

fn groups(here: &Here, states: &[PledgeState<'_>]) -> Vec<Group> {
    let group = |sort: &PledgeSort| Group {
        id: sort.code(),
        title: match sort {
            PledgeSort::Council => "What the council pledges",
            PledgeSort::Staff => "What staff pledge",
            PledgeSort::Standard => "Practice standards",
        },
        rows: states
            .iter()
            .filter(|it| it.pledge.sort == *sort)
            .map(|it| row(here, it))
            .collect(),
    };
    let groups = PledgeSort::ALL.iter().map(group);
    groups.filter(|it| !it.rows.is_empty()).collect()
}

fn row(here: &Here, state: &PledgeState<'_>) -> PledgeRow {
    let pledge = state.pledge;
    let today = crate::pages::establishment::filters::slashed(here.app.today());
    let about = [
        ("pledge", Some(pledge.id.to_string())),
        ("date", Some(today)),
    ];
    PledgeRow {
        name: format!("{} {}", pledge.reference, pledge.text),
        href: address::correct(&here.authority, Kind::Pledge, pledge.id),
        acknowledge: add(here, Kind::Acknowledgement, "", about).href,
        holds: state.holds,
        share: state.in_words(),
        percent: match state.expected {
            0 => 0,
            expected => state.acknowledged * 100 / expected,
        },
        teams: state
            .teams
            .iter()
            .map(|it| (it.label.clone(), it.in_words()))
            .collect(),
    }
}

/// The same as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here).readable()?;
    let states = pledges_at(&here.workforce, asked.at);
    let sheet = pledges_sheet(&states, asked.at);
    download::file(&here, kind, "pledges", asked.at, &[sheet])
}
