//! Scales: from values to places on a drawing, with round numbers at the axis.

/// The lowest and the highest of some values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Span {
    /// What the values span; nothing when there are none.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().fold(None, |span, value| {
            Some(span.map_or(Self::at(value), |span: Self| Self {
                low: span.low.min(value),
                high: span.high.max(value),
            }))
        })
    }

    fn at(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Widened to hold zero: for bars, whose length is their meaning.
    pub(super) fn with_zero(self) -> Self {
        Self {
            low: self.low.min(0.0),
            high: self.high.max(0.0),
        }
    }

    /// Widened to hold zero unless that would squeeze the values into less than a third of the
    /// axis. Then it is at least a tenth of the values, so that what hardly differs looks so.
    pub(super) fn with_zero_if_near(self) -> Self {
        let farthest = self.low.abs().max(self.high.abs());
        let lacks = farthest / 10.0 - (self.high - self.low);
        if self.high - self.low > farthest / 3.0 || self.low == self.high {
            self.with_zero()
        } else {
            Self {
                low: self.low - lacks.max(0.0) / 2.0,
                high: self.high + lacks.max(0.0) / 2.0,
            }
        }
    }
}

/// The power of ten that no step needs to lie above.
const COARSEST: i32 = 13;

/// Round numbers at even steps: multiples of 1, 2 or 5 times a power of ten.
///
/// They are kept as whole numbers of steps, so that the seventh tenth is 0.7 and not the sum of
/// seven tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticks {
    digit: i32,
    exponent: i32,
    first: i64,
    last: i64,
}

impl Ticks {
    /// The finest ticks that hold the span within `most` steps, none of which is finer than ten to
    /// the power of `finest`.
    pub(super) fn holding(span: Span, most: usize, finest: i32) -> Self {
        let most = most.max(2) as i64;
        (finest..=COARSEST)
            .flat_map(|exponent| [1, 2, 5].map(|digit| (digit, exponent)))
            .map(|(digit, exponent)| Self::with_step(span, digit, exponent))
            .find(|ticks| ticks.last - ticks.first <= most)
            .unwrap_or_else(|| Self::with_step(span, 5, COARSEST))
    }

    fn with_step(span: Span, digit: i32, exponent: i32) -> Self {
        let steps = |value: f64| {
            let steps = if exponent < 0 {
                value * power_of_ten(-exponent) / f64::from(digit)
            } else {
                value / (power_of_ten(exponent) * f64::from(digit))
            };
            // What is a whole number but for the last bits is one.
            let whole = steps.round();
            if (steps - whole).abs() < 1e-9 {
                whole
            } else {
                steps
            }
        };
        let first = steps(span.low).floor() as i64;
        let last = steps(span.high).ceil() as i64;
        Self {
            digit,
            exponent,
            first,
            last: last.max(first + 1),
        }
    }

    fn number(&self, steps: i64) -> f64 {
        let digits = (steps * i64::from(self.digit)) as f64;
        if self.exponent < 0 {
            digits / power_of_ten(-self.exponent)
        } else {
            digits * power_of_ten(self.exponent)
        }
    }

    /// The numbers at the axis, from the lowest.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        (self.first..=self.last).map(|steps| self.number(steps))
    }

    /// How many decimals tell them apart.
    pub(super) fn decimals(&self) -> usize {
        usize::try_from(-self.exponent).unwrap_or(0)
    }

    /// From the lowest to the highest tick.
    pub(super) fn span(&self) -> Span {
        Span {
            low: self.number(self.first),
            high: self.number(self.last),
        }
    }
}

/// Exact up to 10²², unlike a general power.
fn power_of_ten(exponent: i32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// Where values lie between two places of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) ticks: Ticks,
    from: f64,
    to: f64,
}

impl Scale {
    /// The lowest tick lies at `from`, the highest at `to`.
    pub(super) fn new(ticks: Ticks, from: f64, to: f64) -> Self {
        Self { ticks, from, to }
    }

    /// The place of a value, which may lie beyond the ends of the axis.
    pub(super) fn at(&self, value: f64) -> f64 {
        let Span { low, high } = self.ticks.span();
        self.from + (value - low) / (high - low) * (self.to - self.from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(low: f64, high: f64, most: usize) -> Vec<f64> {
        Ticks::holding(Span { low, high }, most, -6)
            .numbers()
            .collect()
    }

    /// 3.2 to 17.9 in at most five steps: steps of 2 would need 2 to 18, which is eight; steps of
    /// 5 need 0 to 20, which is four.
    #[test]
    fn ticks_are_round_and_hold_the_values() {
        assert_eq!(numbers(3.2, 17.9, 5), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(
            numbers(3.2, 17.9, 8),
            [2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0]
        );
        assert_eq!(
            numbers(1_204.0, 1_311.0, 4),
            [1_200.0, 1_250.0, 1_300.0, 1_350.0]
        );
        assert_eq!(numbers(-7.0, 12.0, 5), [-10.0, -5.0, 0.0, 5.0, 10.0, 15.0]);
    }

    /// Tenths have no exact binary form: 3 × 0.1 is 0.30000000000000004, which is not 0.3.
    #[test]
    fn ticks_are_the_nearest_numbers_to_their_decimals() {
        assert_eq!(numbers(0.3, 0.7, 4), [0.3, 0.4, 0.5, 0.6, 0.7]);
    }

    #[test]
    fn values_that_are_all_equal_still_have_an_axis() {
        let span = Span::at(14.0).with_zero_if_near();
        assert_eq!(
            Ticks::holding(span, 4, -6).numbers().collect::<Vec<_>>(),
            [0.0, 5.0, 10.0, 15.0]
        );
        let zero = Ticks::holding(Span::at(0.0), 4, -6).span();
        assert!(zero.high > zero.low);
    }

    /// From 19 to 30 is 11, more than a third of 30; from 21 to 30 is 9, less.
    #[test]
    fn an_axis_starts_at_zero_unless_that_squeezes_the_values() {
        let low = |low, high| Span { low, high }.with_zero_if_near().low;
        assert_eq!(low(19.0, 30.0), 0.0);
        assert_eq!(low(21.0, 30.0), 21.0);
        let losses = Span {
            low: -30.0,
            high: -19.0,
        };
        assert_eq!(losses.with_zero_if_near().high, 0.0);
    }

    /// A tenth of 100 is 10, so that 99 to 100 becomes 94.5 to 104.5.
    #[test]
    fn what_hardly_differs_does_not_fill_the_axis() {
        let span = Span {
            low: 99.0,
            high: 100.0,
        }
        .with_zero_if_near();
        assert_eq!(
            span,
            Span {
                low: 94.5,
                high: 104.5
            }
        );
    }

    #[test]
    fn a_scale_of_whole_things_has_no_fractions() {
        let people = Ticks::holding(
            Span {
                low: 0.0,
                high: 3.0,
            },
            8,
            0,
        );
        assert_eq!(people.numbers().collect::<Vec<_>>(), [0.0, 1.0, 2.0, 3.0]);
    }

    /// An axis from 0 to 20 over 100 to 500: 5 is a quarter of the way, 100 + 400 / 4 = 200.
    #[test]
    fn a_value_lies_in_proportion() {
        let ticks = Ticks::holding(
            Span {
                low: 0.0,
                high: 20.0,
            },
            4,
            -6,
        );
        assert_eq!(Scale::new(ticks, 100.0, 500.0).at(5.0), 200.0);
        assert_eq!(Scale::new(ticks, 500.0, 100.0).at(5.0), 400.0);
    }

    proptest! {
        #[test]
        fn any_span_has_few_ticks_that_hold_it(a in -1e12..1e12_f64, b in -1e12..1e12_f64) {
            let span = Span { low: a.min(b), high: a.max(b) };
            let ticks = Ticks::holding(span, 5, -6);
            let numbers: Vec<f64> = ticks.numbers().collect();
            prop_assert!((2..=6).contains(&numbers.len()), "{numbers:?}");
            let slack = 1e-6 * (span.high - span.low).max(1.0);
            prop_assert!(ticks.span().low <= span.low + slack);
            prop_assert!(ticks.span().high >= span.high - slack);
        }
    }
}
