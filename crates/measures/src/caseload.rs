//! Cases held on a day, and by how many FTE.

use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::Caseload;

use crate::figure::{Missing, Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::Piece;
use crate::stock::piece_row;
use crate::value::Quantity;

pub(crate) fn part(reckoning: &Reckoning<'_>, component: Component) -> Part {
    let day = reckoning.at;
    let Some(held) = reckoning.ledger.caseloads.get(&day) else {
        return Part::missing(component, Missing::NoCases(day));
    };
    let mut rows: Vec<Row> = match component {
        Component::Cases => held
            .iter()
            .filter_map(|caseload| cases_row(reckoning, caseload))
            .collect(),
        _ => held
            .iter()
            .filter(|caseload| caseload.cases > 0)
            .flat_map(|caseload| pieces(reckoning, caseload.person))
            .filter(|piece| !piece.fte.is_zero())
            .map(|piece| piece_row(&piece, piece.fte, piece.spell))
            .collect(),
    };
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(component, rows)
}

/// What a person works on the day, for the council or through an agency.
fn pieces(reckoning: &Reckoning<'_>, person: PersonId) -> Vec<Piece> {
    let day = reckoning.at;
    let population = &reckoning.ledger.population;
    let employed = population
        .memberships_of(person)
        .iter()
        .filter(|membership| membership.is_in_post(day))
        .flat_map(|membership| membership.pieces_on(day));
    let agency = population
        .agency_of(person)
        .iter()
        .filter(|piece| piece.spell.contains(day));
    employed.chain(agency).copied().collect()
}

/// The cases of somebody who counts on the day, in the post where they work
/// most.
fn cases_row(reckoning: &Reckoning<'_>, caseload: &Caseload) -> Option<Row> {
    let pieces = pieces(reckoning, caseload.person);
    let main = pieces
        .iter()
        .max_by_key(|piece| (piece.fte, std::cmp::Reverse(piece.assignment)))?;
    let cases = i64::from(caseload.cases);
    Some(Row {
        subject: Subject::Caseload(caseload.id),
        ..piece_row(
            main,
            Quantity::from_units(cases.saturating_mul(Quantity::ONE.units())),
            main.spell,
        )
    })
}
