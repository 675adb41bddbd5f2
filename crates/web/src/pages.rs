//! The pages, one file each.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use crate::answers::Answers;
use crate::error::PageError;

pub(crate) mod about;
pub(crate) mod authority;
pub(crate) mod benchmarks;
pub(crate) mod changes;
pub(crate) mod establishment;
pub(crate) mod forms;
pub(crate) mod imports;
pub(crate) mod measures;
pub(crate) mod package_format;
pub(crate) mod plan;
pub(crate) mod profiles;
pub(crate) mod publications;
pub(crate) mod record;
pub(crate) mod reports;
pub(crate) mod returns;
pub(crate) mod scorecard;

/// What a handler gives: a page, or why there is none.
pub(crate) type Page = Result<Response, PageError>;

/// Writes a template as a page.
pub(crate) fn page(template: &impl Template) -> Page {
    with_status(StatusCode::OK, template)
}

/// Writes a template with a form; the status says whether it has problems.
pub(crate) fn form_page(answers: &Answers, template: &impl Template) -> Page {
    with_status(answers.status(), template)
}

fn with_status(status: StatusCode, template: &impl Template) -> Page {
    match template.render() {
        Ok(html) => Ok((status, Html(html)).into_response()),
        Err(error) => Err(PageError::Internal(error.into())),
    }
}
