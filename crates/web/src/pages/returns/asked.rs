//! Which findings are asked for.

use holdfast_census::{Answers as Said, Severity};
use holdfast_workforce::Workforce;
use holdfast_workforce::id::TeamId;

use super::built::Known;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, PageOf};
use crate::pages::establishment::filters::Choices;
use crate::pages::record::matches;

/// How many findings stand on a page.
const PAGE: usize = 25;

/// Which findings are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What was typed, with every problem.
    pub(crate) answers: Answers,
    severity: Option<Severity>,
    rule: String,
    /// The team and those below it.
    teams: Option<Vec<TeamId>>,
    is_open: bool,
}

impl Asked {
    /// Reads what is asked for; what cannot be read is a problem beside its
    /// field, and stands as if it had not been given.
    pub(crate) fn read(query: Vec<(String, String)>, workforce: &Workforce) -> Self {
        let mut answers = Answers::of(query);
        let severity = answers.optional("severity", |code| match code {
            "error" => Ok(Severity::Error),
            "query" => Ok(Severity::Query),
            _ => Err("Select errors or queries"),
        });
        let rule = answers.optional("rule", |id| {
            let rule = holdfast_census::rule(id);
            rule.map(|it| it.id).ok_or("Select a rule from the list")
        });
        let teams = answers.optional("team", |number| {
            let team = workforce.teams().by_reference(number);
            team.map(|team| workforce.team_and_below(team.id))
                .ok_or("Select a team from the list")
        });
        Self {
            severity,
            rule: rule.unwrap_or_default().to_owned(),
            teams,
            is_open: answers.has_chosen("show", "open"),
            answers,
        }
    }

    /// Those of the findings that are asked for; `said` explains queries.
    pub(crate) fn of<'k>(&self, known: Vec<Known<'k>>, said: &Said) -> Vec<Known<'k>> {
        let wanted = known.into_iter().filter(|it| self.wants(it, said));
        wanted.collect()
    }

    fn wants(&self, known: &Known<'_>, said: &Said) -> bool {
        let finding = known.finding;
        let is_of_team = |teams: &Vec<TeamId>| known.team.is_some_and(|it| teams.contains(&it));
        self.severity.is_none_or(|it| it == finding.severity)
            && (self.rule.is_empty() || self.rule == finding.rule)
            && self.teams.as_ref().is_none_or(is_of_team)
            && (!self.is_open || said.explained(finding).is_none())
            && matches(self.answers.text("q"), &words(known))
    }

    /// The page of so many findings that is asked for.
    pub(crate) fn page(&self, rows: usize) -> PageOf {
        let number = self.answers.text("page").parse().unwrap_or(1);
        PageOf::nearest(number, rows, PAGE)
    }

    /// The address of `path` with what is asked for, short of the page.
    pub(crate) fn address(&self, path: &str) -> String {
        let pairs = ["severity", "rule", "team", "show", "q"];
        let pairs = pairs.map(|name| (name, Some(self.answers.text(name).to_owned())));
        address::with_query(path, pairs)
    }

    /// The address of `path` for a team alone.
    pub(crate) fn of_team(&self, path: &str, reference: String) -> String {
        let severity = Some(self.answers.text("severity").to_owned());
        address::with_query(path, [("severity", severity), ("team", Some(reference))])
    }

    /// The address of a page of `path`, short of its number.
    pub(crate) fn pages(&self, path: &str) -> String {
        let address = self.address(path);
        let separator = if address.contains('?') { '&' } else { '?' };
        format!("{address}{separator}page=")
    }
}

fn words(known: &Known<'_>) -> String {
    let record = known.finding.record.as_ref();
    let registration = record.map_or("", |it| it.registration.as_str());
    let person = known.person;
    let name = person.and_then(|it| it.name.as_deref()).unwrap_or_default();
    let number = person.map_or("", |it| it.reference.as_str());
    format!("{name} {number} {registration}")
}

/// What the filters offer.
pub(crate) struct Offered {
    /// Errors or queries.
    pub(crate) severities: Vec<Choice>,
    /// The rules that found something.
    pub(crate) rules: Vec<Choice>,
    /// The teams.
    pub(crate) teams: Vec<Choice>,
    /// All, or what nobody has explained.
    pub(crate) shows: Vec<Choice>,
}

impl Offered {
    /// What there is to choose among the findings.
    pub(crate) fn of(findings: &holdfast_census::Findings, workforce: &Workforce) -> Self {
        let rules = findings.by_rule();
        Self {
            severities: vec![
                Choice::new("error", "Errors"),
                Choice::new("query", "Queries"),
            ],
            rules: rules
                .map(|(id, count)| Choice::new(id, format!("{id} ({count})")))
                .collect(),
            teams: Choices::of(workforce).teams,
            shows: vec![Choice::new("open", "Not explained")],
        }
    }
}
