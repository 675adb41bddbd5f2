//! What the header says.

use super::format::fault;
use crate::finding::Telling;
use crate::item::{Asked, Item, items_of};
use crate::rule::{Judge, Part, Rule, Severity};
use crate::value::date;
use crate::year::Year;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W001",
    severity: Severity::Error,
    says: "The header names the collection CSWW, the level L, the three digits of the authority, \
           the year, and 30 September of that year as reference date.",
    source: "Specification 2 and 4.4",
    about: &[
        Item::Collection,
        Item::Year,
        Item::ReferenceDate,
        Item::SourceLevel,
        Item::LEA,
        Item::DateTime,
    ],
    judge: Judge::Header(header_is_right),
}];

fn header_is_right(part: &Part<'_>, telling: &mut Telling<'_>) {
    for definition in items_of(part.year, part.level) {
        let item = definition.item;
        match part.block.text(item) {
            None if definition.asked == Asked::Always => telling.item(
                item,
                format!("{}: missing from the header.", definition.meaning),
                "Add it.",
            ),
            None => {}
            Some(text) => {
                if let Some(fault) = fault(definition.format, text) {
                    telling.item(item, fault.message(), fault.advice(item, text));
                } else if let Some((message, advice)) = wrong(item, text, part) {
                    telling.item(item, message, advice);
                }
            }
        }
    }
}

/// What is wrong with a text of the header that is well written.
fn wrong(item: Item, text: &str, part: &Part<'_>) -> Option<(String, String)> {
    match item {
        Item::Collection => must_be("CSWW", text),
        Item::SourceLevel => must_be("L", text),
        Item::LEA if !is_number_of_authority(text) => Some((
            "The number of a local authority has three digits.".to_owned(),
            "Give the number that the department uses, such as 926.".to_owned(),
        )),
        Item::Year if text.parse::<Year>().is_err() => Some((
            format!(
                "The returns of {} to {} are described here. The file was judged by the rules \
                 of {}.",
                Year::FIRST,
                Year::LAST,
                part.year
            ),
            "Check the year; where it is right, read the findings with care.".to_owned(),
        )),
        Item::ReferenceDate => reference_date(text, part),
        _ => None,
    }
}

fn must_be(right: &str, text: &str) -> Option<(String, String)> {
    (text != right).then(|| {
        (
            format!("This must be {right}, or the file is not taken for this return."),
            format!("Write {right}."),
        )
    })
}

fn is_number_of_authority(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Judged by the year that the header says, even where that is none of ours.
fn reference_date(text: &str, part: &Part<'_>) -> Option<(String, String)> {
    let year = part.block.text(Item::Year)?;
    let day = date(text)?;
    let is_right = (day.month(), day.day()) == (9, 30) && day.year().to_string() == year;
    (!is_right).then(|| {
        (
            format!("The reference date of {year} is 30 September {year}."),
            "Mend the reference date or the year, whichever is wrong.".to_owned(),
        )
    })
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[Example {
        rule: "W001",
        passes: &[Change::Item(Of::Header, Item::LEA, "001")],
        fails: &[
            Change::Item(Of::Header, Item::Collection, "CSWWW"),
            Change::Item(Of::Header, Item::ReferenceDate, "2025-09-29"),
            Change::Item(Of::Header, Item::SourceLevel, ""),
            Change::Item(Of::Header, Item::LEA, "E06000001"),
        ],
        finds: &["Collection", "ReferenceDate", "SourceLevel", "LEA"],
        ..EXAMPLE
    }];
}
