//! What may happen to somebody within one month, and what may not.

use std::error::Error;

use holdfast_forecast::futures::{Column, Futures, simulate, unwatched};
use holdfast_forecast::model::{Flow, Model, NoRates};
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

/// Of 40 in 50 posts some leave in a month, and nobody comes.
const NOBODY_COMES: &str = r#"
title = "Posts"
months = 1
futures = 400
[start]
date = "2025-03-31"
[[start.position]]
established = 50
in_post = 40
people = 40
[attrition]
rate = 0.9
"#;

#[test]
fn posts_follow_a_surprise_in_staff_by_their_share() -> Result<(), Box<dyn Error>> {
    // With 40 at a yearly 0.9 the month's hazard is −ln(0.1) ÷ 12 = 0.19188, and
    // 40 × e^−0.19188 = 33.0162 are expected. Posts are 50 + 0.7 × (P − 33.0162),
    // so vacancies are 26.8887 − 0.3 × P; with a share of nought 50 − P.
    let follow = run(&format!("{NOBODY_COMES}[posts]\nfollow_staff = 0.7\n"))?;
    let stand = run(NOBODY_COMES)?;
    let staff = values(&follow, Series::InPost, 1);
    assert_eq!(staff, values(&stand, Series::InPost, 1), "the same leave");
    assert!(staff.iter().any(|fte| *fte < 31.0) && staff.iter().any(|fte| *fte > 35.0));
    let vacant = values(&follow, Series::Vacancies, 1);
    for (staff, vacant) in staff.iter().zip(vacant) {
        let expected = 26.8887 - 0.3 * staff;
        assert!((vacant - expected).abs() < 1e-3, "{staff} {vacant}");
    }
    for (staff, vacant) in staff.iter().zip(values(&stand, Series::Vacancies, 1)) {
        assert!((vacant - (50.0 - staff)).abs() < 1e-3, "{staff} {vacant}");
    }
    Ok(())
}

#[test]
fn agency_work_comes_to_what_is_wanted_by_its_share_in_a_year() -> Result<(), Box<dyn Error>> {
    // 10 vacancies stay; half is wanted, 5, and 9 are there. With 0.36 made up
    // in a year, 5 + 4 × 0.64 = 7.56 are left after 12 months, and 5 + 4 × 0.8 =
    // 8.2 after six.
    let futures = run(r#"
title = "Agency"
months = 12
futures = 2
[start]
date = "2025-03-31"
agency = 9
[[start.position]]
established = 50
in_post = 40
people = 40
[attrition]
rate = 0
[agency]
covers = 0.5
adjusts = 0.36
"#)?;
    for (month, expected) in [(0, 9.0), (6, 8.2), (12, 7.56)] {
        for found in values(&futures, Series::Agency, month) {
            assert!(
                (f64::from(found) - expected).abs() < 1e-4,
                "{month}: {found}"
            );
        }
    }
    Ok(())
}

#[test]
fn hours_move_fte_without_joining_or_leaving() -> Result<(), Box<dyn Error>> {
    // Nobody comes or goes. A year's factor has a mean of 1 and a standard
    // deviation of 0.1, so 40 FTE have one of 4.0; over 4,000 futures the mean
    // is within 4 × 4 ÷ √4000 = 0.25 of 40. What they moved is a flow.
    let futures = run(r#"
title = "Hours"
months = 12
futures = 4000
[start]
date = "2025-03-31"
[[start.position]]
established = 50
in_post = 40
people = 40
[attrition]
rate = 0
[shocks]
hours = 0.1
"#)?;
    let found = values(&futures, Series::InPost, 12);
    let count = f64::from(u32::try_from(found.len())?);
    let mean = found.iter().map(|fte| f64::from(*fte)).sum::<f64>() / count;
    let squares = found.iter().map(|fte| (f64::from(*fte) - mean).powi(2));
    let sd = (squares.sum::<f64>() / count).sqrt();
    assert!((mean - 40.0).abs() < 0.25, "{mean}");
    assert!((sd - 4.0).abs() < 0.2, "{sd}");
    let mut moved = Vec::new();
    futures.total_flows(Flow::Hours, &mut moved);
    for (moved, fte) in moved.iter().zip(&found) {
        assert!((40.0 + moved - fte).abs() < 1e-3, "{moved} {fte}");
    }
    let others = Flow::ALL.into_iter().filter(|flow| *flow != Flow::Hours);
    for flow in others {
        assert_eq!(futures.mean_flow(flow, 1).to_bits(), 0.0_f64.to_bits());
    }
    Ok(())
}
