//! The position that a plan begins with: posts, people in their groups, and
//! agency, out of the records or out of stated numbers.

mod records;
mod stated;

use jiff::civil::Date;

use crate::scenario::AbsenceKind;
use crate::uncertain::{Share, Uncertain};

pub(crate) use records::{established_on, is_outside, kind_of};
pub use records::{of_ledger, of_records};
pub(crate) use stated::stated_roles;
pub use stated::{OpeningError, stated};

/// The position that a plan begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The day at whose end the plan begins.
    pub date: Date,
    /// The roles, in the order in which they are shown.
    pub roles: Vec<OpeningRole>,
    /// Everybody in post. Where only FTE are stated, people of equal FTE.
    pub people: Vec<InPost>,
    /// Agency FTE.
    pub agency: f64,
    /// What was assumed or left out, in sentences.
    pub notes: Vec<String>,
}

/// A role at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningRole {
    /// By which a scenario names it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Established FTE.
    pub established: f64,
    /// The share of its FTE that holds cases.
    pub holds_cases: Uncertain<Share>,
}

/// Somebody in post, as far as a plan knows people: by group, never by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InPost {
    /// The place of the role among the opening's roles.
    pub role: usize,
    /// Whole months of experience since qualification.
    pub months: u16,
    /// FTE.
    pub fte: f64,
    /// Whether the post stands outside the establishment.
    pub outside: bool,
    /// Why the person is away on the day, if so.
    pub away: Option<AbsenceKind>,
}

impl Opening {
    /// FTE in post, those outside the establishment included.
    pub fn in_post(&self) -> f64 {
        self.people.iter().map(|person| person.fte).sum()
    }

    /// Established FTE of all roles.
    pub fn established(&self) -> f64 {
        self.roles.iter().map(|role| role.established).sum()
    }

    /// Vacancies: role by role the established FTE which nobody fills. Who
    /// stands outside the establishment fills none.
    pub fn vacancies(&self) -> f64 {
        let mut open: Vec<f64> = self.roles.iter().map(|role| role.established).collect();
        for person in self.people.iter().filter(|person| !person.outside) {
            if let Some(open) = open.get_mut(person.role) {
                *open -= person.fte;
            }
        }
        open.into_iter().map(|open| open.max(0.0)).sum()
    }

    /// The place of a role by its id or name.
    pub fn role(&self, named: &str) -> Option<usize> {
        let is_it = |role: &OpeningRole| role.id == named || role.name == named;
        self.roles.iter().position(is_it)
    }
}
