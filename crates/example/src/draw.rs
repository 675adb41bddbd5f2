//! Draws from one stream of chance.
//!
//! Only the generator's raw words and the four basic operations are used: they
//! give the same bytes on every machine, which logarithms and the samplers
//! built on them do not promise.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// One stream of chance.
#[derive(Debug)]
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of a number under a seed; streams do not touch each other.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// A number from nought up to, and without, one.
    pub(crate) fn unit(&mut self) -> f64 {
        const STEPS: f64 = (1u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 / STEPS
    }

    /// Whether something happens that has this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A place in a list of some length; nought where the list is empty.
    pub(crate) fn below(&mut self, length: usize) -> usize {
        let place = (self.unit() * length as f64) as usize;
        place.min(length.saturating_sub(1))
    }

    /// A whole number from the one to the other, both of them included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).max(1);
        low + ((self.unit() * span as f64) as i64).min(span - 1)
    }

    /// A number between two others.
    pub(crate) fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// One of some things.
    pub(crate) fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    /// A place in a list of weights, heavier ones more often.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            if weight <= 0.0 {
                continue;
            }
            last = place;
            if left < weight {
                return place;
            }
            left -= weight;
        }
        last
    }

    /// One of some things with their weights.
    pub(crate) fn choose<T: Copy>(&mut self, things: &[(T, u32)]) -> T {
        let place = self.weighted(things.iter().map(|(_, weight)| f64::from(*weight)));
        things[place].0
    }

    /// A number near nought, about two thirds of the time between -1 and 1.
    pub(crate) fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// A whole number whose expectation is the given one.
    pub(crate) fn whole(&mut self, expected: f64) -> u32 {
        let floor = expected.max(0.0) as u32;
        floor + u32::from(self.chance(expected - f64::from(floor)))
    }

    /// Puts things in an order of chance.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for place in (1..things.len()).rev() {
            things.swap(place, self.below(place + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_draws() {
        let draws = |seed, stream| {
            let mut draw = Draw::new(seed, stream);
            (0..5)
                .map(|_| draw.between(1, 1_000_000))
                .collect::<Vec<_>>()
        };
        assert_eq!(draws(7, 1), draws(7, 1));
        assert_ne!(draws(7, 1), draws(7, 2));
        assert_ne!(draws(7, 1), draws(8, 1));
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut draw = Draw::new(1, 0);
        for _ in 0..2_000 {
            assert!((3..=5).contains(&draw.between(3, 5)));
            assert!(draw.below(4) < 4);
            assert_eq!(draw.choose(&[("never", 0), ("always", 2)]), "always");
            assert!((2..=3).contains(&draw.whole(2.5)));
        }
        assert_eq!(draw.below(0), 0);
    }

    #[test]
    fn the_mean_of_whole_numbers_is_the_expected_one() {
        let mut draw = Draw::new(1, 0);
        let sum: u32 = (0..10_000).map(|_| draw.whole(1.3)).sum();
        assert!((12_700..13_300).contains(&sum), "{sum}");
    }
}
