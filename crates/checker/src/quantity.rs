//! The quantities of a text: numbers with their units, words for numbers, fractions, dates
//! and periods, each with what is said of how exact it is.

pub mod day;
mod scan;
mod word;

use crate::exact::{Exact, Span};
use day::Day;

pub use scan::scan;

/// What is counted or measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// People, posts, cases: whatever the noun says.
    Count,
    /// Full-time equivalents.
    Fte,
    /// Pounds.
    Money,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Time.
    Time(Time),
    /// A fraction in words, as a percentage.
    Fraction,
    /// A date.
    Date,
    /// A year, or a period such as 2021/22.
    Period,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Time {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Time {
    /// The unit that a word names.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim_matches(|it: char| !it.is_alphabetic());
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "hour" | "hourly" => Self::Hour,
            "day" | "daily" => Self::Day,
            "week" | "weekly" => Self::Week,
            "month" | "monthly" => Self::Month,
            "year" | "annum" | "yearly" | "annually" | "pa" => Self::Year,
            _ => return None,
        })
    }

    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What is said of how exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Nothing: it is the number, as rounded.
    None,
    /// “around”.
    About,
    /// “almost”, “just under”: a little less.
    Nearly,
    /// “over”, “more than”, “at least”.
    Over,
    /// “up to”, “fewer than”, “no more than”.
    Under,
}

/// A quantity of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The byte of the passage where it begins, with its hedge.
    pub start: usize,
    /// The byte behind it, with its unit.
    pub end: usize,
    /// The value: pounds for money, per cent for shares, the year for periods.
    pub value: Exact,
    /// What its last digit counts: `£1.2m` is printed in steps of 100,000.
    pub step: Exact,
    /// The unit.
    pub unit: Unit,
    /// How exact it is said to be.
    pub hedge: Hedge,
    /// The words behind it, in small letters: what is counted.
    pub noun: String,
    /// What it is for: `£100 a week`.
    pub per: Option<Time>,
    /// Whether it stands for one each: `£25,000 per post`.
    pub each: bool,
    /// The date, where it is one.
    pub day: Option<Day>,
    /// As printed, without hedge.
    pub printed: String,
}

impl Quantity {
    /// All that may be meant.
    pub fn span(&self) -> Option<Span> {
        let rounded = match self.is_exact() {
            true => Span::exactly(self.value),
            false => Span::rounded_to(self.value, self.step)?,
        };
        let tenth = self.value.size().over(Exact::whole(10))?;
        Some(match self.hedge {
            Hedge::None => rounded,
            Hedge::About => Span::around(self.value, tenth)?.reaching(rounded),
            Hedge::Nearly => Span {
                low: self.value.minus(self.value.size().over(Exact::whole(6))?)?,
                high: rounded.high,
            },
            Hedge::Over => Span {
                low: rounded.low,
                high: Exact::ENDLESS,
            },
            Hedge::Under => Span {
                low: Exact::ZERO,
                high: rounded.high,
            },
        })
    }

    /// People, posts and cases are whole: nothing was rounded.
    fn is_exact(&self) -> bool {
        self.unit == Unit::Count && self.value.is_whole() && self.step == Exact::whole(1)
    }

    /// Whether it counts people, posts or things, whole or in full-time equivalents.
    pub fn is_count(&self) -> bool {
        matches!(self.unit, Unit::Count | Unit::Fte)
    }

    /// The letter by which patterns know it.
    pub fn letter(&self) -> char {
        match self.unit {
            Unit::Count => 'c',
            Unit::Fte => 'f',
            Unit::Money => 'm',
            Unit::Percent => 'p',
            Unit::Points => 'q',
            Unit::Time(_) => 't',
            Unit::Fraction => 'h',
            Unit::Date => 'd',
            Unit::Period => 'y',
        }
    }
}

impl Span {
    fn reaching(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }
}

/// A value with its unit, in words: `£1,200`, `12.3%`, `14 days`.
pub fn in_words(value: Exact, unit: Unit) -> String {
    match unit {
        Unit::Money => match value.is_negative() {
            true => format!("−£{}", value.size()),
            false => format!("£{value}"),
        },
        Unit::Percent | Unit::Fraction => format!("{value}%"),
        Unit::Points => format!("{value} percentage points"),
        Unit::Fte => format!("{value} FTE"),
        Unit::Time(time) => format!("{value} {}s", time.name()),
        Unit::Count | Unit::Date | Unit::Period => value.to_string(),
    }
}
