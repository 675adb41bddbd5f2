//! Hand arithmetic on small councils: each test works out what it expects.

mod absence;
mod agency;
mod caseload;
mod experience;
mod figures;
mod flow;
mod identities;
mod roll;
mod scopes;
mod stated;
mod stock;
mod structure;

use holdfast_reference::Symbol;
use holdfast_workforce::codes::{Contract, OrganisationRole, Service};
use holdfast_workforce::date::Spell;
use holdfast_workforce::fixture::{Council, Worker, fte};
use holdfast_workforce::id::{RoleId, TeamId};
use holdfast_workforce::record::{Assignment, Engagement, Role};
use jiff::civil::{Date, date};

use crate::definition::Measure;
use crate::figure::Figure;
use crate::ledger::Ledger;

/// The end of the year that the tests are about; it holds no leap day.
const YEAR_END: Date = date(2022, 9, 30);
/// The end of the year before.
const LAST_YEAR_END: Date = date(2021, 9, 30);

/// A council whose social workers are case holders.
pub(crate) fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    counts_as(&mut council, role, OrganisationRole::CaseHolder);
    council
}

fn counts_as(council: &mut Council, role: RoleId, organisation_role: OrganisationRole) {
    council.edit::<Role>(role, |it| it.organisation_role = Some(organisation_role));
}

/// A role of the workforce return.
fn role(council: &mut Council, name: &str, organisation_role: OrganisationRole) -> RoleId {
    let role = council.role(name);
    counts_as(council, role, organisation_role);
    role
}

fn adults(council: &mut Council) -> TeamId {
    council.team("Adults", Service::Adults, None)
}

/// A spell from its first to its last day, or without a known end.
fn spell(from: Date, last: impl Into<Option<Date>>) -> Spell {
    Spell::of_days(from, last.into())
}

/// Somebody employed for a spell in a new post of the team North.
fn employ(council: &mut Council, name: &str, spell: Spell, digits: &str) -> Worker {
    let post = council.post(name);
    engage(council, name, spell, |it| {
        (it.post, it.fte) = (post, fte(digits));
    })
}

/// Somebody employed for a spell, in a post that the assignment names.
fn engage(
    council: &mut Council,
    name: &str,
    spell: Spell,
    details: impl FnOnce(&mut Assignment),
) -> Worker {
    let person = council.person(name);
    let engagement = council.engagement(person, Contract::Permanent);
    council.edit::<Engagement>(engagement, |it| it.spell = spell);
    let any = holdfast_workforce::id::PostId::next(&mut council.ids);
    let assignment = council.assign(engagement, any, |it| {
        it.spell = spell;
        details(it);
    });
    Worker {
        person,
        engagement,
        assignment,
    }
}

fn figure(council: &Council, measure: Measure, at: Date) -> Figure {
    let workforce = council.workforce();
    Ledger::new(&workforce, Some(Service::Children)).figure(measure, at)
}

/// The value of a measure for the children's service, as it is shown.
fn shown(council: &Council, measure: Measure, at: Date) -> String {
    figure(council, measure, at).rounded()
}

/// Checks the values of several measures at the year's end.
fn assert_shown(council: &Council, expected: &[(Measure, &str)]) {
    for (measure, value) in expected {
        assert_eq!(shown(council, *measure, YEAR_END), *value, "{measure}");
    }
}

fn symbol(figure: &Figure) -> Option<Symbol> {
    figure.value.symbol()
}
