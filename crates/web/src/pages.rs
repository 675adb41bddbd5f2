//! The pages, one file each.

use askama::Template;
use axum::response::Html;

use crate::error::PageError;

pub(crate) mod about;

/// What a handler gives: a page, or why there is none.
pub(crate) type Page = Result<Html<String>, PageError>;

/// Writes a template as a page.
pub(crate) fn page(template: &impl Template) -> Page {
    template
        .render()
        .map(Html)
        .map_err(|error| PageError::Internal(error.into()))
}
