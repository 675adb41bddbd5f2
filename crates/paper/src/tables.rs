//! The tables of a paper.

mod establishment;
mod measures;
mod sheet;
mod strategy;

use std::collections::BTreeSet;

use holdfast_document::{Block, Table, plain};
use holdfast_intake::export::{
    benchmark_sheet, chances_sheet, comparison_sheets, scorecard_sheet, year_ends_sheet,
};
use holdfast_measures::Measure;
use holdfast_measures::benchmark::Benchmark;
use holdfast_measures::scorecard::{Scorecard, card};
use holdfast_reference::Symbol;
use holdfast_workforce::CodeSet as _;

use crate::answer::only;
use crate::compose::Composer;
use crate::plans::column;
use crate::reference::{Options, Reference, TableOf, Whose};

pub(crate) use sheet::{from_rows, number_of, of_sheet};

pub(crate) type Blocks = Result<Vec<Block>, String>;

impl Composer<'_, '_> {
    /// What a reference that stands by itself comes to.
    pub(crate) fn block(&mut self, reference: &Reference) -> Blocks {
        match reference {
            Reference::Table(of, options) => {
                Ok(vec![Block::Table(explained(self.table(of, options)?))])
            }
            Reference::Chart(of, options) => Ok(vec![Block::Picture(self.chart(of, options)?)]),
            _ => Err("this belongs in a line of text".to_owned()),
        }
    }

    fn table(&mut self, of: &TableOf, options: &Options) -> Result<Table, String> {
        match of {
            TableOf::Establishment => establishment::table(self, options),
            TableOf::Scorecard => self.scorecard(options),
            TableOf::Measures(measures) => measures::table(self, measures, options),
            TableOf::Benchmark(measure) => self.benchmark_table(*measure, options),
            TableOf::Teams(measures) => measures::by_team(self, measures, options),
            TableOf::Plan(plan) => self.plan_table(plan, options),
            TableOf::PlanChances(plan) => self.plan_chances(plan, options),
            TableOf::PlanBeside(plan, base) => self.plan_beside(plan, base, options),
            TableOf::Strategy(table) => strategy::table(self, *table, options),
        }
    }

    fn scorecard(&mut self, options: &Options) -> Result<Table, String> {
        only(options, &["on"])?;
        let facts = self.facts;
        let kept = Scorecard::kept(facts.grounds.workforce, facts.service);
        let scorecard =
            kept.map_err(|_| "the scorecard cannot be read; mend it first".to_owned())?;
        let at = options.on.unwrap_or(facts.at);
        let card = card(&facts.ledger, facts.grounds.releases, &scorecard, at);
        let table = of_sheet(self, "scorecard", scorecard_sheet(&card));
        Ok(sheet::grouped(table))
    }

    /// The council beside those that were named, or else England and the neighbours.
    pub(crate) fn benchmark(
        &self,
        measure: Measure,
        options: &Options,
    ) -> Result<Benchmark, String> {
        let Some(council) = self.facts.council else {
            return Err(format!(
                "{} has no number of the Department for Education’s, so nothing is published of it",
                self.facts.council_name()
            ));
        };
        if measure.published().is_none() {
            return Err(format!(
                "‘{}’ is not published; the official measures are",
                measure.key()
            ));
        }
        let releases = self.facts.grounds.releases;
        let known = releases
            .years()
            .ok_or_else(|| "no figures are published".to_owned())?;
        let (first, last) = options
            .years
            .unwrap_or((*known.start(), self.facts.published_year()?));
        if first < *known.start() || last > *known.end() {
            return Err(format!(
                "figures are published for {} to {}, and {first} to {last} were asked for",
                known.start(),
                known.end()
            ));
        }
        let mut peers = vec![holdfast_measures::benchmark::Peer::Council(council)];
        let usual = [Whose::England, Whose::Neighbours];
        let beside = if options.beside.is_empty() {
            &usual[..]
        } else {
            &options.beside
        };
        for whose in beside {
            peers.push(self.facts.peer(whose)?);
        }
        let benchmark = Benchmark::of(releases, measure, peers, first..=last);
        match benchmark.latest() {
            Some(_) => Ok(benchmark),
            None => Err(format!(
                "nothing is published of {} for {first} to {last}",
                self.facts.council_name()
            )),
        }
    }

    fn benchmark_table(&mut self, measure: Measure, options: &Options) -> Result<Table, String> {
        only(options, &["in", "beside"])?;
        let benchmark = self.benchmark(measure, options)?;
        let mut table = of_sheet(self, measure.key(), benchmark_sheet(&benchmark));
        table.source = self
            .facts
            .citation(benchmark.years.last().map_or(0, |it| it.year));
        Ok(table)
    }

    fn plan_table(&mut self, plan: &str, options: &Options) -> Result<Table, String> {
        use holdfast_forecast::series::Series;
        only(options, &[])?;
        let run = self.plans.simulated(self.facts, plan)?;
        let title = format!("What the plan ‘{}’ foresees", run.model.scenario().title);
        let lines = [
            Series::InPost,
            Series::Established,
            Series::Vacancies,
            Series::Agency,
            Series::VacancyRate,
            Series::TurnoverRate,
        ]
        .map(column);
        let sheet = year_ends_sheet(&run.model, &run.outlook, &title, &lines);
        let mut table = of_sheet(self, plan, sheet);
        table.source = crate::plans::source_of(run.model.scenario());
        Ok(table)
    }

    fn plan_chances(&mut self, plan: &str, options: &Options) -> Result<Table, String> {
        only(options, &[])?;
        let run = self.plans.simulated(self.facts, plan)?;
        let sheet = chances_sheet(&run.model, &run.outlook);
        let mut table = of_sheet(self, plan, sheet);
        if table.rows.is_empty() {
            return Err(format!("the plan ‘{plan}’ sets no target"));
        }
        table.source = crate::plans::source_of(run.model.scenario());
        Ok(table)
    }

    fn plan_beside(&mut self, plan: &str, base: &str, options: &Options) -> Result<Table, String> {
        use holdfast_forecast::compare::compare_all;
        use holdfast_forecast::futures::{Futures, Stopped, simulate, unwatched};
        only(options, &[])?;
        let changed = self.plans.model(self.facts, plan)?;
        let base = self.plans.model(self.facts, base)?;
        let run = |model: &holdfast_forecast::Model| -> Result<Futures, Unable> {
            simulate(model, &unwatched).map_err(|Stopped| Unable("the plan was stopped".to_owned()))
        };
        let compared = compare_all((*base).clone(), vec![(*changed).clone()], run)
            .map_err(|Unable(what)| what)?;
        let sheet = comparison_sheets(&compared).into_iter().next();
        let sheet = sheet.ok_or_else(|| "there is nothing to compare".to_owned())?;
        let mut table = of_sheet(self, plan, sheet);
        table.source = crate::plans::source_of(changed.scenario());
        Ok(table)
    }
}

/// The table with a note for each symbol that stands in place of a number.
fn explained(mut table: Table) -> Table {
    let shown = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| plain(&cell.runs));
    let symbols: BTreeSet<String> = shown.filter(|text| text.chars().count() == 1).collect();
    let explained = Symbol::ALL
        .iter()
        .filter(|it| symbols.contains(&it.to_string()));
    table
        .notes
        .extend(explained.map(|it| format!("{it}: {}.", it.label().to_lowercase())));
    table
}

/// Why plans cannot be compared.
struct Unable(String);

impl From<holdfast_forecast::compare::CompareError> for Unable {
    fn from(error: holdfast_forecast::compare::CompareError) -> Self {
        Self(error.to_string())
    }
}
