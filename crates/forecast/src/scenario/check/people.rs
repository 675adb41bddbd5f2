//! How people come, go, move and are away.

use super::Check;
use crate::scenario::{MOST_MONTHS, MOST_PEOPLE, Month};
use crate::uncertain::{Amount, Uncertain};

/// The longest wait for somebody who is hired, in months.
const LONGEST_WAIT: f64 = 60.0;

pub(super) fn check(check: &mut Check<'_>) {
    attrition(check);
    intakes(check);
    hires(check);
    conversions(check);
    moves(check);
}

fn attrition(check: &mut Check<'_>) {
    let attrition = &check.scenario.attrition;
    check.within(
        "attrition.factor",
        attrition.factor.stated_ends().1,
        0.0,
        10.0,
    );
    for (nth, of_role) in attrition.of_roles.iter().enumerate() {
        let most = of_role.factor.stated_ends().1;
        check.within(&format!("attrition.of_role.{nth}.factor"), most, 0.0, 10.0);
    }
    if let Some(seasonality) = &attrition.seasonality {
        let factors = seasonality.get_ref();
        let way = "attrition.seasonality";
        if factors.len() != 12 {
            check.tell(
                way,
                format!(
                    "{} factors are not twelve. Write one for each month, January first",
                    factors.len()
                ),
            );
        }
        if factors.iter().any(|factor| !(0.0..=1e6).contains(factor)) {
            check.tell(
                way,
                "a factor is below nought or no number. Write 1 for a month like any other",
            );
        } else if factors.iter().sum::<f64>() <= 0.0 {
            check.tell(
                way,
                "all factors are nought. Write 1 for a month like any other",
            );
        }
    }
    let groups: Vec<_> = attrition
        .groups
        .iter()
        .map(|group| {
            (
                group.role.as_ref().map(|role| role.get_ref().as_str()),
                group.experience,
            )
        })
        .collect();
    hidden(check, "attrition.group", &groups);
}

/// Tells of parts that never count because an earlier one fits whoever they fit.
pub(super) fn hidden<Role: PartialEq, Group: PartialEq>(
    check: &mut Check<'_>,
    list: &str,
    parts: &[(Option<Role>, Option<Group>)],
) {
    for (nth, (role, experience)) in parts.iter().enumerate() {
        let covers = |(earlier, group): &(Option<Role>, Option<Group>)| {
            (earlier.is_none() || earlier == role) && (group.is_none() || group == experience)
        };
        if let Some(first) = parts[..nth].iter().position(covers) {
            let first = first + 1;
            check.tell(
                &format!("{list}.{nth}"),
                format!("it never counts, because number {first} of the list fits everybody whom it fits. Take it away or put it first"),
            );
        }
    }
}

fn intakes(check: &mut Check<'_>) {
    let scenario = check.scenario;
    check.names(
        "intake",
        "name",
        scenario.intakes.iter().map(|it| it.name.as_str()),
    );
    for (nth, intake) in scenario.intakes.iter().enumerate() {
        let way = format!("intake.{nth}");
        match (&intake.months, &intake.starts) {
            (Some(_), Some(_)) | (None, None) => {
                check.tell(&way, "write either months or starts, and only one of them");
            }
            (Some(months), None) => {
                check.months_of_year(&format!("{way}.months"), months.get_ref())
            }
            (None, Some(starts)) => starts_of(check, &format!("{way}.starts"), starts.get_ref()),
        }
        size(check, &format!("{way}.size"), &intake.size);
        each(check, &format!("{way}.fte"), &intake.fte);
        let retention = *intake.retention_months.get_ref();
        if !(1..=MOST_MONTHS).contains(&retention) {
            check.tell(
                &format!("{way}.retention_months"),
                format!("{retention} is not from 1 to {MOST_MONTHS}"),
            );
        }
        if intake
            .retention
            .as_ref()
            .is_some_and(|kept| kept.stated_ends().0 <= 0.0)
        {
            check.tell(
                &format!("{way}.retention"),
                "0 would have everybody leave at once. Write a share above 0",
            );
        }
    }
}

fn starts_of(check: &mut Check<'_>, way: &str, starts: &[Month]) {
    if starts.is_empty() {
        check.tell(
            way,
            "no month is listed. Write at least one, like \"2027-09\"",
        );
    }
    for &start in starts {
        check.not_before_start(way, start);
    }
}

fn size(check: &mut Check<'_>, way: &str, size: &Uncertain<Amount>) {
    check.within(way, size.stated_ends().1, 0.0, MOST_PEOPLE);
}

fn each(check: &mut Check<'_>, way: &str, fte: &Uncertain<Amount>) {
    let (low, high) = fte.stated_ends();
    if low <= 0.0 || high > 1.0 {
        check.tell(
            way,
            format!(
                "{} is not above 0 and up to 1. Write the FTE of one person",
                fte.shape
            ),
        );
    }
}

fn hires(check: &mut Check<'_>) {
    let scenario = check.scenario;
    check.names(
        "hire",
        "name",
        scenario.hires.iter().map(|it| it.name.as_str()),
    );
    for (nth, hire) in scenario.hires.iter().enumerate() {
        let way = format!("hire.{nth}");
        if let Some(months) = &hire.months {
            check.months_of_year(&format!("{way}.months"), months.get_ref());
        }
        let (from, until) = (month(&hire.from), month(&hire.until));
        spell(check, &way, from, until);
        size(check, &format!("{way}.a_year"), &hire.a_year);
        each(check, &format!("{way}.fte"), &hire.fte);
        for (key, wait) in [
            ("months_to_hire", &hire.months_to_hire),
            ("arrival_lag", &hire.arrival_lag),
        ] {
            check.within(
                &format!("{way}.{key}"),
                wait.stated_ends().1,
                0.0,
                LONGEST_WAIT,
            );
        }
    }
}

fn conversions(check: &mut Check<'_>) {
    let scenario = check.scenario;
    check.names(
        "conversion",
        "name",
        scenario.conversions.iter().map(|it| it.name.as_str()),
    );
    for (nth, conversion) in scenario.conversions.iter().enumerate() {
        let (from, until) = (month(&conversion.from), month(&conversion.until));
        spell(check, &format!("conversion.{nth}"), from, until);
    }
}

fn month(written: &Option<toml::Spanned<Month>>) -> Option<Month> {
    written.as_ref().map(|month| *month.get_ref())
}

fn spell(check: &mut Check<'_>, way: &str, from: Option<Month>, until: Option<Month>) {
    for (key, month) in [("from", from), ("until", until)] {
        if let Some(month) = month {
            check.not_before_start(&format!("{way}.{key}"), month);
        }
    }
    check.in_order(way, from, until);
}

fn moves(check: &mut Check<'_>) {
    let scenario = check.scenario;
    check.names(
        "move",
        "name",
        scenario.moves.iter().map(|it| it.name.as_str()),
    );
    for (nth, progression) in scenario.progressions.iter().enumerate() {
        if progression.from.get_ref() == progression.to.get_ref() {
            check.tell(
                &format!("progression.{nth}.to"),
                format!(
                    "‘{}’ is the role they come from. Write another",
                    progression.to.get_ref()
                ),
            );
        }
    }
    for (nth, absence) in scenario.absences.iter().enumerate() {
        let (low, high) = absence.months.stated_ends();
        if low <= 0.0 || high > f64::from(MOST_MONTHS) {
            check.tell(
                &format!("absence.{nth}.months"),
                format!(
                    "{} is not above 0 and up to {MOST_MONTHS}",
                    absence.months.shape
                ),
            );
        }
    }
}
