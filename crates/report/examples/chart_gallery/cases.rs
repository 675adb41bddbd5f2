//! The cases of the gallery. The numbers are made up, and shaped like published ones.

use holdfast_report::chart::{
    About, Axis, Bars, Chart, ChartError, ChartId, Funnel, Limits, LineChart, Member, Moments,
    Named, Sparkline, Strip, Unit, Value,
};

// Several crates read this file, from different folders.
#[path = "forecasts.rs"]
mod forecasts;

/// A chart of the gallery.
pub(crate) struct Case {
    /// Names its ids and its snapshot.
    pub(crate) id: &'static str,
    /// What is to be looked at.
    pub(crate) name: &'static str,
    /// What is drawn.
    pub(crate) picture: Picture,
}

/// What a case draws.
pub(crate) enum Picture {
    /// A chart that stands by itself.
    Chart(Box<dyn Chart>),
    /// A trend in a row of a table.
    Sparkline(Box<Sparkline>),
}

impl Case {
    fn chart(id: &'static str, name: &'static str, chart: Box<dyn Chart>) -> Self {
        Self {
            id,
            name,
            picture: Picture::Chart(chart),
        }
    }

    /// The case for a page.
    pub(crate) fn html(&self) -> Result<String, ChartError> {
        let id = ChartId::new(self.id)?;
        Ok(match &self.picture {
            Picture::Chart(chart) => chart.html(&id),
            Picture::Sparkline(sparkline) => sparkline.svg(&id),
        })
    }
}

/// All cases.
pub(crate) fn all() -> Result<Vec<Case>, ChartError> {
    let chart = |id, name, chart: Box<dyn Chart>| Case::chart(id, name, chart);
    let sparkline = |id, name, sparkline| Case {
        id,
        name,
        picture: Picture::Sparkline(Box::new(sparkline)),
    };
    let mut cases = vec![
        chart(
            "line",
            "Line: a council against three, with a gap",
            Box::new(line()?),
        ),
        chart(
            "line-target",
            "Line: 13 months with a target and a band",
            Box::new(line_target()?),
        ),
        chart(
            "line-many",
            "Line: eleven that end close together",
            Box::new(line_many()?),
        ),
        chart("line-high", "Line: far from zero", Box::new(line_high()?)),
        chart("line-one", "Line: one moment", Box::new(line_one()?)),
        chart("line-none", "Line: no values", Box::new(line_none()?)),
        chart("strip", "Strip: 153 authorities", Box::new(strip()?)),
        chart("strip-equal", "Strip: all equal", Box::new(strip_equal()?)),
        chart(
            "strip-withheld",
            "Strip: the council's value is withheld",
            Box::new(strip_withheld()?),
        ),
        chart("bars", "Bars: one highlighted", Box::new(bars()?)),
        chart(
            "bars-negative",
            "Bars: below zero and withheld",
            Box::new(bars_negative()?),
        ),
        chart("bars-long", "Bars: very long names", Box::new(bars_long()?)),
        chart("funnel", "Funnel: 153 authorities", Box::new(funnel()?)),
        chart(
            "funnel-alone",
            "Funnel: the council alone, without limits",
            Box::new(funnel_alone()?),
        ),
        sparkline(
            "sparkline",
            "Sparkline: 13 months",
            sparkline_of(&[
                182, 179, 181, 175, 170, 172, 168, 165, 167, 160, 158, 161, 155,
            ])?,
        ),
        sparkline(
            "sparkline-gap",
            "Sparkline: with a gap",
            sparkline_of(&[182, 179, 181, -1, -1, 172, -1, 165, 167, 160, 158, 161, 155])?,
        ),
        sparkline(
            "sparkline-level",
            "Sparkline: all equal",
            sparkline_of(&[150; 13])?,
        ),
        sparkline(
            "sparkline-none",
            "Sparkline: no values",
            sparkline_of(&[-1; 13])?,
        ),
    ];
    cases.extend(forecasts::all()?);
    Ok(cases)
}

fn about(title: &str, measure: &str, unit: Unit) -> About {
    About {
        title: title.into(),
        axis: Axis::new(measure, unit),
        source: "Department for Education, Children's social work workforce, release of \
                 26 February 2026"
            .into(),
        date: "At 30 September 2025".into(),
    }
}

/// Tenths of a percent; less than nothing is a withheld value.
fn percents(tenths: &[i32]) -> Result<Vec<Value>, ChartError> {
    tenths.iter().map(|tenths| percent(*tenths)).collect()
}

fn percent(tenths: i32) -> Result<Value, ChartError> {
    if tenths < 0 {
        return Ok(Value::missing("c"));
    }
    let number = f64::from(tenths) / 10.0;
    Value::new(number, format!("{number:.1}%"))
}

fn years() -> Moments {
    let years = (2017..=2025).map(|year: u16| year.to_string());
    Moments::new("Year ending 30 September", years)
}

fn months() -> Moments {
    let months = [
        "Mar 2024", "Apr 2024", "May 2024", "Jun 2024", "Jul 2024", "Aug 2024", "Sep 2024",
        "Oct 2024", "Nov 2024", "Dec 2024", "Jan 2025", "Feb 2025", "Mar 2025",
    ];
    Moments::new("Last day of the month", months)
}

fn turnover() -> About {
    let mut about = about(
        "Turnover rate of children's social workers in Exampleshire, 2017 to 2025",
        "Turnover rate, FTE",
        Unit::Percent,
    );
    about.date = "Years ending 30 September 2017 to 2025".into();
    about
}

fn line() -> Result<LineChart, ChartError> {
    LineChart::new(turnover(), years())?
        .council(
            "Exampleshire",
            percents(&[183, 170, 152, 121, -1, 190, 176, 149, 140])?,
        )?
        .comparison(
            "England",
            percents(&[149, 152, 151, 135, 154, 171, 159, 138, 134])?,
        )?
        .comparison(
            "East of England",
            percents(&[162, 165, 158, 140, 151, 178, 166, 149, 142])?,
        )?
        .comparison(
            "Statistical neighbours",
            percents(&[141, 139, 150, 128, 149, 160, 155, 141, -1])?,
        )
}

fn line_target() -> Result<LineChart, ChartError> {
    let mut about = about(
        "Vacancy rate of Exampleshire against its target, March 2024 to March 2025",
        "Vacancy rate, FTE",
        Unit::Percent,
    );
    about.source = "Holdfast, Exampleshire's records as of 2 April 2025".into();
    about.date = "Last day of each month, March 2024 to March 2025".into();
    let rate = [
        212, 209, 214, 201, 196, 197, 188, 180, 183, 171, 166, 168, 159,
    ];
    let lower: Vec<i32> = rate.iter().map(|tenths| tenths - 22).collect();
    let upper: Vec<i32> = rate.iter().map(|tenths| tenths + 22).collect();
    let target: Vec<i32> = (0..13).map(|month| 210 - month * 5).collect();
    LineChart::new(about, months())?
        .council("Exampleshire", percents(&rate)?)?
        .target("Target", percents(&target)?)?
        .band(
            "Range that chance alone would give",
            percents(&lower)?,
            percents(&upper)?,
        )
}

fn line_many() -> Result<LineChart, ChartError> {
    let names = [
        "Norfolk",
        "Bournemouth, Christchurch and Poole",
        "Kingston upon Hull, City of",
        "Leeds",
        "Bristol, City of",
        "Redcar and Cleveland",
        "Kensington and Chelsea",
        "Leicestershire",
        "Windsor and Maidenhead",
        "Herefordshire, County of",
    ];
    let mut chart = LineChart::new(turnover(), years())?.council(
        "Exampleshire",
        percents(&[150, 151, 149, 150, 152, 148, 150, 151, 150])?,
    )?;
    for (place, name) in (0..).zip(names) {
        let rates: Vec<i32> = (0..9)
            .map(|year| 130 + (year * 37 + place * 53) % 41)
            .collect();
        chart = chart.comparison(name, percents(&rates)?)?;
    }
    Ok(chart)
}

fn line_high() -> Result<LineChart, ChartError> {
    let mut about = about(
        "Social workers in post in Exampleshire",
        "In post",
        Unit::named("FTE"),
    );
    about.date = "At 30 September 2017 to 2025".into();
    let fte = [
        1_204, 1_210, 1_231, 1_262, 1_240, 1_233, 1_251, 1_290, 1_311,
    ];
    let values = fte.map(|fte| Value::new(f64::from(fte), format!("1,{:03}.0", fte - 1_000)));
    let values: Result<Vec<Value>, ChartError> = values.into_iter().collect();
    LineChart::new(about, years())?.council("Exampleshire", values?)
}

fn line_one() -> Result<LineChart, ChartError> {
    LineChart::new(
        turnover(),
        Moments::new("Year ending 30 September", ["2025"]),
    )?
    .council("Exampleshire", percents(&[140])?)?
    .comparison("England", percents(&[134])?)
}

fn line_none() -> Result<LineChart, ChartError> {
    LineChart::new(turnover(), years())?.council("Exampleshire", percents(&[-1; 9])?)
}

/// Rates that crowd around 16, as published ones do.
fn spread(count: i32) -> impl Iterator<Item = i32> {
    (0..count).map(|place| {
        let crowd = (place * 61) % 80 + (place * 97) % 70 + (place * 29) % 90;
        40 + crowd + if place % 31 == 0 { 160 } else { 0 }
    })
}

fn authorities(rates: impl Iterator<Item = i32>) -> Result<Vec<Named>, ChartError> {
    (1..)
        .zip(rates)
        .map(|(place, rate)| Ok(Named::new(format!("Authority {place}"), percent(rate)?)))
        .collect()
}

fn vacancies() -> About {
    about(
        "Vacancy rate of 153 authorities, 2025",
        "Vacancy rate, FTE",
        Unit::Percent,
    )
}

fn strip() -> Result<Strip, ChartError> {
    let council = Named::new("Exampleshire", percent(121)?);
    Ok(Strip::new(vacancies(), council)?
        .others(authorities(spread(148))?)
        .others(authorities([-1; 4].into_iter())?)
        .mark(Named::new("England", percent(171)?))
        .mark(Named::new("Yorkshire and The Humber", percent(182)?))
        .mark(Named::new("Median", percent(159)?)))
}

fn strip_equal() -> Result<Strip, ChartError> {
    let council = Named::new("Exampleshire", percent(150)?);
    Ok(Strip::new(vacancies(), council)?
        .others(authorities([150; 40].into_iter())?)
        .mark(Named::new("Median", percent(150)?)))
}

fn strip_withheld() -> Result<Strip, ChartError> {
    let council = Named::new("Exampleshire", percent(-1)?);
    Ok(Strip::new(vacancies(), council)?
        .others(authorities(spread(12))?)
        .mark(Named::new("England", percent(330)?)))
}

fn reasons() -> About {
    let mut about = about(
        "Main reason for leaving, year to 31 March 2025",
        "Leavers",
        Unit::count("people"),
    );
    about.source = "Holdfast, exit interviews of Exampleshire".into();
    about.date = "1 April 2024 to 31 March 2025".into();
    about
}

fn people(count: i32) -> Result<Value, ChartError> {
    Value::new(f64::from(count), count.to_string())
}

fn bars() -> Result<Bars, ChartError> {
    Ok(Bars::new(reasons(), "Main reason")?
        .highlighted(Named::new("Caseload", people(31)?))
        .bar(Named::new("Post nearer to home", people(18)?))
        .bar(Named::new("Pay at another council", people(12)?))
        .bar(Named::new("Retirement", people(7)?))
        .bar(Named::new("Not asked", people(0)?)))
}

fn bars_negative() -> Result<Bars, ChartError> {
    let pounds = |number: i32, text: &str| Value::new(f64::from(number), text);
    let mut about = about(
        "Cost against budget by service",
        "Over or under budget",
        Unit::Pounds,
    );
    about.source = "Holdfast, Exampleshire's records".into();
    Ok(Bars::new(about, "Service")?
        .bar(Named::new("Assessment", pounds(412_500, "£412,500")?))
        .highlighted(Named::new(
            "Looked after children",
            pounds(-268_000, "−£268,000")?,
        ))
        .bar(Named::new("Care leavers", pounds(-1_200, "−£1,200")?))
        .bar(Named::new("Fostering", Value::missing("not held"))))
}

fn bars_long() -> Result<Bars, ChartError> {
    let long = "Wanted to go on working with the same families and was not allowed to when the \
                teams were reorganised by district, or Llanfairpwllgwyngyllgogerychwyrndrobwll";
    Ok(Bars::new(reasons(), "Main reason")?
        .bar(Named::new(long, people(3)?))
        .highlighted(Named::new(
            "Bournemouth, Christchurch and Poole Council",
            people(3)?,
        )))
}

/// 1.96 and 3.09 standard errors of a share around 17.1%.
fn limits() -> Vec<Limits> {
    let at = |size: f64| {
        let error = (17.1 * (100.0 - 17.1) / size).sqrt();
        let around = |errors: f64| ((17.1 - errors * error).max(0.0), 17.1 + errors * error);
        Limits {
            size,
            inner: around(1.96),
            outer: around(3.09),
        }
    };
    (1..=80).map(|step| at(f64::from(step) * 10.0)).collect()
}

fn member(name: &str, size: i32, rate: i32) -> Result<Member, ChartError> {
    Ok(Member {
        name: name.into(),
        size: people(size)?,
        rate: percent(rate)?,
        standing: "within both limits".into(),
    })
}

fn funnel_of(limits: Vec<Limits>) -> Result<Funnel, ChartError> {
    let average = Named::new("England", percent(171)?);
    let size = Axis::new("Posts", Unit::named("FTE"));
    let council = member("Exampleshire", 412, 121)?;
    Funnel::new(vacancies(), size, average, limits, council)
}

fn funnel() -> Result<Funnel, ChartError> {
    let sizes = (0..).map(|place: i32| 40 + (place * 113) % 300 + (place % 9) * (place % 7) * 6);
    let others: Result<Vec<Member>, ChartError> = sizes
        .zip(spread(152))
        .map(|(size, rate)| member("Another authority", size, rate))
        .collect();
    Ok(funnel_of(limits())?.others(others?))
}

fn funnel_alone() -> Result<Funnel, ChartError> {
    funnel_of(Vec::new())
}

fn sparkline_of(tenths: &[i32]) -> Result<Sparkline, ChartError> {
    let mut about = about(
        "Turnover rate, 12 months to the month",
        "Turnover rate",
        Unit::Percent,
    );
    about.source = "Holdfast, Exampleshire's records".into();
    about.date = "March 2024 to March 2025".into();
    Sparkline::new(about, months(), percents(tenths)?)
}
