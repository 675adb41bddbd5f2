//! The published measures, from the return alone.
//!
//! Formulas: the methodology of the DfE’s statistics, recomputed on every
//! published row of 2017 to 2025. In post, starters and leavers are counted
//! by people, their FTE by records; agency workers by records throughout.

use std::collections::HashSet;
use std::sync::Arc;

use holdfast_measures::figure::evaluate;
use holdfast_measures::{
    Component, Figure, Measure, Missing, Part, Quantity, Scope, Source, Value, Whole, calendar,
};
use holdfast_reference::Symbol;
use jiff::civil::Date;

use crate::summary::{Code, Entry, Summary};
use crate::worker::RecordKind;

/// The counts that the measures are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    at: Date,
    /// The number of the authority as it stands.
    authority: String,
    counts: Vec<(Component, Option<Quantity>)>,
}

impl Measured {
    /// Counts a return.
    pub fn of(summary: &Summary) -> Self {
        use Component as C;
        let agency = || summary.of_kind(RecordKind::Agency);
        let in_post = || summary.entries.iter().filter(|entry| entry.is_in_post());
        let starters = || summary.of_kind(RecordKind::Starter);
        // Whoever starts and leaves in the same year counts in neither, and
        // whoever left in another year not in this one. Dates that are missing
        // or cannot be read are taken to be as they should.
        let year = summary.year;
        let leavers = || {
            let all = summary.of_kind(RecordKind::Leaver);
            all.filter(move |entry| {
                let joined_before = entry.started.is_none_or(|day| day < year.begin());
                joined_before && entry.ended.is_none_or(|day| year.contains(day))
            })
        };
        let held = || in_post().chain(agency());
        let employed = summary
            .entries
            .iter()
            .filter(|entry| entry.kind != RecordKind::Agency);
        let counts = vec![
            (C::InPostFte, Some(total(in_post(), |it| it.fte))),
            (C::InPostHeadcount, Some(people(in_post(), |_| None))),
            (C::StartersFte, Some(total(starters(), |it| it.fte))),
            (
                C::StartersHeadcount,
                Some(people(starters(), |it| it.started)),
            ),
            (C::LeaversFte, Some(total(leavers(), |it| it.fte_before))),
            (C::LeaversHeadcount, Some(people(leavers(), |it| it.ended))),
            (C::AgencyFte, Some(total(agency(), |it| it.fte))),
            (C::AgencyHeadcount, Some(records(agency()))),
            (
                C::AgencyCoverFte,
                summary.agency_cover.map(Quantity::from_units),
            ),
            (C::VacanciesFte, summary.vacancies.map(Quantity::from_units)),
            (
                C::Cases,
                Some(total(held(), |it| {
                    it.cases
                        .map(|cases| cases.saturating_mul(Quantity::ONE.units()))
                })),
            ),
            (
                C::CaseHoldersFte,
                Some(total(held().filter(|it| it.cases > Some(0)), |it| it.fte)),
            ),
            (C::DaysLost, Some(total(employed, |it| it.days_lost))),
        ];
        Self {
            at: summary.year.reference_date(),
            authority: summary.authority.clone(),
            counts,
        }
    }

    /// The reference date.
    pub fn at(&self) -> Date {
        self.at
    }

    /// A count; nothing where the return does not hold it.
    pub fn count(&self, component: Component) -> Option<Quantity> {
        let mut counts = self.counts.iter();
        counts
            .find(|(known, _)| *known == component)
            .and_then(|(_, count)| *count)
    }

    /// The measures that a return can answer, in the order of all measures.
    pub fn measures() -> impl Iterator<Item = Measure> {
        let known = Self::components();
        Measure::ALL.iter().copied().filter(move |measure| {
            let definition = measure.definition();
            let components = definition.formula.components();
            components.iter().all(|component| known.contains(component))
        })
    }

    /// The value of a measure.
    pub fn value(&self, measure: Measure) -> Value {
        let formula = measure.definition().formula;
        let days = calendar::working_days_in_year(self.at);
        let counted = evaluate(formula, days, |component| {
            self.count(component).ok_or(Symbol::NotAvailable)
        });
        counted.map_or_else(Value::Symbol, Value::Exact)
    }

    /// The figure of a measure, with its parts; no rows are beneath them.
    pub fn figure(&self, measure: Measure) -> Figure {
        let formula = measure.definition().formula;
        let part = |component| {
            let amount = self.count(component);
            Arc::new(Part {
                component,
                amount: amount.ok_or(Missing::Withheld(Symbol::NotAvailable)),
                rows: Vec::new(),
            })
        };
        let by_days = matches!(formula.whole(), Some(Whole::TimesWorkingDays(_)));
        Figure {
            measure,
            scope: Scope::CHILDREN,
            at: self.at,
            value: self.value(measure),
            parts: formula.components().into_iter().map(part).collect(),
            working_days: by_days.then(|| calendar::working_days_in_year(self.at)),
            source: Source::Return {
                authority: self.authority.clone(),
                year: self.at.year(),
            },
            notes: Vec::new(),
            disclosure: None,
        }
    }

    fn components() -> Vec<Component> {
        let nothing = Summary::new(crate::year::Year::LAST);
        let counts = Self::of(&nothing).counts;
        counts.into_iter().map(|(component, _)| component).collect()
    }
}

fn total<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    of: impl Fn(&Entry) -> Option<i64>,
) -> Quantity {
    let units = entries.filter_map(of).fold(0, i64::saturating_add);
    Quantity::from_units(units)
}

fn records<'e>(entries: impl Iterator<Item = &'e Entry>) -> Quantity {
    whole(entries.count())
}

fn whole(count: usize) -> Quantity {
    i32::try_from(count).map_or(Quantity::from_units(i64::MAX), Quantity::whole)
}

/// How many people there are: the same number, date of birth, sex and
/// ethnicity is the same person, and with it the date of starting or leaving.
fn people<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    and: impl Fn(&Entry) -> Option<Date>,
) -> Quantity {
    type Identity<'e> = (&'e str, Option<Date>, Option<char>, Code, Option<Date>);
    let people: HashSet<Identity<'e>> = entries
        .map(|it| (&*it.registration, it.born, it.sex, it.ethnicity, and(it)))
        .collect();
    whole(people.len())
}
