//! The ledger of a service: figures of any measure for any team, role and date.
//!
//! The population is gathered once; a [`Reckoning`] then counts each part at
//! most once for its date, so that the measures of a scorecard share them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use holdfast_reference::Symbol;
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{day_after, day_before};
use holdfast_workforce::id::TeamId;
use holdfast_workforce::position::{self, Basis, Dimension, Line, Position, Selection};
use holdfast_workforce::record::{Absence, Authority, Caseload};
use jiff::civil::Date;

use crate::calendar;
use crate::definition::Measure;
use crate::disclosure::Policy;
use crate::figure::{Figure, Missing, Part, Row, Scope, Source, evaluate};
use crate::formula::{Component, Counted, Reach, Whole};
use crate::population::Population;
use crate::value::Value;

/// All that is needed to measure a service.
#[derive(Debug)]
pub struct Ledger<'w> {
    pub(crate) workforce: &'w Workforce,
    pub(crate) service: Option<Service>,
    pub(crate) population: Population,
    /// The first day for which the records are complete.
    records_begin: Option<Date>,
    /// The first day for which it is known who was employed.
    employment_begin: Option<Date>,
    pub(crate) sicknesses: Vec<&'w Absence>,
    pub(crate) caseloads: BTreeMap<Date, Vec<&'w Caseload>>,
}

impl<'w> Ledger<'w> {
    /// Gathers who counts in a service, or in both.
    pub fn new(workforce: &'w Workforce, service: Option<Service>) -> Self {
        let authority = workforce.authority();
        let assignments = workforce.assignments().iter();
        let first = assignments.map(|it| it.spell.from).min();
        let mut caseloads: BTreeMap<Date, Vec<&Caseload>> = BTreeMap::new();
        for caseload in workforce.caseloads().iter() {
            caseloads.entry(caseload.on).or_default().push(caseload);
        }
        Self {
            workforce,
            service,
            population: Population::of(workforce, service),
            records_begin: authority.and_then(|it| it.records_from).or(first),
            employment_begin: authority
                .and_then(Authority::employment_known_from)
                .or(first),
            sicknesses: workforce
                .absences()
                .iter()
                .filter(|absence| crate::absence::is_sickness(absence))
                .collect(),
            caseloads,
        }
    }

    /// The records that it is about.
    pub fn workforce(&self) -> &'w Workforce {
        self.workforce
    }

    /// The service; nothing stands for both.
    pub fn service(&self) -> Option<Service> {
        self.service
    }

    /// Everybody who counts in the service, at any time.
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// The first day for which it is known who was employed; nothing where
    /// there are no records.
    pub fn employment_begin(&self) -> Option<Date> {
        self.employment_begin
    }

    /// The figure of a measure for the whole service.
    pub fn figure(&self, measure: Measure, at: Date) -> Figure {
        self.reckon(Scope::of(self.service), at).figure(measure)
    }

    /// Begins to count for a part of the service at a date.
    pub fn reckon(&self, scope: Scope, at: Date) -> Reckoning<'_> {
        let scope = Scope {
            service: self.service,
            ..scope
        };
        Reckoning {
            ledger: self,
            scope,
            teams: scope
                .team
                .map(|team| self.workforce.team_and_below(team).into_iter().collect()),
            at,
            year_before: calendar::year_before(at),
            parts: std::array::from_fn(|_| OnceCell::new()),
            stated: OnceCell::new(),
            vacancies_of_page: OnceCell::new(),
        }
    }
}

/// The counts of one part of a service at one date.
#[derive(Debug)]
pub struct Reckoning<'l> {
    pub(crate) ledger: &'l Ledger<'l>,
    pub(crate) scope: Scope,
    teams: Option<BTreeSet<TeamId>>,
    pub(crate) at: Date,
    year_before: Date,
    parts: [OnceCell<Arc<Part>>; Component::COUNT],
    /// The position stated for the date, where the records do not reach it.
    stated: OnceCell<Option<Position>>,
    /// The vacancies that the Establishment page shows for the date.
    vacancies_of_page: OnceCell<Option<Fte>>,
}

impl Reckoning<'_> {
    /// The figure of a measure.
    pub fn figure(&self, measure: Measure) -> Figure {
        let definition = measure.definition();
        let formula = definition.formula;
        let parts: Vec<_> = distinct(formula.components())
            .into_iter()
            .map(|component| self.part(component))
            .collect();
        let value = self.value(measure);
        Figure {
            measure,
            scope: self.scope,
            at: self.at,
            value,
            working_days: matches!(formula.whole(), Some(Whole::TimesWorkingDays(_)))
                .then(|| calendar::working_days_in_year(self.at)),
            source: self.source(),
            notes: self.notes(measure, value, &parts),
            disclosure: Policy::USUAL.symbol_for(measure, &parts),
            parts,
        }
    }

    /// The value of a measure alone, for a course over many dates.
    pub fn value(&self, measure: Measure) -> Value {
        let amount = |component| match &self.part(component).amount {
            Ok(amount) => Ok(*amount),
            Err(missing) => Err(missing.symbol()),
        };
        let formula = measure.definition().formula;
        match evaluate(formula, calendar::working_days_in_year(self.at), amount) {
            Ok(ratio) => Value::Exact(ratio),
            Err(symbol) => Value::Symbol(symbol),
        }
    }

    /// The date.
    pub fn at(&self) -> Date {
        self.at
    }

    /// A part, counted once.
    pub fn part(&self, component: Component) -> Arc<Part> {
        let cell = &self.parts[component as usize];
        cell.get_or_init(|| Arc::new(self.count(component))).clone()
    }

    fn count(&self, component: Component) -> Part {
        if let Some(position) = self.stated() {
            return crate::stated::part(self, position, component);
        }
        match self.missing(component) {
            Some(missing) => Part::missing(component, missing),
            None => self.count_records(component),
        }
    }

    fn count_records(&self, component: Component) -> Part {
        match component.counted() {
            Counted::Stock => crate::stock::part(self, component),
            Counted::Flow => crate::flow::part(self, component),
            Counted::Cases => crate::caseload::part(self, component),
            Counted::Sickness => crate::absence::part(self),
            Counted::Experience => crate::experience::part(self, component),
        }
    }

    /// Why a component cannot be counted from the records, if so.
    fn missing(&self, component: Component) -> Option<Missing> {
        let begin = match component.needs_employment_only() {
            true => self.ledger.employment_begin,
            false => self.ledger.records_begin,
        };
        let Some(begin) = begin else {
            return Some(Missing::NoRecords);
        };
        let needed = match component.reach() {
            Reach::Day => self.at,
            Reach::Year => self.year_begin(),
            Reach::YearAndDayBefore => self.year_before(),
        };
        if component == Component::DaysLost && self.ledger.sicknesses.is_empty() {
            return Some(Missing::NoSickness);
        }
        (needed < begin).then_some(Missing::BeforeRecords { needed, begin })
    }

    /// The last day before the year that ends at the date.
    pub(crate) fn year_before(&self) -> Date {
        self.year_before
    }

    /// The first day of the year.
    pub(crate) fn year_begin(&self) -> Date {
        day_after(self.year_before())
    }

    /// Whether a spell ends in the year: its last day lies in it.
    pub(crate) fn ends_in_year(&self, until: Option<Date>) -> bool {
        until.is_some_and(|until| {
            let last = day_before(until);
            self.year_before() < last && last <= self.at
        })
    }

    /// The rows that belong to the team and role that are asked for.
    pub(crate) fn keep(&self, row: &Row) -> bool {
        let team = self
            .teams
            .as_ref()
            .is_none_or(|teams| row.team.is_some_and(|team| teams.contains(&team)));
        team && self.scope.role.is_none_or(|role| row.role == Some(role))
    }

    fn stated(&self) -> Option<&Position> {
        self.stated.get_or_init(|| self.find_stated()).as_ref()
    }

    fn find_stated(&self) -> Option<Position> {
        if self.ledger.workforce.stated_positions().is_empty() {
            return None;
        }
        let position =
            position::position(self.ledger.workforce, &self.selection(), Dimension::Service);
        matches!(position.basis, Basis::Stated { .. }).then_some(position)
    }

    pub(crate) fn vacancies_of_page(&self) -> Option<Fte> {
        *self.vacancies_of_page.get_or_init(|| {
            let workforce = self.ledger.workforce;
            let page = position::position(workforce, &self.selection(), Dimension::Service);
            page.total.get(Line::Vacancies)
        })
    }

    pub(crate) fn selection(&self) -> Selection {
        Selection {
            at: self.at,
            service: self.scope.service,
            team: self.scope.team,
            role: self.scope.role,
        }
    }

    /// Where the numbers come from.
    pub fn source(&self) -> Source {
        match self.stated().map(|position| &position.basis) {
            Some(Basis::Stated { on, sources }) => Source::Stated {
                on: *on,
                sources: sources.clone(),
            },
            _ => Source::Records {
                as_of: self.ledger.workforce.as_of(),
            },
        }
    }

    fn notes(&self, measure: Measure, value: Value, parts: &[Arc<Part>]) -> Vec<String> {
        let mut notes: Vec<String> = parts
            .iter()
            .filter_map(|part| part.amount.as_ref().err().map(Missing::in_words))
            .collect();
        notes.dedup();
        match value {
            Value::Symbol(Symbol::LowReliability) => notes.push(
                "More is covered than there is to cover, so the rate is withheld, as in the statistics."
                    .to_owned(),
            ),
            Value::Symbol(Symbol::NotApplicable) => {
                notes.push("There is nothing to divide by.".to_owned());
            }
            _ => {}
        }
        notes.extend(crate::stock::note(self, measure));
        notes.extend(crate::experience::note(self, measure));
        if let Some(position) = self.stated() {
            notes.extend(position.notes.iter().cloned());
        }
        notes
    }
}

fn distinct(components: Vec<Component>) -> Vec<Component> {
    let mut seen = BTreeSet::new();
    components
        .into_iter()
        .filter(|component| seen.insert(*component))
        .collect()
}
