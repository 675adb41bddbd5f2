//! Dates as files write them: `2025-03-31`, `31/03/2025`, or the number of the
//! day that spreadsheets keep.

use holdfast_workforce::date::in_words;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::cell::Fault;

/// The years that can be meant; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Day nought of spreadsheets, for all days after February 1900.
const DAY_NOUGHT: Date = date(1899, 12, 30);

/// The serial numbers of 1 March 1900 and of the last day of 2199.
const SERIALS: std::ops::RangeInclusive<i64> = 61..=109_574;

/// Reads a date.
///
/// # Errors
/// Says why the text is not a date, and how to write it.
pub fn read_date(text: &str) -> Result<Date, Fault> {
    let text = without_midnight(text.trim());
    if let Some(day) = year_first(text) {
        return within_years(day?);
    }
    if let Some(day) = day_first(text) {
        return within_years(day?);
    }
    serial(text).unwrap_or_else(|| Err(not_a_date()))
}

/// The day of a spreadsheet's serial number.
pub(crate) fn of_serial(number: i64) -> Option<Date> {
    SERIALS
        .contains(&number)
        .then(|| DAY_NOUGHT.checked_add(number.days()).ok())
        .flatten()
}

fn not_a_date() -> Fault {
    Fault::new(
        "not-a-date",
        "is not a date",
        "Write the date as 2025-03-31 or 31/03/2025.",
    )
}

/// Systems that keep dates with a time write midnight after them.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once(['T', ' ']) else {
        return text;
    };
    let midnight = time
        .bytes()
        .all(|byte| matches!(byte, b'0' | b':' | b'.' | b'Z'));
    if midnight && time.len() >= 5 {
        day
    } else {
        text
    }
}

/// `2025-03-31`; nothing where the text has another shape.
fn year_first(text: &str) -> Option<Result<Date, Fault>> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && year.len() == 4).then(|| civil(year, month, day))
}

/// `31/03/2025`; nothing where the text has another shape.
fn day_first(text: &str) -> Option<Result<Date, Fault>> {
    let mut parts = text.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if year.len() == 2 && day.len() <= 2 && number(year).is_some() && number(day).is_some() {
        return Some(Err(Fault::new(
            "two-digit-year",
            "has a year of two digits, which could mean two centuries",
            "Write the year in full, as 31/03/2025.",
        )));
    }
    (year.len() == 4).then(|| civil(year, month, day))
}

fn civil(year: &str, month: &str, day: &str) -> Result<Date, Fault> {
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return Err(not_a_date());
    };
    let no_such_day = || {
        Fault::new(
            "no-such-day",
            "is not a day of the calendar",
            "Check the day and the month; the day comes first in 31/03/2025.",
        )
    };
    let (month, day) = (i8::try_from(month), i8::try_from(day));
    let (Ok(month), Ok(day)) = (month, day) else {
        return Err(no_such_day());
    };
    Date::new(year, month, day).map_err(|_| no_such_day())
}

fn number(text: &str) -> Option<i16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The number of a day, as spreadsheets export it: five digits.
fn serial(text: &str) -> Option<Result<Date, Fault>> {
    let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten()?;
    of_serial(number).map(Ok)
}

fn within_years(day: Date) -> Result<Date, Fault> {
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    Err(Fault::new(
        "date-out-of-range",
        format!("is {}, outside the years 1900 to 2199", in_words(day)),
        "Check the year.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> &'static str {
        read_date(text).map_or_else(|fault| fault.rule, |_| "a date")
    }

    #[test]
    fn dates_are_read_in_the_ways_that_files_write_them() {
        let day = Ok(date(2025, 3, 31));
        for text in [
            "2025-03-31",
            "31/03/2025",
            "31/3/2025",
            "31.03.2025",
            "31-03-2025",
            "2025-03-31T00:00:00",
            "31/03/2025 00:00",
            // Excel shows 31 March 2025 as 45747 in the number format.
            "45747",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
        assert_eq!(read_date("01/02/2025"), Ok(date(2025, 2, 1)));
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        assert_eq!(rule("31/03/25"), "two-digit-year");
        assert_eq!(rule("31/02/2025"), "no-such-day");
        assert_eq!(rule("03/31/2025"), "no-such-day");
        assert_eq!(rule("2025-13-01"), "no-such-day");
        assert_eq!(rule("0025-03-31"), "date-out-of-range");
        for text in [
            "soon",
            "2025",
            "31 March 2025",
            "2025-03-31T09:30:00",
            "",
            "1/2",
            "-1-1-2025",
        ] {
            assert_eq!(rule(text), "not-a-date", "{text}");
        }
    }
}
