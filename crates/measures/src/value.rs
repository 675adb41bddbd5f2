//! Exact values, and the symbols that stand in their place.

use std::cmp::Ordering;
use std::fmt;

use holdfast_reference::{Number, Published, Symbol};
use holdfast_workforce::amount::{Fte, divide_half_up};
use serde::{Deserialize, Serialize};

/// An exact amount to a millionth: FTE, people, cases or days.
pub type Quantity = Fte;

/// An exact fraction: the value before it is rounded for people.
///
/// Fractions whose terms would outgrow the machine, which those of no workforce
/// do by themselves, are brought down to some thirty decimal digits.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "Terms")]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// A fraction as it is stored.
#[derive(Deserialize)]
struct Terms {
    numerator: i128,
    denominator: i128,
}

impl TryFrom<Terms> for Ratio {
    type Error = &'static str;

    fn try_from(terms: Terms) -> Result<Self, Self::Error> {
        Self::new(terms.numerator, terms.denominator)
            .ok_or("a fraction has zero below the line, so it has no value")
    }
}

impl Ratio {
    /// The fraction in its lowest terms, or nothing where the denominator is zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = common_divisor(numerator, denominator);
        let divisor = if denominator < 0 { -divisor } else { divisor };
        (denominator != 0).then(|| Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        })
    }

    /// A whole or decimal amount as a fraction.
    pub fn of(quantity: Quantity) -> Self {
        Self::in_lowest_terms(
            i128::from(quantity.units()),
            i128::from(Quantity::ONE.units()),
        )
    }

    /// The denominator is known not to be zero.
    fn in_lowest_terms(numerator: i128, denominator: i128) -> Self {
        Self::new(numerator, denominator).unwrap_or(Self {
            numerator: 0,
            denominator: 1,
        })
    }

    /// The smallest amount that so many decimals show: 0.1 at one place.
    pub fn smallest(places: u32) -> Self {
        Self::in_lowest_terms(1, 10i128.pow(places))
    }

    /// A published number as a fraction.
    pub fn published(number: Number) -> Self {
        Self::of(number.as_fte())
    }

    /// This less another.
    pub fn less(self, other: Self) -> Self {
        let (one, other) = (self.within(MULTIPLIED), other.within(MULTIPLIED));
        let mine = one.numerator * other.denominator;
        let theirs = other.numerator * one.denominator;
        Self::in_lowest_terms(mine - theirs, one.denominator * other.denominator)
    }

    /// This as a share of another, or nothing where the other is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        let (one, other) = (self.within(MULTIPLIED), other.within(MULTIPLIED));
        Self::new(
            one.numerator * other.denominator,
            one.denominator * other.numerator,
        )
    }

    /// A hundred times this.
    pub fn times_hundred(self) -> Self {
        let fraction = self.within(SCALED);
        Self::in_lowest_terms(fraction.numerator * 100, fraction.denominator)
    }

    /// The value rounded half up to so many decimals, in the smallest unit
    /// that these show: 142 for 14.2 at one place.
    pub fn units(self, places: u32) -> i128 {
        let fraction = self.within(SCALED);
        divide_half_up(
            fraction.numerator * 10i128.pow(places),
            fraction.denominator,
        )
    }

    /// The fraction itself where its terms have so many binary digits or
    /// fewer; otherwise the nearest below that has.
    fn within(self, most: u32) -> Self {
        let larger = self
            .numerator
            .unsigned_abs()
            .max(self.denominator.unsigned_abs());
        let digits = u128::BITS - larger.leading_zeros();
        let excess = digits.saturating_sub(most);
        Self {
            numerator: self.numerator >> excess,
            denominator: (self.denominator >> excess).max(1),
        }
    }

    /// The value rounded half up, for people.
    pub fn rounded(self, places: u32) -> String {
        let units = self.units(places);
        let scale = 10i128.pow(places);
        let sign = if units < 0 { "−" } else { "" };
        let (whole, part) = (units.abs() / scale, units.abs() % scale);
        match places {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{part:0width$}", width = places as usize),
        }
    }

    /// The value as a floating-point number, for statistics and drawing only.
    pub fn as_float(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// So many binary digits may terms have that are multiplied with each other and
/// then taken from each other.
const MULTIPLIED: u32 = 62;

/// So many may terms have that are multiplied by a hundred or a power of ten.
const SCALED: u32 = 100;

impl fmt::Display for Ratio {
    /// The exact value: a whole number, or a fraction in its lowest terms.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(formatter, "{}", self.numerator),
            _ => write!(formatter, "{}/{}", self.numerator, self.denominator),
        }
    }
}

/// Euclid's: at least one, so that it divides.
fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut large, mut small) = (one.saturating_abs(), other.saturating_abs());
    while small != 0 {
        (large, small) = (small, large % small);
    }
    large.max(1)
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other) = (self.within(MULTIPLIED), other.within(MULTIPLIED));
        let mine = one.numerator * other.denominator;
        mine.cmp(&(other.numerator * one.denominator))
    }
}

/// The value of a figure: exact, or a symbol that says why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// The exact value.
    Exact(Ratio),
    /// Why there is no value.
    Symbol(Symbol),
}

impl Value {
    /// The number, where there is one.
    pub fn ratio(self) -> Option<Ratio> {
        match self {
            Self::Exact(ratio) => Some(ratio),
            Self::Symbol(_) => None,
        }
    }

    /// The symbol, where there is no number.
    pub fn symbol(self) -> Option<Symbol> {
        match self {
            Self::Exact(_) => None,
            Self::Symbol(symbol) => Some(symbol),
        }
    }

    /// The number rounded half up, or the symbol.
    pub fn rounded(self, places: u32) -> String {
        match self {
            Self::Exact(ratio) => ratio.rounded(places),
            Self::Symbol(symbol) => symbol.to_string(),
        }
    }
}

impl From<Published> for Value {
    fn from(published: Published) -> Self {
        match published {
            Published::Number(number) => Self::Exact(Ratio::published(number)),
            Published::Symbol(symbol) => Self::Symbol(symbol),
        }
    }
}

impl fmt::Display for Value {
    /// One decimal place, as the statistics are published.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.rounded(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).expect("not zero")
    }

    #[test]
    fn ties_round_up() {
        // Isle of Wight 2021: 9 of 80 is 11.25, published 11.3.
        assert_eq!(ratio(900, 80).rounded(1), "11.3");
        // Portsmouth 2021: 9 of 144 is 6.25, published 6.3.
        assert_eq!(ratio(900, 144).rounded(1), "6.3");
        assert_eq!(ratio(-900, 80).rounded(1), "−11.3");
        assert_eq!(ratio(1, 3).rounded(0), "0");
    }

    #[test]
    fn the_exact_value_is_written_as_a_fraction() {
        assert_eq!(ratio(900, 80).to_string(), "45/4");
        assert_eq!(ratio(-8, 4).to_string(), "-2");
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(ratio(1, 2).over(ratio(0, 7)), None);
    }

    #[test]
    fn no_fraction_is_too_large_to_be_compared_and_shown() {
        // Absence of two large authorities with FTE to the millionth: 3.5% and
        // 3.1%, of denominators without a common divisor. 0.4 / 3.1 = 12.9%.
        let now = ratio(3_499_999_999_999_999_999, 100_000_000_000_000_000_007);
        let then = ratio(3_099_999_999_999_999_989, 100_000_000_000_000_000_009);
        let (now, then) = (now.times_hundred(), then.times_hundred());
        let difference = now.less(then);
        assert_eq!(difference.rounded(1), "0.4");
        let relative = difference.over(then).map(Ratio::times_hundred);
        assert_eq!(relative.map(|it| it.rounded(1)).as_deref(), Some("12.9"));
        let vast = ratio(i128::MAX, 7);
        assert!(vast > now && vast.times_hundred() > now);
        assert!(!vast.rounded(2).is_empty());
    }

    #[test]
    fn a_stored_fraction_over_zero_is_refused() {
        let read = |text| serde_json::from_str::<Ratio>(text).ok();
        assert_eq!(
            read(r#"{"numerator":1,"denominator":2}"#),
            Some(ratio(1, 2))
        );
        assert_eq!(read(r#"{"numerator":1,"denominator":0}"#), None);
    }

    #[test]
    fn equal_fractions_are_equal_however_they_are_written() {
        assert_eq!(ratio(1, 2), ratio(-3, -6));
        assert!(ratio(166, 10) > ratio(161, 10));
    }

    proptest! {
        #[test]
        fn a_fraction_less_another_and_more_again_is_itself(
            a in -1_000_000i128..1_000_000, b in 1i128..1_000_000,
            c in -1_000_000i128..1_000_000, d in 1i128..1_000_000,
        ) {
            let (one, other) = (ratio(a, b), ratio(c, d));
            let nothing = other.less(other);
            prop_assert_eq!(one.less(other).less(nothing.less(other)), one);
        }
    }
}
