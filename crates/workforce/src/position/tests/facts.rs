//! Facts of the position, worked out by hand.

use jiff::civil::date;

use super::{lines, row, shown, total};
use crate::codes::{AbsenceKind, Contract, CoverReason, Funding, Holding, Service, Standing};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte};
use crate::id::PostId;
use crate::position::{
    Amounts, Dimension, Line, RowKey, Selection, contributions, position, team_tree,
};
use crate::record::{Absence, Assignment, Authority};

fn now() -> Selection {
    Selection::at(date(2022, 1, 15))
}

fn shown_lines<const N: usize>(amounts: &Amounts, of: [Line; N]) -> [String; N] {
    of.map(|line| shown(amounts, line).unwrap_or_default())
}

/// In post, away, vacancies, agency for maternity, vacant and not covered, at work.
const PRESENCE: [Line; 6] = [
    Line::InPost,
    Line::Away,
    Line::Vacancies,
    Line::AgencyMaternity,
    Line::Vacant,
    Line::Covered,
];

#[test]
fn a_holder_on_maternity_leave_leaves_the_post_filled_and_uncovered() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let leave = days(date(2022, 1, 1), date(2022, 12, 31));
    council.absence(ada.engagement, AbsenceKind::Maternity, leave);
    let amounts = total(&council.workforce(), &now());
    assert_eq!(
        shown_lines(&amounts, PRESENCE),
        ["1", "1", "0", "0", "0", "0"]
    );
    assert_eq!(shown(&amounts, Line::InPostHeadcount).as_deref(), Some("1"));
}

#[test]
fn agency_for_a_holder_on_maternity_leave_covers_the_post_and_fills_no_vacancy() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    let leave = days(date(2022, 1, 1), date(2022, 12, 31));
    council.absence(ada.engagement, AbsenceKind::Maternity, leave);
    council.agency("Bo", post, CoverReason::Maternity);
    let amounts = total(&council.workforce(), &now());
    assert_eq!(
        shown_lines(&amounts, PRESENCE),
        ["1", "1", "0", "1", "0", "1"]
    );
    let more = [Line::OverEstablishment, Line::OverInPosts, Line::NetGap];
    assert_eq!(shown_lines(&amounts, more), ["0", "0", "-1"]);
    // On the day after the leave both are at work in the one post.
    let after = total(&council.workforce(), &Selection::at(date(2023, 1, 1)));
    assert_eq!(
        shown_lines(&after, PRESENCE),
        ["1", "0", "0", "1", "0", "2"]
    );
    assert_eq!(shown_lines(&after, more), ["1", "1", "-1"]);
}

#[test]
fn short_sickness_does_not_take_anybody_away() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    council.absence(
        ada.engagement,
        AbsenceKind::Sickness,
        Spell::starting(START),
    );
    let amounts = total(&council.workforce(), &now());
    assert_eq!(shown(&amounts, Line::Away).as_deref(), Some("0"));
}

#[test]
fn an_absence_from_one_of_two_posts_leaves_the_other_at_work() {
    let mut council = Council::new();
    let (one, other) = (council.post("P1"), council.post("P2"));
    let ada = council.worker("Ada", Contract::Permanent, one, |it| it.fte = fte("0.4"));
    council.assign(ada.engagement, other, |it| it.fte = fte("0.6"));
    let spell = Spell::starting(START);
    let away = council.absence(ada.engagement, AbsenceKind::Secondment, spell);
    council.edit::<Absence>(away, |it| it.assignment = Some(ada.assignment));
    let amounts = total(&council.workforce(), &now());
    let found = shown_lines(&amounts, [Line::InPost, Line::Away, Line::InPostHeadcount]);
    assert_eq!(found, ["1", "0.4", "1"]);
}

#[test]
fn who_acts_up_into_a_vacant_post_is_in_post_once() {
    let mut council = Council::new();
    let manager = council.role("Team Manager");
    let own = council.post("P1");
    let higher = council.post_with("P2", |it| it.role = manager);
    let ada = council.holder("Ada", own);
    let months = days(date(2022, 1, 1), date(2022, 6, 30));
    council.absence(ada.engagement, AbsenceKind::ActUp, months);
    council.assign(ada.engagement, higher, |it| {
        it.spell = months;
        it.holding = Holding::ActingUp;
        it.cover = Some(CoverReason::Vacancy);
    });
    let position = position(&council.workforce(), &now(), Dimension::Role);
    let of = [
        Line::Established,
        Line::InPost,
        Line::Away,
        Line::Vacancies,
        Line::EmployedCover,
        Line::Vacant,
        Line::InPostHeadcount,
    ];
    assert_eq!(
        shown_lines(&position.total, of),
        ["2", "1", "1", "1", "1", "0", "1"]
    );
    let worker = row(&position, RowKey::Role(council.role)).amounts;
    assert_eq!(
        shown_lines(&worker, of),
        ["1", "1", "1", "0", "0", "0", "1"]
    );
    let manager = row(&position, RowKey::Role(manager)).amounts;
    assert_eq!(
        shown_lines(&manager, of),
        ["1", "0", "0", "1", "1", "0", "0"]
    );
}

#[test]
fn agency_that_fills_part_of_a_vacancy_leaves_the_rest_uncovered() {
    let mut council = Council::new();
    let post = council.post("P1");
    let bo = council.agency("Bo", post, CoverReason::Vacancy);
    council.edit::<Assignment>(bo.assignment, |it| it.fte = fte("0.6"));
    let amounts = total(&council.workforce(), &now());
    let of = [
        Line::Vacancies,
        Line::AgencyVacancy,
        Line::Vacant,
        Line::NetGap,
    ];
    assert_eq!(shown_lines(&amounts, of), ["1", "0.6", "0.4", "0.4"]);
}

#[test]
fn a_temporary_uplift_counts_on_its_last_day_and_not_on_the_next() {
    let mut council = Council::new();
    council.post_with("P1", |it| {
        it.funding = Funding::Temporary;
        it.fte = fte("30");
        it.spell = days(START, date(2022, 3, 31));
    });
    let workforce = council.workforce();
    let on = |day| total(&workforce, &Selection::at(day));
    let of = [Line::EstablishedTemporary, Line::Established, Line::Vacant];
    assert_eq!(shown_lines(&on(date(2022, 3, 31)), of), ["30", "30", "30"]);
    assert_eq!(shown_lines(&on(date(2022, 4, 1)), of), ["0", "0", "0"]);
    let beneath = contributions(&workforce, &Selection::at(date(2022, 3, 31)));
    assert_eq!(beneath[0].last_day, Some(date(2022, 3, 31)));
}

#[test]
fn the_first_and_the_last_day_of_an_assignment_count() {
    let mut council = Council::new();
    let post = council.post("P1");
    let ada = council.holder("Ada", post);
    council.edit::<Assignment>(ada.assignment, |it| {
        it.spell = days(date(2021, 5, 10), date(2021, 5, 20));
    });
    let workforce = council.workforce();
    let in_post = |day| shown(&total(&workforce, &Selection::at(day)), Line::InPost);
    let found = [9, 10, 20, 21].map(|day| in_post(date(2021, 5, day)));
    assert_eq!(found, ["0", "1", "1", "0"].map(|it| Some(it.to_owned())));
}

#[test]
fn trainees_and_the_newly_qualified_stand_outside_the_establishment() {
    let mut council = Council::new();
    let established = council.post("P1");
    let trainee = council.post_with("P2", |it| it.standing = Standing::Trainee);
    let newly = council.post_with("P3", |it| it.standing = Standing::NewlyQualified);
    council.post_with("P4", |it| it.standing = Standing::Trainee);
    council.holder("Ada", trainee);
    council.holder("Ben", newly);
    assert!(council.workforce().posts().get(established).is_some());
    assert_eq!(
        lines(&total(&council.workforce(), &now())),
        [
            (Line::EstablishedBase, "1"),
            (Line::Established, "1"),
            (Line::Vacancies, "1"),
            (Line::Trainees, "1"),
            (Line::NewlyQualified, "1"),
            (Line::InPostWithOutside, "2"),
            (Line::VacanciesLessOutside, "-1"),
            (Line::NetGap, "-1"),
            (Line::Vacant, "1"),
            (Line::Assignments, "1"),
            (Line::OutsideHeadcount, "2"),
        ]
        .map(|(line, amount)| (line, amount.to_owned()))
    );
}

#[test]
fn agency_for_additional_workload_is_over_the_establishment() {
    let mut council = Council::new();
    let post = council.post("P1");
    council.holder("Ada", post);
    let extra = council.post_with("P2", |it| it.standing = Standing::Additional);
    council.agency("Bo", extra, CoverReason::AdditionalWorkload);
    let amounts = total(&council.workforce(), &now());
    let of = [
        Line::Established,
        Line::Covered,
        Line::OverEstablishment,
        Line::OverInPosts,
        Line::AgencyHeadcount,
    ];
    assert_eq!(shown_lines(&amounts, of), ["1", "2", "1", "1", "1"]);
}

#[test]
fn a_vacancy_elsewhere_offsets_what_is_over_establishment_but_not_post_by_post() {
    let mut council = Council::new();
    let (full, _vacant): (PostId, PostId) = (council.post("P1"), council.post("P2"));
    council.holder("Ada", full);
    council.agency("Bo", full, CoverReason::AdditionalWorkload);
    let amounts = total(&council.workforce(), &now());
    let of = [Line::OverEstablishment, Line::OverInPosts];
    assert_eq!(shown_lines(&amounts, of), ["0", "1"]);
}

/// North with Below under it for children, East for adults, a post in each.
fn three_teams() -> (Council, [PostId; 3]) {
    let mut council = Council::new();
    let manager = council.role("Team Manager");
    let below = council.team("Below", Service::Children, Some(council.team));
    let east = council.team("East", Service::Adults, None);
    let posts = [
        council.post_with("P1", |it| it.fte = fte("0.1")),
        council.post_with("P2", |it| {
            it.team = below;
            it.role = manager;
            it.fte = fte("0.2");
        }),
        council.post_with("P3", |it| {
            it.team = east;
            it.fte = fte("0.4");
        }),
    ];
    (council, posts)
}

#[test]
fn a_selection_takes_a_service_a_team_with_those_below_it_or_a_role() {
    let (council, _) = three_teams();
    let workforce = council.workforce();
    let established = |selection: Selection| {
        shown(&total(&workforce, &selection), Line::Established).unwrap_or_default()
    };
    let team = |name: &str| workforce.teams().by_reference(name).map(|team| team.id);
    let role = |name: &str| workforce.roles().by_reference(name).map(|role| role.id);
    let found = [
        now(),
        Selection {
            service: Some(Service::Children),
            ..now()
        },
        Selection {
            service: Some(Service::Adults),
            ..now()
        },
        Selection {
            team: team("North"),
            ..now()
        },
        Selection {
            team: team("Below"),
            ..now()
        },
        Selection {
            role: role("Social Worker"),
            ..now()
        },
        Selection {
            service: Some(Service::Children),
            role: role("Social Worker"),
            ..now()
        },
        Selection {
            service: Some(Service::Adults),
            team: team("North"),
            ..now()
        },
    ]
    .map(established);
    assert_eq!(
        found,
        ["0.7", "0.3", "0.4", "0.3", "0.2", "0.5", "0.1", "0"]
    );
}

#[test]
fn the_tree_of_teams_stands_in_order_with_those_below_added_up() {
    let (council, _) = three_teams();
    let tree = team_tree(&council.workforce(), &now());
    let found: Vec<_> = tree
        .iter()
        .map(|row| {
            let established = shown(&row.amounts, Line::Established).unwrap_or_default();
            (row.label.as_str(), row.depth, row.has_below, established)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("North", 0, true, "0.3".to_owned()),
            ("Below", 1, false, "0.2".to_owned()),
            ("East", 0, false, "0.4".to_owned()),
        ]
    );
}

#[test]
fn somebody_in_two_roles_counts_once_where_they_work_most() {
    let (mut council, [_, higher, lower]) = three_teams();
    let ada = council.worker("Ada", Contract::Permanent, higher, |it| it.fte = fte("0.2"));
    council.assign(ada.engagement, lower, |it| it.fte = fte("0.4"));
    let position = position(&council.workforce(), &now(), Dimension::Role);
    let people: Vec<_> = position
        .rows
        .iter()
        .map(|row| shown(&row.amounts, Line::InPostHeadcount).unwrap_or_default())
        .collect();
    assert_eq!(people, ["1", "0"]);
    let total = shown(&position.total, Line::InPostHeadcount);
    assert_eq!(total.as_deref(), Some("1"));
}

#[test]
fn before_the_records_begin_they_do_not_answer() {
    let mut council = Council::new();
    let post = council.post_with("P1", |it| it.spell.from = date(2019, 1, 1));
    council.holder("Ada", post);
    let authority = council.authority;
    let before = Selection::at(date(2020, 3, 31));
    assert!(contributions(&council.workforce(), &before).is_empty());
    council.edit::<Authority>(authority, |it| it.records_from = None);
    assert!(!contributions(&council.workforce(), &before).is_empty());
}
