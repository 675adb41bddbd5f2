//! What the council's plans say, each simulated once for a paper.

use std::collections::HashMap;
use std::rc::Rc;

use holdfast_forecast::compare::{Replaced, fits};
use holdfast_forecast::futures::{Column, simulate, unwatched};
use holdfast_forecast::ground::Ground;
use holdfast_forecast::outlook::{Band, Outlook};
use holdfast_forecast::series::Series;
use holdfast_forecast::{Model, Scenario};
use holdfast_workforce::amount::counted;
use holdfast_workforce::date::in_words;
use holdfast_workforce::nearest::did_you_mean;
use jiff::civil::Date;

use crate::facts::Facts;

/// A plan that was simulated.
pub(crate) struct Simulated {
    pub(crate) model: Model,
    pub(crate) outlook: Outlook,
}

/// The plans that a paper has asked for.
#[derive(Default)]
pub(crate) struct Plans {
    models: HashMap<String, Rc<Model>>,
    simulated: HashMap<String, Rc<Simulated>>,
}

/// What a plan saves beside another.
pub(crate) struct Saved {
    pub(crate) base: String,
    pub(crate) changed: String,
    pub(crate) value: String,
    pub(crate) working: String,
    pub(crate) source: String,
}

/// What a plan foresees of a series on a day.
pub(crate) struct Foreseen {
    pub(crate) title: String,
    pub(crate) series: Series,
    pub(crate) on: Date,
    pub(crate) band: Band,
    pub(crate) source: String,
}

impl Plans {
    /// A plan by its name, ready to be run.
    pub(crate) fn model(&mut self, facts: &Facts<'_>, name: &str) -> Result<Rc<Model>, String> {
        if let Some(known) = self.models.get(name) {
            return Ok(known.clone());
        }
        let scenario = scenario(facts, name)?;
        let workforce = facts.grounds.workforce;
        let ground = Ground::of(
            &scenario,
            workforce,
            facts.grounds.releases,
            Some(facts.service),
        );
        let ground = ground.map_err(|error| format!("the plan ‘{name}’ cannot be run: {error}"))?;
        let model = ground
            .model(&scenario)
            .map_err(|error| format!("the plan ‘{name}’ cannot be run: {error}"))?;
        let model = Rc::new(model);
        self.models.insert(name.to_owned(), model.clone());
        Ok(model)
    }

    /// A plan by its name, simulated.
    pub(crate) fn simulated(
        &mut self,
        facts: &Facts<'_>,
        name: &str,
    ) -> Result<Rc<Simulated>, String> {
        if let Some(known) = self.simulated.get(name) {
            return Ok(known.clone());
        }
        let model = self.model(facts, name)?;
        let futures = simulate(&model, &unwatched);
        let futures = futures.map_err(|_| format!("the plan ‘{name}’ was stopped"))?;
        let outlook = Outlook::of(&model, &futures);
        let run = Rc::new(Simulated {
            model: (*model).clone(),
            outlook,
        });
        self.simulated.insert(name.to_owned(), run.clone());
        Ok(run)
    }

    /// What a plan saves in agency workers a year, at most.
    pub(crate) fn saved(
        &mut self,
        facts: &Facts<'_>,
        plan: &str,
        beside: Option<&str>,
    ) -> Result<Saved, String> {
        let changed = self.model(facts, plan)?;
        let base = self.model(facts, &base_of(facts, plan, beside)?)?;
        fits(&base, &changed).map_err(|error| error.to_string())?;
        let replaced = Replaced::of(&base, &changed);
        let Some(replaced) = replaced else {
            return Err(format!(
                "‘{}’ replaces no agency worker of ‘{}’",
                changed.scenario().title,
                base.scenario().title
            ));
        };
        let Some(a_year) = replaced.a_year else {
            return Err(format!(
                "‘{}’ gives no price of agency workers, so nothing can be said of money",
                changed.scenario().title
            ));
        };
        let day = in_words(changed.scenario().month_end(replaced.month));
        let each = |pounds: f64| pounds_exactly(pounds / replaced.fte);
        let (value, working) = match replaced.ends {
            Some((low, high)) => (
                format!("{} to {}", pounds_exactly(low), pounds_exactly(high)),
                format!(
                    "{:.2} agency FTE fewer on {day} × {} to {} a year",
                    replaced.fte,
                    each(low),
                    each(high)
                ),
            ),
            None => (
                pounds_exactly(a_year),
                format!(
                    "{:.2} agency FTE fewer on {day} × {} a year",
                    replaced.fte,
                    each(a_year)
                ),
            ),
        };
        Ok(Saved {
            base: base.scenario().title.clone(),
            changed: changed.scenario().title.clone(),
            value,
            working,
            source: format!(
                "The plans ‘{}’ and ‘{}’, without chance",
                base.scenario().title,
                changed.scenario().title
            ),
        })
    }

    /// What a plan foresees of a series on a day.
    pub(crate) fn foreseen(
        &mut self,
        facts: &Facts<'_>,
        plan: &str,
        series: &str,
        on: Option<Date>,
    ) -> Result<Foreseen, String> {
        let series = series_of(series)?;
        let run = self.simulated(facts, plan)?;
        let scenario = run.model.scenario();
        let months = run.model.months();
        let month = match on {
            None => months,
            Some(day) => (0..=months)
                .find(|month| scenario.month_end(*month) == day)
                .ok_or_else(|| {
                    format!(
                        "the plan has no month that ends on {}; it runs from {} to {}",
                        in_words(day),
                        in_words(scenario.month_end(0)),
                        in_words(scenario.month_end(months))
                    )
                })?,
        };
        let band = run.outlook.band(series, month);
        let band = band.ok_or_else(|| {
            format!(
                "the plan says nothing of {} then",
                series.label().to_lowercase()
            )
        })?;
        Ok(Foreseen {
            title: scenario.title.clone(),
            series,
            on: scenario.month_end(month),
            band,
            source: source_of(scenario),
        })
    }
}

/// A series by its key.
pub(crate) fn series_of(key: &str) -> Result<Series, String> {
    Series::from_key(key).ok_or_else(|| {
        let near = did_you_mean(key, Series::ALL.iter().map(|it| it.key()));
        format!(
            "a plan foresees no ‘{key}’. {}",
            near.unwrap_or_else(|| {
                "There are in_post, vacancies, agency and the other lines of its page".to_owned()
            })
        )
    })
}

/// Which runs a plan's numbers come from.
pub(crate) fn source_of(scenario: &Scenario) -> String {
    let futures = counted(
        *scenario.futures.get_ref(),
        "simulated future",
        "simulated futures",
    );
    format!(
        "The plan ‘{}’: {futures}, seed {}",
        scenario.title, scenario.seed
    )
}

/// Whether a series is a column of results.
pub(crate) const fn column(series: Series) -> Column {
    Column::Series(series)
}

fn scenario(facts: &Facts<'_>, name: &str) -> Result<Scenario, String> {
    let mut plans = facts.grounds.all_plans();
    let Some((_, text)) = plans.find(|(reference, _)| *reference == name) else {
        return Err(no_plan(facts, name));
    };
    Scenario::read(text).map_err(|problems| {
        let first = problems
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        format!("the plan ‘{name}’ cannot be read: {first}")
    })
}

fn no_plan(facts: &Facts<'_>, name: &str) -> String {
    let names: Vec<&str> = facts
        .grounds
        .all_plans()
        .map(|(reference, _)| reference)
        .collect();
    let known = match names.is_empty() {
        true => "The council keeps no plan yet; make one first.".to_owned(),
        false => format!("There are {}.", names.join(", ")),
    };
    format!(
        "there is no plan ‘{name}’. {}",
        did_you_mean(name, names).unwrap_or(known)
    )
}

/// The plan that another is compared with: as named, or else the one other plan that there is.
fn base_of(facts: &Facts<'_>, plan: &str, beside: Option<&str>) -> Result<String, String> {
    if let Some(beside) = beside {
        return Ok(beside.to_owned());
    }
    let names = facts.grounds.all_plans().map(|(reference, _)| reference);
    let others: Vec<&str> = names.filter(|name| *name != plan).collect();
    match others.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => Err(format!(
            "there is no other plan to compare ‘{plan}’ with; keep one without the change"
        )),
        [first, ..] => Err(format!(
            "name the plan without the change, such as saving({plan}, {first}); there are {}",
            others.join(", ")
        )),
    }
}

/// Whole pounds with thousands apart.
fn pounds_exactly(value: f64) -> String {
    holdfast_workforce::amount::pounds(&format!("{value:.0}"))
}
