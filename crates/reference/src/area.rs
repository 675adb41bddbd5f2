//! The areas that statistics are published for.

use std::fmt;
use std::str::FromStr;

use holdfast_workforce::CodeSet;

use crate::published::code_set;

code_set! {
    /// The nine regions of England.
    Region {
        /// North East.
        NorthEast = "north_east", "North East";
        /// North West.
        NorthWest = "north_west", "North West";
        /// Yorkshire and The Humber.
        YorkshireAndTheHumber = "yorkshire_and_the_humber", "Yorkshire and The Humber";
        /// East Midlands.
        EastMidlands = "east_midlands", "East Midlands";
        /// West Midlands.
        WestMidlands = "west_midlands", "West Midlands";
        /// East of England.
        EastOfEngland = "east_of_england", "East of England";
        /// London.
        London = "london", "London";
        /// South East.
        SouthEast = "south_east", "South East";
        /// South West.
        SouthWest = "south_west", "South West";
    }
}

code_set! {
    /// The two parts of London, for which figures are published beside London's.
    LondonPart {
        /// The City of London and thirteen boroughs.
        Inner = "inner_london", "Inner London";
        /// The other nineteen boroughs.
        Outer = "outer_london", "Outer London";
    }
}

impl Region {
    /// The region's code in the Government Statistical Service's register.
    pub const fn gss_code(self) -> &'static str {
        match self {
            Self::NorthEast => "E12000001",
            Self::NorthWest => "E12000002",
            Self::YorkshireAndTheHumber => "E12000003",
            Self::EastMidlands => "E12000004",
            Self::WestMidlands => "E12000005",
            Self::EastOfEngland => "E12000006",
            Self::London => "E12000007",
            Self::SouthEast => "E12000008",
            Self::SouthWest => "E12000009",
        }
    }
}

impl LondonPart {
    /// The part's code in the Government Statistical Service's register.
    pub const fn gss_code(self) -> &'static str {
        match self {
            Self::Inner => "E13000001",
            Self::Outer => "E13000002",
        }
    }
}

/// The DfE's number of a local authority: three digits, such as 926 for Norfolk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityNumber(u16);

impl AuthorityNumber {
    /// The number, where it has three digits.
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 100 && number <= 999 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// As a whole number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for AuthorityNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// Why a text does not name an area.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "‘{found}’ is not an area; write ‘england’, a region such as ‘north_east’, or an authority’s \
     three-digit number"
)]
pub struct UnknownArea {
    /// What was found.
    pub found: String,
}

impl FromStr for AuthorityNumber {
    type Err = UnknownArea;

    fn from_str(text: &str) -> Result<Self, UnknownArea> {
        let three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text
            .parse()
            .ok()
            .filter(|_| three_digits)
            .and_then(Self::new);
        number.ok_or_else(|| UnknownArea {
            found: text.to_owned(),
        })
    }
}

/// An area that statistics are published for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// All of England.
    England,
    /// A region.
    Region(Region),
    /// A part of London.
    LondonPart(LondonPart),
    /// A local authority.
    Authority(AuthorityNumber),
    /// Two authorities that make one return, so that one set of figures counts
    /// the staff of both.
    Joint(AuthorityNumber, AuthorityNumber),
}

impl Area {
    /// The area itself and, for a joint return, each of its two authorities.
    pub fn covered(self) -> Vec<Self> {
        match self {
            Self::Joint(first, second) => {
                vec![self, Self::Authority(first), Self::Authority(second)]
            }
            _ => vec![self],
        }
    }
}

impl fmt::Display for Area {
    /// Writes the key of the area: `england`, `north_east`, `926`, `314+318`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::England => formatter.write_str("england"),
            Self::Region(region) => formatter.write_str(region.code()),
            Self::LondonPart(part) => formatter.write_str(part.code()),
            Self::Authority(number) => write!(formatter, "{number}"),
            Self::Joint(first, second) => write!(formatter, "{first}+{second}"),
        }
    }
}

impl FromStr for Area {
    type Err = UnknownArea;

    fn from_str(text: &str) -> Result<Self, UnknownArea> {
        if text == "england" {
            return Ok(Self::England);
        }
        if let Some(region) = Region::from_code(text) {
            return Ok(Self::Region(region));
        }
        if let Some(part) = LondonPart::from_code(text) {
            return Ok(Self::LondonPart(part));
        }
        match text.split_once('+') {
            Some((first, second)) => Ok(Self::Joint(first.parse()?, second.parse()?)),
            None => text.parse().map(Self::Authority),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_key_reads_back() {
        for key in [
            "england",
            "yorkshire_and_the_humber",
            "outer_london",
            "926",
            "314+318",
        ] {
            assert_eq!(
                key.parse().map(|area: Area| area.to_string()),
                Ok(key.to_owned())
            );
        }
    }

    #[test]
    fn a_text_that_is_no_area_is_refused_with_what_to_write() {
        for text in ["", "England ", "92", "0926", "+26", "314+", "wales"] {
            assert!(text.parse::<Area>().is_err(), "{text}");
        }
        let error = "wales".parse::<Area>().unwrap_err().to_string();
        assert!(
            error.starts_with("‘wales’ is not an area; write ‘england’"),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Area>();
        }
    }
}
