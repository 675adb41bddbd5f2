//! Workforces made by hand, and a rule or sum on each, worked out beside it.

mod assignments;
mod compliance;
mod cool_off;
mod cost;
mod experience;
mod manual;
mod price_cap;
mod signature;

use holdfast_workforce::codes::{AgencyJobType, Contract, CoverReason, LeavingReason, PayElement};
use holdfast_workforce::date::Spell;
use holdfast_workforce::fixture::{self, Council, Worker};
use holdfast_workforce::id::PayId;
use holdfast_workforce::record::{Assignment, Engagement, Pay, Person, Role};
use jiff::civil::{Date, date};

use super::{AgencyAnswers, AgencyReturn, Compliance, Judgement, Quarter, RuleBook, RuleId, State};

/// A council whose one role is mapped to the job type of social worker.
fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    council.edit::<Role>(role, |role| {
        role.agency_job_type = Some(AgencyJobType::SocialWorker)
    });
    council
}

/// An agency worker in a post of their own.
fn agency(council: &mut Council, name: &str, first: Date, last: Option<Date>) -> Worker {
    let post = council.post(&format!("P-{name}"));
    let worker = council.agency(name, post, CoverReason::Vacancy);
    let spell = Spell::of_days(first, last);
    council.edit::<Engagement>(worker.engagement, |it| it.spell = spell);
    council.edit::<Assignment>(worker.assignment, |it| {
        it.spell = spell;
        it.reference = format!("A-{name}");
    });
    worker
}

/// A spell of a person as the council's employee, in a post of its own.
fn employ(council: &mut Council, who: Worker, first: Date, last: Date) -> Worker {
    let post = council.post(&format!("P-{first}"));
    let engagement = council.engagement(who.person, Contract::Permanent);
    let spell = fixture::days(first, last);
    council.edit::<Engagement>(engagement, |it| {
        it.spell = spell;
        it.reason = Some(LeavingReason::Resignation);
    });
    let assignment = council.assign(engagement, post, |it| it.spell = spell);
    Worker {
        person: who.person,
        engagement,
        assignment,
    }
}

fn pays(council: &mut Council, worker: Worker, element: PayElement, spell: Spell, amount: &str) {
    let id = PayId::next(&mut council.ids);
    council.add(Pay {
        id,
        engagement: worker.engagement,
        element,
        spell,
        amount: amount.parse().expect("an amount"),
    });
}

fn registered(council: &mut Council, worker: Worker, on: Date) {
    council.edit::<Person>(worker.person, |person| {
        person.registered_on = Some(on);
        person.registration = Some("SW1".into());
    });
}

fn quarter(text: &str) -> Quarter {
    text.parse().expect("a quarter")
}

/// The return of a quarter by the national rules, with answers after the quarter's line.
fn built(council: &Council, of: &str, answers: &str) -> AgencyReturn {
    built_by(council, of, RuleBook::national(), answers)
}

fn built_by(council: &Council, of: &str, book: &RuleBook, answers: &str) -> AgencyReturn {
    let answers = format!("quarter = \"{of}\"\n{answers}");
    let answers = AgencyAnswers::read(&answers).expect("the answers read");
    AgencyReturn::build(&council.workforce(), quarter(of), book, &answers)
}

fn rule(it: &AgencyReturn, id: RuleId) -> &Compliance {
    let mut found = it.compliance.iter();
    found.find(|it| it.rule == id).expect("every rule is there")
}

/// A rule held against the only assignment.
fn only(it: &AgencyReturn, id: RuleId) -> &Judgement {
    let [row] = rule(it, id).rows.as_slice() else {
        panic!("not one assignment: {:?}", it.assignments);
    };
    row
}

/// The state of a rule for the only assignment.
fn state(it: &AgencyReturn, id: RuleId) -> State {
    only(it, id).state
}
