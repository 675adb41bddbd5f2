//! What goes wrong, as pages: what happened, and where to go next.

use std::any::Any;
use std::error::Error;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::components::Link;
use crate::frame::Frame;

/// The cause of an error, whatever it is.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// Why a request has no page of its own as its answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PageError {
    /// Nothing is at the address.
    #[error("no page is at this address")]
    NoSuchPage,
    /// The address names a record that is not there, or no longer.
    #[error("no {kind} has the number {reference}")]
    NoSuchRecord {
        /// What a record of the kind is called.
        kind: &'static str,
        /// The number that was asked for.
        reference: String,
        /// Where all records of the kind are listed.
        list: Link,
    },
    /// The address names a measure that there is no definition of.
    #[error("{found} is no measure")]
    NoSuchMeasure {
        /// What was asked for.
        found: String,
        /// The measure that was perhaps meant.
        nearest: Option<Link>,
        /// Where all measures are listed.
        list: Link,
    },
    /// The request cannot be read, for a reason that people understand.
    #[error("the request cannot be read: {reason}")]
    BadRequest {
        /// What is wrong with it, as a sentence.
        reason: String,
    },
    /// The address takes no request of this method.
    #[error("the address does not take this method")]
    WrongMethod,
    /// Somebody else changed the record after this reader opened it.
    #[error("somebody else changed the {kind} in the meantime")]
    Conflict {
        /// What the record is called.
        kind: &'static str,
        /// Where it can be seen as it is now.
        current: Link,
    },
    /// More was sent than the address takes.
    #[error("the request is too large")]
    TooLarge,
    /// Another site sent the form.
    #[error("another site sent the request")]
    CrossSite,
    /// The request is for another machine's name.
    #[error("the request is for the name of another machine")]
    ForeignHost,
    /// The database does not answer.
    #[error("the database does not answer")]
    StoreUnavailable(#[source] Cause),
    /// Too much is worked out at the same time.
    #[error("too much is being worked out")]
    Busy,
    /// Something that should not happen.
    #[error("an error inside Holdfast")]
    Internal(#[source] Cause),
}

/// What an error page says.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: &'static str,
    text: String,
    links: Vec<Link>,
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchPage | Self::NoSuchRecord { .. } | Self::NoSuchMeasure { .. } => {
                StatusCode::NOT_FOUND
            }
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::StoreUnavailable(_) | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NoSuchPage => "Page not found",
            Self::NoSuchRecord { .. } => "Record not found",
            Self::NoSuchMeasure { .. } => "Measure not found",
            Self::BadRequest { .. } => "The request cannot be read",
            Self::WrongMethod => "The page cannot be opened this way",
            Self::Conflict { .. } => "Someone else changed this record",
            Self::TooLarge => "Too much was sent",
            Self::CrossSite => "The form came from another site",
            Self::ForeignHost => "This is not Holdfast’s address",
            Self::StoreUnavailable(_) => "The records cannot be reached",
            Self::Busy => "Too many simulations are under way",
            Self::Internal(_) => "Sorry, there is a problem",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::NoSuchPage => "If you typed the address, check that it is correct. If you pasted \
                                 it, check that you copied all of it."
                .to_owned(),
            Self::NoSuchRecord { kind, reference, .. } => format!(
                "There is no {kind} with the number {reference}. It may have been removed, or never recorded."
            ),
            Self::NoSuchMeasure { found, nearest, .. } => match nearest {
                Some(nearest) => format!("‘{found}’ is not a measure. Did you mean ‘{}’?", nearest.label),
                None => format!("‘{found}’ is not a measure. Choose one from the list."),
            },
            Self::BadRequest { reason } => reason.clone(),
            Self::WrongMethod => "Go to the page through its link instead.".to_owned(),
            Self::Conflict { kind, .. } => format!(
                "The {kind} was changed after you opened it, so nothing of yours was saved. Look at it as \
                 it is now, then make your change again."
            ),
            Self::TooLarge => "What you sent is larger than this page takes. Nothing was saved. Send \
                               less, or a smaller file."
                .to_owned(),
            Self::CrossSite => "To protect the records, Holdfast takes forms from its own pages only. \
                                Nothing was changed. Open the page in Holdfast and send the form from there."
                .to_owned(),
            Self::ForeignHost => "Holdfast answers on this computer only. Use the address that it showed \
                                  when it was started, such as http://localhost:8000."
                .to_owned(),
            Self::StoreUnavailable(_) => "The database does not answer. Nothing was changed. Try again in a \
                                          minute; if it stays so, tell whoever looks after Holdfast."
                .to_owned(),
            Self::Busy => "Each waits for its turn, and no more are taken on for now. Nothing was changed. \
                           Try again when one of them has ended."
                .to_owned(),
            Self::Internal(_) => "Holdfast made an error. Nothing was changed. Try again; if it happens again, \
                                  tell whoever looks after Holdfast what you did. The server’s log has the cause."
                .to_owned(),
        }
    }

    fn links(&self) -> Vec<Link> {
        let start = Link::new("/", "Go to the start page");
        match self {
            Self::ForeignHost => Vec::new(),
            Self::NoSuchRecord { list: first, .. } | Self::Conflict { current: first, .. } => {
                vec![first.clone(), start]
            }
            Self::NoSuchMeasure { nearest, list, .. } => nearest
                .iter()
                .cloned()
                .chain([list.clone(), start])
                .collect(),
            _ => vec![start],
        }
    }

    fn frame(&self, app: &App) -> Frame {
        match self {
            Self::ForeignHost | Self::CrossSite => Frame::for_strangers(app),
            _ => Frame::new(app, None),
        }
    }

    /// The error that a bare status stands for, as the framework gives it.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NoSuchPage,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            status if status.is_client_error() => Self::BadRequest {
                reason: "Part of the address or of the form is missing or not as expected."
                    .to_owned(),
            },
            status => Self::Internal(format!("a bare response with status {status}").into()),
        }
    }
}

impl IntoResponse for PageError {
    /// The bare answer; [`pages`] writes the page, which needs the frame.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Answers a request whose handler panicked.
pub(crate) fn of_panic(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    PageError::Internal(format!("panic: {message}").into()).into_response()
}

/// Writes the page of every error, and logs the errors that are ours, once.
pub(crate) async fn pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    let error = match response.extensions_mut().remove::<Arc<PageError>>() {
        Some(error) => error,
        None if is_error_without_page(status, response.headers()) => {
            Arc::new(PageError::of_status(status))
        }
        None => return response,
    };
    log(&error);
    with_page(response, &app, &error)
}

fn is_error_without_page(status: StatusCode, headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let is_error = status.is_client_error() || status.is_server_error();
    is_error && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

fn with_page(response: Response, app: &App, error: &PageError) -> Response {
    let page = ErrorPage {
        frame: error.frame(app),
        title: error.title(),
        text: error.text(),
        links: error.links(),
    };
    // The text alone still says what happened.
    let html = page.render().unwrap_or_else(|_| error.text());
    let (mut parts, _) = response.into_parts();
    parts.status = error.status();
    parts.headers.remove(header::CONTENT_LENGTH);
    let html_type = HeaderValue::from_static("text/html; charset=utf-8");
    parts.headers.insert(header::CONTENT_TYPE, html_type);
    Response::from_parts(parts, Body::from(html))
}

fn log(error: &PageError) {
    if error.status().is_server_error() {
        tracing::error!("{}", chain(error));
    } else {
        tracing::debug!("{error}");
    }
}

/// The error and its causes in one line.
fn chain(error: &PageError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
