//! The levers, in the order in which they are shown.

use toml::Spanned;

use super::ParameterUnit::{Month as PlanMonth, Months, People, Pounds, Share, Weeks};
use super::{Lever, LeverError, Parameter, ParameterUnit, Settings};
use crate::scenario::{
    Conversion, Count, EstablishmentChange, Experience, Hire, HireKind, Intake, Limit, Month,
    Outlay, Reduced, Scenario,
};
use crate::uncertain::{Amount, Evidence, Uncertain};

/// All levers.
pub fn levers() -> &'static [Lever] {
    LEVERS
}

const SEFTON: &str = "Sefton, report on newly qualified social workers, 31 January 2023";
const NORFOLK: &str = "Norfolk, report on recruitment and retention, 10 July 2018";
const LANCASHIRE: &str = "Lancashire, recruitment and retention strategy, 2015";
const MANCHESTER: &str = "Manchester, report on social workers, January 2010";
const UNKNOWN: &str = "Nobody has reported it, so whoever uses the lever must say it.";

const fn parameter(
    key: &'static str,
    name: &'static str,
    unit: ParameterUnit,
    default: Option<f64>,
    source: &'static str,
) -> Parameter {
    Parameter {
        key,
        name,
        unit,
        default,
        source,
    }
}

const FROM_FIRST: Parameter = parameter(
    "from",
    "The first month",
    PlanMonth,
    Some(1.0),
    "Ours: at once",
);
const LEAVING: Parameter = parameter(
    "less_leaving",
    "By what share leaving falls, 0.1 for 10%",
    Share,
    None,
    UNKNOWN,
);

const LEVERS: &[Lever] = &[
    Lever {
        key: "academy",
        name: "Social work academy",
        source: SEFTON,
        changes: "Adds an intake of newly qualified workers who stand outside the establishment for a year, a share of whom then stay, and the outlay for the academy.",
        parameters: &[
            parameter(
                "places",
                "Places",
                People,
                Some(30.0),
                "Sefton: thirty posts",
            ),
            parameter(
                "retention",
                "The share who stay after a year",
                Share,
                Some(0.85),
                "Sefton: at least 85%",
            ),
            parameter(
                "outlay",
                "The academy's cost",
                Pounds,
                Some(1_200_000.0),
                "Sefton: £1.2 million for a year",
            ),
            parameter(
                "paid",
                "The month of the outlay",
                PlanMonth,
                Some(1.0),
                "Ours: at once",
            ),
            parameter(
                "start",
                "The month in which they start",
                PlanMonth,
                Some(3.0),
                "Sefton: opened in October, filled by December",
            ),
        ],
        change: academy,
    },
    Lever {
        key: "agency_to_permanent",
        name: "Agency workers become permanent",
        source: NORFOLK,
        changes: "Adds a conversion of agency workers to permanent posts.",
        parameters: &[
            parameter(
                "share",
                "The share of agency workers who convert within a year",
                Share,
                Some(0.2),
                "Norfolk: 15 agency workers, of 75.75 FTE",
            ),
            parameter(
                "months",
                "For how many months it is offered",
                Months,
                Some(12.0),
                "Ours: a year",
            ),
            parameter(
                "cost_each",
                "Cost for each, such as the agency's fee",
                Pounds,
                Some(0.0),
                "Ours: none is reported",
            ),
            FROM_FIRST,
        ],
        change: agency_to_permanent,
    },
    Lever {
        key: "pay_supplement",
        name: "Pay supplement",
        source: "Norfolk, review of market pay rates, 2018; Lancashire, competitive salaries and bonus payments, 2015",
        changes: "Adds a supplement to every salary and lowers leaving.",
        parameters: &[
            parameter("pounds", "Pounds a year for one FTE", Pounds, None, UNKNOWN),
            LEAVING,
        ],
        change: pay_supplement,
    },
    Lever {
        key: "caseload_reduction",
        name: "Smaller caseloads",
        source: LANCASHIRE,
        changes: "Gives the newly qualified and those under two years a share of a full caseload, takes cases away, and lowers leaving.",
        parameters: &[
            parameter(
                "newly_qualified",
                "The newly qualified's share of a full caseload",
                Share,
                Some(0.65),
                "Lancashire: 15 cases, against 23 after three years",
            ),
            parameter(
                "under_2",
                "The share of those under two years",
                Share,
                Some(0.87),
                "Lancashire: 20 cases from one to three years, against 23",
            ),
            parameter(
                "fewer_cases",
                "By what share there are fewer cases",
                Share,
                Some(0.0),
                "Ours: none",
            ),
            LEAVING,
        ],
        change: caseload_reduction,
    },
    Lever {
        key: "overseas_recruitment",
        name: "Overseas recruitment",
        source: SEFTON,
        changes: "Adds hires from overseas, who arrive later than others.",
        parameters: &[
            parameter(
                "people",
                "How many accept within a year",
                People,
                Some(20.0),
                "Sefton: up to 20 from South Africa",
            ),
            parameter(
                "months_to_hire",
                "Months from the offer to the contract",
                Months,
                Some(3.0),
                "Ours: notice and checks",
            ),
            parameter(
                "arrival_lag",
                "Further months for visa and registration",
                Months,
                Some(6.0),
                "Ours: none is reported",
            ),
            parameter(
                "months",
                "For how many months offers are made",
                Months,
                Some(12.0),
                "Ours: a year",
            ),
            parameter(
                "cost_each",
                "Cost for each",
                Pounds,
                Some(0.0),
                "Ours: none is reported",
            ),
            FROM_FIRST,
        ],
        change: overseas_recruitment,
    },
    Lever {
        key: "rolling_campaign",
        name: "Six-week rolling campaign",
        source: MANCHESTER,
        changes: "Adds hires from a campaign that begins again every six weeks.",
        parameters: &[
            parameter(
                "hires",
                "Hires from each campaign",
                People,
                None,
                "Manchester's permanent staff grew by 59 in fourteen weeks, agency workers who converted among them; how many the campaign alone brought is not reported. State your own.",
            ),
            parameter(
                "weeks",
                "Weeks between campaigns",
                Weeks,
                Some(6.0),
                "Manchester: six weeks",
            ),
            parameter(
                "months_to_hire",
                "Months from the offer to the first day",
                Months,
                Some(3.0),
                "Ours: notice and checks",
            ),
            parameter(
                "months",
                "For how many months it goes on",
                Months,
                Some(12.0),
                "Manchester: a campaign of twelve months followed",
            ),
            parameter(
                "cost_each",
                "Cost for each hire",
                Pounds,
                Some(0.0),
                "Ours: none is reported",
            ),
            FROM_FIRST,
        ],
        change: rolling_campaign,
    },
    Lever {
        key: "skill_mix",
        name: "Another mix of skills",
        source: "Norfolk, section 4.4: a different mix of staff, fewer fully qualified, 2018",
        changes: "Takes qualified posts away, pays unqualified ones in their place, and moves cases to them.",
        parameters: &[
            parameter("posts", "Qualified posts less, FTE", People, None, UNKNOWN),
            parameter(
                "unqualified",
                "Unqualified posts in their place, FTE",
                People,
                None,
                UNKNOWN,
            ),
            parameter(
                "pounds",
                "Pounds a year for one unqualified FTE, on-costs included",
                Pounds,
                None,
                UNKNOWN,
            ),
            parameter(
                "fewer_cases",
                "The share of cases that needs no qualified worker",
                Share,
                Some(0.0),
                "Ours: none",
            ),
            FROM_FIRST,
        ],
        change: skill_mix,
    },
    Lever {
        key: "temporary_posts_end",
        name: "Temporary posts end",
        source: NORFOLK,
        changes: "Takes posts out of the establishment.",
        parameters: &[
            parameter(
                "posts",
                "Posts less, FTE",
                People,
                Some(30.0),
                "Norfolk: 30 posts with temporary funding",
            ),
            parameter(
                "from",
                "The month in which they end",
                PlanMonth,
                Some(13.0),
                "Norfolk: in the year after the position",
            ),
        ],
        change: temporary_posts_end,
    },
];

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(crate::scenario::NOWHERE, value)
}

/// A name that none has yet.
fn unused<'a>(name: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<_> = taken.collect();
    let numbered = (2..).map(|nth| format!("{name} {nth}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names
        .find(|name| !taken.contains(&name.as_str()))
        .unwrap_or_default()
}

/// The last month of what goes on for some months from a month of the plan.
fn last(scenario: &Scenario, set: &Settings<'_>) -> Month {
    let month = set.months("from") + set.months("months").max(1) - 1;
    Month::of(scenario.month_end(usize::from(month)))
}

fn academy(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    scenario.money.outlays.push(Outlay {
        name: unused(
            set.lever.name,
            scenario.money.outlays.iter().map(|it| it.name.as_str()),
        ),
        month: spanned(set.month(scenario, "paid")),
        pounds: set.uncertain("outlay"),
    });
    scenario.intakes.push(Intake {
        name: unused(
            set.lever.name,
            scenario.intakes.iter().map(|it| it.name.as_str()),
        ),
        role: None,
        months: None,
        starts: Some(spanned(vec![set.month(scenario, "start")])),
        size: set.uncertain("places"),
        drop_out: Uncertain::certain(0.0),
        pass: Uncertain::certain(1.0),
        retention: Some(set.uncertain("retention")),
        retention_months: spanned(12),
        outside_months: 12,
        fte: Uncertain::certain(1.0),
        cost_each: Uncertain::certain(0.0),
        cost_a_year: Uncertain::certain(0.0),
    });
    Ok(())
}

fn agency_to_permanent(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    scenario.conversions.push(Conversion {
        name: unused(
            set.lever.name,
            scenario.conversions.iter().map(|it| it.name.as_str()),
        ),
        role: None,
        experience: Experience::TwoToFive,
        a_year: set.uncertain("share"),
        from: Some(spanned(set.month(scenario, "from"))),
        until: Some(spanned(last(scenario, set))),
        cost_each: set.uncertain("cost_each"),
    });
    Ok(())
}

fn pay_supplement(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    if scenario.money.salaries.is_empty() {
        return Err(set.needs("a salary, [[money.salary]]"));
    }
    for salary in &mut scenario.money.salaries {
        salary.supplement = plus(&salary.supplement, set.value("pounds"), set.lever.name);
    }
    less_leaving(scenario, set);
    Ok(())
}

/// An amount with pounds added, its source told with the lever's.
fn plus(amount: &Uncertain<Amount>, pounds: f64, name: &str) -> Uncertain<Amount> {
    let shape = amount.shape.map(|value| value + pounds, 1.0);
    changed(amount, shape, name)
}

/// An amount made smaller by a share.
fn less(amount: &Uncertain<Amount>, share: f64, name: &str) -> Uncertain<Amount> {
    let rest = 1.0 - share;
    let shape = amount.shape.map(|value| value * rest, rest);
    changed(amount, shape, name)
}

fn changed(
    amount: &Uncertain<Amount>,
    shape: crate::uncertain::Shape,
    name: &str,
) -> Uncertain<Amount> {
    let before = [amount.because.as_str(), name];
    let because: Vec<_> = before.into_iter().filter(|it| !it.is_empty()).collect();
    let mut changed = amount
        .clone()
        .from_source(Evidence::Judgement, because.join("; "));
    changed.shape = shape;
    changed
}

fn less_leaving(scenario: &mut Scenario, set: &Settings<'_>) {
    let factor = &mut scenario.attrition.factor;
    *factor = less(factor, set.value("less_leaving"), set.lever.name);
}

fn fewer_cases(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    let share = set.value("fewer_cases");
    if share > 0.0 && scenario.workload.cases.is_empty() {
        return Err(set.needs("cases, [[workload.cases]],"));
    }
    if share > 0.0 {
        for cases in &mut scenario.workload.cases {
            cases.cases = less(&cases.cases, share, set.lever.name);
        }
    }
    Ok(())
}

fn caseload_reduction(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    for (experience, key) in [
        (Experience::NewlyQualified, "newly_qualified"),
        (Experience::UnderTwo, "under_2"),
    ] {
        let to = set.uncertain(key);
        scenario
            .workload
            .reduced
            .retain(|it| it.experience != experience);
        scenario.workload.reduced.push(Reduced { experience, to });
    }
    fewer_cases(scenario, set)?;
    less_leaving(scenario, set);
    Ok(())
}

/// Hires by the year, over the lever's months.
fn hire(
    scenario: &Scenario,
    set: &Settings<'_>,
    kind: HireKind,
    a_year: Uncertain<Amount>,
) -> Hire {
    Hire {
        name: unused(
            set.lever.name,
            scenario.hires.iter().map(|it| it.name.as_str()),
        ),
        kind,
        role: None,
        experience: Experience::TwoToFive,
        a_year,
        count: Count::Chance,
        months: None,
        from: Some(spanned(set.month(scenario, "from"))),
        until: Some(spanned(last(scenario, set))),
        months_to_hire: set.uncertain("months_to_hire"),
        arrival_lag: Uncertain::certain(0.0),
        limit: Limit::Vacancies,
        fte: Uncertain::certain(1.0),
        cost_each: Some(set.uncertain("cost_each")),
    }
}

fn overseas_recruitment(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    let hire = Hire {
        arrival_lag: set.uncertain("arrival_lag"),
        ..hire(scenario, set, HireKind::Overseas, set.uncertain("people"))
    };
    scenario.hires.push(hire);
    Ok(())
}

/// A year has 365.25 ÷ 7 weeks.
const WEEKS_A_YEAR: f64 = 365.25 / 7.0;

fn rolling_campaign(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    let campaigns = WEEKS_A_YEAR / set.value("weeks");
    let a_year = set.derived("hires", set.value("hires") * campaigns);
    let hire = hire(scenario, set, HireKind::Experienced, a_year);
    scenario.hires.push(hire);
    Ok(())
}

fn fewer_posts(scenario: &mut Scenario, set: &Settings<'_>) {
    scenario.establishment.push(EstablishmentChange {
        month: spanned(set.month(scenario, "from")),
        role: None,
        change: spanned(set.derived("posts", -set.value("posts"))),
        because: set.lever.name.to_owned(),
    });
}

fn skill_mix(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    fewer_posts(scenario, set);
    let pounds = set.value("unqualified") * set.value("pounds") / 12.0;
    for month in set.months("from")..=*scenario.months.get_ref() {
        let month = Month::of(scenario.month_end(usize::from(month)));
        scenario.money.outlays.push(Outlay {
            name: format!("Unqualified posts, {month}"),
            month: spanned(month),
            pounds: set.derived("pounds", pounds),
        });
    }
    fewer_cases(scenario, set)
}

fn temporary_posts_end(scenario: &mut Scenario, set: &Settings<'_>) -> Result<(), LeverError> {
    fewer_posts(scenario, set);
    Ok(())
}
