//! Times one run.
#![expect(clippy::print_stdout, reason = "an example prints")]
use holdfast_forecast::futures::{simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::{Scenario, Series};
fn main() {
    let text = include_str!("../benches/plan.toml");
    let scenario = Scenario::read(text)
        .map_err(|p| println!("{p:?}"))
        .expect("reads");
    let model = Model::new(&scenario, stated(&scenario).expect("stated"), &NoRates).expect("model");
    for _ in 0..3 {
        let begin = std::time::Instant::now();
        let futures = simulate(&model, &unwatched).expect("runs");
        let simulated = begin.elapsed();
        let outlook = Outlook::of(&model, &futures);
        println!(
            "simulated {simulated:?}, all {:?}, {} events, {:.1} ns each",
            begin.elapsed(),
            futures.events(),
            simulated.as_nanos() as f64 * 2.0 / futures.events() as f64
        );
        for month in [0, 12, 24, 36, 48, 60] {
            println!(
                "{month} {:?} {:?}",
                outlook
                    .band(Series::InPost, month)
                    .map(|b| (b.p5, b.p50, b.p95)),
                outlook.band(Series::VacancyRate, month).map(|b| b.mean)
            );
        }
        println!("{:?}", outlook.waterfall);
    }
}
