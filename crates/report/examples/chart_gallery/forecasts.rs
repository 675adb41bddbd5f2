//! Forecasts and what moved a number. The numbers are made up.

use holdfast_report::chart::{
    About, Axis, Bounds, Chart, ChartError, Fan, Forecast, Middle, Moments, Named, Unit, Value,
    Waterfall,
};
use jiff::civil::date;

use super::Case;

/// The cases of fans and waterfalls.
pub(super) fn all() -> Result<Vec<Case>, ChartError> {
    let case = |id, name, chart: Box<dyn Chart>| Case::chart(id, name, chart);
    Ok(vec![
        case(
            "fan",
            "Fan: two years known, five forecast, establishment and a target",
            Box::new(fan()?),
        ),
        case(
            "fan-compared",
            "Fan: a second scenario with its band, three years",
            Box::new(fan_compared()?),
        ),
        case(
            "fan-decade",
            "Fan: ten years, budget and establishment, a scenario without band",
            Box::new(fan_decade()?),
        ),
        case(
            "fan-year",
            "Fan: twelve months to a target from above",
            Box::new(fan_year()?),
        ),
        case(
            "fan-half-year",
            "Fan: six months with a gap, expected values without bands",
            Box::new(fan_half_year()?),
        ),
        case("fan-none", "Fan: no values", Box::new(fan_none()?)),
        case(
            "waterfall",
            "Waterfall: totals from zero",
            Box::new(waterfall()?),
        ),
        case(
            "waterfall-far",
            "Waterfall: small steps far from zero",
            Box::new(waterfall_far()?),
        ),
        case(
            "waterfall-below",
            "Waterfall: through zero, in pounds",
            Box::new(waterfall_below()?),
        ),
    ])
}

fn in_post(title: &str, date: &str) -> About {
    About {
        title: title.into(),
        axis: Axis::new("Social workers in post", Unit::named("FTE")),
        source: "Holdfast, Exampleshire's records as of 2 April 2025, plan of 3 April 2025".into(),
        date: date.into(),
    }
}

fn month_ends(past: u16, forecast: u16) -> Moments {
    let first = date(2025, 3, 31);
    let first = first.saturating_sub(jiff::Span::new().months(past));
    Moments::month_ends("Last day of the month", first, past + 1 + forecast)
}

fn fte(tenths: i32) -> Result<Value, ChartError> {
    let number = f64::from(tenths) / 10.0;
    Value::new(number, format!("{number:.1}"))
}

/// No value for some months, then one for each of those that follow.
fn after(
    none: u16,
    months: std::ops::RangeInclusive<i32>,
    tenths: impl Fn(i32) -> i32,
) -> Result<Vec<Value>, ChartError> {
    let values = months.map(|month| fte(tenths(month)));
    (0..none)
        .map(|_| Ok(Value::missing("–")))
        .chain(values)
        .collect()
}

/// `width` tenths to both sides of the median after a hundred months; a band widens with the root
/// of time.
fn band(
    past: u16,
    months: i32,
    median: impl Fn(i32) -> i32,
    width: i32,
) -> Result<Option<Bounds>, ChartError> {
    let spread = |month: i32| (f64::from(month).sqrt() * f64::from(width) / 10.0) as i32;
    Ok(Some(Bounds {
        lower: after(past, 0..=months, |month| median(month) - spread(month))?,
        upper: after(past, 0..=months, |month| median(month) + spread(month))?,
    }))
}

fn forecast(
    name: &str,
    past: u16,
    months: i32,
    median: impl Fn(i32) -> i32 + Copy,
    width: i32,
) -> Result<Forecast, ChartError> {
    Ok(Forecast {
        name: name.into(),
        middle: Middle::Median(after(past, 0..=months, median)?),
        half: band(past, months, median, width)?,
        nine_in_ten: band(past, months, median, width * 5 / 2)?,
    })
}

/// What is known of the months up to the start, and nothing after it.
fn known(months: i32, forecast: usize, start: i32) -> Result<Vec<Value>, ChartError> {
    let at = |month: i32| start + month * month % 37 - (month * 29) % 41 - month * 4;
    let mut values = after(0, 0..=months, |month| at(months - month))?;
    values.extend(vec![Value::missing("–"); forecast]);
    Ok(values)
}

fn fan() -> Result<Fan, ChartError> {
    let median = |month: i32| 2981 + month * 11 - month * month / 16 + (month % 12) * 8;
    let about = in_post(
        "Social workers in post in Exampleshire, forecast to March 2030",
        "31 March 2023 to 31 March 2030",
    );
    Fan::new(
        about,
        month_ends(24, 60),
        forecast("In post", 24, 60, median, 220)?,
    )?
    .past(known(24, 60, 2981)?)?
    .reference(
        "Establishment",
        after(0, -24..=60, |month| if month < 13 { 3763 } else { 3463 })?,
    )?
    .target("Target", after(60, 36..=60, |_| 3300)?)
}

fn fan_compared() -> Result<Fan, ChartError> {
    let about = in_post(
        "Social workers in post in Exampleshire: plan and academy, forecast to March 2028",
        "31 March 2025 to 31 March 2028",
    );
    let plan = forecast("As planned", 0, 36, |month| 2981 + month * 6, 250)?;
    let mut academy = forecast("Academy", 0, 36, |month| 2981 + month * 17, 200)?;
    academy.nine_in_ten = None;
    Fan::new(about, month_ends(0, 36), plan)?
        .compared(academy)?
        .reference("Establishment", after(0, 0..=36, |_| 3463)?)
}

fn fan_decade() -> Result<Fan, ChartError> {
    let about = in_post(
        "Social workers in post in Exampleshire, forecast to March 2035",
        "31 March 2024 to 31 March 2035",
    );
    let median = |month: i32| 2981 + (month * 8).min(560);
    let plan = forecast("As planned", 12, 120, median, 420)?;
    let mut academy = forecast(
        "No campaign after 2026",
        12,
        120,
        |month| 2981 - month * 4,
        1,
    )?;
    (academy.half, academy.nine_in_ten) = (None, None);
    let level =
        |start: i32, each: i32| after(0, -12..=120, move |month| start + (month + 11) / 12 * each);
    Fan::new(about, month_ends(12, 120), plan)?
        .past(known(12, 120, 2981)?)?
        .compared(academy)?
        .reference("Establishment", level(3463, 25)?)?
        .reference("Budget", level(3300, 20)?)?
        .target("Target", after(96, 84..=120, |_| 3600)?)
}

fn fan_year() -> Result<Fan, ChartError> {
    let mut about = in_post(
        "Vacancy rate of Exampleshire, forecast to March 2026",
        "31 March 2025 to 31 March 2026",
    );
    about.axis = Axis::new("Vacancy rate, FTE", Unit::Percent);
    let rate = forecast("Vacancy rate", 0, 12, |month| 190 - month * 6, 40)?;
    let target = after(0, 0..=12, |_| 150)?;
    Fan::new(about, month_ends(0, 12), in_percent(rate)?)?.target("Target", percents(&target)?)
}

fn percents(values: &[Value]) -> Result<Vec<Value>, ChartError> {
    let percent = |value: &Value| match value.number() {
        Some(number) => Value::new(number, format!("{}%", value.text())),
        None => Ok(value.clone()),
    };
    values.iter().map(percent).collect()
}

fn in_percent(mut forecast: Forecast) -> Result<Forecast, ChartError> {
    let bands = forecast.half.iter_mut().chain(&mut forecast.nine_in_ten);
    let bounds = bands.flat_map(|band| [&mut band.lower, &mut band.upper]);
    for values in bounds {
        *values = percents(values)?;
    }
    let (Middle::Median(middle) | Middle::Expected(middle)) = &mut forecast.middle;
    *middle = percents(middle)?;
    Ok(forecast)
}

fn fan_half_year() -> Result<Fan, ChartError> {
    let about = in_post(
        "Social workers in post in Exampleshire, expected to September 2025",
        "31 December 2024 to 30 September 2025",
    );
    let expected = Forecast {
        name: "Expected".into(),
        middle: Middle::Expected(after(3, 0..=6, |month| 2981 + month * 9)?),
        half: None,
        nine_in_ten: None,
    };
    let mut past = known(3, 6, 2981)?;
    past[1] = Value::missing("not held");
    Fan::new(about, month_ends(3, 6), expected)?.past(past)
}

fn fan_none() -> Result<Fan, ChartError> {
    let about = in_post("Social workers in post in Exampleshire", "31 March 2025");
    let nothing = Forecast {
        name: "In post".into(),
        middle: Middle::Median(vec![Value::missing("not held"); 13]),
        half: None,
        nine_in_ten: None,
    };
    Fan::new(about, month_ends(0, 12), nothing)
}

fn step(name: &str, tenths: i32) -> Result<Named, ChartError> {
    let sign = if tenths < 0 { "−" } else { "+" };
    let number = f64::from(tenths) / 10.0;
    let text = format!("{sign}{:.1}", number.abs());
    Ok(Named::new(name, Value::new(number, text)?))
}

fn waterfall() -> Result<Waterfall, ChartError> {
    let mut about = in_post(
        "What moves agency workers in Exampleshire, March 2025 to March 2028",
        "31 March 2025 to 31 March 2028, medians of the forecast",
    );
    about.axis = Axis::new("Agency workers", Unit::named("FTE"));
    Waterfall::new(
        about,
        "What moves them",
        Named::new("Agency workers, 31 March 2025", fte(624)?),
        vec![
            step("Leavers to cover", 413)?,
            step("Newly qualified starters", -380)?,
            step("Conversions to permanent posts", -187)?,
            step("Parental leave and long-term sickness", 54)?,
            step("Posts taken off", 0)?,
        ],
        Named::new("Agency workers, 31 March 2028", fte(524)?),
    )
}

fn waterfall_far() -> Result<Waterfall, ChartError> {
    let about = in_post(
        "What moves social workers in post in Exampleshire, March 2025 to March 2026",
        "31 March 2025 to 31 March 2026, medians of the forecast",
    );
    Waterfall::new(
        about,
        "What moves them",
        Named::new("In post, 31 March 2025", fte(2981)?),
        vec![
            step("Leavers", -362)?,
            step("Newly qualified starters", 425)?,
            step("Experienced hires", 108)?,
            step("Conversions from agency", 49)?,
            step("Changes of hours", -21)?,
            step("Moves to adult services", -38)?,
        ],
        Named::new("In post, 31 March 2026", fte(3143)?),
    )
}

fn waterfall_below() -> Result<Waterfall, ChartError> {
    let pounds = |name: &str, number: i32, text: &str| -> Result<Named, ChartError> {
        Ok(Named::new(name, Value::new(f64::from(number), text)?))
    };
    let mut about = in_post(
        "From underspend to overspend on social workers",
        "Years to 31 March 2025 and 2026",
    );
    about.axis = Axis::new("Over or under budget", Unit::Pounds);
    Waterfall::new(
        about,
        "What changed",
        pounds("Year to 31 March 2025", -268_000, "−£268,000")?,
        vec![
            pounds("Vacancies filled", 190_500, "+£190,500")?,
            pounds("Agency premium", 412_500, "+£412,500")?,
            pounds(
                "Grant of the integrated care board for Bournemouth, Christchurch and Poole",
                -95_000,
                "−£95,000",
            )?,
        ],
        pounds("Year to 31 March 2026", 240_000, "£240,000")?,
    )
}
