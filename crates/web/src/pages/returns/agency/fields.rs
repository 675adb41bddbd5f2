//! Answers of a few words in the forms of a quarter.

use std::str::FromStr;

use holdfast_census::agency::RuleId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answers::Answers;
use crate::components::Choice;

/// Yes, no, or no answer yet.
pub(crate) fn yes_or_no() -> Vec<Choice> {
    vec![Choice::new("yes", "Yes"), Choice::new("no", "No")]
}

/// The word of a choice between yes and no.
pub(crate) fn yes_or_no_word(is_so: Option<bool>) -> &'static str {
    match is_so {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// Reads a choice between yes and no.
pub(crate) fn read_yes_or_no(answers: &mut Answers, field: &str) -> Option<bool> {
    answers.optional(field, |word| match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("Select yes or no"),
    })
}

/// Reads a text of any lines.
pub(crate) fn read_text(answers: &mut Answers, field: &str) -> Option<String> {
    answers.optional(field, |text| Ok::<_, String>(text.replace("\r\n", "\n")))
}

/// Reads a whole number.
pub(crate) fn read_number(answers: &mut Answers, field: &str, what: &str) -> Option<u32> {
    answers.optional(field, |text| {
        u32::from_str(text).map_err(|_| format!("{what} must be a whole number, such as 28"))
    })
}

/// The word of a choice, as it stands in the text that is kept.
pub(crate) fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}

/// Reads one of several words.
pub(crate) fn read_word<T: DeserializeOwned>(answers: &mut Answers, field: &str) -> Option<T> {
    let read = |word: &str| {
        let word = serde_json::Value::String(word.to_owned());
        serde_json::from_value(word).map_err(|_| "Select one of the answers")
    };
    answers.optional(field, read)
}

/// The rules as choices.
pub(crate) fn rule_choices() -> Vec<Choice> {
    let rules = RuleId::ALL.iter().map(ToString::to_string);
    rules.map(|id| Choice::new(id.clone(), id)).collect()
}

/// The rules that were ticked, in their order.
pub(crate) fn read_rules(answers: &Answers, field: &str) -> Vec<RuleId> {
    let mut rules = RuleId::ALL.to_vec();
    rules.retain(|rule| answers.has_chosen(field, &rule.to_string()));
    rules
}

/// The field of a rule’s explanation.
pub(crate) fn explanation_field(rule: RuleId) -> String {
    format!("explanation-{rule}")
}
