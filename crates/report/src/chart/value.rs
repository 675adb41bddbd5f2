//! Values as charts take them: a number to draw, and the text that is shown for it.

use super::ChartError;

/// The farthest from zero that a value may lie: beyond it a scale would lose its last digits.
const FARTHEST: f64 = 1e12;

/// A value, or the reason why there is none.
///
/// The number is only drawn; what people read is always the text, so that a chart and the table
/// beside it say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    number: Option<f64>,
    text: String,
}

impl Value {
    /// A value that is drawn at `number` and read as `text`.
    ///
    /// # Errors
    ///
    /// When the number is not finite, or farther from zero than 1,000,000,000,000.
    pub fn new(number: f64, text: impl Into<String>) -> Result<Self, ChartError> {
        let text = text.into();
        if number.abs() <= FARTHEST {
            let number = Some(number);
            return Ok(Self { number, text });
        }
        Err(ChartError::NotANumber { text, number })
    }

    /// No value: nothing is drawn, and the table says `why`, such as `c` or `not held`.
    pub fn missing(why: impl Into<String>) -> Self {
        Self {
            number: None,
            text: why.into(),
        }
    }

    /// The number to draw, when there is one.
    pub fn number(&self) -> Option<f64> {
        self.number
    }

    /// What people read.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A value with the name of whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Whose or what the value is of.
    pub name: String,
    /// The value.
    pub value: Value,
}

impl Named {
    /// `value` of `name`.
    pub fn new(name: impl Into<String>, value: Value) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }

    /// Name and value, as they stand on a chart.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.name, self.value.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_finite_number_is_refused() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert!(Value::new(number, "z").is_err(), "{number}");
        }
        let message = Value::new(f64::NAN, "z").unwrap_err().to_string();
        assert!(message.starts_with("the value \"z\" is NaN"), "{message}");
    }
}
