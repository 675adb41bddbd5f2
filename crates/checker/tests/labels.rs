//! What the checker finds in five councils' papers, against what a careful reader finds in
//! them. The papers are not part of the project: the test runs where `HOLDFAST_PAPERS` names
//! the folder that has them.

mod labelled;

use std::path::Path;

use holdfast_checker::check::check;
use holdfast_checker::finding::{Finding, Verdict};
use labelled::{Score, opened};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labels {
    #[serde(default)]
    slip: Vec<Slip>,
}

/// An inconsistency: where it stands, and with which other lines.
#[derive(Deserialize)]
struct Slip {
    line: u32,
    lines: Vec<u32>,
    kind: String,
    certain: String,
    /// Whether sums, products, percentages or a printed comparator show it.
    arithmetic: bool,
    follows: String,
}

impl Slip {
    fn is_of(&self, finding: &Finding) -> bool {
        let with = |line: u32| finding.line == line || finding.with_lines.contains(&line);
        finding.line == self.line || (self.lines.contains(&finding.line) && with(self.line))
    }
}

#[test]
fn the_inconsistencies_of_arithmetic_are_found_with_few_false_alarms() {
    let Some(folder) = std::env::var_os("HOLDFAST_PAPERS") else {
        println!("not run: HOLDFAST_PAPERS names no folder with the papers");
        return;
    };
    let mut arithmetic = Score::default();
    let mut others = Score::default();
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labels");
    let mut files: Vec<_> = std::fs::read_dir(labels)
        .expect("the folder of labels")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for file in files {
        let labels = std::fs::read_to_string(&file).expect("labels");
        let labels: Labels = toml::from_str(&labels).expect("labels that read");
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let paper = Path::new(&folder).join(format!("{name}.txt"));
        if !paper.exists() {
            println!("{name} is not there");
            continue;
        }
        judge(&paper, &labels, [&mut arithmetic, &mut others]);
    }
    arithmetic.print("inconsistencies of arithmetic");
    others.print("what else a reader asks about");
    assert!(arithmetic.recall() >= 0.8, "{:#?}", arithmetic.missed);
    assert!(
        arithmetic.precision() >= 0.9,
        "{:#?}",
        arithmetic.false_alarms
    );
}

fn judge(paper: &Path, labels: &Labels, [arithmetic, others]: [&mut Score; 2]) {
    let name = paper.file_stem().unwrap_or_default().to_string_lossy();
    let findings = check(&opened(paper)).findings;
    let told: Vec<_> = findings
        .iter()
        .filter(|it| it.verdict != Verdict::InOrder)
        .collect();
    for slip in &labels.slip {
        let is_found = told.iter().any(|finding| slip.is_of(finding));
        let what = format!(
            "{name} line {} ({}): {}",
            slip.line, slip.kind, slip.follows
        );
        let is_certain = slip.certain == "contradicted";
        match slip.arithmetic && is_certain {
            true => arithmetic.found(is_found, what),
            false => others.found(is_found, what),
        }
    }
    for finding in told {
        let is_of_slip = labels.slip.iter().any(|slip| slip.is_of(finding));
        let what = format!(
            "{name} line {}: {} {}",
            finding.line, finding.rule, finding.reasoning
        );
        match finding.verdict {
            Verdict::Contradicted => arithmetic.told(is_of_slip, what),
            _ => others.told(is_of_slip, what),
        }
    }
    arithmetic.end_of(&name);
    others.end_of(&name);
}
