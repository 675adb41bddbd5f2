//! Sets a document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use holdfast_document::Document;
use typst::WorldExt as _;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::check::check;
use crate::error::TypesetError;
use crate::sheet::sheet;
use crate::world::{Desk, datetime, picture_place};

/// How a document is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The size of the letters.
    pub size: Size,
}

/// The size of the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 11 points.
    #[default]
    Ordinary,
    /// 18 points, for those who see little: tables are lists, because columns of that size do not fit,
    /// and charts lie across.
    LargePrint,
}

impl Size {
    /// How many characters of the title the foot of a page has room for.
    pub(crate) fn foot(self) -> usize {
        match self {
            Self::Ordinary => 70,
            Self::LargePrint => 40,
        }
    }

    /// How many characters of the banner the head of a page has room for.
    pub(crate) fn head(self) -> usize {
        match self {
            Self::Ordinary => 160,
            Self::LargePrint => 90,
        }
    }
}

/// Sets a document as a PDF that keeps to PDF/UA-1, so that everyone can read it, and to PDF/A-2a, so
/// that it can be kept. The same document gives the same bytes.
///
/// # Errors
///
/// Says what keeps the document from being one, and where: [`TypesetError`].
pub fn pdf(document: &Document, options: Options) -> Result<Vec<u8>, TypesetError> {
    check(document)?;
    let sheet = sheet(document, options)?;
    let desk = Desk::new(sheet, document.on);
    // The typesetter is not ours: what breaks it must not break us.
    let outcome = catch_unwind(AssertUnwindSafe(|| set(&desk, document)));
    // It remembers all that it has set; a server would grow with every document.
    comemo::evict(0);
    outcome.unwrap_or_else(|cause| Err(TypesetError::Broke(said(cause.as_ref()))))
}

fn set(desk: &Desk, document: &Document) -> Result<Vec<u8>, TypesetError> {
    let paged = typst::compile::<PagedDocument>(desk).output;
    let paged = paged.map_err(|complaints| refusal(&complaints, desk, document))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|refused| TypesetError::Broke(refused.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Holdfast".to_owned())),
        timestamp: datetime(document.on).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|complaints| refusal(&complaints, desk, document))
}

/// The first complaint of the typesetter, in terms of the document where that can be known.
fn refusal(complaints: &[SourceDiagnostic], desk: &Desk, document: &Document) -> TypesetError {
    let Some(complaint) = complaints.first() else {
        return TypesetError::Broke("it did not say why".to_owned());
    };
    let hints = complaint.hints.iter().map(|hint| hint.v.as_str());
    let said: Vec<&str> = std::iter::once(complaint.message.as_str())
        .chain(hints)
        .collect();
    let reason = said.join("; ");
    match chart(complaint, document) {
        Some(caption) => TypesetError::ChartUnreadable { caption, reason },
        None => TypesetError::Refused {
            place: place(complaint, desk),
            reason,
        },
    }
}

/// The caption of the chart that a complaint is about.
fn chart(complaint: &SourceDiagnostic, document: &Document) -> Option<String> {
    let file = complaint.span.id()?.get();
    let place = picture_place(file.vpath().get_with_slash())?;
    Some(document.pictures().get(place)?.caption.clone())
}

fn place(complaint: &SourceDiagnostic, desk: &Desk) -> String {
    let range = desk.range(complaint.span);
    let line = range.and_then(|range| Desk::paper().lines().byte_to_line(range.start));
    match line {
        Some(line) => format!("line {} of its template", line + 1),
        None => "no particular place".to_owned(),
    }
}

fn said(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("it did not say why")
        .to_owned()
}
