//! Publications: the figures of a month as they were published, with their
//! definitions and a fingerprint of the rows beneath, and what was restated
//! since.
//!
//! What was published never changes. When records are corrected afterwards, the
//! figures are computed anew and set beside the published ones, with the rows
//! that came, went or changed.

mod behind;
mod publish;

use std::collections::BTreeMap;

use holdfast_reference::Releases;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::month_end;
use holdfast_workforce::{CodeSet as _, Sequence};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use behind::{Behind, records_behind};
pub use publish::{CannotPublish, publish};

use crate::definition::Measure;
use crate::figure::{Figure, Part, Row, Scope, Subject, for_people};
use crate::formula::Component;
use crate::ledger::Ledger;
use crate::scorecard::{CardRow, Scorecard, Status, Words, card};
use crate::value::{Quantity, Ratio, Value};

/// The figures of a month as they were published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// The name of the scorecard.
    pub title: String,
    /// The last day of the month.
    pub at: Date,
    /// The service.
    pub service: Service,
    /// The number of the last change when it was published.
    pub as_of: Sequence,
    /// The groups of the scorecard: heading, and the keys of its measures.
    pub groups: Vec<FrozenGroup>,
    /// Every figure: those of the scorecard and all other measures.
    pub figures: Vec<Frozen>,
    /// What the scorecard told in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Words>,
}

/// A group of the scorecard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenGroup {
    /// Its heading.
    pub title: String,
    /// The keys of its measures.
    pub measures: Vec<String>,
}

/// A figure as it was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    /// The key of the measure.
    pub measure: String,
    /// What it was called.
    pub label: String,
    /// The definition in words, as it was then.
    pub definition: String,
    /// How the value followed from its parts, as it was then.
    pub formula: String,
    /// The unit.
    pub unit: String,
    /// The date or year, as people read it.
    pub period: String,
    /// The value as it was shown: rounded, or a symbol.
    pub value: String,
    /// The exact value; nothing where a symbol was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<Ratio>,
    /// What it was made of: name and amount; nothing where a symbol was shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(String, String)>,
    /// Where the numbers came from.
    pub source: String,
    /// What a reader had to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The fingerprint of the rows beneath.
    pub fingerprint: String,
    /// The target in words, and its status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<(String, String)>,
    /// The peers: name, value, release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<FrozenPeer>,
}

/// The value of a peer as it stood beside a published figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPeer {
    /// What it was called.
    pub name: String,
    /// The value as it was shown.
    pub value: String,
    /// The release, where it is one area's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

impl Publication {
    /// Freezes the figures of the month that holds a day.
    pub fn freeze(
        ledger: &Ledger<'_>,
        releases: &Releases,
        scorecard: &Scorecard,
        day: Date,
    ) -> Self {
        let at = month_end(day);
        let other = of_another_service(ledger, scorecard.service);
        let ledger = other.as_ref().unwrap_or(ledger);
        let card = card(ledger, releases, scorecard, at);
        let peers: Vec<_> = card.peers.iter().map(|peer| peer.label()).collect();
        let on_card: BTreeMap<Measure, &CardRow> = card
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| (row.course.now.measure, row))
            .collect();
        let reckoning = ledger.reckon(Scope::of(ledger.service), at);
        let figures = Measure::ALL
            .iter()
            .map(|measure| match on_card.get(measure) {
                Some(row) => with_company(Frozen::of(&row.course.now), row, &peers),
                None => Frozen::of(&reckoning.figure(*measure)),
            });
        Self {
            words: card.words,
            title: card.title,
            at,
            service: scorecard.service,
            as_of: ledger.workforce.as_of(),
            figures: figures.collect(),
            groups: scorecard
                .groups
                .iter()
                .map(|group| FrozenGroup {
                    title: group.title.clone(),
                    measures: group
                        .lines
                        .iter()
                        .map(|line| line.measure.key().to_owned())
                        .collect(),
                })
                .collect(),
        }
    }

    /// Reads a publication from the text that was stored.
    ///
    /// # Errors
    /// When the text is none.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Writes the publication as text, to be stored.
    pub fn write(&self) -> String {
        // Strings, numbers and lists always write.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The figure of a measure.
    pub fn figure(&self, key: &str) -> Option<&Frozen> {
        self.figures.iter().find(|figure| figure.measure == key)
    }

    /// What the publication is called: `children-2025-03`.
    pub fn reference(service: Service, day: Date) -> String {
        format!("{}-{}", service.code(), day.strftime("%Y-%m"))
    }

    /// The published figures beside those of the records as they are now, where
    /// they differ in value or in the rows beneath.
    pub fn restated(&self, now: &Ledger<'_>) -> Vec<Restated<'_>> {
        let other = of_another_service(now, self.service);
        let now = other.as_ref().unwrap_or(now);
        let reckoning = now.reckon(Scope::of(now.service), self.at);
        self.figures
            .iter()
            .filter_map(|frozen| {
                let figure = reckoning.figure(measure_of(frozen)?);
                let restated = Restated {
                    value_changed: published_value(&figure) != frozen.value,
                    rows_changed: figure.fingerprint() != frozen.fingerprint,
                    definition_changed: definition(&figure) != frozen.definition
                        || formula(&figure) != frozen.formula,
                    frozen,
                    now: figure,
                };
                restated.is_any().then_some(restated)
            })
            .collect()
    }

    /// The published figures whose measure is no longer defined, so that they
    /// cannot be computed anew.
    pub fn no_longer_defined(&self) -> Vec<&Frozen> {
        let all = self.figures.iter();
        all.filter(|frozen| measure_of(frozen).is_none()).collect()
    }
}

/// The ledger of a service, where the one at hand is of another: figures must
/// be of the service whose name they bear.
fn of_another_service<'w>(ledger: &Ledger<'w>, service: Service) -> Option<Ledger<'w>> {
    let is_other = ledger.service != Some(service);
    is_other.then(|| Ledger::new(ledger.workforce, Some(service)))
}

/// The measure of the very name: one that people might mean by it is another.
fn measure_of(frozen: &Frozen) -> Option<Measure> {
    let mut all = Measure::ALL.iter().copied();
    all.find(|it| it.key() == frozen.measure)
}

impl Frozen {
    fn of(figure: &Figure) -> Self {
        let hidden = figure.disclosure.is_some();
        let notes = figure
            .disclosure
            .map(|symbol| format!("{}.", symbol.label()));
        Self {
            measure: figure.measure.key().to_owned(),
            label: figure.measure.label().to_owned(),
            definition: definition(figure),
            formula: formula(figure),
            unit: figure.measure.unit().label().to_owned(),
            period: figure.period(),
            value: published_value(figure),
            exact: figure.value.ratio().filter(|_| !hidden),
            parts: match hidden {
                true => Vec::new(),
                false => figure.parts.iter().filter_map(|part| known(part)).collect(),
            },
            source: figure.source.in_words(),
            notes: figure.notes.iter().cloned().chain(notes).collect(),
            fingerprint: figure.fingerprint(),
            target: None,
            peers: Vec::new(),
        }
    }
}

impl Frozen {
    /// A value of this measure, published or not, with the unit of the
    /// publication; a symbol has none.
    pub fn with_unit(&self, value: &str) -> String {
        let is_number = value.ends_with(|letter: char| letter.is_ascii_digit());
        match (is_number, self.unit.as_str()) {
            (false, _) => value.to_owned(),
            (true, "%") => format!("{}%", for_people(value)),
            (true, unit) => format!("{} {unit}", for_people(value)),
        }
    }
}

fn known(part: &Part) -> Option<(String, String)> {
    let amount = part.amount.as_ref().ok()?;
    Some((part.component.label().to_owned(), amount.to_string()))
}

fn definition(figure: &Figure) -> String {
    figure.measure.definition().meaning.to_owned()
}

fn formula(figure: &Figure) -> String {
    figure.measure.definition().formula.in_words()
}

/// The value as it may be shown to everybody: the symbol where too few people
/// are behind it.
pub fn published_value(figure: &Figure) -> String {
    match figure.disclosure {
        Some(symbol) => symbol.to_string(),
        None => figure.rounded(),
    }
}

fn with_company(frozen: Frozen, row: &CardRow, peers: &[String]) -> Frozen {
    let places = row.course.now.measure.unit().places();
    let notes = frozen.notes.into_iter();
    Frozen {
        notes: notes.chain(row.footnote.clone()).collect(),
        target: row.target.map(|state| {
            let target = state.target.in_words(row.course.now.measure);
            // That a target is met would bound a value that is hidden.
            let status = match row.course.now.disclosure {
                Some(_) => Status::CannotTell,
                None => state.status,
            };
            (target, status.label().to_owned())
        }),
        peers: peers
            .iter()
            .zip(&row.peers)
            .filter_map(|(name, value)| {
                let value = value.as_ref()?;
                Some(FrozenPeer {
                    name: name.clone(),
                    value: value.value.rounded(places),
                    release: value.release.clone(),
                })
            })
            .collect(),
        ..frozen
    }
}

/// A published figure that the records of now no longer give as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Restated<'p> {
    /// As it was published.
    pub frozen: &'p Frozen,
    /// As the records give it now.
    pub now: Figure,
    /// Whether the value that is shown differs.
    pub value_changed: bool,
    /// Whether the rows beneath differ.
    pub rows_changed: bool,
    /// Whether the definition is another.
    pub definition_changed: bool,
}

impl Restated<'_> {
    fn is_any(&self) -> bool {
        self.value_changed || self.rows_changed || self.definition_changed
    }
}

/// How the rows beneath a figure differ from those beneath an earlier one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowChanges {
    /// Rows that are no longer there.
    pub gone: Vec<(Component, Row)>,
    /// Rows that were not there.
    pub new: Vec<(Component, Row)>,
    /// Rows that add another amount: before, now.
    pub changed: Vec<(Component, Row, Row)>,
}

/// Compares the rows of a figure with those of the same measure computed from
/// the records as they were.
pub fn row_changes(before: &Figure, now: &Figure) -> RowChanges {
    let (before, mut now) = (rows_by_subject(before), rows_by_subject(now));
    let mut changes = RowChanges::default();
    for (key, row) in before {
        match now.remove(&key) {
            None => changes.gone.push((key.0, row)),
            Some(later) if later.amount != row.amount => {
                changes.changed.push((key.0, row, later));
            }
            Some(_) => {}
        }
    }
    changes.new = now.into_iter().map(|(key, row)| (key.0, row)).collect();
    changes
}

type RowKey = (Component, Subject);

/// One row for each record of each part: the amounts of several are added.
fn rows_by_subject(figure: &Figure) -> BTreeMap<RowKey, Row> {
    let mut found: BTreeMap<RowKey, Row> = BTreeMap::new();
    for part in &figure.parts {
        for row in &part.rows {
            let key = (part.component, row.subject);
            let sum: Quantity = found.get(&key).map_or(Quantity::ZERO, |it| it.amount);
            found.insert(
                key,
                Row {
                    amount: sum + row.amount,
                    ..*row
                },
            );
        }
    }
    found
}

/// A value that was printed before: a number with or without its unit, or one
/// of the symbols.
pub fn printed_value(text: &str) -> Option<Value> {
    use holdfast_reference::Symbol;
    let text = text.trim();
    if let Some(symbol) = Symbol::from_code(text) {
        return Some(Value::Symbol(symbol));
    }
    let digits = text.trim_end_matches(['%', '*']).trim().replace(',', "");
    let quantity: Quantity = digits.parse().ok()?;
    Some(Value::Exact(Ratio::of(quantity)))
}

#[cfg(test)]
mod tests;
