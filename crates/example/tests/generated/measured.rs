//! The measures of the workforce statistics, computed here from the records
//! alone, against what was published.

use std::collections::BTreeMap;

use holdfast_example::{Plan, generate, nation};
use holdfast_reference::{Area, Measure, Releases, age_bands, role_mix};
use holdfast_workforce::amount::{Days, Fte};
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Holding, OrganisationRole, Service,
};
use holdfast_workforce::record::{Assignment, Engagement, Role};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::{Date, date};

const SEEDS: u64 = 30;

const YEARS: std::ops::RangeInclusive<i16> = 2018..=2025;

#[derive(Clone, Debug, Default)]
struct Measured {
    in_post: f64,
    headcount: f64,
    vacancies: f64,
    agency: f64,
    agency_on_vacancies: f64,
    leavers: f64,
    starters: f64,
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

/// The values of a measure for all authorities in a year, smallest first.
fn published(measure: Measure, year: i16) -> Vec<f64> {
    let spread = Releases::shipped().spread(measure, year);
    let mut values: Vec<f64> = spread.iter().map(|it| it.1.as_float()).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn england(measure: Measure, year: i16) -> f64 {
    let (row, _) = Releases::shipped().row(Area::England, year).expect("a row");
    row.number(measure).expect("a number").as_float()
}

fn mean(all: &[Measured], of: impl Fn(&Measured) -> f64) -> f64 {
    all.iter().map(of).sum::<f64>() / all.len() as f64
}

fn check_near(what: &str, found: f64, expected: f64, tolerance: f64) {
    let is_near = (found - expected).abs() <= tolerance;
    assert!(
        is_near,
        "{what}: {found:.3}, expected {expected:.3} ± {tolerance}"
    );
}

#[test]
fn thirty_authorities_follow_the_published_figures() {
    let mut by_year: BTreeMap<i16, Vec<Measured>> = BTreeMap::new();
    for seed in 0..SEEDS {
        let workforce = usual(seed);
        for year in YEARS {
            let measured = measure(&workforce, date(year, 9, 30));
            by_year.entry(year).or_default().push(measured);
        }
    }
    for (year, all) in &by_year {
        rates_follow_england(*year, all);
        mixes_follow_england(*year, all);
    }
    nearly_all_lie_between_the_tails(&by_year);
    check_near(
        "growth",
        ratio(&by_year, |it| it.in_post),
        england(Measure::InPostFte, 2025) / england(Measure::InPostFte, 2018),
        0.04,
    );
}

fn ratio(by_year: &BTreeMap<i16, Vec<Measured>>, of: fn(&Measured) -> f64) -> f64 {
    mean(&by_year[&2025], of) / mean(&by_year[&2018], of)
}

/// The tolerances allow for thirty draws of authorities, which count alike
/// here, while large ones weigh more in England's figure.
fn rates_follow_england(year: i16, all: &[Measured]) {
    for (index, tolerance) in [1.5, 2.2, 2.0, 0.8, 0.4].into_iter().enumerate() {
        let kind = rates(&all[0])[index].0;
        let found = mean(all, |it| rates(it)[index].1);
        check_near(
            &format!("{year} {kind:?}"),
            found,
            england(kind, year),
            tolerance,
        );
    }
    let on_vacancies = 100.0 * mean(all, |it| it.agency_on_vacancies) / mean(all, |it| it.agency);
    let expected = england(Measure::AgencyCoverRate, year);
    check_near(
        &format!("{year} agency on vacancies"),
        on_vacancies,
        expected,
        6.0,
    );
    // Starters over in post were 15.1% to 19.3% in these years.
    let starters = 100.0 * mean(all, |it| it.starters) / mean(all, |it| it.in_post);
    let expected = 100.0 * england(Measure::StartersFte, year) / england(Measure::InPostFte, year);
    check_near(&format!("{year} starters"), starters, expected, 4.5);
}

fn mixes_follow_england(year: i16, all: &[Measured]) {
    // England 2025: 0.945 FTE a head in post.
    let fte_per_head = mean(all, |it| it.in_post) / mean(all, |it| it.headcount);
    check_near(&format!("{year} FTE a head"), fte_per_head, 0.945, 0.025);
    let roles = role_mix(Area::England, 2025).expect("a mix");
    for role in OrganisationRole::ALL {
        let share = 100.0 * mean(all, |it| it.by_role[role.number() - 1] / it.in_post);
        let expected = 100.0 * roles.count(*role).fte.as_float() / roles.total.fte.as_float();
        check_near(&format!("{year} {role}"), share, expected, 4.0);
    }
    let total: f64 = age_bands()
        .iter()
        .map(|it| it.in_post.headcount.as_float())
        .sum();
    for (index, row) in age_bands().iter().enumerate() {
        let share = 100.0 * mean(all, |it| it.by_age[index] / it.headcount);
        let expected = 100.0 * row.in_post.headcount.as_float() / total;
        check_near(
            &format!("{year} {}", row.band.label()),
            share,
            expected,
            4.0,
        );
    }
}

/// One in a hundred real authorities lies below the first percentile of a
/// measure and one above the last; no more of the synthetic ones may.
fn nearly_all_lie_between_the_tails(by_year: &BTreeMap<i16, Vec<Measured>>) {
    let (mut outside, mut count) = (0, 0);
    for (year, all) in by_year {
        for (measure, value) in all.iter().flat_map(rates) {
            let values = published(measure, *year);
            let tail = values.len() / 100;
            let is_inside = values[tail] <= value && value <= values[values.len() - 1 - tail];
            outside += usize::from(!is_inside);
            count += 1;
        }
    }
    assert!(outside * 50 <= count, "{outside} of {count}");
}

/// England 2025: 36,186 FTE in post, 38,292 people and 5,566 agency workers.
/// Adults' services are inside these sizes.
#[test]
fn a_nation_is_as_large_as_england() {
    let on = date(2025, 9, 30);
    let (mut fte, mut present) = (0.0, 0);
    for workforce in nation(1, 1, on, 153) {
        let engaged = workforce
            .engagements()
            .iter()
            .filter(|it| it.spell.contains(on));
        present += engaged.count();
        let held = workforce
            .assignments()
            .iter()
            .filter(|it| it.spell.contains(on) && it.holding == Holding::Substantive);
        fte += held.map(|it| number(it.fte)).sum::<f64>();
    }
    check_near("FTE", fte, 36_186.0, 1_500.0);
    check_near("people", present as f64, 45_000.0, 1_500.0);
}
