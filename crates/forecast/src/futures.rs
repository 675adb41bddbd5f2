//! Many futures of a model, simulated side by side.
//!
//! Each future has streams of chance of its own, and results are kept and added
//! up in the order of the futures, so that the number of threads changes
//! nothing.

use std::ops::{ControlFlow, RangeInclusive};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rayon::prelude::*;

use crate::future::{Future, Template};
use crate::model::{Drawn, Flow, Model};
use crate::scenario::Experience;
use crate::series::Series;
use crate::stock::{Month, Stock};

/// How many futures one piece of work holds: few enough for a processor's
/// cache, enough to be worth a thread's while.
const BLOCK: u32 = 64;

/// Stopped by whoever watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The simulation was stopped before it was finished.")]
pub struct Stopped;

/// What was told of every future.
#[derive(Clone, Debug)]
pub struct Futures {
    months: usize,
    columns: usize,
    futures: usize,
    blocks: Vec<Block>,
    sums: Vec<f64>,
    groups: usize,
    events: u64,
}

/// The results of some futures: by month, column and future.
#[derive(Clone, Debug)]
struct Block {
    futures: usize,
    values: Vec<f32>,
    /// FTE moved from the start to the end, by flow and future.
    flows: Vec<f32>,
    /// Added up over the futures, by month: flows, then FTE by role and experience.
    sums: Vec<f64>,
    /// In how many futures the establishment is filled, by month.
    full: Vec<u32>,
    events: u64,
}

/// A line of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// A series.
    Series(Series),
    /// FTE in post of an experience.
    Experience(Experience),
    /// FTE in post of a role, by its place.
    Role(usize),
}

impl Column {
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Series(series) => series.index(),
            Self::Experience(experience) => Series::COUNT + experience.index(),
            Self::Role(role) => Series::COUNT + Experience::ALL.len() + role,
        }
    }
}

/// Simulates a model's futures. Whoever watches is told after each how many are
/// done, and may stop the run there and then.
///
/// # Errors
/// Where it was stopped.
pub fn simulate(
    model: &Model,
    watch: &(dyn Fn(u32) -> ControlFlow<()> + Sync),
) -> Result<Futures, Stopped> {
    let futures = *model.scenario().futures.get_ref();
    let template = Template::new(model);
    let (done, stopped) = (AtomicU32::new(0), AtomicBool::new(false));
    let goes_on = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if watch(done).is_break() {
            stopped.store(true, Ordering::Relaxed);
        }
        !stopped.load(Ordering::Relaxed)
    };
    let firsts: Vec<u32> = (0..futures).step_by(BLOCK as usize).collect();
    let blocks: Vec<Block> = firsts
        .into_par_iter()
        .map_init(
            || Future::new(model, &template),
            |future, first| {
                let last = (first + BLOCK).min(futures);
                if stopped.load(Ordering::Relaxed) {
                    return Block::empty();
                }
                Block::of(model, future, first..last, &goes_on)
            },
        )
        .collect();
    if stopped.into_inner() {
        return Err(Stopped);
    }
    Ok(Futures::of(model, blocks))
}

/// Nobody watches.
pub fn unwatched(_done: u32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Block {
    fn empty() -> Self {
        Self {
            futures: 0,
            values: Vec::new(),
            flows: Vec::new(),
            sums: Vec::new(),
            full: Vec::new(),
            events: 0,
        }
    }

    /// Some futures, one after the other for as long as it goes on.
    fn of(
        model: &Model,
        future: &mut Future<'_>,
        numbers: std::ops::Range<u32>,
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Self {
        let width = columns(model);
        let futures = numbers.len();
        let months = model.months() + 1;
        let each = Flow::ALL.len() + groups(model);
        let mut block = Self {
            futures,
            values: vec![0.0; months * width * futures],
            flows: vec![0.0; Flow::ALL.len() * futures],
            sums: vec![0.0; months * each],
            full: vec![0; months],
            events: 0,
        };
        let mut row = vec![0.0; width];
        let before = future.events();
        for (place, number) in numbers.enumerate() {
            future.run(u64::from(number), |month, stock, told, drawn| {
                block.keep(model, (place, month), (stock, told, drawn), &mut row);
            });
            if !goes_on() {
                break;
            }
        }
        block.events = future.events() - before;
        block
    }

    fn keep(
        &mut self,
        model: &Model,
        (place, month): (usize, usize),
        (stock, told, drawn): (&mut Stock, &Month, &Drawn),
        row: &mut [f32],
    ) {
        stock.account(model, drawn, month, told, row);
        self.full[month] += u32::from(stock.is_full());
        let values = &mut self.values[month * row.len() * self.futures..];
        for (column, value) in row.iter().enumerate() {
            values[column * self.futures + place] = *value;
        }
        let each = Flow::ALL.len() + groups(model);
        let (flows, by_group) = self.sums[month * each..][..each].split_at_mut(Flow::ALL.len());
        for (sum, fte) in flows.iter_mut().zip(&told.flows) {
            *sum += fte;
        }
        for (flow, fte) in told.flows.iter().enumerate() {
            self.flows[flow * self.futures + place] += *fte as f32;
        }
        for (cell, fte) in model.cells.all().iter().zip(&stock.fte) {
            by_group[cell.role * Experience::ALL.len() + cell.experience.index()] +=
                fte * stock.hours;
        }
    }
}

/// How many columns a model's results have.
pub(crate) fn columns(model: &Model) -> usize {
    Series::COUNT + Experience::ALL.len() + model.opening().roles.len()
}

fn groups(model: &Model) -> usize {
    model.opening().roles.len() * Experience::ALL.len()
}

impl Futures {
    fn of(model: &Model, blocks: Vec<Block>) -> Self {
        let mut sums = vec![0.0; (model.months() + 1) * (Flow::ALL.len() + groups(model))];
        for block in &blocks {
            for (sum, more) in sums.iter_mut().zip(&block.sums) {
                *sum += more;
            }
        }
        Self {
            months: model.months(),
            columns: columns(model),
            futures: blocks.iter().map(|block| block.futures).sum(),
            events: blocks.iter().map(|block| block.events).sum(),
            groups: groups(model),
            blocks,
            sums,
        }
    }

    /// How many months they look ahead.
    pub fn months(&self) -> usize {
        self.months
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.futures
    }

    /// How many events were simulated in all of them: people who came, left,
    /// moved, went away or came to another group.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// All futures' values of a column at a month's end, in order. What can't
    /// be said is not a number.
    pub fn values(&self, column: Column, month: usize, into: &mut Vec<f32>) {
        into.clear();
        for block in &self.blocks {
            let from = (month * self.columns + column.place()) * block.futures;
            into.extend_from_slice(&block.values[from..from + block.futures]);
        }
    }

    /// All futures' sums of a column over some months, in order.
    pub fn sums(&self, column: Column, months: RangeInclusive<usize>) -> Vec<f64> {
        let (mut sums, mut values) = (vec![0.0; self.futures], Vec::new());
        for month in months {
            self.values(column, month, &mut values);
            for (sum, value) in sums.iter_mut().zip(&values) {
                *sum += f64::from(*value);
            }
        }
        sums
    }

    /// The share of futures in which, at a month's end, no post of any role is
    /// vacant and more FTE are in post within the establishment than posts.
    pub fn share_full(&self, month: usize) -> f64 {
        let full = self.blocks.iter().map(|block| block.full[month]);
        f64::from(full.sum::<u32>()) / self.futures as f64
    }

    /// The FTE that a flow moved from the start to the end, in all futures, in
    /// order.
    pub fn total_flows(&self, flow: Flow, into: &mut Vec<f32>) {
        into.clear();
        for block in &self.blocks {
            let from = flow.index() * block.futures;
            into.extend_from_slice(&block.flows[from..from + block.futures]);
        }
    }

    /// The mean FTE that a flow moved in a month.
    pub fn mean_flow(&self, flow: Flow, month: usize) -> f64 {
        let each = Flow::ALL.len() + self.groups;
        self.sums[month * each + flow.index()] / self.futures as f64
    }

    /// The mean FTE in post of a role and an experience at a month's end.
    pub fn mean_group(&self, role: usize, experience: Experience, month: usize) -> f64 {
        let each = Flow::ALL.len() + self.groups;
        let place = role * Experience::ALL.len() + experience.index();
        self.sums[month * each + Flow::ALL.len() + place] / self.futures as f64
    }
}
