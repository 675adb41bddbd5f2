//! Benchmarks: the council beside England, its region, its statistical
//! neighbours and any authorities that are chosen, over the years.

use std::collections::BTreeSet;

use holdfast_reference::{
    Area, AuthorityNumber, NeighbourModel, Published, Releases, Symbol, area_name, authority,
    neighbours,
};
use holdfast_workforce::CodeSet as _;

use crate::compare::{Comparison, Side, compare, compare_authorities};
use crate::definition::{Direction, Measure};
use crate::figure::Figure;
use crate::published::{published_figure, region_of};
use crate::value::{Ratio, Value};

/// Whom the council is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Peer {
    /// The council itself.
    Council(AuthorityNumber),
    /// England.
    England,
    /// The council's region, or its part of London.
    Region(Area),
    /// The median of the council's ten statistical neighbours.
    Neighbours(AuthorityNumber, NeighbourModel),
    /// Any other area.
    Other(Area),
}

impl Peer {
    /// What tables and charts call it.
    pub fn label(self) -> String {
        match self {
            Self::England => "England".to_owned(),
            Self::Neighbours(_, model) => {
                format!("Statistical neighbours, median ({})", model.label())
            }
            Self::Council(number) => name_of(Area::Authority(number)),
            Self::Region(area) | Self::Other(area) => name_of(area),
        }
    }

    /// What a sentence calls it.
    pub fn name(self) -> String {
        match self {
            Self::Neighbours(..) => "the statistical neighbours".to_owned(),
            other => other.label(),
        }
    }
}

fn name_of(area: Area) -> String {
    area_name(area).unwrap_or_else(|| area.to_string())
}

/// The peers of a council: itself, England, its region, its statistical
/// neighbours, then those that were chosen.
pub fn peers(
    council: AuthorityNumber,
    model: NeighbourModel,
    chosen: &[AuthorityNumber],
) -> Vec<Peer> {
    let region = region_of(council).map(|region| Peer::Region(Area::Region(region)));
    let part = authority(council)
        .and_then(|it| it.london_part)
        .map(|part| Peer::Region(Area::LondonPart(part)));
    let mut taken = BTreeSet::from([council]);
    let others = chosen.iter().filter(|number| taken.insert(**number));
    [
        Some(Peer::Council(council)),
        Some(Peer::England),
        region,
        part,
    ]
    .into_iter()
    .flatten()
    .chain(neighbours(council, model).map(|_| Peer::Neighbours(council, model)))
    .chain(others.map(|number| Peer::Other(Area::Authority(*number))))
    .collect()
}

/// A value of a peer in a year, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerValue {
    /// The value.
    pub value: Value,
    /// The key of the release; nothing for the median of several.
    pub release: Option<String>,
    /// The figure, where it is one area's.
    pub figure: Option<Figure>,
}

/// The value of a peer; nothing where no release has it.
pub fn peer_value(
    releases: &Releases,
    peer: Peer,
    year: i16,
    measure: Measure,
) -> Option<PeerValue> {
    let area = match peer {
        Peer::England => Area::England,
        Peer::Council(number) => Area::Authority(number),
        Peer::Region(area) | Peer::Other(area) => area,
        Peer::Neighbours(council, model) => {
            let median = neighbours_median(releases, council, model, year, measure)?;
            return Some(PeerValue {
                value: median,
                release: None,
                figure: None,
            });
        }
    };
    let figure = published_figure(releases, area, year, measure)?;
    let release = releases.row(area, year).map(|(_, release)| release.key());
    Some(PeerValue {
        value: figure.value,
        release,
        figure: Some(figure),
    })
}

/// The median of a council's ten statistical neighbours: those without a number
/// are left out, and a tie of two in the middle is rounded half up. `x` where
/// none has one; nothing where there is no year or no such council.
pub fn neighbours_median(
    releases: &Releases,
    council: AuthorityNumber,
    model: NeighbourModel,
    year: i16,
    measure: Measure,
) -> Option<Value> {
    let published = measure.published()?;
    let rows: Vec<_> = neighbours(council, model)?
        .iter()
        .filter_map(|neighbour| releases.value(Area::Authority(neighbour.number), year, published))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut numbers: Vec<_> = rows
        .iter()
        .filter_map(|(value, _)| value.number())
        .map(|number| number.tenths())
        .collect();
    Some(match median(&mut numbers) {
        Some(ratio) => Value::Exact(ratio),
        None => Value::Symbol(Symbol::NotAvailable),
    })
}

/// The median of tenths, as a number of tenths: half up where two stand in the
/// middle.
fn median(tenths: &mut [i64]) -> Option<Ratio> {
    tenths.sort_unstable();
    let middle = tenths.len() / 2;
    let found = match tenths.len() {
        0 => return None,
        count if count % 2 == 1 => tenths[middle],
        _ => (tenths[middle - 1] + tenths[middle] + 1).div_euclid(2),
    };
    Ratio::new(i128::from(found), 10)
}

/// A year of a benchmark table: the value of each peer.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// The year ending, or the day being, 30 September.
    pub year: i16,
    /// The value of each peer, in the order of the peers.
    pub values: Vec<Option<PeerValue>>,
}

/// A measure of a council and its peers over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// The measure.
    pub measure: Measure,
    /// The peers, the council first.
    pub peers: Vec<Peer>,
    /// The years, the earliest first.
    pub years: Vec<Year>,
}

impl Benchmark {
    /// Gathers what the releases have of a measure.
    pub fn of(
        releases: &Releases,
        measure: Measure,
        peers: Vec<Peer>,
        years: impl IntoIterator<Item = i16>,
    ) -> Self {
        let years = years
            .into_iter()
            .map(|year| Year {
                year,
                values: peers
                    .iter()
                    .map(|peer| peer_value(releases, *peer, year, measure))
                    .collect(),
            })
            .collect();
        Self {
            measure,
            peers,
            years,
        }
    }

    /// The latest year of which anything is published of the council.
    pub fn latest(&self) -> Option<&Year> {
        let has_council = |year: &&Year| year.values.first().is_some_and(Option::is_some);
        self.years.iter().rev().find(has_council)
    }

    /// The council in a year beside each peer. Another authority varies by
    /// chance as the council does; England, a region and the median of ten
    /// are taken as certain.
    pub fn comparisons(&self, year: &Year) -> Vec<Comparison> {
        let sides: Vec<_> = self
            .peers
            .iter()
            .zip(&year.values)
            .map(|(peer, value)| Some((*peer, side(*peer, value.as_ref()?))))
            .collect();
        let Some((Some((_, mine)), others)) = sides.split_first() else {
            return Vec::new();
        };
        let compared = |(peer, other): &(Peer, Side)| {
            let (mine, other) = (mine.clone(), other.clone());
            match peer {
                Peer::Other(Area::Authority(_) | Area::Joint(..)) => {
                    compare_authorities(self.measure, mine, other)
                }
                _ => compare(self.measure, mine, other),
            }
        };
        others.iter().flatten().map(compared).collect()
    }
}

fn side(peer: Peer, value: &PeerValue) -> Side {
    match &value.figure {
        Some(figure) => Side::of_figure(peer.name(), figure),
        None => Side::of_value(peer.name(), value.value),
    }
}

/// Where a council stands among all authorities with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The rank, the best first; the lowest first where no direction is better.
    pub rank: usize,
    /// How many share the rank.
    pub sharing: usize,
    /// How many authorities have a number.
    pub of: usize,
}

impl Place {
    /// The place as people say it: `12th lowest of 151`.
    pub fn in_words(self, measure: Measure) -> String {
        let end = match measure.definition().direction {
            Direction::HigherIsBetter => "highest",
            Direction::LowerIsBetter | Direction::Neither => "lowest",
        };
        let joint = if self.sharing > 1 { "joint " } else { "" };
        let rank = match self.rank {
            1 => String::new(),
            rank => format!("{} ", ordinal(rank)),
        };
        format!("{joint}{rank}{end} of {}", self.of)
    }
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, 11) | (2, 12) | (3, 13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The place of a value among all authorities in a year; nothing where nothing
/// is published.
pub fn place(releases: &Releases, measure: Measure, year: i16, value: Value) -> Option<Place> {
    let mine = value.ratio()?.units(1);
    let published = measure.published()?;
    let all = releases.spread(published, year);
    let numbers = all.iter().map(|(_, number)| i128::from(number.tenths()));
    let better = |number: &i128| match measure.definition().direction {
        Direction::HigherIsBetter => *number > mine,
        Direction::LowerIsBetter | Direction::Neither => *number < mine,
    };
    (!all.is_empty()).then(|| Place {
        rank: numbers.clone().filter(better).count() + 1,
        sharing: numbers.clone().filter(|number| *number == mine).count(),
        of: all.len(),
    })
}

/// What every release says of a council's figure, newest first, where they
/// differ: statistics are revised.
pub fn revisions(
    releases: &Releases,
    area: Area,
    year: i16,
    measure: Measure,
) -> Vec<(String, Published)> {
    let Some(published) = measure.published() else {
        return Vec::new();
    };
    let all: Vec<_> = releases
        .every_value(area, year, published)
        .map(|(value, release)| (release.key(), value))
        .collect();
    let is_revised = all.windows(2).any(|pair| pair[0].1 != pair[1].1);
    if is_revised { all } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Chance;

    fn number(text: &str) -> AuthorityNumber {
        text.parse().expect("a number")
    }

    #[test]
    fn a_median_skips_missing_values_and_rounds_half_up() {
        let of = |tenths: &[i64]| median(&mut tenths.to_vec()).map(|it| it.rounded(1));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[31, 10, 20]).as_deref(), Some("2.0"));
        // 12.3 and 12.4: 12.35, half up 12.4.
        assert_eq!(of(&[123, 124]).as_deref(), Some("12.4"));
        assert_eq!(of(&[1, 123, 125, 900]).as_deref(), Some("12.4"));
    }

    #[test]
    fn norfolk_stands_beside_england_its_region_and_its_neighbours() {
        let releases = Releases::shipped();
        let model = *NeighbourModel::ALL.first().expect("a model");
        let peers = peers(
            number("926"),
            model,
            &[number("888"), number("926"), number("888")],
        );
        let labels: Vec<_> = peers.iter().map(|peer| peer.label()).collect();
        assert_eq!(labels[..3], ["Norfolk", "England", "East of England"]);
        assert!(labels[3].starts_with("Statistical neighbours, median"));
        assert_eq!(labels[4..], ["Lancashire"]);
        let benchmark = Benchmark::of(releases, Measure::VacancyRate, peers, 2016..=2025);
        let latest = benchmark.latest().expect("a year");
        assert_eq!(latest.year, 2025);
        // England 2025: 14.2, as published.
        let england = latest.values[1].as_ref().expect("England");
        assert_eq!(england.value.rounded(1), "14.2");
        assert_eq!(england.release.as_deref(), Some("2025"));
        let judged: Vec<_> = benchmark
            .comparisons(latest)
            .iter()
            .map(|it| matches!(it.chance, Chance::Probability(_)))
            .collect();
        // Only Lancashire, one authority, varies as Norfolk does.
        assert_eq!(judged, [false, false, false, true]);
    }

    #[test]
    fn a_londoner_stands_beside_its_part_of_london_too() {
        let model = *NeighbourModel::ALL.first().expect("a model");
        let labels: Vec<_> = peers(number("202"), model, &[])
            .iter()
            .map(|peer| peer.label())
            .collect();
        assert_eq!(labels[1..4], ["England", "London", "Inner London"]);
    }

    #[test]
    fn places_are_told_as_people_say_them() {
        let place = |rank, sharing| Place {
            rank,
            sharing,
            of: 151,
        };
        let words = |rank, sharing| place(rank, sharing).in_words(Measure::VacancyRate);
        assert_eq!(words(1, 1), "lowest of 151");
        assert_eq!(words(12, 1), "12th lowest of 151");
        assert_eq!(words(22, 3), "joint 22nd lowest of 151");
    }
}
