//! What a council says in a year's return that no record of its staff holds:
//! its allowances, its explanations of queries, and who signed it off.
//!
//! It is one readable TOML text, kept with the council's records.

mod text;

use std::collections::HashMap;

use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;
use holdfast_workforce::snapshot::Sequence;
use jiff::civil::{Date, DateTime};

use crate::build::Allowances;
use crate::finding::{Finding, FindingKey, Findings};
use crate::rule::Severity;
use crate::year::Year;

/// Why something that looks odd is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is explained.
    pub key: FindingKey,
    /// Why it is right.
    pub text: String,
    /// Who says so.
    pub by: String,
    /// The day on which it was said.
    pub on: Date,
}

/// That a return was signed off: nothing was left to mend, every query was explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOff {
    /// Who signed it.
    pub by: String,
    /// When; the file that was signed says the same moment.
    pub at: DateTime,
    /// The number of the change up to which the records were in it.
    pub records: Sequence,
    /// How many queries were explained.
    pub queries_explained: usize,
    /// The SHA-256 of the file that was signed, in hexadecimal digits.
    pub sha256: String,
}

/// What a council says in a year’s return.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its allowances.
    pub allowances: Allowances,
    /// Its explanations, in the order in which they were given.
    pub explanations: Vec<Explanation>,
    /// Who signed it off, once somebody has.
    pub signed_off: Option<SignedOff>,
}

impl Answers {
    /// What the answers of a year are called among the records: `census-2025`.
    pub fn reference(year: Year) -> String {
        format!("census-{year}")
    }

    /// The answers that a council keeps for a year; none where it keeps none.
    ///
    /// # Errors
    /// What is wrong with the text that is kept.
    pub fn kept(workforce: &Workforce, year: Year) -> Result<Self, Vec<Problem>> {
        let kept = workforce.returns().by_reference(&Self::reference(year));
        kept.map_or_else(|| Ok(Self::default()), |kept| Self::read(year, &kept.text))
    }

    /// What explains a finding.
    pub fn explained(&self, finding: &Finding) -> Option<&Explanation> {
        let key = finding.key();
        self.explanations.iter().find(|it| it.key == key)
    }

    /// Explains a finding, in the place of what explained it before.
    pub fn explain(&mut self, explanation: Explanation) {
        let mut known = self.explanations.iter_mut();
        match known.find(|it| it.key == explanation.key) {
            Some(known) => *known = explanation,
            None => self.explanations.push(explanation),
        }
    }

    /// Takes an explanation away.
    pub fn unexplain(&mut self, key: &FindingKey) {
        self.explanations.retain(|it| it.key != *key);
    }

    /// Last year’s explanations of what nobody has explained this year: they
    /// are offered again, and explain nothing until somebody confirms them.
    pub fn carried_over<'y>(
        &self,
        last_year: &'y Self,
    ) -> HashMap<&'y FindingKey, &'y Explanation> {
        let is_new = |it: &&Explanation| self.explanations.iter().all(|mine| mine.key != it.key);
        let offered = last_year.explanations.iter().filter(is_new);
        offered.map(|it| (&it.key, it)).collect()
    }

    /// The queries that nothing explains.
    pub fn unexplained<'f>(&self, findings: &'f Findings) -> Vec<&'f Finding> {
        let queries = findings.all.iter();
        queries
            .filter(|it| it.severity == Severity::Query && self.explained(it).is_none())
            .collect()
    }
}

#[cfg(test)]
mod tests;
