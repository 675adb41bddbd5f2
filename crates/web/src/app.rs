//! What every page can reach.

use std::sync::Arc;

use holdfast_store::Store;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

/// The state that pages share; cheap to clone.
#[derive(Clone)]
pub struct App {
    settings: Arc<Settings>,
    store: Store,
}

/// What configuration decides about the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the service is called in the header and in titles.
    pub service: String,
    /// The name that changes are recorded under, for as long as nobody signs in.
    pub actor: String,
    /// The day that pages take for today; nothing means the day it is.
    pub today: Option<Date>,
}

impl App {
    /// The state of a server of a database.
    pub fn new(settings: Settings, store: Store) -> Self {
        Self {
            settings: Arc::new(settings),
            store,
        }
    }

    /// What configuration decided.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The day that pages start from.
    pub fn today(&self) -> Date {
        self.settings.today.unwrap_or_else(|| Zoned::now().date())
    }

    /// When a change is made.
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
