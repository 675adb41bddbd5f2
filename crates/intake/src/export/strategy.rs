//! The strategy as sheets and as JSON: its items with how they stand, what
//! members asked, who acknowledged what, and what audits say. Nobody who
//! acknowledged a pledge is named.

use holdfast_measures::Measure;
use holdfast_measures::strategy::{
    Audits, ItemState, PledgeState, QuarterCount, RequestState, Theme, summary,
};
use holdfast_workforce::codes::AuditMethod;
use holdfast_workforce::date::in_words;
use holdfast_workforce::{CodeSet, Workforce};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::figure::figure_json;
use super::{Cell, Column, ColumnKind, Sheet};

/// The items of the strategy at a date, each with how it stands and why.
pub fn strategy_sheet(workforce: &Workforce, states: &[ItemState<'_>], at: Date) -> Sheet {
    let mut columns: Vec<Column> = ["Number", "Sort", "Part of", "Title", "Status", "Why"]
        .map(Column::text)
        .into();
    columns.extend(["Owner", "Board", "Service", "Year"].map(Column::text));
    columns.extend(["From", "Due"].map(|it| Column::of(ColumnKind::Date, it)));
    columns.extend(["Progress", "Decision"].map(Column::text));
    columns.push(Column::of(ColumnKind::Date, "Decided on"));
    columns.push(Column::of(ColumnKind::Figure, "Cost, £"));
    columns.extend(["Risk", "Measure", "Figure", "Target", "Detail"].map(Column::text));
    Sheet {
        title: format!("Strategy on {}", in_words(at)),
        columns,
        rows: states.iter().map(|it| item_cells(workforce, it)).collect(),
        notes: vec![summary(states).in_words()],
    }
}

fn item_cells(workforce: &Workforce, state: &ItemState<'_>) -> Vec<Cell> {
    let item = state.item;
    let text = |text: &Option<String>| Cell::text(text.as_ref());
    let parent = item
        .parent
        .and_then(|it| workforce.strategy_items().get(it));
    let board = item.board.and_then(|it| workforce.boards().get(it));
    vec![
        Cell::Text(item.reference.clone()),
        Cell::Text(item.sort.label().to_owned()),
        Cell::text(parent.map(|it| it.reference.as_str())),
        Cell::Text(item.title.clone()),
        Cell::Text(state.standing.label().to_owned()),
        Cell::Text(state.reason.clone()),
        text(&item.owner),
        Cell::text(board.map(|it| it.name.as_str())),
        Cell::text(item.service.map(CodeSet::label)),
        text(&item.year),
        Cell::date(item.from),
        Cell::date(item.due),
        Cell::Text(item.progress.label().to_owned()),
        Cell::text(item.decision.map(CodeSet::label)),
        Cell::date(item.decided_on),
        item.cost
            .map_or(Cell::Empty, |it| Cell::Figure(it.rounded(2))),
        Cell::text(state.rating.map(|it| it.in_words(item))),
        Cell::text(measure(state).map(Measure::label)),
        Cell::text(state.figure.as_ref().map(|it| it.in_words())),
        Cell::text(target_in_words(state)),
        text(&item.detail),
    ]
}

fn measure(state: &ItemState<'_>) -> Option<Measure> {
    state.figure.as_ref().map(|it| it.measure)
}

fn target_in_words(state: &ItemState<'_>) -> Option<String> {
    let target = state.target.as_ref()?;
    Some(target.target.in_words(measure(state)?))
}

/// The items of the strategy as JSON with stable keys.
pub fn strategy_json(workforce: &Workforce, states: &[ItemState<'_>], at: Date) -> Value {
    let summary = summary(states);
    json!({
        "at": at,
        "answer": summary.in_words(),
        "items": states.iter().map(|it| item_json(workforce, it)).collect::<Value>(),
    })
}

fn item_json(workforce: &Workforce, state: &ItemState<'_>) -> Value {
    let item = state.item;
    let parent = item
        .parent
        .and_then(|it| workforce.strategy_items().get(it));
    let board = item.board.and_then(|it| workforce.boards().get(it));
    json!({
        "id": item.reference,
        "sort": item.sort,
        "parent": parent.map(|it| &it.reference),
        "title": item.title,
        "detail": item.detail,
        "status": state.standing.key(),
        "why": state.reason,
        "owner": item.owner,
        "board": board.map(|it| &it.reference),
        "service": item.service,
        "year": item.year,
        "from": item.from,
        "due": item.due,
        "progress": item.progress,
        "ended_on": item.ended_on,
        "decision": item.decision,
        "decided_on": item.decided_on,
        "cost": item.cost,
        "risk": state.rating.map(|it| json!({
            "likelihood": item.likelihood,
            "impact": item.impact,
            "score": it.score(),
            "rating": it.label(),
        })),
        "figure": state.figure.as_ref().map(figure_json),
        "baseline": item.baseline,
        "target": item.target,
        "target_in_words": target_in_words(state),
    })
}

/// What members asked, what is overdue first.
pub fn requests_sheet(workforce: &Workforce, states: &[RequestState<'_>], at: Date) -> Sheet {
    let mut columns: Vec<Column> = ["Number", "Board", "Status", "Why", "Asked by"]
        .map(Column::text)
        .into();
    columns.push(Column::of(ColumnKind::Date, "Asked on"));
    columns.push(Column::text("Question"));
    columns.extend(["Due", "Answered on"].map(|it| Column::of(ColumnKind::Date, it)));
    columns.extend(["Answer", "Strategy item"].map(Column::text));
    let cells = |state: &RequestState<'_>| {
        let it = state.request;
        let item = it.item.and_then(|it| workforce.strategy_items().get(it));
        let answer = it.answer.as_ref().filter(|_| state.answered().is_some());
        vec![
            Cell::Text(it.reference.clone()),
            Cell::text(state.board.map(|it| it.name.as_str())),
            Cell::Text(state.standing.label().to_owned()),
            Cell::Text(state.reason()),
            Cell::Text(it.asked_by.clone()),
            Cell::Date(it.asked_on),
            Cell::Text(it.question.clone()),
            Cell::date(it.due),
            Cell::date(state.answered()),
            Cell::text(answer),
            Cell::text(item.map(|it| it.reference.as_str())),
        ]
    };
    Sheet {
        title: format!("Member requests on {}", in_words(at)),
        columns,
        rows: states.iter().map(cells).collect(),
        notes: Vec::new(),
    }
}

/// What members asked, as JSON with stable keys.
pub fn requests_json(states: &[RequestState<'_>], at: Date) -> Value {
    let request = |state: &RequestState<'_>| {
        let it = state.request;
        json!({
            "id": it.reference,
            "board": state.board.map(|it| &it.name),
            "status": state.standing.label(),
            "why": state.reason(),
            "asked_by": it.asked_by,
            "asked_on": it.asked_on,
            "question": it.question,
            "due": it.due,
            "answered_on": state.answered(),
            "answer": it.answer.as_ref().filter(|_| state.answered().is_some()),
        })
    };
    json!({ "at": at, "requests": states.iter().map(request).collect::<Value>() })
}

/// Pledges with who has acknowledged them, by team: a row for all teams, then
/// one for each.
pub fn pledges_sheet(states: &[PledgeState<'_>], at: Date) -> Sheet {
    let mut columns: Vec<Column> = ["Number", "Sort", "Text", "Team"].map(Column::text).into();
    columns.extend(["People", "Acknowledged"].map(|it| Column::of(ColumnKind::Whole, it)));
    let rows = states.iter().flat_map(|state| {
        let all = ("All teams", state.expected, state.acknowledged);
        let teams = state.teams.iter();
        let teams = teams.map(|it| (it.label.as_str(), it.expected, it.acknowledged));
        std::iter::once(all)
            .chain(teams)
            .map(|(team, expected, acknowledged)| {
                vec![
                    Cell::Text(state.pledge.reference.clone()),
                    Cell::Text(state.pledge.sort.label().to_owned()),
                    Cell::Text(state.pledge.text.clone()),
                    Cell::Text(team.to_owned()),
                    Cell::Whole(expected as u64),
                    Cell::Whole(acknowledged as u64),
                ]
            })
            .collect::<Vec<_>>()
    });
    Sheet {
        title: format!("Pledges on {}", in_words(at)),
        columns,
        rows: rows.collect(),
        notes: vec![
            "Pledges are for people in post, practice standards for agency workers as well. Small teams stand together."
                .to_owned(),
        ],
    }
}

/// Pledges as JSON with stable keys.
pub fn pledges_json(states: &[PledgeState<'_>], at: Date) -> Value {
    let pledge = |state: &PledgeState<'_>| {
        let team = |label: &str, expected: usize, acknowledged: usize| json!({ "team": label, "people": expected, "acknowledged": acknowledged });
        json!({
            "id": state.pledge.reference,
            "sort": state.pledge.sort,
            "text": state.pledge.text,
            "holds": state.holds,
            "people": state.expected,
            "acknowledged": state.acknowledged,
            "teams": state.teams.iter().map(|it| team(&it.label, it.expected, it.acknowledged)).collect::<Value>(),
        })
    };
    json!({ "at": at, "pledges": states.iter().map(pledge).collect::<Value>() })
}

/// Themes of audits by quarter, with their direction of travel.
pub fn audit_themes_sheet(audits: &Audits<'_>, at: Date) -> Sheet {
    let mut columns = vec![Column::text("Theme")];
    columns.extend(audits.quarters.iter().map(|it| Column::text(it.label())));
    columns.extend(["Latest year", "Year before", "Direction of travel"].map(Column::text));
    let cells = |theme: &Theme| {
        let mut cells = vec![Cell::Text(theme.name.clone())];
        let counts = theme.quarters.iter().chain([&theme.now, &theme.then]);
        cells.extend(counts.map(|it: &QuarterCount| Cell::Text(it.in_words())));
        cells.push(Cell::Text(theme.travel.label().to_owned()));
        cells
    };
    Sheet {
        title: format!("Practice audits to {}: good or better", in_words(at)),
        columns,
        rows: audits.themes.iter().map(cells).collect(),
        notes: vec![
            "The direction of travel is told where chance alone would give the change in fewer than one of twenty cases."
                .to_owned(),
        ],
    }
}

/// Every audit up to the date, the latest first.
pub fn audits_sheet(workforce: &Workforce, audits: &Audits<'_>, at: Date) -> Sheet {
    let mut columns = vec![Column::text("Number"), Column::of(ColumnKind::Date, "Date")];
    columns.extend(
        [
            "Programme",
            "Theme",
            "Team",
            "Method",
            "Grade",
            "Finding",
            "Learning",
            "Followed up by",
        ]
        .map(Column::text),
    );
    let rows = audits.audits.iter().map(|it| {
        let team = it.team.and_then(|it| workforce.teams().get(it));
        let item = it.item.and_then(|it| workforce.strategy_items().get(it));
        vec![
            Cell::Text(it.reference.clone()),
            Cell::Date(it.on),
            Cell::Text(it.programme.clone()),
            Cell::Text(it.theme.clone()),
            Cell::text(team.map(|it| it.name.as_str())),
            Cell::Text(it.method.label().to_owned()),
            Cell::text(it.grade.map(CodeSet::label)),
            Cell::text(it.finding.as_ref()),
            Cell::text(it.learning.as_ref()),
            Cell::text(item.map(|it| it.reference.as_str())),
        ]
    });
    Sheet {
        title: format!("Practice audits to {}", in_words(at)),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// Audits as JSON with stable keys: themes, programmes, and how many there are.
pub fn audits_json(audits: &Audits<'_>, at: Date) -> Value {
    let count =
        |it: &QuarterCount| json!({ "audits": it.audits, "graded": it.graded, "good": it.good });
    let theme = |theme: &Theme| {
        let quarters = audits.quarters.iter().zip(&theme.quarters);
        json!({
            "theme": theme.name,
            "quarters": quarters.map(|(quarter, it)| json!({ "from": quarter.from, "count": count(it) })).collect::<Value>(),
            "latest_year": count(&theme.now),
            "year_before": count(&theme.then),
            "travel": theme.travel.label(),
        })
    };
    let programmes = audits.programmes.iter().map(|it| {
        let methods: serde_json::Map<String, Value> = it
            .methods
            .iter()
            .map(|(method, number): (&AuditMethod, &usize)| {
                (method.code().to_owned(), json!(number))
            })
            .collect();
        json!({
            "programme": it.programme,
            "first": it.first,
            "last": it.last,
            "count": count(&it.count),
            "themes": it.themes,
            "methods": methods,
            "teams": it.teams,
            "teams_covered": it.teams_covered,
            "with_learning": it.with_learning,
            "followed_up": it.followed_up,
        })
    });
    json!({
        "at": at,
        "audits": audits.audits.len(),
        "themes": audits.themes.iter().map(theme).collect::<Value>(),
        "programmes": programmes.collect::<Value>(),
    })
}
