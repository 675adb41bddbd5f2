use proptest::prelude::*;

use super::*;

const TEXT: &str = r#"
title = "Two intakes"
months = 24

[start]
date = 2025-03-31

[[start.position]]
established = 100
in_post = 90

[attrition]
rate = { low = 0.1, high = 0.2, source = "paper", because = "page 3" }

[[attrition.group]]
experience = "newly_qualified"
rate = 0.2

[[attrition.group]]
experience = "under_2"
rate = 0.15

[[intake]]
name = "Spring"
months = [3]
size = { mean = 10, sd = 2 }

[[target]]
of = "vacancy_rate"
at_most = 5
"#;

fn scenario() -> Scenario {
    Scenario::read(TEXT).expect("a scenario")
}

fn all() -> Vec<Named> {
    values(&scenario(), &str::to_owned)
}

fn at(path: &str) -> Named {
    let found = all().into_iter().find(|value| value.path == path);
    found.unwrap_or_else(|| panic!("{path} is none of {:?}", all()))
}

#[test]
fn every_number_has_a_path_a_name_and_its_source() {
    let rate = at("attrition.rate");
    assert_eq!(
        (rate.group.as_str(), rate.label.as_str()),
        ("Leaving", "Leave in a year")
    );
    assert_eq!(
        (rate.source, rate.because.as_str()),
        (Some(Evidence::Paper), "page 3")
    );
    assert_eq!(
        at("intake.Spring.size").group,
        "Newly qualified intake: Spring"
    );
    assert_eq!(at("attrition.group.2.rate").group, "Leaving: under 2 years");
    assert_eq!(at("target.1.at_most").measured.suffix, "%");
}

#[test]
fn every_path_leads_to_its_number() {
    for value in all() {
        let shape = value.shape.expect("a number");
        let there = crate::adjust::at(&scenario(), &value.path).expect("a number");
        let mean = Uncertain::<Change>::new(shape).expect("a value").mean();
        assert_eq!(there, mean, "{}", value.path);
    }
}

#[test]
fn every_value_can_be_put_back_as_it_is_read() {
    for value in all() {
        let text = written(value.shape.expect("a number"), value.measured);
        let shape = read(&text, value.measured).expect("what was written");
        let changed = reshaped(&scenario(), &value.path, Some(shape), "");
        assert!(changed.is_ok(), "{}: {changed:?}", value.path);
    }
}

#[test]
fn a_change_says_what_stood_there_before_unless_a_reason_is_given() {
    let half = Some(Shape::Fixed(0.05));
    let changed = reshaped(&scenario(), "attrition.rate", half, "").expect("a scenario");
    let text = changed.write();
    assert!(text.contains("in place of 0.1 to 0.2 (a paper)"), "{text}");
    let changed = reshaped(&scenario(), "attrition.rate", half, "a bet").expect("a scenario");
    assert!(changed.write().contains("because = \"a bet\""));
}

#[test]
fn what_is_not_allowed_is_refused() {
    let refused = [
        reshaped(&scenario(), "attrition.rate", Some(Shape::Fixed(1.2)), ""),
        reshaped(&scenario(), "months", Some(Shape::Fixed(0.0)), ""),
        reshaped(
            &scenario(),
            "months",
            Some(Shape::Range {
                low: 1.0,
                high: 2.0,
            }),
            "",
        ),
        reshaped(
            &scenario(),
            "intake.Autumn.size",
            Some(Shape::Fixed(1.0)),
            "",
        ),
    ];
    assert!(refused.iter().all(Result::is_err), "{refused:?}");
}

#[test]
fn people_write_values_as_they_say_them() {
    let percent = at("attrition.rate").measured;
    let pounds = Measured {
        suffix: "£",
        scale: 1.0,
    };
    assert_eq!(read("12%", percent), Ok(Shape::Fixed(0.12)));
    assert_eq!(
        read(" 9 to 15 ", percent),
        Ok(Shape::Range {
            low: 0.09,
            high: 0.15
        })
    );
    assert_eq!(
        read("£25,000 to £35,000, likeliest 30,000", pounds),
        Ok(Shape::Likely {
            low: 25_000.0,
            likely: 30_000.0,
            high: 35_000.0
        })
    );
    assert_eq!(
        read("12.5 ± 2", pounds),
        Ok(Shape::Spread {
            mean: 12.5,
            sd: 2.0
        })
    );
    for wrong in ["", "many", "1 to", "inf", "3 ± x"] {
        assert!(read(wrong, pounds).is_err(), "{wrong}");
    }
}

#[test]
fn a_range_is_written_with_to_or_a_dash_and_a_minus_sign_stays_one() {
    let plain = at("target.1.at_most").measured;
    for (text, low, high) in [
        ("20-30", 20.0, 30.0),
        ("20 – 30", 20.0, 30.0),
        ("20%—30%", 20.0, 30.0),
        ("-5 to 5", -5.0, 5.0),
        ("-5--2", -5.0, -2.0),
        ("−5 – −2", -5.0, -2.0),
    ] {
        assert_eq!(read(text, plain), Ok(Shape::Range { low, high }), "{text}");
    }
    assert_eq!(read("-5", plain), Ok(Shape::Fixed(-5.0)));
    assert_eq!(read("1e-3", plain), Ok(Shape::Fixed(0.001)));
    assert!(read("5-", plain).is_err());
}

#[test]
fn a_range_the_wrong_way_round_is_told_how_it_is_written() {
    let percent = at("attrition.rate").measured;
    assert_eq!(
        read("15 to 9", percent),
        Err("write the lower number first: 9 to 15".to_owned())
    );
    assert_eq!(
        read("15 to 9, likeliest 10", percent),
        Err("write the lower number first, and the likeliest between the two: 9 to 15, likeliest 10".to_owned())
    );
    let reversed = Some(Shape::Range {
        low: 0.15,
        high: 0.09,
    });
    let refused = reshaped(&scenario(), "attrition.rate", reversed, "");
    assert!(refused.is_err(), "{refused:?}");
}

#[test]
fn what_is_refused_is_told_in_the_unit_of_the_field() {
    let rate = at("attrition.rate");
    let shape = Some(Shape::Fixed(1.2));
    let error = reshaped(&scenario(), &rate.path, shape, "").expect_err("120%");
    assert_eq!(
        refusal(&rate, shape, &error),
        "write a percentage from 0 to 100, such as 12"
    );
    let months = at("months");
    let shape = Some(Shape::Fixed(2.5));
    let error = reshaped(&scenario(), &months.path, shape, "").expect_err("half a month");
    assert_eq!(
        refusal(&months, shape, &error),
        "it has to be one whole number, not below 0"
    );
}

#[test]
fn numbers_of_a_table_share_its_source_until_one_is_changed() {
    let text = format!("{TEXT}[shocks]\nattrition = 0.1\nsource = \"national\"\n");
    let scenario = Scenario::read(&text).expect("a scenario");
    let source = |scenario: &Scenario| {
        let values = values(scenario, &str::to_owned);
        let shock = values.into_iter().find(|it| it.path == "shocks.attrition");
        let shock = shock.expect("a shock");
        assert!(!has_evidence(scenario, &shock));
        shock.source
    };
    assert_eq!(source(&scenario), Some(Evidence::National));
    let changed = reshaped(&scenario, "shocks.attrition", Some(Shape::Fixed(0.2)), "");
    assert_eq!(source(&changed.expect("a scenario")), None);
}

#[test]
fn words_hold_three_digits_of_what_is_estimated() {
    let plain = at("target.1.at_most").measured;
    let spread = Shape::Spread {
        mean: 3.3326,
        sd: 1.0539,
    };
    assert_eq!(rounded(spread, plain), "3.33 ± 1.05");
    let range = Shape::Range {
        low: 0.023_456,
        high: 12_345.6,
    };
    assert_eq!(rounded(range, plain), "0.0235 to 12346");
    assert_eq!(rounded(Shape::Fixed(298.14), plain), "298.14");
    let share = Shape::Fixed(0.118_734);
    assert_eq!(rounded(share, at("attrition.rate").measured), "11.87");
}

#[test]
fn whole_numbers_that_stand_at_their_default_can_be_set() {
    let changed = crate::adjust::adjusted(&scenario(), "intake.Spring.retention_months", 24.0);
    let changed = changed.expect("a scenario");
    assert_eq!(*changed.intakes[0].retention_months.get_ref(), 24);
    let wrong = crate::adjust::adjusted(&scenario(), "intake.Spring.retention_months", 2.5);
    let wrong = wrong.expect_err("half a month").to_string();
    assert!(wrong.ends_with("one whole number, not below 0."), "{wrong}");
}

proptest! {
    #[test]
    fn what_a_field_shows_reads_as_the_same(low in 0u32..1000, more in 0u32..1000) {
        let shape = Shape::Range { low: f64::from(low) / 1000.0, high: f64::from(low + more) / 1000.0 };
        for scale in [1.0, 100.0] {
            let measured = Measured { suffix: "", scale };
            prop_assert_eq!(read(&written(shape, measured), measured), Ok(shape));
        }
    }
}
