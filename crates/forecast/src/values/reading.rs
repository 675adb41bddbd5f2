//! A distribution as people write it in a field: `50`, `25 to 35`,
//! `25 to 35, likeliest 28`, `12.5 ± 2`.

use super::Measured;
use crate::uncertain::Shape;

/// What may be written.
const FORMS: &str = "a number, a range such as 25 to 35, a range with its likeliest value such as 25 to 35, likeliest 28, or a mean with its standard deviation such as 12.5 ± 2";

/// A distribution as a field shows it.
pub fn written(shape: Shape, measured: Measured) -> String {
    let number = |value: f64| {
        let value = value * measured.scale;
        without_dust(value, measured.scale).to_string()
    };
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
    let Some((low, rest)) = text.split_once(" to ") else {
        return Ok(Shape::Fixed(number(text)?));
    };
    let low = number(low)?;
    match rest.split_once("likeliest") {
        Some((high, likely)) => Ok(Shape::Likely {
            low,
            likely: number(likely)?,
            high: number(high.trim().trim_end_matches(','))?,
        }),
        None => Ok(Shape::Range {
            low,
            high: number(rest)?,
        }),
    }
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
