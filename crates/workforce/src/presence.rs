//! Who is away from a post on a day, and why.

use jiff::civil::Date;

use crate::codes::Holding;
use crate::record::{Absence, Assignment};
use crate::snapshot::Workforce;

/// The absence that keeps the holder of a post away from it on a day.
///
/// Only a holder can be away: whoever covers a post, and is absent, does not
/// cover it. Of several absences the one that started first counts.
pub fn away<'a>(
    workforce: &'a Workforce,
    assignment: &Assignment,
    day: Date,
) -> Option<&'a Absence> {
    if assignment.holding != Holding::Substantive {
        return None;
    }
    workforce
        .absences()
        .linking(assignment.engagement)
        .filter(|absence| absence.kind.is_away() && absence.spell.contains(day))
        .filter(|absence| absence.assignment.is_none_or(|from| from == assignment.id))
        .min_by_key(|absence| (absence.spell.from, absence.id))
}
