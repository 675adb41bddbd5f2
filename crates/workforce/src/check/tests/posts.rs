//! Rules on posts and their holders together.

use jiff::civil::date;

use crate::amount::Fte;
use crate::codes::{AbsenceKind, Contract, Funding, Standing};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte};
use crate::record::{Assignment, Post};

super::examples! {
    "post-without-terms" {
        a_post_with_one_row_of_terms_is_whole: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |_| ())]
        };
        a_post_without_any_terms_is_no_post: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| it.terms.clear())]
        };
    }
    "post-terms-overlap" {
        terms_may_start_on_the_day_after_the_earlier_end: |council| {
            let post = council.post("P1");
            let later = council.terms();
            vec![council.edited::<Post>(post, |it| {
                it.terms[0].spell = days(START, date(2021, 3, 31));
                it.terms.push(later);
                it.terms[1].spell.from = date(2021, 4, 1);
            })]
        };
        terms_may_not_start_on_the_last_day_of_the_earlier: |council| {
            let post = council.post("P1");
            let later = council.terms();
            vec![council.edited::<Post>(post, |it| {
                it.terms[0].spell = days(START, date(2021, 3, 31));
                it.terms.push(later);
                it.terms[1].spell.from = date(2021, 3, 31);
            })]
        };
    }
    "post-fte-impossible" {
        a_post_may_be_of_a_hundredth_of_an_fte: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| it.terms[0].fte = fte("0.01"))]
        };
        a_post_may_not_be_of_nought_fte: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| it.terms[0].fte = Fte::ZERO)]
        };
    }
    "uplift-without-end" {
        a_temporary_post_with_a_last_day_is_whole: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| {
                it.terms[0].funding = Funding::Temporary;
                it.terms[0].spell = days(START, date(2021, 3, 31));
            })]
        };
        a_temporary_post_without_a_last_day_is_odd: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| it.terms[0].funding = Funding::Temporary)]
        };
    }
    "conversion-missing" {
        a_trainee_post_says_when_it_moves_into_the_establishment: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| {
                it.terms[0].standing = Standing::Trainee;
                it.terms[0].conversion = Some(date(2021, 9, 1));
            })]
        };
        a_trainee_post_that_never_moves_is_odd: |council| {
            let post = council.post("P1");
            vec![council.edited::<Post>(post, |it| it.terms[0].standing = Standing::Trainee)]
        };
    }
    "post-overfilled" {
        two_holders_may_share_a_post: |council| {
            let post = council.post("P1");
            let ada = council.worker("Ada", Contract::Permanent, post, |it| it.fte = fte("0.6"));
            council.worker("Ben", Contract::Permanent, post, |it| it.fte = fte("0.4"));
            vec![council.edited::<Assignment>(ada.assignment, |_| ())]
        };
        two_holders_may_not_exceed_their_post_by_a_hundredth: |council| {
            let post = council.post("P1");
            let ada = council.worker("Ada", Contract::Permanent, post, |it| it.fte = fte("0.6"));
            council.worker("Ben", Contract::Permanent, post, |it| it.fte = fte("0.4"));
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("0.61"))]
        };
    }
    "assignment-outside-post" {
        an_assignment_may_run_through_two_rows_of_terms: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let later = council.terms();
            council.edit::<Post>(post, |it| {
                it.terms[0].spell = days(START, date(2021, 3, 31));
                it.terms.push(later);
                it.terms[1].spell.from = date(2021, 4, 1);
            });
            vec![council.edited::<Assignment>(ada.assignment, |_| ())]
        };
        an_assignment_may_not_run_through_a_day_on_which_its_post_does_not_exist: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let later = council.terms();
            council.edit::<Post>(post, |it| {
                it.terms[0].spell = days(START, date(2021, 3, 31));
                it.terms.push(later);
                it.terms[1].spell.from = date(2021, 4, 2);
            });
            vec![council.edited::<Assignment>(ada.assignment, |_| ())]
        };
    }
}

/// A post of 1.0 FTE with a holder, and a second one from a day on.
fn two_holders(second_from: jiff::civil::Date) -> (Council, Assignment) {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let ben = council.holder("Ben", post);
    council.edit::<Assignment>(ada.assignment, |it| {
        it.spell = days(START, date(2021, 3, 31));
    });
    council.edit::<Assignment>(ben.assignment, |it| it.spell = Spell::starting(second_from));
    let second = council.get(ben.assignment);
    (council, second)
}

#[test]
fn a_holder_may_follow_another_on_the_next_day_but_not_on_the_last() {
    let (council, second) = two_holders(date(2021, 4, 1));
    assert_eq!(super::judge(&council, &[crate::fixture::put(second)]), []);
    let (council, second) = two_holders(date(2021, 3, 31));
    let found = super::judge(&council, &[crate::fixture::put(second.clone())]);
    let [finding] = found.as_slice() else {
        panic!("one finding, not {found:?}");
    };
    assert_eq!((finding.rule, finding.field), ("post-overfilled", "fte"));
    assert_eq!(finding.id, second.id.into());
    assert_eq!(
        finding.message,
        "on 31 March 2021 the holders of post P1 add up to 2 FTE, more than its 1 FTE"
    );
}

#[test]
fn holders_may_exceed_a_post_where_a_reason_was_agreed() {
    let (council, second) = two_holders(date(2021, 3, 1));
    let agreed = Assignment {
        over_reason: Some("handover".into()),
        ..second.clone()
    };
    assert_eq!(super::judge(&council, &[crate::fixture::put(agreed)]), []);
    let post = council.edited::<Post>(second.post, |it| {
        it.terms[0].over_reason = Some("handover".into());
    });
    assert_eq!(super::judge(&council, &[post]), []);
}

#[test]
fn a_holder_who_is_away_still_fills_the_post() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    council.absence(
        ada.engagement,
        AbsenceKind::Maternity,
        Spell::starting(START),
    );
    let ben = council.holder("Ben", post);
    let change = council.edited::<Assignment>(ben.assignment, |_| ());
    assert!(super::broken(&council, &[change]).contains("post-overfilled"));
}

#[test]
fn a_post_that_shrinks_below_its_holders_is_overfilled() {
    let mut council = Council::new();
    let post = council.post("P1");
    council.holder("Ada", post);
    let later = council.terms();
    let change = council.edited::<Post>(post, |it| {
        it.terms[0].spell = days(START, date(2021, 3, 31));
        it.terms.push(later);
        it.terms[1].spell.from = date(2021, 4, 1);
        it.terms[1].fte = fte("0.5");
    });
    assert!(super::broken(&council, &[change]).contains("post-overfilled"));
}

#[test]
fn rows_of_terms_stand_in_the_order_of_time() {
    let mut council = Council::new();
    let post = council.post("P1");
    let earlier = council.terms();
    let change = council.edited::<Post>(post, |it| {
        it.terms[0].spell = Spell::starting(date(2022, 4, 1));
        it.terms.push(earlier);
        it.terms[1].spell = days(START, date(2021, 3, 31));
    });
    assert!(super::broken(&council, &[change]).contains("post-terms-overlap"));
}
