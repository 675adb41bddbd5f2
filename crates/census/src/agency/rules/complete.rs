//! R1: all is there that the return asks of an assignment.

use crate::agency::compliance::{Case, State, Verdict, verdict};
use crate::value::is_registration;

pub(crate) fn judge(case: &Case<'_>) -> Verdict {
    let row = case.row;
    let registration = row.registration.as_deref().unwrap_or_default();
    let asked = [
        (row.job_type.is_none(), "the core job type of the role"),
        (row.pay.is_none(), "the hourly pay"),
        (
            !is_registration(registration.trim()),
            "the Social Work England number",
        ),
        (
            row.in_project_team.is_none(),
            "whether the worker is in a project team",
        ),
    ];
    let missing: Vec<_> = asked
        .into_iter()
        .filter_map(|(is_missing, what)| is_missing.then_some(what))
        .collect();
    match missing.is_empty() {
        true => verdict(State::Kept, "All that the return asks is known."),
        false => verdict(
            State::NotKept,
            format!("Not known: {}.", missing.join(", ")),
        ),
    }
}
