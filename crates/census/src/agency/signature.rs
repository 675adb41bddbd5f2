//! Signing the return off: what has to be done before, who signed and on what
//! records, and what differs since.

use holdfast_measures::written::Written;
use holdfast_workforce::date::in_words;
use holdfast_workforce::snapshot::Sequence;
use jiff::civil::{Date, DateTime};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::layout::{Content, Layout, LayoutSheet};
use super::{AgencyReturn, Compliance, Judgement, RuleId, State};

/// That a return was signed off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencySignature {
    /// Who signed it.
    pub by: String,
    /// When, by the clock on the wall.
    #[serde(deserialize_with = "moment")]
    pub at: DateTime,
    /// The number of the change up to which records, answers, rule book and
    /// layout were in it.
    pub records: Sequence,
    /// The SHA-256 of its sheets as CSV, in hexadecimal digits.
    pub sha256: String,
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    let written = Written::deserialize(deserializer)?;
    let advice = "is no day and time. Write it like 2026-02-27T09:30:00";
    let read = written.parse();
    read.map_err(|_: jiff::Error| D::Error::custom(format!("‘{}’ {advice}", written.0)))
}

impl Compliance {
    /// Judgements by which the rule was not kept and that nobody explains.
    pub fn unexplained(&self) -> usize {
        let is_open = |row: &&Judgement| row.state == State::NotKept && row.explanation.is_none();
        match self.explanation {
            Some(_) => 0,
            None => self.rows.iter().filter(is_open).count(),
        }
    }
}

impl AgencyReturn {
    /// What has to be done before the return can be signed off, in sentences:
    /// the quarter is over, and it is explained why a rule was not kept.
    pub fn left_to_do(&self, today: Date) -> Vec<String> {
        let last = self.quarter.last_day();
        let running =
            (today <= last).then(|| format!("The quarter runs until {}.", in_words(last)));
        let open = self.compliance.iter().filter_map(|it| {
            let what = match it.rule {
                RuleId::R1 => "answer or explain what is missing",
                _ => "explain why it was not kept",
            };
            match it.unexplained() {
                0 => None,
                1 => Some(format!("{}: {what} for 1 assignment.", it.rule)),
                many => Some(format!("{}: {what} for {many} assignments.", it.rule)),
            }
        });
        running.into_iter().chain(open).collect()
    }
}

/// A cell that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyDifference {
    /// The sheet’s name.
    pub sheet: String,
    /// The row, by what is known of it: `R2, Price cap`; empty where the sheet has one only.
    pub row: String,
    /// The heading of the column; empty where the whole row came or went.
    pub column: String,
    /// What stood there.
    pub before: Content,
    /// What stands there now.
    pub now: Content,
}

/// What differs between two returns in the cells of a layout, sheet by sheet.
pub fn differences(
    layout: &Layout,
    then: &AgencyReturn,
    now: &AgencyReturn,
) -> Vec<AgencyDifference> {
    let sheets = layout.sheet.iter();
    sheets
        .flat_map(|sheet| of_sheet(sheet, then, now))
        .collect()
}

/// A row with what makes it the same row, and what people call it.
struct Row {
    key: Vec<Content>,
    name: String,
    cells: Vec<Content>,
}

fn rows(sheet: &LayoutSheet, it: &AgencyReturn) -> Vec<Row> {
    let (key, name) = sheet.rows.identity();
    let keys = sheet.fields_of(it, key).into_iter();
    let names = sheet.fields_of(it, name).into_iter().map(|cells| {
        let words: Vec<_> = cells.iter().map(Content::to_string).collect();
        words.join(", ")
    });
    let cells = sheet.lay_out(it).rows;
    let rows = keys.zip(names).zip(cells);
    rows.map(|((key, name), cells)| Row { key, name, cells })
        .collect()
}

fn of_sheet(sheet: &LayoutSheet, then: &AgencyReturn, now: &AgencyReturn) -> Vec<AgencyDifference> {
    let (before, after) = (rows(sheet, then), rows(sheet, now));
    let mut found = Vec::new();
    let differs = |row: &Row, column: &str, before: &Content, now: &Content| AgencyDifference {
        sheet: sheet.title.clone(),
        row: row.name.clone(),
        column: column.to_owned(),
        before: before.clone(),
        now: now.clone(),
    };
    let (inside, outside) = (
        Content::Text("In the return".to_owned()),
        Content::Text("Not in the return".to_owned()),
    );
    for row in &before {
        let Some(same) = after.iter().find(|it| it.key == row.key) else {
            found.push(differs(row, "", &inside, &outside));
            continue;
        };
        for (column, (was, is)) in sheet.column.iter().zip(row.cells.iter().zip(&same.cells)) {
            if was != is {
                found.push(differs(same, &column.heading, was, is));
            }
        }
    }
    let came = after
        .iter()
        .filter(|row| !before.iter().any(|it| it.key == row.key));
    found.extend(came.map(|row| differs(row, "", &outside, &inside)));
    found
}
