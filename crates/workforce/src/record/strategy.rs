//! The records of the strategy: its items, the boards that follow it and what
//! their members ask, what people pledge, and how practice is audited.
//!
//! An item says what is meant and what was decided; how it stands is never
//! recorded but computed, from its days, its progress and, where it names a
//! measure with a target, from the figure of that measure. So a status cannot
//! say anything else than the records.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::amount::{Level, Money};
use crate::codes::{
    AuditGrade, AuditMethod, Decision, PledgeSort, Progress, Service, StrategySort,
};
use crate::date::Spell;
use crate::id::{
    AcknowledgementId, BoardId, MemberRequestId, PersonId, PledgeId, PracticeAuditId,
    StrategyItemId, TeamId,
};

/// A board, committee or panel that decides on the strategy or follows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Its identifier.
    pub id: BoardId,
    /// The council's own code for it.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// Who chairs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How often it meets, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meets: Option<String>,
}

/// An item of the strategy: an objective, a strand or an action beneath it, a
/// proposal, a priority of the year, or a risk. Items form a tree.
///
/// All sorts share one record, because papers order them differently: actions
/// stand beneath objectives here and beneath proposals there, and a priority of
/// one year becomes an objective of the next. What only one sort needs is
/// blank for the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrategyItem {
    /// Its identifier.
    pub id: StrategyItemId,
    /// The council's own number for it.
    pub reference: String,
    /// What it is.
    pub sort: StrategySort,
    /// The item that it is a part of; for a risk, what it threatens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<StrategyItemId>,
    /// What it is called.
    pub title: String,
    /// What has to be known of it: why, how, for whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The service; nothing means both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// The year, plan or edition that it belongs to: `2018`, `2025 to 2028`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// Who answers for it: a job title rather than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The board that decides on it or follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<BoardId>,
    /// When it begins; the baseline is the figure of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The day by which it is to be done, or its target reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// How far it has come, as its owner says.
    pub progress: Progress,
    /// The day on which it was done or stopped; before it, it was under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// What was decided; nothing while no decision was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// What it costs, in pounds: of a year or once, as the detail says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// Of a risk: how likely it is, from 1 (rare) to 5 (almost certain).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<u32>,
    /// Of a risk: how bad it would be, from 1 (slight) to 5 (severe).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<u32>,
    /// The key of the measure by which it is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The value of the measure on the first day, in the unit of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Level>,
    /// The value that is to be reached by the day it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Level>,
    /// The place in lists among the parts of one item; lower comes first.
    #[serde(default)]
    pub order: u32,
}

/// Something that a member of a board asked for, and what was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberRequest {
    /// Its identifier.
    pub id: MemberRequestId,
    /// The council's own number for it.
    pub reference: String,
    /// The board at which it was asked.
    pub board: BoardId,
    /// Who asked.
    pub asked_by: String,
    /// When it was asked.
    pub asked_on: Date,
    /// What was asked.
    pub question: String,
    /// By when an answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The item of the strategy that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<StrategyItemId>,
}

/// What the council promises its staff, what they promise it, or a standard of
/// practice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pledge {
    /// Its identifier.
    pub id: PledgeId,
    /// The council's own number for it.
    pub reference: String,
    /// Who promises it.
    pub sort: PledgeSort,
    /// What is promised.
    pub text: String,
    /// When it holds; nothing means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spell: Option<Spell>,
    /// The place in lists; lower comes first.
    #[serde(default)]
    pub order: u32,
}

/// Somebody has read a pledge and stands by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Its identifier.
    pub id: AcknowledgementId,
    /// The pledge.
    pub pledge: PledgeId,
    /// Who acknowledged it.
    pub person: PersonId,
    /// When.
    pub on: Date,
}

/// One look at practice: a case that was audited, a visit that was observed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PracticeAudit {
    /// Its identifier.
    pub id: PracticeAuditId,
    /// The council's own number for it.
    pub reference: String,
    /// The programme that it belongs to: `Practice week January 2018`.
    pub programme: String,
    /// What was looked at: `Supervision`, `Voice of the child`.
    pub theme: String,
    /// When it took place.
    pub on: Date,
    /// The team whose practice it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// How practice was looked at.
    pub method: AuditMethod,
    /// What it was judged to be; nothing where no grade was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<AuditGrade>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What is learned from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<String>,
    /// The item of the strategy that follows it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<StrategyItemId>,
}
