//! Commands on posts.

use jiff::civil::Date;

use super::{FieldProblem, Planned, given_or_new};
use crate::amount::Fte;
use crate::change::Change;
use crate::codes::{Funding, Standing};
use crate::date::{Spell, day_after, in_words};
use crate::id::{IdSource, PostId, RoleId, TeamId};
use crate::record::{Post, PostTerms};
use crate::snapshot::Workforce;

/// A new post.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPost {
    /// The council's number for it; nothing lets the system give one.
    pub reference: Option<String>,
    /// What is true of the post, and from when to when.
    pub terms: PostTerms,
}

impl OpenPost {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let id = PostId::next(ids);
        let reference = given_or_new(self.reference.as_ref(), "POST", id.into());
        let mut problems = Vec::new();
        if workforce.posts().by_reference(&reference).is_some() {
            problems.push(FieldProblem::new(
                "id",
                format!("There is already a post {reference}. Give another number."),
            ));
        }
        fte_is_possible(self.terms.fte, &mut problems);
        spell_is_possible(self.terms.spell, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let post = Post {
            id,
            reference,
            terms: vec![self.terms.clone()],
        };
        Ok(vec![Change::Put(post.into())])
    }
}

fn fte_is_possible(fte: Fte, problems: &mut Vec<FieldProblem>) {
    if fte <= Fte::ZERO {
        problems.push(FieldProblem::new(
            "fte",
            "Give an FTE above zero, such as 1 or 0.6.",
        ));
    }
}

fn spell_is_possible(spell: Spell, problems: &mut Vec<FieldProblem>) {
    if !spell.is_some_time() {
        problems.push(FieldProblem::new(
            "to",
            "The last day must not be before the first.",
        ));
    }
}

/// A post changes: from a day on, or between two days, other terms hold.
///
/// With a last day the change is an uplift for a time, after which the old
/// terms hold again.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePost {
    /// The post.
    pub post: PostId,
    /// From the first to the last day of the change.
    pub spell: Spell,
    /// The team.
    pub team: TeamId,
    /// The role.
    pub role: RoleId,
    /// The FTE.
    pub fte: Fte,
    /// Who pays for it.
    pub funding: Funding,
    /// Whether it counts in the establishment.
    pub standing: Standing,
    /// Why the post may be held beyond its FTE.
    pub over_reason: Option<String>,
}

impl ChangePost {
    pub(super) fn plan(&self, workforce: &Workforce) -> Planned {
        let mut problems = Vec::new();
        fte_is_possible(self.fte, &mut problems);
        spell_is_possible(self.spell, &mut problems);
        let post = workforce.posts().get(self.post);
        let old = post.and_then(|post| post.terms_on(self.spell.from));
        if old.is_none() {
            let message = format!(
                "The post does not exist on {}. Give a day on which it does.",
                in_words(self.spell.from)
            );
            problems.push(FieldProblem::new("from", message));
        }
        let (Some(post), Some(old), true) = (post, old, problems.is_empty()) else {
            return Err(problems);
        };
        let end = post.latest_terms().and_then(|terms| terms.spell.until);
        let terms = PostTerms {
            spell: Spell {
                from: self.spell.from,
                until: self.spell.until.or(end),
            },
            team: self.team,
            role: self.role,
            fte: self.fte,
            funding: self.funding,
            standing: self.standing,
            conversion: old.conversion.filter(|_| !self.standing.is_established()),
            over_reason: self.over_reason.clone(),
            ..old.clone()
        };
        let laid = overlay(&post.terms, terms);
        if joined(&laid) == joined(&post.terms) {
            let message = "The post has these terms on these days already. \
                           Change the FTE or another of the terms.";
            return Err(vec![FieldProblem::new("fte", message)]);
        }
        let post = Post {
            terms: laid,
            ..post.clone()
        };
        Ok(vec![Change::Put(post.into())])
    }
}

/// The terms with neighbours that differ in their days alone as one.
fn joined(terms: &[PostTerms]) -> Vec<PostTerms> {
    let mut rows: Vec<PostTerms> = Vec::with_capacity(terms.len());
    for next in terms {
        if let Some(last) = rows.last_mut() {
            let longer = Spell {
                from: last.spell.from,
                until: next.spell.until,
            };
            let is_same = *next
                == PostTerms {
                    spell: next.spell,
                    ..last.clone()
                };
            if is_same && last.spell.until == Some(next.spell.from) {
                last.spell = longer;
                continue;
            }
        }
        rows.push(next.clone());
    }
    rows
}

/// The terms with others laid over them: what they cover gives way, the rest stays.
fn overlay(terms: &[PostTerms], over: PostTerms) -> Vec<PostTerms> {
    let mut laid = Vec::with_capacity(terms.len() + 2);
    for old in terms {
        if !old.spell.overlaps(&over.spell) {
            laid.push(old.clone());
            continue;
        }
        if old.spell.from < over.spell.from {
            let spell = Spell {
                from: old.spell.from,
                until: Some(over.spell.from),
            };
            laid.push(PostTerms {
                spell,
                ..old.clone()
            });
        }
        if let Some(from) = over.spell.until
            && old.spell.until.is_none_or(|until| from < until)
        {
            let spell = Spell {
                from,
                until: old.spell.until,
            };
            laid.push(PostTerms {
                spell,
                ..old.clone()
            });
        }
    }
    laid.push(over);
    laid.sort_by_key(|terms| terms.spell.from);
    laid
}

/// A post closes.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosePost {
    /// The post.
    pub post: PostId,
    /// Its last day.
    pub last_day: Date,
}

impl ClosePost {
    pub(super) fn plan(&self, workforce: &Workforce) -> Planned {
        let until = day_after(self.last_day);
        let Some(post) = workforce.posts().get(self.post) else {
            return Err(vec![FieldProblem::new(
                "post",
                "This post is no longer in the records.",
            )]);
        };
        let starts = post
            .terms
            .first()
            .is_some_and(|terms| terms.spell.from < until);
        let runs = post
            .latest_terms()
            .is_some_and(|terms| !terms.spell.is_over_by(until));
        let mut problems = Vec::new();
        if !starts {
            problems.push(FieldProblem::new(
                "to",
                "The post does not exist yet on this day.",
            ));
        }
        if !runs {
            problems.push(FieldProblem::new(
                "to",
                "The post is already closed by this day.",
            ));
        }
        for assignment in workforce.assignments().linking(post.id) {
            if assignment.spell.is_over_by(until) {
                continue;
            }
            let name = workforce.person_of(assignment.engagement);
            let message = format!(
                "{} is still in the post after this day. Move them or end the assignment first.",
                name.map_or("Somebody", |person| person.display_name()),
            );
            problems.push(FieldProblem::new("to", message));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut terms: Vec<PostTerms> = post
            .terms
            .iter()
            .filter(|terms| terms.spell.from < until)
            .cloned()
            .collect();
        if let Some(last) = terms.last_mut() {
            let ended = last.spell.until.filter(|ended| *ended < until);
            last.spell.until = ended.or(Some(until));
        }
        Ok(vec![Change::Put(
            Post {
                terms,
                ..post.clone()
            }
            .into(),
        )])
    }
}
