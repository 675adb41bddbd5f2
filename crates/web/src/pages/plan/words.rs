//! An outlook in sentences.

use holdfast_forecast::Model;
use holdfast_forecast::outlook::{Band, Outlook, months_of_year_to};
use holdfast_forecast::series::{Series, Unit};
use holdfast_workforce::date::in_words;

pub(crate) use holdfast_paper::plan_charts::{charted, number};

use super::run::Run;

/// The answer: where a series will be at the end of the plan.
pub(crate) fn answer(run: &Run, series: Series) -> String {
    at_the_end_of(run, series, run.model.months())
}

/// Where a series will be at the end of a month of the plan.
pub(crate) fn at_the_end_of(run: &Run, series: Series, month: usize) -> String {
    told((&run.model, &run.outlook), series, month)
}

/// The same of what came of a model.
pub(crate) fn told((model, outlook): (&Model, &Outlook), series: Series, month: usize) -> String {
    let day = in_words(model.scenario().month_end(month));
    if Series::SPENDING.contains(&series) {
        let about = format!("{} {}", series.label(), year_to(model, month));
        return match outlook.year_to(series, month) {
            None => format!("Nothing can be said of {}.", low(&about)),
            Some(band) => format!(
                "{about} will be about {}{}",
                number(series, band.p50),
                spread(series, band)
            ),
        };
    }
    match outlook.band(series, month) {
        None => format!("Nothing can be said of {} on {day}.", low(series.label())),
        Some(band) => format!("{} on {day}{}", begun(series, band), spread(series, band)),
    }
}

/// The twelve months over which money is told, or as many as the plan has.
pub(crate) fn year_to(model: &Model, month: usize) -> String {
    let day = in_words(model.scenario().month_end(month));
    match months_of_year_to(month).count() {
        12 => format!("in the year to {day}"),
        1 => format!("in the month to {day}"),
        months => format!("in the {months} months to {day}"),
    }
}

fn begun(series: Series, band: Band) -> String {
    match series {
        Series::InPost => format!("In post will be about {} FTE", whole(band.p50)),
        other => {
            let unit = if other.unit() == Unit::Fte {
                " FTE"
            } else {
                ""
            };
            format!(
                "{} will be about {}{unit}",
                other.label(),
                number(other, band.p50)
            )
        }
    }
}

fn spread(series: Series, band: Band) -> String {
    if band.p5 == band.p95 {
        return ".".to_owned();
    }
    let shown = |value| match series {
        Series::InPost => whole(value),
        other => number(other, value),
    };
    format!(
        "; nine in ten futures lie between {} and {}.",
        shown(band.p5),
        shown(band.p95)
    )
}

fn whole(fte: f64) -> String {
    holdfast_workforce::amount::readable(&format!("{fte:.0}"))
}

/// A sentence or name as it stands within another.
pub(crate) fn low(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
