//! Several years ahead: the same step over and over, with a fresh year's luck
//! each time and the rates of the origin held.

use holdfast_reference::{Measure, Release};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Poisson, StandardNormal};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::panel::{Observed, Panel};
use super::spread::{OFFSET, POWER};
use super::vintage::{Start, Vintage, not_below_nought};
use super::{PREDICTED, YEARS_NEEDED};

/// How many years ahead it looks at most. Further there are too few origins to
/// learn anything from.
pub const MOST_YEARS_AHEAD: usize = 4;

/// How many futures are drawn for each authority and origin. The errors and
/// the shares held are over hundreds of those, so that few will do.
const FUTURES: usize = 400;

/// Half of the last published digit: what a drawn number would be rounded by.
const HALF_A_DIGIT: f64 = 0.05;

/// How well a measure was foreseen some years ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// What is predicted, in FTE.
    pub measure: Measure,
    /// How many years ahead.
    pub years: usize,
    /// How many forecasts could be held against a truth.
    pub count: usize,
    /// The mean error of the medians, without its sign, in FTE.
    pub mean_absolute: f64,
    /// The same of saying that nothing changes.
    pub no_change: f64,
    /// How many truths the half band held, in percent.
    pub held_half: f64,
    /// How many truths the band of nine tenths held, in percent.
    pub held_nine_tenths: f64,
}

/// A forecast by draws, held against what came.
struct Held {
    measure: usize,
    years: usize,
    error: f64,
    no_change: f64,
    in_half: bool,
    in_nine_tenths: bool,
}

/// How well one to [`MOST_YEARS_AHEAD`] years ahead are foreseen, from every
/// origin of a release, by measure and then by years ahead. It is the same
/// each time, whatever the number of threads.
pub fn ahead(release: &Release) -> Vec<Ahead> {
    let panel = Panel::of(release);
    let origins = YEARS_NEEDED..panel.years;
    let held: Vec<Held> = origins
        .flat_map(|years| from_origin(&panel, years))
        .collect();
    let measures = PREDICTED.into_iter().enumerate();
    let all = measures.flat_map(|(index, measure)| {
        (1..=MOST_YEARS_AHEAD).map(move |years| (index, measure, years))
    });
    all.filter_map(|(index, measure, years)| {
        let wanted = |it: &&Held| it.measure == index && it.years == years;
        summary(
            measure,
            years,
            &held.iter().filter(wanted).collect::<Vec<_>>(),
        )
    })
    .collect()
}

fn summary(measure: Measure, years: usize, held: &[&Held]) -> Option<Ahead> {
    let count = held.len();
    let mean = |of: fn(&Held) -> f64| held.iter().map(|it| of(it)).sum::<f64>() / count as f64;
    (count > 0).then(|| Ahead {
        measure,
        years,
        count,
        mean_absolute: mean(|it| it.error),
        no_change: mean(|it| it.no_change),
        held_half: mean(|it| f64::from(it.in_half)) * 100.0,
        held_nine_tenths: mean(|it| f64::from(it.in_nine_tenths)) * 100.0,
    })
}

fn from_origin(panel: &Panel, known: usize) -> Vec<Held> {
    let vintage = Vintage::of(&panel.known_after(known));
    let units = 0..vintage.starts.len();
    let of_units = units.into_par_iter().map(|unit| {
        let to_come = panel.units[unit].years.iter().skip(known);
        let to_come: Vec<&Observed> = to_come.take(MOST_YEARS_AHEAD).collect();
        from_start(&vintage, known, unit, &to_come)
    });
    of_units.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn from_start(vintage: &Vintage, known: usize, unit: usize, to_come: &[&Observed]) -> Vec<Held> {
    let start = vintage.starts[unit];
    let mut chance = ChaCha8Rng::seed_from_u64(known as u64);
    chance.set_stream(unit as u64);
    let mut futures = vec![start.now; FUTURES];
    let mut held = Vec::new();
    for (years, came) in (1..).zip(to_come) {
        for now in &mut futures {
            *now = vintage.next_year(&Start { now: *now, ..start }, &mut chance);
        }
        for measure in 0..PREDICTED.len() {
            let mut drawn: Vec<f64> = futures.iter().map(|it| it.stocks()[measure]).collect();
            drawn.sort_by(f64::total_cmp);
            let (truth, now) = (came.stocks()[measure], start.now.stocks()[measure]);
            let middle = quantile(&drawn, 0.5);
            if !(truth.is_finite() && now.is_finite() && middle.is_finite()) {
                continue;
            }
            let within = |low, high| {
                quantile(&drawn, low) - HALF_A_DIGIT <= truth
                    && truth <= quantile(&drawn, high) + HALF_A_DIGIT
            };
            held.push(Held {
                measure,
                years,
                error: (middle - truth).abs(),
                no_change: (now - truth).abs(),
                in_half: within(0.25, 0.75),
                in_nine_tenths: within(0.05, 0.95),
            });
        }
    }
    held
}

/// The value below which a share of sorted values lies, between two of them in proportion.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor();
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(f64::NAN);
    let (lower, upper) = (at(below), at(place.ceil()));
    lower + (upper - lower) * (place - below)
}

impl Vintage {
    /// Draws what a year brings: leavers and starters are Poisson counts whose
    /// means have a lognormal shock of the year; vacancies and agency workers
    /// spread lognormally about what follows from them, so that none is below
    /// nought.
    fn next_year(&self, start: &Start, chance: &mut ChaCha8Rng) -> Observed {
        let (spread, coefficients) = (&self.spread, &self.coefficients);
        let expected = coefficients.expected(start);
        let mut normal = || -> f64 { StandardNormal.sample(chance) };
        let shocks = [normal(), normal(), normal(), normal(), normal()];
        let mut count = |mean: f64, sd: f64, shock: f64| {
            let mean = mean * (spread.together * sd * shock).exp();
            Poisson::new(mean).map_or(0.0, |counts| counts.sample(chance))
        };
        let leavers = count(expected.leavers, spread.leavers, shocks[0]);
        let starters = count(expected.starters, spread.starters, shocks[1]);
        let staff = start.now.in_post;
        let other = spread.other * staff * shocks[2];
        let in_post = not_below_nought(staff - leavers + starters + other);
        let reached = spread.passed_on * (in_post - expected.in_post);
        let vacancies = spread_about(expected.vacancies + reached, spread.vacancies, shocks[3]);
        let closed = coefficients.closing * start.agency_gap(vacancies);
        Observed {
            in_post,
            vacancies,
            agency: spread_about(start.now.agency + closed, spread.agency, shocks[4]),
            starters,
            leavers,
        }
    }
}

/// A draw about a mean with the spread that [`size`](super::spread::size)
/// gives, never below nought.
fn spread_about(mean: f64, spread: f64, shock: f64) -> f64 {
    let raised = not_below_nought(mean) + OFFSET;
    let sd = spread * raised.powf(POWER - 1.0);
    not_below_nought(raised * (sd * shock).exp() - OFFSET)
}
