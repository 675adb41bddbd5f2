//! What moved the FTE in post.

use super::{Band, band};
use crate::futures::{Column, Futures};
use crate::model::Flow;
use crate::series::Series;

/// What moved the FTE in post from the start to the end.
///
/// The means add up: opening and all steps give the closing. Medians need not,
/// as a future with many leavers is seldom the one with few starters.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// FTE at the start.
    pub opening: f64,
    /// FTE by flow, negative where it takes people out; those that never move
    /// anybody are left out.
    pub steps: Vec<Step>,
    /// FTE at the end.
    pub closing: Band,
}

/// A flow, and how much it moved in all months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Which.
    pub flow: Flow,
    /// FTE.
    pub band: Band,
}

impl Waterfall {
    pub(super) fn of(futures: &Futures) -> Self {
        let mut values = Vec::new();
        let mut in_post = |month| {
            futures.values(Column::Series(Series::InPost), month, &mut values);
            band(&mut values).unwrap_or_default()
        };
        let (opening, closing) = (in_post(0).mean, in_post(futures.months()));
        let steps = Flow::ALL.into_iter().filter_map(|flow| {
            let step = step(futures, flow);
            (step.band.mean != 0.0).then_some(step)
        });
        Self {
            opening,
            steps: steps.collect(),
            closing,
        }
    }
}

fn step(futures: &Futures, flow: Flow) -> Step {
    let mut values = Vec::with_capacity(futures.count());
    futures.total_flows(flow, &mut values);
    if flow.is_out() {
        values.iter_mut().for_each(|fte| *fte = -*fte);
    }
    Step {
        flow,
        band: band(&mut values).unwrap_or_default(),
    }
}
