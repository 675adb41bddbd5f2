//! The read-only API for programs: what everybody may have of the figures, as
//! JSON and CSV, for Power BI, Excel and scripts.
//!
//! An [`Endpoint`] says once what an address takes and gives. The routes, the
//! OpenAPI document and the page that explains them are made from the list of
//! all of them, so nothing answers that is not documented. What the rows hold
//! is said by the open tables, which the files of `holdfast export` share.

mod answer;
mod asked;
mod endpoints;
mod openapi;
mod page;
mod problem;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;
use holdfast_intake::open::{Filled, OpenTable};

use crate::App;
use asked::Question;
pub(crate) use endpoints::ENDPOINTS;
use problem::Problem;

/// Where the API begins.
pub(crate) const BASE: &str = "/api/v1";

/// Where its description for programs is.
pub(crate) const DOCUMENT: &str = "/api/v1/openapi.json";

/// Where its description for people is.
pub(crate) const PATH: &str = "/api";

/// Something that an address takes after the question mark.
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: &'static str,
    /// What may be given.
    pub(crate) kind: ParameterKind,
    /// What it does.
    pub(crate) description: &'static str,
}

/// What may be given for a parameter.
#[derive(Clone, Copy)]
pub(crate) enum ParameterKind {
    /// Words or a code.
    Text,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A day.
    Date,
    /// A whole number from the first to the second.
    Whole(u32, u32),
}

/// An address of the API.
pub(crate) struct Endpoint {
    /// The path below the base.
    pub(crate) path: &'static str,
    /// The name of the operation for programs.
    pub(crate) name: &'static str,
    /// What it gives.
    pub(crate) table: OpenTable,
    /// What it takes, besides what every list takes.
    pub(crate) takes: &'static [Parameter],
    /// Finds the rows.
    pub(crate) fill: fn(&Question) -> Result<Filled, Problem>,
}

impl Endpoint {
    /// The whole path, with names in braces.
    pub(crate) fn address(&self) -> String {
        format!("{BASE}{}", self.path)
    }
}

/// Every address of the API, and the page about it.
pub(crate) fn routes(mut pages: Router<App>) -> Router<App> {
    for endpoint in ENDPOINTS {
        let answer = get(move |question| answer::answer(endpoint, question));
        pages = pages.route(&endpoint.address(), answer.fallback(problem::wrong_method));
    }
    for stray in ["", "/", "/{*rest}"] {
        let nothing = get(problem::nothing_there).fallback(problem::wrong_method);
        pages = pages.route(&format!("{BASE}{stray}"), nothing);
    }
    let document = get(openapi::answer).fallback(problem::wrong_method);
    pages
        .route(DOCUMENT, document)
        .route(PATH, get(page::about))
}
