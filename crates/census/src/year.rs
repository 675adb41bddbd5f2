//! Collection years: each runs from 1 October to 30 September.

use std::fmt;
use std::str::FromStr;

use holdfast_workforce::date::{Spell, day_after};
use jiff::civil::{Date, date};

/// A collection year, named by the year in which it ends: 2025 runs from
/// 1 October 2024 to 30 September 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i16);

/// A text that is no collection year whose return is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is not a collection year that is known; the returns of {first} to {last} are", first = Year::FIRST, last = Year::LAST)]
pub struct UnknownYear(String);

impl Year {
    /// The first year whose return is described.
    pub const FIRST: Self = Self(2021);
    /// The last year whose return is described.
    pub const LAST: Self = Self(2025);

    /// Every year whose return is described.
    pub fn known() -> impl DoubleEndedIterator<Item = Self> {
        (Self::FIRST.0..=Self::LAST.0).map(Self)
    }

    /// The year of a number, where its return is described.
    pub fn of(number: i16) -> Option<Self> {
        Self::known().find(|year| year.0 == number)
    }

    /// The year in which a day lies. Where its return is not described yet, it
    /// asks what the last described one asked.
    pub fn running(day: Date) -> Self {
        let number = day.year() + i16::from(day.month() >= 10);
        Self(number.max(Self::FIRST.0))
    }

    /// The number by which the year is called.
    pub fn number(self) -> i16 {
        self.0
    }

    /// The last day: the return's reference date.
    pub fn reference_date(self) -> Date {
        date(self.0, 9, 30)
    }

    /// The first day.
    pub fn begin(self) -> Date {
        date(self.0 - 1, 10, 1)
    }

    /// All of its days.
    pub fn spell(self) -> Spell {
        Spell {
            from: self.begin(),
            until: Some(day_after(self.reference_date())),
        }
    }

    /// Whether the day lies in the year.
    pub fn contains(self, day: Date) -> bool {
        self.spell().contains(day)
    }

    /// The year before, where its return is described.
    pub fn before(self) -> Option<Self> {
        Self::of(self.0 - 1)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Year {
    type Err = UnknownYear;
    fn from_str(text: &str) -> Result<Self, UnknownYear> {
        let number = text.trim().parse().ok();
        number
            .and_then(Self::of)
            .ok_or_else(|| UnknownYear(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_runs_from_october_to_september() {
        let year = Year::of(2025).expect("the year is described");
        assert_eq!(year.begin(), date(2024, 10, 1));
        assert_eq!(year.reference_date(), date(2025, 9, 30));
        assert!(year.contains(date(2024, 10, 1)) && year.contains(date(2025, 9, 30)));
        assert!(!year.contains(date(2024, 9, 30)) && !year.contains(date(2025, 10, 1)));
    }

    #[test]
    fn a_day_lies_in_the_year_that_ends_next() {
        assert_eq!(Year::running(date(2026, 9, 30)).number(), 2026);
        assert_eq!(Year::running(date(2026, 10, 1)).number(), 2027);
        assert_eq!(Year::running(date(2019, 1, 1)), Year::FIRST);
        assert_eq!(Year::running(date(2025, 3, 1)), Year::LAST);
    }

    #[test]
    fn other_years_are_refused_in_words() {
        let error = "2020".parse::<Year>().expect_err("not described");
        assert_eq!(
            error.to_string(),
            "‘2020’ is not a collection year that is known; the returns of 2021 to 2025 are"
        );
    }
}
