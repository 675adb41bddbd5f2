//! An axis of years or months.

use holdfast_workforce::date::{month_end, months_later};
use jiff::civil::Date;

use super::about::filled;
use super::axes::Plot;
use super::drawing::{Anchor, Place};
use super::ink::{BLACK, Stroke};
use super::sheet::{Hand, Sheet};
use super::text::Lettering;
use super::ticks::{Scale, Span};
use super::{ChartError, Value, years};

/// Between two names at the axis.
pub(super) const GAP: f64 = 8.0;

/// The most lines that a name at the axis may take.
const MOST_LINES: usize = 2;

/// More months than this are named by their years.
const MOST_BY_MONTH: usize = 37;

/// Years or months at even steps, from the first to the last. One without values is named too, so
/// that its gap shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    pub(super) name: String,
    pub(super) labels: Vec<String>,
    /// The days of ends of months.
    ends: Vec<Date>,
}

impl Moments {
    /// Moments called `name`, such as `Year ending 30 September`, with the label of each.
    pub fn new(
        name: impl Into<String>,
        labels: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            name: name.into(),
            labels: labels.into_iter().map(Into::into).collect(),
            ends: Vec::new(),
        }
    }

    /// The ends of `count` months in a row, called `name`, such as `Last day of the month`, from the
    /// month that holds `first`. Each is labelled as `Mar 2025`. On an axis of up to three years
    /// months are named, every one, second, third, sixth or twelfth; on a longer one the years.
    pub fn month_ends(name: impl Into<String>, first: Date, count: u16) -> Self {
        let months = 0..i32::from(count);
        let ends: Vec<Date> = months
            .map(|later| month_end(months_later(first, later)))
            .collect();
        let labels = ends.iter().map(|end| end.strftime("%b %Y").to_string());
        Self {
            ends: ends.clone(),
            ..Self::new(name, labels)
        }
    }

    pub(super) fn check(&self) -> Result<(), ChartError> {
        filled("name of the years or months", &self.name)
    }

    pub(super) fn check_length(&self, name: &str, values: &[Value]) -> Result<(), ChartError> {
        if values.len() == self.labels.len() {
            return Ok(());
        }
        Err(ChartError::Length {
            name: name.into(),
            values: values.len(),
            moments: self.labels.len(),
        })
    }

    /// `Year ending 31 March: 2017 to 2025`.
    pub(super) fn told(&self) -> String {
        let span = match self.labels.as_slice() {
            [] => "none".to_owned(),
            [only] => only.clone(),
            [first, .., last] => format!("{first} to {last}"),
        };
        format!("{}: {span}", self.name)
    }

    /// What stands at the end of a line: its name, its last value, and the moment of that if it is
    /// not the last; with the place of the moment and the number. Nothing when it has no value.
    pub(super) fn end(&self, name: &str, values: &[Value]) -> Option<(String, (usize, f64))> {
        let (place, number) = last(values)?;
        let text = format!("{name} {}", values[place].text());
        if place + 1 == self.labels.len() {
            return Some((text, (place, number)));
        }
        Some((format!("{text} in {}", self.labels[place]), (place, number)))
    }

    /// Where each moment lies from `left` to `right`.
    pub(super) fn places(&self, left: f64, right: f64) -> Vec<f64> {
        let steps = self.labels.len().saturating_sub(1);
        if steps == 0 {
            return vec![(left + right) / 2.0; self.labels.len()];
        }
        (0..=steps)
            .map(|step| left + (right - left) * step as f64 / steps as f64)
            .collect()
    }

    /// Draws the axis beneath the plot, and moves the sheet's cursor below it.
    pub(super) fn draw(&self, sheet: &mut Sheet, plot: Plot, places: &[f64]) {
        let labels = if self.ends.len() > MOST_BY_MONTH {
            years::labels(&self.ends, places)
        } else {
            self.labels_with_room(plot, places, sheet.width)
        };
        let height = Lettering::Plain.line_height();
        let most = labels.iter().map(|it| it.lines.len()).max().unwrap_or(1);
        for label in labels {
            if let Some(x) = label.tick {
                let foot = Place::new(x, plot.bottom + 5.0);
                sheet.line(Place::new(x, plot.bottom), foot, Stroke::AXIS);
            }
            let middle = plot.bottom + 6.0 + height * label.lines.len() as f64 / 2.0;
            let at = Place::new(label.middle, middle);
            sheet.write(&label.lines, at, Anchor::Middle, Hand::plain(BLACK));
        }
        sheet.cursor = plot.bottom + 8.0 + height * most as f64;
        sheet.paragraph(&self.name, Lettering::Plain, BLACK);
    }

    /// As many names as have room beside each other, counted back from the last.
    fn labels_with_room(&self, plot: Plot, places: &[f64], width: f64) -> Vec<Label> {
        (1..=places.len())
            .filter(|each| self.ends.is_empty() || divides_years(*each))
            .map(|each| self.each(each, plot, places, width))
            .find(|labels| fit(labels))
            .or_else(|| {
                // One name by itself has room, if need be with its end cut off.
                Some(self.each(places.len(), plot, places, width))
            })
            .unwrap_or_default()
    }

    fn each(&self, each: usize, plot: Plot, places: &[f64], width: f64) -> Vec<Label> {
        let step = match places {
            [first, second, ..] => second - first,
            _ => plot.right - plot.left,
        };
        let room = (step * each as f64).min(plot.right - plot.left) - GAP;
        let hand = Lettering::Plain;
        let shown = (0..places.len()).rev().step_by(each.max(1));
        let widths = shown.clone().map(|place| hand.width(&self.labels[place]));
        let room = match Span::of(widths) {
            // Months stand all on one line, or all over their years.
            Some(widths) if !self.ends.is_empty() && widths.high > room => {
                room.min(widths.low - 0.1)
            }
            _ => room,
        };
        shown
            .map(|place| {
                let name = &self.labels[place];
                let lines = hand.wrap_within(name, room, MOST_LINES);
                let half = hand.widest(&lines) / 2.0;
                Label {
                    tick: Some(places[place]),
                    middle: places[place].max(half).min(width - half),
                    half,
                    is_whole: lines.join(" ") == *name,
                    lines,
                }
            })
            .collect()
    }
}

/// What stands beneath an axis.
pub(super) struct Label {
    pub(super) tick: Option<f64>,
    pub(super) middle: f64,
    pub(super) half: f64,
    /// None for a tick alone.
    pub(super) lines: Vec<String>,
    /// No word of it was cut.
    pub(super) is_whole: bool,
}

/// Whether all names are whole and none touches its neighbour. They come from the right.
fn fit(labels: &[Label]) -> bool {
    let apart =
        |pair: &[Label]| pair[1].middle + pair[1].half + GAP <= pair[0].middle - pair[0].half;
    labels.iter().all(|label| label.is_whole) && labels.windows(2).all(apart)
}

/// Whether at steps of this many months the same months are named each year.
fn divides_years(months: usize) -> bool {
    matches!(months, 1 | 2 | 3 | 6) || months.is_multiple_of(12)
}

/// The place and number of the last value.
pub(super) fn last(values: &[Value]) -> Option<(usize, f64)> {
    let numbers = values.iter().map(Value::number).enumerate();
    numbers
        .rev()
        .find_map(|(place, number)| Some((place, number?)))
}

/// The stretches of places between gaps.
pub(super) fn runs(
    places: &[f64],
    values: &[Value],
    height: impl Fn(f64) -> f64,
) -> Vec<Vec<Place>> {
    let at = |(x, value): (&f64, &Value)| Some(Place::new(*x, height(value.number()?)));
    unbroken(places.iter().zip(values).map(at))
}

/// The stretches between gaps of two courses: where either has a gap, both have.
pub(super) fn paired_runs(
    places: &[f64],
    lower: &[Value],
    upper: &[Value],
    scale: &Scale,
) -> Vec<(Vec<Place>, Vec<Place>)> {
    let pairs = places.iter().zip(lower.iter().zip(upper));
    let at = |(x, (low, high)): (&f64, (&Value, &Value))| {
        let low = Place::new(*x, scale.at(low.number()?));
        Some((low, Place::new(*x, scale.at(high.number()?))))
    };
    let runs = unbroken(pairs.map(at));
    runs.into_iter()
        .map(|run| run.into_iter().unzip())
        .collect()
}

fn unbroken<T>(items: impl Iterator<Item = Option<T>>) -> Vec<Vec<T>> {
    let mut runs = vec![Vec::new()];
    for item in items {
        match (item, runs.last_mut()) {
            (Some(item), Some(run)) => run.push(item),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Plot = Plot {
        left: 40.0,
        right: 240.0,
        top: 0.0,
        bottom: 100.0,
    };

    fn shown(labels: &[&str]) -> Vec<String> {
        let moments = Moments::new("Year", labels.iter().copied());
        let places = moments.places(PLOT.left, PLOT.right);
        let labels = moments.labels_with_room(PLOT, &places, 300.0);
        labels
            .into_iter()
            .map(|label| label.lines.join("/"))
            .collect()
    }

    #[test]
    fn a_missing_value_parts_the_line() {
        assert_eq!(
            unbroken([Some(1), None, None, Some(2), Some(3), None].into_iter()),
            [vec![1], vec![2, 3]]
        );
    }

    #[test]
    fn the_last_moment_is_always_named_and_others_as_there_is_room() {
        assert_eq!(shown(&["2023", "2024", "2025"]), ["2025", "2024", "2023"]);
        let years: Vec<String> = (2017..=2025).map(|year| year.to_string()).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        assert_eq!(shown(&years), ["2025", "2023", "2021", "2019", "2017"]);
        assert_eq!(shown(&["Mar 2024", "Apr 2024"]), ["Apr 2024", "Mar 2024"]);
    }

    fn months_shown(count: u16) -> Vec<String> {
        let moments = Moments::month_ends("Month", jiff::civil::date(2025, 3, 31), count);
        let places = moments.places(PLOT.left, PLOT.right);
        let labels = moments.labels_with_room(PLOT, &places, 300.0);
        labels
            .into_iter()
            .map(|label| label.lines.join(" "))
            .collect()
    }

    /// "2025" is 31.1 wide and needs 39.1. On 200 pixels the steps of 6 months have 40; of 13 the
    /// third have 50 and the second 33; of 37 the sixth have 33.
    #[test]
    fn months_are_named_at_steps_that_divide_the_year() {
        let all = ["Aug", "Jul", "Jun", "May", "Apr", "Mar"].map(|month| format!("{month} 2025"));
        assert_eq!(months_shown(6), all);
        assert_eq!(
            months_shown(13),
            ["Mar 2026", "Dec 2025", "Sep 2025", "Jun 2025", "Mar 2025"]
        );
        assert_eq!(
            months_shown(37),
            ["Mar 2028", "Mar 2027", "Mar 2026", "Mar 2025"]
        );
    }

    #[test]
    fn the_ends_of_months_are_their_last_days() {
        let moments = Moments::month_ends("Month", jiff::civil::date(2024, 1, 31), 3);
        assert_eq!(moments.labels, ["Jan 2024", "Feb 2024", "Mar 2024"]);
        assert_eq!(moments.ends[1], jiff::civil::date(2024, 2, 29));
    }
}
