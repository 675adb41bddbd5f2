//! What comparisons say, with the arithmetic by hand.

use super::*;

fn side(name: &str, tenths: i128, counts: Option<(f64, f64)>) -> Side {
    Side {
        name: name.to_owned(),
        value: Ratio::new(tenths, 10).map_or(Value::Symbol(Symbol::NotApplicable), Value::Exact),
        counts: counts.map(|(events, of)| Counts { events, of }),
    }
}

#[test]
fn a_caseload_above_the_national_one_is_worse() {
    let found = compare(
        Measure::AverageCaseload,
        side("Northumberland", 166, None),
        side("England", 161, None),
    );
    assert_eq!(found.verdict, Verdict::Worse);
    assert_eq!(
        found.in_words(),
        "16.6 cases per FTE is above England’s 16.1: worse, as lower is better."
    );
    assert_eq!(
        found.difference_in_words().as_deref(),
        Some("0.5 cases per FTE higher")
    );
    // 0.5 / 16.1 = 3.1%.
    assert_eq!(
        found.relative_in_words().as_deref(),
        Some("3.1% more, relative to England")
    );
}

#[test]
fn a_difference_that_chance_gives_is_no_real_difference() {
    // 15 of 100: 95% interval 8.6% to 23.5% (binom.test(15, 100)).
    let found = compare(
        Measure::VacancyRate,
        side("Norfolk", 150, Some((15.0, 100.0))),
        side("England", 142, None),
    );
    assert_eq!(found.verdict, Verdict::NoRealDifference);
    assert_eq!(
        found.in_words(),
        "15.0% is above England’s 14.2%: no real difference, for an authority of this size the 95% interval is 8.6% to 23.5%."
    );
    // 150 of 1,000 as against 10%: real, and worse.
    let found = compare(
        Measure::VacancyRate,
        side("Norfolk", 150, Some((150.0, 1000.0))),
        side("Statistical neighbours", 100, None),
    );
    assert_eq!(found.verdict, Verdict::Worse);
    assert_eq!(
        found.in_words(),
        "15.0% is above Statistical neighbours’ 10.0%: worse, as lower is better."
    );
}

#[test]
fn what_shows_the_same_number_is_the_same() {
    let found = compare(
        Measure::AgencyRateFte,
        side("Norfolk", 130, None),
        side("England", 130, None),
    );
    assert_eq!(found.verdict, Verdict::Same);
    assert_eq!(found.in_words(), "13.0% is the same as England’s 13.0%.");
}

#[test]
fn a_change_is_told_in_points_and_in_percent() {
    // 40 of 300 after 60 of 300: 13.3% after 20.0%, as a share of events.
    let mut now = side("2025", 133, Some((40.0, 300.0)));
    now.value = Ratio::new(4000, 300).map_or(now.value, Value::Exact);
    let found = change(
        Measure::TurnoverRateFte,
        now,
        side("the year before", 200, Some((60.0, 300.0))),
    );
    assert_eq!(
        found.difference_in_words().as_deref(),
        Some("6.7 percentage points lower")
    );
    assert_eq!(
        found.relative_in_words().as_deref(),
        Some("33.3% less, relative to the year before")
    );
    // P(40 or fewer of 100 at one half) = 0.02844, doubled 0.0569: pbinom(40, 100, 0.5).
    assert_eq!(found.verdict, Verdict::NoRealDifference);
    assert_eq!(
        found.chance_in_words(),
        "chance alone gives a difference as large 6 times in a hundred"
    );
}

/// By how much a caseload of hundredths differs from another.
fn of_hundredths(mine: i128, other: i128) -> String {
    let side = |name, hundredths| {
        let value = Ratio::new(hundredths, 100).expect("a hundredth");
        Side::of_value(name, Value::Exact(value))
    };
    let found = change(
        Measure::AverageCaseload,
        side("now", mine),
        side("then", other),
    );
    found.difference_in_words().expect("two numbers")
}

#[test]
fn a_difference_that_the_shown_numbers_do_not_give_says_that_it_is_of_unrounded_ones() {
    // 5.25 to 5.54 shows 5.3 to 5.5, which differ by 0.2; exactly 0.29, so 0.3.
    assert_eq!(
        of_hundredths(554, 525),
        "0.3 cases per FTE higher (from unrounded figures)"
    );
    // 5.34 to 5.25 shows 5.3 both: nobody can subtract wrongly.
    assert_eq!(of_hundredths(525, 534), "no change");
    // 5.35 to 5.34 shows 5.4 to 5.3, which differ by 0.1; exactly 0.01.
    assert_eq!(
        of_hundredths(534, 535),
        "less than 0.1 cases per FTE lower (from unrounded figures)"
    );
    // 5.31 to 5.49 shows 5.3 to 5.5, and 0.18 is 0.2.
    assert_eq!(of_hundredths(549, 531), "0.2 cases per FTE higher");
    // 5.06 to 4.96 shows 5.1 to 5.0, and 0.10 is 0.1.
    assert_eq!(of_hundredths(496, 506), "0.1 cases per FTE lower");
}

#[test]
fn nothing_is_said_of_a_value_that_is_withheld() {
    let found = compare(
        Measure::TurnoverRateFte,
        side("Sunderland", 100, None),
        Side::of_value("North East", Value::Symbol(Symbol::LowReliability)),
    );
    assert_eq!(found.verdict, Verdict::CannotTell);
    assert_eq!(
        found.in_words(),
        "Cannot be compared: North East has no number (withheld, low reliability)."
    );
}

fn words(measure: Measure, mine: i128, other: i128) -> [String; 3] {
    let found = change(
        measure,
        side("now", mine, None),
        side("the year before", other, None),
    );
    [
        found.in_words(),
        found.difference_in_words().unwrap_or_default(),
        found.relative_in_words().unwrap_or_default(),
    ]
}

#[test]
fn a_number_below_zero_has_no_share_of_another() {
    // From ten fewer to five fewer people: five more, and 50% of nothing real.
    assert_eq!(
        words(Measure::NetChangeHeadcount, -50, -100),
        [
            "−5 people is above the year before’s −10: better, as higher is better.",
            "5 people more",
            ""
        ]
    );
    assert_eq!(
        words(Measure::NetLoss, 10, -20),
        [
            "1 person is above the year before’s −2: worse, as lower is better.",
            "3 people more",
            ""
        ]
    );
    assert_eq!(words(Measure::VacanciesFte, 20, 0)[2], "");
    assert_eq!(
        words(Measure::VacanciesFte, 0, 20)[1..],
        ["2.0 FTE lower", "100.0% less, relative to the year before"]
    );
}

#[test]
fn a_difference_that_is_shown_is_never_nothing() {
    // 14.25 shows as 14.3 and 14.24 as 14.2: 0.01 apart, 0.07% of 14.24.
    let of = |hundredths| {
        Ratio::new(hundredths, 100).map_or(Value::Symbol(Symbol::NotApplicable), Value::Exact)
    };
    let found = change(
        Measure::VacancyRate,
        Side::of_value("now", of(1425)),
        Side::of_value("last year", of(1424)),
    );
    assert_eq!(
        found.difference_in_words().as_deref(),
        Some("less than 0.1 percentage points higher (from unrounded figures)")
    );
    // 0.01 / 14.24 = 0.0702%, shown as 0.1%.
    assert_eq!(
        found.relative_in_words().as_deref(),
        Some("0.1% more, relative to last year")
    );
}

#[test]
fn large_numbers_have_their_thousands_apart() {
    assert_eq!(
        words(Measure::InPostFte, 361_863, 343_282),
        [
            "36,186.3 FTE is above the year before’s 34,328.2: better, as higher is better.",
            "1,858.1 FTE higher",
            // 1858.1 / 34328.2 = 5.41%.
            "5.4% more, relative to the year before"
        ]
    );
}

#[test]
fn a_count_is_not_worse_for_being_that_of_a_smaller_area() {
    let found = compare(
        Measure::InPostFte,
        side("Norfolk", 2981, None),
        side("England", 361_863, None),
    );
    assert_eq!(found.verdict, Verdict::Different);
    assert_eq!(
        found.in_words(),
        "298.1 FTE is below England’s 36,186.3: a count depends on the size of the area, so neither is better by itself."
    );
}

#[test]
fn beside_another_authority_both_vary_by_chance() {
    // 3 of 4 beside 1 of 4: P(3 or more) = 17/70, doubled 34/70 = 49%.
    let pair = || {
        (
            side("Rutland", 750, Some((3.0, 4.0))),
            side("Isles of Scilly", 250, Some((1.0, 4.0))),
        )
    };
    let (mine, other) = pair();
    let found = compare_authorities(Measure::VacancyRate, mine, other);
    assert_eq!(found.verdict, Verdict::NoRealDifference);
    assert_eq!(
        found.chance_in_words(),
        "chance alone gives a difference as large 49 times in a hundred"
    );
    assert!(found.method().contains("Fisher"));
    // 40 of 100 beside 30 of 100: 30% lies just outside 40 of 100’s own
    // interval, 30.3% to 50.3% (binom.test(40, 100)), as if nothing else
    // varied. Both vary: (0.4 - 0.3) / sqrt(2 * 0.35 * 0.65 / 100) is 1.48
    // standard errors, and 1.96 would be needed.
    let mine = side("Norfolk", 400, Some((40.0, 100.0)));
    let other = side("Suffolk", 300, Some((30.0, 100.0)));
    let alone = compare(Measure::VacancyRate, mine.clone(), other.clone());
    assert_eq!(alone.verdict, Verdict::Worse);
    let together = compare_authorities(Measure::VacancyRate, mine, other);
    assert_eq!(together.verdict, Verdict::NoRealDifference);
    let uncounted = compare_authorities(
        Measure::VacancyRate,
        side("Norfolk", 400, Some((40.0, 100.0))),
        side("Suffolk", 300, None),
    );
    assert_eq!(uncounted, alone_without_counts(alone));
}

fn alone_without_counts(mut comparison: Comparison) -> Comparison {
    comparison.other.counts = None;
    comparison
}

#[test]
fn how_often_chance_gives_it_is_said_in_whole_times() {
    let said = [0.004, 0.0123, 0.05, 0.999].map(how_often);
    assert_eq!(
        said,
        [
            "less than once in a hundred times",
            "once in a hundred times",
            "5 times in a hundred",
            "practically always"
        ]
    );
}
