//! The scenarios under `examples/`: what their papers' numbers come to.

use std::error::Error;
use std::path::Path;

use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::Column;
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::{Scenario, Series};

const SCENARIOS: [&str; 4] = [
    "norfolk-2018/plan.toml",
    "sefton-2023/academy.toml",
    "sefton-2023/managed_team.toml",
    "sefton-2023/without.toml",
];

fn scenario(name: &str) -> Result<Scenario, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let text = std::fs::read_to_string(folder.join(name))?;
    Scenario::read(&text).map_err(|problems| format!("{name}: {problems:?}").into())
}

fn course(scenario: &Scenario) -> Result<Expected, Box<dyn Error>> {
    let model = Model::new(scenario, stated(scenario)?, &NoRates)?;
    Ok(Expected::of(&model))
}

fn value(course: &Expected, series: Series, month: usize) -> f64 {
    course
        .value(Column::Series(series), month)
        .unwrap_or(f64::NAN)
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

#[test]
fn each_is_read_and_reads_the_same_once_it_is_written() -> Result<(), Box<dyn Error>> {
    for name in SCENARIOS {
        let read = scenario(name)?;
        let again = Scenario::read(&read.write()).map_err(|problems| format!("{problems:?}"))?;
        assert_eq!(again.write(), read.write(), "{name}");
    }
    Ok(())
}

/// 298.14 × 0.88 + 80 = 342.3632; × 0.88 + 80 = 381.2796; × 0.88 + 80 = 415.5261.
/// 406.31 - 30 = 376.31 is passed by 381.28, the end of 2019.
#[test]
fn norfolks_plan_rolled_forward_passes_its_establishment_in_2019() -> Result<(), Box<dyn Error>> {
    let plan = scenario("norfolk-2018/plan.toml")?;
    let course = course(&plan)?;
    for (month, closing) in [(12, 342.3632), (24, 381.2796), (36, 415.5261)] {
        near(course.in_post(month).unwrap_or(f64::NAN), closing, 1e-4);
    }
    near(value(&course, Series::Established, 12), 406.31, 1e-3);
    near(value(&course, Series::Established, 13), 376.31, 1e-3);
    let passed = course.passes_establishment().ok_or("it is passed")?;
    assert_eq!(plan.month_end(passed).to_string(), "2019-12-31");
    Ok(())
}

/// 30 × 0.85 = 25.5 workers; × £25,000 = £637,500; × £35,000 = £892,500 a year.
#[test]
fn seftons_academy_saves_the_premium_of_those_whom_it_keeps() -> Result<(), Box<dyn Error>> {
    let without = scenario("sefton-2023/without.toml")?;
    let academy = scenario("sefton-2023/academy.toml")?;
    let year_after = 15;
    assert_eq!(academy.month_end(year_after).to_string(), "2023-12-31");
    for (premium, saving) in [(25_000, 637_500.0), (35_000, 892_500.0)] {
        let premium = holdfast_forecast::uncertain::Uncertain::fixed(f64::from(premium))?;
        let at = |scenario: &Scenario| {
            let mut scenario = scenario.clone();
            scenario.money.agency_premium = Some(premium.clone());
            course(&scenario)
        };
        let (with, without) = (at(&academy)?, at(&without)?);
        let less = |series| value(&without, series, year_after) - value(&with, series, year_after);
        near(less(Series::Agency), 25.5, 1e-3);
        near(less(Series::AgencySpend) * 12.0, saving, 1.0);
    }
    Ok(())
}

/// At £30,000 and 20.2% a year leaving, after the assessed year the monthly
/// saving is 25.5 × 30,000 ÷ 12 = 63,750 and shrinks by a factor of
/// 0.798^(1/12) = 0.98137: 63,750 × (1 - 0.98137^n) ÷ (1 - 0.98137) reaches
/// 1,200,000 with the 23rd payment, the first of which is in month 15.
#[test]
fn seftons_outlay_is_earned_back_in_the_autumn_of_2025() -> Result<(), Box<dyn Error>> {
    let academy = scenario("sefton-2023/academy.toml")?;
    let with = course(&academy)?;
    let without = course(&scenario("sefton-2023/without.toml")?)?;
    let dearer = |month: &usize| {
        value(&with, Series::SpendSoFar, *month) > value(&without, Series::SpendSoFar, *month)
    };
    near(value(&with, Series::Academy, 1), 1_200_000.0, 0.5);
    let earned = (1..=60)
        .find(|month| !dearer(month))
        .ok_or("it is earned back")?;
    assert_eq!(earned, 37);
    assert_eq!(academy.month_end(earned).to_string(), "2025-10-31");
    Ok(())
}

/// 573,000 ÷ 6 = 95,500 a month.
#[test]
fn seftons_managed_team_costs_573_000_pounds_in_six_months() -> Result<(), Box<dyn Error>> {
    let team = course(&scenario("sefton-2023/managed_team.toml")?)?;
    let spent: f64 = (1..=60)
        .map(|month| value(&team, Series::ManagedTeams, month))
        .sum();
    near(spent, 573_000.0, 0.5);
    near(value(&team, Series::ManagedTeams, 6), 95_500.0, 0.01);
    near(value(&team, Series::ManagedTeams, 7), 0.0, 0.0);
    Ok(())
}
