//! The local authorities of England that have children's services.

use std::sync::LazyLock;

use holdfast_workforce::{CodeSet, Workforce};

use crate::area::{Area, AuthorityNumber, LondonPart, Region};
use crate::published::code_set;
use crate::table::{self, DataError, Line};

code_set! {
    /// The kinds of local authority that have children's services.
    AuthorityKind {
        /// A county council, above district councils.
        County = "county", "County";
        /// A unitary authority.
        Unitary = "unitary", "Unitary authority";
        /// A metropolitan district.
        MetropolitanDistrict = "metropolitan_district", "Metropolitan district";
        /// A London borough.
        LondonBorough = "london_borough", "London borough";
        /// The City of London Corporation.
        CityOfLondon = "city_of_london", "City of London";
        /// The Council of the Isles of Scilly, a unitary authority of its own kind.
        IslesOfScilly = "isles_of_scilly", "Isles of Scilly";
    }
}

/// A local authority as it stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceAuthority {
    /// The DfE's number.
    pub number: AuthorityNumber,
    /// The code in the Government Statistical Service's register, as the
    /// workforce statistics of 2025 use it.
    pub gss_code: String,
    /// The name in the statistics, without "Council" or "Borough of".
    pub name: String,
    /// The kind of authority.
    pub kind: AuthorityKind,
    /// The region that it lies in.
    pub region: Region,
    /// The part of London that it lies in.
    pub london_part: Option<LondonPart>,
}

/// An authority that figures were published for until it was abolished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerAuthority {
    /// The DfE's number, which no later authority took over.
    pub number: AuthorityNumber,
    /// The code in the Government Statistical Service's register.
    pub gss_code: String,
    /// The name in the statistics.
    pub name: String,
    /// The region that it lay in.
    pub region: Region,
    /// The last year that figures were published for.
    pub last_year: i16,
}

fn read_authorities() -> Result<Vec<ReferenceAuthority>, DataError> {
    table::read(
        "authorities.csv",
        include_str!("../data/authorities.csv"),
        |line: &Line<'_>| {
            Ok(ReferenceAuthority {
                number: line.value("number")?,
                gss_code: line.value("gss_code")?,
                name: line.value("name")?,
                kind: line.value_by("kind", AuthorityKind::from_code)?,
                region: line.value_by("region", Region::from_code)?,
                london_part: match line.text("london_part")? {
                    "" => None,
                    _ => Some(line.value_by("london_part", LondonPart::from_code)?),
                },
            })
        },
    )
}

fn read_former() -> Result<Vec<FormerAuthority>, DataError> {
    let text = include_str!("../data/former_authorities.csv");
    table::read("former_authorities.csv", text, |line: &Line<'_>| {
        Ok(FormerAuthority {
            number: line.value("number")?,
            gss_code: line.value("gss_code")?,
            name: line.value("name")?,
            region: line.value_by("region", Region::from_code)?,
            last_year: line.value("last_year")?,
        })
    })
}

/// The 153 authorities, in the order of their numbers.
pub fn authorities() -> &'static [ReferenceAuthority] {
    static ROWS: LazyLock<Vec<ReferenceAuthority>> =
        LazyLock::new(|| table::shipped(read_authorities()));
    &ROWS
}

/// The authorities abolished since 2017 whose numbers went with them.
pub fn former_authorities() -> &'static [FormerAuthority] {
    static ROWS: LazyLock<Vec<FormerAuthority>> = LazyLock::new(|| table::shipped(read_former()));
    &ROWS
}

/// The authority with a number.
pub fn authority(number: AuthorityNumber) -> Option<&'static ReferenceAuthority> {
    let rows = authorities();
    rows.binary_search_by_key(&number, |row| row.number)
        .ok()
        .map(|index| &rows[index])
}

/// The name of an area as people read it, or nothing where no authority, past
/// or present, has its number.
pub fn area_name(area: Area) -> Option<String> {
    match area {
        Area::England => Some("England".to_owned()),
        Area::Region(region) => Some(region.label().to_owned()),
        Area::LondonPart(part) => Some(part.label().to_owned()),
        Area::Authority(number) => authority_name(number).map(str::to_owned),
        Area::Joint(first, second) => Some(format!(
            "{} and {}",
            authority_name(first)?,
            authority_name(second)?
        )),
    }
}

impl AuthorityNumber {
    /// Whether an authority has the number, or had it until it was abolished.
    pub fn is_known(self) -> bool {
        authority_name(self).is_some()
    }

    /// The number of the council whose records these are: its own reference,
    /// where an authority has or had that number. Nothing for a made-up council,
    /// of which nothing is published.
    pub fn of(workforce: &Workforce) -> Option<Self> {
        let number: Self = workforce.authority()?.reference.parse().ok()?;
        number.is_known().then_some(number)
    }
}

fn authority_name(number: AuthorityNumber) -> Option<&'static str> {
    let former = || former_authorities().iter().find(|row| row.number == number);
    let name = authority(number).map(|row| row.name.as_str());
    name.or_else(|| former().map(|row| row.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_workforce::fixture::Council;
    use holdfast_workforce::id::AuthorityId;
    use holdfast_workforce::record::Authority;

    fn name(key: &str) -> Option<String> {
        area_name(key.parse().expect("the key of an area"))
    }

    #[test]
    fn there_are_153_authorities_in_the_order_of_their_numbers() {
        assert_eq!(authorities().len(), 153);
        assert!(authorities().is_sorted_by(|one, next| one.number < next.number));
    }

    #[test]
    fn the_kinds_are_as_many_as_in_england() {
        let count = |kind| authorities().iter().filter(|row| row.kind == kind).count();
        assert_eq!(count(AuthorityKind::County), 21);
        assert_eq!(count(AuthorityKind::Unitary), 62);
        assert_eq!(count(AuthorityKind::MetropolitanDistrict), 36);
        assert_eq!(count(AuthorityKind::LondonBorough), 32);
    }

    #[test]
    fn the_parts_of_london_make_london() {
        for row in authorities() {
            assert_eq!(
                row.london_part.is_some(),
                row.region == Region::London,
                "{}",
                row.name
            );
        }
        let inner = authorities()
            .iter()
            .filter(|row| row.london_part == Some(LondonPart::Inner));
        assert_eq!(inner.count(), 14);
    }

    #[test]
    fn an_authority_is_found_by_its_number() {
        let norfolk = AuthorityNumber::new(926)
            .and_then(authority)
            .expect("Norfolk");
        assert_eq!(
            (norfolk.name.as_str(), norfolk.gss_code.as_str()),
            ("Norfolk", "E10000020")
        );
        assert_eq!(
            (norfolk.kind, norfolk.region),
            (AuthorityKind::County, Region::EastOfEngland)
        );
        assert_eq!(AuthorityNumber::new(999).and_then(authority), None);
    }

    #[test]
    fn a_councils_number_is_its_reference_where_an_authority_has_or_had_it() {
        let number_of = |reference: &str| {
            let mut council = Council::new();
            let id = AuthorityId(council.authority.0);
            council.edit::<Authority>(id, |it| it.reference = reference.to_owned());
            AuthorityNumber::of(&council.workforce()).map(AuthorityNumber::get)
        };
        // Norfolk; Cumbria, abolished in 2023.
        assert_eq!(number_of("926"), Some(926));
        assert_eq!(number_of("909"), Some(909));
        for made_up in ["999", "Testshire", "0926", ""] {
            assert_eq!(number_of(made_up), None, "{made_up}");
        }
    }

    #[test]
    fn past_and_joint_areas_have_names_too() {
        assert_eq!(name("909").as_deref(), Some("Cumbria"));
        assert_eq!(
            name("314+318").as_deref(),
            Some("Kingston upon Thames and Richmond upon Thames")
        );
        assert_eq!(name("inner_london").as_deref(), Some("Inner London"));
        assert_eq!(name("999"), None);
        assert_eq!(former_authorities().len(), 5);
    }
}
