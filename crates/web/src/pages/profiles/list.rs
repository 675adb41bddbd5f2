//! The mapping profiles that are kept.

use askama::Template;
use holdfast_intake::profile::Profile as Mapping;
use holdfast_workforce::record::{Kind, Profile};

use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

#[derive(Template)]
#[template(path = "pages/profiles/list.html")]
struct Profiles {
    frame: Frame,
    trail: Vec<Link>,
    rows: Vec<Row>,
    add: String,
}

struct Row {
    name: String,
    href: String,
    fills: String,
    change: Option<Link>,
}

/// Shows the page.
pub(crate) async fn profiles(here: Here) -> Page {
    let mut rows: Vec<_> = here
        .workforce
        .profiles()
        .iter()
        .map(|profile| Row::of(profile, &here))
        .collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    page(&Profiles {
        frame: here.frame(Some(Section::Imports)),
        trail: vec![Link::new(address::imports(&here.authority), "Imports")],
        rows,
        add: address::new_profile(&here.authority),
    })
}

impl Row {
    fn of(profile: &Profile, here: &Here) -> Self {
        let mapping = Mapping::parse(&profile.reference, &profile.text).unwrap_or_default();
        let tables: Vec<_> = mapping.tables.keys().map(|table| table.name()).collect();
        let since = here.workforce.since(Kind::Profile, profile.id.into());
        Self {
            name: profile.reference.clone(),
            href: address::profile(&here.authority, profile.id),
            fills: tables.join(", "),
            change: since.map(|seq| {
                Link::new(
                    address::change(&here.authority, seq),
                    format!("Change {seq}"),
                )
            }),
        }
    }
}
