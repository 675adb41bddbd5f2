//! Which part of the workforce figures are asked for, and at which date, as
//! addresses carry it.

use holdfast_measures::Scope;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{day_before, in_words, months_later};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use crate::address;
use crate::answers::Answers;
use crate::components::Choice;
use crate::pages::establishment::filters::{Choices, Query, read_day, slashed};

/// What stands in an address for both services.
const BOTH: &str = "all";

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Filters {
    /// What was typed, with every problem.
    pub(crate) answers: Answers,
    /// The date, or the last day of the year.
    pub(crate) at: Date,
    /// The part of the workforce.
    pub(crate) scope: Scope,
}

impl Filters {
    /// Reads what is asked for; what cannot be read is a problem beside its
    /// field, and stands as if it had not been given.
    pub(crate) fn read(query: Query, workforce: &Workforce, today: Date) -> Self {
        let mut answers = Answers::of(query);
        let at =
            read_day(&mut answers, "at", "The date").unwrap_or_else(|| usual_day(workforce, today));
        let team = answers.optional("team", |number| {
            let team = workforce.teams().by_reference(number);
            team.ok_or("Select a team from the list")
        });
        let role = answers.optional("role", |number| {
            let role = workforce.roles().by_reference(number);
            role.map(|role| role.id)
                .ok_or("Select a role from the list")
        });
        let service = answers.optional("service", |code| match code {
            BOTH => Ok(None),
            code => Service::from_code(code)
                .map(Some)
                .ok_or("Select a service from the list"),
        });
        let service = service.unwrap_or_else(|| match team {
            Some(team) => Some(team.service),
            None => Some(usual_service(workforce)),
        });
        let scope = Scope {
            service,
            team: team.map(|team| team.id),
            role,
        };
        for (field, value) in [
            ("at", slashed(at)),
            ("service", service.map_or(BOTH, |it| it.code()).to_owned()),
        ] {
            if answers.text(field).is_empty() {
                answers = answers.set(field, value);
            }
        }
        Self { answers, at, scope }
    }

    /// A part of the workforce at a date, asked for by a link.
    pub(crate) fn plain(at: Date, scope: Scope) -> Self {
        Self {
            answers: Answers::default(),
            at,
            scope,
        }
    }

    /// The same for another part of the workforce.
    pub(crate) fn of(&self, scope: Scope) -> Self {
        Self {
            scope,
            ..self.clone()
        }
    }

    /// The address of `path` with what is asked for.
    pub(crate) fn address(&self, workforce: &Workforce, path: &str) -> String {
        address::with_query(path, self.pairs(workforce))
    }

    fn pairs(&self, workforce: &Workforce) -> [(&'static str, Option<String>); 4] {
        let team = self.scope.team.and_then(|id| workforce.teams().get(id));
        let role = self.scope.role.and_then(|id| workforce.roles().get(id));
        let service = self.scope.service.map_or(BOTH, |it| it.code());
        [
            ("at", Some(self.at.to_string())),
            ("service", Some(service.to_owned())),
            ("team", team.map(|team| team.reference.clone())),
            ("role", role.map(|role| role.reference.clone())),
        ]
    }

    /// The part of the workforce in words: `Children’s services, North`.
    pub(crate) fn selected(&self, workforce: &Workforce) -> String {
        let team = self.scope.team.and_then(|id| workforce.teams().get(id));
        let role = self.scope.role.and_then(|id| workforce.roles().get(id));
        let service = self.scope.service.map_or("All services", |it| it.label());
        let parts = [
            Some(service),
            team.map(|team| team.name.as_str()),
            role.map(|role| role.name.as_str()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The date in words.
    pub(crate) fn day(&self) -> String {
        in_words(self.at)
    }
}

/// What forms about measures offer.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    /// The services, and both.
    pub(crate) services: Vec<Choice>,
    /// The teams, those below others standing in from them.
    pub(crate) teams: Vec<Choice>,
    /// The roles.
    pub(crate) roles: Vec<Choice>,
}

impl Offered {
    /// Everything that an authority has.
    pub(crate) fn of(workforce: &Workforce) -> Self {
        let Choices {
            mut services,
            teams,
            roles,
            ..
        } = Choices::of(workforce);
        services.push(Choice::new(BOTH, "All services"));
        Self {
            services,
            teams,
            roles,
        }
    }
}

/// The day that is meant where none is given: the last month’s end, or an
/// earlier one of this quarter whose cases are the last that are recorded; of
/// an authority without records the day of the latest count.
pub(crate) fn usual_day(workforce: &Workforce, today: Date) -> Date {
    let end = last_month_end(today);
    let stated = workforce.stated_positions().iter().map(|it| it.on);
    if workforce.assignments().is_empty()
        && let Some(latest) = stated.filter(|on| *on <= today).max()
    {
        return latest;
    }
    let cases = workforce.caseloads().iter().map(|it| it.on);
    let latest = cases
        .filter(|on| *on <= end && *on == on.last_of_month())
        .max();
    latest
        .filter(|on| *on > months_later(end, -3))
        .unwrap_or(end)
}

/// Measures are of month's ends: cases are recorded then, and the statistics
/// count then.
fn last_month_end(today: Date) -> Date {
    match today == today.last_of_month() {
        true => today,
        false => day_before(today.first_of_month()),
    }
}

/// Children’s services, which the statistics count, unless the authority has
/// teams of adults’ services alone.
pub(crate) fn usual_service(workforce: &Workforce) -> Service {
    let mut teams = workforce.teams().iter().peekable();
    match teams.peek().is_some() && teams.all(|team| team.service == Service::Adults) {
        true => Service::Adults,
        false => Service::Children,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{self, no_records};

    fn read(pairs: &[(&str, &str)]) -> Filters {
        Filters::read(testing::pairs(pairs), &no_records(), date(2026, 11, 22))
    }

    #[test]
    fn without_a_date_the_last_month_that_has_ended_is_meant() {
        let filters = read(&[]);
        assert_eq!(filters.at, date(2026, 10, 31));
        assert_eq!(filters.scope, Scope::CHILDREN);
        assert_eq!(filters.answers.text("at"), "31/10/2026");
        assert_eq!(last_month_end(date(2026, 9, 30)), date(2026, 9, 30));
        assert_eq!(last_month_end(date(2026, 1, 1)), date(2025, 12, 31));
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_was_typed() {
        let filters = read(&[
            ("at", "31/2/2026"),
            ("service", "parks"),
            ("team", "none"),
            ("role", "none"),
        ]);
        let fields: Vec<_> = filters
            .answers
            .problems()
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["at", "team", "role", "service"]);
        assert_eq!(filters.answers.text("at"), "31/2/2026");
    }

    #[test]
    fn both_services_have_a_word_of_their_own() {
        let filters = read(&[("service", "all")]);
        assert_eq!(filters.scope.service, None);
        let workforce = no_records();
        assert_eq!(
            filters.address(&workforce, "/1/measures"),
            "/1/measures?at=2026-10-31&service=all"
        );
        assert_eq!(filters.selected(&workforce), "All services");
    }
}
