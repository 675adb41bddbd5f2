//! Starters, leavers and turnover.

use holdfast_workforce::codes::{AbsenceKind, Contract, CoverReason, Holding, OrganisationRole};
use holdfast_workforce::date::day_before;
use holdfast_workforce::fixture::{START, days, fte};
use holdfast_workforce::record::{Assignment, Authority, Post, PostTerms};
use jiff::civil::date;

use super::*;
use Measure as M;

/// Ten people at 1.0 FTE from the start on.
fn council_of_ten() -> Council {
    let mut council = council();
    for number in 0..10 {
        employ(
            &mut council,
            &format!("Worker {number}"),
            spell(START, None),
            "1",
        );
    }
    council
}

fn starters_and_leavers(council: &Council) -> (String, String) {
    (
        shown(council, M::StartersHeadcount, YEAR_END),
        shown(council, M::LeaversHeadcount, YEAR_END),
    )
}

fn are(starters: &str, leavers: &str) -> (String, String) {
    (starters.to_owned(), leavers.to_owned())
}

#[test]
fn turnover_divides_leavers_by_the_stock_at_the_end_of_the_year() {
    let mut council = council_of_ten();
    employ(
        &mut council,
        "Leaver",
        spell(START, date(2022, 3, 31)),
        "0.5",
    );
    employ(
        &mut council,
        "Starter",
        spell(date(2022, 1, 10), None),
        "0.8",
    );
    // At the end 10 + 0.8 = 10.8 FTE, 11 people; 11 a year before.
    // 0.5 / 10.8 = 4.6296%; 1 / 11 = 9.0909%. Net: 11 - 11 = 0; 1 - 1 = 0.
    assert_shown(
        &council,
        &[
            (M::StartersFte, "0.8"),
            (M::StartersHeadcount, "1"),
            (M::LeaversFte, "0.5"),
            (M::LeaversHeadcount, "1"),
            (M::TurnoverRateFte, "4.6"),
            (M::TurnoverRateHeadcount, "9.1"),
            (M::NetChangeHeadcount, "0"),
            (M::NetLoss, "0"),
        ],
    );
}

#[test]
fn net_change_and_net_loss_are_each_others_opposite() {
    let mut council = council_of_ten();
    for name in ["A", "B", "C"] {
        employ(&mut council, name, spell(START, date(2022, 3, 31)), "1");
    }
    employ(&mut council, "D", spell(date(2022, 1, 10), None), "1");
    // 13 before, 11 after: -2; 3 leavers less 1 starter: 2.
    assert_shown(
        &council,
        &[(M::NetChangeHeadcount, "−2"), (M::NetLoss, "2")],
    );
}

#[test]
fn a_leaver_has_the_fte_of_the_last_years_end() {
    let mut council = council_of_ten();
    let post = council.post("reduced");
    let ada = engage(&mut council, "Ada", spell(START, date(2022, 5, 31)), |it| {
        (it.post, it.spell) = (post, days(START, date(2021, 12, 31)));
    });
    council.assign(ada.engagement, post, |it| {
        (it.fte, it.spell) = (fte("0.5"), days(date(2022, 1, 1), date(2022, 5, 31)));
    });
    // 1.0 on 30 September 2021, 0.5 when she left.
    assert_shown(
        &council,
        &[(M::LeaversFte, "1.0"), (M::LeaversHeadcount, "1")],
    );
}

#[test]
fn whoever_starts_and_leaves_in_one_year_counts_in_the_rolling_variant_only() {
    let mut council = council_of_ten();
    employ(
        &mut council,
        "Brief",
        days(date(2021, 11, 15), date(2022, 2, 14)),
        "1",
    );
    // Thirteen month-ends: ten people at each, and one more at the ends of
    // November, December and January: 133 / 13 = 10.2308. 1 / 10.2308 = 9.7744%.
    assert_shown(
        &council,
        &[
            (M::StartersHeadcount, "0"),
            (M::LeaversHeadcount, "0"),
            (M::TurnoverRateFte, "0.0"),
            (M::RollingTurnoverFte, "9.8"),
            (M::RollingTurnoverHeadcount, "9.8"),
        ],
    );
}

#[test]
fn the_rolling_variant_counts_the_fte_of_the_last_day() {
    let mut council = council_of_ten();
    let post = council.post("reduced");
    let ada = engage(&mut council, "Ada", spell(START, date(2022, 5, 31)), |it| {
        (it.post, it.spell) = (post, days(START, date(2021, 12, 31)));
    });
    council.assign(ada.engagement, post, |it| {
        (it.fte, it.spell) = (fte("0.5"), days(date(2022, 1, 1), date(2022, 5, 31)));
    });
    // 31 May is her last day, so she is gone at that month's end: 1.0 at the ends of
    // September to December, 0.5 at those of January to April: 4 + 2 = 6.
    // (130 + 6) / 13 = 10.4615; 0.5 / 10.4615 = 4.7794%.
    assert_shown(&council, &[(M::RollingTurnoverFte, "4.8")]);
}

#[test]
fn whoever_leaves_on_30_september_is_a_leaver_of_that_year_and_not_in_post() {
    let mut council = council_of_ten();
    employ(&mut council, "Last day", spell(START, YEAR_END), "1");
    assert_shown(
        &council,
        &[(M::InPostHeadcount, "10"), (M::LeaversHeadcount, "1")],
    );
    // A year before that, the same of the earlier year; not a leaver again.
    employ(&mut council, "Earlier", spell(START, LAST_YEAR_END), "1");
    assert_shown(&council, &[(M::LeaversHeadcount, "1")]);
    assert_eq!(shown(&council, M::InPostHeadcount, LAST_YEAR_END), "11");
    assert_eq!(shown(&council, M::LeaversHeadcount, LAST_YEAR_END), "1");
}

#[test]
fn whoever_starts_on_the_first_day_of_october_is_a_starter_and_on_30_september_is_not() {
    let mut council = council_of_ten();
    employ(&mut council, "In time", spell(LAST_YEAR_END, None), "1");
    employ(&mut council, "New", spell(date(2021, 10, 1), None), "1");
    employ(&mut council, "Last", spell(YEAR_END, None), "1");
    employ(
        &mut council,
        "Too late",
        spell(date(2022, 10, 1), None),
        "1",
    );
    assert_shown(
        &council,
        &[(M::StartersHeadcount, "2"), (M::InPostHeadcount, "13")],
    );
}

/// Somebody who leaves one post on 28 February, and takes another.
fn moves(council: &mut Council, to: Date, terms: impl FnOnce(&mut PostTerms)) {
    let old = council.post("old");
    let new = council.post_with("new", terms);
    let ada = engage(council, "Ada", spell(START, None), |it| {
        (it.post, it.spell) = (old, days(START, date(2022, 2, 28)));
    });
    council.assign(ada.engagement, new, |it| {
        (it.post, it.spell) = (new, spell(to, None));
    });
}

#[test]
fn moves_and_promotions_are_neither_starts_nor_ends() {
    let mut council = council_of_ten();
    let manager = role(&mut council, "Manager", OrganisationRole::FirstLineManager);
    moves(&mut council, date(2022, 3, 1), |it| it.role = manager);
    assert_eq!(starters_and_leavers(&council), are("0", "0"));
}

#[test]
fn a_gap_of_a_day_is_an_end_and_a_start() {
    let mut council = council_of_ten();
    moves(&mut council, date(2022, 3, 2), |_| ());
    assert_eq!(starters_and_leavers(&council), are("1", "1"));
}

#[test]
fn a_contract_that_changes_without_a_gap_is_no_end() {
    let mut council = council_of_ten();
    let post = council.post("post");
    let last = date(2022, 2, 28);
    let ada = engage(&mut council, "Ada", spell(START, last), |it| it.post = post);
    let after = spell(date(2022, 3, 1), None);
    let next = council.engagement(ada.person, Contract::FixedTerm);
    council.edit::<Engagement>(next, |it| it.spell = after);
    council.assign(next, post, |it| it.spell = after);
    assert_eq!(starters_and_leavers(&council), are("0", "0"));
}

#[test]
fn a_move_from_adults_to_childrens_services_is_a_start_and_back_is_an_end() {
    let mut council = council_of_ten();
    let team = adults(&mut council);
    moves(&mut council, date(2022, 3, 1), |it| it.team = team);
    // Ada left children's services for adults'.
    assert_eq!(starters_and_leavers(&council), are("0", "1"));
    let workforce = council.workforce();
    let adults = Ledger::new(&workforce, Some(Service::Adults));
    let both = Ledger::new(&workforce, None);
    assert_eq!(adults.figure(M::StartersHeadcount, YEAR_END).rounded(), "1");
    assert_eq!(both.figure(M::StartersHeadcount, YEAR_END).rounded(), "0");
    assert_eq!(both.figure(M::LeaversHeadcount, YEAR_END).rounded(), "0");
}

#[test]
fn a_post_whose_terms_change_service_takes_its_holder_along() {
    let mut council = council_of_ten();
    let team = adults(&mut council);
    let post = council.post_with("moving", |it| it.team = team);
    council.holder("Ada", post);
    let later = PostTerms {
        spell: spell(date(2022, 3, 1), None),
        ..council.terms()
    };
    council.edit::<Post>(post, |it| {
        it.terms[0].spell.until = Some(date(2022, 3, 1));
        it.terms.push(later);
    });
    assert_eq!(starters_and_leavers(&council), are("1", "0"));
}

#[test]
fn returning_from_maternity_is_no_start_and_going_on_it_is_no_end() {
    let mut council = council_of_ten();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let away = days(date(2021, 3, 1), date(2022, 1, 31));
    council.absence(ada.engagement, AbsenceKind::Maternity, away);
    assert_eq!(starters_and_leavers(&council), are("0", "0"));
    assert_eq!(shown(&council, M::LeaversHeadcount, LAST_YEAR_END), "0");
    assert_eq!(shown(&council, M::InPostHeadcount, LAST_YEAR_END), "11");
}

#[test]
fn a_secondment_out_is_an_end_and_the_return_a_start() {
    for kind in [AbsenceKind::Secondment, AbsenceKind::CareerBreak] {
        let mut council = council_of_ten();
        let ada = employ(&mut council, "Ada", spell(START, None), "0.8");
        let away = days(date(2022, 1, 1), date(2023, 6, 30));
        council.absence(ada.engagement, kind, away);
        assert_eq!(starters_and_leavers(&council), are("0", "1"), "{kind:?}");
        assert_shown(&council, &[(M::LeaversFte, "0.8")]);
        let next = date(2023, 9, 30);
        assert_eq!(shown(&council, M::StartersFte, next), "0.8");
        assert_eq!(shown(&council, M::LeaversFte, next), "0.0");
    }
}

#[test]
fn an_agency_worker_who_is_employed_is_a_starter() {
    let mut council = council_of_ten();
    let post = council.post("post");
    let ada = council.agency("Ada", post, CoverReason::Vacancy);
    let last = date(2022, 4, 30);
    council.edit::<Engagement>(ada.engagement, |it| it.spell = days(START, last));
    council.edit::<Assignment>(ada.assignment, |it| it.spell = days(START, last));
    let after = spell(date(2022, 5, 1), None);
    let own = council.engagement(ada.person, Contract::Permanent);
    council.edit::<Engagement>(own, |it| it.spell = after);
    council.assign(own, post, |it| it.spell = after);
    // 1 of 11 appointments is no internal one; agency workers are not the council's own.
    assert_eq!(starters_and_leavers(&council), are("1", "0"));
    assert_shown(
        &council,
        &[(M::AgencyHeadcount, "0"), (M::InternalFillRate, "0.0")],
    );
}

#[test]
fn whoever_comes_back_in_the_year_counts_as_leaver_and_as_starter() {
    let mut council = council_of_ten();
    let ada = employ(&mut council, "Ada", spell(START, date(2021, 12, 31)), "1");
    let after = spell(date(2022, 6, 1), None);
    let again = council.engagement(ada.person, Contract::Permanent);
    council.edit::<Engagement>(again, |it| it.spell = after);
    let post = council.post("again");
    council.assign(again, post, |it| (it.spell, it.fte) = (after, fte("0.5")));
    assert_eq!(starters_and_leavers(&council), are("1", "1"));
    assert_shown(&council, &[(M::LeaversFte, "1.0"), (M::StartersFte, "0.5")]);
}

#[test]
fn one_of_two_posts_given_up_is_no_end() {
    let mut council = council_of_ten();
    let ada = employ(&mut council, "Ada", spell(START, None), "0.5");
    let second = council.post("second");
    council.assign(ada.engagement, second, |it| {
        (it.fte, it.spell) = (fte("0.5"), days(START, date(2022, 2, 28)));
    });
    assert_eq!(starters_and_leavers(&council), are("0", "0"));
}

#[test]
fn an_employee_who_covers_a_post_counts_in_post() {
    let mut council = council_of_ten();
    let post = council.post("covered");
    engage(&mut council, "Ada", spell(date(2022, 1, 1), None), |it| {
        (it.post, it.holding, it.cover) = (post, Holding::Cover, Some(CoverReason::Maternity));
    });
    assert_eq!(starters_and_leavers(&council), are("1", "0"));
    // Nobody holds the post itself.
    assert_shown(
        &council,
        &[(M::InPostFte, "11.0"), (M::VacanciesFte, "1.0")],
    );
}

#[test]
fn a_year_before_the_records_is_not_available_and_says_why() {
    let council = council_of_ten();
    // Records begin on 1 April 2020: 30 September 2020 is too early for a year.
    let found = figure(&council, M::TurnoverRateFte, date(2020, 9, 30));
    assert_eq!(symbol(&found), Some(Symbol::NotAvailable));
    assert_eq!(
        found.notes,
        ["Records are needed from 30 September 2019 on; these are complete from 1 April 2020 on."]
    );
    // In post is known from the first day on, and not before.
    assert_eq!(shown(&council, M::InPostFte, START), "10.0");
    assert_eq!(shown(&council, M::InPostFte, day_before(START)), "x");
}

#[test]
fn records_from_the_last_day_before_the_year_are_enough_for_the_year() {
    let mut council = council_of_ten();
    let authority = council.authority;
    council.edit::<Authority>(authority, |it| it.records_from = Some(LAST_YEAR_END));
    assert_eq!(starters_and_leavers(&council), are("0", "0"));
    let first_day = date(2021, 10, 1);
    council.edit::<Authority>(authority, |it| it.records_from = Some(first_day));
    // From 1 October on nobody can tell who started that day; the agency
    // average needs the days of the year alone.
    assert_eq!(starters_and_leavers(&council), are("x", "x"));
    assert_shown(&council, &[(M::AgencyAverageFte, "0.0")]);
}

#[test]
fn the_month_ends_of_somebody_are_added_up_in_one_row_for_each_team() {
    let mut council = council();
    let south = council.team("South", Service::Children, None);
    let post = council.post("moving");
    council.holder("Ada", post);
    let later = PostTerms {
        spell: spell(date(2022, 3, 1), None),
        team: south,
        ..council.terms()
    };
    council.edit::<Post>(post, |it| {
        it.terms[0].spell.until = Some(date(2022, 3, 1));
        it.terms.push(later);
    });
    let found = figure(&council, M::RollingTurnoverFte, YEAR_END);
    let part = found
        .part(crate::Component::MonthEndsInPostFte)
        .expect("a part");
    let rows: Vec<_> = part.rows.iter().map(|row| (row.team, row.amount)).collect();
    // The ends of September to February, and of March to September.
    assert_eq!(
        rows,
        [(Some(council.team), fte("6")), (Some(south), fte("7"))]
    );
}
