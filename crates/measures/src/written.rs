//! Texts that people write in TOML, such as a scorecard: read into a type, and
//! what is wrong with them told with its line and the name that was meant.

mod places;

use std::str::FromStr;

use holdfast_workforce::CodeSet;
use holdfast_workforce::amount::AmountError;
use holdfast_workforce::nearest::did_you_mean;
use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use toml::de::DeTable;

pub use places::Places;
use places::{line_at, named};

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Problem {
    /// Where: a line, or the part of the text by its name.
    pub place: String,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Problem {
    /// A problem with a part of a text.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

/// What is advised where nothing better is known.
pub const MEND: &str = "Mend this line and read the text again.";

/// Reads a text as far as its form goes.
///
/// # Errors
/// Where the text is no TOML, or has a key or word that is not known: with the
/// line, the key, and the known name that is nearest.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let suggestion = suggestion(error.message()).unwrap_or_else(|| MEND.to_owned());
        let message = in_words(text, &error);
        let message = message.trim_end_matches('.');
        if is_missing_at_the_top(text, &error) {
            let what = format!("{message}. Write it and read the text again.");
            return Problem::new("the text", what);
        }
        let stop = if message.ends_with('?') { "" } else { "." };
        let what = format!("{message}{stop} {suggestion}");
        let span = error.span();
        let line = span.as_ref().and_then(|span| line_at(text, span.start));
        let key = span.and_then(|span| Places::of(text).key_at(&span));
        Problem {
            place: line.map_or_else(|| "the text".to_owned(), |line| format!("line {line}")),
            what: match key.filter(|key| !is_told(key, error.message())) {
                Some(key) => named(&key, &what),
                None => what,
            },
        }
    })
}

/// A message without the words of programs: numbers by what they are, and a key
/// that stands twice by its name.
fn in_words(text: &str, error: &toml::de::Error) -> String {
    let message = error.message();
    if message == "duplicate key"
        && let Some(key) = error.span().and_then(|span| text.get(span))
    {
        return format!("{} stands twice", key.trim());
    }
    let Some((before, kind)) = message.rsplit_once("expected ") else {
        return message.to_owned();
    };
    match kind {
        "i8" | "i16" | "i32" | "i64" => format!("{before}expected a whole number"),
        "u8" | "u16" | "u32" | "u64" => format!("{before}expected a whole number, 0 or more"),
        "f32" | "f64" => format!("{before}expected a number"),
        _ => message.to_owned(),
    }
}

/// Whether a key is missing from the text itself, which is no line's fault.
fn is_missing_at_the_top(text: &str, error: &toml::de::Error) -> bool {
    let whole = DeTable::parse(text).ok().map(|table| table.span());
    error.message().starts_with("missing field") && error.span() == whole
}

/// Whether a message names the last part of a key itself.
fn is_told(key: &str, message: &str) -> bool {
    let last = key.rsplit('.').next().unwrap_or(key);
    message.contains(&format!("field `{last}`"))
}

/// The name that was meant, where the message names what was found and then
/// what is known, each between backticks.
fn suggestion(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let found = names.next()?;
    did_you_mean(found, names.collect::<Vec<_>>())
}

/// A number or date as people write it in TOML: with quotation marks or without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Written(pub String);

impl Written {
    /// What is written, as a value of some kind.
    ///
    /// # Errors
    /// The kind's own, where the words are not one.
    pub fn parse<T: FromStr>(&self) -> Result<T, T::Err> {
        self.0.trim().parse()
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match toml::Value::deserialize(deserializer)? {
            toml::Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

/// Reads an exact amount, with quotation marks or without.
///
/// # Errors
/// Where the words are none.
pub fn amount<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: FromStr<Err = AmountError>,
{
    let written = Written::deserialize(deserializer)?;
    let read = written.parse();
    read.map_err(|error| D::Error::custom(format!("‘{}’ {error}", written.0)))
}

/// Reads an exact amount that may be missing.
///
/// # Errors
/// Where the words are none.
pub fn some_amount<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: FromStr<Err = AmountError>,
{
    amount(deserializer).map(Some)
}

/// Reads a date, with quotation marks or without.
///
/// # Errors
/// Where the words are none.
pub fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = Written::deserialize(deserializer)?;
    if written.0.contains(':') {
        let advice = "has a time of day. Write the day alone, like 2027-03-31";
        return Err(D::Error::custom(format!("‘{}’ {advice}", written.0)));
    }
    let advice = "is not a date. Write it like 2027-03-31";
    let read = written.parse();
    read.map_err(|_: jiff::Error| D::Error::custom(format!("‘{}’ {advice}", written.0)))
}

/// Reads a date that may be missing.
///
/// # Errors
/// Where the words are none.
pub fn some_date<'de, D>(deserializer: D) -> Result<Option<Date>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    date(deserializer).map(Some)
}

/// Reads a code of a set that may be missing.
///
/// # Errors
/// Where the word is none of the set; the nearest is told.
pub fn some_code<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: CodeSet,
{
    let word = String::deserialize(deserializer)?;
    let found = T::from_code(&word);
    found.map(Some).ok_or_else(|| {
        let codes: Vec<_> = T::ITEMS.iter().map(|item| item.code).collect();
        let meant = did_you_mean(&word, codes.iter().copied());
        let known = format!("the codes are {}", codes.join(", "));
        D::Error::custom(format!(
            "there is no code ‘{word}’. {}",
            meant.unwrap_or(known)
        ))
    })
}

/// Writes a code that may be missing.
///
/// # Errors
/// Those of the format.
pub fn write_code<S, T>(code: &Option<T>, serializer: S) -> Result<S::Ok, S::Error>
where
    S: serde::Serializer,
    T: CodeSet,
{
    code.map(CodeSet::code).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Text {
        #[serde(rename = "notice_days")]
        _notice_days: Option<Written>,
        #[serde(rename = "references")]
        _references: Option<Written>,
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line_and_the_name_that_was_meant() {
        let problem = read::<Text>("references = 2\n\nnotise_days = 28\n").expect_err("unknown");
        assert_eq!(
            problem.to_string(),
            "line 3: unknown field `notise_days`, expected `notice_days` or `references`. Did you mean ‘notice_days’?"
        );
        let problem = read::<Text>("salary = 2\n").expect_err("unknown");
        assert!(
            problem
                .what
                .ends_with("Mend this line and read the text again.")
        );
    }

    #[derive(Debug, Deserialize)]
    struct Nested {
        #[serde(rename = "part")]
        _parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    struct Part {
        #[serde(rename = "on", deserialize_with = "date")]
        _on: Date,
    }

    #[test]
    fn a_wrong_value_is_told_with_its_line_and_key() {
        let text = "[[part]]\non = 2027-03-31\n\n[[part]]\non = \"soon\"\n";
        let problem = read::<Nested>(text).expect_err("no date");
        assert_eq!(
            problem.to_string(),
            "line 5: part.on: ‘soon’ is not a date. Write it like 2027-03-31. Mend this line and read the text again."
        );
    }

    #[test]
    fn a_missing_key_is_told_with_the_part_that_misses_it() {
        let text = "[[part]]\non = 2027-03-31\n\n[[part]]\n";
        let problem = read::<Nested>(text).expect_err("no date");
        assert_eq!(
            problem.to_string(),
            "line 4: part: missing field `on`. Mend this line and read the text again."
        );
    }

    #[test]
    fn what_is_missing_is_told_at_the_nearest_part_that_is_there() {
        let places = Places::of("title = \"\"\n\n[[part]]\n[[part]]\non = 1\n");
        assert_eq!(places.line("title"), Some(1));
        assert_eq!(places.line("part.1.on"), Some(5));
        assert_eq!(places.line("part.0.on"), Some(3));
        assert_eq!(places.line("part.1.off"), Some(4));
        assert_eq!(places.line("other.1.off"), None);
    }
}
