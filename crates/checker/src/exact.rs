//! Exact numbers, and what a printed number may stand for.
//!
//! A paper rounds, so that a printed number is a span: `12.3%` is anything from 12.25 to
//! 12.35. Arithmetic runs over spans, and two statements contradict each other only when
//! their spans have nothing in common. Whatever grows too large to be held has no value,
//! and no value contradicts nothing.

use std::cmp::Ordering;
use std::fmt;

/// An exact number: a fraction of whole numbers in its lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    over: i128,
    /// Always above nought.
    under: i128,
}

/// Numbers beyond this on either side of the fraction are given up.
const LARGEST: i128 = 1 << 100;

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self::whole(0);
    /// One hundred.
    pub const HUNDRED: Self = Self::whole(100);
    /// More than any paper prints: the end of “over 200”.
    pub const ENDLESS: Self = Self::whole(1_000_000_000_000_000);

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self {
            over: value as i128,
            under: 1,
        }
    }

    /// A fraction; nothing over nought or where the numbers are too large.
    pub fn ratio(over: i128, under: i128) -> Option<Self> {
        if under == 0 {
            return None;
        }
        let common = common_divisor(over.unsigned_abs(), under.unsigned_abs());
        let common = i128::try_from(common).ok()?;
        let sign = under.signum();
        let [over, under] = [over / common * sign, under / common * sign];
        (over.abs() < LARGEST && under < LARGEST).then_some(Self { over, under })
    }

    /// Ten to a power.
    pub fn ten_to(power: i32) -> Option<Self> {
        let ten = 10_i128.checked_pow(power.unsigned_abs())?;
        match power < 0 {
            true => Self::ratio(1, ten),
            false => Self::ratio(ten, 1),
        }
    }

    /// Reads digits with at most one point, such as `1250.5`.
    pub fn parse(digits: &str) -> Option<Self> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if part.len() > 9 || whole.len() > 15 || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        let all: i128 = format!("0{whole}{part}").parse().ok()?;
        Self::ratio(all, 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        Self::ratio(
            left.checked_add(right)?,
            self.under.checked_mul(other.under)?,
        )
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::ratio(
            self.over.checked_mul(other.over)?,
            self.under.checked_mul(other.under)?,
        )
    }

    /// The quotient; nothing for a division by nought.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::ratio(
            self.over.checked_mul(other.under)?,
            self.under.checked_mul(other.over)?,
        )
    }

    /// The number with the other sign.
    pub fn negated(self) -> Self {
        Self {
            over: -self.over,
            under: self.under,
        }
    }

    /// The number without its sign.
    pub fn size(self) -> Self {
        Self {
            over: self.over.abs(),
            under: self.under,
        }
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.under == 1
    }

    /// Whether it is below nought.
    pub fn is_negative(self) -> bool {
        self.over < 0
    }

    /// The whole number that it is, where it is one of an everyday size.
    pub fn as_whole(self) -> Option<i64> {
        self.is_whole().then(|| i64::try_from(self.over).ok())?
    }

    /// To so many decimals, half away from nought.
    pub fn rounded(self, decimals: u32) -> Option<Self> {
        let ten = 10_i128.checked_pow(decimals)?;
        let twice = self
            .over
            .abs()
            .checked_mul(ten.checked_mul(2)?)?
            .checked_add(self.under)?;
        let whole = twice / self.under.checked_mul(2)?;
        Self::ratio(whole * self.over.signum(), ten)
    }
}

fn common_divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left.max(1)
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        // What is too large to be multiplied across is compared as floats hold it.
        match (
            self.over.checked_mul(other.under),
            other.over.checked_mul(self.under),
        ) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => (self.over as f64 / self.under as f64)
                .total_cmp(&(other.over as f64 / other.under as f64)),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    /// With thousands separated, to at most two decimals.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(hundredths) = self.rounded(2).and_then(|it| it.times(Self::HUNDRED)) else {
            return formatter.write_str("a very large number");
        };
        let size = hundredths.over.abs();
        let digits = (size / 100).to_string();
        let sign = if hundredths.over < 0 { "−" } else { "" };
        write!(formatter, "{sign}")?;
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                formatter.write_str(",")?;
            }
            write!(formatter, "{digit}")?;
        }
        match size % 100 {
            0 => Ok(()),
            part if part % 10 == 0 => write!(formatter, ".{}", part / 10),
            part => write!(formatter, ".{part:02}"),
        }
    }
}

/// All that a number may be, from the lowest to the highest, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The lowest.
    pub low: Exact,
    /// The highest.
    pub high: Exact,
}

impl Span {
    /// Nothing but this.
    pub fn exactly(value: Exact) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// So much to either side.
    pub fn around(value: Exact, either_side: Exact) -> Option<Self> {
        Some(Self {
            low: value.minus(either_side)?,
            high: value.plus(either_side)?,
        })
    }

    /// What rounding to steps of this size leaves open.
    pub fn rounded_to(value: Exact, step: Exact) -> Option<Self> {
        Self::around(value, step.over(Exact::whole(2))?)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.plus(other.low)?,
            high: self.high.plus(other.high)?,
        })
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.minus(other.high)?,
            high: self.high.minus(other.low)?,
        })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let ends = [
            self.low.times(other.low)?,
            self.low.times(other.high)?,
            self.high.times(other.low)?,
            self.high.times(other.high)?,
        ];
        Some(Self {
            low: ends.into_iter().min()?,
            high: ends.into_iter().max()?,
        })
    }

    /// The quotient; nothing where the divisor may be nought.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.low <= Exact::ZERO && other.high >= Exact::ZERO {
            return None;
        }
        self.times(Self {
            low: Exact::whole(1).over(other.high)?,
            high: Exact::whole(1).over(other.low)?,
        })
    }

    /// The quotient as a percentage.
    pub fn percent_of(self, other: Self) -> Option<Self> {
        self.over(other)?.times(Self::exactly(Exact::HUNDRED))
    }

    /// Whether the two have a number in common.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The sizes, without their sign.
    pub fn size(self) -> Self {
        if self.low < Exact::ZERO && self.high > Exact::ZERO {
            return Self {
                low: Exact::ZERO,
                high: self.low.size().max(self.high),
            };
        }
        let ends = [self.low.size(), self.high.size()];
        Self {
            low: ends[0].min(ends[1]),
            high: ends[0].max(ends[1]),
        }
    }

    /// With a step more on either side, for what was rounded more often than it shows.
    pub fn widened(self, by: Exact) -> Option<Self> {
        Some(Self {
            low: self.low.minus(by)?,
            high: self.high.plus(by)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(digits: &str) -> Exact {
        Exact::parse(digits).expect("digits")
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(exact("1234.5").to_string(), "1,234.5");
        assert_eq!(exact("0.333").to_string(), "0.33");
        assert_eq!(Exact::whole(-40).to_string(), "−40");
    }

    #[test]
    fn halves_round_away_from_nought() {
        assert_eq!(exact("11.25").rounded(1), Some(exact("11.3")));
    }

    #[test]
    fn twelve_of_forty_eight_is_a_quarter() {
        let share = Span::exactly(exact("12")).percent_of(Span::exactly(exact("48")));
        assert_eq!(share, Some(Span::exactly(exact("25"))));
    }

    #[test]
    fn a_rounded_number_meets_all_that_round_to_it() {
        let printed = Span::rounded_to(exact("12.3"), exact("0.1")).expect("a span");
        assert!(printed.meets(Span::exactly(exact("12.35"))));
        assert!(!printed.meets(Span::exactly(exact("12.36"))));
    }

    #[test]
    fn what_may_be_nought_divides_nothing() {
        let about = Span::around(exact("0.2"), exact("0.5")).expect("a span");
        assert_eq!(Span::exactly(exact("3")).over(about), None);
    }
}
