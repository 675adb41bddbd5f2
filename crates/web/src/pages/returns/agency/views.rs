//! Rules, breaches, assignments, agencies and months as the page of a quarter shows them.

use std::collections::BTreeMap;

use holdfast_census::agency::{
    AgencyAssignment, AgencyReturn, AgencyUse, Breach, Compliance, Judgement, MonthlyCost, RuleId,
    State,
};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::readable;
use holdfast_workforce::date::in_words;

use crate::address;
use crate::components::Link;
use crate::format::{count, pounds};
use crate::here::Here;

/// The colour of a state’s tag.
pub(crate) fn colour(state: State) -> &'static str {
    match state {
        State::DoesNotApply => "grey",
        State::Kept => "green",
        State::KeptWithApproval => "teal",
        State::CannotTell => "yellow",
        State::NotKept => "red",
    }
}

/// A rule in the quarter.
pub(crate) struct RuleView {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// The state in words.
    pub(crate) state: &'static str,
    /// The colour of its tag.
    pub(crate) colour: &'static str,
    /// For how many assignments it was kept, in a sentence.
    pub(crate) in_words: String,
    /// Why it was not kept, as the council explains it.
    pub(crate) explanation: String,
    /// Whether an explanation is missing.
    pub(crate) is_unexplained: bool,
}

impl RuleView {
    /// The rule.
    pub(crate) fn of(it: &Compliance) -> Self {
        Self {
            id: it.rule.to_string(),
            name: it.name.clone(),
            state: it.state.label(),
            colour: colour(it.state),
            in_words: it.in_words.clone(),
            explanation: it.explanation.clone().unwrap_or_default(),
            is_unexplained: it.unexplained() > 0,
        }
    }
}

/// A price above a cap.
pub(crate) struct BreachView {
    /// Whose, with the form of the assignment.
    pub(crate) worker: Link,
    /// The agency.
    pub(crate) agency: String,
    /// The job type.
    pub(crate) job: &'static str,
    /// The day on which the cap is exceeded most.
    pub(crate) day: String,
    /// The rate, and whether it is indicative.
    pub(crate) rate: String,
    /// The cap.
    pub(crate) cap: String,
    /// How far it is exceeded.
    pub(crate) difference: String,
    /// Whether both signed in time.
    pub(crate) is_approved: bool,
    /// Who signed, in a sentence.
    pub(crate) signed: String,
    /// Why, as the council explains it.
    pub(crate) explanation: String,
}

impl BreachView {
    /// The breach.
    pub(crate) fn of(here: &Here, of: &AgencyReturn, it: &Breach) -> Self {
        let indicative = if it.indicative { " (indicative)" } else { "" };
        Self {
            worker: form(here, of, &it.reference, &it.worker),
            agency: it.agency.clone().unwrap_or_default(),
            job: it.job_type.label(),
            day: in_words(it.day),
            rate: format!("{}{indicative}", pounds(it.rate)),
            cap: pounds(it.cap),
            difference: pounds(it.difference),
            is_approved: it.approved,
            signed: it.signed.clone(),
            explanation: it.explanation.clone().unwrap_or_default(),
        }
    }
}

/// An assignment.
pub(crate) struct AssignmentView {
    /// Whose, with the form of the assignment.
    pub(crate) worker: Link,
    /// Its number.
    pub(crate) reference: String,
    /// The core job type.
    pub(crate) job: &'static str,
    /// The team.
    pub(crate) team: String,
    /// The agency.
    pub(crate) agency: String,
    /// Its days.
    pub(crate) days: String,
    /// What the worker is paid for an hour.
    pub(crate) pay: String,
    /// Rules that were not kept.
    pub(crate) not_kept: String,
    /// Rules of which it cannot be told.
    pub(crate) cannot_tell: String,
}

/// Every assignment with the rules that are open for it.
pub(crate) fn assignments(here: &Here, of: &AgencyReturn) -> Vec<AssignmentView> {
    let mut rules: BTreeMap<&str, [Vec<RuleId>; 2]> = BTreeMap::new();
    for row in of.compliance.iter().flat_map(|it| &it.rows) {
        let place = match row.state {
            State::NotKept => 0,
            State::CannotTell => 1,
            _ => continue,
        };
        rules.entry(&row.reference).or_default()[place].push(row.rule);
    }
    let nothing = [Vec::new(), Vec::new()];
    let views = of.assignments.iter().map(|it| {
        let [not_kept, cannot_tell] = rules.get(it.reference.as_str()).unwrap_or(&nothing);
        assignment(here, of, it, (listed(not_kept), listed(cannot_tell)))
    });
    views.collect()
}

fn assignment(
    here: &Here,
    of: &AgencyReturn,
    it: &AgencyAssignment,
    (not_kept, cannot_tell): (String, String),
) -> AssignmentView {
    AssignmentView {
        worker: form(here, of, &it.reference, &it.worker),
        reference: it.reference.clone(),
        job: it.job_type.map_or("Not mapped", |it| it.label()),
        team: it.team.clone(),
        agency: it.agency.clone().unwrap_or_default(),
        days: days(it),
        pay: it.pay.map(pounds).unwrap_or_default(),
        not_kept,
        cannot_tell,
    }
}

/// `6 October 2025 to 5 January 2026`, or `From 6 October 2025`.
pub(crate) fn days(it: &AgencyAssignment) -> String {
    let first = in_words(it.first_day);
    match it.last_day {
        Some(last) => format!("{first} to {}", in_words(last)),
        None => format!("From {first}"),
    }
}

/// Rules one after the other: `R2, R5`.
pub(crate) fn listed(rules: &[RuleId]) -> String {
    let rules: Vec<_> = rules.iter().map(ToString::to_string).collect();
    rules.join(", ")
}

fn form(here: &Here, of: &AgencyReturn, reference: &str, worker: &str) -> Link {
    let href = address::agency_assignment(&here.authority, of.quarter, reference);
    Link::new(href, worker)
}

/// An agency.
pub(crate) struct AgencyView {
    /// Its name.
    pub(crate) name: String,
    /// Its assignments.
    pub(crate) assignments: String,
    /// How often a rule was not kept with it.
    pub(crate) not_kept: String,
    /// Its cost.
    pub(crate) cost: String,
    /// How it affected the keeping of the rules, and of which.
    pub(crate) conduct: String,
}

impl AgencyView {
    /// The agency.
    pub(crate) fn of(it: &AgencyUse) -> Self {
        let rules = match it.rules.is_empty() {
            true => String::new(),
            false => format!(" ({})", listed(&it.rules)),
        };
        Self {
            name: it.name.clone(),
            assignments: count(it.assignments),
            not_kept: count(it.not_kept),
            cost: pounds(it.cost),
            conduct: it
                .conduct
                .as_ref()
                .map(|it| format!("{it}{rules}"))
                .unwrap_or_default(),
        }
    }
}

/// A month.
pub(crate) struct MonthView {
    /// The month: `October 2025`.
    pub(crate) name: String,
    /// The assignments in it.
    pub(crate) assignments: String,
    /// Their hours.
    pub(crate) hours: String,
    /// Working days without a charge.
    pub(crate) open: String,
    /// The cost.
    pub(crate) cost: String,
}

impl MonthView {
    /// The month.
    pub(crate) fn of(it: &MonthlyCost) -> Self {
        Self {
            name: it.month.strftime("%B %Y").to_string(),
            assignments: count(it.assignments),
            hours: readable(&it.hours.rounded(2)),
            open: readable(&it.days_without_charge.to_string()),
            cost: pounds(it.cost),
        }
    }
}

/// How a rule stands for an assignment.
pub(crate) struct JudgementView {
    /// The rule.
    pub(crate) rule: RuleId,
    /// Its name.
    pub(crate) name: String,
    /// The state in words.
    pub(crate) state: &'static str,
    /// The colour of its tag.
    pub(crate) colour: &'static str,
    /// Why, in a sentence.
    pub(crate) why: String,
    /// Whether it was not kept.
    pub(crate) is_broken: bool,
}

/// How each rule stands for an assignment.
pub(crate) fn judgements(of: &AgencyReturn, reference: &str) -> Vec<JudgementView> {
    let view = |(name, row): (&String, &Judgement)| JudgementView {
        rule: row.rule,
        name: name.clone(),
        state: row.state.label(),
        colour: colour(row.state),
        why: row.why.clone(),
        is_broken: row.state == State::NotKept,
    };
    let rows = of.compliance.iter();
    let rows = rows.flat_map(|it| it.rows.iter().map(move |row| (&it.name, row)));
    rows.filter(|(_, row)| row.reference == reference)
        .map(view)
        .collect()
}
