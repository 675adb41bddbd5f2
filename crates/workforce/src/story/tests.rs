//! Tests of the words in which changes are told.

use jiff::civil::{Date, date};

use super::{Happening, Story, tell};
use crate::amount::Money;
use crate::change::Change;
use crate::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Funding, Holding, LeavingReason, PayElement,
    Standing,
};
use crate::date::Spell;
use crate::fixture::{Council, START, Worker, days, fte, person, put, remove};
use crate::id::{AbsenceId, AssignmentId, EngagementId, PayId, PersonId, PostId};
use crate::record::{
    Absence, Assignment, Authority, Engagement, Pay, Person, Post, Profile, Role, Team,
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

/// An assignment after another one of the same engagement.
fn next_assignment(council: &mut Council, old: AssignmentId, from: Date) -> Assignment {
    Assignment {
        id: AssignmentId::next(&mut council.ids),
        reference: "A-next".into(),
        spell: Spell::starting(from),
        ..council.get(old)
    }
}

fn ends(council: &Council, assignment: AssignmentId, last: Date) -> Change {
    council.edited::<Assignment>(assignment, |it| it.spell = days(it.spell.from, last))
}

#[test]
fn a_starter_is_told_once_with_post_fte_and_contract() {
    let (mut council, _, other) = ada();
    let changes = newcomer(
        &mut council,
        Contract::FixedTerm,
        other,
        Spell::starting(MAY),
    );
    let expected =
        "Ben starts on 1 May 2021 as Social Worker in North (post P2), 0.8 FTE (fixed term)";
    assert_told(&council, &changes, &[(Happening::Starter, expected)]);
}

#[test]
fn agency_is_told_with_what_it_covers_and_when_it_ends() {
    let (mut council, _, other) = ada();
    let spell = days(MAY, date(2021, 7, 31));
    let changes = newcomer(&mut council, Contract::Agency, other, spell);
    let starts = "Ben starts through an agency on 1 May 2021 as Social Worker in North (post P2), \
                  0.8 FTE, covering: long-term sickness";
    let leaves = "Ben leaves; the last day is 31 July 2021";
    let expected = [
        (Happening::AgencyStart, starts),
        (Happening::AgencyEnd, leaves),
    ];
    assert_told(&council, &changes, &expected);
}

#[test]
fn a_leaver_is_told_once_with_reason_and_destination() {
    let (council, ada, _) = ada();
    let last = date(2021, 4, 30);
    let changes = [
        council.edited::<Engagement>(ada.engagement, |it| {
            it.spell = days(START, last);
            it.reason = Some(LeavingReason::Retired);
            it.destination = Some(Destination::OutsideEngland);
        }),
        ends(&council, ada.assignment, last),
    ];
    let expected = "Ada leaves; the last day is 30 April 2021; reason: retired; \
                    goes to: social worker outside England";
    assert_told(&council, &changes, &[(Happening::Leaver, expected)]);
}

#[test]
fn a_move_is_told_once() {
    let (mut council, ada, other) = ada();
    let new = Assignment {
        post: other,
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let changes = [ends(&council, ada.assignment, date(2021, 4, 30)), put(new)];
    let expected = "Ada moves on 1 May 2021 to Social Worker in North (post P2), 1 FTE";
    assert_told(&council, &changes, &[(Happening::Move, expected)]);
}

#[test]
fn a_further_post_is_told_as_such() {
    let (mut council, ada, other) = ada();
    let new = Assignment {
        post: other,
        fte: fte("0.2"),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let expected =
        "Ada takes a further post on 1 May 2021: Social Worker in North (post P2), 0.2 FTE";
    assert_told(&council, &[put(new)], &[(Happening::Move, expected)]);
}

#[test]
fn other_hours_are_told_once() {
    let (mut council, ada, _) = ada();
    let new = Assignment {
        fte: fte("0.6"),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let changes = [ends(&council, ada.assignment, date(2021, 4, 30)), put(new)];
    let expected = "Ada works 0.6 FTE instead of 1 from 1 May 2021";
    assert_told(&council, &changes, &[(Happening::Hours, expected)]);
}

#[test]
fn cover_is_told_when_it_begins_and_when_it_ends() {
    let (mut council, ada, other) = ada();
    let acting = Assignment {
        post: other,
        holding: Holding::ActingUp,
        cover: Some(CoverReason::Vacancy),
        ..next_assignment(&mut council, ada.assignment, MAY)
    };
    let begins = "Ada, acting up, from 1 May 2021: Social Worker in North (post P2), 1 FTE, \
                  covering: vacancy while recruiting";
    let changes = [put(acting.clone())];
    assert_told(&council, &changes, &[(Happening::Cover, begins)]);
    let id = acting.id;
    council.add(acting);
    let changes = [ends(&council, id, date(2021, 6, 30))];
    let over = "Ada: Social Worker in North (post P2) ends on 30 June 2021";
    assert_told(&council, &changes, &[(Happening::Cover, over)]);
}

#[test]
fn an_agency_assignment_that_ends_or_follows_is_told() {
    let (mut council, _, other) = ada();
    let bo = council.agency("Bo", other, CoverReason::Vacancy);
    let changes = [ends(&council, bo.assignment, date(2021, 4, 30))];
    let over = "Bo: Social Worker in North (post P2) ends on 30 April 2021";
    assert_told(&council, &changes, &[(Happening::AgencyEnd, over)]);
    let further = next_assignment(&mut council, bo.assignment, MAY);
    let begins = "Bo starts a further agency assignment on 1 May 2021: \
                  Social Worker in North (post P2), 1 FTE";
    let changes = [put(further)];
    assert_told(&council, &changes, &[(Happening::AgencyStart, begins)]);
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
fn an_absence_is_told_when_it_begins_when_it_ends_and_when_it_was_wrong() {
    let (mut council, ada, _) = ada();
    let absence = sickness(&mut council, ada.engagement, Spell::starting(MAY));
    let told = |council: &Council, change: Change, expected: &str| {
        assert_told(council, &[change], &[(Happening::Absence, expected)]);
    };
    let begins = "Ada is absent from 1 May 2021: long-term sickness";
    told(&council, put(absence.clone()), begins);
    let id = absence.id;
    council.add(absence);
    let ended = council.edited::<Absence>(id, |it| it.spell = days(MAY, date(2021, 6, 30)));
    let ends = "Ada: the absence (long-term sickness) ends on 30 June 2021";
    told(&council, ended, ends);
    council.edit::<Absence>(id, |it| it.spell = days(MAY, date(2021, 6, 30)));
    let open = council.edited::<Absence>(id, |it| it.spell.until = None);
    let no_end = "Ada: the absence (long-term sickness) no longer has an end";
    told(&council, open, no_end);
    let other = council.edited::<Absence>(id, |it| it.kind = AbsenceKind::Maternity);
    let corrected = "Ada: absence (maternity or parental leave) from 1 May 2021 corrected";
    told(&council, other, corrected);
    let gone = [remove::<Absence>(id)];
    let expected = [(Happening::Removal, "Absence of Ada taken away")];
    assert_told(&council, &gone, &expected);
}

#[test]
fn a_post_is_told_when_it_is_added() {
    let mut council = Council::new();
    let mut terms = council.terms();
    terms.funding = Funding::Temporary;
    terms.spell = days(MAY, date(2022, 3, 31));
    let post = Post {
        id: PostId::next(&mut council.ids),
        reference: "P9".into(),
        terms: vec![terms],
    };
    let added = "Social Worker in North (post P9): 1 FTE from 1 May 2021 \
                 (temporary uplift, established)";
    let ends = "Social Worker in North (post P9): the last day is 31 March 2022";
    let expected = [(Happening::PostAdded, added), (Happening::PostClosed, ends)];
    assert_told(&council, &[put(post)], &expected);
}

/// The change to a post by which other terms hold from May on.
fn from_may(council: &Council, post: PostId, edit: impl FnOnce(&mut Post)) -> Change {
    council.edited::<Post>(post, |it| {
        let mut later = it.terms[0].clone();
        it.terms[0].spell = days(START, date(2021, 4, 30));
        later.spell.from = MAY;
        it.terms.push(later);
        edit(it);
    })
}

#[test]
fn a_post_is_told_when_its_fte_its_role_or_its_standing_changes() {
    let mut council = Council::new();
    let post = council.post("P1");
    let senior = council.role("Senior");
    let told = |change: Change, expected: &str| {
        assert_told(&council, &[change], &[(Happening::PostChanged, expected)]);
    };
    let less = from_may(&council, post, |it| it.terms[1].fte = fte("0.5"));
    let words = "Social Worker in North (post P1): 0.5 FTE instead of 1 from 1 May 2021";
    told(less, words);
    let other = from_may(&council, post, |it| it.terms[1].role = senior);
    let words = "Senior in North (post P1) from 1 May 2021, \
                 before that Social Worker in North (post P1)";
    told(other, words);
    let frozen = from_may(&council, post, |it| it.terms[1].standing = Standing::Frozen);
    told(
        frozen,
        "Social Worker in North (post P1): standing is ‘Frozen’ instead of ‘Established’ from 1 May 2021",
    );
}

#[test]
fn a_post_is_told_when_it_closes_and_when_its_past_is_put_right() {
    let mut council = Council::new();
    let post = council.post("P1");
    let last = date(2021, 3, 31);
    let closed = council.edited::<Post>(post, |it| it.terms[0].spell = days(START, last));
    let words = "Social Worker in North (post P1): the last day is 31 March 2021";
    assert_told(&council, &[closed], &[(Happening::PostClosed, words)]);
    council.edit::<Post>(post, |it| it.terms[0].spell = days(START, last));
    let open = council.edited::<Post>(post, |it| it.terms[0].spell.until = None);
    let expected = [(
        Happening::Correction,
        "Post P1 does not end on 31 March 2021 after all",
    )];
    assert_told(&council, &[open], &expected);
}

#[test]
fn what_is_put_right_in_an_engagement_is_told_with_what_stood_before() {
    let (mut council, ada, _) = ada();
    let told = |council: &Council, spell: Spell, expected: &str| {
        let change = council.edited::<Engagement>(ada.engagement, |it| it.spell = spell);
        assert_told(council, &[change], &[(Happening::Correction, expected)]);
    };
    let earlier = Spell::starting(date(2020, 3, 1));
    told(
        &council,
        earlier,
        "Ada: the first day is 1 March 2020 instead of 1 April 2020",
    );
    council.edit::<Engagement>(ada.engagement, |it| it.spell = days(START, MAY));
    let later = days(START, date(2021, 6, 30));
    told(
        &council,
        later,
        "Ada: the last day is 30 June 2021 instead of 1 May 2021",
    );
    let stays = Spell::starting(START);
    told(
        &council,
        stays,
        "Ada does not leave on 1 May 2021 after all",
    );
    let number = council.edited::<Engagement>(ada.engagement, |it| it.reference = "E-new".into());
    let old = council.get::<Engagement>(ada.engagement).reference;
    let words = format!("Engagement E-new of Ada: number is ‘E-new’ instead of ‘{old}’");
    assert_told(&council, &[number], &[(Happening::Correction, &words)]);
}

#[test]
fn what_is_put_right_in_an_assignment_is_told() {
    let (council, ada, _) = ada();
    let less = council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("0.9"));
    let words = "Ada: Social Worker in North (post P1) is 0.9 FTE instead of 1";
    assert_told(&council, &[less], &[(Happening::Correction, words)]);
    let number = council.edited::<Assignment>(ada.assignment, |it| it.reference = "A-new".into());
    let old = council.get::<Assignment>(ada.assignment).reference;
    let words = format!(
        "Ada: assignment to Social Worker in North (post P1): number is ‘A-new’ instead of ‘{old}’"
    );
    assert_told(&council, &[number], &[(Happening::Correction, &words)]);
}

#[test]
fn people_and_the_structure_are_told_by_their_names() {
    let (mut council, ada, _) = ada();
    let profile = Profile {
        id: crate::id::ProfileId::next(&mut council.ids),
        reference: "payroll".into(),
        text: String::new(),
    };
    let changes = [
        council.edited::<Authority>(council.authority, |it| it.standard_week = None),
        council.edited::<Team>(council.team, |it| it.name = "North West".into()),
        council.edited::<Role>(council.role, |it| it.order = 7),
        council.edited::<Person>(ada.person, |it| it.born = Some(date(1990, 1, 1))),
        put(profile),
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

fn salary(council: &mut Council, worker: &Worker, pounds: i32) -> Pay {
    Pay {
        id: PayId::next(&mut council.ids),
        engagement: worker.engagement,
        element: PayElement::BaseSalary,
        spell: Spell::starting(START),
        amount: Money::whole(pounds),
    }
}

#[test]
fn figures_are_told_by_how_many_there_are() {
    let (mut council, ada, _) = ada();
    let mut pay = |pounds| salary(&mut council, &ada, pounds);
    let (one, two, three) = (pay(36_000), pay(37_000), pay(38_000));
    let changes = [put(one.clone()), put(two.clone()), put(three.clone())];
    let expected = [(Happening::Figures, "3 lines of pay added")];
    assert_told(&council, &changes, &expected);
    assert_eq!(stories(&council, &changes)[0].records, 3);
    let ids = [one.id, two.id];
    council.add(one);
    council.add(two);
    let gone = ids.map(remove::<Pay>);
    let expected = [(Happening::Removal, "2 lines of pay taken away")];
    assert_told(&council, &gone, &expected);
    let expected = [(Happening::Figures, "1 line of pay added")];
    assert_told(&council, &[put(three)], &expected);
}

#[test]
fn a_changed_figure_is_told_with_what_stood_before() {
    let (mut council, ada, _) = ada();
    let pay = salary(&mut council, &ada, 40_000);
    let id = pay.id;
    council.add(pay);
    let more = council.edited::<Pay>(id, |it| it.amount = Money::whole(41_000));
    let words = "Pay of Ada: base salary is £41,000 instead of £40,000 from 1 April 2020";
    assert_told(&council, &[more], &[(Happening::Figures, words)]);
}

#[test]
fn a_corrected_name_is_told_with_the_name_before() {
    let (council, ada, _) = ada();
    let other = council.edited::<Person>(ada.person, |it| {
        it.name = Some("Ada Changed".into());
    });
    let told = stories(&council, &[other]);
    assert!(told[0].text.contains("name is ‘Ada Changed’"), "{told:?}");
}

#[test]
fn somebody_who_was_here_before_the_post_is_not_told_as_starting_in_it() {
    let (mut council, _, other) = ada();
    let mut changes = newcomer(
        &mut council,
        Contract::Permanent,
        other,
        Spell::starting(MAY),
    );
    for change in &mut changes {
        if let Change::Put(crate::record::Record::Engagement(it)) = change {
            it.spell = Spell::starting(START);
        }
    }
    let words = "Ben has worked here since 1 April 2020; from 1 May 2021 as \
                 Social Worker in North (post P2), 0.8 FTE (permanent)";
    assert_told(&council, &changes, &[(Happening::Starter, words)]);
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
