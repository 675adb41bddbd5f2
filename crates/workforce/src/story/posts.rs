//! Stories of posts.

use super::people::post_in_words;
use super::{Happening, Telling, inside};
use crate::code::CodeSet as _;
use crate::date::in_words;
use crate::record::{Kind, Post, PostTerms};

impl Telling<'_> {
    pub(super) fn post_begins(&mut self, is: &Post) {
        let Some(first) = is.terms.first() else {
            return;
        };
        let words = post_in_words(self.after, is.id, first.spell.from);
        let text = format!(
            "{words}: {} FTE from {} ({}, {})",
            first.fte,
            in_words(first.spell.from),
            inside(first.funding.label()),
            inside(first.standing.label()),
        );
        let about = (Kind::Post, is.id.into());
        self.add(Happening::PostAdded, Some(first.spell.from), about, text);
        self.post_ends(is);
    }

    fn post_ends(&mut self, is: &Post) {
        let Some(last) = is.latest_terms().and_then(|terms| terms.spell.last_day()) else {
            return;
        };
        let words = post_in_words(self.after, is.id, last);
        let text = format!("{words}: the last day is {}", in_words(last));
        self.add(
            Happening::PostClosed,
            Some(last),
            (Kind::Post, is.id.into()),
            text,
        );
    }

    pub(super) fn post_changes(&mut self, was: &Post, is: &Post) {
        let about = (Kind::Post, is.id.into());
        let end = |post: &Post| post.latest_terms().and_then(|terms| terms.spell.last_day());
        let mut told = false;
        for terms in is.terms.iter().filter(|terms| !was.terms.contains(terms)) {
            let Some(text) = self.terms_in_words(was, is, terms) else {
                continue;
            };
            self.add(Happening::PostChanged, Some(terms.spell.from), about, text);
            told = true;
        }
        if end(was) != end(is) && end(is).is_some() {
            self.post_ends(is);
            told = true;
        }
        if !told {
            let day = is.terms.first().map(|terms| terms.spell.from);
            let text = match (was.reference != is.reference, end(was), end(is)) {
                (true, ..) => format!(
                    "Post {}: number is ‘{}’ instead of ‘{}’",
                    was.reference, is.reference, was.reference
                ),
                (_, Some(last), None) => format!(
                    "Post {} does not end on {} after all",
                    is.reference,
                    in_words(last)
                ),
                _ => format!("Post {} corrected", is.reference),
            };
            self.add(Happening::Correction, day, about, text);
        }
    }

    /// What new terms change, or nothing where only an end moved.
    fn terms_in_words(&self, was: &Post, is: &Post, terms: &PostTerms) -> Option<String> {
        let old = was
            .terms_on(terms.spell.from)
            .or_else(|| was.latest_terms())?;
        let words = post_in_words(self.after, is.id, terms.spell.from);
        let when = when_in_words(is, terms);
        if old.fte != terms.fte {
            return Some(format!(
                "{words}: {} FTE instead of {} {when}",
                terms.fte, old.fte
            ));
        }
        if old.team != terms.team || old.role != terms.role {
            let before = post_in_words(self.before, was.id, old.spell.from);
            return Some(format!("{words} {when}, before that {before}"));
        }
        let same = PostTerms {
            spell: old.spell,
            ..terms.clone()
        } == *old;
        (!same).then(|| format!("{words}: {} {when}", self.terms_differences(old, terms)))
    }
}

/// From when the terms hold, and to when where others follow them.
fn when_in_words(post: &Post, terms: &PostTerms) -> String {
    let from = format!("from {}", in_words(terms.spell.from));
    let is_last = post.latest_terms() == Some(terms);
    match terms.spell.last_day().filter(|_| !is_last) {
        Some(last) => format!("{from} to {}", in_words(last)),
        None => from,
    }
}
