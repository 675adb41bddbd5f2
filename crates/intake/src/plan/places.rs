//! Where records stand in files, so that what the checks find wrong with a
//! record is told at its row.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use holdfast_workforce::Finding;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Kind;
use jiff::civil::Date;

use crate::problem::{Place, Problem, shortened};
use crate::read::{Located, TableRows};
use crate::schema::{PostRow, Row};

/// The places of the records that a package names.
#[derive(Clone, Debug, Default)]
pub struct Places {
    records: HashMap<RecordId, Place>,
    terms: HashMap<RecordId, Vec<(Place, PostRow)>>,
    headings: HashMap<(Kind, Arc<str>, &'static str), String>,
    worked_out: HashMap<(Kind, Arc<str>, u64), String>,
    not_made: HashSet<RecordId>,
}

impl Places {
    /// Where a record stands; for a post, its first row.
    pub fn get(&self, id: RecordId) -> Option<&Place> {
        self.records.get(&id)
    }

    /// Whether the package names a record which could not be made. What the
    /// checks then say about records that refer to it is no news.
    pub fn is_missing(&self, id: RecordId) -> bool {
        self.not_made.contains(&id)
    }

    /// Learns what the files of a table call its columns, where they have
    /// names of their own for them.
    pub(super) fn learn<R: Row>(&mut self, table: &TableRows<R>) {
        for source in &table.sources {
            for (column, heading) in R::SCHEMA.columns.iter().zip(&source.headings) {
                let own = heading.as_ref().filter(|heading| *heading != column.name);
                if let Some(own) = own {
                    let key = (R::TABLE.kind(), Arc::clone(&source.file), column.name);
                    self.headings.insert(key, own.clone());
                }
            }
        }
    }

    /// Learns what the file itself has where a profile works out the FTE.
    pub(super) fn learn_own<R: Row>(&mut self, table: &TableRows<R>, row: &Located<R>) {
        let source = &table.sources[usize::from(row.source)];
        if let Some(own) = source.worked_out.get(&row.row) {
            let key = (
                R::TABLE.kind(),
                Arc::clone(&source.file),
                u64::from(row.row),
            );
            self.worked_out.insert(key, own.clone());
        }
    }

    pub(super) fn put(&mut self, id: RecordId, place: Place) {
        self.records.entry(id).or_insert(place);
    }

    pub(super) fn put_terms(
        &mut self,
        id: RecordId,
        table: &TableRows<PostRow>,
        row: &Located<PostRow>,
    ) {
        let place = table.place(row);
        self.put(id, place.clone());
        let terms = self.terms.entry(id).or_default();
        terms.push((place, row.value.clone()));
    }

    pub(super) fn not_made(&mut self, id: RecordId) {
        self.not_made.insert(id);
    }

    /// The row that a finding is about: of a post's rows, the one that holds
    /// the value found.
    fn of_finding(&self, finding: &Finding) -> Option<&Place> {
        let rows = self.terms.get(&finding.id).map_or(&[][..], Vec::as_slice);
        let holds = |(_, row): &&(Place, PostRow)| holds(row, finding.field, &finding.value);
        let place = rows.iter().find(holds).map(|(place, _)| place);
        place.or_else(|| self.records.get(&finding.id))
    }
}

fn holds(row: &PostRow, field: &str, value: &str) -> bool {
    let mut index = 0;
    let mut found = false;
    row.write(&mut |cell| {
        if PostRow::SCHEMA.columns[index].name == field {
            let in_words = cell.parse::<Date>().map(in_words);
            found = cell == value || in_words.is_ok_and(|words| words == value);
        }
        index += 1;
    });
    found
}

/// Tells a finding of the checks at the row of its record. A record that no
/// file names is told by its kind alone.
pub fn problem_of(finding: &Finding, places: &Places) -> Problem {
    let place = places.of_finding(finding);
    let file = place.map_or_else(|| "on record".to_owned(), |place| place.file.to_string());
    let own = place.and_then(|place| {
        let key = (finding.kind, Arc::clone(&place.file), finding.field);
        places.headings.get(&key)
    });
    let stated = place.filter(|_| finding.field == "fte").and_then(|place| {
        let key = (finding.kind, Arc::clone(&place.file), place.row);
        places.worked_out.get(&key)
    });
    let value = stated.map_or(finding.value.as_str(), String::as_str);
    Problem {
        severity: finding.severity,
        file,
        row: place.map(|place| place.row),
        column: Some(own.map_or(finding.field, String::as_str).to_owned()),
        value: Some(shortened(value)).filter(|value| !value.is_empty()),
        rule: finding.rule,
        message: match place {
            Some(_) => finding.message.clone(),
            None => format!("{}: {}", finding.kind.name(), finding.message),
        },
        advice: finding.advice.clone(),
    }
}

/// Tells all findings of the checks, but for those that only follow from rows
/// which could not be read and are told already.
pub fn problems_of(findings: &[Finding], places: &Places) -> Vec<Problem> {
    let follows = |finding: &&Finding| {
        let missing = finding.value.parse().is_ok_and(|id| places.is_missing(id));
        finding.rule == "reference-to-nothing" && missing
    };
    let told = findings.iter().filter(|finding| !follows(finding));
    told.map(|finding| problem_of(finding, places)).collect()
}
