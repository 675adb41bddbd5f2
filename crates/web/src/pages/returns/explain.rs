//! The explanations of queries: what the form sends, and what is kept of it.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::{Answers as Said, Explanation, FindingKey, Year};
use jiff::civil::Date;

use super::asked::Asked;
use super::keep::keep;
use super::year::{Typed, Which, show};
use crate::address;
use crate::answers::Answers;
use crate::error::PageError;
use crate::format::local;
use crate::here::Here;
use crate::pages::Page;

/// The most characters of an explanation.
const LONGEST: usize = 1_000;

/// An explanation as the form sent it.
struct Note {
    key: FindingKey,
    /// What the page showed.
    was: String,
    text: String,
}

/// Keeps the explanations that were written or confirmed.
pub(crate) async fn explain(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
    answers: Answers,
) -> Page {
    let year = which.year()?;
    let asked = Asked::read(query, &here.workforce);
    let notes = changed(&answers, &here, year)?;
    let mut typed = Typed::of(notes.iter().map(|it| (it.key.clone(), it.text.clone())));
    for note in &notes {
        if note.text.chars().count() > LONGEST {
            let problem = format!("The explanation must be {LONGEST} characters or fewer");
            typed.reject(note.key.clone(), problem);
        }
    }
    if !typed.are_clear() {
        return show(&here, year, asked, typed).await;
    }
    let (by, on) = (
        here.app.settings().actor.clone(),
        local(here.app.now()).date(),
    );
    let kept = keep(&here, year, title(year, notes.len()), |_, said| {
        put(said, &notes, &by, on)
    });
    match kept.await? {
        Ok(()) => {
            let path = address::census(&here.authority, year);
            let page = asked.answers.text("page").to_owned();
            let to = format!("{}{page}#findings", asked.pages(&path));
            Ok(Redirect::to(&to).into_response())
        }
        Err(conflicts) => {
            for (key, theirs) in conflicts {
                typed.reject(key, in_the_meantime(&theirs));
            }
            show(&here, year, asked, typed).await
        }
    }
}

fn title(year: Year, count: usize) -> String {
    match count {
        1 => format!("Return of {year}: 1 query explained"),
        _ => format!("Return of {year}: {count} queries explained"),
    }
}

fn in_the_meantime(theirs: &str) -> String {
    match theirs {
        "" => "Someone took this explanation away in the meantime. Save again to keep yours"
            .to_owned(),
        theirs => {
            format!("Someone else wrote ‘{theirs}’ here in the meantime. Save again to keep yours")
        }
    }
}

/// The explanations that differ from what the page showed; of those that are
/// confirmed without words, last year’s words.
fn changed(answers: &Answers, here: &Here, year: Year) -> Result<Vec<Note>, PageError> {
    let texts: HashMap<&str, &str> = answers.pairs().collect();
    let get = |name: &str, number: usize| {
        let text = texts.get(format!("{name}-{number}").as_str());
        text.map(|text| text.trim().replace("\r\n", "\n"))
    };
    let last_year = match year.before().map(|it| Said::kept(&here.workforce, it)) {
        Some(Ok(said)) => said,
        _ => Said::default(),
    };
    let mut notes = Vec::new();
    for number in 1.. {
        let Some(rule) = get("rule", number) else {
            break;
        };
        if holdfast_census::rule(&rule).is_none() {
            let reason = "The form explains a rule that is not known. Go back and open it again.";
            return Err(PageError::BadRequest {
                reason: reason.to_owned(),
            });
        }
        let key = FindingKey {
            rule,
            registration: get("registration", number).unwrap_or_default(),
            element: get("element", number).unwrap_or_default(),
        };
        let was = get("was", number).unwrap_or_default();
        let mut text = get("text", number).unwrap_or_default();
        if text.is_empty() && get("confirm", number).is_some() {
            let before = last_year.explanations.iter().find(|it| it.key == key);
            text = before.map(|it| it.text.clone()).unwrap_or_default();
        }
        if text != was {
            notes.push(Note { key, was, text });
        }
    }
    Ok(notes)
}

/// Puts the explanations in their places; those that somebody else has changed
/// since are given back, each with what stands there now.
fn put(
    said: &mut Said,
    notes: &[Note],
    by: &str,
    on: Date,
) -> Result<(), Vec<(FindingKey, String)>> {
    let mut conflicts = Vec::new();
    for note in notes {
        let known = said.explanations.iter().find(|it| it.key == note.key);
        let now = known.map_or("", |it| it.text.as_str());
        if now != note.was && now != note.text {
            conflicts.push((note.key.clone(), now.to_owned()));
        } else if note.text.is_empty() {
            said.unexplain(&note.key);
        } else {
            said.explain(Explanation {
                key: note.key.clone(),
                text: note.text.clone(),
                by: by.to_owned(),
                on,
            });
        }
    }
    match conflicts.is_empty() {
        true => Ok(()),
        false => Err(conflicts),
    }
}
