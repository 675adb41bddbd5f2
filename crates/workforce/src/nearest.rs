//! Finds the known name that somebody most likely meant.

/// The name nearest to what was written, where one is near enough to be meant.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = simplified(written);
    names
        .into_iter()
        .map(|name| (distance(&written, &simplified(name)), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| *distance <= name.chars().count().max(3) / 3)
        .map(|(_, name)| name)
}

/// A sentence that offers the nearest name, or nothing.
pub fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, names).map(|name| format!("Did you mean ‘{name}’?"))
}

fn simplified(name: &str) -> Vec<char> {
    let letters = name.trim().chars().take(60);
    letters
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters have to be put in, taken out or altered.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut diagonal = row;
        let mut last = row + 1;
        for (column, other) in right.iter().enumerate() {
            let altered = diagonal + usize::from(letter != other);
            diagonal = above[column + 1];
            above[column] = last;
            last = altered.min(last + 1).min(diagonal + 1);
        }
        above[right.len()] = last;
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_name() {
        let names = ["working_days", "from", "to", "engagement"];
        assert_eq!(nearest("Working Days", names), Some("working_days"));
        assert_eq!(nearest("engagment", names), Some("engagement"));
        assert_eq!(nearest("form", names), None);
        assert_eq!(nearest("frm", names), Some("from"));
        assert_eq!(nearest("salary", names), None);
    }

    #[test]
    fn distance_counts_letters() {
        let count = |left: &str, right: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&letters(left), &letters(right))
        };
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("same", "same"), 0);
    }
}
