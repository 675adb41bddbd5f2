//! What each lever changes in a scenario.

use toml::Spanned;

use super::{LeverError, Settings};
use crate::scenario::{
    Conversion, Count, EstablishmentChange, Experience, Hire, HireKind, Intake, Limit, Month,
    NOWHERE, Outlay, Reduced, RoleFactor, Salary, Scenario,
};
use crate::uncertain::{Amount, Evidence, Shape, Uncertain};

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(NOWHERE, value)
}

/// A name that none has yet.
fn unused<'a>(name: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<_> = taken.collect();
    let numbered = (2..).map(|nth| format!("{name} {nth}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names
        .find(|name| !taken.contains(&name.as_str()))
        .unwrap_or_default()
}

/// The last month of what goes on for some months from a month of the plan.
fn last(scenario: &Scenario, set: &Settings<'_>) -> Month {
    let month = set.months("from") + set.months("months").max(1) - 1;
    Month::of(scenario.month_end(usize::from(month)))
}

pub(super) fn academy(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    scenario.money.outlays.push(Outlay {
        name: unused(
            set.lever.name,
            scenario.money.outlays.iter().map(|it| it.name.as_str()),
        ),
        month: spanned(set.month(scenario, "paid")),
        pounds: set.uncertain("outlay"),
    });
    scenario.intakes.push(Intake {
        name: unused(
            set.lever.name,
            scenario.intakes.iter().map(|it| it.name.as_str()),
        ),
        role: None,
        months: None,
        starts: Some(spanned(vec![set.month(scenario, "start")])),
        size: set.uncertain("places"),
        drop_out: Uncertain::certain(0.0),
        pass: Uncertain::certain(1.0),
        retention: Some(set.uncertain("retention")),
        retention_months: spanned(12),
        outside_months: 12,
        fte: Uncertain::certain(1.0),
        cost_each: Uncertain::certain(0.0),
        cost_a_year: Uncertain::certain(0.0),
    });
    Ok(())
}

pub(super) fn agency_to_permanent(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    scenario.conversions.push(Conversion {
        name: unused(
            set.lever.name,
            scenario.conversions.iter().map(|it| it.name.as_str()),
        ),
        role: None,
        experience: Experience::TwoToFive,
        a_year: set.uncertain("share"),
        from: Some(spanned(set.month(scenario, "from"))),
        until: Some(spanned(last(scenario, set))),
        cost_each: set.uncertain("cost_each"),
    });
    Ok(())
}

pub(super) fn pay_supplement(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    if scenario.money.salaries.is_empty() {
        return Err(set.needs("a salary, [[money.salary]]"));
    }
    match set.role() {
        None => {
            for salary in &mut scenario.money.salaries {
                salary.supplement = plus(&salary.supplement, set.value("pounds"), set.lever.name);
            }
        }
        Some(role) => supplement_of_role(scenario, set, &role),
    }
    less_leaving(scenario, set);
    Ok(())
}

/// Adds a supplement to what a role is paid: to its own salaries, and to a copy
/// for it of those that are for all.
fn supplement_of_role(scenario: &mut Scenario, set: &Settings<'_>, role: &Spanned<String>) {
    let mut salaries: Vec<Salary> = Vec::new();
    for salary in std::mem::take(&mut scenario.money.salaries) {
        let is_its = salary.role.as_ref() == Some(role);
        let fits = |known: &Salary| {
            known.role.as_ref() == Some(role)
                && (known.experience.is_none() || known.experience == salary.experience)
        };
        let is_told = salaries.iter().any(fits);
        if is_its || (salary.role.is_none() && !is_told) {
            salaries.push(Salary {
                role: Some(role.clone()),
                supplement: plus(&salary.supplement, set.value("pounds"), set.lever.name),
                ..salary.clone()
            });
        }
        if !is_its {
            salaries.push(salary);
        }
    }
    scenario.money.salaries = salaries;
}

/// An amount with pounds added, its source told with the lever's.
fn plus(amount: &Uncertain<Amount>, pounds: f64, name: &str) -> Uncertain<Amount> {
    let shape = amount.shape.map(|value| value + pounds, 1.0);
    changed(amount, shape, name)
}

/// An amount made smaller by a share.
fn less(amount: &Uncertain<Amount>, share: f64, name: &str) -> Uncertain<Amount> {
    let rest = 1.0 - share;
    let shape = amount.shape.map(|value| value * rest, rest);
    changed(amount, shape, name)
}

fn changed(amount: &Uncertain<Amount>, shape: Shape, name: &str) -> Uncertain<Amount> {
    let before = [amount.because.as_str(), name];
    let because: Vec<_> = before.into_iter().filter(|it| !it.is_empty()).collect();
    let mut changed = amount
        .clone()
        .from_source(Evidence::Judgement, because.join("; "));
    changed.shape = shape;
    changed
}

fn less_leaving(scenario: &mut Scenario, set: &Settings<'_>) {
    let share = set.value("less_leaving");
    match set.role() {
        None => {
            let factor = &mut scenario.attrition.factor;
            *factor = less(factor, share, set.lever.name);
        }
        Some(role) => scenario.attrition.of_roles.push(RoleFactor {
            role,
            factor: set.derived("less_leaving", 1.0 - share),
        }),
    }
}

fn fewer_cases(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    let share = set.value("fewer_cases");
    if share > 0.0 && scenario.workload.cases.is_empty() {
        return Err(set.needs("cases, [[workload.cases]],"));
    }
    if share > 0.0 {
        for cases in &mut scenario.workload.cases {
            cases.cases = less(&cases.cases, share, set.lever.name);
        }
    }
    Ok(())
}

pub(super) fn caseload_reduction(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    for (experience, key) in [
        (Experience::NewlyQualified, "newly_qualified"),
        (Experience::UnderTwo, "under_2"),
    ] {
        let to = set.uncertain(key);
        scenario
            .workload
            .reduced
            .retain(|it| it.experience != experience);
        scenario.workload.reduced.push(Reduced { experience, to });
    }
    fewer_cases(scenario, set)?;
    less_leaving(scenario, set);
    Ok(())
}

/// Hires by the year, over the lever's months.
fn hire(
    scenario: &Scenario,
    set: &Settings<'_>,
    kind: HireKind,
    a_year: Uncertain<Amount>,
) -> Hire {
    Hire {
        name: unused(
            set.lever.name,
            scenario.hires.iter().map(|it| it.name.as_str()),
        ),
        kind,
        role: None,
        experience: Experience::TwoToFive,
        a_year,
        count: Count::Chance,
        months: None,
        from: Some(spanned(set.month(scenario, "from"))),
        until: Some(spanned(last(scenario, set))),
        months_to_hire: set.uncertain("months_to_hire"),
        arrival_lag: Uncertain::certain(0.0),
        limit: Limit::Vacancies,
        fte: Uncertain::certain(1.0),
        cost_each: Some(set.uncertain("cost_each")),
    }
}

pub(super) fn overseas_recruitment(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    let hire = Hire {
        arrival_lag: set.uncertain("arrival_lag"),
        ..hire(scenario, set, HireKind::Overseas, set.uncertain("people"))
    };
    scenario.hires.push(hire);
    Ok(())
}

/// A year has 365.25 ÷ 7 weeks.
const WEEKS_A_YEAR: f64 = 365.25 / 7.0;

pub(super) fn rolling_campaign(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    let campaigns = WEEKS_A_YEAR / set.value("weeks");
    let a_year = set.derived("hires", set.value("hires") * campaigns);
    let hire = hire(scenario, set, HireKind::Experienced, a_year);
    scenario.hires.push(hire);
    Ok(())
}

fn fewer_posts(scenario: &mut Scenario, set: &Settings<'_>) {
    change_posts(scenario, set, set.role(), ("posts", -set.value("posts")));
}

fn change_posts(
    scenario: &mut Scenario,
    set: &Settings<'_>,
    role: Option<Spanned<String>>,
    (key, change): (&str, f64),
) {
    scenario.establishment.push(EstablishmentChange {
        month: spanned(set.month(scenario, "from")),
        role,
        change: spanned(set.derived(key, change)),
        because: set.lever.name.to_owned(),
    });
}

/// Posts of one role go and posts of another come, into which people are hired
/// for as long as the plan lasts, so that leavers are replaced.
pub(super) fn skill_mix(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    fewer_posts(scenario, set);
    let instead = set.given.instead.clone().map(spanned);
    let posts = set.value("in_place");
    change_posts(scenario, set, instead.clone(), ("in_place", posts));
    let kind = HireKind::Experienced;
    let hire = Hire {
        role: instead,
        // All of them within half a year, and whoever is to replace a leaver.
        a_year: set.derived("in_place", 2.0 * posts),
        until: None,
        ..hire(scenario, set, kind, set.derived("in_place", posts))
    };
    scenario.hires.push(hire);
    Ok(())
}

pub(super) fn unqualified_posts(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    fewer_posts(scenario, set);
    let pounds = set.value("unqualified") * set.value("pounds") / 12.0;
    for month in set.months("from")..=*scenario.months.get_ref() {
        let month = Month::of(scenario.month_end(usize::from(month)));
        scenario.money.outlays.push(Outlay {
            name: format!("Unqualified posts, {month}"),
            month: spanned(month),
            pounds: set.derived("pounds", pounds),
        });
    }
    fewer_cases(scenario, set)
}

pub(super) fn temporary_posts_end(
    scenario: &mut Scenario,
    set: &Settings<'_>,
) -> Result<(), LeverError> {
    fewer_posts(scenario, set);
    Ok(())
}
