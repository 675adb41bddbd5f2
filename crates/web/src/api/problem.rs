//! What goes wrong, for programs: problem details of RFC 9457, with what, where
//! and why, and what to do.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::PATH;
use crate::error::PageError;

/// Why a request has no rows as its answer.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The status.
    pub(crate) status: StatusCode,
    /// What is wrong.
    pub(crate) title: &'static str,
    /// Where and why.
    pub(crate) detail: String,
    /// What to do about it.
    pub(crate) advice: String,
    /// The parameter that is wrong, where one is.
    pub(crate) parameter: Option<String>,
}

impl Problem {
    /// A parameter that cannot be read.
    pub(crate) fn parameter(name: &str, detail: String, advice: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            title: "A parameter cannot be used",
            detail,
            advice: advice.into(),
            parameter: Some(name.to_owned()),
        }
    }

    /// Something that the path names and that is not there.
    pub(crate) fn missing(detail: String, advice: impl Into<String>) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            title: "Nothing of this name is recorded",
            detail,
            advice: advice.into(),
            parameter: None,
        }
    }

    /// The answer; `path` is where it happened.
    pub(crate) fn at(&self, path: &str) -> Response {
        let body = json!({
            "type": format!("{PATH}#problems"),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
            "instance": path,
            "advice": self.advice,
            "parameter": self.parameter,
        });
        let headers = [(header::CONTENT_TYPE, "application/problem+json")];
        (self.status, headers, body.to_string()).into_response()
    }
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        match error {
            PageError::NoSuchRecord {
                kind, reference, ..
            } => Self::missing(
                format!("There is no {kind} with the number {reference}."),
                "Ask /api/v1/authorities for those that there are.",
            ),
            other => {
                tracing::error!("{other}");
                Self {
                    status: StatusCode::SERVICE_UNAVAILABLE,
                    title: "The records cannot be reached",
                    detail: "The database does not answer.".to_owned(),
                    advice: "Try again in a minute.".to_owned(),
                    parameter: None,
                }
            }
        }
    }
}

/// Answers where no address is.
pub(crate) async fn nothing_there(uri: Uri) -> Response {
    let problem = Problem {
        title: "Nothing is at this address",
        ..Problem::missing(
            format!("The API has no address {}.", uri.path()),
            "Read /api/v1/openapi.json or the page /api for those that it has.",
        )
    };
    problem.at(uri.path())
}

/// Answers a request that would change something.
pub(crate) async fn wrong_method(uri: Uri) -> Response {
    let problem = Problem {
        status: StatusCode::METHOD_NOT_ALLOWED,
        title: "The API only reads",
        detail: format!("{} answers GET alone.", uri.path()),
        advice: "Send GET.".to_owned(),
        parameter: None,
    };
    let mut response = problem.at(uri.path());
    let methods = axum::http::HeaderValue::from_static("GET, HEAD");
    response.headers_mut().insert(header::ALLOW, methods);
    response
}
