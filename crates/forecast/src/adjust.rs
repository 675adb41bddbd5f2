//! A scenario with one value changed, named by its path: `intake.NIPE.size`.
//!
//! A path is made of keys; where a key holds several tables, the next part names
//! one of them by its `name`, `id` or `kind`, or by its place from 1.

use holdfast_measures::written::{MEND, Problem};
use toml::Value;

use crate::Scenario;
use crate::uncertain::Evidence;

/// Why a value can't be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdjustError {
    /// There is no such key.
    #[error("The scenario has no ‘{part}’ in ‘{path}’. {advice}")]
    NoKey {
        /// The whole path.
        path: String,
        /// The part that isn't there.
        part: String,
        /// What is.
        advice: String,
    },
    /// What stands there is no number.
    #[error("‘{path}’ is no number. Name a value such as intake.NAME.size or attrition.rate.")]
    NoNumber {
        /// The path.
        path: String,
    },
    /// The number is not allowed there.
    #[error("{value} can’t stand at ‘{path}’: {why}")]
    Refused {
        /// The path.
        path: String,
        /// The number.
        value: String,
        /// Why not.
        why: String,
    },
}

/// The scenario with another number at a path. A range or distribution there
/// becomes that number.
///
/// # Errors
/// Where the path leads nowhere, to no number, or the number is not allowed.
pub fn adjusted(scenario: &Scenario, path: &str, value: f64) -> Result<Scenario, AdjustError> {
    let refused = |why: String| AdjustError::Refused {
        path: path.to_owned(),
        value: value.to_string(),
        why,
    };
    let mut text: Value =
        toml::from_str(&scenario.write()).map_err(|error| refused(error.message().to_owned()))?;
    let place = match find(&mut text, path) {
        Ok(place) => place,
        // A key that is left out, because it stands at its default, can be set.
        Err(missing) => {
            add(&mut text, path, value).ok_or_else(|| missing.clone())?;
            return match read(&text) {
                Err(why) if why.contains("unknown field") => Err(missing),
                found => found.map_err(refused),
            };
        }
    };
    *place = match place {
        Value::Integer(_) => number(value),
        Value::Float(_) => Value::Float(value),
        Value::Table(table) if is_value(table) => fixed(table, value),
        Value::String(_) if path.ends_with("rate") => Value::Float(value),
        _ => {
            return Err(AdjustError::NoNumber {
                path: path.to_owned(),
            });
        }
    };
    read(&text).map_err(refused)
}

/// Reads the text as a scenario; or says everything that is wrong with it.
pub(crate) fn read(text: &Value) -> Result<Scenario, String> {
    let text = toml::to_string(text).map_err(|error| error.to_string())?;
    Scenario::read(&text).map_err(|problems| told(&problems))
}

/// What is wrong with a value, for whoever does not see the text: without how
/// to mend the text, and without what the parser found there.
pub(crate) fn told(problems: &[Problem]) -> String {
    let told = |problem: &Problem| {
        let what = problem.what.trim_end_matches(MEND).trim_end();
        match what.contains("expected a whole number") {
            true => "it has to be one whole number, not below 0.".to_owned(),
            false => what.to_owned(),
        }
    };
    problems.iter().map(told).collect::<Vec<_>>().join(" ")
}

/// A number as a text has it: whole numbers without a point, which keys for
/// whole numbers and for all others take.
pub(crate) fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value.fract() == 0.0 && value.abs() <= EXACT {
        true => Value::Integer(value as i64),
        false => Value::Float(value),
    }
}

/// Adds a number under a path whose last key isn't there; nothing where the
/// table that it belongs in isn't there either.
fn add(text: &mut Value, path: &str, value: f64) -> Option<()> {
    let (table, key) = match path.rsplit_once('.') {
        Some((parent, key)) => (find(text, parent).ok()?, key),
        None => (text, path),
    };
    table.as_table_mut()?.insert(key.to_owned(), number(value));
    Some(())
}

/// The number that stands at a path now: the mean of what is uncertain.
///
/// # Errors
/// Where the path leads nowhere or to no number.
pub fn at(scenario: &Scenario, path: &str) -> Result<f64, AdjustError> {
    let mut text: Value =
        toml::from_str(&scenario.write()).map_err(|error| AdjustError::Refused {
            path: path.to_owned(),
            value: String::new(),
            why: error.message().to_owned(),
        })?;
    let none = || AdjustError::NoNumber {
        path: path.to_owned(),
    };
    match find(&mut text, path)? {
        Value::Integer(value) => Ok(*value as f64),
        Value::Float(value) => Ok(*value),
        written => {
            crate::uncertain::Uncertain::<crate::uncertain::Change>::from_written(written.clone())
                .map(|value| value.mean())
                .map_err(|_| none())
        }
    }
}

/// Whether a table is a value with its source.
pub(crate) fn is_value(table: &toml::Table) -> bool {
    ["value", "low", "mean"]
        .iter()
        .any(|key| table.contains_key(*key))
}

fn fixed(table: &toml::Table, value: f64) -> Value {
    let mut fixed = toml::Table::new();
    fixed.insert("value".to_owned(), Value::Float(value));
    let because = table.get("because").cloned();
    fixed.extend(because.map(|because| ("because".to_owned(), because)));
    let source = Value::try_from(Evidence::Judgement).ok();
    fixed.extend(source.map(|source| ("source".to_owned(), source)));
    Value::Table(fixed)
}

pub(crate) fn find<'a>(text: &'a mut Value, path: &str) -> Result<&'a mut Value, AdjustError> {
    let mut place = text;
    for part in path.split('.') {
        let known = names(place);
        let next = match place {
            Value::Table(table) => table.get_mut(part),
            Value::Array(items) => {
                // A name goes before a place, which a name may look like.
                let named = items.iter().position(|item| is_called(item, part));
                let nth = part.parse().ok().and_then(|nth: usize| nth.checked_sub(1));
                named.or(nth).and_then(|nth| items.get_mut(nth))
            }
            _ => None,
        };
        place = next.ok_or_else(|| AdjustError::NoKey {
            path: path.to_owned(),
            part: part.to_owned(),
            advice: holdfast_workforce::nearest::did_you_mean(
                part,
                known.iter().map(String::as_str),
            )
            .unwrap_or_else(|| format!("There is: {}.", known.join(", "))),
        })?;
    }
    Ok(place)
}

/// By what a table among several is called.
pub(crate) const CALLED: [&str; 4] = ["name", "id", "kind", "role"];

pub(crate) fn is_called(item: &Value, part: &str) -> bool {
    CALLED
        .iter()
        .any(|key| item.get(*key).and_then(Value::as_str) == Some(part))
}

fn names(place: &Value) -> Vec<String> {
    match place {
        Value::Table(table) => table.keys().cloned().collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(nth, item)| {
                let called = CALLED
                    .iter()
                    .find_map(|key| item.get(*key).and_then(Value::as_str));
                called.map_or_else(|| (nth + 1).to_string(), str::to_owned)
            })
            .collect(),
        _ => Vec::new(),
    }
}
