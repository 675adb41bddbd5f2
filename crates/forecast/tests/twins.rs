//! Two scenarios with the same seed see the same chance in all that they share.

use std::error::Error;

use holdfast_forecast::futures::{Column, Futures, simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::scenario::Experience;
use holdfast_forecast::{Scenario, Series};

/// Everything that draws: absences, assessments, fractions, lags, luck.
const PLAN: &str = r#"
title = "Twins"
months = 36
futures = 400
[start]
date = "2025-03-31"
[[start.position]]
role = "SW"
established = 250
in_post = 200
people = 200
[[start.position]]
role = "SSW"
established = 80
in_post = 60
people = 60
[attrition]
rate = 0.15
[shocks]
attrition = 0.2
hiring = 0.2
hours = 0.02
[[intake]]
name = "Autumn"
role = "SW"
months = [9]
size = 10.5
drop_out = 0.1
pass = 0.95
[[hire]]
name = "Experienced"
role = "SW"
a_year = { low = 25, high = 35 }
months_to_hire = 2.5
limit = "none"
[[progression]]
from = "SW"
to = "SSW"
rate = 0.05
limit = "none"
[[absence]]
kind = "maternity"
rate = 0.04
months = { low = 6, high = 12 }
returns = 0.9
"#;

fn run(plan: &str) -> Result<Futures, Box<dyn Error>> {
    let scenario = Scenario::read(plan).map_err(|problems| format!("{problems:?}"))?;
    let model = Model::new(&scenario, stated(&scenario)?, &NoRates)?;
    Ok(simulate(&model, &unwatched)?)
}

fn values(futures: &Futures, column: Column) -> Vec<f64> {
    let mut values = Vec::new();
    futures.values(column, 36, &mut values);
    values.into_iter().map(f64::from).collect()
}

/// The mean and the standard deviation of what differs, future by future.
fn difference(one: &[f64], other: &[f64]) -> (f64, f64) {
    let all: Vec<f64> = one
        .iter()
        .zip(other)
        .map(|(one, other)| other - one)
        .collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let squares = all.iter().map(|it| (it - mean).powi(2)).sum::<f64>();
    (mean, (squares / all.len() as f64).sqrt())
}

#[test]
fn what_is_done_to_one_group_moves_no_other() -> Result<(), Box<dyn Error>> {
    // Nobody who starts in the plan comes to ten years within three. Only by way
    // of whom they stand beside can they matter there: now and then, by one.
    let before = run(PLAN)?;
    let after = run(&PLAN.replace("size = 10.5", "size = 30"))?;
    let longest = Column::Experience(Experience::TenAndOver);
    let (_, alone) = difference(&values(&before, longest), &vec![0.0; 400]);
    let (_, sd) = difference(&values(&before, longest), &values(&after, longest));
    assert!(sd < 1.0 && alone > 3.0, "{sd} beside {alone}");
    let newest = Column::Experience(Experience::NewlyQualified);
    let (more, _) = difference(&values(&before, newest), &values(&after, newest));
    assert!(
        (13.0..17.6).contains(&more),
        "19.5 places more, 0.9 of them taken: {more}"
    );
    Ok(())
}

#[test]
fn fewer_leavers_are_seen_through_the_luck_of_years() -> Result<(), Box<dyn Error>> {
    // About 260 × 0.16 × 3 = 125 hazards of leaving; a tenth less is 12.5 people
    // who stay, by a Poisson count with a standard deviation of 3.5. What follows
    // from who stays adds to that. Independent futures would differ by √2 times
    // their own standard deviation, which is above 20.
    let before = values(&run(PLAN)?, Column::Series(Series::InPost));
    let after = run(&PLAN.replace("rate = 0.15", "rate = 0.15\nfactor = 0.9"))?;
    let after = values(&after, Column::Series(Series::InPost));
    let (gain, sd) = difference(&before, &after);
    let (_, alone) = difference(&before, &vec![0.0; before.len()]);
    assert!((8.0..14.0).contains(&gain), "{gain}");
    assert!(sd < 6.0 && alone > 14.0, "{sd} beside {alone}");
    let worse = before.iter().zip(&after).filter(|(one, other)| other < one);
    let worse = worse.count() as f64 / before.len() as f64;
    assert!(worse < 0.05, "{worse} of the futures lose by it");
    Ok(())
}

#[test]
fn something_that_never_happens_changes_nothing() -> Result<(), Box<dyn Error>> {
    let before = values(&run(PLAN)?, Column::Series(Series::InPost));
    let more = "[[move]]\nname = \"Adults\"\nrate = 0\n[[hire]]\nname = \"Nobody\"\nrole = \"SSW\"\na_year = 0\n";
    let after = values(
        &run(&format!("{PLAN}{more}"))?,
        Column::Series(Series::InPost),
    );
    assert_eq!(before, after);
    Ok(())
}

/// With cases that grow by 10% a year, leaving that answers to them with an
/// elasticity of 2 is ever higher, whether or not the caseload is named at
/// which the rates hold: at the start it is 1,000 ÷ 80 = 12.5.
#[test]
fn leaving_answers_to_the_caseload_of_the_start() -> Result<(), Box<dyn Error>> {
    let plan = |reference: &str| {
        format!(
            r#"
title = "Feedback"
months = 36
futures = 400
[start]
date = "2025-03-31"
[[start.position]]
established = 80
in_post = 80
people = 80
[attrition]
rate = 0.2
[agency]
covers = 0
[[workload.cases]]
name = "All"
cases = 1000
trend = 0.1
[feedback]
elasticity = 2
because = "a guess"
{reference}
"#
        )
    };
    let column = Column::Series(Series::InPost);
    let from_start = values(&run(&plan(""))?, column);
    assert_eq!(from_start, values(&run(&plan("reference = 12.5"))?, column));
    let without = values(
        &run(&plan("").replace("elasticity = 2", "elasticity = 0"))?,
        column,
    );
    let (lost, _) = difference(&from_start, &without);
    assert!(lost > 10.0, "{lost}");
    Ok(())
}
