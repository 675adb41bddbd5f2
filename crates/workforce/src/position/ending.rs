//! When the parts of the establishment end that are paid for a limited time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Line, Selection, contributions};
use crate::amount::Fte;
use crate::snapshot::Workforce;

/// An amount of established FTE whose funding ends on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The temporary uplift or the grant.
    pub line: Line,
    /// The last day, where it is known.
    pub last_day: Option<Date>,
    /// The FTE.
    pub amount: Fte,
}

/// How much of the temporary uplift and of grant-funded establishment ends
/// when; what ends first comes first, what has no known end comes last.
pub fn endings(workforce: &Workforce, selection: &Selection) -> Vec<Ending> {
    let mut sums: BTreeMap<(Line, bool, Option<Date>), Fte> = BTreeMap::new();
    for it in contributions(workforce, selection) {
        if matches!(it.line, Line::EstablishedTemporary | Line::EstablishedGrant) {
            let key = (it.line, it.last_day.is_none(), it.last_day);
            *sums.entry(key).or_default() += it.amount;
        }
    }
    sums.into_iter()
        .map(|((line, _, last_day), amount)| Ending {
            line,
            last_day,
            amount,
        })
        .collect()
}
