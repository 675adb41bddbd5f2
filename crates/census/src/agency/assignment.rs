//! The assignments of a quarter: every agency worker in a children's social
//! work post on any day of it.

use holdfast_measures::calendar::{common, days_between};
use holdfast_workforce::amount::{Fte, Money};
use holdfast_workforce::codes::{AgencyJobType, CoverReason, Holding, PayElement, Service};
use holdfast_workforce::date::{Spell, day_after};
use holdfast_workforce::id::{AssignmentId, EngagementId, PersonId};
use holdfast_workforce::record::{Assignment, PostTerms, Role};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::answers::{AgencyAnswers, EngagementType};
use super::quarter::Quarter;

/// An assignment in the return.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgencyAssignment {
    /// The assignment.
    #[serde(skip)]
    pub id: AssignmentId,
    /// Its engagement.
    #[serde(skip)]
    pub engagement: EngagementId,
    /// The worker.
    #[serde(skip)]
    pub person: PersonId,
    /// The council’s own number for the assignment.
    pub reference: String,
    /// The worker’s name, or the council’s number for them.
    pub worker: String,
    /// The Social Work England number.
    pub registration: Option<String>,
    /// The core job type, where the role is mapped to one.
    pub job_type: Option<AgencyJobType>,
    /// The role as the council calls it.
    pub role: String,
    /// The team.
    pub team: String,
    /// The agency.
    pub agency: Option<String>,
    /// Why the post is covered.
    pub cover: Option<CoverReason>,
    /// The FTE.
    pub fte: Fte,
    /// The first day of the worker’s engagement, of which this may be a later assignment.
    pub engaged_on: Date,
    /// The first day.
    pub first_day: Date,
    /// The last day, where one is known.
    pub last_day: Option<Date>,
    /// What the worker is paid for an hour, in pounds, on the last of the days in the quarter.
    pub pay: Option<Money>,
    /// What the agency charges for an hour, in pounds, on that day.
    pub charge: Option<Money>,
    /// How the worker is paid, where that was answered.
    pub engagement_type: Option<EngagementType>,
    /// Whether the worker is in a project team, where that was answered.
    pub in_project_team: Option<bool>,
    /// The project team.
    pub project_team: Option<String>,
    /// Whole weeks from the first day to the last of those in the quarter.
    pub weeks: i64,
    /// The reviews that fell due in the quarter.
    pub reviews_due: Vec<Date>,
    /// When the next review is due after the quarter, if the assignment goes on.
    pub next_review: Option<Date>,
    /// Its days in the quarter.
    #[serde(skip)]
    pub days: Spell,
}

impl AgencyAssignment {
    /// The last of its days in the quarter.
    pub(super) fn last_counted(&self) -> Date {
        self.days.last_day().unwrap_or(self.days.from)
    }
}

/// The assignments of a quarter, and how many agency workers in children's
/// services are left out because their roles are no social work.
pub(super) fn assignments(
    workforce: &Workforce,
    quarter: Quarter,
    answers: &AgencyAnswers,
    review_weeks: Option<i32>,
) -> (Vec<AgencyAssignment>, usize) {
    let (mut found, mut left_out) = (Vec::new(), 0);
    for assignment in workforce.assignments().iter() {
        let days = common(assignment.spell, quarter.spell());
        let Some(days) = days.filter(|_| assignment.holding == Holding::Agency) else {
            continue;
        };
        let last = days.last_day().unwrap_or(days.from);
        match children_s_place(workforce, assignment, last) {
            Some((terms, role)) if is_social_work(role) => {
                found.extend(row(workforce, assignment, terms, days));
            }
            Some(_) => left_out += 1,
            None => {}
        }
    }
    for row in &mut found {
        answered(row, answers);
        reviewed(row, quarter, review_weeks);
    }
    found.sort_by(|one, other| {
        (one.first_day, &one.reference).cmp(&(other.first_day, &other.reference))
    });
    (found, left_out)
}

/// The terms and role of an assignment's post on a day, if it is in children's services.
pub(super) fn children_s_place<'w>(
    workforce: &'w Workforce,
    assignment: &Assignment,
    day: Date,
) -> Option<(&'w PostTerms, &'w Role)> {
    let post = workforce.posts().get(assignment.post)?;
    let terms = post.terms_on(day).or_else(|| post.latest_terms())?;
    let team = workforce.teams().get(terms.team)?;
    let role = workforce.roles().get(terms.role)?;
    (team.service == Service::Children).then_some((terms, role))
}

/// Whether a role is one of a registered social worker.
pub(super) fn is_social_work(role: &Role) -> bool {
    role.registered || role.agency_job_type.is_some()
}

fn row(
    workforce: &Workforce,
    assignment: &Assignment,
    terms: &PostTerms,
    days: Spell,
) -> Option<AgencyAssignment> {
    let (engagement, person) = workforce.worker(assignment)?;
    let role = workforce.roles().get(terms.role)?;
    let team = workforce.teams().get(terms.team)?;
    let last = days.last_day().unwrap_or(days.from);
    let rate = |element| rate_on(workforce, engagement.id, element, last);
    Some(AgencyAssignment {
        id: assignment.id,
        engagement: engagement.id,
        person: person.id,
        reference: assignment.reference.clone(),
        worker: person.display_name().to_owned(),
        registration: person.registration.clone(),
        job_type: role.agency_job_type,
        role: role.name.clone(),
        team: team.name.clone(),
        agency: engagement.agency.clone(),
        cover: assignment.cover,
        fte: assignment.fte,
        engaged_on: engagement.spell.from,
        first_day: assignment.spell.from,
        last_day: assignment.spell.last_day(),
        pay: rate(PayElement::AgencyPay),
        charge: rate(PayElement::AgencyCharge),
        engagement_type: None,
        in_project_team: None,
        project_team: None,
        weeks: days_between(assignment.spell.from, day_after(last)) / 7,
        reviews_due: Vec::new(),
        next_review: None,
        days,
    })
}

fn answered(row: &mut AgencyAssignment, answers: &AgencyAnswers) {
    if let Some(answers) = answers.of(&row.reference) {
        row.engagement_type = answers.engagement_type;
        row.in_project_team = answers.is_in_project_team();
        row.project_team.clone_from(&answers.project_team);
    }
}

/// A review is due each time that so many weeks have passed since the first day.
fn reviewed(row: &mut AgencyAssignment, quarter: Quarter, weeks: Option<i32>) {
    let Some(weeks) = weeks.filter(|weeks| *weeks > 0) else {
        return;
    };
    let every = i64::from(weeks);
    let passed = days_between(row.first_day, row.days.from).max(0) / (7 * every);
    for count in passed.max(1).. {
        let Ok(due) = row.first_day.checked_add((count * every).weeks()) else {
            return;
        };
        if row.last_day.is_some_and(|last| due > last) {
            return;
        }
        if due > quarter.last_day() {
            row.next_review = Some(due);
            return;
        }
        if row.days.contains(due) {
            row.reviews_due.push(due);
        }
    }
}

/// What is paid for an hour on a day; of several lines the one that began last.
pub(super) fn rate_on(
    workforce: &Workforce,
    engagement: EngagementId,
    element: PayElement,
    day: Date,
) -> Option<Money> {
    let lines = workforce.pay().linking(engagement);
    let holding = lines.filter(|line| line.element == element && line.spell.contains(day));
    holding
        .max_by_key(|line| (line.spell.from, line.id))
        .map(|line| line.amount)
}

/// The job type as people read it.
pub(super) fn job_label(job: Option<AgencyJobType>) -> &'static str {
    job.map_or("no core job type", |job| job.label())
}
