//! The expected course: the same plan without chance.
//!
//! Every value stands at its mean, years do not differ, and groups shrink and
//! grow by fractions of people. Where nothing waits for vacancies and nothing
//! feeds back, this is the mean of all futures; where it does, chance makes the
//! mean differ, and the page shows both.

use std::collections::BTreeMap;

use crate::future::cell_at;
use crate::futures::Column;
use crate::model::{Drawn, EventKind, Flow, Model};
use crate::scenario::{Experience, Limit};
use crate::series::Series;
use crate::stock::{Month, Stock};

/// People whom time treats alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cohort {
    role: usize,
    /// The intake they came with and the month they joined.
    intake: Option<(usize, usize)>,
    /// The plan month in which their experience was nought.
    qualified: i32,
    outside: bool,
    /// The absence they are on and the month in which it ends.
    away: Option<(usize, usize)>,
}

/// How many people and FTE.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    heads: f64,
    fte: f64,
}

impl Mass {
    fn part(self, share: f64) -> Self {
        Self {
            heads: self.heads * share,
            fte: self.fte * share,
        }
    }
}

/// The expected course of a plan, by month from the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    rows: Vec<Vec<f32>>,
    flows: Vec<[f64; Flow::ALL.len()]>,
    /// FTE in post with all its places, which the rows round.
    in_post: Vec<f64>,
    /// FTE in post within the establishment, by role.
    pub(crate) within: Vec<Vec<f64>>,
    /// Whether the establishment is filled.
    full: Vec<bool>,
}

impl Expected {
    /// The expected course of a model.
    pub fn of(model: &Model) -> Self {
        let mut run = Run::new(model);
        let mut course = Self {
            rows: Vec::new(),
            flows: Vec::new(),
            in_post: Vec::new(),
            within: Vec::new(),
            full: Vec::new(),
        };
        run.tell(0, &mut course);
        for month in 1..=model.months() {
            run.month(month);
            run.tell(month, &mut course);
        }
        course
    }

    /// The value of a column at a month's end; nothing where it can't be said.
    pub fn value(&self, column: Column, month: usize) -> Option<f64> {
        if column == Column::Series(Series::SpendSoFar) {
            return (0..=month)
                .map(|month| self.value(Column::Series(Series::Spend), month))
                .sum();
        }
        let value = *self.rows.get(month)?.get(column.place())?;
        value.is_finite().then_some(f64::from(value))
    }

    /// FTE in post at a month's end.
    pub fn in_post(&self, month: usize) -> Option<f64> {
        self.in_post.get(month).copied()
    }

    /// FTE that a flow moves in a month.
    pub fn flow(&self, flow: Flow, month: usize) -> f64 {
        self.flows
            .get(month)
            .map_or(0.0, |flows| flows[flow.index()])
    }

    /// The first month at whose end the establishment is filled: nothing is
    /// vacant in any role, and more FTE are in post than established. Those
    /// outside the establishment do not count. The start is month 0.
    pub fn passes_establishment(&self) -> Option<usize> {
        self.full.iter().position(|full| *full)
    }
}

struct Run<'a> {
    model: &'a Model,
    drawn: Drawn,
    stock: Stock,
    at_start: f64,
    told: Month,
    people: BTreeMap<Cohort, Mass>,
    /// For each stream of hires, how many arrive in each month.
    coming: Vec<Vec<f64>>,
    on_the_way: Vec<f64>,
    /// Those who come to another role this month.
    rising: Vec<(Cohort, usize, Limit, Mass)>,
}

impl<'a> Run<'a> {
    fn new(model: &'a Model) -> Self {
        let mut people: BTreeMap<Cohort, Mass> = BTreeMap::new();
        for person in &model.opening.people {
            let away = person.away.and_then(|kind| {
                let absence = model
                    .absences
                    .iter()
                    .position(|absence| absence.kind == kind)?;
                let months = model.absences[absence].months.mean() / 2.0;
                Some((absence, (months.ceil() as usize).max(1)))
            });
            let cohort = Cohort {
                role: person.role,
                intake: None,
                qualified: -i32::from(person.months),
                outside: person.outside,
                away,
            };
            let mass = people.entry(cohort).or_default();
            mass.heads += 1.0;
            mass.fte += person.fte;
        }
        let mut stock = Stock::opening(model);
        stock.agency = model.opening.agency;
        Self {
            model,
            drawn: model.slots.means(),
            stock,
            at_start: f64::NAN,
            told: Month::default(),
            people,
            coming: vec![vec![0.0; model.months + 1]; model.hires.len()],
            on_the_way: vec![0.0; model.opening.roles.len()],
            rising: Vec::new(),
        }
    }

    fn tell(&mut self, month: usize, course: &mut Expected) {
        let mut row = vec![0.0; crate::futures::columns(self.model)];
        self.stock
            .account(self.model, &self.drawn, month, &self.told, &mut row);
        if month == 0 {
            self.at_start = self.stock.weighted_caseload;
        }
        course.rows.push(row);
        course.flows.push(self.told.flows);
        course.in_post.push(self.stock.fte.iter().sum());
        course.within.push(self.stock.within.clone());
        course.full.push(self.stock.is_full());
    }

    fn month(&mut self, month: usize) {
        self.told = Month::default();
        self.stock.change_posts(self.model, &self.drawn, month);
        self.fall_due(month);
        self.sweep(month);
        self.arrive(month);
        self.stock
            .call_teams(self.model, &self.drawn, month, &mut self.told);
        self.stock.call_agency(self.model, &self.drawn, month, 1.0);
    }

    fn cell(&self, cohort: &Cohort, month: usize) -> usize {
        cell_at(
            self.model,
            cohort.role,
            cohort.intake,
            cohort.qualified,
            cohort.outside,
            month,
        )
    }

    fn put(&mut self, cohort: Cohort, mass: Mass, month: usize) {
        let cell = self.cell(&cohort, month);
        self.stock.put(self.model, cell, mass.fte, mass.heads);
        if cohort.away.is_some() {
            self.stock.away[cell] += mass.fte;
        }
        let there = self.people.entry(cohort).or_default();
        there.heads += mass.heads;
        there.fte += mass.fte;
    }

    /// Puts everybody where they belong by now, and lets assessments and
    /// absences end.
    fn fall_due(&mut self, month: usize) {
        for amounts in [
            &mut self.stock.fte,
            &mut self.stock.heads,
            &mut self.stock.away,
            &mut self.stock.within,
        ] {
            amounts.fill(0.0);
        }
        for (mut cohort, mut mass) in std::mem::take(&mut self.people) {
            if let Some((intake, joined)) = cohort.intake
                && joined + 12 == month
            {
                let fails = mass.part(1.0 - self.drawn[self.model.intakes[intake].pass]);
                self.go(Flow::NotPassed, fails);
                mass = mass.part(self.drawn[self.model.intakes[intake].pass]);
            }
            if let Some((absence, _)) = cohort.away.filter(|(_, back)| *back == month) {
                let returns = self.drawn[self.model.absences[absence].returns];
                self.go(Flow::NotReturned, mass.part(1.0 - returns));
                mass = mass.part(returns);
                cohort.away = None;
            }
            self.put(cohort, mass, month);
        }
    }

    /// Counts those who go; they are no longer anywhere.
    fn go(&mut self, flow: Flow, mass: Mass) {
        self.told.add(flow, mass.fte);
        if flow != Flow::Moved {
            self.told.leavers += mass.heads;
        }
    }

    fn sweep(&mut self, month: usize) {
        let feedback = self.model.feedback.as_ref().map_or(1.0, |feedback| {
            feedback.factor(&self.drawn, self.stock.weighted_caseload, self.at_start)
        });
        let season = self.model.seasons[self.model.calendar_month(month)];
        let factor = season * self.drawn[self.model.leaving] * feedback;
        let at_work: Vec<(Cohort, Mass)> = self
            .people
            .iter()
            .filter(|(cohort, _)| cohort.away.is_none())
            .map(|(cohort, mass)| (*cohort, *mass))
            .collect();
        for (cohort, mass) in at_work {
            self.strike(cohort, mass, factor, month);
        }
        self.rise(month);
    }

    /// What a month's chance takes from a cohort, event by event.
    fn strike(&mut self, cohort: Cohort, mass: Mass, factor: f64, month: usize) {
        let cell = self.cell(&cohort, month);
        let factor = factor * self.model.leaving_of(cell, &self.drawn);
        let mut untouched = 1.0;
        for event in &self.model.events[cell] {
            let hazard = self.drawn[event.hazard]
                * if event.kind == EventKind::Leave {
                    factor
                } else {
                    1.0
                };
            let left = untouched * (-hazard).exp();
            let struck = mass.part(untouched - left);
            untouched = left;
            match event.kind {
                EventKind::Leave => {
                    self.put(cohort, struck.part(-1.0), month);
                    self.go(
                        Flow::of_leaving(self.model.cells.all()[cell].experience),
                        struck,
                    );
                }
                EventKind::Move => {
                    self.put(cohort, struck.part(-1.0), month);
                    self.go(Flow::Moved, struck);
                }
                EventKind::Absence(absence) => {
                    let months = self.model.absences[absence].months.mean();
                    let back = month + (months.round() as usize).max(1);
                    self.put(cohort, struck.part(-1.0), month);
                    let away = Some((absence, back));
                    self.put(Cohort { away, ..cohort }, struck, month);
                }
                EventKind::Progress(role, limit) => self.rising.push((cohort, role, limit, struck)),
            }
        }
    }

    /// Those who come to another role do so last, into the posts that the
    /// month's leavers gave up.
    fn rise(&mut self, month: usize) {
        for (cohort, role, limit, struck) in std::mem::take(&mut self.rising) {
            let room = match limit {
                Limit::None => f64::INFINITY,
                Limit::Vacancies => self.stock.room(role).max(0.0),
            };
            let share = if struck.fte > room {
                room / struck.fte
            } else {
                1.0
            };
            self.put(cohort, struck.part(-share), month);
            self.put(Cohort { role, ..cohort }, struck.part(share), month);
        }
    }

    fn arrive(&mut self, month: usize) {
        for nth in 0..self.model.intakes.len() {
            self.take_in(nth, month);
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

    fn take_in(&mut self, nth: usize, month: usize) {
        let intake = &self.model.intakes[nth];
        if !intake.starts[month] {
            return;
        }
        let heads = self.drawn[intake.size] * (1.0 - self.drawn[intake.drop_out]);
        self.told.academy += heads * self.drawn[intake.cost_each];
        let fte = heads * self.drawn[intake.fte];
        self.told.add(Flow::NewlyQualified, fte);
        self.join(
            intake.role,
            Experience::NewlyQualified,
            Some(nth),
            Mass { heads, fte },
            month,
        );
    }

    fn join(
        &mut self,
        role: usize,
        experience: Experience,
        intake: Option<usize>,
        mass: Mass,
        month: usize,
    ) {
        let cohort = Cohort {
            role,
            intake: intake.map(|intake| (intake, month)),
            qualified: month as i32 - i32::from(experience.typical_month()),
            outside: false,
            away: None,
        };
        self.put(cohort, mass, month);
    }

    fn offer(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let fte = self.drawn[hire.fte];
        let mut offers = self.drawn[hire.a_year] * hire.share[month];
        if hire.limit == Limit::Vacancies && fte > 0.0 {
            let room = self.stock.room(hire.role) - self.on_the_way[hire.role];
            offers = offers.min((room / fte).max(0.0));
        }
        self.on_the_way[hire.role] += offers * fte;
        let lag = self.drawn[hire.months_to_hire] + self.drawn[hire.arrival_lag];
        let (whole, fraction) = (lag.trunc() as usize, lag.fract());
        for (month, share) in [
            (month + whole, 1.0 - fraction),
            (month + whole + 1, fraction),
        ] {
            if let Some(coming) = self.coming[stream].get_mut(month) {
                *coming += offers * share;
            }
        }
    }

    fn receive(&mut self, stream: usize, month: usize) {
        let hire = &self.model.hires[stream];
        let heads = self.coming[stream][month];
        if heads <= 0.0 {
            return;
        }
        let fte = heads * self.drawn[hire.fte];
        self.on_the_way[hire.role] -= fte;
        self.told.recruitment += heads * self.drawn[hire.cost_each];
        self.told.add(Flow::of_hire(hire.kind), fte);
        self.join(hire.role, hire.experience, None, Mass { heads, fte }, month);
    }

    fn convert(&mut self, stream: usize, month: usize) {
        let conversion = &self.model.conversions[stream];
        if !conversion.open[month] {
            return;
        }
        let wanted = self.stock.agency * self.drawn[conversion.hazard];
        let fte = wanted.min(self.stock.room(conversion.role).max(0.0));
        if fte <= 0.0 {
            return;
        }
        self.told.recruitment += fte * self.drawn[conversion.cost_each];
        self.told.add(Flow::Converted, fte);
        let mass = Mass { heads: fte, fte };
        self.join(conversion.role, conversion.experience, None, mass, month);
    }
}
