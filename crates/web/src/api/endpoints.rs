//! The addresses of the API.

use holdfast_intake::open::{self, Asked, Filled, OpenTable};
use holdfast_measures::Ledger;
use holdfast_measures::disclosure::Policy;
use holdfast_measures::scorecard::{Scorecard, card};
use holdfast_reference::AuthorityNumber;
use holdfast_workforce::date::months_later;
use holdfast_workforce::position::Dimension;

use super::{Endpoint, Parameter, ParameterKind, Problem, Question};
use ParameterKind::{Date, OneOf, Text, Whole};

/// The most rows that one page holds.
pub(crate) const MOST_ROWS: usize = 10_000;

/// The rows that a page holds unless another number is given.
pub(crate) const USUAL_ROWS: usize = 1_000;

const fn parameter(
    name: &'static str,
    kind: ParameterKind,
    description: &'static str,
) -> Parameter {
    Parameter {
        name,
        kind,
        description,
    }
}

const AT: Parameter = parameter("at", Date, "The date; the last month-end unless given.");
const SERVICE: Parameter = parameter(
    "service",
    OneOf(&["children", "adults"]),
    "One service; each that the authority has unless given.",
);
const MEASURE: Parameter = parameter(
    "measure",
    Text,
    "The keys of measures, apart by commas; all unless given.",
);

/// What every list takes.
pub(crate) const EVERY_LIST: &[Parameter] = &[
    parameter(
        "format",
        OneOf(&["json", "csv"]),
        "JSON unless given. CSV holds every row, whatever the page.",
    ),
    parameter("page", Whole(1, 1_000_000), "The page of rows, from 1."),
    parameter(
        "size",
        Whole(1, MOST_ROWS as u32),
        "The rows of a page; 1,000 unless given.",
    ),
];

/// All addresses, in the order in which they are explained.
pub(crate) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/authorities",
        name: "listAuthorities",
        table: OpenTable::Authorities,
        takes: &[],
        fill: |question| {
            Ok(open::authorities(
                question.workforces.iter().map(|it| &**it),
            ))
        },
    },
    Endpoint {
        path: "/definitions",
        name: "listDefinitions",
        table: OpenTable::Definitions,
        takes: &[],
        fill: |_| Ok(open::definitions()),
    },
    Endpoint {
        path: "/symbols",
        name: "listSymbols",
        table: OpenTable::Symbols,
        takes: &[],
        fill: |_| Ok(open::symbols()),
    },
    Endpoint {
        path: "/authorities/{authority}/figures",
        name: "listFigures",
        table: OpenTable::Figures,
        takes: &[
            MEASURE,
            parameter(
                "from",
                Date,
                "The first day; twelve months before the last unless given.",
            ),
            parameter("to", Date, "The last day; the last month-end unless given."),
            parameter(
                "service",
                OneOf(&["children", "adults", "all"]),
                "One service, or all for both as one; each by itself unless given.",
            ),
            parameter("team", Text, "The code of a team; those below it count."),
            parameter("role", Text, "The code of a role."),
        ],
        fill: figures,
    },
    Endpoint {
        path: "/authorities/{authority}/establishment",
        name: "listEstablishment",
        table: OpenTable::Establishment,
        takes: &[
            AT,
            SERVICE,
            parameter(
                "by",
                OneOf(&["role", "team"]),
                "Rows by role or by team; both unless given.",
            ),
        ],
        fill: establishment,
    },
    Endpoint {
        path: "/authorities/{authority}/leavers",
        name: "listLeavers",
        table: OpenTable::Leavers,
        takes: &[AT, SERVICE],
        fill: leavers,
    },
    Endpoint {
        path: "/authorities/{authority}/people_in_post",
        name: "listPeopleInPost",
        table: OpenTable::PeopleInPost,
        takes: &[AT, SERVICE],
        fill: people_in_post,
    },
    Endpoint {
        path: "/authorities/{authority}/scorecard",
        name: "listScorecard",
        table: OpenTable::Scorecard,
        takes: &[AT, SERVICE],
        fill: scorecard,
    },
    Endpoint {
        path: "/authorities/{authority}/benchmarks",
        name: "listBenchmarks",
        table: OpenTable::Benchmarks,
        takes: &[MEASURE],
        fill: |question| {
            let council = AuthorityNumber::of(question.workforce()?);
            Ok(open::benchmarks(
                &question.releases,
                council,
                &question.measures()?,
            ))
        },
    },
    Endpoint {
        path: "/authorities/{authority}/publications",
        name: "listPublications",
        table: OpenTable::Publications,
        takes: &[parameter(
            "publication",
            Text,
            "One publication, such as children-2025-03; all unless given.",
        )],
        fill: publications,
    },
    Endpoint {
        path: "/authorities/{authority}/plans",
        name: "listPlans",
        table: OpenTable::Plans,
        takes: &[],
        fill: |question| Ok(open::plans(question.workforce()?)),
    },
    Endpoint {
        path: "/authorities/{authority}/plans/{plan}",
        name: "listExpectedCourse",
        table: OpenTable::Course,
        takes: &[],
        fill: course,
    },
];

fn figures(question: &Question) -> Result<Filled, Problem> {
    let (team, role) = (question.team()?, question.role()?);
    let (measures, days) = (question.measures()?, question.days()?);
    let mut rows = Vec::new();
    for service in question.counted()? {
        let asked = Asked {
            service,
            team,
            role,
            measures: measures.clone(),
            days: days.clone(),
        };
        rows.extend(open::figures(question.workforce()?, &asked, Policy::USUAL).rows);
    }
    Ok(OpenTable::Figures.with(rows))
}

fn establishment(question: &Question) -> Result<Filled, Problem> {
    let by: &[Dimension] = match question.given("by") {
        None => &[Dimension::Role, Dimension::Team],
        Some("role") => &[Dimension::Role],
        Some("team") => &[Dimension::Team],
        Some(other) => {
            let detail = format!("‘{other}’ is nothing to divide by.");
            return Err(Problem::parameter("by", detail, "Give role or team."));
        }
    };
    let (services, day) = (question.services()?, question.day("at")?);
    Ok(open::establishment(
        question.workforce()?,
        &services,
        by,
        &[day],
    ))
}

fn leavers(question: &Question) -> Result<Filled, Problem> {
    let at = question.day("at")?;
    let years: Vec<_> = [24, 12, 0].map(|months| months_later(at, -months)).to_vec();
    let mut rows = Vec::new();
    for service in question.services()? {
        rows.extend(open::leavers(question.workforce()?, service, &years, Policy::USUAL).rows);
    }
    Ok(OpenTable::Leavers.with(rows))
}

fn people_in_post(question: &Question) -> Result<Filled, Problem> {
    let at = question.day("at")?;
    let mut rows = Vec::new();
    for service in question.services()? {
        rows.extend(open::people_in_post(question.workforce()?, service, at, Policy::USUAL).rows);
    }
    Ok(OpenTable::PeopleInPost.with(rows))
}

fn scorecard(question: &Question) -> Result<Filled, Problem> {
    let (workforce, at) = (question.workforce()?, question.day("at")?);
    let mut rows = Vec::new();
    for service in question.services()? {
        // A scorecard whose text cannot be read is left out.
        let Ok(kept) = Scorecard::kept(workforce, service) else {
            continue;
        };
        let ledger = Ledger::new(workforce, Some(service));
        let card = card(&ledger, &question.releases, &kept, at);
        rows.extend(open::scorecard(service, &card, Policy::USUAL).rows);
    }
    Ok(OpenTable::Scorecard.with(rows))
}

fn publications(question: &Question) -> Result<Filled, Problem> {
    let kept = question.workforce()?.publications();
    let Some(name) = question.given("publication") else {
        return Ok(open::publications(kept.iter()));
    };
    match kept.by_reference(name) {
        Some(one) => Ok(open::publications([one])),
        None => Err(Problem::parameter(
            "publication",
            format!("Nothing was published as ‘{name}’."),
            "Leave it out to get every publication.",
        )),
    }
}

fn course(question: &Question) -> Result<Filled, Problem> {
    let plan = question.named("plan");
    let found = open::course(question.workforce()?, &question.releases, plan);
    let course = found.ok_or_else(|| {
        let advice = "The list of plans has the names of those that are kept.";
        Problem::missing(format!("No plan ‘{plan}’ is kept."), advice)
    })?;
    course.map_err(|why| Problem {
        status: axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        title: "The plan cannot be run",
        detail: format!("The plan ‘{plan}’: {why}."),
        advice: "Mend the plan on its page.".to_owned(),
        parameter: None,
    })
}
