//! The authorities of the database: the way into each, and the first steps
//! while there is none.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{Basis, Dimension, Line, Position, Selection, position};
use holdfast_workforce::record::Authority;
use serde::Deserialize;

use crate::components::PageOf;
use crate::frame::Frame;
use crate::here::unavailable;
use crate::pages::establishment::telling::{day, headline};
use crate::pages::{Page, page};
use crate::{App, address};

/// How many authorities stand on a page: each is worked out for it.
const PAGE: usize = 20;

/// Which page of the list is asked for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "pages/authority/first_steps.html")]
struct FirstSteps {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "pages/authority/list.html")]
struct AuthorityList {
    frame: Frame,
    rows: Vec<AuthorityRow>,
    page: PageOf,
    pages: String,
}

struct AuthorityRow {
    reference: String,
    name: String,
    href: String,
    in_post: String,
    vacancies: String,
    on: String,
}

/// Leads to the first authority, or to the first steps.
pub(crate) async fn start(State(app): State<App>) -> Page {
    let known = app.store().authorities().await.map_err(unavailable)?;
    match first(&app, known).await? {
        Some(authority) => Ok(Redirect::temporary(&address::overview(&authority)).into_response()),
        None => first_steps(&app),
    }
}

/// The only authority; of several, the first that has posts, since the others
/// hold only what papers stated.
async fn first(
    app: &App,
    known: Vec<Authority>,
) -> Result<Option<Authority>, crate::error::PageError> {
    for authority in known.iter().take(PAGE) {
        let workforce = app
            .store()
            .workforce(authority.id)
            .await
            .map_err(unavailable)?;
        if !workforce.posts().is_empty() {
            return Ok(Some(authority.clone()));
        }
    }
    Ok(known.into_iter().next())
}

fn first_steps(app: &App) -> Page {
    page(&FirstSteps {
        frame: Frame::new(app, None),
    })
}

/// Shows the list.
pub(crate) async fn authorities(State(app): State<App>, Query(wanted): Query<Wanted>) -> Page {
    let known = app.store().authorities().await.map_err(unavailable)?;
    if known.is_empty() {
        return first_steps(&app);
    }
    let numbered = PageOf::nearest(wanted.page.unwrap_or(1), known.len(), PAGE);
    let mut rows = Vec::new();
    for authority in &known[numbered.range()] {
        rows.push(row(&app, authority).await?);
    }
    page(&AuthorityList {
        frame: Frame::new(&app, None),
        rows,
        page: numbered,
        pages: format!("{}?page=", address::AUTHORITIES),
    })
}

async fn row(app: &App, authority: &Authority) -> Result<AuthorityRow, crate::error::PageError> {
    let workforce = app
        .store()
        .workforce(authority.id)
        .await
        .map_err(unavailable)?;
    let position = position(&workforce, &Selection::at(app.today()), Dimension::Service);
    Ok(AuthorityRow {
        reference: authority.reference.clone(),
        name: authority.name.clone(),
        href: address::overview(authority),
        in_post: counted(position.total.get(Line::InPost), position.unit),
        vacancies: counted(position.total.get(Line::Vacancies), position.unit),
        on: on(&position),
    })
}

fn counted(amount: Option<Fte>, unit: CountUnit) -> String {
    match amount {
        Some(amount) => format!("{} {}", headline(amount, unit), unit.label()),
        None => "Not known".to_owned(),
    }
}

fn on(position: &Position) -> String {
    match position.basis {
        Basis::Records => format!("{} (today)", in_words(day(position))),
        Basis::Stated { .. } => format!("{} (latest count)", in_words(day(position))),
        Basis::Nothing => "Nothing recorded".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn an_empty_database_shows_the_first_steps() {
        let server = TestServer::empty().await;
        let answer = server.get("/").await;
        assert_eq!(answer.status, StatusCode::OK);
        for words in ["holdfast demo", "holdfast import", "datapackage.json"] {
            assert!(answer.says(words), "{words}");
        }
        assert!(server.get("/authorities").await.says("holdfast import"));
    }

    #[tokio::test]
    async fn the_start_page_leads_to_the_authority() {
        let server = TestServer::with_example().await;
        let answer = server.get("/").await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
        let authority = server.authority().await;
        assert_eq!(answer.location, Some(address::overview(&authority)));
        let list = server.get("/authorities").await;
        assert!(list.says(&authority.name) && list.says(&address::overview(&authority)));
        assert!(list.says("30 September 2026 (today)"));
    }
}
