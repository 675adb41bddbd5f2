//! What holds for fans and waterfalls.

use super::*;

fn at(number: f64) -> Value {
    Value::new(number, number.to_string()).unwrap()
}

fn all(numbers: &[f64]) -> Vec<Value> {
    numbers.iter().map(|number| at(*number)).collect()
}

fn bounds(lower: &[f64], upper: &[f64]) -> Option<Bounds> {
    let (lower, upper) = (all(lower), all(upper));
    Some(Bounds { lower, upper })
}

fn forecast() -> Forecast {
    Forecast {
        name: "In post".into(),
        middle: Middle::Median(all(&[10.0, 12.0, 14.0])),
        half: bounds(&[10.0, 11.0, 12.0], &[10.0, 13.0, 15.0]),
        nine_in_ten: bounds(&[10.0, 9.0, 8.0], &[10.0, 15.0, 18.0]),
    }
}

fn quarter() -> Moments {
    Moments::month_ends("Month", jiff::civil::date(2025, 3, 31), 3)
}

fn fan_of(forecast: Forecast) -> Result<Fan, ChartError> {
    Fan::new(about("Rate"), quarter(), forecast)
}

fn fan() -> Fan {
    let none = Value::missing("–");
    let past = vec![at(10.0), none.clone(), none.clone()];
    let fan = fan_of(forecast()).unwrap().past(past).unwrap();
    let level = all(&[13.0, 13.0, 12.5]);
    let fan = fan.reference("Establishment", level).unwrap();
    fan.target("Target", vec![none.clone(), none, at(20.0)])
        .unwrap()
}

#[test]
fn the_table_of_a_fan_has_the_columns_that_there_are() {
    let table = fan().table();
    assert_eq!(
        table.header.join("; "),
        "Month; Past; Median; 50% from; 50% to; 90% from; 90% to; Establishment; Target"
    );
    assert_eq!(
        table.rows[2].join("; "),
        "May 2025; –; 14; 12; 15; 8; 18; 12.5; 20"
    );
    let expected = Forecast {
        half: None,
        nine_in_ten: None,
        ..forecast()
    };
    let nothing = vec![Value::missing("–"); 3];
    let alone = fan_of(expected.clone()).unwrap().past(nothing).unwrap();
    assert_eq!(alone.table().header, ["Month", "Median"]);
    let other = Forecast {
        name: "Academy".into(),
        ..expected.clone()
    };
    let two = fan_of(expected).unwrap().compared(other).unwrap();
    let header = ["Month", "In post, median", "Academy, median"];
    assert_eq!(two.table().header, header);
}

/// The establishment is 13, 13 and 12.5; the median 10, 12 and 14 passes it in the third month.
#[test]
fn a_fan_says_its_start_its_end_and_where_it_passes_what_it_is_held_against() {
    let read = Read::of(&fan().svg(&id(), Width::Wide));
    assert_eq!(
        read.description,
        "Fan chart. Rate, in percent. Month: Mar 2025 to May 2025. Past: 10 in Mar 2025. In post: \
         starts at 10 in Mar 2025. In May 2025 its median is 14, its 50% band between 12 and 15, \
         its 90% band between 8 and 18. Establishment: 13 from Mar 2025, 12.5 from May 2025. \
         Target: 20 from May 2025. The median starts below Establishment, reaches it in May 2025. \
         The median stays below Target. 2025. Source: Somebody."
    );
}

#[test]
fn a_median_outside_of_its_bands_is_refused() {
    let outside = Forecast {
        middle: Middle::Median(all(&[10.0, 13.5, 14.0])),
        ..forecast()
    };
    assert_eq!(
        fan_of(outside).unwrap_err().to_string(),
        "the median of In post lies outside of its 50% band at Apr 2025; a median lies within its \
         50% band, and that within its 90% band"
    );
    let wide = Forecast {
        half: bounds(&[10.0, 11.0, 7.0], &[10.0, 13.0, 15.0]),
        ..forecast()
    };
    let error = fan_of(wide).unwrap_err();
    assert!(
        matches!(error, ChartError::NotNested { inner: "the 50% band", outer: "90% band", at, .. } if at == "May 2025")
    );
}

#[test]
fn an_expected_value_may_lie_outside_of_the_bands_and_is_called_so() {
    let expected = Forecast {
        middle: Middle::Expected(all(&[10.0, 13.5, 14.0])),
        ..forecast()
    };
    let fan = fan_of(expected).unwrap();
    assert_eq!(fan.table().header[1], "Expected value");
    let read = Read::of(&fan.svg(&id(), Width::Wide));
    let told = "In May 2025 its expected value is 14, its 50% band between 12 and 15";
    assert!(read.description.contains(told), "{}", read.description);
}

#[test]
fn a_fan_needs_a_value_for_each_month() {
    let short = Forecast {
        middle: Middle::Median(all(&[10.0])),
        ..forecast()
    };
    assert!(matches!(
        fan_of(short),
        Err(ChartError::Length { values: 1, .. })
    ));
    assert!(fan().past(Vec::new()).is_err());
    assert!(fan().reference("Budget", Vec::new()).is_err());
    assert!(fan().target(" ", all(&[1.0; 3])).is_err());
}

fn step(name: &str, number: f64, text: &str) -> Named {
    Named::new(name, Value::new(number, text).unwrap())
}

fn waterfall(steps: Vec<Named>, end: Named) -> Result<Waterfall, ChartError> {
    let start = step("March 2025", 298.14, "298.1");
    Waterfall::new(about("In post"), "What moved it", start, steps, end)
}

/// Five numbers with one decimal: rounding explains 5 × 0.05 = 0.25. The numbers shown, 298.1 less
/// 36.2 plus 42.4, come to 304.3, and 304.5 differs by 0.2.
#[test]
fn steps_may_miss_the_end_by_what_rounding_explains_and_no_more() {
    let steps = || {
        vec![
            step("Leavers", -36.2, "−36.2"),
            step("Starters", 42.4, "+42.4"),
            step("Hours", 0.0, "0.0"),
        ]
    };
    assert!(waterfall(steps(), step("March 2026", 304.54, "304.5")).is_ok());
    let error = waterfall(steps(), step("March 2026", 304.6, "304.6")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the steps from March 2025 298.1 to March 2026 304.6 come to 6.2 and not to 6.5; rounding \
         of the numbers as shown explains a difference of 0.25 at most; give every step, if need \
         be one for what is not explained"
    );
}

#[test]
fn a_waterfall_with_a_step_that_is_not_known_is_refused() {
    let missing = Named::new("Leavers", Value::missing("c"));
    let error = waterfall(vec![missing], step("March 2026", 304.6, "304.6")).unwrap_err();
    assert!(error.to_string().starts_with("Leavers has no value (c); "));
}

#[test]
fn a_waterfall_says_in_words_which_way_each_step_goes() {
    let steps = vec![
        step("Leavers", -36.2, "−36.2"),
        step("Hours", -0.04, "−0.0"),
        step("Starters", 42.4, "+42.4"),
    ];
    let chart = waterfall(steps, step("March 2026", 304.3, "304.3")).unwrap();
    let read = Read::of(&chart.svg(&id(), Width::Narrow));
    assert_eq!(
        read.description,
        "Waterfall chart. Rate, in percent, by What moved it. From March 2025 298.1 to March 2026 \
         304.3: Leavers down 36.2; Hours 0.0; Starters up 42.4. 2025. Source: Somebody."
    );
    assert_eq!(
        chart.table().rows[1],
        ["Leavers", "−36.2"],
        "the table keeps signs"
    );
}

/// No bar is cut: an axis without zero has marks for totals. From 298 to 304 is less than a third of
/// the way to zero, from 48 to 298 is more.
#[test]
fn totals_are_bars_only_where_the_axis_holds_zero() {
    let says_marks = |chart: &Waterfall| {
        let svg = chart.svg(&id(), Width::Wide);
        svg.contains("Totals are marks") && svg.contains("This axis does not start at zero.")
    };
    let far = vec![step("Starters", 6.0, "+6.0")];
    let far = waterfall(far, step("March 2026", 304.1, "304.1")).unwrap();
    assert!(says_marks(&far));
    let near = vec![step("Leavers", -250.0, "−250.0")];
    let near = waterfall(near, step("March 2026", 48.1, "48.1")).unwrap();
    assert!(!says_marks(&near));
}

/// A middle with two widening bands around it, or nothing.
fn futures() -> impl Strategy<Value = Option<[f64; 5]>> {
    let around = (-50.0..50.0_f64, prop::array::uniform4(0.0..30.0_f64));
    let known = around.prop_map(|(middle, [a, b, c, d])| {
        Some([
            middle - a - b,
            middle - a,
            middle,
            middle + c,
            middle + c + d,
        ])
    });
    prop_oneof![9 => known, 1 => Just(None)]
}

fn any_forecast(months: usize) -> impl Strategy<Value = Forecast> {
    let each = prop::collection::vec(futures(), months);
    (words(), each).prop_map(|(name, each)| {
        let course = |place: usize| {
            each.iter()
                .map(|it| it.map_or(Value::missing("c"), |numbers| at(numbers[place])))
                .collect::<Vec<Value>>()
        };
        let band = |lower, upper| {
            let (lower, upper) = (course(lower), course(upper));
            Some(Bounds { lower, upper })
        };
        Forecast {
            name,
            middle: Middle::Median(course(2)),
            half: band(1, 3),
            nine_in_ten: band(0, 4),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_fan_is_sound(
        about in any_about(),
        month in 1_i8..=12,
        (forecast, other, past, levels) in (0_usize..150).prop_flat_map(|count| (
            any_forecast(count),
            any_forecast(count),
            values(count),
            prop::collection::vec((words(), values(count)), 0..5),
        )),
    ) {
        let count = u16::try_from(past.len()).unwrap();
        let moments = Moments::month_ends("Month", jiff::civil::date(2025, month, 1), count);
        let fan = Fan::new(about, moments, forecast).unwrap();
        let mut fan = fan.past(past).unwrap().compared(other).unwrap();
        for (place, (name, values)) in levels.into_iter().enumerate() {
            fan = match place % 2 {
                0 => fan.reference(&name, values).unwrap(),
                _ => fan.target(&name, values).unwrap(),
            };
        }
        check(&fan);
    }

    #[test]
    fn any_waterfall_is_sound(
        about in any_about(),
        start in -400.0..400.0_f64,
        steps in prop::collection::vec((words(), -90.0..90.0_f64), 0..12),
        (first, last, text) in (words(), words(), words()),
    ) {
        let end = start + steps.iter().map(|(_, number)| number).sum::<f64>();
        let named = |name: &str, number| Named::new(name, Value::new(number, &text).unwrap());
        let steps = steps.iter().map(|(name, number)| named(name, *number)).collect();
        let waterfall = Waterfall::new(about, "Step", named(&first, start), steps, named(&last, end));
        check(&waterfall.unwrap());
    }
}
