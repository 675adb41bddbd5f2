//! A scenario that is written reads as the same scenario.

use holdfast_forecast::Scenario;
use proptest::prelude::*;

/// A share as a number, a range, a triangle or a spread, with or without a source.
fn share() -> impl Strategy<Value = String> {
    let shape = (0.0..0.3_f64, 0.3..0.6_f64, 0.6..1.0_f64, 0..4_u8);
    (shape, prop::bool::ANY).prop_map(|((low, likely, high, shape), sourced)| {
        let shape = match shape {
            0 => format!("value = {low}"),
            1 => format!("low = {low}, high = {high}"),
            2 => format!("low = {low}, likely = {likely}, high = {high}"),
            _ => format!("mean = {likely}, sd = {}", low / 10.0),
        };
        let source = ", source = \"paper\", because = \"section “1.3”, \\\"so\\\"\"";
        format!("{{ {shape}{} }}", if sourced { source } else { "" })
    })
}

fn plan() -> impl Strategy<Value = String> {
    let whole = (1..=120_u16, 1..=20_000_u32, 0..=i64::MAX as u64);
    let people = (0.0..500.0_f64, 0.0..500.0_f64, 1..=12_u8);
    let shares = prop::collection::vec(share(), 6);
    (whole, people, shares, 0..64_u8).prop_map(|((months, futures, seed), (established, in_post, month), shares, parts)| {
        let mut text = format!(
            "title = \"A plan\"\nmonths = {months}\nfutures = {futures}\nseed = {seed}\n\n[start]\ndate = 2026-03-31\n\n[[start.position]]\nestablished = {established}\nin_post = {in_post}\n\n[attrition]\nrate = {}\n",
            shares[0]
        );
        let optional = [
            format!("\n[[attrition.group]]\nexperience = \"under_2\"\nrate = {}\n", shares[1]),
            format!("\n[[intake]]\nname = \"Autumn\"\nmonths = [{month}]\nsize = 7\ndrop_out = {}\n", shares[2]),
            format!("\n[[hire]]\nname = \"Others\"\na_year = 12\nfrom = \"2026-{:02}\"\nkind = \"returning\"\n", month.max(4)),
            format!("\n[agency]\ncovers = {}\nlead_months = 2\n", shares[3]),
            format!("\n[[absence]]\nkind = \"long_term_sickness\"\nrate = {}\nmonths = {{ low = 2, high = 9 }}\n", shares[4]),
            "\n[money]\naward = -0.01\nagency_premium = { low = 25000, high = 35000 }\n\n[money.on_costs]\npension = 0.17\n".to_owned(),
        ];
        for (nth, part) in optional.iter().enumerate() {
            if parts & (1 << nth) != 0 {
                text.push_str(part);
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn a_scenario_is_written_as_what_it_was_read_from(text in plan()) {
        let read = Scenario::read(&text).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        let written = read.write();
        let again = Scenario::read(&written).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{written}")))?;
        prop_assert_eq!(again.write(), written);
        prop_assert_eq!(again.start, read.start);
        prop_assert_eq!(again.money, read.money);
        prop_assert_eq!(again.absences, read.absences);
        prop_assert_eq!(again.attrition.rate, read.attrition.rate);
        prop_assert_eq!(again.attrition.groups, read.attrition.groups);
    }
}
