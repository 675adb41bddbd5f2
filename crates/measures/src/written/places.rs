//! Where the keys of a text stand.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// Where the keys of a text stand: lines by key, and keys by place.
///
/// A key is named by the way to it, `money.agency_premium`; the parts of a list
/// have numbers from nought, `intake.0.size`.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    table: Option<Spanned<DeTable<'a>>>,
}

impl<'a> Places<'a> {
    /// Of a text; where it is no TOML, nothing stands anywhere.
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            table: DeTable::parse(text).ok(),
        }
    }

    /// A problem with a key, or with what it is missing from: with its line and name.
    pub fn problem(&self, way: &str, what: &str) -> Problem {
        let line = self.line(way);
        let place = line.map_or_else(|| "the text".to_owned(), |line| format!("line {line}"));
        Problem::new(place, named(&without_numbers(way), what))
    }

    /// The line of a key, or of the nearest part around it that is there.
    pub fn line(&self, way: &str) -> Option<usize> {
        let mut steps = way.split('.');
        let table = self.table.as_ref()?.get_ref();
        let (key, mut value) = table.get_key_value(steps.next()?)?;
        let mut start = key.span().start;
        for step in steps {
            let next = match value.get_ref() {
                DeValue::Table(table) => table
                    .get_key_value(step)
                    .map(|(key, value)| (key.span().start, value)),
                DeValue::Array(list) => step
                    .parse()
                    .ok()
                    .and_then(|nth: usize| list.get(nth))
                    .map(|value| (value.span().start, value)),
                _ => None,
            };
            let Some(found) = next else { break };
            (start, value) = found;
        }
        line_at(self.text, start)
    }

    /// The way to the innermost key at a place, without numbers.
    pub(super) fn key_at(&self, place: &Range<usize>) -> Option<String> {
        key_within(self.table.as_ref()?.get_ref(), place.start)
    }
}

/// What is wrong with a key, after its name.
pub(super) fn named(key: &str, what: &str) -> String {
    format!("{key}: {what}")
}

/// The number of the line in which a place lies.
pub(super) fn line_at(text: &str, place: usize) -> Option<usize> {
    let before = text.get(..place)?;
    Some(before.matches('\n').count() + 1)
}

fn without_numbers(way: &str) -> String {
    let is_key = |step: &&str| step.parse::<usize>().is_err();
    let keys: Vec<_> = way.split('.').filter(is_key).collect();
    keys.join(".")
}

fn key_within(table: &DeTable<'_>, place: usize) -> Option<String> {
    table.iter().find_map(|(key, value)| {
        let inner = match value.get_ref() {
            DeValue::Table(table) => key_within(table, place),
            DeValue::Array(list) => list
                .iter()
                .filter_map(|item| item.get_ref().as_table())
                .find_map(|table| key_within(table, place)),
            _ => None,
        };
        let name = key.get_ref();
        let here = || is_here(key.span(), value, place).then(|| name.to_string());
        inner.map(|inner| format!("{name}.{inner}")).or_else(here)
    })
}

/// Whether a place lies in a key, its value, or the head of one of its tables.
fn is_here(key: Range<usize>, value: &Spanned<DeValue<'_>>, place: usize) -> bool {
    let heads = value.get_ref().as_array();
    let mut heads = heads.into_iter().flat_map(|list| list.iter());
    key.contains(&place)
        || value.span().contains(&place)
        || heads.any(|head| head.span().contains(&place))
}
