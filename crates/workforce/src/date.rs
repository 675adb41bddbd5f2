//! Dates and spells of time.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// A spell of time from a day on, until before another day or without an end.
///
/// Code keeps spells half-open, `[from, until)`; people are shown and asked
/// for the last day, see [`Spell::last_day`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Spell {
    /// The first day.
    pub from: Date,
    /// The day after the last, or nothing while no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Spell {
    /// A spell without a known end.
    pub const fn starting(from: Date) -> Self {
        Self { from, until: None }
    }

    /// A spell from its first to its last day, as people write it.
    pub fn of_days(from: Date, last: Option<Date>) -> Self {
        Self {
            from,
            until: last.map(day_after),
        }
    }

    /// The last day that belongs to the spell.
    pub fn last_day(&self) -> Option<Date> {
        self.until.map(day_before)
    }

    /// Whether the spell holds at least one day.
    pub fn is_some_time(&self) -> bool {
        self.until.is_none_or(|until| self.from < until)
    }

    /// Whether the day belongs to the spell.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether the two spells share a day.
    pub fn overlaps(&self, other: &Spell) -> bool {
        self.until.is_none_or(|until| other.from < until)
            && other.until.is_none_or(|until| self.from < until)
    }

    /// Whether every day of the other spell belongs to this one.
    pub fn covers(&self, other: &Spell) -> bool {
        self.from <= other.from
            && match (self.until, other.until) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(mine), Some(theirs)) => theirs <= mine,
            }
    }

    /// Whether the spell has ended before the day.
    pub fn is_over_by(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until <= day)
    }

    /// Spells in order, one after the other without overlap: those that meet or
    /// share a day become one.
    pub fn joined(spells: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut spells: Vec<Self> = spells.into_iter().collect();
        spells.sort_unstable();
        let mut found: Vec<Self> = Vec::new();
        for spell in spells {
            match found.last_mut() {
                Some(last) if last.until.is_none_or(|until| spell.from <= until) => {
                    last.until = match (last.until, spell.until) {
                        (Some(one), Some(other)) => Some(one.max(other)),
                        _ => None,
                    };
                }
                _ => found.push(spell),
            }
        }
        found
    }
}

/// The next day; the last day that the calendar knows stays itself.
pub fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The day before; the first day that the calendar knows stays itself.
pub fn day_before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

/// The date some months later, at the month's end where it is shorter.
pub fn months_later(day: Date, months: i32) -> Date {
    day.saturating_add(months.months())
}

/// The last day of the month that holds the date.
pub fn month_end(day: Date) -> Date {
    day.last_of_month()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date as people read it: `7 December 2009`.
pub fn in_words(day: Date) -> String {
    let month = usize::from(day.month().unsigned_abs()) - 1;
    format!("{} {} {}", day.day(), MONTHS[month.min(11)], day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_belongs_to_the_spell() {
        let spell = Spell::of_days(date(2024, 4, 1), Some(date(2024, 6, 30)));
        assert!(spell.contains(date(2024, 6, 30)));
        assert!(!spell.contains(date(2024, 7, 1)));
        assert_eq!(spell.last_day(), Some(date(2024, 6, 30)));
    }

    #[test]
    fn spells_that_meet_do_not_overlap() {
        let first = Spell::of_days(date(2024, 4, 1), Some(date(2024, 6, 30)));
        let second = Spell::starting(date(2024, 7, 1));
        assert!(!first.overlaps(&second) && !second.overlaps(&first));
        assert!(Spell::starting(date(2024, 6, 30)).overlaps(&first));
    }

    #[test]
    fn an_open_spell_is_not_covered_by_a_closed_one() {
        let closed = Spell::of_days(date(2024, 4, 1), Some(date(2024, 6, 30)));
        assert!(Spell::starting(date(2024, 4, 1)).covers(&closed));
        assert!(!closed.covers(&Spell::starting(date(2024, 4, 1))));
    }

    #[test]
    fn dates_are_read_by_people() {
        assert_eq!(in_words(date(2009, 12, 7)), "7 December 2009");
        assert_eq!(month_end(date(2024, 2, 3)), date(2024, 2, 29));
        assert_eq!(months_later(date(2024, 1, 31), 1), date(2024, 2, 29));
    }
}
