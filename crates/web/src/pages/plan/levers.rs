//! Ready-made levers: changes that councils have reported, each with its
//! source, as the beginning of a new scenario.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use holdfast_forecast::Scenario;
use holdfast_forecast::levers::{
    Given, Lever, LeverError, Parameter, ParameterUnit, lever, levers,
};
use holdfast_forecast::opening::OpeningRole;
use holdfast_forecast::uncertain::Shape;
use holdfast_forecast::values::{Measured, read, written};

use super::chosen::{AS_NOW, Chosen};
use super::compare::scenarios;
use super::edit::begin;
use super::list::first_day;
use super::run::{NoPlan, Records};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::filters::slashed;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/plan/levers.html")]
struct Levers {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    scenarios: Vec<Choice>,
    roles: Vec<Choice>,
    problems: Vec<String>,
    levers: Vec<LeverView>,
}

/// A lever with its form.
struct LeverView {
    lever: &'static Lever,
    role: String,
    unless_named: String,
    instead: Option<String>,
    fields: Vec<Field>,
    is_open: bool,
}

/// The field of a parameter.
struct Field {
    name: String,
    label: &'static str,
    hint: String,
    suffix: &'static str,
}

/// The name of a parameter’s field.
fn field(lever: &Lever, parameter: &Parameter) -> String {
    format!("{}.{}", lever.key, parameter.key)
}

/// The name of a field of a lever’s roles.
fn role_field(lever: &Lever, which: &str) -> String {
    format!("{}.{which}", lever.key)
}

/// In what a parameter is counted.
fn measured(unit: ParameterUnit) -> Measured {
    let (suffix, scale) = match unit {
        ParameterUnit::People => ("people", 1.0),
        ParameterUnit::Share => ("", 1.0),
        ParameterUnit::Pounds => ("£", 1.0),
        ParameterUnit::Weeks => ("weeks", 1.0),
        ParameterUnit::Months => ("months", 1.0),
        ParameterUnit::Month => ("", 1.0),
    };
    Measured { suffix, scale }
}

/// Shows the levers or, once one is chosen, the form of a scenario with it.
pub(crate) async fn page(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let mut answers = Answers::of(query);
    let at = first_day(&mut answers, &here);
    let from = answers.optional("from", |reference| {
        Chosen::of(&here, reference).map_err(|_| "Select a scenario from the list")
    });
    let from = from.unwrap_or(Chosen {
        reference: AS_NOW.to_owned(),
        kept: None,
    });
    answers = answers.set("from", &from.reference).set("at", slashed(at));
    let key = answers.text("lever").to_owned();
    let records = Records::of(&here).await?;
    let stands = |scenario: Scenario| {
        let ground = records.ground(&scenario)?;
        Ok::<_, NoPlan>((scenario, roles(ground.roles())))
    };
    let (scenario, roles) = match from.scenario(&records, at).and_then(stands) {
        Ok(found) => found,
        Err(problem) => return show(&here, answers, Vec::new(), problem.told()),
    };
    let changed = match key.is_empty() {
        true => None,
        false => applied(&mut answers, &key, &scenario, &roles),
    };
    match changed {
        Some(changed) => begin(here, &changed.write()),
        None => show(&here, answers, roles, Vec::new()),
    }
}

/// A text as it begins a sentence.
fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn roles(roles: &[OpeningRole]) -> Vec<Choice> {
    let choice = |role: &OpeningRole| Choice::new(&role.id, &role.name);
    roles.iter().map(choice).collect()
}

/// The scenario with a lever; what is wrong is told at its fields.
fn applied(
    answers: &mut Answers,
    key: &str,
    scenario: &Scenario,
    roles: &[Choice],
) -> Option<Scenario> {
    let lever = match lever(key) {
        Ok(lever) => lever,
        Err(error) => {
            answers.reject("from", error);
            return None;
        }
    };
    let mut given = BTreeMap::new();
    for parameter in lever.parameters {
        let unit = measured(parameter.unit);
        let value = answers.optional(&field(lever, parameter), |text| match read(text, unit)? {
            Shape::Fixed(value) => Ok(value),
            _ => Err(format!("{}: enter one number", parameter.name)),
        });
        let usual = value.is_some() && value == parameter.default;
        if let Some(value) = value.filter(|_| !usual) {
            given.insert(parameter.key.to_owned(), value);
        }
    }
    let mut role = |which| {
        answers.optional(&role_field(lever, which), |id| {
            let known = roles.iter().any(|role| role.value == id);
            known
                .then(|| id.to_owned())
                .ok_or("Select a role from the list")
        })
    };
    let given = Given {
        values: given,
        role: role("role"),
        instead: role("instead"),
    };
    if !answers.are_clear() {
        return None;
    }
    match lever.apply(scenario, &given) {
        Ok(changed) => Some(changed),
        Err(error @ LeverError::NeedsRoles { .. }) => {
            answers.reject(&role_field(lever, "role"), error);
            None
        }
        Err(error) => {
            let (name, problem) = told(lever, &error);
            answers.reject(&name, problem);
            None
        }
    }
}

/// The field of what is wrong, and what is wrong with it in the words and the
/// unit of the page.
fn told(lever: &Lever, error: &LeverError) -> (String, String) {
    let of = |key: &str| lever.parameters.iter().find(|it| it.key == key);
    match error {
        LeverError::Missing { key, .. } if let Some(it) = of(key) => {
            (field(lever, it), format!("{}: enter a number", it.name))
        }
        LeverError::OutOfBounds { key, low, high, .. } if let Some(it) = of(key) => {
            let end = |value: f64| written(Shape::Fixed(value), measured(it.unit));
            let problem = format!("{}: enter {} to {}", it.name, end(*low), end(*high));
            (field(lever, it), problem)
        }
        other => {
            let first = lever.parameters.first();
            let name = first.map_or_else(|| "from".to_owned(), |it| field(lever, it));
            (name, other.to_string())
        }
    }
}

fn show(here: &Here, mut answers: Answers, roles: Vec<Choice>, problems: Vec<String>) -> Page {
    let chosen = answers.text("lever").to_owned();
    for lever in levers() {
        for parameter in lever.parameters {
            let (name, default) = (field(lever, parameter), parameter.default);
            if let Some(default) = default.filter(|_| answers.all(&name).next().is_none()) {
                let shown = written(Shape::Fixed(default), measured(parameter.unit));
                answers = answers.with(&name, shown);
            }
        }
    }
    let view = |lever: &'static Lever| LeverView {
        lever,
        role: role_field(lever, "role"),
        unless_named: lever.role.unless_named().map_or_else(
            || "Choose a role".to_owned(),
            |it| format!("Not named: {it}"),
        ),
        instead: lever.takes_instead.then(|| role_field(lever, "instead")),
        fields: lever
            .parameters
            .iter()
            .map(|parameter| Field {
                name: field(lever, parameter),
                label: parameter.name,
                hint: match parameter.unit {
                    ParameterUnit::Month | ParameterUnit::Share => {
                        let unit = upper(parameter.unit.in_words());
                        format!("{unit}. {}", parameter.source)
                    }
                    _ => parameter.source.to_owned(),
                },
                suffix: match parameter.unit {
                    ParameterUnit::Pounds => "pounds",
                    other => measured(other).suffix,
                },
            })
            .collect(),
        is_open: lever.key == chosen,
    };
    let page = Levers {
        frame: here.frame(Some(Section::Levers)),
        trail: vec![Link::new(address::plan(&here.authority), "Plan")],
        scenarios: scenarios(here),
        roles,
        problems,
        levers: levers().iter().map(view).collect(),
        answers,
    };
    form_page(&page.answers, &page)
}
