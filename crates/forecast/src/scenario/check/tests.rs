mod meant;
mod people;

use super::super::Scenario;
use super::problems_against;
use crate::opening::OpeningRole;
use crate::uncertain::Uncertain;

/// A plan without a problem; its lines are counted from 1.
const PLAN: &str = r#"title = "A plan"
months = 24
futures = 1000

[start]
date = 2026-03-31

[[role]]
id = "SW"
name = "Social worker"

[[role]]
id = "SSW"
name = "Senior social worker"

[[start.position]]
role = "SW"
established = 100
in_post = 80
people = 85

[[start.position]]
role = "SSW"
established = 40
in_post = 30
people = 31

[attrition]
rate = 0.15
"#;

/// Lines of the plan before whatever is added.
const LINES: usize = 29;

fn told(text: &str) -> Vec<String> {
    let problems = Scenario::read(text).err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

/// Fails unless a plan with an addition has exactly these problems. A problem
/// is written with the line counted from the addition's first.
fn check_added(addition: &str, expected: &[(usize, &str)]) {
    check_added_to(PLAN, addition, expected);
}

/// The same for a plan of one role, which nothing has to name.
fn check_added_to_one_role(addition: &str, expected: &[(usize, &str)]) {
    check_added_to(&one_role(), addition, expected);
}

/// The plan without its second role, on as many lines.
fn one_role() -> String {
    let blocks = PLAN.split_inclusive("\n\n");
    let blank = |block: &str| match block.contains("\"SSW\"") {
        true => "\n".repeat(block.lines().count()),
        false => block.to_owned(),
    };
    blocks.map(blank).collect()
}

fn check_added_to(plan: &str, addition: &str, expected: &[(usize, &str)]) {
    let told = told(&format!("{plan}{addition}"));
    let expected: Vec<_> = expected
        .iter()
        .map(|(line, what)| format!("line {}: {what}", LINES + line))
        .collect();
    assert_eq!(told, expected, "{addition}");
}

/// Fails unless the plan with one line written otherwise has exactly this problem.
fn check_changed(from: &str, to: &str, expected: &str) {
    assert!(PLAN.contains(from));
    assert_eq!(told(&PLAN.replacen(from, to, 1)), [expected], "{to}");
}

#[test]
fn a_plan_without_a_problem_is_read() {
    assert_eq!(told(PLAN), Vec::<String>::new());
    assert_eq!(PLAN.lines().count(), LINES);
}

#[test]
fn an_empty_title_is_told() {
    check_changed(
        "\"A plan\"",
        "\" \"",
        "line 1: title: it is empty. Write what the plan is called",
    );
}

#[test]
fn a_horizon_of_no_months_or_of_too_many_is_told() {
    check_changed(
        "months = 24",
        "months = 0",
        "line 2: months: 0 months can’t be planned; write 1 to 120",
    );
    check_changed(
        "months = 24",
        "months = 10000",
        "line 2: months: 10000 months can’t be planned; write 1 to 120",
    );
}

#[test]
fn too_many_futures_are_told_with_how_many_are_enough() {
    let enough = "10000 are enough: they place the bands to about half a hundredth of their width";
    check_changed(
        "futures = 1000",
        "futures = 0",
        &format!("line 3: futures: 0 futures show nothing; write 1 to 100000. {enough}"),
    );
    check_changed(
        "futures = 1000",
        "futures = 1000000",
        &format!(
            "line 3: futures: 1000000 futures are more than 100000; write 1 to 100000. {enough}"
        ),
    );
}

/// 2,400,000 ÷ 120 = 20,000.
#[test]
fn futures_that_do_not_fit_into_memory_together_with_their_months_are_told() {
    let text = PLAN
        .replace("months = 24", "months = 120")
        .replace("futures = 1000", "futures = 50000");
    let told = told(&text);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(
        "line 3: futures: 50000 futures of 120 months do not fit into memory; write at most 20000."
    ));
}

#[test]
fn a_seed_that_cannot_be_written_is_told() {
    let mut scenario = Scenario::read(PLAN).expect("a plan");
    scenario.seed = u64::MAX;
    let problems = super::problems(&scenario, PLAN);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("seed: "));
}

#[test]
fn a_start_far_from_our_time_is_told() {
    check_changed(
        "2026-03-31",
        "1026-03-31",
        "line 6: start.date: 1026 is not from 1990 to 2200",
    );
}

#[test]
fn a_negative_shock_and_one_that_is_no_number_are_told() {
    check_added(
        "[shocks]\nattrition = -0.1\nagency = nan\n",
        &[
            (2, "shocks.attrition: -0.1 is not from 0 to 1"),
            (3, "shocks.agency: NaN is not from 0 to 1"),
        ],
    );
}

#[test]
fn a_target_with_neither_or_both_sides_is_told() {
    check_added(
        "[[target]]\nof = \"vacancy_rate\"\n\n[[target]]\nof = \"agency\"\nat_most = 5\nat_least = 4\n",
        &[
            (
                1,
                "target: write either at_most or at_least, and only one of them",
            ),
            (
                4,
                "target: write either at_most or at_least, and only one of them",
            ),
        ],
    );
}

#[test]
fn a_target_by_a_month_outside_the_plan_is_told() {
    check_added(
        "[[target]]\nof = \"vacancy_rate\"\nat_most = 5\nby = \"2028-04\"\n",
        &[(
            4,
            "target.by: 2028-04 lies outside the plan. Write 2026-04 to 2028-03",
        )],
    );
}

#[test]
fn a_target_of_a_caseload_without_cases_is_told() {
    check_added(
        "[[target]]\nof = \"caseload\"\nat_most = inf\n",
        &[
            (3, "target.at_most: it is no number. Write one"),
            (
                2,
                "target.of: no cases are given, so there is no caseload. Add [[workload.cases]]",
            ),
        ],
    );
}

#[test]
fn feedback_without_a_reason_or_cases_is_told() {
    check_added(
        "[feedback]\nelasticity = 0.5\nreference = 0\nbecause = \"\"\n",
        &[
            (
                4,
                "feedback.because: it is empty. Say why attrition should answer to the caseload like this, or take [feedback] out",
            ),
            (
                3,
                "feedback.reference: it is not above nought. Write a weighted caseload, or leave it out",
            ),
            (
                1,
                "feedback: no cases are given, so there is no caseload to answer to. Add [[workload.cases]]",
            ),
        ],
    );
    check_added(
        "[feedback]\nelasticity = 0.5\n",
        &[(
            1,
            "feedback: missing field `because`. Mend this line and read the text again.",
        )],
    );
}

#[test]
fn a_position_that_cannot_be_is_told() {
    check_changed(
        "established = 100",
        "established = -1",
        "line 18: start.position.established: -1 is not from 0 to 100000",
    );
    check_changed(
        "people = 85",
        "people = 79",
        "line 20: start.position.people: 79 people can’t hold 80 FTE. Write as many people as FTE, or more",
    );
    let text = PLAN.replace("in_post = 80", "in_post = nan");
    assert_eq!(
        told(&text),
        ["line 19: start.position.in_post: NaN is not from 0 to 100000"]
    );
    let text = PLAN
        .replace("in_post = 30", "in_post = inf")
        .replace("people = 31\n", "");
    assert_eq!(
        told(&text),
        ["line 25: start.position.in_post: inf is not from 0 to 100000"]
    );
}

/// 0.3 + 0.2 + 0.2 + 0.2 + 0.2 = 1.1.
#[test]
fn shares_of_experience_that_do_not_add_up_to_one_are_told() {
    check_changed(
        "people = 85",
        "experience = [0.3, 0.2, 0.2, 0.2, 0.2]",
        "line 20: start.position.experience: the shares add up to 1.1, not to 1. Mend them so that they do",
    );
    check_changed(
        "people = 85",
        "experience = [1.2, -0.2, 0, 0, 0]",
        "line 20: start.position.experience: a share is not from 0 to 1. Write 0.2 for 20%",
    );
}

#[test]
fn a_position_of_no_role_or_of_the_same_role_twice_is_told() {
    check_changed(
        "role = \"SSW\"\n",
        "",
        "line 22: start.position: there are several positions. Write the role of each",
    );
    check_changed(
        "role = \"SSW\"",
        "role = \"SW\"",
        "line 23: start.position.role: ‘SW’ stands twice. Write each role once",
    );
    check_changed(
        "role = \"SSW\"",
        "role = \"SSV\"",
        "line 23: start.position.role: there is no role ‘SSV’. Did you mean ‘SSW’?",
    );
}

#[test]
fn a_managed_team_that_ends_before_it_begins_is_told() {
    check_added(
        "[[agency.managed_team]]\nname = \"A\"\nfte = 8\nfrom = \"2026-09\"\nuntil = \"2026-04\"\ncost_a_month = 95500\n",
        &[(
            5,
            "agency.managed_team.until: 2026-04 comes before from, 2026-09. Write 2026-09 or later",
        )],
    );
    check_added(
        "[[agency.managed_team]]\nname = \"A\"\nfte = 8\nfrom = \"2026-01\"\nuntil = \"2026-04\"\ncost_a_month = 95500\n",
        &[(
            4,
            "agency.managed_team.from: 2026-01 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
        )],
    );
}

#[test]
fn an_agency_worker_costed_in_two_ways_is_told() {
    check_added(
        "[money]\nagency_premium = 30000\nagency_a_year = 90000\n",
        &[(
            3,
            "money.agency_a_year: agency_premium is there, too. Write what an agency worker costs in one of the two ways",
        )],
    );
}

#[test]
fn money_that_cannot_be_is_told() {
    check_added(
        "[money]\naward = -1\n\n[[money.outlay]]\nname = \"\"\nmonth = \"2026-03\"\npounds = 5\n\n[[budget]]\nyear = 2026\npounds = -1\n\n[[budget]]\nyear = 2026\npounds = 1\n",
        &[
            (
                5,
                "money.outlay.name: it is empty. Write what people will recognise",
            ),
            (
                6,
                "money.outlay.month: 2026-03 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
            ),
            (
                2,
                "money.award: -1 would be -100% a year. Write -0.5 to 1; 5% is 0.05",
            ),
            (11, "budget.pounds: -1 is not from 0 to 1000000000000"),
            (
                14,
                "budget.year: 2026 has a budget already. Write each financial year once for each kind of spending",
            ),
        ],
    );
}

#[test]
fn a_budget_of_what_is_no_spending_is_told() {
    check_added(
        "[[budget]]\nyear = 2026\nof = \"agency_spend\"\npounds = 1\n\n[[budget]]\nyear = 2026\nof = \"in_post\"\npounds = 1\n",
        &[(
            8,
            "budget.of: ‘in_post’ is no kind of spending. Write one of pay, on_costs, agency_spend, managed_teams, recruitment, academy, leaver_cost, spend",
        )],
    );
}

#[test]
fn cases_that_all_vanish_and_a_reduction_told_twice_are_told() {
    check_added(
        "[[workload.cases]]\nname = \"A\"\ncases = 5\ntrend = -1\n\n[[workload.reduced]]\nexperience = \"newly_qualified\"\nto = 0.5\n\n[[workload.reduced]]\nexperience = \"newly_qualified\"\nto = 0.6\n",
        &[
            (
                4,
                "workload.cases.trend: -1 would be -100% a year. Write -0.5 to 1; 5% is 0.05",
            ),
            (
                10,
                "workload.reduced: it never counts, because number 1 of the list fits everybody whom it fits. Take it away or put it first",
            ),
        ],
    );
}

#[test]
fn two_of_the_same_name_are_told() {
    check_added(
        "[[move]]\nname = \"Adults\"\nrate = 0.01\n\n[[move]]\nname = \"Adults\"\nrate = 0.02\n",
        &[(6, "move.name: ‘Adults’ stands twice. Name them apart")],
    );
}

#[test]
fn a_role_that_does_not_exist_is_told_with_the_one_that_was_meant() {
    check_added(
        "[[hire]]\nname = \"A\"\na_year = 5\nrole = \"SWW\"\n\n[[progression]]\nfrom = \"SW\"\nto = \"manager\"\nrate = 0.1\n",
        &[
            (4, "hire.role: there is no role ‘SWW’. Did you mean ‘SW’?"),
            (
                8,
                "progression.to: there is no role ‘manager’. The roles are SW, SSW",
            ),
        ],
    );
}

/// 40 - 25 = 15 in May; 15 - 20 = -5 in June, whatever the order in the text.
#[test]
fn a_change_of_the_establishment_below_zero_is_told_where_it_happens() {
    check_added(
        "[[establishment]]\nmonth = \"2026-06\"\nrole = \"SSW\"\nchange = -20\n\n[[establishment]]\nmonth = \"2026-05\"\nrole = \"SSW\"\nchange = -25\n",
        &[(
            4,
            "establishment.change: it takes the establishment from 15 to -5 FTE in 2026-06. Write -15 or more",
        )],
    );
    check_added(
        "[[establishment]]\nmonth = \"2026-06\"\nchange = -141\n",
        &[(
            3,
            "establishment.change: it takes the establishment from 140 to -1 FTE in 2026-06. Write -140 or more",
        )],
    );
    check_added(
        "[[establishment]]\nmonth = \"2026-03\"\nchange = -1\n",
        &[(
            2,
            "establishment.month: 2026-03 lies before the plan, which begins after 2026-03-31. Write 2026-04 or later",
        )],
    );
}

#[test]
fn roles_and_establishment_of_the_records_are_checked_once_they_are_known() {
    let text = "title = \"A plan\"\nmonths = 12\n[start]\ndate = 2026-03-31\n[attrition]\n[[establishment]]\nmonth = \"2026-05\"\nrole = \"manager\"\nchange = -11\n[[move]]\nname = \"Adults\"\nrole = \"Team manger\"\nrate = 0.1\n";
    let scenario = Scenario::read(text).expect("nothing is wrong without the records");
    let roles = [OpeningRole {
        id: "manager".to_owned(),
        name: "Team manager".to_owned(),
        established: 10.0,
        kept: 0.0,
        holds_cases: Uncertain::certain(0.0),
    }];
    let told: Vec<_> = problems_against(&scenario, text, &roles)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "line 12: move.role: there is no role ‘Team manger’. Did you mean ‘Team manager’?",
            "line 9: establishment.change: it takes the establishment from 10 to -1 FTE in 2026-05. Write -10 or more",
        ]
    );
}

#[test]
fn what_the_values_themselves_refuse_is_told_with_line_and_key() {
    let mend = "Mend this line and read the text again.";
    let share = "Write a share from 0 to 1, such as 0.12 for 12%.";
    for (addition, line, what) in [
        ("[[move]]\nname = \"A\"\nrate = 1.2\n", 3, format!("move.rate: 1.2 is out of bounds: 120% is more than all. {share} {mend}")),
        ("[[move]]\nname = \"A\"\nrate = -0.1\n", 3, format!("move.rate: -0.1 is out of bounds. {share} {mend}")),
        ("[[move]]\nname = \"A\"\nrate = { low = 0.2, high = 0.1 }\n", 3, format!("move.rate: 0.2 to 0.1 goes down. Write the lower number as low, and likely between the two. {mend}")),
        ("[[move]]\nname = \"A\"\nrate = { mean = 0.1, sd = 0.4 }\n", 3, format!("move.rate: no distribution has a mean of 0.1 and a standard deviation of 0.4 here. Write a smaller sd, or a range from low to high. {mend}")),
        ("[[move]]\nname = \"A\"\nrate = { mean = 0.1 }\n", 3, format!("move.rate: these keys make no distribution. Write a number, {{ low = …, high = … }}, {{ low = …, likely = …, high = … }} or {{ mean = …, sd = … }}. {mend}")),
        ("[[hire]]\nname = \"A\"\na_year = 5\nexperience = \"2_to_6\"\n", 4, "hire.experience: unknown variant `2_to_6`, expected one of `newly_qualified`, `under_2`, `2_to_5`, `5_to_10`, `10_and_over`. Did you mean ‘2_to_5’?".to_owned()),
        ("[[target]]\nof = \"vacancy_rat\"\nat_most = 5\n", 2, format!("target.of: there is no series ‘vacancy_rat’. Did you mean ‘vacancy_rate’? {mend}")),
        ("[[hire]]\nname = \"A\"\na_yeer = 5\n", 3, "unknown field `a_yeer`, expected one of `name`, `kind`, `role`, `experience`, `a_year`, `count`, `months`, `from`, `until`, `months_to_hire`, `arrival_lag`, `limit`, `fte`, `cost_each`. Did you mean ‘a_year’?".to_owned()),
    ] {
        check_added(addition, &[(line, &what)]);
    }
    check_changed(
        "rate = 0.15",
        "rate = \"record\"",
        &format!(
            "line 29: attrition.rate: ‘record’ is no rate. Write a yearly share such as 0.12, or \"records\". {mend}"
        ),
    );
}

#[test]
fn what_begins_after_the_end_has_no_effect_and_is_noted() {
    let text = format!(
        "{PLAN}[[hire]]\nrole = \"SW\"\nname = \"Later\"\na_year = 5\nfrom = \"2028-04\"\nlimit = \"none\"\n\n[[budget]]\nyear = 2027\npounds = 5\n\n[[budget]]\nyear = 2028\npounds = 5\n\n[money]\nagency_premium = 5\n"
    );
    let scenario = Scenario::read(&text).expect("a plan");
    assert_eq!(
        scenario.notes(),
        [
            "hire ‘Later’: it begins in 2028-04, after the plan’s last month, 2028-03, and has no effect.",
            "budget of 2028: 0 of its twelve months lie in the plan.",
            "money.agency_premium: no salary is given, so agency workers are costed at their premium alone and permanent ones at nothing.",
            "money: no price is given for pay, on-costs, hires and leavers, so spend holds agency workers only.",
            "hire ‘Later’: hiring goes on when all posts are filled.",
        ]
    );
}

#[test]
fn a_start_within_a_month_is_noted() {
    let scenario = Scenario::read(&PLAN.replace("2026-03-31", "2026-03-15")).expect("a plan");
    assert_eq!(
        scenario.notes(),
        ["start.date: 2026-03-15 is not the end of a month; the plan’s first month is 2026-04."]
    );
}
