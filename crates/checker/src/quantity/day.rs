//! Dates and periods as papers print them.

use jiff::civil::{Date, Weekday};

/// A date as printed, which need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Day {
    /// The year.
    pub year: Option<i16>,
    /// The month, from one; 13 where a month of that number was printed.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The last two or four digits of a period of years: 22 in 2021/22.
    pub until: Option<i16>,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The number of a month, by the first three letters of its name.
pub fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let found = MONTHS.iter().position(|month| name.starts_with(month))?;
    i8::try_from(found + 1).ok()
}

/// The day of the week of a name.
pub fn weekday(name: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
    let found = DAYS.iter().find(|(start, _)| name.starts_with(start));
    found.map(|(_, day)| *day)
}

impl Day {
    /// The date, where it is whole and exists.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// Whether no calendar has it: a day that its month never has, or not in that year.
    pub fn is_impossible(self) -> bool {
        let Some(day) = self.day else {
            return self.month.is_some_and(|it| !(1..=12).contains(&it));
        };
        match (self.year, self.month) {
            (_, None) => false,
            // Without a year the 29th of February exists.
            (year, Some(month)) => Date::new(year.unwrap_or(2024), month, day).is_err(),
        }
    }

    /// Months since the year nought, to compare dates that have no day.
    pub fn months(self) -> Option<i32> {
        let year = i32::from(self.year?);
        Some(year * 12 + i32::from(self.month.unwrap_or(1)))
    }

    /// The year in which a period of two years ends, in full.
    pub fn until_in_full(self) -> Option<i16> {
        let (year, until) = (self.year?, self.until?);
        match until >= 100 {
            true => Some(until),
            false => {
                let full = year - year % 100 + until;
                Some(if full < year && year % 100 == 99 {
                    full + 100
                } else {
                    full
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            until: None,
        }
    }

    #[test]
    fn june_has_thirty_days() {
        assert!(day(2022, 6, 31).is_impossible());
        assert!(!day(2022, 6, 30).is_impossible());
    }

    #[test]
    fn february_has_29_days_in_leap_years_only() {
        assert!(day(2023, 2, 29).is_impossible());
        assert!(!day(2024, 2, 29).is_impossible());
    }

    #[test]
    fn a_period_over_the_end_of_a_century_ends_in_the_next() {
        let period = Day {
            year: Some(1999),
            until: Some(0),
            ..Day::default()
        };
        assert_eq!(period.until_in_full(), Some(2000));
    }
}
