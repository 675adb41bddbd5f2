//! Working days lost to sickness in the year.

use holdfast_workforce::amount::{Days, divide_half_up};
use holdfast_workforce::codes::{AbsenceKind, Contract};
use holdfast_workforce::date::{Spell, day_before};
use holdfast_workforce::record::{Absence, Engagement};
use jiff::civil::Date;

use crate::calendar::{common, within, working_days};
use crate::figure::{Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::Membership;
use crate::stock::piece_row;
use crate::value::Quantity;

/// Whether an absence is sickness, long or short.
pub(crate) fn is_sickness(absence: &Absence) -> bool {
    matches!(
        absence.kind,
        AbsenceKind::Sickness | AbsenceKind::LongTermSickness
    )
}

pub(crate) fn part(reckoning: &Reckoning<'_>) -> Part {
    let first = reckoning.year_begin();
    let mut rows: Vec<_> = reckoning
        .ledger
        .sicknesses
        .iter()
        .flat_map(|absence| rows_of(reckoning, first, absence))
        .collect();
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(Component::DaysLost, rows)
}

/// A row for each time in the workforce that an absence falls into: usually
/// one. Days of absence before it, or after it, do not count.
fn rows_of(reckoning: &Reckoning<'_>, first: Date, absence: &Absence) -> Vec<Row> {
    // Most absences lie in other years, and nobody has to be looked up for them.
    if within(absence.spell, first, reckoning.at).is_none() {
        return Vec::new();
    }
    let engagements = reckoning.ledger.workforce.engagements();
    let Some(engagement) = engagements.get(absence.engagement) else {
        return Vec::new();
    };
    let population = &reckoning.ledger.population;
    let memberships = population.memberships_of(engagement.person).iter();
    memberships
        .filter_map(|membership| row_of(reckoning, first, absence, engagement, membership))
        .collect()
}

/// What an absence of an engagement takes from one time in the workforce.
fn row_of(
    reckoning: &Reckoning<'_>,
    first: Date,
    absence: &Absence,
    engagement: &Engagement,
    membership: &Membership,
) -> Option<Row> {
    if engagement.contract == Contract::Agency {
        return None;
    }
    let in_year = within(absence.spell, first, reckoning.at)?;
    let whole = common(absence.spell, engagement.spell)?;
    let spell = common(common(in_year, whole)?, membership.spell)?;
    let amount = days_lost(absence, whole, spell, reckoning.at);
    row(absence, membership, spell, amount).filter(|row| !row.amount.is_zero())
}

/// The working days that a member lost in the year.
pub(crate) fn days_lost_by(reckoning: &Reckoning<'_>, membership: &Membership) -> Quantity {
    let workforce = reckoning.ledger.workforce;
    let first = reckoning.year_begin();
    let engagements = workforce.engagements().linking(membership.person);
    engagements
        .flat_map(|engagement| {
            let absences = workforce.absences().linking(engagement.id);
            absences
                .filter(|absence| is_sickness(absence))
                .filter_map(move |absence| {
                    row_of(reckoning, first, absence, engagement, membership)
                })
        })
        .map(|row| row.amount)
        .sum()
}

/// The row stands in the post from which the person was absent first.
fn row(absence: &Absence, membership: &Membership, spell: Spell, amount: Quantity) -> Option<Row> {
    let piece = membership.main_piece(spell.from)?;
    Some(Row {
        subject: Subject::Absence(absence.id),
        ..piece_row(piece, amount, absence.spell)
    })
}

/// The days lost in a part of an absence: working days of the calendar where
/// none are recorded; otherwise the recorded ones, or the share of them that
/// the working days of the calendar give.
fn days_lost(absence: &Absence, whole: Spell, spell: Spell, at: Date) -> Quantity {
    let counted = working_days(spell, at);
    let Some(recorded) = absence.working_days else {
        return Quantity::from_units(counted.saturating_mul(Quantity::ONE.units()));
    };
    let in_all = working_days(whole, whole.until.map_or(at, day_before));
    let recorded = i128::from(recorded.units());
    let hundredths = match (counted, in_all) {
        // Days worked at a weekend: they count once, with the first day.
        (_, 0) if spell.from == whole.from => recorded,
        (_, 0) => 0,
        _ if counted == in_all => recorded,
        _ => divide_half_up(recorded * i128::from(counted), i128::from(in_all)),
    };
    // Of an absence that goes on, later days may be recorded already.
    let most = match whole.until {
        None => i128::from(counted) * i128::from(Days::ONE.units()),
        Some(_) => i128::from(i64::MAX),
    };
    let hundredths = i64::try_from(hundredths.min(most)).unwrap_or(i64::MAX);
    let scale = Quantity::ONE.units() / Days::ONE.units();
    Quantity::from_units(hundredths.saturating_mul(scale))
}
