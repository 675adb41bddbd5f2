//! The benchmark's plan finds what the same plan written in SimPy and in NumPy
//! found. Their means and standard errors were kept from
//! `simpy_plan.py plan.toml 400 7` and `numpy_plan.py plan.toml 10000 7`, in
//! `benches/peers`; the benchmark runs both anew.

#[path = "../benches/peers/mod.rs"]
mod peers;

use std::error::Error;

use holdfast_forecast::Scenario;
use holdfast_forecast::futures::{simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::outlook::Outlook;
use peers::Means;

const KEPT: [(&str, &str); 2] = [
    ("SimPy", include_str!("../benches/peers/simpy_means.json")),
    ("NumPy", include_str!("../benches/peers/numpy_means.json")),
];

#[test]
fn means_agree_with_simpy_and_numpy() -> Result<(), Box<dyn Error>> {
    let scenario = Scenario::read(include_str!("../benches/plan.toml"))
        .map_err(|problems| format!("{problems:?}"))?;
    let model = Model::new(&scenario, stated(&scenario)?, &NoRates)?;
    let futures = simulate(&model, &unwatched)?;
    let outlook = Outlook::of(&model, &futures);
    for (name, kept) in KEPT {
        let means: Means = serde_json::from_str(kept)?;
        assert_eq!(means.values.len(), 25, "{name}");
        let differences = means.differences(name, &outlook, futures.count());
        assert!(differences.is_empty(), "{differences:#?}");
    }
    Ok(())
}
