//! How much chance alone would give: exact intervals, tests of a change, and
//! the limits of a funnel plot.
//!
//! Shares of people or posts are taken as binomial, events for a number of
//! people as Poisson. FTE take the place of whole numbers as they are. Nothing
//! here is a statement about a single person.

use statrs::distribution::{
    Beta, Binomial, ContinuousCDF as _, DiscreteCDF as _, Gamma, Hypergeometric, Poisson,
};

use crate::definition::Spread;

/// A lower and an upper bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}

impl Interval {
    /// Whether a value lies within.
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    /// The events, or the part.
    pub events: f64,
    /// What they are out of.
    pub of: f64,
}

impl Counts {
    fn are_usable(&self) -> bool {
        self.events.is_finite() && self.of.is_finite() && self.events >= 0.0 && self.of > 0.0
    }

    fn whole(&self) -> Option<(u64, u64)> {
        let (events, of) = (self.events.round(), self.of.round());
        (self.are_usable() && (1.0..1e12).contains(&of) && events <= of)
            .then_some((events as u64, of as u64))
    }
}

/// The exact interval of a share or a rate, as a fraction of one: Clopper and
/// Pearson's for shares, Garwood's for events. Nothing where no model is fair
/// or nothing was counted.
pub fn interval(spread: Spread, counts: Counts, confidence: f64) -> Option<Interval> {
    if !counts.are_usable() {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    match spread {
        Spread::Share if counts.events <= counts.of => share_interval(counts, tail),
        Spread::Events => events_interval(counts, tail),
        _ => None,
    }
}

fn share_interval(counts: Counts, tail: f64) -> Option<Interval> {
    let Counts { events, of } = counts;
    let lower = match events > 0.0 {
        true => Beta::new(events, of - events + 1.0).ok()?.inverse_cdf(tail),
        false => 0.0,
    };
    let upper = match events < of {
        true => Beta::new(events + 1.0, of - events)
            .ok()?
            .inverse_cdf(1.0 - tail),
        false => 1.0,
    };
    Some(Interval { lower, upper })
}

fn events_interval(counts: Counts, tail: f64) -> Option<Interval> {
    let Counts { events, of } = counts;
    let lower = match events > 0.0 {
        true => Gamma::new(events, 1.0).ok()?.inverse_cdf(tail),
        false => 0.0,
    };
    let upper = Gamma::new(events + 1.0, 1.0).ok()?.inverse_cdf(1.0 - tail);
    Some(Interval {
        lower: lower / of,
        upper: upper / of,
    })
}

/// How often chance alone would give a change as large as between two counts:
/// Fisher's exact test for shares, the exact conditional test for events, two
/// sided by doubling the smaller tail. FTE are rounded to whole numbers.
pub fn chance_of_change(spread: Spread, now: Counts, then: Counts) -> Option<f64> {
    let lower_and_upper = match spread {
        Spread::Share => fisher(now, then)?,
        Spread::Events => conditional(now, then)?,
        Spread::CannotTell => return None,
    };
    let (lower, upper) = lower_and_upper;
    Some((2.0 * lower.min(upper)).min(1.0))
}

fn fisher(now: Counts, then: Counts) -> Option<(f64, f64)> {
    let ((events, of), (events_then, of_then)) = (now.whole()?, then.whole()?);
    let drawn = Hypergeometric::new(of + of_then, events + events_then, of).ok()?;
    Some((drawn.cdf(events), at_least(events, |it| drawn.cdf(it))))
}

fn conditional(now: Counts, then: Counts) -> Option<(f64, f64)> {
    if !now.are_usable() || !then.are_usable() {
        return None;
    }
    let (events, events_then) = (now.events.round() as u64, then.events.round() as u64);
    let share = now.of / (now.of + then.of);
    let split = Binomial::new(share, events + events_then).ok()?;
    Some((split.cdf(events), at_least(events, |it| split.cdf(it))))
}

/// The chance of so many or more.
fn at_least(events: u64, cdf: impl Fn(u64) -> f64) -> f64 {
    events.checked_sub(1).map_or(1.0, |fewer| 1.0 - cdf(fewer))
}

/// The limits within which authorities of one size lie by chance alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Two in a hundred and fifty lie outside: 95%.
    pub inner: Interval,
    /// One in five hundred lies outside: 99.8%.
    pub outer: Interval,
}

/// The limits of a funnel plot around an average, as fractions of one, for a
/// size in people or FTE: the exact quantiles, interpolated between whole
/// numbers as Spiegelhalter proposes (Statistics in Medicine 24, 2005).
pub fn limits(spread: Spread, average: f64, size: f64) -> Option<Limits> {
    let size = size.round();
    let usable = (1.0..1e9).contains(&size) && (0.0..=1.0).contains(&average);
    if !usable {
        return None;
    }
    let quantile = |probability: f64| match spread {
        Spread::Share => {
            let events = Binomial::new(average, size as u64).ok()?;
            Some(interpolated(probability, size as u64, |it| events.cdf(it)) / size)
        }
        Spread::Events => {
            let events = Poisson::new(average * size).ok()?;
            Some(interpolated(probability, u64::MAX, |it| events.cdf(it)) / size)
        }
        Spread::CannotTell => None,
    };
    let between = |tail: f64| {
        Some(Interval {
            lower: quantile(tail)?.max(0.0),
            upper: quantile(1.0 - tail)?,
        })
    };
    Some(Limits {
        inner: between(0.025)?,
        outer: between(0.001)?,
    })
}

/// The number of events at which a probability is reached, interpolated.
fn interpolated(probability: f64, most: u64, cdf: impl Fn(u64) -> f64) -> f64 {
    let reached = first_reaching(probability, most, &cdf);
    let upper = cdf(reached);
    let lower = reached.checked_sub(1).map_or(0.0, &cdf);
    if upper <= lower {
        return reached as f64;
    }
    reached as f64 - (upper - probability) / (upper - lower)
}

/// The least number of events whose cumulative probability reaches this one.
fn first_reaching(probability: f64, most: u64, cdf: &impl Fn(u64) -> f64) -> u64 {
    let mut high = 1u64;
    while high < most && cdf(high) < probability {
        high = high.saturating_mul(2);
    }
    let (mut low, mut high) = (0, high.min(most));
    while low < high {
        let middle = low + (high - low) / 2;
        if cdf(middle) < probability {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(events: f64, of: f64) -> Counts {
        Counts { events, of }
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
    }

    #[test]
    fn intervals_are_those_of_r() {
        // binom.test(682, 925), from R's own help page: 0.7076683 0.7654066.
        let found = interval(Spread::Share, counts(682.0, 925.0), 0.95).expect("an interval");
        close(found.lower, 0.7076683);
        close(found.upper, 0.7654066);
        // poisson.test(137, 24.19893), from R's own help page: 4.753125 6.692709.
        let found = interval(Spread::Events, counts(137.0, 24.19893), 0.95).expect("an interval");
        close(found.upper, 6.692709);
        close(found.lower, 4.753125);
    }

    #[test]
    fn nought_and_all_have_one_sided_ends() {
        // With nothing in ten the upper bound solves (1 - p)^10 = 0.025: 1 - 0.025^0.1 = 0.30850.
        let none = interval(Spread::Share, counts(0.0, 10.0), 0.95).expect("an interval");
        close(none.lower, 0.0);
        close(none.upper, 0.30850);
        // With no event the upper bound solves e^-m = 0.025: m = 3.68888.
        let none = interval(Spread::Events, counts(0.0, 1.0), 0.95).expect("an interval");
        close(none.upper, 3.68888);
        assert_eq!(interval(Spread::Share, counts(3.0, 0.0), 0.95), None);
        assert_eq!(interval(Spread::CannotTell, counts(3.0, 9.0), 0.95), None);
    }

    #[test]
    fn a_change_is_tested_by_counting_cases() {
        // The lady tasting tea: 3 of 4 against 1 of 4. P(3 or more) = 17/70, doubled 34/70.
        let found = chance_of_change(Spread::Share, counts(3.0, 4.0), counts(1.0, 4.0));
        close(found.expect("a chance"), 34.0 / 70.0);
        // 1 event against 4 in equal times: P(1 or fewer of 5) = 6/32, doubled 12/32.
        let found = chance_of_change(Spread::Events, counts(1.0, 10.0), counts(4.0, 10.0));
        close(found.expect("a chance"), 12.0 / 32.0);
    }

    #[test]
    fn funnel_limits_close_in_as_authorities_grow() {
        let width = |size: f64| {
            let limits = limits(Spread::Share, 0.142, size).expect("limits");
            assert!(limits.outer.lower <= limits.inner.lower);
            assert!(limits.inner.upper <= limits.outer.upper);
            assert!(limits.inner.contains(0.142));
            limits.inner.upper - limits.inner.lower
        };
        assert!(width(50.0) > width(200.0) && width(200.0) > width(2000.0));
        // For many people they come close to 1.96 standard errors:
        // 0.142 +- 1.96 * sqrt(0.142 * 0.858 / 20000) = 0.142 +- 0.00484.
        close(
            limits(Spread::Share, 0.142, 20_000.0)
                .expect("limits")
                .inner
                .upper,
            0.14684,
        );
    }

    proptest! {
        #[test]
        fn no_counts_give_anything_but_finite_bounds(
            events in 0.0f64..5000.0, of in 0.0f64..5000.0, average in -0.5f64..1.5,
        ) {
            for spread in [Spread::Share, Spread::Events, Spread::CannotTell] {
                if let Some(found) = interval(spread, counts(events, of), 0.95) {
                    prop_assert!(found.lower.is_finite() && found.upper.is_finite());
                    prop_assert!(found.lower <= events / of + 1e-9 && events / of <= found.upper + 1e-9);
                }
                if let Some(found) = limits(spread, average, of) {
                    prop_assert!(found.outer.upper.is_finite() && found.outer.lower >= 0.0);
                }
                if let Some(chance) = chance_of_change(spread, counts(events, of), counts(of, events)) {
                    prop_assert!((0.0..=1.0).contains(&chance));
                }
            }
        }
    }
}
