//! What only shows when the parts of a scenario are seen together, or what the
//! types let through.
//!
//! A problem stops a plan. A note tells of what has no effect or may not be
//! meant, such as an intake after the plan's end.

mod money;
mod notes;
mod people;
mod posts;
mod roles;
#[cfg(test)]
mod tests;
mod whole;

use holdfast_measures::written::{Places, Problem};

use super::{Month, Scenario};
use crate::opening::{OpeningRole, stated_roles};

pub use notes::notes;
pub(crate) use roles::UNNAMED;

/// All problems that show without the records, each with the line and key of
/// the text it stands in.
pub fn problems(scenario: &Scenario, text: &str) -> Vec<Problem> {
    let mut check = Check::new(scenario, text);
    whole::check(&mut check);
    people::check(&mut check);
    posts::check(&mut check);
    money::check(&mut check);
    roles::check(&mut check);
    let stated = stated_roles(scenario);
    if stated.is_empty() && !scenario.roles.is_empty() {
        let listed = roles::listed(scenario);
        roles::unknown(&mut check, &listed);
        roles::left_out(&mut check, &listed);
    }
    if !stated.is_empty() {
        roles::against(&mut check, &stated);
        roles::unestimated(&mut check, &stated);
    }
    check.problems
}

/// The problems that show once the roles and the establishment of the records
/// are known: roles that do not exist, and changes below zero.
pub fn problems_against(scenario: &Scenario, text: &str, roles: &[OpeningRole]) -> Vec<Problem> {
    let mut check = Check::new(scenario, text);
    roles::against(&mut check, roles);
    check.problems
}

/// A scenario on its way through the checks.
struct Check<'a> {
    scenario: &'a Scenario,
    places: Places<'a>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(scenario: &'a Scenario, text: &'a str) -> Self {
        Self {
            scenario,
            places: Places::of(text),
            problems: Vec::new(),
        }
    }

    /// Tells what is wrong with a key.
    fn tell(&mut self, way: &str, what: impl AsRef<str>) {
        let problem = self.places.problem(way, what.as_ref());
        self.problems.push(problem);
    }

    /// Tells of a number that lies outside its bounds, or is none.
    fn within(&mut self, way: &str, value: f64, low: f64, high: f64) {
        if !(low..=high).contains(&value) {
            self.tell(way, format!("{value} is not from {low} to {high}"));
        }
    }

    /// Tells of a month before the plan's first.
    fn not_before_start(&mut self, way: &str, month: Month) {
        let start = self.scenario.start.date;
        if month.after(start) < 1 {
            let first = self.scenario.first_month();
            self.tell(
                way,
                format!("{month} lies before the plan, which begins after {start}. Write {first} or later"),
            );
        }
    }

    /// Tells of a last month before the first.
    fn in_order(&mut self, way: &str, from: Option<Month>, until: Option<Month>) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.tell(
                &format!("{way}.until"),
                format!("{until} comes before from, {from}. Write {from} or later"),
            );
        }
    }

    /// Tells of months of a year that are none, or stand twice.
    fn months_of_year(&mut self, way: &str, months: &[u8]) {
        if months.is_empty() {
            self.tell(way, "no month is listed. Write at least one, 1 to 12");
        }
        for (nth, &month) in months.iter().enumerate() {
            if !(1..=12).contains(&month) {
                self.tell(way, format!("{month} is no month of a year. Write 1 to 12"));
            } else if months[..nth].contains(&month) {
                self.tell(way, format!("{month} stands twice. Take one away"));
            }
        }
    }

    /// Tells of names in a list that are empty or stand twice.
    fn names<'b>(&mut self, list: &str, key: &str, names: impl Iterator<Item = &'b str>) {
        let mut seen = Vec::new();
        for (nth, name) in names.enumerate() {
            let way = format!("{list}.{nth}.{key}");
            if name.trim().is_empty() {
                self.tell(&way, "it is empty. Write what people will recognise");
            } else if name.chars().any(char::is_control) {
                self.tell(
                    &way,
                    "it holds characters that cannot be seen. Take them out",
                );
            } else if seen.contains(&name) {
                self.tell(&way, format!("‘{name}’ stands twice. Name them apart"));
            }
            seen.push(name);
        }
    }
}
