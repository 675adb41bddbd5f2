//! A value of a plan: one number, a range or a distribution, with its source.
//!
//! What is uncertain is drawn once for each future, so that it moves a whole
//! future up or down: not knowing the rate is one thing, chance from month to
//! month is another.

use std::fmt;
use std::marker::PhantomData;

use rand::{Rng, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution as _, Gamma, Normal};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a value may be at all.
pub trait Bounds {
    /// The lowest value.
    const LOW: f64;
    /// The highest value.
    const HIGH: f64;
    /// The bounds in words.
    const WORDS: &'static str;
}

/// A share or a probability, from 0 to 1: `0.12` for 12%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share;

/// An amount of people, FTE, pounds, cases or months, not below nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount;

/// A change, up or down: `-30` posts, or `0.02` for 2% more a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change;

impl Bounds for Share {
    const LOW: f64 = 0.0;
    const HIGH: f64 = 1.0;
    const WORDS: &'static str = "a share from 0 to 1, such as 0.12 for 12%";
}

impl Bounds for Amount {
    const LOW: f64 = 0.0;
    const HIGH: f64 = 1e12;
    const WORDS: &'static str = "an amount from 0 up";
}

impl Bounds for Change {
    const LOW: f64 = -1e12;
    const HIGH: f64 = 1e12;
    const WORDS: &'static str = "a number";
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The council's own records.
    Records,
    /// Published national or regional figures.
    National,
    /// A paper or other document, which the reason names.
    Paper,
    /// The judgement of whoever wrote the scenario.
    #[default]
    Judgement,
}

impl Evidence {
    /// All sources.
    pub const ALL: [Self; 4] = [Self::Records, Self::National, Self::Paper, Self::Judgement];

    /// How a scenario's text names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::National => "national",
            Self::Paper => "paper",
            Self::Judgement => "judgement",
        }
    }

    /// The source in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Records => "own data",
            Self::National => "national figures",
            Self::Paper => "a paper",
            Self::Judgement => "judgement",
        }
    }
}

/// How a value is distributed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// One number.
    Fixed(f64),
    /// Anything between two numbers, all alike.
    Range {
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Between two numbers, one in between the likeliest: a triangle.
    Likely {
        /// The lowest.
        low: f64,
        /// The likeliest.
        likely: f64,
        /// The highest.
        high: f64,
    },
    /// A mean and a standard deviation: a beta distribution for shares, a gamma
    /// distribution for amounts, a normal one for changes.
    Spread {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        sd: f64,
    },
}

/// A value of a plan with its source. Written as a number, or as a table:
/// `{ low = 0.09, likely = 0.12, high = 0.15, source = "judgement", because = "…" }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain<B> {
    /// How it is distributed.
    pub shape: Shape,
    /// Where it comes from.
    pub source: Evidence,
    /// Why this value, in the words of whoever wrote it.
    pub because: String,
    bounds: PhantomData<B>,
}

/// What is wrong with a distribution.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ShapeError {
    /// A number lies outside the bounds.
    #[error("{value} is out of bounds{}. Write {bounds}.", if *bounds == Share::WORDS && *value > 1.0 { format!(": {}% is more than all", value * 100.0) } else { String::new() })]
    Outside {
        /// The number.
        value: f64,
        /// The bounds in words.
        bounds: &'static str,
    },
    /// The numbers of a range are in the wrong order.
    #[error(
        "{low} to {high} goes down. Write the lower number as low, and likely between the two."
    )]
    Disordered {
        /// What stands as lower.
        low: f64,
        /// What stands as higher.
        high: f64,
    },
    /// A standard deviation that no distribution with this mean has.
    #[error(
        "no distribution has a mean of {mean} and a standard deviation of {sd} here. Write a smaller sd, or a range from low to high."
    )]
    Impossible {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        sd: f64,
    },
}

impl<B: Bounds> Uncertain<B> {
    /// One number, as somebody's judgement.
    ///
    /// # Errors
    /// Where it lies outside the bounds.
    pub fn fixed(value: f64) -> Result<Self, ShapeError> {
        Self::new(Shape::Fixed(value))
    }

    /// A distribution, as somebody's judgement.
    ///
    /// # Errors
    /// Where a number lies outside the bounds or no such distribution exists.
    pub fn new(shape: Shape) -> Result<Self, ShapeError> {
        shape.check::<B>()?;
        Ok(Self {
            shape,
            source: Evidence::default(),
            because: String::new(),
            bounds: PhantomData,
        })
    }

    /// One number that is known to lie within the bounds, as a default does.
    pub(crate) fn certain(value: f64) -> Self {
        Self {
            shape: Shape::Fixed(value),
            source: Evidence::default(),
            because: String::new(),
            bounds: PhantomData,
        }
    }

    /// The same with another source and reason.
    #[must_use]
    pub fn from_source(mut self, source: Evidence, because: impl Into<String>) -> Self {
        self.source = source;
        self.because = because.into();
        self
    }

    /// The mean of the distribution.
    pub fn mean(&self) -> f64 {
        match self.shape {
            Shape::Fixed(value) => value,
            Shape::Range { low, high } => f64::midpoint(low, high),
            Shape::Likely { low, likely, high } => (low + likely + high) / 3.0,
            Shape::Spread { mean, .. } => mean,
        }
    }

    /// The lowest and the highest number that it is written with: of a mean and
    /// a standard deviation, the mean.
    pub fn stated_ends(&self) -> (f64, f64) {
        match self.shape {
            Shape::Fixed(value) => (value, value),
            Shape::Range { low, high } | Shape::Likely { low, high, .. } => (low, high),
            Shape::Spread { mean, .. } => (mean, mean),
        }
    }

    /// Whether it is one number, of which nothing is drawn.
    pub fn is_fixed(&self) -> bool {
        matches!(self.shape, Shape::Fixed(_))
    }

    /// A value out of a generator. Every shape takes exactly one number from
    /// it, so that two scenarios which differ in one value draw all others alike.
    pub fn draw(&self, random: &mut impl Rng) -> f64 {
        self.at(random.next_u64())
    }

    /// The value that random bits stand for: the same bits, the same value.
    pub fn at(&self, bits: u64) -> f64 {
        match self.shape {
            Shape::Fixed(value) => value,
            Shape::Range { low, high } => low + (high - low) * chance(bits),
            Shape::Likely { low, likely, high } => triangular(low, likely, high, chance(bits)),
            Shape::Spread { mean, sd } => {
                spread::<B>(mean, sd, &mut ChaCha8Rng::seed_from_u64(bits))
            }
        }
    }
}

impl Shape {
    /// The numbers that it is written with.
    pub fn numbers(self) -> Vec<f64> {
        match self {
            Self::Fixed(value) => vec![value],
            Self::Range { low, high } => vec![low, high],
            Self::Likely { low, likely, high } => vec![low, likely, high],
            Self::Spread { mean, sd } => vec![mean, sd],
        }
    }

    /// The same with its numbers changed, and its standard deviation stretched.
    pub(crate) fn map(self, change: impl Fn(f64) -> f64, stretch: f64) -> Self {
        match self {
            Self::Fixed(value) => Self::Fixed(change(value)),
            Self::Range { low, high } => Self::Range {
                low: change(low),
                high: change(high),
            },
            Self::Likely { low, likely, high } => Self::Likely {
                low: change(low),
                likely: change(likely),
                high: change(high),
            },
            Self::Spread { mean, sd } => Self::Spread {
                mean: change(mean),
                sd: sd * stretch,
            },
        }
    }

    fn check<B: Bounds>(self) -> Result<(), ShapeError> {
        let within = |value: f64| {
            let inside = (B::LOW..=B::HIGH).contains(&value);
            inside.then_some(()).ok_or(ShapeError::Outside {
                value,
                bounds: B::WORDS,
            })
        };
        let ascending = |low: f64, high: f64| {
            let ascends = low <= high;
            ascends
                .then_some(())
                .ok_or(ShapeError::Disordered { low, high })
        };
        match self {
            Self::Fixed(value) => within(value),
            Self::Range { low, high } => {
                within(low)?;
                within(high)?;
                ascending(low, high)
            }
            Self::Likely { low, likely, high } => {
                within(low)?;
                within(likely)?;
                within(high)?;
                ascending(low, likely)?;
                ascending(likely, high)
            }
            Self::Spread { mean, sd } => {
                within(mean)?;
                let widest = match (B::LOW, B::HIGH) {
                    (_, high) if high <= 1.0 => (mean * (1.0 - mean)).sqrt(),
                    (low, _) if low >= 0.0 && mean == 0.0 => 0.0,
                    _ => B::HIGH,
                };
                let possible = sd == 0.0 || (0.0..widest).contains(&sd);
                possible
                    .then_some(())
                    .ok_or(ShapeError::Impossible { mean, sd })
            }
        }
    }
}

/// A number from 0 up to 1 out of 53 random bits.
fn chance(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// The triangle's quantile: where its area to the left is the chance.
fn triangular(low: f64, likely: f64, high: f64, chance: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    let rising = (likely - low) / width;
    if chance < rising {
        low + (chance * width * (likely - low)).sqrt()
    } else {
        high - ((1.0 - chance) * width * (high - likely)).sqrt()
    }
}

/// Draws by mean and standard deviation; the parameters follow by moments.
fn spread<B: Bounds>(mean: f64, sd: f64, random: &mut impl Rng) -> f64 {
    let variance = sd * sd;
    if variance <= 0.0 {
        return mean;
    }
    let drawn = if B::HIGH <= 1.0 {
        let strength = mean * (1.0 - mean) / variance - 1.0;
        Beta::new(mean * strength, (1.0 - mean) * strength)
            .map(|beta| beta.sample(random))
            .ok()
    } else if B::LOW >= 0.0 {
        Gamma::new(mean * mean / variance, variance / mean)
            .map(|gamma| gamma.sample(random))
            .ok()
    } else {
        Normal::new(mean, sd)
            .map(|normal| normal.sample(random))
            .ok()
    };
    drawn.unwrap_or(mean)
}

/// The table that a value is written as.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    likely: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sd: Option<f64>,
    #[serde(default)]
    source: Evidence,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    because: String,
}

impl Table {
    fn shape(&self) -> Option<Shape> {
        match *self {
            Self {
                value: Some(value),
                low: None,
                likely: None,
                high: None,
                mean: None,
                sd: None,
                ..
            } => Some(Shape::Fixed(value)),
            Self {
                value: None,
                low: Some(low),
                likely: None,
                high: Some(high),
                mean: None,
                sd: None,
                ..
            } => Some(Shape::Range { low, high }),
            Self {
                value: None,
                low: Some(low),
                likely: Some(likely),
                high: Some(high),
                mean: None,
                sd: None,
                ..
            } => Some(Shape::Likely { low, likely, high }),
            Self {
                value: None,
                low: None,
                likely: None,
                high: None,
                mean: Some(mean),
                sd: Some(sd),
                ..
            } => Some(Shape::Spread { mean, sd }),
            _ => None,
        }
    }

    fn of(shape: Shape) -> Self {
        let mut table = Self::default();
        match shape {
            Shape::Fixed(value) => table.value = Some(value),
            Shape::Range { low, high } => (table.low, table.high) = (Some(low), Some(high)),
            Shape::Likely { low, likely, high } => {
                (table.low, table.likely, table.high) = (Some(low), Some(likely), Some(high));
            }
            Shape::Spread { mean, sd } => (table.mean, table.sd) = (Some(mean), Some(sd)),
        }
        table
    }
}

/// How a value may be written, for messages.
const FORMS: &str = "Write a number, { low = …, high = … }, { low = …, likely = …, high = … } or { mean = …, sd = … }";

impl<B: Bounds> Uncertain<B> {
    /// Reads a value as it stands in a scenario.
    ///
    /// # Errors
    /// In words, where it is no such value.
    pub(crate) fn from_written(written: toml::Value) -> Result<Self, String> {
        let fixed = |value| (Shape::Fixed(value), Evidence::default(), String::new());
        let (shape, source, because) = match written {
            toml::Value::Integer(value) => fixed(value as f64),
            toml::Value::Float(value) => fixed(value),
            toml::Value::Table(table) => {
                let table: Table = table
                    .try_into()
                    .map_err(|error: toml::de::Error| error.message().to_owned())?;
                let shape = table
                    .shape()
                    .ok_or_else(|| format!("these keys make no distribution. {FORMS}"))?;
                (shape, table.source, table.because)
            }
            other => return Err(format!("‘{other}’ is no number. {FORMS}")),
        };
        let value = Self::new(shape).map_err(|error| error.to_string())?;
        Ok(value.from_source(source, because))
    }
}

impl<'de, B: Bounds> Deserialize<'de> for Uncertain<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_written(toml::Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<B> Serialize for Uncertain<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.shape {
            Shape::Fixed(value)
                if self.source == Evidence::default() && self.because.is_empty() =>
            {
                serializer.serialize_f64(value)
            }
            shape => Table {
                source: self.source,
                because: self.because.clone(),
                ..Table::of(shape)
            }
            .serialize(serializer),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(value) => write!(f, "{value}"),
            Self::Range { low, high } => write!(f, "{low} to {high}"),
            Self::Likely { low, likely, high } => write!(f, "{low} to {high}, likeliest {likely}"),
            Self::Spread { mean, sd } => write!(f, "mean {mean}, standard deviation {sd}"),
        }
    }
}

#[cfg(test)]
mod tests;
