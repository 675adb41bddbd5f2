//! What the checker finds in papers written for this test, in the manner of councils: slips
//! of every kind, and papers without one.

mod labelled;

use std::path::Path;

use holdfast_checker::check::check;
use holdfast_checker::finding::Verdict;
use labelled::{Score, opened};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labels {
    #[serde(default)]
    slip: Vec<Slip>,
}

/// A slip that a careful reader finds.
#[derive(Deserialize)]
struct Slip {
    line: u32,
    /// What the numbers give: the finding says it.
    follows: String,
    #[serde(default)]
    verdict: Option<String>,
}

impl Slip {
    fn is_certain(&self) -> bool {
        self.verdict.is_none()
    }
}

#[test]
fn every_slip_is_found_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers");
    let mut score = Score::default();
    let mut papers: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of papers")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it != "toml"))
        .collect();
    papers.sort();
    assert!(papers.len() >= 10, "{} papers", papers.len());
    for path in papers {
        let labels = std::fs::read_to_string(path.with_extension("toml")).expect("labels");
        let labels: Labels = toml::from_str(&labels).expect("labels that read");
        judge(&path, &labels, &mut score);
    }
    score.print("papers of our own");
    assert!(
        score.missed.is_empty() && score.false_alarms.is_empty(),
        "{score:#?}"
    );
}

fn judge(path: &Path, labels: &Labels, score: &mut Score) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let findings = check(&opened(path)).findings;
    let told: Vec<_> = findings
        .iter()
        .filter(|it| it.verdict != Verdict::InOrder)
        .collect();
    for slip in &labels.slip {
        let is_found = told.iter().any(|it| {
            let is_alike = (it.verdict == Verdict::Contradicted) == slip.is_certain();
            it.line == slip.line && it.follows.contains(&slip.follows) && is_alike
        });
        score.found(
            is_found,
            format!("{name} line {}: {}", slip.line, slip.follows),
        );
    }
    for finding in told {
        let is_labelled = labels
            .slip
            .iter()
            .any(|slip| slip.line == finding.line && finding.follows.contains(&slip.follows));
        score.told(
            is_labelled,
            format!(
                "{name} line {}: {} {}",
                finding.line, finding.rule, finding.reasoning
            ),
        );
    }
    score.end_of(&name);
}
