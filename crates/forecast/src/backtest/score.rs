//! How far forecasts fell from the truth, beside the naive ones, and whether
//! that is good enough.

use super::fit::median;
use super::{Band, Forecast};

/// How far forecasts fell from the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Errors {
    /// The mean of the errors without their sign, in FTE.
    pub mean_absolute: f64,
    /// The square root of the mean of their squares, in FTE: large ones count more.
    pub root_mean_square: f64,
    /// The median error without its sign, in percent of the truth; truths of
    /// nought are left out.
    pub median_percent: f64,
}

impl Errors {
    /// Of pairs of a forecast and a truth.
    fn of(pairs: &[(f64, f64)]) -> Self {
        let errors = pairs.iter().map(|(forecast, truth)| forecast - truth);
        let count = pairs.len() as f64;
        let above_nought = pairs.iter().filter(|(_, truth)| *truth > 0.0);
        let mut shares: Vec<f64> = above_nought
            .map(|(forecast, truth)| (forecast - truth).abs() / truth * 100.0)
            .collect();
        Self {
            mean_absolute: errors.clone().map(f64::abs).sum::<f64>() / count,
            root_mean_square: (errors.map(|it| it * it).sum::<f64>() / count).sqrt(),
            median_percent: median(&mut shares).unwrap_or_default(),
        }
    }
}

/// How well one measure was foreseen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How many forecasts could be held against a truth.
    pub count: usize,
    /// The model's errors.
    pub model: Errors,
    /// Those of saying that nothing changes.
    pub no_change: Errors,
    /// How many of them have a year before the last.
    pub count_again: usize,
    /// The model's errors in those.
    pub model_where_again: Errors,
    /// Those of saying that the last year's change comes again.
    pub change_again: Errors,
    /// How many truths the half band held, in percent.
    pub held_half: f64,
    /// How many truths the band of nine tenths held, in percent.
    pub held_nine_tenths: f64,
}

/// What a forecast has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// A smaller mean error than saying that nothing changes.
    BetterThanNoChange,
    /// A smaller mean error than saying that the last change comes again.
    BetterThanChangeAgain,
    /// 45 to 55 of a hundred half bands hold the truth.
    HalfBand,
    /// 85 to 95 of a hundred bands of nine tenths hold it.
    NineTenthsBand,
}

impl Bar {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::BetterThanNoChange,
        Self::BetterThanChangeAgain,
        Self::HalfBand,
        Self::NineTenthsBand,
    ];

    /// What it is called in data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BetterThanNoChange => "better_than_no_change",
            Self::BetterThanChangeAgain => "better_than_change_again",
            Self::HalfBand => "band_50_holds_45_to_55_percent",
            Self::NineTenthsBand => "band_90_holds_85_to_95_percent",
        }
    }

    /// What it asks for, in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::BetterThanNoChange => "error below that of no change",
            Self::BetterThanChangeAgain => "error below that of the last change again",
            Self::HalfBand => "50% band holds 45% to 55%",
            Self::NineTenthsBand => "90% band holds 85% to 95%",
        }
    }
}

/// Whether a bar was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What was asked.
    pub bar: Bar,
    /// Whether it was reached.
    pub reached: bool,
}

impl Score {
    /// Of forecasts; nothing where none has a truth.
    pub(super) fn of(forecasts: &[&Forecast]) -> Option<Self> {
        let with_truth = forecasts.iter().filter_map(|it| Some((*it, it.truth?)));
        let known: Vec<(&Forecast, f64)> = with_truth.collect();
        if known.is_empty() {
            return None;
        }
        let errors = |forecast: &dyn Fn(&Forecast) -> Option<f64>| {
            let pairs = known
                .iter()
                .filter_map(|(it, truth)| Some((forecast(it)?, *truth)));
            Errors::of(&pairs.collect::<Vec<_>>())
        };
        let held = |band| {
            let held = known.iter().filter(|(it, _)| it.held(band) == Some(true));
            held.count() as f64 / known.len() as f64 * 100.0
        };
        let again = known.iter().filter(|(it, _)| it.change_again.is_some());
        Some(Self {
            count: known.len(),
            model: errors(&|it| Some(it.median)),
            no_change: errors(&|it| Some(it.no_change)),
            count_again: again.count(),
            model_where_again: errors(&|it| it.change_again.map(|_| it.median)),
            change_again: errors(&|it| it.change_again),
            held_half: held(Band::Half),
            held_nine_tenths: held(Band::NineTenths),
        })
    }

    /// Whether each bar was reached.
    pub fn verdicts(&self) -> [Verdict; 4] {
        let again = (self.model_where_again, self.change_again);
        Bar::ALL.map(|bar| Verdict {
            bar,
            reached: match bar {
                Bar::BetterThanNoChange => self.model.mean_absolute < self.no_change.mean_absolute,
                Bar::BetterThanChangeAgain => again.0.mean_absolute < again.1.mean_absolute,
                Bar::HalfBand => (45.0..=55.0).contains(&self.held_half),
                Bar::NineTenthsBand => (85.0..=95.0).contains(&self.held_nine_tenths),
            },
        })
    }

    /// By how much the mean error is below that of no change, in percent of it.
    pub fn gain_percent(&self) -> f64 {
        (1.0 - self.model.mean_absolute / self.no_change.mean_absolute) * 100.0
    }
}
