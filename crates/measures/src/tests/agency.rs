//! Vacancies and agency workers.

use holdfast_workforce::codes::{CoverReason, Standing};
use holdfast_workforce::fixture::{START, days, fte};
use holdfast_workforce::record::Assignment;
use jiff::civil::date;

use super::*;
use Measure as M;

/// Eight people of 1.0 FTE in ten posts, two of them vacant.
fn council_with_two_vacancies() -> Council {
    let mut council = council();
    for number in 0..8 {
        employ(
            &mut council,
            &format!("Worker {number}"),
            spell(START, None),
            "1",
        );
    }
    council.post("Vacant 1");
    council.post("Vacant 2");
    council
}

#[test]
fn vacancies_and_agency_workers_are_set_against_those_in_post() {
    let mut council = council_with_two_vacancies();
    let workload = council.post_with("workload", |it| it.standing = Standing::Additional);
    let vacant = council.post("Vacant 3");
    let cover = council.agency("Agency A", vacant, CoverReason::Vacancy);
    council.edit::<Assignment>(cover.assignment, |it| it.fte = fte("0.8"));
    council.agency("Agency B", workload, CoverReason::AdditionalWorkload);
    // 8 in post, 11 posts, 3 vacant; agency 0.8 + 1 = 1.8 FTE, 2 people.
    // Vacancy rate 3 / 11 = 27.27%; of the establishment 3 / 11 as well.
    // Agency 1.8 / 9.8 = 18.37%; 2 / 10 = 20%.
    // Cover 0.8 / 1.8 = 44.44%; 0.8 / 3 = 26.67%.
    assert_shown(
        &council,
        &[
            (M::VacanciesFte, "3.0"),
            (M::VacancyRate, "27.3"),
            (M::VacancyShareOfEstablishment, "27.3"),
            (M::AgencyFte, "1.8"),
            (M::AgencyHeadcount, "2"),
            (M::AgencyRateFte, "18.4"),
            (M::AgencyRateHeadcount, "20.0"),
            (M::AgencyCoverFte, "0.8"),
            (M::AgencyCoverRate, "44.4"),
            (M::VacancyCoverRate, "26.7"),
        ],
    );
}

#[test]
fn part_of_a_post_may_be_vacant_and_frozen_posts_are_too() {
    let mut council = council();
    employ(&mut council, "Ada", spell(START, None), "0.6");
    council.post_with("frozen", |it| {
        (it.standing, it.fte) = (Standing::Frozen, fte("0.5"))
    });
    // 0.4 of Ada's post and 0.5: 0.9 / (0.9 + 0.6) = 60%; established 1.5: 60%.
    assert_shown(
        &council,
        &[(M::VacanciesFte, "0.9"), (M::VacancyRate, "60.0")],
    );
}

#[test]
fn the_share_of_the_establishment_is_not_the_rate_where_staff_are_outside_it() {
    let mut council = council_with_two_vacancies();
    let academy = council.post_with("academy", |it| it.standing = Standing::NewlyQualified);
    council.holder("Nia", academy);
    // 2 / (2 + 9) = 18.18%; 2 / 10 = 20%.
    assert_shown(
        &council,
        &[
            (M::VacancyRate, "18.2"),
            (M::VacancyShareOfEstablishment, "20.0"),
        ],
    );
}

#[test]
fn a_post_held_beyond_its_fte_fills_no_other() {
    let mut council = council();
    let shared = council.post("shared");
    council.holder("Ada", shared);
    council.holder("Ben", shared);
    council.post("vacant");
    // 2.0 in post, one post vacant: 1 / 3 = 33.33%.
    assert_shown(
        &council,
        &[(M::VacanciesFte, "1.0"), (M::VacancyRate, "33.3")],
    );
    let notes = figure(&council, M::VacancyRate, YEAR_END).notes;
    assert!(
        notes[0].starts_with("The Establishment page shows 0.00 FTE vacancies."),
        "{notes:?}"
    );
}

#[test]
fn cover_above_the_vacancies_is_withheld() {
    let mut council = council_with_two_vacancies();
    for name in ["A", "B", "C"] {
        let post = council.post_with(name, |it| it.standing = Standing::Additional);
        council.agency(name, post, CoverReason::Vacancy);
    }
    let found = figure(&council, M::VacancyCoverRate, YEAR_END);
    assert_eq!(symbol(&found), Some(Symbol::LowReliability));
    assert_eq!(
        found.notes[0],
        "More is covered than there is to cover, so the rate is withheld, as in the statistics."
    );
    // All of the agency FTE covers vacancies: 100% is not above 100%.
    assert_shown(&council, &[(M::AgencyCoverRate, "100.0")]);
}

#[test]
fn without_vacancies_or_agency_workers_the_cover_is_not_applicable() {
    let mut council = council();
    employ(&mut council, "Ada", spell(START, None), "1");
    assert_shown(
        &council,
        &[
            (M::AgencyRateFte, "0.0"),
            (M::AgencyCoverRate, "z"),
            (M::VacancyCoverRate, "z"),
        ],
    );
    let notes = figure(&council, M::VacancyCoverRate, YEAR_END).notes;
    assert_eq!(notes, ["There is nothing to divide by."]);
}

#[test]
fn each_record_of_an_agency_worker_counts() {
    let mut council = council_with_two_vacancies();
    let (one, other) = (council.post("one"), council.post("other"));
    let ada = council.agency("Ada", one, CoverReason::Vacancy);
    council.edit::<Assignment>(ada.assignment, |it| it.fte = fte("0.5"));
    council.assign(ada.engagement, other, |it| {
        it.holding = holdfast_workforce::codes::Holding::Agency;
        (it.fte, it.cover) = (fte("0.5"), Some(CoverReason::Vacancy));
    });
    assert_shown(
        &council,
        &[(M::AgencyFte, "1.0"), (M::AgencyHeadcount, "2")],
    );
}

#[test]
fn agency_workers_of_adults_services_do_not_count() {
    let mut council = council_with_two_vacancies();
    let team = adults(&mut council);
    let post = council.post_with("adults", |it| it.team = team);
    council.agency("Ada", post, CoverReason::Vacancy);
    assert_shown(&council, &[(M::AgencyFte, "0.0"), (M::VacanciesFte, "2.0")]);
}

#[test]
fn the_agency_average_weighs_each_day_of_the_year() {
    let mut council = council_with_two_vacancies();
    let post = council.post("covered");
    let ada = council.agency("Ada", post, CoverReason::Vacancy);
    council.edit::<Assignment>(ada.assignment, |it| {
        (it.fte, it.spell) = (fte("0.5"), days(START, date(2021, 12, 31)));
    });
    let ben = council.agency("Ben", post, CoverReason::Vacancy);
    council.edit::<Assignment>(ben.assignment, |it| {
        it.spell = spell(date(2022, 9, 1), None)
    });
    // 0.5 on the 92 days of October to December, 1.0 on the 30 of September:
    // (46 + 30) / 365 = 0.2082.
    assert_shown(
        &council,
        &[(M::AgencyAverageFte, "0.2"), (M::AgencyFte, "1.0")],
    );
    let found = figure(&council, M::AgencyAverageFte, YEAR_END);
    let (above, below) = found.numerator_and_denominator();
    assert_eq!((above, below), (Some(fte("76")), Some(fte("365"))));
}

#[test]
fn an_agency_worker_counts_on_their_last_day_and_not_after_it() {
    let mut council = council_with_two_vacancies();
    let post = council.post("covered");
    let ada = council.agency("Ada", post, CoverReason::Vacancy);
    council.edit::<Assignment>(ada.assignment, |it| it.spell = days(START, YEAR_END));
    assert_shown(&council, &[(M::AgencyHeadcount, "1")]);
    let after = date(2022, 10, 1);
    assert_eq!(shown(&council, M::AgencyHeadcount, after), "0");
}
