//! The table of rates: a row for each role and group of experience.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::Ledger;
use holdfast_reference::{AuthorityNumber, Releases};
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::RoleId;
use jiff::civil::Date;

use super::published::{Level, by_experience};
use super::{Estimate, Hazard};
use crate::careers::{self, RecordsError};
use crate::opening;
use crate::scenario::Experience;

/// The rates of leaving of all groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// The time that was looked at; it has an end.
    pub window: Spell,
    /// All groups together.
    pub council: CouncilLevel,
    /// The groups: roles in the order of lists, each from the least to the
    /// most experience.
    pub rows: Vec<Estimate>,
    /// What a reader has to know, in sentences.
    pub notes: Vec<String>,
}

/// The level of leaving of the whole council.
#[derive(Clone, Debug, PartialEq)]
pub struct CouncilLevel {
    /// Its leavers.
    pub events: u32,
    /// Its person-months at risk.
    pub exposure: f64,
    /// What published figures say, shaped by the experience of its people.
    pub prior: Hazard,
    /// Where the prior comes from, in words.
    pub prior_source: String,
}

impl CouncilLevel {
    /// Published figures and own data together.
    pub fn used(&self) -> Hazard {
        self.prior.with(f64::from(self.events), self.exposure)
    }
}

/// Own leavers and person-months at risk.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    events: u32,
    exposure: f64,
}

impl Estimates {
    /// Estimates the rates from the months of records before a day, at most
    /// [`careers::WINDOW_MONTHS`]. Leavers are everybody whom the official
    /// measures see leave, moves out of the service, secondments out and
    /// career breaks among them, and those who leave in the year they joined in.
    ///
    /// # Errors
    /// Where there are no records of the day, or no published figures at all.
    pub fn of(ledger: &Ledger<'_>, date: Date, releases: &Releases) -> Result<Self, RecordsError> {
        let window = careers::window(ledger, date)?;
        let workforce = ledger.workforce();
        let own = own(ledger, window);
        let level = Level::of(releases, AuthorityNumber::of(workforce), date)
            .ok_or(RecordsError::NothingPublished)?;
        let named: BTreeSet<RoleId> = own
            .keys()
            .map(|(role, _)| *role)
            .chain(opening::established_on(ledger, date).into_keys())
            .collect();
        let roles = careers::roles_in_order(workforce, named);
        let prior = Prior::of(&level, &own);
        let groups = roles.iter().flat_map(|role| {
            let of = |experience| (role.id, role.reference.clone(), experience);
            Experience::ALL.map(of)
        });
        let rows = groups.map(|(role, reference, experience)| {
            let own = own.get(&(role, experience)).copied().unwrap_or_default();
            Estimate {
                role: reference,
                experience,
                events: own.events,
                exposure: own.exposure,
                prior: prior.without(own, experience),
                prior_source: prior.source.clone(),
            }
        });
        Ok(Self {
            window,
            rows: rows.collect(),
            council: prior.council(&level),
            notes: notes(ledger),
        })
    }

    /// The hazard of leaving of a group, by the role's id.
    pub fn leaving(&self, role: &str, experience: Experience) -> Option<Hazard> {
        let is_it = |row: &&Estimate| row.role == role && row.experience == experience;
        self.rows.iter().find(is_it).map(Estimate::used)
    }
}

/// Own events and exposure by group. Who leaves is counted once, in the role
/// and experience of the last day.
fn own(ledger: &Ledger<'_>, window: Spell) -> BTreeMap<(RoleId, Experience), Own> {
    let mut groups: BTreeMap<_, Own> = BTreeMap::new();
    for stretch in careers::stretches(ledger, window) {
        let group = groups
            .entry((stretch.role, stretch.experience))
            .or_default();
        group.events += u32::from(stretch.leaves);
        group.exposure += stretch.at_work;
    }
    groups
}

/// What is expected of a group before it is looked at.
struct Prior {
    /// The published hazard of a month, and its strength.
    published: Hazard,
    ratios: [f64; 5],
    own: Own,
    /// Leavers that published figures expect in the council's own exposure.
    expected: f64,
    source: String,
}

impl Prior {
    fn of(level: &Level, groups: &BTreeMap<(RoleId, Experience), Own>) -> Self {
        let mut prior = Self {
            published: level.hazard,
            ratios: by_experience(),
            own: Own::default(),
            expected: 0.0,
            source: format!(
                "{}, shaped by experience, at the level of the council’s other groups",
                level.source
            ),
        };
        for ((_, experience), group) in groups {
            prior.own.events += group.events;
            prior.own.exposure += group.exposure;
            prior.expected += group.exposure * prior.hazard(*experience);
        }
        prior
    }

    /// The published hazard of a month for a group.
    fn hazard(&self, experience: Experience) -> f64 {
        self.published.mean() * self.ratios[experience.index()]
    }

    /// For a group, at the level that the other groups show: what they had over
    /// what was expected of them, both with the strength added.
    fn without(&self, group: Own, experience: Experience) -> Hazard {
        let strength = self.published.events;
        let hazard = self.hazard(experience);
        let seen = strength + f64::from(self.own.events - group.events);
        let expected = strength + self.expected - group.exposure * hazard;
        Hazard {
            events: strength,
            months: strength / (hazard * seen / expected),
        }
    }

    fn council(&self, level: &Level) -> CouncilLevel {
        let hazard = if self.own.exposure > 0.0 {
            self.expected / self.own.exposure
        } else {
            self.published.mean()
        };
        CouncilLevel {
            events: self.own.events,
            exposure: self.own.exposure,
            prior: Hazard {
                events: self.published.events,
                months: self.published.events / hazard,
            },
            prior_source: format!("{}, shaped by experience", level.source),
        }
    }
}

fn notes(ledger: &Ledger<'_>) -> Vec<String> {
    let mut notes = vec![
        "No leavers by role are published: published figures tell groups of experience apart, by years with the council, and roles only as far as the council’s own leavers do.".to_owned(),
    ];
    if ledger.service() != Some(Service::Children) {
        notes.push(
            "The published level is that of children’s social workers; none is published for adults’.".to_owned(),
        );
    }
    notes
}
