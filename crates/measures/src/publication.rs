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

use holdfast_reference::{AuthorityNumber, Releases};
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::month_end;
use holdfast_workforce::{CodeSet as _, Sequence};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use behind::{Behind, records_behind};
pub use publish::{CannotPublish, publish};

use crate::definition::Measure;
use crate::figure::{Figure, Part, Row, Scope, Subject};
use crate::formula::Component;
use crate::ledger::Ledger;
use crate::scorecard::{CardRow, Scorecard, card};
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
        council: Option<AuthorityNumber>,
        scorecard: &Scorecard,
        day: Date,
    ) -> Self {
        let at = month_end(day);
        let card = card(ledger, releases, council, scorecard, at);
        let peers: Vec<_> = card.peers.iter().map(|peer| peer.label()).collect();
        let on_card: BTreeMap<Measure, &CardRow> = card
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| (row.now.measure, row))
            .collect();
        let reckoning = ledger.reckon(Scope::of(ledger.service), at);
        let figures = Measure::ALL
            .iter()
            .map(|measure| match on_card.get(measure) {
                Some(row) => with_company(Frozen::of(&row.now), row, &peers),
                None => Frozen::of(&reckoning.figure(*measure)),
            });
        Self {
            title: card.title.clone(),
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
        let reckoning = now.reckon(Scope::of(now.service), self.at);
        self.figures
            .iter()
            .filter_map(|frozen| {
                let figure = reckoning.figure(frozen.measure.parse().ok()?);
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
    let places = row.now.measure.unit().places();
    Frozen {
        target: row.target.map(|state| {
            let target = state.target.in_words(row.now.measure);
            (target, state.status.label().to_owned())
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
mod tests {
    use super::*;
    use holdfast_workforce::codes::OrganisationRole;
    use holdfast_workforce::fixture::{Council, fte};
    use holdfast_workforce::record::{Assignment, Role};
    use jiff::civil::date;

    fn council() -> (Council, holdfast_workforce::fixture::Worker) {
        let mut council = Council::new();
        council.edit::<Role>(council.role, |role| {
            role.organisation_role = Some(OrganisationRole::CaseHolder);
        });
        let post = council.post("P1");
        let worker = council.holder("Ada", post);
        council.post("P2");
        (council, worker)
    }

    fn freeze(council: &Council) -> Publication {
        let workforce = council.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        Publication::freeze(
            &ledger,
            Releases::shipped(),
            None,
            &Scorecard::starter(Service::Children),
            date(2022, 3, 9),
        )
    }

    #[test]
    fn a_publication_reads_back_as_it_was_written() {
        let (council, _) = council();
        let publication = freeze(&council);
        assert_eq!(publication.at, date(2022, 3, 31));
        // One vacant post beside one that is held: 1 / (1 + 1).
        let vacancy = publication.figure("vacancy_rate").expect("frozen");
        assert_eq!(
            (vacancy.value.as_str(), vacancy.period.as_str()),
            ("50.0", "31 March 2022")
        );
        let read = Publication::read(&publication.write()).expect("reads");
        assert_eq!(read, publication);
    }

    #[test]
    fn nothing_is_restated_while_the_records_stay() {
        let (council, _) = council();
        let publication = freeze(&council);
        let workforce = council.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        assert_eq!(publication.restated(&ledger), Vec::new());
    }

    #[test]
    fn a_correction_of_the_past_is_restated_with_the_row_that_changed() {
        let (mut council, worker) = council();
        let publication = freeze(&council);
        let before = council.workforce();
        let before = Ledger::new(&before, Some(Service::Children))
            .figure(Measure::VacancyRate, publication.at);
        council.edit::<Assignment>(worker.assignment, |it| it.fte = fte("0.6"));
        let workforce = council.workforce();
        let ledger = Ledger::new(&workforce, Some(Service::Children));
        let restated = publication.restated(&ledger);
        let vacancy = restated
            .iter()
            .find(|it| it.now.measure == Measure::VacancyRate)
            .expect("restated");
        // Now 0.4 + 1 vacant beside 0.6 held: 1.4 / 2.0.
        assert_eq!(vacancy.frozen.value, "50.0");
        assert_eq!(vacancy.now.rounded(), "70.0");
        let changes = row_changes(&before, &vacancy.now);
        assert_eq!(changes.changed.len(), 1);
        assert_eq!(changes.new.len(), 1);
        assert_eq!(changes.gone.len(), 0);
    }

    #[test]
    fn printed_values_are_read_with_their_signs() {
        let read = |text| printed_value(text).map(|it| it.rounded(1));
        assert_eq!(read("0%*").as_deref(), Some("0.0"));
        assert_eq!(read("2,193").as_deref(), Some("2193.0"));
        assert_eq!(read("x").as_deref(), Some("x"));
        assert_eq!(read("N/A"), None);
    }
}
