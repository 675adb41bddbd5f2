//! The six headline measures, as the overview shows them.

use holdfast_measures::{Ledger, Measure, Scope};
use holdfast_workforce::CodeSet as _;

use super::filters::{Filters, usual_service};
use super::telling::Told;
use crate::address;
use crate::here::Here;
use holdfast_measures::Months;

/// The measures by which a service is known.
pub(crate) const HEADLINES: [Measure; 6] = [
    Measure::VacancyRate,
    Measure::AgencyRateFte,
    Measure::TurnoverRateFte,
    Measure::AverageCaseload,
    Measure::AbsenceRate,
    Measure::NewlyQualifiedShare,
];

/// The headline measures of the last month that has ended.
pub(crate) struct Headlines {
    /// Whose they are, and when.
    pub(crate) caption: String,
    /// Where all measures are.
    pub(crate) all: String,
    /// The measures, each with its change over a year.
    pub(crate) rows: Vec<Row>,
}

/// A measure in one line.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: &'static str,
    /// The value with its unit.
    pub(crate) value: String,
    /// Where it is opened.
    pub(crate) href: String,
    /// What changed in a year.
    pub(crate) told: Told,
}

impl Headlines {
    /// Works them out; nothing where no measure has a number.
    pub(crate) fn of(here: &Here) -> Option<Self> {
        let workforce = &here.workforce;
        let filters = Filters::read(Vec::new(), workforce, here.app.today());
        let service = usual_service(workforce);
        let ledger = Ledger::new(workforce, Some(service));
        let months = Months::of(&ledger, Scope::of(Some(service)), filters.at);
        let row = |measure: Measure| {
            let course = months.course(measure)?;
            course.now.value.ratio()?;
            Some(Row {
                name: measure.label(),
                value: course.now.in_words(),
                href: filters.address(workforce, &address::measure(&here.authority, measure)),
                told: Told::of(course.change().as_ref()),
            })
        };
        let rows: Vec<Row> = HEADLINES.into_iter().filter_map(row).collect();
        (!rows.is_empty()).then(|| Self {
            caption: format!("{}, {}", service.label(), filters.day()),
            all: filters.address(workforce, &address::measures(&here.authority)),
            rows,
        })
    }
}
