//! Values that are drawn once a future, by place.

use crate::rates::Hazard;
use crate::uncertain::{Amount, Bounds, Change, Share, Uncertain};

/// The place of a value among all that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot(usize);

/// All values of a model that may be drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    means: Vec<f64>,
    drawn: Vec<(usize, u64, Source)>,
}

/// What is drawn where a value isn't one number.
#[derive(Clone, Debug)]
enum Source {
    Share(Uncertain<Share>),
    /// A yearly share, as a monthly hazard.
    Yearly(Uncertain<Share>),
    /// The share that stays over so many months, as a monthly hazard.
    Retention(Uncertain<Share>, f64),
    Amount(Uncertain<Amount>),
    Change(Uncertain<Change>),
}

/// Somebody who is sure to leave within a year would have a hazard without
/// end; this one leaves fewer than one in a million.
const HIGHEST_HAZARD: f64 = 1.2;

fn hazard(yearly: f64) -> f64 {
    Hazard::monthly(yearly).min(HIGHEST_HAZARD)
}

fn retention(stays: f64, months: f64) -> f64 {
    (-stays.ln() / months).min(HIGHEST_HAZARD)
}

impl Slots {
    /// A share.
    pub(crate) fn share(&mut self, key: &str, value: &Uncertain<Share>) -> Slot {
        self.put(key, value.mean(), value, Source::Share)
    }

    /// A yearly share, drawn as a monthly hazard.
    pub(crate) fn yearly(&mut self, key: &str, value: &Uncertain<Share>) -> Slot {
        self.put(key, hazard(value.mean()), value, Source::Yearly)
    }

    /// The share that stays over so many months, drawn as a monthly hazard.
    pub(crate) fn retention(&mut self, key: &str, value: &Uncertain<Share>, months: f64) -> Slot {
        let mean = retention(value.mean(), months);
        self.put(key, mean, value, |value| Source::Retention(value, months))
    }

    /// An amount.
    pub(crate) fn amount(&mut self, key: &str, value: &Uncertain<Amount>) -> Slot {
        self.put(key, value.mean(), value, Source::Amount)
    }

    /// A change.
    pub(crate) fn change(&mut self, key: &str, value: &Uncertain<Change>) -> Slot {
        self.put(key, value.mean(), value, Source::Change)
    }

    /// A monthly hazard that was estimated.
    pub(crate) fn hazard(&mut self, key: &str, estimated: Hazard) -> Slot {
        let sd = estimated.events.sqrt() / estimated.months;
        let shape = crate::uncertain::Shape::Spread {
            mean: estimated.mean(),
            sd,
        };
        match Uncertain::new(shape) {
            Ok(value) => self.amount(key, &value),
            Err(_) => self.fixed(estimated.mean()),
        }
    }

    /// One number.
    pub(crate) fn fixed(&mut self, value: f64) -> Slot {
        self.means.push(value);
        Slot(self.means.len() - 1)
    }

    fn put<B: Bounds + Clone>(
        &mut self,
        key: &str,
        mean: f64,
        value: &Uncertain<B>,
        source: impl Fn(Uncertain<B>) -> Source,
    ) -> Slot {
        let slot = self.fixed(mean);
        if !value.is_fixed() {
            self.drawn.push((slot.0, hash(key), source(value.clone())));
        }
        slot
    }

    /// The means of all values.
    pub(crate) fn means(&self) -> Drawn {
        Drawn(self.means.clone())
    }

    /// Draws all values for a future. What is drawn depends on the seed, the
    /// future and the value's key alone, so that scenarios which share a value
    /// draw it alike.
    pub(crate) fn draw(&self, seed: u64, future: u64, into: &mut Drawn) {
        into.0.clone_from(&self.means);
        for (place, key, source) in &self.drawn {
            let bits = mix(seed ^ mix(future ^ mix(*key)));
            into.0[*place] = match source {
                Source::Share(value) => value.at(bits),
                Source::Yearly(value) => hazard(value.at(bits)),
                Source::Retention(value, months) => retention(value.at(bits), *months),
                Source::Amount(value) => value.at(bits),
                Source::Change(value) => value.at(bits),
            };
        }
    }
}

/// The values of one future.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn(Vec<f64>);

impl std::ops::Index<Slot> for Drawn {
    type Output = f64;

    fn index(&self, slot: Slot) -> &f64 {
        &self.0[slot.0]
    }
}

/// The 64-bit FNV-1a hash of a key: it is the same in every release.
pub(crate) fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Spreads bits over all places (the finaliser of SplitMix64).
pub(crate) fn mix(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
