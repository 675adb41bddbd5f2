//! Rules on people and absences.

use jiff::civil::date;

use crate::amount::Days;
use crate::codes::{AbsenceKind, Contract};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte};
use crate::record::{Absence, Assignment, Engagement, Person};

super::examples! {
    "person-above-one" {
        somebody_may_hold_two_halves: |council| {
            let (one, other) = (council.post("P1"), council.post("P2"));
            let ada = council.worker("Ada", Contract::Permanent, one, |it| it.fte = fte("0.5"));
            let second = council.assign(ada.engagement, other, |it| it.fte = fte("0.5"));
            vec![council.edited::<Assignment>(second, |_| ())]
        };
        nobody_works_a_hundredth_more_than_one_fte_in_all: |council| {
            let (one, other) = (council.post("P1"), council.post("P2"));
            let ada = council.worker("Ada", Contract::Permanent, one, |it| it.fte = fte("0.5"));
            let second = council.assign(ada.engagement, other, |it| it.fte = fte("0.51"));
            vec![council.edited::<Assignment>(second, |_| ())]
        };
    }
    "absence-outside-engagement" {
        an_absence_may_last_until_the_last_day_of_the_engagement: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let spell = days(date(2021, 3, 1), date(2021, 3, 31));
            let absence = council.absence(engagement, AbsenceKind::Sickness, spell);
            council.edit::<Engagement>(engagement, |it| it.spell = days(START, date(2021, 3, 31)));
            vec![council.edited::<Absence>(absence, |_| ())]
        };
        an_absence_may_not_start_before_the_engagement: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let spell = days(date(2020, 3, 31), date(2020, 4, 30));
            let absence = council.absence(engagement, AbsenceKind::Sickness, spell);
            vec![council.edited::<Absence>(absence, |_| ())]
        };
    }
    "absence-of-another" {
        an_absence_is_from_an_assignment_of_the_same_engagement: |council| {
            let post = council.post("P1");
            let ada = council.holder("Ada", post);
            let spell = Spell::starting(START);
            let absence = council.absence(ada.engagement, AbsenceKind::Secondment, spell);
            vec![council.edited::<Absence>(absence, |it| it.assignment = Some(ada.assignment))]
        };
        an_absence_is_not_from_the_assignment_of_somebody_else: |council| {
            let (one, other) = (council.post("P1"), council.post("P2"));
            let (ada, ben) = (council.holder("Ada", one), council.holder("Ben", other));
            let spell = Spell::starting(START);
            let absence = council.absence(ada.engagement, AbsenceKind::Secondment, spell);
            vec![council.edited::<Absence>(absence, |it| it.assignment = Some(ben.assignment))]
        };
    }
    "absences-overlap" {
        two_absences_may_follow_each_other: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let first = days(date(2021, 3, 1), date(2021, 3, 31));
            council.absence(engagement, AbsenceKind::Sickness, first);
            let next = Spell::starting(date(2021, 4, 1));
            let second = council.absence(engagement, AbsenceKind::Sickness, next);
            vec![council.edited::<Absence>(second, |_| ())]
        };
        two_absences_for_the_same_reason_on_one_day_are_odd: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let first = days(date(2021, 3, 1), date(2021, 3, 31));
            council.absence(engagement, AbsenceKind::Sickness, first);
            let next = Spell::starting(date(2021, 3, 31));
            let second = council.absence(engagement, AbsenceKind::Sickness, next);
            vec![council.edited::<Absence>(second, |_| ())]
        };
    }
    "days-impossible" {
        an_absence_may_cost_no_working_day: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let spell = days(date(2021, 5, 1), date(2021, 5, 2));
            let absence = council.absence(engagement, AbsenceKind::Sickness, spell);
            vec![council.edited::<Absence>(absence, |it| it.working_days = Some(Days::ZERO))]
        };
        an_absence_may_not_cost_less_than_no_working_day: |council| {
            let ada = council.person("Ada");
            let engagement = council.engagement(ada, Contract::Permanent);
            let spell = days(date(2021, 5, 1), date(2021, 5, 2));
            let absence = council.absence(engagement, AbsenceKind::Sickness, spell);
            let less = Days::from_units(-50);
            vec![council.edited::<Absence>(absence, |it| it.working_days = Some(less))]
        };
    }
    "born-after-start" {
        somebody_who_was_young_at_the_start_was_born_before_it: |council| {
            let ada = council.person("Ada");
            council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Person>(ada, |it| it.born = Some(date(2000, 4, 1)))]
        };
        somebody_born_years_after_the_start_is_refused: |council| {
            let ada = council.person("Ada");
            council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Person>(ada, |it| it.born = Some(date(2035, 1, 1)))]
        };
    }
    "age-implausible" {
        somebody_may_start_on_the_sixteenth_birthday: |council| {
            let ada = council.person("Ada");
            council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Person>(ada, |it| it.born = Some(date(2004, 4, 1)))]
        };
        somebody_who_starts_the_day_before_the_sixteenth_birthday_is_odd: |council| {
            let ada = council.person("Ada");
            council.engagement(ada, Contract::Permanent);
            vec![council.edited::<Person>(ada, |it| it.born = Some(date(2004, 4, 2)))]
        };
    }
    "registration-unusual" {
        a_registration_is_two_letters_and_digits: |council| {
            let ada = council.person("Ada");
            vec![council.edited::<Person>(ada, |it| it.registration = Some("SW12345".into()))]
        };
        a_registration_with_a_space_is_odd: |council| {
            let ada = council.person("Ada");
            vec![council.edited::<Person>(ada, |it| it.registration = Some("SW 12345".into()))]
        };
    }
    "registration-shared" {
        two_people_have_two_registrations: |council| {
            let (ada, ben) = (council.person("Ada"), council.person("Ben"));
            council.edit::<Person>(ada, |it| it.registration = Some("SW1".into()));
            vec![council.edited::<Person>(ben, |it| it.registration = Some("SW2".into()))]
        };
        two_people_with_one_registration_are_odd: |council| {
            let (ada, ben) = (council.person("Ada"), council.person("Ben"));
            council.edit::<Person>(ada, |it| it.registration = Some("SW1".into()));
            vec![council.edited::<Person>(ben, |it| it.registration = Some("SW1".into()))]
        };
    }
}

/// Ada holds P1 and acts up into P2, away from P1 in the given months of 2021.
fn acting_up(away_until: jiff::civil::Date) -> (Council, Assignment) {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.holder("Ada", one);
    let away = days(date(2021, 1, 1), away_until);
    council.absence(ada.engagement, AbsenceKind::ActUp, away);
    let second = council.assign(ada.engagement, other, |it| {
        it.spell = days(date(2021, 1, 1), date(2021, 6, 30));
        it.holding = crate::codes::Holding::ActingUp;
        it.cover = Some(crate::codes::CoverReason::Vacancy);
    });
    let second = council.get(second);
    (council, second)
}

#[test]
fn who_is_away_from_one_post_may_work_full_time_in_another() {
    let (council, second) = acting_up(date(2021, 6, 30));
    assert_eq!(super::judge(&council, &[crate::fixture::put(second)]), []);
}

#[test]
fn who_comes_back_a_day_before_the_act_up_ends_works_twice_on_that_day() {
    let (council, second) = acting_up(date(2021, 6, 29));
    let found = super::judge(&council, &[crate::fixture::put(second.clone())]);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.rule, it.id, it.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            "person-above-one",
            second.id.into(),
            "Ada would work 2 FTE in all on 30 June 2021"
        )]
    );
}

#[test]
fn a_short_absence_does_not_free_anybody_for_another_post() {
    let (mut council, second) = acting_up(date(2021, 6, 30));
    let workforce = council.workforce();
    let away = workforce.absences().iter().next().expect("an absence").id;
    council.edit::<Absence>(away, |it| it.kind = AbsenceKind::Training);
    let change = crate::fixture::put(second);
    assert!(super::broken(&council, &[change]).contains("person-above-one"));
}

#[test]
fn no_registration_makes_the_checks_fail() {
    for odd in ["", "S", "é", "aé1", "SWé", "ＳＷ1", "SW12345678901"] {
        let mut council = Council::new();
        let ada = council.person("Ada");
        let change = council.edited::<Person>(ada, |it| it.registration = Some(odd.into()));
        assert!(super::broken(&council, &[change]).contains("registration-unusual"));
    }
}

#[test]
fn a_shared_registration_is_told_of_the_person_who_was_touched() {
    let mut council = Council::new();
    let (ada, ben) = (council.person("Ada"), council.person("Ben"));
    council.edit::<Person>(ben, |it| it.registration = Some("SW1".into()));
    let change = council.edited::<Person>(ada, |it| it.registration = Some("SW1".into()));
    let found = super::judge(&council, &[change]);
    assert_eq!(found[0].id, ada.into());
    assert_eq!(found[0].message, "Ben has the same number");
}
