//! The strategy at a date: how its items stand and why, which questions of
//! members wait, who has acknowledged what was pledged, and what audits of
//! practice say.
//!
//! Nothing here is recorded: it follows from the records, their days and the
//! figures of the measures that items name. Each function takes the records and
//! a date and gives the same for the same.

mod audits;
mod items;
mod pledges;
mod requests;
mod standing;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use audits::{
    Audits, Coverage, FEW_AUDITS, QUARTERS, Quarter, QuarterCount, Theme, Travel, audits,
};
pub use items::{ItemState, Rating, Summary, items, summary};
pub use pledges::{PledgeState, SMALL_TEAM, TeamShare, pledges};
pub use requests::{RequestStanding, RequestState, requests};
pub use standing::Standing;

/// What is due within so many days is told before it is late.
pub const SOON: i64 = 30;

/// The days from one day to a later one.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// A number of days in words: `1 day`, `12 days`.
fn days_in_words(days: i64) -> String {
    holdfast_workforce::amount::counted(days, "day", "days")
}
