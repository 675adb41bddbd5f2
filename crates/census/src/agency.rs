//! The quarterly return on agency workers in children's services: what may be
//! asked of it is in the national rules on agency child and family social
//! workers, which are dated data here.
//!
//! The official layout of the return is not known. What the return is known to
//! ask is gathered from the records and from the council's answers, and laid
//! out in columns that are a table of their own, for the council to change.
//!
//! ```
//! use holdfast_census::agency::{AgencyAnswers, AgencyReturn, Layout, Quarter, RuleBook};
//! # use holdfast_workforce::{Workforce, id::{AuthorityId, CountingIds}};
//! # let workforce = Workforce::empty(AuthorityId::next(&mut CountingIds::default()));
//!
//! let quarter: Quarter = "2025-Q1".parse()?;
//! let answers = AgencyAnswers::none(quarter);
//! let it = AgencyReturn::build(&workforce, quarter, RuleBook::national(), &answers);
//! for sheet in Layout::shipped().lay_out(&it) {
//!     println!("{}: {} rows", sheet.title, sheet.rows.len());
//! }
//! # Ok::<(), holdfast_census::agency::UnknownQuarter>(())
//! ```

mod answers;
mod assignment;
mod cap_rate;
mod compliance;
mod cost;
mod layout;
mod quarter;
mod rule_book;
mod rules;
mod signature;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use holdfast_measures::published::region_of;
use holdfast_measures::written::Problem;
use holdfast_reference::{AuthorityNumber, Region};
use holdfast_workforce::amount::{Hours, Money};
use holdfast_workforce::nearest::did_you_mean;
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;
use serde::Serialize;

pub use answers::{
    AgencyAnswers, AgencyConduct, AssignmentAnswers, CoolOffException, EngagementType, ProjectTeam,
    RoleElsewhere, SignOff,
};
pub use assignment::AgencyAssignment;
pub use cap_rate::OnCosts;
pub use compliance::{Compliance, Judgement, State};
pub use cost::{CostRow, MonthlyCost, USUAL_WEEK};
pub use layout::{
    Column, Content, ContentKind, FieldDefinition, LaidOut, Layout, LayoutSheet, RowsOf,
    SHIPPED_LAYOUT, UnknownSheet, fields_of,
};
pub use quarter::{Quarter, UnknownQuarter};
pub use rule_book::{AgencyRule, Cap, Force, NATIONAL, Parameter, ParameterName, RuleBook, RuleId};
pub use rules::price_cap::Breach;
pub use signature::{AgencyDifference, AgencySignature, differences};

use compliance::Case;

/// An agency in the quarter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AgencyUse {
    /// The agency, as the records or the answers name it.
    pub name: String,
    /// Its assignments in the quarter.
    pub assignments: usize,
    /// Judgements on these by which a rule was not kept.
    pub not_kept: usize,
    /// Their cost in the quarter, in pounds.
    pub cost: Money,
    /// How it affected the keeping of the rules, as the council says.
    pub conduct: Option<String>,
    /// The rules that this touched.
    pub rules: Vec<RuleId>,
}

/// The return of a quarter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgencyReturn {
    /// The council.
    pub authority: String,
    /// The council’s number.
    pub number: String,
    /// The code of its region, where that is known.
    pub region: Option<&'static str>,
    /// The quarter.
    pub quarter: Quarter,
    /// The first day on which the return can be sent.
    pub opens: Date,
    /// The last.
    pub closes: Date,
    /// The name of the rule book.
    pub rule_book: String,
    /// The assignments.
    pub assignments: Vec<AgencyAssignment>,
    /// How far each rule was kept.
    pub compliance: Vec<Compliance>,
    /// The prices above a cap.
    pub breaches: Vec<Breach>,
    /// The agencies.
    pub agencies: Vec<AgencyUse>,
    /// The cost of each month.
    pub months: Vec<MonthlyCost>,
    /// The cost of the quarter, in pounds.
    pub cost: Money,
    /// What a reader has to know.
    pub notes: Vec<String>,
    /// What is odd about the answers.
    #[serde(skip)]
    pub oddities: Vec<Problem>,
}

impl AgencyReturn {
    /// The return of a quarter from the records, the rules and the answers.
    pub fn build(
        workforce: &Workforce,
        quarter: Quarter,
        book: &RuleBook,
        answers: &AgencyAnswers,
    ) -> Self {
        let region = book
            .region
            .or_else(|| AuthorityNumber::of(workforce).and_then(region_of));
        let recorded = workforce.authority().and_then(|it| it.standard_week);
        let week = recorded.unwrap_or(USUAL_WEEK);
        let place = (region, None);
        let review = book.whole(ParameterName::ReviewWeeks, place, quarter.last_day());
        let (assignments, left_out) = assignment::assignments(workforce, quarter, answers, review);
        let cases: Vec<_> = assignments
            .iter()
            .map(|row| Case {
                workforce,
                book,
                region,
                week,
                quarter,
                row,
                answers: answers.of(&row.reference),
                project_teams: &answers.project_team,
            })
            .collect();
        let judged = |id| judged(id, &cases, book, quarter, answers);
        let compliance = with_explanations(RuleId::ALL.map(judged).to_vec());
        let breaches = breaches(&cases);
        let months = cost::monthly_cost(workforce, quarter, &assignments, week);
        let record = workforce.authority();
        Self {
            authority: workforce.name().to_owned(),
            number: record.map(|it| it.reference.clone()).unwrap_or_default(),
            region: region.map(|region| region.code()),
            quarter,
            opens: quarter.opens(),
            closes: quarter.closes(),
            rule_book: book.name.clone(),
            agencies: agencies(&assignments, &compliance, &months, answers),
            cost: months.iter().map(|month| month.cost).sum(),
            notes: notes(
                &months,
                left_out,
                recorded.is_none().then_some(week),
                region,
                book,
            ),
            oddities: oddities(&assignments, answers),
            assignments,
            compliance,
            breaches,
            months,
        }
    }
}

fn judged(
    id: RuleId,
    cases: &[Case<'_>],
    book: &RuleBook,
    quarter: Quarter,
    answers: &AgencyAnswers,
) -> Compliance {
    let rows = cases.iter().map(|case| case.judge(id)).collect();
    compliance::compliance(id, book, quarter, answers, rows)
}

/// The return asks why a rule was not kept: where nobody says, it is not complete.
fn with_explanations(mut compliance: Vec<Compliance>) -> Vec<Compliance> {
    let open = compliance
        .iter()
        .filter(|it| it.rule != RuleId::R1 && it.unexplained() > 0);
    let open: Vec<_> = open.map(|it| it.rule.to_string()).collect();
    let first = compliance.iter_mut().find(|it| it.rule == RuleId::R1);
    if let Some(first) = first.filter(|it| it.kept + it.not_kept > 0 && !open.is_empty()) {
        first.state = State::NotKept;
        first.in_words += &format!(
            " It is not explained why these were not kept: {}.",
            open.join(", ")
        );
    }
    compliance
}

fn breaches(cases: &[Case<'_>]) -> Vec<Breach> {
    let breach = |case: &Case<'_>| {
        let rule = case.rule(RuleId::R2)?;
        rules::price_cap::breach(case, rule)
    };
    cases.iter().filter_map(breach).collect()
}

/// What stands for the agency where the records name none.
const NOT_RECORDED: &str = "Agency not recorded";

fn agencies(
    assignments: &[AgencyAssignment],
    compliance: &[Compliance],
    months: &[MonthlyCost],
    answers: &AgencyAnswers,
) -> Vec<AgencyUse> {
    let mut found: BTreeMap<&str, AgencyUse> = BTreeMap::new();
    for it in assignments {
        let agency = it.agency.as_deref().unwrap_or_default();
        found.entry(agency).or_default().assignments += 1;
    }
    let rows = compliance.iter().flat_map(|it| &it.rows);
    for row in rows.filter(|row| row.state == State::NotKept) {
        let agency = row.agency.as_deref().unwrap_or_default();
        found.entry(agency).or_default().not_kept += 1;
    }
    for row in months.iter().flat_map(|month| &month.rows) {
        let agency = row.agency.as_deref().unwrap_or_default();
        found.entry(agency).or_default().cost += row.cost;
    }
    for conduct in &answers.agency {
        let name = match conduct.name.trim() {
            NOT_RECORDED => "",
            name => name,
        };
        let agency = found.entry(name).or_default();
        agency.conduct = Some(conduct.conduct.clone());
        agency.rules.clone_from(&conduct.rules);
    }
    let named = |(name, agency): (&str, AgencyUse)| AgencyUse {
        name: match name {
            "" => NOT_RECORDED.to_owned(),
            _ => name.to_owned(),
        },
        ..agency
    };
    found.into_iter().map(named).collect()
}

/// What a reader of the return has to know.
fn notes(
    months: &[MonthlyCost],
    left_out: usize,
    usual_week: Option<Hours>,
    region: Option<Region>,
    book: &RuleBook,
) -> Vec<String> {
    let mut notes = vec![
        "Cost: working days of the month times a fifth of the standard week times FTE times the charge of an hour; as if nobody took leave or worked longer.".to_owned(),
    ];
    let open: i64 = months.iter().map(|month| month.days_without_charge).sum();
    if open > 0 {
        notes.push(format!(
            "For {open} working days no charge is recorded. They are not in the cost."
        ));
    }
    if let Some(week) = usual_week {
        notes.push(format!(
            "The council’s standard week is not recorded; {week} hours are taken."
        ));
    }
    if book.caps.is_empty() {
        notes.push("The rule book has no price caps. They are agreed by region and not published: put those of yours into a rule book of your own.".to_owned());
    }
    if region.is_none() {
        notes.push(
            "The council’s region is not known. Name it as `region` in a rule book of your own."
                .to_owned(),
        );
    }
    if left_out > 0 {
        notes.push(format!(
            "{left_out} agency assignments in children’s services are in roles that are no social work and are left out."
        ));
    }
    notes
}

/// Answers that belong to nothing in the quarter.
fn oddities(assignments: &[AgencyAssignment], answers: &AgencyAnswers) -> Vec<Problem> {
    let known: BTreeSet<_> = assignments.iter().map(|it| it.reference.trim()).collect();
    let strange = answers.assignment.iter().map(|it| it.reference.trim());
    let strange = strange.filter(|reference| !known.contains(reference));
    strange
        .map(|reference| {
            let meant = did_you_mean(reference, known.iter().copied()).unwrap_or_default();
            let what =
                "no agency assignment of the quarter has this reference; its answers are not used.";
            Problem::new(
                format!("assignment {reference}"),
                format!("{what} {meant}").trim_end(),
            )
        })
        .collect()
}
