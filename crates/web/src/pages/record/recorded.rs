//! What was just recorded, told at the top of the page that it leads to.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::Query;
use serde::Deserialize;

use crate::App;

/// The title of the change that led here, where the address names one.
pub(crate) struct Recorded(pub(crate) Option<String>);

#[derive(Deserialize)]
struct Named {
    recorded: Option<u64>,
}

impl FromRequestParts<App> for Recorded {
    type Rejection = Infallible;

    /// An address that names no change, or one that is not there, tells nothing:
    /// the page is the same without it.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let named = Query::<Named>::from_request_parts(parts, app).await;
        let Some(seq) = named.ok().and_then(|Query(named)| named.recorded) else {
            return Ok(Self(None));
        };
        let change = app.store().change(seq).await.ok().flatten();
        Ok(Self(
            change.map(|change| format!("Recorded: {}", change.title)),
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn the_page_of_a_person_tells_what_was_just_recorded() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let person = workforce.people().iter().next().unwrap();
        let path = address::person(&authority, person.id);
        let told = server.get(&format!("{path}?recorded=1")).await;
        assert!(told.says("Recorded: Import of example"));
        for other in ["", "?recorded=999", "?recorded=soon"] {
            let answer = server.get(&format!("{path}{other}")).await;
            assert!(!answer.says("Recorded:"), "{other}");
        }
    }
}
