//! Rules on assignments and engagements.

use jiff::civil::date;

use crate::amount::Fte;
use crate::codes::{AbsenceKind, Contract, CoverReason, Destination, Holding, LeavingReason};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte, remove};
use crate::record::{Absence, Assignment, Engagement};

super::examples! {
    "fte-impossible" {
        somebody_may_work_a_hundredth_of_an_fte: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("0.01"))]
        };
        nobody_works_less_than_nought_fte: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("-0.01"))]
        };
    }
    "fte-nought" {
        a_little_fte_is_some: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("0.01"))]
        };
        whoever_works_nought_fte_is_told_of: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = Fte::ZERO)]
        };
    }
    "fte-above-one" {
        more_than_one_fte_needs_a_reason_and_may_have_one: |council| {
            let post = council.post_with("P1", |it| it.fte = fte("2"));
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| {
                it.fte = fte("1.2");
                it.over_reason = Some("44 hours agreed".into());
            })]
        };
        nobody_works_more_than_one_fte_in_one_post: |council| {
            let post = council.post_with("P1", |it| it.fte = fte("2"));
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("1.2"))]
        };
    }
    "assignment-outside-engagement" {
        an_assignment_may_end_with_its_engagement: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            council.edit::<Engagement>(ada.engagement, |it| {
                it.spell = days(START, date(2021, 3, 31));
            });
            vec![council.edited::<Assignment>(ada.assignment, |it| {
                it.spell = days(START, date(2021, 3, 31));
            })]
        };
        an_assignment_may_not_outlast_its_engagement: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            council.edit::<Engagement>(ada.engagement, |it| {
                it.spell = days(START, date(2021, 3, 31));
            });
            vec![council.edited::<Assignment>(ada.assignment, |it| {
                it.spell = days(START, date(2021, 4, 1));
            })]
        };
    }
    "holding-against-contract" {
        an_agency_worker_is_in_a_post_as_agency: |council| {
            let post = council.post("P1");
            let bo = council.agency("Bo", post, CoverReason::Vacancy);
            vec![council.edited::<Assignment>(bo.assignment, |_| ())]
        };
        an_agency_worker_is_not_the_holder_of_a_post: |council| {
            let post = council.post("P1");
            let bo = council.agency("Bo", post, CoverReason::Vacancy);
            vec![council.edited::<Assignment>(bo.assignment, |it| {
                it.holding = Holding::Substantive;
                it.cover = None;
            })]
        };
    }
    "cover-reason-unexpected" {
        a_holder_covers_nothing: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |_| ())]
        };
        a_holder_may_not_have_a_cover_reason: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            vec![council.edited::<Assignment>(ada.assignment, |it| {
                it.cover = Some(CoverReason::Vacancy);
            })]
        };
    }
    "cover-reason-missing" {
        agency_says_what_it_covers: |council| {
            let post = council.post("P1");
            let bo = council.agency("Bo", post, CoverReason::Vacancy);
            vec![council.edited::<Assignment>(bo.assignment, |_| ())]
        };
        agency_that_does_not_say_what_it_covers_is_odd: |council| {
            let post = council.post("P1");
            let bo = council.agency("Bo", post, CoverReason::Vacancy);
            vec![council.edited::<Assignment>(bo.assignment, |it| it.cover = None)]
        };
    }
    "cover-without-absence" {
        maternity_cover_stands_beside_a_holder_on_maternity_leave: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            council.absence(ada.engagement, AbsenceKind::Maternity, Spell::starting(START));
            let bo = council.agency("Bo", post, CoverReason::Maternity);
            vec![council.edited::<Assignment>(bo.assignment, |_| ())]
        };
        maternity_cover_for_nobody_is_odd: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            council.absence(ada.engagement, AbsenceKind::Secondment, Spell::starting(START));
            let bo = council.agency("Bo", post, CoverReason::Maternity);
            vec![council.edited::<Assignment>(bo.assignment, |_| ())]
        };
    }
    "leaving-reason-missing" {
        a_leaver_has_a_reason_and_a_destination: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |it| {
                it.spell = days(START, date(2021, 3, 31));
                it.reason = Some(LeavingReason::Retired);
                it.destination = Some(Destination::NoSocialCare);
            })]
        };
        a_leaver_without_a_destination_is_asked_about: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |it| {
                it.spell = days(START, date(2021, 3, 31));
                it.reason = Some(LeavingReason::Retired);
            })]
        };
    }
    "leaving-without-end" {
        somebody_who_stays_has_no_reason_for_leaving: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |_| ())]
        };
        a_reason_for_leaving_needs_a_last_day: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |it| {
                it.reason = Some(LeavingReason::Retired);
            })]
        };
    }
    "origin-missing" {
        who_started_before_the_records_needs_no_origin: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |it| {
                it.spell.from = date(2020, 3, 31);
                it.origin = None;
            })]
        };
        who_starts_after_the_records_begin_has_an_origin: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Engagement>(engagement, |it| it.origin = None)]
        };
    }
}

#[test]
fn an_engagement_that_is_shortened_is_judged_with_its_assignments_and_absences() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let away = days(date(2021, 1, 1), date(2021, 4, 30));
    council.absence(ada.engagement, AbsenceKind::Sickness, away);
    let change = council.edited::<Engagement>(ada.engagement, |it| {
        it.spell = days(START, date(2021, 3, 31));
        it.reason = Some(LeavingReason::Retired);
        it.destination = Some(Destination::NoSocialCare);
    });
    let found: Vec<_> = super::judge(&council, &[change])
        .into_iter()
        .map(|it| (it.rule, it.field, it.value))
        .collect();
    assert_eq!(
        found,
        [
            ("assignment-outside-engagement", "to", "now on".to_owned()),
            ("absence-outside-engagement", "to", "2021-04-30".to_owned()),
        ]
    );
}

#[test]
fn an_engagement_that_turns_into_agency_is_judged_with_its_holdings() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let change = council.edited::<Engagement>(ada.engagement, |it| it.contract = Contract::Agency);
    assert!(super::broken(&council, &[change]).contains("holding-against-contract"));
}

#[test]
fn cover_is_judged_again_when_the_absence_behind_it_is_taken_away() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let spell = Spell::starting(START);
    let away = council.absence(ada.engagement, AbsenceKind::Maternity, spell);
    council.agency("Bo", post, CoverReason::Maternity);
    let change = remove::<Absence>(away);
    assert!(super::broken(&council, &[change]).contains("cover-without-absence"));
}

#[test]
fn an_absence_from_another_post_is_no_cause_for_cover() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.worker("Ada", Contract::Permanent, one, |it| it.fte = fte("0.5"));
    let second = council.assign(ada.engagement, other, |it| it.fte = fte("0.5"));
    let spell = Spell::starting(START);
    let away = council.absence(ada.engagement, AbsenceKind::Secondment, spell);
    council.edit::<Absence>(away, |it| it.assignment = Some(second));
    let bo = council.agency("Bo", one, CoverReason::Secondment);
    let change = council.edited::<Assignment>(bo.assignment, |_| ());
    assert!(super::broken(&council, &[change]).contains("cover-without-absence"));
}
