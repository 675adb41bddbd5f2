//! Measures in rows beside the year before and others, and team by team.

use holdfast_document::{Align, Cell, Column, RowKind, Run, Table, TableRow};
use holdfast_measures::benchmark::{Peer, peer_value};
use holdfast_measures::compare::{Side, change};
use holdfast_measures::scorecard::by_team as teams_of;
use holdfast_measures::{Figure, Measure};
use holdfast_workforce::date::{in_words, months_later};

use super::sheet::number_of;
use crate::answer::{number, only, shown};
use crate::compose::Composer;
use crate::facts::publishable;
use crate::reference::{Options, Unit};

/// Measures in rows: now, then, the change, and others where the measure is published.
pub(super) fn table(
    composer: &mut Composer<'_, '_>,
    measures: &[Measure],
    options: &Options,
) -> Result<Table, String> {
    only(options, &["on", "team", "role", "beside", "vs", "in"])?;
    let at = options.on.unwrap_or(composer.facts.at);
    let before = options.compared.unwrap_or_else(|| months_later(at, -12));
    let mut peers: Vec<Peer> = Vec::new();
    for whose in &options.beside {
        peers.push(composer.facts.peer(whose)?);
    }
    let year = match options.years {
        Some((year, _)) => Some(year),
        None if peers.is_empty() => None,
        None => Some(composer.facts.published_year()?),
    };
    let mut columns = vec![Column {
        heading: "Measure".to_owned(),
        align: Align::Start,
    }];
    let end = |heading: String| Column {
        heading,
        align: Align::End,
    };
    columns.extend([end(in_words(at)), end(in_words(before))]);
    columns.push(Column {
        heading: "Change".to_owned(),
        align: Align::Start,
    });
    let year_words = year.map_or_else(String::new, |year| format!(" {year}"));
    columns.extend(
        peers
            .iter()
            .map(|peer| end(format!("{}{year_words}", peer.label()))),
    );
    let mut rows = Vec::new();
    for measure in measures {
        let figure = |at| {
            composer.facts.figure(
                *measure,
                &Options {
                    on: Some(at),
                    ..options.clone()
                },
            )
        };
        let (now, then) = (figure(at)?, figure(before)?);
        let note = composer.note_of(&now);
        let mut cells = vec![Cell::text(format!("{}{}", measure.label(), unit(*measure)))];
        cells.push(figure_cell(&now, Some(note)));
        cells.push(figure_cell(&then, None));
        let is_hidden = now.disclosure.is_some() || then.disclosure.is_some();
        let changed = change(
            *measure,
            Side::of_figure("now", &now),
            Side::of_figure("then", &then),
        );
        let words = changed.difference_in_words().filter(|_| !is_hidden);
        cells.push(Cell::text(words.unwrap_or_else(|| "–".to_owned())));
        for peer in &peers {
            let found = year.and_then(|year| {
                peer_value(composer.facts.grounds.releases, *peer, year, *measure)
            });
            let text = found.map_or_else(
                || "–".to_owned(),
                |it| number(*measure, it.value, Unit::Sign),
            );
            cells.push(Cell {
                number: number_of(&text),
                runs: vec![Run::text(text)],
            });
        }
        rows.push(TableRow {
            kind: RowKind::Ordinary,
            cells,
        });
    }
    let citation = year.map(|year| composer.facts.citation(year));
    let records = composer
        .facts
        .ledger
        .reckon(composer.facts.scope(options)?, at)
        .source()
        .in_words();
    Ok(Table {
        name: composer.name("table-measures"),
        caption: format!("Measures, {}", in_words(at)),
        columns,
        rows,
        notes: Vec::new(),
        source: [Some(records), citation]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
    })
}

fn unit(measure: Measure) -> String {
    match measure.unit().label() {
        "%" => String::new(),
        label
            if measure
                .label()
                .to_lowercase()
                .contains(&label.to_lowercase()) =>
        {
            String::new()
        }
        label => format!(", {label}"),
    }
}

fn figure_cell(figure: &Figure, note: Option<usize>) -> Cell {
    let text = shown(figure, Unit::Sign);
    let number = match figure.disclosure {
        Some(_) => None,
        None => number_of(&text),
    };
    let run = match note {
        Some(note) => Run::Figure {
            text,
            notes: vec![note],
        },
        None => Run::text(text),
    };
    Cell {
        runs: vec![run],
        number,
    }
}

/// Measures team by team.
pub(super) fn by_team(
    composer: &mut Composer<'_, '_>,
    measures: &[Measure],
    options: &Options,
) -> Result<Table, String> {
    only(options, &["on"])?;
    let at = options.on.unwrap_or(composer.facts.at);
    let mut columns = vec![Column {
        heading: "Team".to_owned(),
        align: Align::Start,
    }];
    columns.extend(measures.iter().map(|measure| Column {
        heading: format!("{}{}", measure.label(), unit(*measure)),
        align: Align::End,
    }));
    let rows = teams_of(&composer.facts.ledger, measures, at)
        .into_iter()
        .map(|team| {
            // Non-breaking blanks keep a team beneath the one that it belongs to.
            let label = format!("{}{}", "\u{a0}\u{a0}".repeat(team.depth), team.label);
            let figures = team
                .figures
                .iter()
                .map(|figure| figure_cell(&publishable(figure.clone()), None));
            TableRow {
                kind: RowKind::Ordinary,
                cells: [Cell::text(label)].into_iter().chain(figures).collect(),
            }
        });
    Ok(Table {
        caption: format!("Teams, {}", in_words(at)),
        columns,
        rows: rows.collect(),
        name: composer.name("table-teams"),
        notes: vec!["A team counts those below it.".to_owned()],
        source: composer
            .facts
            .ledger
            .reckon(composer.facts.scope(options)?, at)
            .source()
            .in_words(),
    })
}
