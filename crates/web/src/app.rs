//! What every page can reach.

use std::sync::Arc;

use holdfast_store::Store;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::pages::plan::following::{MOMENT, Runs};

/// The state that pages share; cheap to clone.
#[derive(Clone)]
pub struct App {
    settings: Arc<Settings>,
    store: Store,
    runs: Arc<Runs>,
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
            runs: Arc::new(Runs::new(MOMENT)),
        }
    }

    /// The same server, in which pages are waited for so long before they tell
    /// how far they are.
    #[cfg(test)]
    pub(crate) fn waiting(self, moment: std::time::Duration) -> Self {
        Self {
            runs: Arc::new(Runs::new(moment)),
            ..self
        }
    }

    /// The pages that take longer than a moment.
    pub(crate) fn runs(&self) -> &Runs {
        &self.runs
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
