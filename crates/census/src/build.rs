//! Builds a year’s return from the records of an authority.
//!
//! Who stands in it, and with what FTE, cases and days lost, comes from the
//! [roll](holdfast_measures::roll) of the year, which the measures count too:
//! so file and records give the same figures. Where the records do not say
//! something, the code for ‘not yet collected’ stands; where there is no such
//! code the item is left out, so that the check tells it. Nothing is made up.
//!
//! Where the specification is silent, this is the reading:
//!
//! * Whoever leaves and comes back in the year has a leaver’s and a starter’s
//!   record.
//! * Posts that come to more than 1.0 FTE give a further record, the more
//!   senior role first. Cases are shared by FTE, so that the FTE that holds
//!   cases stays whole; days lost and payments stand in the first record.
//! * A worker without recorded cases holds none, where cases are recorded for
//!   the date at all.
//! * A career break ends with reason 8 and destination 6 and begins again as
//!   origin 7; a secondment with reason 8 and destination 7, and as origin 8. A move to
//!   other work for the council ends with reason 7 and destination 5, and a
//!   move from it is origin 6, or 1 from a trainee’s post. Otherwise the
//!   engagement says origin, reason and destination.
//! * Base salary is that of the date, or of a leaver’s last day, in full-time
//!   terms as it is recorded. Payments by the year count for the days of the
//!   year in the workforce; payments made once count with their first day.
//! * The length of an agency contract is what was stated; or its whole weeks,
//!   where the agency and both ends of the engagement are on record.

mod allowances;
mod authority;
mod note;
mod pay;
mod records;
mod worker;

use holdfast_measures::roll::Roll;
use holdfast_measures::{Component, Ledger};
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::{PersonId, TeamId};
use jiff::civil::DateTime;

pub use allowances::{Allowances, Eligible};
pub use note::Note;

use crate::file::Return;
use crate::year::Year;
use note::Notes;

/// What the header says beside the year and the authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name and version of the software.
    pub software: String,
    /// When the file is written.
    pub at: DateTime,
}

/// A return built from records.
#[derive(Clone, Debug)]
pub struct Built {
    /// The return.
    pub file: Return,
    /// For each worker’s record, in the same order, the person and the team.
    pub people: Vec<(PersonId, TeamId)>,
    /// What could not be filled, and why.
    pub notes: Vec<Note>,
}

/// Builds the return of a year. Of what no record holds, what the authority
/// pays for, the allowances tell; nothing where they were not answered.
pub fn build(
    workforce: &Workforce,
    year: Year,
    allowances: Option<&Allowances>,
    written: &Written,
) -> Built {
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let roll = Roll::of(&ledger, year.reference_date());
    let mut notes = Notes::default();
    limits_of_records(&roll, &mut notes);
    let records = records::of(&roll, &mut notes);
    let knows_absence = roll.part(Component::DaysLost).amount.is_ok();
    let facts = worker::Facts {
        workforce,
        year,
        knows_absence,
    };
    let workers = records
        .iter()
        .map(|record| facts.block(record, &mut notes))
        .collect();
    let file = Return {
        header: authority::header(workforce, year, written),
        authority: authority::block(&roll, year, allowances, &mut notes),
        workers,
    };
    let people = records
        .iter()
        .map(|record| (record.entry.person, record.team))
        .collect();
    Built {
        file,
        people,
        notes: notes.in_order(),
    }
}

/// Notes where the records do not reach as far as the return asks.
fn limits_of_records(roll: &Roll<'_>, notes: &mut Notes) {
    use Component as C;
    for component in [C::InPostFte, C::StartersFte, C::Cases, C::DaysLost] {
        if let Err(missing) = &roll.part(component).amount {
            notes.whole(missing.in_words());
        }
    }
}
