//! Where the chance of a future comes from: a stream of its own for everything
//! that may happen, by what it is about and never by when it is asked. So two
//! scenarios see the same chance in all that they share (common random
//! numbers), and one more event in one place moves no other.

use rand::SeedableRng as _;
use rand_distr::{Distribution as _, Exp1, StandardNormal};
use rand_xoshiro::SplitMix64;

use crate::model::mix;

/// What chance is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// Something that happens to the people of a cell.
    Events = 1,
    /// The offers of a stream of hires, or the conversions of agency workers.
    Arrivals,
    /// How long after the offer somebody arrives.
    Lag,
    /// How many of an intake start.
    Starting,
    /// How long somebody is away.
    Away,
    /// Whether somebody comes back.
    Return,
    /// Whether somebody passes the first year.
    Assessment,
    /// What a year is like for leaving, hiring, posts, agency work and hours.
    Year,
}

/// The chance of one future.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chance {
    key: u64,
}

impl Chance {
    /// Of a future by its number.
    pub(super) fn of(seed: u64, future: u64) -> Self {
        Self {
            key: mix(seed ^ mix(future)),
        }
    }

    /// The stream of a purpose and what it is about.
    pub(super) fn stream(self, purpose: Purpose, about: u64) -> SplitMix64 {
        let bits = mix(self.key ^ mix(about ^ mix(purpose as u64)));
        SplitMix64::from_seed(bits.to_le_bytes())
    }

    /// A factor of luck: normal about 1, and cut off at nought and at 2, so
    /// that 1 stays both its mean and its median.
    pub(super) fn factor(self, about: u64, spread: f64) -> f64 {
        if spread <= 0.0 {
            return 1.0;
        }
        let normal: f64 = StandardNormal.sample(&mut self.stream(Purpose::Year, about));
        (1.0 + spread * normal).clamp(0.0, 2.0)
    }
}

/// A Poisson process of unit rate, on its way along a line that grows month by
/// month. As it has no memory, what is left of a step carries over.
#[derive(Clone, Debug)]
pub(super) struct Process {
    random: SplitMix64,
    /// How far it still has to go to the next event.
    ahead: f64,
}

impl Process {
    pub(super) fn new(mut random: SplitMix64) -> Self {
        let ahead = Exp1.sample(&mut random);
        Self { random, ahead }
    }

    /// How many events there are on so much more of its line.
    pub(super) fn count(&mut self, mut left: f64) -> u32 {
        let mut counted = 0;
        while self.ahead < left {
            left -= self.ahead;
            self.ahead = Exp1.sample(&mut self.random);
            counted += 1;
        }
        self.ahead -= left;
        counted
    }

    /// Strikes people who lie end to end, each as long as a hazard, and goes on
    /// from the end of whom it struck: everybody with probability 1 − exp(−hazard).
    pub(super) fn strike(&mut self, hazard: f64, people: usize, mut hit: impl FnMut(usize)) {
        let line = hazard * people as f64;
        if self.ahead >= line {
            self.ahead -= line;
            return;
        }
        let mut at = self.ahead;
        while at < line {
            let place = ((at / hazard) as usize).min(people - 1);
            hit(place);
            let step: f64 = Exp1.sample(&mut self.random);
            at = (place + 1) as f64 * hazard + step;
        }
        self.ahead = at - line;
    }
}
