//! The snapshot: everything that is known of one authority, in memory and
//! never altered. A change makes a new snapshot that shares what stayed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::change::Change;
use crate::id::{
    AbsenceId, AcknowledgementId, AssignmentId, AuthorityId, BoardId, CaseloadId, EngagementId,
    IndicatorId, MemberRequestId, PaperId, PayId, PersonId, PledgeId, PostId, PracticeAuditId,
    ProfileId, PublicationId, PublishedPaperId, RecordId, ReturnId, RoleId, ScenarioId,
    ScorecardId, StatedPositionId, StrategyItemId, TeamId,
};
use crate::record::{
    Absence, Acknowledgement, Assignment, Authority, Board, Caseload, Engagement, Indicator, Kind,
    MemberRequest, Paper, Pay, Person, Pledge, Post, PracticeAudit, Profile, Publication,
    PublishedPaper, Record, Return, Role, Scenario, Scorecard, StatedPosition, StrategyItem, Team,
};

/// The number of a change in its store, counted from one. Nought stands for
/// records that come from a package and were never stored.
pub type Sequence = u64;

/// A record and the change that gave it its present content.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    /// The change that last wrote the record.
    pub since: Sequence,
    /// The record.
    pub record: T,
}

/// What every kind of record can say of itself.
pub trait Fact: Clone + PartialEq {
    /// The identifier of the kind.
    type Id: Copy + Ord + Into<RecordId> + From<RecordId>;
    /// The kind.
    const KIND: Kind;
    /// The identifier of the record.
    fn id(&self) -> Self::Id;
    /// The council's own number, for kinds that have one.
    fn reference(&self) -> Option<&str>;
    /// Names every record that this one refers to.
    fn links(&self, visit: &mut dyn FnMut(Kind, RecordId));
    /// The record of this kind inside a record of any kind.
    fn from_record(record: &Record) -> Option<&Self>;
}

macro_rules! facts {
    ($($kind:ident($id:ident) by $reference:expr, links $links:expr;)+) => {$(
        impl Fact for $kind {
            type Id = $id;
            const KIND: Kind = Kind::$kind;
            fn id(&self) -> $id { self.id }
            fn reference(&self) -> Option<&str> {
                let reference: fn(&$kind) -> Option<&str> = $reference;
                reference(self)
            }
            fn links(&self, visit: &mut dyn FnMut(Kind, RecordId)) {
                let links: fn(&$kind, &mut dyn FnMut(Kind, RecordId)) = $links;
                links(self, visit);
            }
            fn from_record(record: &Record) -> Option<&Self> {
                match record { Record::$kind(record) => Some(record), _ => None }
            }
        }
    )+};
}

facts! {
    Authority(AuthorityId) by |it| Some(&it.reference), links |_, _| {};
    Team(TeamId) by |it| Some(&it.reference), links |it, visit| {
        if let Some(parent) = it.parent { visit(Kind::Team, parent.into()); }
    };
    Role(RoleId) by |it| Some(&it.reference), links |_, _| {};
    Post(PostId) by |it| Some(&it.reference), links |it, visit| {
        for terms in &it.terms {
            visit(Kind::Team, terms.team.into());
            visit(Kind::Role, terms.role.into());
        }
    };
    Person(PersonId) by |it| Some(&it.reference), links |_, _| {};
    Engagement(EngagementId) by |it| Some(&it.reference), links |it, visit| visit(Kind::Person, it.person.into());
    Assignment(AssignmentId) by |it| Some(&it.reference), links |it, visit| {
        visit(Kind::Engagement, it.engagement.into());
        visit(Kind::Post, it.post.into());
    };
    Pay(PayId) by |_| None, links |it, visit| visit(Kind::Engagement, it.engagement.into());
    Absence(AbsenceId) by |_| None, links |it, visit| {
        visit(Kind::Engagement, it.engagement.into());
        if let Some(assignment) = it.assignment { visit(Kind::Assignment, assignment.into()); }
    };
    Caseload(CaseloadId) by |_| None, links |it, visit| visit(Kind::Person, it.person.into());
    StatedPosition(StatedPositionId) by |_| None, links |it, visit| {
        if let Some(team) = it.team { visit(Kind::Team, team.into()); }
        if let Some(role) = it.role { visit(Kind::Role, role.into()); }
    };
    Indicator(IndicatorId) by |_| None, links |_, _| {};
    Profile(ProfileId) by |it| Some(&it.reference), links |_, _| {};
    Scorecard(ScorecardId) by |it| Some(&it.reference), links |_, _| {};
    Publication(PublicationId) by |it| Some(&it.reference), links |_, _| {};
    Return(ReturnId) by |it| Some(&it.reference), links |_, _| {};
    Scenario(ScenarioId) by |it| Some(&it.reference), links |_, _| {};
    Board(BoardId) by |it| Some(&it.reference), links |_, _| {};
    StrategyItem(StrategyItemId) by |it| Some(&it.reference), links |it, visit| {
        if let Some(parent) = it.parent { visit(Kind::StrategyItem, parent.into()); }
        if let Some(board) = it.board { visit(Kind::Board, board.into()); }
    };
    MemberRequest(MemberRequestId) by |it| Some(&it.reference), links |it, visit| {
        visit(Kind::Board, it.board.into());
        if let Some(item) = it.item { visit(Kind::StrategyItem, item.into()); }
    };
    Pledge(PledgeId) by |it| Some(&it.reference), links |_, _| {};
    Acknowledgement(AcknowledgementId) by |_| None, links |it, visit| {
        visit(Kind::Pledge, it.pledge.into());
        visit(Kind::Person, it.person.into());
    };
    Paper(PaperId) by |it| Some(&it.reference), links |_, _| {};
    PublishedPaper(PublishedPaperId) by |it| Some(&it.reference), links |_, _| {};
    PracticeAudit(PracticeAuditId) by |it| Some(&it.reference), links |it, visit| {
        if let Some(team) = it.team { visit(Kind::Team, team.into()); }
        if let Some(item) = it.item { visit(Kind::StrategyItem, item.into()); }
    };
}

/// All records of one kind, found by identifier, by the council's own number
/// and by what they refer to.
#[derive(Clone, Debug)]
pub struct Table<T: Fact> {
    entries: BTreeMap<RecordId, Entry<T>>,
    by_reference: HashMap<String, RecordId>,
    /// Further records that carry a number of `by_reference`: while numbers
    /// change hands, and until the checks refuse them.
    also_carrying: HashMap<String, Vec<RecordId>>,
    by_link: HashMap<RecordId, Vec<RecordId>>,
}

impl<T: Fact> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            by_reference: HashMap::new(),
            also_carrying: HashMap::new(),
            by_link: HashMap::new(),
        }
    }
}

impl<T: Fact> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The record with the identifier.
    pub fn get(&self, id: impl Into<RecordId>) -> Option<&T> {
        self.entry(id).map(|entry| &entry.record)
    }

    /// The record with the identifier, and the change that last wrote it.
    pub fn entry(&self, id: impl Into<RecordId>) -> Option<&Entry<T>> {
        self.entries.get(&id.into())
    }

    /// The record that the council calls by this number.
    pub fn by_reference(&self, reference: &str) -> Option<&T> {
        self.by_reference
            .get(reference.trim())
            .and_then(|id| self.get(*id))
    }

    /// All records, in the order in which they were first made.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.entries.values().map(|entry| &entry.record)
    }

    /// All records with the change that last wrote each.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values()
    }

    /// The records that refer to the one with this identifier, in the order in
    /// which they were first made.
    pub fn linking(&self, id: impl Into<RecordId>) -> impl Iterator<Item = &T> + Clone {
        let found = self.by_link.get(&id.into());
        found.into_iter().flatten().filter_map(|id| self.get(*id))
    }

    fn put(&mut self, record: T, since: Sequence) {
        let id = record.id().into();
        self.remove(id);
        if let Some(reference) = record.reference() {
            self.give_reference(reference.trim(), id);
        }
        record.links(&mut |_, to| {
            let linking = self.by_link.entry(to).or_default();
            if let Err(place) = linking.binary_search(&id) {
                linking.insert(place, id);
            }
        });
        self.entries.insert(id, Entry { since, record });
    }

    fn remove(&mut self, id: RecordId) {
        let Some(entry) = self.entries.remove(&id) else {
            return;
        };
        if let Some(reference) = entry.record.reference() {
            self.take_reference(reference.trim(), id);
        }
        entry.record.links(&mut |_, to| {
            if let Some(linking) = self.by_link.get_mut(&to) {
                linking.retain(|linked| *linked != id);
            }
        });
    }

    /// The first to carry a number keeps it; the checks report a second.
    fn give_reference(&mut self, reference: &str, id: RecordId) {
        if self.by_reference.contains_key(reference) {
            let others = self.also_carrying.entry(reference.to_owned());
            others.or_default().push(id);
        } else {
            self.by_reference.insert(reference.to_owned(), id);
        }
    }

    fn take_reference(&mut self, reference: &str, id: RecordId) {
        let others = self.also_carrying.get_mut(reference);
        if self.by_reference.get(reference) != Some(&id) {
            if let Some(others) = others {
                others.retain(|other| *other != id);
            }
            return;
        }
        match others.and_then(|others| (!others.is_empty()).then(|| others.remove(0))) {
            Some(next) => self.by_reference.insert(reference.to_owned(), next),
            None => self.by_reference.remove(reference),
        };
    }
}

macro_rules! workforce {
    ($($(#[doc = $doc:literal])* $table:ident: $kind:ident;)+) => {
        /// Everything that is known of one authority at one state of its store.
        ///
        /// Cloning is cheap; [`Workforce::with`] makes the state after a change.
        #[derive(Clone, Debug)]
        pub struct Workforce {
            id: AuthorityId,
            as_of: Sequence,
            $($table: Arc<Table<$kind>>,)+
        }

        impl Workforce {
            /// A workforce of which nothing is known yet.
            pub fn empty(id: AuthorityId) -> Self {
                Self { id, as_of: 0, $($table: Arc::default(),)+ }
            }

            $($(#[doc = $doc])* pub fn $table(&self) -> &Table<$kind> { &self.$table })+

            fn put(&mut self, record: Record, since: Sequence) {
                match record { $(Record::$kind(record) => Arc::make_mut(&mut self.$table).put(record, since),)+ }
            }

            fn remove(&mut self, kind: Kind, id: RecordId) {
                match kind { $(Kind::$kind => Arc::make_mut(&mut self.$table).remove(id),)+ }
            }

            /// The record of a kind with an identifier.
            pub fn record(&self, kind: Kind, id: RecordId) -> Option<Record> {
                match kind { $(Kind::$kind => self.$table.get(id).cloned().map(Record::$kind),)+ }
            }

            /// The change that last wrote a record; nothing where there is no such record.
            pub fn since(&self, kind: Kind, id: RecordId) -> Option<Sequence> {
                match kind { $(Kind::$kind => self.$table.entry(id).map(|entry| entry.since),)+ }
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$table.len(),)+ }
            }

            /// Every record, kind by kind, in an order in which each comes
            /// after those that it refers to (parents of teams excepted).
            pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
                std::iter::empty()$(.chain(self.$table.iter().cloned().map(Record::$kind)))+
            }

            /// Every record that refers to the one with this identifier.
            pub fn linking(&self, id: RecordId) -> Vec<(Kind, RecordId)> {
                let mut found = Vec::new();
                $(found.extend(self.$table.linking(id).map(|record| (Kind::$kind, record.id().into())));)+
                found
            }
        }

        impl Record {
            /// Names every record that this one refers to.
            pub fn links(&self, visit: &mut dyn FnMut(Kind, RecordId)) {
                match self { $(Record::$kind(record) => record.links(visit),)+ }
            }

            /// The council's own number, for kinds that have one.
            pub fn reference(&self) -> Option<&str> {
                match self { $(Record::$kind(record) => Fact::reference(record),)+ }
            }
        }
    };
}

workforce! {
    /// The authority itself: one record, once it is known.
    authorities: Authority;
    /// The teams.
    teams: Team;
    /// The roles.
    roles: Role;
    /// The posts.
    posts: Post;
    /// The people.
    people: Person;
    /// The engagements.
    engagements: Engagement;
    /// The assignments.
    assignments: Assignment;
    /// The lines of pay.
    pay: Pay;
    /// The absences.
    absences: Absence;
    /// The caseload figures.
    caseloads: Caseload;
    /// The stated positions.
    stated_positions: StatedPosition;
    /// The published figures.
    indicators: Indicator;
    /// The mapping profiles.
    profiles: Profile;
    /// The scorecards.
    scorecards: Scorecard;
    /// The publications.
    publications: Publication;
    /// What is said in returns.
    returns: Return;
    /// The scenarios of the workforce plan.
    scenarios: Scenario;
    /// The boards.
    boards: Board;
    /// The items of the strategy.
    strategy_items: StrategyItem;
    /// The requests of members.
    member_requests: MemberRequest;
    /// The pledges.
    pledges: Pledge;
    /// The acknowledgements of pledges.
    acknowledgements: Acknowledgement;
    /// The practice audits.
    practice_audits: PracticeAudit;
    /// The papers to committees.
    papers: Paper;
    /// The papers that were published.
    published_papers: PublishedPaper;
}

impl Workforce {
    /// The snapshot made of all present records of an authority.
    pub fn load(
        id: AuthorityId,
        as_of: Sequence,
        records: impl IntoIterator<Item = (Record, Sequence)>,
    ) -> Self {
        let mut workforce = Self::empty(id);
        for (record, since) in records {
            workforce.put(record, since);
        }
        workforce.as_of = as_of;
        workforce
    }

    /// The snapshot after some changes; `at` is the number of the change.
    #[must_use]
    pub fn with(&self, changes: &[Change], at: Sequence) -> Self {
        let mut after = self.clone();
        after.as_of = at;
        for change in changes {
            match change {
                Change::Put(record) => after.put(record.clone(), at),
                Change::Remove(kind, id) => after.remove(*kind, *id),
            }
        }
        after
    }

    /// The identifier of the authority.
    pub fn id(&self) -> AuthorityId {
        self.id
    }

    /// The last change that the snapshot holds.
    pub fn as_of(&self) -> Sequence {
        self.as_of
    }

    /// The authority, once its record is known.
    pub fn authority(&self) -> Option<&Authority> {
        self.authorities.get(self.id)
    }

    /// The authority's name, or a plain word for it.
    pub fn name(&self) -> &str {
        self.authority()
            .map_or("Unnamed authority", |authority| &authority.name)
    }

    /// The person of an engagement.
    pub fn person_of(&self, engagement: EngagementId) -> Option<&Person> {
        self.people.get(self.engagements.get(engagement)?.person)
    }

    /// The engagement and the person of an assignment.
    pub fn worker(&self, assignment: &Assignment) -> Option<(&Engagement, &Person)> {
        let engagement = self.engagements.get(assignment.engagement)?;
        Some((engagement, self.people.get(engagement.person)?))
    }

    /// A team and all teams below it.
    pub fn team_and_below(&self, team: TeamId) -> Vec<TeamId> {
        let mut found = vec![team];
        let mut next = 0;
        while let Some(parent) = found.get(next).copied() {
            let below = self.teams.linking(parent).map(|team| team.id);
            let new: Vec<_> = below.filter(|team| !found.contains(team)).collect();
            found.extend(new);
            next += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests;
