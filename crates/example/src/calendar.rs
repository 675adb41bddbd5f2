//! Days, months and the steps in which a history is made.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::draw::Draw;

/// The days that one step of the history is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// The first day.
    pub(crate) first: Date,
    /// The last day.
    pub(crate) last: Date,
}

impl Window {
    /// The months after one day until another, the first and last cut to them.
    pub(crate) fn months(after: Date, until: Date) -> impl Iterator<Item = Window> {
        let mut first = later(after, 1);
        std::iter::from_fn(move || {
            (first <= until).then(|| {
                let window = Window {
                    first,
                    last: first.last_of_month().min(until),
                };
                first = later(window.last, 1);
                window
            })
        })
    }

    /// A day of the window, from `earliest` on, or nothing where that is after it.
    pub(crate) fn day(self, draw: &mut Draw, earliest: Date) -> Option<Date> {
        let first = self.first.max(earliest);
        if first > self.last {
            return None;
        }
        Some(later(
            first,
            draw.between(0, days_between(first, self.last)),
        ))
    }

    /// A Monday of the window from `earliest` on, or the first day that is left of it.
    pub(crate) fn monday(self, draw: &mut Draw, earliest: Date) -> Option<Date> {
        let day = self.day(draw, earliest)?;
        let back = i64::from(day.weekday().to_monday_zero_offset());
        Some(later(day, -back).max(self.first.max(earliest)))
    }

    /// The month of the last day.
    pub(crate) fn month(self) -> i8 {
        self.last.month()
    }

    /// Whether the window ends with the month.
    pub(crate) fn ends_month(self) -> bool {
        self.last == self.last.last_of_month()
    }

    /// The share of a year that the window makes, whole months counting alike.
    pub(crate) fn years(self) -> f64 {
        let days = days_between(self.first, self.last) + 1;
        days as f64 / f64::from(self.last.days_in_month()) / 12.0
    }
}

/// The day some days later, or earlier.
pub(crate) fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The day some years later, or earlier.
pub(crate) fn years_later(day: Date, years: i64) -> Date {
    day.saturating_add(years.years())
}

/// How many days lie between two dates.
pub(crate) fn days_between(one: Date, other: Date) -> i64 {
    one.duration_until(other).as_hours() / 24
}

/// A date as a number of years as the statistics count them: 30 September
/// closes a year, so that on that day it is the year's own number.
pub(crate) fn in_years(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 273) / 366.0
}

/// Whether it is one of Monday to Friday.
pub(crate) fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many of Monday to Friday lie from a day until, and without, another.
pub(crate) fn working_days(from: Date, until: Date) -> i64 {
    let days = days_between(from, until).max(0);
    let weeks = days / 7;
    let rest = (weeks * 7..days).filter(|day| is_working_day(later(from, *day)));
    weeks * 5 + rest.count() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_meet_without_a_gap() {
        let windows: Vec<_> = Window::months(date(2024, 1, 30), date(2024, 3, 15)).collect();
        let days = |index: usize| (windows[index].first, windows[index].last);
        assert_eq!(windows.len(), 3);
        assert_eq!(days(0), (date(2024, 1, 31), date(2024, 1, 31)));
        assert_eq!(days(1), (date(2024, 2, 1), date(2024, 2, 29)));
        assert_eq!(days(2), (date(2024, 3, 1), date(2024, 3, 15)));
    }

    #[test]
    fn weekends_are_not_working_days() {
        // 1 July 2024 is a Monday; July 2024 has 23 working days.
        assert_eq!(working_days(date(2024, 7, 1), date(2024, 8, 1)), 23);
        assert_eq!(working_days(date(2024, 7, 6), date(2024, 7, 8)), 0);
    }

    use jiff::civil::date;
}
