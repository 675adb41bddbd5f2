//! A position that is stated in the scenario, role by role, in FTE.

use super::{InPost, Opening, OpeningRole};
use crate::scenario::check::UNNAMED;
use crate::scenario::{Experience, Role, Scenario, StartingRole};
use crate::uncertain::Uncertain;

/// FTE per person in post, England, 30 September 2025: 36,186.3 ÷ 38,292.
const FTE_PER_PERSON: f64 = 0.945;

/// How the nation’s people in post divide by experience. Published are 34%
/// under two years and 58% under five (2017) and 59% to 61% (2018, 2019); the
/// first year is taken as half of the first two, and those of five years and
/// more as half under ten.
const NATIONAL_EXPERIENCE: [f64; 5] = [0.17, 0.17, 0.24, 0.21, 0.21];

/// Why a position can't be made of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// It states no position.
    #[error("The scenario states no position. Add [[start.position]], or run it on the records.")]
    NotStated,
}

/// The position that a scenario states.
///
/// # Errors
/// Where it states none.
pub fn stated(scenario: &Scenario) -> Result<Opening, OpeningError> {
    let start = &scenario.start;
    if start.positions.is_empty() {
        return Err(OpeningError::NotStated);
    }
    let mut notes = Vec::new();
    let roles = stated_roles(scenario);
    let mut people = Vec::new();
    for (role, position) in start.positions.iter().enumerate() {
        people.extend(people_of(position, role, &roles[role].name, &mut notes));
    }
    if start.agency.is_none() {
        notes.push("No agency FTE is stated; none is assumed.".to_owned());
    }
    Ok(Opening {
        date: start.date,
        roles,
        people,
        agency: start.agency.as_ref().map_or(0.0, Uncertain::mean),
        notes,
    })
}

/// The roles of the positions that a scenario states.
pub(crate) fn stated_roles(scenario: &Scenario) -> Vec<OpeningRole> {
    let positions = scenario.start.positions.iter();
    positions
        .map(|position| role_of(scenario, position))
        .collect()
}

fn role_of(scenario: &Scenario, position: &StartingRole) -> OpeningRole {
    let id = position.role.as_ref().map(|role| role.get_ref().as_str());
    let known = |role: &&Role| id.is_none_or(|id| role.id.get_ref() == id);
    let known = scenario.roles.iter().find(known);
    let id = id.or(known.map(|role| role.id.get_ref().as_str()));
    OpeningRole {
        id: id.unwrap_or(UNNAMED).to_owned(),
        name: known.map_or_else(
            || id.unwrap_or("Social workers").to_owned(),
            |role| role.name.clone(),
        ),
        established: position.established,
        kept: 0.0,
        holds_cases: known.map_or_else(|| Uncertain::certain(1.0), |role| role.holds_cases.clone()),
    }
}

/// People of equal FTE, spread over the experience groups by the largest
/// remainders and within a group over its months.
fn people_of(
    position: &StartingRole,
    role: usize,
    name: &str,
    notes: &mut Vec<String>,
) -> Vec<InPost> {
    let guessed = (position.in_post / FTE_PER_PERSON).round().max(1.0) as u32;
    let people = position.people.unwrap_or(guessed);
    if position.people.is_none() {
        notes.push(format!(
            "{name}: the {} FTE in post are taken as {people} people, at England’s {FTE_PER_PERSON} FTE per person.",
            position.in_post
        ));
    }
    let shares = position.experience.as_ref().map(|shares| *shares.get_ref());
    if shares.is_none() {
        notes.push(format!(
            "{name}: no experience is stated; the nation’s division is taken."
        ));
    }
    if people == 0 || position.in_post <= 0.0 {
        return Vec::new();
    }
    let fte = position.in_post / f64::from(people);
    let counts = by_largest_remainder(people, shares.unwrap_or(NATIONAL_EXPERIENCE));
    let groups = Experience::ALL.into_iter().zip(counts);
    groups
        .flat_map(|(experience, count)| (0..count).map(move |nth| (experience, nth, count)))
        .map(|(experience, nth, count)| InPost {
            role,
            months: month_within(experience, nth, count),
            fte,
            outside: false,
            away: None,
        })
        .collect()
}

/// The nth of so many in a group, spread evenly over its months.
fn month_within(experience: Experience, nth: u32, count: u32) -> u16 {
    let first = experience.first_month();
    let next = Experience::ALL.get(experience.index() + 1);
    let width = next.map_or(120, |next| next.first_month() - first);
    let step = u32::from(width) * (2 * nth + 1) / (2 * count);
    first + u16::try_from(step).unwrap_or_default().min(width - 1)
}

fn by_largest_remainder(people: u32, shares: [f64; 5]) -> [u32; 5] {
    let total: f64 = shares.iter().sum();
    let exact = shares.map(|share| share / total * f64::from(people));
    let mut counts = exact.map(|exact| exact.floor() as u32);
    let mut order = [0, 1, 2, 3, 4];
    order.sort_by(|&left, &right| exact[right].fract().total_cmp(&exact[left].fract()));
    let left = people - counts.iter().sum::<u32>().min(people);
    for group in order.into_iter().cycle().take(left as usize) {
        counts[group] += 1;
    }
    counts
}
