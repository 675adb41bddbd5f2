//! Who and what is there, and what came and went in a month; and the month's
//! row of results that follows from it. Both the simulated futures and the
//! expected course keep their books here, so that they can't differ in them.

use crate::model::{AgencyPrice, Drawn, Flow, Model};
use crate::series::Series;

/// Who and what is there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stock {
    /// FTE in post by cell, the absent included.
    pub(crate) fte: Vec<f64>,
    /// People in post by cell, the absent included.
    pub(crate) heads: Vec<f64>,
    /// FTE away by cell.
    pub(crate) away: Vec<f64>,
    /// FTE in post within the establishment, by role.
    pub(crate) within: Vec<f64>,
    /// FTE of posts kept for somebody, by role.
    pub(crate) kept: Vec<f64>,
    /// Established FTE by role.
    pub(crate) established: Vec<f64>,
    /// Agency FTE, managed teams left out.
    pub(crate) agency: f64,
    /// FTE of managed teams.
    pub(crate) managed: f64,
    /// The factor by which the year's establishment has drifted.
    pub(crate) drift: f64,
    /// The factor by which everybody's hours have changed since the start.
    pub(crate) hours: f64,
    /// The share of a surprise in staff that posts follow.
    pub(crate) follow: f64,
    /// FTE within the establishment that are expected this month, by role;
    /// none where posts follow nobody.
    pub(crate) expected: Vec<f64>,
    /// Vacancies of the months so far, from the start on.
    pub(crate) vacancies: Vec<f64>,
    /// FTE that left in each month, from the first on.
    pub(crate) left: Vec<f64>,
    /// Pounds spent since the start.
    pub(crate) spent: f64,
    /// The weighted caseload of the month before.
    pub(crate) weighted_caseload: f64,
}

/// What came and went in a month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Month {
    /// FTE by flow.
    pub(crate) flows: [f64; Flow::ALL.len()],
    /// People who left the council.
    pub(crate) leavers: f64,
    /// Pounds for hires and conversions.
    pub(crate) recruitment: f64,
    /// Pounds for places in academies, and outlays.
    pub(crate) academy: f64,
    /// Pounds for managed teams.
    pub(crate) managed_teams: f64,
}

/// FTE that no table shows.
const NEXT_TO_NOTHING: f64 = 0.005;

impl Month {
    /// FTE moved by a flow.
    pub(crate) fn add(&mut self, flow: Flow, fte: f64) {
        self.flows[flow.index()] += fte;
    }

    /// Pounds that are due whoever is there: academies that have begun, outlays.
    pub(crate) fn pay_dues(&mut self, model: &Model, drawn: &Drawn, month: usize) {
        for intake in model.intakes.iter().filter(|it| it.has_begun(month)) {
            self.academy += drawn[intake.cost_a_year] / 12.0;
        }
        for (due, pounds) in &model.costs.outlays {
            if *due == month {
                self.academy += drawn[*pounds];
            }
        }
    }
}

impl Stock {
    /// Those who are in post at the start.
    pub(crate) fn opening(model: &Model) -> Self {
        let cells = model.cells.len();
        let mut stock = Self {
            fte: vec![0.0; cells],
            heads: vec![0.0; cells],
            away: vec![0.0; cells],
            within: vec![0.0; model.opening.roles.len()],
            established: model
                .opening
                .roles
                .iter()
                .map(|role| role.established)
                .collect(),
            kept: model.opening.roles.iter().map(|role| role.kept).collect(),
            drift: 1.0,
            hours: 1.0,
            ..Self::default()
        };
        for person in &model.opening.people {
            let cell = model.opening_cell(person);
            stock.put(model, cell, person.fte, 1.0);
            if person.away.is_some() {
                stock.away[cell] += person.fte;
            }
        }
        stock.vacancies.push(stock.vacant());
        stock
    }

    /// Makes this a copy of another without taking new memory.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.fte.clone_from(&other.fte);
        self.heads.clone_from(&other.heads);
        self.away.clone_from(&other.away);
        self.within.clone_from(&other.within);
        self.kept.clone_from(&other.kept);
        self.established.clone_from(&other.established);
        self.vacancies.clone_from(&other.vacancies);
        self.left.clone_from(&other.left);
        self.agency = other.agency;
        self.managed = other.managed;
        self.drift = other.drift;
        self.hours = other.hours;
        self.follow = other.follow;
        self.expected.clone_from(&other.expected);
        self.spent = other.spent;
        self.weighted_caseload = other.weighted_caseload;
    }

    /// Puts FTE and people into a cell; takes them out where they are negative.
    pub(crate) fn put(&mut self, model: &Model, cell: usize, fte: f64, heads: f64) {
        self.fte[cell] += fte;
        self.heads[cell] += heads;
        let place = model.cells.all()[cell];
        if !place.outside {
            self.within[place.role] += fte;
        }
    }

    /// Established FTE of a role, with its drift and what follows staff.
    pub(crate) fn posts(&self, role: usize) -> f64 {
        let planned = self.established[role] * self.drift;
        let expected = self.expected.get(role);
        expected.map_or(planned, |expected| {
            (planned + self.follow * (self.filled(role) - expected)).max(0.0)
        })
    }

    /// FTE in post within the establishment of a role.
    pub(crate) fn filled(&self, role: usize) -> f64 {
        self.within[role] * self.hours
    }

    /// Vacant FTE of a role; negative where more are in post than there are posts.
    pub(crate) fn room(&self, role: usize) -> f64 {
        self.posts(role) - self.filled(role) - self.kept[role]
    }

    /// Vacant FTE of all roles, those over their establishment counting nought.
    pub(crate) fn vacant(&self) -> f64 {
        (0..self.within.len())
            .map(|role| self.room(role).max(0.0))
            .sum()
    }

    /// Whether nothing is vacant in any role, and more are in post than posts.
    pub(crate) fn is_full(&self) -> bool {
        let over: f64 = (0..self.within.len()).map(|role| -self.room(role)).sum();
        self.vacant() < NEXT_TO_NOTHING && over > NEXT_TO_NOTHING
    }

    /// Changes everybody's hours by a factor at the beginning of a month.
    pub(crate) fn change_hours(&mut self, factor: f64, told: &mut Month) {
        let fte: f64 = self.fte.iter().sum();
        told.add(Flow::Hours, fte * self.hours * (factor - 1.0));
        self.hours *= factor;
    }

    /// Changes the establishment at the beginning of a month.
    pub(crate) fn change_posts(&mut self, model: &Model, drawn: &Drawn, month: usize) {
        for change in &model.changes[month] {
            let posts = &mut self.established[change.role];
            *posts = (*posts + drawn[change.fte] * change.share).max(0.0);
        }
    }

    /// Sets agency FTE at the end of a month, when it is known who is there.
    pub(crate) fn call_agency(&mut self, model: &Model, drawn: &Drawn, month: usize, shock: f64) {
        let agency = &model.agency;
        self.vacancies.push(self.vacant());
        let seen = self.vacancies[month.saturating_sub(agency.lead_months)];
        let away = self.away.iter().sum::<f64>() * self.hours;
        let wanted =
            drawn[agency.covers] * seen + agency.beyond + drawn[agency.covers_absence] * away;
        let cap = agency.cap.map_or(f64::INFINITY, |cap| drawn[cap]);
        let came = match agency.adjusts {
            None => lucky(wanted, shock),
            Some(hazard) => {
                let made_up = 1.0 - (-drawn[hazard]).exp();
                let near = self.agency + made_up * (wanted - self.agency);
                lucky(near, shock.powf(1.0 / 12.0))
            }
        };
        self.agency = came.min(cap);
    }

    /// Managed teams that work in a month.
    pub(crate) fn call_teams(
        &mut self,
        model: &Model,
        drawn: &Drawn,
        month: usize,
        told: &mut Month,
    ) {
        self.managed = 0.0;
        for (from, until, fte, cost) in &model.agency.teams {
            if (*from..=*until).contains(&month) {
                self.managed += drawn[*fte];
                told.managed_teams += drawn[*cost];
            }
        }
    }

    /// Writes the row of a month: the series, then FTE by experience, then FTE by role.
    pub(crate) fn account(
        &mut self,
        model: &Model,
        drawn: &Drawn,
        month: usize,
        told: &Month,
        row: &mut [f32],
    ) {
        let sums = Sums::of(self, model, drawn, month);
        let mut set = |series: Series, value: f64| row[series.index()] = value as f32;
        let vacancies = self.vacant();
        let agency = self.agency + self.managed;
        let established = (0..self.within.len())
            .map(|role| self.posts(role))
            .sum::<f64>();
        set(Series::InPost, sums.in_post);
        set(Series::Established, established);
        set(Series::Vacancies, vacancies);
        set(Series::Agency, agency);
        set(Series::Away, sums.away);
        set(Series::AtWork, sums.in_post - sums.away + agency);
        set(Series::NetGap, established - sums.in_post - agency);
        set(
            Series::VacancyRate,
            percent(vacancies, vacancies + sums.in_post),
        );
        set(Series::AgencyRate, percent(agency, agency + sums.in_post));
        let left: f64 = Flow::ALL
            .iter()
            .filter(|flow| flow.is_out())
            .map(|flow| told.flows[flow.index()])
            .sum();
        if month > 0 {
            self.left.push(left);
        }
        let year: f64 = self.left.iter().rev().take(12).sum();
        let turnover = if month < 12 {
            f64::NAN
        } else {
            percent(year, sums.in_post)
        };
        set(Series::TurnoverRate, turnover);
        set(
            Series::NewlyQualifiedShare,
            percent(sums.by_experience[0], sums.in_post),
        );
        let new = sums.by_experience[0] + sums.by_experience[1];
        set(Series::ExperiencedToNew, (sums.in_post - new) / new);
        let (cases, weighted) = model
            .cases
            .iter()
            .fold((0.0, 0.0), |(all, weighted), kind| {
                let cases = drawn[kind.cases]
                    * (1.0 + drawn[kind.trend]).max(0.0).powf(month as f64 / 12.0);
                (all + cases, weighted + cases * drawn[kind.weight])
            });
        let known = !model.cases.is_empty();
        let each = |cases: f64, fte: f64| if known { cases / fte } else { f64::NAN };
        set(Series::Caseload, each(cases, sums.holders));
        self.weighted_caseload = each(weighted, sums.full_holders);
        set(Series::WeightedCaseload, self.weighted_caseload);
        self.spend(model, drawn, month, told, &sums, &mut set);
        let base = Series::COUNT;
        for (place, fte) in sums.by_experience.iter().enumerate() {
            row[base + place] = *fte as f32;
        }
        for (place, fte) in sums.by_role.iter().enumerate() {
            row[base + 5 + place] = *fte as f32;
        }
    }

    /// A month's money. At the start nothing has been spent.
    fn spend(
        &mut self,
        model: &Model,
        drawn: &Drawn,
        month: usize,
        told: &Month,
        sums: &Sums,
        set: &mut impl FnMut(Series, f64),
    ) {
        let costs = &model.costs;
        let spends = if month == 0 { 0.0 } else { 1.0 / 12.0 };
        let award = (1.0 + drawn[costs.award]).powi(costs.awards[month]);
        let pay = sums.pay * award;
        let insured = (pay - drawn[costs.threshold] * sums.heads).max(0.0);
        let on_costs = insured * drawn[costs.national_insurance]
            + pay * (drawn[costs.pension] + drawn[costs.levy])
            + drawn[costs.each] * sums.heads;
        let agency_each = match costs.agency {
            AgencyPrice::All(price) => drawn[price] * award,
            AgencyPrice::Premium(premium) => {
                let permanent = if sums.in_post > 0.0 {
                    (pay + on_costs) / sums.in_post
                } else {
                    0.0
                };
                permanent + drawn[premium] * award
            }
            AgencyPrice::None => 0.0,
        };
        let amounts = [
            (Series::Pay, pay * spends),
            (Series::OnCosts, on_costs * spends),
            (Series::AgencySpend, self.agency * agency_each * spends),
            (Series::ManagedTeams, told.managed_teams),
            (Series::Recruitment, told.recruitment),
            (Series::Academy, told.academy),
            (Series::LeaverCost, told.leavers * drawn[costs.leaver]),
        ];
        let all: f64 = amounts.iter().map(|(_, pounds)| pounds).sum();
        self.spent += all;
        for (series, pounds) in amounts {
            set(series, pounds);
        }
        set(Series::Spend, all);
        set(Series::SpendSoFar, self.spent);
    }
}

/// Agency FTE with a factor of luck, which is on five more than there are:
/// where nobody is wanted nobody comes.
fn lucky(fte: f64, luck: f64) -> f64 {
    const FEW: f64 = 5.0;
    if fte > 0.0 && luck != 1.0 {
        ((fte + FEW) * luck - FEW).max(0.0)
    } else {
        fte
    }
}

fn percent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        part / whole * 100.0
    } else {
        f64::NAN
    }
}

/// Sums over the cells.
struct Sums {
    in_post: f64,
    away: f64,
    heads: f64,
    by_experience: [f64; 5],
    by_role: Vec<f64>,
    /// Pounds a year before pay awards.
    pay: f64,
    /// FTE that holds cases, agency included.
    holders: f64,
    /// The same, those with a reduced caseload counted in part.
    full_holders: f64,
}

impl Sums {
    fn of(stock: &Stock, model: &Model, drawn: &Drawn, _month: usize) -> Self {
        let mut sums = Self {
            in_post: 0.0,
            away: 0.0,
            heads: 0.0,
            by_experience: [0.0; 5],
            by_role: vec![0.0; stock.within.len()],
            pay: 0.0,
            holders: 0.0,
            full_holders: 0.0,
        };
        for (place, cell) in model.cells.all().iter().enumerate() {
            let hours = stock.hours;
            let (fte, away) = (stock.fte[place] * hours, stock.away[place] * hours);
            if stock.heads[place] <= 0.0 {
                continue;
            }
            sums.in_post += fte;
            sums.away += away;
            sums.heads += stock.heads[place];
            sums.by_experience[cell.experience.index()] += fte;
            sums.by_role[cell.role] += fte;
            if let Some((salary, supplement)) = model.costs.pay[place] {
                sums.pay += fte * (drawn[salary] + drawn[supplement]);
            }
            let holds = (fte - away) * drawn[model.holds_cases[cell.role]];
            let full =
                model.caseload_share[cell.experience.index()].map_or(1.0, |share| drawn[share]);
            sums.holders += holds;
            sums.full_holders += holds * full;
        }
        let agency = stock.agency * drawn[model.agency.holds_cases] + stock.managed;
        sums.holders += agency;
        sums.full_holders += agency;
        sums
    }
}
