//! What a check finds, and how a rule tells it.

use std::collections::BTreeMap;

use holdfast_workforce::registration::as_registered;
use jiff::civil::Date;
use serde::Serialize;

use crate::block::{Block, Cell, Place};
use crate::item::Item;
use crate::rule::{Rule, Severity};
use crate::summary::Entry;
use crate::worker::{RecordKind, Worker};

/// The record that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RecordName {
    /// Its place among the workers of the file, counted from one; nought for a
    /// worker who is in last year’s file alone.
    pub number: u32,
    /// The Social Work England number as it stands; empty where there is none.
    pub registration: String,
    /// Which kind of record it is.
    pub kind: RecordKind,
    /// What tells a record without a number from others, so that each has its own
    /// explanations: `born 1985-03-24, joined 2016-09-05`. An agency worker’s says
    /// neither, so it is the place in the file: `record 31`. Empty where there is a number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stand_in: String,
}

impl RecordName {
    pub(crate) fn new(
        number: u32,
        registration: &str,
        kind: RecordKind,
        [born, joined]: [Option<Date>; 2],
    ) -> Self {
        let said = [("born", born), ("joined", joined)];
        let dates = said.map(|(what, day)| day.map(|day| format!("{what} {day}")));
        let dates: Vec<_> = dates.into_iter().flatten().collect();
        Self {
            number,
            registration: shortened(registration),
            kind,
            stand_in: match (registration.is_empty(), dates.is_empty()) {
                (false, _) => String::new(),
                (true, true) => format!("record {number}"),
                (true, false) => dates.join(", "),
            },
        }
    }

    /// Which record of the file it is, in words.
    pub fn whereabouts(&self) -> String {
        match self.number {
            0 => "a record of last year’s return".to_owned(),
            number => format!("record {number}"),
        }
    }
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule’s id. Ours; the department’s are not known.
    pub rule: &'static str,
    /// Whether it must be mended or may be explained.
    pub severity: Severity,
    /// The worker’s record; nothing for the header, the authority and the file as a whole.
    pub record: Option<RecordName>,
    /// The element.
    pub element: String,
    /// What stands there.
    pub value: String,
    /// What is wrong, and why.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Where it stands, where the return was read from a file.
    pub place: Option<Place>,
}

impl Finding {
    /// What stays the same when the finding recurs, in another file or year: rule, worker,
    /// element. Explanations are kept by it.
    pub fn key(&self) -> FindingKey {
        FindingKey {
            rule: self.rule.to_owned(),
            registration: self.record.as_ref().map_or_else(String::new, |record| {
                match record.registration.is_empty() {
                    true => record.stand_in.clone(),
                    false => as_registered(&record.registration).into_owned(),
                }
            }),
            element: self.element.clone(),
        }
    }
}

/// By what a finding is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
pub struct FindingKey {
    /// The rule’s id.
    pub rule: String,
    /// The worker’s Social Work England number, or what stands in for it
    /// ([`RecordName::stand_in`]); empty for the file as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub registration: String,
    /// The element.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub element: String,
}

/// So many findings of one rule are kept; all are counted. A council’s file
/// never comes near, and no file can fill the memory.
pub const KEPT_OF_A_RULE: usize = 10_000;

/// So many findings of all rules together are kept, but for the first
/// [`KEPT_WHATEVER`] of each and those of the file as a whole.
pub const KEPT_OF_ALL: usize = 50_000;

/// So many findings of each rule are kept however many others there are: what one
/// rule finds never hides what another does.
pub const KEPT_WHATEVER: usize = 100;

/// Everything that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The findings, in the order of the file; of each rule the first
    /// [`KEPT_OF_A_RULE`], and [`KEPT_OF_ALL`] together; those of the file as a whole
    /// always.
    pub all: Vec<Finding>,
    counts: BTreeMap<&'static str, (Severity, usize)>,
}

impl Findings {
    /// How many findings of a severity there are, kept or not.
    pub fn count(&self, severity: Severity) -> usize {
        let counts = self.counts.values();
        counts
            .filter(|(found, _)| *found == severity)
            .map(|(_, count)| count)
            .sum()
    }

    /// The rules that found something, and how often.
    pub fn by_rule(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.counts.iter().map(|(rule, (_, count))| (*rule, *count))
    }

    /// Whether nothing was found that must be mended.
    pub fn has_no_error(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// Adds a finding, or counts it where there are very many of its rule.
    pub(crate) fn push(&mut self, finding: Finding) {
        let of_rule = self.count_more(finding.rule, finding.severity, 1);
        let is_of_file = finding.record.is_none() && finding.place.is_none();
        let has_room = of_rule <= KEPT_OF_A_RULE && self.all.len() < KEPT_OF_ALL;
        if is_of_file || has_room || of_rule <= KEPT_WHATEVER {
            self.all.push(finding);
        }
    }

    /// Counts findings that are not kept; how many its rule has now.
    pub(crate) fn count_more(
        &mut self,
        rule: &'static str,
        severity: Severity,
        more: usize,
    ) -> usize {
        let (_, count) = self.counts.entry(rule).or_insert((severity, 0));
        *count += more;
        *count
    }
}

/// How a rule tells what it finds: it stands for the rule, and for the part of
/// the return that is being judged.
pub struct Telling<'t> {
    findings: &'t mut Findings,
    rule: &'static Rule,
    block: Option<&'t Block>,
    worker: Option<&'t Worker<'t>>,
}

impl<'t> Telling<'t> {
    /// For a rule that judges the file as a whole.
    pub(crate) fn of_file(findings: &'t mut Findings, rule: &'static Rule) -> Self {
        Self {
            findings,
            rule,
            block: None,
            worker: None,
        }
    }

    /// For a rule that judges the header or the authority.
    pub(crate) fn of_part(
        findings: &'t mut Findings,
        rule: &'static Rule,
        block: &'t Block,
    ) -> Self {
        Self {
            findings,
            rule,
            block: Some(block),
            worker: None,
        }
    }

    /// For a rule that judges a worker.
    pub(crate) fn of_worker(
        findings: &'t mut Findings,
        rule: &'static Rule,
        worker: &'t Worker<'t>,
    ) -> Self {
        Self {
            findings,
            rule,
            block: Some(worker.block),
            worker: Some(worker),
        }
    }

    /// Tells something about an item of the part that is judged, with the
    /// text that stands there.
    pub fn item(&mut self, item: Item, message: impl Into<String>, advice: impl Into<String>) {
        let cell = self.block.and_then(|block| block.cell(item));
        let own = self.block.map(|block| block.place);
        self.tell(About {
            element: item.element(),
            value: cell.map_or("", |cell| cell.text),
            place: cell.map(|cell| cell.place).or(own),
            record: self.record(),
            message: message.into(),
            advice: advice.into(),
        });
    }

    /// Tells something about one element of the part that is judged.
    pub fn cell(&mut self, cell: &Cell<'_>, message: impl Into<String>, advice: impl Into<String>) {
        self.tell(About {
            element: cell.element,
            value: cell.text,
            place: Some(cell.place),
            record: self.record(),
            message: message.into(),
            advice: advice.into(),
        });
    }

    /// Tells something about an item of a record that was kept of the file.
    pub fn entry(
        &mut self,
        entry: &Entry,
        item: Item,
        value: &str,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.tell(About {
            element: item.element(),
            value,
            place: Some(entry.place),
            record: Some(entry.name()),
            message: message.into(),
            advice: advice.into(),
        });
    }

    /// Tells something about the file as a whole; `value` is what was counted.
    pub fn file(
        &mut self,
        element: &str,
        value: &str,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.tell(About {
            element,
            value,
            place: None,
            record: None,
            message: message.into(),
            advice: advice.into(),
        });
    }

    /// Tells something in all its parts.
    pub fn tell(&mut self, about: About<'_>) {
        self.findings.push(Finding {
            rule: self.rule.id,
            severity: self.rule.severity,
            record: about.record,
            element: about.element.to_owned(),
            value: shortened(about.value),
            message: about.message,
            advice: about.advice,
            place: about.place.filter(|place| place.line > 0),
        });
    }

    /// The record that is judged.
    pub fn record(&self) -> Option<RecordName> {
        self.worker.map(|worker| {
            RecordName::new(
                worker.number,
                worker.registration().unwrap_or_default(),
                worker.kind,
                [worker.born.known(), worker.started.known()],
            )
        })
    }
}

/// What is told.
pub struct About<'a> {
    /// The element; empty where it is about no single one.
    pub element: &'a str,
    /// What stands there.
    pub value: &'a str,
    /// Where.
    pub place: Option<Place>,
    /// The record, where it is about one.
    pub record: Option<RecordName>,
    /// What is wrong, and why.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// The most characters of a value that a finding shows.
const LONGEST_SHOWN: usize = 80;

/// As much of a value as a finding shows and a check keeps.
pub(crate) fn shortened(value: &str) -> String {
    let mut characters = value.chars();
    let shown: String = characters.by_ref().take(LONGEST_SHOWN).collect();
    if characters.next().is_some() {
        shown + "…"
    } else {
        shown
    }
}
