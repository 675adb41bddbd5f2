//! The quarters of the return: calendar quarters, each with the window in
//! which it is sent.

use std::fmt;
use std::str::FromStr;

use holdfast_workforce::date::{Spell, day_after, in_words, month_end, months_later};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A calendar quarter, `2025-Q1` from January to March 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    /// One to four.
    number: i8,
}

/// A text that is no quarter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is not a quarter; write it as 2025-Q1, for January to March 2025")]
pub struct UnknownQuarter(String);

impl Quarter {
    /// The quarter that holds a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        date(self.year, self.number * 3 - 2, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        month_end(date(self.year, self.number * 3, 1))
    }

    /// All of its days.
    pub fn spell(self) -> Spell {
        Spell::of_days(self.first_day(), Some(self.last_day()))
    }

    /// The last day of each of its months.
    pub fn month_ends(self) -> [Date; 3] {
        [0, 1, 2].map(|months| month_end(months_later(self.first_day(), months)))
    }

    /// The first day on which the return can be sent: the day after the quarter.
    pub fn opens(self) -> Date {
        day_after(self.last_day())
    }

    /// The last day on which the return can be sent: about two months later. The
    /// first quarter was to be sent from 1 April to 31 May 2025; the days of later
    /// quarters follow that pattern.
    pub fn closes(self) -> Date {
        month_end(months_later(self.opens(), 1))
    }

    /// The quarter as people read it: `January to March 2025`.
    pub fn in_words(self) -> &'static str {
        match self.number {
            1 => "January to March",
            2 => "April to June",
            3 => "July to September",
            _ => "October to December",
        }
    }

    /// The quarter with its year, and when it is sent.
    pub fn with_window(self) -> String {
        format!(
            "{} {}, to be sent from {} to {}",
            self.in_words(),
            self.year,
            in_words(self.opens()),
            in_words(self.closes())
        )
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = UnknownQuarter;
    fn from_str(text: &str) -> Result<Self, UnknownQuarter> {
        let parts = text.trim().split_once('-');
        let read = parts.and_then(|(year, number)| {
            let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let number = match number.to_ascii_uppercase().as_str() {
                "Q1" => 1,
                "Q2" => 2,
                "Q3" => 3,
                "Q4" => 4,
                _ => return None,
            };
            let year = digits.then(|| year.parse().ok())?;
            year.map(|year| Self { year, number })
        });
        read.filter(|quarter| (2000..2100).contains(&quarter.year))
            .ok_or_else(|| UnknownQuarter(text.to_owned()))
    }
}

impl TryFrom<String> for Quarter {
    type Error = UnknownQuarter;
    fn try_from(text: String) -> Result<Self, UnknownQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarter(text: &str) -> Quarter {
        text.parse().expect("a quarter")
    }

    #[test]
    fn the_first_quarter_of_2025_was_sent_from_1_april_to_31_may() {
        let first = quarter("2025-Q1");
        assert_eq!(
            (first.opens(), first.closes()),
            (date(2025, 4, 1), date(2025, 5, 31))
        );
        assert_eq!(
            first.with_window(),
            "January to March 2025, to be sent from 1 April 2025 to 31 May 2025"
        );
        // The window of the last quarter ends in a February, here of a leap year.
        assert_eq!(quarter("2027-Q4").closes(), date(2028, 2, 29));
    }

    #[test]
    fn a_quarter_has_three_months() {
        let first = quarter("2024-q1");
        let ends = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)];
        assert_eq!(first.month_ends(), ends);
        assert_eq!(Quarter::of(date(2024, 3, 31)), first);
        assert_eq!(Quarter::of(date(2024, 4, 1)).to_string(), "2024-Q2");
    }

    #[test]
    fn what_is_no_quarter_is_refused() {
        for wrong in [
            "2025", "2025-Q5", "2025-1", "25-Q1", "Q1-2025", "", "2025-Q12",
        ] {
            assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
        }
    }
}
