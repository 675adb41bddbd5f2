use super::*;
use crate::futures::{simulate, unwatched};
use crate::model::NoRates;
use crate::opening::stated;
use crate::scenario::Scenario;

/// A hundred people whom nobody leaves, from October 2025 for two years.
const PLAN: &str = r#"
title = "A hundred"
months = 24
futures = 4000
[start]
date = "2025-09-30"
[[start.position]]
established = 105
in_post = 100
people = 100
[attrition]
rate = 0
[money.on_costs]
national_insurance = 0
pension = 0
levy = 0
"#;

fn outlook(more: &str) -> Outlook {
    let scenario = Scenario::read(&format!("{PLAN}{more}")).expect("a plan");
    let opening = stated(&scenario).expect("a position");
    let model = Model::new(&scenario, opening, &NoRates).expect("a model");
    Outlook::of(&model, &simulate(&model, &unwatched).expect("futures"))
}

fn spending(outlook: &Outlook, year: i16, of: Series) -> &Spending {
    let all = &mut outlook.spending.iter();
    all.find(|it| it.year == year && it.of == of)
        .expect("spending of the year")
}

#[test]
fn a_year_of_which_half_lies_in_the_plan_has_half_of_its_budget() {
    // 100 FTE at £36,000 a year cost £300,000 a month: £1.8 million from October
    // to March, more than half of £3.5 million, and after five months £1.5
    // million, less than it.
    let outlook = outlook(
        "[[money.salary]]\na_year = 36000\n[[budget]]\nyear = 2025\npounds = 3500000\n[[budget]]\nyear = 2026\npounds = 3600000\n[[budget]]\nyear = 2026\nof = \"agency_spend\"\npounds = 0\n",
    );
    let first = spending(&outlook, 2025, Series::Spend);
    assert_eq!((first.months.clone(), first.is_whole()), (1..=6, false));
    assert!((first.pounds.p50 - 1_800_000.0).abs() < 1.0, "{first:?}");
    let budget = first.budget.as_ref().expect("a budget");
    assert_eq!(budget.of_months, 1_750_000.0);
    assert_eq!(budget.lasts, [1.0, 1.0, 1.0, 1.0, 1.0, 0.0]);
    assert_eq!((budget.within(), budget.runs_out()), (0.0, Some(5)));

    let second = spending(&outlook, 2026, Series::Spend);
    assert!((second.so_far[5].p50 - 1_800_000.0).abs() < 1.0);
    let budget = second.budget.as_ref().expect("a budget");
    assert_eq!((budget.within(), budget.runs_out()), (1.0, None));
    let agency = spending(&outlook, 2026, Series::AgencySpend);
    assert_eq!(agency.budget.as_ref().map(Allowance::within), Some(1.0));
}

#[test]
fn the_chance_of_a_budget_is_the_share_of_futures_within_it() {
    // A salary anywhere from £24,000 to £48,000 makes a year of £2.4 to £4.8
    // million. A quarter of that lies within £3.0 million; after ten months half
    // does, as £36,000 × 100 × 10 ÷ 12 is £3.0 million; after six all of it.
    let outlook = outlook(
        "[[money.salary]]\na_year = { low = 24000, high = 48000 }\n[[budget]]\nyear = 2026\npounds = 3000000\n",
    );
    let year = spending(&outlook, 2026, Series::Spend);
    let lasts = &year.budget.as_ref().expect("a budget").lasts;
    // Four thousand futures give a share to within three times its standard
    // error of 0.008.
    assert_eq!(lasts[5], 1.0);
    assert!((lasts[9] - 0.5).abs() < 0.024, "{lasts:?}");
    assert!((lasts[11] - 0.25).abs() < 0.024, "{lasts:?}");
    assert!(lasts.windows(2).all(|pair| pair[1] <= pair[0]));
    let middle = year.pounds.p50;
    assert!((middle - 3_600_000.0).abs() < 100_000.0, "{middle}");
}

#[test]
fn nothing_is_spent_where_no_price_is_given() {
    let outlook = outlook("[[budget]]\nyear = 2026\npounds = 1\n");
    assert!(outlook.spending.is_empty());
}

/// Ten join a hundred in December 2025, and none of them passes the first year.
const TEN_FOR_A_YEAR: &str =
    "[[intake]]\nname = \"Ten\"\nstarts = [\"2025-12\"]\nsize = 10\npass = 0\n";

#[test]
fn a_target_that_was_reached_stays_reached_by_then() {
    let outlook = outlook(&format!(
        "{TEN_FOR_A_YEAR}[[target]]\nof = \"in_post\"\nat_least = 108\n"
    ));
    let chance = &outlook.chances[0];
    for (month, at_its_end, by_then) in
        [(2, 0.0, 0.0), (3, 1.0, 1.0), (14, 1.0, 1.0), (15, 0.0, 1.0)]
    {
        assert_eq!(chance.shares[month], Some(at_its_end), "{month}");
        assert_eq!(chance.so_far[month], Some(by_then), "{month}");
    }
}

#[test]
fn an_establishment_is_filled_before_it_is_passed() {
    // 110 in post fill 110 posts, and pass the 105 that are left from March on.
    let outlook = outlook(&format!(
        "{TEN_FOR_A_YEAR}[[establishment]]\nmonth = \"2025-11\"\nchange = 5\n[[establishment]]\nmonth = \"2026-03\"\nchange = -5\n"
    ));
    let filled = &outlook.filled;
    for (month, is_filled, is_passed) in
        [(2, 0.0, 0.0), (3, 1.0, 0.0), (6, 1.0, 1.0), (15, 0.0, 0.0)]
    {
        assert_eq!(filled.filled[month], is_filled, "{month}");
        assert_eq!(filled.passed[month], is_passed, "{month}");
    }
}

#[test]
fn the_means_of_the_steps_add_up_and_each_has_its_band() {
    let outlook =
        outlook(
            &format!("factor = 1\n{TEN_FOR_A_YEAR}[[move]]\nname = \"Adults\"\nrate = 0.1\n")
                .replacen("factor = 1\n", "", 1),
        );
    let waterfall = &outlook.waterfall;
    let steps: f64 = waterfall.steps.iter().map(|step| step.band.mean).sum();
    assert!((waterfall.opening + steps - waterfall.closing.mean).abs() < 1e-3);
    let of = |flow| waterfall.steps.iter().find(|step| step.flow == flow);
    let came = of(crate::model::Flow::NewlyQualified)
        .expect("starters")
        .band;
    assert_eq!((came.p5, came.p50, came.p95), (10.0, 10.0, 10.0));
    // A hundred, of whom each moves within two years with the chance 1 − 0.9² =
    // 19%: by the binomial distribution 13 to 26 in nine of ten futures, half at
    // most 19; with some of the ten who start, a little more.
    let moved = of(crate::model::Flow::Moved).expect("moves").band;
    assert!((-22.0..=-19.0).contains(&moved.p50), "{moved:?}");
    assert!((-29.0..=-25.0).contains(&moved.p5), "{moved:?}");
    assert!((-15.0..=-12.0).contains(&moved.p95), "{moved:?}");
}

#[test]
fn of_a_turnover_rate_nothing_is_known_until_a_year_has_passed() {
    let outlook = outlook("[[target]]\nof = \"turnover_rate\"\nat_most = 20\nby = \"2026-03\"\n");
    let chance = &outlook.chances[0];
    assert_eq!((chance.shares[6], chance.so_far[6]), (None, None));
    assert_eq!(
        (chance.shares[12], chance.so_far[12]),
        (Some(1.0), Some(1.0))
    );
}

#[test]
fn nothing_is_reached_where_there_is_nobody_to_divide_by() {
    // Nobody has less than two years, so there is no number of experienced for
    // each new one: neither a small nor an endless one.
    let outlook = outlook("[[target]]\nof = \"experienced_to_new\"\nat_least = 2\n");
    let experienced = outlook.course(Column::Series(Series::ExperiencedToNew));
    let told = experienced.expect("a course").bands[24];
    assert_eq!(outlook.chances[0].shares[24].is_some(), told.is_some());
}

#[test]
fn the_year_to_a_day_holds_twelve_months_of_spending() {
    // 100 FTE at £36,000 are £3.6 million in every twelve months.
    let outlook = outlook("[[money.salary]]\na_year = 36000\n");
    for month in [12, 24] {
        let year = outlook.year_to(Series::Spend, month).expect("a year");
        assert!((year.mean - 3_600_000.0).abs() < 1.0, "{year:?}");
    }
    assert_eq!(outlook.year_to(Series::Spend, 6), None);
}
