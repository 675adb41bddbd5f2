//! Counts what was found of what a careful reader finds.

use std::path::Path;

use holdfast_checker::paper::Paper;
use holdfast_checker::read::read;

/// How a check did against labels.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// How many slips there are, and how many were found.
    pub(crate) slips: [usize; 2],
    /// How many findings there are, and how many are of slips.
    pub(crate) findings: [usize; 2],
    /// Slips that were not found.
    pub(crate) missed: Vec<String>,
    /// Findings of what is no slip.
    pub(crate) false_alarms: Vec<String>,
    /// The counts of each paper: its name, slips and findings as above.
    papers: Vec<(String, [usize; 2], [usize; 2])>,
}

impl Score {
    /// Counts a slip.
    pub(crate) fn found(&mut self, is_found: bool, what: String) {
        self.slips[0] += 1;
        self.slips[1] += usize::from(is_found);
        if !is_found {
            self.missed.push(what);
        }
    }

    /// Counts a finding.
    pub(crate) fn told(&mut self, is_of_slip: bool, what: String) {
        self.findings[0] += 1;
        self.findings[1] += usize::from(is_of_slip);
        if !is_of_slip {
            self.false_alarms.push(what);
        }
    }

    /// Ends a paper: what was counted since the last is its own.
    pub(crate) fn end_of(&mut self, paper: &str) {
        let mut own = (paper.to_owned(), self.slips, self.findings);
        for (_, slips, findings) in &self.papers {
            for index in 0..2 {
                own.1[index] -= slips[index];
                own.2[index] -= findings[index];
            }
        }
        self.papers.push(own);
    }

    /// The share of slips that were found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.slips)
    }

    /// The share of findings that are of slips.
    pub(crate) fn precision(&self) -> f64 {
        share(self.findings)
    }

    /// Prints it all.
    #[expect(clippy::print_stdout, reason = "the test is asked for its numbers")]
    pub(crate) fn print(&self, of: &str) {
        println!(
            "{:44} slips  found  false alarms  precision  recall",
            "paper"
        );
        for (name, slips, findings) in &self.papers {
            println!(
                "{name:44} {:5}  {:5}  {:12}  {:9.2}  {:6.2}",
                slips[0],
                slips[1],
                findings[0] - findings[1],
                share(*findings),
                share(*slips),
            );
        }
        println!(
            "{of}: {} slips, {} found, {} missed, {} false alarms; precision {:.2}, recall {:.2}",
            self.slips[0],
            self.slips[1],
            self.missed.len(),
            self.false_alarms.len(),
            self.precision(),
            self.recall(),
        );
        for missed in &self.missed {
            println!("  missed: {missed}");
        }
        for alarm in &self.false_alarms {
            println!("  false alarm: {alarm}");
        }
    }
}

fn share([all, of]: [usize; 2]) -> f64 {
    if all == 0 {
        return 1.0;
    }
    f64::from(u32::try_from(of).expect("few")) / f64::from(u32::try_from(all).expect("few"))
}

/// A paper that reads.
pub(crate) fn opened(path: &Path) -> Paper {
    let bytes = std::fs::read(path).expect("a paper");
    read(&path.display().to_string(), &bytes).expect("a paper that reads")
}
