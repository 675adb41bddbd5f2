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

/// For each service the day of its count.
type Days = BTreeMap<Service, Date>;

pub(super) fn position(
    workforce: &Workforce,
    selection: &Selection,
    by: Dimension,
    days: &Days,
) -> Position {
    let counts = Counts::of(workforce, selection, days);
    let stated = &counts.rows;
    let mut divided: BTreeMap<RowKey, Vec<&StatedPosition>> = BTreeMap::new();
    for part in parts(stated, by) {
        divided.entry(row_key(part, by)).or_default().push(part);
    }
    let whole_is_stated = stated.iter().any(|it| line_of(it) == Line::Established);
    let units: BTreeMap<RowKey, CountUnit> = divided
        .iter()
        .map(|(key, parts)| (*key, unit_of(parts)))
        .collect();
    let sums = divided
        .into_iter()
        .map(|(key, parts)| (key, row(&parts, whole_is_stated)))
        .collect();
    let mut rows = rows_in_order(workforce, sums);
    for row in &mut rows {
        row.unit = units.get(&row.key).copied().unwrap_or(counts.unit());
        if row.unit != counts.unit() {
            row.label = format!("{} ({})", row.label, row.unit.label());
        }
    }
    let sources: BTreeSet<String> = stated.iter().map(|it| it.source.clone()).collect();
    Position {
        selection: *selection,
        by,
        basis: Basis::Stated {
            on: counts.latest_day().unwrap_or(selection.at),
            sources: sources.into_iter().collect(),
        },
        unit: counts.unit(),
        rows,
        total: together(&totals(stated)),
        notes: notes(workforce, selection, &counts),
    }
}

/// One row. Where the establishment itself is stated, an uplift is a part of it
/// and not an establishment of its own.
fn row(parts: &[&StatedPosition], whole_is_stated: bool) -> Amounts {
    let mut row = together(parts);
    let has_own = parts.iter().any(|it| line_of(it) == Line::Established);
    if whole_is_stated && !has_own {
        row.set(Line::Established, None);
    }
    row
}

/// Several counts together. What a source leaves out for one service it leaves
/// out for all of them together: their sum would pass a part off as the whole.
/// Of counts in different units no sum is known.
fn together(parts: &[&StatedPosition]) -> Amounts {
    let mut total = Amounts::default();
    if parts.iter().any(|it| it.unit != parts[0].unit) {
        return total;
    }
    let mut services: BTreeMap<Service, Amounts> = BTreeMap::new();
    for whole in parts {
        total.add(line_of(whole), whole.value);
        let service = services.entry(whole.service).or_default();
        service.add(line_of(whole), whole.value);
    }
    total.derive();
    services.values_mut().for_each(Amounts::derive);
    for line in Line::DERIVED {
        if services.values().any(|it| it.get(line).is_none()) {
            total.set(line, None);
        }
    }
    total
}

pub(super) fn contributions(
    workforce: &Workforce,
    selection: &Selection,
    days: &Days,
) -> Vec<Contribution> {
    let stated = Counts::of(workforce, selection, days).rows;
    let wholes = totals(&stated);
    let is_stated = |line| wholes.iter().any(|it| line_of(it) == line);
    let rest = if is_stated(Line::EstablishedBase) {
        Line::Established
    } else {
        Line::EstablishedBase
    };
    let is_divided = is_stated(Line::Established) && wholes.iter().any(is_part_of_established);
    let mut found = Vec::new();
    for it in &wholes {
        let own = contribution(it, line_of(it));
        if is_divided && own.line == Line::Established {
            found.push(Contribution { line: rest, ..own });
            continue;
        }
        found.push(own);
        // What a part counts already is taken off the rest of the establishment.
        if is_divided && is_part_of_established(it) {
            let amount = -own.amount;
            found.push(Contribution {
                line: rest,
                amount,
                ..own
            });
        }
    }
    found
}

fn is_part_of_established(it: &&StatedPosition) -> bool {
    matches!(
        it.category,
        StatedCategory::EstablishedBase
            | StatedCategory::EstablishedTemporary
            | StatedCategory::EstablishedGrant
    )
}

fn contribution(it: &StatedPosition, line: Line) -> Contribution {
    Contribution {
        line,
        amount: it.value,
        service: it.service,
        team: it.team,
        role: it.role,
        post: None,
        assignment: None,
        person: None,
        stated: Some(it.id),
        last_day: None,
    }
}

/// What is stated of the selection: of each service on its own latest day, and
/// in one unit, which is FTE where there is a choice.
struct Counts<'a> {
    rows: Vec<&'a StatedPosition>,
    days: Days,
    units: BTreeMap<Service, CountUnit>,
}

impl<'a> Counts<'a> {
    fn of(workforce: &'a Workforce, selection: &Selection, days: &Days) -> Self {
        let teams = selection.team.map(|team| workforce.team_and_below(team));
        let is_in_teams = |it: &StatedPosition| {
            let teams = teams.as_ref();
            teams.is_none_or(|teams| it.team.is_some_and(|team| teams.contains(&team)))
        };
        let stated = workforce.stated_positions().iter();
        let mut rows: Vec<_> = stated
            .filter(|it| days.get(&it.service) == Some(&it.on))
            .filter(|it| is_in_teams(it))
            .filter(|it| selection.role.is_none_or(|role| it.role == Some(role)))
            .collect();
        let mut units = BTreeMap::new();
        for it in &rows {
            let unit = units.entry(it.service).or_insert(it.unit);
            *unit = it.unit.min(*unit);
        }
        rows.retain(|it| units.get(&it.service) == Some(&it.unit));
        let mut days = days.clone();
        if !rows.is_empty() {
            days.retain(|service, _| units.contains_key(service));
        }
        Self { rows, days, units }
    }

    fn latest_day(&self) -> Option<Date> {
        self.days.values().copied().max()
    }

    /// The unit of all services together, or else the first of their units.
    fn unit(&self) -> CountUnit {
        self.units.values().copied().min().unwrap_or(CountUnit::Fte)
    }
}

fn unit_of(stated: &[&StatedPosition]) -> CountUnit {
    let units = stated.iter().map(|it| it.unit);
    units.min().unwrap_or(CountUnit::Fte)
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
    let cells = by_cell(stated).into_values();
    cells.flat_map(|rows| stated::wholes(&rows)).collect()
}

/// The rows that a position is divided into. A count that is not divided
/// stands as it is.
fn parts<'a>(stated: &[&'a StatedPosition], by: Dimension) -> Vec<&'a StatedPosition> {
    let divides: fn(&StatedPosition) -> bool = match by {
        Dimension::Role => |it| it.role.is_some(),
        Dimension::Team => |it| it.team.is_some(),
        Dimension::Service => return totals(stated),
    };
    let cells = by_cell(stated).into_values();
    cells
        .flat_map(|rows| match rows.iter().any(|it| divides(it)) {
            true => stated::divided(&rows, divides),
            false => stated::wholes(&rows),
        })
        .collect()
}

fn row_key(it: &StatedPosition, by: Dimension) -> RowKey {
    match by {
        Dimension::Role => it.role.map_or(RowKey::Undivided, RowKey::Role),
        Dimension::Team => it.team.map_or(RowKey::Undivided, RowKey::Team),
        Dimension::Service => RowKey::Service(it.service),
    }
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

fn notes(workforce: &Workforce, selection: &Selection, counts: &Counts<'_>) -> Vec<String> {
    let mut notes = notes_on_days(selection, &counts.days);
    notes.extend(note_on_units(&counts.units));
    let divided = selection.team.is_some() || selection.role.is_some();
    for found in stated::disagreements(workforce) {
        let service = &found.total.service;
        let shown = counts.days.get(service) == Some(&found.total.on)
            && counts.units.get(service) == Some(&found.total.unit);
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

/// Says of which days the counts are, where that is not the day asked for.
fn notes_on_days(selection: &Selection, days: &Days) -> Vec<String> {
    let at = in_words(selection.at);
    let first = days.values().next();
    if days.values().all(|day| Some(day) == first) {
        let earlier = first.filter(|day| **day != selection.at);
        let note = |day: &Date| {
            format!(
                "The latest count on or before {at} is of {}.",
                in_words(*day)
            )
        };
        return earlier.map(note).into_iter().collect();
    }
    let note = |(service, day): (&Service, &Date)| {
        let day = in_words(*day);
        format!(
            "{}: the latest count on or before {at} is of {day}.",
            service.label()
        )
    };
    days.iter().map(note).collect()
}

/// Says why services that are counted in different units have no total.
fn note_on_units(units: &BTreeMap<Service, CountUnit>) -> Option<String> {
    let first = units.values().next()?;
    if units.values().all(|unit| unit == first) {
        return None;
    }
    let each: Vec<_> = units
        .iter()
        .map(|(service, unit)| format!("{} in {}", service.label(), unit.label()))
        .collect();
    Some(format!(
        "The services are counted in different units, which cannot be added, so no total is known: {}.",
        each.join(", ")
    ))
}
