//! How far a value has to be moved for a target to be reached with a chance,
//! and what that costs.

use askama::Template;
use axum::extract::Query;
use holdfast_forecast::Scenario;
use holdfast_forecast::scenario::{Aim, Month};
use holdfast_forecast::seek::{Goal, Lever, Point, frontier, is_lever, seek};
use holdfast_forecast::series::Series;
use holdfast_forecast::uncertain::Shape;
use holdfast_forecast::values::{Named, refusal, reshaped};
use holdfast_intake::export::{aim_in_words, frontier_sheet, sought_in_words};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use super::assumptions::{numbers, shown};
use super::chosen::{AS_NOW, Chosen};
use super::compare::scenarios;
use super::list::first_day;
use super::patience::Patience;
use super::run::{NoPlan, Records, SEEKING, bounded, patiently};
use super::sheets::SheetView;
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/plan/seek.html")]
struct Seek {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    scenarios: Vec<Choice>,
    series: Vec<Choice>,
    levers: Vec<Choice>,
    problems: Vec<String>,
    found: Option<Found>,
}

/// What came of seeking.
#[derive(Default)]
struct Found {
    answer: String,
    frontier: Option<SheetView>,
}

/// The first lever and the second that may move with it.
const LEVERS: [&str; 2] = ["lever", "second"];

/// Shows the form and, once it is filled in, what was found.
pub(crate) async fn page(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let mut answers = Answers::of(query);
    let at = first_day(&mut answers, &here);
    let chosen = answers.optional("scenario", |reference| {
        Chosen::of(&here, reference).map_err(|_| "Select a scenario from the list")
    });
    let chosen = chosen.unwrap_or(Chosen {
        reference: AS_NOW.to_owned(),
        kept: None,
    });
    answers = answers.set("scenario", &chosen.reference);
    let (scenario, problems) = match chosen.scenario(&Records::of(&here).await?, at) {
        Ok(scenario) => (Some(scenario), Vec::new()),
        Err(problem) => (None, problem.told()),
    };
    let Some(scenario) = scenario else {
        return show(&here, answers, None, (problems, None));
    };
    let is_sent = answers.all("lever").next().is_some();
    let asked = match is_sent {
        false => None,
        true => Asked::read(&mut answers, &here, &scenario),
    };
    let answers = with_usual(answers, &scenario);
    let Some(asked) = asked.filter(|_| answers.are_clear()) else {
        return show(&here, answers, Some(&scenario), (problems, None));
    };
    let outcome = match found(&here, scenario.clone(), asked).await? {
        Ok(found) => (problems, Some(found)),
        Err(problem) => (problem.told(), None),
    };
    show(&here, answers, Some(&scenario), outcome)
}

/// What is sought.
struct Asked {
    goal: Goal,
    levers: Vec<Moved>,
}

/// A lever, and how people read it.
struct Moved {
    lever: Lever,
    name: String,
    scale: f64,
}

impl Moved {
    /// The lever by its name.
    fn named(&self) -> Lever {
        Lever {
            path: self.name.clone(),
            ..self.lever.clone()
        }
    }
}

/// A setting with its values as people read them.
fn shown_point(point: &Point, moved: &[Moved]) -> Point {
    let values = point.values.iter().zip(moved);
    Point {
        values: values
            .map(|(value, moved)| (value * moved.scale * 1e6).round() / 1e6)
            .collect(),
        ..point.clone()
    }
}

impl Asked {
    fn read(answers: &mut Answers, here: &Here, scenario: &Scenario) -> Option<Self> {
        let mut levers = vec![lever(answers, here, scenario, LEVERS[0])];
        if !answers.text(LEVERS[1]).is_empty() {
            levers.push(lever(answers, here, scenario, LEVERS[1]));
        }
        let goal = goal(answers, scenario);
        Some(Self {
            levers: levers.into_iter().collect::<Option<_>>()?,
            goal: goal?,
        })
    }
}

/// Reads a lever: its path, and from where to where in which steps, in the
/// units that its value is shown in.
fn lever(answers: &mut Answers, here: &Here, scenario: &Scenario, name: &str) -> Option<Moved> {
    let path = answers.text(name).to_owned();
    let values = numbers(scenario, &here.workforce);
    let is_it = |value: &Named| value.path == path && is_lever(&path);
    let Some(value) = values.into_iter().find(is_it) else {
        answers.reject(name, "Select what may be changed from the list");
        return None;
    };
    let scale = value.measured.scale;
    let read = |answers: &mut Answers, part: &str, missing: &str| {
        let typed = answers.required(&format!("{name}-{part}"), missing, number);
        typed.map(|typed| typed / scale)
    };
    let from = read(answers, "from", "Enter the value to begin with");
    let to = read(answers, "to", "Enter the furthest value");
    let step_field = format!("{name}-step");
    if answers.text(&step_field).trim().is_empty() {
        *answers = std::mem::take(answers).set(&step_field, usual_step(&value));
    }
    let step = read(answers, "step", "");
    for (part, end) in [("from", from), ("to", to)] {
        let shape = end.map(Shape::Fixed);
        let refused = shape.and_then(|_| reshaped(scenario, &path, shape, "").err());
        if let Some(error) = refused {
            let why = refusal(&value, shape, &error);
            answers.reject(&format!("{name}-{part}"), format!("{}: {why}", value.label));
        }
    }
    let unit = match value.measured.suffix {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    Some(Moved {
        name: format!("{}, {}{unit}", value.group, value.label),
        scale,
        lever: Lever {
            path,
            from: from?,
            to: to?,
            step: step?,
        },
    })
}

/// The step where none is typed, as people write it: 1, or 0.1 percentage points.
fn usual_step(value: &Named) -> &'static str {
    match value.measured.suffix {
        "%" => "0.1",
        _ => "1",
    }
}

fn goal(answers: &mut Answers, scenario: &Scenario) -> Option<Goal> {
    let of = answers.required("series", "Select what is to be reached", |key| {
        Series::from_key(key).ok_or("Select what is to be reached")
    });
    let limit = answers.required("limit", "Enter the number to be reached", number);
    let by = answers.required(
        "by",
        "Enter the month by which it is to be reached",
        |text| month(text, scenario),
    );
    let chance = answers.required(
        "chance",
        "Enter how likely it is to be, from 1 to 99",
        |text| {
            let chance = number(text)?;
            let is_share = (1.0..=99.0).contains(&chance);
            is_share
                .then_some(chance / 100.0)
                .ok_or_else(|| "The chance is from 1 to 99".to_owned())
        },
    );
    let limit = limit?;
    let aim = match answers.text("side") {
        "least" => Aim::AtLeast(limit),
        _ => Aim::AtMost(limit),
    };
    Some(Goal {
        of: of?,
        aim,
        month: by?,
        chance: chance?,
    })
}

fn number(text: &str) -> Result<f64, String> {
    let plain: String = text
        .chars()
        .filter(|letter| !matches!(letter, ',' | '£' | '%' | ' '))
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect();
    let value: Option<f64> = plain.parse().ok().filter(|it: &f64| it.is_finite());
    value.ok_or_else(|| format!("‘{text}’ is no number; write digits, such as 5 or 0.5"))
}

/// The month of the plan that a text such as `2028-03` names.
fn month(text: &str, scenario: &Scenario) -> Result<usize, String> {
    let month: Month = text.parse()?;
    let months = usize::from(*scenario.months.get_ref());
    let after = usize::try_from(month.after(scenario.start.date)).ok();
    after
        .filter(|after| (1..=months).contains(after))
        .ok_or_else(|| {
            format!(
                "‘{text}’ is no month of the plan; write {} to {}",
                scenario.first_month(),
                scenario.last_month()
            )
        })
}

/// The form with what is usual where nothing was typed.
fn with_usual(mut answers: Answers, scenario: &Scenario) -> Answers {
    let last = scenario.last_month().to_string();
    let usual = [
        ("series", "vacancy_rate"),
        ("side", "most"),
        ("limit", "5"),
        ("by", last.as_str()),
        ("chance", "80"),
    ];
    if answers.all("lever").next().is_none() {
        for (field, value) in usual {
            if answers.text(field).is_empty() {
                answers = answers.set(field, value);
            }
        }
    }
    answers
}

async fn found(
    here: &Here,
    scenario: Scenario,
    asked: Asked,
) -> Result<Result<Found, NoPlan>, PageError> {
    let records = Records::of(here).await?;
    patiently(move |patience: &Patience| sought(&records, &scenario, &asked, patience)).await
}

fn sought(
    records: &Records,
    scenario: &Scenario,
    asked: &Asked,
    patience: &Patience,
) -> Result<Found, NoPlan> {
    let scenario = bounded(scenario, SEEKING);
    let ground = records.ground(&scenario)?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let watch = |done: u64, all: u64| patience.tell(done, all);
    let refused = |error: holdfast_forecast::seek::SeekError| NoPlan::Refused(error.to_string());
    let goal = asked.goal;
    match asked.levers.as_slice() {
        [first, second] => {
            let points = frontier(
                &scenario,
                &build,
                goal,
                (&first.lever, &second.lever),
                &watch,
            );
            let points = points.map_err(refused)?;
            let day: Date = scenario.month_end(goal.month);
            let aim = aim_in_words(goal.of, goal.aim);
            let answer = match points.is_empty() {
                true => format!("{aim} on {}: no pair of values is enough.", in_words(day)),
                false => format!(
                    "{aim} on {} in at least {:.0}% of futures: each of these pairs is enough.",
                    in_words(day),
                    goal.chance * 100.0
                ),
            };
            let shown: Vec<_> = points
                .iter()
                .map(|point| shown_point(point, &asked.levers))
                .collect();
            let sheet = frontier_sheet((&first.named(), &second.named()), &shown);
            let table = (!points.is_empty()).then(|| SheetView::of("frontier", sheet));
            Ok(Found {
                answer,
                frontier: table,
            })
        }
        levers => {
            let moved = levers
                .first()
                .ok_or_else(|| NoPlan::Refused("Select what may be changed.".to_owned()))?;
            let found = seek(&scenario, &build, goal, &moved.lever, &watch).map_err(refused)?;
            let found = found.map(|point| shown_point(&point, levers));
            let model = ground.model(&scenario)?;
            Ok(Found {
                answer: sought_in_words(&model, goal, &moved.named(), &found),
                frontier: None,
            })
        }
    }
}

fn show(
    here: &Here,
    answers: Answers,
    scenario: Option<&Scenario>,
    (problems, found): (Vec<String>, Option<Found>),
) -> Page {
    let choice = |it: &Series| Choice::new(it.key(), it.label());
    let page = Seek {
        frame: here.frame(Some(Section::Seek)),
        trail: vec![Link::new(address::plan(&here.authority), "Plan")],
        scenarios: scenarios(here),
        series: Series::ALL.iter().map(choice).collect(),
        levers: scenario.map_or_else(Vec::new, |it| levers(here, it)),
        problems,
        found,
        answers,
    };
    form_page(&page.answers, &page)
}

/// What may be changed, with its value now.
fn levers(here: &Here, scenario: &Scenario) -> Vec<Choice> {
    numbers(scenario, &here.workforce)
        .into_iter()
        .filter(|value| is_lever(&value.path))
        .map(|value| {
            let label = format!("{}, {} ({})", value.group, value.label, shown(&value));
            Choice::new(value.path, label)
        })
        .collect()
}
