//! Every number of a scenario by its path, as people read and change it:
//! for tables of assumptions, and for forms that need no TOML.

mod labels;
mod reading;
#[cfg(test)]
mod tests;

use toml::{Table, Value};

use crate::Scenario;
use crate::adjust::{AdjustError, CALLED, find, is_called, is_value, number};
use crate::uncertain::{Change, Evidence, Shape, Uncertain};

pub use labels::Measured;
pub use reading::{read, rounded, written};

/// A number of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its path, see [`crate::adjust`].
    pub path: String,
    /// What it belongs to, such as `Intake: NIPE`.
    pub group: String,
    /// What it is.
    pub label: String,
    /// In what it is counted.
    pub measured: Measured,
    /// Its distribution; nothing where it is estimated from the records.
    pub shape: Option<Shape>,
    /// Where it comes from, where that is said.
    pub source: Option<Evidence>,
    /// Why this value.
    pub because: String,
}

/// Every number of a scenario, part by part in the order of [`Scenario`]. `name` gives the name
/// of a role for the word by which the scenario calls it.
pub fn values(scenario: &Scenario, name: &dyn Fn(&str) -> String) -> Vec<Named> {
    let mut found = Found {
        name,
        values: Vec::new(),
    };
    if let Ok(text) = toml::from_str::<Table>(&scenario.write()) {
        found.table(&text, &Place::default());
    }
    found.values.sort_by_key(|value| labels::rank(&value.path));
    found.values
}

/// A table of the scenario that is being read.
#[derive(Clone, Default)]
struct Place {
    /// Its keys from the top, without names.
    keys: Vec<String>,
    path: String,
    group: String,
}

impl Place {
    fn below(&self, key: &str, part: &str) -> Self {
        let mut below = self.clone();
        below.keys.push(key.to_owned());
        if !below.path.is_empty() {
            below.path.push('.');
        }
        below.path.push_str(part);
        below
    }
}

struct Found<'a> {
    name: &'a dyn Fn(&str) -> String,
    values: Vec<Named>,
}

impl Found<'_> {
    fn table(&mut self, table: &Table, place: &Place) {
        for (key, value) in table {
            let below = place.below(key, key);
            match value {
                Value::Integer(_) | Value::Float(_) => self.value(table, value, key, place),
                Value::Table(inner) if is_value(inner) => self.value(table, value, key, place),
                Value::String(_) if key == "rate" => self.value(table, value, key, place),
                Value::Table(inner) => {
                    let group = labels::section(&below.keys);
                    self.table(inner, &Place { group, ..below });
                }
                Value::Array(items) => self.items(items, key, place),
                _ => {}
            }
        }
    }

    fn items(&mut self, items: &[Value], key: &str, place: &Place) {
        for (nth, item) in items.iter().enumerate() {
            let Value::Table(table) = item else { continue };
            let mut below = place.below(key, &part(items, nth));
            below.path = [place.path.as_str(), key, &part(items, nth)]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(".");
            let section = labels::section(&below.keys);
            let about = labels::about(table, self.name);
            below.group = match about.as_str() {
                "" => section,
                // Its name says what it is already.
                about if about.starts_with(&section) => about.to_owned(),
                about => format!("{section}: {about}"),
            };
            self.table(table, &below);
        }
    }

    fn value(&mut self, owner: &Table, written: &Value, key: &str, place: &Place) {
        let uncertain = Uncertain::<Change>::from_written(written.clone()).ok();
        let is_told = matches!(written, Value::Table(_));
        let section = place.keys.last().map_or("", String::as_str);
        // What are only numbers may share the source of their table.
        let shared = owner.get("source").and_then(Value::as_str);
        let shared = Evidence::ALL
            .into_iter()
            .find(|it| Some(it.key()) == shared);
        self.values.push(Named {
            path: place.below(key, key).path,
            group: match place.group.is_empty() {
                true => "The plan".to_owned(),
                false => place.group.clone(),
            },
            label: labels::label(section, key),
            measured: labels::measured(section, key, owner),
            shape: uncertain.as_ref().map(|value| value.shape),
            source: match &uncertain {
                None => Some(Evidence::Records),
                Some(value) if is_told => Some(value.source),
                Some(_) => shared,
            },
            because: uncertain.map_or_else(
                || "estimated for each group, see the table of rates".to_owned(),
                |value| value.because,
            ),
        });
    }
}

/// By which an item of a list is called in a path: its name, where no other
/// has the same, or its place from 1.
fn part(items: &[Value], nth: usize) -> String {
    let item = &items[nth];
    let name = CALLED
        .iter()
        .find_map(|key| item.get(*key).and_then(Value::as_str));
    let alone = |name: &&str| {
        let same = items.iter().filter(|item| is_called(item, name));
        !name.contains('.') && same.count() == 1
    };
    name.filter(alone)
        .map_or_else(|| (nth + 1).to_string(), str::to_owned)
}

/// The scenario with another distribution at a path, as somebody's judgement;
/// none where it is to be estimated from the records. Without a reason it says
/// what stood there before.
///
/// # Errors
/// Where the path leads nowhere, to no number, or the value is not allowed.
pub fn reshaped(
    scenario: &Scenario,
    path: &str,
    shape: Option<Shape>,
    because: &str,
) -> Result<Scenario, AdjustError> {
    let told = put(scenario, path, |old| {
        let because = match because.trim() {
            "" => before(old),
            given => given.to_owned(),
        };
        told(shape, Evidence::Judgement, because)
    });
    match (told, shape) {
        // Some numbers are only numbers.
        (Err(AdjustError::Refused { .. }), Some(Shape::Fixed(value))) => {
            let put = put(scenario, path, |_| Ok(number(value)))?;
            Ok(without_shared_source(put, path))
        }
        (told, _) => told,
    }
}

/// The scenario without the source of a table of which a number was changed.
fn without_shared_source(mut scenario: Scenario, path: &str) -> Scenario {
    if path.starts_with("shocks.") {
        scenario.shocks.source = None;
    }
    scenario
}

/// The scenario with a distribution at a path, and where it comes from and why.
///
/// # Errors
/// As [`reshaped`], and where the number is one that has no source.
pub fn evidenced(
    scenario: &Scenario,
    path: &str,
    shape: Shape,
    source: Evidence,
    because: &str,
) -> Result<Scenario, AdjustError> {
    put(scenario, path, |_| {
        told(Some(shape), source, because.trim().to_owned())
    })
}

/// Whether a number can say where it comes from: some are only numbers.
pub fn has_evidence(scenario: &Scenario, value: &Named) -> bool {
    let told = |shape| evidenced(scenario, &value.path, shape, Evidence::Paper, "");
    value.shape.is_none_or(|shape| told(shape).is_ok())
}

fn put(
    scenario: &Scenario,
    path: &str,
    change: impl FnOnce(&Value) -> Result<Value, String>,
) -> Result<Scenario, AdjustError> {
    let refused = |why: String| AdjustError::Refused {
        path: path.to_owned(),
        value: "This".to_owned(),
        why,
    };
    let mut text: Value =
        toml::from_str(&scenario.write()).map_err(|error| refused(error.message().to_owned()))?;
    let place = find(&mut text, path)?;
    *place = change(place).map_err(refused)?;
    crate::adjust::read(&text).map_err(refused)
}

/// A value as a table, with its source and reason.
fn told(shape: Option<Shape>, source: Evidence, because: String) -> Result<Value, String> {
    let Some(shape) = shape else {
        return Ok(Value::String("records".to_owned()));
    };
    let value = Uncertain::<Change>::new(shape).map_err(|error| error.to_string())?;
    Value::try_from(value.from_source(source, because)).map_err(|error| error.to_string())
}

/// Why a distribution can't stand at a number, in the unit in which people
/// read it.
pub fn refusal(value: &Named, shape: Option<Shape>, error: &AdjustError) -> String {
    let AdjustError::Refused { why, .. } = error else {
        return error.to_string();
    };
    let is_share = |part: &f64| (0.0..=1.0).contains(part);
    let is_outside = shape.is_some_and(|shape| !shape.numbers().iter().all(is_share));
    match value.measured.suffix {
        "%" if is_outside && value.measured.scale != 1.0 => {
            "write a percentage from 0 to 100, such as 12".to_owned()
        }
        _ => why.trim_end_matches('.').to_owned(),
    }
}

fn before(old: &Value) -> String {
    match Uncertain::<Change>::from_written(old.clone()) {
        Ok(value) if matches!(old, Value::Table(_)) => {
            format!("in place of {} ({})", value.shape, value.source.in_words())
        }
        Ok(value) => format!("in place of {}", value.shape),
        Err(_) => "in place of the rate from the records".to_owned(),
    }
}
