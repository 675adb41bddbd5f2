//! Charts said in words, for those who do not see them.

use super::Value;
use super::ticks::Span;

/// What stands where a chart would.
pub(super) const NO_VALUES: &str = "There are no values to draw.";

/// A course of values in a sentence: its ends, its extremes, and the moments without a value.
pub(super) fn course(name: &str, moments: &[String], values: &[Value]) -> String {
    let known: Vec<(&String, &Value, f64)> = moments
        .iter()
        .zip(values)
        .filter_map(|(moment, value)| Some((moment, value, value.number()?)))
        .collect();
    let at = |(moment, value, _): &(&String, &Value, f64)| format!("{} in {moment}", value.text());
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return format!("{name}: no values.");
    };
    let mut parts = vec![at(first)];
    if known.len() > 1 {
        parts.push(at(last));
    }
    if let (Some(span), true) = (Span::of(known.iter().map(|it| it.2)), known.len() > 2) {
        let find = |number: f64| known.iter().find(|it| it.2 == number).map(at);
        parts.extend(find(span.low).map(|text| format!("lowest {text}")));
        parts.extend(find(span.high).map(|text| format!("highest {text}")));
    }
    format!("{name}: {}{}.", parts.join(", "), gaps(moments, values))
}

fn gaps(moments: &[String], values: &[Value]) -> String {
    let missing: Vec<&str> = moments
        .iter()
        .zip(values)
        .filter(|(_, value)| value.number().is_none())
        .map(|(moment, _)| moment.as_str())
        .collect();
    if missing.is_empty() {
        return String::new();
    }
    format!("; no value for {}", missing.join(", "))
}

/// That there is nothing to draw of one, and why.
pub(super) fn withheld(name: &str, value: &Value) -> String {
    format!("No value for {name}: {}.", value.text())
}

/// What the dots of a chart are, and how many are not there.
pub(super) fn dots(drawn: usize, missing: usize) -> String {
    let mut text = match drawn {
        0 => "No authority has a value.".to_owned(),
        1 => "The dot is the one authority with a value.".to_owned(),
        _ => format!("Each dot is one of {drawn} authorities."),
    };
    if missing > 0 {
        text.push_str(&format!(" Without a value, and not drawn: {missing}."));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_is_said_with_its_ends_its_extremes_and_its_gaps() {
        let moments = ["2021", "2022", "2023", "2024"].map(String::from);
        let values = [
            Value::new(15.0, "15.0%").unwrap(),
            Value::new(18.2, "18.2%").unwrap(),
            Value::missing("c"),
            Value::new(14.1, "14.1%").unwrap(),
        ];
        assert_eq!(
            course("Norfolk", &moments, &values),
            "Norfolk: 15.0% in 2021, 14.1% in 2024, lowest 14.1% in 2024, highest 18.2% in 2022; \
             no value for 2023."
        );
        assert_eq!(
            course("Leeds", &moments[..1], &values[2..3]),
            "Leeds: no values."
        );
    }
}
