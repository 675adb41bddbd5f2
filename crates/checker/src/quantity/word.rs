//! Words for numbers and fractions.

use crate::exact::Exact;

/// The number that words such as `thirty-five` or `one hundred and twenty` say.
pub(super) fn number(words: &str) -> Option<i64> {
    let mut total = 0;
    let mut part = 0;
    for word in words
        .split([' ', '-'])
        .filter(|word| !word.is_empty() && *word != "and")
    {
        match word {
            "hundred" => part = part.max(1) * 100,
            "thousand" => {
                total += part.max(1) * 1000;
                part = 0;
            }
            "dozen" => part = part.max(1) * 12,
            word => part += small(word)?,
        }
    }
    Some(total + part)
}

fn small(word: &str) -> Option<i64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if word == "a" {
        return Some(0);
    }
    let unit = UNITS.iter().position(|it| *it == word);
    let ten = || {
        TENS.iter()
            .position(|it| *it == word)
            .map(|it| (it + 2) * 10)
    };
    unit.or_else(ten).and_then(|it| i64::try_from(it).ok())
}

/// The percentage that words such as `two thirds` or `one in five` say.
pub(super) fn fraction(words: &str) -> Option<Exact> {
    let words = words.replace('-', " ");
    let parts: Vec<&str> = words.split_whitespace().collect();
    let (over, under) = match parts.as_slice() {
        [over, "in" | "out", .., under] => (said(over)?, said(under)?),
        [only] => (1, division(only)?),
        [over, division_of] => (
            said(over).filter(|it| *it > 0).unwrap_or(1),
            division(division_of)?,
        ),
        _ => return None,
    };
    Exact::ratio(i128::from(over) * 100, i128::from(under))
}

fn said(word: &str) -> Option<i64> {
    word.parse().ok().or_else(|| number(word))
}

fn division(word: &str) -> Option<i64> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "half" | "halve" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "tenth" => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_numbers() {
        assert_eq!(number("thirty-five"), Some(35));
        assert_eq!(number("one hundred and twenty"), Some(120));
        assert_eq!(number("two thousand"), Some(2000));
        assert_eq!(number("a dozen"), Some(12));
    }

    #[test]
    fn words_say_fractions() {
        assert_eq!(fraction("one in five"), Some(Exact::whole(20)));
        assert_eq!(fraction("three quarters"), Some(Exact::whole(75)));
        assert_eq!(fraction("half"), Some(Exact::whole(50)));
        assert_eq!(fraction("a quarter"), Some(Exact::whole(25)));
    }
}
