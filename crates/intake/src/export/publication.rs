//! Published figures as sheets and as JSON, and what was restated since.
//! Nothing here names anybody.

use holdfast_measures::publication::{Frozen, Publication, Restated, published_value};
use holdfast_workforce::date::in_words;
use holdfast_workforce::{CodeSet as _, record};
use serde_json::{Value, json};

use super::{Cell, Column, ColumnKind, Sheet};

/// The list of publications.
pub fn publications_sheet<'p>(
    published: impl IntoIterator<Item = (&'p record::Publication, &'p Publication)>,
) -> Sheet {
    let cells = |(record, publication): (&record::Publication, &Publication)| {
        vec![
            Cell::Text(record.reference.clone()),
            Cell::Text(publication.title.clone()),
            Cell::Text(publication.service.label().to_owned()),
            Cell::Date(publication.at),
            Cell::Date(record.on),
            Cell::Whole(publication.as_of),
        ]
    };
    Sheet {
        title: "Publications".to_owned(),
        columns: vec![
            Column::text("Publication"),
            Column::text("Title"),
            Column::text("Service"),
            Column::of(ColumnKind::Date, "Month-end"),
            Column::of(ColumnKind::Date, "Published"),
            Column::of(ColumnKind::Whole, "After change"),
        ],
        rows: published.into_iter().map(cells).collect(),
        notes: Vec::new(),
    }
}

/// The figures of a publication: those of the scorecard in its groups, then all
/// others.
pub fn publication_sheet(publication: &Publication) -> Sheet {
    let columns = vec![
        Column::text("Group"),
        Column::text("Measure"),
        Column::of(ColumnKind::Figure, "Value"),
        Column::text("Unit"),
        Column::text("Period"),
        Column::text("Target"),
        Column::text("Status"),
        Column::text("Beside it"),
        Column::text("Notes"),
    ];
    let cells = |(group, frozen): (&str, &Frozen)| {
        let target = frozen.target.as_ref();
        let peers = frozen.peers.iter();
        let peers: Vec<_> = peers
            .map(|it| format!("{} {}", it.name, frozen.with_unit(&it.value)))
            .collect();
        vec![
            Cell::Text(group.to_owned()),
            Cell::Text(frozen.label.clone()),
            Cell::Figure(frozen.value.clone()),
            Cell::Text(frozen.unit.clone()),
            Cell::Text(frozen.period.clone()),
            Cell::text(target.map(|(words, _)| words.clone())),
            Cell::text(target.map(|(_, status)| status.clone())),
            Cell::Text(peers.join("; ")),
            Cell::Text(frozen.notes.join(" ")),
        ]
    };
    Sheet {
        title: title(publication),
        columns,
        rows: grouped(publication).into_iter().map(cells).collect(),
        notes: vec![format!(
            "Frozen from the council’s records after change {}.",
            publication.as_of
        )],
    }
}

fn title(publication: &Publication) -> String {
    format!(
        "{}, {}, {}",
        publication.title,
        publication.service.label(),
        in_words(publication.at)
    )
}

/// Each figure with its group; those outside of the scorecard come last.
fn grouped(publication: &Publication) -> Vec<(&str, &Frozen)> {
    let on_card: Vec<_> = publication
        .groups
        .iter()
        .flat_map(|group| group.measures.iter().map(|key| (&*group.title, key)))
        .filter_map(|(title, key)| Some((title, publication.figure(key)?)))
        .collect();
    let others = publication.figures.iter().filter(|frozen| {
        let mut known = on_card.iter();
        !known.any(|(_, it)| it.measure == frozen.measure)
    });
    let others: Vec<_> = others.map(|frozen| ("Other measures", frozen)).collect();
    [on_card, others].concat()
}

/// A publication as JSON: what was stored, with what it is called.
pub fn publication_json(record: &record::Publication, publication: &Publication) -> Value {
    json!({
        "publication": record.reference,
        "published": record.on,
        "title": publication.title,
        "at": publication.at,
        "service": publication.service.code(),
        "change": publication.as_of,
        "groups": publication.groups,
        "figures": publication.figures,
    })
}

/// The published figures that the records of now no longer give as they were.
pub fn restated_sheet(publication: &Publication, restated: &[Restated<'_>]) -> Sheet {
    let cells = |it: &Restated<'_>| {
        vec![
            Cell::Text(it.frozen.label.clone()),
            Cell::Text(it.frozen.unit.clone()),
            Cell::Figure(it.frozen.value.clone()),
            Cell::Figure(published_value(&it.now)),
            Cell::Text(what_differs(it)),
        ]
    };
    Sheet {
        title: format!("Restated since: {}", title(publication)),
        columns: vec![
            Column::text("Measure"),
            Column::text("Unit"),
            Column::of(ColumnKind::Figure, "Published"),
            Column::of(ColumnKind::Figure, "Now"),
            Column::text("What differs"),
        ],
        rows: restated.iter().map(cells).collect(),
        notes: Vec::new(),
    }
}

fn what_differs(restated: &Restated<'_>) -> String {
    let reasons = [
        (restated.value_changed, "value"),
        (restated.rows_changed, "rows beneath"),
        (restated.definition_changed, "definition"),
    ];
    let told = reasons.iter().filter(|(differs, _)| *differs);
    told.map(|(_, what)| *what).collect::<Vec<_>>().join(", ")
}

/// What was restated as JSON.
pub fn restated_json(restated: &[Restated<'_>]) -> Value {
    let object = |it: &Restated<'_>| {
        json!({
            "measure": it.frozen.measure,
            "label": it.frozen.label,
            "unit": it.frozen.unit,
            "published": it.frozen.value,
            "now": published_value(&it.now),
            "value_changed": it.value_changed,
            "rows_changed": it.rows_changed,
            "definition_changed": it.definition_changed,
            "fingerprint_published": it.frozen.fingerprint,
            "fingerprint_now": it.now.fingerprint(),
        })
    };
    restated.iter().map(object).collect()
}
