//! The text of the answers: read with what is wrong with it, and written.

use std::collections::BTreeMap;

use holdfast_measures::written::{self, Problem, Written};
use holdfast_workforce::nearest::did_you_mean;
use serde::{Deserialize, Serialize};

use super::{Answers, Explanation, SignedOff};
use crate::build::{Allowances, Eligible};
use crate::finding::FindingKey;
use crate::item::Item;
use crate::rule::rules;
use crate::year::Year;

/// The key of the allowances that have no code.
const OTHER: &str = "other";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersText {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    allowances: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<ExplanationText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed_off: Option<SignedOffText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplanationText {
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    registration: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    element: String,
    text: String,
    by: String,
    on: Written,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedOffText {
    by: String,
    at: Written,
    records: u64,
    errors: usize,
    queries_explained: usize,
    sha256: String,
}

impl Answers {
    /// Reads the text of a year’s answers.
    ///
    /// # Errors
    /// All that is wrong with the text, with its place and what to do.
    pub fn read(year: Year, text: &str) -> Result<Self, Vec<Problem>> {
        let text: AnswersText = written::read(text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let allowances = read_allowances(year, text.allowances, &mut problems);
        let mut answers = Self {
            allowances,
            ..Self::default()
        };
        for (explanation, number) in text.explanation.into_iter().zip(1..) {
            let place = format!("explanation {number}, {}", explanation.rule);
            match read_explanation(explanation) {
                Ok(it) if answers.explanations.iter().any(|known| known.key == it.key) => {
                    let what = "the same finding is explained above. Take one of the two out.";
                    problems.push(Problem::new(place, what));
                }
                Ok(it) => answers.explanations.push(it),
                Err(what) => problems.push(Problem::new(place, what)),
            }
        }
        match text.signed_off.map(read_signed_off).transpose() {
            Ok(signed_off) => answers.signed_off = signed_off,
            Err(what) => problems.push(Problem::new("signed_off", what)),
        }
        match problems.is_empty() {
            true => Ok(answers),
            false => Err(problems),
        }
    }

    /// Writes the text of the answers, which reads back as the same.
    pub fn write(&self) -> String {
        let coded = Allowances::items(Year::LAST).filter_map(|item| {
            let eligible = self.allowances.get(item)?;
            Some((item.element().to_owned(), eligible.word().to_owned()))
        });
        let other = self.allowances.other.clone();
        let text = AnswersText {
            allowances: coded
                .chain(other.map(|it| (OTHER.to_owned(), it)))
                .collect(),
            explanation: self.explanations.iter().map(write_explanation).collect(),
            signed_off: self.signed_off.as_ref().map(write_signed_off),
        };
        // Strings, dates and lists always write.
        toml::to_string_pretty(&text).unwrap_or_default()
    }
}

fn read_allowances(
    year: Year,
    written: BTreeMap<String, String>,
    problems: &mut Vec<Problem>,
) -> Allowances {
    let mut allowances = Allowances::default();
    for (key, word) in written {
        let place = format!("allowances, {key}");
        if key == OTHER {
            allowances.other = Some(word);
            continue;
        }
        let Some(item) = Allowances::items(year).find(|it| it.element() == key) else {
            problems.push(Problem::new(place, no_allowance(year, &key)));
            continue;
        };
        match Eligible::of_word(word.trim()) {
            Some(eligible) => {
                if let Some(answer) = allowances.answer(item) {
                    *answer = Some(eligible);
                }
            }
            None => {
                let what = format!("‘{word}’ is not an answer. Write `no`, `all` or `some`.");
                problems.push(Problem::new(place, what));
            }
        }
    }
    allowances
}

fn no_allowance(year: Year, key: &str) -> String {
    let names = || Allowances::items(year).map(Item::element).chain([OTHER]);
    let what = format!("the return of {year} does not ask for ‘{key}’.");
    match did_you_mean(key, names()) {
        Some(meant) => format!("{what} {meant}"),
        None => format!("{what} Take the line out."),
    }
}

fn read_explanation(text: ExplanationText) -> Result<Explanation, String> {
    if !rules().any(|rule| rule.id == text.rule) {
        let meant = did_you_mean(&text.rule, rules().map(|rule| rule.id));
        return Err(format!(
            "‘{}’ is not a rule. {}",
            text.rule,
            meant.unwrap_or_else(|| "Take the explanation out.".to_owned())
        ));
    }
    if text.text.trim().is_empty() {
        return Err("the explanation says nothing. Give its `text`, or take it out.".to_owned());
    }
    let Written(on) = text.on;
    Ok(Explanation {
        key: FindingKey {
            rule: text.rule,
            registration: text.registration,
            element: text.element,
        },
        text: text.text,
        by: text.by,
        on: on
            .trim()
            .parse()
            .map_err(|_| format!("‘{on}’ is not a date. Write `on` like 2025-10-14."))?,
    })
}

fn write_explanation(it: &Explanation) -> ExplanationText {
    ExplanationText {
        rule: it.key.rule.clone(),
        registration: it.key.registration.clone(),
        element: it.key.element.clone(),
        text: it.text.clone(),
        by: it.by.clone(),
        on: Written(it.on.to_string()),
    }
}

fn read_signed_off(text: SignedOffText) -> Result<SignedOff, String> {
    if text.errors > 0 {
        return Err(
            "a return with errors cannot be signed off. Mend them, then sign it off anew."
                .to_owned(),
        );
    }
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    if text.sha256.len() != 64 || !text.sha256.bytes().all(is_digit) {
        let what =
            "`sha256` is not a SHA-256: it has 64 hexadecimal digits. Sign the return off anew.";
        return Err(what.to_owned());
    }
    let Written(at) = text.at;
    let is_no_moment = || format!("‘{at}’ is not a moment. Write `at` like 2025-10-14T11:30:00.");
    Ok(SignedOff {
        by: text.by,
        at: at.trim().parse().map_err(|_| is_no_moment())?,
        records: text.records,
        queries_explained: text.queries_explained,
        sha256: text.sha256,
    })
}

fn write_signed_off(it: &SignedOff) -> SignedOffText {
    SignedOffText {
        by: it.by.clone(),
        at: Written(it.at.to_string()),
        records: it.records,
        errors: 0,
        queries_explained: it.queries_explained,
        sha256: it.sha256.clone(),
    }
}
