//! Vacancies and agency workers.

mod choice;

use std::collections::BTreeSet;

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Fte, Weeks};
use holdfast_workforce::codes::{Contract, CoverReason, Holding, OrganisationRole, Standing};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{AssignmentId, EngagementId, PostId};
use holdfast_workforce::record::{Assignment, Engagement, PostTerms};

use super::{Dated, Making, TEAM};
use crate::item::Item;
use crate::value::Decimal;
use crate::worker::{RecordKind, Worker};
use crate::year::Year;

/// The name of the post that holds all vacancies.
const VACANCIES: &str = "VACANCIES";

/// The name of the post of agency workers who cover no vacancy.
const WORKLOAD: &str = "AGENCY";

pub(super) fn put(making: &mut Making<'_>, returns: &[Dated<'_>]) {
    let vacancies = vacancies(making, returns);
    let workload = workload(making, returns);
    for (index, dated) in returns.iter().enumerate() {
        let spell = until_the_next(returns, index);
        let workers = agency_workers(dated);
        let ftes: Vec<_> = workers.iter().map(|it| making.fte(it, Item::FTE)).collect();
        let covers = covering(making, dated, &ftes);
        for ((worker, fte), covers) in workers.iter().zip(ftes).zip(covers) {
            let place = match (covers, vacancies) {
                (true, Some(post)) => (post, CoverReason::Vacancy),
                _ => (workload, CoverReason::AdditionalWorkload),
            };
            engage(making, (worker, fte), (spell, place));
        }
    }
}

/// From the reference date of a return to the day before that of the next.
fn until_the_next(returns: &[Dated<'_>], index: usize) -> Spell {
    Spell {
        from: returns[index].year.reference_date(),
        until: returns
            .get(index + 1)
            .map(|next| next.year.reference_date()),
    }
}

/// The post that stands for all vacancies. A return does not say their roles:
/// they count as case holders’.
fn vacancies(making: &mut Making<'_>, returns: &[Dated<'_>]) -> Option<PostId> {
    let mut terms = Vec::new();
    for (index, dated) in returns.iter().enumerate() {
        let vacant = decimal(dated, Item::NumberOfVacancies);
        if let Some(fte) = vacant.filter(|fte| *fte > Fte::ZERO) {
            let spell = until_the_next(returns, index);
            terms.push(making.terms(spell, OrganisationRole::CaseHolder, fte));
        }
    }
    (!terms.is_empty()).then(|| making.post(VACANCIES.to_owned(), terms))
}

/// The post, above the establishment, of agency workers who cover no vacancy.
/// It has terms of each return, so that the records tell which ones they are of.
fn workload(making: &mut Making<'_>, returns: &[Dated<'_>]) -> PostId {
    let terms = (0..returns.len()).map(|index| PostTerms {
        standing: Standing::Additional,
        ..making.terms(
            until_the_next(returns, index),
            OrganisationRole::CaseHolder,
            Fte::ONE,
        )
    });
    let terms = terms.collect();
    making.post(WORKLOAD.to_owned(), terms)
}

/// The years of whose returns the records were made.
pub fn years_of_returns(workforce: &Workforce) -> BTreeSet<Year> {
    let is_returned = workforce.teams().by_reference(TEAM).is_some();
    let posts = [VACANCIES, WORKLOAD].map(|name| workforce.posts().by_reference(name));
    let terms = posts.into_iter().flatten().flat_map(|post| &post.terms);
    let days: BTreeSet<_> = terms.map(|terms| terms.spell.from).collect();
    Year::known()
        .filter(|year| is_returned && days.contains(&year.reference_date()))
        .collect()
}

fn decimal(dated: &Dated<'_>, item: Item) -> Option<Fte> {
    let text = dated.file.authority.text(item)?;
    Decimal::read(text).map(Decimal::as_fte)
}

fn agency_workers<'r>(dated: &Dated<'r>) -> Vec<Worker<'r>> {
    let workers = dated.file.workers.iter().zip(1..);
    workers
        .map(|(block, number)| Worker::read(block, dated.year, number))
        .filter(|worker| worker.kind == RecordKind::Agency)
        .collect()
}

/// Which of the agency workers cover vacancies: as many, and as many FTE, as
/// the return says. Where no choice of whole workers gives it, the largest that
/// fit are taken, and that is told.
fn covering(making: &mut Making<'_>, dated: &Dated<'_>, ftes: &[Fte]) -> Vec<bool> {
    let stated = decimal(dated, Item::NoAgencyFTE).unwrap_or_default();
    let headcount = dated.file.authority.text(Item::NoAgencyHeadcount);
    let headcount = headcount.and_then(|text| text.parse().ok());
    let exact = headcount.and_then(|headcount| choice::of(ftes, headcount, stated));
    if let Some(exact) = exact {
        return exact;
    }
    let (covers, left) = choice::largest(ftes, stated);
    if left > Fte::ZERO || headcount.is_some() {
        let chosen = covers.iter().filter(|covers| **covers).count();
        making.fill(
            dated.year,
            None,
            format!(
                "The agency workers who cover vacancies are {}, of {stated} FTE; those chosen for it are {chosen}, of {} FTE.",
                headcount.unwrap_or_default(),
                stated - left
            ),
        );
    }
    covers
}

/// The days of an agency worker: until a job with the authority begins.
fn before_employment(making: &mut Making<'_>, worker: &Worker<'_>, spell: Spell) -> Spell {
    let person = making.person(worker);
    let later = making.careers_of(person).iter().map(|career| career.from);
    let joined = later.filter(|from| spell.from < *from && spell.contains(*from));
    let Some(joined) = joined.min() else {
        return spell;
    };
    let message = format!(
        "The agency worker was employed from {joined}; the day before stands for the last through the agency."
    );
    making.fill(worker.year, worker.registration(), message);
    Spell {
        until: Some(joined),
        ..spell
    }
}

/// The length of the contract as it is stated, to a tenth of a week.
fn contract_weeks(making: &mut Making<'_>, worker: &Worker<'_>) -> Option<Weeks> {
    let text = worker.text(Item::ContractWeeks)?;
    let weeks = text.parse().ok().filter(|weeks| *weeks >= Weeks::ZERO);
    if weeks.is_none() {
        let message = format!("ContractWeeks is ‘{text}’, which is no length; it was left out.");
        making.fill(worker.year, worker.registration(), message);
    }
    weeks
}

fn engage(
    making: &mut Making<'_>,
    (worker, fte): (&Worker<'_>, Fte),
    (spell, (post, cover)): (Spell, (PostId, CoverReason)),
) {
    let person = making.person(worker);
    let spell = before_employment(making, worker, spell);
    // A worker may stand in a return twice.
    let reference = format!("AGENCY {} {}", worker.year, worker.number);
    let contract_weeks = contract_weeks(making, worker);
    let engagement = EngagementId::next(making.ids);
    making.put(Engagement {
        id: engagement,
        reference: reference.clone(),
        person,
        contract: Contract::Agency,
        spell,
        origin: None,
        reason: None,
        destination: None,
        agency: None,
        contract_weeks,
    });
    let assignment = Assignment {
        id: AssignmentId::next(making.ids),
        reference,
        engagement,
        post,
        spell,
        fte,
        holding: Holding::Agency,
        cover: Some(cover),
        // Whoever stands in a return twice may come to more than a whole.
        over_reason: Some("As returned".to_owned()),
    };
    making.put(assignment);
    making.caseload(person, worker);
}
