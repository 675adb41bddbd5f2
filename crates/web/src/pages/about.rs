//! What Holdfast is, its version, and whose work stands in it.

use askama::Template;
use axum::extract::State;

use crate::App;
use crate::frame::{Frame, Section};
use crate::pages::{Page, page};

/// Where the page is.
pub(crate) const PATH: &str = "/about";

#[derive(Template)]
#[template(path = "pages/about.html")]
struct About {
    frame: Frame,
}

/// Shows the page.
pub(crate) async fn about(State(app): State<App>) -> Page {
    page(&About {
        frame: Frame::new(&app, Some(Section::About)),
    })
}
