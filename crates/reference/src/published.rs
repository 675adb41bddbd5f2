//! Values as statistics publish them: a number to one decimal place, or a
//! symbol that says why there is none.

use std::fmt;
use std::str::FromStr;

use holdfast_workforce::CodeSet;
use holdfast_workforce::amount::Fte;

/// Declares a closed set of words with label and meaning, see [`CodeSet`].
macro_rules! code_set {
    ($(#[$set:meta])* $name:ident {
        $(#[doc = $meaning:literal] $variant:ident = $code:literal, $label:literal;)+
    }) => {
        $(#[$set])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $meaning] $variant,)+ }

        impl holdfast_workforce::CodeSet for $name {
            const ITEMS: &'static [holdfast_workforce::CodeItem] =
                &[$(holdfast_workforce::CodeItem {
                    code: $code,
                    label: $label,
                    meaning: $meaning.trim_ascii(),
                },)+];
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label,)+ } }
        }
    };
}
pub(crate) use code_set;

code_set! {
    /// What stands in place of a number. The codes are those of the tables.
    Symbol {
        /// Not applicable: there is nothing to count or to divide by.
        NotApplicable = "z", "Not applicable";
        /// Not available: the authority did not return it.
        NotAvailable = "x", "Not available";
        /// Suppressed, so that no person can be told from a small number.
        Confidential = "c", "Suppressed to protect confidentiality";
        /// Withheld, because the return behind it is not reliable enough.
        LowReliability = "u", "Withheld, low reliability";
        /// Rounds to nothing at one decimal place, but is not nothing.
        Low = "low", "Less than 0.05, but not 0";
        /// Not available, in releases that still used a colon.
        NotAvailableOlder = ":", "Not available";
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

/// A published number, exact to one decimal place, which is as fine as these
/// statistics go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    tenths: i64,
}

impl Number {
    /// From tenths: 362 is 36.2.
    pub const fn from_tenths(tenths: i64) -> Self {
        Self { tenths }
    }

    /// In tenths: 36.2 is 362.
    pub const fn tenths(self) -> i64 {
        self.tenths
    }

    /// As an exact full-time equivalent.
    pub const fn as_fte(self) -> Fte {
        Fte::from_units(self.tenths * 100_000)
    }

    /// As a floating-point number, for simulation and statistics only.
    pub fn as_float(self) -> f64 {
        self.tenths as f64 / 10.0
    }
}

impl fmt::Display for Number {
    /// Writes what was published, which has no needless `.0`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_fte(), formatter)
    }
}

/// Why a text is not a published value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("‘{found}’ is neither a number with at most one decimal place nor a symbol of the tables")]
pub struct NotPublished {
    /// What was found.
    pub found: String,
}

impl FromStr for Number {
    type Err = NotPublished;

    /// Reads `36186.3` or `38292`: digits, at most one decimal place, no sign.
    fn from_str(text: &str) -> Result<Self, NotPublished> {
        let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let well_formed = digits(whole) && digits(tenth) && tenth.len() == 1 && whole.len() < 13;
        let tenths = format!("{whole}{tenth}")
            .parse()
            .ok()
            .filter(|_| well_formed);
        tenths.map(Self::from_tenths).ok_or_else(|| NotPublished {
            found: text.to_owned(),
        })
    }
}

/// A value as published: a number, or the symbol in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Published {
    /// The number.
    Number(Number),
    /// Why there is no number.
    Symbol(Symbol),
}

impl Published {
    /// The number, where there is one.
    pub const fn number(self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(number),
            Self::Symbol(_) => None,
        }
    }

    /// The symbol, where there is no number.
    pub const fn symbol(self) -> Option<Symbol> {
        match self {
            Self::Number(_) => None,
            Self::Symbol(symbol) => Some(symbol),
        }
    }
}

impl fmt::Display for Published {
    /// Writes what was published.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => fmt::Display::fmt(number, formatter),
            Self::Symbol(symbol) => fmt::Display::fmt(symbol, formatter),
        }
    }
}

impl FromStr for Published {
    type Err = NotPublished;

    fn from_str(text: &str) -> Result<Self, NotPublished> {
        match Symbol::from_code(text) {
            Some(symbol) => Ok(Self::Symbol(symbol)),
            None => text.parse().map(Self::Number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<Published> {
        text.parse().ok()
    }

    #[test]
    fn a_number_keeps_its_tenth() {
        assert_eq!(
            read("36186.3"),
            Some(Published::Number(Number::from_tenths(361_863)))
        );
        assert_eq!(
            read("32502"),
            Some(Published::Number(Number::from_tenths(325_020)))
        );
        assert_eq!(Number::from_tenths(5).as_fte(), Fte::from_units(500_000));
        assert_eq!(Number::from_tenths(152).as_float(), 15.2);
    }

    #[test]
    fn every_symbol_of_the_tables_is_known() {
        for symbol in Symbol::ALL {
            assert_eq!(read(symbol.code()), Some(Published::Symbol(*symbol)));
        }
        assert_eq!(
            read("u").and_then(Published::symbol),
            Some(Symbol::LowReliability)
        );
        assert_eq!(read("u").and_then(Published::number), None);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "-",
            "-1",
            "+1",
            "1.25",
            "1.",
            ".5",
            "1,000",
            "99999999999999",
            "k",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(tenths in 0i64..10_000_000_000) {
            let number = Number::from_tenths(tenths);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Published>();
        }
    }
}
