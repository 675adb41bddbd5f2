//! The marks that all scenarios of a comparison are held to.

use super::Run;
use crate::model::Model;
use crate::outlook::{Filled, known_shares, stays_within};
use crate::scenario::{Aim, Budget};
use crate::series::Series;

/// Something of which each scenario has a chance.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A target is met at a month's end: at that of its date, or the plan's.
    Target {
        /// Of what.
        of: Series,
        /// How much.
        aim: Aim,
        /// The month of the plan.
        month: usize,
    },
    /// A financial year stays within its budget.
    Budget(Budget),
    /// No post is vacant and more are in post than established at the plan's
    /// end, those outside the establishment left out.
    Passed,
}

/// The marks of scenarios: the targets and budgets of all of them, each once,
/// and whether the establishment is passed.
pub fn marks(models: &[&Model]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |mark: Mark| {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    };
    for model in models {
        targets(model).for_each(&mut add);
    }
    for model in models {
        let budgets = model.scenario().budgets.iter().cloned();
        budgets.map(Mark::Budget).for_each(&mut add);
    }
    add(Mark::Passed);
    marks
}

fn targets(model: &Model) -> impl Iterator<Item = Mark> + '_ {
    let (last, start) = (model.months(), model.opening().date);
    model.scenario().targets.iter().filter_map(move |target| {
        let by = target.by.as_ref().map(|month| month.get_ref().after(start));
        Some(Mark::Target {
            of: target.of,
            aim: target.aim()?,
            month: by.map_or(last, |by| usize::try_from(by).unwrap_or(last).min(last)),
        })
    })
}

/// The chance of each mark in a scenario; nothing where it can't be told, such
/// as that of a budget without prices.
pub fn reached((model, futures): Run<'_>, marks: &[Mark]) -> Vec<Option<f64>> {
    let chance = |mark: &Mark| match mark {
        Mark::Target { of, aim, month } => known_shares(futures, *of, *aim).get(*month).copied()?,
        Mark::Budget(budget) => stays_within(model, futures, budget),
        Mark::Passed => Filled::of(futures).passed.last().copied(),
    };
    marks.iter().map(chance).collect()
}
