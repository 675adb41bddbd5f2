//! Where imports are made: at an authority, or, while none is recorded, at
//! none.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::record::Profile;

use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::{App, address};

/// Where a request imports.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The state of the server.
    pub(crate) app: App,
    /// The authority, unless the address names none.
    pub(crate) here: Option<Here>,
}

impl Desk {
    /// The frame of its pages.
    pub(crate) fn frame(&self) -> Frame {
        match &self.here {
            Some(here) => here.frame(Some(Section::Imports)),
            None => Frame::new(&self.app, None),
        }
    }

    /// The address of the imports.
    pub(crate) fn imports(&self) -> String {
        match &self.here {
            Some(here) => address::imports(&here.authority),
            None => address::FIRST_IMPORT.to_owned(),
        }
    }

    /// The way to its pages.
    pub(crate) fn trail(&self) -> Vec<Link> {
        vec![Link::new(self.imports(), "Imports")]
    }

    /// The authority.
    pub(crate) fn authority(&self) -> Option<AuthorityId> {
        self.here.as_ref().map(|here| here.authority.id)
    }

    /// The mapping profiles to choose from.
    pub(crate) fn profiles(&self) -> Vec<Choice> {
        let known = self
            .here
            .iter()
            .flat_map(|here| here.workforce.profiles().iter());
        let mut choices: Vec<_> = known
            .map(|profile| Choice::new(&profile.reference, &profile.reference))
            .collect();
        choices.sort_by(|one, other| one.label.cmp(&other.label));
        choices
    }

    /// The mapping profile of a name.
    pub(crate) fn profile(&self, name: &str) -> Option<Profile> {
        let profiles = self.here.as_ref()?.workforce.profiles();
        profiles.by_reference(name).cloned()
    }
}

impl FromRequestParts<App> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let here = if parts.uri.path().starts_with(address::FIRST_IMPORT) {
            None
        } else {
            Some(Here::from_request_parts(parts, app).await?)
        };
        let app = app.clone();
        Ok(Self { app, here })
    }
}
