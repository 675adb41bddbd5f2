//! What stands before every page: response headers, and checks of where a
//! request comes from.

use axum::body::Body;
use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::error::PageError;

/// Pages take styles, scripts and images from this server only, and none from
/// inside the page, so text that slips through unescaped cannot run. No other
/// site may frame a page (a click could be stolen), be posted to by its forms,
/// or change what relative addresses mean.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; \
                                       form-action 'self'; frame-ancestors 'none'";

/// A download with staff's names must not be taken for a script or a page.
const CONTENT_TYPE_OPTIONS: &str = "nosniff";

/// Addresses hold the numbers of people and posts: other sites never see
/// them. Not `no-referrer`, which would also take the origin from our own
/// forms, and the check against forged requests reads it.
const REFERRER_POLICY: &str = "same-origin";

/// A window opened from another site gets no hold on ours.
const OPENER_POLICY: &str = "same-origin";

/// Other sites cannot load pages or files as if they were their own.
const RESOURCE_POLICY: &str = "same-origin";

/// Nothing here needs a camera, a microphone or the place of the reader.
const PERMISSIONS_POLICY: &str = "camera=(), geolocation=(), microphone=()";

/// Staff records stay out of the browser's store on a shared computer.
/// Files that are no secret set their own.
const CACHE_CONTROL: &str = "no-store";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, CONTENT_TYPE_OPTIONS),
    (header::REFERRER_POLICY, REFERRER_POLICY),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        OPENER_POLICY,
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        RESOURCE_POLICY,
    ),
    (
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS_POLICY,
    ),
];

/// Gives every response its security headers.
pub(crate) async fn headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(CACHE_CONTROL));
    response
}

/// The answer to a form that another site sent.
type Rejection = fn(ProtectionError) -> Response<Body>;

/// Refuses changes that another site makes the reader's browser send.
pub(crate) fn csrf() -> CsrfLayer<Rejection> {
    CsrfLayer::new().with_rejection_response(|_| PageError::CrossSite.into_response())
}

/// Refuses requests under any name but this machine's own.
///
/// A hostile site can let its own name point here (DNS rebinding). To the
/// browser our pages would then be that site's, for its scripts to read.
pub(crate) async fn check_host(request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    if host.is_some_and(is_this_machine) {
        next.run(request).await
    } else {
        PageError::ForeignHost.into_response()
    }
}

fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let names = ["localhost", "127.0.0.1", "[::1]"];
    !host.contains('@')
        && names
            .iter()
            .any(|name| authority.host().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn a_machine_knows_its_own_names_with_and_without_a_port() {
        for host in [
            "localhost",
            "LOCALHOST:8000",
            "127.0.0.1:8000",
            "[::1]",
            "[::1]:8000",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn names_that_only_look_like_this_machine_are_foreign() {
        for host in [
            "",
            "holdfast.example",
            "localhost.example",
            "127.0.0.1.example:8000",
            "localhost@holdfast.example",
            "user@localhost",
            "10.0.0.1",
            "[::2]:8000",
            "::1",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
