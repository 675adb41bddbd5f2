//! Somebody joins: a starter, employed cover, or an agency worker.

use jiff::civil::Date;

use super::{FieldProblem, Planned, given_or_new};
use crate::amount::{Fte, Money};
use crate::change::Change;
use crate::codes::{
    Contract, CoverReason, Ethnicity, Holding, Origin, PayElement, QualificationLevel, Route, Sex,
};
use crate::date::{Spell, in_words};
use crate::id::{AssignmentId, EngagementId, IdSource, PayId, PersonId, PostId};
use crate::record::{Assignment, Engagement, Pay, Person};
use crate::snapshot::Workforce;

/// Who joins.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Somebody whom the records know: a returner, a leaver who comes through an agency.
    Known(PersonId),
    /// Somebody new.
    New(Box<NewPerson>),
}

/// Somebody who is not in the records yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewPerson {
    /// The council's number for them; nothing lets the system give one.
    pub reference: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Ethnicity.
    pub ethnicity: Option<Ethnicity>,
    /// The Social Work England number.
    pub registration: Option<String>,
    /// When first registered.
    pub registered_on: Option<Date>,
    /// When qualified.
    pub qualified_on: Option<Date>,
    /// The level of the qualification.
    pub qualification: Option<QualificationLevel>,
    /// The route into social work.
    pub route: Option<Route>,
}

/// Somebody joins the council in a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// Who.
    pub who: Who,
    /// On what footing.
    pub contract: Contract,
    /// From the first day to the last, where one is agreed.
    pub spell: Spell,
    /// What they did before.
    pub origin: Option<Origin>,
    /// The agency, for an agency worker.
    pub agency: Option<String>,
    /// The post.
    pub post: PostId,
    /// The FTE.
    pub fte: Fte,
    /// How they hold the post.
    pub holding: Holding,
    /// What they cover, where they cover.
    pub cover: Option<CoverReason>,
    /// Why more than the rules allow was agreed.
    pub over_reason: Option<String>,
    /// What they are paid, or what is charged for them.
    pub pay: Vec<(PayElement, Money)>,
}

impl Join {
    pub(super) fn plan(&self, workforce: &Workforce, ids: &mut dyn IdSource) -> Planned {
        let problems = self.problems(workforce);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut changes = Vec::new();
        let person = self.person(ids, &mut changes);
        let engagement = EngagementId::next(ids);
        changes.push(Change::Put(
            Engagement {
                id: engagement,
                reference: given_or_new(None, "ENG", engagement.into()),
                person,
                contract: self.contract,
                spell: self.spell,
                origin: self.origin,
                reason: None,
                destination: None,
                agency: self.agency.clone(),
                contract_weeks: None,
            }
            .into(),
        ));
        let assignment = AssignmentId::next(ids);
        changes.push(Change::Put(
            Assignment {
                id: assignment,
                reference: given_or_new(None, "ASG", assignment.into()),
                engagement,
                post: self.post,
                spell: self.spell,
                fte: self.fte,
                holding: self.holding,
                cover: self.cover,
                over_reason: self.over_reason.clone(),
            }
            .into(),
        ));
        changes.extend(self.pay.iter().map(|(element, amount)| {
            let (id, element, amount) = (PayId::next(ids), *element, *amount);
            Change::Put(
                Pay {
                    id,
                    engagement,
                    element,
                    spell: self.spell,
                    amount,
                }
                .into(),
            )
        }));
        Ok(changes)
    }

    fn person(&self, ids: &mut dyn IdSource, changes: &mut Vec<Change>) -> PersonId {
        let new = match &self.who {
            Who::Known(person) => return *person,
            Who::New(new) => new,
        };
        let id = PersonId::next(ids);
        changes.push(Change::Put(
            Person {
                id,
                reference: given_or_new(new.reference.as_ref(), "P", id.into()),
                name: new.name.clone(),
                born: new.born,
                sex: new.sex,
                ethnicity: new.ethnicity,
                registration: new.registration.clone(),
                registered_on: new.registered_on,
                qualified_on: new.qualified_on,
                qualification: new.qualification,
                route: new.route,
            }
            .into(),
        ));
        id
    }

    fn problems(&self, workforce: &Workforce) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if !self.spell.is_some_time() {
            problems.push(FieldProblem::new(
                "to",
                "The last day must not be before the first.",
            ));
        }
        match &self.who {
            Who::Known(person) => self.problems_of_known(workforce, *person, &mut problems),
            Who::New(new) => problems_of_new(workforce, new, &mut problems),
        }
        if self.holding != Holding::Substantive && self.cover.is_none() {
            problems.push(FieldProblem::new("cover", "Say what is covered."));
        }
        if self.contract == Contract::Agency && is_blank(self.agency.as_deref()) {
            problems.push(FieldProblem::new("agency", "Give the name of the agency."));
        }
        let post = workforce.posts().get(self.post);
        if post.is_none_or(|post| post.terms_on(self.spell.from).is_none()) {
            let message = format!(
                "The post does not exist on {}. Choose another post or another day.",
                in_words(self.spell.from)
            );
            problems.push(FieldProblem::new("post", message));
        }
        problems
    }

    fn problems_of_known(
        &self,
        workforce: &Workforce,
        person: PersonId,
        problems: &mut Vec<FieldProblem>,
    ) {
        let Some(known) = workforce.people().get(person) else {
            problems.push(FieldProblem::new(
                "person",
                "This person is not in the records.",
            ));
            return;
        };
        let same = workforce
            .engagements()
            .linking(person)
            .find(|it| it.contract == self.contract && it.spell.overlaps(&self.spell));
        if let Some(same) = same {
            problems.push(FieldProblem::new(
                "person",
                format!(
                    "{} already works here since {}. Move them, or change their hours, instead.",
                    known.display_name(),
                    in_words(same.spell.from),
                ),
            ));
        }
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn problems_of_new(workforce: &Workforce, new: &NewPerson, problems: &mut Vec<FieldProblem>) {
    if is_blank(new.name.as_deref()) {
        problems.push(FieldProblem::new("name", "Give the person’s name."));
    }
    let taken = new
        .reference
        .as_deref()
        .filter(|reference| !reference.trim().is_empty())
        .and_then(|reference| workforce.people().by_reference(reference));
    if let Some(person) = taken {
        let message = format!("{} already has this number.", person.display_name());
        problems.push(FieldProblem::new("id", message));
    }
}
