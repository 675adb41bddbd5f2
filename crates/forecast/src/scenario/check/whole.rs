//! The plan as a whole: how long, how many futures, from when, and its aims.

use super::Check;
use crate::scenario::{MOST_FUTURE_MONTHS, MOST_FUTURES, MOST_MONTHS};

/// The most characters of a title.
const LONGEST_TITLE: usize = 200;

pub(super) fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    if scenario.title.trim().is_empty() {
        check.tell("title", "it is empty. Write what the plan is called");
    }
    if scenario.title.chars().any(char::is_control) {
        check.tell(
            "title",
            "it holds characters that cannot be seen. Take them out",
        );
    }
    let letters = scenario.title.chars().count();
    if letters > LONGEST_TITLE {
        check.tell(
            "title",
            format!("it has {letters} characters. Write {LONGEST_TITLE} at most; the rest can go into about"),
        );
    }
    let months = *scenario.months.get_ref();
    if !(1..=MOST_MONTHS).contains(&months) {
        check.tell(
            "months",
            format!("{months} months can’t be planned; write 1 to {MOST_MONTHS}"),
        );
    }
    futures(check, months);
    if i64::try_from(scenario.seed).is_err() {
        check.tell(
            "seed",
            format!("{} is too large. Write 0 to {}", scenario.seed, i64::MAX),
        );
    }
    let year = scenario.start.date.year();
    if !(1990..=2200).contains(&year) {
        check.tell("start.date", format!("{year} is not from 1990 to 2200"));
    }
    shocks(check);
    targets(check);
    feedback(check);
}

fn futures(check: &mut Check<'_>, months: u16) {
    let futures = *check.scenario.futures.get_ref();
    let together = u64::from(futures) * u64::from(months);
    let enough = "10000 are enough: they place the bands to about half a hundredth of their width";
    if futures == 0 {
        check.tell(
            "futures",
            format!("0 futures show nothing; write 1 to {MOST_FUTURES}. {enough}"),
        );
    } else if futures > MOST_FUTURES {
        check.tell(
            "futures",
            format!("{futures} futures are more than {MOST_FUTURES}; write 1 to {MOST_FUTURES}. {enough}"),
        );
    } else if months <= MOST_MONTHS && together > MOST_FUTURE_MONTHS {
        let most = MOST_FUTURE_MONTHS / u64::from(months.max(1));
        check.tell(
            "futures",
            format!("{futures} futures of {months} months do not fit into memory; write at most {most}. {enough}"),
        );
    }
}

/// The largest standard deviation of a year's factor. With more, chance would
/// cut off most of them at nought or at 2.
const WIDEST_SHOCK: f64 = 1.0;

/// The largest of what goes on from year to year: a wider one would empty the
/// council in some futures for good.
const WIDEST_DRIFT: f64 = 0.3;

fn shocks(check: &mut Check<'_>) {
    let shocks = check.scenario.shocks;
    for (key, value, widest) in [
        ("shocks.attrition", shocks.attrition, WIDEST_SHOCK),
        ("shocks.hiring", shocks.hiring, WIDEST_SHOCK),
        ("shocks.establishment", shocks.establishment, WIDEST_DRIFT),
        ("shocks.agency", shocks.agency, WIDEST_SHOCK),
        ("shocks.hours", shocks.hours, WIDEST_DRIFT),
    ] {
        check.within(key, value, 0.0, widest);
    }
}

fn targets(check: &mut Check<'_>) {
    let scenario = check.scenario;
    let last = scenario.last_month();
    for (nth, target) in scenario.targets.iter().enumerate() {
        let way = format!("target.{nth}");
        if target.aim().is_none() {
            check.tell(
                &way,
                "write either at_most or at_least, and only one of them",
            );
        }
        for (key, value) in [("at_most", target.at_most), ("at_least", target.at_least)] {
            if value.is_some_and(|value| !value.is_finite()) {
                check.tell(&format!("{way}.{key}"), "it is no number. Write one");
            }
        }
        if let Some(by) = target.by.as_ref().map(|by| *by.get_ref())
            && !(1..=i32::from(*scenario.months.get_ref())).contains(&by.after(scenario.start.date))
        {
            let first = scenario.first_month();
            check.tell(
                &format!("{way}.by"),
                format!("{by} lies outside the plan. Write {first} to {last}"),
            );
        }
        if !scenario.is_priced(target.of) {
            let what = target.of.label().to_lowercase();
            check.tell(
                &format!("{way}.of"),
                format!("no price is given for {what}, so it would be nought whatever happens. Add what it costs, see [money]"),
            );
        }
        if target.of.needs_cases() && scenario.workload.cases.is_empty() {
            check.tell(
                &format!("{way}.of"),
                "no cases are given, so there is no caseload. Add [[workload.cases]]",
            );
        }
    }
}

fn feedback(check: &mut Check<'_>) {
    let Some(feedback) = &check.scenario.feedback else {
        return;
    };
    if feedback.because.get_ref().trim().is_empty() {
        check.tell(
            "feedback.because",
            "it is empty. Say why attrition should answer to the caseload like this, or take [feedback] out",
        );
    }
    if feedback
        .reference
        .is_some_and(|it| !(it.is_finite() && it > 0.0))
    {
        check.tell(
            "feedback.reference",
            "it is not above nought. Write a weighted caseload, or leave it out",
        );
    }
    if check.scenario.workload.cases.is_empty() {
        check.tell(
            "feedback",
            "no cases are given, so there is no caseload to answer to. Add [[workload.cases]]",
        );
    }
}
