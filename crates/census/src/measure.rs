//! The published measures, from the return alone.
//!
//! Formulas: the methodology of the DfE’s statistics, recomputed on every
//! published row of 2017 to 2025. In post, starters and leavers are counted
//! by people, their FTE by records; agency workers by records throughout.
//!
//! What cannot be is not counted: an FTE above 1, cases that are no whole
//! number, a day of joining before that of birth. [`Measured::left_out`] tells it.
//! The cases of whoever has no such FTE count in no caseload either. Where no
//! record has a value that can be, there is no sum, rather than a nought.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use holdfast_measures::figure::evaluate;
use holdfast_measures::{
    Component, Figure, Measure, Missing, Part, Quantity, Scope, Source, Value, Whole, calendar,
};
use holdfast_reference::Symbol;
use jiff::civil::Date;

use crate::item::Item;
use crate::left_out::{Days, LeftOut, possible};
use crate::summary::{Code, Entry, Summary};
use crate::worker::RecordKind;

/// The counts that the measures are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    at: Date,
    /// The number of the authority as it stands.
    authority: String,
    counts: Vec<(Component, Option<Quantity>)>,
    left_out: Vec<LeftOut>,
}

impl Measured {
    /// Counts a return.
    pub fn of(summary: &Summary) -> Self {
        use Component as C;
        let agency = || summary.of_kind(RecordKind::Agency);
        let in_post = || summary.entries.iter().filter(|entry| entry.is_in_post());
        let starters = || {
            let all = summary.of_kind(RecordKind::Starter);
            all.filter(|entry| Days::of(entry).may_start())
        };
        // Whoever starts and leaves in the same year counts in neither.
        let year = summary.year;
        let leavers = || {
            let all = summary.of_kind(RecordKind::Leaver);
            all.filter(move |entry| {
                let joined_before = entry.started.is_none_or(|day| day < year.begin());
                joined_before && Days::of(entry).may_leave(year)
            })
        };
        let fte = |entry: &Entry| possible(Item::FTE, entry.fte);
        let fte_before = |entry: &Entry| possible(Item::FTE30, entry.fte_before);
        let cases = |entry: &Entry| {
            fte(entry)?;
            let cases = entry.cases?.saturating_mul(Quantity::ONE.units());
            possible(Item::Cases30, Some(cases))
        };
        let holds = |entry: &Entry| match cases(entry)? {
            0 => Some(0),
            _ => fte(entry),
        };
        let held = || in_post().chain(agency());
        let employed = summary
            .entries
            .iter()
            .filter(|entry| entry.kind != RecordKind::Agency);
        let counts = vec![
            (C::InPostFte, total(in_post(), fte)),
            (C::InPostHeadcount, Some(people(in_post(), |_| None))),
            (C::StartersFte, total(starters(), fte)),
            (
                C::StartersHeadcount,
                Some(people(starters(), |it| it.started)),
            ),
            (C::LeaversFte, total(leavers(), fte_before)),
            (C::LeaversHeadcount, Some(people(leavers(), |it| it.ended))),
            (C::AgencyFte, total(agency(), fte)),
            (C::AgencyHeadcount, Some(records(agency()))),
            (
                C::AgencyCoverFte,
                possible(Item::NoAgencyFTE, summary.agency_cover).map(Quantity::from_units),
            ),
            (
                C::VacanciesFte,
                possible(Item::NumberOfVacancies, summary.vacancies).map(Quantity::from_units),
            ),
            (C::Cases, total(held(), cases)),
            (C::CaseHoldersFte, total(held(), holds)),
            (
                C::DaysLost,
                total(employed, |it| possible(Item::WorkingDaysLost, it.days_lost)),
            ),
        ];
        Self {
            at: summary.year.reference_date(),
            authority: summary.authority.clone(),
            counts,
            left_out: summary.left_out.0.clone(),
        }
    }

    /// What was left out of the counts, because it cannot be or is missing.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
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
        let components = formula.components();
        let touches = |it: &&LeftOut| it.components().iter().any(|it| components.contains(it));
        let left_out = self.left_out.iter().filter(touches);
        let by_days = matches!(formula.whole(), Some(Whole::TimesWorkingDays(_)));
        Figure {
            measure,
            scope: Scope::CHILDREN,
            at: self.at,
            value: self.value(measure),
            parts: components.iter().copied().map(part).collect(),
            working_days: by_days.then(|| calendar::working_days_in_year(self.at)),
            source: Source::Return {
                authority: self.authority.clone(),
                year: self.at.year(),
            },
            notes: left_out.map(ToString::to_string).collect(),
            disclosure: None,
        }
    }

    fn components() -> Vec<Component> {
        let nothing = Summary::new(crate::year::Year::LAST);
        let counts = Self::of(&nothing).counts;
        counts.into_iter().map(|(component, _)| component).collect()
    }
}

/// The sum over records; nothing where there are records, but none has a value that
/// can be: what nobody knows is not nought.
fn total<'e>(
    entries: impl Iterator<Item = &'e Entry>,
    of: impl Fn(&Entry) -> Option<i64>,
) -> Option<Quantity> {
    let mut is_unknown = false;
    let mut sum: Option<i64> = None;
    for entry in entries {
        match of(entry) {
            Some(units) => sum = Some(sum.unwrap_or_default().saturating_add(units)),
            None => is_unknown = true,
        }
    }
    let sum = sum.or((!is_unknown).then_some(0));
    sum.map(Quantity::from_units)
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
    type Identity<'e> = (Cow<'e, str>, Option<Date>, Option<char>, Code, Option<Date>);
    let people: HashSet<Identity<'e>> = entries
        .map(|it| (it.same_number(), it.born, it.sex, it.ethnicity, and(it)))
        .collect();
    whole(people.len())
}
