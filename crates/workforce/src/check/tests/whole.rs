//! What the checks as a whole promise.

use jiff::civil::date;

use super::{broken, judge};
use crate::amount::Fte;
use crate::codes::{Contract, CoverReason};
use crate::fixture::{Council, START, days, fte, put, remove};
use crate::id::PostId;
use crate::record::{Assignment, Engagement, Person, Post, Role};

#[test]
fn all_problems_of_a_change_are_told_at_once() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", one);
    let nothing = PostId::next(&mut council.ids);
    let manager = council.role("Team Manager");
    council.post_with("P3", |it| it.role = manager);
    let changes = [
        council.edited::<Post>(other, |it| {
            it.reference = "P1".into();
            it.terms[0].fte = Fte::ZERO;
            it.terms[0].spell = days(START, date(2020, 3, 1));
        }),
        council.edited::<Assignment>(ada.assignment, |it| {
            it.fte = fte("1.5");
            it.cover = Some(CoverReason::Vacancy);
        }),
        put(Assignment {
            post: nothing,
            ..council.get(ada.assignment)
        }),
        remove::<Role>(manager),
    ];
    let found: Vec<_> = broken(&council, &changes).into_iter().collect();
    assert_eq!(
        found,
        [
            "end-before-start",
            "number-used-twice",
            "post-fte-impossible",
            "reference-to-nothing",
            "still-referred-to",
        ]
    );
}

#[test]
fn a_change_that_repeats_what_stands_finds_nothing() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let changes = [
        council.edited::<Post>(post, |_| ()),
        council.edited::<Person>(ada.person, |_| ()),
        council.edited::<Engagement>(ada.engagement, |_| ()),
        council.edited::<Assignment>(ada.assignment, |_| ()),
    ];
    assert_eq!(judge(&council, &changes), []);
}

#[test]
fn what_a_change_does_not_touch_is_not_judged() {
    let mut council = Council::new();
    let (bad, good) = (council.post("P1"), council.post("P2"));
    council.holder("Ada", bad);
    council.holder("Ben", bad);
    let cat = council.holder("Cat", good);
    let change = council.edited::<Assignment>(cat.assignment, |it| it.fte = fte("0.8"));
    assert_eq!(judge(&council, &[change]), []);
    let change = council.edited::<Post>(bad, |_| ());
    assert!(broken(&council, &[change]).contains("post-overfilled"));
}

#[test]
fn a_move_is_judged_with_the_post_that_was_left_and_the_one_that_was_taken() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", one);
    council.holder("Ben", other);
    let change = council.edited::<Assignment>(ada.assignment, |it| it.post = other);
    assert!(broken(&council, &[change]).contains("post-overfilled"));
}

#[test]
fn a_person_is_judged_across_all_engagements() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", one);
    let second = council.engagement(ada.person, Contract::Permanent);
    let assignment = council.assign(second, other, |it| it.fte = fte("0.2"));
    let change = council.edited::<Assignment>(assignment, |_| ());
    assert!(broken(&council, &[change]).contains("person-above-one"));
}

#[test]
fn records_that_go_together_may_be_taken_away_together() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let changes = [
        remove::<Person>(ada.person),
        remove::<Engagement>(ada.engagement),
        remove::<Assignment>(ada.assignment),
    ];
    assert_eq!(judge(&council, &changes), []);
    assert!(broken(&council, &changes[..2]).contains("still-referred-to"));
}

#[test]
fn a_rule_that_ties_two_records_is_told_once() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let changes = [
        council.edited::<Engagement>(ada.engagement, |it| it.spell.from = date(2020, 5, 1)),
        council.edited::<Assignment>(ada.assignment, |_| ()),
    ];
    let found = judge(&council, &changes);
    let rules: Vec<_> = found.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["assignment-outside-engagement"]);
    assert_eq!(
        (found[0].field, found[0].value.as_str()),
        ("from", "2020-04-01")
    );
}
