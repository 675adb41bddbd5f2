//! The frame around every page: header, navigation and footer.

use holdfast_workforce::record::Authority;

use crate::pages::about;
use crate::{App, address, assets};

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
    /// The pages beside the one that is shown, within its part of the service.
    pub(crate) beside: Vec<NavigationItem>,
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

/// A part of the service that the navigation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Where the authority stands today.
    Overview,
    /// The position at any date.
    Establishment,
    /// The measures.
    Measures,
    /// The people.
    People,
    /// The posts.
    Posts,
    /// The forms of the working week.
    Record,
    /// A measure beside those of others.
    Benchmarks,
    /// The measures that the council has chosen.
    Scorecard,
    /// The workforce plan: its scenarios.
    Plan,
    /// Ready-made changes of the plan.
    Levers,
    /// Scenarios side by side.
    Compare,
    /// What it would take to reach a target.
    Seek,
    /// The strategy: items, boards, pledges, audits.
    Strategy,
    /// Reports to committees.
    Reports,
    /// The returns to the Department for Education, and the quality of data.
    Returns,
    /// The check of papers to committees.
    PaperCheck,
    /// Imports and mapping profiles.
    Imports,
    /// Who changed what, when.
    Changes,
    /// What Holdfast is.
    About,
}

impl Section {
    /// The navigation in its order: what it says, and the parts it leads to, the
    /// first of them at once.
    const GROUPS: [(&str, &[Self]); 8] = [
        ("Overview", &[Self::Overview]),
        (
            "Establishment",
            &[Self::Establishment, Self::People, Self::Posts],
        ),
        (
            "Measures",
            &[Self::Measures, Self::Benchmarks, Self::Scorecard],
        ),
        (
            "Plan",
            &[
                Self::Plan,
                Self::Levers,
                Self::Compare,
                Self::Seek,
                Self::Strategy,
            ],
        ),
        ("Reports", &[Self::Reports, Self::PaperCheck]),
        ("Returns", &[Self::Returns]),
        ("Record", &[Self::Record]),
        ("Data", &[Self::Imports, Self::Changes]),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Establishment => "Position",
            Self::Measures => "All measures",
            Self::People => "People",
            Self::Posts => "Posts",
            Self::Record => "Record",
            Self::Benchmarks => "Benchmarks",
            Self::Scorecard => "Scorecard",
            Self::Plan => "Scenarios",
            Self::Levers => "Ready-made levers",
            Self::Compare => "Compare",
            Self::Seek => "Reach a target",
            Self::Strategy => "Strategy",
            Self::Reports => "All reports",
            Self::Returns => "Returns",
            Self::PaperCheck => "Check a paper",
            Self::Imports => "Imports",
            Self::Changes => "Changes",
            Self::About => "About",
        }
    }

    fn href(self, authority: &Authority) -> String {
        match self {
            Self::Overview => address::overview(authority),
            Self::Establishment => address::establishment(authority),
            Self::Measures => address::measures(authority),
            Self::People => address::people(authority),
            Self::Posts => address::posts(authority),
            Self::Record => address::new(authority),
            Self::Benchmarks => address::benchmarks(authority),
            Self::Scorecard => address::scorecard(authority),
            Self::Plan => address::plan(authority),
            Self::Levers => address::levers(authority),
            Self::Compare => address::compare_scenarios(authority),
            Self::Seek => address::seek(authority),
            Self::Strategy => address::strategy(authority),
            Self::Reports => address::reports(authority),
            Self::Returns => address::returns(authority),
            Self::PaperCheck => address::check_paper(authority),
            Self::Imports => address::imports(authority),
            Self::Changes => address::changes(authority),
            Self::About => about::PATH.to_owned(),
        }
    }

    /// The navigation of an authority, where a section is shown.
    fn navigation(authority: &Authority, current: Option<Self>) -> Vec<NavigationItem> {
        let item = |(label, sections): &(&'static str, &[Self])| {
            Some(NavigationItem {
                href: sections.first()?.href(authority),
                label,
                current: current.is_some_and(|it| sections.contains(&it)),
            })
        };
        Self::GROUPS.iter().filter_map(item).collect()
    }

    /// The parts beside a section, where it has any.
    fn beside(authority: &Authority, current: Option<Self>) -> Vec<NavigationItem> {
        let holds = |(_, sections): &&(&str, &[Self])| {
            sections.len() > 1 && current.is_some_and(|it| sections.contains(&it))
        };
        let group = Self::GROUPS.iter().find(holds);
        let sections = group.map_or(&[][..], |(_, sections)| sections);
        let item = |section: &Self| NavigationItem {
            href: section.href(authority),
            label: section.label(),
            current: current == Some(*section),
        };
        sections.iter().map(item).collect()
    }
}

impl Frame {
    /// The frame of a page that belongs to no authority.
    pub(crate) fn new(app: &App, current: Option<Section>) -> Self {
        let about = NavigationItem {
            href: about::PATH.to_owned(),
            label: Section::About.label(),
            current: current == Some(Section::About),
        };
        Self {
            actor: Some(app.settings().actor.clone()),
            navigation: vec![about],
            ..Self::for_strangers(app)
        }
    }

    /// The frame of a page of an authority; `several` says whether there are others.
    pub(crate) fn of(
        app: &App,
        authority: &Authority,
        several: bool,
        current: Option<Section>,
    ) -> Self {
        Self {
            actor: Some(app.settings().actor.clone()),
            authority: Some(FrameAuthority {
                name: authority.name.clone(),
                switch: several.then(|| address::AUTHORITIES.to_owned()),
            }),
            navigation: Section::navigation(authority, current),
            beside: Section::beside(authority, current),
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
            beside: Vec::new(),
            assets: assets::folder(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn a_page_shows_the_few_entries_of_the_navigation_and_the_pages_beside_it() {
        let authority = TestServer::with_example().await.authority().await;
        let shown = Section::navigation(&authority, Some(Section::Benchmarks));
        assert!(shown.len() <= 8, "more do not fit in a line");
        let current: Vec<_> = shown.iter().filter(|it| it.current).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0].label, "Measures");
        let beside = Section::beside(&authority, Some(Section::Benchmarks));
        let labels: Vec<_> = beside.iter().map(|it| it.label).collect();
        assert_eq!(labels, ["All measures", "Benchmarks", "Scorecard"]);
        assert!(beside[1].current && !beside[0].current);
        assert!(Section::beside(&authority, Some(Section::Record)).is_empty());
        assert!(Section::beside(&authority, None).is_empty());
    }
}
