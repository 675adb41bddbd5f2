//! Rules on links, numbers, spells and teams.

use jiff::civil::date;

use crate::codes::Service;
use crate::fixture::{START, days, put, remove};
use crate::id::{PostId, TeamId};
use crate::record::{Assignment, Person, Post, Role, Team};

super::examples! {
    "reference-to-nothing" {
        an_assignment_may_refer_to_a_post_that_comes_with_it: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let next = PostId::next(&mut council.ids);
            let new = Post { id: next, reference: "P2".into(), terms: vec![council.terms()] };
            vec![put(new), council.edited::<Assignment>(ada.assignment, |it| it.post = next)]
        };
        an_assignment_may_not_refer_to_a_post_that_does_not_exist: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let nothing = PostId::next(&mut council.ids);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.post = nothing)]
        };
    }
    "still-referred-to" {
        a_post_that_nobody_was_ever_in_may_be_taken_away: |council| {
            let post = council.post("P1");
            vec![remove::<Post>(post)]
        };
        a_post_with_a_holder_may_not_be_taken_away: |council| {
            let post = council.post("P1");
            council.holder("Ada", post);
            vec![remove::<Post>(post)]
        };
    }
    "number-used-twice" {
        two_records_may_exchange_their_numbers: |council| {
            let (one, other) = (council.post("P1"), council.post("P2"));
            vec![
                council.edited::<Post>(one, |it| it.reference = "P2".into()),
                council.edited::<Post>(other, |it| it.reference = "P1".into()),
            ]
        };
        a_second_post_may_not_take_the_number_of_the_first: |council| {
            council.post("P1");
            let other = council.post("P2");
            vec![council.edited::<Post>(other, |it| it.reference = "P1".into())]
        };
    }
    "end-before-start" {
        an_assignment_of_one_day_ends_on_the_day_it_starts: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.spell = days(START, START))]
        };
        an_assignment_may_not_end_on_the_day_before_it_starts: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let spell = days(date(2021, 3, 2), date(2021, 3, 1));
            vec![council.edited::<Assignment>(ada.assignment, |it| it.spell = spell)]
        };
    }
    "team-below-itself" {
        a_team_may_be_moved_below_another: |council| {
            let south = council.team("South", Service::Children, None);
            vec![council.edited::<Team>(council.team, |it| it.parent = Some(south))]
        };
        a_team_may_not_be_moved_below_a_team_that_is_below_it: |council| {
            let below = council.team("Below", Service::Children, Some(council.team));
            vec![council.edited::<Team>(council.team, |it| it.parent = Some(below))]
        };
    }
}

#[test]
fn a_team_below_no_team_is_told_at_its_parent() {
    let mut council = crate::fixture::Council::new();
    let nothing = TeamId::next(&mut council.ids);
    let change = council.edited::<Team>(council.team, |it| it.parent = Some(nothing));
    let found = super::judge(&council, &[change]);
    let told: Vec<_> = found.iter().map(|it| (it.rule, it.field)).collect();
    assert_eq!(told, [("reference-to-nothing", "parent")]);
}

#[test]
fn what_still_refers_to_a_record_is_counted() {
    let mut council = crate::fixture::Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let words = |change| super::judge(&council, &[change])[0].message.clone();
    assert_eq!(
        words(remove::<Person>(ada.person)),
        "cannot be taken away: an engagement still refers to it"
    );
    let mut council = crate::fixture::Council::new();
    let (one, two) = (council.post("P1"), council.post("P2"));
    council.holder("Ada", one);
    council.holder("Ben", two);
    let role = council.role;
    let found = super::judge(&council, &[remove::<Role>(role)]);
    assert_eq!(
        found[0].message,
        "cannot be taken away: 2 records still refer to it, the first of them a post"
    );
}
