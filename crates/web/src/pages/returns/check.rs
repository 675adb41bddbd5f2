//! The check of any file of the annual return. Nothing of it is kept, so its
//! downloads stand in the page itself.

use askama::Template;
use holdfast_census::{Checked, Checker, Findings, RecordKind, Severity, Summary};
use holdfast_intake::export::{findings_sheet, measured_sheet};

use super::telling::{
    FindingView, MeasureView, RuleCount, by_rule, left_to_do, measure_notes, measures,
};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::format::count;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};
use crate::upload::{FileForm, SentFile};

/// How many findings of each severity are on the page; the download has all.
const SHOWN: usize = 200;

/// With more findings than this the page holds no downloads: it would grow too large.
const DOWNLOADED: usize = 10_000;

#[derive(Template)]
#[template(path = "pages/returns/check.html")]
struct CheckPage {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    found: Option<Found>,
}

/// What a file holds.
struct Found {
    name: String,
    caption: String,
    answer: String,
    records: String,
    errors: Vec<FindingView>,
    errors_left: usize,
    queries: Vec<FindingView>,
    queries_left: usize,
    rules: Vec<RuleCount>,
    measures: Vec<MeasureView>,
    measure_notes: Vec<String>,
    downloads: Option<Downloads>,
    measure_downloads: Downloads,
}

/// Shows the form.
pub(crate) async fn form(here: Here) -> Page {
    show(&here, Answers::default(), None)
}

/// Checks the file that was sent.
pub(crate) async fn check(here: Here, mut form: FileForm) -> Page {
    let (file, last) = (form.take("return"), form.take("last_year"));
    let mut answers = form.answers;
    let Some(file) = file.filter(|_| answers.are_clear()) else {
        if answers.are_clear() {
            answers.reject("return", "Select the file of a return");
        }
        return show(&here, answers, None);
    };
    // A national file keeps a processor busy while pages have to answer.
    let work = tokio::task::spawn_blocking(move || both(&file, last.as_ref()).map(|it| (file, it)));
    match work
        .await
        .map_err(|error| PageError::Internal(error.into()))?
    {
        Ok((file, checked)) => {
            let found = Found::of(&here, file.name, &checked)?;
            show(&here, answers, Some(found))
        }
        Err((field, message)) => {
            answers.reject(field, message);
            show(&here, answers, None)
        }
    }
}

/// Checks a file beside last year’s; or says which of the two cannot be read, and why.
fn both(file: &SentFile, last: Option<&SentFile>) -> Result<Checked, (&'static str, String)> {
    let last = last.map(|last| read(last, None).map_err(|error| ("last_year", error)));
    let last = last.transpose()?.map(|checked| checked.summary);
    read(file, last.as_ref()).map_err(|error| ("return", error))
}

fn read(file: &SentFile, last: Option<&Summary>) -> Result<Checked, String> {
    let checked = Checker::default().file(file.bytes.as_slice(), last);
    checked.map_err(|error| format!("{} cannot be read: {error}", file.name))
}

fn show(here: &Here, answers: Answers, found: Option<Found>) -> Page {
    let returns = Link::new(address::returns(&here.authority), "Returns");
    let page = CheckPage {
        frame: here.frame(Some(Section::Returns)),
        trail: vec![returns],
        answers,
        found,
    };
    form_page(&page.answers, &page)
}

impl Found {
    fn of(here: &Here, name: String, checked: &Checked) -> Result<Self, PageError> {
        let findings = &checked.findings;
        let (errors, errors_left) = shown(findings, Severity::Error);
        let (queries, queries_left) = shown(findings, Severity::Query);
        let summary = &checked.summary;
        let author = here.workforce.name();
        let sheet = findings_sheet(format!("Findings, {name}"), &findings.all);
        let measured = measured_sheet(format!("Measures, {name}"), &checked.measured);
        let fits = findings.all.len() <= DOWNLOADED;
        Ok(Self {
            caption: caption(summary),
            answer: left_to_do(
                findings.count(Severity::Error),
                findings.count(Severity::Query),
            ),
            records: records(summary),
            errors,
            errors_left,
            queries,
            queries_left,
            rules: by_rule(findings),
            measures: measures(&checked.measured, |_| String::new()),
            measure_notes: measure_notes(&checked.measured),
            downloads: fits
                .then(|| Downloads::within(&[sheet], author))
                .transpose()?,
            measure_downloads: Downloads::within(&[measured], author)?,
            name,
        })
    }
}

fn shown(findings: &Findings, severity: Severity) -> (Vec<FindingView>, usize) {
    let of_severity = findings.all.iter().filter(|it| it.severity == severity);
    let views: Vec<_> = of_severity.take(SHOWN).map(FindingView::of).collect();
    let left = findings.count(severity) - views.len();
    (views, left)
}

/// Of which year and authority the file is.
fn caption(summary: &Summary) -> String {
    match summary.authority.as_str() {
        "" => format!("Collection year {}", summary.year),
        number => format!("Collection year {}, authority {number}", summary.year),
    }
}

/// How many records of each kind there are, as a sentence.
fn records(summary: &Summary) -> String {
    let kinds = [
        (RecordKind::InPost, "in post since before the year"),
        (RecordKind::Starter, "who started in the year"),
        (RecordKind::Leaver, "who left in the year"),
        (RecordKind::Agency, "of agency workers"),
    ];
    let parts: Vec<_> = kinds
        .into_iter()
        .map(|(kind, label)| format!("{} {label}", count(summary.of_kind(kind).count())))
        .collect();
    let all = summary.entries.len();
    let noun = if all == 1 { "record" } else { "records" };
    format!("{} {noun}: {}.", count(all), parts.join(", "))
}
