//! The items of the strategy at a date: how they stand, the proposals with cost
//! and decision, the risks with their rating.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::strategy_sheet;
use holdfast_measures::strategy::{ItemState, Standing, items, summary};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::pounds;
use holdfast_workforce::codes::StrategySort;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::Kind;

use super::asked::{Asked, Offered};
use super::{add, beside, colour};
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, Downloads, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::record::recorded::Recorded;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/strategy/list.html")]
struct StrategyPage {
    frame: Frame,
    recorded: Option<String>,
    title: String,
    answer: String,
    risks_told: String,
    beside: Vec<Link>,
    add: Vec<Link>,
    asked: Asked,
    offered: Offered,
    clear: String,
    is_empty: bool,
    work: Vec<ItemRow>,
    proposals: Vec<ItemRow>,
    risks: Vec<ItemRow>,
    downloads: Downloads,
}

/// An item in a table.
pub(crate) struct ItemRow {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) class: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) status: &'static str,
    pub(crate) colour: &'static str,
    pub(crate) reason: String,
    pub(crate) owner: String,
    pub(crate) due: String,
    pub(crate) cost: String,
    pub(crate) decision: String,
    pub(crate) serves: String,
    score: u32,
}

impl ItemRow {
    /// The row of an item; `depth` says how far it stands in.
    pub(crate) fn of(here: &Here, state: &ItemState<'_>, depth: usize) -> Self {
        let item = state.item;
        let parent = item.parent;
        let parent = parent.and_then(|it| here.workforce.strategy_items().get(it));
        let decision = item.decision.map(|it| match item.decided_on {
            Some(day) => format!("{}, {}", it.label(), in_words(day)),
            None => it.label().to_owned(),
        });
        Self {
            name: format!("{} {}", item.reference, item.title),
            href: address::strategy_item(&here.authority, item.id),
            class: match depth {
                0 => "",
                1 => "holdfast-table__within",
                _ => "holdfast-table__within-two",
            },
            sort: item.sort.label(),
            status: state.standing.label(),
            colour: colour(state.standing),
            reason: state.reason.clone(),
            owner: item.owner.clone().unwrap_or_default(),
            due: item.due.map(in_words).unwrap_or_default(),
            cost: item
                .cost
                .map(|it| pounds(it.rounded(2).trim_end_matches(".00")))
                .unwrap_or_default(),
            decision: decision.unwrap_or_else(|| "None yet".to_owned()),
            serves: parent
                .map(|it| format!("{} {}", it.reference, it.title))
                .unwrap_or_default(),
            score: state.rating.map_or(0, |it| it.score()),
        }
    }
}

/// Shows the page.
pub(crate) async fn strategy(
    here: Here,
    Recorded(recorded): Recorded,
    Query(query): Query<Pairs>,
) -> Page {
    let asked = Asked::read(query, &here);
    let states = items(&here.workforce, asked.at);
    let summary = summary(&states);
    let rows = |holds: fn(StrategySort) -> bool| -> Vec<ItemRow> {
        let wanted = states
            .iter()
            .filter(|it| holds(it.item.sort) && asked.wants(it));
        wanted
            .map(|it| {
                let depth = if asked.wants_all() { it.depth } else { 0 };
                ItemRow::of(&here, it, depth)
            })
            .collect()
    };
    let in_line = |mut rows: Vec<ItemRow>| {
        for row in &mut rows {
            row.class = "";
        }
        rows
    };
    let mut risks = in_line(rows(|it| it == StrategySort::Risk));
    risks.sort_by_key(|it| {
        let is_open = it.status == Standing::OpenRisk.label();
        (!is_open, std::cmp::Reverse(it.score))
    });
    let path = address::strategy(&here.authority);
    let view = StrategyPage {
        frame: here.frame(Some(Section::Strategy)),
        recorded,
        title: format!("Strategy on {}", in_words(asked.at)),
        answer: summary.in_words(),
        risks_told: match summary.open_risks {
            0 => String::new(),
            open => format!("{open} open, {} of them high.", summary.high_risks),
        },
        beside: beside(&here),
        add: vec![add(&here, Kind::StrategyItem, "Add an item", [])],
        offered: Offered::of(&states),
        is_empty: states.is_empty(),
        work: rows(|it| !matches!(it, StrategySort::Proposal | StrategySort::Risk)),
        proposals: in_line(rows(|it| it == StrategySort::Proposal)),
        risks,
        downloads: Downloads::of(&path, |path| asked.address(path)),
        clear: path,
        asked,
    };
    form_page(&view.asked.answers, &view)
}

/// The same as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here).readable()?;
    let mut states = items(&here.workforce, asked.at);
    states.retain(|it| asked.wants(it));
    let sheet = strategy_sheet(&here.workforce, &states, asked.at);
    download::file(&here, kind, "strategy", asked.at, &[sheet])
}
