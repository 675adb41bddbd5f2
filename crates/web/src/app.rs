//! What every page can reach.

use std::sync::Arc;

/// The state that pages share; cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    settings: Arc<Settings>,
}

/// What configuration decides about the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the service is called in the header and in titles.
    pub service: String,
    /// The name that changes are recorded under, for as long as nobody signs in.
    pub actor: String,
}

impl App {
    /// The state of a server.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
        }
    }

    /// What configuration decided.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
