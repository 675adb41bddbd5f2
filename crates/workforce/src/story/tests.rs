//! Tests of the words in which changes are told.

mod corrections;
mod figures;
mod people;
mod posts;

use jiff::civil::{Date, date};

use super::{Happening, Story, tell};
use crate::change::Change;
use crate::codes::{AbsenceKind, Contract, CoverReason, Holding};
use crate::date::Spell;
use crate::fixture::{Council, Worker, fte, person, put, remove};
use crate::id::{AbsenceId, AssignmentId, EngagementId, PersonId, PostId};
use crate::record::{
    Absence, Assignment, Authority, Engagement, Person, Post, Profile, Return, Role, Scenario, Team,
};

const MAY: Date = date(2021, 5, 1);

fn stories(council: &Council, changes: &[Change]) -> Vec<Story> {
    let before = council.workforce();
    let after = before.with(changes, 1);
    let touched: Vec<_> = changes.iter().map(Change::subject).collect();
    tell(&before, &after, &touched)
}

/// The changes are told in exactly these words.
fn assert_told(council: &Council, changes: &[Change], expected: &[(Happening, &str)]) {
    let told = stories(council, changes);
    let found: Vec<_> = told
        .iter()
        .map(|story| (story.happening, story.text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

/// Ada holds P1; P2 is vacant.
fn ada() -> (Council, Worker, PostId) {
    let mut council = Council::new();
    let (own, other) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", own);
    (council, ada, other)
}

/// Somebody new in a post, as changes that are not made yet.
fn newcomer(council: &mut Council, contract: Contract, post: PostId, spell: Spell) -> Vec<Change> {
    let somebody = person(PersonId::next(&mut council.ids), "Ben");
    let engagement = Engagement {
        id: EngagementId::next(&mut council.ids),
        reference: "E-Ben".into(),
        person: somebody.id,
        contract,
        spell,
        origin: None,
        reason: None,
        destination: None,
        agency: None,
        contract_weeks: None,
    };
    let is_agency = contract == Contract::Agency;
    let assignment = Assignment {
        id: AssignmentId::next(&mut council.ids),
        reference: "A-Ben".into(),
        engagement: engagement.id,
        post,
        spell,
        fte: fte("0.8"),
        holding: match is_agency {
            true => Holding::Agency,
            false => Holding::Substantive,
        },
        cover: is_agency.then_some(CoverReason::LongTermSickness),
        over_reason: None,
    };
    vec![put(somebody), put(engagement), put(assignment)]
}

fn sickness(council: &mut Council, engagement: EngagementId, spell: Spell) -> Absence {
    Absence {
        id: AbsenceId::next(&mut council.ids),
        engagement,
        assignment: None,
        kind: AbsenceKind::LongTermSickness,
        spell,
        working_days: None,
    }
}

#[test]
fn people_and_the_structure_are_told_by_their_names() {
    let (mut council, ada, _) = ada();
    let profile = Profile {
        id: crate::id::ProfileId::next(&mut council.ids),
        reference: "payroll".into(),
        text: String::new(),
    };
    let scenario = Scenario {
        id: crate::id::ScenarioId::next(&mut council.ids),
        reference: "academy".into(),
        text: String::new(),
    };
    let said = Return {
        id: crate::id::ReturnId::next(&mut council.ids),
        reference: "census-2025".into(),
        text: String::new(),
    };
    let changes = [
        council.edited::<Authority>(council.authority, |it| it.standard_week = None),
        council.edited::<Team>(council.team, |it| it.name = "North West".into()),
        council.edited::<Role>(council.role, |it| it.order = 7),
        council.edited::<Person>(ada.person, |it| it.born = Some(date(1990, 1, 1))),
        put(profile),
        put(said),
        put(scenario),
        put(person(PersonId::next(&mut council.ids), "Bea")),
    ];
    let expected = [
        (
            Happening::Structure,
            "Team ‘North’: name is ‘North West’ instead of ‘North’",
        ),
        (
            Happening::Structure,
            "Role ‘Social Worker’: place in lists is 7 instead of 2",
        ),
        (Happening::Structure, "Mapping profile ‘payroll’ added"),
        (Happening::Structure, "Return ‘census-2025’ added"),
        (Happening::Structure, "Scenario ‘academy’ added"),
        (
            Happening::Correction,
            "Ada (N-Ada): date of birth is 1 January 1990, blank before",
        ),
        (Happening::Correction, "Person ‘Bea’ added"),
    ];
    assert_told(&council, &changes, &expected);
}

#[test]
fn what_is_taken_away_is_told_by_its_number() {
    let (council, _, other) = ada();
    let expected = [(Happening::Removal, "Post P2 taken away")];
    assert_told(&council, &[remove::<Post>(other)], &expected);
}

#[test]
fn what_stays_as_it_was_is_not_told() {
    let (council, ada, other) = ada();
    let changes = [
        council.edited::<Person>(ada.person, |_| ()),
        council.edited::<Engagement>(ada.engagement, |_| ()),
        council.edited::<Assignment>(ada.assignment, |_| ()),
        council.edited::<Post>(other, |_| ()),
    ];
    assert_told(&council, &changes, &[]);
}

#[test]
fn stories_come_by_kind_and_then_by_date_and_name_their_record() {
    let (mut council, ada, other) = ada();
    let later = newcomer(
        &mut council,
        Contract::Permanent,
        other,
        Spell::starting(MAY),
    );
    let closed = council.edited::<Post>(other, |it| it.reference = "P7".into());
    let absence = sickness(&mut council, ada.engagement, Spell::starting(MAY));
    let id = absence.id;
    let changes = [vec![closed, put(absence)], later].concat();
    let told = stories(&council, &changes);
    let happenings: Vec<_> = told.iter().map(|story| story.happening).collect();
    let order = [
        Happening::Starter,
        Happening::Absence,
        Happening::Correction,
    ];
    assert_eq!(happenings, order);
    assert_eq!((told[1].on, told[1].id), (Some(MAY), id.into()));
}
