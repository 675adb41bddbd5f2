//! The machinery of code sets: closed lists of codes, each with the word that
//! files carry and the label that people read.

/// One code of a set, as files and people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeItem {
    /// What stands in a file: lower case, words joined by `_`.
    pub code: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// What the code means, in a sentence.
    pub meaning: &'static str,
}

/// A closed set of codes.
pub trait CodeSet: Sized + Copy + 'static {
    /// Every code of the set, in the order in which it is shown.
    const ITEMS: &'static [CodeItem];
    /// Every value of the set, in the same order.
    const ALL: &'static [Self];
    /// The word that files carry.
    fn code(self) -> &'static str;
    /// The label that people read.
    fn label(self) -> &'static str;
    /// The value of a word from a file; case and surrounding space are ignored.
    fn from_code(code: &str) -> Option<Self> {
        let code = code.trim();
        let found = Self::ITEMS
            .iter()
            .position(|item| item.code.eq_ignore_ascii_case(code))?;
        Self::ALL.get(found).copied()
    }
    /// The place of the value in its set, counted from one. Sets taken from
    /// the DfE's workforce return keep the return's numbering this way.
    fn number(self) -> usize {
        let code = self.code();
        Self::ITEMS
            .iter()
            .position(|item| item.code == code)
            .map_or(0, |index| index + 1)
    }
}

/// A word that is not in its code set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("‘{found}’ is not one of the codes {expected}")]
pub struct UnknownCode {
    /// What was found.
    pub found: String,
    /// The codes that are known, separated by commas.
    pub expected: String,
}

impl UnknownCode {
    /// Says that `found` is not a code of the set `S`.
    pub fn of<S: CodeSet>(found: &str) -> Self {
        let expected = S::ITEMS
            .iter()
            .map(|item| item.code)
            .collect::<Vec<_>>()
            .join(", ");
        Self {
            found: found.to_owned(),
            expected,
        }
    }
}

/// Declares a code set: an enumeration whose variants carry code and label,
/// and whose meaning is the variant's doc comment.
macro_rules! codes {
    ($(#[$set:meta])* $name:ident { $(#[doc = $meaning:literal] $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$set])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[doc = $meaning] #[serde(rename = $code)] $variant,)+ }

        impl $crate::code::CodeSet for $name {
            const ITEMS: &'static [$crate::code::CodeItem] = &[$($crate::code::CodeItem {
                code: $code,
                label: $label,
                meaning: $meaning.trim_ascii(),
            },)+];
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label,)+ } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str($crate::code::CodeSet::code(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::code::CodeSet>::from_code(text)
                    .ok_or_else(|| $crate::code::UnknownCode::of::<Self>(text))
            }
        }
    };
}
pub(crate) use codes;
