//! Exact amounts: full-time equivalents and money, kept as whole numbers.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text is not a decimal number.
    #[error("is not a number; write digits with a point, such as 0.6")]
    NotANumber,
    /// The text has more decimal places than the amount keeps.
    #[error("has more than {0} decimal places")]
    TooPrecise(usize),
    /// The number does not fit.
    #[error("is too large")]
    TooLarge,
}

/// Reads a decimal number with at most `places` decimals into units of
/// `10^-places`. Trailing zeros beyond `places` are allowed.
fn parse_decimal(text: &str, places: usize) -> Result<i64, AmountError> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(AmountError::NotANumber);
    }
    let kept = fraction
        .get(..places.min(fraction.len()))
        .unwrap_or_default();
    if fraction[kept.len()..].bytes().any(|byte| byte != b'0') {
        return Err(AmountError::TooPrecise(places));
    }
    let padded = format!("{whole}{kept:0<places$}");
    let value: i64 = padded.trim_start_matches('0').parse().or_else(|_| {
        if padded.bytes().all(|byte| byte == b'0') {
            Ok(0)
        } else {
            Err(AmountError::TooLarge)
        }
    })?;
    Ok(if negative { -value } else { value })
}

/// Divides and rounds half away from zero, which is "half up" for the
/// magnitudes that statistics publish.
pub fn divide_half_up(numerator: i128, denominator: i128) -> i128 {
    let (numerator, denominator) = if denominator < 0 {
        (-numerator, -denominator)
    } else {
        (numerator, denominator)
    };
    let doubled = numerator.abs() * 2 + denominator;
    let magnitude = doubled / (denominator * 2);
    if numerator < 0 { -magnitude } else { magnitude }
}

/// A minus sign as wide as a plus; the hyphen is too short to be seen.
const MINUS: char = '−';

/// Groups the thousands of a plain decimal and gives it a true minus sign: `-1204.5` is read as
/// `−1,204.5`. What rounds to nothing has no sign.
pub fn readable(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, decimal),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(decimal.len() + 4);
    if sign && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// So many things, as people say it: `1 record`, `1,204 records`.
pub fn counted<N>(number: N, one: &str, several: &str) -> String
where
    N: std::fmt::Display + PartialEq + From<u8>,
{
    let name = if number == N::from(1) { one } else { several };
    format!("{} {name}", readable(&number.to_string()))
}

/// A plain decimal of pounds as people read it: `-1204.5` is read as `−£1,204.5`.
pub fn pounds(decimal: &str) -> String {
    let text = readable(decimal);
    match text.strip_prefix(MINUS) {
        Some(rest) => format!("{MINUS}£{rest}"),
        None => format!("£{text}"),
    }
}

macro_rules! amount {
    ($(#[$meta:meta])* $name:ident, $places:literal, $scale:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// One whole unit.
            pub const ONE: Self = Self($scale);

            /// From the smallest unit that the amount keeps.
            pub const fn from_units(units: i64) -> Self { Self(units) }
            /// In the smallest unit that the amount keeps.
            pub const fn units(self) -> i64 { self.0 }
            /// A whole number of units.
            pub const fn whole(number: i32) -> Self { Self(number as i64 * $scale) }
            /// Whether nothing is left.
            pub const fn is_zero(self) -> bool { self.0 == 0 }
            /// The amount, or nothing where it is below zero.
            pub fn or_zero(self) -> Self { self.max(Self::ZERO) }
            /// The amount without its sign.
            pub fn magnitude(self) -> Self { Self(self.0.saturating_abs()) }

            /// The amount in `places` decimals, rounded half up, for people.
            pub fn rounded(self, places: usize) -> String {
                let places = places.min($places);
                let step = 10i128.pow(($places - places) as u32);
                let value = divide_half_up(i128::from(self.0), step);
                let scale = 10i128.pow(places as u32);
                let sign = if value < 0 { "-" } else { "" };
                let (whole, fraction) = (value.abs() / scale, value.abs() % scale);
                if places == 0 {
                    format!("{sign}{whole}")
                } else {
                    format!("{sign}{whole}.{fraction:0places$}")
                }
            }
        }

        impl fmt::Display for $name {
            /// Writes the exact amount without needless zeros: `0.6`, `37`.
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = self.rounded($places);
                let text = text.trim_end_matches('0').trim_end_matches('.');
                formatter.pad(text)
            }
        }

        impl FromStr for $name {
            type Err = AmountError;
            fn from_str(text: &str) -> Result<Self, AmountError> {
                parse_decimal(text, $places).map(Self)
            }
        }

        impl Add for $name { type Output = Self; fn add(self, other: Self) -> Self { Self(self.0.saturating_add(other.0)) } }
        impl Sub for $name { type Output = Self; fn sub(self, other: Self) -> Self { Self(self.0.saturating_sub(other.0)) } }
        impl Neg for $name { type Output = Self; fn neg(self) -> Self { Self(self.0.saturating_neg()) } }
        impl AddAssign for $name { fn add_assign(&mut self, other: Self) { *self = *self + other; } }
        impl SubAssign for $name { fn sub_assign(&mut self, other: Self) { *self = *self - other; } }
        impl Sum for $name { fn sum<I: Iterator<Item = Self>>(items: I) -> Self { items.fold(Self::ZERO, Add::add) } }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

amount!(
    /// A full-time equivalent, exact to a millionth, as the workforce return keeps it.
    Fte, 6, 1_000_000
);
amount!(
    /// Pounds sterling, exact to a penny.
    Money, 2, 100
);
amount!(
    /// Hours of work, exact to a hundredth.
    Hours, 2, 100
);
amount!(
    /// Working days, exact to a hundredth.
    Days, 2, 100
);
amount!(
    /// Weeks, exact to a tenth.
    Weeks, 1, 10
);
amount!(
    /// The value of a measure in the measure's own unit, exact to a millionth:
    /// percent, pounds, cases or full-time equivalents.
    Level, 6, 1_000_000
);

/// A share of a whole in tenths of a percent, rounded half up, or nothing
/// where the whole is zero.
pub fn percent_one_place(part: Fte, whole: Fte) -> Option<String> {
    if whole.is_zero() {
        return None;
    }
    let tenths = divide_half_up(i128::from(part.units()) * 1000, i128::from(whole.units()));
    let sign = if tenths < 0 { "-" } else { "" };
    Some(format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_read_with_their_thousands_and_a_true_minus() {
        assert_eq!(readable("-1204.5"), "−1,204.5");
        assert_eq!(readable("-0.00"), "0.00");
        assert_eq!(pounds("-1204.50"), "−£1,204.50");
        assert_eq!(pounds("999"), "£999");
    }

    #[test]
    fn one_thing_is_not_said_in_the_plural() {
        assert_eq!(counted(1, "query", "queries"), "1 query");
        assert_eq!(counted(0, "query", "queries"), "0 queries");
        assert_eq!(counted(1_204, "record", "records"), "1,204 records");
    }

    #[test]
    fn fte_keeps_six_places_and_writes_no_needless_zeros() {
        assert_eq!("0.600000".parse(), Ok(Fte::from_units(600_000)));
        assert_eq!("1".parse(), Ok(Fte::ONE));
        assert_eq!(".5".parse(), Ok(Fte::from_units(500_000)));
        assert_eq!(Fte::from_units(600_000).to_string(), "0.6");
        assert_eq!(Fte::from_units(-25_500_000).to_string(), "-25.5");
        assert_eq!(Fte::ZERO.to_string(), "0");
        assert_eq!("0.1234567".parse::<Fte>(), Err(AmountError::TooPrecise(6)));
        assert_eq!("0,6".parse::<Fte>(), Err(AmountError::NotANumber));
        assert_eq!("".parse::<Fte>(), Err(AmountError::NotANumber));
        assert_eq!(
            "99999999999999999999".parse::<Fte>(),
            Err(AmountError::TooLarge)
        );
    }

    #[test]
    fn rounding_is_half_up() {
        assert_eq!(Fte::from_units(1_250_000).rounded(1), "1.3");
        assert_eq!(Fte::from_units(-1_250_000).rounded(1), "-1.3");
        assert_eq!(Fte::from_units(1_249_999).rounded(1), "1.2");
        assert_eq!(Fte::from_units(406_310_000).rounded(2), "406.31");
        assert_eq!(Fte::from_units(-4_000).rounded(2), "0.00");
    }

    #[test]
    fn shares_round_as_the_statistics_do() {
        // Manchester, December 2009: 16 of 198 assignments; 66 of 204 before.
        assert_eq!(
            percent_one_place(Fte::whole(16), Fte::whole(198)).as_deref(),
            Some("8.1")
        );
        assert_eq!(
            percent_one_place(Fte::whole(66), Fte::whole(204)).as_deref(),
            Some("32.4")
        );
        // Isle of Wight 2021: 9 of 80 is 11.25, published 11.3.
        assert_eq!(
            percent_one_place(Fte::whole(9), Fte::whole(80)).as_deref(),
            Some("11.3")
        );
        assert_eq!(percent_one_place(Fte::ONE, Fte::ZERO), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(units in -1_000_000_000_000i64..1_000_000_000_000) {
            let fte = Fte::from_units(units);
            prop_assert_eq!(fte.to_string().parse(), Ok(fte));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Fte>();
            let _ = text.parse::<Money>();
        }
    }
}
