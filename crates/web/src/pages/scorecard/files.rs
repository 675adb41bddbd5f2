//! The scorecard as a file.

use axum::extract::Query;
use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_measures::scorecard::{Card, CardRow};
use holdfast_workforce::CodeSet as _;

use super::asked::{Asked, arranged};
use super::notes::{of_figure, of_measure};
use super::page::card_of;
use super::rows::{peer_value, short};
use crate::drawn::cell;
use crate::error::PageError;
use crate::here::{Here, unavailable};
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};

/// The card, and in a workbook its months and words as well.
pub(crate) async fn scorecard(
    here: Here,
    kind: FileKind,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let releases = here.app.store().releases().await.map_err(unavailable)?;
    let asked = Asked::read(query, &here.workforce, here.app.today());
    let refused = |reason: String| PageError::BadRequest { reason };
    if let Some(problem) = asked.answers.problems().first() {
        return Err(refused(format!("{}. Go back and correct it.", problem.message)));
    }
    let scorecard = arranged(&here.workforce, asked.service);
    let scorecard = scorecard.map_err(|problems| {
        let first = problems.first().map(ToString::to_string);
        refused(first.unwrap_or_default())
    })?;
    let card = card_of(&here, &asked, &scorecard, &releases);
    let about = format!("{}, {}", here.workforce.name(), asked.service.label());
    let sheets = [
        values(&card, &about),
        months(&card, &about),
        words(&card, &about),
    ];
    file(&here, kind, "scorecard", asked.at, &sheets)
}

fn rows(card: &Card) -> impl Iterator<Item = (&str, &CardRow)> {
    let groups = card.groups.iter();
    groups.flat_map(|group| group.rows.iter().map(|row| (group.title.as_str(), row)))
}

fn values(card: &Card, about: &str) -> Sheet {
    let mut titles: Vec<String> = ["Group", "Measure", "Unit", "Year before", "Now", "Change"]
        .map(str::to_owned)
        .into();
    titles.extend(["Verdict", "Target", "Status"].map(str::to_owned));
    titles.extend(card.peers.iter().map(|peer| peer.label()));
    titles.push("Footnotes".to_owned());
    let row = |(group, row): (&str, &CardRow)| {
        let measure = row.now.measure;
        let target = row.target.map(|it| it.target.in_words(measure));
        let mut notes = of_measure(&row.now, row.footnote.as_deref());
        notes.extend(of_figure(&row.now));
        let mut cells = vec![
            Cell::Text(group.to_owned()),
            Cell::Text(measure.label().to_owned()),
            Cell::Text(measure.unit().label().to_owned()),
            cell(measure, Some(row.before.value)),
            cell(measure, Some(row.now.value)),
            Cell::text(row.change.difference_in_words()),
            Cell::Text(row.change.verdict.label().to_owned()),
            Cell::text(target),
            Cell::text(row.target.map(|it| it.status.label())),
        ];
        cells.extend(row.peers.iter().map(|it| cell(measure, peer_value(it))));
        cells.push(Cell::Text(notes.join(" ")));
        cells
    };
    let released = card.peers_year.filter(|_| !card.peers.is_empty());
    let source = released.map(|year| {
        format!(
            "Figures of others: Department for Education, 30 September {year} or the year ending then. {}",
            holdfast_reference::ATTRIBUTION
        )
    });
    Sheet {
        title: format!("{}, {about}, {}", card.title, short(card.at)),
        columns: titles.into_iter().map(Column::text).collect(),
        rows: rows(card).map(row).collect(),
        notes: source.into_iter().collect(),
    }
}

fn months(card: &Card, about: &str) -> Sheet {
    let mut columns = vec![Column::text("Measure"), Column::text("Unit")];
    let first = rows(card).next();
    let days = first.map(|(_, row)| row.months.iter().map(|(day, _)| short(*day)));
    columns.extend(days.into_iter().flatten().map(Column::text));
    let row = |(_, row): (&str, &CardRow)| {
        let measure = row.now.measure;
        let mut cells = vec![
            Cell::Text(measure.label().to_owned()),
            Cell::Text(measure.unit().label().to_owned()),
        ];
        let values = row.months.iter();
        cells.extend(values.map(|(_, value)| cell(measure, Some(*value))));
        cells
    };
    Sheet {
        title: format!("Months, {about}"),
        columns,
        rows: rows(card).map(row).collect(),
        notes: Vec::new(),
    }
}

fn words(card: &Card, about: &str) -> Sheet {
    let row = |it: &holdfast_measures::scorecard::Words| {
        [&it.title, &it.text, &it.source]
            .map(|text| Cell::Text(text.clone()))
            .into()
    };
    Sheet {
        title: format!("Words, {about}"),
        columns: ["About", "What is told", "Source"].map(Column::text).into(),
        rows: card.words.iter().map(row).collect(),
        notes: Vec::new(),
    }
}
