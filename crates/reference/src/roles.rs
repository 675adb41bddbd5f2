//! Who is in post by role, as published for each authority since 2019.

use std::collections::HashMap;
use std::iter::Sum;
use std::ops::Add;
use std::sync::LazyLock;

use holdfast_workforce::CodeSet;
use holdfast_workforce::codes::OrganisationRole;

use crate::area::Area;
use crate::authorities::{authority, former_authorities};
use crate::indicators::Measure;
use crate::published::Number;
use crate::release::Releases;
use crate::table::{self, DataError, Line};

/// How many are counted, both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Full-time equivalents.
    pub fte: Number,
    /// People.
    pub headcount: Number,
}

impl Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let add = |one: Number, two: Number| Number::from_tenths(one.tenths() + two.tenths());
        Self {
            fte: add(self.fte, other.fte),
            headcount: add(self.headcount, other.headcount),
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::default(), Add::add)
    }
}

/// The social workers in post at 30 September of one area, by role.
///
/// FTE is published to one decimal place for each role, so the roles may miss
/// the total by some tenths. In headcount they make the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMix {
    /// The year.
    pub year: i16,
    /// The area.
    pub area: Area,
    /// The earlier year whose figures stand here, where the authority made no
    /// return and the release counts the earlier ones in its totals.
    pub carried_from: Option<i16>,
    /// All roles together.
    pub total: Count,
    roles: Vec<Count>,
}

impl RoleMix {
    /// Those in one role.
    pub fn count(&self, role: OrganisationRole) -> Count {
        self.roles
            .get(role.number() - 1)
            .copied()
            .unwrap_or_default()
    }

    fn read(line: &Line<'_>) -> Result<Self, DataError> {
        let count = |code: &str| {
            Ok(Count {
                fte: line.value(&format!("{code}_fte"))?,
                headcount: line.value(&format!("{code}_headcount"))?,
            })
        };
        Ok(Self {
            year: line.value("year")?,
            area: line.value("area")?,
            carried_from: line.optional("carried_from")?,
            total: count("total")?,
            roles: OrganisationRole::ITEMS
                .iter()
                .map(|item| count(item.code))
                .collect::<Result<_, _>>()?,
        })
    }

    fn sum(area: Area, year: i16, parts: &[&Self]) -> Self {
        let roles = OrganisationRole::ALL.iter();
        Self {
            year,
            area,
            carried_from: None,
            total: parts.iter().map(|part| part.total).sum(),
            roles: roles
                .map(|role| parts.iter().map(|part| part.count(*role)).sum())
                .collect(),
        }
    }
}

fn read() -> Result<Vec<RoleMix>, DataError> {
    table::read(
        "roles.csv",
        include_str!("../data/roles.csv"),
        RoleMix::read,
    )
}

/// The rows of authorities, by year.
pub fn role_mixes() -> &'static [RoleMix] {
    static ROWS: LazyLock<Vec<RoleMix>> = LazyLock::new(|| table::shipped(read()));
    &ROWS
}

/// The roles of an area in a year.
///
/// For either authority of a joint return it gives the row of both. England,
/// regions and parts of London are the sum of their authorities, and only in
/// the years in which that sum makes the published headcount in post: in
/// others the roles of an authority are missing, so there is nothing to give.
/// Summed FTE may differ from the published by the rounding of its parts.
pub fn role_mix(area: Area, year: i16) -> Option<RoleMix> {
    match area {
        Area::Authority(_) | Area::Joint(..) => published(area, year).cloned(),
        Area::England | Area::Region(_) | Area::LondonPart(_) => summed(area, year),
    }
}

fn published(area: Area, year: i16) -> Option<&'static RoleMix> {
    static PLACES: LazyLock<HashMap<(Area, i16), usize>> = LazyLock::new(places);
    PLACES
        .get(&(area, year))
        .and_then(|index| role_mixes().get(*index))
}

fn places() -> HashMap<(Area, i16), usize> {
    let rows = role_mixes().iter().enumerate();
    rows.flat_map(|(index, row)| {
        row.area
            .covered()
            .into_iter()
            .map(move |area| ((area, row.year), index))
    })
    .collect()
}

fn summed(area: Area, year: i16) -> Option<RoleMix> {
    let rows = role_mixes().iter().filter(|row| row.year == year);
    let parts: Vec<_> = rows.filter(|row| lies_in(row.area, area)).collect();
    let sum = RoleMix::sum(area, year, &parts);
    let (published, _) = Releases::shipped().row(area, year)?;
    let expected = published.number(Measure::InPostHeadcount)?;
    (sum.total.headcount == expected).then_some(sum)
}

/// Whether the area of a return lies in England, a region or a part of London.
fn lies_in(part: Area, whole: Area) -> bool {
    let (Area::Authority(number) | Area::Joint(number, _)) = part else {
        return false;
    };
    let former = former_authorities().iter().find(|row| row.number == number);
    let current = authority(number);
    let region = current
        .map(|row| row.region)
        .or(former.map(|row| row.region));
    match whole {
        Area::England => true,
        Area::Region(wanted) => region == Some(wanted),
        Area::LondonPart(wanted) => current.and_then(|row| row.london_part) == Some(wanted),
        Area::Authority(_) | Area::Joint(..) => part == whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::Region;
    use crate::published::Published;

    fn mix(area: &str, year: i16) -> Option<RoleMix> {
        role_mix(area.parse().expect("the key of an area"), year)
    }

    #[test]
    fn england_has_the_published_roles_of_2025() {
        let england = mix("england", 2025).expect("England in 2025");
        assert_eq!(england.total.headcount.to_string(), "38292");
        let published = ["728.7", "1819.9", "5481.1", "6606.1", "14498.1", "7052.2"];
        for (role, expected) in OrganisationRole::ALL.iter().zip(published) {
            let expected: Number = expected.parse().expect("a number");
            let found = england.count(*role).fte;
            assert!(
                (found.tenths() - expected.tenths()).abs() <= 1,
                "{role}: {found}"
            );
        }
    }

    #[test]
    fn the_roles_of_every_authority_make_its_headcount() {
        for row in role_mixes() {
            let roles: Count = OrganisationRole::ALL
                .iter()
                .map(|role| row.count(*role))
                .sum();
            assert_eq!(
                roles.headcount, row.total.headcount,
                "{} in {}",
                row.area, row.year
            );
            let rounding = (roles.fte.tenths() - row.total.fte.tenths()).abs();
            assert!(rounding <= 3, "{} in {}", row.area, row.year);
        }
    }

    #[test]
    fn totals_are_the_indicators_unless_they_stand_in_for_them() {
        for row in role_mixes() {
            let (indicators, _) = Releases::shipped()
                .row(row.area, row.year)
                .expect("indicators");
            let in_post = indicators.value(Measure::InPostFte).expect("a value");
            match row.carried_from {
                None => assert_eq!(in_post, Published::Number(row.total.fte)),
                Some(_) => assert_eq!(in_post.to_string(), "x"),
            }
        }
    }

    #[test]
    fn two_boroughs_without_a_return_stand_with_the_year_before() {
        let carried = role_mixes()
            .iter()
            .filter(|row| row.carried_from == Some(2024));
        let areas: Vec<_> = carried
            .map(|row| (row.area.to_string(), row.year))
            .collect();
        assert_eq!(areas, [("207".to_owned(), 2025), ("213".to_owned(), 2025)]);
    }

    #[test]
    fn every_region_of_2025_is_the_sum_of_its_authorities() {
        for region in Region::ALL {
            assert!(
                role_mix(Area::Region(*region), 2025).is_some(),
                "{}",
                region.label()
            );
        }
        assert!(mix("inner_london", 2025).is_some() && mix("outer_london", 2025).is_some());
    }

    #[test]
    fn a_sum_that_would_miss_an_authority_is_not_given() {
        // Cumbria's roles of 2022 are not in the table; no other region misses one.
        assert_eq!(mix("england", 2022), None);
        assert_eq!(mix("north_west", 2022), None);
        assert!(mix("south_west", 2022).is_some());
        assert_eq!(mix("england", 2018), None);
    }

    #[test]
    fn a_joint_return_is_found_by_either_number() {
        let both = mix("314+318", 2025).expect("the joint return");
        assert_eq!(mix("314", 2025).as_ref(), Some(&both));
        assert_eq!(mix("318", 2025).as_ref(), Some(&both));
    }
}
