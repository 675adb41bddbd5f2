//! Where one course passes another, in words.

use std::cmp::Ordering;

use super::Value;

/// More passings than this are counted, not told.
const MOST_TOLD: usize = 4;

/// Where the course called `name` reaches a level that may change, and where it leaves it again:
/// `The median starts below Establishment, reaches it in Sep 2027.` Nothing when they have no moment
/// in common.
pub(super) fn told(
    name: &str,
    course: &[Value],
    level_name: &str,
    level: &[Value],
    moments: &[String],
) -> Option<String> {
    let sides = sides(course, level);
    sides.first()?;
    let Some(start) = sides.iter().map(|(_, side)| *side).find(|it| it.is_ne()) else {
        return Some(format!("{name} equals {level_name} throughout."));
    };
    let side = match start {
        Ordering::Less => "below",
        Ordering::Equal | Ordering::Greater => "above",
    };
    let passings = passings(&sides, start);
    if passings.is_empty() {
        return Some(format!("{name} stays {side} {level_name}."));
    }
    let told: Vec<String> = passings
        .iter()
        .take(MOST_TOLD)
        .enumerate()
        .map(|(index, place)| match index {
            0 => format!("reaches it in {}", moments[*place]),
            even if even % 2 == 0 => format!("reaches it again in {}", moments[*place]),
            _ => format!("is {side} it again from {}", moments[*place]),
        })
        .collect();
    let more = match passings.len().saturating_sub(MOST_TOLD) {
        0 => String::new(),
        more => format!(", and passes it {more} times more"),
    };
    Some(format!(
        "{name} starts {side} {level_name}, {}{more}.",
        told.join(", ")
    ))
}

/// Where both have a value: on which side of the level the course lies.
fn sides(course: &[Value], level: &[Value]) -> Vec<(usize, Ordering)> {
    let side = |(place, (value, level)): (usize, (&Value, &Value))| {
        Some((place, value.number()?.partial_cmp(&level.number()?)?))
    };
    let pairs = course.iter().zip(level).enumerate();
    pairs.filter_map(side).collect()
}

/// The places at which the course reaches the level, leaves it to the side where it started, reaches
/// it again, and so on. What lies on the level has reached it.
fn passings(sides: &[(usize, Ordering)], start: Ordering) -> Vec<usize> {
    let mut has_reached = false;
    let first = sides.iter().position(|(_, side)| *side == start);
    sides[first.unwrap_or(0)..]
        .iter()
        .filter(|(_, side)| {
            let passes = (*side != start) != has_reached;
            has_reached ^= passes;
            passes
        })
        .map(|(place, _)| *place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(numbers: &[i32]) -> Vec<Value> {
        let value = |number: &i32| match number {
            -1 => Value::missing("c"),
            number => Value::new(f64::from(*number), number.to_string()).unwrap(),
        };
        numbers.iter().map(value).collect()
    }

    fn against_ten(numbers: &[i32]) -> Option<String> {
        let moments: Vec<String> = (1..=numbers.len())
            .map(|it| format!("month {it}"))
            .collect();
        let level = values(&vec![10; numbers.len()]);
        told(
            "The median",
            &values(numbers),
            "Establishment",
            &level,
            &moments,
        )
    }

    #[test]
    fn a_course_reaches_a_level_when_it_equals_or_passes_it() {
        let told = "The median starts below Establishment, reaches it in month 3.";
        assert_eq!(against_ten(&[8, 9, 10, 11]).as_deref(), Some(told));
        let told = "The median starts above Establishment, reaches it in month 2.";
        assert_eq!(against_ten(&[12, 9, 8, 7]).as_deref(), Some(told));
    }

    #[test]
    fn a_course_that_turns_back_is_told_to() {
        assert_eq!(
            against_ten(&[8, 11, 9, 10]).as_deref(),
            Some(
                "The median starts below Establishment, reaches it in month 2, is below it again \
                 from month 3, reaches it again in month 4."
            )
        );
        let many = against_ten(&[8, 11, 8, 11, 8, 11, 8]).unwrap();
        assert!(
            many.ends_with("month 5, and passes it 2 times more."),
            "{many}"
        );
    }

    #[test]
    fn a_course_that_never_reaches_the_level_is_told_too() {
        let told = "The median stays below Establishment.";
        assert_eq!(against_ten(&[8, 9, -1, 9]).as_deref(), Some(told));
        let told = "The median equals Establishment throughout.";
        assert_eq!(against_ten(&[10, 10]).as_deref(), Some(told));
        assert_eq!(against_ten(&[-1, -1]), None);
    }

    /// Equal at first, then below, and at the level again in the third month.
    #[test]
    fn a_start_on_the_level_is_no_side() {
        let told = "The median starts below Establishment, reaches it in month 3.";
        assert_eq!(against_ten(&[10, 9, 10]).as_deref(), Some(told));
    }
}
