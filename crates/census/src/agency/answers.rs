//! What the return asks and staffing records do not hold, answered by the
//! council for a quarter in one TOML text.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::written::{self, Problem};
use holdfast_reference::Region;
use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::assignment::AgencyAssignment;
use super::quarter::Quarter;
use super::rule_book::RuleId;
use super::signature::AgencySignature;

/// The answers for a quarter. What is not answered is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyAnswers {
    /// The quarter.
    pub quarter: Quarter,
    /// Why a rule was not kept, by rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub explanation: BTreeMap<RuleId, String>,
    /// Who signed the return off, once somebody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_off: Option<AgencySignature>,
    /// The agencies that affected how far the rules were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agency: Vec<AgencyConduct>,
    /// The project teams and other packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub project_team: Vec<ProjectTeam>,
    /// The assignments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignment: Vec<AssignmentAnswers>,
}

/// How an agency affected the keeping of the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyConduct {
    /// The agency, as the records name it.
    pub name: String,
    /// What it did.
    pub conduct: String,
    /// The rules that this touched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleId>,
}

/// A project team, or another package of work that is bought as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectTeam {
    /// Its name.
    pub name: String,
    /// Whether every worker was named and approved in advance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workers_approved: Option<bool>,
    /// Whether the cost of workers is shown apart from other services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_apart: Option<bool>,
    /// Whether the council keeps full oversight and control of practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control_kept: Option<bool>,
    /// Where that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// How an agency worker is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagementType {
    /// On the agency’s own payroll.
    Paye,
    /// Through an umbrella company.
    Umbrella,
    /// Through a limited company, inside the off-payroll rules.
    LimitedInside,
    /// Through a limited company, outside the off-payroll rules.
    LimitedOutside,
}

impl EngagementType {
    /// Every way.
    pub const ALL: [Self; 4] = [
        Self::Paye,
        Self::Umbrella,
        Self::LimitedInside,
        Self::LimitedOutside,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Paye => "PAYE",
            Self::Umbrella => "Umbrella company",
            Self::LimitedInside => "Limited company, inside the off-payroll rules",
            Self::LimitedOutside => "Limited company, outside the off-payroll rules",
        }
    }
}

/// Who signed, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// The name.
    pub name: String,
    /// The day.
    #[serde(deserialize_with = "written::date")]
    pub on: Date,
}

/// The last permanent role of a worker with another council.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleElsewhere {
    /// The council.
    pub authority: String,
    /// Its region.
    #[serde(
        deserialize_with = "written::some_code",
        serialize_with = "written::write_code"
    )]
    pub region: Option<Region>,
    /// The last day in the role.
    #[serde(deserialize_with = "written::date")]
    pub last_day: Date,
}

/// Why somebody may come back within the cool-off time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoolOffException {
    /// The worker moves to a permanent role.
    PermanentRole,
    /// The worker was made redundant from the permanent role.
    Redundancy,
    /// The role that was left is in another region.
    OtherRegion,
    /// The worker left the permanent role during probation.
    Probation,
}

impl CoolOffException {
    /// Every exception.
    pub const ALL: [Self; 4] = [
        Self::PermanentRole,
        Self::Redundancy,
        Self::OtherRegion,
        Self::Probation,
    ];

    /// The exception in words, after “excepted:”.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::PermanentRole => "the worker moves to a permanent role",
            Self::Redundancy => "the worker was made redundant from the permanent role",
            Self::OtherRegion => "the permanent role was in another region",
            Self::Probation => "the worker left the permanent role during probation",
        }
    }
}

/// The answers for one assignment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentAnswers {
    /// The assignment’s reference in the records.
    pub reference: String,
    /// How the worker is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement_type: Option<EngagementType>,
    /// Whether the worker is in a project team. The name of one says so too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_project_team: Option<bool>,
    /// The name of the project team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_team: Option<String>,
    /// The worker’s notice, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// The practice-based references obtained before the engagement began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub references_before_start: Option<u32>,
    /// The day on which the council’s own reference was shared with the worker.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "written::some_date"
    )]
    pub reference_given_on: Option<Date>,
    /// Whether references or earlier employers confirm the experience that R6 asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience_confirmed: Option<bool>,
    /// Whether it was established that the worker held no permanent role with
    /// another council of the region within the cool-off time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_recent_role_elsewhere: Option<bool>,
    /// Why the worker may come back within the cool-off time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cool_off_exception: Option<CoolOffException>,
    /// The last permanent role with another council.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_role_elsewhere: Option<RoleElsewhere>,
    /// The sign-off of a price above the cap by the director of children’s services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub director: Option<SignOff>,
    /// The sign-off of a price above the cap by the chief executive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chief_executive: Option<SignOff>,
    /// Why a rule was not kept for this assignment, by rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub explanation: BTreeMap<RuleId, String>,
}

/// One entry as it stands in the text.
#[derive(Serialize)]
struct Entry {
    assignment: [AssignmentAnswers; 1],
}

impl AssignmentAnswers {
    /// Whether the worker is in a project team, where that is known.
    pub fn is_in_project_team(&self) -> Option<bool> {
        self.project_team
            .as_ref()
            .map(|_| true)
            .or(self.in_project_team)
    }
}

impl AgencyAnswers {
    /// No answers yet.
    pub fn none(quarter: Quarter) -> Self {
        Self {
            quarter,
            explanation: BTreeMap::new(),
            signed_off: None,
            agency: Vec::new(),
            project_team: Vec::new(),
            assignment: Vec::new(),
        }
    }

    /// What the answers of a quarter are called among the records: `agency-2025-Q1`.
    pub fn reference(quarter: Quarter) -> String {
        format!("agency-{quarter}")
    }

    /// The answers that a council keeps for a quarter; none where it keeps none.
    ///
    /// # Errors
    /// All that is wrong with the text that is kept.
    pub fn kept(workforce: &Workforce, quarter: Quarter) -> Result<Self, Vec<Problem>> {
        let kept = workforce.returns().by_reference(&Self::reference(quarter));
        kept.map_or_else(|| Ok(Self::none(quarter)), |kept| Self::read(&kept.text))
    }

    /// Reads the text of the answers.
    ///
    /// # Errors
    /// All that is wrong with the text.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let answers: Self = written::read(text).map_err(|problem| vec![problem])?;
        let problems = answers.problems();
        match problems.is_empty() {
            true => Ok(answers),
            false => Err(problems),
        }
    }

    /// Writes the text of the answers, which reads back as the same.
    pub fn write(&self) -> String {
        // Strings, numbers and lists always write.
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// The text of the answers, with an empty entry for each assignment that has
    /// none, so that it can be filled in; who it is stands above.
    pub fn to_be_filled(&self, assignments: &[AgencyAssignment]) -> String {
        let missing = assignments.iter();
        let missing = missing.filter(|it| self.of(&it.reference).is_none());
        let entries = missing.map(|it| {
            let who = format!(
                "{}, {}, from {}",
                it.worker,
                it.role,
                in_words(it.first_day)
            );
            let entry = Entry {
                assignment: [AssignmentAnswers {
                    reference: it.reference.clone(),
                    ..AssignmentAnswers::default()
                }],
            };
            // A name that went over two lines would not stay in the remark.
            let who = who.replace(char::is_control, " ");
            let entry = toml::to_string_pretty(&entry).unwrap_or_default();
            format!("\n# {who}\n{entry}")
        });
        self.write() + &entries.collect::<String>()
    }

    /// Puts the answers for an assignment in the place of those there were.
    pub fn put(&mut self, answers: AssignmentAnswers) {
        let mut known = self.assignment.iter_mut();
        let same = |it: &&mut AssignmentAnswers| it.reference.trim() == answers.reference.trim();
        match known.find(same) {
            Some(known) => *known = answers,
            None => self.assignment.push(answers),
        }
    }

    /// The answers for an assignment.
    pub fn of(&self, reference: &str) -> Option<&AssignmentAnswers> {
        let mut found = self.assignment.iter();
        found.find(|it| it.reference.trim() == reference.trim())
    }

    /// Answers that contradict each other.
    pub fn problems(&self) -> Vec<Problem> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for it in &self.assignment {
            let place = format!("assignment {}", it.reference);
            if !seen.insert(it.reference.trim()) {
                let what = "is answered for twice. Make one entry of the two.";
                found.push(Problem::new(place.clone(), what));
            }
            if it.project_team.is_some() && it.in_project_team == Some(false) {
                let what = "names a project team and says that the worker is in none. Take one of the two out.";
                found.push(Problem::new(place, what));
            }
        }
        let mut seen = BTreeSet::new();
        for team in self
            .project_team
            .iter()
            .filter(|team| !seen.insert(&team.name))
        {
            let place = format!("project team {}", team.name);
            found.push(Problem::new(
                place,
                "is described twice. Make one entry of the two.",
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests;
