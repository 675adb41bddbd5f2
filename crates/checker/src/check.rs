//! Runs the rules over a paper.

use crate::finding::{Finding, Verdict};
use crate::grid::Grid;
use crate::paper::{Block, Kind, Paper};
use crate::reading::Reading;
use crate::rule::{Judge, Telling, Whole, rules};
use crate::rules::long::MOST_TABLES;
pub use crate::unsourced::Unsourced;
use crate::unsourced::{has_reference, unsourced};

/// Everything that was found in a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The findings, in the order of the lines.
    pub findings: Vec<Finding>,
    /// The sentences whose numbers are bare: bound to no figure, in no table, of no source.
    pub unsourced: Vec<Unsourced>,
    /// Whether the paper is written with references to figures, `{{ vacancy_rate }}`, so that
    /// a bare number is one that was typed.
    pub has_references: bool,
}

impl Checked {
    /// The findings of a verdict.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |it| it.verdict == verdict)
    }
}

/// Checks a paper by every rule.
pub fn check(paper: &Paper) -> Checked {
    let whole = whole(paper);
    let mut found: Vec<(usize, Finding)> = Vec::new();
    for rule in rules() {
        let mut telling = Telling {
            findings: &mut found,
            rule: rule.id,
        };
        match rule.judge {
            Judge::Passage(judge) => whole.readings.iter().for_each(|it| judge(it, &mut telling)),
            Judge::Table(judge) => whole.grids.iter().for_each(|it| judge(it, &mut telling)),
            Judge::Whole(judge) => judge(&whole, &mut telling),
        }
    }
    let headings = headings(paper);
    let mut findings: Vec<Finding> = found
        .into_iter()
        .map(|(block, finding)| Finding {
            heading: headings.get(block).cloned().flatten(),
            ..finding
        })
        .collect();
    findings.sort_by_key(|it| (it.line, it.verdict));
    findings.dedup();
    Checked {
        findings,
        unsourced: unsourced(&whole),
        has_references: whole.readings.iter().any(has_reference),
    }
}

fn whole(paper: &Paper) -> Whole<'_> {
    let mut whole = Whole {
        paper,
        readings: Vec::new(),
        grids: Vec::new(),
    };
    let mut title = "";
    let mut tables = 0;
    for (index, block) in paper.blocks.iter().enumerate() {
        match block {
            Block::Passage(passage) => {
                title = &passage.text;
                whole.readings.push(Reading::new(index, passage));
            }
            Block::Table(table) => {
                tables += 1;
                let grid = (tables <= MOST_TABLES).then(|| Grid::new(index, table, title));
                whole.grids.extend(grid.flatten());
            }
        }
    }
    whole
}

/// The heading under which each block stands.
fn headings(paper: &Paper) -> Vec<Option<String>> {
    let mut heading = None;
    let under = paper.blocks.iter().map(|block| {
        if let Block::Passage(passage) = block
            && passage.kind == Kind::Heading
        {
            heading = Some(passage.text.clone());
        }
        heading.clone()
    });
    under.collect()
}
