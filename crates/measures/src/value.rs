//! Exact values, and the symbols that stand in their place.

use std::cmp::Ordering;
use std::fmt;

use holdfast_reference::{Number, Published, Symbol};
use holdfast_workforce::amount::{Fte, divide_half_up};
use serde::{Deserialize, Serialize};

/// An exact amount to a millionth: FTE, people, cases or days.
pub type Quantity = Fte;

/// An exact fraction: the value before it is rounded for people.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
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

    /// A published number as a fraction.
    pub fn published(number: Number) -> Self {
        Self::of(number.as_fte())
    }

    /// This less another.
    pub fn less(self, other: Self) -> Self {
        let mine = self.numerator.saturating_mul(other.denominator);
        let theirs = other.numerator.saturating_mul(self.denominator);
        let denominator = self.denominator.saturating_mul(other.denominator);
        Self::in_lowest_terms(mine.saturating_sub(theirs), denominator)
    }

    /// This as a share of another, or nothing where the other is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.saturating_mul(other.denominator),
            self.denominator.saturating_mul(other.numerator),
        )
    }

    /// A hundred times this.
    pub fn times_hundred(self) -> Self {
        Self::in_lowest_terms(self.numerator.saturating_mul(100), self.denominator)
    }

    /// The value rounded half up to so many decimals, in the smallest unit
    /// that these show: 142 for 14.2 at one place.
    pub fn units(self, places: u32) -> i128 {
        let scaled = self.numerator.saturating_mul(10i128.pow(places));
        divide_half_up(scaled, self.denominator)
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
        let mine = self.numerator.saturating_mul(other.denominator);
        mine.cmp(&other.numerator.saturating_mul(self.denominator))
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
