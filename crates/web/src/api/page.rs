//! The page about the API, for people who want its figures in Excel or Power BI.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};

use super::{DOCUMENT, ENDPOINTS};
use crate::App;
use crate::frame::{Frame, Section};
use crate::here::unavailable;
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/api.html")]
struct ApiPage {
    frame: Frame,
    lists: Vec<Listed>,
    document: String,
    example: String,
    csv: String,
}

struct Listed {
    title: &'static str,
    description: &'static str,
    address: String,
    takes: String,
}

/// Shows the page.
pub(crate) async fn about(State(app): State<App>, headers: HeaderMap) -> Page {
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
    let server = format!("http://{}", host.unwrap_or("localhost"));
    let known = app.store().authorities().await.map_err(unavailable)?;
    let number = known
        .first()
        .map_or("{authority}", |it| it.reference.as_str());
    let whole = |path: &str| format!("{server}{}", path.replace("{authority}", number));
    let lists = ENDPOINTS.iter().map(|endpoint| Listed {
        title: endpoint.table.title(),
        description: endpoint.table.description(),
        address: whole(&endpoint.address()),
        takes: endpoint
            .takes
            .iter()
            .map(|it| it.name)
            .collect::<Vec<_>>()
            .join(", "),
    });
    let figures = ENDPOINTS.iter().find(|it| it.name == "listFigures");
    let figures = whole(&figures.map(super::Endpoint::address).unwrap_or_default());
    page(&ApiPage {
        frame: Frame::new(&app, Some(Section::About)),
        lists: lists.collect(),
        document: whole(DOCUMENT),
        example: format!("{figures}?measure=vacancy_rate,agency_rate"),
        csv: format!("{figures}?format=csv"),
    })
}
