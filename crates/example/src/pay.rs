//! Lines of pay: salaries with the award of each April, market supplements,
//! payments for joining, and what agencies charge and pay.

use std::collections::BTreeMap;

use holdfast_workforce::amount::Money;
use holdfast_workforce::codes::{Contract, Holding, PayElement};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{EngagementId, PayId};
use holdfast_workforce::record::Pay;
use jiff::civil::{Date, date};

use crate::calendar::{days_between, later, years_later};
use crate::jobs::Job;
use crate::structure::Work;
use crate::world::World;

/// The year whose salaries stand in the table of roles.
const BASE_YEAR: i16 = 2025;

/// Awards by year, in tenths of a percent. The latest stands for later years.
const AWARDS: [(i16, i64); 9] = [
    (2018, 20),
    (2019, 20),
    (2020, 27),
    (2021, 18),
    (2022, 45),
    (2023, 39),
    (2024, 29),
    (2025, 32),
    (2026, 32),
];

/// A stretch of time in one post.
#[derive(Clone, Copy)]
struct Stretch {
    spell: Spell,
    job: Job,
    work: Work,
    holding: Holding,
}

/// Writes the pay of everybody.
pub(crate) fn write(world: &mut World) {
    let stretches = stretches(world);
    for index in 0..world.engagements.len() {
        let id = world.engagements[index].id;
        let own = stretches.get(&id).map_or(&[][..], Vec::as_slice);
        match world.engagements[index].contract {
            Contract::Agency => agency(world, index, own),
            _ => staff(world, index, own),
        }
    }
}

fn stretches(world: &World) -> BTreeMap<EngagementId, Vec<Stretch>> {
    let places: BTreeMap<_, _> = world.places.iter().map(|it| (it.post.id, it)).collect();
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for assignment in &world.assignments {
        let Some(place) = places.get(&assignment.post) else {
            continue;
        };
        // A post may have changed its role; the terms of the first day count.
        let role = place
            .post
            .terms_on(assignment.spell.from)
            .map(|terms| terms.role);
        let jobs = Job::ALL.into_iter().zip(&world.roles);
        let job = jobs.clone().find(|(_, record)| Some(record.id) == role);
        found
            .entry(assignment.engagement)
            .or_default()
            .push(Stretch {
                spell: assignment.spell,
                job: job.map_or(place.job, |(job, _)| job),
                work: world.units[place.unit].work,
                holding: assignment.holding,
            });
    }
    found
}

fn line(world: &mut World, engagement: usize, element: PayElement, spell: Spell, pence: i64) {
    world.pay.push(Pay {
        id: PayId::next(&mut world.ids),
        engagement: world.engagements[engagement].id,
        element,
        spell,
        amount: Money::from_units(pence),
    });
}

fn staff(world: &mut World, engagement: usize, own: &[Stretch]) {
    let points = world.draw.between(0, 2);
    let joined = world.engagements[engagement].spell.from;
    let until = world.engagements[engagement].spell.until;
    let held: Vec<_> = own
        .iter()
        .filter(|it| matches!(it.holding, Holding::Substantive | Holding::Cover))
        .copied()
        .collect();
    for (place, stretch) in held.iter().enumerate() {
        let until = held.get(place + 1).map(|next| next.spell.from).or(until);
        salary(
            world,
            engagement,
            joined,
            Spell {
                until,
                ..stretch.spell
            },
            (stretch.job, points),
        );
    }
    for acting in own.iter().filter(|it| it.holding == Holding::ActingUp) {
        let base = held.first().map_or(acting.job, |it| it.job).facts().salary;
        let more = (acting.job.facts().salary - base).max(1_200) * 100;
        line(
            world,
            engagement,
            PayElement::OtherPayment,
            acting.spell,
            more,
        );
    }
    supplements(world, engagement, joined, &held);
}

/// The lines of one stretch: a new one from each April on.
fn salary(
    world: &mut World,
    engagement: usize,
    joined: Date,
    spell: Spell,
    (job, points): (Job, i64),
) {
    let mut from = spell.from;
    while from <= world.as_at && spell.until.is_none_or(|until| from < until) {
        let april = next_april(from);
        let is_last = april > world.as_at || spell.until.is_some_and(|until| until <= april);
        let until = if is_last { spell.until } else { Some(april) };
        let served = days_between(joined, from) / 365;
        let increments = (points + served.min(3)).min(4);
        let salary = uprated(job.facts().salary * (100 + increments * 2), from) / 100;
        line(
            world,
            engagement,
            PayElement::BaseSalary,
            Spell { from, until },
            salary * 100,
        );
        if is_last {
            return;
        }
        from = april;
    }
}

fn next_april(day: Date) -> Date {
    let april = date(day.year(), 4, 1);
    if day < april {
        april
    } else {
        years_later(april, 1)
    }
}

/// An amount of the base year as of another day, in the same unit.
fn uprated(amount: i64, on: Date) -> i64 {
    let year = if on.month() >= 4 {
        on.year()
    } else {
        on.year() - 1
    };
    let mut amount = amount;
    for (awarded, tenths) in AWARDS {
        if awarded > BASE_YEAR && awarded <= year {
            amount += amount * tenths / 1_000;
        }
        if awarded <= BASE_YEAR && awarded > year {
            amount = amount * 1_000 / (1_000 + tenths);
        }
    }
    amount
}

/// What hard-to-fill teams pay above the grade, and what some starters get.
fn supplements(world: &mut World, engagement: usize, joined: Date, held: &[Stretch]) {
    let is_hard_to_fill = |it: &Stretch| matches!(it.work, Work::Assessment | Work::FamilyHelp);
    let amount = world.supplement;
    for (place, stretch) in held.iter().enumerate() {
        let next = held.get(place + 1).map(|next| next.spell.from);
        let until = next.or(stretch.spell.until);
        let is_paid = stretch.job.caseload() > 0.6 && is_hard_to_fill(stretch) && amount > 0;
        if is_paid {
            let spell = Spell {
                until,
                ..stretch.spell
            };
            line(
                world,
                engagement,
                PayElement::MarketSupplement,
                spell,
                amount * 100,
            );
        }
    }
    if amount > 0 && joined > world.from && world.draw.chance(0.15) {
        let spell = Spell {
            from: joined,
            until: Some(later(joined, 1)),
        };
        line(
            world,
            engagement,
            PayElement::RetentionPayment,
            spell,
            2_000 * 100,
        );
    }
}

/// What the agency charges for an hour, and what the worker is paid of it.
fn agency(world: &mut World, engagement: usize, own: &[Stretch]) {
    for stretch in own {
        let shaken = world.draw.between(94, 108);
        let charge = uprated(stretch.job.facts().agency_charge, stretch.spell.from) * shaken / 100;
        let pay = charge * world.draw.between(80, 85) / 100;
        line(
            world,
            engagement,
            PayElement::AgencyCharge,
            stretch.spell,
            charge,
        );
        line(world, engagement, PayElement::AgencyPay, stretch.spell, pay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salaries_follow_the_awards() {
        // 3.2% on 40,000 is 1,280; and back over the award of 2025: 40,000 / 1.032.
        assert_eq!(uprated(40_000, date(2025, 4, 1)), 40_000);
        assert_eq!(uprated(40_000, date(2026, 6, 1)), 41_280);
        assert_eq!(uprated(40_000, date(2025, 3, 31)), 38_759);
    }
}
