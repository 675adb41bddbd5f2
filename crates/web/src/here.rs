//! Which authority a request is about, with its records.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use holdfast_workforce::Workforce;
use holdfast_workforce::record::Authority;

use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::{App, address};

/// The authority that an address names, and its records as they stand.
#[derive(Clone)]
pub(crate) struct Here {
    /// The state of the server.
    pub(crate) app: App,
    /// The authority.
    pub(crate) authority: Authority,
    /// Its records.
    pub(crate) workforce: Arc<Workforce>,
    several: bool,
}

impl Here {
    /// The frame of a page of the authority.
    pub(crate) fn frame(&self, current: Option<Section>) -> Frame {
        Frame::of(&self.app, &self.authority, self.several, current)
    }

    /// The authority with a number.
    pub(crate) async fn of(app: &App, reference: &str) -> Result<Self, PageError> {
        let known = app.store().authorities().await.map_err(unavailable)?;
        let several = known.len() > 1;
        let found = known
            .into_iter()
            .find(|authority| authority.reference == reference);
        let Some(authority) = found else {
            return Err(PageError::NoSuchRecord {
                kind: "authority",
                reference: reference.to_owned(),
                list: Link::new(address::AUTHORITIES, "All authorities"),
            });
        };
        let workforce = app
            .store()
            .workforce(authority.id)
            .await
            .map_err(unavailable)?;
        Ok(Self {
            app: app.clone(),
            authority,
            workforce,
            several,
        })
    }
}

/// The database failed.
pub(crate) fn unavailable(error: holdfast_store::StoreError) -> PageError {
    PageError::StoreUnavailable(Box::new(error))
}

impl FromRequestParts<App> for Here {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Path(names): Path<HashMap<String, String>> = Path::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::NoSuchPage)?;
        let reference = names.get("authority").ok_or(PageError::NoSuchPage)?;
        Self::of(app, reference).await
    }
}
