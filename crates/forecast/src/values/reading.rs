//! A distribution as people write it in a field: `50`, `25 to 35`,
//! `25 to 35, likeliest 28`, `12.5 ± 2`.

use super::Measured;
use crate::uncertain::Shape;

/// What may be written.
const FORMS: &str = "a number, a range such as 25 to 35, a range with its likeliest value such as 25 to 35, likeliest 28, or a mean with its standard deviation such as 12.5 ± 2";

/// A distribution as a field shows it.
pub fn written(shape: Shape, measured: Measured) -> String {
    in_words(shape, |value| {
        let value = value * measured.scale;
        without_dust(value, measured.scale).to_string()
    })
}

/// A distribution as a sentence or table shows it: what is uncertain with three
/// digits, and a number that is stated with two decimals at least.
pub fn rounded(shape: Shape, measured: Measured) -> String {
    let fewest = match shape {
        Shape::Fixed(_) => 2,
        _ => 0,
    };
    in_words(shape, |value| {
        let value = value * measured.scale;
        let size = match value == 0.0 {
            true => 0,
            false => value.abs().log10().floor() as i32,
        };
        let unit = 10_f64.powi((2 - size).max(fewest));
        ((value * unit).round() / unit).to_string()
    })
}

fn in_words(shape: Shape, number: impl Fn(f64) -> String) -> String {
    match shape {
        Shape::Fixed(value) => number(value),
        Shape::Range { low, high } => format!("{} to {}", number(low), number(high)),
        Shape::Likely { low, likely, high } => format!(
            "{} to {}, likeliest {}",
            number(low),
            number(high),
            number(likely)
        ),
        Shape::Spread { mean, sd } => format!("{} ± {}", number(mean), number(sd)),
    }
}

/// Reads what a field holds.
///
/// # Errors
/// In words, where it is no distribution.
pub fn read(text: &str, measured: Measured) -> Result<Shape, String> {
    let number = |part: &str| number(part, measured.scale).ok_or_else(|| wrong(text));
    if let Some((mean, sd)) = text.split_once('±') {
        let (mean, sd) = (number(mean)?, number(sd)?);
        return Ok(Shape::Spread { mean, sd });
    }
    let (ends, likely) = match text.split_once("likeliest") {
        Some((ends, likely)) => (ends.trim().trim_end_matches(','), Some(number(likely)?)),
        None => (text, None),
    };
    let Some((low, high)) = ends_of(ends) else {
        return match likely {
            Some(_) => Err(wrong(text)),
            None => Ok(Shape::Fixed(number(text)?)),
        };
    };
    let shape = match (number(low)?, likely, number(high)?) {
        (low, None, high) => Shape::Range { low, high },
        (low, Some(likely), high) => Shape::Likely { low, likely, high },
    };
    ascending(shape, measured)
}

/// A range whose numbers go up, or how it is to be written.
fn ascending(shape: Shape, measured: Measured) -> Result<Shape, String> {
    let numbers = shape.numbers();
    if numbers.is_sorted() {
        return Ok(shape);
    }
    let mut sorted = numbers;
    sorted.sort_by(f64::total_cmp);
    Err(match *sorted.as_slice() {
        [low, likely, high] => format!(
            "write the lower number first, and the likeliest between the two: {}",
            written(Shape::Likely { low, likely, high }, measured)
        ),
        [low, .., high] => format!(
            "write the lower number first: {}",
            written(Shape::Range { low, high }, measured)
        ),
        _ => wrong(""),
    })
}

/// The ends of a range: `20 to 30`, `20–30` or `20-30`. A minus sign stands
/// before its number, and so at the beginning or after what parts the two.
fn ends_of(text: &str) -> Option<(&str, &str)> {
    if let Some(ends) = text.split_once(" to ") {
        return Some(ends);
    }
    let parts = |(at, letter): (usize, char)| {
        let before = text.get(..at)?.trim_end();
        let is_after_number = before.ends_with(|last: char| last.is_ascii_digit() || last == '%');
        (matches!(letter, '-' | '–' | '—' | '−') && is_after_number)
            .then(|| (before, &text[at + letter.len_utf8()..]))
    };
    text.char_indices().find_map(parts)
}

fn wrong(text: &str) -> String {
    format!("‘{}’ cannot be read. Enter {FORMS}", text.trim())
}

fn number(part: &str, scale: f64) -> Option<f64> {
    let plain: String = part
        .chars()
        .filter(|letter| !matches!(letter, ',' | '£' | '%' | ' '))
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect();
    let value: f64 = plain.parse().ok()?;
    value
        .is_finite()
        .then(|| without_dust(value / scale, scale))
}

/// A percentage without what binary fractions leave in its last places: 40.3%
/// is 0.403 and no neighbour of it.
fn without_dust(value: f64, scale: f64) -> f64 {
    match scale == 1.0 {
        true => value,
        false => (value * 1e9).round() / 1e9,
    }
}
