//! Norfolk’s published assumptions, rolled forward.

use std::error::Error;

use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::{Column, simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::{Scenario, Series};

const PLAN: &str = r#"
title = "Norfolk 2018"
months = 36

[start]
date = "2017-12-31"
agency = 75.75
[[start.position]]
established = 406.31
in_post = 298.14

[attrition]
rate = 0.12

[[intake]]
name = "Newly qualified"
months = [12]
size = 50

[[hire]]
name = "Others"
months = [12]
a_year = 30
count = "fixed"
limit = "none"

[[establishment]]
month = "2019-01"
change = -30
"#;

fn model() -> Result<Model, Box<dyn Error>> {
    let scenario = Scenario::read(PLAN).map_err(|problems| format!("{problems:?}"))?;
    let opening = stated(&scenario)?;
    Ok(Model::new(&scenario, opening, &NoRates)?)
}

#[test]
fn the_expected_course_is_the_hand_rolled_one() -> Result<(), Box<dyn Error>> {
    let expected = Expected::of(&model()?);
    // 298.14 × 0.88 + 80 = 342.3632; × 0.88 + 80 = 381.2796; × 0.88 + 80 = 415.5261.
    for (month, closing) in [(12, 342.3632), (24, 381.2796), (36, 415.5261)] {
        let found = expected.in_post(month).ok_or("a value")?;
        assert!((found - closing).abs() < 1e-4, "{month}: {found}");
    }
    assert_eq!(expected.passes_establishment(), Some(24));
    Ok(())
}

#[test]
fn the_mean_of_all_futures_is_the_expected_course() -> Result<(), Box<dyn Error>> {
    let model = model()?;
    let futures = simulate(&model, &unwatched)?;
    let outlook = Outlook::of(&model, &futures);
    let expected = Expected::of(&model);
    for month in 1..=36 {
        let band = outlook.band(Series::InPost, month).ok_or("a band")?;
        let mean = expected
            .value(Column::Series(Series::InPost), month)
            .ok_or("a value")?;
        let error = band.sd / (futures.count() as f64).sqrt();
        assert!(
            (band.mean - mean).abs() <= 4.0 * error + 1e-3,
            "{month}: {} {mean} {error}",
            band.mean
        );
    }
    Ok(())
}
