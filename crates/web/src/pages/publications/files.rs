//! A publication as a file: the figures, and in a workbook what was restated.

use axum::extract::Path;
use holdfast_intake::export::{publication_sheet, restated_sheet};
use holdfast_measures::Ledger;

use super::one::{Which, find};
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};

/// The figures of a month.
pub(crate) async fn publication(here: Here, kind: FileKind, Path(which): Path<Which>) -> Page {
    let (_, publication) = find(&here, &which.reference)?;
    let now = Ledger::new(&here.workforce, Some(publication.service));
    let restated = publication.restated(&now);
    let sheets = [
        publication_sheet(&publication),
        restated_sheet(&publication, &restated),
    ];
    file(&here, kind, "published", publication.at, &sheets)
}
