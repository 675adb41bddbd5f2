//! Rules on engagements.

use super::rule::{
    ABSENCES_OVERLAP, ASSIGNMENT_OUTSIDE_ENGAGEMENT, LEAVING_REASON_MISSING, LEAVING_WITHOUT_END,
    ORIGIN_MISSING,
};
use super::team::{end_words, ends_after_it_starts};
use super::{Findings, Say, absence, assignment};
use crate::codes::Contract;
use crate::id::PersonId;
use crate::record::{Absence, Assignment, Authority, Engagement};
use crate::snapshot::Workforce;

pub(super) fn check(after: &Workforce, engagement: &Engagement, findings: &mut Findings) {
    ends_after_it_starts(engagement, engagement.spell, findings);
    leaving_is_whole(engagement, findings);
    starting_is_whole(after, engagement, findings);
    for found in after.assignments().linking(engagement.id) {
        assignment_lies_within(engagement, found, findings);
        assignment::holding_fits_contract(found, engagement.contract, findings);
    }
    for found in after.absences().linking(engagement.id) {
        absence::absence_lies_within(engagement, found, findings);
    }
}

fn leaving_is_whole(engagement: &Engagement, findings: &mut Findings) {
    let said = engagement.reason.is_some() || engagement.destination.is_some();
    if engagement.spell.until.is_none() && said {
        findings.add(
            LEAVING_WITHOUT_END,
            engagement,
            Say {
                field: "to",
                value: &"",
                message: "has a reason or destination of leaving, but no last day".to_owned(),
                advice: "Give the last day, or take the reason and destination out.",
            },
        );
    }
    let whole = engagement.reason.is_some() && engagement.destination.is_some();
    let employed = matches!(
        engagement.contract,
        Contract::Permanent | Contract::FixedTerm
    );
    if engagement.spell.until.is_some() && employed && !whole {
        findings.add(
            LEAVING_REASON_MISSING,
            engagement,
            Say {
                field: if engagement.reason.is_none() {
                    "reason"
                } else {
                    "destination"
                },
                value: &"",
                message: "ends without a reason and a destination".to_owned(),
                advice: "Ask why the person left and where to; ‘not yet collected’ is a code too.",
            },
        );
    }
}

fn starting_is_whole(after: &Workforce, engagement: &Engagement, findings: &mut Findings) {
    let known_from = after.authority().and_then(Authority::employment_known_from);
    let recent = known_from.is_some_and(|from| from <= engagement.spell.from);
    let employed = matches!(
        engagement.contract,
        Contract::Permanent | Contract::FixedTerm
    );
    if recent && employed && engagement.origin.is_none() {
        findings.add(
            ORIGIN_MISSING,
            engagement,
            Say {
                field: "origin",
                value: &"",
                message: "starts without an origin".to_owned(),
                advice: "Say what the person did before; ‘not yet collected’ is a code too.",
            },
        );
    }
}

/// Both an engagement and its assignments may be the one that was touched, so
/// both checks come here.
pub(super) fn assignment_lies_within(
    engagement: &Engagement,
    assignment: &Assignment,
    findings: &mut Findings,
) {
    if !assignment.spell.is_some_time() || engagement.spell.covers(&assignment.spell) {
        return;
    }
    let (field, wrong_day) = if assignment.spell.from < engagement.spell.from {
        ("from", assignment.spell.from.to_string())
    } else {
        ("to", end_words(assignment.spell.last_day()))
    };
    findings.add(
        ASSIGNMENT_OUTSIDE_ENGAGEMENT,
        assignment,
        Say {
            field,
            value: &wrong_day,
            message: format!(
                "runs from {} to {}, but the engagement {} runs from {} to {}",
                assignment.spell.from,
                end_words(assignment.spell.last_day()),
                engagement.reference,
                engagement.spell.from,
                end_words(engagement.spell.last_day()),
            ),
            advice: "Keep the assignment within the engagement, or change the engagement.",
        },
    );
}

pub(super) fn absences_do_not_overlap(
    after: &Workforce,
    person: PersonId,
    findings: &mut Findings,
) {
    for engagement in after.engagements().linking(person) {
        let mut absences: Vec<&Absence> = after.absences().linking(engagement.id).collect();
        absences.sort_by_key(|absence| (absence.kind, absence.assignment, absence.spell.from));
        for pair in absences.windows(2) {
            let [first, second] = pair else { continue };
            let same = first.kind == second.kind && first.assignment == second.assignment;
            if same && first.spell.overlaps(&second.spell) {
                findings.add(
                    ABSENCES_OVERLAP,
                    *second,
                    Say {
                        field: "from",
                        value: &second.spell.from,
                        message: format!(
                            "starts while the absence from {} still runs",
                            first.spell.from
                        ),
                        advice: "Make one absence of the two, or end the first earlier.",
                    },
                );
            }
        }
    }
}
