//! The checks that every change passes before it is made.
//!
//! A change is judged by what it touches: the records it writes, the people
//! and posts that these belong to, and whatever still refers to what it takes
//! away. Each rule is one function; its code is stable and stands in [`RULES`].

mod absence;
mod alone;
mod assignment;
mod engagement;
mod figure;
mod link;
mod person;
mod post;
mod rule;
mod strategy;
mod team;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use alone::check_alone;
pub use rule::{RULES, Rule};

use crate::codes::Service;

use crate::finding::Finding;
use crate::id::{PersonId, PostId, RecordId};
use crate::record::{Kind, Record};
use crate::snapshot::{Fact, Workforce};

/// What the rules write to.
#[derive(Default)]
struct Findings(Vec<Finding>);

/// What one finding says.
struct Say<'a> {
    field: &'static str,
    value: &'a dyn std::fmt::Display,
    message: String,
    advice: &'a str,
}

impl Findings {
    fn add<T: Fact>(&mut self, rule: Rule, record: &T, say: Say<'_>) {
        self.0.push(Finding {
            rule: rule.code,
            severity: rule.severity,
            kind: T::KIND,
            id: record.id().into(),
            field: say.field,
            value: say.value.to_string(),
            message: say.message,
            advice: say.advice.to_owned(),
        });
    }

    /// A rule that ties two records is found from either side; it is said once.
    fn without_repeats(self) -> Vec<Finding> {
        let mut seen = BTreeSet::new();
        let mut found = self.0;
        found.retain(|it| seen.insert((it.rule, it.id, it.field, it.message.clone())));
        found
    }
}

/// The people and posts whose facts a change touches.
#[derive(Default)]
struct Reach {
    people: BTreeSet<PersonId>,
    posts: BTreeSet<PostId>,
    case_holders: BTreeSet<PersonId>,
    stated: BTreeSet<(Date, Service)>,
    any_person: bool,
}

impl Reach {
    fn of(before: &Workforce, after: &Workforce, touched: &[(Kind, RecordId)]) -> Self {
        let mut reach = Self::default();
        for (kind, id) in touched {
            for workforce in [before, after] {
                reach.include(workforce, *kind, *id);
            }
        }
        reach
    }

    fn include(&mut self, workforce: &Workforce, kind: Kind, id: RecordId) {
        match kind {
            Kind::Post => {
                self.posts.insert(id.into());
            }
            Kind::Person => {
                self.people.insert(id.into());
                self.any_person = true;
            }
            Kind::Engagement => self.include_engagement(workforce, id),
            Kind::Assignment => {
                if let Some(assignment) = workforce.assignments().get(id) {
                    self.posts.insert(assignment.post);
                    self.include_engagement(workforce, assignment.engagement.into());
                }
            }
            Kind::Absence => {
                if let Some(absence) = workforce.absences().get(id) {
                    self.include_engagement(workforce, absence.engagement.into());
                    // Whoever covers these posts covers for the absence.
                    let left = workforce.assignments().linking(absence.engagement);
                    self.posts.extend(left.map(|assignment| assignment.post));
                }
            }
            Kind::Pay => {
                if let Some(pay) = workforce.pay().get(id) {
                    self.include_engagement(workforce, pay.engagement.into());
                }
            }
            Kind::Caseload => {
                if let Some(caseload) = workforce.caseloads().get(id) {
                    self.case_holders.insert(caseload.person);
                }
            }
            Kind::StatedPosition => {
                if let Some(stated) = workforce.stated_positions().get(id) {
                    self.stated.insert((stated.on, stated.service));
                }
            }
            Kind::Authority
            | Kind::Team
            | Kind::Role
            | Kind::Indicator
            | Kind::Profile
            | Kind::Scorecard
            | Kind::Publication
            | Kind::Return
            | Kind::Scenario
            | Kind::Board
            | Kind::StrategyItem
            | Kind::MemberRequest
            | Kind::Pledge
            | Kind::Acknowledgement
            | Kind::PracticeAudit
            | Kind::Paper
            | Kind::PublishedPaper => {}
        }
    }

    fn include_engagement(&mut self, workforce: &Workforce, id: RecordId) {
        if let Some(engagement) = workforce.engagements().get(id) {
            self.people.insert(engagement.person);
        }
    }
}

/// Judges a change: `before` and `after` are the snapshots around it, and
/// `touched` names every record that it writes or takes away.
///
/// Findings come in a fixed order: links first, then record by record, then
/// people, posts and figures.
pub fn check(before: &Workforce, after: &Workforce, touched: &[(Kind, RecordId)]) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (kind, id) in touched {
        figure::what_was_published_stays(before, after, *kind, *id, &mut findings);
        match after.record(*kind, *id) {
            Some(record) => check_record(after, &record, &mut findings),
            None => link::nothing_refers_to_what_is_gone(before, after, *kind, *id, &mut findings),
        }
    }
    let reach = Reach::of(before, after, touched);
    for person in reach.people.iter().filter_map(|id| after.people().get(*id)) {
        person::check_together(after, person, &mut findings);
    }
    for post in reach.posts.iter().filter_map(|id| after.posts().get(*id)) {
        post::check_together(after, post, &mut findings);
    }
    for person in &reach.case_holders {
        figure::one_caseload_a_month(after, *person, &mut findings);
    }
    if !reach.stated.is_empty() {
        figure::counts_are_stated_once(after, &reach.stated, &mut findings);
        figure::stated_totals_agree(after, &reach.stated, &mut findings);
    }
    if reach.any_person {
        person::registrations_are_not_shared(after, &reach.people, &mut findings);
    }
    findings.without_repeats()
}

/// A record that refers to nothing is not judged further.
fn check_record(after: &Workforce, record: &Record, findings: &mut Findings) {
    if links_hold(after, record, findings) {
        check_itself(after, record, findings);
    }
}

/// Judges a record by the rules of its kind.
fn check_itself(after: &Workforce, record: &Record, findings: &mut Findings) {
    match record {
        Record::Team(it) => team::check(after, it, findings),
        Record::Post(it) => post::check(after, it, findings),
        Record::Person(it) => person::check(after, it, findings),
        Record::Engagement(it) => engagement::check(after, it, findings),
        Record::Assignment(it) => assignment::check(after, it, findings),
        Record::Pay(it) => figure::check_pay(after, it, findings),
        Record::Absence(it) => absence::check(after, it, findings),
        Record::Caseload(it) => figure::check_caseload(after, it, findings),
        Record::StatedPosition(it) => figure::check_stated(after, it, findings),
        Record::StrategyItem(it) => strategy::check_item(after, it, findings),
        Record::MemberRequest(it) => strategy::check_request(it, findings),
        Record::Pledge(it) => strategy::check_pledge(it, findings),
        Record::Acknowledgement(it) => strategy::check_acknowledgement(after, it, findings),
        Record::Authority(_)
        | Record::Role(_)
        | Record::Indicator(_)
        | Record::Profile(_)
        | Record::Scorecard(_)
        | Record::Publication(_)
        | Record::Return(_)
        | Record::Scenario(_)
        | Record::Board(_)
        | Record::PracticeAudit(_)
        | Record::Paper(_)
        | Record::PublishedPaper(_) => {}
    }
}

/// Checks the number of a record and its links, and gives whether these hold.
fn links_hold(after: &Workforce, record: &Record, findings: &mut Findings) -> bool {
    match record {
        Record::Authority(it) => link::hold(after, after.authorities(), it, findings),
        Record::Team(it) => link::hold(after, after.teams(), it, findings),
        Record::Role(it) => link::hold(after, after.roles(), it, findings),
        Record::Post(it) => link::hold(after, after.posts(), it, findings),
        Record::Person(it) => link::hold(after, after.people(), it, findings),
        Record::Engagement(it) => link::hold(after, after.engagements(), it, findings),
        Record::Assignment(it) => link::hold(after, after.assignments(), it, findings),
        Record::Pay(it) => link::hold(after, after.pay(), it, findings),
        Record::Absence(it) => link::hold(after, after.absences(), it, findings),
        Record::Caseload(it) => link::hold(after, after.caseloads(), it, findings),
        Record::StatedPosition(it) => link::hold(after, after.stated_positions(), it, findings),
        Record::Indicator(it) => link::hold(after, after.indicators(), it, findings),
        Record::Profile(it) => link::hold(after, after.profiles(), it, findings),
        Record::Scorecard(it) => link::hold(after, after.scorecards(), it, findings),
        Record::Publication(it) => link::hold(after, after.publications(), it, findings),
        Record::Return(it) => link::hold(after, after.returns(), it, findings),
        Record::Scenario(it) => link::hold(after, after.scenarios(), it, findings),
        Record::Board(it) => link::hold(after, after.boards(), it, findings),
        Record::StrategyItem(it) => link::hold(after, after.strategy_items(), it, findings),
        Record::MemberRequest(it) => link::hold(after, after.member_requests(), it, findings),
        Record::Pledge(it) => link::hold(after, after.pledges(), it, findings),
        Record::Acknowledgement(it) => link::hold(after, after.acknowledgements(), it, findings),
        Record::PracticeAudit(it) => link::hold(after, after.practice_audits(), it, findings),
        Record::Paper(it) => link::hold(after, after.papers(), it, findings),
        Record::PublishedPaper(it) => link::hold(after, after.published_papers(), it, findings),
    }
}

#[cfg(test)]
mod tests;
