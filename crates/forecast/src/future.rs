//! One simulated future, month by month.
//!
//! Within a cell everybody has the same hazards, so chance need not ask each
//! of them: people are laid end to end, each as long as the sum of their
//! hazards, and a Poisson process of unit rate runs along that line. Where it
//! strikes, something happens to whoever lies there, and it goes on from their
//! end. So each month something happens to somebody with probability
//! 1 − exp(−hazard), independently, and the generator is asked once for each
//! event instead of once for each person and month. What is left of the last
//! step carries over to the next cell and month, as the process has no memory.
//!
//! Streams of chance are kept apart by purpose, so that scenarios which differ
//! in one thing see the same chance in all others (common random numbers).

mod arrivals;
mod calendar;
mod template;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Exp1, StandardNormal};

use crate::model::{Drawn, EventKind, Flow, Model};
use crate::scenario::Limit;
use crate::stock::{Month, Stock};
use calendar::{Calendar, Due};
use template::next_stage;
pub(crate) use template::{Template, cell_at};

/// Nobody's place in a cell.
const NOWHERE: u32 = u32::MAX;

/// Somebody in a future.
#[derive(Clone, Copy, Debug)]
struct Member {
    fte: f64,
    /// The plan month in which their experience was nought.
    qualified: i16,
    /// The plan month in which they joined, 0 for those of the start.
    joined: i16,
    /// The intake they came with, plus one; 0 for none.
    intake: u16,
    role: u16,
    cell: u16,
    /// Their place in the cell's list, or [`NOWHERE`] while away or gone.
    place: u32,
    gone: bool,
}

/// One future after another, in the same memory.
pub(crate) struct Future<'a> {
    model: &'a Model,
    template: &'a Template,
    drawn: Drawn,
    members: Vec<Member>,
    lists: Vec<Vec<u32>>,
    calendar: Calendar,
    stock: Stock,
    told: Month,
    /// For each cell, the hazards of its events, and the sum of all but leaving.
    hazards: Vec<Vec<f64>>,
    rest: Vec<f64>,
    hits: Vec<(u32, EventKind)>,
    arrivals: arrivals::Pipeline,
    /// How far the process along the line of people still has to go.
    ahead: f64,
    events: u64,
    sweeping: ChaCha8Rng,
    choosing: ChaCha8Rng,
    hiring: ChaCha8Rng,
    shocks: YearShocks,
}

/// The factors of a year.
#[derive(Clone, Copy, Debug)]
struct YearShocks {
    attrition: f64,
    hiring: f64,
    agency: f64,
}

impl<'a> Future<'a> {
    pub(crate) fn new(model: &'a Model, template: &'a Template) -> Self {
        let generator = ChaCha8Rng::seed_from_u64(model.scenario.seed);
        Self {
            model,
            template,
            drawn: Drawn::default(),
            members: Vec::new(),
            lists: vec![Vec::new(); model.cells.len()],
            calendar: Calendar::new(model.months),
            stock: Stock::default(),
            told: Month::default(),
            hazards: model
                .events
                .iter()
                .map(|events| vec![0.0; events.len()])
                .collect(),
            rest: vec![0.0; model.cells.len()],
            hits: Vec::new(),
            arrivals: arrivals::Pipeline::new(model),
            ahead: 0.0,
            events: 0,
            sweeping: generator.clone(),
            choosing: generator.clone(),
            hiring: generator,
            shocks: YearShocks {
                attrition: 1.0,
                hiring: 1.0,
                agency: 1.0,
            },
        }
    }

    /// How many events there were in all futures so far.
    pub(crate) fn events(&self) -> u64 {
        self.events
    }

    /// Runs the future of a number, and gives each month's stock and flows,
    /// from the start on, to whoever keeps them.
    pub(crate) fn run(
        &mut self,
        number: u64,
        mut keep: impl FnMut(usize, &mut Stock, &Month, &Drawn),
    ) {
        self.begin(number);
        keep(0, &mut self.stock, &self.told, &self.drawn);
        for month in 1..=self.model.months {
            self.told = Month::default();
            if month % 12 == 1 {
                self.begin_year();
            }
            self.stock.change_posts(self.model, &self.drawn, month);
            self.fall_due(month);
            self.sweep(month);
            self.arrive(month);
            self.stock
                .call_teams(self.model, &self.drawn, month, &mut self.told);
            self.stock
                .call_agency(self.model, &self.drawn, month, self.shocks.agency);
            keep(month, &mut self.stock, &self.told, &self.drawn);
        }
    }

    fn begin(&mut self, number: u64) {
        const STREAMS: u64 = 4;
        self.sweeping.set_stream(number * STREAMS);
        self.choosing.set_stream(number * STREAMS + 1);
        self.hiring.set_stream(number * STREAMS + 2);
        for generator in [&mut self.sweeping, &mut self.choosing, &mut self.hiring] {
            generator.set_word_pos(0);
        }
        self.model
            .slots
            .draw(self.model.scenario.seed, number, &mut self.drawn);
        self.members.clone_from(&self.template.members);
        for (list, template) in self.lists.iter_mut().zip(&self.template.lists) {
            list.clone_from(template);
        }
        self.calendar.clone_from(&self.template.calendar);
        self.stock.copy_from(&self.template.stock);
        self.stock.agency = self.model.opening.agency;
        self.told = Month::default();
        for (cell, events) in self.model.events.iter().enumerate() {
            for (place, event) in events.iter().enumerate() {
                self.hazards[cell][place] = self.drawn[event.hazard];
            }
            self.hazards[cell][0] *= self.model.leaving_of(cell, &self.drawn);
            self.rest[cell] = self.hazards[cell].iter().skip(1).sum();
        }
        self.away_at_start();
        self.arrivals.begin(self.model, &mut self.hiring);
        self.ahead = Exp1.sample(&mut self.sweeping);
    }

    /// Those who are away at the start come back: their absence is taken to be
    /// anywhere in its course.
    fn away_at_start(&mut self) {
        for (id, person) in self.model.opening.people.iter().enumerate() {
            let Some(kind) = person.away else { continue };
            let absence = self
                .model
                .absences
                .iter()
                .position(|absence| absence.kind == kind);
            let Some(absence) = absence else { continue };
            let months = self.model.absences[absence].months.draw(&mut self.choosing);
            let left: f64 = months * self.choosing.random::<f64>();
            let month = (left.ceil() as usize).max(1);
            self.calendar
                .add(month, id as u32, Due::Return(absence as u16));
        }
    }

    /// Draws the factors of a year. Their means are 1.
    fn begin_year(&mut self) {
        let spread = self.model.scenario.shocks;
        let mut factor = |sd: f64| {
            let normal: f64 = StandardNormal.sample(&mut self.choosing);
            if sd > 0.0 {
                (sd * normal - sd * sd / 2.0).exp()
            } else {
                1.0
            }
        };
        self.shocks.attrition = factor(spread.attrition);
        self.shocks.hiring = factor(spread.hiring);
        self.stock.drift *= factor(spread.establishment);
        self.shocks.agency = factor(spread.agency);
    }

    /// What the calendar holds for a month.
    fn fall_due(&mut self, month: usize) {
        while let Some((id, due)) = self.calendar.next(month) {
            let member = self.members[id as usize];
            if member.gone {
                continue;
            }
            self.events += 1;
            match due {
                Due::Stage => self.restage(id, month),
                Due::Assessment => self.assess(id),
                Due::Return(absence) => self.come_back(id, usize::from(absence)),
            }
        }
    }

    /// Moves somebody to the cell in which they now belong.
    fn restage(&mut self, id: u32, month: usize) {
        let member = self.members[id as usize];
        let outside = self.model.cells.all()[usize::from(member.cell)].outside;
        let joined = usize::try_from(member.joined).unwrap_or_default();
        let intake = member
            .intake
            .checked_sub(1)
            .map(|intake| (usize::from(intake), joined));
        let (role, qualified) = (usize::from(member.role), i32::from(member.qualified));
        let cell = cell_at(self.model, role, intake, qualified, outside, month);
        self.transfer(id, cell);
        if let Some(next) = next_stage(self.model, &member, month) {
            self.calendar.add(next, id, Due::Stage);
        }
    }

    /// The assessment at the end of the first year.
    fn assess(&mut self, id: u32) {
        let intake = usize::from(self.members[id as usize].intake).saturating_sub(1);
        let pass = self.drawn[self.model.intakes[intake].pass];
        if self.choosing.random::<f64>() >= pass {
            self.go(id, Flow::NotPassed);
        }
    }

    fn come_back(&mut self, id: u32, absence: usize) {
        if self.choosing.random::<f64>() < self.drawn[self.model.absences[absence].returns] {
            let member = self.members[id as usize];
            self.stock.away[usize::from(member.cell)] -= member.fte;
            self.join_list(id);
        } else {
            self.go(id, Flow::NotReturned);
        }
    }

    /// Lets a month's chance run along all people at work.
    fn sweep(&mut self, month: usize) {
        let feedback = self.feedback();
        let season = self.model.seasons[self.model.calendar_month(month)];
        let factor = season * self.drawn[self.model.leaving] * self.shocks.attrition * feedback;
        for cell in 0..self.lists.len() {
            let people = self.lists[cell].len();
            if people == 0 {
                continue;
            }
            let leaving = self.hazards[cell][0] * factor;
            let each = leaving + self.rest[cell];
            let line = each * people as f64;
            if self.ahead >= line {
                self.ahead -= line;
                continue;
            }
            self.strike(cell, each, leaving, line);
        }
        self.happen_all();
    }

    /// Lets happen whatever struck in a month, when all have had their chance:
    /// who comes to another cell has none there in the same month. Promotion
    /// comes last, as those who leave make room for it.
    fn happen_all(&mut self) {
        let hits = std::mem::take(&mut self.hits);
        for (id, kind) in &hits {
            match *kind {
                EventKind::Progress(..) => {}
                EventKind::Leave => self.leave(*id),
                EventKind::Move => self.go(*id, Flow::Moved),
                EventKind::Absence(absence) => self.go_away(*id, absence),
            }
        }
        for (id, kind) in &hits {
            if let EventKind::Progress(role, limit) = *kind {
                self.progress(*id, role, limit);
            }
        }
        self.events += hits.len() as u64;
        self.hits = hits;
        self.hits.clear();
    }

    /// Where the process strikes in a cell, and what is to happen there.
    fn strike(&mut self, cell: usize, each: f64, leaving: f64, line: f64) {
        let last = self.lists[cell].len() - 1;
        let mut at = self.ahead;
        while at < line {
            let place = ((at / each) as usize).min(last);
            let kind = self.kind_at(cell, at - place as f64 * each, leaving);
            self.hits.push((self.lists[cell][place], kind));
            let step: f64 = Exp1.sample(&mut self.sweeping);
            at = (place + 1) as f64 * each + step;
        }
        self.ahead = at - line;
    }

    /// What happens to somebody who was struck so far into their length.
    fn kind_at(&self, cell: usize, mut within: f64, leaving: f64) -> EventKind {
        let events = &self.model.events[cell];
        if within < leaving {
            return EventKind::Leave;
        }
        within -= leaving;
        for (event, hazard) in events.iter().zip(&self.hazards[cell]).skip(1) {
            if within < *hazard {
                return event.kind;
            }
            within -= hazard;
        }
        events.last().map_or(EventKind::Leave, |event| event.kind)
    }

    fn leave(&mut self, id: u32) {
        let cell = usize::from(self.members[id as usize].cell);
        let experience = self.model.cells.all()[cell].experience;
        self.go(id, Flow::of_leaving(experience));
    }

    /// Somebody goes for good, from work or from an absence.
    fn go(&mut self, id: u32, flow: Flow) {
        let member = &mut self.members[id as usize];
        member.gone = true;
        let (cell, fte) = (usize::from(member.cell), member.fte);
        if member.place == NOWHERE {
            self.stock.away[cell] -= fte;
        }
        self.leave_list(id);
        self.stock.put(self.model, cell, -fte, -1.0);
        self.told.add(flow, fte);
        if flow != Flow::Moved {
            self.told.leavers += 1.0;
        }
    }

    fn go_away(&mut self, id: u32, absence: usize) {
        self.leave_list(id);
        let member = self.members[id as usize];
        self.stock.away[usize::from(member.cell)] += member.fte;
        let months = self.model.absences[absence].months.draw(&mut self.choosing);
        let back = self.month_now() + (months.round() as usize).max(1);
        self.calendar.add(back, id, Due::Return(absence as u16));
    }

    fn progress(&mut self, id: u32, role: usize, limit: Limit) {
        let member = self.members[id as usize];
        if limit == Limit::Vacancies && self.stock.room(role) < member.fte / 2.0 {
            return;
        }
        let cell = self.model.cells.all()[usize::from(member.cell)];
        let to = self
            .model
            .cells
            .ordinary(role, cell.experience, cell.outside);
        self.members[id as usize].role = role as u16;
        self.transfer(id, to);
    }

    /// Puts somebody into another cell with everything that is counted there.
    fn transfer(&mut self, id: u32, to: usize) {
        let member = self.members[id as usize];
        let from = usize::from(member.cell);
        if from == to {
            return;
        }
        let away = member.place == NOWHERE;
        self.leave_list(id);
        self.stock.put(self.model, from, -member.fte, -1.0);
        self.stock.put(self.model, to, member.fte, 1.0);
        self.members[id as usize].cell = to as u16;
        if away {
            self.stock.away[from] -= member.fte;
            self.stock.away[to] += member.fte;
        } else {
            self.join_list(id);
        }
    }

    fn join_list(&mut self, id: u32) {
        let member = &mut self.members[id as usize];
        let list = &mut self.lists[usize::from(member.cell)];
        member.place = list.len() as u32;
        list.push(id);
    }

    fn leave_list(&mut self, id: u32) {
        let member = &mut self.members[id as usize];
        let place = std::mem::replace(&mut member.place, NOWHERE);
        if place == NOWHERE {
            return;
        }
        let list = &mut self.lists[usize::from(member.cell)];
        list.swap_remove(place as usize);
        if let Some(moved) = list.get(place as usize) {
            self.members[*moved as usize].place = place;
        }
    }

    fn month_now(&self) -> usize {
        self.stock.vacancies.len()
    }

    /// The factor by which leaving answers to the last month's workload.
    fn feedback(&self) -> f64 {
        let Some(feedback) = &self.model.feedback else {
            return 1.0;
        };
        feedback.factor(
            &self.drawn,
            self.stock.weighted_caseload,
            self.template.stock.weighted_caseload,
        )
    }
}
