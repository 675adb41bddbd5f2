//! What may happen to somebody within one month, and what may not.

use std::error::Error;

use holdfast_forecast::futures::{Column, Futures, simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::{Scenario, Series};

fn run(plan: &str) -> Result<Futures, Box<dyn Error>> {
    let scenario = Scenario::read(plan).map_err(|problems| format!("{problems:?}"))?;
    let model = Model::new(&scenario, stated(&scenario)?, &NoRates)?;
    Ok(simulate(&model, &unwatched)?)
}

fn values(futures: &Futures, series: Series, month: usize) -> Vec<f32> {
    let mut values = Vec::new();
    futures.values(Column::Series(series), month, &mut values);
    values
}

#[test]
fn who_is_promoted_does_not_leave_in_the_same_month() -> Result<(), Box<dyn Error>> {
    // Nobody leaves the first role, and everybody leaves the second: 70% a
    // month, the most there is. Who leaves it in the first month was promoted
    // in that month.
    let futures = run(r#"
title = "Promotion"
months = 2
futures = 50
[start]
date = "2025-03-31"
[[start.position]]
role = "SW"
established = 40
in_post = 40
people = 40
[[start.position]]
role = "SSW"
established = 40
in_post = 0
people = 0
[[role]]
id = "SW"
name = "Social worker"
[[role]]
id = "SSW"
name = "Senior social worker"
[attrition]
rate = 0
[[attrition.group]]
role = "SSW"
rate = 1
[[progression]]
from = "SW"
to = "SSW"
rate = 1
"#)?;
    let first = values(&futures, Series::InPost, 1);
    assert!(first.iter().all(|fte| *fte == 40.0), "{first:?}");
    let second = values(&futures, Series::InPost, 2);
    assert!(second.iter().all(|fte| *fte < 40.0), "{second:?}");
    Ok(())
}

#[test]
fn who_fails_the_assessment_during_an_absence_is_no_longer_away() -> Result<(), Box<dyn Error>> {
    // Twenty start in April 2025, nearly all are soon away for two years, and
    // all fail the assessment in April 2026: then nobody is there, nobody is
    // away, and no agency worker stands in for anybody.
    let futures = run(r#"
title = "Assessment"
months = 15
futures = 50
[start]
date = "2025-03-31"
[[start.position]]
established = 20
in_post = 0
people = 0
[attrition]
rate = 0
[[intake]]
name = "Spring"
starts = ["2025-04"]
size = 20
pass = 0
[[absence]]
kind = "maternity"
rate = 0.9
months = 24
[agency]
covers = 0
covers_absence = 1
"#)?;
    let before = values(&futures, Series::Away, 12);
    assert!(before.iter().all(|fte| *fte > 5.0), "{before:?}");
    for month in [13, 15] {
        for series in [Series::InPost, Series::Away, Series::Agency] {
            let found = values(&futures, series, month);
            assert!(found.iter().all(|fte| *fte == 0.0), "{series:?} {found:?}");
        }
    }
    Ok(())
}
