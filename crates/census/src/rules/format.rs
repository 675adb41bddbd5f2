//! How a text of an item must be written: one judgement from the item’s
//! format, so that a rule says only whose texts it judges.

use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;

use crate::block::{Block, Cell};
use crate::codes::CodeList;
use crate::finding::Telling;
use crate::item::{Format, Item};
use crate::value::{Decimal, date};
use crate::worker::Worker;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Nothing,
    NoSuchDay,
    NotADate,
    NotATime,
    NotAYear,
    NotANumber,
    BelowZero,
    NotWhole,
    DigitsBefore(u8),
    DigitsAfter(u8),
    NotACode(CodeList),
    TooLong(usize),
}

/// What is wrong with a text, where something is.
pub(super) fn fault(format: Format, text: &str) -> Option<Fault> {
    if text.is_empty() {
        return Some(Fault::Nothing);
    }
    match format {
        Format::Text { longest } => {
            let longest = longest.filter(|longest| text.chars().count() > *longest)?;
            Some(Fault::TooLong(longest))
        }
        Format::Year => (!is_digits(text, 4)).then_some(Fault::NotAYear),
        Format::Date => date_fault(text),
        Format::DateTime => (!is_date_and_time(text)).then_some(Fault::NotATime),
        Format::Decimal { whole, places } => decimal_fault(text, whole, places),
        Format::Code(list) => (!list.has(text)).then_some(Fault::NotACode(list)),
    }
}

/// Tells what is wrong with an element of a worker. What the record is asked
/// for and does not say is missing, which is another rule’s.
pub(super) fn judge(cell: &Cell<'_>, worker: &Worker<'_>, telling: &mut Telling<'_>) {
    let Some(definition) = cell.item.map(Item::definition) else {
        return;
    };
    let text = cell.text.trim_ascii();
    if text.is_empty() && definition.asked.is_of(worker.kind) {
        return;
    }
    if let Some(fault) = fault(definition.format, text) {
        telling.cell(cell, fault.message(), fault.advice(definition.item, text));
    }
}

/// Judges the first element of an item, where the record has one.
pub(super) fn judge_item(item: Item, worker: &Worker<'_>, telling: &mut Telling<'_>) {
    if let Some(cell) = worker.block.cell(item) {
        judge(&cell, worker, telling);
    }
}

/// The number in an item, where it is written as the item asks: what one rule
/// refuses, no other judges.
pub(super) fn number(block: &Block, item: Item) -> Option<Decimal> {
    let text = block.text(item)?;
    let is_right = fault(item.definition().format, text).is_none();
    Decimal::read(text).filter(|_| is_right)
}

fn date_fault(text: &str) -> Option<Fault> {
    if date(text).is_some() {
        return None;
    }
    let parts = || text.split('-');
    let is_shaped = parts().count() == 3
        && parts()
            .zip([4, 2, 2])
            .all(|(part, length)| is_digits(part, length));
    Some(if is_shaped {
        Fault::NoSuchDay
    } else {
        Fault::NotADate
    })
}

fn decimal_fault(text: &str, whole: u8, places: u8) -> Option<Fault> {
    let Some(number) = Decimal::read(text) else {
        let is_long = text.len() > 12
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        return Some(match is_long && text.matches('.').count() < 2 {
            true => Fault::DigitsBefore(whole),
            false => Fault::NotANumber,
        });
    };
    if number.millionths < 0 || text.starts_with('-') {
        Some(Fault::BelowZero)
    } else if number.whole > whole {
        Some(Fault::DigitsBefore(whole))
    } else if number.places > places && places == 0 {
        Some(Fault::NotWhole)
    } else {
        (number.places > places).then_some(Fault::DigitsAfter(places))
    }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// CCYY-MM-DDThh:mm:ss; a part of a second or a zone behind it does no harm.
fn is_date_and_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else {
        return false;
    };
    let (clock, rest) = time.split_at_checked(8).unwrap_or_default();
    let mut shaped = clock.bytes().zip("00:00:00".bytes());
    date(day).is_some()
        && clock.len() == 8
        && shaped.all(|(byte, shape)| match shape {
            b':' => byte == b':',
            _ => byte.is_ascii_digit(),
        })
        && clock[..2] < *"24"
        && clock[3..5] < *"60"
        && clock[6..] < *"60"
        && is_zone(after_fraction(rest))
}

/// What stands behind a part of a second, where there is one.
fn after_fraction(rest: &str) -> &str {
    let behind = |fraction: &'_ str| {
        fraction
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len()
    };
    match rest.strip_prefix('.') {
        Some(fraction) if behind(fraction) < fraction.len() => {
            &rest[rest.len() - behind(fraction)..]
        }
        _ => rest,
    }
}

/// Nothing, `Z`, or a difference such as `+01:00`.
fn is_zone(text: &str) -> bool {
    let Some(difference) = text.strip_prefix(['+', '-']) else {
        return matches!(text, "" | "Z");
    };
    let parts = difference.split_once(':');
    parts.is_some_and(|(hours, minutes)| is_digits(hours, 2) && is_digits(minutes, 2))
}

impl Fault {
    /// What is wrong, in words.
    pub(super) fn message(self) -> String {
        match self {
            Self::Nothing => "The element holds nothing. Where there is nothing to say, \
                 the element must be left out."
                .to_owned(),
            Self::NoSuchDay => "There is no such day.".to_owned(),
            Self::NotADate => "This is not a date of the form CCYY-MM-DD.".to_owned(),
            Self::NotATime => {
                "This is not a date and time of the form CCYY-MM-DDThh:mm:ss.".to_owned()
            }
            Self::NotAYear => "This is not a year in four digits.".to_owned(),
            Self::NotANumber => "This cannot be read as a number. Only digits, and a \
                 point between them, may stand here: no commas, pound signs or words."
                .to_owned(),
            Self::BelowZero => "The number is below 0.".to_owned(),
            Self::NotWhole => "This must be a whole number.".to_owned(),
            Self::DigitsBefore(most) => format!(
                "The number is too large: {} before the point at most.",
                digits(most)
            ),
            Self::DigitsAfter(most) => format!(
                "The number is too exact: {} after the point at most.",
                digits(most)
            ),
            Self::NotACode(list) => format!(
                "This is not one of the codes of the item. They are {}.",
                list.in_words()
            ),
            Self::TooLong(longest) => {
                format!("The text is too long: {longest} characters at most.")
            }
        }
    }

    /// What to do about it.
    pub(super) fn advice(self, item: Item, text: &str) -> String {
        match self {
            Self::Nothing => "Take the element out, or fill it in.".to_owned(),
            Self::NoSuchDay => "Check the month and the day.".to_owned(),
            Self::NotADate => date_advice(text),
            Self::NotATime => "Write it like 2025-10-14T11:11:11.".to_owned(),
            Self::NotAYear => "Write it like 2025.".to_owned(),
            Self::NotANumber => number_advice(item.definition().format, text),
            Self::BelowZero => "Check it; 0 is the lowest answer.".to_owned(),
            Self::NotWhole => "Give the number without decimals.".to_owned(),
            Self::DigitsBefore(_) => {
                "Check the number, and that the point is in its place.".to_owned()
            }
            Self::DigitsAfter(most) => format!("Round it to {}.", digits(most)),
            Self::NotACode(list) => code_advice(list, item, text),
            Self::TooLong(_) => "Shorten it.".to_owned(),
        }
    }
}

fn digits(most: u8) -> String {
    counted(most, "digit", "digits")
}

/// Writes the date that was probably meant: people here write the day first,
/// and systems add a time.
fn date_advice(text: &str) -> String {
    let parts: Vec<_> = text.split(['/', '.', '-']).collect();
    let is_short = |part: &str| (1..=2).contains(&part.len());
    let meant = match parts[..] {
        [year, month, day] if is_digits(year, 4) && is_short(month) && is_short(day) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [day, month, year] if is_digits(year, 4) => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.chars().take(10).collect(),
    };
    match date(&meant) {
        Some(day) => format!("Write {day}, where {} is meant.", in_words(day)),
        None => "Write the year, the month and the day: 2025-03-31.".to_owned(),
    }
}

/// Writes the number that was probably meant, or one like it.
fn number_advice(format: Format, text: &str) -> String {
    let is_sign = |it: char| it == '£' || it == '+' || it.is_whitespace();
    let plain: String = text.chars().filter(|it| !is_sign(*it)).collect();
    let plain = match plain.rsplit_once(',') {
        // `42,000` has groups of three digits; `0,5` has a comma for a point.
        Some((whole, rest)) if !is_digits(rest.split('.').next().unwrap_or_default(), 3) => {
            format!("{whole}.{rest}")
        }
        _ => plain.replace(',', ""),
    };
    let plain = plain.trim_end_matches('.');
    let meant = match plain.strip_prefix('.') {
        Some(fraction) => format!("0.{fraction}"),
        None => plain.to_owned(),
    };
    if fault(format, &meant).is_none() {
        return format!("Write {meant}.");
    }
    let like = match format {
        Format::Decimal { places: 0, .. } => "12",
        Format::Decimal { whole: 1, .. } => "0.5",
        Format::Decimal { whole: 6, .. } => "42000.00",
        _ => "12.5",
    };
    format!("Give the number in digits, such as {like}.")
}

/// Names the code that was probably meant.
fn code_advice(list: CodeList, item: Item, text: &str) -> String {
    let plain = text.to_ascii_uppercase();
    let plain = plain.trim_start_matches('0');
    let meant = match (list, plain) {
        (CodeList::Sex, "2" | "FEMALE") => Some("F"),
        (CodeList::Sex, "1" | "MALE") => Some("M"),
        (CodeList::Gender, "F" | "FEMALE") => Some("2"),
        (CodeList::Gender, "M" | "MALE") => Some("1"),
        (CodeList::YesNo | CodeList::Agency, "Y" | "YES" | "TRUE") => Some("1"),
        (CodeList::YesNo | CodeList::Agency, "N" | "NO" | "FALSE") => Some("0"),
        _ => list.has(plain).then_some(plain),
    };
    match meant {
        Some(code) if item == Item::StepUpGrad && plain == "Y" => format!(
            "Write {code} for ‘Yes’. The specification’s own sample shows Y, but its text asks \
             for 1 or 0."
        ),
        Some(code) => format!("Write {code} for ‘{}’.", list.meaning(code).unwrap_or(code)),
        None => "Use the code that fits.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_within_their_digits() {
        let format = Format::Decimal {
            whole: 3,
            places: 2,
        };
        for right in ["0", "2.25", "999.99", "007", "1.500"] {
            assert_eq!(fault(format, right), None, "{right}");
        }
        assert_eq!(fault(format, "1000"), Some(Fault::DigitsBefore(3)));
        assert_eq!(fault(format, "0.125"), Some(Fault::DigitsAfter(2)));
        assert_eq!(fault(format, "-1"), Some(Fault::BelowZero));
        assert_eq!(fault(format, "1,5"), Some(Fault::NotANumber));
        assert_eq!(fault(format, ""), Some(Fault::Nothing));
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_from_a_text_that_is_no_date() {
        assert_eq!(fault(Format::Date, "2024-02-29"), None);
        assert_eq!(fault(Format::Date, "2025-02-29"), Some(Fault::NoSuchDay));
        assert_eq!(fault(Format::Date, "31/03/2025"), Some(Fault::NotADate));
        assert_eq!(fault(Format::Date, "2025-3-31"), Some(Fault::NotADate));
    }

    #[test]
    fn a_time_has_hours_minutes_and_seconds() {
        let is_time = |text: &str| fault(Format::DateTime, text).is_none();
        assert!(is_time("2025-10-14T11:11:11") && is_time("2025-10-14T11:11:11Z"));
        assert!(!is_time("2025-10-14") && !is_time("2025-10-14T24:00:00"));
        assert!(!is_time("2025-10-14T11:11") && !is_time("2025-10-14T11:1é:11"));
        for right in [".5", ".123Z", "+01:00", ".5-05:30"] {
            assert!(is_time(&format!("2025-10-14T11:11:11{right}")), "{right}");
        }
        for junk in [" and more", ".", ".Z", "Z ", "ZZ", "+1:00", "+01", "é"] {
            assert!(!is_time(&format!("2025-10-14T11:11:11{junk}")), "{junk}");
        }
    }

    #[test]
    fn the_date_that_was_meant_is_named() {
        let expected = "Write 2025-03-31, where 31 March 2025 is meant.";
        for text in [
            "31/03/2025",
            "31.3.2025",
            "2025-03-31T00:00:00",
            "2025-3-31",
            "2025/03/31",
        ] {
            assert_eq!(date_advice(text), expected, "{text}");
        }
        let padded = "Write 2025-02-03, where 3 February 2025 is meant.";
        assert_eq!(date_advice("2025-2-3"), padded);
        for text in ["2025-2-30", "03/31/2025", "31/03/25", "March", "2025"] {
            let expected = "Write the year, the month and the day: 2025-03-31.";
            assert_eq!(date_advice(text), expected, "{text}");
        }
    }

    #[test]
    fn the_number_that_was_meant_is_named() {
        let advice = |item: Item, text| {
            let format = item.definition().format;
            fault(format, text).map(|fault| fault.advice(item, text))
        };
        for (item, text, expected) in [
            (Item::FTE, ".5", "Write 0.5."),
            (Item::FTE, "0,5", "Write 0.5."),
            (Item::BaseSalary, "£42,000.00", "Write 42000.00."),
            (Item::Cases30, "16.", "Write 16."),
            (Item::FTE, "full", "Give the number in digits, such as 0.5."),
            (
                Item::Cases30,
                "many",
                "Give the number in digits, such as 12.",
            ),
            (
                Item::NoAgencyHeadcount,
                "99999999999999",
                "Check the number, and that the point is in its place.",
            ),
        ] {
            assert_eq!(advice(item, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_code_that_was_meant_is_named() {
        let advice = |item: Item, text| {
            let format = item.definition().format;
            fault(format, text).map(|fault| fault.advice(item, text))
        };
        let expected = "Write 1 for ‘Yes’. The specification’s own sample shows Y, but its \
                        text asks for 1 or 0.";
        assert_eq!(advice(Item::StepUpGrad, "Y").as_deref(), Some(expected));
        let female = "Write F for ‘Female’.";
        assert_eq!(advice(Item::Sex, "f").as_deref(), Some(female));
        assert_eq!(advice(Item::Sex, "2").as_deref(), Some(female));
        let other = "Use the code that fits.";
        assert_eq!(advice(Item::OrgRole, "7").as_deref(), Some(other));
        let case_holder = "Write 5 for ‘Case holder’.";
        assert_eq!(advice(Item::OrgRole, "05").as_deref(), Some(case_holder));
    }
}
