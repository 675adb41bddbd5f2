//! The position out of counts that a source stated.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Amounts, Basis, Contribution, Dimension, Line, Position, RowKey, Selection, rows_in_order,
};
use crate::code::CodeSet as _;
use crate::codes::{CountUnit, Service, StatedCategory};
use crate::date::in_words;
use crate::record::StatedPosition;
use crate::snapshot::Workforce;
use crate::stated;

pub(super) fn position(
    workforce: &Workforce,
    selection: &Selection,
    by: Dimension,
    day: Date,
) -> Position {
    let stated = selected(workforce, selection, day);
    let mut sums: BTreeMap<RowKey, Amounts> = BTreeMap::new();
    for part in parts(&stated, by) {
        sums.entry(row_key(part, by))
            .or_default()
            .add(line_of(part), part.value);
    }
    let mut total = Amounts::default();
    for part in totals(&stated) {
        total.add(line_of(part), part.value);
    }
    sums.values_mut().for_each(Amounts::derive);
    total.derive();
    let sources: BTreeSet<String> = stated.iter().map(|it| it.source.clone()).collect();
    Position {
        selection: *selection,
        by,
        basis: Basis::Stated {
            on: day,
            sources: sources.into_iter().collect(),
        },
        unit: unit_of(&stated),
        rows: rows_in_order(workforce, sums),
        total,
        notes: notes(workforce, selection, day),
    }
}

pub(super) fn contributions(
    workforce: &Workforce,
    selection: &Selection,
    day: Date,
) -> Vec<Contribution> {
    let stated = selected(workforce, selection, day);
    totals(&stated)
        .into_iter()
        .map(|it| Contribution {
            line: line_of(it),
            amount: it.value,
            service: it.service,
            team: it.team,
            role: it.role,
            post: None,
            assignment: None,
            person: None,
            stated: Some(it.id),
            last_day: None,
        })
        .collect()
}

/// What is stated of the selection on the day, in one unit: FTE where there is
/// a choice.
fn selected<'a>(
    workforce: &'a Workforce,
    selection: &Selection,
    day: Date,
) -> Vec<&'a StatedPosition> {
    let found: Vec<_> = workforce
        .stated_positions()
        .iter()
        .filter(|it| it.on == day)
        .filter(|it| {
            selection
                .service
                .is_none_or(|service| service == it.service)
        })
        .filter(|it| selection.team.is_none_or(|team| it.team == Some(team)))
        .filter(|it| selection.role.is_none_or(|role| it.role == Some(role)))
        .collect();
    let unit = unit_of(&found);
    found.into_iter().filter(|it| it.unit == unit).collect()
}

fn unit_of(stated: &[&StatedPosition]) -> CountUnit {
    stated
        .iter()
        .map(|it| it.unit)
        .min()
        .unwrap_or(CountUnit::Fte)
}

type Cell = (Service, StatedCategory);

fn by_cell<'a>(stated: &[&'a StatedPosition]) -> BTreeMap<Cell, Vec<&'a StatedPosition>> {
    let mut cells: BTreeMap<Cell, Vec<&StatedPosition>> = BTreeMap::new();
    for it in stated {
        cells.entry((it.service, it.category)).or_default().push(it);
    }
    cells
}

/// The rows that make up each whole: the total that the source states, where
/// it states one, else its parts.
fn totals<'a>(stated: &[&'a StatedPosition]) -> Vec<&'a StatedPosition> {
    let mut found = Vec::new();
    for rows in by_cell(stated).into_values() {
        if rows.iter().any(|it| it.is_total()) {
            found.extend(rows.into_iter().filter(|it| it.is_total()));
        } else {
            found.extend(without_finer(rows, role_key, |it| it.team.is_none()));
        }
    }
    found
}

/// The rows that a position is divided into. A count that is not divided
/// stands as it is.
fn parts<'a>(stated: &[&'a StatedPosition], by: Dimension) -> Vec<&'a StatedPosition> {
    if by == Dimension::Service {
        return totals(stated);
    }
    let mut found = Vec::new();
    for rows in by_cell(stated).into_values() {
        let divided: Vec<_> = rows.iter().copied().filter(|it| !it.is_total()).collect();
        found.extend(match (divided.is_empty(), by) {
            (true, _) => rows,
            (false, Dimension::Team) => without_finer(divided, team_key, |it| it.role.is_none()),
            (false, _) => without_finer(divided, role_key, |it| it.team.is_none()),
        });
    }
    found
}

/// Where the whole of a row stands beside its finer parts (a role in all teams
/// beside the same role team by team), keeps the whole alone.
fn without_finer(
    rows: Vec<&StatedPosition>,
    key: fn(&StatedPosition) -> RowKey,
    is_whole: fn(&StatedPosition) -> bool,
) -> Vec<&StatedPosition> {
    let whole: BTreeSet<_> = rows
        .iter()
        .filter(|it| is_whole(it))
        .map(|it| key(it))
        .collect();
    rows.into_iter()
        .filter(|it| is_whole(it) || !whole.contains(&key(it)))
        .collect()
}

fn row_key(it: &StatedPosition, by: Dimension) -> RowKey {
    match by {
        Dimension::Role => role_key(it),
        Dimension::Team => team_key(it),
        Dimension::Service => RowKey::Service(it.service),
    }
}

fn role_key(it: &StatedPosition) -> RowKey {
    it.role.map_or(RowKey::Undivided, RowKey::Role)
}

fn team_key(it: &StatedPosition) -> RowKey {
    it.team.map_or(RowKey::Undivided, RowKey::Team)
}

fn line_of(stated: &StatedPosition) -> Line {
    match stated.category {
        StatedCategory::Established => Line::Established,
        StatedCategory::EstablishedBase => Line::EstablishedBase,
        StatedCategory::EstablishedTemporary => Line::EstablishedTemporary,
        StatedCategory::EstablishedGrant => Line::EstablishedGrant,
        StatedCategory::InPost => Line::InPost,
        StatedCategory::Trainee => Line::Trainees,
        StatedCategory::NewlyQualified => Line::NewlyQualified,
        StatedCategory::Vacant => Line::Vacant,
        StatedCategory::Agency => Line::AgencyNotStated,
        StatedCategory::AgencyVacancy => Line::AgencyVacancy,
        StatedCategory::AgencyLongTermSickness => Line::AgencyLongTermSickness,
        StatedCategory::AgencyAdditionalWorkload => Line::AgencyAdditionalWorkload,
        StatedCategory::AgencySecondment => Line::AgencySecondment,
        StatedCategory::AgencyMaternity => Line::AgencyMaternity,
        StatedCategory::AgencyActUp => Line::AgencyActUp,
    }
}

fn notes(workforce: &Workforce, selection: &Selection, day: Date) -> Vec<String> {
    let mut notes = Vec::new();
    if day != selection.at {
        notes.push(format!(
            "The latest count on or before {} is of {}.",
            in_words(selection.at),
            in_words(day)
        ));
    }
    let divided = selection.team.is_some() || selection.role.is_some();
    for found in stated::disagreements(workforce) {
        let shown = found.total.on == day
            && selection
                .service
                .is_none_or(|service| service == found.total.service);
        if shown && !divided {
            notes.push(format!(
                "{}: the rows add up to {}; the source printed {}, and the totals here follow the source.",
                found.total.category.label(),
                found.rows,
                found.total.value,
            ));
        }
    }
    notes
}
