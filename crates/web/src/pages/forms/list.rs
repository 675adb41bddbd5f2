//! What can be recorded, and where each form begins.

use askama::Template;

use holdfast_intake::schema::Table;

use super::forms_of::{FORMS, Group};
use crate::address;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

/// The list of forms.
#[derive(Template)]
#[template(path = "pages/forms/list.html")]
struct List {
    frame: Frame,
    groups: Vec<Part>,
}

/// Some forms that belong together.
struct Part {
    title: &'static str,
    forms: Vec<Entry>,
}

/// A form in the list.
struct Entry {
    link: Link,
    about: String,
}

/// Shows the page.
pub(crate) async fn list(here: Here) -> Page {
    let mut groups: Vec<_> = Group::ALL.map(|group| forms_in(&here, group)).into();
    groups.push(structure(&here));
    groups.push(strategy(&here));
    page(&List {
        frame: here.frame(Some(Section::Record)),
        groups,
    })
}

fn forms_in(here: &Here, group: Group) -> Part {
    let forms = FORMS.iter().filter(|form| form.group == group);
    let entry = |form: &&super::forms_of::Form| Entry {
        link: Link::new(address::form(&here.authority, form.name, []), form.title),
        about: format!("{}.{}", form.about, begins(form.begins)),
    };
    Part {
        title: group.title(),
        forms: forms.map(entry).collect(),
    }
}

fn begins(begins: super::subject::Begins) -> &'static str {
    match begins {
        super::subject::Begins::Nothing => "",
        super::subject::Begins::Post => " It begins with the post.",
        _ => " It begins with the person.",
    }
}

/// Records that have no command of their own are made by their table.
fn structure(here: &Here) -> Part {
    let entry = |name: &str, title: &str, about: &str| Entry {
        link: Link::new(address::form(&here.authority, name, []), title),
        about: about.to_owned(),
    };
    Part {
        title: "Structure and figures",
        forms: vec![
            entry("team", "New team", "A team, or a group of teams."),
            entry(
                "role",
                "New role",
                "What posts are for, and how the official counts take them.",
            ),
            entry(
                "line_of_pay",
                "New line of pay",
                "A salary, a supplement or a charge from a day on.",
            ),
            entry(
                "caseload_figure",
                "New caseload figure",
                "How many cases somebody held at a month’s end.",
            ),
        ],
    }
}

/// The records of the strategy.
fn strategy(here: &Here) -> Part {
    let entry = |table: Table| {
        let kind = table.kind();
        let name = kind.name().replace(' ', "_");
        Entry {
            link: Link::new(
                address::form(&here.authority, &name, []),
                format!("New {}", kind.name()),
            ),
            about: table.schema().description.to_owned(),
        }
    };
    Part {
        title: "Strategy, pledges and audits",
        forms: [
            Table::Strategy,
            Table::Requests,
            Table::Boards,
            Table::Pledges,
            Table::Acknowledgements,
            Table::Audits,
        ]
        .map(entry)
        .into(),
    }
}

/// The link to the list.
pub(super) fn link(here: &Here) -> Link {
    Link::new(address::new(&here.authority), "Record a change")
}
