//! One simulated future, month by month.
//!
//! Within a cell everybody has the same hazards, so chance need not ask each
//! of them: people are laid end to end, each as long as the hazard of an event,
//! and a Poisson process of unit rate runs along that line. Where it strikes,
//! it happens to whoever lies there. So each month it happens to somebody with
//! probability 1 − exp(−hazard), independently, and the generator is asked once
//! for each event instead of once for each person and month. Every event of
//! every cell has a process of its own ([`chance`]).

mod arrivals;
mod calendar;
mod chance;
mod template;

use rand::RngExt as _;

use crate::model::{Drawn, EventKind, Flow, Model};
use crate::scenario::Limit;
use crate::stock::{Month, Stock};
use calendar::{Calendar, Due};
use chance::{Chance, Process, Purpose};
use template::next_stage;
pub(crate) use template::{Template, cell_at};

/// Nobody's place in a cell.
const NOWHERE: u32 = u32::MAX;

/// Somebody in a future.
#[derive(Clone, Copy, Debug)]
struct Member {
    fte: f64,
    /// What their own chance goes by.
    lot: u64,
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
    /// For each cell, the hazards of its events, and the processes of them.
    hazards: Vec<Vec<f64>>,
    processes: Vec<Vec<Process>>,
    hits: Vec<Hit>,
    arrivals: arrivals::Pipeline,
    chance: Chance,
    /// The weighted caseload of the start.
    at_start: f64,
    events: u64,
    shocks: YearShocks,
}

/// Whom something struck.
#[derive(Clone, Copy, Debug)]
struct Hit {
    id: u32,
    cell: u16,
    kind: EventKind,
}

/// The factors of a year.
#[derive(Clone, Copy, Debug)]
struct YearShocks {
    attrition: f64,
    hiring: f64,
    agency: f64,
    /// Of a month of the year.
    hours: f64,
}

impl<'a> Future<'a> {
    pub(crate) fn new(model: &'a Model, template: &'a Template) -> Self {
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
            processes: vec![Vec::new(); model.cells.len()],
            hits: Vec::new(),
            arrivals: arrivals::Pipeline::new(model),
            chance: Chance::default(),
            at_start: f64::NAN,
            events: 0,
            shocks: YearShocks {
                attrition: 1.0,
                hiring: 1.0,
                agency: 1.0,
                hours: 1.0,
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
        self.at_start = self.stock.weighted_caseload;
        for month in 1..=self.model.months {
            self.told = Month::default();
            if month % 12 == 1 {
                self.begin_year(month);
            }
            if self.shocks.hours != 1.0 {
                self.stock.change_hours(self.shocks.hours, &mut self.told);
            }
            self.stock.change_posts(self.model, &self.drawn, month);
            self.expect(month);
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
        self.chance = Chance::of(self.model.scenario.seed, number);
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
        self.stock.follow = self.model.follow.map_or(0.0, |share| self.drawn[share]);
        self.expect(0);
        self.told = Month::default();
        for (cell, events) in self.model.events.iter().enumerate() {
            self.processes[cell].clear();
            for (place, event) in events.iter().enumerate() {
                self.hazards[cell][place] = self.drawn[event.hazard];
                let random = self.chance.stream(Purpose::Events, event.key);
                self.processes[cell].push(Process::new(random));
            }
            self.hazards[cell][0] *= self.model.leaving_of(cell, &self.drawn);
        }
        self.away_at_start();
        self.arrivals.begin(self.model, self.chance);
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
            let mut random = self.chance.stream(Purpose::Away, self.members[id].lot);
            let months = self.model.absences[absence].months.draw(&mut random);
            let left: f64 = months * random.random::<f64>();
            let month = (left.ceil() as usize).max(1);
            self.calendar
                .add(month, id as u32, Due::Return(absence as u16));
        }
    }

    /// Tells the stock what is expected of a month, where posts follow staff.
    fn expect(&mut self, month: usize) {
        if let Some(expected) = self.template.expected.get(month) {
            self.stock.expected.clone_from(expected);
        }
    }

    /// Draws the factors of the year that begins with a month.
    fn begin_year(&mut self, month: usize) {
        let spread = self.model.scenario.shocks;
        let factor = |about: u64, sd| self.chance.factor(about << 32 | month as u64, sd);
        let left = (self.stock.drift - 1.0) * (1.0 - self.drawn[self.model.drift_fades]);
        self.stock.drift = (1.0 + left) * factor(3, spread.establishment);
        self.shocks = YearShocks {
            attrition: factor(1, spread.attrition),
            hiring: factor(2, spread.hiring),
            agency: factor(4, spread.agency),
            hours: factor(5, spread.hours).powf(1.0 / 12.0),
        };
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
        let member = self.members[id as usize];
        let intake = usize::from(member.intake).saturating_sub(1);
        let pass = self.drawn[self.model.intakes[intake].pass];
        let mut random = self.chance.stream(Purpose::Assessment, member.lot);
        if random.random::<f64>() >= pass {
            self.go(id, Flow::NotPassed);
        }
    }

    fn come_back(&mut self, id: u32, absence: usize) {
        let member = self.members[id as usize];
        let about = member.lot ^ self.month_now() as u64;
        let mut random = self.chance.stream(Purpose::Return, about);
        if random.random::<f64>() < self.drawn[self.model.absences[absence].returns] {
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
        for (cell, list) in self.lists.iter().enumerate() {
            if list.is_empty() {
                continue;
            }
            let events = self.model.events[cell].iter().zip(&self.hazards[cell]);
            for ((event, hazard), process) in events.zip(&mut self.processes[cell]) {
                let hazard = match event.kind {
                    EventKind::Leave => hazard * factor,
                    _ => *hazard,
                };
                process.strike(hazard, list.len(), |place| {
                    self.hits.push(Hit {
                        id: list[place],
                        cell: cell as u16,
                        kind: event.kind,
                    });
                });
            }
        }
        self.happen_all();
    }

    /// Lets happen whatever struck in a month, when all have had their chance:
    /// who comes to another cell has none there in the same month, and to
    /// nobody happens more than one thing, the first of the cell's events.
    /// Promotion comes last, as those who leave make room for it.
    fn happen_all(&mut self) {
        let hits = std::mem::take(&mut self.hits);
        for hit in &hits {
            if !self.is_there(hit) {
                continue;
            }
            match hit.kind {
                EventKind::Progress(..) => {}
                EventKind::Leave => self.leave(hit.id),
                EventKind::Move => self.go(hit.id, Flow::Moved),
                EventKind::Absence(absence) => self.go_away(hit.id, absence),
            }
        }
        for hit in &hits {
            if let EventKind::Progress(role, limit) = hit.kind
                && self.is_there(hit)
            {
                self.progress(hit.id, role, limit);
            }
        }
        self.events += hits.len() as u64;
        self.hits = hits;
        self.hits.clear();
    }

    /// Whether somebody is still at work in the cell in which they were struck.
    fn is_there(&self, hit: &Hit) -> bool {
        let member = &self.members[hit.id as usize];
        member.place != NOWHERE && member.cell == hit.cell
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
        self.told.add(flow, fte * self.stock.hours);
        if flow != Flow::Moved {
            self.told.leavers += 1.0;
        }
    }

    fn go_away(&mut self, id: u32, absence: usize) {
        self.leave_list(id);
        let member = self.members[id as usize];
        self.stock.away[usize::from(member.cell)] += member.fte;
        let about = member.lot ^ self.month_now() as u64;
        let mut random = self.chance.stream(Purpose::Away, about);
        let months = self.model.absences[absence].months.draw(&mut random);
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
        feedback.factor(&self.drawn, self.stock.weighted_caseload, self.at_start)
    }
}
