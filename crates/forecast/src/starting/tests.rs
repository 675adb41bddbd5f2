//! What the example's records and a small council's make of a scenario.

use holdfast_reference::Releases;
use holdfast_workforce::amount::Money as Pounds;
use holdfast_workforce::codes::{
    AbsenceKind as Recorded, Contract, CoverReason, Funding, OrganisationRole, Origin, PayElement,
};
use holdfast_workforce::fixture::{Council, Worker, days, fte};
use holdfast_workforce::id::PayId;
use holdfast_workforce::record::{Assignment, Engagement, Pay, Person, Role};
use jiff::civil::date;

use super::*;
use crate::expected::Expected;
use crate::futures::Column;
use crate::model::Model;
use crate::rates::Estimates;
use crate::scenario::Experience;
use crate::series::Series;

mod backdated;

const END: Date = date(2023, 3, 31);

fn close(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

fn council() -> Council {
    let mut council = Council::new();
    let role = council.role;
    council.edit::<Role>(role, |it| {
        it.organisation_role = Some(OrganisationRole::CaseHolder)
    });
    council
}

/// Somebody who joins on a day from an origin, qualified on another day.
fn join(council: &mut Council, name: &str, first: Date, origin: Origin, qualified: Date) -> Worker {
    let post = council.post(name);
    let worker = council.holder(name, post);
    council.edit::<Person>(worker.person, |it| it.qualified_on = Some(qualified));
    council.edit::<Engagement>(worker.engagement, |it| {
        (it.spell, it.origin) = (Spell::starting(first), Some(origin));
    });
    council.edit::<Assignment>(worker.assignment, |it| it.spell = Spell::starting(first));
    worker
}

fn scenario(council: &Council) -> Scenario {
    let workforce = council.workforce();
    starting_scenario(
        &workforce,
        END,
        Some(Service::Children),
        Releases::shipped(),
    )
    .expect("a scenario")
}

#[test]
fn the_examples_scenario_reads_back_as_it_was_written() {
    let workforce = crate::tests::example();
    for service in [Some(Service::Children), Some(Service::Adults), None] {
        for day in [date(2020, 3, 31), date(2026, 9, 30)] {
            let scenario = starting_scenario(workforce, day, service, Releases::shipped())
                .expect("a scenario");
            let text = scenario.write();
            let read =
                Scenario::read(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
            assert_eq!(read, scenario);
        }
    }
}

/// Three years of records, to 31 March 2023 (36 months of 30.4375 days are
/// 1,095.75; the window has 1,095). Six newly qualified in Septembers, three
/// experienced ones with six years, one from overseas.
#[test]
fn joiners_are_counted_by_month_kind_and_experience() {
    let mut council = council();
    for (nth, year) in [2020, 2020, 2021, 2021, 2022, 2022].into_iter().enumerate() {
        let first = date(year, 9, 7);
        join(
            &mut council,
            &format!("N{nth}"),
            first,
            Origin::NewlyQualified,
            date(year, 7, 1),
        );
    }
    for year in [2020, 2021, 2022] {
        let (first, qualified) = (date(year, 5, 1), date(year - 6, 4, 1));
        join(
            &mut council,
            &format!("X{year}"),
            first,
            Origin::OtherAuthority,
            qualified,
        );
    }
    join(
        &mut council,
        "O",
        date(2021, 6, 1),
        Origin::OutsideEngland,
        date(2015, 4, 1),
    );
    let scenario = scenario(&council);
    let years = 1095.0 / 365.25;
    assert_eq!(scenario.intakes.len(), 1);
    let intake = &scenario.intakes[0];
    assert_eq!(
        (intake.name.as_str(), intake.outside_months),
        ("Newly qualified, Social Worker, September", 0)
    );
    close(intake.size.mean(), 6.0 / years, 0.0001);
    assert_eq!(intake.size.source, Evidence::Records);
    assert_eq!(
        intake.size.because,
        "newly qualified starters around September: 6 from 1 April 2020 to 31 March 2023"
    );
    let hires: Vec<_> = scenario
        .hires
        .iter()
        .map(|it| (it.name.as_str(), it.experience))
        .collect();
    assert_eq!(
        hires,
        [
            (
                "Experienced, Social Worker, 5 to 10 years",
                Experience::FiveToTen
            ),
            (
                "From overseas, Social Worker, 5 to 10 years",
                Experience::FiveToTen
            ),
        ]
    );
    close(scenario.hires[0].a_year.mean(), 3.0 / years, 0.0001);
    let Shape::Spread { sd, .. } = scenario.hires[0].a_year.shape else {
        panic!("no spread")
    };
    close(sd, 3.0_f64.sqrt() / years, 0.0001);
}

/// Ann is away from 1 January to 30 September 2021, Bea from 1 July to 31
/// December 2022: 273 and 184 days. Both were there all 1,095 days of the
/// window, so at risk for 2 × 1,095 − 457 days, and the mean is half of 457.
#[test]
fn absences_come_with_rate_and_duration() {
    let mut council = council();
    let early = date(2010, 4, 1);
    let ann = join(
        &mut council,
        "Ann",
        date(2020, 4, 1),
        Origin::OtherAuthority,
        early,
    );
    let bea = join(
        &mut council,
        "Bea",
        date(2020, 4, 1),
        Origin::OtherAuthority,
        early,
    );
    council.absence(
        ann.engagement,
        Recorded::Maternity,
        days(date(2021, 1, 1), date(2021, 6, 30)),
    );
    council.absence(
        ann.engagement,
        Recorded::Maternity,
        days(date(2021, 7, 1), date(2021, 9, 30)),
    );
    council.absence(
        bea.engagement,
        Recorded::Maternity,
        days(date(2022, 7, 1), date(2022, 12, 31)),
    );
    let scenario = scenario(&council);
    assert_eq!(scenario.absences.len(), 1);
    let maternity = &scenario.absences[0];
    assert_eq!(maternity.kind, AbsenceKind::Maternity);
    close(maternity.months.mean(), 457.0 / 2.0 / 30.4375, 0.0001);
    let months = (2.0 * 1095.0 - 457.0) / 30.4375;
    close(
        maternity.rate.mean(),
        1.0 - f64::exp(-24.0 / months),
        0.0001,
    );
}

/// Ann is seconded out for the year 2021: she leaves, and comes back as a hire.
/// She was there the other 1,095 − 365 days.
#[test]
fn a_secondment_is_no_absence_and_its_end_is_a_hire() {
    let mut council = council();
    let early = date(2010, 4, 1);
    let ann = join(
        &mut council,
        "Ann",
        date(2020, 4, 1),
        Origin::OtherAuthority,
        early,
    );
    council.absence(
        ann.engagement,
        Recorded::Secondment,
        days(date(2021, 1, 1), date(2021, 12, 31)),
    );
    let scenario = scenario(&council);
    assert!(scenario.absences.is_empty());
    let hires: Vec<_> = scenario.hires.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(hires, ["Returning, Social Worker, 10 years and over"]);
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    let window = days(date(2020, 4, 1), END);
    let found = absences(&ledger, window);
    let secondment = found.last().expect("a kind");
    assert_eq!(
        (secondment.kind, secondment.began, secondment.ended),
        (AbsenceKind::Secondment, 1, 1)
    );
    close(
        secondment.mean_months().expect("a duration"),
        365.0 / 30.4375,
        1e-9,
    );
    close(secondment.at_risk, 730.0 / 30.4375, 1e-9);
}

/// Ann has £40,000 and a supplement of £2,000 at 1.0 FTE, Bea £45,000 at 0.5:
/// (40,000 + 22,500) ÷ 1.5 = £41,667 and £2,000 ÷ 1.5 = £1,333. Eve is charged
/// at £45 an hour: × 233 days × 7.4 hours = £77,589.
#[test]
fn pay_and_charges_are_those_of_the_day() {
    let mut council = council();
    let posts = [council.post("1"), council.post("2"), council.post("3")];
    let ann = council.holder("Ann", posts[0]);
    let bea = council.worker("Bea", Contract::Permanent, posts[1], |it| {
        it.fte = fte("0.5")
    });
    let eve = council.agency("Eve", posts[2], CoverReason::Vacancy);
    for (worker, element, pounds) in [
        (ann, PayElement::BaseSalary, 40_000),
        (ann, PayElement::MarketSupplement, 2_000),
        (bea, PayElement::BaseSalary, 45_000),
        (eve, PayElement::AgencyCharge, 45),
    ] {
        let id = PayId::next(&mut council.ids);
        council.add(Pay {
            id,
            engagement: worker.engagement,
            element,
            spell: Spell::starting(date(2020, 4, 1)),
            amount: Pounds::whole(pounds),
        });
    }
    let money = scenario(&council).money;
    assert_eq!(money.salaries.len(), 1);
    close(money.salaries[0].a_year.mean(), 41_667.0, 1e-9);
    close(money.salaries[0].supplement.mean(), 1_333.0, 1e-9);
    let agency = money.agency_a_year.expect("a charge").into_inner();
    close(agency.mean(), 77_589.0, 1e-9);
}

#[test]
fn agency_workers_cover_the_same_share_and_those_who_stay_convert() {
    let mut council = council();
    let posts: Vec<_> = ["1", "2", "3", "4"].map(|it| council.post(it)).to_vec();
    council.agency("Eve", posts[0], CoverReason::Vacancy);
    // Fay works through an agency for a year, and then for the council.
    let fay = council.agency("Fay", posts[1], CoverReason::Vacancy);
    let year = days(date(2020, 4, 1), date(2021, 3, 31));
    council.edit::<Engagement>(fay.engagement, |it| it.spell = year);
    council.edit::<Assignment>(fay.assignment, |it| it.spell = year);
    let employed = council.engagement(fay.person, Contract::Permanent);
    let since = Spell::starting(date(2021, 4, 12));
    council.edit::<Engagement>(employed, |it| it.spell = since);
    council.assign(employed, posts[1], |it| it.spell = since);
    let scenario = scenario(&council);
    // Of four posts one is held; Eve covers one of three.
    close(
        scenario.agency.covers.as_ref().expect("a share").mean(),
        1.0 / 3.0,
        0.0001,
    );
    assert!(scenario.hires.is_empty());
    // One in 1,095 + 365 days of agency work.
    let months = 1460.0 / 30.4375;
    close(
        scenario.conversions[0].a_year.mean(),
        1.0 - f64::exp(-12.0 / months),
        0.0001,
    );
}

/// A post of a temporary uplift ends with 30 September 2023.
#[test]
fn posts_that_are_to_end_are_changes_of_the_establishment() {
    let mut council = council();
    council.post("1");
    council.post_with("2", |it| {
        it.funding = Funding::Temporary;
        it.spell = days(date(2020, 4, 1), date(2023, 9, 30));
    });
    let scenario = scenario(&council);
    let told: Vec<_> = scenario
        .establishment
        .iter()
        .map(|it| (it.month.get_ref().to_string(), it.change.get_ref().mean()))
        .collect();
    assert_eq!(told, [("2023-10".to_owned(), -1.0)]);
}

/// In three years of the example, what came less what left is what changed:
/// newly qualified, hired, returned and converted against the leavers.
#[test]
fn who_joins_and_who_leaves_make_the_change_of_people_in_post() {
    let workforce = crate::tests::example();
    let day = date(2026, 9, 30);
    let scenario = starting_scenario(workforce, day, Some(Service::Children), Releases::shipped())
        .expect("a scenario");
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let estimates =
        Estimates::of(&ledger, day, holdfast_reference::Releases::shipped()).expect("estimates");
    // Each reason names the count after its colon.
    let count = |because: &str| -> i64 {
        let (_, after) = because.split_once(": ").expect("a colon");
        let first = after.split(' ').next().unwrap_or_default();
        first.parse().expect("a count")
    };
    let intakes = scenario.intakes.iter().map(|it| count(&it.size.because));
    let hires = scenario.hires.iter().map(|it| count(&it.a_year.because));
    let conversions = scenario
        .conversions
        .iter()
        .map(|it| count(&it.a_year.because));
    let joined: i64 = intakes.chain(hires).chain(conversions).sum();
    let people = |day| ledger.population().in_post(day).count() as i64;
    assert_eq!(
        joined - i64::from(estimates.council.events),
        people(day) - people(date(2023, 9, 30))
    );
}
/// Newly qualified workers of the academy move up after their first year: at
/// least nine in ten moves come then, so the rate is for that time alone.
#[test]
fn progression_begins_with_the_experience_that_it_was_seen_from() {
    let workforce = crate::tests::example();
    let day = date(2026, 9, 30);
    let scenario = starting_scenario(workforce, day, Some(Service::Children), Releases::shipped())
        .expect("a scenario");
    let academy = |it: &&Progression| it.from.get_ref() == "NQSW" && it.to.get_ref() == "SW";
    let found = scenario.progressions.iter().find(academy);
    let found = found.expect("a progression out of the academy");
    assert_eq!(found.experience, Some(Experience::UnderTwo));
    assert!(found.rate.mean() > 0.8, "{:?}", found.rate);
}

/// The council keeps its size: 36 months of the expected course change it by
/// less than a tenth, and it begins with the agency FTE of the day.
#[test]
fn the_example_carries_on_about_as_now() {
    let workforce = crate::tests::example();
    let day = date(2026, 9, 30);
    let service = Some(Service::Children);
    let scenario =
        starting_scenario(workforce, day, service, Releases::shipped()).expect("a scenario");
    let ledger = Ledger::new(workforce, service);
    let opening = opening::of_ledger(&ledger, day).expect("an opening");
    let (in_post, agency) = (opening.in_post(), opening.agency);
    let releases = holdfast_reference::Releases::shipped();
    let estimates = Estimates::of(&ledger, day, releases).expect("estimates");
    let model = Model::new(&scenario, opening, &estimates).expect("a model");
    let course = Expected::of(&model);
    let begin = course.value(Column::Series(Series::Agency), 0);
    close(begin.expect("a number"), agency, 0.001);
    let last = course.in_post(36).expect("a number");
    assert!(
        (last / in_post - 1.0).abs() < 0.1,
        "{in_post} becomes {last}"
    );
}
