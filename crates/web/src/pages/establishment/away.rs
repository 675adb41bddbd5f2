//! How much of what is away from posts is covered, told in a sentence.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::position::{Line, away_cover};

use super::filters::{Filters, number};
use crate::format;
use crate::here::Here;

/// The parts of the sentence.
#[derive(Clone, Debug)]
pub(crate) struct AwayTold {
    /// FTE away.
    pub(crate) away: String,
    /// Of it, covered.
    pub(crate) covered: String,
    /// `is` or `are`.
    pub(crate) covered_verb: &'static str,
    /// Of it, not covered.
    pub(crate) uncovered: String,
    /// `is` or `are`.
    pub(crate) uncovered_verb: &'static str,
    /// Where the posts are.
    pub(crate) href: String,
}

impl AwayTold {
    /// Of the position's date; nothing where nobody is known to be away.
    pub(crate) fn of(here: &Here, filters: &Filters) -> Option<Self> {
        let found = away_cover(&here.workforce, &filters.selection);
        let rows = filters
            .alone()
            .rows_address(&here.workforce, &here.authority);
        (!found.posts.is_empty()).then(|| Self {
            away: format::fte(found.away()),
            covered: format::fte(found.covered()),
            covered_verb: verb(found.covered()),
            uncovered: format::fte(found.uncovered()),
            uncovered_verb: verb(found.uncovered()),
            href: format!("{rows}{}", number(&here.workforce, Line::Away, None)),
        })
    }
}

fn verb(amount: Fte) -> &'static str {
    match amount == Fte::ONE {
        true => "is",
        false => "are",
    }
}
