//! Thirteen month-ends of a part of the workforce, counted once and shared by
//! all measures.

use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::compare::{Comparison, Side, change};
use crate::definition::Measure;
use crate::figure::{Figure, Scope};
use crate::flow::month_ends_of;
use crate::ledger::{Ledger, Reckoning};
use crate::value::Value;

/// The counts of the date and of the same day in each of twelve months before.
#[derive(Debug)]
pub struct Months<'l> {
    reckonings: Vec<Reckoning<'l>>,
}

impl<'l> Months<'l> {
    /// Begins to count.
    pub fn of(ledger: &'l Ledger<'l>, scope: Scope, at: Date) -> Self {
        Self {
            reckonings: month_ends_of(at)
                .map(|day| ledger.reckon(scope, day))
                .collect(),
        }
    }

    /// A measure over the months; nothing only where there are no months.
    pub fn course(&self, measure: Measure) -> Option<Course> {
        let (first, last) = (self.reckonings.first()?, self.reckonings.last()?);
        let (then, now) = (first.figure(measure), last.figure(measure));
        let point = |reckoning: &Reckoning<'_>| Point {
            day: reckoning.at(),
            // A count stated once is no course that never changes.
            value: is_counted_anew(reckoning).then(|| reckoning.value(measure)),
        };
        Some(Course {
            points: self.reckonings.iter().map(point).collect(),
            now,
            then,
        })
    }
}

/// Whether the numbers of a day are of the month that ends on it, and not of a
/// count that was stated before.
fn is_counted_anew(reckoning: &Reckoning<'_>) -> bool {
    let month_before = month_ends_of(reckoning.at()).nth(11);
    let stated = reckoning.source().stated_on();
    stated
        .zip(month_before)
        .is_none_or(|(on, before)| on > before)
}

/// A value of a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The day.
    pub day: Date,
    /// The value; nothing where only an earlier count is known.
    pub value: Option<Value>,
}

/// A measure over thirteen month-ends.
#[derive(Clone, Debug)]
pub struct Course {
    /// The values, the earliest first.
    pub points: Vec<Point>,
    /// The figure of the date.
    pub now: Figure,
    /// The figure of a year before.
    pub then: Figure,
}

impl Course {
    /// How many of the months have a number.
    pub fn numbers(&self) -> usize {
        let values = self.points.iter().filter_map(|point| point.value);
        values.filter_map(Value::ratio).count()
    }

    /// The change since the year before; nothing where one stated count stands
    /// for both.
    pub fn change(&self) -> Option<Comparison> {
        let stated = self.now.source.stated_on();
        if stated.is_some() && stated == self.then.source.stated_on() {
            return None;
        }
        Some(change(
            self.now.measure,
            Side::of_figure(in_words(self.now.at), &self.now),
            Side::of_figure("the year before", &self.then),
        ))
    }
}
