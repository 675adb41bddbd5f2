//! What published figures say of leaving: the level of England and its
//! regions, how much authorities differ, and how leaving goes with experience.

use std::collections::BTreeMap;

use holdfast_reference::{
    Area, AuthorityNumber, IndicatorRow, Measure, Region, Releases, ServiceBand, ServiceOf,
    authority, service_share,
};
use holdfast_workforce::CodeSet as _;
use jiff::civil::{Date, date};

use super::Hazard;

/// How many published years make the level: as many as of the council's own.
const YEARS: usize = 3;

/// The most events that a prior counts: where authorities differ no more than
/// chance makes them, the formula has no end.
const MOST_EVENTS: f64 = 1000.0;

/// The level of leaving before a council's own records are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The hazard of a month over all experience, with the strength that the
    /// differences between authorities give it.
    pub hazard: Hazard,
    /// Where it comes from, in words.
    pub source: String,
}

/// Leavers, and the person-months in which they could have left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Observed {
    leavers: f64,
    months: f64,
}

impl Observed {
    /// Out of a year's row. The statistics count as leavers only people who
    /// were in post when the year began: N = in post at its end − starters +
    /// leavers. Leavers leave half-way on average, so that N − leavers ÷ 2
    /// years were at risk (the actuary’s central exposure).
    fn of(row: &IndicatorRow) -> Option<Self> {
        let number = |measure| Some(row.number(measure)?.as_float());
        let leavers = number(Measure::LeaversHeadcount)?;
        let at_end = number(Measure::InPostHeadcount)?;
        let began = at_end - number(Measure::StartersHeadcount)? + leavers;
        let months = 12.0 * (began - leavers / 2.0);
        (months > 0.0).then_some(Self { leavers, months })
    }

    fn add(&mut self, other: Self) {
        self.leavers += other.leavers;
        self.months += other.months;
    }

    fn rate(self) -> f64 {
        self.leavers / self.months
    }
}

/// A gamma distribution of the rates of areas, by the method of moments
/// (Marshall 1991). With leavers dᵢ in eᵢ person-months, r̄ = Σd ÷ Σe and n
/// areas, the variance between areas is what the weighted variance of the
/// rates has beyond Poisson chance:
///
/// v = Σ eᵢ(dᵢ ÷ eᵢ − r̄)² ÷ Σe − r̄ ÷ (Σe ÷ n)
///
/// and the distribution counts r̄² ÷ v events in r̄ ÷ v person-months. Over the
/// authorities of 2023 to 2025 in the release of 2025, r̄ = 0.012844 and
/// v = 0.000010547: it counts 15.6 events in 1,218 person-months.
fn between(areas: &[Observed]) -> Option<Hazard> {
    let mut all = Observed::default();
    areas.iter().for_each(|area| all.add(*area));
    if areas.is_empty() || all.leavers <= 0.0 {
        return None;
    }
    let mean = all.rate();
    let squares = areas
        .iter()
        .map(|it| it.months * (it.rate() - mean).powi(2));
    let variance = squares.sum::<f64>() / all.months - mean * areas.len() as f64 / all.months;
    let events = if variance > 0.0 {
        (mean * mean / variance).min(MOST_EVENTS)
    } else {
        MOST_EVENTS
    };
    Some(Hazard {
        events,
        months: events / mean,
    })
}

impl Level {
    /// The level for an authority, from the latest three published years that
    /// ended by a day: its region’s, drawn towards England’s as far as regions
    /// differ little; England’s for an authority that none is known of. How
    /// strong it is follows from how much authorities differ.
    pub fn of(releases: &Releases, number: Option<AuthorityNumber>, day: Date) -> Option<Self> {
        let years = years(releases, day)?;
        let (mut authorities, mut regions) = (BTreeMap::new(), BTreeMap::new());
        let mut england = Observed::default();
        for year in &years {
            for (row, _) in releases.rows(*year) {
                let Some(observed) = Observed::of(row) else {
                    continue;
                };
                match row.area {
                    Area::England => england.add(observed),
                    Area::Region(region) => observe(&mut regions, region, observed),
                    Area::Authority(_) | Area::Joint(..) => {
                        observe(&mut authorities, row.area, observed);
                    }
                    Area::LondonPart(_) => {}
                }
            }
        }
        let listed: Vec<_> = authorities.into_values().collect();
        let strength = between(&listed)?.events;
        let region = number.and_then(authority).map(|it| it.region);
        let (rate, place) = regional(england, &regions, region);
        let (first, last) = (years.iter().min()?, years.iter().max()?);
        Some(Self {
            hazard: Hazard {
                events: strength,
                months: strength / rate,
            },
            source: format!("{place}, children’s social workers, published {first} to {last}"),
        })
    }
}

fn observe<K: Ord>(areas: &mut BTreeMap<K, Observed>, area: K, observed: Observed) {
    areas.entry(area).or_default().add(observed);
}

/// The rate of a region, drawn towards England’s, and what it is called.
fn regional(
    england: Observed,
    regions: &BTreeMap<Region, Observed>,
    region: Option<Region>,
) -> (f64, String) {
    let all: Vec<_> = regions.values().copied().collect();
    let found = region.and_then(|region| Some((region, regions.get(&region)?)));
    match (found, between(&all)) {
        (Some((region, own)), Some(prior)) => {
            let used = prior.with(own.leavers, own.months);
            (used.mean(), format!("{} and England", region.label()))
        }
        _ => (england.rate(), "England".to_owned()),
    }
}

/// The latest published years that ended by a day; the first, before any did.
fn years(releases: &Releases, day: Date) -> Option<Vec<i16>> {
    let has_england = |year: &i16| {
        let row = releases.row(Area::England, *year);
        row.is_some_and(|(row, _)| Observed::of(row).is_some())
    };
    let published: Vec<i16> = releases.years()?.filter(has_england).collect();
    let over = |year: &&i16| date(**year, 9, 30) <= day;
    let known: Vec<i16> = published
        .iter()
        .rev()
        .filter(over)
        .take(YEARS)
        .copied()
        .collect();
    if known.is_empty() {
        return Some(vec![*published.first()?]);
    }
    Some(known)
}

/// How the hazard of each group of experience compares with all groups
/// together, in the order of [`crate::scenario::Experience::ALL`].
///
/// Published for England is length of service with the council, which stands
/// in for experience, in three bands. Of the leavers of the year to September
/// 2019, 35% had under 2 years, 33% had 2 to 5, so 32% had 5 and more. Of those
/// in post, 34% had under 2 years (2017, the only year published), and under 5
/// years 59% in 2018 and 61% in 2019: 60% on average, so 26% had 2 to 5 years
/// and 40% had 5 and more.
///
/// The statistics leave out who starts and leaves within the year, so the time
/// of the year’s starters is no time at risk: 6,190 starters for half a year
/// each, over an average of 32,237.5 in post ((32,851 − 6,190 + 4,963 + 32,851)
/// ÷ 2), are 9.60%, all of them with under 2 years. At risk were 34 − 9.60 =
/// 24.40, 26 and 40 of 90.40: 26.99%, 28.76% and 44.25%. The ratios are
/// 35 ÷ 26.99 = 1.297, 33 ÷ 28.76 = 1.147 and 32 ÷ 44.25 = 0.723; weighted by
/// the time at risk they make 1.
///
/// The two groups within a band share its ratio. No leavers by role are
/// published, so roles have no ratio of their own.
pub fn by_experience() -> [f64; 5] {
    let [new, middle, long] = by_service().unwrap_or([1.0; 3]);
    [new, new, middle, long, long]
}

fn by_service() -> Option<[f64; 3]> {
    let share = |year, of, band| Some(service_share(year, of, band)?.as_float() / 100.0);
    let left_new = share(2019, ServiceOf::Leavers, ServiceBand::UnderTwo)?;
    let left_middle = share(2019, ServiceOf::Leavers, ServiceBand::TwoToFive)?;
    let new = share(2017, ServiceOf::InPost, ServiceBand::UnderTwo)?;
    let under_five = f64::midpoint(
        share(2018, ServiceOf::InPost, ServiceBand::UnderFive)?,
        share(2019, ServiceOf::InPost, ServiceBand::UnderFive)?,
    );
    let (row, _) = Releases::shipped().row(Area::England, 2019)?;
    let number = |measure| Some(row.number(measure)?.as_float());
    let starters = number(Measure::StartersHeadcount)?;
    let at_end = number(Measure::InPostHeadcount)?;
    let began = at_end - starters + number(Measure::LeaversHeadcount)?;
    let started = starters / 2.0 / f64::midpoint(began, at_end);
    let at_risk = 1.0 - started;
    Some([
        left_new / ((new - started) / at_risk),
        left_middle / ((under_five - new) / at_risk),
        (1.0 - left_new - left_middle) / ((1.0 - under_five) / at_risk),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, within: f64) {
        assert!(
            (found - expected).abs() <= within,
            "{found} is not {expected}"
        );
    }

    /// The working stands at [`by_experience`].
    #[test]
    fn leaving_falls_with_experience_as_published() {
        let ratios = by_experience();
        for (found, expected) in ratios.iter().zip([1.297, 1.297, 1.147, 0.723, 0.723]) {
            close(*found, expected, 0.0006);
        }
    }

    /// England’s headcounts: in post 35,199, 36,402 and 38,292, starters 6,247,
    /// 5,822 and 6,043, leavers 5,640, 5,073 and 4,611 in 2023 to 2025. Those
    /// who began the years less half of the leavers: 34,592 − 2,820 = 31,772,
    /// 35,653 − 2,536.5 = 33,116.5 and 36,860 − 2,305.5 = 34,554.5 years, in
    /// all 99,443 years or 1,193,316 months for 15,324 leavers.
    #[test]
    fn an_unknown_authority_begins_with_englands_level() {
        let level = Level::of(Releases::shipped(), None, date(2026, 9, 30)).expect("a level");
        close(level.hazard.mean(), 15_324.0 / 1_193_316.0, 1e-12);
        // The method of moments over the shipped rows, worked out apart in Python.
        close(level.hazard.events, 15.642_017_506_6, 1e-6);
        assert_eq!(
            level.source,
            "England, children’s social workers, published 2023 to 2025"
        );
    }

    #[test]
    fn figures_of_later_years_are_not_known_yet() {
        let level = Level::of(Releases::shipped(), None, date(2019, 9, 30)).expect("a level");
        close(level.hazard.mean(), 13_994.0 / 1_017_660.0, 1e-12);
        let early = Level::of(Releases::shipped(), None, date(2010, 1, 1)).expect("a level");
        assert!(early.source.ends_with("published 2017 to 2017"));
    }

    #[test]
    fn a_region_stands_between_its_own_rate_and_englands() {
        // Leeds, in Yorkshire and The Humber.
        let leeds: AuthorityNumber = "383".parse().expect("a number");
        let region = authority(leeds).expect("Leeds").region;
        let releases = Releases::shipped();
        let level = Level::of(releases, Some(leeds), date(2026, 9, 30)).expect("a level");
        let mut own = Observed::default();
        for year in 2023..=2025 {
            let (row, _) = releases.row(Area::Region(region), year).expect("a row");
            own.add(Observed::of(row).expect("numbers"));
        }
        let england = 15_324.0 / 1_193_316.0;
        let used = level.hazard.mean();
        assert!((own.rate().min(england)..=own.rate().max(england)).contains(&used));
        assert!((used - own.rate()).abs() < (used - england).abs());
    }

    /// Two areas of 1,000 months with 10 and 30 leavers: r̄ = 0.02, the weighted
    /// variance is 0.0001, chance’s part 0.02 ÷ 1,000 = 0.00002, so v = 0.00008
    /// and the distribution counts 0.0004 ÷ 0.00008 = 5 events.
    #[test]
    fn the_variance_between_areas_is_what_chance_leaves() {
        let areas = [10.0, 30.0].map(|leavers| Observed {
            leavers,
            months: 1000.0,
        });
        let hazard = between(&areas).expect("a distribution");
        close(hazard.events, 5.0, 1e-9);
        close(hazard.months, 250.0, 1e-9);
        let alike = [20.0, 20.0].map(|leavers| Observed {
            leavers,
            months: 1000.0,
        });
        assert_eq!(between(&alike).map(|it| it.events), Some(MOST_EVENTS));
        assert_eq!(between(&[]), None);
    }
}
