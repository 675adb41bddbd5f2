//! Rules on posts and on their holders together.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::rule::{
    ASSIGNMENT_OUTSIDE_POST, CONVERSION_MISSING, POST_FTE_IMPOSSIBLE, POST_OVERFILLED,
    POST_TERMS_OVERLAP, POST_WITHOUT_TERMS, UPLIFT_WITHOUT_END,
};
use super::team::{end_words, ends_after_it_starts};
use super::{Findings, Say, assignment};
use crate::amount::Fte;
use crate::codes::{Funding, Holding, Standing};
use crate::date::{Spell, in_words};
use crate::record::{Assignment, Post, PostTerms};
use crate::snapshot::Workforce;

pub(super) fn check(_: &Workforce, post: &Post, findings: &mut Findings) {
    if post.terms.is_empty() {
        findings.add(
            POST_WITHOUT_TERMS,
            post,
            Say {
                field: "from",
                value: &"",
                message: "says nothing about when the post exists".to_owned(),
                advice: "Give the post a row with its team, role, FTE and first day.",
            },
        );
    }
    for terms in &post.terms {
        ends_after_it_starts(post, terms.spell, findings);
        check_terms(post, terms, findings);
    }
    for pair in post.terms.windows(2) {
        if let [earlier, later] = pair
            && (earlier.spell.overlaps(&later.spell) || later.spell.from < earlier.spell.from)
        {
            findings.add(
                POST_TERMS_OVERLAP,
                post,
                Say {
                    field: "from",
                    value: &later.spell.from,
                    message: format!(
                        "starts before the row from {} has ended",
                        earlier.spell.from
                    ),
                    advice: "End the earlier row on the day before.",
                },
            );
        }
    }
}

fn check_terms(post: &Post, terms: &PostTerms, findings: &mut Findings) {
    if terms.fte <= Fte::ZERO {
        findings.add(
            POST_FTE_IMPOSSIBLE,
            post,
            Say {
                field: "fte",
                value: &terms.fte,
                message: "is not above zero".to_owned(),
                advice: "Give the FTE that the post stands for, or end the post.",
            },
        );
    }
    if terms.funding != Funding::Base && terms.spell.until.is_none() {
        findings.add(
            UPLIFT_WITHOUT_END,
            post,
            Say {
                field: "to",
                value: &"",
                message: "the money is for a limited time, but no end is known".to_owned(),
                advice: "Give the day on which the funding ends.",
            },
        );
    }
    let outside = matches!(terms.standing, Standing::Trainee | Standing::NewlyQualified);
    if outside && terms.conversion.is_none() {
        findings.add(
            CONVERSION_MISSING,
            post,
            Say {
                field: "conversion",
                value: &"",
                message: "is outside the establishment, with no date to move into it".to_owned(),
                advice: "Give the day on which the holder is expected to take an established post.",
            },
        );
    }
}

/// Judges the post together with everybody who was ever in it.
pub(super) fn check_together(after: &Workforce, post: &Post, findings: &mut Findings) {
    let assignments: Vec<&Assignment> = after.assignments().linking(post.id).collect();
    for found in &assignments {
        assignment_lies_within_the_post(post, found, findings);
        assignment::cover_has_a_cause(after, post, found, &assignments, findings);
    }
    holders_fit(post, &assignments, findings);
}

fn assignment_lies_within_the_post(post: &Post, found: &Assignment, findings: &mut Findings) {
    if !found.spell.is_some_time() || covered_by_terms(post, &found.spell) {
        return;
    }
    let first = post.terms.first().map(|terms| terms.spell.from);
    let last = post.terms.last().and_then(|terms| terms.spell.last_day());
    findings.add(
        ASSIGNMENT_OUTSIDE_POST,
        found,
        Say {
            field: "from",
            value: &found.spell.from,
            message: format!(
                "the post {} does not exist all the time from {} to {} (it exists from {} to {})",
                post.reference,
                found.spell.from,
                end_words(found.spell.last_day()),
                first.map_or_else(|| "never".to_owned(), |day| day.to_string()),
                end_words(last),
            ),
            advice: "Change the dates of the assignment, or those of the post.",
        },
    );
}

/// Whether the terms, which follow each other, leave no day of the spell out.
fn covered_by_terms(post: &Post, spell: &Spell) -> bool {
    let mut reached = spell.from;
    for terms in &post.terms {
        if terms.spell.from > reached {
            return false;
        }
        match terms.spell.until {
            None => return true,
            Some(until) => reached = reached.max(until),
        }
        if spell.until.is_some_and(|end| end <= reached) {
            return true;
        }
    }
    false
}

fn holders_fit(post: &Post, assignments: &[&Assignment], findings: &mut Findings) {
    let holders: Vec<&Assignment> = assignments
        .iter()
        .copied()
        .filter(|found| found.holding == Holding::Substantive)
        .collect();
    let mut moments: BTreeSet<Date> = holders.iter().map(|found| found.spell.from).collect();
    moments.extend(post.terms.iter().map(|terms| terms.spell.from));
    let mut reported = BTreeSet::new();
    for moment in moments {
        let Some(terms) = post.terms_on(moment) else {
            continue;
        };
        let here: Vec<&Assignment> = holders
            .iter()
            .copied()
            .filter(|found| found.spell.contains(moment))
            .collect();
        let held: Fte = here.iter().map(|found| found.fte).sum();
        let agreed =
            terms.over_reason.is_some() || here.iter().any(|found| found.over_reason.is_some());
        if held <= terms.fte || agreed {
            continue;
        }
        let Some(latest) = here.iter().max_by_key(|found| (found.spell.from, found.id)) else {
            continue;
        };
        if reported.insert(latest.id) {
            findings.add(POST_OVERFILLED, *latest, Say {
                field: "fte",
                value: &latest.fte,
                message: format!(
                    "on {} the holders of post {} add up to {held} FTE, more than its {} FTE",
                    in_words(moment), post.reference, terms.fte,
                ),
                advice: "End one of the assignments, change an FTE, or give the reason (over_reason).",
            });
        }
    }
}
