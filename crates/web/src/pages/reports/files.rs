//! Reports as files, in every format.

use axum::extract::Path;
use holdfast_document::{Document, Format};
use holdfast_paper::formats::{available, write};
use holdfast_paper::publish::portable;
use serde::Deserialize;

use super::desk::{beside, paper, published};
use super::draft::composed;
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::attached;

/// The draft and the format that an address names.
#[derive(Deserialize)]
pub(crate) struct DraftFile {
    paper: String,
    file: String,
}

/// The published report and the format that an address names.
#[derive(Deserialize)]
pub(crate) struct PublishedFile {
    reference: String,
    file: String,
}

/// A draft as a file, which says that it is one.
pub(crate) async fn draft(here: Here, Path(asked): Path<DraftFile>) -> Page {
    let format = format_of(&asked.file)?;
    let paper = paper(&here, &asked.paper)?;
    let draft = composed(&here, &paper).await?;
    let name = format!("{}-draft", paper.reference);
    file(&here, &name, draft.document(), format).await
}

/// A published report as a file.
pub(crate) async fn frozen(here: Here, Path(asked): Path<PublishedFile>) -> Page {
    let format = format_of(&asked.file)?;
    let (record, frozen) = published(&here, &asked.reference)?;
    file(&here, &record.reference, frozen.document, format).await
}

async fn file(here: &Here, name: &str, document: Document, format: Format) -> Page {
    let bytes = beside(move || write(&portable(document), format)).await?;
    let bytes = bytes.map_err(|error| PageError::Internal(error.into()))?;
    Ok(attached(
        here,
        name,
        format.extension(),
        format.media_type(),
        bytes,
    ))
}

fn format_of(file: &str) -> Result<Format, PageError> {
    let ending = file.strip_prefix("file.").ok_or(PageError::NoSuchPage)?;
    let format: Format = ending.parse().map_err(|_| PageError::NoSuchPage)?;
    match available().any(|it| it == format) {
        true => Ok(format),
        false => Err(PageError::NoSuchPage),
    }
}
