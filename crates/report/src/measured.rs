//! Measures as charts: the course over thirteen month-ends, the published years beside others, and
//! all authorities in a row. Pages and papers draw the same.

use holdfast_measures::benchmark::{Benchmark, Peer, PeerValue, Year};
use holdfast_measures::course::Point;
use holdfast_measures::figure::with_unit;
use holdfast_measures::value::Ratio;
use holdfast_measures::{Course, Measure, Timing, Unit as Counted, Value as Amount};
use holdfast_reference::{Area, AuthorityNumber, Number, Releases, area_name};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::chart::{About, Axis, ChartError, LineChart, Moments, Named, Strip, Unit, Value};

/// The axis of a measure.
pub fn axis(measure: Measure) -> Axis {
    Axis::new(measure.label(), unit(measure))
}

/// The unit of a measure's axis.
pub fn unit(measure: Measure) -> Unit {
    match measure.unit() {
        Counted::Percent => Unit::Percent,
        counted @ (Counted::People | Counted::Cases) => Unit::count(counted.label()),
        Counted::ForOne => Unit::named("for each one"),
        unit => Unit::named(unit.label()),
    }
}

/// A value as a chart takes it, with its unit; nothing stands for what was not published.
///
/// # Errors
/// When it is too large to be drawn.
pub fn value(measure: Measure, amount: Option<Amount>) -> Result<Value, ChartError> {
    match amount {
        None => Ok(Value::missing("not published")),
        Some(Amount::Symbol(symbol)) => Ok(Value::missing(symbol.to_string())),
        Some(amount @ Amount::Exact(ratio)) => {
            Value::new(ratio.as_float(), with_unit(measure, amount))
        }
    }
}

/// A measure over thirteen month-ends, of a part of the workforce by its name.
///
/// # Errors
/// When a value is too large to be drawn.
pub fn course_chart(course: &Course, selected: &str) -> Result<LineChart, ChartError> {
    LineChart::new(about_course(course, selected), course_moments(course))?
        .council(selected, course_values(course)?)
}

/// What a chart of a course says of itself.
pub fn about_course(course: &Course, selected: &str) -> About {
    let measure = course.now.measure;
    let day = |point: Option<&Point>| point.map(|it| in_words(it.day)).unwrap_or_default();
    let (first, last) = (day(course.points.first()), day(course.points.last()));
    About {
        title: format!("{}, {selected}", measure.label()),
        axis: axis(measure),
        source: course.now.source.in_words(),
        date: match measure.definition().timing {
            Timing::AtDate => format!("{first} to {last}"),
            Timing::YearEnding => format!("Years ending {first} to {last}"),
        },
    }
}

/// The days of a course.
pub fn course_moments(course: &Course) -> Moments {
    let name = match course.now.measure.definition().timing {
        Timing::AtDate => "Date",
        Timing::YearEnding => "Year ending",
    };
    Moments::new(name, course.points.iter().map(|point| short(point.day)))
}

/// The values of a course.
///
/// # Errors
/// When one is too large to be drawn.
pub fn course_values(course: &Course) -> Result<Vec<Value>, ChartError> {
    let of = |point: &Point| match point.value {
        Some(amount) => value(course.now.measure, Some(amount)),
        None => Ok(Value::missing("not counted again")),
    };
    course.points.iter().map(of).collect()
}

/// A month’s end as its month, any other day in full: `Sep 2026`.
pub fn short(day: Date) -> String {
    match day == day.last_of_month() {
        true => day.strftime("%b %Y").to_string(),
        false => day.strftime("%-d %b %Y").to_string(),
    }
}

/// The published years of a council beside its peers; nothing where it is one year alone.
///
/// # Errors
/// When a value is too large to be drawn.
pub fn years_chart(
    benchmark: &Benchmark,
    title: String,
    source: String,
) -> Result<Option<LineChart>, ChartError> {
    let measure = benchmark.measure;
    let (Some(first), Some(last)) = (benchmark.years.first(), benchmark.years.last()) else {
        return Ok(None);
    };
    if first.year == last.year {
        return Ok(None);
    }
    let about = About {
        title,
        axis: axis(measure),
        source,
        date: years_in_words(measure, first.year, last.year),
    };
    let labels = benchmark.years.iter().map(|it| it.year.to_string());
    let mut chart = LineChart::new(about, Moments::new(years_head(measure), labels))?;
    for (place, peer) in benchmark.peers.iter().enumerate() {
        // A count of England or a region would press the others flat.
        if is_count(measure) && matches!(peer, Peer::England | Peer::Region(_)) {
            continue;
        }
        let values = benchmark
            .years
            .iter()
            .map(|year| peer_value(measure, year, place));
        let values = values.collect::<Result<Vec<_>, _>>()?;
        chart = match peer {
            Peer::Council(_) => chart.council(&short_name(*peer), values)?,
            _ => chart.comparison(&short_name(*peer), values)?,
        };
    }
    Ok(Some(chart))
}

fn peer_value(measure: Measure, year: &Year, place: usize) -> Result<Value, ChartError> {
    let found: Option<&PeerValue> = year.values.get(place).and_then(Option::as_ref);
    value(measure, found.map(|it| it.value))
}

/// What the years of a measure are called: `At 30 September`, `Year ending 30 September`.
pub fn years_head(measure: Measure) -> &'static str {
    match measure.definition().timing {
        Timing::AtDate => "At 30 September",
        Timing::YearEnding => "Year ending 30 September",
    }
}

/// The years of a measure in words.
pub fn years_in_words(measure: Measure, from: i16, to: i16) -> String {
    let head = match (measure.definition().timing, from == to) {
        (Timing::AtDate, _) => "30 September",
        (Timing::YearEnding, true) => "Year ending 30 September",
        (Timing::YearEnding, false) => "Years ending 30 September",
    };
    match from == to {
        true => format!("{head} {from}"),
        false => format!("{head} {from} to {to}"),
    }
}

/// Whether a measure grows with the size of an area.
pub fn is_count(measure: Measure) -> bool {
    measure.definition().formula.whole().is_none()
}

/// What a peer is called on a chart.
pub fn short_name(peer: Peer) -> String {
    match peer {
        Peer::Neighbours(..) => "Neighbours’ median".to_owned(),
        peer => peer.label(),
    }
}

/// All authorities of a year in a row, with the council among them and marks for its peers.
///
/// # Errors
/// When a value is too large to be drawn.
pub fn strip_chart(
    about: About,
    measure: Measure,
    own: Named,
    others: Vec<(AuthorityNumber, Amount)>,
    marks: Vec<(Peer, Amount)>,
) -> Result<Strip, ChartError> {
    let named = |(number, amount): (AuthorityNumber, Amount)| {
        let name = area_name(Area::Authority(number)).unwrap_or_else(|| number.to_string());
        Ok(Named::new(name, value(measure, Some(amount))?))
    };
    let others = others
        .into_iter()
        .map(named)
        .collect::<Result<Vec<_>, ChartError>>()?;
    let mut strip = Strip::new(about, own)?.others(others);
    for (peer, amount) in marks {
        strip = strip.mark(Named::new(short_name(peer), value(measure, Some(amount))?));
    }
    Ok(strip)
}

/// The published values of all authorities in a year.
pub fn spread(measure: Measure, year: i16, releases: &Releases) -> Vec<(AuthorityNumber, Amount)> {
    let Some(published) = measure.published() else {
        return Vec::new();
    };
    let value = |number: Number| Amount::Exact(Ratio::published(number));
    let all = releases.spread(published, year).into_iter();
    all.map(|(number, it)| (number, value(it))).collect()
}
