//! Goal seeking: how far a lever has to be moved for a target to be reached
//! with a wanted chance, and what it costs.
//!
//! All runs see the same chance (common random numbers), so the share of futures
//! that reach the target moves smoothly with the lever and can be bisected.

use std::ops::ControlFlow;

use crate::adjust::{AdjustError, adjusted};
use crate::futures::{Column, Stopped, simulate};
use crate::model::{Model, ModelError};
use crate::outlook::shares;
use crate::scenario::{Aim, Scenario};
use crate::series::Series;

/// What is wanted: a target at a month's end with a chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Of what.
    pub of: Series,
    /// How much.
    pub aim: Aim,
    /// At the end of which month of the plan.
    pub month: usize,
    /// In which share of the futures.
    pub chance: f64,
}

/// What may be moved, from where to where and in which steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// The path of the value, see [`crate::adjust`].
    pub path: String,
    /// The cheapest or smallest value to try.
    pub from: f64,
    /// The furthest.
    pub to: f64,
    /// The step, such as 1 for people.
    pub step: f64,
}

/// A setting that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The value of each lever.
    pub values: Vec<f64>,
    /// The share of futures that reach the target.
    pub chance: f64,
    /// The standard error of that share, from the number of futures.
    pub error: f64,
    /// Mean pounds spent by the end of the plan, where prices are given.
    pub pounds: Option<f64>,
    /// How many of them more than with the scenario as it stands.
    pub extra: Option<f64>,
}

/// What came of seeking.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The chance is there at both ends of the lever.
    Throughout {
        /// The lever's beginning.
        from: Point,
        /// Its end.
        to: Point,
    },
    /// It is there at the lever's beginning and not at its end: the last step
    /// at which it still is, and the step after.
    UpTo {
        /// The last step at which it is there.
        at: Point,
        /// The first at which it isn't.
        beyond: Point,
    },
    /// The first step of the lever at which it is, and the step before.
    Reached {
        /// Where it is reached.
        at: Point,
        /// The last step at which it isn't.
        before: Point,
    },
    /// Not even at the lever's end.
    OutOfReach {
        /// The chance at the lever's beginning.
        from: Point,
        /// The chance at its end.
        to: Point,
    },
}

impl Found {
    /// The same with each setting changed, as into the units that people read.
    #[must_use]
    pub fn map(self, change: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Throughout { from, to } => Self::Throughout {
                from: change(from),
                to: change(to),
            },
            Self::UpTo { at, beyond } => Self::UpTo {
                at: change(at),
                beyond: change(beyond),
            },
            Self::Reached { at, before } => Self::Reached {
                at: change(at),
                before: change(before),
            },
            Self::OutOfReach { from, to } => Self::OutOfReach {
                from: change(from),
                to: change(to),
            },
        }
    }

    /// The setting that is just enough; where all are, the lever's beginning.
    fn enough(self) -> Option<Point> {
        match self {
            Self::Throughout { from: at, .. }
            | Self::UpTo { at, .. }
            | Self::Reached { at, .. } => Some(at),
            Self::OutOfReach { .. } => None,
        }
    }
}

/// Why nothing could be sought.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeekError {
    /// The lever can't be moved.
    #[error(transparent)]
    Lever(#[from] AdjustError),
    /// A moved scenario can't be run.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// It says how a plan is run, and nothing of the council.
    #[error(
        "‘{0}’ says how the plan is run, not what the council does. Name a value that the council can move, such as intake.NAME.size or attrition.rate."
    )]
    Setting(String),
    /// The lever has no length.
    #[error("The lever ‘{path}’ goes from {from} to {to} in steps of {step}: {advice}")]
    Range {
        /// Its path.
        path: String,
        /// From.
        from: String,
        /// To.
        to: String,
        /// In steps of.
        step: String,
        /// What to do.
        advice: &'static str,
    },
    /// The month lies outside the plan.
    #[error(
        "The plan has {months} months; month {month} is none of them. Give a month within the plan."
    )]
    Month {
        /// Which was asked for.
        month: usize,
        /// How many there are.
        months: usize,
    },
}

/// Makes a model of a scenario: the position and the rates are known to whoever asks.
pub type Build<'a> = dyn Fn(&Scenario) -> Result<Model, ModelError> + 'a;

/// Whoever watches is told how many futures are done, and of how many at most,
/// and may stop the search there and then.
pub type Watch<'a> = dyn Fn(u64, u64) -> ControlFlow<()> + Sync + 'a;

/// The most steps of a lever: bisection takes sixteen runs for them.
const MOST_STEPS: f64 = 65_536.0;

/// The numbers of a scenario that say how it is run.
const SETTINGS: [&str; 3] = ["months", "futures", "seed"];

/// Whether the number at a path is one that a council can move.
pub fn is_lever(path: &str) -> bool {
    !SETTINGS.contains(&path)
}

/// What steps such as 0.01 leave in the last places.
const DUST: f64 = 1e-9;

impl Lever {
    /// How many steps there are; the last is shorter where they don't fit.
    fn steps(&self) -> Result<u32, SeekError> {
        if !is_lever(&self.path) {
            return Err(SeekError::Setting(self.path.clone()));
        }
        let steps = ((self.to - self.from) / self.step).abs();
        let steps = (steps - DUST).ceil();
        let wrong = |advice| SeekError::Range {
            path: self.path.clone(),
            from: self.from.to_string(),
            to: self.to.to_string(),
            step: self.step.to_string(),
            advice,
        };
        if !steps.is_finite() || steps < 1.0 {
            return Err(wrong(
                "it needs at least one step. Give a wider range or a smaller step.",
            ));
        }
        if steps > MOST_STEPS {
            return Err(wrong("these are too many steps. Give a larger step."));
        }
        Ok(steps as u32)
    }

    /// The most runs that seeking along it takes: both ends, and each halving.
    fn runs(&self) -> Result<u64, SeekError> {
        let halvings = u32::BITS - (self.steps()? - 1).leading_zeros();
        Ok(2 + u64::from(halvings))
    }

    fn value(&self, step: u32) -> f64 {
        let length = (self.to - self.from).abs();
        let way = (self.step.abs() * f64::from(step)).min(length);
        let value = self.from + way * (self.to - self.from).signum();
        // Divided, since no power of ten below one is exact.
        (value / DUST).round() / DUST.recip().round()
    }
}

/// Where a search stands, for whoever watches.
struct Course<'a> {
    watch: &'a Watch<'a>,
    /// The futures of each run.
    futures: u64,
    /// The most runs that there will be.
    runs: u64,
    /// What the scenario costs as it stands, where prices are given.
    pounds: Option<f64>,
}

impl<'a> Course<'a> {
    /// A course that begins with the scenario as it stands, so many runs
    /// before all others.
    fn begin(
        scenario: &Scenario,
        build: &Build<'_>,
        goal: Goal,
        (runs, watch): (u64, &'a Watch<'a>),
    ) -> Result<Self, SeekError> {
        let mut course = Self {
            watch,
            futures: u64::from(*scenario.futures.get_ref()),
            runs: runs + 1,
            pounds: None,
        };
        if build(scenario)?.costs.known {
            let as_it_stands = tried(scenario, build, goal, Vec::new(), &|done| {
                course.told(0, done)
            })?;
            course.pounds = as_it_stands.pounds;
        }
        Ok(course)
    }

    /// Told of a future in the run that is so many runs after the first.
    fn told(&self, runs_before: u64, done: u32) -> ControlFlow<()> {
        let done = runs_before * self.futures + u64::from(done);
        (self.watch)(done, self.runs * self.futures)
    }
}

/// Seeks along one lever.
///
/// # Errors
/// Where the lever can't be moved, a scenario can't be run, or it was stopped.
pub fn seek(
    scenario: &Scenario,
    build: &Build<'_>,
    goal: Goal,
    lever: &Lever,
    watch: &Watch<'_>,
) -> Result<Found, SeekError> {
    let course = Course::begin(scenario, build, goal, (lever.runs()?, watch))?;
    seek_on(scenario, build, goal, lever, (&course, 1))
}

/// Seeks along one lever, after so many runs of a longer course.
fn seek_on(
    scenario: &Scenario,
    build: &Build<'_>,
    goal: Goal,
    lever: &Lever,
    (course, before): (&Course<'_>, u64),
) -> Result<Found, SeekError> {
    let steps = lever.steps()?;
    let mut runs = before;
    let mut try_step = |step: u32| {
        let value = lever.value(step);
        let moved = adjusted(scenario, &lever.path, value)?;
        let mut point = tried(&moved, build, goal, vec![value], &|done| {
            course.told(runs, done)
        })?;
        point.extra = point.pounds.zip(course.pounds).map(|(it, now)| it - now);
        runs += 1;
        Ok::<_, SeekError>(point)
    };
    let is_enough = |point: &Point| point.chance >= goal.chance;
    let (from, to) = (try_step(0)?, try_step(steps)?);
    let begins = is_enough(&from);
    match (begins, is_enough(&to)) {
        (true, true) => return Ok(Found::Throughout { from, to }),
        (false, false) => return Ok(Found::OutOfReach { from, to }),
        _ => {}
    }
    let ((mut low, mut near), (mut high, mut far)) = ((0, from), (steps, to));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let point = try_step(middle)?;
        if is_enough(&point) == begins {
            (low, near) = (middle, point);
        } else {
            (high, far) = (middle, point);
        }
    }
    Ok(match begins {
        true => Found::UpTo {
            at: near,
            beyond: far,
        },
        false => Found::Reached {
            at: far,
            before: near,
        },
    })
}

/// For values of a first lever, how far the second has to be moved: the frontier
/// of ways to reach a goal. Values at which it can't be reached are left out.
///
/// # Errors
/// As [`seek`].
pub fn frontier(
    scenario: &Scenario,
    build: &Build<'_>,
    goal: Goal,
    levers: (&Lever, &Lever),
    watch: &Watch<'_>,
) -> Result<Vec<Point>, SeekError> {
    let first = spread(levers.0.steps()?);
    let each = levers.1.runs()?;
    let runs = each * first.len() as u64;
    let course = Course::begin(scenario, build, goal, (runs, watch))?;
    let mut points = Vec::new();
    for (before, step) in first.into_iter().enumerate() {
        let value = levers.0.value(step);
        let moved = adjusted(scenario, &levers.0.path, value)?;
        let place = (&course, 1 + before as u64 * each);
        let found = seek_on(&moved, build, goal, levers.1, place)?;
        if let Some(mut point) = found.enough() {
            point.values.insert(0, value);
            points.push(point);
        }
    }
    Ok(points)
}

/// Steps from the first to the last, enough of them for a curve.
fn spread(steps: u32) -> Vec<u32> {
    const POINTS: u32 = 9;
    let step = |nth: u32| f64::from(steps) * f64::from(nth) / f64::from(POINTS - 1);
    let mut spread: Vec<u32> = (0..POINTS).map(|nth| step(nth).round() as u32).collect();
    spread.dedup();
    spread
}

fn tried(
    scenario: &Scenario,
    build: &Build<'_>,
    goal: Goal,
    values: Vec<f64>,
    watch: &(dyn Fn(u32) -> ControlFlow<()> + Sync),
) -> Result<Point, SeekError> {
    let model = build(scenario)?;
    if goal.month > model.months() {
        return Err(SeekError::Month {
            month: goal.month,
            months: model.months(),
        });
    }
    let futures = simulate(&model, watch)?;
    let chance = shares(&futures, goal.of, goal.aim)[goal.month];
    let count = futures.count() as f64;
    let mut spent = Vec::new();
    futures.values(
        Column::Series(Series::SpendSoFar),
        model.months(),
        &mut spent,
    );
    let mean = spent.iter().map(|pounds| f64::from(*pounds)).sum::<f64>() / count;
    Ok(Point {
        values,
        chance,
        error: (chance * (1.0 - chance) / count).sqrt(),
        pounds: model.costs.known.then_some(mean),
        extra: None,
    })
}
