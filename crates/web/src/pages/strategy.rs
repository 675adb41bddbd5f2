//! The strategy: its items and how they stand, boards and what their members
//! asked, pledges and who acknowledged them, audits of practice.

pub(crate) mod asked;
pub(crate) mod audits;
pub(crate) mod boards;
pub(crate) mod item;
pub(crate) mod list;
pub(crate) mod pledges;
#[cfg(test)]
mod tests;

use holdfast_measures::strategy::Standing;
use holdfast_workforce::record::Kind;

use crate::address;
use crate::components::Link;
use crate::here::Here;

/// The pages beside each other.
pub(crate) fn beside(here: &Here) -> Vec<Link> {
    let authority = &here.authority;
    vec![
        Link::new(address::strategy(authority), "Items"),
        Link::new(
            address::strategy_boards(authority),
            "Boards and member requests",
        ),
        Link::new(
            address::strategy_pledges(authority),
            "Pledges and practice standards",
        ),
        Link::new(address::strategy_audits(authority), "Practice audits"),
    ]
}

/// The form for a new record of a kind.
pub(crate) fn add<'a>(
    here: &Here,
    kind: Kind,
    label: &str,
    about: impl IntoIterator<Item = (&'a str, Option<String>)>,
) -> Link {
    let name = kind.name().replace(' ', "_");
    Link::new(address::form(&here.authority, &name, about), label)
}

/// The colour of a standing beside its words.
pub(crate) fn colour(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "red",
        Standing::Behind => "orange",
        Standing::DueSoon => "yellow",
        Standing::OnTrack => "green",
        Standing::Done => "teal",
        Standing::Awaiting => "purple",
        Standing::OpenRisk => "blue",
        _ => "grey",
    }
}
