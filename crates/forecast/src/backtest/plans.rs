//! Every forecast as a plan that the engine runs, as a council could have
//! written it at the end of the year that is looked from.
//!
//! What the fitted equations expect becomes the plan's assumptions: a rate of
//! leaving, offers a year, changes of the establishment, the usual agency cover.
//! Their spreads become its luck ([`Luck`]). Everything else is the engine, with
//! the same quantiles as any outlook.

use jiff::civil::Date;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use toml::Spanned;

use super::YEARS_NEEDED;
use super::panel::{Observed, Panel};
use super::shocks::{Luck, Standing};
use super::vintage::{Expected, Start, Vintage};
use crate::futures::{Column, simulate, unwatched};
use crate::model::{Model, NoRates};
use crate::opening::{InPost, Opening, OpeningRole};
use crate::outlook::{Band, band};
use crate::rates::Hazard;
use crate::scenario::{
    Agency, Attrition, Count, EstablishmentChange, Experience, Hire, HireKind, Limit, Money, Month,
    NOWHERE, Posts, Rate, Scenario, Start as PlanStart, Workload,
};
use crate::series::Series;
use crate::uncertain::{Bounds, Shape, Uncertain};

/// How many years ahead a plan looks. Further there are too few origins to
/// learn anything from.
pub const MOST_YEARS_AHEAD: usize = 4;

/// How many futures each plan has. Errors and shares held are over hundreds of
/// plans, so that few will do.
const FUTURES: u32 = 300;

/// FTE per person in post, England, 30 September 2025: 36,186.3 ÷ 38,292.
pub(super) const FTE_PER_PERSON: f64 = 0.945;

/// What a plan foresaw at the end of its nth year: in post, vacancies, agency.
pub(super) type Foreseen = [Option<Band>; 3];

/// To a tenth, as figures are published.
pub(super) fn rounded(fte: f64) -> f64 {
    (fte * 10.0).round() / 10.0
}

/// The half band and that of nine tenths.
pub(super) fn bands(band: &Band) -> [(f64, f64); 2] {
    [(band.p25, band.p75), (band.p5, band.p95)].map(|(low, high)| (rounded(low), rounded(high)))
}

/// What the plans of an origin foresaw, by unit and year.
pub(super) struct Origin {
    /// How many years were known.
    pub(super) known: usize,
    /// By unit, then by year ahead.
    pub(super) units: Vec<Vec<Foreseen>>,
    /// Where each unit stood.
    pub(super) starts: Vec<Start>,
}

/// How many plans there are.
pub(super) fn count(panel: &Panel) -> usize {
    panel.units.len() * panel.years.saturating_sub(YEARS_NEEDED)
}

/// Runs the plans of every unit from every origin of a panel. Whoever watches
/// is told whenever one is done.
pub(super) fn run(panel: &Panel, watch: &(dyn Fn() + Sync)) -> Vec<Origin> {
    (YEARS_NEEDED..panel.years)
        .map(|known| {
            let vintage = Vintage::of(&panel.known_after(known));
            let years = (panel.years - known).min(MOST_YEARS_AHEAD);
            let units = 0..vintage.starts.len();
            let units = units.into_par_iter().map(|unit| {
                let plan = Plan {
                    vintage: &vintage,
                    origin: panel.year(known - 1),
                    unit,
                    years,
                };
                let foreseen = plan.foreseen();
                watch();
                foreseen
            });
            Origin {
                known,
                units: units.collect(),
                starts: vintage.starts.clone(),
            }
        })
        .collect()
}

/// A plan that could have been written at an origin.
struct Plan<'a> {
    vintage: &'a Vintage,
    origin: i16,
    unit: usize,
    years: usize,
}

impl Plan<'_> {
    /// What its futures have in common at the end of each year. Nothing is
    /// foreseen of what wasn't known at the origin.
    fn foreseen(&self) -> Vec<Foreseen> {
        let start = self.vintage.starts[self.unit];
        let now = start.now;
        let expected = self.expected(start);
        let known = expected.first().is_some_and(|it| it.in_post.is_finite());
        let Some(model) = known.then(|| self.model(&start, &expected)).flatten() else {
            return vec![Foreseen::default(); self.years];
        };
        let Ok(futures) = simulate(&model, &unwatched) else {
            return Vec::new();
        };
        let posts_known = now.vacancies.is_finite();
        let told = [true, posts_known, posts_known && now.agency.is_finite()];
        let series = [Series::InPost, Series::Vacancies, Series::Agency];
        let mut values = Vec::new();
        (1..=self.years)
            .map(|year| {
                std::array::from_fn(|measure| {
                    futures.values(Column::Series(series[measure]), 12 * year, &mut values);
                    band(&mut values).filter(|_| told[measure])
                })
            })
            .collect()
    }

    /// What the equations expect of year after year.
    fn expected(&self, start: Start) -> Vec<Expected> {
        let mut now = start.now;
        let mut all = Vec::new();
        for _ in 0..self.years {
            let expected = self.vintage.coefficients.expected(&Start { now, ..start });
            now = Observed {
                in_post: expected.in_post,
                vacancies: expected.vacancies,
                agency: expected.agency,
                starters: expected.starters,
                leavers: expected.leavers,
            };
            all.push(expected);
        }
        all
    }

    fn model(&self, start: &Start, expected: &[Expected]) -> Option<Model> {
        let opening = self.opening(&start.now);
        let first = expected.first()?;
        let luck = Luck::of(
            &self.vintage.spread,
            &self.vintage.coefficients,
            Standing {
                in_post: first.in_post,
                vacancies: known(first.vacancies),
                agency: known(first.agency),
            },
        );
        let scenario = self.scenario(start, expected, &luck, &opening);
        let mut model = Model::new(&scenario, opening, &NoRates).ok()?;
        // Some councils have more agency workers than vacancies, year after
        // year, which no scenario may write as a share.
        model.agency.covers = model.slots.fixed(known(start.per_vacancy));
        Some(model)
    }

    fn opening(&self, now: &Observed) -> Opening {
        let people = (now.in_post / FTE_PER_PERSON).round().max(1.0);
        let somebody = InPost {
            role: 0,
            months: Experience::FiveToTen.typical_month(),
            fte: now.in_post / people,
            outside: false,
            away: None,
        };
        Opening {
            date: self.date(),
            roles: vec![OpeningRole {
                id: "all".to_owned(),
                name: "Social workers".to_owned(),
                established: now.in_post + known(now.vacancies),
                kept: 0.0,
                holds_cases: Uncertain::certain(1.0),
            }],
            people: vec![somebody; people as usize],
            agency: known(now.agency),
            notes: Vec::new(),
        }
    }

    /// 30 September of the year that is looked from.
    fn date(&self) -> Date {
        Date::new(self.origin, 9, 30).unwrap_or(Date::ZERO)
    }

    fn scenario(
        &self,
        start: &Start,
        expected: &[Expected],
        luck: &Luck,
        opening: &Opening,
    ) -> Scenario {
        let months = u16::try_from(12 * self.years).unwrap_or(12);
        let yearly = Hazard::yearly(start.leaver_rate / 12.0);
        let rate = spread(
            yearly,
            (1.0 - yearly) * start.leaver_rate * start.leaver_doubt,
        );
        let each = opening.people.first().map_or(1.0, |person| person.fte);
        Scenario {
            title: String::new(),
            about: String::new(),
            months: Spanned::new(NOWHERE, months),
            futures: Spanned::new(NOWHERE, FUTURES),
            seed: self.unit as u64,
            start: PlanStart {
                date: self.date(),
                positions: Vec::new(),
                agency: None,
            },
            roles: Vec::new(),
            attrition: Attrition {
                rate: Rate::Yearly(rate),
                ..Attrition::default()
            },
            shocks: luck.shocks,
            intakes: Vec::new(),
            hires: self.hires(expected, each),
            conversions: Vec::new(),
            progressions: Vec::new(),
            moves: Vec::new(),
            absences: Vec::new(),
            establishment: self.changes(opening.established(), expected),
            posts: Posts {
                follow_staff: Uncertain::certain(luck.follow_staff),
                drift_fades: Uncertain::certain(luck.drift_fades),
            },
            agency: Agency {
                covers: Some(Uncertain::certain(start.per_vacancy.clamp(0.0, 1.0))),
                adjusts: Some(Uncertain::certain(luck.adjusts)),
                ..Agency::default()
            },
            workload: Workload::default(),
            feedback: None,
            money: Money::default(),
            targets: Vec::new(),
            budgets: Vec::new(),
        }
    }

    /// A month of the plan, the first being 1.
    fn month(&self, nth: usize) -> Spanned<Month> {
        let nth = i32::try_from(nth).unwrap_or(i32::MAX);
        let first = holdfast_workforce::date::months_later(self.date().first_of_month(), nth);
        Spanned::new(NOWHERE, Month::of(first))
    }

    /// As many offers in each year as starters are expected, of people with
    /// the hours of those in post.
    fn hires(&self, expected: &[Expected], each: f64) -> Vec<Hire> {
        let years = (0..).zip(expected);
        let of_year = |(year, expected): (usize, &Expected)| Hire {
            name: "starters".to_owned(),
            kind: HireKind::Experienced,
            role: None,
            experience: Experience::FiveToTen,
            a_year: if each > 0.0 {
                spread(
                    expected.starters / each,
                    expected.starters_in_doubt() / each,
                )
            } else {
                Uncertain::certain(0.0)
            },
            count: Count::Chance,
            months: None,
            from: Some(self.month(12 * year + 1)),
            until: Some(self.month(12 * year + 12)),
            months_to_hire: Uncertain::certain(0.0),
            arrival_lag: Uncertain::certain(0.0),
            limit: Limit::None,
            fte: Uncertain::certain(each),
            cost_each: None,
        };
        years.map(of_year).collect()
    }

    /// A twelfth of each year's expected change of posts in every month.
    fn changes(&self, established: f64, expected: &[Expected]) -> Vec<EstablishmentChange> {
        let mut before = established;
        let mut changes = Vec::new();
        for (year, expected) in expected.iter().enumerate() {
            let after = expected.in_post + known(expected.vacancies);
            let monthly = (after - before) / 12.0;
            before = after;
            changes.extend((1..=12).map(|month| EstablishmentChange {
                month: self.month(12 * year + month),
                role: None,
                change: Spanned::new(NOWHERE, Uncertain::certain(monthly)),
                because: String::new(),
            }));
        }
        changes
    }
}

/// A value with its spread; the value alone where no distribution has them.
fn spread<B: Bounds>(mean: f64, sd: f64) -> Uncertain<B> {
    Uncertain::new(Shape::Spread { mean, sd }).unwrap_or_else(|_| Uncertain::certain(mean))
}

/// The amount, or nought where it isn't known.
fn known(amount: f64) -> f64 {
    if amount.is_finite() { amount } else { 0.0 }
}
