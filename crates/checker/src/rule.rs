//! The rules of the checker, as data: id, what it checks, an example, and the function that
//! judges.

use crate::finding::{Finding, Verdict};
use crate::grid::Grid;
use crate::paper::Paper;
use crate::quantity::Quantity;
use crate::reading::Reading;
use crate::rules::ALL;

/// What a rule looks at, and the function that judges.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// Each passage.
    Passage(fn(&Reading<'_>, &mut Telling<'_>)),
    /// Each table.
    Table(fn(&Grid, &mut Telling<'_>)),
    /// The paper as a whole.
    Whole(fn(&Whole<'_>, &mut Telling<'_>)),
}

/// A paper that was read: its passages and tables.
#[derive(Debug)]
pub struct Whole<'p> {
    /// The paper itself.
    pub paper: &'p Paper,
    /// The passages, in order.
    pub readings: Vec<Reading<'p>>,
    /// The tables, in order.
    pub grids: Vec<Grid>,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id, stable for ever.
    pub id: &'static str,
    /// What it checks, in a sentence.
    pub says: &'static str,
    /// What a paper may print, and what the rule says of it.
    pub example: Example,
    /// How it judges.
    pub judge: Judge,
}

/// An example of what a rule finds: the tests hold it true.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What is printed.
    pub printed: &'static str,
    /// What follows.
    pub follows: &'static str,
}

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().copied().flatten()
}

/// How a rule tells what it found.
#[derive(Debug)]
pub struct Telling<'t> {
    /// With the block on which each stands.
    pub(crate) findings: &'t mut Vec<(usize, Finding)>,
    pub(crate) rule: &'static str,
}

/// What is told of a statement.
#[derive(Debug)]
pub struct Told {
    /// What the numbers say.
    pub verdict: Verdict,
    /// What is printed.
    pub printed: String,
    /// What follows.
    pub follows: String,
    /// Why.
    pub reasoning: String,
}

impl Telling<'_> {
    /// Tells something of quantities of a passage; the first is the one that is judged.
    pub fn passage(&mut self, reading: &Reading<'_>, about: &[&Quantity], told: Told) {
        let mut lines: Vec<u32> = about.iter().map(|it| reading.line_of(it)).collect();
        let line = lines.first().copied().unwrap_or_default();
        lines.retain(|it| *it != line);
        self.at(reading.block, line, lines, told);
    }

    /// Tells something of a line of a block.
    pub fn at(&mut self, block: usize, line: u32, mut with_lines: Vec<u32>, told: Told) {
        with_lines.sort_unstable();
        with_lines.dedup();
        with_lines.retain(|it| *it != line);
        self.findings.push((
            block,
            Finding {
                line,
                with_lines,
                heading: None,
                rule: self.rule,
                verdict: told.verdict,
                printed: told.printed,
                follows: told.follows,
                reasoning: told.reasoning,
            },
        ));
    }
}

/// Whether spans meet, as a verdict.
pub(crate) fn verdict(holds: bool) -> Verdict {
    match holds {
        true => Verdict::InOrder,
        false => Verdict::Contradicted,
    }
}
