//! The answers about allowances, which no record of staff holds.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use holdfast_census::{Allowances, Eligible, Item, Year};

use super::asked::Asked;
use super::keep::keep;
use super::year::{Typed, Which, show};
use crate::address;
use crate::answers::Answers;
use crate::components::Choice;
use crate::here::Here;
use crate::pages::Page;

/// The field of the allowances that have no code.
pub(crate) const OTHER: &str = "OtherAllowances";

/// The field that says which answers the page showed.
const SEEN: &str = "allowances_seen";

/// A question of the form.
pub(crate) struct Question {
    /// The name of its field.
    pub(crate) field: &'static str,
    /// What is asked.
    pub(crate) label: &'static str,
}

/// The questions of a year that are answered by a code.
pub(crate) fn questions(year: Year) -> Vec<Question> {
    let items = Allowances::items(year);
    items
        .map(|item| Question {
            field: item.element(),
            label: item.definition().meaning,
        })
        .collect()
}

/// The answers there are.
pub(crate) fn choices() -> Vec<Choice> {
    let all = Eligible::ALL.iter();
    all.map(|it| Choice::new(it.word(), it.label())).collect()
}

/// The form filled in with the answers as they are.
pub(crate) fn filled(year: Year, allowances: &Allowances) -> Answers {
    let mut answers = Answers::default().with(SEEN, fingerprint(year, allowances));
    for item in Allowances::items(year) {
        if let Some(eligible) = allowances.get(item) {
            answers = answers.with(item.element(), eligible.word());
        }
    }
    answers.with(OTHER, allowances.other.as_deref().unwrap_or_default())
}

/// Keeps the answers.
pub(crate) async fn save(here: Here, Path(which): Path<Which>, mut answers: Answers) -> Page {
    let year = which.year()?;
    let asked = Asked::read(Vec::new(), &here.workforce);
    let read = read(year, &mut answers);
    if !answers.are_clear() {
        return show(&here, year, asked, Typed::of_allowances(answers)).await;
    }
    let seen = answers.text(SEEN).to_owned();
    let title = format!("Return of {year}: allowances");
    let kept = keep(&here, year, title, |_, said| {
        if fingerprint(year, &said.allowances) != seen {
            return Err(());
        }
        said.allowances = read.clone();
        Ok(())
    });
    match kept.await? {
        Ok(()) => {
            let to = format!("{}#allowances", address::census(&here.authority, year));
            Ok(Redirect::to(&to).into_response())
        }
        Err(()) => {
            let now = holdfast_census::Answers::kept(&here.workforce, year).unwrap_or_default();
            let mut answers = answers.set(SEEN, fingerprint(year, &now.allowances));
            let first = Allowances::items(year).next().map_or(OTHER, Item::element);
            answers.reject(
                first,
                "Someone else answered about allowances in the meantime. Save again to keep your answers",
            );
            show(&here, year, asked, Typed::of_allowances(answers)).await
        }
    }
}

fn read(year: Year, answers: &mut Answers) -> Allowances {
    let mut allowances = Allowances::default();
    for item in Allowances::items(year) {
        let read = |word: &str| Eligible::of_word(word).ok_or("Select one of the answers");
        let eligible = answers.optional(item.element(), read);
        if let Some(answer) = allowances.answer(item) {
            *answer = eligible;
        }
    }
    let other = answers.optional(OTHER, |text| Ok::<_, String>(text.replace("\r\n", "\n")));
    allowances.other = other;
    allowances
}

/// What two forms have in common that show the same answers.
fn fingerprint(year: Year, allowances: &Allowances) -> String {
    let items = Allowances::items(year).chain([Item::OtherAllowances]);
    let texts: Vec<_> = items
        .map(|item| allowances.text(item).unwrap_or("-"))
        .collect();
    texts.join("|").replace('\n', " ")
}
