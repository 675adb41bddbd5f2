//! Working days lost to sickness in the year.

use holdfast_workforce::amount::{Days, divide_half_up};
use holdfast_workforce::codes::{AbsenceKind, Contract};
use holdfast_workforce::date::{Spell, day_before};
use holdfast_workforce::record::Absence;

use crate::calendar::{within, working_days};
use crate::figure::{Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::Piece;
use crate::value::Quantity;

/// Whether an absence is sickness, long or short.
pub(crate) fn is_sickness(absence: &Absence) -> bool {
    matches!(
        absence.kind,
        AbsenceKind::Sickness | AbsenceKind::LongTermSickness
    )
}

pub(crate) fn part(reckoning: &Reckoning<'_>) -> Part {
    let mut rows: Vec<_> = reckoning
        .ledger
        .sicknesses
        .iter()
        .filter_map(|absence| row(reckoning, absence))
        .collect();
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(Component::DaysLost, rows)
}

fn row(reckoning: &Reckoning<'_>, absence: &Absence) -> Option<Row> {
    let spell = within(absence.spell, reckoning.year_begin(), reckoning.at)?;
    let workforce = reckoning.ledger.workforce;
    let engagement = workforce.engagements().get(absence.engagement)?;
    if engagement.contract == Contract::Agency {
        return None;
    }
    let piece = piece_of(reckoning, absence, spell)?;
    Some(Row {
        subject: Subject::Absence(absence.id),
        person: Some(piece.person),
        post: Some(piece.post),
        team: Some(piece.team),
        role: Some(piece.role),
        amount: days_lost(absence, spell, reckoning),
        spell: Some(absence.spell),
    })
}

/// The post from which the person was absent, if they counted at the time.
fn piece_of<'l>(
    reckoning: &'l Reckoning<'_>,
    absence: &Absence,
    spell: Spell,
) -> Option<&'l Piece> {
    let workforce = reckoning.ledger.workforce;
    let person = workforce.engagements().get(absence.engagement)?.person;
    let memberships = reckoning.ledger.population.memberships_of(person);
    memberships
        .iter()
        .find(|membership| membership.spell.contains(spell.from))?
        .main_piece(spell.from)
}

/// The days of an absence that lie in the year: the recorded ones where it
/// lies in the year wholly, or the share of them that the working days of the
/// calendar give; working days of the calendar where none are recorded.
fn days_lost(absence: &Absence, spell: Spell, reckoning: &Reckoning<'_>) -> Quantity {
    let in_year = working_days(spell, reckoning.at);
    let Some(recorded) = absence.working_days else {
        return Quantity::from_units(in_year.saturating_mul(Quantity::ONE.units()));
    };
    let whole = Spell {
        from: absence.spell.from,
        until: absence.spell.until,
    };
    let in_all = working_days(whole, whole.until.map_or(reckoning.at, day_before));
    let units = if in_all == in_year || in_all == 0 {
        i128::from(recorded.units())
    } else {
        divide_half_up(
            i128::from(recorded.units()) * i128::from(in_year),
            i128::from(in_all),
        )
    };
    let hundredths = i64::try_from(units).unwrap_or(i64::MAX);
    let scale = Quantity::ONE.units() / Days::ONE.units();
    Quantity::from_units(hundredths.saturating_mul(scale))
}
