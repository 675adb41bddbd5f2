//! What the demand for social work comes from: children, and what happens to them.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use holdfast_workforce::CodeSet;

use crate::area::Area;
use crate::published::{Number, Published, code_set};
use crate::sources::{CHILDREN, CHILDREN_IN_NEED, POPULATION, Source};
use crate::table::{self, DataError, Line};

code_set! {
    /// What drives the demand for children's social work. Years end, or are
    /// counted, on 31 March, but children at 30 June.
    DemandDriver {
        /// Children aged 0 to 17 at 30 June of the year.
        Children = "children", "Children aged 0 to 17";
        /// Referrals to children's social care in the year to 31 March.
        Referrals = "referrals", "Referrals in the year";
        /// Episodes of need that began in the year to 31 March.
        NeedEpisodesStarted = "need_episodes_started", "Episodes of need started in the year";
        /// Episodes of need that ended in the year to 31 March.
        NeedEpisodesEnded = "need_episodes_ended", "Episodes of need ended in the year";
        /// Episodes of need that were open at 31 March.
        NeedEpisodesOpen = "need_episodes_open", "Episodes of need open at 31 March";
        /// Children on a child protection plan at 31 March.
        ProtectionPlans = "protection_plans", "Child protection plans at 31 March";
        /// Children looked after at 31 March.
        LookedAfter = "looked_after", "Children looked after at 31 March";
    }
}

impl DemandDriver {
    /// Where the counts come from.
    pub const fn source(self) -> Source {
        match self {
            Self::Children => POPULATION,
            Self::NeedEpisodesStarted | Self::NeedEpisodesEnded | Self::NeedEpisodesOpen => {
                CHILDREN_IN_NEED
            }
            Self::Referrals | Self::ProtectionPlans | Self::LookedAfter => CHILDREN,
        }
    }
}

/// The years that any driver is known of.
pub const DEMAND_YEARS: RangeInclusive<i16> = 2012..=2025;

/// Whose values they are, and of what.
type Key = (DemandDriver, Area);

/// A value for each of the years.
type Values = Vec<Option<Published>>;

fn read_line(line: &Line<'_>) -> Result<(Key, Values), DataError> {
    let driver = line.value_by("driver", DemandDriver::from_code)?;
    let values = DEMAND_YEARS.map(|year| line.optional(&year.to_string()));
    let values = values.collect::<Result<_, _>>()?;
    Ok(((driver, line.value("area")?), values))
}

/// The count of a driver in an area and year, or the symbol in its place;
/// nothing where none was published.
///
/// For two authorities that make one workforce return it is the sum of both,
/// where both have a number.
pub fn demand(area: Area, year: i16, driver: DemandDriver) -> Option<Published> {
    match area {
        Area::Joint(first, second) => {
            let part = |number| demand(Area::Authority(number), year, driver)?.number();
            let sum = part(first)?.tenths() + part(second)?.tenths();
            Some(Published::Number(Number::from_tenths(sum)))
        }
        _ => published(area, year, driver),
    }
}

fn published(area: Area, year: i16, driver: DemandDriver) -> Option<Published> {
    static BY_AREA: LazyLock<HashMap<Key, Values>> = LazyLock::new(|| {
        let text = include_str!("../data/demand.csv");
        let lines = table::shipped(table::read("demand.csv", text, read_line));
        lines.into_iter().collect()
    });
    let place = usize::try_from(year.checked_sub(*DEMAND_YEARS.start())?).ok()?;
    *BY_AREA.get(&(driver, area))?.get(place)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(area: &str, year: i16, driver: DemandDriver) -> String {
        let area = area.parse().expect("the key of an area");
        demand(area, year, driver).map_or_else(String::new, |value| value.to_string())
    }

    #[test]
    fn england_stands_as_published() {
        assert_eq!(count("england", 2024, DemandDriver::Children), "12183016");
        // 402,400 episodes of need were open at 31 March of the last year.
        let open = DemandDriver::NeedEpisodesOpen;
        assert_eq!(count("england", 2025, open), "402400");
    }

    #[test]
    fn a_count_that_was_not_published_is_not_there() {
        assert_eq!(count("england", 2012, DemandDriver::Referrals), "");
        assert_eq!(count("942", 2020, DemandDriver::LookedAfter), "");
        assert_eq!(count("926", 1990, DemandDriver::Children), "");
        assert_eq!(count("926", i16::MAX, DemandDriver::Children), "");
        assert_eq!(count("926", i16::MIN, DemandDriver::Children), "");
    }

    #[test]
    fn the_regions_and_the_authorities_have_as_many_children_as_england() {
        let sum = |areas: Vec<Area>| -> i64 {
            let counts = areas.iter().filter_map(|area| {
                demand(*area, 2024, DemandDriver::Children)?
                    .number()
                    .map(Number::tenths)
            });
            counts.sum()
        };
        let regions = crate::Region::ALL
            .iter()
            .map(|region| Area::Region(*region));
        let authorities = crate::authorities().iter();
        assert_eq!(sum(regions.collect()), 121_830_160);
        assert_eq!(
            sum(authorities.map(|it| Area::Authority(it.number)).collect()),
            121_830_160
        );
    }

    #[test]
    fn a_joint_return_has_the_children_of_both_authorities() {
        let tenths = |area: &str| -> i64 {
            let number: Number = count(area, 2024, DemandDriver::Children)
                .parse()
                .expect("a number");
            number.tenths()
        };
        assert_eq!(tenths("314+318"), tenths("314") + tenths("318"));
    }
}
