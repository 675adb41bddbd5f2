//! What is forecast of a number.

use crate::chart::about::filled;
use crate::chart::{Bounds, ChartError, Moments, Value};

const HALF: &str = "50% band";
const NINE_IN_TEN: &str = "90% band";

/// What is forecast of a number, with one value for each moment of the chart; moments before the
/// forecast have none.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// What the forecast is called: the scenario, or what is counted.
    pub name: String,
    /// The line through the futures.
    pub middle: Middle,
    /// What half of the futures lie within, a quarter of them above and a quarter below.
    pub half: Option<Bounds>,
    /// What nine in ten of the futures lie within.
    pub nine_in_ten: Option<Bounds>,
}

/// The line through the futures, with one value for each moment.
#[derive(Debug, Clone, PartialEq)]
pub enum Middle {
    /// Half of the futures lie above it.
    Median(Vec<Value>),
    /// The mean of the futures, which may lie outside of their bands.
    Expected(Vec<Value>),
}

impl Middle {
    pub(super) fn values(&self) -> &[Value] {
        match self {
            Self::Median(values) | Self::Expected(values) => values,
        }
    }

    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Median(_) => "median",
            Self::Expected(_) => "expected value",
        }
    }
}

impl Forecast {
    /// Refuses values that do not belong to the moments, and bands that are not nested.
    pub(super) fn check(&self, moments: &Moments) -> Result<(), ChartError> {
        filled("name of a forecast", &self.name)?;
        moments.check_length(&self.name, self.middle.values())?;
        for (band, bounds) in self.bands() {
            bounds.check(&format!("the {band} of {}", self.name), moments)?;
            if let Middle::Median(median) = &self.middle {
                self.check_within((band, bounds), ("the median", median, median), moments)?;
            }
        }
        if let (Some(half), Some(nine_in_ten)) = (&self.half, &self.nine_in_ten) {
            let inner = ("the 50% band", half.lower.as_slice(), half.upper.as_slice());
            self.check_within((NINE_IN_TEN, nine_in_ten), inner, moments)?;
        }
        Ok(())
    }

    fn check_within(
        &self,
        (outer, bounds): (&'static str, &Bounds),
        (inner, lower, upper): (&'static str, &[Value], &[Value]),
        moments: &Moments,
    ) -> Result<(), ChartError> {
        match bounds.left_by(lower, upper) {
            None => Ok(()),
            Some(place) => Err(ChartError::NotNested {
                name: self.name.clone(),
                inner,
                outer,
                at: moments.labels[place].clone(),
            }),
        }
    }

    /// The bands that there are, the narrow one first.
    pub(super) fn bands(&self) -> impl Iterator<Item = (&'static str, &Bounds)> {
        let half = self.half.iter().map(|bounds| (HALF, bounds));
        half.chain(self.nine_in_ten.iter().map(|it| (NINE_IN_TEN, it)))
    }
}
