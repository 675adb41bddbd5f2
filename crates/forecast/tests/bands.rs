//! A band says where its values lie.

use holdfast_forecast::outlook::band;
use proptest::prelude::*;

proptest! {
    #[test]
    fn quantiles_are_those_of_the_sorted_values(
        values in prop::collection::vec(-1e6_f32..1e6, 1..400),
    ) {
        let found = band(&mut values.clone()).ok_or(TestCaseError::fail("a band"))?;
        let mut sorted = values;
        sorted.sort_by(f32::total_cmp);
        let shares = [(5, found.p5), (25, found.p25), (50, found.p50), (75, found.p75), (95, found.p95)];
        for (percent, quantile) in shares {
            let rank = (sorted.len() * percent).div_ceil(100).max(1);
            prop_assert_eq!(quantile, f64::from(sorted[rank - 1]));
        }
    }

    #[test]
    fn mean_and_deviation_are_those_of_the_textbook(
        values in prop::collection::vec(-1e3_f32..1e3, 2..100),
    ) {
        let found = band(&mut values.clone()).ok_or(TestCaseError::fail("a band"))?;
        let count = values.len() as f64;
        let values = values.iter().copied().map(f64::from);
        let mean = values.clone().sum::<f64>() / count;
        let squares = values.map(|value| (value - mean).powi(2)).sum::<f64>();
        prop_assert!((found.mean - mean).abs() < 1e-9);
        prop_assert!((found.sd - (squares / (count - 1.0)).sqrt()).abs() < 1e-9);
    }
}
