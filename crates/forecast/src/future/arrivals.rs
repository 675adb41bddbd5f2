//! Who arrives: intakes, hires out of the pipeline, agency workers made permanent.

use rand::RngExt as _;
use rand_xoshiro::SplitMix64;

use super::calendar::Due;
use super::chance::{Chance, Process, Purpose};
use super::{Future, Member, NOWHERE, next_stage};
use crate::model::{Flow, Model, mix};
use crate::scenario::{Count, Experience, Limit};

/// What adding up twelfths may lack of a whole.
const ROUNDING: f64 = 1e-9;

/// Offers that were accepted and have not arrived, and where the counting of
/// each stream stands.
#[derive(Clone, Debug)]
pub(super) struct Pipeline {
    /// For each stream of hires, how many arrive in each month.
    coming: Vec<Vec<u32>>,
    /// FTE on their way by role.
    on_the_way: Vec<f64>,
    /// Each stream's process of offers.
    offering: Vec<Process>,
    /// What is left over of a fixed number of offers.
    left_over: Vec<f64>,
    /// The processes of conversions.
    converting: Vec<Process>,
}

impl Pipeline {
    pub(super) fn new(model: &Model) -> Self {
        Self {
            coming: vec![vec![0; model.months + 1]; model.hires.len()],
            on_the_way: vec![0.0; model.opening.roles.len()],
            offering: Vec::new(),
            left_over: vec![0.0; model.hires.len()],
            converting: Vec::new(),
        }
    }

    pub(super) fn begin(&mut self, model: &Model, chance: Chance) {
        for months in &mut self.coming {
            months.fill(0);
        }
        self.on_the_way.fill(0.0);
        self.left_over.fill(0.0);
        let process = |key| Process::new(chance.stream(Purpose::Arrivals, key));
        self.offering.clear();
        self.offering
            .extend(model.hires.iter().map(|hire| process(hire.key)));
        self.converting.clear();
        self.converting
            .extend(model.conversions.iter().map(|stream| process(stream.key)));
    }

    /// How many offers there are, with so many expected.
    fn offers(&mut self, stream: usize, count: Count, expected: f64) -> u32 {
        match count {
            Count::Chance => self.offering[stream].count(expected),
            Count::Fixed => {
                let all = self.left_over[stream] + expected;
                let counted = (all + ROUNDING).floor();
                self.left_over[stream] = all - counted;
                counted as u32
            }
        }
    }
}

/// A number of people: fractions are drawn, so that the mean is kept.
fn whole(number: f64, random: &mut SplitMix64) -> u32 {
    let fraction = number.fract();
    let more = fraction > 0.0 && random.random::<f64>() < fraction;
    number.trunc() as u32 + u32::from(more)
}

impl Future<'_> {
    pub(super) fn arrive(&mut self, month: usize) {
        for intake in 0..self.model.intakes.len() {
            self.take_in(intake, month);
        }
        for stream in 0..self.model.hires.len() {
            self.offer(stream, month);
            self.receive(stream, month);
        }
        for stream in 0..self.model.conversions.len() {
            self.convert(stream, month);
        }
        self.told.pay_dues(self.model, &self.drawn, month);
    }

    /// A cohort of newly qualified workers starts.
    fn take_in(&mut self, which: usize, month: usize) {
        let intake = &self.model.intakes[which];
        if !intake.starts[month] {
            return;
        }
        let about = intake.key ^ month as u64;
        let mut random = self.chance.stream(Purpose::Starting, about);
        let offered = whole(self.drawn[intake.size], &mut random);
        let drop_out = self.drawn[intake.drop_out];
        let fte = self.drawn[intake.fte];
        for nth in 0..offered {
            if random.random::<f64>() < drop_out {
                continue;
            }
            self.told.academy += self.drawn[intake.cost_each];
            self.told.add(Flow::NewlyQualified, fte * self.stock.hours);
            let id = self.join(
                month,
                intake.role,
                Experience::NewlyQualified,
                fte,
                (Some(which), mix(about) ^ u64::from(nth)),
            );
            self.calendar.add(month + 12, id, Due::Assessment);
        }
    }

    /// A month's offers of a stream.
    fn offer(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let share = hire.share[month];
        if share <= 0.0 {
            return;
        }
        let expected = self.drawn[hire.a_year] * share * self.shocks.hiring;
        let offers = self.arrivals.offers(stream, hire.count, expected);
        let about = hire.key ^ month as u64;
        let mut random = self.chance.stream(Purpose::Lag, about);
        let fte = self.drawn[hire.fte];
        let lag = self.drawn[hire.months_to_hire] + self.drawn[hire.arrival_lag];
        for _ in 0..offers {
            let room = self.stock.room(hire.role) - self.arrivals.on_the_way[hire.role];
            if hire.limit == Limit::Vacancies && room < fte / 2.0 {
                break;
            }
            let month = month + whole(lag, &mut random) as usize;
            self.arrivals.on_the_way[hire.role] += fte;
            if let Some(coming) = self.arrivals.coming[stream].get_mut(month) {
                *coming += 1;
            }
        }
    }

    /// Those of a stream whose first day is in this month.
    fn receive(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let fte = self.drawn[hire.fte];
        let about = mix(hire.key ^ month as u64);
        for nth in 0..self.arrivals.coming[stream][month] {
            self.arrivals.on_the_way[hire.role] -= fte;
            self.told.recruitment += self.drawn[hire.cost_each];
            self.told
                .add(Flow::of_hire(hire.kind), fte * self.stock.hours);
            let lot = about ^ u64::from(nth);
            self.join(month, hire.role, hire.experience, fte, (None, lot));
        }
    }

    /// Agency workers who become permanent this month.
    fn convert(&mut self, stream: usize, month: usize) {
        const FTE: f64 = 1.0;
        let conversion = &self.model.conversions[stream];
        if !conversion.open[month] {
            return;
        }
        let expected = self.stock.agency * self.drawn[conversion.hazard];
        let about = mix(conversion.key ^ month as u64);
        for nth in 0..self.arrivals.converting[stream].count(expected) {
            if self.stock.room(conversion.role) < FTE / 2.0 {
                break;
            }
            self.told.recruitment += self.drawn[conversion.cost_each];
            self.told.add(Flow::Converted, FTE * self.stock.hours);
            let lot = about ^ u64::from(nth);
            self.join(
                month,
                conversion.role,
                conversion.experience,
                FTE,
                (None, lot),
            );
        }
    }

    /// Somebody joins at the end of a month, in the middle of their experience
    /// group or at the beginning of the first.
    fn join(
        &mut self,
        month: usize,
        role: usize,
        experience: Experience,
        fte: f64,
        (intake, lot): (Option<usize>, u64),
    ) -> u32 {
        self.events += 1;
        let id = self.members.len() as u32;
        let cells = &self.model.cells;
        let cell = match intake {
            Some(intake) => cells.of_intake(intake, role, experience, 0),
            None => cells.ordinary(role, experience, false),
        };
        let member = Member {
            fte,
            lot,
            qualified: month as i16 - experience.typical_month() as i16,
            joined: month as i16,
            intake: intake.map_or(0, |intake| intake as u16 + 1),
            role: role as u16,
            cell: cell as u16,
            place: NOWHERE,
            gone: false,
        };
        self.members.push(member);
        self.stock.put(self.model, cell, fte, 1.0);
        self.join_list(id);
        if let Some(next) = next_stage(self.model, &member, month) {
            self.calendar.add(next, id, Due::Stage);
        }
        id
    }
}
