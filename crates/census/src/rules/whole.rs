//! The workers of a file beside each other: the same number twice, and how
//! much is not known.

use holdfast_workforce::amount::{Fte, percent_one_place};
use holdfast_workforce::date::in_words;

use crate::continuity::NotKnown;
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::summary::{Entry, Summary};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W101",
        severity: Severity::Query,
        says: "No two records of employees in post have the same Social Work England number.",
        source: "Inferred: the department counts such workers once, by number, date of birth, \
                 sex and ethnicity",
        about: &[Item::SWENo],
        judge: Judge::Whole(numbers_are_in_post_once),
    },
    Rule {
        id: "W102",
        severity: Severity::Query,
        says: "Records of employees with the same Social Work England number have the same date \
               of birth and sex.",
        source: "Inferred: the department would not take them for one worker",
        about: &[
            Item::SWENo,
            Item::PersonBirthDate,
            Item::GenderCurrent,
            Item::Sex,
        ],
        judge: Judge::Whole(a_number_is_one_persons),
    },
    Rule {
        id: "W121",
        severity: Severity::Query,
        says: "Origin, destination, reason for leaving and ethnicity are known of four in five \
               workers of whom they are asked.",
        source: "Inferred; the threshold is ours: of five records and more, above 20%. \
                 Ethnicity was known of 82% in England in 2025",
        about: &[
            Item::StartOrigin,
            Item::LeaverDestination,
            Item::ReasonLeave,
            Item::Ethnicity,
        ],
        judge: Judge::Whole(most_is_known),
    },
];

/// Tells of each employee’s record, in the order of the file, something in
/// which it differs from or repeats an earlier one of the same number.
fn beside_earlier(summary: &Summary, mut compare: impl FnMut(&Entry, &[&Entry])) {
    let entries = summary.entries.iter();
    let mut named: Vec<_> = entries
        .filter(|entry| entry.is_employed() && !entry.same_number().is_empty())
        .collect();
    named.sort_by(|one, next| one.same_number().cmp(&next.same_number()));
    for same in named.chunk_by(|one, next| one.same_number() == next.same_number()) {
        for (index, entry) in same.iter().enumerate().skip(1) {
            compare(entry, &same[..index]);
        }
    }
}

fn numbers_are_in_post_once(summary: &Summary, telling: &mut Telling<'_>) {
    beside_earlier(summary, |entry, earlier| {
        let other = earlier.iter().find(|it| it.is_in_post());
        if let Some(other) = other.filter(|_| entry.is_in_post()) {
            telling.entry(
                entry,
                Item::SWENo,
                &entry.registration,
                format!(
                    "Record {} of an employee in post has the same number. The worker counts \
                     once in headcount, but twice in FTE.",
                    other.number
                ),
                "Take one of them out; explain it where the worker holds two posts.",
            );
        }
    });
}

fn a_number_is_one_persons(summary: &Summary, telling: &mut Telling<'_>) {
    beside_earlier(summary, |entry, earlier| {
        let other = earlier[0];
        if let (Some(born), Some(before)) = (entry.born, other.born)
            && born != before
        {
            telling.entry(
                entry,
                Item::PersonBirthDate,
                &born.to_string(),
                format!(
                    "Record {} has the same number, but was born on {}. The two count as two \
                     people.",
                    other.number,
                    in_words(before)
                ),
                CHECK_BOTH,
            );
        }
        if let (Some(sex), Some(before)) = (entry.sex, other.sex)
            && sex != before
        {
            telling.entry(
                entry,
                summary.sex_item(),
                &sex.to_string(),
                format!(
                    "Record {} has the same number, but another sex, {before}. The two count as \
                     two people.",
                    other.number
                ),
                CHECK_BOTH,
            );
        }
    });
}

const CHECK_BOTH: &str = "Check whether both are the same person: mend the number or the other.";

/// More than this share, in hundredths, and at least so many records, that
/// are not known or not yet collected are asked about.
const SHARE: usize = 20;
const RECORDS: usize = 5;

fn most_is_known(summary: &Summary, telling: &mut Telling<'_>) {
    for found in NotKnown::all(summary) {
        let (unknown, all) = (found.records, found.of);
        if unknown < RECORDS || unknown * 100 <= all * SHARE {
            continue;
        }
        let share = percent_one_place(count(unknown), count(all)).unwrap_or_default();
        telling.file(
            found.item.element(),
            &format!("{share}%"),
            format!(
                "{}: {unknown} of {all} records, {share}%, say not known, refused or not yet \
                 collected, more than {SHARE}%. What is not known is in no figure of it.",
                found.item.definition().meaning
            ),
            "Find out what can still be found out before the return closes; explain the rest.",
        );
    }
}

fn count(number: usize) -> Fte {
    Fte::whole(i32::try_from(number).unwrap_or(i32::MAX))
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of, set};
    use super::*;

    /// The number of the base’s starter.
    const NUMBER: &str = "SW2000001";

    pub(crate) const EXAMPLES: &[Example] = &[
        // Whoever comes back in the year has a leaver’s record as well; the
        // base’s leaver and starter differ in birth date and sex.
        Example {
            rule: "W101",
            passes: &[Change::Again(
                Of::Leaver,
                1,
                &[
                    (Item::SWENo, NUMBER),
                    (Item::PersonBirthDate, "1995-01-09"),
                    (Item::Sex, "M"),
                ],
            )],
            fails: &[Change::Again(Of::Starter, 1, &[(Item::SWENo, NUMBER)])],
            finds: &["SWENo"],
            ..EXAMPLE
        },
        Example {
            rule: "W102",
            fails: &[set(Of::Leaver, Item::SWENo, NUMBER)],
            finds: &["PersonBirthDate", "Sex"],
            ..EXAMPLE
        },
        // With the base’s 24 employees, 6 of 30 are 20% and 7 of 31 are 22.6%.
        Example {
            rule: "W121",
            passes: &[
                Change::Again(Of::InPost, 5, &[(Item::Ethnicity, "NOBT")]),
                Change::Again(Of::InPost, 1, &[(Item::Ethnicity, "REFU")]),
            ],
            fails: &[
                Change::Again(Of::InPost, 6, &[(Item::Ethnicity, "NOBT")]),
                Change::Again(Of::InPost, 1, &[(Item::Ethnicity, "REFU")]),
            ],
            finds: &["Ethnicity"],
            tells: "Ethnicity: 7 of 31 records, 22.6%, say not known, refused or not yet collected",
            ..EXAMPLE
        },
        Example {
            rule: "W121",
            passes: &[Change::Again(Of::InPost, 6, &[(Item::StartOrigin, "10")])],
            fails: &[Change::Again(Of::InPost, 7, &[(Item::StartOrigin, "9")])],
            finds: &["StartOrigin"],
            tells: "Situation before joining: 7 of 31 records, 22.6%,",
            ..EXAMPLE
        },
        // With the base’s leaver, 4 of 5 are too few to tell, and 5 of 6 are not.
        // Their FTE of a year
        // before is 0, so that turnover stays within its spread.
        Example {
            rule: "W121",
            passes: &[Change::Again(
                Of::Leaver,
                4,
                &[(Item::ReasonLeave, "9"), (Item::FTE30, "0")],
            )],
            fails: &[Change::Again(
                Of::Leaver,
                5,
                &[
                    (Item::LeaverDestination, "8"),
                    (Item::ReasonLeave, "10"),
                    (Item::FTE30, "0"),
                ],
            )],
            finds: &["LeaverDestination", "ReasonLeave"],
            ..EXAMPLE
        },
    ];
}
