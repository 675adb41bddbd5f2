//! The check of a paper: which of its figures contradict each other. Nothing of it is kept,
//! so its downloads stand in the page itself.

use askama::Template;
use holdfast_checker::check::{Checked, Unsourced, check as check_paper};
use holdfast_checker::finding::{Finding, Verdict};
use holdfast_checker::paper::{Counted, Paper};
use holdfast_checker::read::read;
use holdfast_intake::export::{PaperFindings, paper_sheet};
use holdfast_workforce::amount::counted;

use crate::answers::Answers;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};
use crate::upload::FileForm;

/// How many findings of each group are on the page; the download has all.
const SHOWN: usize = 200;

/// With more findings than this the page holds no downloads: it would grow too large.
const DOWNLOADED: usize = 10_000;

/// What a paper that was pasted is called.
const PASTED: &str = "Pasted text";

#[derive(Template)]
#[template(path = "pages/reports/check.html")]
struct CheckPage {
    frame: Frame,
    answers: Answers,
    found: Option<Found>,
}

/// What was found in a paper.
struct Found {
    name: String,
    answer: String,
    groups: Vec<Group>,
    in_order: Group,
    bare: Vec<Bare>,
    downloads: Option<Downloads>,
}

/// Findings of one verdict.
struct Group {
    id: &'static str,
    caption: String,
    findings: Vec<View>,
    /// How many are not on the page.
    left: usize,
}

/// A finding as it is shown.
struct View {
    place: String,
    heading: String,
    printed: String,
    follows: String,
    reasoning: String,
    rule: &'static str,
}

/// A sentence whose numbers are of no source.
struct Bare {
    place: String,
    numbers: String,
}

/// Shows the form.
pub(crate) async fn form(here: Here) -> Page {
    show(&here, Answers::default(), None)
}

/// Checks the paper that was sent or pasted.
pub(crate) async fn check(here: Here, form: FileForm) -> Page {
    let (file, mut answers) = form.into_file("paper");
    let text = answers.text("text").trim().to_owned();
    let sent = match (file, text.is_empty()) {
        (Some(_), false) => {
            answers.reject("text", "Select a file or paste text, not both");
            None
        }
        (Some(file), true) => Some((file.name, file.bytes)),
        (None, false) => Some((PASTED.to_owned(), text.into_bytes())),
        (None, true) => {
            if answers.are_clear() {
                answers.reject("paper", "Select the file of a paper, or paste its text");
            }
            None
        }
    };
    let Some((name, bytes)) = sent.filter(|_| answers.are_clear()) else {
        return show(&here, answers, None);
    };
    let field = if name == PASTED { "text" } else { "paper" };
    // A long paper keeps a processor busy while pages have to answer.
    let work = tokio::task::spawn_blocking(move || read_and_checked(name, &bytes));
    match work
        .await
        .map_err(|error| PageError::Internal(error.into()))?
    {
        Ok((name, paper, checked)) => {
            let found = Found::of(&here, name, &paper, &checked)?;
            show(&here, answers, Some(found))
        }
        Err(message) => {
            answers.reject(field, message);
            show(&here, answers, None)
        }
    }
}

fn read_and_checked(name: String, bytes: &[u8]) -> Result<(String, Paper, Checked), String> {
    let paper = read(&name, bytes).map_err(|error| error.to_string())?;
    let checked = check_paper(&paper);
    Ok((name, paper, checked))
}

fn show(here: &Here, answers: Answers, found: Option<Found>) -> Page {
    let page = CheckPage {
        frame: here.frame(Some(Section::PaperCheck)),
        answers,
        found,
    };
    form_page(&page.answers, &page)
}

impl Found {
    fn of(here: &Here, name: String, paper: &Paper, checked: &Checked) -> Result<Self, PageError> {
        let group = |id, verdict, caption: &str| Group::of(id, verdict, caption, paper, checked);
        let bare: &[Unsourced] = match checked.has_references {
            true => &checked.unsourced,
            false => &[],
        };
        let groups = vec![
            group(
                "contradicted",
                Verdict::Contradicted,
                "Contradicted: it cannot be so",
            ),
            group(
                "cannot-tell",
                Verdict::CannotTell,
                "Cannot tell: look at these",
            ),
        ];
        let sheet = paper_sheet([PaperFindings {
            file: name.clone(),
            findings: checked.findings.iter().collect(),
            unsourced: bare,
        }]);
        let downloads = match checked.findings.len() {
            0 => None,
            1..=DOWNLOADED => Some(Downloads::within(&[sheet], here.workforce.name())?),
            _ => None,
        };
        Ok(Self {
            answer: answer(checked),
            groups: groups
                .into_iter()
                .filter(|it| !it.findings.is_empty())
                .collect(),
            in_order: group(
                "in-order",
                Verdict::InOrder,
                "In order: the numbers give what is printed",
            ),
            bare: bare
                .iter()
                .take(SHOWN)
                .map(|it| Bare::of(it, paper.counted))
                .collect(),
            downloads,
            name,
        })
    }
}

impl Group {
    fn of(
        id: &'static str,
        verdict: Verdict,
        caption: &str,
        paper: &Paper,
        checked: &Checked,
    ) -> Self {
        let all = checked.of(verdict).count();
        let shown = checked.of(verdict).take(SHOWN);
        let findings: Vec<View> = shown.map(|it| View::of(it, paper.counted)).collect();
        Self {
            id,
            caption: caption.to_owned(),
            left: all - findings.len(),
            findings,
        }
    }
}

/// What the lines of a paper are called, with the number of one.
fn place(line: u32, counted: Counted) -> String {
    match counted {
        Counted::Lines => format!("Line {line}"),
        Counted::Paragraphs => format!("Paragraph {line}"),
    }
}

impl View {
    fn of(finding: &Finding, counted: Counted) -> Self {
        Self {
            place: place(finding.line, counted),
            heading: finding.heading.clone().unwrap_or_default(),
            printed: finding.printed.clone(),
            follows: finding.follows.clone(),
            reasoning: finding.reasoning.clone(),
            rule: finding.rule,
        }
    }
}

impl Bare {
    fn of(unsourced: &Unsourced, counted: Counted) -> Self {
        Self {
            place: place(unsourced.line, counted),
            numbers: unsourced.numbers.join(", "),
        }
    }
}

/// How many statements there are of each verdict, as a sentence.
fn answer(checked: &Checked) -> String {
    let [wrong, open, right] = [Verdict::Contradicted, Verdict::CannotTell, Verdict::InOrder]
        .map(|it| checked.of(it).count());
    let judged = match (wrong, open) {
        (0, 0) if right == 0 => return "No statement was found that can be checked.".to_owned(),
        (0, 0) => "No statement contradicts another".to_owned(),
        (0, open) => format!("No statement contradicts another, {open} cannot be told"),
        (wrong, 0) => counted(wrong, "statement is", "statements are") + " contradicted",
        (wrong, open) => format!(
            "{} contradicted, {open} cannot be told",
            counted(wrong, "statement is", "statements are")
        ),
    };
    format!(
        "{judged}, and {right} {} in order.",
        if right == 1 { "is" } else { "are" }
    )
}
