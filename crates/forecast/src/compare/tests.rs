use super::*;
use crate::futures::{simulate, unwatched};
use crate::model::NoRates;
use crate::opening::stated;
use crate::scenario::Scenario;

/// A hundred people whom nobody leaves, at £3,000 a month each.
const BASE: &str = r#"
title = "A hundred"
months = 24
futures = 4000
[start]
date = "2025-09-30"
agency = 5
[[start.position]]
established = 105
in_post = 100
people = 100
[attrition]
rate = 0
[agency]
covers = 1
[money]
agency_premium = 12000
[money.on_costs]
national_insurance = 0
pension = 0
levy = 0
[[money.salary]]
a_year = 36000
"#;

fn run(text: &str) -> (Model, Futures) {
    let scenario = Scenario::read(text).expect("a plan");
    let opening = stated(&scenario).expect("a position");
    let model = Model::new(&scenario, opening, &NoRates).expect("a model");
    let futures = simulate(&model, &unwatched).expect("futures");
    (model, futures)
}

fn compared(more: &str) -> Comparison {
    let (base, changed) = (run(BASE), run(&format!("{BASE}{more}")));
    compare((&base.0, &base.1), (&changed.0, &changed.1)).expect("a comparison")
}

/// Ten come in December 2025 who stand outside the establishment all the time.
const TEN_MORE: &str = "[[intake]]\nname = \"Ten\"\nstarts = [\"2025-12\"]\nsize = 10\noutside_months = 60\ncost_each = 1000\n";

#[test]
fn what_an_fte_year_costs_is_pounds_over_fte_years() {
    // Ten for 22 months are 18.33 FTE-years; they cost 10 × £3,000 × 22 and
    // £10,000, that is £670,000, or £36,545 for each FTE-year.
    let comparison = compared(TEN_MORE);
    let gained = comparison.fte_years.expect("FTE-years");
    assert!((gained.p50 - 220.0 / 12.0).abs() < 1e-3, "{gained:?}");
    let pounds = comparison.pounds.expect("pounds");
    assert!((pounds.p50 - 670_000.0).abs() < 5.0, "{pounds:?}");
    let ratio = comparison.pounds_per_fte_year.expect("a ratio");
    assert!((ratio.value - 36_545.45).abs() < 0.5, "{ratio:?}");
    let (low, high) = ratio.interval.expect("an interval");
    assert!((high - low).abs() < 0.5, "{ratio:?}");
    assert_eq!(comparison.break_even.median, None);
    assert_eq!(comparison.break_even.by_the_end(), 0.0);
}

#[test]
fn the_interval_of_a_ratio_is_as_wide_as_its_standard_error_says() {
    // An outlay anywhere up to £200,000 has the mean £100,000 and the standard
    // deviation £57,735. The mean of 4,000 has the standard error £912.87, over
    // 18.33 FTE-years £49.79, and the 90% interval reaches 1.645 of that, £81.9,
    // to either side of £770,000 ÷ 18.33 = £42,000.
    let outlay = "[[money.outlay]]\nname = \"Rooms\"\nmonth = \"2025-10\"\npounds = { low = 0, high = 200000 }\n";
    let comparison = compared(&format!("{TEN_MORE}{outlay}"));
    let ratio = comparison.pounds_per_fte_year.expect("a ratio");
    assert!((ratio.value - 42_000.0).abs() < 3.0 * 49.79, "{ratio:?}");
    let (low, high) = ratio.interval.expect("an interval");
    assert!(((high - low) / 2.0 - 81.9).abs() < 12.0, "{ratio:?}");
    assert!(low < ratio.value && ratio.value < high);
}

#[test]
fn a_ratio_over_what_may_be_nought_has_no_interval() {
    let over = [1.0_f64; 100];
    let under: Vec<f32> = (0..100)
        .map(|nth| if nth % 2 == 0 { 10.0 } else { -9.9 })
        .collect();
    let ratio = Ratio::of_means(&over, &under, 1).expect("a ratio");
    assert_eq!(ratio.interval, None);
    assert!(Ratio::of_means(&over, &[-1.0; 100], 1).is_none());
}

#[test]
fn an_outlay_has_paid_for_itself_when_what_is_saved_reaches_it() {
    // Five who start at once replace five agency workers, each £1,000 a month
    // dearer: £5,000 a month. An outlay anywhere up to £30,000 is saved after m
    // months in m of six futures.
    let five = "[[intake]]\nname = \"Five\"\nstarts = [\"2025-10\"]\nsize = 5\n[[money.outlay]]\nname = \"Rooms\"\nmonth = \"2025-10\"\npounds = { low = 0, high = 30000 }\n";
    let comparison = compared(five);
    let paid = &comparison.break_even;
    assert!(paid.costs_more_first);
    for month in [1_u8, 2, 4, 5] {
        let (found, told) = (paid.shares[usize::from(month)], f64::from(month) / 6.0);
        assert!((found - told).abs() < 0.024, "{month}: {found}");
    }
    assert_eq!(paid.by_the_end(), 1.0);
    assert!([Some(3), Some(4)].contains(&paid.median));
    assert!(comparison.pounds_per_fte_year.is_none());
}

#[test]
fn several_are_compared_with_the_same_base_or_told_why_not() {
    let model = |more: &str| run(&format!("{BASE}{more}")).0;
    let simulated = |model: &Model| {
        let futures = simulate(model, &unwatched);
        Ok::<_, CompareError>(futures.expect("nobody stops it"))
    };
    let twenty = TEN_MORE.replace("size = 10", "size = 20");
    let others = vec![model(TEN_MORE), model(&twenty), model("")];
    let found = compare_all(model(""), others, simulated).expect("a comparison");
    let gained: Vec<_> = found
        .sides
        .iter()
        .map(|side| {
            side.comparison
                .as_ref()?
                .fte_years
                .map(|it| it.mean.round())
        })
        .collect();
    // 10 × 22 ÷ 12 is 18.3, and twice that 36.7.
    assert_eq!(gained, [None, Some(18.0), Some(37.0), Some(0.0)]);

    let refused = |base: Model, others: Vec<Model>| compare_all(base, others, simulated).err();
    assert_eq!(refused(model(""), Vec::new()), Some(CompareError::Count(0)));
    let seven = vec![model(""); 7];
    assert_eq!(refused(model(""), seven), Some(CompareError::Count(7)));
    let longer = run(&BASE.replace("months = 24", "months = 25")).0;
    let sizes = CompareError::Sizes(24, 4000, 25, 4000);
    assert_eq!(refused(model(""), vec![model(""), longer]), Some(sizes));
}

#[test]
fn all_are_held_to_the_marks_of_each() {
    let target = "[[target]]\nof = \"in_post\"\nat_least = 108\nby = \"2026-03\"\n";
    let budget = "[[budget]]\nyear = 2026\npounds = 3700000\n";
    let base = run(&format!("{BASE}{target}"));
    // The text is another, so the same target stands on another line.
    let changed = run(&format!("{BASE}{TEN_MORE}{budget}{target}"));
    let all = marks(&[&base.0, &changed.0]);
    assert_eq!(all.len(), 3);
    // A hundred at £3,000 and five at £4,000 make £320,000 a month and £3.84
    // million a year: too much, and with ten more, too.
    let of = |run: &(Model, Futures)| reached((&run.0, &run.1), &all);
    assert_eq!(of(&base), [Some(0.0), Some(0.0), Some(0.0)]);
    // 110 are in post on 105 posts, but ten of them stand outside.
    assert_eq!(of(&changed), [Some(1.0), Some(0.0), Some(0.0)]);
}
