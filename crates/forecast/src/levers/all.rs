//! The levers, in the order in which they are shown.

use super::ParameterUnit::{Month as PlanMonth, Months, People, Pounds, Share, Weeks};
use super::changes::{
    academy, agency_to_permanent, caseload_reduction, overseas_recruitment, pay_supplement,
    rolling_campaign, skill_mix, temporary_posts_end, unqualified_posts,
};
use super::{Lever, Parameter, ParameterUnit, Whose};

/// All levers.
pub fn levers() -> &'static [Lever] {
    LEVERS
}

const SEFTON: &str = "Sefton, report on newly qualified social workers, 31 January 2023";
const NORFOLK: &str = "Norfolk, report on recruitment and retention, 10 July 2018";
const LANCASHIRE: &str = "Lancashire, recruitment and retention strategy, 2015";
const MANCHESTER: &str = "Manchester, report on social workers, January 2010";
const SKILLS: &str = "Norfolk, section 4.4: a different mix of staff, fewer fully qualified, 2018";
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
        role: Whose::NewlyQualified,
        takes_instead: false,
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
        role: Whose::Hired,
        takes_instead: false,
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
        changes: "Adds a supplement to the salaries and lowers leaving, of one role or all.",
        role: Whose::All,
        takes_instead: false,
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
        changes: "Gives the newly qualified and those under two years a share of a full caseload, takes cases away, and lowers leaving; where a role is named, leaving falls in that role alone.",
        role: Whose::All,
        takes_instead: false,
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
        role: Whose::Hired,
        takes_instead: false,
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
        role: Whose::Hired,
        takes_instead: false,
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
        source: SKILLS,
        changes: "Replaces posts of one role by posts of another, and hires into those. Nobody is dismissed: the posts go as people leave. Pay, leaving and cases are those of each role.",
        role: Whose::Named,
        takes_instead: true,
        parameters: &[
            parameter(
                "posts",
                "Posts less of the one role, FTE",
                People,
                None,
                UNKNOWN,
            ),
            parameter(
                "in_place",
                "Posts more of the other role, FTE",
                People,
                None,
                UNKNOWN,
            ),
            parameter(
                "months_to_hire",
                "Months from the offer to the first day",
                Months,
                Some(3.0),
                "Ours: notice and checks",
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
        change: skill_mix,
    },
    Lever {
        key: "unqualified_posts",
        name: "Unqualified posts in place of qualified",
        source: SKILLS,
        changes: "Takes posts out of the establishment, pays unqualified workers in their place, who are not counted among the social workers in post, and takes the cases away that they hold.",
        role: Whose::InProportion,
        takes_instead: false,
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
        change: unqualified_posts,
    },
    Lever {
        key: "temporary_posts_end",
        name: "Temporary posts end",
        source: NORFOLK,
        changes: "Takes posts out of the establishment.",
        role: Whose::InProportion,
        takes_instead: false,
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
