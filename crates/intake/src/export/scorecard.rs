//! A scorecard as a sheet and as JSON. Neither names anybody.

use holdfast_measures::benchmark::PeerValue;
use holdfast_measures::compare::Comparison;
use holdfast_measures::scorecard::{Card, CardGroup, CardRow};
use holdfast_reference::ATTRIBUTION;
use holdfast_workforce::date::in_words;
use serde_json::{Value, json};

use super::benchmark::comparison_json;
use super::figure::{disclosure_note, figure_json, value_json};
use super::{Cell, Column, ColumnKind, Sheet};

/// A scorecard as a sheet: a row for each measure, with the year before, the
/// change, the target and its status in words, and the peers.
pub fn scorecard_sheet(card: &Card) -> Sheet {
    let mut columns = vec![
        Column::text("Group"),
        Column::text("Measure"),
        Column::text("Unit"),
        Column::of(ColumnKind::Figure, in_words(card.at)),
        Column::of(ColumnKind::Figure, "Year before"),
        Column::text("Change"),
        Column::text("Target"),
        Column::text("Status"),
    ];
    let year = card.peers_year.map_or(String::new(), |it| format!(" {it}"));
    let peers = card
        .peers
        .iter()
        .map(|peer| format!("{}{year}", peer.label()));
    columns.extend(peers.map(|label| Column::of(ColumnKind::Figure, label)));
    let rows = card.groups.iter().flat_map(|group| {
        let cells = |row: &CardRow| row_cells(group, row);
        group.rows.iter().map(cells).collect::<Vec<_>>()
    });
    Sheet {
        title: format!("{}, {}", card.title, in_words(card.at)),
        columns,
        rows: rows.collect(),
        notes: notes(card),
    }
}

fn row_cells(group: &CardGroup, row: &CardRow) -> Vec<Cell> {
    let measure = row.course.now.measure;
    let places = measure.unit().places();
    let target = row.target.as_ref();
    let mut cells = vec![
        Cell::Text(group.title.clone()),
        Cell::Text(measure.label().to_owned()),
        Cell::Text(measure.unit().label().to_owned()),
        Cell::Figure(row.course.now.rounded()),
        Cell::Figure(row.course.then.rounded()),
        Cell::text(
            row.change
                .as_ref()
                .and_then(Comparison::difference_in_words),
        ),
        Cell::text(target.map(|state| state.target.in_words(measure))),
        Cell::text(target.map(|state| state.status.label())),
    ];
    cells.extend(row.peers.iter().map(|value| match value {
        Some(value) => Cell::Figure(value.value.rounded(places)),
        None => Cell::Empty,
    }));
    cells
}

fn notes(card: &Card) -> Vec<String> {
    let rows = || card.groups.iter().flat_map(|group| &group.rows);
    let footnotes = rows().filter_map(|row| {
        let footnote = row.footnote.as_ref()?;
        Some(format!("{}: {footnote}", row.course.now.measure.label()))
    });
    let disclosures = rows().filter_map(|row| disclosure_note(&row.course.now));
    let words = card
        .words
        .iter()
        .map(|words| format!("{}: {} Source: {}.", words.title, words.text, words.source));
    let attribution = (!card.peers.is_empty()).then(|| ATTRIBUTION.to_owned());
    let all = footnotes.chain(disclosures).chain(words);
    all.chain(attribution).collect()
}

/// A scorecard as JSON with stable keys.
pub fn scorecard_json(card: &Card) -> Value {
    let group_json = |group: &CardGroup| {
        json!({
            "title": group.title,
            "rows": group.rows.iter().map(|row| row_json(card, row)).collect::<Value>(),
        })
    };
    json!({
        "title": card.title,
        "at": card.at,
        "peers_year": card.peers_year,
        "groups": card.groups.iter().map(group_json).collect::<Value>(),
        "words": card.words,
        "attribution": (!card.peers.is_empty()).then_some(ATTRIBUTION),
    })
}

fn row_json(card: &Card, row: &CardRow) -> Value {
    let measure = row.course.now.measure;
    let places = measure.unit().places();
    let months = row
        .course
        .points
        .iter()
        .map(|it| json!({ "at": it.day, "value": it.value.map(|it| value_json(it, places)) }));
    let peer = |value: &PeerValue| json!([value_json(value.value, places), value.release]);
    let peers = card.peers.iter().zip(&row.peers).map(|(peer_of, value)| {
        let (value, release) = match value.as_ref().map(peer) {
            Some(Value::Array(pair)) => (pair.first().cloned(), pair.get(1).cloned()),
            _ => (None, None),
        };
        json!({ "peer": peer_of.label(), "value": value, "release": release })
    });
    let target = row.target.as_ref().map(|state| {
        json!({
            "text": state.target.in_words(measure),
            "by": state.target.by,
            "asked": state.asked.map(|asked| {
                value_json(holdfast_measures::Value::Exact(asked), places)
            }),
            "status": state.status.label(),
        })
    });
    json!({
        "figure": figure_json(&row.course.now),
        "year_before": figure_json(&row.course.then),
        "change": row.change.as_ref().map(comparison_json),
        "months": months.collect::<Value>(),
        "target": target,
        "peers": peers.collect::<Value>(),
        "comparisons": row.comparisons.iter().map(comparison_json).collect::<Value>(),
        "footnote": row.footnote,
    })
}
