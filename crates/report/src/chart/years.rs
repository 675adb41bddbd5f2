//! Years beneath an axis of many months: each named under its months, with a tick where it ends.

use jiff::civil::Date;

use super::moments::{GAP, Label};
use super::text::Lettering;

/// A year of an axis.
struct Year {
    name: String,
    /// From its first day, or where the axis starts.
    from: f64,
    /// To its last day, or where the axis ends.
    to: f64,
    /// All of it lies on the axis.
    is_whole: bool,
    /// Its December lies on the axis.
    is_over: bool,
}

impl Year {
    fn width(&self) -> f64 {
        Lettering::Plain.width(&self.name) + GAP
    }
}

/// The names of as many years as have room beside each other, and a tick at the end of each December.
pub(super) fn labels(ends: &[Date], places: &[f64]) -> Vec<Label> {
    let years = years(ends, places);
    let whole = years.iter().filter(|year| year.is_whole);
    let each = whole.clone().map(each).max().unwrap_or(1);
    let first = years.iter().position(|year| year.is_whole).unwrap_or(0);
    let named = |(place, year): (usize, &Year)| match year.is_whole {
        true => (place - first).is_multiple_of(each),
        false => year.to - year.from >= year.width(),
    };
    years
        .iter()
        .enumerate()
        .map(|it| label(it.1, named(it)))
        .collect()
}

/// Every how many years of this width one can be named.
fn each(year: &Year) -> usize {
    let years = year.width() / (year.to - year.from);
    years.ceil().max(1.0) as usize
}

fn label(year: &Year, is_named: bool) -> Label {
    Label {
        tick: year.is_over.then_some(year.to),
        middle: (year.from + year.to) / 2.0,
        half: Lettering::Plain.width(&year.name) / 2.0,
        lines: is_named.then(|| year.name.clone()).into_iter().collect(),
        is_whole: true,
    }
}

/// The years that the ends of months lie in. One ends with its December.
fn years(ends: &[Date], places: &[f64]) -> Vec<Year> {
    let mut years = Vec::new();
    let mut from = places.first().copied().unwrap_or(0.0);
    let mut start = 0;
    for months in ends.chunk_by(|day, next| day.year() == next.year()) {
        let to = places[start + months.len() - 1];
        years.push(Year {
            name: months[0].year().to_string(),
            from,
            to,
            is_whole: months.len() == 12 && start > 0,
            is_over: months.last().is_some_and(|end| end.month() == 12),
        });
        from = to;
        start += months.len();
    }
    years
}

#[cfg(test)]
mod tests {
    use super::super::Moments;
    use super::*;

    /// Months from the end of March 2025, each `step` pixels from the one before.
    fn named(count: u16, step: f64) -> Vec<String> {
        let ends: Vec<Date> = (0..i32::from(count))
            .map(|later| {
                holdfast_workforce::date::months_later(jiff::civil::date(2025, 3, 31), later)
            })
            .collect();
        let places: Vec<f64> = (0..count).map(|place| f64::from(place) * step).collect();
        let names = labels(&ends, &places).into_iter();
        names.flat_map(|label| label.lines).collect()
    }

    /// "2026" is 31.1 wide and needs 39.1: at 7 pixels a month a year has 84, the nine months of
    /// 2025 have 63, and the two of 2030 have 21.
    #[test]
    fn a_year_is_named_under_its_months_if_they_have_the_room() {
        assert_eq!(named(60, 7.0), ["2025", "2026", "2027", "2028", "2029"]);
        let moments = Moments::month_ends("Month", jiff::civil::date(2025, 3, 1), 60);
        assert_eq!(moments.labels.last().map(String::as_str), Some("Feb 2030"));
    }

    /// At 1.5 pixels a month a year has 18, three have 54.
    #[test]
    fn where_a_year_is_too_narrow_every_second_or_third_is_named() {
        assert_eq!(named(120, 1.5), ["2026", "2029", "2032"]);
    }
}
