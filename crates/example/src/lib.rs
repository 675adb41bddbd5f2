#![doc = include_str!("../README.md")]

mod agency;
mod away;
mod calendar;
mod calibration;
mod careers;
mod caseload;
mod draw;
mod establishment;
mod history;
mod jobs;
mod names;
mod national;
mod papers;
mod pay;
mod people;
mod place;
mod recruitment;
mod sickness;
mod strategy;
mod structure;
mod world;

use holdfast_workforce::Workforce;
use jiff::civil::{Date, date};

pub use national::national_return;
pub use papers::{Paper, papers};

use crate::draw::Draw;

/// What synthetic authority to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where chance begins: the same plan always gives the same records.
    pub seed: u64,
    /// FTE of social workers to expect in post on the day of the records,
    /// newly qualified workers outside the establishment among them.
    pub fte: u32,
    /// How many years the records go back.
    pub years: u8,
    /// The last day of the records.
    pub as_at: Date,
    /// The authority's number; those of real ones begin with 2.
    pub number: String,
    /// The authority's name.
    pub name: String,
}

impl Default for Plan {
    /// An authority of 420 FTE with 8 years of records, as at a fixed day.
    fn default() -> Self {
        Self {
            seed: 1,
            fte: 420,
            years: 8,
            as_at: date(2026, 9, 30),
            number: number(0),
            name: names::council(0),
        }
    }
}

/// The scorecard of the example authority, with targets around the day of the
/// default plan, as the text that councils keep.
pub const SCORECARD: &str = include_str!("scorecard.toml");

/// A report of the example authority to its scrutiny committee, complete; its figures are references.
pub const SCRUTINY_REPORT: &str =
    include_str!("../../../examples/fableshire-2026/scrutiny-report.md");

/// What inspectors ask the example authority for; its figures are references.
pub const INSPECTION_PACK: &str =
    include_str!("../../../examples/fableshire-2026/inspection-pack.md");

/// Makes one synthetic authority, with its strategy.
pub fn generate(plan: &Plan) -> Workforce {
    let (workforce, ids) = history::make(plan, 0);
    strategy::with_strategy(&workforce, ids, plan.seed, plan.as_at)
}

/// Makes synthetic authorities, one after the other, whose sizes follow those
/// of the real ones. With 153 of them they make a nation of England's size.
/// None of them has a strategy.
pub fn nation(
    seed: u64,
    years: u8,
    as_at: Date,
    authorities: usize,
) -> impl Iterator<Item = Workforce> {
    let sizes = sizes(seed, authorities);
    sizes.into_iter().enumerate().map(move |(index, fte)| {
        let plan = Plan {
            seed,
            fte,
            years,
            as_at,
            number: number(index),
            name: names::council(index),
        };
        history::make(&plan, index as u64 + 1).0
    })
}

/// The size of each authority: the published ones in an order of chance and
/// shaken a little, so that none stands for a real authority.
fn sizes(seed: u64, authorities: usize) -> Vec<u32> {
    let mut draw = Draw::new(seed, u64::MAX);
    let mut published = calibration::sizes();
    draw.shuffle(&mut published);
    let sizes = published.iter().cycle().take(authorities);
    sizes
        .map(|fte| (fte * draw.within(0.95, 1.05)).max(8.0) as u32)
        .collect()
}

fn number(index: usize) -> String {
    format!("{:03}", index + 1)
}
