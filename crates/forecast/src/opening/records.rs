//! The position of the records at the end of a day.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::population::{Membership, Piece};
use holdfast_measures::{Component, Ledger, Scope};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{AbsenceKind as Recorded, Holding, OrganisationRole, Service};
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RoleId;
use holdfast_workforce::position::{Dimension, Line, Selection, position};
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
                kept: 0.0,
                holds_cases: holding.share(role),
            })
            .collect(),
        people,
        agency: float(agency),
        notes: Vec::new(),
    };
    keep_posts(ledger, &roles, &mut opening);
    opening.notes = notes(ledger, &members);
    opening.notes.extend(beside_the_page(ledger, &opening));
    Ok(opening)
}

/// Notes how far the official vacancies, which count each post by itself, lie
/// below the establishment less those who fill it.
fn keep_posts(ledger: &Ledger<'_>, roles: &[&Role], opening: &mut Opening) {
    let reckoning = ledger.reckon(Scope::of(ledger.service()), opening.date);
    let mut vacant: BTreeMap<RoleId, Fte> = BTreeMap::new();
    for row in &reckoning.part(Component::VacanciesFte).rows {
        add(&mut vacant, row.role, row.amount);
    }
    for (place, role) in roles.iter().enumerate() {
        let fills = |person: &&InPost| person.role == place && !person.outside;
        let filled: f64 = opening.people.iter().filter(fills).map(|it| it.fte).sum();
        let official = float(vacant.get(&role.id).copied().unwrap_or_default());
        let posts = &mut opening.roles[place];
        posts.kept = posts.established - filled - official;
    }
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

fn notes(ledger: &Ledger<'_>, members: &[&Membership]) -> Vec<String> {
    let mut notes = Vec::new();
    let known = |it: &&&Membership| careers::experience_since(ledger.workforce(), it).1;
    let unknown = members.len() - members.iter().filter(known).count();
    if unknown > 0 {
        notes.push(format!(
            "{unknown} of {} people in post have neither a date of qualification nor of registration: their experience is counted from the first day with the council.",
            members.len()
        ));
    }
    notes
}

/// How the position differs from that of the Establishment page, which counts
/// by other rules.
fn beside_the_page(ledger: &Ledger<'_>, opening: &Opening) -> Option<String> {
    let selection = Selection {
        service: ledger.service(),
        ..Selection::at(opening.date)
    };
    let page = position(ledger.workforce(), &selection, Dimension::Service).total;
    let in_post = page.get(Line::InPostWithOutside)?;
    let (vacant, gap) = (page.get(Line::Vacancies)?, page.get(Line::NetGap)?);
    let own = [
        opening.in_post(),
        opening.vacancies(),
        opening.established() - opening.in_post() - opening.agency,
    ];
    let alike = |(own, page): (f64, Fte)| (own - float(page)).abs() < 1e-6;
    if own.into_iter().zip([in_post, vacant, gap]).all(alike) {
        return None;
    }
    Some(format!(
        "The plan begins with the official measures: {:.1} FTE in post, {:.1} vacant. The Establishment page of {} has {} in post, trainees and those outside the establishment included, {} vacant and a net gap of {}. It counts posts of all roles, trainees, and people seconded out or on career breaks, leaves out employees who cover a post of somebody else, and sets FTE held beyond a post’s own against vacancies; the official measures count social workers alone, and each post by itself.",
        own[0],
        own[1],
        in_words(opening.date),
        in_post.rounded(1),
        vacant.rounded(1),
        gap.rounded(1).replace('-', "−"),
    ))
}

#[cfg(test)]
mod tests;
