//! `holdfast report check`: which figures of a paper contradict each other.

use std::path::Path;

use holdfast_checker::check::{Checked, Unsourced, check};
use holdfast_checker::finding::{Finding, Verdict};
use holdfast_checker::paper::Counted;
use holdfast_checker::read::{LARGEST_FILE, read};
use holdfast_intake::export::{PaperFindings, Sheet, paper_sheet, to_csv};
use holdfast_workforce::amount::counted;
use serde_json::{Value, json};

use crate::cli::{Format, ReportCheck};
use crate::failure::{Failure, OrFail as _};
use crate::printer;

/// A paper and what was found in it.
struct Paper<'p> {
    file: &'p Path,
    counted: Counted,
    checked: Checked,
}

impl Paper<'_> {
    /// What its lines are called.
    fn line(&self) -> &'static str {
        match self.counted {
            Counted::Lines => "line",
            Counted::Paragraphs => "paragraph",
        }
    }

    /// The findings that are listed.
    fn listed(&self, options: &ReportCheck) -> impl Iterator<Item = &Finding> {
        let all = options.all;
        let findings = self.checked.findings.iter();
        findings.filter(move |it| all || it.verdict != Verdict::InOrder)
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.checked.of(verdict).count()
    }

    /// The bare numbers, where they are asked for or the paper refers to figures.
    fn unsourced(&self, options: &ReportCheck) -> &[Unsourced] {
        match options.sources || self.checked.has_references {
            true => &self.checked.unsourced,
            false => &[],
        }
    }
}

/// Checks, prints, and fails where a paper contradicts itself.
pub(super) fn run(options: &ReportCheck) -> Result<(), Failure> {
    let papers: Vec<Paper<'_>> = options
        .files
        .iter()
        .map(|file| checked(file))
        .collect::<Result<_, _>>()?;
    match options.format {
        Format::Table => printer::data(&in_words(&papers, options)),
        Format::Json => printer::data(&format!("{:#}", as_json(&papers, options))),
        Format::Csv => printer::bytes(&to_csv(&sheet(&papers, options))),
    }
    verdict(&papers, options)
}

fn checked(file: &Path) -> Result<Paper<'_>, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    // One byte more than is read, so that a larger file is known as such.
    let most = u64::try_from(LARGEST_FILE)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut opened = fs_err::File::open(file).or_fail()?.take(most);
    opened.read_to_end(&mut bytes).or_fail()?;
    let paper = read(&file.display().to_string(), &bytes).map_err(|error| {
        let cause = std::error::Error::source(&error);
        let because = cause.map_or_else(String::new, |cause| format!(" ({cause})"));
        Failure::Input(format!("{error}{because}"))
    })?;
    Ok(Paper {
        file,
        counted: paper.counted,
        checked: check(&paper),
    })
}

/// Four lines for each finding: where, what is printed, what follows, and why.
fn in_words(papers: &[Paper<'_>], options: &ReportCheck) -> String {
    let mut text = String::new();
    for paper in papers {
        if papers.len() > 1 {
            text.push_str(&format!("{}\n\n", paper.file.display()));
        }
        for finding in paper.listed(options) {
            text.push_str(&told(paper, finding));
        }
        for unsourced in paper.unsourced(options) {
            text.push_str(&format!(
                "No source named, {} {}: {}\n",
                paper.line(),
                unsourced.line,
                unsourced.numbers.join(", ")
            ));
        }
    }
    text
}

fn told(paper: &Paper<'_>, finding: &Finding) -> String {
    let heading = finding.heading.as_ref();
    let heading = heading.map_or_else(String::new, |it| format!(", under ‘{it}’"));
    let with: Vec<String> = finding.with_lines.iter().map(ToString::to_string).collect();
    let with = match with.as_slice() {
        [] => String::new(),
        lines => format!(" (with {} {})", paper.line(), lines.join(", ")),
    };
    format!(
        "{}, {} {}{with}{heading} [{}]\n  Printed: {}\n  Follows: {}\n  {}\n\n",
        finding.verdict.label(),
        paper.line(),
        finding.line,
        finding.rule,
        finding.printed,
        finding.follows,
        finding.reasoning,
    )
}

fn as_json(papers: &[Paper<'_>], options: &ReportCheck) -> Value {
    let paper = |paper: &Paper<'_>| {
        let listed: Vec<&Finding> = paper.listed(options).collect();
        let mut value = json!({
            "file": paper.file.display().to_string(),
            "lines_are": paper.line(),
            "contradicted": paper.count(Verdict::Contradicted),
            "cannot_tell": paper.count(Verdict::CannotTell),
            "in_order": paper.count(Verdict::InOrder),
            "no_source": paper.checked.unsourced.len(),
            "findings": listed,
        });
        if options.sources || paper.checked.has_references {
            value["without_source"] = json!(paper.checked.unsourced);
        }
        value
    };
    papers.iter().map(paper).collect()
}

fn sheet(papers: &[Paper<'_>], options: &ReportCheck) -> Sheet {
    paper_sheet(papers.iter().map(|paper| PaperFindings {
        file: paper.file.display().to_string(),
        findings: paper.listed(options).collect(),
        unsourced: paper.unsourced(options),
    }))
}

/// Says how many there are; contradictions make the command fail.
fn verdict(papers: &[Paper<'_>], options: &ReportCheck) -> Result<(), Failure> {
    let told = |paper: &Paper<'_>| {
        let bare = paper.unsourced(options).len();
        let no_source = match bare {
            0 => String::new(),
            bare => format!(
                "; {} with numbers of no source",
                counted(bare, "sentence", "sentences")
            ),
        };
        format!(
            "{}: {} contradicted, {} that cannot be told, {} in order{no_source}",
            paper.file.display(),
            counted(
                paper.count(Verdict::Contradicted),
                "statement",
                "statements"
            ),
            paper.count(Verdict::CannotTell),
            paper.count(Verdict::InOrder),
        )
    };
    let told: Vec<String> = papers.iter().map(told).collect();
    let contradicted = papers.iter().any(|it| it.count(Verdict::Contradicted) > 0);
    match contradicted {
        true => Err(Failure::Input(told.join("\n"))),
        false => {
            printer::note(&told.join("\n"));
            Ok(())
        }
    }
}
