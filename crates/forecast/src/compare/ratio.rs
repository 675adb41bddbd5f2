//! A ratio of two means, and how well the futures tell it.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

/// A ratio of means with its 90% interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio of the means over all futures.
    pub value: f64,
    /// Its interval; nothing where it has none, because the denominator may
    /// well be nought.
    pub interval: Option<(f64, f64)>,
}

/// How often the futures are drawn anew.
const RESAMPLES: u64 = 1_000;

/// Futures are drawn in so many groups of neighbours: as they are independent,
/// that tells the same as drawing each of them, and sooner.
const GROUPS: usize = 500;

impl Ratio {
    /// The mean of some numbers ÷ the mean of others, future by future; nothing
    /// unless both are above nought.
    ///
    /// The interval is the bootstrap's: futures are drawn anew with replacement,
    /// numerator and denominator together, and the ratio is taken each time. Nine
    /// in ten of these ratios lie in the interval.
    pub(super) fn of_means(over: &[f64], under: &[f32], seed: u64) -> Option<Self> {
        let groups = groups(over, under);
        let (above, below) = sum(groups.iter());
        if above <= 0.0 || below <= 0.0 {
            return None;
        }
        let mut ratios: Vec<Option<f64>> = (0..RESAMPLES)
            .into_par_iter()
            .map(|stream| resampled(&groups, seed, stream))
            .collect();
        // Those without a ratio are as good as endless.
        ratios.sort_by(|one, other| {
            let endless = |ratio: &Option<f64>| ratio.unwrap_or(f64::INFINITY);
            endless(one).total_cmp(&endless(other))
        });
        let at = |percent: usize| ratios[ratios.len() * percent / 100 - 1];
        Some(Self {
            value: above / below,
            interval: at(5).zip(at(95)),
        })
    }
}

/// Sums over groups of futures.
fn groups(over: &[f64], under: &[f32]) -> Vec<(f64, f64)> {
    let size = over.len().div_ceil(GROUPS).max(1);
    let parts = over.chunks(size).zip(under.chunks(size));
    parts
        .map(|(over, under)| {
            (
                over.iter().sum(),
                under.iter().copied().map(f64::from).sum(),
            )
        })
        .collect()
}

fn sum<'a>(parts: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
}

fn resampled(groups: &[(f64, f64)], seed: u64, stream: u64) -> Option<f64> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    chance.set_stream(u64::MAX - stream);
    let drawn = (0..groups.len()).map(|_| &groups[chance.random_range(0..groups.len())]);
    let (above, below) = sum(drawn);
    (below > 0.0).then_some(above / below)
}
