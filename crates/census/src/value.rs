//! What a text says: dates, decimals and codes, read strictly, as the
//! department's own service reads them.

use holdfast_workforce::amount::Fte;
use jiff::civil::Date;

/// What stands in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Value<T> {
    /// No element, or nothing in it.
    #[default]
    Missing,
    /// Something that cannot be read.
    Unreadable,
    /// This.
    Is(T),
}

impl<T> Value<T> {
    /// What stands there, where it can be read.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Missing | Self::Unreadable => None,
        }
    }

    /// Whether there is no text at all.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    pub(crate) fn of(text: Option<&str>, read: impl FnOnce(&str) -> Option<T>) -> Self {
        match text {
            None => Self::Missing,
            Some(text) => read(text).map_or(Self::Unreadable, Self::Is),
        }
    }
}

/// A decimal number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// In millionths.
    pub millionths: i64,
    /// Digits before the point, leading noughts not counted but for one.
    pub whole: u8,
    /// Digits after the point, closing noughts not counted.
    pub places: u8,
}

impl Decimal {
    /// One whole.
    pub const ONE: i64 = 1_000_000;

    /// Reads digits, with a minus sign before and a point between them at the most.
    /// Commas, signs of currency and exponents are refused; so are numbers of
    /// more than twelve digits before the point.
    pub fn read(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        if digits.ends_with('.') {
            return None;
        }
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            trimmed => trimmed,
        };
        let fraction = fraction.trim_end_matches('0');
        if whole.len() > 12 {
            return None;
        }
        let mut millionths = 0_i64;
        for digit in whole.bytes() {
            millionths = millionths * 10 + i64::from(digit - b'0');
        }
        let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(6);
        for digit in kept {
            millionths = millionths * 10 + i64::from(digit - b'0');
        }
        Some(Self {
            millionths: if negative { -millionths } else { millionths },
            whole: u8::try_from(whole.len()).ok()?,
            places: u8::try_from(fraction.len()).unwrap_or(u8::MAX),
        })
    }

    /// Whether nought.
    pub fn is_zero(self) -> bool {
        self.millionths == 0
    }

    /// As an FTE, exact to a millionth.
    pub fn as_fte(self) -> Fte {
        Fte::from_units(self.millionths)
    }

    /// The whole number, where there is nothing after the point.
    pub fn as_whole(self) -> Option<i64> {
        (self.places == 0).then_some(self.millionths / Self::ONE)
    }
}

/// Reads a date of the form CCYY-MM-DD that exists.
pub(crate) fn date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        bytes[from..to].iter().try_fold(0_i16, |number, byte| {
            let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let (month, day) = (number(5, 7)?, number(8, 10)?);
    Date::new(number(0, 4)?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Two letters, then one to ten digits.
pub(crate) fn is_registration(text: &str) -> bool {
    let bytes = text.as_bytes();
    (3..=12).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && bytes[2..].iter().all(u8::is_ascii_digit)
}

/// The number in what an expression of a schema that councils share makes of it: its
/// pattern ends with a dollar that is meant as ‘the end’, but stands for itself.
pub(crate) fn before_dollar(text: &str) -> Option<&str> {
    let number = text.strip_suffix('$')?;
    is_registration(number).then_some(number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn decimals_are_read_as_they_are_written() {
        let read = |text| Decimal::read(text).map(|it| (it.millionths, it.whole, it.places));
        assert_eq!(read("0.6"), Some((600_000, 1, 1)));
        assert_eq!(read("1.000000"), Some((1_000_000, 1, 0)));
        assert_eq!(read("0012.50"), Some((12_500_000, 2, 1)));
        assert_eq!(read("0.1234567"), Some((123_456, 1, 7)));
        assert_eq!(read("-2"), Some((-2_000_000, 1, 0)));
        for wrong in [
            "",
            "1,5",
            "1e3",
            ".5",
            "5.",
            "£3",
            "+1",
            "1 000",
            "9999999999999",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_dates_that_exist_are_dates() {
        assert_eq!(date("2024-02-29"), Some(day(2024, 2, 29)));
        for wrong in [
            "2025-02-29",
            "2025-13-01",
            "25-01-01",
            "01/02/2025",
            "2025-1-01",
            "2025-01-01T",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn registrations_are_two_letters_and_digits() {
        for right in ["SW1", "XX1234", "SW1234567890"] {
            assert!(is_registration(right), "{right}");
        }
        for wrong in ["SW", "S1234", "SW12345678901", "SW12A", "1234567", "SW 123"] {
            assert!(!is_registration(wrong), "{wrong}");
        }
    }
}
