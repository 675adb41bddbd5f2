//! Plans as charts: the fan of a series, and what moved the FTE in post. Pages and papers draw the
//! same.

use holdfast_forecast::compare::Side;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::outlook::{Band, Outlook};
use holdfast_forecast::series::{Series, Unit as Counted};
use holdfast_forecast::{Model, Scenario};
use holdfast_intake::export::{forecast_number, signed};
use holdfast_measures::{Ledger, Measure};
use holdfast_report::chart::{
    About, Axis, Bounds, ChartError, Fan, Forecast, Middle, Moments, Named, Unit, Value, Waterfall,
};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{in_words, months_later};

/// The service that a plan is for. The official measures count children’s.
const SERVICE: Option<Service> = Some(Service::Children);

/// So many month-ends of the past stand before the forecast.
const PAST: usize = 12;

/// The measure that counts what a series forecasts.
fn measure(series: Series) -> Option<Measure> {
    match series {
        Series::InPost => Some(Measure::InPostFte),
        Series::Vacancies => Some(Measure::VacanciesFte),
        Series::VacancyRate => Some(Measure::VacancyRate),
        Series::Agency => Some(Measure::AgencyFte),
        Series::AgencyRate => Some(Measure::AgencyRateFte),
        Series::TurnoverRate => Some(Measure::TurnoverRateFte),
        _ => None,
    }
}

/// Where a fan's past comes from: nowhere, for a position that is stated.
fn past<'w>(scenario: &Scenario, workforce: &'w Workforce) -> Option<&'w Workforce> {
    scenario.start.positions.is_empty().then_some(workforce)
}

/// What was run, and what came of it.
pub type Told<'a> = (&'a Model, &'a Outlook);

/// The fan of a series, beside the past where the records hold it.
///
/// # Errors
/// Where a number is too large to be drawn.
pub fn fan(
    (model, outlook): Told<'_>,
    series: Series,
    workforce: &Workforce,
) -> Result<Fan, ChartError> {
    let known = known(model, series, past(model.scenario(), workforce))?;
    let before = if known.is_empty() { 0 } else { PAST };
    let axis = Months::of(model, before);
    let forecast = axis.forecast(outlook, series, &model.scenario().title)?;
    let mut fan = Fan::new(axis.about(model, series), axis.moments(model), forecast)?;
    if !known.is_empty() {
        let after = model.months();
        let later = (0..after).map(|_| Value::missing("not yet known"));
        fan = fan.past(known.into_iter().chain(later).collect())?;
    }
    if series == Series::InPost
        && let Some(values) = axis.middle(outlook, Series::Established)?
    {
        fan = fan.reference("Established", values)?;
    }
    Ok(fan)
}

/// The fan of a series in two scenarios.
///
/// # Errors
/// Where a number is too large to be drawn.
pub fn compared(
    base: &Side,
    changed: &Side,
    series: Series,
    workforce: &Workforce,
) -> Result<Fan, ChartError> {
    let fan = fan((&changed.model, &changed.outlook), series, workforce)?;
    let past = past(changed.model.scenario(), workforce);
    let known = known(&base.model, series, past)?;
    let before = if known.is_empty() { 0 } else { PAST };
    let axis = Months::of(&base.model, before);
    fan.compared(axis.forecast(&base.outlook, series, base.title())?)
}

/// The past month-ends and the day of the start, as they were counted.
fn known(
    model: &Model,
    series: Series,
    workforce: Option<&Workforce>,
) -> Result<Vec<Value>, ChartError> {
    let (Some(measure), Some(workforce)) = (measure(series), workforce) else {
        return Ok(Vec::new());
    };
    let (ledger, start) = (Ledger::new(workforce, SERVICE), model.opening().date);
    (0..=PAST)
        .rev()
        .map(|before| {
            let before = i32::try_from(before).unwrap_or_default();
            let day = match before {
                0 => start,
                _ => months_later(start.first_of_month(), -before).last_of_month(),
            };
            match ledger.figure(measure, day).value.ratio() {
                Some(ratio) => Value::new(ratio.as_float(), number(series, ratio.as_float())),
                None => Ok(Value::missing("not recorded")),
            }
        })
        .collect()
}

/// The month-ends of a chart: some before the plan, its start, and its own.
struct Months {
    before: usize,
    after: usize,
}

impl Months {
    /// The month-ends of a model, after some of the past.
    fn of(model: &Model, before: usize) -> Self {
        Self {
            before,
            after: model.months(),
        }
    }

    /// What a fan of a series says of itself.
    fn about(&self, model: &Model, series: Series) -> About {
        let scenario = model.scenario();
        About {
            title: format!("{}: {}", charted(series), scenario.title),
            axis: Axis::new(charted(series), unit(series)),
            source: format!("{}, seed {}", simulated(scenario), scenario.seed),
            date: format!("Month-ends to {}", in_words(scenario.month_end(self.after))),
        }
    }

    /// The moments of the axis.
    fn moments(&self, model: &Model) -> Moments {
        let start = model.opening().date.first_of_month();
        let before = i32::try_from(self.before).unwrap_or_default();
        let count = u16::try_from(self.before + self.after + 1).unwrap_or(u16::MAX);
        Moments::month_ends("Last day of the month", months_later(start, -before), count)
    }

    /// The bands of a series.
    ///
    /// # Errors
    /// Where a number is too large to be drawn.
    fn forecast(
        &self,
        outlook: &Outlook,
        series: Series,
        name: &str,
    ) -> Result<Forecast, ChartError> {
        let values = |of: fn(&Band) -> f64| self.values(outlook, series, of);
        Ok(Forecast {
            name: name.to_owned(),
            middle: Middle::Median(values(|band| band.p50)?),
            half: Some(Bounds {
                lower: values(|band| band.p25)?,
                upper: values(|band| band.p75)?,
            }),
            nine_in_ten: Some(Bounds {
                lower: values(|band| band.p5)?,
                upper: values(|band| band.p95)?,
            }),
        })
    }

    /// The medians of a series; nothing where it has none.
    fn middle(&self, outlook: &Outlook, series: Series) -> Result<Option<Vec<Value>>, ChartError> {
        match outlook.course(Line::Series(series)) {
            Some(_) => self.values(outlook, series, |band| band.p50).map(Some),
            None => Ok(None),
        }
    }

    fn values(
        &self,
        outlook: &Outlook,
        series: Series,
        of: fn(&Band) -> f64,
    ) -> Result<Vec<Value>, ChartError> {
        let before = (0..self.before).map(|_| Ok(Value::missing("not forecast")));
        let is_flow = Series::SPENDING.contains(&series);
        let after = (0..=self.after).map(|month| match outlook.band(series, month) {
            // At the start no month has been paid for.
            _ if is_flow && month == 0 => Ok(Value::missing("not a month of the plan")),
            Some(band) => Value::new(of(&band), number(series, of(&band))),
            None => Ok(Value::missing("cannot be said")),
        });
        before.chain(after).collect()
    }
}

/// A number with its unit: `352`, `12.3%`, `£1,234,567`.
pub fn number(series: Series, value: f64) -> String {
    let number = forecast_number(series.unit(), value);
    match series.unit() {
        Counted::Percent => format!("{number}%"),
        Counted::Pounds => match number.strip_prefix('−') {
            Some(number) => format!("−£{number}"),
            None => format!("£{number}"),
        },
        Counted::Fte | Counted::Ratio => number,
    }
}

/// What a chart of a series is called: money is that of a month.
pub fn charted(series: Series) -> String {
    match Series::SPENDING.contains(&series) {
        true => format!("{} a month", series.label()),
        false => series.label().to_owned(),
    }
}

fn unit(series: Series) -> Unit {
    match series.unit() {
        Counted::Fte => Unit::named("FTE"),
        Counted::Percent => Unit::Percent,
        Counted::Pounds => Unit::Pounds,
        Counted::Ratio if series == Series::ExperiencedToNew => {
            Unit::named("experienced FTE for each new one")
        }
        Counted::Ratio => Unit::named("cases for each FTE"),
    }
}

/// How many futures of a scenario are simulated.
fn simulated(scenario: &Scenario) -> String {
    let futures = *scenario.futures.get_ref();
    counted(futures, "simulated future", "simulated futures")
}

/// What moved the FTE in post from the start to the end.
///
/// # Errors
/// Where a number is too large to be drawn.
pub fn waterfall((model, outlook): Told<'_>) -> Result<Waterfall, ChartError> {
    let moved = &outlook.waterfall;
    let scenario = model.scenario();
    let day = |month| in_words(scenario.month_end(month));
    let fte = |value: f64| Value::new(value, forecast_number(Counted::Fte, value));
    let about = About {
        title: format!("What moves the FTE in post: {}", scenario.title),
        axis: Axis::new("In post", Unit::named("FTE")),
        source: format!("mean of {}, seed {}", simulated(scenario), scenario.seed),
        date: format!("{} to {}", day(0), day(model.months())),
    };
    let steps = moved.steps.iter().map(|step| {
        let fte = step.band.mean;
        Ok(Named::new(step.flow.label(), Value::new(fte, signed(fte))?))
    });
    Waterfall::new(
        about,
        "What moves it",
        Named::new(format!("In post on {}", day(0)), fte(moved.opening)?),
        steps.collect::<Result<_, ChartError>>()?,
        Named::new(
            format!("In post on {}", day(model.months())),
            fte(moved.closing.mean)?,
        ),
    )
}
