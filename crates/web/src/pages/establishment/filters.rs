//! The filters of the establishment page, as its address carries them.

use holdfast_workforce::codes::Service;
use holdfast_workforce::position::{Dimension, Line, RowKey, Selection};
use holdfast_workforce::record::{Authority, Team};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use crate::address;
use crate::answers::{Answers, read_date};
use crate::components::Choice;

/// The pairs of a query, in order.
pub(crate) type Query = Vec<(String, String)>;

/// What stands in an address for the row of what a source does not divide.
const UNDIVIDED: &str = "*";

/// Which position is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Filters {
    /// What was typed, with every problem.
    pub(crate) answers: Answers,
    /// The part of the workforce, and the date.
    pub(crate) selection: Selection,
    /// The date to compare with.
    pub(crate) compare: Option<Date>,
    /// What the rows stand for.
    pub(crate) by: Dimension,
}

impl Filters {
    /// Reads the filters; what cannot be read is a problem beside its field,
    /// and stands as if it had not been given.
    pub(crate) fn read(query: Query, workforce: &Workforce, today: Date) -> Self {
        let mut answers = Answers::of(query);
        let at = read_day(&mut answers, "at", "The date").unwrap_or(today);
        let compare = read_day(&mut answers, "compare", "The date to compare with");
        if compare == Some(at) {
            answers.reject(
                "compare",
                "The date to compare with must be another than the date of the position",
            );
        }
        let service = answers.optional_code::<Service>("service", "Select a service from the list");
        let team = answers.optional("team", |number| {
            let team = workforce.teams().by_reference(number);
            team.map(|team| team.id)
                .ok_or("Select a team from the list")
        });
        let role = answers.optional("role", |number| {
            let role = workforce.roles().by_reference(number);
            role.map(|role| role.id)
                .ok_or("Select a role from the list")
        });
        let by = answers.optional("by", |code| {
            dimension(code).ok_or("Select what the rows stand for")
        });
        let filled = match answers.text("at").is_empty() {
            true => answers.with("at", slashed(at)),
            false => answers,
        };
        Self {
            answers: filled,
            selection: Selection {
                at,
                service,
                team,
                role,
            },
            compare: compare.filter(|day| *day != at),
            by: by.unwrap_or_default(),
        }
    }

    /// The same filters at another date.
    pub(crate) fn at(&self, at: Date) -> Self {
        Self {
            selection: Selection {
                at,
                ..self.selection
            },
            ..self.clone()
        }
    }

    /// The same filters without a comparison.
    pub(crate) fn alone(&self) -> Self {
        Self {
            compare: None,
            ..self.clone()
        }
    }

    /// The address of `path` with the filters.
    pub(crate) fn address(&self, workforce: &Workforce, path: &str) -> String {
        address::with_query(path, self.pairs(workforce))
    }

    /// The address of the rows beneath numbers; a number's line and row follow.
    pub(crate) fn rows_address(&self, workforce: &Workforce, authority: &Authority) -> String {
        self.address(workforce, &address::rows(authority))
    }

    fn pairs(&self, workforce: &Workforce) -> [(&'static str, Option<String>); 6] {
        let team = self.selection.team.and_then(|id| workforce.teams().get(id));
        let role = self.selection.role.and_then(|id| workforce.roles().get(id));
        [
            ("at", Some(self.selection.at.to_string())),
            ("compare", self.compare.map(|day| day.to_string())),
            (
                "service",
                self.selection.service.map(|it| it.code().to_owned()),
            ),
            ("team", team.map(|team| team.reference.clone())),
            ("role", role.map(|role| role.reference.clone())),
            ("by", Some(dimension_code(self.by).to_owned())),
        ]
    }

    /// What is selected besides the date: `Children’s services, North`; nothing
    /// for everything.
    pub(crate) fn selected(&self, workforce: &Workforce) -> String {
        let team = self.selection.team.and_then(|id| workforce.teams().get(id));
        let role = self.selection.role.and_then(|id| workforce.roles().get(id));
        let parts = [
            self.selection.service.map(|it| it.label()),
            team.map(|team| team.name.as_str()),
            role.map(|role| role.name.as_str()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The end of an address of rows: which line, and of which row.
pub(crate) fn number(workforce: &Workforce, line: Line, row: Option<RowKey>) -> String {
    let row = row.map(|key| format!("&row={}", address::segment(&row_number(workforce, key))));
    format!("&line={}{}", line.code(), row.unwrap_or_default())
}

fn row_number(workforce: &Workforce, key: RowKey) -> String {
    let known = match key {
        RowKey::Role(id) => workforce.roles().get(id).map(|it| it.reference.as_str()),
        RowKey::Team(id) => workforce.teams().get(id).map(|it| it.reference.as_str()),
        RowKey::Service(service) => Some(service.code()),
        RowKey::Undivided => None,
    };
    known.unwrap_or(UNDIVIDED).to_owned()
}

/// The row that an address names.
pub(crate) fn row_key(workforce: &Workforce, by: Dimension, number: &str) -> Option<RowKey> {
    if number == UNDIVIDED {
        return Some(RowKey::Undivided);
    }
    match by {
        Dimension::Role => Some(RowKey::Role(workforce.roles().by_reference(number)?.id)),
        Dimension::Team => Some(RowKey::Team(workforce.teams().by_reference(number)?.id)),
        Dimension::Service => Service::from_code(number).map(RowKey::Service),
    }
}

/// Reads a date in one field, in the ways in which people and addresses write
/// it. A date that is one is shown again as [`slashed`], however it was written.
pub(crate) fn read_day(answers: &mut Answers, field: &str, start: &str) -> Option<Date> {
    let day = answers.optional(field, |text| {
        read_date(text).map_err(|(_, problem)| format!("{start} {problem}"))
    })?;
    *answers = std::mem::take(answers).set(field, slashed(day));
    Some(day)
}

/// A date as a form shows it: `31/3/2025`.
pub(crate) fn slashed(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// What the rows stand for, from its code.
fn dimension(code: &str) -> Option<Dimension> {
    let all = [Dimension::Role, Dimension::Team, Dimension::Service];
    all.into_iter().find(|by| dimension_code(*by) == code)
}

fn dimension_code(by: Dimension) -> &'static str {
    match by {
        Dimension::Role => "role",
        Dimension::Team => "team",
        Dimension::Service => "service",
    }
}

/// What a row is called, at the head of its column.
pub(crate) fn dimension_name(by: Dimension) -> &'static str {
    match by {
        Dimension::Role => "Role",
        Dimension::Team => "Team",
        Dimension::Service => "Service",
    }
}

/// What the form offers.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    /// The services.
    pub(crate) services: Vec<Choice>,
    /// The teams, those below others standing in from them.
    pub(crate) teams: Vec<Choice>,
    /// The roles.
    pub(crate) roles: Vec<Choice>,
    /// What rows may stand for.
    pub(crate) dimensions: Vec<Choice>,
}

impl Choices {
    /// Everything that an authority has.
    pub(crate) fn of(workforce: &Workforce) -> Self {
        let mut roles: Vec<_> = workforce.roles().iter().collect();
        roles.sort_by_key(|role| (role.order, &role.name));
        let dimensions = [Dimension::Role, Dimension::Team, Dimension::Service];
        Self {
            services: Choice::of_codes::<Service>(),
            teams: teams_in_order(workforce)
                .into_iter()
                .map(|(team, depth)| Choice::new(&team.reference, indented(&team.name, depth)))
                .collect(),
            roles: roles
                .into_iter()
                .map(|role| Choice::new(&role.reference, &role.name))
                .collect(),
            dimensions: dimensions
                .map(|by| Choice::new(dimension_code(by), dimension_name(by)))
                .into(),
        }
    }
}

fn indented(name: &str, depth: usize) -> String {
    format!("{}{name}", "\u{2003}".repeat(depth))
}

/// Every team with how many stand above it, each after the one above it.
pub(crate) fn teams_in_order(workforce: &Workforce) -> Vec<(&Team, usize)> {
    let mut found = Vec::with_capacity(workforce.teams().len());
    let mut waiting: Vec<(&Team, usize)> = brothers(
        workforce
            .teams()
            .iter()
            .filter(|team| team.parent.is_none()),
        0,
    );
    while let Some((team, depth)) = waiting.pop() {
        // A circle of teams is refused by the checks; the length is a guard.
        if found.len() < workforce.teams().len() {
            found.push((team, depth));
            waiting.extend(brothers(workforce.teams().linking(team.id), depth + 1));
        }
    }
    found
}

/// Teams beside each other, the first last: they are taken from the end.
fn brothers<'a>(teams: impl Iterator<Item = &'a Team>, depth: usize) -> Vec<(&'a Team, usize)> {
    let mut teams: Vec<_> = teams.map(|team| (team, depth)).collect();
    teams.sort_by(|(one, _), (other, _)| {
        (other.service, &other.reference).cmp(&(one.service, &one.reference))
    });
    teams
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{self, no_records};

    fn read(pairs: &[(&str, &str)]) -> Filters {
        Filters::read(testing::pairs(pairs), &no_records(), date(2026, 9, 30))
    }

    #[test]
    fn dates_are_read_as_people_and_as_machines_write_them() {
        for text in ["31/3/2025", "2025-03-31", "31 March 2025"] {
            let filters = read(&[("at", text), ("compare", text)]);
            assert_eq!(filters.selection.at, date(2025, 3, 31));
            assert_eq!(filters.answers.text("at"), "31/3/2025");
            assert_eq!(filters.answers.text("compare"), "31/3/2025");
        }
        let today = read(&[]);
        assert_eq!(today.selection.at, date(2026, 9, 30));
        assert_eq!(today.answers.text("at"), "30/9/2026");
    }

    #[test]
    fn every_filter_that_cannot_be_read_is_a_problem_of_its_own() {
        let filters = read(&[
            ("at", "31/2/2025"),
            ("service", "parks"),
            ("team", "nowhere"),
            ("by", "colour"),
        ]);
        let fields: Vec<_> = filters
            .answers
            .problems()
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["at", "service", "team", "by"]);
        assert_eq!(filters.answers.text("at"), "31/2/2025");
    }

    #[test]
    fn a_position_is_not_compared_with_itself() {
        let filters = read(&[("at", "2025-03-31"), ("compare", "31/3/2025")]);
        assert!(filters.answers.problem("compare").is_some());
        assert_eq!(filters.compare, None);
    }
}
