//! Two people at one form: what the second left alone takes what the record
//! says now, what only the second changed stays, and what both changed is asked.

use std::collections::BTreeSet;

use super::cells::{DROP, ROWS};
use super::desk::Desk;
use super::field::{Control, Field};
use super::forms_of::Form;
use crate::answers::Answers;
use crate::components::Choice;

/// What the names of hidden fields begin with that keep the answers with which
/// the form was opened.
const WAS: &str = "was-";

/// The answers that name what a form is about.
const SUBJECTS: [&str; 5] = ["person", "post", "assignment", "engagement", "absence"];

/// The answers to go on with.
pub(super) struct Merged {
    /// The answers; where both changed one, what the record says now.
    pub(super) answers: Answers,
    /// What both changed, each with the two answers to choose from.
    pub(super) clashes: Vec<Field>,
}

/// Keeps what the form is filled in with as it is opened.
pub(super) fn remember(answers: Answers, filled_in: &Answers) -> Answers {
    let mut answers = answers;
    for (name, value) in filled_in.pairs() {
        answers = answers.set(&format!("{WAS}{name}"), value);
    }
    answers
}

/// The fields that send it along.
pub(super) fn hidden(answers: &Answers) -> Vec<Field> {
    let names = answers.pairs().map(|(name, _)| name);
    names
        .filter(|name| name.starts_with(WAS))
        .map(Field::hidden)
        .collect()
}

/// What a form about the same would be filled in with now.
pub(super) fn prefilled(form: &Form, desk: Desk<'_>, answers: &Answers) -> Answers {
    let mut subject = Answers::default();
    for name in SUBJECTS {
        let value = answers.text(name);
        if !value.is_empty() {
            subject = subject.with(name, value);
        }
    }
    let filled_in = (form.prefill)(desk, subject);
    let pairs = filled_in
        .pairs()
        .filter(|(name, _)| !SUBJECTS.contains(name));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answers::of(pairs.collect())
}

/// The fields that were changed since the form was opened.
pub(super) fn changed(fields: &[Field], answers: &Answers) -> Vec<Field> {
    let is_changed = |field: &&Field| {
        let names = match field.control {
            Control::Date => ["-day", "-month", "-year"].map(|part| field.name.clone() + part),
            _ => [field.name.clone(), String::new(), String::new()],
        };
        let mut names = names.iter().filter(|name| !name.is_empty());
        names.any(|name| text(answers, name) != was(answers, name))
    };
    fields.iter().filter(is_changed).cloned().collect()
}

/// Brings together what was typed and what the record says now.
pub(super) fn merge(fields: &[Field], typed: &Answers, now: &Answers) -> Merged {
    let mut answers = typed.clone();
    let mut clashes = Vec::new();
    for name in names(typed, now) {
        let (mine, theirs) = (text(typed, &name), text(now, &name));
        let was = was(typed, &name);
        if theirs == was || mine == theirs {
            continue;
        }
        answers = answers.set(&name, theirs);
        if mine != was {
            let field = fields.iter().find(|field| field.name == name);
            clashes.extend(field.map(|field| choice(field, typed, now)));
        }
    }
    if text(typed, ROWS) != text(now, ROWS) {
        // Its rows are counted anew: another row would be taken away than was meant.
        let kept = answers.pairs().filter(|(name, _)| !name.starts_with(DROP));
        let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
        answers = Answers::of(kept.collect());
    }
    let kept = answers.pairs().filter(|(name, _)| !name.starts_with(WAS));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Merged {
        answers: remember(Answers::of(kept.collect()), now),
        clashes,
    }
}

/// Everything that the form was filled in with, or would be now.
fn names(typed: &Answers, now: &Answers) -> BTreeSet<String> {
    let before = typed.pairs().filter_map(|(name, _)| name.strip_prefix(WAS));
    let names = before.chain(now.pairs().map(|(name, _)| name));
    names.map(str::to_owned).collect()
}

/// The two answers as radios, under the field's name.
fn choice(field: &Field, typed: &Answers, now: &Answers) -> Field {
    let choice = |whose: &str, answers: &Answers| {
        let answered = field.answered(answers);
        let answered = if answered.is_empty() {
            "blank"
        } else {
            &answered
        };
        Choice::new(text(answers, &field.name), format!("{whose}: {answered}"))
    };
    let choices = vec![choice("The record now", now), choice("Yours", typed)];
    Field::new(&field.name, field.title(), Control::Radios(choices))
}

fn was<'a>(answers: &'a Answers, name: &str) -> &'a str {
    text(answers, &format!("{WAS}{name}"))
}

fn text<'a>(answers: &'a Answers, name: &str) -> &'a str {
    answers.text(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(pairs: &[(&str, &str)]) -> Answers {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        Answers::of(pairs.collect())
    }

    #[test]
    fn what_both_changed_is_asked_and_what_one_changed_is_taken() {
        let fields = ["name", "sex", "born"].map(|name| Field::text(name, name, 10));
        let was = opened(&[("name", "Ada"), ("sex", "f"), ("born", "1/1/1990")]);
        let typed = opened(&[("name", "Ada"), ("sex", "m"), ("born", "2/2/1990")]);
        let typed = remember(typed, &was);
        let now = opened(&[("name", "Ada King"), ("sex", "f"), ("born", "3/3/1990")]);
        let labels: Vec<_> = changed(&fields, &typed)
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(labels, ["sex", "born"]);
        let merged = merge(&fields, &typed, &now);
        assert_eq!(merged.answers.text("name"), "Ada King");
        assert_eq!(merged.answers.text("sex"), "m");
        assert_eq!(merged.answers.text("born"), "3/3/1990");
        assert_eq!(merged.answers.text("was-name"), "Ada King");
        let asked: Vec<_> = merged.clashes.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(asked, ["born"]);
    }
}
