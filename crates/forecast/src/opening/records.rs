//! The position of the records at the end of a day.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::population::{Membership, Piece};
use holdfast_measures::{Component, Ledger, Measure, Scope};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{AbsenceKind as Recorded, Holding, OrganisationRole, Service};
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RoleId;
use holdfast_workforce::record::Role;
use holdfast_workforce::{Workforce, presence};
use jiff::civil::Date;

use super::{InPost, Opening, OpeningRole};
use crate::careers::{self, RecordsError};
use crate::scenario::AbsenceKind;
use crate::uncertain::{Evidence, Share, Uncertain};

/// The position of a service at the end of a day, out of the records.
///
/// Established FTE, FTE in post and agency FTE are those of the official
/// measures of the day. Somebody with work in several roles stands in the one
/// that counts for the statistics, with all of their FTE. Work outside the
/// establishment is that in posts outside or above it, and employed cover,
/// whose post another person holds.
///
/// # Errors
/// Where the records do not reach the day.
pub fn of_records(
    workforce: &Workforce,
    date: Date,
    service: Option<Service>,
) -> Result<Opening, RecordsError> {
    of_ledger(&Ledger::new(workforce, service), date)
}

/// The same from a ledger that is there already.
///
/// # Errors
/// Where the records do not reach the day.
pub fn of_ledger(ledger: &Ledger<'_>, date: Date) -> Result<Opening, RecordsError> {
    careers::window(ledger, date)?;
    let established = established_on(ledger, date);
    let members: Vec<_> = ledger.population().in_post(date).collect();
    let main = members.iter().filter_map(|it| it.main_piece(date));
    let named: BTreeSet<RoleId> = main
        .map(|piece| piece.role)
        .chain(established.keys().copied())
        .collect();
    let roles = careers::roles_in_order(ledger.workforce(), named);
    let people: Vec<InPost> = members
        .iter()
        .filter_map(|membership| in_post(ledger, membership, &roles, date))
        .collect();
    let holding = Holders::of(ledger, date);
    let agency = ledger
        .population()
        .agency_on(date)
        .map(|piece| piece.fte)
        .sum();
    let mut opening = Opening {
        date,
        roles: roles
            .iter()
            .map(|role| OpeningRole {
                id: role.reference.clone(),
                name: role.name.clone(),
                established: float(established.get(&role.id).copied().unwrap_or_default()),
                holds_cases: holding.share(role),
            })
            .collect(),
        people,
        agency: float(agency),
        notes: Vec::new(),
    };
    opening.notes = notes(ledger, &opening, &members);
    Ok(opening)
}

/// As the simulation counts.
fn float(fte: Fte) -> f64 {
    fte.units() as f64 / Fte::ONE.units() as f64
}

/// Established FTE by role, as the official vacancies count posts.
pub(crate) fn established_on(ledger: &Ledger<'_>, date: Date) -> BTreeMap<RoleId, Fte> {
    let reckoning = ledger.reckon(Scope::of(ledger.service()), date);
    let mut sums: BTreeMap<RoleId, Fte> = BTreeMap::new();
    for row in &reckoning.part(Component::EstablishedFte).rows {
        if let Some(role) = row.role {
            *sums.entry(role).or_default() += row.amount;
        }
    }
    sums
}

fn in_post(
    ledger: &Ledger<'_>,
    membership: &Membership,
    roles: &[&Role],
    date: Date,
) -> Option<InPost> {
    let workforce = ledger.workforce();
    let piece = membership.main_piece(date)?;
    let (since, _) = careers::experience_since(workforce, membership);
    Some(InPost {
        role: roles.iter().position(|role| role.id == piece.role)?,
        months: careers::months_since(since, date),
        fte: float(membership.pieces_on(date).map(|piece| piece.fte).sum()),
        outside: is_outside(workforce, piece, date),
        away: away(workforce, piece, date),
    })
}

/// Whether no established post is filled by a piece of work.
pub(crate) fn is_outside(workforce: &Workforce, piece: &Piece, date: Date) -> bool {
    let assignment = workforce.assignments().get(piece.assignment);
    let covers = assignment.is_some_and(|it| it.holding == Holding::Cover);
    let post = workforce.posts().get(piece.post);
    let terms = post.and_then(|post| post.terms_on(date));
    covers || !terms.is_some_and(|terms| terms.standing.is_established())
}

fn away(workforce: &Workforce, piece: &Piece, date: Date) -> Option<AbsenceKind> {
    let assignment = workforce.assignments().get(piece.assignment)?;
    kind_of(presence::away(workforce, assignment, date)?.kind)
}

/// The kind of absence in a plan, for those that keep people in post or bring
/// them back.
pub(crate) fn kind_of(recorded: Recorded) -> Option<AbsenceKind> {
    match recorded {
        Recorded::Maternity => Some(AbsenceKind::Maternity),
        Recorded::LongTermSickness => Some(AbsenceKind::LongTermSickness),
        Recorded::Secondment => Some(AbsenceKind::Secondment),
        _ => None,
    }
}

/// Who holds cases, on the latest day of which cases are recorded.
struct Holders {
    on: Option<Date>,
    holding: BTreeMap<RoleId, Fte>,
    all: BTreeMap<RoleId, Fte>,
}

impl Holders {
    fn of(ledger: &Ledger<'_>, date: Date) -> Self {
        let caseloads = ledger.workforce().caseloads().iter();
        let on = caseloads.map(|it| it.on).filter(|on| *on <= date).max();
        let (mut holding, mut all) = (BTreeMap::new(), BTreeMap::new());
        if let Some(on) = on {
            let reckoning = ledger.reckon(Scope::of(ledger.service()), on);
            let in_post = reckoning.part(Component::InPostFte);
            for row in &in_post.rows {
                add(&mut all, row.role, row.amount);
            }
            // Those who hold cases through an agency are in no row of the first.
            let employed: BTreeSet<_> = in_post.rows.iter().map(|row| row.subject).collect();
            let holders = reckoning.part(Component::CaseHoldersFte);
            for row in holders
                .rows
                .iter()
                .filter(|row| employed.contains(&row.subject))
            {
                add(&mut holding, row.role, row.amount);
            }
        }
        Self { on, holding, all }
    }

    /// The share of a role's FTE that holds cases.
    fn share(&self, role: &Role) -> Uncertain<Share> {
        let amount =
            |of: &BTreeMap<RoleId, Fte>| float(of.get(&role.id).copied().unwrap_or_default());
        let (holding, all) = (amount(&self.holding), amount(&self.all));
        match self.on {
            Some(on) if all > 0.0 => Uncertain::certain((holding / all).min(1.0)).from_source(
                Evidence::Records,
                format!(
                    "{holding:.2} of {all:.2} FTE held cases on {}",
                    in_words(on)
                ),
            ),
            _ => {
                let holds = role.organisation_role == Some(OrganisationRole::CaseHolder);
                Uncertain::certain(f64::from(u8::from(holds))).from_source(
                    Evidence::Judgement,
                    "no cases are recorded for the role; case holders are taken to hold them",
                )
            }
        }
    }
}

fn add(sums: &mut BTreeMap<RoleId, Fte>, role: Option<RoleId>, amount: Fte) {
    if let Some(role) = role {
        *sums.entry(role).or_default() += amount;
    }
}

fn notes(ledger: &Ledger<'_>, opening: &Opening, members: &[&Membership]) -> Vec<String> {
    let mut notes = Vec::new();
    let known = |it: &&&Membership| careers::experience_since(ledger.workforce(), it).1;
    let unknown = members.len() - members.iter().filter(known).count();
    if unknown > 0 {
        notes.push(format!(
            "{unknown} of {} people in post have neither a date of qualification nor of registration: their experience is counted from the first day with the council.",
            members.len()
        ));
    }
    let official = ledger.figure(Measure::VacanciesFte, opening.date);
    if let Some(ratio) = official.value.ratio() {
        let vacant = opening.vacancies();
        let official = ratio.as_float();
        if (official - vacant).abs() >= 0.005 {
            notes.push(format!(
                "The plan begins with {vacant:.2} FTE vacancies, role by role the establishment less those who fill it. The official measure has {official:.2}: it counts each post by itself, and those of people on secondment or career break as held."
            ));
        }
    }
    notes
}

#[cfg(test)]
mod tests;
