//! A fan in words: its table, its description and what stands beneath it.

use super::{Bounds, Fan, Forecast, Level, Middle, striped};
use crate::chart::sheet::Sheet;
use crate::chart::{Value, crossing, ink, moments, told};

/// A level that changes more often than this is told by its ends and extremes.
const MOST_STEPS: usize = 6;

/// `between 280.1 and 350.2`.
pub(super) fn between(bounds: &Bounds, place: usize) -> String {
    let text = |values: &[Value]| values[place].text().to_owned();
    format!(
        "between {} and {}",
        text(&bounds.lower),
        text(&bounds.upper)
    )
}

impl Fan {
    /// The columns of the table, of which those without any value are left out.
    pub(super) fn columns(&self) -> Vec<(String, &[Value])> {
        let mut columns: Vec<(String, &[Value])> = Vec::new();
        columns.extend(self.past.iter().map(|it| ("Past".to_owned(), &**it)));
        let alone = self.compared.is_empty();
        for forecast in std::iter::once(&self.forecast).chain(&self.compared) {
            let name = |column: &str| match alone {
                true => column.to_owned(),
                false => format!("{}, {}", forecast.name, column.to_lowercase()),
            };
            let middle = match forecast.middle {
                Middle::Median(_) => "Median",
                Middle::Expected(_) => "Expected value",
            };
            columns.push((name(middle), forecast.middle.values()));
            for (band, bounds) in forecast.bands() {
                let share = band.trim_end_matches(" band");
                columns.push((name(&format!("{share} from")), &bounds.lower));
                columns.push((name(&format!("{share} to")), &bounds.upper));
            }
        }
        let levels = self.levels.iter();
        columns.extend(levels.map(|level| (level.name.clone(), &*level.values)));
        columns.retain(|(_, values)| moments::last(values).is_some());
        columns
    }

    /// Says beneath the plot where the forecast starts, what shades and gaps mean, and which lines
    /// have no value at all.
    pub(super) fn note(&self, sheet: &mut Sheet) {
        if let Some((place, _)) = self.known_until() {
            let month = &self.moments.labels[place];
            sheet.note(&format!("Known to {month} (upright line), then forecast."));
        }
        let whose = match self.compared.is_empty() {
            true => String::new(),
            false => format!(" of {}", self.forecast.name),
        };
        let word = self.forecast.middle.word();
        if self.forecast.half.is_some() {
            let text = format!("50%: half of the futures{whose} lie within, around the {word}.");
            sheet.key(ink::NARROW_BAND, &text);
        }
        if self.forecast.nine_in_ten.is_some() {
            let text = format!("90%: nine in ten of the futures{whose} lie within.");
            sheet.key(ink::WIDE_BAND, &text);
        }
        for (place, other) in self.compared.iter().enumerate() {
            if other.half.is_some() {
                let text = format!("Half of the futures of {} lie within.", other.name);
                sheet.key(striped(place), &text);
            }
        }
        self.note_gaps(sheet);
    }

    fn note_gaps(&self, sheet: &mut Sheet) {
        let lines = self.lines();
        let values = lines.iter().map(|line| line.values);
        let mut values = values.chain(self.past.as_deref());
        if values.any(has_gap) {
            sheet.note("Where a line has a gap there is no value.");
        }
        for line in lines {
            if moments::last(line.values).is_none() {
                sheet.note(&format!("{}: no values.", line.name));
            }
        }
    }

    pub(super) fn description(&self) -> String {
        let axis = &self.about.axis;
        let mut parts = vec![format!(
            "Fan chart. {}. {}.",
            axis.told(),
            self.moments.told()
        )];
        if let Some(past) = &self.past {
            let known = held(past);
            let labels = &self.moments.labels[known.clone()];
            parts.push(told::course("Past", labels, &past[known]));
        }
        for forecast in std::iter::once(&self.forecast).chain(&self.compared) {
            parts.push(self.told(forecast));
        }
        parts.extend(self.levels.iter().map(|level| self.told_level(level)));
        for forecast in std::iter::once(&self.forecast).chain(&self.compared) {
            parts.extend(self.crossings(forecast));
        }
        parts.join(" ")
    }

    /// Where a forecast starts, and where its middle and its bands end.
    fn told(&self, forecast: &Forecast) -> String {
        let name = &forecast.name;
        let middle = forecast.middle.values();
        let Some((last, _)) = moments::last(middle) else {
            return format!("{name}: no values.");
        };
        let first = held(middle).start;
        let labels = &self.moments.labels;
        let text = |place: usize| middle[place].text();
        let mut text = format!(
            "{name}: starts at {} in {}. In {} its {} is {}",
            text(first),
            labels[first],
            labels[last],
            forecast.middle.word(),
            text(last)
        );
        for (band, bounds) in forecast.bands() {
            text.push_str(&format!(", its {band} {}", between(bounds, last)));
        }
        text + "."
    }

    /// A level with the months from which each of its values holds.
    fn told_level(&self, level: &Level) -> String {
        let held = held(&level.values);
        let labels = &self.moments.labels[held.clone()];
        let values = &level.values[held];
        let steps: Vec<String> = labels
            .iter()
            .zip(values)
            .enumerate()
            .filter(|(place, (_, value))| *place == 0 || values[place - 1].text() != value.text())
            .map(|(_, (label, value))| format!("{} from {label}", value.text()))
            .collect();
        if steps.is_empty() || steps.len() > MOST_STEPS {
            return told::course(&level.name, labels, values);
        }
        format!("{}: {}.", level.name, steps.join(", "))
    }

    /// Where the middle of a forecast reaches each level.
    fn crossings(&self, forecast: &Forecast) -> impl Iterator<Item = String> {
        let word = forecast.middle.word();
        let middle = match self.compared.is_empty() {
            true => format!("The {word}"),
            false => format!("The {word} of {}", forecast.name),
        };
        self.levels.iter().filter_map(move |level| {
            let (course, values) = (forecast.middle.values(), &level.values);
            crossing::told(&middle, course, &level.name, values, &self.moments.labels)
        })
    }
}

/// The places from the first value to the last.
fn held(values: &[Value]) -> std::ops::Range<usize> {
    let first = values.iter().position(|value| value.number().is_some());
    let end = moments::last(values).map_or(0, |(place, _)| place + 1);
    first.unwrap_or(0)..end
}

/// Whether there is a moment without a value between two with one.
fn has_gap(values: &[Value]) -> bool {
    let is_missing = |value: &Value| value.number().is_none();
    values[held(values)].iter().any(is_missing)
}
