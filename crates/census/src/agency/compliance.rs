//! How far each rule was kept, assignment by assignment, and why.

use holdfast_reference::Region;
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Fte, Hours, divide_half_up};
use holdfast_workforce::date::in_words;
use serde::Serialize;

use super::answers::{AgencyAnswers, AssignmentAnswers, ProjectTeam};
use super::assignment::AgencyAssignment;
use super::quarter::Quarter;
use super::rule_book::{AgencyRule, Force, ParameterName, RuleBook, RuleId};
use super::rules::{complete, cool_off, experience, notice, price_cap, project_team, references};

/// Whether a rule was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It does not apply.
    DoesNotApply,
    /// It was kept.
    Kept,
    /// It was not kept to the letter, but those who may allow that did so in time.
    KeptWithApproval,
    /// What is known does not tell.
    CannotTell,
    /// It was not kept.
    NotKept,
}

impl State {
    /// The state in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::DoesNotApply => "Does not apply",
            Self::Kept => "Kept",
            Self::KeptWithApproval => "Kept with approval",
            Self::CannotTell => "Cannot tell",
            Self::NotKept => "Not kept",
        }
    }
}

/// A state and its reason in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) state: State,
    pub(super) why: String,
}

pub(super) fn verdict(state: State, why: impl Into<String>) -> Verdict {
    let why = why.into();
    Verdict { state, why }
}

/// A rule held against one assignment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judgement {
    /// The rule.
    pub rule: RuleId,
    /// Its version, where one applies.
    pub version: Option<u32>,
    /// The council’s own number for the assignment.
    pub reference: String,
    /// The worker.
    pub worker: String,
    /// The agency.
    pub agency: Option<String>,
    /// Whether the rule was kept.
    pub state: State,
    /// Why, in a sentence.
    pub why: String,
    /// The council’s own explanation.
    pub explanation: Option<String>,
}

/// How far a rule was kept in a quarter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compliance {
    /// The rule.
    pub rule: RuleId,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub says: String,
    /// How strongly it binds.
    pub force: Option<Force>,
    /// Where it is from.
    pub source: String,
    /// The worst that is true of an assignment.
    pub state: State,
    /// Assignments for which it was kept.
    pub kept: usize,
    /// Assignments for which it was kept with approval.
    pub kept_with_approval: usize,
    /// Assignments for which it was not.
    pub not_kept: usize,
    /// Assignments of which it cannot be told.
    pub cannot_tell: usize,
    /// Assignments that it does not apply to.
    pub not_applying: usize,
    /// The outcome in a sentence.
    pub in_words: String,
    /// Why the rule was not kept, as the council explains it.
    pub explanation: Option<String>,
    /// Every assignment.
    pub rows: Vec<Judgement>,
}

/// An assignment, and all that is known to judge it.
pub(super) struct Case<'c> {
    pub(super) workforce: &'c Workforce,
    pub(super) book: &'c RuleBook,
    pub(super) region: Option<Region>,
    pub(super) week: Hours,
    pub(super) quarter: Quarter,
    pub(super) row: &'c AgencyAssignment,
    pub(super) answers: Option<&'c AssignmentAnswers>,
    pub(super) project_teams: &'c [ProjectTeam],
}

impl<'c> Case<'c> {
    /// A whole number in a rule, as it was when the assignment came under it:
    /// what changes later does not make an earlier engagement wrong.
    pub(super) fn whole(&self, name: ParameterName, rule: &AgencyRule) -> Option<i32> {
        let day = self.row.first_day.max(rule.from);
        self.book.whole(name, (self.region, self.row.job_type), day)
    }

    /// An answer for the assignment.
    pub(super) fn answer<T>(
        &self,
        answer: impl FnOnce(&'c AssignmentAnswers) -> Option<T>,
    ) -> Option<T> {
        answer(self.answers?)
    }

    /// The version of a rule that the assignment comes under.
    pub(super) fn rule(&self, id: RuleId) -> Option<&'c AgencyRule> {
        self.book.rule(id, self.row.first_day, self.row.days)
    }

    /// Holds a rule against the assignment.
    pub(super) fn judge(&self, id: RuleId) -> Judgement {
        let rule = self.rule(id);
        let verdict = match rule {
            None => self.not_applying(id),
            Some(rule) => match id {
                RuleId::R1 => complete::judge(self),
                RuleId::R2 => price_cap::judge(self, rule),
                RuleId::R3 => project_team::judge(self),
                RuleId::R4 => notice::judge(self, rule),
                RuleId::R5 => cool_off::judge(self, rule),
                RuleId::R6 => experience::judge(self, rule),
                RuleId::R7 => references::judge(self, rule),
            },
        };
        Judgement {
            rule: id,
            version: rule.map(|rule| rule.version),
            reference: self.row.reference.clone(),
            worker: self.row.worker.clone(),
            agency: self.row.agency.clone(),
            state: verdict.state,
            why: verdict.why,
            explanation: self.answer(|it| it.explanation.get(&id).cloned()),
        }
    }

    fn not_applying(&self, id: RuleId) -> Verdict {
        let (began, last) = (self.row.first_day, self.row.last_counted());
        let Some(rule) = self.book.version_by(id, last) else {
            return verdict(State::DoesNotApply, "The rule book does not hold the rule.");
        };
        let is_earlier = rule.spell().overlaps(&self.row.days) && began < rule.from;
        if is_earlier && rule.all_from.is_none() {
            return verdict(
                State::CannotTell,
                format!(
                    "The assignment began on {}, before {}. From what day the rule binds earlier assignments is not in the rule book.",
                    in_words(began),
                    in_words(rule.from)
                ),
            );
        }
        let since = format!(
            "The rule binds assignments that begin from {}",
            in_words(rule.from)
        );
        let all = rule
            .all_from
            .map(|day| format!(", and all from {}", in_words(day)));
        let until = rule.to.map(|day| format!(", until {}", in_words(day)));
        let (all, until) = (all.unwrap_or_default(), until.unwrap_or_default());
        verdict(
            State::DoesNotApply,
            format!(
                "{since}{all}{until}; this one began on {}.",
                in_words(began)
            ),
        )
    }
}

/// How far a rule was kept, from its judgements.
pub(super) fn compliance(
    id: RuleId,
    book: &RuleBook,
    quarter: Quarter,
    answers: &AgencyAnswers,
    rows: Vec<Judgement>,
) -> Compliance {
    let count = |state| rows.iter().filter(|row| row.state == state).count();
    let rule = book.version_by(id, quarter.last_day());
    let state = rows.iter().map(|row| row.state).max();
    let mut compliance = Compliance {
        rule: id,
        name: rule.map(|rule| rule.name.clone()).unwrap_or_default(),
        says: rule.map(|rule| rule.says.clone()).unwrap_or_default(),
        force: rule.map(|rule| rule.force),
        source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
        state: state.unwrap_or(State::DoesNotApply),
        kept: count(State::Kept),
        kept_with_approval: count(State::KeptWithApproval),
        not_kept: count(State::NotKept),
        cannot_tell: count(State::CannotTell),
        not_applying: count(State::DoesNotApply),
        in_words: String::new(),
        explanation: answers.explanation.get(&id).cloned(),
        rows,
    };
    compliance.in_words = sentence(&compliance);
    compliance
}

fn sentence(of: &Compliance) -> String {
    let applying = of.kept + of.kept_with_approval + of.not_kept + of.cannot_tell;
    if applying == 0 {
        return "Applies to no assignment of the quarter.".to_owned();
    }
    let mut text = format!("Kept for {} of {applying}", of.kept);
    if of.kept_with_approval > 0 {
        text += &format!(", with approval for {}", of.kept_with_approval);
    }
    if of.not_kept > 0 {
        text += &format!(", not kept for {}", of.not_kept);
    }
    if of.cannot_tell > 0 {
        text += &format!(", cannot tell for {}", of.cannot_tell);
    }
    text + "."
}

/// A number of things: `1 month`, `3 months`.
pub(super) fn counted(number: i32, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

/// What the rule book lacks.
pub(super) fn not_in_the_book(name: ParameterName) -> Verdict {
    verdict(
        State::CannotTell,
        format!("The rule book has no `{name}` for the day."),
    )
}

/// The hours of a week at an FTE, in hundredths times millionths: exact. A week
/// has no more than 168 hours, and nobody works more than some FTE.
pub(super) fn hours_of_week(week: Hours, fte: Fte) -> i128 {
    let week = week.clamp(Hours::ZERO, Hours::whole(168));
    let fte = fte.clamp(Fte::ZERO, Fte::whole(100));
    i128::from(week.units()) * i128::from(fte.units())
}

/// The hours of a week at an FTE, rounded to a hundredth.
pub(super) fn weekly_hours(week: Hours, fte: Fte) -> Hours {
    let hours = divide_half_up(hours_of_week(week, fte), Fte::ONE.units().into());
    Hours::from_units(i64::try_from(hours).unwrap_or(i64::MAX))
}
