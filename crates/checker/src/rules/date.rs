//! Dates that do not exist, or do not fit together.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Verdict;
use crate::quantity::Unit;
use crate::quantity::day::weekday;
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};

/// The rules on dates.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "date-exists",
        says: "Every date is one of the calendar.",
        example: Example {
            printed: "The figures are those of 31 June 2022.",
            follows: "no such date",
        },
        judge: Judge::Passage(existing),
    },
    Rule {
        id: "weekday",
        says: "A day of the week is the one that the date falls on.",
        example: Example {
            printed: "The committee meets on Monday 12 March 2024.",
            follows: "Tuesday",
        },
        judge: Judge::Passage(weekdays),
    },
    Rule {
        id: "period",
        says: "A period ends after it begins, and a financial year ends in the next.",
        example: Example {
            printed: "Between October 2022 and March 2021 there were no appointments.",
            follows: "the end before the beginning",
        },
        judge: Judge::Passage(periods),
    },
    Rule {
        id: "one-document-two-dates",
        says: "A document that is named with its month has the same month wherever it is named.",
        example: Example {
            printed: "We follow Keeping Social Workers Well (May 2021).\n\nKeeping Social Workers Well (May 2022) asks for more.",
            follows: "one of May 2021 and May 2022",
        },
        judge: Judge::Whole(documents),
    },
];

fn existing(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    for quantity in &reading.quantities {
        if !quantity.day.is_some_and(|it| it.is_impossible()) {
            continue;
        }
        let told = Told {
            verdict: Verdict::Contradicted,
            printed: quantity.printed.clone(),
            follows: "no such date".to_owned(),
            reasoning: format!("The calendar has no {}.", quantity.printed),
        };
        telling.passage(reading, &[quantity], told);
    }
}

static WEEKDAYS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[r"\b(?P<name>mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?<day:d>"])
});

fn weekdays(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "d") {
        return;
    }
    let found = WEEKDAYS
        .iter()
        .flat_map(|pattern| pattern.captures_iter(&reading.outline));
    for captures in found {
        let Some(quantity) = reading.caught(&captures, "day") else {
            continue;
        };
        let date = quantity.day.and_then(|it| it.date());
        let named = captures.name("name").and_then(|it| weekday(it.as_str()));
        let (Some(date), Some(named)) = (date, named) else {
            continue;
        };
        let falls = date.weekday();
        let told = Told {
            verdict: crate::rule::verdict(falls == named),
            printed: format!("{named:?} {}", quantity.printed),
            follows: format!("{falls:?}"),
            reasoning: format!("{} is a {falls:?}.", quantity.printed),
        };
        telling.passage(reading, &[quantity], told);
    }
}

static PERIODS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?:between|from) <first:dy> (?:and|to|until) <last:dy>",
        r"<first:dy> ?(?:-|to) ?<last:dy>",
    ])
});

fn periods(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    for quantity in &reading.quantities {
        let Some(day) = quantity.day.filter(|it| it.until.is_some()) else {
            continue;
        };
        let (Some(from), Some(until)) = (day.year, day.until_in_full()) else {
            continue;
        };
        let is_year = quantity.printed.contains('/');
        let verdict = match until - from {
            0 if is_year => Verdict::Contradicted,
            ..=-1 => Verdict::Contradicted,
            0 | 1 => continue,
            // With a stroke it is a year; with a dash it may be many.
            _ if is_year => Verdict::CannotTell,
            _ => continue,
        };
        let told = Told {
            verdict,
            printed: quantity.printed.clone(),
            follows: format!("{from}/{:02}", (from + 1) % 100),
            reasoning: format!(
                "A financial year that begins in {from} ends in {}.",
                from + 1
            ),
        };
        telling.passage(reading, &[quantity], told);
    }
    if !reading.has(2, "dy") {
        return;
    }
    for captures in PERIODS
        .iter()
        .flat_map(|pattern| pattern.captures_iter(&reading.outline))
    {
        reversed(reading, &captures, telling);
    }
}

fn reversed(
    reading: &Reading<'_>,
    captures: &regex::Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (first, last) = (
        reading.caught(captures, "first")?,
        reading.caught(captures, "last")?,
    );
    let is_before = match (first.day?.date(), last.day?.date()) {
        (Some(first), Some(last)) => last < first,
        _ if first.unit == Unit::Period || last.unit == Unit::Period => {
            last.day?.year? < first.day?.year?
        }
        _ => last.day?.months()? < first.day?.months()?,
    };
    if !is_before {
        return None;
    }
    let told = Told {
        verdict: Verdict::Contradicted,
        printed: reading.quoted(&[first, last]),
        follows: "the end before the beginning".to_owned(),
        reasoning: format!("{} comes before {}.", last.printed, first.printed),
    };
    telling.passage(reading, &[first, last], told);
    Some(())
}

/// A title in capitals, perhaps with something in brackets, and then a month and a year.
static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<title>(?:[A-Z][a-z’']+ (?:(?:to|of|and|for|the|in|a) )*){1,6}[A-Z][a-z’']+)[,”’']? (?:\([^()0-9]{5,120}\),? )?\(?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December) (?P<year>(?:19|20)\d{2})\b").ok()
});

/// What meets or is made again has many dates.
const RECURRING: &[&str] = &[
    "Committee",
    "Board",
    "Cabinet",
    "Council",
    "Meeting",
    "Group",
    "Report",
    "Inspection",
    "Ofsted",
    "Census",
    "Return",
    "Review",
    "Panel",
    "Update",
    "Survey",
    "Visit",
    "Conference",
    "Data",
    "Service",
];

fn documents(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let mut seen: HashMap<String, (String, usize, u32)> = HashMap::new();
    let Some(pattern) = TITLE.as_ref() else {
        return;
    };
    for reading in whole.readings.iter().filter(|it| it.has(1, "d")) {
        for captures in pattern.captures_iter(&reading.passage.text) {
            let (Some(title), Some(month), Some(year)) = (
                captures.name("title"),
                captures.name("month"),
                captures.name("year"),
            ) else {
                continue;
            };
            if RECURRING.iter().any(|word| title.as_str().contains(word)) {
                continue;
            }
            let date = format!("{} {}", month.as_str(), year.as_str());
            let line = reading.passage.line_at(title.start());
            let known = seen
                .entry(title.as_str().to_owned())
                .or_insert_with(|| (date.clone(), reading.block, line));
            if known.0 == date {
                continue;
            }
            let told = Told {
                verdict: Verdict::CannotTell,
                printed: format!("{}, {date}", title.as_str()),
                follows: format!("one of {} and {date}", known.0),
                reasoning: format!(
                    "It is dated {} in line {} and {date} here; there may be two editions.",
                    known.0, known.2
                ),
            };
            telling.at(reading.block, line, vec![known.2], told);
        }
    }
}
