//! Rows to records and back, for people and what hangs on them.

use holdfast_workforce::Workforce;
use holdfast_workforce::codes::{AbsenceKind, PayElement};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{AssignmentId, EngagementId, PersonId, RecordId};
use holdfast_workforce::record::{Absence, Assignment, Caseload, Engagement, Kind, Pay, Person};
use jiff::civil::Date;

use super::links::{Here, Links};
use super::{Convert, assignment_number, engagement_number, person_number, post_number};
use crate::schema::{AbsenceRow, AssignmentRow, CaseloadRow, EngagementRow, PayRow, PersonRow};

impl Convert for PersonRow {
    type Record = Person;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(person: &Person) -> String {
        person.reference.clone()
    }

    fn record(&self, id: RecordId, _: &mut Links<'_>, _: &Here<'_>) -> Option<Person> {
        Some(Person {
            id: id.into(),
            reference: self.id.clone(),
            name: self.name.clone(),
            born: self.born,
            sex: self.sex,
            ethnicity: self.ethnicity,
            registration: self.registration.clone(),
            registered_on: self.registered_on,
            qualified_on: self.qualified_on,
            qualification: self.qualification,
            route: self.route,
        })
    }

    fn of(person: &Person, _: &Workforce) -> Self {
        Self {
            id: person.reference.clone(),
            name: person.name.clone(),
            born: person.born,
            sex: person.sex,
            ethnicity: person.ethnicity,
            registration: person.registration.clone(),
            registered_on: person.registered_on,
            qualified_on: person.qualified_on,
            qualification: person.qualification,
            route: person.route,
        }
    }
}

impl Convert for EngagementRow {
    type Record = Engagement;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(engagement: &Engagement) -> String {
        engagement.reference.clone()
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Engagement> {
        let person = links.find(here, Kind::Person, "person", &self.person)?;
        Some(Engagement {
            id: id.into(),
            reference: self.id.clone(),
            person: person.into(),
            contract: self.contract,
            spell: Spell::of_days(self.from, self.to),
            origin: self.origin,
            reason: self.reason,
            destination: self.destination,
            agency: self.agency.clone(),
            contract_weeks: self.contract_weeks,
        })
    }

    fn of(engagement: &Engagement, workforce: &Workforce) -> Self {
        Self {
            id: engagement.reference.clone(),
            person: person_number(workforce, engagement.person),
            contract: engagement.contract,
            from: engagement.spell.from,
            to: engagement.spell.last_day(),
            origin: engagement.origin,
            reason: engagement.reason,
            destination: engagement.destination,
            agency: engagement.agency.clone(),
            contract_weeks: engagement.contract_weeks,
        }
    }
}

impl Convert for AssignmentRow {
    type Record = Assignment;
    type Key = String;

    fn key(&self, _: &mut Links<'_>, _: &Here<'_>) -> Option<String> {
        Some(self.id.clone())
    }

    fn key_of(assignment: &Assignment) -> String {
        assignment.reference.clone()
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Assignment> {
        let engagement = links.find(here, Kind::Engagement, "engagement", &self.engagement);
        let post = links.find(here, Kind::Post, "post", &self.post);
        Some(Assignment {
            id: id.into(),
            reference: self.id.clone(),
            engagement: engagement?.into(),
            post: post?.into(),
            spell: Spell::of_days(self.from, self.to),
            fte: self.fte,
            holding: self.holding,
            cover: self.cover,
            over_reason: self.over_reason.clone(),
        })
    }

    fn of(assignment: &Assignment, workforce: &Workforce) -> Self {
        Self {
            id: assignment.reference.clone(),
            engagement: engagement_number(workforce, assignment.engagement),
            post: post_number(workforce, assignment.post),
            from: assignment.spell.from,
            to: assignment.spell.last_day(),
            fte: assignment.fte,
            holding: assignment.holding,
            cover: assignment.cover,
            over_reason: assignment.over_reason.clone(),
        }
    }
}

impl Convert for PayRow {
    type Record = Pay;
    type Key = (EngagementId, PayElement, Date);

    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key> {
        let engagement = links.find(here, Kind::Engagement, "engagement", &self.engagement)?;
        Some((engagement.into(), self.element, self.from))
    }

    fn key_of(pay: &Pay) -> Self::Key {
        (pay.engagement, pay.element, pay.spell.from)
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Pay> {
        let (engagement, element, from) = self.key(links, here)?;
        Some(Pay {
            id: id.into(),
            engagement,
            element,
            spell: Spell::of_days(from, self.to),
            amount: self.amount,
        })
    }

    fn of(pay: &Pay, workforce: &Workforce) -> Self {
        Self {
            engagement: engagement_number(workforce, pay.engagement),
            element: pay.element,
            from: pay.spell.from,
            to: pay.spell.last_day(),
            amount: pay.amount,
        }
    }
}

impl Convert for AbsenceRow {
    type Record = Absence;
    type Key = (EngagementId, Option<AssignmentId>, AbsenceKind, Date);

    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key> {
        let engagement = links.find(here, Kind::Engagement, "engagement", &self.engagement);
        let number = self.assignment.as_deref();
        let assignment = links.find_any(here, Kind::Assignment, "assignment", number);
        Some((
            engagement?.into(),
            assignment?.map(AssignmentId::from),
            self.kind,
            self.from,
        ))
    }

    fn key_of(it: &Absence) -> Self::Key {
        (it.engagement, it.assignment, it.kind, it.spell.from)
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Absence> {
        let (engagement, assignment, kind, from) = self.key(links, here)?;
        Some(Absence {
            id: id.into(),
            engagement,
            assignment,
            kind,
            spell: Spell::of_days(from, self.to),
            working_days: self.working_days,
        })
    }

    fn of(absence: &Absence, workforce: &Workforce) -> Self {
        Self {
            engagement: engagement_number(workforce, absence.engagement),
            assignment: absence
                .assignment
                .map(|it| assignment_number(workforce, it)),
            kind: absence.kind,
            from: absence.spell.from,
            to: absence.spell.last_day(),
            working_days: absence.working_days,
        }
    }
}

impl Convert for CaseloadRow {
    type Record = Caseload;
    type Key = (PersonId, Date);

    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key> {
        let person = links.find(here, Kind::Person, "person", &self.person)?;
        Some((person.into(), self.date))
    }

    fn key_of(caseload: &Caseload) -> Self::Key {
        (caseload.person, caseload.on)
    }

    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Caseload> {
        let (person, on) = self.key(links, here)?;
        Some(Caseload {
            id: id.into(),
            person,
            on,
            cases: self.cases,
        })
    }

    fn of(caseload: &Caseload, workforce: &Workforce) -> Self {
        Self {
            person: person_number(workforce, caseload.person),
            date: caseload.on,
            cases: caseload.cases,
        }
    }
}
