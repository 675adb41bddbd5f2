//! Several years ahead: the same plans, longer.

use holdfast_reference::Measure;

use super::panel::Panel;
use super::plans::{Origin, bands as bands_of, rounded};
use super::{PREDICTED, ROUNDING};

/// How well a measure was foreseen some years ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// What is predicted, in FTE.
    pub measure: Measure,
    /// How many years ahead.
    pub years: usize,
    /// How many forecasts could be held against a truth.
    pub count: usize,
    /// The mean error of the medians, without its sign, in FTE.
    pub mean_absolute: f64,
    /// The same of saying that nothing changes.
    pub no_change: f64,
    /// How many truths the half band held, in percent.
    pub held_half: f64,
    /// How many truths the band of nine tenths held, in percent.
    pub held_nine_tenths: f64,
}

/// A forecast held against what came.
struct Held {
    measure: usize,
    years: usize,
    error: f64,
    no_change: f64,
    in_half: bool,
    in_nine_tenths: bool,
}

/// How well one year and more ahead are foreseen, by measure and then by years ahead.
pub(super) fn of(panel: &Panel, origins: &[Origin]) -> Vec<Ahead> {
    let held: Vec<Held> = origins.iter().flat_map(|it| of_origin(panel, it)).collect();
    let measures = PREDICTED.into_iter().enumerate();
    let all = measures.flat_map(|(index, measure)| {
        (1..=super::MOST_YEARS_AHEAD).map(move |years| (index, measure, years))
    });
    all.filter_map(|(index, measure, years)| {
        let wanted = |it: &&Held| it.measure == index && it.years == years;
        summary(
            measure,
            years,
            &held.iter().filter(wanted).collect::<Vec<_>>(),
        )
    })
    .collect()
}

fn summary(measure: Measure, years: usize, held: &[&Held]) -> Option<Ahead> {
    let count = held.len();
    let mean = |of: fn(&Held) -> f64| held.iter().map(|it| of(it)).sum::<f64>() / count as f64;
    (count > 0).then(|| Ahead {
        measure,
        years,
        count,
        mean_absolute: mean(|it| it.error),
        no_change: mean(|it| it.no_change),
        held_half: mean(|it| f64::from(it.in_half)) * 100.0,
        held_nine_tenths: mean(|it| f64::from(it.in_nine_tenths)) * 100.0,
    })
}

fn of_origin(panel: &Panel, origin: &Origin) -> Vec<Held> {
    let mut held = Vec::new();
    for (unit, foreseen) in origin.units.iter().enumerate() {
        let now = origin.starts[unit].now.stocks();
        for (ahead, bands) in foreseen.iter().enumerate() {
            let truths = panel.units[unit].years[origin.known + ahead].stocks();
            for (measure, band) in bands.iter().enumerate() {
                let (truth, now) = (truths[measure], now[measure]);
                let Some(band) = band.filter(|_| truth.is_finite()) else {
                    continue;
                };
                let within = |(low, high)| low - ROUNDING <= truth && truth <= high + ROUNDING;
                let [half, nine_tenths] = bands_of(&band);
                held.push(Held {
                    measure,
                    years: ahead + 1,
                    error: (rounded(band.p50) - truth).abs(),
                    no_change: (now - truth).abs(),
                    in_half: within(half),
                    in_nine_tenths: within(nine_tenths),
                });
            }
        }
    }
    held
}
