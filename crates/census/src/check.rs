//! The check: every rule over a return, part by part as it comes.

use std::io::BufRead;

use crate::block::Block;
use crate::evidence::{Evidence, Found};
use crate::file::Return;
use crate::finding::{Findings, Telling, shortened};
use crate::item::{Item, Level};
use crate::measure::Measured;
use crate::read::{ReadError, Reader, Remark};
use crate::rule::{Judge, Part, PartJudge, Rule, SetJudge, WorkerJudge, rules};
use crate::rules::shape;
use crate::settings::Settings;
use crate::summary::Summary;
use crate::worker::Worker;
use crate::year::Year;

/// What a check gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was found.
    pub findings: Findings,
    /// The published measures, from the return alone.
    pub measured: Measured,
    /// What is kept of the return, to check next year’s against.
    pub summary: Summary,
}

/// The rules by what they look at, sorted once.
struct Sorted {
    part: Vec<(&'static Rule, PartJudge)>,
    header: Vec<(&'static Rule, PartJudge)>,
    authority: Vec<(&'static Rule, PartJudge)>,
    /// With the first year of each.
    worker: Vec<(&'static Rule, WorkerJudge, i16)>,
    worker_as_set: Vec<(&'static Rule, SetJudge)>,
}

impl Sorted {
    fn new() -> Self {
        let mut sorted = Self {
            part: Vec::new(),
            header: Vec::new(),
            authority: Vec::new(),
            worker: Vec::new(),
            worker_as_set: Vec::new(),
        };
        for rule in rules() {
            match rule.judge {
                Judge::Part(judge) => sorted.part.push((rule, judge)),
                Judge::Header(judge) => sorted.header.push((rule, judge)),
                Judge::Authority(judge) => sorted.authority.push((rule, judge)),
                Judge::Worker(judge) => sorted.worker.push((rule, judge, Year::FIRST.number())),
                Judge::WorkerSince(since, judge) => sorted.worker.push((rule, judge, since)),
                Judge::WorkerAsSet(judge) => sorted.worker_as_set.push((rule, judge)),
                Judge::Whole(_) | Judge::Measures(_) | Judge::LastYear(_) | Judge::Reading => {}
            }
        }
        sorted
    }
}

/// So much is held of the parts that stand before the header, or in a file
/// without one, until the year is known: some 16,000 records, more than any
/// authority’s.
const MOST_WAITING: usize = 16 << 20;

/// Parts that wait for the year, and what they tell of it.
#[derive(Default)]
struct Waiting {
    parts: Vec<(Level, Block)>,
    size: usize,
    evidence: Evidence,
}

impl Waiting {
    fn add(&mut self, level: Level, block: &mut Block) {
        self.evidence.see(level, block);
        self.size += block.size();
        self.parts.push((level, std::mem::take(block)));
    }
}

/// Checks a return: a file while it is read, or what is held in memory.
pub struct Checker {
    rules: Sorted,
    settings: Settings,
    findings: Findings,
    summary: Summary,
    /// Why the return is judged as one of its year, where nobody has said.
    because: Option<String>,
    /// The year that was named for the check, where one was.
    named: Option<Year>,
    /// What the header says as its year.
    header_year: Option<String>,
    /// Whether the year is known, from whomever.
    knows_year: bool,
    has_header: bool,
    has_authority: bool,
    workers: u32,
}

impl Default for Checker {
    fn default() -> Self {
        Self::begin(None)
    }
}

impl Checker {
    /// Begins for a return of which the year is known: `assumed` is that of a
    /// return whose header does not say it. [`Checker::default`] finds the year of
    /// such a return from what only some years have, and tells what told it.
    pub fn new(assumed: Year) -> Self {
        Self::begin(Some(assumed))
    }

    fn begin(year: Option<Year>) -> Self {
        Self {
            rules: Sorted::new(),
            settings: Settings::default(),
            findings: Findings::default(),
            summary: Summary::new(year.unwrap_or(Year::LAST)),
            because: None,
            named: year,
            header_year: None,
            knows_year: year.is_some(),
            has_header: false,
            has_authority: false,
            workers: 0,
        }
    }

    /// Checks with what the user has set.
    #[must_use]
    pub fn with(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The year by whose rules the return is judged.
    pub fn year(&self) -> Year {
        self.summary.year
    }

    /// The year that a header says.
    fn year_of(header: &Block) -> Option<Year> {
        header.text(Item::Year)?.parse().ok()
    }

    /// Takes the year that the evidence tells, where none is known yet.
    fn find_year(&mut self, evidence: &Evidence) {
        if !std::mem::replace(&mut self.knows_year, true) {
            let Found { year, because } = evidence.found();
            self.summary.year = year;
            self.because = Some(because);
        }
    }

    /// Checks the header.
    fn header(&mut self, block: &Block) {
        // Of two headers the first is believed; the second is told of.
        if !std::mem::replace(&mut self.has_header, true) {
            self.header_year = block.text(Item::Year).map(shortened);
            // A year that was found has judged what stands before the header.
            if let Some(year) = Self::year_of(block).filter(|_| self.because.is_none()) {
                self.summary.year = year;
                self.knows_year = true;
            }
            self.summary.header(block);
        }
        let part = self.part(block, Level::Header);
        for (rule, judge) in self.rules.part.iter().chain(&self.rules.header) {
            judge(
                &part,
                &mut Telling::of_part(&mut self.findings, rule, block),
            );
        }
    }

    /// Checks the local authority.
    fn authority(&mut self, block: &Block) {
        if !std::mem::replace(&mut self.has_authority, true) {
            self.summary.authority(block);
        }
        let part = self.part(block, Level::Authority);
        for (rule, judge) in self.rules.part.iter().chain(&self.rules.authority) {
            judge(
                &part,
                &mut Telling::of_part(&mut self.findings, rule, block),
            );
        }
    }

    /// Checks a worker.
    fn worker(&mut self, block: &Block) {
        self.workers += 1;
        let worker = Worker::read(block, self.summary.year, self.workers);
        let part = self.part(block, Level::Worker);
        let findings = &mut self.findings;
        for (rule, judge) in &self.rules.part {
            judge(&part, &mut Telling::of_worker(findings, rule, &worker));
        }
        let year = self.summary.year.number();
        for (rule, judge, _) in self.rules.worker.iter().filter(|it| it.2 <= year) {
            judge(&worker, &mut Telling::of_worker(findings, rule, &worker));
        }
        for (rule, judge) in &self.rules.worker_as_set {
            let mut telling = Telling::of_worker(findings, rule, &worker);
            judge(&worker, &self.settings, &mut telling);
        }
        self.summary.worker(&worker);
    }

    /// Tells what the reader noticed of the shape of the file.
    fn remarks(&mut self, remarks: Vec<Remark>) {
        for remark in remarks {
            shape::tell(&remark, self.summary.year, &mut self.findings);
        }
    }

    /// Reads a file to its end, and checks it; nothing of it is kept but a summary.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn file(
        mut self,
        input: impl BufRead,
        last_year: Option<&Summary>,
    ) -> Result<Checked, ReadError> {
        let mut reader = Reader::new(input)?;
        let mut block = Block::default();
        let mut waiting = Waiting::default();
        while let Some(level) = reader.next_part(&mut block)? {
            let says_year = level == Level::Header && Self::year_of(&block).is_some();
            if self.knows_year || says_year {
                self.judge(level, &block);
                self.judge_all(&mut waiting);
            } else {
                waiting.add(level, &mut block);
                if level == Level::Authority {
                    waiting.evidence.see_block(reader.authority_block());
                }
                if waiting.size > MOST_WAITING {
                    self.find_year(&waiting.evidence);
                    self.judge_all(&mut waiting);
                }
            }
            self.remarks(reader.remarks());
        }
        self.find_year(&waiting.evidence);
        self.judge_all(&mut waiting);
        reader.judge_as(self.summary.year);
        self.remarks(reader.remarks());
        for (oddity, times) in reader.beyond() {
            shape::count(oddity, times, self.summary.year, &mut self.findings);
        }
        Ok(self.finish(last_year))
    }

    fn judge(&mut self, level: Level, block: &Block) {
        match level {
            Level::Header => self.header(block),
            Level::Authority => self.authority(block),
            Level::Worker => self.worker(block),
        }
    }

    fn judge_all(&mut self, waiting: &mut Waiting) {
        for (level, block) in std::mem::take(&mut waiting.parts) {
            self.judge(level, &block);
        }
    }

    /// Checks a return that is held.
    pub fn held(mut self, held: &Return, last_year: Option<&Summary>) -> Checked {
        if held.year().is_none() {
            let mut evidence = Evidence::default();
            evidence.see(Level::Header, &held.header);
            evidence.see(Level::Authority, &held.authority);
            for worker in &held.workers {
                evidence.see(Level::Worker, worker);
            }
            self.find_year(&evidence);
        }
        self.header(&held.header);
        self.authority(&held.authority);
        for worker in &held.workers {
            self.worker(worker);
        }
        self.finish(last_year)
    }

    /// Judges the file as a whole, beside last year’s where there is one.
    fn finish(mut self, last_year: Option<&Summary>) -> Checked {
        let (year, said) = (self.summary.year, self.header_year.as_deref());
        if let Some(because) = &self.because {
            shape::tell_year(year, said, because, &mut self.findings);
        }
        if let Some(named) = self.named.filter(|named| *named != year) {
            shape::tell_other_year(year, named, &mut self.findings);
        }
        let measured = Measured::of(&self.summary);
        for rule in rules() {
            let mut telling = Telling::of_file(&mut self.findings, rule);
            match (rule.judge, last_year) {
                (Judge::Whole(judge), _) => judge(&self.summary, &mut telling),
                (Judge::Measures(judge), _) => judge(&measured, &mut telling),
                (Judge::LastYear(judge), Some(last)) => judge(&self.summary, last, &mut telling),
                _ => {}
            }
        }
        Checked {
            measured,
            findings: self.findings,
            summary: self.summary,
        }
    }

    fn part<'b>(&self, block: &'b Block, level: Level) -> Part<'b> {
        Part {
            block,
            level,
            year: self.summary.year,
        }
    }
}
