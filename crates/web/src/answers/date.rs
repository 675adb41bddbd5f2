//! Dates in forms: three fields, or one text in the ways that people write dates.

use jiff::civil::Date;

use super::Answers;
use crate::format::capitalised;

/// A part of a date in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number or a word.
    Month,
    /// The year, in four digits.
    Year,
}

impl DatePart {
    /// The parts in the order in which people write them.
    pub(crate) const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// What the part is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The label of the part's control.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Month => "Month",
            Self::Year => "Year",
        }
    }

    /// How many characters wide the part's control is.
    pub(crate) const fn width(self) -> usize {
        match self {
            Self::Day | Self::Month => 2,
            Self::Year => 4,
        }
    }

    /// The name and identifier of the part's control.
    pub(crate) fn control(self, field: &str) -> String {
        format!("{field}-{}", self.name())
    }
}

/// What was answered where a date was asked for.
enum Asked {
    Nothing,
    Missing(Vec<DatePart>),
    Text(String),
}

impl Answers {
    /// Fills in a date's three fields.
    pub(crate) fn with_date(self, field: &str, date: Option<Date>) -> Self {
        let Some(date) = date else { return self };
        self.with(&DatePart::Day.control(field), date.day())
            .with(&DatePart::Month.control(field), date.month())
            .with(&DatePart::Year.control(field), date.year())
    }

    /// Reads a date that has to be given. `what` names it in the middle of a
    /// sentence: `the first day` gives `Enter the first day`.
    pub(crate) fn required_date(&mut self, field: &str, what: &str) -> Option<Date> {
        if let Asked::Nothing = self.asked(field) {
            self.reject_parts(field, DatePart::ALL.into(), format!("Enter {what}"));
            return None;
        }
        self.optional_date(field, what)
    }

    /// Reads a date that may be left out.
    pub(crate) fn optional_date(&mut self, field: &str, what: &str) -> Option<Date> {
        let start = capitalised(what);
        let text = match self.asked(field) {
            Asked::Nothing => return None,
            Asked::Missing(parts) => {
                let names: Vec<&str> = parts.iter().map(|part| part.name()).collect();
                self.reject_parts(
                    field,
                    parts,
                    format!("{start} must include a {}", names.join(" and ")),
                );
                return None;
            }
            Asked::Text(text) => text,
        };
        match read_date(&text) {
            Ok(date) => Some(date),
            Err((parts, problem)) => {
                self.reject_parts(field, parts, format!("{start} {problem}"));
                None
            }
        }
    }

    /// Whether the part of the date has a problem.
    pub(crate) fn is_wrong(&self, field: &str, part: &DatePart) -> bool {
        self.problem(field)
            .is_some_and(|problem| problem.parts.contains(part))
    }

    fn asked(&self, field: &str) -> Asked {
        let texts = DatePart::ALL.map(|part| self.text(&part.control(field)).trim());
        let whole = self.text(field).trim();
        let missing: Vec<DatePart> = DatePart::ALL
            .into_iter()
            .zip(texts)
            .filter_map(|(part, text)| text.is_empty().then_some(part))
            .collect();
        match missing.len() {
            0 => Asked::Text(texts.join(" ")),
            3 if whole.is_empty() => Asked::Nothing,
            3 => Asked::Text(whole.to_owned()),
            // A date pasted whole into the first control.
            2 if read_date(texts[0]).is_ok() => Asked::Text(texts[0].to_owned()),
            _ => Asked::Missing(missing),
        }
    }
}

type Refusal = (Vec<DatePart>, &'static str);

/// Reads a date written `31/3/2025`, `31 March 2025`, `31.3.2025` or `2025-03-31`.
///
/// # Errors
/// The parts that are wrong, and what is wrong with them.
pub(crate) fn read_date(text: &str) -> Result<Date, Refusal> {
    let not_real = || {
        (
            DatePart::ALL.into(),
            "must be a real date, such as 31 3 2025",
        )
    };
    let parts: Vec<&str> = text
        .split([' ', '/', '-', '.', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let &[first, month, last] = parts.as_slice() else {
        return Err(not_real());
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err((
            vec![DatePart::Year],
            "must have a year of 4 numbers, such as 2025",
        ));
    }
    let day = day
        .parse()
        .map_err(|_| (vec![DatePart::Day], "must have a day from 1 to 31"))?;
    let month =
        read_month(month).ok_or((vec![DatePart::Month], "must have a month from 1 to 12"))?;
    let year = year.parse().map_err(|_| not_real())?;
    Date::new(year, month, day).map_err(|_| not_real())
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn read_month(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let word = text.to_lowercase();
    let found = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Answers {
        Answers::default()
            .with("from-day", day)
            .with("from-month", month)
            .with("from-year", year)
    }

    #[track_caller]
    fn check(mut form: Answers, message: &str, anchor: &str) {
        assert_eq!(form.required_date("from", "the first day"), None);
        assert_eq!(form.problems()[0].message, message);
        assert_eq!(form.problems()[0].anchor(), anchor);
    }

    #[test]
    fn dates_are_read_in_the_ways_people_write_them() {
        let expected = date(2025, 3, 31);
        for mut form in [
            typed("31", "3", "2025"),
            typed(" 31", "03", "2025 "),
            typed("31", "March", "2025"),
            typed("31", "mar", "2025"),
            typed("31/3/2025", "", ""),
            Answers::default().with("from", "31/03/2025"),
            Answers::default().with("from", "2025-03-31"),
            Answers::default().with("from", "31 March 2025"),
            Answers::default().with_date("from", Some(expected)),
        ] {
            assert_eq!(
                form.required_date("from", "the first day"),
                Some(expected),
                "{form:?}"
            );
        }
    }

    #[test]
    fn each_mistake_in_a_date_is_named_and_led_to() {
        check(typed("", "", ""), "Enter the first day", "from-day");
        check(
            typed("31", "", "2025"),
            "The first day must include a month",
            "from-month",
        );
        check(
            typed("", "", "2025"),
            "The first day must include a day and month",
            "from-day",
        );
        check(
            typed("31", "3", "25"),
            "The first day must have a year of 4 numbers, such as 2025",
            "from-year",
        );
        check(
            typed("31", "13", "2025"),
            "The first day must have a month from 1 to 12",
            "from-month",
        );
        check(
            typed("x", "3", "2025"),
            "The first day must have a day from 1 to 31",
            "from-day",
        );
        check(
            typed("30", "2", "2025"),
            "The first day must be a real date, such as 31 3 2025",
            "from-day",
        );
        check(
            Answers::default().with("from", "soon"),
            "The first day must be a real date, such as 31 3 2025",
            "from-day",
        );
    }

    #[test]
    fn a_date_may_be_left_out_where_it_is_optional() {
        let mut form = typed("", " ", "");
        assert_eq!(form.optional_date("from", "the last day"), None);
        assert!(form.are_clear());
    }

    #[test]
    fn only_the_wrong_part_is_marked() {
        let mut form = typed("31", "13", "2025");
        form.optional_date("from", "the first day");
        assert!(form.is_wrong("from", &DatePart::Month));
        assert!(!form.is_wrong("from", &DatePart::Day));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = read_date(&text);
            let _ = typed(&text, &text, &text).required_date("from", "the first day");
        }
    }
}
