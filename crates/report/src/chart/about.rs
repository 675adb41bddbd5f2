//! What every chart says of itself, without which none is drawn.

use holdfast_workforce::amount::{pounds, readable};

use super::ChartError;

/// What every chart says of itself. All of it is required, and none of it may be blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What the chart shows, as its heading: measure, whose, and when.
    pub title: String,
    /// The axis that the values are read from.
    pub axis: Axis,
    /// Who published or computed the values, with the release.
    pub source: String,
    /// The date or period that the values are of, in words.
    pub date: String,
}

impl About {
    /// The same, when nothing of it is blank.
    pub(super) fn checked(self) -> Result<Self, ChartError> {
        filled("title", &self.title)?;
        filled("source", &self.source)?;
        filled("date", &self.date)?;
        self.axis.check()?;
        Ok(self)
    }

    /// The line beneath every chart and its table.
    pub(super) fn origin(&self) -> String {
        let date = self.date.trim_end_matches('.');
        let source = self.source.trim_end_matches('.');
        format!("{date}. Source: {source}.")
    }

    /// The heading of the chart's table.
    pub(super) fn caption(&self) -> String {
        format!("{} ({})", self.title, self.axis.unit.words())
    }
}

/// Refuses a required part that says nothing.
pub(super) fn filled(part: &'static str, text: &str) -> Result<(), ChartError> {
    if text.trim().is_empty() {
        return Err(ChartError::Blank(part));
    }
    Ok(())
}

/// An axis of values: what is measured, in which unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// What is measured: `Turnover rate`.
    pub measure: String,
    /// The unit of its numbers.
    pub unit: Unit,
}

impl Axis {
    /// An axis for `measure` in `unit`.
    pub fn new(measure: impl Into<String>, unit: Unit) -> Self {
        Self {
            measure: measure.into(),
            unit,
        }
    }

    pub(super) fn check(&self) -> Result<(), ChartError> {
        filled("measure", &self.measure)?;
        filled("unit", self.unit.words())
    }

    /// What stands at the axis: `Turnover rate (%)`.
    pub(super) fn heading(&self) -> String {
        let unit = match &self.unit {
            Unit::Percent => "%",
            Unit::Pounds => "£",
            Unit::Count(name) | Unit::Named(name) => name,
        };
        format!("{} ({unit})", self.measure)
    }

    /// The axis in words: `Turnover rate, in percent`.
    pub(super) fn told(&self) -> String {
        format!("{}, in {}", self.measure, self.unit.words())
    }
}

/// The unit of an axis, which decides how its scale is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Percent: the value 12.5 is 12.5%.
    Percent,
    /// Pounds: the value 1200 is £1,200.
    Pounds,
    /// Whole things, as they are said: `people`, `posts`. The scale has no fractions of them.
    Count(String),
    /// Any other, as it is said: `FTE`, `cases for each FTE`, `days`.
    Named(String),
}

impl Unit {
    /// Whole things, as they are said.
    pub fn count(name: impl Into<String>) -> Self {
        Self::Count(name.into())
    }

    /// Any unit but percent, pounds and whole things, as it is said.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named(name.into())
    }

    /// The unit in words.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Percent => "percent",
            Self::Pounds => "pounds",
            Self::Count(name) | Self::Named(name) => name,
        }
    }

    /// The power of ten that no step of a scale lies below.
    pub(super) fn finest_step(&self) -> i32 {
        match self {
            Self::Count(_) => 0,
            Self::Pounds => -2,
            Self::Percent | Self::Named(_) => -6,
        }
    }

    /// A number of the scale as it stands at the axis.
    pub(super) fn on_scale(&self, number: f64, decimals: usize) -> String {
        let decimal = format!("{number:.decimals$}");
        match self {
            Self::Percent => format!("{}%", readable(&decimal)),
            Self::Pounds => pounds(&decimal),
            Self::Count(_) | Self::Named(_) => readable(&decimal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> About {
        About {
            title: "Turnover rate of Norfolk".into(),
            axis: Axis::new("Turnover rate", Unit::Percent),
            source: "Department for Education, release of 26 February 2026".into(),
            date: "Year ending 30 September 2025".into(),
        }
    }

    #[test]
    fn no_chart_is_without_title_axis_unit_source_and_date() {
        let blank = |change: fn(&mut About)| {
            let mut about = about();
            change(&mut about);
            about.checked().unwrap_err()
        };
        assert_eq!(blank(|it| it.title.clear()), ChartError::Blank("title"));
        assert_eq!(
            blank(|it| it.source = " ".into()),
            ChartError::Blank("source")
        );
        assert_eq!(blank(|it| it.date.clear()), ChartError::Blank("date"));
        assert_eq!(
            blank(|it| it.axis.measure.clear()),
            ChartError::Blank("measure")
        );
        assert_eq!(
            blank(|it| it.axis.unit = Unit::named("")),
            ChartError::Blank("unit")
        );
    }

    #[test]
    fn the_scale_is_written_in_its_unit() {
        assert_eq!(Unit::Percent.on_scale(12.5, 1), "12.5%");
        assert_eq!(Unit::Pounds.on_scale(-20_000.0, 0), "−£20,000");
        assert_eq!(Unit::named("FTE").on_scale(1_200.0, 0), "1,200");
        assert_eq!(Unit::named("FTE").on_scale(-0.0, 1), "0.0");
    }
}
