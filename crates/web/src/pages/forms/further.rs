//! What else is wrong: where some answers cannot be taken, the others are tried
//! all the same, with something harmless in the place of those that cannot.
//!
//! Each is tried with two different stand-ins. Only a problem that is the same
//! with both is told: it comes from what was typed and not from the stand-ins.

use std::collections::BTreeSet;

use holdfast_workforce::command::Command;
use holdfast_workforce::date::months_later;
use jiff::civil::Date;

use super::command::{desk, place_of};
use super::desk::Desk;
use super::field::{Control, Field};
use super::flow::{self, Asked, Outcome, Step};
use super::forms_of::Form;
use crate::answers::Answers;
use crate::components::Choice;
use crate::error::PageError;
use crate::here::Here;

/// How often it is asked what else is wrong. Reading, planning and checking
/// come one after another, so nothing is hidden behind more than two others.
const ROUNDS: usize = 3;

/// Which of two stand-ins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    One,
    Other,
}

/// A problem with its field.
type Told = (String, String);

/// Adds to the problems of the answers every further one that can be found.
pub(super) async fn find_all(
    here: &Here,
    form: &Form,
    fields: &[Field],
    answers: &mut Answers,
) -> Result<(), PageError> {
    for _ in 0..ROUNDS {
        let one = told(here, form, fields, answers, Standing::One).await?;
        if one.is_empty() {
            return Ok(());
        }
        let other = told(here, form, fields, answers, Standing::Other).await?;
        let both: Vec<_> = one.into_iter().filter(|it| other.contains(it)).collect();
        if both.is_empty() {
            return Ok(());
        }
        for (field, message) in both {
            answers.reject(&field, message);
        }
    }
    Ok(())
}

/// The problems of the fields that have none yet.
async fn told(
    here: &Here,
    form: &Form,
    fields: &[Field],
    answers: &Answers,
    standing: Standing,
) -> Result<Vec<Told>, PageError> {
    let Some((command, tried)) = stood_in(desk(here), form, fields, answers, standing) else {
        return Ok(Vec::new());
    };
    let asked = Asked::new(command, form.name, "", &tried);
    let Outcome::Problems(problems) = flow::carry_out(here, &asked, Step::Check).await? else {
        return Ok(Vec::new());
    };
    let told = problems.into_iter().map(|trouble| {
        let place = place_of(fields, &tried, &trouble);
        (place, trouble.message.trim_end_matches('.').to_owned())
    });
    let is_new = |(place, _): &Told| place != "form" && answers.problem(place).is_none();
    Ok(told.filter(is_new).collect())
}

/// The command with stand-ins for what cannot be taken; nothing where
/// something has none.
fn stood_in(
    desk: Desk<'_>,
    form: &Form,
    fields: &[Field],
    answers: &Answers,
    standing: Standing,
) -> Option<(Command, Answers)> {
    let pairs = answers
        .pairs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut tried = Answers::of(pairs.collect());
    let mut faulty = faulty(answers);
    for _ in 0..ROUNDS {
        for name in &faulty {
            tried = replaced(desk, fields, tried, name, standing)?;
        }
        let mut read = tried.clone();
        let command = (form.read)(desk, &mut read);
        if read.are_clear() {
            return command.map(|command| (command, tried));
        }
        faulty = self::faulty(&read);
    }
    None
}

fn faulty(answers: &Answers) -> BTreeSet<String> {
    let names = answers.problems().iter().map(|it| it.field.clone());
    names.collect()
}

/// The answers with a stand-in: blank, or where it is blank something that can be read.
fn replaced(
    desk: Desk<'_>,
    fields: &[Field],
    answers: Answers,
    name: &str,
    standing: Standing,
) -> Option<Answers> {
    let field = fields.iter().find(|field| field.name == name)?;
    let is_blank = answers.text(name).trim().is_empty();
    let value = match &field.control {
        Control::Heading | Control::Hidden => return None,
        Control::Date => return Some(with_other_date(desk, answers, name, standing)),
        Control::Text(_) | Control::Lines if is_blank => "Unknown".to_owned(),
        Control::Text(_) | Control::Lines | Control::Pounds | Control::Days => String::new(),
        Control::Fte => match standing {
            Standing::One => "0.01".to_owned(),
            Standing::Other => "0.02".to_owned(),
        },
        Control::Radios(choices) | Control::Select(_, choices) => one_of(choices.iter(), standing)?,
        Control::Grouped(_, groups) => {
            one_of(groups.iter().flat_map(|group| &group.choices), standing)?
        }
    };
    Some(answers.set(name, value))
}

fn one_of<'a>(choices: impl Iterator<Item = &'a Choice>, standing: Standing) -> Option<String> {
    let mut choices = choices.map(|choice| choice.value.clone());
    match standing {
        Standing::One => choices.next(),
        Standing::Other => choices.last(),
    }
}

fn with_other_date(desk: Desk<'_>, answers: Answers, name: &str, standing: Standing) -> Answers {
    let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
    let is_blank = parts
        .iter()
        .all(|part| answers.text(part).trim().is_empty());
    let day = is_blank.then(|| other_date(desk, &answers, standing));
    let mut answers = answers.set(name, "");
    for part in &parts {
        answers = answers.set(part, "");
    }
    match day {
        Some(day) => answers
            .set(&parts[0], day.day())
            .set(&parts[1], day.month())
            .set(&parts[2], day.year()),
        None => answers,
    }
}

/// A day that is not after the last day that was given, so that none seems to
/// be before its first.
fn other_date(desk: Desk<'_>, answers: &Answers, standing: Standing) -> Date {
    let last = answers.clone().optional_date("to", "the last day");
    let day = last.unwrap_or(desk.today);
    match standing {
        Standing::One => day,
        Standing::Other => months_later(day, -1),
    }
}
