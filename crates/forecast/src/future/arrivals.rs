//! Who arrives: intakes, hires out of the pipeline, agency workers made permanent.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Exp1};

use super::calendar::Due;
use super::{Future, Member, NOWHERE, next_stage};
use crate::model::{Flow, HireModel, Model};
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
    /// How far each stream's process still has to go to its next hire; for a
    /// fixed number, what was left over.
    ahead: Vec<f64>,
    /// The same for conversions.
    converting: Vec<f64>,
}

impl Pipeline {
    pub(super) fn new(model: &Model) -> Self {
        Self {
            coming: vec![vec![0; model.months + 1]; model.hires.len()],
            on_the_way: vec![0.0; model.opening.roles.len()],
            ahead: vec![0.0; model.hires.len()],
            converting: vec![0.0; model.conversions.len()],
        }
    }

    pub(super) fn begin(&mut self, model: &Model, random: &mut ChaCha8Rng) {
        for months in &mut self.coming {
            months.fill(0);
        }
        self.on_the_way.fill(0.0);
        for ahead in self.ahead.iter_mut().chain(&mut self.converting) {
            *ahead = Exp1.sample(random);
        }
        let fixed = |hire: &HireModel| hire.count == Count::Fixed;
        for (ahead, _) in self
            .ahead
            .iter_mut()
            .zip(&model.hires)
            .filter(|(_, hire)| fixed(hire))
        {
            *ahead = 0.0;
        }
    }
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
    fn take_in(&mut self, nth: usize, month: usize) {
        let intake = &self.model.intakes[nth];
        if !intake.starts[month] {
            return;
        }
        let places = self.drawn[intake.size];
        let offered = self.whole(places);
        let drop_out = self.drawn[intake.drop_out];
        let fte = self.drawn[intake.fte];
        for _ in 0..offered {
            if drop_out > 0.0 && self.choosing.random::<f64>() < drop_out {
                continue;
            }
            self.told.academy += self.drawn[intake.cost_each];
            self.told.add(Flow::NewlyQualified, fte * self.stock.hours);
            let id = self.join(
                month,
                intake.role,
                Experience::NewlyQualified,
                fte,
                Some(nth),
            );
            self.calendar.add(month + 12, id, Due::Assessment);
        }
    }

    /// A number of people: fractions are drawn, so that the mean is kept.
    fn whole(&mut self, number: f64) -> u32 {
        let fraction = number.fract();
        let more = fraction > 0.0 && self.choosing.random::<f64>() < fraction;
        number.trunc() as u32 + u32::from(more)
    }

    /// A month's offers of a stream.
    fn offer(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let share = hire.share[month];
        if share <= 0.0 {
            return;
        }
        let expected = self.drawn[hire.a_year] * share * self.shocks.hiring;
        let offers = self.count(stream, hire.count, expected);
        let fte = self.drawn[hire.fte];
        let lag = self.drawn[hire.months_to_hire] + self.drawn[hire.arrival_lag];
        for _ in 0..offers {
            let room = self.stock.room(hire.role) - self.arrivals.on_the_way[hire.role];
            if hire.limit == Limit::Vacancies && room < fte / 2.0 {
                break;
            }
            let month = month + self.whole(lag) as usize;
            self.arrivals.on_the_way[hire.role] += fte;
            if let Some(coming) = self.arrivals.coming[stream].get_mut(month) {
                *coming += 1;
            }
        }
    }

    /// How many there are, with so many expected.
    fn count(&mut self, stream: usize, count: Count, expected: f64) -> u32 {
        let ahead = &mut self.arrivals.ahead[stream];
        let mut counted = 0;
        match count {
            Count::Chance => {
                let mut left = expected;
                while *ahead < left {
                    left -= *ahead;
                    *ahead = Exp1.sample(&mut self.hiring);
                    counted += 1;
                }
                *ahead -= left;
            }
            Count::Fixed => {
                let all = *ahead + expected;
                counted = (all + ROUNDING).floor() as u32;
                *ahead = all - f64::from(counted);
            }
        }
        counted
    }

    /// Those of a stream whose first day is in this month.
    fn receive(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let fte = self.drawn[hire.fte];
        for _ in 0..self.arrivals.coming[stream][month] {
            self.arrivals.on_the_way[hire.role] -= fte;
            self.told.recruitment += self.drawn[hire.cost_each];
            self.told
                .add(Flow::of_hire(hire.kind), fte * self.stock.hours);
            self.join(month, hire.role, hire.experience, fte, None);
        }
    }

    /// Agency workers who become permanent this month.
    fn convert(&mut self, stream: usize, month: usize) {
        const FTE: f64 = 1.0;
        let conversion = &self.model.conversions[stream];
        if !conversion.open[month] {
            return;
        }
        let mut left = self.stock.agency * self.drawn[conversion.hazard];
        while self.arrivals.converting[stream] < left {
            left -= self.arrivals.converting[stream];
            self.arrivals.converting[stream] = Exp1.sample(&mut self.hiring);
            if self.stock.room(conversion.role) < FTE / 2.0 {
                continue;
            }
            self.told.recruitment += self.drawn[conversion.cost_each];
            self.told.add(Flow::Converted, FTE * self.stock.hours);
            self.join(month, conversion.role, conversion.experience, FTE, None);
        }
        self.arrivals.converting[stream] -= left;
    }

    /// Somebody joins at the end of a month, in the middle of their experience
    /// group or at the beginning of the first.
    fn join(
        &mut self,
        month: usize,
        role: usize,
        experience: Experience,
        fte: f64,
        intake: Option<usize>,
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
