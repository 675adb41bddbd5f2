//! Working days: Monday to Friday without the bank holidays of England and Wales.

use std::sync::LazyLock;

use holdfast_workforce::date::{Spell, day_after, day_before, months_later};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

/// The last day before the year that ends on a day: 30 September 2024 for
/// 30 September 2025. A month's end stays one.
pub fn year_before(last_day: Date) -> Date {
    let before = months_later(last_day, -12);
    if last_day == last_day.last_of_month() {
        before.last_of_month()
    } else {
        before
    }
}

/// The working days of the year that ends on a day, as the official absence
/// rate takes them: 253, or 254 where the year holds a 29 February.
pub fn working_days_in_year(last_day: Date) -> i64 {
    let before = year_before(last_day);
    let holds_leap_day = [last_day.year(), before.year()]
        .into_iter()
        .filter_map(|year| Date::new(year, 2, 29).ok())
        .any(|leap_day| before < leap_day && leap_day <= last_day);
    if holds_leap_day { 254 } else { 253 }
}

/// The working days of a spell up to a day.
pub fn working_days(spell: Spell, up_to: Date) -> i64 {
    let until = day_after(spell.last_day().map_or(up_to, |last| last.min(up_to)));
    if until <= spell.from {
        return 0;
    }
    let before = |day: Date| BANK_HOLIDAYS.partition_point(|holiday| *holiday < day);
    let holidays = before(until) - before(spell.from);
    weekdays(spell.from, until) - i64::try_from(holidays).unwrap_or_default()
}

/// Days from Monday to Friday.
fn weekdays(from: Date, until: Date) -> i64 {
    const SATURDAY: i64 = 5;
    let days = days_between(from, until);
    let first = i64::from(from.weekday().to_monday_zero_offset());
    let left = (first..first + days % 7).filter(|day| day % 7 < SATURDAY);
    days / 7 * 5 + left.map(|_| 1).sum::<i64>()
}

/// The days from one on until before another.
pub fn days_between(from: Date, until: Date) -> i64 {
    from.duration_until(until).as_hours() / 24
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The bank holidays from Monday to Friday of all years that records speak of,
/// in order.
static BANK_HOLIDAYS: LazyLock<Vec<Date>> = LazyLock::new(|| {
    let days = date(1990, 1, 1).series(1.day());
    days.take_while(|day| day.year() < 2070)
        .filter(|day| !is_weekend(*day) && is_bank_holiday(*day))
        .collect()
});

/// Days that were proclaimed bank holidays for one year, and the ordinary ones
/// that were moved to make room for them.
const PROCLAIMED: &[Date] = &[
    date(2002, 6, 3),
    date(2002, 6, 4),
    date(2011, 4, 29),
    date(2012, 6, 4),
    date(2012, 6, 5),
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
];

const MOVED: &[Date] = &[
    date(2002, 5, 27),
    date(2012, 5, 28),
    date(2020, 5, 4),
    date(2022, 5, 30),
];

/// Whether the day is a bank holiday in England and Wales.
pub fn is_bank_holiday(day: Date) -> bool {
    let first_monday = |day: Date| day.weekday() == Weekday::Monday && day.day() <= 7;
    let last_monday =
        |day: Date| day.weekday() == Weekday::Monday && day.day() > day.days_in_month() - 7;
    if MOVED.contains(&day) {
        return false;
    }
    let easter = easter_sunday(day.year());
    PROCLAIMED.contains(&day)
        || day == easter.saturating_add(-2.days())
        || day == easter.saturating_add(1.day())
        || (day.month() == 5 && (first_monday(day) || last_monday(day)))
        || (day.month() == 8 && last_monday(day))
        || is_new_year(day)
        || is_christmas(day)
}

fn is_new_year(day: Date) -> bool {
    day.month() == 1
        && match day.day() {
            1 => true,
            2 | 3 => day.weekday() == Weekday::Monday,
            _ => false,
        }
}

/// Christmas and Boxing Day, and the days that stand in for them after a
/// weekend.
fn is_christmas(day: Date) -> bool {
    day.month() == 12
        && match day.day() {
            25 | 26 => true,
            27 | 28 => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
            _ => false,
        }
}

/// Easter Sunday by the anonymous Gregorian rule.
fn easter_sunday(year: i16) -> Date {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    let fallback = Date::MIN;
    let (Ok(year), Ok(month), Ok(day)) = (
        i16::try_from(year),
        i8::try_from(f / 31),
        i8::try_from(f % 31 + 1),
    ) else {
        return fallback;
    };
    Date::new(year, month, day).unwrap_or(fallback)
}

/// The days that two spells share.
pub fn common(one: Spell, other: Spell) -> Option<Spell> {
    let until = match (one.until, other.until) {
        (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
        (mine, theirs) => mine.or(theirs),
    };
    let spell = Spell {
        from: one.from.max(other.from),
        until,
    };
    spell.is_some_time().then_some(spell)
}

/// The part of a spell that lies in the year from a day to another, both included.
pub(crate) fn within(spell: Spell, first: Date, last: Date) -> Option<Spell> {
    let year = Spell::of_days(first, Some(last));
    let found = common(spell, year)?;
    (found.from <= day_before(found.until?)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bank holidays of England and Wales as the government listed them.
    #[test]
    fn bank_holidays_are_those_that_were_proclaimed() {
        let listed = |year: i16, days: &[(i8, i8)]| {
            let first = date(year, 1, 1);
            let found: Vec<_> = first
                .series(1.day())
                .take_while(|day| day.year() == year)
                .filter(|day| is_bank_holiday(*day))
                .filter(|day| !is_weekend(*day))
                .map(|day| (day.month(), day.day()))
                .collect();
            assert_eq!(found, days, "{year}");
        };
        listed(
            2020,
            &[
                (1, 1),
                (4, 10),
                (4, 13),
                (5, 8),
                (5, 25),
                (8, 31),
                (12, 25),
                (12, 28),
            ],
        );
        listed(
            2021,
            &[
                (1, 1),
                (4, 2),
                (4, 5),
                (5, 3),
                (5, 31),
                (8, 30),
                (12, 27),
                (12, 28),
            ],
        );
        listed(
            2022,
            &[
                (1, 3),
                (4, 15),
                (4, 18),
                (5, 2),
                (6, 2),
                (6, 3),
                (8, 29),
                (9, 19),
                (12, 26),
                (12, 27),
            ],
        );
        listed(
            2023,
            &[
                (1, 2),
                (4, 7),
                (4, 10),
                (5, 1),
                (5, 8),
                (5, 29),
                (8, 28),
                (12, 25),
                (12, 26),
            ],
        );
        listed(
            2025,
            &[
                (1, 1),
                (4, 18),
                (4, 21),
                (5, 5),
                (5, 26),
                (8, 25),
                (12, 25),
                (12, 26),
            ],
        );
    }

    #[test]
    fn a_year_with_a_leap_day_has_one_working_day_more() {
        for year in 2017..=2028 {
            let days = working_days_in_year(date(year, 9, 30));
            assert_eq!(days, if year % 4 == 0 { 254 } else { 253 }, "{year}");
        }
        assert_eq!(working_days_in_year(date(2024, 2, 28)), 253);
        assert_eq!(working_days_in_year(date(2024, 2, 29)), 254);
        // From 28 February 2024 to 27 February 2025, and from 1 March 2024 on.
        assert_eq!(working_days_in_year(date(2025, 2, 27)), 254);
        assert_eq!(working_days_in_year(date(2025, 2, 28)), 253);
        assert_eq!(working_days_in_year(date(2025, 3, 31)), 253);
    }

    #[test]
    fn a_spell_without_days_has_no_working_days() {
        let day = date(2025, 3, 3);
        assert_eq!(working_days(Spell::starting(day), date(2025, 3, 2)), 0);
        assert_eq!(working_days(Spell::starting(day), day), 1);
        // Saturday 1 March to Monday 10 March 2025: the week between, and the Monday.
        let long = Spell::of_days(date(2025, 3, 1), Some(date(2025, 3, 10)));
        assert_eq!(working_days(long, date(2030, 1, 1)), 6);
    }

    #[test]
    fn the_working_days_of_2025_are_253() {
        let year = Spell::of_days(date(2025, 1, 1), Some(date(2025, 12, 31)));
        assert_eq!(working_days(year, date(2030, 1, 1)), 253);
    }
}
