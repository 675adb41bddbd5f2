//! Somebody in post goes elsewhere: moves, changes hours, is seconded, acts up.

use super::{FieldProblem, Planned, assignment_of, given_or_new, takes_effect_within};
use crate::amount::Fte;
use crate::change::Change;
use crate::codes::{AbsenceKind, CoverReason, Holding};
use crate::date::Spell;
use crate::id::{AbsenceId, AssignmentId, IdSource, PostId};
use crate::record::{Absence, Assignment};
use crate::snapshot::Workforce;

/// Somebody goes to another post for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The assignment that ends.
    pub assignment: AssignmentId,
    /// The first day in the new post.
    pub from: jiff::civil::Date,
    /// The new post.
    pub post: PostId,
    /// The FTE in the new post.
    pub fte: Fte,
    /// Why more than the rules allow was agreed.
    pub over_reason: Option<String>,
}

impl Move {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let old = assignment_of(workforce, self.assignment)?;
        takes_effect_within(old, self.from)?;
        if old.post == self.post {
            let message = "This is the post they are in. Choose another, or change the hours.";
            return Err(vec![FieldProblem::new("post", message)]);
        }
        let new = Assignment {
            post: self.post,
            fte: self.fte,
            over_reason: self.over_reason.clone(),
            ..old.clone()
        };
        Ok(go_on(workforce, old, new, self.from, ids))
    }
}

/// Somebody works other hours from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeHours {
    /// The assignment whose hours change.
    pub assignment: AssignmentId,
    /// The first day of the new hours.
    pub from: jiff::civil::Date,
    /// The new FTE.
    pub fte: Fte,
    /// Why more than the rules allow was agreed.
    pub over_reason: Option<String>,
}

impl ChangeHours {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let old = assignment_of(workforce, self.assignment)?;
        takes_effect_within(old, self.from)?;
        if old.fte == self.fte {
            let message = format!("They work {} FTE already.", old.fte);
            return Err(vec![FieldProblem::new("fte", message)]);
        }
        let new = Assignment {
            fte: self.fte,
            over_reason: self.over_reason.clone(),
            ..old.clone()
        };
        Ok(go_on(workforce, old, new, self.from, ids))
    }
}

/// Ends an assignment on a day and lets another go on from there, with the
/// absences that still run.
fn go_on(
    workforce: &Workforce,
    old: &Assignment,
    new: Assignment,
    from: jiff::civil::Date,
    ids: &mut dyn IdSource,
) -> Vec<Change> {
    let id = AssignmentId::next(ids);
    let reference = given_or_new(None, "ASG", id.into());
    let spell = Spell {
        from,
        until: old.spell.until,
    };
    let ended = Assignment {
        spell: Spell {
            from: old.spell.from,
            until: Some(from),
        },
        ..old.clone()
    };
    let next = Assignment {
        id,
        reference,
        spell,
        ..new
    };
    let mut changes = vec![Change::Put(ended.into()), Change::Put(next.into())];
    let running = workforce
        .absences()
        .linking(old.engagement)
        .filter(|it| it.assignment == Some(old.id) && !it.spell.is_over_by(from));
    for absence in running {
        carry_over(workforce, absence, id, from, ids, &mut changes);
    }
    changes
}

/// Lets an absence from an assignment that ends go on from the one after it.
fn carry_over(
    workforce: &Workforce,
    absence: &Absence,
    next: AssignmentId,
    from: jiff::civil::Date,
    ids: &mut dyn IdSource,
    changes: &mut Vec<Change>,
) {
    let mut put = |absence: Absence| changes.push(Change::Put(absence.into()));
    let of_next = Absence {
        assignment: Some(next),
        ..absence.clone()
    };
    if absence.spell.from >= from {
        put(of_next);
    } else if holds_another_post(workforce, absence) {
        put(Absence {
            spell: Spell {
                until: Some(from),
                ..absence.spell
            },
            ..absence.clone()
        });
        put(Absence {
            id: AbsenceId::next(ids),
            spell: Spell {
                from,
                ..absence.spell
            },
            working_days: None,
            ..of_next
        });
    } else {
        put(Absence {
            assignment: None,
            ..absence.clone()
        });
    }
}

/// Whether the person holds a post beside the one that the absence is from.
fn holds_another_post(workforce: &Workforce, absence: &Absence) -> bool {
    workforce
        .assignments()
        .linking(absence.engagement)
        .any(|it| {
            Some(it.id) != absence.assignment
                && it.holding == Holding::Substantive
                && it.spell.overlaps(&absence.spell)
        })
}

/// A post that somebody covers for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The post.
    pub post: PostId,
    /// The FTE there.
    pub fte: Fte,
    /// What is covered.
    pub cover: CoverReason,
    /// Why more than the rules allow was agreed.
    pub over_reason: Option<String>,
}

/// Somebody is seconded: away from their post for a time, into another post of
/// the council or out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Second {
    /// The assignment that they keep.
    pub assignment: AssignmentId,
    /// From the first to the last day of the secondment.
    pub spell: Spell,
    /// The post that they are seconded into; nothing means outside the council.
    pub into: Option<Place>,
}

impl Second {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let kept = assignment_of(workforce, self.assignment)?;
        let away = StepAway {
            kept,
            spell: self.spell,
            into: self.into.as_ref(),
        };
        away.plan(AbsenceKind::Secondment, Holding::Seconded, workforce, ids)
    }
}

/// Somebody acts up: away from their post for a time, in a higher one.
#[derive(Clone, Debug, PartialEq)]
pub struct ActUp {
    /// The assignment that they keep.
    pub assignment: AssignmentId,
    /// From the first to the last day of acting up.
    pub spell: Spell,
    /// The post that they act up into.
    pub into: Place,
}

impl ActUp {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let kept = assignment_of(workforce, self.assignment)?;
        let away = StepAway {
            kept,
            spell: self.spell,
            into: Some(&self.into),
        };
        away.plan(AbsenceKind::ActUp, Holding::ActingUp, workforce, ids)
    }
}

/// What a secondment and an act-up have in common.
struct StepAway<'a> {
    kept: &'a Assignment,
    spell: Spell,
    into: Option<&'a Place>,
}

impl StepAway<'_> {
    fn plan(
        &self,
        kind: AbsenceKind,
        holding: Holding,
        workforce: &Workforce,
        ids: &mut dyn IdSource,
    ) -> Planned {
        let problems = self.problems(workforce);
        if !problems.is_empty() {
            return Err(problems);
        }
        let absence = Absence {
            id: AbsenceId::next(ids),
            engagement: self.kept.engagement,
            assignment: Some(self.kept.id),
            kind,
            spell: self.spell,
            working_days: None,
        };
        let mut changes = vec![Change::Put(absence.into())];
        if let Some(place) = self.into {
            let id = AssignmentId::next(ids);
            let assignment = Assignment {
                id,
                reference: given_or_new(None, "ASG", id.into()),
                engagement: self.kept.engagement,
                post: place.post,
                spell: self.spell,
                fte: place.fte,
                holding,
                cover: Some(place.cover),
                over_reason: place.over_reason.clone(),
            };
            changes.push(Change::Put(assignment.into()));
        }
        Ok(changes)
    }

    fn problems(&self, workforce: &Workforce) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if !self.spell.is_some_time() {
            problems.push(FieldProblem::new(
                "to",
                "The last day must not be before the first.",
            ));
        }
        if self.kept.holding != Holding::Substantive {
            let message = "Only the holder of a post can be away from it for another.";
            problems.push(FieldProblem::new("assignment", message));
        }
        if !self.kept.spell.contains(self.spell.from) {
            let message = "They are not in their own post on this day.";
            problems.push(FieldProblem::new("from", message));
        }
        if self.into.is_some_and(|place| place.post == self.kept.post) {
            let message = "This is their own post. Choose the one that they go to.";
            problems.push(FieldProblem::new("post", message));
        }
        let post = self
            .into
            .and_then(|place| workforce.posts().get(place.post));
        if self.into.is_some() && post.is_none_or(|it| it.terms_on(self.spell.from).is_none()) {
            let message = "This post does not exist on the first day.";
            problems.push(FieldProblem::new("post", message));
        }
        problems
    }
}
