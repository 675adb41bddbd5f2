//! R3: project teams and other packages of work.

use crate::agency::compliance::{Case, State, Verdict, verdict};

pub(crate) fn judge(case: &Case<'_>) -> Verdict {
    match (case.row.in_project_team, &case.row.project_team) {
        (Some(false), _) => verdict(State::DoesNotApply, "The worker is in no project team."),
        (_, Some(name)) => of_team(case, name),
        (Some(true), None) => verdict(
            State::CannotTell,
            "The project team that the worker is in is not named.",
        ),
        (None, None) => {
            let why = "Whether the worker is in a project team is not answered.";
            verdict(State::CannotTell, why)
        }
    }
}

fn of_team(case: &Case<'_>, name: &str) -> Verdict {
    let Some(team) = case.project_teams.iter().find(|team| team.name == name) else {
        let why = format!("The project team ‘{name}’ is not described in the answers.");
        return verdict(State::CannotTell, why);
    };
    let asked = [
        (
            team.workers_approved,
            "every worker is named and approved in advance",
        ),
        (team.cost_apart, "the cost of workers is shown apart"),
        (team.control_kept, "the council keeps control of practice"),
    ];
    let that = |answer: Option<bool>| {
        let found = asked.iter().filter(|(given, _)| *given == answer);
        found.map(|(_, what)| *what).collect::<Vec<_>>().join("; ")
    };
    let (broken, open) = (that(Some(false)), that(None));
    if !broken.is_empty() {
        verdict(
            State::NotKept,
            format!("In ‘{name}’ this is not so: {broken}."),
        )
    } else if !open.is_empty() {
        verdict(
            State::CannotTell,
            format!("Of ‘{name}’ this is not answered: {open}."),
        )
    } else {
        let evidence = team.evidence.as_deref().unwrap_or("not stated");
        verdict(
            State::Kept,
            format!("All three hold in ‘{name}’. Evidence: {evidence}."),
        )
    }
}
