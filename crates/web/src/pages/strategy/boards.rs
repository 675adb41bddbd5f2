//! Boards, and what their members asked: what is overdue first.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::requests_sheet;
use holdfast_measures::strategy::{RequestStanding, RequestState, requests};
use holdfast_workforce::amount::counted;
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
#[template(path = "pages/strategy/boards.html")]
struct BoardsPage {
    frame: Frame,
    title: String,
    answer: String,
    beside: Vec<Link>,
    add: Vec<Link>,
    asked: Asked,
    requests: Vec<RequestRow>,
    boards: Vec<BoardRow>,
    downloads: Downloads,
}

struct RequestRow {
    question: String,
    href: String,
    status: &'static str,
    colour: &'static str,
    reason: String,
    board: String,
    by: String,
    answer: String,
    item: Option<Link>,
}

struct BoardRow {
    name: String,
    href: String,
    chair: String,
    purpose: String,
    meets: String,
    open: usize,
}

/// Shows the page.
pub(crate) async fn boards(here: Here, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here);
    let states = requests(&here.workforce, asked.at);
    let path = address::strategy_boards(&here.authority);
    let view = BoardsPage {
        frame: here.frame(Some(Section::Strategy)),
        title: format!("Member requests on {}", in_words(asked.at)),
        answer: answer(&states),
        beside: beside(&here),
        add: vec![
            add(&here, Kind::MemberRequest, "Add a request", []),
            add(&here, Kind::Board, "Add a board", []),
        ],
        requests: states.iter().map(|it| request_row(&here, it)).collect(),
        boards: board_rows(&here, &states),
        downloads: Downloads::of(&path, |path| asked.address(path)),
        asked,
    };
    form_page(&view.asked.answers, &view)
}

fn answer(states: &[RequestState<'_>]) -> String {
    let count = |standing| states.iter().filter(|it| it.standing == standing).count();
    let overdue = count(RequestStanding::Overdue);
    let waiting = count(RequestStanding::Waiting) + count(RequestStanding::DueSoon);
    match states.len() {
        0 => "No member has asked for anything yet.".to_owned(),
        all => format!(
            "Of {}, {overdue} overdue, {waiting} not due yet, {} answered.",
            counted(all, "request", "requests"),
            count(RequestStanding::Answered)
        ),
    }
}

fn request_row(here: &Here, state: &RequestState<'_>) -> RequestRow {
    let it = state.request;
    let item = it
        .item
        .and_then(|id| here.workforce.strategy_items().get(id));
    let answer = it.answer.clone().filter(|_| state.answered().is_some());
    RequestRow {
        question: it.question.clone(),
        href: address::correct(&here.authority, Kind::MemberRequest, it.id),
        status: state.standing.label(),
        colour: match state.standing {
            RequestStanding::Overdue => "red",
            RequestStanding::DueSoon => "yellow",
            RequestStanding::Waiting => "grey",
            RequestStanding::Answered => "teal",
        },
        reason: state.reason(),
        board: state.board.map(|it| it.name.clone()).unwrap_or_default(),
        by: format!("{}, {}", it.asked_by, in_words(it.asked_on)),
        answer: answer.unwrap_or_default(),
        item: item.map(|it| {
            let href = address::strategy_item(&here.authority, it.id);
            Link::new(href, format!("{} {}", it.reference, it.title))
        }),
    }
}

fn board_rows(here: &Here, states: &[RequestState<'_>]) -> Vec<BoardRow> {
    let mut boards: Vec<_> = here.workforce.boards().iter().collect();
    boards.sort_by(|one, other| one.name.cmp(&other.name));
    let open = |id| {
        let of_board = states.iter().filter(|it| it.request.board == id);
        of_board
            .filter(|it| it.standing != RequestStanding::Answered)
            .count()
    };
    let row = |it: &holdfast_workforce::record::Board| BoardRow {
        name: it.name.clone(),
        href: address::correct(&here.authority, Kind::Board, it.id),
        chair: it.chair.clone().unwrap_or_default(),
        purpose: it.purpose.clone().unwrap_or_default(),
        meets: it.meets.clone().unwrap_or_default(),
        open: open(it.id),
    };
    boards.into_iter().map(row).collect()
}

/// The requests as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(query, &here).readable()?;
    let states = requests(&here.workforce, asked.at);
    let sheet = requests_sheet(&here.workforce, &states, asked.at);
    download::file(&here, kind, "member-requests", asked.at, &[sheet])
}
