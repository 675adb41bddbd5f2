//! Bands: what lies between a lower and an upper course.

use super::about::filled;
use super::ink::{Fill, Stroke};
use super::sheet::Sheet;
use super::ticks::Scale;
use super::{ChartError, Moments, Value, moments};

/// A lower and an upper course, with one value of each for each moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// Where the band starts, at each moment.
    pub lower: Vec<Value>,
    /// Where it ends.
    pub upper: Vec<Value>,
}

impl Bounds {
    /// Refuses bounds without a name, of another length than the moments, or upside down.
    pub(super) fn check(&self, name: &str, moments: &Moments) -> Result<(), ChartError> {
        filled("name of a band", name)?;
        moments.check_length(name, &self.lower)?;
        moments.check_length(name, &self.upper)?;
        match above(&self.lower, &self.upper) {
            None => Ok(()),
            Some(place) => Err(ChartError::UpsideDown {
                name: name.into(),
                at: moments.labels[place].clone(),
            }),
        }
    }

    /// The first place where another course leaves the band.
    pub(super) fn left_by(&self, lower: &[Value], upper: &[Value]) -> Option<usize> {
        let below = above(&self.lower, lower);
        let above = above(upper, &self.upper);
        below.into_iter().chain(above).min()
    }

    pub(super) fn draw(
        &self,
        sheet: &mut Sheet,
        places: &[f64],
        scale: &Scale,
        (fill, edge): (Fill, Stroke),
    ) {
        for (lower, upper) in moments::paired_runs(places, &self.lower, &self.upper, scale) {
            let outline = lower.into_iter().chain(upper.into_iter().rev());
            sheet.fill(outline.collect(), fill, edge);
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.lower.iter().chain(&self.upper)
    }
}

/// The first place where what should be lower lies above what should be higher.
fn above(lower: &[Value], upper: &[Value]) -> Option<usize> {
    lower.iter().zip(upper).position(|(low, high)| {
        matches!((low.number(), high.number()), (Some(low), Some(high)) if low > high)
    })
}
