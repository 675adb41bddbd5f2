//! What can happen to somebody of a cell in a month.

use super::cells::Cell;
use super::{Cells, LeavingRates, ModelError, Slot, Slots, hash, mix, role_of};
use crate::opening::Opening;
use crate::scenario::{Attrition, Experience, Limit, Rate, Scenario};

/// Something that can happen, with its monthly hazard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) kind: EventKind,
    pub(crate) hazard: Slot,
    /// What its chance goes by in a cell.
    pub(crate) key: u64,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    /// Leaves the council.
    Leave,
    /// Moves out of the service within the council.
    Move,
    /// An absence begins: its place among the model's absences.
    Absence(usize),
    /// Comes to another role.
    Progress(usize, Limit),
}

/// For each cell, what can happen, leaving first.
pub(crate) fn of_cells(
    scenario: &Scenario,
    opening: &Opening,
    cells: &Cells,
    rates: &impl LeavingRates,
    slots: &mut Slots,
) -> Result<Vec<Vec<Event>>, ModelError> {
    let others = Others::new(scenario, opening, slots)?;
    let mut events = Vec::with_capacity(cells.len());
    let mut leaving = vec![None; opening.roles.len() * Experience::ALL.len()];
    let mut retained = vec![None; scenario.intakes.len()];
    for cell in cells.all() {
        let hazard = match cell.intake {
            Some(intake) => {
                *retained[intake].get_or_insert_with(|| of_intake(scenario, intake, slots))
            }
            None => {
                let known = &mut leaving[cell.role * 5 + cell.experience.index()];
                match *known {
                    Some(hazard) => hazard,
                    None => *known.insert(of_group(
                        scenario,
                        opening,
                        cell.role,
                        cell.experience,
                        rates,
                        slots,
                    )?),
                }
            }
        };
        let leave = Event {
            kind: EventKind::Leave,
            hazard,
            key: 0,
        };
        let mut all = vec![leave];
        all.extend(others.of(cell.role, cell.experience));
        let key = key_of(cell, scenario, opening);
        for event in &mut all {
            event.key = mix(key ^ event.key);
        }
        events.push(all);
    }
    Ok(events)
}

/// What the chance of a cell goes by: its names, which stay where others come
/// before it.
fn key_of(cell: &Cell, scenario: &Scenario, opening: &Opening) -> u64 {
    let role = &opening.roles[cell.role].id;
    let intake = cell.intake.map(|nth| scenario.intakes[nth].name.as_str());
    hash(&format!(
        "{role}/{}/{}/{}",
        cell.experience.key(),
        cell.outside,
        intake.unwrap_or_default()
    ))
}

/// The hazard of an intake with a retention of its own.
fn of_intake(scenario: &Scenario, intake: usize, slots: &mut Slots) -> Slot {
    let intake = &scenario.intakes[intake];
    let months = f64::from(*intake.retention_months.get_ref());
    match &intake.retention {
        // The share that stays over so many months, as a yearly share that goes.
        Some(stays) => slots.retention(&format!("intake.{}.retention", intake.name), stays, months),
        None => slots.fixed(0.0),
    }
}

/// The hazard of leaving of a role and an experience.
fn of_group(
    scenario: &Scenario,
    opening: &Opening,
    role: usize,
    experience: Experience,
    rates: &impl LeavingRates,
    slots: &mut Slots,
) -> Result<Slot, ModelError> {
    let mut found = (&scenario.attrition.rate, "attrition.rate".to_owned());
    for (nth, group) in scenario.attrition.groups.iter().enumerate() {
        let role_fits = match &group.role {
            Some(named) => role_of(opening, Some(named))? == role,
            None => true,
        };
        if role_fits && group.experience.is_none_or(|only| only == experience) {
            found = (&group.rate, format!("attrition.group.{nth}"));
            break;
        }
    }
    let id = &opening.roles[role].id;
    match found {
        (Rate::Yearly(share), key) => Ok(slots.yearly(&key, share)),
        (Rate::Estimated, _) => {
            let key = format!("attrition.{id}.{}", experience.key());
            let hazard = rates.leaving(id, experience);
            hazard
                .map(|hazard| slots.hazard(&key, hazard))
                .ok_or_else(|| ModelError::NoRate {
                    role: opening.roles[role].name.clone(),
                    experience: experience.label(),
                })
        }
    }
}

/// What can happen besides leaving: to whom.
struct Others(Vec<(Option<usize>, Option<Experience>, Event)>);

impl Others {
    fn new(scenario: &Scenario, opening: &Opening, slots: &mut Slots) -> Result<Self, ModelError> {
        let mut all = Vec::new();
        for moving in &scenario.moves {
            let role = moving
                .role
                .as_ref()
                .map(|named| role_of(opening, Some(named)))
                .transpose()?;
            let name = format!("move.{}", moving.name);
            let event = Event {
                kind: EventKind::Move,
                hazard: slots.yearly(&name, &moving.rate),
                key: hash(&name),
            };
            all.push((role, None, event));
        }
        for (nth, absence) in scenario.absences.iter().enumerate() {
            let name = format!("absence.{:?}", absence.kind);
            let event = Event {
                kind: EventKind::Absence(nth),
                hazard: slots.yearly(&name, &absence.rate),
                key: hash(&name),
            };
            all.push((None, None, event));
        }
        for step in &scenario.progressions {
            let from = role_of(opening, Some(&step.from))?;
            let to = role_of(opening, Some(&step.to))?;
            let key = format!("progression.{}.{}", step.from.get_ref(), step.to.get_ref());
            let event = Event {
                kind: EventKind::Progress(to, step.limit),
                hazard: slots.yearly(&key, &step.rate),
                key: hash(&key),
            };
            all.push((Some(from), step.experience, event));
        }
        Ok(Self(all))
    }

    fn of(&self, role: usize, experience: Experience) -> impl Iterator<Item = Event> {
        let fits = move |(only, from, _): &&(Option<usize>, Option<Experience>, Event)| {
            only.is_none_or(|only| only == role) && from.is_none_or(|from| experience >= from)
        };
        self.0.iter().filter(fits).map(|(_, _, event)| *event)
    }
}

/// The factors of the calendar months, their mean taken to 1.
pub(crate) fn seasons(attrition: &Attrition) -> [f64; 12] {
    let given = attrition.seasonality.as_ref().map(toml::Spanned::get_ref);
    let given: Option<[f64; 12]> = given.and_then(|given| given.as_slice().try_into().ok());
    let factors = given.unwrap_or([1.0; 12]);
    let mean = factors.iter().sum::<f64>() / 12.0;
    factors.map(|factor| if mean > 0.0 { factor / mean } else { 1.0 })
}
