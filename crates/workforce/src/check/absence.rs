//! Rules on absences.

use super::rule::{ABSENCE_OF_ANOTHER, ABSENCE_OUTSIDE_ENGAGEMENT, DAYS_IMPOSSIBLE};
use super::team::{end_words, ends_after_it_starts};
use super::{Findings, Say};
use crate::amount::Days;
use crate::record::{Absence, Assignment, Engagement};
use crate::snapshot::Workforce;

pub(super) fn check(after: &Workforce, absence: &Absence, findings: &mut Findings) {
    ends_after_it_starts(absence, absence.spell, findings);
    days_are_possible(absence, findings);
    if let Some(engagement) = after.engagements().get(absence.engagement) {
        absence_lies_within(engagement, absence, findings);
    }
    let assignment = absence
        .assignment
        .and_then(|id| after.assignments().get(id));
    if let Some(assignment) = assignment {
        absence_is_of_the_same(assignment, absence, findings);
    }
}

fn days_are_possible(absence: &Absence, findings: &mut Findings) {
    if absence.working_days.is_some_and(|days| days < Days::ZERO) {
        findings.add(
            DAYS_IMPOSSIBLE,
            absence,
            Say {
                field: "working_days",
                value: &absence.working_days.unwrap_or_default(),
                message: "is below zero".to_owned(),
                advice: "Count the working days lost, or leave the field empty.",
            },
        );
    }
}

/// Both an engagement and its absences may be the one that was touched, so
/// both checks come here.
pub(super) fn absence_lies_within(
    engagement: &Engagement,
    absence: &Absence,
    findings: &mut Findings,
) {
    // An absence without a known end may go on; the end of the engagement ends it.
    let starts_within = engagement.spell.contains(absence.spell.from);
    let ends_within = match (absence.spell.until, engagement.spell.until) {
        (Some(mine), Some(theirs)) => mine <= theirs,
        _ => true,
    };
    if absence.spell.is_some_time() && !(starts_within && ends_within) {
        let wrong_day = if starts_within {
            end_words(absence.spell.last_day())
        } else {
            absence.spell.from.to_string()
        };
        findings.add(
            ABSENCE_OUTSIDE_ENGAGEMENT,
            absence,
            Say {
                field: if starts_within { "to" } else { "from" },
                value: &wrong_day,
                message: format!(
                    "lies outside the engagement {}, which runs from {} to {}",
                    engagement.reference,
                    engagement.spell.from,
                    end_words(engagement.spell.last_day()),
                ),
                advice: "Keep the absence within the engagement.",
            },
        );
    }
}

/// Both an assignment and the absences from it may be the one that was
/// touched, so both checks come here.
pub(super) fn absence_is_of_the_same(
    assignment: &Assignment,
    absence: &Absence,
    findings: &mut Findings,
) {
    if assignment.engagement != absence.engagement {
        findings.add(
            ABSENCE_OF_ANOTHER,
            absence,
            Say {
                field: "assignment",
                value: &assignment.reference,
                message: "belongs to another engagement".to_owned(),
                advice: "Name an assignment of the same engagement, or none.",
            },
        );
    }
}
