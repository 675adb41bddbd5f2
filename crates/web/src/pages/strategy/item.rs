//! One item of the strategy: how it stands and why, its parts, its measure, what
//! members asked about it, what audits it follows up, and who changed it.

use askama::Template;
use axum::extract::Query;
use holdfast_measures::strategy::{ItemState, RequestState, items, requests};
use holdfast_measures::{Ledger, Months, Scope};
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{RecordId, StrategyItemId};
use holdfast_workforce::record::{Kind, Record, StrategyItem};
use holdfast_workforce::story::differences;

use super::asked::Asked;
use super::list::ItemRow;
use super::{add, colour};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::measures::charts::course_chart;
use crate::pages::measures::filters::Filters;
use crate::pages::record::Named;
use crate::pages::record::history::{HistoryView, history};
use crate::pages::record::recorded::Recorded;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/strategy/item.html")]
struct ItemPage {
    frame: Frame,
    recorded: Option<String>,
    back: String,
    title: String,
    caption: String,
    status: &'static str,
    colour: &'static str,
    answer: String,
    forms: Vec<Link>,
    facts: Vec<(String, String)>,
    measure: Option<MeasureView>,
    parts: Vec<ItemRow>,
    requests: Vec<RequestRow>,
    audits: Vec<(String, String)>,
    history: Vec<HistoryView>,
}

struct MeasureView {
    link: Link,
    told: String,
    chart: String,
}

struct RequestRow {
    question: String,
    told: String,
}

/// Shows the page.
pub(crate) async fn item(
    here: Here,
    named: Named,
    Recorded(recorded): Recorded,
    Query(query): Query<Pairs>,
) -> Page {
    let asked = Asked::read(query, &here);
    let id = named.get("item").parse().ok();
    let states = items(&here.workforce, asked.at);
    let found = id.and_then(|id: StrategyItemId| states.iter().find(|it| it.item.id == id));
    let Some(state) = found else {
        return Err(PageError::NoSuchRecord {
            kind: "item of the strategy",
            reference: named.get("item").to_owned(),
            list: Link::new(address::strategy(&here.authority), "The strategy"),
        });
    };
    let item = state.item;
    let view = ItemPage {
        frame: here.frame(Some(Section::Strategy)),
        recorded,
        back: address::strategy(&here.authority),
        title: format!("{} {}", item.reference, item.title),
        caption: above(&here, item),
        status: state.standing.label(),
        colour: colour(state.standing),
        answer: format!("{}.", state.reason),
        forms: forms(&here, item),
        facts: facts(&here, item),
        measure: measure(&here, state, &asked)?,
        parts: states
            .iter()
            .filter(|it| it.item.parent == Some(item.id))
            .map(|it| ItemRow::of(&here, it, 0))
            .collect(),
        requests: requests(&here.workforce, asked.at)
            .iter()
            .filter(|it| it.request.item == Some(item.id))
            .map(request_row)
            .collect(),
        audits: audits(&here, item.id),
        history: history(&here, &[(Kind::StrategyItem, RecordId::from(item.id))]).await?,
    };
    form_page(&asked.answers, &view)
}

/// What the item is a part of, the nearest last.
fn above(here: &Here, item: &StrategyItem) -> String {
    let items = here.workforce.strategy_items();
    let parent = item.parent.and_then(|id| items.get(id));
    parent.map_or_else(String::new, |it| format!("{} {}", it.reference, it.title))
}

fn forms(here: &Here, item: &StrategyItem) -> Vec<Link> {
    let correct = address::correct(&here.authority, Kind::StrategyItem, item.id);
    let about = |name| [(name, Some(item.id.to_string()))];
    vec![
        Link::new(correct, "Change this item"),
        add(here, Kind::StrategyItem, "Add a part", about("parent")),
        add(here, Kind::MemberRequest, "Add a request", about("item")),
    ]
}

/// What is recorded of it; how it stands and what it is called are told above.
fn facts(here: &Here, item: &StrategyItem) -> Vec<(String, String)> {
    let record = Record::from(item.clone());
    let facts = differences(None, Some(&record), &here.workforce).into_iter();
    facts
        .filter(|it| {
            !matches!(
                &*it.field,
                "Number" | "Title" | "Part of" | "Place in lists"
            )
        })
        .map(|it| match &*it.field {
            "Measure" => (it.field, measure_label(&it.after)),
            _ => (it.field, it.after),
        })
        .collect()
}

fn measure_label(key: &str) -> String {
    let measure: Result<holdfast_measures::Measure, _> = key.parse();
    measure.map_or_else(|_| key.to_owned(), |it| it.label().to_owned())
}

fn measure(
    here: &Here,
    state: &ItemState<'_>,
    asked: &Asked,
) -> Result<Option<MeasureView>, PageError> {
    let Some(figure) = &state.figure else {
        return Ok(None);
    };
    let service = state.item.service;
    let ledger = Ledger::new(&here.workforce, service);
    let months = Months::of(&ledger, Scope::of(service), figure.at);
    let Some(course) = months.course(figure.measure) else {
        return Ok(None);
    };
    let target = state.target.as_ref();
    let target = target.map(|it| it.target.in_words(figure.measure));
    let told = match target {
        Some(target) => format!("{}. The target is {target}.", figure.in_words()),
        None => format!("{}. No target is set.", figure.in_words()),
    };
    let scope = Scope::of(service);
    let selected = Filters::plain(asked.at, scope).selected(&here.workforce);
    Ok(Some(MeasureView {
        link: Link::new(
            address::figure(&here.authority, figure.measure, figure.at, service),
            figure.measure.label(),
        ),
        told: format!(
            "{} on {}: {told}",
            figure.measure.label(),
            in_words(figure.at)
        ),
        chart: course_chart(&course, &selected)?.html,
    }))
}

fn request_row(state: &RequestState<'_>) -> RequestRow {
    RequestRow {
        question: state.request.question.clone(),
        told: format!("{}. {}.", state.request.asked_by, state.reason()),
    }
}

/// What audits that it follows up found, each with how often.
fn audits(here: &Here, id: StrategyItemId) -> Vec<(String, String)> {
    let mut found = std::collections::BTreeMap::new();
    for audit in here.workforce.practice_audits().linking(id) {
        let learning = audit.learning.clone().unwrap_or_default();
        *found
            .entry((audit.theme.clone(), learning))
            .or_insert(0usize) += 1;
    }
    let told = found.into_iter();
    told.map(|((theme, learning), number)| {
        let audits = holdfast_workforce::amount::counted(number, "audit", "audits");
        (format!("{theme}, {audits}"), learning)
    })
    .collect()
}
