//! What else is wrong: where some answers cannot be taken, the others are tried
//! all the same, with something harmless in the place of those that cannot.
//!
//! Each is tried with two different stand-ins. Only a problem that is the same
//! with both is told: it comes from what was typed and not from the stand-ins.

use std::collections::BTreeSet;

use holdfast_workforce::date::months_later;
use jiff::civil::Date;

use super::cells;
use super::command::{self, Sheet, desk};
use super::desk::Desk;
use super::field::{Control, Field};
use super::flow::{self, Asked, Outcome, Step};
use super::reading::Reading;
use crate::answers::Answers;
use crate::components::Choice;
use crate::error::PageError;
use crate::here::Here;

/// How often it is asked what else is wrong. Reading, planning and checking
/// come one after another, so nothing is hidden behind more than two others.
const ROUNDS: usize = 3;

/// Which of two stand-ins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    One,
    Other,
}

impl Standing {
    /// The one or the other.
    pub(super) fn of<T>(self, one: T, other: T) -> T {
        match self {
            Self::One => one,
            Self::Other => other,
        }
    }

    /// The first or the last.
    pub(super) fn one_of<T>(self, mut choices: impl Iterator<Item = T>) -> Option<T> {
        match self {
            Self::One => choices.next(),
            Self::Other => choices.last(),
        }
    }

    /// A day that is not after the last day that was given, so that none seems
    /// to be before its first.
    pub(super) fn day_until(self, last: Date) -> Date {
        match self {
            Self::One => last,
            Self::Other => months_later(last, -1),
        }
    }
}

/// A problem with its field.
type Told = (String, String);

/// Adds to the problems of the answers every further one that can be found.
pub(super) async fn find_all(
    here: &Here,
    sheet: &Sheet,
    answers: &mut Answers,
) -> Result<(), PageError> {
    for _ in 0..ROUNDS {
        let one = told(here, sheet, answers, Standing::One).await?;
        if one.is_empty() {
            return Ok(());
        }
        let other = told(here, sheet, answers, Standing::Other).await?;
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
    sheet: &Sheet,
    answers: &Answers,
    standing: Standing,
) -> Result<Vec<Told>, PageError> {
    let is_new = |place: &str| place != "form" && answers.problem(place).is_none();
    let (read, unread) = stood_in(here, sheet, answers, standing);
    let mut told: Vec<_> = unread.into_iter().filter(|(it, _)| is_new(it)).collect();
    let Some((asked, tried)) = read else {
        return Ok(told);
    };
    if let Outcome::Problems(problems) = flow::carry_out(here, &asked, Step::Check).await? {
        for trouble in problems {
            let (place, message) = command::told(here, sheet, &tried, &trouble);
            let stands_in = told.iter().any(|(known, _)| *known == place);
            if is_new(&place) && !stands_in {
                told.push((place, message));
            }
        }
    }
    Ok(told)
}

/// What is asked for with stand-ins for what cannot be taken, and the answers
/// with them; nothing where something has none. Then what could not be read on
/// the way, because it is read only once other answers can be.
fn stood_in(
    here: &Here,
    sheet: &Sheet,
    answers: &Answers,
    standing: Standing,
) -> (Option<(Asked, Answers)>, Vec<Told>) {
    let mut unread = Vec::new();
    let Some(reading) = sheet.reading else {
        return (None, unread);
    };
    let pairs = answers
        .pairs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut tried = Answers::of(pairs.collect());
    let mut faulty = faulty(answers);
    for _ in 0..ROUNDS {
        for name in &faulty {
            let replaced = match reading {
                Reading::Form(_) => replaced(desk(here), &sheet.fields, tried, name, standing),
                Reading::Record(table, _) => {
                    let said = (name.as_str(), sheet.now.text(name));
                    let value = cells::stand_in(desk(here), table, said, &tried, standing);
                    value.map(|value| tried.set(name, value))
                }
            };
            let Some(replaced) = replaced else {
                return (None, unread);
            };
            tried = replaced;
        }
        let mut read = tried.clone();
        if let Some(asked) = reading.asked(here, &mut read) {
            return (Some((asked, tried)), unread);
        }
        let problems = read.problems().iter();
        unread.extend(problems.map(|it| (it.field.clone(), it.message.clone())));
        faulty = self::faulty(&read);
    }
    (None, unread)
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
        Control::Fte => standing.of("0.01", "0.02").to_owned(),
        Control::Radios(choices) | Control::Select(_, choices) => one_of(choices.iter(), standing)?,
        Control::Grouped(_, groups) => {
            one_of(groups.iter().flat_map(|group| &group.choices), standing)?
        }
    };
    Some(answers.set(name, value))
}

fn one_of<'a>(choices: impl Iterator<Item = &'a Choice>, standing: Standing) -> Option<String> {
    standing.one_of(choices).map(|choice| choice.value.clone())
}

fn with_other_date(desk: Desk<'_>, answers: Answers, name: &str, standing: Standing) -> Answers {
    let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
    let is_blank = parts
        .iter()
        .all(|part| answers.text(part).trim().is_empty());
    let last = answers.clone().optional_date("to", "the last day");
    let day = is_blank.then(|| standing.day_until(last.unwrap_or(desk.today)));
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
