//! Texts in TOML that a council keeps and may write by hand: read with what is
//! wrong with them, the line, and the name that was perhaps meant.

use holdfast_workforce::nearest::did_you_mean;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Something wrong with such a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Problem {
    /// Where: a line, or the part by its name.
    pub place: String,
    /// What is wrong, and what to do.
    pub what: String,
}

/// A number or date as people write it in TOML: with quotation marks or without.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Written(pub String);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match toml::Value::deserialize(deserializer)? {
            toml::Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

/// Reads a text.
///
/// # Errors
/// The first thing that is wrong with it: its line, what it is and what to do.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let meant = suggestion(error.message()).map_or_else(String::new, |it| format!(" {it}"));
        Problem {
            place: line_of(text, error.span()),
            what: format!(
                "{}.{meant} Mend this line and read the text again.",
                error.message()
            ),
        }
    })
}

/// The name that was perhaps meant, where the message names those that there are.
fn suggestion(message: &str) -> Option<String> {
    if !message.starts_with("unknown ") {
        return None;
    }
    let mut named = message.split('`').skip(1).step_by(2);
    let written = named.next()?;
    did_you_mean(written, named)
}

fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let before = span.and_then(|span| text.get(..span.start));
    match before {
        Some(before) => format!("line {}", before.matches('\n').count() + 1),
        None => "the text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is looked at")]
    struct Sample {
        title: String,
        source: String,
    }

    fn told(text: &str) -> String {
        let problem = read::<Sample>(text).expect_err("something is wrong");
        problem.to_string()
    }

    #[test]
    fn a_name_that_is_not_known_is_told_with_the_one_that_was_meant() {
        let told = told("title = \"Ours\"\nsorce = \"Survey\"\n");
        assert!(
            told.starts_with("line 2: unknown field `sorce`, expected `title` or `source`."),
            "{told}"
        );
        assert!(told.contains("Did you mean ‘source’?"), "{told}");
    }

    #[test]
    fn what_is_no_toml_and_what_is_missing_name_their_line() {
        assert!(told("title = \"Ours\"\nsource = \n").starts_with("line 2: "));
        let missing = told("title = \"Ours\"\n");
        assert!(missing.contains("missing field `source`"), "{missing}");
        assert!(!missing.contains("Did you mean"), "{missing}");
    }
}
