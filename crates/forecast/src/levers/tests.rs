use std::collections::{BTreeMap, BTreeSet};

use super::{Given, LeverError, Whose, lever, levers};
use crate::expected::Expected;
use crate::futures::Column;
use crate::model::{Model, NoRates};
use crate::opening::stated;
use crate::{Scenario, Series};

const PLAN: &str = r#"
title = "A plan"
months = 36
futures = 1000

[start]
date = 2026-03-31
agency = 12

[[start.position]]
established = 100
in_post = 80

[attrition]
rate = 0.15

[[workload.cases]]
name = "All"
cases = 1600

[[money.salary]]
a_year = 42000
supplement = { low = 0, high = 1000 }
"#;

const SEFTON: [&str; 2] = [
    include_str!("../../../../examples/sefton-2023/without.toml"),
    include_str!("../../../../examples/sefton-2023/academy.toml"),
];

fn plan() -> Scenario {
    Scenario::read(PLAN).expect("a plan")
}

/// What must be given, with something for each.
fn given(key: &str) -> BTreeMap<String, f64> {
    let parameters = lever(key).expect("a lever").parameters.iter();
    let needed = parameters.filter(|parameter| parameter.default.is_none());
    needed
        .map(|parameter| {
            let value = match parameter.key {
                "less_leaving" => 0.1,
                "pounds" => 24_000.0,
                _ => 6.0,
            };
            (parameter.key.to_owned(), value)
        })
        .collect()
}

fn apply(key: &str, given: &BTreeMap<String, f64>) -> Scenario {
    let lever = lever(key).expect("a lever");
    let given = given.clone().into();
    lever.apply(&plan(), &given).expect("it can be applied")
}

/// The plan with two roles, of which the second has most of the people.
fn two_roles(more: &str) -> Scenario {
    let one = "[[start.position]]\nestablished = 100\nin_post = 80\n";
    let two = "[[start.position]]\nrole = \"head\"\nestablished = 10\nin_post = 8\n\n[[start.position]]\nrole = \"worker\"\nestablished = 90\nin_post = 72\n";
    let text = format!("{}{more}", PLAN.replace(one, two));
    Scenario::read(&text).expect("a plan")
}

/// A lever set to what is given, for a role of the plan with two.
fn apply_to(key: &str, values: &[(&str, f64)], roles: (&str, Option<&str>)) -> Scenario {
    let values = values
        .iter()
        .map(|(key, value)| ((*key).to_owned(), *value));
    let given = Given {
        values: values.collect(),
        role: Some(roles.0.to_owned()),
        instead: roles.1.map(str::to_owned),
    };
    let lever = lever(key).expect("a lever");
    lever
        .apply(&two_roles(""), &given)
        .expect("it can be applied")
}

fn course(scenario: &Scenario) -> Expected {
    let opening = stated(scenario).expect("a position");
    Expected::of(&Model::new(scenario, opening, &NoRates).expect("a model"))
}

fn value(scenario: &Scenario, series: Series, month: usize) -> f64 {
    let course = course(scenario);
    course
        .value(Column::Series(series), month)
        .expect("a value")
}

#[track_caller]
fn near(found: f64, expected: f64) {
    let within = expected.abs().max(1.0) * 1e-5;
    assert!(
        (found - expected).abs() < within,
        "{found} is not {expected}"
    );
}

#[test]
fn every_lever_has_its_own_key_and_makes_a_plan_that_can_be_written_and_read() {
    let keys: BTreeSet<_> = levers().iter().map(|lever| lever.key).collect();
    assert_eq!(keys.len(), levers().len());
    for lever in levers() {
        let changed = match lever.role {
            Whose::Named => {
                let values: Vec<_> = given(lever.key).into_iter().collect();
                let values: Vec<_> = values.iter().map(|it| (it.0.as_str(), it.1)).collect();
                apply_to(lever.key, &values, ("worker", Some("head")))
            }
            _ => apply(lever.key, &given(lever.key)),
        };
        assert_ne!(changed, plan(), "{}", lever.key);
        let again = Scenario::read(&changed.write()).expect("a plan");
        assert_eq!(again.write(), changed.write(), "{}", lever.key);
    }
}

#[test]
fn the_defaults_lie_within_their_bounds() {
    for lever in levers() {
        for parameter in lever.parameters {
            let (low, high) = parameter.unit.ends(36);
            let default = parameter.default.unwrap_or(low);
            assert!((low..=high).contains(&default), "{}", parameter.key);
            assert!(!parameter.source.is_empty());
        }
    }
}

/// What the lever makes of the plan without the academy is the plan with it.
#[test]
fn the_academys_defaults_are_seftons() {
    let [without, with] = SEFTON.map(|text| Scenario::read(text).expect("a plan"));
    let academy = lever("academy").expect("a lever");
    let changed = academy.apply(&without, &Given::default()).expect("a plan");
    let (changed, with) = (course(&changed), course(&with));
    for month in 0..=60 {
        for series in [Series::InPost, Series::Agency, Series::SpendSoFar] {
            let column = Column::Series(series);
            assert_eq!(changed.value(column, month), with.value(column, month));
        }
    }
}

/// At 0.15 a year the plan keeps 80 × 0.85 = 68 after a year; with a tenth less
/// of leaving 80 × 0.85^0.9.
#[test]
fn a_supplement_is_paid_to_all_and_lowers_leaving_as_far_as_is_said() {
    let changed = apply(
        "pay_supplement",
        &BTreeMap::from([
            ("pounds".to_owned(), 1_000.0),
            ("less_leaving".to_owned(), 0.1),
        ]),
    );
    near(
        value(&changed, Series::InPost, 12),
        80.0 * 0.85_f64.powf(0.9),
    );
    near(changed.money.salaries[0].supplement.mean(), 1_500.0);
    near(changed.attrition.factor.mean(), 0.9);
}

/// A campaign every six weeks: 365.25 ÷ 7 ÷ 6 = 8.6964 a year, of two each.
#[test]
fn a_rolling_campaign_hires_every_six_weeks() {
    let changed = apply(
        "rolling_campaign",
        &BTreeMap::from([("hires".to_owned(), 2.0)]),
    );
    let hire = &changed.hires[0];
    near(hire.a_year.mean(), 17.392_857);
    let ends = (hire.from.as_ref(), hire.until.as_ref());
    let ends = (ends.0.expect("from"), ends.1.expect("until"));
    assert_eq!(ends.0.get_ref().to_string(), "2026-04");
    assert_eq!(ends.1.get_ref().to_string(), "2027-03");
}

/// 20 a year arrive 9 months after their offers; of the 12 offered months'
/// 20 all have come by month 21.
#[test]
fn overseas_recruits_arrive_after_their_lag() {
    let changed = apply("overseas_recruitment", &BTreeMap::new());
    let difference =
        |month| value(&changed, Series::InPost, month) - value(&plan(), Series::InPost, month);
    near(difference(9), 0.0);
    near(difference(10), 20.0 / 12.0);
}

/// 12 agency FTE cover 20 vacancies; a fifth of them a year convert: more than 1.5 are still there.
#[test]
fn agency_workers_who_convert_are_in_post() {
    let changed = apply("agency_to_permanent", &BTreeMap::new());
    assert!(value(&changed, Series::InPost, 12) > value(&plan(), Series::InPost, 12) + 1.5);
}

/// 1,600 × 0.9 = 1,440 cases.
#[test]
fn smaller_caseloads_take_cases_away_and_reduce_those_of_the_new() {
    let mut given = given("caseload_reduction");
    given.insert("fewer_cases".to_owned(), 0.1);
    let changed = apply("caseload_reduction", &given);
    near(changed.workload.cases[0].cases.mean(), 1_440.0);
    assert_eq!(changed.workload.reduced.len(), 2);
}

/// 6 posts less, and 6 × 24,000 ÷ 12 = 12,000 a month for those in their place.
#[test]
fn unqualified_posts_cost_what_is_said() {
    let changed = apply("unqualified_posts", &given("unqualified_posts"));
    near(value(&changed, Series::Established, 1), 94.0);
    let paid = value(&changed, Series::Academy, 5) - value(&plan(), Series::Academy, 5);
    near(paid, 12_000.0);
}

/// Six posts of heads go and nine of workers come: 100 − 6 + 9 = 103. 18 a year
/// are offered, 1.5 a month, who arrive from the fourth month on.
#[test]
fn another_mix_of_skills_replaces_posts_and_hires_into_them() {
    let values = [("posts", 6.0), ("in_place", 9.0)];
    let changed = apply_to("skill_mix", &values, ("head", Some("worker")));
    near(value(&changed, Series::Established, 1), 103.0);
    let before = two_roles("");
    let more =
        |month| value(&changed, Series::InPost, month) - value(&before, Series::InPost, month);
    near(more(3), 0.0);
    near(more(4), 1.5);
    let role = |nth: usize| {
        changed.establishment[nth]
            .role
            .as_ref()
            .map(toml::Spanned::get_ref)
    };
    assert_eq!(role(0).map(String::as_str), Some("head"));
    assert_eq!(role(1).map(String::as_str), Some("worker"));
}

/// 8 heads leave at 15% a year, 72 workers at a tenth less of it.
#[test]
fn a_supplement_of_one_role_is_paid_to_it_and_keeps_its_people() {
    let values = [("pounds", 1_000.0), ("less_leaving", 0.1)];
    let changed = apply_to("pay_supplement", &values, ("worker", None));
    let kept = 8.0 * 0.85 + 72.0 * 0.85_f64.powf(0.9);
    near(value(&changed, Series::InPost, 12), kept);
    // The salary of all stays as it is, after one for the role.
    let paid: Vec<_> = changed
        .money
        .salaries
        .iter()
        .map(|it| it.supplement.mean())
        .collect();
    assert_eq!(paid, [1_500.0, 500.0]);
}

#[test]
fn posts_of_one_role_end() {
    let changed = apply_to("temporary_posts_end", &[("posts", 4.0)], ("head", None));
    near(value(&changed, Series::Established, 13), 96.0);
    assert!(
        lever("temporary_posts_end")
            .expect("a lever")
            .apply(
                &two_roles(""),
                &Given {
                    values: BTreeMap::from([("posts".to_owned(), 11.0)]),
                    role: Some("head".to_owned()),
                    instead: None,
                }
            )
            .is_err()
    );
}

#[test]
fn roles_that_a_lever_does_not_take_or_lacks_are_told() {
    let refused = |key: &str, role: Option<&str>, instead: Option<&str>| {
        let given = Given {
            values: given(key),
            role: role.map(str::to_owned),
            instead: instead.map(str::to_owned),
        };
        let error = lever(key).expect("a lever").apply(&two_roles(""), &given);
        error.expect_err("refused").to_string()
    };
    for (role, instead) in [
        (None, None),
        (Some("head"), None),
        (Some("head"), Some("head")),
    ] {
        let told = refused("skill_mix", role, instead);
        assert!(told.contains("needs two roles"), "{told}");
    }
    assert_eq!(
        refused("temporary_posts_end", None, Some("head")),
        "The lever ‘temporary_posts_end’ takes no role that comes instead. Leave it out."
    );
    let told = refused("academy", Some("wroker"), None);
    assert!(
        told.contains("there is no role ‘wroker’. Did you mean ‘worker’?"),
        "{told}"
    );
}

#[test]
fn what_the_plan_has_of_another_role_stays_of_it() {
    let own = "\n[[hire]]\nname = \"First\"\nrole = \"head\"\na_year = 1\n\n[[hire]]\nname = \"Own\"\nrole = \"worker\"\na_year = 5\n";
    let lever = lever("overseas_recruitment").expect("a lever");
    let changed = lever
        .apply(&two_roles(own), &Given::default())
        .expect("a plan");
    let role = changed.hires[0].role.as_ref();
    assert_eq!(role.map(|role| role.get_ref().as_str()), Some("head"));
}

#[test]
fn temporary_posts_end_in_the_month_that_is_said() {
    let changed = apply("temporary_posts_end", &BTreeMap::new());
    near(value(&changed, Series::Established, 12), 100.0);
    near(value(&changed, Series::Established, 13), 70.0);
}

#[test]
fn what_a_lever_cannot_do_is_told() {
    let refused = |key: &str, given: &[(&str, f64)]| {
        let given = given.iter().map(|(key, value)| ((*key).to_owned(), *value));
        let lever = lever(key).expect("a lever");
        lever
            .apply(&plan(), &given.collect::<BTreeMap<_, _>>().into())
            .expect_err("refused")
            .to_string()
    };
    assert_eq!(
        refused("temporary_posts_end", &[("post", 3.0)]),
        "The lever ‘temporary_posts_end’ has no parameter ‘post’. Did you mean ‘posts’?"
    );
    assert_eq!(
        refused("temporary_posts_end", &[("posts", 101.0)]),
        "The lever ‘temporary_posts_end’ makes a plan with problems: establishment.change: it takes the establishment from 100 to -1 FTE in 2027-04. Write -100 or more"
    );
    assert_eq!(
        refused("temporary_posts_end", &[("from", 37.0)]),
        "The lever ‘temporary_posts_end’: from is 37. Write 1 to 36."
    );
    assert!(
        refused("pay_supplement", &[("pounds", 500.0)])
            .contains("needs less_leaving: By what share")
    );
    let error = lever("acadamy").expect_err("no lever").to_string();
    assert_eq!(
        error,
        "There is no lever ‘acadamy’. Did you mean ‘academy’?"
    );
    let mut poor = plan();
    poor.money.salaries.clear();
    let error = lever("pay_supplement")
        .expect("a lever")
        .apply(&poor, &given("pay_supplement").into());
    assert!(matches!(error, Err(LeverError::Needs { .. })));
}

#[test]
fn whoever_a_lever_brings_begins_in_the_role_of_others() {
    let plan = two_roles(
        "\n[[intake]]\nname = \"Own\"\nrole = \"worker\"\nmonths = [9]\nsize = 5\n\n[[hire]]\nname = \"Own\"\nrole = \"worker\"\na_year = 5\n",
    );
    for key in ["academy", "overseas_recruitment", "agency_to_permanent"] {
        let lever = lever(key).expect("a lever");
        let changed = lever.apply(&plan, &given(key).into()).expect("a plan");
        let intakes = changed.intakes.iter().map(|it| &it.role);
        let hires = changed.hires.iter().map(|it| &it.role);
        let conversions = changed.conversions.iter().map(|it| &it.role);
        let mut roles = intakes.chain(hires).chain(conversions);
        let is_worker = |role: &Option<toml::Spanned<String>>| {
            role.as_ref().is_some_and(|role| role.get_ref() == "worker")
        };
        assert!(roles.all(is_worker), "{key}: {}", changed.write());
    }
}
