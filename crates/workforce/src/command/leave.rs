//! Somebody leaves, or a time in a post ends.

use jiff::civil::Date;

use super::{FieldProblem, Planned, assignment_of};
use crate::change::Change;
use crate::codes::{AbsenceKind, Contract, Destination, Holding, LeavingReason};
use crate::date::{Spell, day_after, in_words};
use crate::id::{AssignmentId, EngagementId};
use crate::record::{Absence, Assignment, Engagement, Kind, Pay};
use crate::snapshot::Workforce;

/// Somebody leaves the council.
#[derive(Clone, Debug, PartialEq)]
pub struct Leave {
    /// The engagement that ends.
    pub engagement: EngagementId,
    /// The last day.
    pub last_day: Date,
    /// Why.
    pub reason: Option<LeavingReason>,
    /// Where to.
    pub destination: Option<Destination>,
}

impl Leave {
    pub(super) fn plan(&self, workforce: &Workforce) -> Planned {
        let Some(engagement) = workforce.engagements().get(self.engagement) else {
            let message = "This engagement is no longer in the records.";
            return Err(vec![FieldProblem::new("engagement", message)]);
        };
        let problems = self.problems(workforce, engagement);
        if !problems.is_empty() {
            return Err(problems);
        }
        let until = Some(day_after(self.last_day));
        let mut changes = vec![Change::Put(
            Engagement {
                spell: Spell {
                    until,
                    ..engagement.spell
                },
                reason: self.reason,
                destination: self.destination,
                ..engagement.clone()
            }
            .into(),
        )];
        self.end_what_runs(workforce, engagement, &mut changes);
        Ok(changes)
    }

    fn problems(&self, workforce: &Workforce, engagement: &Engagement) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.last_day < engagement.spell.from {
            let message = format!(
                "Their engagement starts on {}; the last day cannot be before it.",
                in_words(engagement.spell.from)
            );
            problems.push(FieldProblem::new("to", message));
        }
        if engagement.contract != Contract::Agency {
            if self.reason.is_none() {
                problems.push(FieldProblem::new("reason", "Choose why they leave."));
            }
            if self.destination.is_none() {
                problems.push(FieldProblem::new("destination", "Choose where they go."));
            }
        }
        for assignment in workforce.assignments().linking(self.engagement) {
            if assignment.spell.from > self.last_day && self.last_day >= engagement.spell.from {
                let message = format!(
                    "They are to start in another post on {}. Take that assignment away first.",
                    in_words(assignment.spell.from)
                );
                problems.push(FieldProblem::new("to", message));
            }
        }
        problems
    }

    /// Ends what runs beyond the last day. What ended with the engagement, when
    /// an earlier last day was agreed, ends with it still.
    fn end_what_runs(
        &self,
        workforce: &Workforce,
        engagement: &Engagement,
        changes: &mut Vec<Change>,
    ) {
        let until = day_after(self.last_day);
        let runs =
            |spell: &Spell| !spell.is_over_by(until) || spell.until == engagement.spell.until;
        let ends = |spell: Spell| Spell {
            until: Some(until),
            ..spell
        };
        for it in workforce
            .assignments()
            .linking(self.engagement)
            .filter(|it| runs(&it.spell))
        {
            let ended = Assignment {
                spell: ends(it.spell),
                ..it.clone()
            };
            changes.push(Change::Put(ended.into()));
        }
        for it in workforce
            .absences()
            .linking(self.engagement)
            .filter(|it| runs(&it.spell))
        {
            changes.push(if it.spell.from < until {
                Change::Put(
                    Absence {
                        spell: ends(it.spell),
                        ..it.clone()
                    }
                    .into(),
                )
            } else {
                Change::Remove(Kind::Absence, it.id.into())
            });
        }
        for it in workforce
            .pay()
            .linking(self.engagement)
            .filter(|it| runs(&it.spell))
        {
            changes.push(if it.spell.from < until {
                Change::Put(
                    Pay {
                        spell: ends(it.spell),
                        ..it.clone()
                    }
                    .into(),
                )
            } else {
                Change::Remove(Kind::Pay, it.id.into())
            });
        }
    }
}

/// Cover, an act-up, a secondment or an agency assignment ends; the person
/// stays with the council.
#[derive(Clone, Debug, PartialEq)]
pub struct EndAssignment {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Its last day.
    pub last_day: Date,
}

impl EndAssignment {
    pub(super) fn plan(&self, workforce: &Workforce) -> Planned {
        let assignment = assignment_of(workforce, self.assignment)?;
        if self.last_day < assignment.spell.from {
            let message = format!(
                "The assignment starts on {}; its last day cannot be before it.",
                in_words(assignment.spell.from)
            );
            return Err(vec![FieldProblem::new("to", message)]);
        }
        let until = day_after(self.last_day);
        let spell = Spell {
            until: Some(until),
            ..assignment.spell
        };
        let mut changes = vec![Change::Put(
            Assignment {
                spell,
                ..assignment.clone()
            }
            .into(),
        )];
        let kind = match assignment.holding {
            Holding::ActingUp => AbsenceKind::ActUp,
            Holding::Seconded => AbsenceKind::Secondment,
            _ => return Ok(changes),
        };
        // The absence from the own post goes with the assignment and ends with it.
        let linked = workforce
            .absences()
            .linking(assignment.engagement)
            .filter(|it| {
                it.kind == kind
                    && it.spell.overlaps(&assignment.spell)
                    && it.spell.from < until
                    && (it.spell.until == assignment.spell.until || !it.spell.is_over_by(until))
            });
        for absence in linked {
            let spell = Spell {
                until: Some(until),
                ..absence.spell
            };
            changes.push(Change::Put(
                Absence {
                    spell,
                    ..absence.clone()
                }
                .into(),
            ));
        }
        Ok(changes)
    }
}
