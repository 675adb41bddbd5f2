//! A small council for tests, built in a few lines.

use jiff::civil::{Date, date};

use crate::amount::Fte;
use crate::change::Change;
use crate::codes::{
    AbsenceKind, Contract, CoverReason, Funding, Holding, Progress, Service, Standing, StrategySort,
};
use crate::date::Spell;
use crate::id::{
    AbsenceId, AssignmentId, AuthorityId, CountingIds, EngagementId, PersonId, PostId, RoleId,
    StrategyItemId, TeamId,
};
use crate::record::{
    Absence, Assignment, Authority, Engagement, Kind, Person, Post, PostTerms, Record, Role,
    StrategyItem, Team,
};
use crate::snapshot::{Fact, Workforce};

/// The day on which the records begin, and everything that names no other.
pub const START: Date = date(2020, 4, 1);

/// Somebody with one engagement in one post.
#[derive(Clone, Copy, Debug)]
pub struct Worker {
    /// The person.
    pub person: PersonId,
    /// The engagement.
    pub engagement: EngagementId,
    /// The assignment.
    pub assignment: AssignmentId,
}

/// A council with one team and one role, to which more is added.
pub struct Council {
    /// Gives identifiers to what is added.
    pub ids: CountingIds,
    /// The authority.
    pub authority: AuthorityId,
    /// The team that everything is in which names no other.
    pub team: TeamId,
    /// The role that every post has which names no other.
    pub role: RoleId,
    records: Vec<Record>,
}

impl Default for Council {
    fn default() -> Self {
        Self::new()
    }
}

impl Council {
    /// A council with the children's team North and the role of social worker.
    pub fn new() -> Self {
        let mut ids = CountingIds::default();
        let authority = AuthorityId::next(&mut ids);
        let mut council = Self {
            authority,
            team: TeamId::next(&mut ids),
            role: RoleId::next(&mut ids),
            ids,
            records: Vec::new(),
        };
        council.add(Authority {
            id: authority,
            reference: "999".into(),
            name: "Testshire".into(),
            standard_week: None,
            records_from: Some(START),
            employment_from: None,
        });
        council.team = council.team("North", Service::Children, None);
        council.role = council.role("Social Worker");
        council
    }

    /// Adds any record.
    pub fn add(&mut self, record: impl Into<Record>) {
        self.records.push(record.into());
    }

    /// Changes a record that was added before.
    pub fn edit<T>(&mut self, id: T::Id, edit: impl FnOnce(&mut T))
    where
        T: Fact + Into<Record>,
    {
        let mut record = self.get::<T>(id);
        edit(&mut record);
        let same = |it: &&mut Record| it.kind() == T::KIND && it.id() == id.into();
        if let Some(place) = self.records.iter_mut().find(same) {
            *place = record.into();
        }
    }

    /// The change that an edit of a record amounts to, which is not made yet.
    pub fn edited<T>(&self, id: T::Id, edit: impl FnOnce(&mut T)) -> Change
    where
        T: Fact + Into<Record>,
    {
        let mut record = self.get::<T>(id);
        edit(&mut record);
        Change::Put(record.into())
    }

    /// A record that was added before.
    pub fn get<T: Fact>(&self, id: T::Id) -> T {
        let mut found = self.records.iter().filter_map(T::from_record);
        let record = found.find(|record| record.id().into() == id.into());
        record.expect("the record was added").clone()
    }

    /// A team, below another or at the top.
    pub fn team(&mut self, name: &str, service: Service, parent: Option<TeamId>) -> TeamId {
        let id = TeamId::next(&mut self.ids);
        self.add(Team {
            id,
            reference: name.into(),
            name: name.into(),
            parent,
            service,
            spell: None,
        });
        id
    }

    /// A role; those added later stand later in lists.
    pub fn role(&mut self, name: &str) -> RoleId {
        let id = RoleId::next(&mut self.ids);
        let order = self.records.len() as u32;
        self.add(Role {
            id,
            reference: name.into(),
            name: name.into(),
            organisation_role: None,
            agency_job_type: None,
            registered: true,
            order,
        });
        id
    }

    /// An established post of 1.0 FTE from the start on.
    pub fn post(&mut self, reference: &str) -> PostId {
        self.post_with(reference, |_| ())
    }

    /// A post, whose terms are said.
    pub fn post_with(&mut self, reference: &str, terms: impl FnOnce(&mut PostTerms)) -> PostId {
        let id = PostId::next(&mut self.ids);
        let mut first = self.terms();
        terms(&mut first);
        let (reference, terms) = (reference.into(), vec![first]);
        self.add(Post {
            id,
            reference,
            terms,
        });
        id
    }

    /// Terms of 1.0 FTE, established, from the base budget.
    pub fn terms(&self) -> PostTerms {
        PostTerms {
            spell: Spell::starting(START),
            title: None,
            team: self.team,
            role: self.role,
            fte: Fte::ONE,
            funding: Funding::Base,
            standing: Standing::Established,
            conversion: None,
            grade: None,
            budget_code: None,
            over_reason: None,
        }
    }

    /// Somebody with nothing but a name.
    pub fn person(&mut self, name: &str) -> PersonId {
        let id = PersonId::next(&mut self.ids);
        self.add(person(id, name));
        id
    }

    /// An engagement from the start on.
    pub fn engagement(&mut self, person: PersonId, contract: Contract) -> EngagementId {
        let id = EngagementId::next(&mut self.ids);
        self.add(Engagement {
            id,
            reference: format!("E-{}", self.records.len()),
            person,
            contract,
            spell: Spell::starting(START),
            origin: Some(crate::codes::Origin::NotCollected),
            reason: None,
            destination: None,
            agency: (contract == Contract::Agency).then(|| "Example Agency".into()),
            contract_weeks: None,
        });
        id
    }

    /// An assignment of 1.0 FTE as the holder, from the start on.
    pub fn assign(
        &mut self,
        engagement: EngagementId,
        post: PostId,
        details: impl FnOnce(&mut Assignment),
    ) -> AssignmentId {
        let id = AssignmentId::next(&mut self.ids);
        let mut assignment = Assignment {
            id,
            reference: format!("A-{}", self.records.len()),
            engagement,
            post,
            spell: Spell::starting(START),
            fte: Fte::ONE,
            holding: Holding::Substantive,
            cover: None,
            over_reason: None,
        };
        details(&mut assignment);
        self.add(assignment);
        id
    }

    /// The holder of a post, with 1.0 FTE from the start on.
    pub fn holder(&mut self, name: &str, post: PostId) -> Worker {
        self.worker(name, Contract::Permanent, post, |_| ())
    }

    /// An agency worker with 1.0 FTE from the start on.
    pub fn agency(&mut self, name: &str, post: PostId, cover: CoverReason) -> Worker {
        self.worker(name, Contract::Agency, post, |it| {
            it.holding = Holding::Agency;
            it.cover = Some(cover);
        })
    }

    /// Somebody in a post.
    pub fn worker(
        &mut self,
        name: &str,
        contract: Contract,
        post: PostId,
        details: impl FnOnce(&mut Assignment),
    ) -> Worker {
        let person = self.person(name);
        let engagement = self.engagement(person, contract);
        Worker {
            person,
            engagement,
            assignment: self.assign(engagement, post, details),
        }
    }

    /// An absence from all that the engagement holds.
    pub fn absence(
        &mut self,
        engagement: EngagementId,
        kind: AbsenceKind,
        spell: Spell,
    ) -> AbsenceId {
        let id = AbsenceId::next(&mut self.ids);
        self.add(Absence {
            id,
            engagement,
            assignment: None,
            kind,
            spell,
            working_days: None,
        });
        id
    }

    /// The snapshot of all that was added.
    pub fn workforce(&self) -> Workforce {
        let records = self.records.iter().cloned().map(|record| (record, 0));
        Workforce::load(self.authority, 0, records)
    }
}

/// Somebody with nothing but a name.
pub fn person(id: PersonId, name: &str) -> Person {
    Person {
        id,
        reference: format!("N-{name}"),
        name: Some(name.into()),
        born: None,
        sex: None,
        ethnicity: None,
        registration: None,
        registered_on: None,
        qualified_on: None,
        qualification: None,
        route: None,
    }
}

/// An item of the strategy under way, of which nothing else is said.
pub fn strategy_item(id: StrategyItemId, reference: &str, sort: StrategySort) -> StrategyItem {
    StrategyItem {
        id,
        reference: reference.into(),
        sort,
        parent: None,
        title: format!("Title of {reference}"),
        detail: None,
        service: None,
        year: None,
        owner: None,
        board: None,
        from: None,
        due: None,
        progress: Progress::UnderWay,
        ended_on: None,
        decision: None,
        decided_on: None,
        cost: None,
        likelihood: None,
        impact: None,
        measure: None,
        baseline: None,
        target: None,
        order: 0,
    }
}

/// A change that writes a record.
pub fn put(record: impl Into<Record>) -> Change {
    Change::Put(record.into())
}

/// A change that takes a record away.
pub fn remove<T: Fact>(id: T::Id) -> Change {
    let kind: Kind = T::KIND;
    Change::Remove(kind, id.into())
}

/// An FTE out of its digits.
pub fn fte(digits: &str) -> Fte {
    digits.parse().expect("the digits are an FTE")
}

/// A spell from its first to its last day.
pub fn days(from: Date, last: Date) -> Spell {
    Spell::of_days(from, Some(last))
}
