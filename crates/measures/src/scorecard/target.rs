//! Targets: a value by a date, and the straight way there from where it began.

use std::cmp::Ordering;

use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::definition::{Direction, Measure};
use crate::figure::{Figure, with_unit};
use crate::value::{Quantity, Ratio, Value};

/// A target of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The value that is to be reached.
    pub value: Quantity,
    /// By when.
    pub by: Date,
    /// Where the way there begins, if that was agreed.
    pub from: Option<(Date, Quantity)>,
}

/// How a figure stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The target is reached.
    Met,
    /// The target is not due, and the figure is at least as good as the way there asks.
    OnTrack,
    /// The target is not due, and the figure is behind the way there.
    Behind,
    /// The target is not due and not reached, and no way there was agreed.
    NotYetDue,
    /// The target was due and is not reached.
    Missed,
    /// The figure has no number.
    CannotTell,
}

impl Status {
    /// The status in words, so that no colour is needed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "Target met",
            Self::OnTrack => "On track",
            Self::Behind => "Behind",
            Self::NotYetDue => "Not yet met",
            Self::Missed => "Target missed",
            Self::CannotTell => "Cannot tell",
        }
    }
}

/// A target at a date: what is asked then, and whether it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetState {
    /// The target.
    pub target: Target,
    /// What the way there asks at the date, where one was agreed.
    pub asked: Option<Ratio>,
    /// Whether it is kept.
    pub status: Status,
}

impl Target {
    /// What the way there asks at a date: the start before it begins, the
    /// target after it ends, and the straight line between.
    pub fn asked(&self, at: Date) -> Option<Ratio> {
        let (from, start) = self.from?;
        if at <= from {
            return Some(Ratio::of(start));
        }
        if at >= self.by {
            return Some(Ratio::of(self.value));
        }
        let days = |one: Date, other: Date| {
            one.until(other)
                .map_or(0, |span| i128::from(span.get_days()))
        };
        let (gone, all) = (days(from, at), days(from, self.by));
        let way = i128::from((self.value - start).units());
        let units = i128::from(start.units()) * all + way * gone;
        Ratio::new(units, all * i128::from(Quantity::ONE.units()))
    }

    /// How a figure stands to the target at its date.
    pub fn state(&self, figure: &Figure) -> TargetState {
        let asked = self.asked(figure.at);
        TargetState {
            target: *self,
            asked,
            status: self.status(figure.measure, figure.value, figure.at, asked),
        }
    }

    fn status(&self, measure: Measure, value: Value, at: Date, asked: Option<Ratio>) -> Status {
        let Value::Exact(value) = value else {
            return Status::CannotTell;
        };
        if is_as_good(measure, value, Ratio::of(self.value)) {
            return Status::Met;
        }
        if at >= self.by {
            return Status::Missed;
        }
        match asked {
            None => Status::NotYetDue,
            Some(asked) if self.is_on_the_way(measure, value, asked) => Status::OnTrack,
            Some(_) => Status::Behind,
        }
    }

    /// Whether a value is as good as the way asks; where no direction is
    /// better, whether it is as near to the target.
    fn is_on_the_way(&self, measure: Measure, value: Ratio, asked: Ratio) -> bool {
        if measure.definition().direction != Direction::Neither {
            return is_as_good(measure, value, asked);
        }
        let places = measure.unit().places();
        let target = Ratio::of(self.value).units(places);
        let distance = |it: Ratio| it.units(places).abs_diff(target);
        distance(value) <= distance(asked)
    }

    /// The target in words: `at most 15.0% by 31 March 2028`.
    pub fn in_words(&self, measure: Measure) -> String {
        let bound = match measure.definition().direction {
            Direction::LowerIsBetter => "at most ",
            Direction::HigherIsBetter => "at least ",
            Direction::Neither => "",
        };
        let value = with_unit(measure, Value::Exact(Ratio::of(self.value)));
        format!("{bound}{value} by {}", in_words(self.by))
    }
}

/// Whether a value, as it is shown, is at least as good as another. Where no
/// direction is better, only the same number is.
fn is_as_good(measure: Measure, value: Ratio, asked: Ratio) -> bool {
    let places = measure.unit().places();
    let order = value.units(places).cmp(&asked.units(places));
    match measure.definition().direction {
        Direction::LowerIsBetter => order != Ordering::Greater,
        Direction::HigherIsBetter => order != Ordering::Less,
        Direction::Neither => order == Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn quantity(text: &str) -> Quantity {
        text.parse().expect("a number")
    }

    fn value(text: &str) -> Value {
        Value::Exact(Ratio::of(quantity(text)))
    }

    /// Lancashire's: from 35% to 15%, here over exactly two years of 365 days.
    fn lancashire() -> Target {
        Target {
            value: quantity("15"),
            by: date(2027, 3, 31),
            from: Some((date(2025, 3, 31), quantity("35"))),
        }
    }

    #[test]
    fn the_way_there_is_straight() {
        let asked = |at| lancashire().asked(at).map(|it| it.rounded(1));
        assert_eq!(asked(date(2024, 1, 1)).as_deref(), Some("35.0"));
        // Half of the way after 365 of 730 days.
        assert_eq!(asked(date(2026, 3, 31)).as_deref(), Some("25.0"));
        // 73 of 730 days: a tenth of 20 points.
        assert_eq!(asked(date(2025, 6, 12)).as_deref(), Some("33.0"));
        assert_eq!(asked(date(2030, 1, 1)).as_deref(), Some("15.0"));
    }

    #[test]
    fn the_status_says_how_a_figure_stands() {
        let measure = Measure::NewlyQualifiedShare;
        let status = |text, at| {
            let target = lancashire();
            target.status(measure, value(text), at, target.asked(at))
        };
        let midway = date(2026, 3, 31);
        assert_eq!(status("15.04", midway), Status::Met);
        assert_eq!(status("25", midway), Status::OnTrack);
        assert_eq!(status("25.1", midway), Status::Behind);
        assert_eq!(status("15.1", date(2027, 3, 31)), Status::Missed);
        // A span of control of 6 by 2027, from 8 in 2025: 7 is asked halfway, and
        // 5.5 and 6.5 are nearer to 6 than 7 is, 7.5 and 4.9 are not.
        let span = Target {
            value: quantity("6"),
            from: Some((date(2025, 3, 31), quantity("8"))),
            ..lancashire()
        };
        let asked = span.asked(midway);
        let status_of = |text| span.status(Measure::SpanOfControl, value(text), midway, asked);
        assert_eq!(
            ["5.5", "6.5", "7", "7.5", "4.9"].map(status_of),
            [
                Status::OnTrack,
                Status::OnTrack,
                Status::OnTrack,
                Status::Behind,
                Status::Behind
            ]
        );
        let without_way = Target {
            from: None,
            ..lancashire()
        };
        assert_eq!(
            without_way.status(measure, value("25"), midway, None),
            Status::NotYetDue
        );
        assert_eq!(
            without_way.in_words(measure),
            "at most 15.0% by 31 March 2027"
        );
    }
}
