//! What tests of pages share: a server over a database of its own, and an
//! example authority in it.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use holdfast_example::{Plan, generate};
use holdfast_import::{Request as ImportRequest, import};
use holdfast_intake::{Package, package_archive};
use holdfast_store::{DatabaseUrl, Store};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::record::Authority;
use jiff::Timestamp;
use jiff::civil::date;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{App, Settings, router};

/// The pairs that an address or a form sends.
pub(crate) fn pairs(sent: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    sent.iter().map(owned).collect()
}

/// A council of which nothing is recorded.
pub(crate) fn no_records() -> Workforce {
    Workforce::empty(AuthorityId(Uuid::nil()))
}

/// A server with a database of its own, which goes when the server goes.
pub(crate) struct TestServer {
    /// The state of the server.
    pub(crate) app: App,
    _folder: TempDir,
}

impl TestServer {
    /// A server that knows nothing.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
        let store = Store::open(&url).await.unwrap();
        let settings = Settings {
            service: "Holdfast".into(),
            actor: "A. Tester".into(),
            today: Some(date(2026, 9, 30)),
        };
        Self {
            // Pages answer at once, however slow the machine is.
            app: App::new(settings, store).waiting(std::time::Duration::from_secs(300)),
            _folder: folder,
        }
    }

    /// A server with a small example authority of two years.
    pub(crate) async fn with_example() -> Self {
        Self::with_example_of(40, 2).await
    }

    /// A server with an example authority of a size.
    pub(crate) async fn with_example_of(fte: u32, years: u8) -> Self {
        let server = Self::empty().await;
        let plan = Plan {
            fte,
            years,
            ..Plan::default()
        };
        let archive = package_archive(&generate(&plan)).unwrap();
        let mut package = Package::from_bytes("example.zip", archive).unwrap();
        let request = ImportRequest {
            name: "example".into(),
            authority: None,
            actor: "A. Tester".into(),
            at: Timestamp::now(),
            kept: 0,
        };
        let outcome = import(server.app.store(), &mut package, &request)
            .await
            .unwrap();
        assert!(!outcome.is_refused(), "{:?}", outcome.problems.first());
        server
    }

    /// The only authority.
    pub(crate) async fn authority(&self) -> Authority {
        self.app.store().authorities().await.unwrap().remove(0)
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields.iter().map(|(name, value)| {
            format!(
                "{}={}",
                crate::address::segment(name),
                crate::address::segment(value)
            )
        });
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends a form with a file in it.
    pub(crate) async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (field, name, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        const BOUNDARY: &str = "----holdfast";
        let part = |head: String| {
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n")
        };
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(part(format!("name=\"{name}\"")).bytes());
            body.extend(format!("{value}\r\n").bytes());
        }
        body.extend(part(format!("name=\"{field}\"; filename=\"{name}\"")).bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = request("POST", path)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends any request.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = router(self.app.clone()).oneshot(request).await.unwrap();
        Answer::of(response).await
    }
}

/// A request from a page of this server.
pub(crate) fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8000")
}

/// An answer that was read to its end.
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// Where a redirect leads.
    pub(crate) location: Option<String>,
    /// What kind of content it is.
    pub(crate) content_type: String,
    /// By what a program knows the answer again.
    pub(crate) etag: String,
    /// How a file is to be kept, and under which name.
    pub(crate) disposition: String,
    /// The content.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    async fn of(response: Response) -> Self {
        let text = |name| {
            let value = response.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        let (status, location) = (response.status(), text(header::LOCATION));
        let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
        let etag = text(header::ETAG).unwrap_or_default();
        let disposition = text(header::CONTENT_DISPOSITION).unwrap_or_default();
        let bytes = to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec();
        Self {
            status,
            location,
            content_type,
            etag,
            disposition,
            bytes,
        }
    }

    /// The content as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// Whether the page says something.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }
}
