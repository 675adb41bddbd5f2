//! Rates of every authority from its own past, drawn towards its region's and
//! the nation's where it has little (Gamma–Poisson in two levels).

use super::panel::{Observed, Panel};

/// What a year counts beside the year after it. Half: the latest two years
/// make three quarters of a rate. Any value from 0.3 to 1 gives nearly the
/// same errors.
const DECAY: f64 = 0.5;

/// The strength of a prior where groups differ no more than chance lets them.
const NO_DIFFERENCE: f64 = 1e9;

/// Weighted sums of counts and of what they are counted over.
#[derive(Clone, Copy, Default)]
struct Sums {
    counted: f64,
    over: f64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.counted += other.counted;
        self.over += other.over;
    }
}

/// A rate, and how much of a past stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) rate: f64,
    /// What was counted, own past and prior together: the shape of the rate's
    /// gamma distribution, of which one over the root is the relative spread.
    pub(super) counted: f64,
}

/// The rate of every unit at the end of a panel: what `part` counts first over
/// what it counts second.
///
/// With nᵢ and dᵢ the sums over a unit's years, each year weighing half of the
/// next, the rate is (nᵢ + k·p) ÷ (dᵢ + k), where p is its region's rate. That
/// is found in the same way from the region's sums and the nation's rate. See
/// [`strength`] for k.
pub(super) fn rates(panel: &Panel, part: impl Fn(&Observed) -> (f64, f64)) -> Vec<Level> {
    let units: Vec<Sums> = panel
        .units
        .iter()
        .map(|it| sums(&it.years, &part))
        .collect();
    let mut regions = vec![Sums::default(); panel.regions];
    let mut nation = Sums::default();
    for (unit, sums) in panel.units.iter().zip(&units) {
        regions[unit.region].add(*sums);
        nation.add(*sums);
    }
    let rate = nation.counted / nation.over;
    let (own, regional) = (strength(&units, rate), strength(&regions, rate));
    let drawn = |sums: &Sums, strength: f64, prior: f64| {
        (sums.counted + strength * prior) / (sums.over + strength)
    };
    let prior: Vec<f64> = regions.iter().map(|it| drawn(it, regional, rate)).collect();
    let with_units = panel.units.iter().zip(&units);
    with_units
        .map(|(unit, sums)| {
            let prior = prior[unit.region];
            Level {
                rate: drawn(sums, own, prior),
                counted: sums.counted + own * prior,
            }
        })
        .collect()
}

fn sums(years: &[Observed], part: impl Fn(&Observed) -> (f64, f64)) -> Sums {
    let mut total = Sums::default();
    for (age, year) in (0..).zip(years.iter().rev()) {
        let (counted, over) = part(year);
        if counted.is_finite() && over.is_finite() {
            let weight = DECAY.powi(age);
            total.add(Sums {
                counted: counted * weight,
                over: over * weight,
            });
        }
    }
    total
}

/// For how much of an own past the prior counts, by moments: the spread of the
/// groups' rates that a Poisson count does not explain is
/// v = \[Σ dᵢ(nᵢ/dᵢ − r)² − (m − 1)·r\] ÷ \[Σd − Σd²/Σd\], and the strength of
/// the gamma prior with that variance is r ÷ v.
fn strength(groups: &[Sums], rate: f64) -> f64 {
    let seen = groups.iter().filter(|it| it.over > 0.0);
    let (mut seen_groups, mut squares, mut over, mut over_squared) = (0.0, 0.0, 0.0, 0.0);
    for group in seen {
        seen_groups += 1.0;
        squares += group.over * (group.counted / group.over - rate).powi(2);
        over += group.over;
        over_squared += group.over.powi(2);
    }
    let excess = squares - (seen_groups - 1.0) * rate;
    let between = excess / (over - over_squared / over);
    if between > 0.0 {
        rate / between
    } else {
        NO_DIFFERENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(counted: f64, over: f64) -> Sums {
        Sums { counted, over }
    }

    /// By hand: r = 60/400 = 0.15. Σd(n/d − r)² = 200 × 0.05² × 2 = 1, less
    /// (2 − 1) × 0.15 is 0.85; over 400 − 80,000/400 = 200 that is 0.00425.
    /// The strength is 0.15 ÷ 0.00425 = 35.294.
    #[test]
    fn the_strength_of_a_prior_is_that_of_the_moments() {
        let found = strength(&[group(20.0, 200.0), group(40.0, 200.0)], 0.15);
        assert!((found - 35.294).abs() < 0.001, "{found}");
    }

    #[test]
    fn groups_that_differ_by_chance_only_share_one_rate() {
        let found = strength(&[group(30.0, 200.0), group(31.0, 200.0)], 0.1525);
        assert_eq!(found.to_bits(), NO_DIFFERENCE.to_bits());
    }
}
