//! Pay, other costs, cases and budgets.

use super::{Check, people::hidden};
use crate::series::Series;
use crate::uncertain::{Change, Uncertain};

pub(super) fn check(check: &mut Check<'_>) {
    let money = &check.scenario.money;
    if money.agency_a_year.is_some() && money.agency_premium.is_some() {
        check.tell(
            "money.agency_a_year",
            "agency_premium is there, too. Write what an agency worker costs in one of the two ways",
        );
    }
    let salaries: Vec<_> = money
        .salaries
        .iter()
        .map(|salary| {
            (
                salary.role.as_ref().map(|role| role.get_ref().as_str()),
                salary.experience,
            )
        })
        .collect();
    hidden(check, "money.salary", &salaries);
    check.names(
        "money.outlay",
        "name",
        money.outlays.iter().map(|it| it.name.as_str()),
    );
    for (nth, outlay) in money.outlays.iter().enumerate() {
        check.not_before_start(
            &format!("money.outlay.{nth}.month"),
            *outlay.month.get_ref(),
        );
    }
    yearly(check, "money.award", &money.award);
    budgets(check);
    workload(check);
}

/// Tells of a change that is no year's, such as a percentage for a share.
fn yearly(check: &mut Check<'_>, way: &str, change: &Uncertain<Change>) {
    let (low, high) = change.stated_ends();
    for value in [low, high] {
        if !(-0.5..=1.0).contains(&value) {
            let percent = value * 100.0;
            check.tell(
                way,
                format!("{value} would be {percent}% a year. Write -0.5 to 1; 5% is 0.05"),
            );
            return;
        }
    }
}

/// The most pounds of a budget.
const MOST_POUNDS: f64 = 1e12;

fn budgets(check: &mut Check<'_>) {
    let budgets = &check.scenario.budgets;
    for (nth, budget) in budgets.iter().enumerate() {
        let (year, of) = (*budget.year.get_ref(), budget.of);
        check.within(
            &format!("budget.{nth}.pounds"),
            budget.pounds,
            0.0,
            MOST_POUNDS,
        );
        if !Series::SPENDING.contains(&of) {
            let kinds: Vec<_> = Series::SPENDING.iter().map(|it| it.key()).collect();
            check.tell(
                &format!("budget.{nth}.of"),
                format!(
                    "‘{}’ is no kind of spending. Write one of {}",
                    of.key(),
                    kinds.join(", ")
                ),
            );
        }
        if budgets[..nth]
            .iter()
            .any(|earlier| *earlier.year.get_ref() == year && earlier.of == of)
        {
            check.tell(
                &format!("budget.{nth}.year"),
                format!("{year} has a budget already. Write each financial year once for each kind of spending"),
            );
        }
    }
}

fn workload(check: &mut Check<'_>) {
    let workload = &check.scenario.workload;
    check.names(
        "workload.cases",
        "name",
        workload.cases.iter().map(|it| it.name.as_str()),
    );
    for (nth, cases) in workload.cases.iter().enumerate() {
        yearly(check, &format!("workload.cases.{nth}.trend"), &cases.trend);
    }
    let reduced: Vec<_> = workload
        .reduced
        .iter()
        .map(|reduced| (None::<()>, Some(reduced.experience)))
        .collect();
    hidden(check, "workload.reduced", &reduced);
}
