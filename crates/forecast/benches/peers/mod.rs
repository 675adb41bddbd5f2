//! What the same plan written in Python finds, compared with ours.

use holdfast_forecast::Series;
use holdfast_forecast::outlook::Outlook;
use serde::Deserialize;

/// How many standard errors two means may differ by.
const ERRORS: f64 = 4.0;

/// What a peer found.
#[derive(Deserialize)]
pub(crate) struct Means {
    pub(crate) values: Vec<Mean>,
}

/// The mean of a series at a month's end, with its standard error.
#[derive(Deserialize)]
pub(crate) struct Mean {
    series: Series,
    month: usize,
    mean: f64,
    error: f64,
}

impl Means {
    /// The values that differ from ours by more than chance.
    pub(crate) fn differences(&self, name: &str, outlook: &Outlook, futures: usize) -> Vec<String> {
        let each = self.values.iter().filter_map(|theirs| {
            let Some(ours) = outlook.band(theirs.series, theirs.month) else {
                return Some(format!("{} is missing here", theirs.series.key()));
            };
            let error = theirs.error.hypot(ours.sd / (futures as f64).sqrt());
            let apart = (ours.mean - theirs.mean).abs() / error;
            (apart > ERRORS).then(|| {
                format!(
                    "{} in month {}: {:.3} here, {:.3} in {name}, {apart:.1} standard errors",
                    theirs.series.key(),
                    theirs.month,
                    ours.mean,
                    theirs.mean
                )
            })
        });
        each.collect()
    }
}
