//! Fits that single odd authorities do not move: least absolute deviations,
//! and spreads that are set by the middle error.

/// Half the width of a normal distribution's central half, in standard
/// deviations: its 75% quantile.
pub(super) const HALF: f64 = 0.674_489_750_196_081_7;

/// The same of the central 90%: its 95% quantile.
pub(super) const NINE_TENTHS: f64 = 1.644_853_626_951_472_4;

/// Rounds of reweighting; more change no digit that is shown.
const ROUNDS: usize = 100;

/// Kept off the diagonal's nought, where a column says nothing.
const RIDGE: f64 = 1e-9;

/// The smallest error that a weight is divided by, so that none is infinite.
const SMALLEST: f64 = 1e-4;

/// The widest spread that is looked for, in shares of the mean.
const WIDEST: f64 = 3.0;

/// Halvings of the interval in which a spread is looked for.
const HALVINGS: usize = 50;

/// One thing seen, and what is thought to make it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// What is thought to make it; nought in place of a second where there is one only.
    pub(super) causes: [f64; 2],
    /// What was seen.
    pub(super) outcome: f64,
    /// How much it counts.
    pub(super) weight: f64,
}

impl Seen {
    fn is_known(&self) -> bool {
        self.outcome.is_finite() && self.causes.iter().all(|it| it.is_finite())
    }

    fn error(&self, [first, second]: [f64; 2]) -> f64 {
        self.outcome - (first * self.causes[0] + second * self.causes[1])
    }
}

/// The two coefficients of least absolute deviations, without a constant: they
/// make Σ weight · |outcome − b₁·cause₁ − b₂·cause₂| least.
///
/// Found by least squares over and over, each time with weights divided by the
/// errors of the time before (iteratively reweighted least squares).
pub(super) fn least_absolute(seen: impl Iterator<Item = Seen>) -> [f64; 2] {
    let seen: Vec<Seen> = seen.filter(Seen::is_known).collect();
    let mut weights: Vec<f64> = seen.iter().map(|it| it.weight).collect();
    let mut found = [0.0; 2];
    for _ in 0..ROUNDS {
        found = least_squares(&seen, &weights);
        for (weight, seen) in weights.iter_mut().zip(&seen) {
            *weight = seen.weight / seen.error(found).abs().max(SMALLEST);
        }
    }
    found
}

/// The normal equations of two unknowns, solved by Cramer's rule.
fn least_squares(seen: &[Seen], weights: &[f64]) -> [f64; 2] {
    let (mut a, mut b, mut c) = (RIDGE, 0.0, RIDGE);
    let (mut p, mut q) = (0.0, 0.0);
    for (seen, weight) in seen.iter().zip(weights) {
        let [x, y] = seen.causes;
        a += weight * x * x;
        b += weight * x * y;
        c += weight * y * y;
        p += weight * x * seen.outcome;
        q += weight * y * seen.outcome;
    }
    let determinant = a * c - b * b;
    [(p * c - q * b) / determinant, (q * a - p * b) / determinant]
}

/// The factor on the standard deviations with which half the errors lie in the
/// central half: the median of |error| ÷ deviation, over 0.6745. Pairs of which
/// either is not known do not count.
pub(super) fn scale(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let known = pairs.filter(|(error, deviation)| error.is_finite() && *deviation > 0.0);
    let mut ratios: Vec<f64> = known.map(|(error, sd)| error.abs() / sd).collect();
    median(&mut ratios).map_or(f64::NAN, |it| it / HALF)
}

/// The middle value, the mean of the middle two where they are an even number.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values
        .get(values.len() / 2 - 1)
        .map(|it| (it + upper) / 2.0)
}

/// An error, with the variance that is known of it and that which is not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spreading {
    pub(super) error: f64,
    /// The variance without the spread that is looked for.
    pub(super) known: f64,
    /// What the square of that spread multiplies.
    pub(super) shared: f64,
}

/// The spread w with which half the errors lie within 0.6745 · √(known + w²·shared).
pub(super) fn half_within(errors: impl Iterator<Item = Spreading>) -> f64 {
    let known = errors.filter(|it| it.error.is_finite() && it.shared > 0.0);
    let errors: Vec<Spreading> = known.collect();
    if errors.is_empty() {
        return f64::NAN;
    }
    let (mut low, mut high) = (0.0, WIDEST);
    for _ in 0..HALVINGS {
        let middle: f64 = f64::midpoint(low, high);
        let inside = |it: &&Spreading| {
            it.error.abs() <= HALF * (it.known + middle * middle * it.shared).sqrt()
        };
        if errors.iter().filter(inside).count() * 2 > errors.len() {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(causes: [f64; 2], outcome: f64) -> Seen {
        Seen {
            causes,
            outcome,
            weight: 1.0,
        }
    }

    #[test]
    fn one_odd_outcome_does_not_move_the_coefficients() {
        let points = [(1.0, 1.0), (2.0, 1.0), (3.0, -1.0), (4.0, 2.0), (5.0, 0.0)];
        let mut all: Vec<Seen> = points.map(|(x, y)| seen([x, y], 2.0 * x - y)).to_vec();
        all.push(seen([1.0, 2.0], 900.0));
        all.push(seen([1.0, f64::NAN], 5.0));
        let [first, second] = least_absolute(all.into_iter());
        assert!((first - 2.0).abs() < 1e-3 && (second + 1.0).abs() < 1e-3);
    }

    /// One cause: the slope of least absolute deviations through nought is the
    /// weighted median of the ratios 1, 2, 9 with weights 1, 1, 1.
    #[test]
    fn one_cause_alone_gives_the_median_ratio() {
        let all = [1.0, 2.0, 9.0].map(|outcome| seen([1.0, 0.0], outcome));
        let [slope, nothing] = least_absolute(all.into_iter());
        assert!((slope - 2.0).abs() < 1e-3, "{slope}");
        assert_eq!(nothing.to_bits(), 0.0_f64.to_bits());
    }

    /// Errors of 1, 2 and 3 deviations: half lie within 2, which is 0.6745 of 2.9652.
    #[test]
    fn a_scale_is_that_of_the_middle_error() {
        let found = scale([(1.0, 1.0), (-2.0, 1.0), (3.0, 1.0), (f64::NAN, 1.0)].into_iter());
        assert!((found - 2.9652).abs() < 1e-4, "{found}");
        assert!(scale(std::iter::empty()).is_nan());
    }

    /// With 4 known and 1 shared, the middle error of 4 needs (4 ÷ 0.67449)² =
    /// 35.17 = 4 + w², so w = 5.58: beyond the widest. With 20 shared, 1.2483.
    #[test]
    fn a_spread_is_what_count_noise_leaves() {
        let errors = |shared| {
            [1.0, 4.0, 9.0].map(|error| Spreading {
                error,
                known: 4.0,
                shared,
            })
        };
        let found = half_within(errors(20.0).into_iter());
        assert!((found - 1.2483).abs() < 1e-4, "{found}");
        assert!((half_within(errors(1.0).into_iter()) - WIDEST).abs() < 1e-9);
    }
}
