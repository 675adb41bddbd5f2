//! The addresses of pages: written in one place, so that no link is typed twice.
//!
//! Pages of an authority stand below its own number; posts and people are
//! named by their identifiers, which never change.

use std::fmt::{Display, Write as _};

use holdfast_census::Year;
use holdfast_census::agency::Quarter;
use holdfast_measures::Measure;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::{PersonId, PostId, ProfileId, RecordId, StrategyItemId};
use holdfast_workforce::record::{Authority, Kind};
use jiff::civil::Date;

/// The format of packages.
pub(crate) const FORMAT: &str = "/format";

/// The machine-readable description of the format.
pub(crate) const DATA_PACKAGE: &str = "/format/datapackage.json";

/// Imports while there is no authority yet.
pub(crate) const FIRST_IMPORT: &str = "/imports";

/// The list of all authorities in the database.
pub(crate) const AUTHORITIES: &str = "/authorities";

/// Where an authority stands today.
pub(crate) fn overview(authority: &Authority) -> String {
    format!("/{}", segment(&authority.reference))
}

/// The position at any date.
pub(crate) fn establishment(authority: &Authority) -> String {
    below(authority, "establishment")
}

/// A post, with everybody who ever held it.
pub(crate) fn post(authority: &Authority, post: PostId) -> String {
    below(authority, &format!("posts/{post}"))
}

/// The list of people.
pub(crate) fn people(authority: &Authority) -> String {
    below(authority, "people")
}

/// A person, with everything they ever did here.
pub(crate) fn person(authority: &Authority, person: PersonId) -> String {
    below(authority, &format!("people/{person}"))
}

/// Imports: what was imported, and a form for the next.
pub(crate) fn imports(authority: &Authority) -> String {
    below(authority, "imports")
}

/// The log of changes.
pub(crate) fn changes(authority: &Authority) -> String {
    below(authority, "changes")
}

/// One change with all that it did.
pub(crate) fn change(authority: &Authority, seq: u64) -> String {
    below(authority, &format!("changes/{seq}"))
}

/// A file that was uploaded, and what its import would change; `imports` is
/// the address of the imports.
pub(crate) fn upload(imports: &str, upload: impl Display) -> String {
    format!("{imports}/uploads/{upload}")
}

/// The question whether a change is to be undone.
pub(crate) fn undo(authority: &Authority, seq: u64) -> String {
    below(authority, &format!("changes/{seq}/undo"))
}

/// The list of mapping profiles.
pub(crate) fn profiles(authority: &Authority) -> String {
    below(authority, "profiles")
}

/// A form for a new mapping profile.
pub(crate) fn new_profile(authority: &Authority) -> String {
    below(authority, "profiles/new")
}

/// A mapping profile.
pub(crate) fn profile(authority: &Authority, profile: ProfileId) -> String {
    below(authority, &format!("profiles/{profile}"))
}

/// The list of posts.
pub(crate) fn posts(authority: &Authority) -> String {
    below(authority, "posts")
}

/// The rows beneath one number of the position.
pub(crate) fn rows(authority: &Authority) -> String {
    below(authority, "establishment/rows")
}

/// All measures.
pub(crate) fn measures(authority: &Authority) -> String {
    below(authority, "measures")
}

/// A measure, opened to what stands behind it.
pub(crate) fn measure(authority: &Authority, measure: Measure) -> String {
    below(authority, &format!("measures/{}", measure.key()))
}

/// The measures team by team.
pub(crate) fn team_measures(authority: &Authority) -> String {
    below(authority, "measures/teams")
}

/// An address that has a query, with one measure more chosen in it.
pub(crate) fn with_choice(address: &str, measure: Measure) -> String {
    format!("{address}&measures={}", measure.key())
}

/// The list of forms: what can be recorded.
pub(crate) fn new(authority: &Authority) -> String {
    below(authority, "new")
}

/// The form of a command, about the record that the query names.
pub(crate) fn form<'a>(
    authority: &Authority,
    command: &str,
    about: impl IntoIterator<Item = (&'a str, Option<String>)>,
) -> String {
    with_query(&below(authority, &format!("new/{command}")), about)
}

/// The form that puts a record right.
pub(crate) fn correct(authority: &Authority, kind: Kind, id: impl Into<RecordId>) -> String {
    let kind = kind.name().replace(' ', "_");
    below(authority, &format!("correct/{kind}/{}", id.into()))
}

/// A figure of a measure, with all that stands behind it; no service means both.
pub(crate) fn figure(
    authority: &Authority,
    of: Measure,
    at: Date,
    service: Option<Service>,
) -> String {
    with_query(&measure(authority, of), at_a_date(at, service))
}

/// The measures of a scorecard, team by team.
pub(crate) fn measures_by_team(authority: &Authority, at: Date, service: Service) -> String {
    with_query(&team_measures(authority), at_a_date(at, Some(service)))
}

fn at_a_date(at: Date, service: Option<Service>) -> [(&'static str, Option<String>); 2] {
    let service = service.map_or("all", |service| service.code());
    [
        ("at", Some(at.to_string())),
        ("service", Some(service.to_owned())),
    ]
}

/// A measure beside those of others.
pub(crate) fn benchmarks(authority: &Authority) -> String {
    below(authority, "benchmarks")
}

/// One measure beside those of others.
pub(crate) fn benchmark(authority: &Authority, measure: Measure) -> String {
    with_query(&benchmarks(authority), of_measure(measure))
}

/// The years of one measure beside those of others, as a file.
pub(crate) fn benchmark_file(authority: &Authority, measure: Measure) -> String {
    let path = format!("{}.csv", benchmarks(authority));
    with_query(&path, of_measure(measure))
}

fn of_measure(measure: Measure) -> [(&'static str, Option<String>); 1] {
    [("measure", Some(measure.key().to_owned()))]
}

/// The measures that the council has chosen.
pub(crate) fn scorecard(authority: &Authority) -> String {
    below(authority, "scorecard")
}

/// The form that arranges the scorecard of a service.
pub(crate) fn edit_scorecard(authority: &Authority, service: Service) -> String {
    let service = Some(service.code().to_owned());
    with_query(&below(authority, "scorecard/edit"), [("service", service)])
}

/// The months whose figures were published.
pub(crate) fn publications(authority: &Authority) -> String {
    below(authority, "publications")
}

/// A form that publishes a month.
pub(crate) fn new_publication(authority: &Authority) -> String {
    below(authority, "publications/new")
}

/// The figures of a month as they were published.
pub(crate) fn publication(authority: &Authority, reference: &str) -> String {
    below(authority, &format!("publications/{}", segment(reference)))
}

/// The workforce plan: its scenarios.
pub(crate) fn plan(authority: &Authority) -> String {
    below(authority, "plan")
}

/// What may come of a scenario.
pub(crate) fn scenario(authority: &Authority, reference: &str) -> String {
    below(authority, &format!("plan/{}", segment(reference)))
}

/// A form for a new scenario, with the assumptions of another.
pub(crate) fn new_scenario<'a>(
    authority: &Authority,
    from: impl IntoIterator<Item = (&'a str, Option<String>)>,
) -> String {
    with_query(&below(authority, "plan/new"), from)
}

/// The strategy: its items.
pub(crate) fn strategy(authority: &Authority) -> String {
    below(authority, "strategy")
}

/// An item of the strategy.
pub(crate) fn strategy_item(authority: &Authority, item: StrategyItemId) -> String {
    below(authority, &format!("strategy/items/{item}"))
}

/// Boards, and what their members asked.
pub(crate) fn strategy_boards(authority: &Authority) -> String {
    below(authority, "strategy/boards")
}

/// Pledges and practice standards.
pub(crate) fn strategy_pledges(authority: &Authority) -> String {
    below(authority, "strategy/pledges")
}

/// Audits of practice.
pub(crate) fn strategy_audits(authority: &Authority) -> String {
    below(authority, "strategy/audits")
}

/// Two scenarios side by side.
pub(crate) fn compare_scenarios(authority: &Authority) -> String {
    below(authority, "plan/compare")
}

/// How far a simulation is.
pub(crate) fn run(authority: &Authority, id: uuid::Uuid) -> String {
    below(authority, &format!("plan/runs/{id}"))
}

/// How far a value has to be moved for a target.
pub(crate) fn seek(authority: &Authority) -> String {
    below(authority, "plan/seek")
}

/// Changes that councils have reported.
pub(crate) fn levers(authority: &Authority) -> String {
    below(authority, "plan/levers")
}

/// The form of a scenario.
pub(crate) fn edit_scenario(authority: &Authority, reference: &str) -> String {
    format!("{}/edit", scenario(authority, reference))
}

/// The reports to committees.
pub(crate) fn reports(authority: &Authority) -> String {
    below(authority, "reports")
}

/// A report that is being written.
pub(crate) fn report(authority: &Authority, reference: &str) -> String {
    below(authority, &format!("reports/{}", segment(reference)))
}

/// The form of a report.
pub(crate) fn edit_report(authority: &Authority, reference: &str) -> String {
    format!("{}/edit", report(authority, reference))
}

/// A report as it was published.
pub(crate) fn published_report(authority: &Authority, reference: &str) -> String {
    below(
        authority,
        &format!("reports/published/{}", segment(reference)),
    )
}

/// The returns to the Department for Education.
pub(crate) fn returns(authority: &Authority) -> String {
    below(authority, "returns")
}

/// The annual return of a year.
pub(crate) fn census(authority: &Authority, year: Year) -> String {
    below(authority, &format!("returns/census/{year}"))
}

/// The return on agency workers of a quarter.
pub(crate) fn agency_return(authority: &Authority, quarter: Quarter) -> String {
    below(authority, &format!("returns/agency/{quarter}"))
}

/// What the council says of a quarter: explanations, agencies, project teams.
pub(crate) fn agency_answers(authority: &Authority, quarter: Quarter) -> String {
    format!("{}/answers", agency_return(authority, quarter))
}

/// What the council answers about an assignment of a quarter.
pub(crate) fn agency_assignment(
    authority: &Authority,
    quarter: Quarter,
    reference: &str,
) -> String {
    let path = agency_return(authority, quarter);
    format!("{path}/assignments/{}", segment(reference))
}

/// The council’s own text for quarterly returns: `layout` or `rule-book`.
pub(crate) fn agency_text(authority: &Authority, name: &str) -> String {
    below(authority, &format!("returns/agency/texts/{name}"))
}

/// A form that checks the file of a return.
pub(crate) fn check_return(authority: &Authority) -> String {
    below(authority, "returns/check")
}

/// A form that checks a paper to a committee.
pub(crate) fn check_paper(authority: &Authority) -> String {
    below(authority, "reports/check")
}

/// What would be rejected if the return were sent today.
pub(crate) fn data_quality(authority: &Authority) -> String {
    below(authority, "data-quality")
}

/// A page below an authority.
pub(crate) fn below(authority: &Authority, rest: &str) -> String {
    format!("{}/{rest}", overview(authority))
}

/// An address with a query; pairs without a value are left out.
pub(crate) fn with_query<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, Option<String>)>,
) -> String {
    let mut address = path.to_owned();
    let mut separator = '?';
    for (name, value) in pairs {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        let _ = write!(address, "{separator}{name}={}", segment(&value));
        separator = '&';
    }
    address
}

/// A text as one segment of an address: what could end or change it is written
/// by its bytes.
pub(crate) fn segment(text: &str) -> String {
    encoded(text.as_bytes())
}

/// Bytes as a part of an address.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    let mut written = String::with_capacity(bytes.len());
    for byte in bytes {
        match *byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                written.push(char::from(*byte));
            }
            _ => {
                let _ = write!(written, "%{byte:02X}");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_holds_nothing_that_could_end_it() {
        assert_eq!(segment("926"), "926");
        assert_eq!(segment("A/B c?&é"), "A%2FB%20c%3F%26%C3%A9");
    }

    #[test]
    fn pairs_without_a_value_are_left_out_of_the_query() {
        let pairs = [
            ("at", Some("2025-03-31".to_owned())),
            ("team", None),
            ("by", Some("team".into())),
        ];
        assert_eq!(with_query("/926", pairs), "/926?at=2025-03-31&by=team");
    }
}
