//! A scenario made ready to run: groups, their rates, and when what happens.
//!
//! Everything that can be known before chance comes in is worked out here,
//! once: which group somebody belongs to, which months hold intakes, what
//! a month's posts are. Values that are drawn stand in slots.

mod cells;
mod costs;
mod events;
mod flows;
mod slots;

use holdfast_measures::written::Problem;

use crate::opening::{InPost, Opening};
use crate::rates::{Estimates, Hazard};
use crate::scenario::{AbsenceKind, Count, Experience, Feedback, HireKind, Limit, Scenario};
use crate::uncertain::Uncertain;

pub(crate) use cells::Cells;
pub(crate) use costs::{AgencyPrice, Costs};
pub(crate) use events::{Event, EventKind};
pub use flows::Flow;
pub(crate) use slots::{Drawn, Slot, Slots, hash, mix};

/// Rates of leaving by role and experience, where a scenario leaves them to be
/// estimated.
pub trait LeavingRates {
    /// The rate of a group; nothing where it can't be told.
    fn leaving(&self, role: &str, experience: Experience) -> Option<Hazard>;
}

/// No rates: a scenario has to state its own.
#[derive(Clone, Copy, Debug)]
pub struct NoRates;

impl LeavingRates for NoRates {
    fn leaving(&self, _role: &str, _experience: Experience) -> Option<Hazard> {
        None
    }
}

impl LeavingRates for Estimates {
    fn leaving(&self, role: &str, experience: Experience) -> Option<Hazard> {
        Self::leaving(self, role, experience)
    }
}

/// A scenario made ready to run.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) scenario: Scenario,
    pub(crate) opening: Opening,
    pub(crate) months: usize,
    pub(crate) slots: Slots,
    pub(crate) cells: Cells,
    /// For each cell, what can happen to somebody of it, leaving first.
    pub(crate) events: Vec<Vec<Event>>,
    /// The factor of leaving for each calendar month, January first.
    pub(crate) seasons: [f64; 12],
    /// What all of leaving is multiplied by.
    pub(crate) leaving: Slot,
    /// For each role, what its leaving is multiplied by, too.
    pub(crate) leaving_of_role: Vec<Vec<Slot>>,
    pub(crate) intakes: Vec<IntakeModel>,
    pub(crate) hires: Vec<HireModel>,
    pub(crate) conversions: Vec<ConversionModel>,
    pub(crate) absences: Vec<AbsenceModel>,
    /// Changes of the establishment by month.
    pub(crate) changes: Vec<Vec<PostChange>>,
    /// The share of a surprise in staff that posts follow, if any.
    pub(crate) follow: Option<Slot>,
    /// The share of the establishment's drift that is gone after a year.
    pub(crate) drift_fades: Slot,
    pub(crate) agency: AgencyModel,
    pub(crate) cases: Vec<CaseModel>,
    /// The share of a full caseload by experience.
    pub(crate) caseload_share: [Option<Slot>; 5],
    /// The share of a role's FTE that holds cases.
    pub(crate) holds_cases: Vec<Slot>,
    pub(crate) feedback: Option<FeedbackModel>,
    pub(crate) costs: Costs,
}

/// A change of a role's posts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PostChange {
    pub(crate) role: usize,
    pub(crate) fte: Slot,
    /// The share of the FTE that is this role's.
    pub(crate) share: f64,
}

/// An intake: in which months of the plan, and what is drawn for it.
#[derive(Clone, Debug)]
pub(crate) struct IntakeModel {
    /// What its chance goes by.
    pub(crate) key: u64,
    pub(crate) role: usize,
    /// Whether it starts in a month of the plan, the first being 1.
    pub(crate) starts: Vec<bool>,
    /// The first of these months.
    pub(crate) first: Option<usize>,
    pub(crate) size: Slot,
    pub(crate) drop_out: Slot,
    pub(crate) pass: Slot,
    pub(crate) fte: Slot,
    pub(crate) cost_each: Slot,
    pub(crate) cost_a_year: Slot,
}

impl IntakeModel {
    /// Whether the first of its intakes has started by the end of a month.
    pub(crate) fn has_begun(&self, month: usize) -> bool {
        self.first.is_some_and(|first| first <= month)
    }
}

/// A stream of hires.
#[derive(Clone, Debug)]
pub(crate) struct HireModel {
    /// What its chance goes by.
    pub(crate) key: u64,
    pub(crate) role: usize,
    pub(crate) kind: HireKind,
    pub(crate) experience: Experience,
    pub(crate) a_year: Slot,
    pub(crate) count: Count,
    /// The share of a year's offers that falls into a month of the plan.
    pub(crate) share: Vec<f64>,
    pub(crate) months_to_hire: Slot,
    pub(crate) arrival_lag: Slot,
    pub(crate) limit: Limit,
    pub(crate) fte: Slot,
    pub(crate) cost_each: Slot,
}

/// A stream of agency workers who become permanent.
#[derive(Clone, Debug)]
pub(crate) struct ConversionModel {
    /// What its chance goes by.
    pub(crate) key: u64,
    pub(crate) role: usize,
    pub(crate) experience: Experience,
    /// The monthly hazard.
    pub(crate) hazard: Slot,
    /// Whether it is open in a month of the plan.
    pub(crate) open: Vec<bool>,
    pub(crate) cost_each: Slot,
}

/// An absence that can begin.
#[derive(Clone, Debug)]
pub(crate) struct AbsenceModel {
    pub(crate) kind: AbsenceKind,
    pub(crate) months: crate::uncertain::Uncertain<crate::uncertain::Amount>,
    pub(crate) returns: Slot,
}

/// How agency workers are used.
#[derive(Clone, Debug)]
pub(crate) struct AgencyModel {
    pub(crate) covers: Slot,
    /// Agency FTE at the start beyond what covers vacancies and absences.
    pub(crate) beyond: f64,
    pub(crate) covers_absence: Slot,
    pub(crate) cap: Option<Slot>,
    pub(crate) lead_months: usize,
    /// The monthly hazard with which it comes to what is wanted; at once where there is none.
    pub(crate) adjusts: Option<Slot>,
    pub(crate) holds_cases: Slot,
    /// Managed teams: first and last month of the plan, FTE, pounds a month.
    pub(crate) teams: Vec<(usize, usize, Slot, Slot)>,
}

/// Cases of a type.
#[derive(Clone, Debug)]
pub(crate) struct CaseModel {
    pub(crate) cases: Slot,
    pub(crate) trend: Slot,
    pub(crate) weight: Slot,
}

/// How attrition answers to the workload.
#[derive(Clone, Debug)]
pub(crate) struct FeedbackModel {
    pub(crate) elasticity: Slot,
    pub(crate) reference: Option<f64>,
}

impl FeedbackModel {
    /// The factor of leaving at a caseload. It stays between a quarter and
    /// four, beyond which no elasticity was ever observed.
    pub(crate) fn factor(&self, drawn: &Drawn, caseload: f64, at_start: f64) -> f64 {
        let reference = self.reference.unwrap_or(at_start);
        let factor = (caseload / reference).powf(drawn[self.elasticity]);
        if factor.is_finite() {
            factor.clamp(0.25, 4.0)
        } else {
            1.0
        }
    }
}

/// Why a scenario can't be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It names a role that the position does not have.
    #[error("There is no role ‘{named}’ in the position that the plan begins with. {advice}")]
    NoRole {
        /// What it names.
        named: String,
        /// The roles there are, or the one that was meant.
        advice: String,
    },
    /// A rate is left to be estimated, and there is nothing to estimate it from.
    #[error(
        "There is no rate of leaving for {role}, {experience}: without records nothing can be estimated. Write attrition.rate, or run the scenario on the records."
    )]
    NoRate {
        /// The role.
        role: String,
        /// The experience in words.
        experience: &'static str,
    },
    /// The position has no roles.
    #[error("The position that the plan begins with has no roles: there is nothing to plan.")]
    Nobody,
}

impl From<ModelError> for Problem {
    fn from(error: ModelError) -> Self {
        Self::new("the scenario", error.to_string())
    }
}

impl Model {
    /// Makes a scenario ready to run from a position.
    ///
    /// # Errors
    /// Where it names a role that the position does not have, or leaves a rate
    /// to be estimated for which there is none.
    pub fn new(
        scenario: &Scenario,
        mut opening: Opening,
        rates: &impl LeavingRates,
    ) -> Result<Self, ModelError> {
        bring_back_unknown(&mut opening, scenario);
        opening.notes.extend(scenario.notes());
        if opening.roles.is_empty() {
            return Err(ModelError::Nobody);
        }
        let months = usize::from(*scenario.months.get_ref());
        let find = |named: &Option<toml::Spanned<String>>| role_of(&opening, named.as_ref());
        let mut slots = Slots::default();
        let intakes = flows::intakes(scenario, &find, &mut slots)?;
        let cells = Cells::new(scenario, &opening, &intakes);
        let events = events::of_cells(scenario, &opening, &cells, rates, &mut slots)?;
        let hires = flows::hires(scenario, &find, &mut slots)?;
        let conversions = flows::conversions(scenario, &find, &mut slots)?;
        let absences = flows::absences(scenario, &mut slots);
        let changes = flows::changes(scenario, &opening, &find, &mut slots)?;
        let posts = &scenario.posts;
        let follow = Some(&posts.follow_staff)
            .filter(|share| **share != Uncertain::certain(0.0))
            .map(|share| slots.share("posts.follow_staff", share));
        let drift_fades = slots.share("posts.drift_fades", &posts.drift_fades);
        let agency = flows::agency(scenario, &opening, &mut slots);
        let (cases, caseload_share) = flows::workload(scenario, &mut slots);
        let holds_cases = opening
            .roles
            .iter()
            .map(|role| slots.share(&format!("role.{}.holds_cases", role.id), &role.holds_cases))
            .collect();
        let feedback = scenario
            .feedback
            .as_ref()
            .map(|feedback: &Feedback| FeedbackModel {
                elasticity: slots.amount("feedback.elasticity", &feedback.elasticity),
                reference: feedback.reference,
            });
        let leaving = slots.amount("attrition.factor", &scenario.attrition.factor);
        let mut leaving_of_role = vec![Vec::new(); opening.roles.len()];
        for (nth, of_role) in scenario.attrition.of_roles.iter().enumerate() {
            let role = role_of(&opening, Some(&of_role.role))?;
            let key = format!("attrition.of_role.{nth}");
            leaving_of_role[role].push(slots.amount(&key, &of_role.factor));
        }
        let costs = Costs::new(scenario, &opening, &cells, &mut slots)?;
        Ok(Self {
            months,
            seasons: events::seasons(&scenario.attrition),
            leaving,
            leaving_of_role,
            slots,
            cells,
            events,
            intakes,
            hires,
            conversions,
            absences,
            changes,
            follow,
            drift_fades,
            agency,
            cases,
            caseload_share,
            holds_cases,
            feedback,
            costs,
            scenario: scenario.clone(),
            opening,
        })
    }

    /// The scenario that it was made of.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The position that it begins with.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// What the leaving of a cell's role is multiplied by.
    pub(crate) fn leaving_of(&self, cell: usize, drawn: &Drawn) -> f64 {
        let factors = &self.leaving_of_role[self.cells.all()[cell].role];
        factors.iter().map(|factor| drawn[*factor]).product()
    }

    /// Whether any price is given, so that something can be said of money.
    pub fn prices_known(&self) -> bool {
        self.costs.known
    }

    /// How many months it looks ahead.
    pub fn months(&self) -> usize {
        self.months
    }

    /// The calendar month, from 0 for January, of the plan's nth month.
    pub(crate) fn calendar_month(&self, month: usize) -> usize {
        let start = usize::try_from(self.opening.date.month()).unwrap_or(1);
        (start - 1 + month) % 12
    }

    /// The cell in which somebody in post at the start belongs.
    pub(crate) fn opening_cell(&self, person: &InPost) -> usize {
        self.cells.ordinary(
            person.role,
            Experience::of_months(person.months),
            person.outside,
        )
    }
}

/// Takes those as back at work for whose absence the scenario has no duration.
fn bring_back_unknown(opening: &mut Opening, scenario: &Scenario) {
    let known = |kind| scenario.absences.iter().any(|absence| absence.kind == kind);
    let mut back = 0.0;
    for person in &mut opening.people {
        if person.away.is_some_and(|kind| !known(kind)) {
            person.away = None;
            back += person.fte;
        }
    }
    if back > 0.0 {
        opening.notes.push(format!(
            "{back:.1} FTE are away at the start, and the scenario does not say for how long: they are taken as back at work."
        ));
    }
}

/// The place of a role that a scenario names; of none, the first.
fn role_of(opening: &Opening, named: Option<&toml::Spanned<String>>) -> Result<usize, ModelError> {
    let Some(named) = named else { return Ok(0) };
    let named = named.get_ref();
    opening.role(named).ok_or_else(|| {
        let ids: Vec<_> = opening.roles.iter().map(|role| role.id.as_str()).collect();
        let meant = holdfast_workforce::nearest::did_you_mean(named, ids.iter().copied());
        ModelError::NoRole {
            named: named.clone(),
            advice: meant.unwrap_or_else(|| format!("The roles are {}.", ids.join(", "))),
        }
    })
}
