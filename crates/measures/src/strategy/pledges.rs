//! Who has acknowledged what was pledged, by team.
//!
//! A pledge of the council or of its staff is for those in post; a practice
//! standard is for agency workers as well. Teams of few people are told
//! together, so that nobody is singled out.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::PledgeSort;
use holdfast_workforce::id::{PersonId, TeamId};
use holdfast_workforce::record::Pledge;
use jiff::civil::Date;

use crate::ledger::Ledger;
use crate::population::Population;

/// Teams with fewer people than this are told together.
pub const SMALL_TEAM: usize = 5;

/// A pledge at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct PledgeState<'w> {
    /// The pledge.
    pub pledge: &'w Pledge,
    /// Whether it holds at the date.
    pub holds: bool,
    /// How many people it is for.
    pub expected: usize,
    /// How many of them have acknowledged it.
    pub acknowledged: usize,
    /// The same by team, by name; teams of few people together at the end.
    pub teams: Vec<TeamShare>,
}

/// How many of a team, or of several small ones, have acknowledged a pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamShare {
    /// The team's name, or what stands for several teams.
    pub label: String,
    /// How many people it is for.
    pub expected: usize,
    /// How many of them have acknowledged it.
    pub acknowledged: usize,
}

/// Every pledge at a date: those that hold first, each sort by itself, by place
/// and number.
pub fn pledges(workforce: &Workforce, at: Date) -> Vec<PledgeState<'_>> {
    let ledger = Ledger::new(workforce, None);
    let population = ledger.population();
    let mut found: Vec<_> = workforce
        .pledges()
        .iter()
        .map(|pledge| state(workforce, population, pledge, at))
        .collect();
    found.sort_by_key(|it| {
        let pledge = it.pledge;
        (!it.holds, pledge.sort, pledge.order, &pledge.reference)
    });
    found
}

fn state<'w>(
    workforce: &'w Workforce,
    population: &Population,
    pledge: &'w Pledge,
    at: Date,
) -> PledgeState<'w> {
    let acknowledgements = workforce.acknowledgements().linking(pledge.id);
    let until_now = acknowledgements.filter(|it| it.on <= at);
    let by: BTreeSet<PersonId> = until_now.map(|it| it.person).collect();
    let people = people_for(population, pledge.sort, at);
    let mut teams: BTreeMap<TeamId, TeamShare> = BTreeMap::new();
    for (person, team) in &people {
        let name = workforce.teams().get(*team).map(|it| it.name.clone());
        let share = teams.entry(*team).or_insert_with(|| TeamShare {
            label: name.unwrap_or_default(),
            expected: 0,
            acknowledged: 0,
        });
        share.expected += 1;
        share.acknowledged += usize::from(by.contains(person));
    }
    PledgeState {
        pledge,
        holds: pledge.spell.is_none_or(|spell| spell.contains(at)),
        expected: people.len(),
        acknowledged: people.keys().filter(|it| by.contains(it)).count(),
        teams: with_small_ones_together(teams.into_values().collect()),
    }
}

/// Everybody whom a pledge is for, with the team in which they mainly work.
fn people_for(population: &Population, sort: PledgeSort, at: Date) -> BTreeMap<PersonId, TeamId> {
    let mut people = BTreeMap::new();
    if sort == PledgeSort::Standard {
        people.extend(population.agency_on(at).map(|it| (it.person, it.team)));
    }
    let in_post = population.in_post(at);
    people.extend(in_post.filter_map(|it| Some((it.person, it.main_piece(at)?.team))));
    people
}

/// Puts small teams together; where these are still few, the smallest of the
/// other teams joins them.
fn with_small_ones_together(mut teams: Vec<TeamShare>) -> Vec<TeamShare> {
    teams.sort_by(|one, other| one.label.cmp(&other.label));
    let (mut kept, mut small): (Vec<_>, Vec<_>) =
        teams.into_iter().partition(|it| it.expected >= SMALL_TEAM);
    let people = |teams: &[TeamShare]| teams.iter().map(|it| it.expected).sum::<usize>();
    if (1..SMALL_TEAM).contains(&people(&small))
        && let Some(place) = (0..kept.len()).min_by_key(|place| kept[*place].expected)
    {
        small.push(kept.remove(place));
    }
    if small.is_empty() {
        return kept;
    }
    kept.push(TeamShare {
        label: match small.as_slice() {
            [one] => one.label.clone(),
            several => format!("{} small teams together", several.len()),
        },
        expected: people(&small),
        acknowledged: small.iter().map(|it| it.acknowledged).sum(),
    });
    kept
}

impl TeamShare {
    /// The share in words: `12 of 15 (80%)`.
    pub fn in_words(&self) -> String {
        share_in_words(self.acknowledged, self.expected)
    }
}

impl PledgeState<'_> {
    /// The share in words: `120 of 150 (80%)`, `nobody is recorded whom it is for`.
    pub fn in_words(&self) -> String {
        match self.expected {
            0 => "nobody is recorded whom it is for".to_owned(),
            expected => share_in_words(self.acknowledged, expected),
        }
    }

    /// How many have not acknowledged it, in words.
    pub fn missing_in_words(&self) -> String {
        let missing = self.expected - self.acknowledged;
        counted(missing, "person has not", "people have not")
    }
}

/// So many of so many, with whole percent.
pub(super) fn share_in_words(part: usize, whole: usize) -> String {
    let percent = crate::value::Ratio::new(part as i128 * 100, whole as i128);
    match percent {
        Some(percent) => format!("{part} of {whole} ({}%)", percent.rounded(0)),
        None => format!("{part} of {whole}"),
    }
}
