//! What is written and cannot be meant: prices, roles, rates and words.

use super::*;
use crate::expected::Expected;
use crate::futures::Column;
use crate::model::{Model, NoRates};
use crate::opening::stated;
use crate::series::Series;

#[test]
fn an_aim_for_money_without_a_price_is_a_problem() {
    check_added(
        "[[target]]\nof = \"spend\"\nat_most = 5\n",
        &[(
            2,
            "target.of: no price is given for spend, so it would be nought whatever happens. Add what it costs, see [money]",
        )],
    );
    check_added(
        "[[target]]\nof = \"agency_spend\"\nat_most = 5\n\n[money]\nleaver = 10\n",
        &[(
            2,
            "target.of: no price is given for agency workers, so it would be nought whatever happens. Add what it costs, see [money]",
        )],
    );
}

#[test]
fn a_pay_award_without_pay_is_noted() {
    let scenario = Scenario::read(&format!("{PLAN}[money]\naward = 0.03\n")).expect("a plan");
    assert_eq!(
        scenario.notes(),
        ["money.award: it raises nothing, because neither pay nor an agency price is given."]
    );
}

/// Whatever has a price shows as spending: £4,000 for each of 12 hires a year,
/// £10,000 for each leaver, places and an academy's running.
#[test]
fn whatever_has_a_price_is_spent() {
    for (addition, series) in [
        (
            "[[hire]]\nname = \"A\"\nrole = \"SW\"\na_year = 12\n\n[money]\nrecruitment = 4000\n",
            Series::Recruitment,
        ),
        ("[money]\nleaver = 10000\n", Series::LeaverCost),
        (
            "[[intake]]\nname = \"A\"\nrole = \"SW\"\nmonths = [4]\nsize = 2\ncost_each = 5000\n",
            Series::Academy,
        ),
        (
            "[[intake]]\nname = \"A\"\nrole = \"SW\"\nmonths = [4]\nsize = 2\ncost_a_year = 5000\n",
            Series::Academy,
        ),
        ("[money.on_costs]\neach = 200\n", Series::OnCosts),
    ] {
        let scenario = Scenario::read(&format!("{PLAN}{addition}")).expect("a plan");
        let opening = stated(&scenario).expect("a position");
        let model = Model::new(&scenario, opening, &NoRates).expect("a model");
        let course = Expected::of(&model);
        let value = |series| course.value(Column::Series(series), 1).unwrap_or(f64::NAN);
        assert!(model.prices_known() && value(series) > 0.0, "{addition}");
        assert!(
            (value(series) - value(Series::Spend)).abs() < 1e-6,
            "{addition}"
        );
    }
}

#[test]
fn whoever_comes_into_one_of_several_roles_says_into_which() {
    let what = "role: there are several roles. Write one of SW, SSW";
    for (list, rest) in [
        ("intake", "months = [9]\nsize = 5\n"),
        ("hire", "a_year = 5\n"),
        ("conversion", "a_year = 0.1\n"),
    ] {
        let addition = format!("[[{list}]]\nname = \"A\"\n{rest}");
        check_added(&addition, &[(1, &format!("{list}.{what}"))]);
        check_added_to_one_role(&addition, &[]);
    }
}

#[test]
fn a_percentage_for_a_yearly_change_is_told() {
    check_added(
        "[money]\naward = 5\n",
        &[(
            2,
            "money.award: 5 would be 500% a year. Write -0.5 to 1; 5% is 0.05",
        )],
    );
}

#[test]
fn a_rate_from_records_that_a_stated_position_does_not_have_is_told() {
    check_changed(
        "rate = 0.15",
        "rate = \"records\"",
        "line 29: attrition.rate: there are no records to estimate it from, as the scenario states its own position. Write a yearly share such as 0.12",
    );
    check_added(
        "[[attrition.group]]\nrole = \"SW\"\nrate = \"records\"\n",
        &[(
            3,
            "attrition.group.rate: there are no records to estimate it from, as the scenario states its own position. Write a yearly share such as 0.12",
        )],
    );
}

#[test]
fn a_title_that_terminals_would_obey_or_nobody_would_read_is_told() {
    check_changed(
        "\"A plan\"",
        "\"A\\u001b[31m plan\"",
        "line 1: title: it holds characters that cannot be seen. Take them out",
    );
    let long = format!("\"{}\"", "A".repeat(201));
    check_changed(
        "\"A plan\"",
        &long,
        "line 1: title: it has 201 characters. Write 200 at most; the rest can go into about",
    );
}

#[test]
fn what_cannot_be_read_is_told_in_words() {
    let mend = "Mend this line and read the text again.";
    check_changed(
        "months = 24",
        "months = \"24\"",
        &format!(
            "line 2: months: invalid type: string \"24\", expected a whole number, 0 or more. {mend}"
        ),
    );
    check_changed(
        "months = 24",
        "months = 24\nmonths = 12",
        &format!("line 3: months stands twice. {mend}"),
    );
    check_changed(
        "date = 2026-03-31",
        "date = 2026-03-31T10:00:00",
        &format!(
            "line 6: start.date: ‘2026-03-31T10:00:00’ has a time of day. Write the day alone, like 2027-03-31. {mend}"
        ),
    );
    let without = PLAN.split("[attrition]").next().unwrap_or_default();
    assert_eq!(
        told(without),
        ["the text: missing field `attrition`. Write it and read the text again."]
    );
}
