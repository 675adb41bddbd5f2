//! Posts and people: the lists of both, and each with its history.

pub(crate) mod history;
mod list;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod post;
pub(crate) mod posts;
pub(crate) mod recorded;

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use holdfast_workforce::date::{Spell, in_words};

use crate::App;
use crate::error::PageError;

/// The part of an address that names a record, whatever the record is.
pub(crate) struct Named(HashMap<String, String>);

impl Named {
    /// What the address says for `name`.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }
}

impl FromRequestParts<App> for Named {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Path(names) = Path::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::NoSuchPage)?;
        Ok(Self(names))
    }
}

/// A spell as people read it: `1 April 2024 to 31 March 2025`.
pub(crate) fn spell_in_words(spell: &Spell) -> String {
    let from = in_words(spell.from);
    match spell.last_day() {
        Some(last) => format!("{from} to {}", in_words(last)),
        None => format!("From {from}"),
    }
}

/// Whether a text holds all words of a search, in any order and case.
pub(crate) fn matches(search: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    search
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_search_finds_its_words_in_any_order_and_case() {
        assert!(matches("smith ANN", "Ann Smith P0042"));
        assert!(matches("", "Ann Smith"));
        assert!(!matches("ann jones", "Ann Smith"));
    }
}
