//! The frame around every page: header, navigation and footer.

use crate::pages::about;
use crate::{App, assets};

/// What the frame shows.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// What the service is called.
    pub(crate) service: String,
    /// Who changes are recorded under; nobody is named to strangers.
    pub(crate) actor: Option<String>,
    /// The authority whose records the page shows.
    pub(crate) authority: Option<FrameAuthority>,
    /// The service navigation.
    pub(crate) navigation: Vec<NavigationItem>,
    /// The folder that the page takes its files from.
    pub(crate) assets: String,
    /// The version of the program.
    pub(crate) version: &'static str,
}

/// The authority in the header.
#[derive(Clone, Debug)]
pub(crate) struct FrameAuthority {
    /// Its name.
    pub(crate) name: String,
    /// Where another can be chosen, if the store holds more than one.
    pub(crate) switch: Option<String>,
}

/// A link of the service navigation.
#[derive(Clone, Debug)]
pub(crate) struct NavigationItem {
    /// Where it leads.
    pub(crate) href: String,
    /// What it says.
    pub(crate) label: &'static str,
    /// Whether the page belongs there.
    pub(crate) current: bool,
}

/// A part of the service that the navigation leads to, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What Holdfast is.
    About,
}

impl Section {
    const ALL: [Self; 1] = [Self::About];

    fn label(self) -> &'static str {
        match self {
            Self::About => "About",
        }
    }

    fn href(self) -> String {
        match self {
            Self::About => about::PATH.to_owned(),
        }
    }
}

impl Frame {
    /// The frame of a page in a section, or in none.
    pub(crate) fn new(app: &App, current: Option<Section>) -> Self {
        let item = |section: Section| NavigationItem {
            href: section.href(),
            label: section.label(),
            current: current == Some(section),
        };
        Self {
            actor: Some(app.settings().actor.clone()),
            navigation: Section::ALL.map(item).into(),
            ..Self::for_strangers(app)
        }
    }

    /// A frame that tells nothing about the council: for answers that a
    /// hostile site could read.
    pub(crate) fn for_strangers(app: &App) -> Self {
        Self {
            service: app.settings().service.clone(),
            actor: None,
            authority: None,
            navigation: Vec::new(),
            assets: assets::folder(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
