//! Fields that several forms share, and how they are read.

use std::fmt::Display;
use std::str::FromStr;

use holdfast_workforce::CodeSet;
use holdfast_workforce::amount::{AmountError, Days, Fte, Money};
use holdfast_workforce::date::Spell;

use super::field::{Control, Field};
use crate::answers::Answers;
use crate::components::Choice;

/// The codes of a set as radios, each with what it means.
pub(crate) fn radios<S: CodeSet>(name: &str, label: &str) -> Field {
    Field::new(name, label, Control::Radios(Choice::of_codes::<S>()))
}

/// Some codes of a set as radios, by their labels alone.
pub(crate) fn radios_of<S: CodeSet>(name: &str, label: &str, codes: &[S]) -> Field {
    let choice = |code: &S| Choice::new(code.code(), code.label());
    Field::new(
        name,
        label,
        Control::Radios(codes.iter().map(choice).collect()),
    )
}

/// The codes of a set as a list; `none` stands for choosing none.
pub(crate) fn select<S: CodeSet>(name: &str, label: &str, none: &str) -> Field {
    let choices = S::ITEMS
        .iter()
        .map(|item| Choice::new(item.code, item.label));
    Field::new(
        name,
        label,
        Control::Select(none.to_owned(), choices.collect()),
    )
}

/// Why more than the rules allow was agreed.
pub(crate) fn over_reason() -> Field {
    Field::text("over_reason", "Reason for more FTE than the rules allow (optional)", 0).hint(
        "Only if it was agreed that the person works more than 1.0 FTE in all, or that the post is held beyond its FTE",
    )
}

/// The dates of a spell without a known end, or with one.
pub(crate) fn spell(first: &str, last: &str) -> [Field; 2] {
    [Field::date("from", first), Field::date("to", last)]
}

/// What the person who records it adds in words.
pub(crate) fn note() -> Field {
    Field::new("note", "Reason or note (optional)", Control::Lines)
        .hint("It is kept with the change. Leave out anything about health.")
}

/// Reads a spell whose last day may be left out.
pub(crate) fn read_spell(answers: &mut Answers, first: &str, last: &str) -> Option<Spell> {
    let from = answers.required_date("from", first);
    let to = answers.optional_date("to", last);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        answers.reject("to", "The last day must not be before the first");
    }
    from.map(|from| Spell::of_days(from, to))
}

/// Reads the FTE that a person works in a post, which has to be given. More
/// than one needs a reason.
pub(crate) fn read_fte(answers: &mut Answers) -> Option<Fte> {
    let has_reason = !answers.text("over_reason").trim().is_empty();
    let fte = read_fte_of_post(answers)?;
    if fte <= Fte::ZERO {
        answers.reject("fte", "FTE must be more than 0");
    } else if fte > Fte::ONE && !has_reason {
        let message = "FTE must be 1 or less. If more was agreed, give the reason";
        answers.reject("fte", message);
    }
    Some(fte)
}

/// Reads the FTE of a post, which has to be given.
pub(crate) fn read_fte_of_post(answers: &mut Answers) -> Option<Fte> {
    answers.required("fte", "Enter the FTE, such as 1 or 0.6", |text| {
        amount("FTE", text)
    })
}

/// Reads an amount in pounds that may be left out; `example` shows how one is written.
pub(crate) fn read_pounds(
    answers: &mut Answers,
    field: &str,
    what: &str,
    example: &str,
) -> Option<Money> {
    answers.optional(field, |text| {
        match text.trim_start_matches('£').parse::<Money>() {
            Ok(amount) if amount < Money::ZERO => Err(format!("{what} must not be below 0")),
            Ok(amount) => Ok(amount),
            Err(AmountError::NotANumber) => Err(format!(
                "{what} must be an amount in pounds, such as {example}"
            )),
            Err(problem) => Err(format!("{what} {problem}")),
        }
    })
}

/// Reads a number of days that may be left out.
pub(crate) fn read_days(answers: &mut Answers, field: &str, what: &str) -> Option<Days> {
    answers.optional(field, |text| match amount::<Days>(what, text)? {
        days if days < Days::ZERO => Err(format!("{what} must not be below 0")),
        days => Ok(days),
    })
}

fn amount<T: FromStr<Err: Display>>(what: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|problem| format!("{what} {problem}"))
}

/// Reads a line of text that may be left out.
pub(crate) fn read_text(answers: &mut Answers, field: &str) -> Option<String> {
    answers.optional(field, |text| {
        let fits = text.chars().count() <= holdfast_intake::schema::MAX_TEXT;
        fits.then(|| text.to_owned()).ok_or_else(|| {
            format!(
                "Shorten this to {} characters or fewer",
                holdfast_intake::schema::MAX_TEXT
            )
        })
    })
}

/// Reads the dates that one day stands for, where a day has to be given.
pub(crate) fn read_last_day(answers: &mut Answers, what: &str) -> Option<jiff::civil::Date> {
    answers.required_date("to", what)
}
