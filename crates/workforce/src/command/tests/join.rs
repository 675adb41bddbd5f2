//! Somebody joins.

use jiff::civil::date;

use super::{added, assert_problem, done, problems, unknown};
use crate::amount::{Fte, Money};
use crate::codes::{AbsenceKind, Contract, CoverReason, Holding, Origin, PayElement};
use crate::command::{Command, Join, NewPerson, Who};
use crate::date::Spell;
use crate::fixture::{Council, START, days};
use crate::id::PostId;
use crate::record::{Assignment, Engagement};

fn starter(post: PostId) -> Join {
    let person = NewPerson {
        name: Some("Ada".into()),
        ..NewPerson::default()
    };
    Join {
        who: Who::New(Box::new(person)),
        contract: Contract::Permanent,
        spell: Spell::starting(date(2021, 4, 1)),
        origin: Some(Origin::NewlyQualified),
        agency: None,
        post,
        fte: Fte::ONE,
        holding: Holding::Substantive,
        cover: None,
        over_reason: None,
        pay: Vec::new(),
    }
}

pub(super) fn join(post: PostId) -> Command {
    Command::Join(starter(post))
}

#[test]
fn a_starter_comes_with_an_engagement_an_assignment_and_pay() {
    let mut council = Council::new();
    let post = council.post("P1");
    let salary = Money::whole(38_000);
    let command = Command::Join(Join {
        pay: vec![(PayElement::BaseSalary, salary)],
        ..starter(post)
    });
    let done = done(&mut council, command);
    let person = added(&council, done.after.people().iter());
    let engagement = added(&council, done.after.engagements().iter());
    let assignment = added(&council, done.after.assignments().iter());
    let pay = added(&council, done.after.pay().iter());
    assert_eq!(engagement.person, person.id);
    assert_eq!(
        (assignment.engagement, assignment.post),
        (engagement.id, post)
    );
    assert_eq!((pay.engagement, pay.amount), (engagement.id, salary));
    assert_eq!(
        done.stories,
        [
            "Ada starts on 1 April 2021 as Social Worker in North (post P1), 1 FTE (permanent)",
            "1 line of pay added",
        ]
    );
}

#[test]
fn agency_comes_with_what_it_covers() {
    let mut council = Council::new();
    let post = council.post("P1");
    let command = Command::Join(Join {
        contract: Contract::Agency,
        agency: Some("Example Agency".into()),
        holding: Holding::Agency,
        cover: Some(CoverReason::Vacancy),
        ..starter(post)
    });
    assert_eq!(
        done(&mut council, command).stories,
        [
            "Ada starts through an agency on 1 April 2021 as Social Worker in North (post P1), \
             1 FTE, covering: vacancy while recruiting"
        ]
    );
}

#[test]
fn maternity_cover_is_employed_for_a_fixed_term() {
    let mut council = Council::new();
    let post = council.post("P1");
    let holder = council.holder("Eve", post);
    let leave = days(date(2021, 4, 1), date(2022, 3, 31));
    council.absence(holder.engagement, AbsenceKind::Maternity, leave);
    let command = Command::Join(Join {
        contract: Contract::FixedTerm,
        spell: leave,
        holding: Holding::Cover,
        cover: Some(CoverReason::Maternity),
        ..starter(post)
    });
    assert_eq!(
        done(&mut council, command).stories,
        [
            "Ada starts on 1 April 2021 as Social Worker in North (post P1), 1 FTE (fixed term)",
            "Ada leaves; the last day is 31 March 2022",
        ]
    );
}

#[test]
fn a_leaver_may_come_back() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let before = days(START, date(2021, 3, 31));
    council.edit::<Engagement>(ada.engagement, |it| it.spell = before);
    council.edit::<Assignment>(ada.assignment, |it| it.spell = before);
    let command = Command::Join(Join {
        who: Who::Known(ada.person),
        ..starter(post)
    });
    let after = done(&mut council, command).after;
    assert_eq!(after.engagements().linking(ada.person).count(), 2);
}

#[test]
fn somebody_who_works_here_does_not_join_again() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let command = Command::Join(Join {
        who: Who::Known(ada.person),
        ..starter(post)
    });
    let message = "Ada already works here since 1 April 2020. \
                   Move them, or change their hours, instead.";
    assert_problem(&mut council, command, "person", message);
    let nobody = Command::Join(Join {
        who: Who::Known(unknown(&mut council).into()),
        ..starter(post)
    });
    let message = "This person is not in the records.";
    assert_problem(&mut council, nobody, "person", message);
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let mut council = Council::new();
    council.person("Ben");
    let post = council.post("P1");
    let nameless = NewPerson {
        reference: Some("N-Ben".into()),
        name: Some(" ".into()),
        ..NewPerson::default()
    };
    let command = Command::Join(Join {
        who: Who::New(Box::new(nameless)),
        contract: Contract::Agency,
        agency: Some(" ".into()),
        holding: Holding::Agency,
        spell: days(date(2020, 3, 31), date(2020, 3, 30)),
        ..starter(post)
    });
    let expected = [
        ("to", "The last day must not be before the first."),
        ("name", "Give the person’s name."),
        ("id", "Ben already has this number."),
        ("cover", "Say what is covered."),
        ("agency", "Give the name of the agency."),
        (
            "post",
            "The post does not exist on 31 March 2020. Choose another post or another day.",
        ),
    ];
    let expected = expected.map(|(field, message)| (field, message.to_owned()));
    assert_eq!(problems(&mut council, command), expected);
}
