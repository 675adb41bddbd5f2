//! Posts are opened, changed and closed.

use jiff::civil::{Date, date};

use super::{added, assert_problem, done, problems, unknown};
use crate::amount::Fte;
use crate::codes::{Funding, Standing};
use crate::command::{ChangePost, ClosePost, Command, OpenPost};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte};
use crate::id::PostId;
use crate::record::{Assignment, Post};

pub(super) fn open(council: &Council, reference: &str) -> Command {
    Command::OpenPost(OpenPost {
        reference: Some(reference.into()),
        terms: council.terms(),
    })
}

fn changed(council: &Council, post: PostId, spell: Spell, digits: &str) -> ChangePost {
    ChangePost {
        post,
        spell,
        team: council.team,
        role: council.role,
        fte: fte(digits),
        funding: Funding::Temporary,
        standing: Standing::Established,
        over_reason: None,
    }
}

pub(super) fn change(council: &Council, post: PostId, spell: Spell) -> Command {
    Command::ChangePost(changed(council, post, spell, "1.5"))
}

pub(super) fn close(post: PostId, last_day: Date) -> Command {
    Command::ClosePost(ClosePost { post, last_day })
}

/// First day, last day and FTE of each row of terms.
fn rows(post: &Post) -> Vec<(Date, Option<Date>, String)> {
    let terms = post.terms.iter();
    terms
        .map(|it| (it.spell.from, it.spell.last_day(), it.fte.to_string()))
        .collect()
}

/// Does the command and gives the rows of the post after it.
fn rows_after(
    council: &mut Council,
    post: PostId,
    command: Command,
) -> Vec<(Date, Option<Date>, String)> {
    let after = done(council, command).after;
    rows(after.posts().get(post).expect("the post stands"))
}

#[test]
fn a_post_is_opened_under_the_councils_own_number() {
    let mut council = Council::new();
    let command = open(&council, " P1 ");
    let done = done(&mut council, command);
    assert_eq!(added(&council, done.after.posts().iter()).reference, "P1");
    assert_eq!(
        done.stories,
        ["Social Worker in North (post P1): 1 FTE from 1 April 2020 (base budget, established)"]
    );
}

#[test]
fn a_post_without_a_number_is_given_one() {
    let mut council = Council::new();
    let command = open(&council, " ");
    let done = done(&mut council, command);
    let reference = &added(&council, done.after.posts().iter()).reference;
    assert!(reference.starts_with("POST-"));
}

#[test]
fn a_post_is_refused_for_its_number_its_fte_and_its_dates_all_at_once() {
    let mut council = Council::new();
    council.post("P1");
    let mut terms = council.terms();
    terms.fte = Fte::ZERO;
    terms.spell = days(START, date(2020, 3, 31));
    let command = Command::OpenPost(OpenPost {
        reference: Some("P1".into()),
        terms,
    });
    let expected = [
        ("id", "There is already a post P1. Give another number."),
        ("fte", "Give an FTE above zero, such as 1 or 0.6."),
        ("to", "The last day must not be before the first."),
    ];
    let expected = expected.map(|(field, message)| (field, message.to_owned()));
    assert_eq!(problems(&mut council, command), expected);
}

#[test]
fn after_an_uplift_for_a_time_the_old_terms_hold_again() {
    let mut council = Council::new();
    let post = council.post("P1");
    let spell = days(date(2021, 4, 1), date(2022, 3, 31));
    let command = change(&council, post, spell);
    assert_eq!(
        rows_after(&mut council, post, command.clone()),
        [
            (START, Some(date(2021, 3, 31)), "1".to_owned()),
            (date(2021, 4, 1), Some(date(2022, 3, 31)), "1.5".to_owned()),
            (date(2022, 4, 1), None, "1".to_owned()),
        ]
    );
    assert_eq!(
        done(&mut council, command).stories,
        [
            "Social Worker in North (post P1): 1.5 FTE instead of 1 from 1 April 2021 to 31 March 2022"
        ]
    );
}

#[test]
fn a_change_for_good_ends_the_terms_before_it() {
    let mut council = Council::new();
    let post = council.post("P1");
    let command = change(&council, post, Spell::starting(date(2021, 4, 1)));
    assert_eq!(
        rows_after(&mut council, post, command),
        [
            (START, Some(date(2021, 3, 31)), "1".to_owned()),
            (date(2021, 4, 1), None, "1.5".to_owned()),
        ]
    );
}

#[test]
fn a_change_from_the_first_day_takes_the_place_of_the_terms() {
    let mut council = Council::new();
    let post = council.post("P1");
    let command = change(&council, post, Spell::starting(START));
    let found = rows_after(&mut council, post, command);
    assert_eq!(found, [(START, None, "1.5".to_owned())]);
}

#[test]
fn a_change_for_good_lasts_until_the_post_ends() {
    let mut council = Council::new();
    let end = date(2023, 3, 31);
    let post = council.post_with("P1", |it| it.spell = days(START, end));
    let command = change(&council, post, Spell::starting(date(2021, 4, 1)));
    let found = rows_after(&mut council, post, command);
    assert_eq!(found[1], (date(2021, 4, 1), Some(end), "1.5".to_owned()));
}

#[test]
fn a_change_across_several_rows_takes_the_place_of_all_it_covers() {
    let mut council = Council::new();
    let post = council.post("P1");
    let later = council.terms();
    council.edit::<Post>(post, |it| {
        it.terms[0].spell = days(START, date(2020, 12, 31));
        it.terms.push(later.clone());
        it.terms[1].spell = days(date(2021, 1, 1), date(2021, 1, 31));
        it.terms.push(later);
        it.terms[2].spell = Spell::starting(date(2021, 2, 1));
        it.terms[2].fte = fte("0.5");
    });
    let spell = days(date(2020, 12, 1), date(2021, 2, 28));
    let command = change(&council, post, spell);
    assert_eq!(
        rows_after(&mut council, post, command),
        [
            (START, Some(date(2020, 11, 30)), "1".to_owned()),
            (date(2020, 12, 1), Some(date(2021, 2, 28)), "1.5".to_owned()),
            (date(2021, 3, 1), None, "0.5".to_owned()),
        ]
    );
}

#[test]
fn a_trainee_post_that_moves_into_the_establishment_has_no_date_for_that_any_more() {
    let mut council = Council::new();
    let moves = date(2021, 9, 1);
    let post = council.post_with("P1", |it| {
        it.standing = Standing::Trainee;
        it.conversion = Some(moves);
    });
    let command = change(&council, post, Spell::starting(moves));
    let after = done(&mut council, command).after;
    let terms = &after.posts().get(post).expect("the post stands").terms;
    let conversions: Vec<_> = terms.iter().map(|it| it.conversion).collect();
    assert_eq!(conversions, [Some(moves), None]);
}

#[test]
fn a_change_is_refused_for_its_fte_and_its_dates_all_at_once() {
    let mut council = Council::new();
    let post = council.post("P1");
    let spell = days(date(2020, 3, 31), date(2020, 3, 30));
    let command = Command::ChangePost(changed(&council, post, spell, "0"));
    let fields: Vec<_> = problems(&mut council, command)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["fte", "to", "from"]);
}

#[test]
fn the_same_terms_are_no_change() {
    let mut council = Council::new();
    let end = date(2023, 3, 31);
    let post = council.post_with("P1", |it| {
        it.spell = days(START, end);
        it.fte = fte("1.5");
        it.funding = Funding::Temporary;
    });
    let message = "The post has these terms on these days already. \
                   Change the FTE or another of the terms.";
    for spell in [
        Spell::starting(date(2021, 4, 1)),
        days(date(2021, 4, 1), date(2021, 4, 30)),
        days(START, end),
    ] {
        let same = change(&council, post, spell);
        assert_problem(&mut council, same, "fte", message);
    }
    let mut later = council.get::<Post>(post).terms[0].clone();
    later.spell = days(date(2023, 4, 1), date(2024, 3, 31));
    council.edit::<Post>(post, |it| it.terms.push(later));
    let across = change(&council, post, days(date(2023, 3, 1), date(2023, 4, 30)));
    assert_problem(&mut council, across, "fte", message);
}

#[test]
fn the_same_terms_for_longer_or_with_a_reason_are_a_change() {
    let mut council = Council::new();
    let end = date(2023, 3, 31);
    let post = council.post_with("P1", |it| {
        it.spell = days(START, end);
        it.fte = fte("1.5");
        it.funding = Funding::Temporary;
    });
    let longer = change(&council, post, days(date(2021, 4, 1), date(2024, 3, 31)));
    let found = rows_after(&mut council, post, longer);
    assert_eq!(found[1].1, Some(date(2024, 3, 31)));
    let over = Command::ChangePost(ChangePost {
        over_reason: Some("Handover".into()),
        ..changed(&council, post, days(date(2021, 4, 1), end), "1.5")
    });
    done(&mut council, over);
}

#[test]
fn a_post_changes_only_on_days_on_which_it_exists() {
    let mut council = Council::new();
    let post = council.post("P1");
    let command = change(&council, post, Spell::starting(date(2020, 3, 31)));
    let message = "The post does not exist on 31 March 2020. Give a day on which it does.";
    assert_problem(&mut council, command, "from", message);
}

#[test]
fn a_post_closes_on_its_last_day() {
    let mut council = Council::new();
    let post = council.post("P1");
    let command = close(post, date(2021, 3, 31));
    let done = done(&mut council, command);
    let rows = rows(done.after.posts().get(post).expect("the post stands"));
    assert_eq!(rows, [(START, Some(date(2021, 3, 31)), "1".to_owned())]);
    assert_eq!(
        done.stories,
        ["Social Worker in North (post P1): the last day is 31 March 2021"]
    );
}

#[test]
fn a_post_that_closes_gives_up_the_terms_that_were_to_come() {
    let mut council = Council::new();
    let post = council.post("P1");
    let uplift = change(&council, post, days(date(2022, 4, 1), date(2023, 3, 31)));
    let changed = done(&mut council, uplift).after;
    let changed = changed.posts().get(post).expect("the post stands").clone();
    council.edit::<Post>(post, |it| *it = changed);
    let found = rows_after(&mut council, post, close(post, date(2021, 3, 31)));
    assert_eq!(found, [(START, Some(date(2021, 3, 31)), "1".to_owned())]);
}

#[test]
fn closing_a_post_adds_no_day_on_which_it_did_not_exist() {
    let mut council = Council::new();
    let post = council.post("P1");
    let later = council.terms();
    council.edit::<Post>(post, |it| {
        it.terms[0].spell = days(START, date(2020, 12, 31));
        it.terms.push(later);
        it.terms[1].spell = Spell::starting(date(2022, 1, 1));
    });
    let found = rows_after(&mut council, post, close(post, date(2021, 6, 30)));
    assert_eq!(found, [(START, Some(date(2020, 12, 31)), "1".to_owned())]);
}

#[test]
fn a_post_is_not_closed_over_somebody_who_is_in_it() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let message = "Ada is still in the post after this day. Move them or end the assignment first.";
    assert_problem(&mut council, close(post, date(2021, 3, 31)), "to", message);
    council.edit::<Assignment>(ada.assignment, |it| {
        it.spell = days(START, date(2021, 3, 31));
    });
    done(&mut council, close(post, date(2021, 3, 31)));
}

#[test]
fn a_post_closes_once_and_not_before_it_opens() {
    let mut council = Council::new();
    let end = date(2021, 3, 31);
    let post = council.post_with("P1", |it| it.spell = days(START, end));
    let early = close(post, date(2020, 3, 31));
    let message = "The post does not exist yet on this day.";
    assert_problem(&mut council, early, "to", message);
    let message = "The post is already closed by this day.";
    assert_problem(&mut council, close(post, end), "to", message);
    let gone = close(unknown(&mut council).into(), end);
    let message = "This post is no longer in the records.";
    assert_problem(&mut council, gone, "post", message);
}
