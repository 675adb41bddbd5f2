//! The answer to a question: rows as JSON with what a reader has to know, or as
//! CSV; nothing where the program has it already.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use holdfast_intake::export::to_csv;
use holdfast_intake::open::Filled;
use holdfast_measures::disclosure::LETTERS;
use serde_json::{Map, Value, json};

use super::endpoints::{MOST_ROWS, USUAL_ROWS};
use super::{Endpoint, Problem, Question};
use crate::address::segment;

/// A program keeps the answer and asks whether it still holds; nobody else may.
const KEPT: &str = "private, no-cache";

/// Answers a question.
pub(crate) async fn answer(endpoint: &'static Endpoint, question: Question) -> Response {
    let path = question.uri.path().to_owned();
    let version = question.version();
    if is_known(&question.headers, &version) {
        return (StatusCode::NOT_MODIFIED, kept(version)).into_response();
    }
    // Figures of many months take a moment of a whole core.
    let work = tokio::task::spawn_blocking(move || written(endpoint, &question));
    match work.await {
        Ok(Ok((kind, body))) => {
            let kind = [(header::CONTENT_TYPE, kind)];
            (kind, kept(version), body).into_response()
        }
        Ok(Err(problem)) => problem.at(&path),
        Err(error) => {
            tracing::error!("the API failed at {path}: {error}");
            Problem {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                title: "Holdfast made an error",
                detail: "Nothing was changed. The server’s log has the cause.".to_owned(),
                advice: "Tell whoever looks after Holdfast what you asked.".to_owned(),
                parameter: None,
            }
            .at(&path)
        }
    }
}

fn is_known(headers: &HeaderMap, version: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH);
    let known = known.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let bare = |it: &str| it.trim().trim_start_matches("W/").to_owned();
    known
        .split(',')
        .map(bare)
        .any(|it| it == version || it == "*")
}

fn kept(version: String) -> [(header::HeaderName, String); 2] {
    // Weak: compression gives other bytes of the same answer.
    [
        (header::ETAG, format!("W/{version}")),
        (header::CACHE_CONTROL, KEPT.to_owned()),
    ]
}

fn written(endpoint: &Endpoint, question: &Question) -> Result<(&'static str, Vec<u8>), Problem> {
    question.takes_only(endpoint)?;
    let size = question.whole("size", USUAL_ROWS, MOST_ROWS)?;
    let page = question.whole("page", 1, 1_000_000)?;
    let is_csv = match question.given("format") {
        None | Some("json") => false,
        Some("csv") => true,
        Some(other) => {
            let detail = format!("‘{other}’ is no format of the API.");
            return Err(Problem::parameter("format", detail, "Give json or csv."));
        }
    };
    let filled = (endpoint.fill)(question)?;
    match is_csv {
        true => Ok(("text/csv; charset=utf-8", to_csv(&filled.sheet()))),
        false => {
            let body = listed(question, filled, page, size).to_string();
            Ok(("application/json", body.into_bytes()))
        }
    }
}

fn listed(question: &Question, filled: Filled, page: usize, size: usize) -> Value {
    let total = filled.rows.len();
    let pages = total.div_ceil(size).max(1);
    let table = filled.table;
    let rows = filled
        .rows
        .into_iter()
        .skip((page - 1).saturating_mul(size));
    let data = table.with(rows.take(size).collect()).json();
    json!({
        "title": table.title(),
        "description": table.description(),
        "rows": total,
        "page": page,
        "pages": pages,
        "next": (page < pages).then(|| next(question, page + 1)),
        "symbols": explained(&data),
        "data": data,
    })
}

/// The meaning of each symbol that stands in the rows.
fn explained(data: &[Value]) -> Value {
    let stands = |letter: &str| data.iter().any(|row| row["symbol"] == letter);
    let used = LETTERS.iter().filter(|(letter, _)| stands(letter));
    let pairs = used.map(|(letter, meaning)| ((*letter).to_owned(), json!(meaning)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// The address of the next page.
fn next(question: &Question, page: usize) -> String {
    let pairs = question.pairs().filter(|(name, _)| name != "page");
    let pairs = pairs.map(|(name, value)| format!("{}={}&", segment(name), segment(value)));
    format!(
        "{}?{}page={page}",
        question.uri.path(),
        pairs.collect::<String>()
    )
}
