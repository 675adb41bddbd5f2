//! Cases held at each month's end.

use holdfast_workforce::codes::{AbsenceKind, Contract, Service};
use holdfast_workforce::id::CaseloadId;
use holdfast_workforce::record::Caseload;
use jiff::civil::Date;

use crate::calendar::days_between;
use crate::establishment::number;
use crate::world::{Seat, World};

/// Advanced practitioners who hold cases, in a hundred.
const PRACTITIONERS_WITH_CASES: usize = 45;

/// Cases of adults' services beside those of children's.
const ADULTS: f64 = 1.2;

/// The cases that everybody who holds any has at a month's end.
pub(crate) fn at_month_end(world: &mut World, on: Date) {
    for service in [Service::Children, Service::Adults] {
        let holders: Vec<_> = (0..world.workers.len())
            .filter_map(|worker| Some((worker, holder(world, worker, service, on)?)))
            .collect();
        let fte: f64 = holders.iter().map(|(_, it)| it.0).sum();
        let weight: f64 = holders.iter().map(|(_, it)| it.0 * it.1).sum();
        let scale = if service == Service::Adults {
            ADULTS
        } else {
            1.0
        };
        let each = world.targets(on).caseload * scale * fte / weight.max(0.1);
        for (worker, (fte, weight)) in holders {
            let shaken = 1.0 + world.draw.bell() * 0.1;
            let cases = world.draw.whole(each * fte * weight * shaken).max(1);
            world.caseloads.push(Caseload {
                id: CaseloadId::next(&mut world.ids),
                person: world.people[world.workers[worker].person].id,
                on,
                cases,
            });
        }
    }
}

/// FTE and weight of somebody who holds cases on a day.
fn holder(world: &World, worker: usize, service: Service, on: Date) -> Option<(f64, f64)> {
    let it = &world.workers[worker];
    let is_elsewhere = it.away.is_some_and(|away| {
        it.lent.is_none() || !matches!(away.kind, AbsenceKind::ActUp | AbsenceKind::Secondment)
    });
    let Seat {
        place, fte, since, ..
    } = it.lent.or(it.seat)?;
    if it.is_gone || is_elsewhere || since > on || world.places[place].service != service {
        return None;
    }
    let place_of = &world.places[place];
    let full = place_of.job.caseload();
    let is_practitioner = full > 0.0 && full < 0.6;
    let holds = world.units[place_of.unit].work.has_cases()
        && full > 0.0
        && (!is_practitioner || place * 37 % 100 < PRACTITIONERS_WITH_CASES);
    holds.then(|| (number(fte), full * it.load * experience(world, worker, on)))
}

/// The share of a full caseload that a worker is given by experience.
fn experience(world: &World, worker: usize, on: Date) -> f64 {
    let it = &world.workers[worker];
    if let Some(begun) = it.newly_qualified {
        match days_between(begun, on) {
            ..30 => return 0.3,
            30..183 => return 0.5,
            183..365 => return 0.75,
            365..730 => return 0.95,
            _ => {}
        }
    }
    match (days_between(it.joined, on), it.contract) {
        (..30, Contract::Agency) => 0.8,
        (..30, _) => 0.5,
        _ => 1.0,
    }
}
