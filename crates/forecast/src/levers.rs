//! Ready-made levers: changes of a scenario that councils have reported, each
//! with its source and with parameters that can be set.
//!
//! A lever takes a scenario and gives another, which is checked like any text.
//! What nobody has reported, such as how far a supplement lowers leaving, has no
//! default: whoever uses the lever must say it.

mod all;
mod changes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use holdfast_measures::written::Problem;
use holdfast_workforce::nearest::did_you_mean;
use toml::Spanned;

use crate::scenario::{Month, NOWHERE, Scenario, check};
use crate::uncertain::{Bounds, Evidence, Uncertain};

pub use all::levers;

/// What a lever is set to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// The values of its parameters; the others stand at their defaults.
    pub values: BTreeMap<String, f64>,
    /// The role that it is about, by its id; none for what the lever says.
    pub role: Option<String>,
    /// The role that comes instead, where the lever takes one.
    pub instead: Option<String>,
}

impl From<BTreeMap<String, f64>> for Given {
    fn from(values: BTreeMap<String, f64>) -> Self {
        Self {
            values,
            ..Self::default()
        }
    }
}

/// Whom a lever is about, where no role is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody.
    All,
    /// All posts, in proportion.
    InProportion,
    /// The role in which the plan's newly qualified begin.
    NewlyQualified,
    /// The role for which the plan hires most.
    Hired,
    /// Nobody: a role must be named.
    Named,
}

impl Whose {
    /// Which role it is unless one is named; nothing where one must be.
    pub fn unless_named(self) -> Option<&'static str> {
        match self {
            Self::All => Some("all roles"),
            Self::InProportion => Some("all roles, in proportion"),
            Self::NewlyQualified => Some("where the plan’s newly qualified begin"),
            Self::Hired => Some("the role for which the plan hires most"),
            Self::Named => None,
        }
    }
}

/// A ready-made change of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// Its key on the command line and in forms.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The council's paper that it comes from.
    pub source: &'static str,
    /// What it changes in a scenario.
    pub changes: &'static str,
    /// Whom it is about unless a role is named.
    pub role: Whose,
    /// Whether it takes another role, which comes instead.
    pub takes_instead: bool,
    /// What can be set.
    pub parameters: &'static [Parameter],
    change: fn(&mut Scenario, &Settings<'_>) -> Result<(), LeverError>,
}

/// What can be set of a lever.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its key.
    pub key: &'static str,
    /// What it is.
    pub name: &'static str,
    /// Its unit.
    pub unit: ParameterUnit,
    /// Its value where none is given; nothing where one must be given.
    pub default: Option<f64>,
    /// Where the default comes from, or why there is none.
    pub source: &'static str,
}

/// The unit of a parameter, which bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterUnit {
    /// People or FTE.
    People,
    /// A share from 0 to 1.
    Share,
    /// Pounds.
    Pounds,
    /// How many weeks.
    Weeks,
    /// How many months.
    Months,
    /// A month of the plan: 1 for its first.
    Month,
}

impl ParameterUnit {
    /// The lowest and the highest value in a plan of so many months.
    fn ends(self, months: u16) -> (f64, f64) {
        match self {
            Self::People => (0.0, 10_000.0),
            Self::Share => (0.0, 1.0),
            Self::Pounds => (0.0, 1e9),
            Self::Weeks => (1.0, 52.0),
            Self::Months => (0.0, 60.0),
            Self::Month => (1.0, f64::from(months)),
        }
    }

    /// The unit in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Share => "a share from 0 to 1",
            Self::Pounds => "pounds",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Month => "a month of the plan, 1 for its first",
        }
    }
}

/// Why a lever can't be applied.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LeverError {
    /// There is no such lever.
    #[error("There is no lever ‘{key}’. {advice}")]
    NoLever {
        /// What was named.
        key: String,
        /// The one that was meant, or all.
        advice: String,
    },
    /// It has no such parameter.
    #[error("The lever ‘{lever}’ has no parameter ‘{key}’. {advice}")]
    NoParameter {
        /// The lever.
        lever: &'static str,
        /// What was named.
        key: String,
        /// The one that was meant, or all.
        advice: String,
    },
    /// A parameter without a default was not given.
    #[error("The lever ‘{lever}’ needs {key}: {name}. {source}")]
    Missing {
        /// The lever.
        lever: &'static str,
        /// The parameter.
        key: &'static str,
        /// What it is.
        name: &'static str,
        /// Why it has no default.
        r#source: &'static str,
    },
    /// A value lies outside the parameter's bounds.
    #[error("The lever ‘{lever}’: {key} is {value}. Write {low} to {high}.")]
    OutOfBounds {
        /// The lever.
        lever: &'static str,
        /// The parameter.
        key: &'static str,
        /// What was given.
        value: f64,
        /// The lowest value.
        low: f64,
        /// The highest value.
        high: f64,
    },
    /// A role has to be named.
    #[error(
        "The lever ‘{lever}’ needs two roles: one whose posts go, and another whose posts come in their place. A plan that states its position needs both in it, the second perhaps with nobody in post."
    )]
    NeedsRoles {
        /// The lever.
        lever: &'static str,
    },
    /// It takes no other role.
    #[error("The lever ‘{lever}’ takes no role that comes instead. Leave it out.")]
    NoInstead {
        /// The lever.
        lever: &'static str,
    },
    /// The scenario lacks what the lever changes.
    #[error("The lever ‘{lever}’ needs {what} in the scenario. Add it first.")]
    Needs {
        /// The lever.
        lever: &'static str,
        /// What it lacks.
        what: &'static str,
    },
    /// The scenario that it makes is refused.
    #[error("The lever ‘{lever}’ makes a plan with problems: {}", told(.problems))]
    Refused {
        /// The lever.
        lever: &'static str,
        /// What is wrong.
        problems: Vec<Problem>,
    },
}

fn told(problems: &[Problem]) -> String {
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| problem.what.as_str())
        .collect();
    problems.join("; ")
}

/// The lever of a key.
///
/// # Errors
/// Where there is none.
pub fn lever(key: &str) -> Result<&'static Lever, LeverError> {
    let keys = levers().iter().map(|lever| lever.key);
    levers()
        .iter()
        .find(|lever| lever.key == key)
        .ok_or_else(|| LeverError::NoLever {
            key: key.to_owned(),
            advice: advice(key, keys.collect(), "levers"),
        })
}

fn advice(key: &str, known: Vec<&'static str>, what: &str) -> String {
    let meant = did_you_mean(key, known.iter().copied());
    meant.unwrap_or_else(|| format!("The {what} are {}.", known.join(", ")))
}

impl Lever {
    /// The scenario with this lever, its parameters set as given; the others
    /// stand at their defaults.
    ///
    /// # Errors
    /// Where a parameter is unknown, missing or out of bounds, or where the
    /// scenario lacks what the lever changes or can't stand it.
    pub fn apply(
        &'static self,
        scenario: &Scenario,
        given: &Given,
    ) -> Result<Scenario, LeverError> {
        self.check(scenario, given)?;
        let mut changed = scenario.clone();
        (self.change)(&mut changed, &Settings { lever: self, given })?;
        place(&mut changed, scenario, given.role.as_deref());
        changed.title = format!("{} – {}", scenario.title, self.name);
        let problems = check::problems(&changed, &changed.write());
        if problems.is_empty() {
            Ok(changed)
        } else {
            let lever = self.key;
            Err(LeverError::Refused { lever, problems })
        }
    }

    fn check(&'static self, scenario: &Scenario, given: &Given) -> Result<(), LeverError> {
        let lever = self.key;
        self.check_roles(given)?;
        let keys: Vec<_> = self.parameters.iter().map(|it| it.key).collect();
        if let Some(key) = given
            .values
            .keys()
            .find(|key| !keys.contains(&key.as_str()))
        {
            return Err(LeverError::NoParameter {
                lever,
                key: key.clone(),
                advice: advice(key, keys, "parameters"),
            });
        }
        for parameter in self.parameters {
            let value = given
                .values
                .get(parameter.key)
                .copied()
                .or(parameter.default);
            let (low, high) = parameter.unit.ends(*scenario.months.get_ref());
            match value {
                None => {
                    return Err(LeverError::Missing {
                        lever,
                        key: parameter.key,
                        name: parameter.name,
                        source: parameter.source,
                    });
                }
                Some(value) if !(low..=high).contains(&value) => {
                    let key = parameter.key;
                    return Err(LeverError::OutOfBounds {
                        lever,
                        key,
                        value,
                        low,
                        high,
                    });
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

impl Lever {
    fn check_roles(&self, given: &Given) -> Result<(), LeverError> {
        let lever = self.key;
        let roles = (given.role.as_ref(), given.instead.as_ref());
        match (self.takes_instead, self.role, roles) {
            (false, _, (_, Some(_))) => Err(LeverError::NoInstead { lever }),
            (true, _, (role, instead)) if instead.is_none() || role == instead => {
                Err(LeverError::NeedsRoles { lever })
            }
            (_, Whose::Named, (None, _)) => Err(LeverError::NeedsRoles { lever }),
            _ => Ok(()),
        }
    }
}

/// Gives whoever a lever brings the role that is named, or else that in which
/// the scenario's own intakes and hires begin: a plan's first role is often its
/// most senior.
fn place(changed: &mut Scenario, scenario: &Scenario, named: Option<&str>) {
    let named = named.map(|role| Spanned::new(NOWHERE, role.to_owned()));
    let newly = scenario.intakes.iter().find_map(|it| it.role.clone());
    let newly = named.clone().or(newly);
    let most = scenario
        .hires
        .iter()
        .filter(|hire| hire.role.is_some())
        .max_by(|one, other| one.a_year.mean().total_cmp(&other.a_year.mean()));
    let hired = named.or_else(|| most.and_then(|hire| hire.role.clone()));
    for intake in changed.intakes.iter_mut().skip(scenario.intakes.len()) {
        intake.role = intake.role.take().or_else(|| newly.clone());
    }
    for hire in changed.hires.iter_mut().skip(scenario.hires.len()) {
        hire.role = hire.role.take().or_else(|| hired.clone());
    }
    let before = scenario.conversions.len();
    for conversion in changed.conversions.iter_mut().skip(before) {
        conversion.role = conversion.role.take().or_else(|| hired.clone());
    }
}

/// The values of a lever's parameters, which have been checked.
struct Settings<'a> {
    lever: &'static Lever,
    given: &'a Given,
}

impl Settings<'_> {
    /// A parameter's value.
    fn value(&self, key: &str) -> f64 {
        let parameter = self.lever.parameters.iter().find(|it| it.key == key);
        let default = parameter.and_then(|parameter| parameter.default);
        self.given
            .values
            .get(key)
            .copied()
            .or(default)
            .unwrap_or_default()
    }

    /// A parameter's value in whole months.
    fn months(&self, key: &str) -> u16 {
        self.value(key) as u16
    }

    /// A month of the plan.
    fn month(&self, scenario: &Scenario, key: &str) -> Month {
        Month::of(scenario.month_end(usize::from(self.months(key))))
    }

    /// A parameter's value with where it comes from.
    fn uncertain<B: Bounds>(&self, key: &str) -> Uncertain<B> {
        self.derived(key, self.value(key))
    }

    /// A value that follows from a parameter.
    fn derived<B: Bounds>(&self, key: &str, value: f64) -> Uncertain<B> {
        let parameter = self.lever.parameters.iter().find(|it| it.key == key);
        let paper =
            parameter.filter(|it| !self.given.values.contains_key(key) && it.is_from_paper());
        let because = paper.map_or(self.lever.name, |parameter| parameter.source);
        let evidence = match paper {
            Some(_) => Evidence::Paper,
            None => Evidence::Judgement,
        };
        Uncertain::certain(value).from_source(evidence, because)
    }

    /// The role that is named.
    fn role(&self) -> Option<Spanned<String>> {
        let role = self.given.role.clone();
        role.map(|role| Spanned::new(NOWHERE, role))
    }

    fn needs(&self, what: &'static str) -> LeverError {
        let lever = self.lever.key;
        LeverError::Needs { lever, what }
    }
}

/// How the source of a default begins that nobody has reported.
const OURS: &str = "Ours";

impl Parameter {
    /// Whether its default stands in the lever's paper.
    pub fn is_from_paper(&self) -> bool {
        self.default.is_some() && !self.source.starts_with(OURS)
    }
}
