//! The scenario that a newcomer gets from the records: everything carries on
//! as in the last three years. Each assumption says where it comes from.

mod absences;
mod joiners;
mod pay;
mod posts;

use std::collections::BTreeMap;

use holdfast_measures::{Ledger, Measure};
use holdfast_reference::{Release, Releases};
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{Spell, in_words};
use holdfast_workforce::id::RoleId;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;
use toml::Spanned;

pub use absences::{AbsenceEstimate, absences};

use crate::backtest::{Luck, Standing, luck};
use crate::careers::{self, RecordsError, Stretch, months_of, stretches, window};
use crate::opening::{self, Opening};
use crate::rates::Hazard;
use crate::scenario::{
    AbsenceKind, Attrition, CaseType, EstablishmentChange, Experience, Limit, NOWHERE, Progression,
    Scenario, Shocks, Start, Workload,
};
use crate::uncertain::{Amount, Bounds, Change, Evidence, Shape, Uncertain};

/// How many months the scenario looks ahead.
const MONTHS: u16 = 36;

/// The fewest moves from role to role from which a rate is made.
const FEWEST_MOVES: usize = 3;

/// The records that a scenario is made from, and the time that is looked at.
struct Lookback<'l> {
    ledger: &'l Ledger<'l>,
    opening: Opening,
    window: Spell,
    stretches: Vec<Stretch>,
    luck: Luck,
}

/// How years differ for a council that begins there, as published figures of
/// all councils show.
fn published_luck(release: &Release, opening: &Opening) -> Luck {
    let found = luck(
        release,
        Standing {
            in_post: opening.in_post(),
            vacancies: opening.vacancies(),
            agency: opening.agency,
        },
    );
    let rounded = |spread: f64| (spread * 1000.0).round() / 1000.0;
    let shocks = found.shocks;
    Luck {
        shocks: Shocks {
            attrition: rounded(shocks.attrition),
            hiring: rounded(shocks.hiring),
            establishment: rounded(shocks.establishment),
            agency: rounded(shocks.agency),
            hours: rounded(shocks.hours),
            source: Some(Evidence::National),
        },
        follow_staff: rounded(found.follow_staff),
        drift_fades: rounded(found.drift_fades),
        adjusts: rounded(found.adjusts),
    }
}

/// A scenario of a service that carries on as in the months before a day.
///
/// Rates of leaving are estimated when it runs (see [`crate::rates`]). They
/// count secondments out and career breaks, as the official measures do, so
/// secondments are no absences here, and whoever comes back from one is hired.
///
/// # Errors
/// Where the records do not reach the day.
pub fn starting_scenario(
    workforce: &Workforce,
    date: Date,
    service: Option<Service>,
    releases: &Releases,
) -> Result<Scenario, RecordsError> {
    let ledger = Ledger::new(workforce, service);
    let window = window(&ledger, date)?;
    let opening = opening::of_ledger(&ledger, date)?;
    let newest = releases.newest();
    let lookback = Lookback {
        ledger: &ledger,
        luck: newest.map_or_else(Luck::default, |release| published_luck(release, &opening)),
        opening,
        window,
        stretches: stretches(&ledger, window),
    };
    Ok(lookback.scenario(date))
}

impl Lookback<'_> {
    fn scenario(&self, date: Date) -> Scenario {
        let (intakes, hires, conversions) = joiners::of(self);
        let establishment = posts::changes(self, date, MONTHS);
        Scenario {
            title: "Carry on as now".to_owned(),
            about: self.about(date, &establishment),
            months: Spanned::new(NOWHERE, MONTHS),
            futures: Spanned::new(NOWHERE, 10_000),
            seed: 1,
            start: Start {
                date,
                positions: Vec::new(),
                agency: None,
            },
            roles: Vec::new(),
            attrition: Attrition::default(),
            shocks: self.luck.shocks,
            intakes,
            hires,
            conversions,
            progressions: self.progressions(),
            moves: Vec::new(),
            absences: self.absences(),
            establishment,
            posts: posts::following(self),
            agency: posts::agency(self, date),
            workload: self.workload(date),
            feedback: None,
            money: pay::money(self, date),
            targets: Vec::new(),
            budgets: Vec::new(),
        }
    }

    fn about(&self, date: Date, changes: &[EstablishmentChange]) -> String {
        let service = self
            .ledger
            .service()
            .map_or("Both services", Service::label);
        let mut about = format!(
            "{service} of {} after {}, if everything goes on as {}.",
            self.ledger.workforce().name(),
            in_words(date),
            self.since()
        );
        for sentence in [
            "Rates of leaving are estimated from the records, drawn towards published levels where they hold little; they count moves out of the service, secondments out and career breaks, and whoever comes back from one is hired.",
            "Years differ by luck as they did for all councils in the published figures: in leaving, hiring, hours, posts and agency work. Posts follow surprises in staff by a part, as they did there; bands of this kind are what was tested on the past. If your posts stand whatever happens, set that share and the drift of the establishment to nought.",
            "No targets or trends are assumed, and no costs but the pay and charges that are recorded: add your own.",
        ] {
            about.push(' ');
            about.push_str(sentence);
        }
        if !changes.is_empty() {
            about.push_str(" Posts that the records begin or end later are known to it; nobody is hired for them beyond the hires of the past.");
        }
        about
    }

    /// The time that is looked at, in words.
    fn since(&self) -> String {
        let last = self.window.last_day().unwrap_or(self.window.from);
        format!("from {} to {}", in_words(self.window.from), in_words(last))
    }

    fn years(&self) -> f64 {
        months_of(self.window) / 12.0
    }

    /// How many there are in a year, uncertain as a Poisson count is: with the
    /// square root of the count as its standard deviation.
    fn a_year(&self, count: u32, what: &str) -> Uncertain<Amount> {
        let years = self.years();
        let shape = Shape::Spread {
            mean: rounded(f64::from(count) / years),
            sd: rounded(f64::from(count).sqrt() / years),
        };
        self.recorded(shape, format!("{what}: {count} {}", self.since()))
    }

    /// The share to whom something happens within a year, from events in
    /// person-months; its standard deviation is that of the Poisson count. Where
    /// it happens to all at once there are no months, and it is certain.
    fn yearly<B: Bounds>(&self, count: u32, months: f64, what: &str) -> Uncertain<B> {
        let yearly = Hazard::yearly(f64::from(count) / months.max(f64::MIN_POSITIVE));
        let sd = (1.0 - yearly) * 12.0 * f64::from(count).sqrt() / months;
        let shape = match sd > 0.0 {
            true => Shape::Spread {
                mean: rounded(yearly),
                sd: rounded(sd),
            },
            false => Shape::Fixed(yearly),
        };
        let because = match months < 1.0 {
            true => format!("{what}: {count}, as soon as they could, {}", self.since()),
            false => format!(
                "{what}: {count} in {months:.0} person-months {}",
                self.since()
            ),
        };
        self.recorded(shape, because)
    }

    /// A value out of the records; one number where the shape is impossible.
    fn recorded<B: Bounds>(&self, shape: Shape, because: String) -> Uncertain<B> {
        let mean = match shape {
            Shape::Fixed(mean) | Shape::Spread { mean, .. } => mean,
            Shape::Range { low, .. } | Shape::Likely { low, .. } => low,
        };
        let value = Uncertain::new(shape).unwrap_or_else(|_| Uncertain::certain(mean));
        value.from_source(Evidence::Records, because)
    }

    /// The id by which a scenario names a role.
    fn named(&self, role: RoleId) -> Option<Spanned<String>> {
        let role = self.ledger.workforce().roles().get(role)?;
        self.opening.role(&role.reference)?;
        Some(Spanned::new(NOWHERE, role.reference.clone()))
    }

    /// Moves from role to role that were seen often enough.
    fn progressions(&self) -> Vec<Progression> {
        let mut moves: BTreeMap<(RoleId, RoleId), Vec<Experience>> = BTreeMap::new();
        for stretch in &self.stretches {
            if let Some((to, experience)) = stretch.moves_to {
                let seen = moves.entry((stretch.role, to)).or_default();
                seen.push(experience);
            }
        }
        moves
            .into_iter()
            .filter(|(_, seen)| seen.len() >= FEWEST_MOVES)
            .filter_map(|((from, to), seen)| self.progression(from, to, seen))
            .collect()
    }

    /// A move, for those with the experience from which on at least nine in ten
    /// of the moves were seen.
    fn progression(
        &self,
        from: RoleId,
        to: RoleId,
        mut seen: Vec<Experience>,
    ) -> Option<Progression> {
        seen.sort_unstable();
        let first = *seen.get(seen.len() / 10)?;
        let at_risk = |it: &&Stretch| it.role == from && it.experience >= first;
        let stretches = self.stretches.iter().filter(at_risk);
        let months: f64 = stretches.map(|it| it.at_work).sum();
        let count = u32::try_from(seen.len()).ok()?;
        Some(Progression {
            from: self.named(from)?,
            to: self.named(to)?,
            experience: (first != Experience::NewlyQualified).then_some(first),
            rate: self.yearly(count, months, "moves"),
            limit: Limit::Vacancies,
        })
    }

    /// Absences that people come back from. Who leaves at the end of one is
    /// counted among the leavers already.
    fn absences(&self) -> Vec<crate::scenario::Absence> {
        let found = absences(self.ledger, self.window);
        let keeps_in_post = |it: &AbsenceEstimate| it.kind != AbsenceKind::Secondment;
        found
            .into_iter()
            .filter(keeps_in_post)
            .filter_map(|estimate| self.absence(&estimate))
            .collect()
    }

    fn absence(&self, estimate: &AbsenceEstimate) -> Option<crate::scenario::Absence> {
        let mean = estimate.mean_months().filter(|_| estimate.began > 0)?;
        Some(crate::scenario::Absence {
            kind: estimate.kind,
            rate: self.yearly(estimate.began, estimate.at_risk, "absences that began"),
            months: self.recorded(
                Shape::Spread {
                    mean: rounded(mean),
                    sd: rounded(estimate.sd_months()),
                },
                format!(
                    "{:.0} months away for {} absences that ended {}",
                    estimate.away,
                    estimate.ended,
                    self.since()
                ),
            ),
            returns: Uncertain::certain(1.0).from_source(
                Evidence::Records,
                "who leaves at the end of an absence is counted among the leavers",
            ),
        })
    }

    /// The cases of the latest day of which any are recorded.
    fn workload(&self, date: Date) -> Workload {
        let caseloads = self.ledger.workforce().caseloads().iter();
        let on = caseloads.map(|it| it.on).filter(|on| *on <= date).max();
        let cases = on.and_then(|on| {
            let figure = self.ledger.figure(Measure::Cases, on);
            Some((on, figure.value.ratio()?.as_float()))
        });
        let case_type = cases.map(|(on, cases)| CaseType {
            name: "All cases".to_owned(),
            cases: self.recorded(Shape::Fixed(cases), format!("held on {}", in_words(on))),
            trend: Uncertain::<Change>::certain(0.0)
                .from_source(Evidence::Judgement, "no trend is assumed"),
            weight: Uncertain::certain(1.0),
        });
        Workload {
            cases: case_type.into_iter().collect(),
            reduced: Vec::new(),
        }
    }
}

/// To four decimal places: more would not be read.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Whole months between two days of a spell.
fn whole_months(from: Date, to: Date) -> u16 {
    careers::months_since(from, to)
}

#[cfg(test)]
mod tests;
