//! Thirteen month-ends of a part of the workforce, counted once and shared by
//! all measures.

use holdfast_measures::compare::{Comparison, Side, change};
use holdfast_measures::{Figure, Ledger, Measure, Reckoning, Scope, Source, Value, month_ends_of};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

/// The counts of the date and of the same day in each of twelve months before.
pub(crate) struct Months<'l> {
    reckonings: Vec<Reckoning<'l>>,
}

impl<'l> Months<'l> {
    /// Begins to count.
    pub(crate) fn of(ledger: &'l Ledger<'l>, scope: Scope, at: Date) -> Self {
        Self {
            reckonings: month_ends_of(at)
                .map(|day| ledger.reckon(scope, day))
                .collect(),
        }
    }

    /// A measure over the months; nothing only where there are no months.
    pub(crate) fn course(&self, measure: Measure) -> Option<Course> {
        let (first, last) = (self.reckonings.first()?, self.reckonings.last()?);
        let (then, now) = (first.figure(measure), last.figure(measure));
        let mut before = None;
        let points = self.reckonings.iter().map(|reckoning| {
            let day = reckoning.at();
            let point = Point {
                day,
                value: match stated_on(&reckoning.source()) {
                    // A count stated once is no course that never changes.
                    Some(on) if before.is_some_and(|before| on <= before) => None,
                    _ => Some(reckoning.value(measure)),
                },
            };
            before = Some(day);
            point
        });
        Some(Course {
            points: points.collect(),
            now,
            then,
        })
    }
}

/// The day of a stated count, where the numbers come from one.
pub(crate) fn stated_on(source: &Source) -> Option<Date> {
    match source {
        Source::Stated { on, .. } => Some(*on),
        _ => None,
    }
}

/// A value of a course.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    /// The day.
    pub(crate) day: Date,
    /// The value; nothing where only an earlier count is known.
    pub(crate) value: Option<Value>,
}

/// A measure over thirteen month-ends.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// The values, the earliest first.
    pub(crate) points: Vec<Point>,
    /// The figure of the date.
    pub(crate) now: Figure,
    /// The figure of a year before.
    pub(crate) then: Figure,
}

impl Course {
    /// How many of the months have a number.
    pub(crate) fn numbers(&self) -> usize {
        let values = self.points.iter().filter_map(|point| point.value);
        values.filter_map(Value::ratio).count()
    }

    /// The change since the year before; nothing where one stated count stands
    /// for both.
    pub(crate) fn change(&self) -> Option<Comparison> {
        let stated = stated_on(&self.now.source);
        if stated.is_some() && stated == stated_on(&self.then.source) {
            return None;
        }
        Some(change(
            self.now.measure,
            Side::of_figure(in_words(self.now.at), &self.now),
            Side::of_figure("the year before", &self.then),
        ))
    }
}

#[cfg(test)]
mod tests {
    use holdfast_example::papers;
    use holdfast_intake::read_workforces;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_count_that_a_paper_stated_once_is_no_course_and_no_change() {
        let paper = papers()
            .into_iter()
            .find(|paper| paper.name.contains("norfolk"));
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in paper.expect("Norfolk’s paper").files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let (workforces, _) = read_workforces(folder.path()).unwrap();
        let ledger = Ledger::new(&workforces[0], Scope::CHILDREN.service);
        // The paper states 30 June 2018.
        let months = Months::of(&ledger, Scope::CHILDREN, date(2019, 12, 31));
        let course = months.course(Measure::VacancyRate).expect("a course");
        assert!(course.now.value.ratio().is_some());
        assert_eq!(course.change(), None);
        assert!(course.numbers() <= 1);
    }
}
