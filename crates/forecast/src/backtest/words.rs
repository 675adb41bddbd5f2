//! What a backtest says in words: which bars are reached, and what it does not prove.

use super::{Backtest, Bar, PREDICTED, Score};
use holdfast_reference::Measure;
use holdfast_workforce::CodeSet as _;

/// Gains over no change below this share, in percent, are called small.
const SMALL_GAIN: f64 = 5.0;

impl Backtest {
    /// Whether every bar is reached, and which are not.
    pub fn verdict_in_words(&self) -> String {
        let scores = PREDICTED
            .into_iter()
            .filter_map(|measure| self.overall(measure));
        let missed: Vec<String> = scores
            .flat_map(|(measure, score)| {
                let verdicts = score.verdicts().into_iter();
                let missed = verdicts.filter(|it| !it.reached);
                missed.map(move |it| format!("{}: {}", short(measure), it.bar.in_words()))
            })
            .collect();
        if self.forecasts.is_empty() {
            "There is nothing to predict: a forecast needs two years before the one that it is of."
                .to_owned()
        } else if missed.is_empty() {
            format!(
                "Every bar is reached: {}.",
                Bar::ALL.map(Bar::in_words).join("; ")
            )
        } else {
            format!(
                "Not reached, so the bands and medians are not to be relied on: {}.",
                missed.join("; ")
            )
        }
    }

    /// What has to be known before it is relied on, a sentence or two each.
    pub fn limits(&self) -> Vec<String> {
        if self.forecasts.is_empty() {
            return Vec::new();
        }
        let mut limits = vec![self.turning_points()];
        limits.extend(self.small_gains());
        limits.push(format!(
            "All figures are as the release of {} has them, revised since they were first published. \
             A forecast made at the time would have known less.",
            self.release
        ));
        limits.push(
            "The form of the model was chosen by somebody who had seen all of these years, so the test is \
             not wholly blind. Its rates, coefficients and spreads are from earlier years alone."
                .to_owned(),
        );
        limits.push(
            "What is tested is the engine that runs every plan, with assumptions that published figures \
             give: one role, a rate of leaving, starters, posts and agency work. A plan from a council's \
             own records knows more and has the same kinds of luck; what it adds, such as intakes, grades \
             and experience, no published figure can test."
                .to_owned(),
        );
        limits
    }

    fn overall(&self, measure: Measure) -> Option<(Measure, Score)> {
        Some((measure, self.score(measure, None)?))
    }

    /// When most councils went the same way at once.
    fn turning_points(&self) -> String {
        let all = "Turning points of the whole nation are not foreseen: the bands are true over all years, \
                   not in each one.";
        let years = self.years().into_iter();
        let scores = years.flat_map(|year| {
            let of = move |measure| Some((measure, year, self.score(measure, Some(year))?));
            PREDICTED.into_iter().filter_map(of)
        });
        let worse = |(_, _, it): &(Measure, i16, Score)| it.gain_percent();
        match scores.min_by(|one, other| worse(one).total_cmp(&worse(other))) {
            Some((measure, year, score)) if score.gain_percent() < 0.0 => format!(
                "{all} Worst was {} in {year}: a mean error of {:.1} FTE, where no change would have had \
                 {:.1}, and 50% bands that held {:.0}%.",
                short(measure).to_lowercase(),
                score.model.mean_absolute,
                score.no_change.mean_absolute,
                score.held_half
            ),
            _ => all.to_owned(),
        }
    }

    fn small_gains(&self) -> Option<String> {
        let scores = PREDICTED
            .into_iter()
            .filter_map(|measure| self.overall(measure));
        let small = scores.filter(|(_, score)| score.gain_percent() < SMALL_GAIN);
        let told: Vec<String> = small
            .map(|(measure, score)| {
                let name = short(measure).to_lowercase();
                format!("{:.1}% for {name}", score.gain_percent())
            })
            .collect();
        (!told.is_empty()).then(|| {
            format!(
                "The gain over saying that nothing changes is small: {}. What a plan adds is mostly how sure one may be.",
                told.join(", ")
            )
        })
    }
}

/// The measure without its unit, as all are in FTE.
pub fn short(measure: Measure) -> &'static str {
    let label = measure.label();
    label.strip_suffix(", FTE").unwrap_or(label)
}
