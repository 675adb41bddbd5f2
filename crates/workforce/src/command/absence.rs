//! Somebody is absent, or comes back.

use jiff::civil::Date;

use super::{FieldProblem, Planned};
use crate::amount::Days;
use crate::change::Change;
use crate::codes::AbsenceKind;
use crate::date::{Spell, day_after, in_words};
use crate::id::{AbsenceId, AssignmentId, EngagementId, IdSource};
use crate::record::Absence;
use crate::snapshot::Workforce;

/// Somebody is absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Absent {
    /// The engagement of the person.
    pub engagement: EngagementId,
    /// The assignment they are away from; nothing means all.
    pub assignment: Option<AssignmentId>,
    /// Why.
    pub kind: AbsenceKind,
    /// From the first to the last day of absence, where one is known.
    pub spell: Spell,
    /// Working days lost, where they are counted already.
    pub working_days: Option<Days>,
}

impl Absent {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let mut problems = Vec::new();
        if !self.spell.is_some_time() {
            problems.push(FieldProblem::new(
                "to",
                "The last day must not be before the first.",
            ));
        }
        let engagement = workforce.engagements().get(self.engagement);
        if engagement.is_none_or(|it| !it.spell.contains(self.spell.from)) {
            let message = format!("They do not work here on {}.", in_words(self.spell.from));
            problems.push(FieldProblem::new("from", message));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let absence = Absence {
            id: AbsenceId::next(ids),
            engagement: self.engagement,
            assignment: self.assignment,
            kind: self.kind,
            spell: self.spell,
            working_days: self.working_days,
        };
        Ok(vec![Change::Put(absence.into())])
    }
}

/// Somebody comes back from an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// The absence that ends.
    pub absence: AbsenceId,
    /// Its last day.
    pub last_day: Date,
    /// Working days lost, where they are counted.
    pub working_days: Option<Days>,
}

impl Return {
    pub(super) fn plan(&self, workforce: &Workforce) -> Planned {
        let Some(absence) = workforce.absences().get(self.absence) else {
            let message = "This absence is no longer in the records.";
            return Err(vec![FieldProblem::new("absence", message)]);
        };
        if self.last_day < absence.spell.from {
            let message = format!(
                "The absence starts on {}; its last day cannot be before it.",
                in_words(absence.spell.from)
            );
            return Err(vec![FieldProblem::new("to", message)]);
        }
        let spell = Spell {
            until: Some(day_after(self.last_day)),
            ..absence.spell
        };
        let working_days = self.working_days.or(absence.working_days);
        let absence = Absence {
            spell,
            working_days,
            ..absence.clone()
        };
        Ok(vec![Change::Put(absence.into())])
    }
}
