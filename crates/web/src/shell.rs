//! What holds for every request, asked of the router itself.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use tower::ServiceExt as _;

use crate::answers::Answers;
use crate::components::Link;
use crate::error::{self, PageError};
use crate::testing::TestServer;
use crate::{App, assets, router};

/// A server without records: what these tests ask for needs none.
async fn server() -> TestServer {
    TestServer::empty().await
}

/// A request from a page of this server.
fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8000")
}

async fn answer(request: Request<Body>) -> Response {
    let server = server().await;
    router(server.app.clone()).oneshot(request).await.unwrap()
}

async fn get_path(path: &str) -> Response {
    answer(request("GET", path).body(Body::empty()).unwrap()).await
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn value(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    for path in [
        "/about",
        "/nowhere",
        &format!("{}/app.js", assets::folder()),
    ] {
        let response = get_path(path).await;
        let headers = response.headers();
        let policy = value(headers, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'self';"),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(value(headers, "x-content-type-options"), "nosniff");
        assert_eq!(value(headers, "referrer-policy"), "same-origin");
        assert_eq!(value(headers, "cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test]
async fn pages_are_not_kept_by_browsers_and_files_are_kept_for_good() {
    assert_eq!(
        value(get_path("/about").await.headers(), "cache-control"),
        "no-store"
    );
    for (name, kind) in [
        ("holdfast.css", "text/css; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("govuk-frontend.min.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
    ] {
        let response = get_path(&format!("{}/{name}", assets::folder())).await;
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        assert_eq!(value(response.headers(), "content-type"), kind);
        assert_eq!(
            value(response.headers(), "cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    let old = get_path("/assets/0000000000000000/holdfast.css").await;
    assert_eq!(value(old.headers(), "cache-control"), "no-cache");
}

#[tokio::test]
async fn the_about_page_names_the_licences_and_who_changes_are_recorded_as() {
    let response = get_path("/about").await;
    assert_eq!(response.status(), StatusCode::OK);
    let html = text(response).await;
    for words in [
        "MIT licence",
        "Apache License 2.0",
        "Open Government Licence v3.0",
        "A. Tester",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains(&format!("{}/holdfast.css", assets::folder())));
}

#[tokio::test]
async fn an_address_with_nothing_behind_it_is_a_page_that_leads_on() {
    for path in ["/nowhere/at/all", "/assets/0000000000000000/nothing.css"] {
        let response = get_path(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            value(response.headers(), "content-type"),
            "text/html; charset=utf-8"
        );
        let html = text(response).await;
        assert!(
            html.contains("Page not found") && html.contains(r#"<a class="govuk-link" href="/">"#)
        );
    }
}

#[tokio::test]
async fn a_wrong_method_is_a_page_and_says_which_are_right() {
    let response = answer(request("DELETE", "/about").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(value(response.headers(), "allow"), "GET,HEAD");
    assert!(
        text(response)
            .await
            .contains("The page cannot be opened this way")
    );
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let forged = request("POST", "/about").header("sec-fetch-site", "cross-site");
    let response = answer(forged.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let html = text(response).await;
    assert!(html.contains("The form came from another site"));
    assert!(!html.contains("A. Tester"), "strangers learn no names");
}

#[tokio::test]
async fn a_form_of_another_origin_is_refused_without_the_browsers_newer_header() {
    let forged = request("POST", "/about").header(header::ORIGIN, "http://evil.example");
    let response = answer(forged.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_foreign_name_is_refused_and_learns_nothing() {
    let foreign = Request::builder()
        .uri("/about")
        .header(header::HOST, "rebound.example");
    let response = answer(foreign.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST);
    let html = text(response).await;
    assert!(html.contains("This is not Holdfast’s address") && !html.contains("A. Tester"));
    let unnamed = answer(
        Request::builder()
            .uri("/about")
            .body(Body::empty())
            .unwrap(),
    )
    .await;
    assert_eq!(unnamed.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_ask() {
    let asking = request("GET", "/about").header(header::ACCEPT_ENCODING, "gzip");
    let response = answer(asking.body(Body::empty()).unwrap()).await;
    assert_eq!(value(response.headers(), "content-encoding"), "gzip");
}

/// The layers that write error pages, around handlers that fail.
fn failing(app: App) -> axum::Router {
    let panics = async || -> String { panic!("the cellar is flooded") };
    let unavailable = async || PageError::StoreUnavailable("connection refused".into());
    let conflict = async || PageError::Conflict {
        kind: "post",
        current: Link::new("/posts/12", "See the post as it is now"),
    };
    let no_record = async || PageError::NoSuchRecord {
        kind: "post",
        reference: "P-12".into(),
        list: Link::new("/posts", "See all posts"),
    };
    let form = async |answers: Answers| answers.text("name").to_owned();
    axum::Router::new()
        .route("/panics", get(panics))
        .route("/unavailable", get(unavailable))
        .route("/conflict", get(conflict))
        .route("/no-record", get(no_record))
        .route(
            "/form",
            post(form).layer(axum::extract::DefaultBodyLimit::max(16)),
        )
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(
            error::of_panic,
        ))
        .layer(axum::middleware::from_fn_with_state(app, error::pages))
}

async fn failing_get(path: &str) -> (StatusCode, String) {
    let request = request("GET", path).body(Body::empty()).unwrap();
    let server = server().await;
    let response = failing(server.app.clone()).oneshot(request).await.unwrap();
    (response.status(), text(response).await)
}

#[tokio::test]
async fn a_panic_is_a_page_that_keeps_the_cause_to_the_log() {
    let (status, html) = failing_get("/panics").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(html.contains("Sorry, there is a problem") && !html.contains("cellar"));
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_a_page() {
    let (status, html) = failing_get("/unavailable").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(html.contains("The records cannot be reached") && !html.contains("refused"));
}

#[tokio::test]
async fn a_conflict_leads_to_the_record_as_it_is() {
    let (status, html) = failing_get("/conflict").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(html.contains("The post was changed after you opened it"));
    assert!(
        html.contains(r#"<a class="govuk-link" href="/posts/12">See the post as it is now</a>"#)
    );
}

#[tokio::test]
async fn a_record_that_is_not_there_leads_to_those_that_are() {
    let (status, html) = failing_get("/no-record").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(html.contains("There is no post with the number P-12"));
    assert!(html.contains(r#"<a class="govuk-link" href="/posts">See all posts</a>"#));
}

async fn send_form(content_type: &str, body: &'static str) -> (StatusCode, String) {
    let sent = request("POST", "/form").header(header::CONTENT_TYPE, content_type);
    let server = server().await;
    let response = failing(server.app.clone())
        .oneshot(sent.body(Body::from(body)).unwrap())
        .await
        .unwrap();
    (response.status(), text(response).await)
}

#[tokio::test]
async fn forms_are_read_up_to_their_limit() {
    let form = "application/x-www-form-urlencoded";
    assert_eq!(
        send_form(form, "name=Ann+Lee").await,
        (StatusCode::OK, "Ann Lee".into())
    );
    let (status, html) = send_form(form, "name=much+longer+than+sixteen").await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(html.contains("Too much was sent"));
    let (status, html) = send_form("application/json", "{}").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(html.contains("not a form of Holdfast"));
}
