//! Rules on assignments.

use super::rule::{
    COVER_REASON_MISSING, COVER_REASON_UNEXPECTED, COVER_WITHOUT_ABSENCE, FTE_ABOVE_ONE,
    FTE_IMPOSSIBLE, FTE_NOUGHT, HOLDING_AGAINST_CONTRACT,
};
use super::team::ends_after_it_starts;
use super::{Findings, Say, absence, engagement};
use crate::amount::Fte;
use crate::code::CodeSet as _;
use crate::codes::{Contract, Holding};
use crate::record::{Assignment, Post};
use crate::snapshot::Workforce;

pub(super) fn check(after: &Workforce, assignment: &Assignment, findings: &mut Findings) {
    ends_after_it_starts(assignment, assignment.spell, findings);
    fte_is_possible(assignment, findings);
    cover_reason_fits(assignment, findings);
    if let Some(engagement) = after.engagements().get(assignment.engagement) {
        engagement::assignment_lies_within(engagement, assignment, findings);
        holding_fits_contract(assignment, engagement.contract, findings);
    }
    for found in after.absences().linking(assignment.id) {
        absence::absence_is_of_the_same(assignment, found, findings);
    }
}

fn fte_is_possible(assignment: &Assignment, findings: &mut Findings) {
    if assignment.fte <= Fte::ZERO {
        let (rule, message) = if assignment.fte.is_zero() {
            (FTE_NOUGHT, "is nought, so the person counts as a head only")
        } else {
            (FTE_IMPOSSIBLE, "is below zero")
        };
        findings.add(
            rule,
            assignment,
            Say {
                field: "fte",
                value: &assignment.fte,
                message: message.to_owned(),
                advice: "Give the FTE that the person works in the post.",
            },
        );
    }
    if assignment.fte > Fte::ONE && assignment.over_reason.is_none() {
        findings.add(
            FTE_ABOVE_ONE,
            assignment,
            Say {
                field: "fte",
                value: &assignment.fte,
                message: "is above 1.0 in one post".to_owned(),
                advice: "Write FTE as a share of a full-time week, or give the reason (over_reason).",
            },
        );
    }
}

fn cover_reason_fits(assignment: &Assignment, findings: &mut Findings) {
    match (assignment.holding, assignment.cover) {
        (Holding::Substantive, Some(cover)) => findings.add(
            COVER_REASON_UNEXPECTED,
            assignment,
            Say {
                field: "cover",
                value: &cover,
                message: "is given for the holder of the post".to_owned(),
                advice: "Take the cover reason out, or say how the post is covered (holding).",
            },
        ),
        (Holding::Substantive, None) | (_, Some(_)) => {}
        (_, None) => findings.add(
            COVER_REASON_MISSING,
            assignment,
            Say {
                field: "cover",
                value: &"",
                message: "does not say what is covered".to_owned(),
                advice: "Give the cover reason; until then it counts as ‘reason not stated’.",
            },
        ),
    }
}

pub(super) fn holding_fits_contract(
    assignment: &Assignment,
    contract: Contract,
    findings: &mut Findings,
) {
    let agency = contract == Contract::Agency;
    if agency == (assignment.holding == Holding::Agency) {
        return;
    }
    findings.add(
        HOLDING_AGAINST_CONTRACT,
        assignment,
        Say {
            field: "holding",
            value: &assignment.holding,
            message: format!(
                "does not fit an engagement that is ‘{}’",
                contract.label().to_lowercase()
            ),
            advice: "Agency engagements take the holding ‘agency’, all others one of the rest.",
        },
    );
}

/// Cover for an absence should share a day with that absence of a holder of
/// the same post.
pub(super) fn cover_has_a_cause(
    after: &Workforce,
    post: &Post,
    found: &Assignment,
    all: &[&Assignment],
    findings: &mut Findings,
) {
    let Some(cover) = found.cover else { return };
    let Some(kind) = cover.absence() else {
        return;
    };
    let mut holders = all.iter().filter(|it| it.holding == Holding::Substantive);
    let caused = holders.any(|holder| {
        let mut absences = after.absences().linking(holder.engagement);
        absences.any(|absence| {
            absence.kind == kind
                && absence.assignment.is_none_or(|from| from == holder.id)
                && absence.spell.overlaps(&found.spell)
        })
    });
    if !caused {
        findings.add(
            COVER_WITHOUT_ABSENCE,
            found,
            Say {
                field: "cover",
                value: &cover,
                message: format!(
                    "no holder of post {} is away for this reason in that time",
                    post.reference
                ),
                advice: "Record the holder’s absence, or correct the cover reason.",
            },
        );
    }
}
