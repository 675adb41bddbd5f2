//! The measures of the workforce statistics, computed here from the records
//! alone, against what was published.

use std::collections::BTreeMap;

use holdfast_example::{Plan, generate};
use holdfast_reference::{Area, Measure, indicator, spread};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Days, Fte};
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Holding, OrganisationRole, Service,
};
use holdfast_workforce::record::{Assignment, Engagement, Role};
use jiff::civil::{Date, date};

const SEEDS: u64 = 30;

#[derive(Clone, Debug, Default)]
struct Measured {
    in_post: f64,
    headcount: f64,
    vacancies: f64,
    agency: f64,
    agency_on_vacancies: f64,
    leavers: f64,
    starters: f64,
    newly_qualified: f64,
    days_lost: f64,
    cases: f64,
    case_holders: f64,
    by_role: [f64; 6],
    by_age: [f64; 5],
}

fn number(fte: Fte) -> f64 {
    fte.units() as f64 / 1e6
}

/// Children's social workers in a post on a day, with role and engagement.
fn seats(
    workforce: &Workforce,
    on: Date,
) -> impl Iterator<Item = (&Assignment, &Engagement, &Role)> {
    workforce.assignments().iter().filter_map(move |it| {
        let terms = workforce.posts().get(it.post)?.terms_on(on)?;
        let team = workforce.teams().get(terms.team)?;
        let role = workforce.roles().get(terms.role)?;
        let counts = it.spell.contains(on) && team.service == Service::Children && role.registered;
        counts.then_some((it, workforce.engagements().get(it.engagement)?, role))
    })
}

fn measure(workforce: &Workforce, on: Date) -> Measured {
    let mut it = Measured::default();
    stocks(workforce, on, &mut it);
    vacancies(workforce, on, &mut it);
    flows(workforce, on, &mut it);
    it
}

fn stocks(workforce: &Workforce, on: Date, it: &mut Measured) {
    for (assignment, engagement, role) in seats(workforce, on) {
        let fte = number(assignment.fte);
        let cases = workforce
            .caseloads()
            .linking(engagement.person)
            .find(|caseload| caseload.on == on);
        if let Some(cases) = cases
            && !matches!(assignment.holding, Holding::ActingUp | Holding::Seconded)
        {
            it.cases += f64::from(cases.cases);
            it.case_holders += fte;
        }
        if assignment.holding == Holding::Agency {
            it.agency += fte;
            let is_on_vacancy = assignment.cover == Some(CoverReason::Vacancy);
            it.agency_on_vacancies += if is_on_vacancy { fte } else { 0.0 };
        }
        if assignment.holding == Holding::Substantive {
            it.in_post += fte;
            it.headcount += 1.0;
            let role = role.organisation_role.map_or(0, |role| role as usize);
            it.by_role[role] += fte;
            let person = workforce.people().get(engagement.person).expect("a person");
            let age = (on.year() - person.born.expect("a date").year()).clamp(20, 69);
            it.by_age[usize::from(age.unsigned_abs()) / 10 - 2] += 1.0;
            if engagement.spell.from > year_before(on) {
                it.starters += fte;
                let origin = engagement.origin.map(|origin| origin.to_string());
                let is_new = origin.as_deref() == Some("newly_qualified");
                it.newly_qualified += if is_new { fte } else { 0.0 };
            }
        }
    }
}

fn year_before(on: Date) -> Date {
    date(on.year() - 1, on.month(), on.day())
}

fn vacancies(workforce: &Workforce, on: Date, it: &mut Measured) {
    let mut held: BTreeMap<_, Fte> = BTreeMap::new();
    for (assignment, _, _) in seats(workforce, on) {
        if assignment.holding == Holding::Substantive {
            *held.entry(assignment.post).or_default() += assignment.fte;
        }
    }
    for post in workforce.posts().iter() {
        let Some(terms) = post.terms_on(on) else {
            continue;
        };
        let team = workforce.teams().get(terms.team).expect("a team");
        if terms.standing.is_established() && team.service == Service::Children {
            it.vacancies += number(terms.fte - held.get(&post.id).copied().unwrap_or_default());
        }
    }
}

fn flows(workforce: &Workforce, on: Date, it: &mut Measured) {
    let year = |day: Date| day > year_before(on) && day <= on;
    for engagement in workforce.engagements().iter() {
        if engagement.contract != Contract::Permanent {
            continue;
        }
        let own = workforce.assignments().linking(engagement.id);
        let own = own.filter(|it| it.holding == Holding::Substantive);
        let Some(last) = own.max_by_key(|it| it.spell.from) else {
            continue;
        };
        let terms = workforce
            .posts()
            .get(last.post)
            .and_then(|it| it.terms_on(last.spell.from));
        let terms = terms.expect("terms");
        let team = workforce.teams().get(terms.team).expect("a team");
        let role = workforce.roles().get(terms.role).expect("a role");
        if team.service != Service::Children || !role.registered {
            continue;
        }
        let left = engagement.spell.last_day().is_some_and(year);
        if left && engagement.spell.from <= year_before(on) {
            it.leavers += number(last.fte);
        }
        it.days_lost += days_lost(workforce, engagement, year_before(on), on);
    }
}

/// Days of sickness in a year; those of a spell that lies partly in it by share.
fn days_lost(workforce: &Workforce, engagement: &Engagement, after: Date, on: Date) -> f64 {
    let days = |from: Date, until: Date| from.duration_until(until).as_hours() as f64 / 24.0;
    let absences = workforce.absences().linking(engagement.id).filter(|it| {
        matches!(
            it.kind,
            AbsenceKind::Sickness | AbsenceKind::LongTermSickness
        )
    });
    let first = after.tomorrow().expect("a day");
    let end = on.tomorrow().expect("a day");
    absences
        .map(|it| {
            let until = it.spell.until.unwrap_or(end);
            let inside = days(it.spell.from.max(first), until.min(end)).max(0.0);
            let lost = it.working_days.unwrap_or(Days::ZERO).units() as f64 / 100.0;
            lost * inside / days(it.spell.from, until).max(1.0)
        })
        .sum()
}

fn usual(seed: u64) -> Workforce {
    generate(&Plan {
        seed,
        as_at: date(2025, 9, 30),
        ..Plan::default()
    })
}

fn rates(it: &Measured) -> [(Measure, f64); 5] {
    [
        (
            Measure::VacancyRate,
            100.0 * it.vacancies / (it.vacancies + it.in_post),
        ),
        (Measure::TurnoverRateFte, 100.0 * it.leavers / it.in_post),
        (
            Measure::AgencyRateFte,
            100.0 * it.agency / (it.agency + it.in_post),
        ),
        (Measure::AverageCaseload, it.cases / it.case_holders),
        (
            Measure::AbsenceRate,
            100.0 * it.days_lost / it.in_post / 253.0,
        ),
    ]
}

#[test]
fn show() {
    let mut sums: BTreeMap<i16, Vec<Measured>> = BTreeMap::new();
    for seed in 0..SEEDS {
        let workforce = usual(seed);
        for year in 2018..=2025 {
            sums.entry(year)
                .or_default()
                .push(measure(&workforce, date(year, 9, 30)));
        }
    }
    for (year, all) in &sums {
        let mean = |of: fn(&Measured) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
        let england = indicator(Area::England, *year).expect("a row");
        print!(
            "{year} inpost {:.1} fte/head {:.3} starters {:.1} nq {:.2} onvac {:.2}",
            mean(|m| m.in_post),
            mean(|m| m.in_post) / mean(|m| m.headcount),
            100.0 * mean(|m| m.starters) / mean(|m| m.in_post),
            mean(|m| m.newly_qualified) / mean(|m| m.starters),
            mean(|m| m.agency_on_vacancies) / mean(|m| m.agency)
        );
        for index in 0..5 {
            let values: Vec<f64> = all.iter().map(|m| rates(m)[index].1).collect();
            let measure = rates(&all[0])[index].0;
            let mut sp: Vec<f64> = spread(measure, *year)
                .iter()
                .map(|x| x.1.as_float())
                .collect();
            sp.sort_by(f64::total_cmp);
            print!(
                " | {measure:?} {:.1} ({}; {:.1})",
                values.iter().sum::<f64>() / values.len() as f64,
                england.value(measure),
                sp.iter().sum::<f64>() / sp.len() as f64
            );
            let lo = sp[sp.len() / 100];
            let hi = sp[sp.len() - 1 - sp.len() / 100];
            let out: Vec<_> = values.iter().filter(|v| **v < lo || **v > hi).collect();
            if !out.is_empty() {
                print!(" OUT{lo}-{hi}:{out:.1?}");
            }
        }
        println!();
        let roles: Vec<_> = (0..6)
            .map(|r| {
                all.iter().map(|m| m.by_role[r] / m.in_post).sum::<f64>() / all.len() as f64 * 100.0
            })
            .collect();
        let ages: Vec<_> = (0..5)
            .map(|r| {
                all.iter().map(|m| m.by_age[r] / m.headcount).sum::<f64>() / all.len() as f64
                    * 100.0
            })
            .collect();
        println!(
            "    roles {roles:.1?} ages {ages:.1?} case holder share {:.2}",
            mean(|m| m.case_holders) / (mean(|m| m.in_post) + mean(|m| m.agency))
        );
    }
    let _ = OrganisationRole::CaseHolder;
}
