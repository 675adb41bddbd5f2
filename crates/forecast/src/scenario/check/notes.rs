//! What is no problem but has no effect or may not be meant.

use crate::outlook::financial_years;
use crate::scenario::{Limit, Month, Scenario};
use crate::series::Series;

/// Sentences about what has no effect or may not be meant, each with its key.
pub fn notes(scenario: &Scenario) -> Vec<String> {
    let mut notes = Vec::new();
    if scenario.start.date != scenario.start.date.last_of_month() {
        notes.push(format!(
            "start.date: {} is not the end of a month; the plan’s first month is {}.",
            scenario.start.date,
            scenario.first_month()
        ));
    }
    after_the_end(scenario, &mut notes);
    budgets(scenario, &mut notes);
    if scenario.money.agency_premium.is_some() && scenario.money.salaries.is_empty() {
        notes.push("money.agency_premium: no salary is given, so agency workers are costed at their premium alone and permanent ones at nothing.".to_owned());
    }
    notes.extend(scenario.unpriced());
    let raises = scenario.is_priced(Series::Pay) || scenario.is_priced(Series::AgencySpend);
    if scenario.money.award.stated_ends() != (0.0, 0.0) && !raises {
        notes.push(
            "money.award: it raises nothing, because neither pay nor an agency price is given."
                .to_owned(),
        );
    }
    let unlimited = scenario
        .hires
        .iter()
        .filter(|hire| hire.limit == Limit::None);
    notes.extend(unlimited.map(|hire| {
        format!(
            "hire ‘{}’: hiring goes on when all posts are filled.",
            hire.name
        )
    }));
    notes
}

fn after_the_end(scenario: &Scenario, notes: &mut Vec<String>) {
    let last = scenario.last_month();
    let mut note = |what: String, first: Option<Month>| {
        if let Some(first) = first.filter(|first| *first > last) {
            notes.push(format!("{what}: it begins in {first}, after the plan’s last month, {last}, and has no effect."));
        }
    };
    for intake in &scenario.intakes {
        for start in intake.starts.iter().flat_map(|starts| starts.get_ref()) {
            note(format!("intake ‘{}’", intake.name), Some(*start));
        }
    }
    for hire in &scenario.hires {
        note(
            format!("hire ‘{}’", hire.name),
            hire.from.as_ref().map(|from| *from.get_ref()),
        );
    }
    for conversion in &scenario.conversions {
        note(
            format!("conversion ‘{}’", conversion.name),
            conversion.from.as_ref().map(|from| *from.get_ref()),
        );
    }
    for change in &scenario.establishment {
        note("establishment".to_owned(), Some(*change.month.get_ref()));
    }
    for team in &scenario.agency.managed_teams {
        note(
            format!("managed team ‘{}’", team.name),
            Some(*team.from.get_ref()),
        );
    }
    for outlay in &scenario.money.outlays {
        note(
            format!("outlay ‘{}’", outlay.name),
            Some(*outlay.month.get_ref()),
        );
    }
}

/// Financial years of which only a part lies in the plan.
fn budgets(scenario: &Scenario, notes: &mut Vec<String>) {
    let years = financial_years(scenario);
    for budget in &scenario.budgets {
        let year = *budget.year.get_ref();
        if !scenario.is_priced(budget.of) {
            notes.push(format!(
                "budget of {year}: nothing has a price, so it is kept whatever happens.",
            ));
        }
        let found = years.iter().find(|(known, _)| *known == year);
        let inside = found.map_or(0, |(_, months)| months.clone().count());
        if inside < 12 {
            notes.push(format!(
                "budget of {year}: {inside} of its twelve months lie in the plan.",
            ));
        }
    }
}
