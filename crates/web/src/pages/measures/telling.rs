//! Figures and comparisons in words.

use std::collections::BTreeSet;

use holdfast_measures::compare::{Comparison, Verdict};
use holdfast_measures::definition::Spread;
use holdfast_measures::{Basis, Component, Figure, Formula, Missing, Value, Whole};
use holdfast_reference::Symbol;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::readable;
use holdfast_workforce::date::{in_words, months_later};
use jiff::civil::Date;

use holdfast_measures::Course;

/// What comes of a comparison, as a tag whose words carry the meaning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// By how much: `1.2 percentage points lower`; empty where it is the same.
    pub(crate) difference: String,
    /// The verdict.
    pub(crate) verdict: &'static str,
    /// The colour of its tag.
    pub(crate) colour: &'static str,
}

impl Told {
    /// A comparison, or that there is nothing to compare with.
    pub(crate) fn of(comparison: Option<&Comparison>) -> Self {
        let Some(comparison) = comparison else {
            return Self {
                verdict: Verdict::CannotTell.label(),
                colour: "grey",
                ..Self::default()
            };
        };
        let is_same = comparison.verdict == Verdict::Same;
        let difference = comparison.difference_in_words().filter(|_| !is_same);
        Self {
            difference: difference.unwrap_or_default(),
            verdict: comparison.verdict.label(),
            colour: match comparison.verdict {
                Verdict::Better => "green",
                Verdict::Worse => "orange",
                Verdict::Different => "blue",
                Verdict::NoRealDifference | Verdict::Same | Verdict::CannotTell => "grey",
            },
        }
    }
}

/// The date or year of a figure; a stated count is of its own day.
pub(crate) fn period(figure: &Figure) -> String {
    match figure.source.stated_on() {
        Some(on) if on != figure.at => format!(
            "{}, the latest count by {}",
            in_words(on),
            in_words(figure.at)
        ),
        _ => figure.period(),
    }
}

/// Why a figure cannot be compared with that of the year before.
pub(crate) fn why_not_compared(course: &Course) -> String {
    if course.now.value.symbol().is_some() {
        return String::new();
    }
    let why = match course.then.value.symbol() {
        Some(symbol) => missing(&course.then)
            .next()
            .map_or_else(|| format!("{}.", symbol.label()), Missing::in_words),
        None => "One count stands for both.".to_owned(),
    };
    format!("There is no number of the year before to compare it with. {why}")
}

/// On whose authority a measure is defined, in a word or two.
pub(crate) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Official => "Official",
        Basis::CouncilPapers => "Council papers",
        Basis::LocalVariant => "Local variant",
    }
}

/// What a figure means in a sentence: its parts, as they are counted.
pub(crate) fn meaning(figure: &Figure) -> Option<String> {
    let amount = |component| {
        let amount = figure.part(component)?.amount.clone().ok()?;
        Some(readable(&amount.rounded(component.places().min(1))))
    };
    let told = |component| Some(format!("{} {}", amount(component)?, counted(component)));
    let formula = figure.measure.definition().formula;
    if let Formula::Less(part, taken) = formula {
        return Some(format!("{}, less {}.", told(part)?, told(taken)?));
    }
    let part = told(formula.part())?;
    let is_share = figure.measure.definition().spread == Spread::Share;
    let link = if is_share { "out of" } else { "for" };
    let whole = match formula.whole()? {
        Whole::One(one) => told(one)?,
        Whole::Both(one, other) => {
            let (_, sum) = figure.numerator_and_denominator();
            let sum = readable(&sum?.rounded(one.places().min(1)));
            format!("{sum}: {} and {}", told(one)?, told(other)?)
        }
        Whole::TimesWorkingDays(one) => {
            format!("{} over {} working days", told(one)?, figure.working_days?)
        }
        Whole::MeanOfThirteen(one) => {
            format!("{} at 13 month-ends, divided by 13", told(one)?)
        }
    };
    Some(format!("{part} {link} {whole}."))
}

/// What a number of a component is a number of.
pub(crate) const fn counted(component: Component) -> &'static str {
    use Component as C;
    match component {
        C::InPostFte | C::MonthEndsInPostFte => "FTE in post",
        C::InPostHeadcount | C::MonthEndsInPostHeadcount => "people in post",
        C::InPostHeadcountBefore => "people in post a year before",
        C::StartersFte => "FTE that started in the year",
        C::StartersHeadcount => "who started in the year",
        C::LeaversFte | C::AllLeaversFte => "FTE that left in the year",
        C::LeaversHeadcount | C::AllLeaversHeadcount => "who left in the year",
        C::AgencyFte => "FTE of agency workers",
        C::AgencyHeadcount => "agency workers",
        C::AgencyCoverFte => "FTE of agency workers covering vacancies",
        C::AgencyFteDays => "agency FTE times days",
        C::DaysInYear => "days",
        C::VacanciesFte => "FTE vacant",
        C::EstablishedFte => "FTE established",
        C::Cases => "cases",
        C::CaseHoldersFte => "FTE holding cases",
        C::DaysLost => "working days lost to sickness",
        C::NewlyQualified => "newly qualified",
        C::ServiceUnderTwo => "under 2 years in post",
        C::ServiceUnderFive => "under 5 years in post",
        C::ExperienceUnderTwo => "qualified under 2 years ago",
        C::ExperienceUnderFive => "qualified under 5 years ago",
        C::Experienced => "qualified 2 years ago or more",
        C::ExperienceKnown => "people whose qualification date is known",
        C::PractitionersFte => "FTE of practitioners",
        C::FirstLineManagersFte => "FTE of first line managers",
        C::Appointments => "posts taken up in the year",
        C::InternalAppointments => "by the council’s own staff",
    }
}

/// Why a figure has no number, and what to do about it.
pub(crate) fn why_none(figure: &Figure) -> Vec<String> {
    let Some(symbol) = figure.value.symbol() else {
        return Vec::new();
    };
    let mut told: Vec<String> = Vec::new();
    for missing in missing(figure) {
        let both = format!("{} {}", missing.in_words(), remedy(missing, figure.at));
        if !told.contains(&both) {
            told.push(both);
        }
    }
    if told.is_empty() {
        let remedy = match symbol {
            Symbol::NotApplicable => " Choose another date, team or role.",
            Symbol::LowReliability => {
                " Look at the two counts below: an agency worker recorded as covering a vacancy may cover something else."
            }
            _ => "",
        };
        told.push(figure.why_none().join(" ") + remedy);
    }
    told
}

/// Why parts of a figure are not known.
fn missing(figure: &Figure) -> impl Iterator<Item = &Missing> {
    let parts = figure.parts.iter();
    parts.filter_map(|part| part.amount.as_ref().err())
}

fn remedy(missing: &Missing, at: Date) -> String {
    match missing {
        Missing::BeforeRecords { needed, begin } if *needed == at => {
            format!("Choose {} or a later date.", in_words(*begin))
        }
        Missing::BeforeRecords { begin, .. } => format!(
            "Choose {} or a later date: a year is counted back from it.",
            in_words(months_later(*begin, 12))
        ),
        Missing::NoRecords => "Choose a later date, or import the records.".to_owned(),
        Missing::NoCases(_) => {
            "Choose the last day of a month with cases, or import them.".to_owned()
        }
        Missing::NoSickness => "Import sickness absence to have this figure.".to_owned(),
        Missing::NotStated(_) | Missing::StatedOtherwise(..) => {
            "It can be worked out once the council’s own records are imported.".to_owned()
        }
        Missing::Withheld(_) => String::new(),
    }
}

/// The symbols among values, each with what it means.
pub(crate) fn symbols(
    values: impl IntoIterator<Item = Value>,
) -> Vec<(&'static str, &'static str)> {
    let found: BTreeSet<_> = values
        .into_iter()
        .filter_map(Value::symbol)
        .map(|symbol| (symbol.code(), symbol.label()))
        .collect();
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use holdfast_measures::compare::{Side, compare};
    use holdfast_measures::{Measure, Ratio};

    use super::*;

    fn told(measure: Measure, mine: i128, other: i128) -> Told {
        let side = |tenths| {
            let value = Ratio::new(tenths, 10).map(Value::Exact).expect("a number");
            Side::of_value("England", value)
        };
        Told::of(Some(&compare(measure, side(mine), side(other))))
    }

    #[test]
    fn a_verdict_is_a_word_beside_the_difference() {
        let worse = told(Measure::AverageCaseload, 166, 161);
        assert_eq!((worse.verdict, worse.colour), ("Worse", "orange"));
        assert_eq!(worse.difference, "0.5 cases per FTE higher");
        let same = told(Measure::AverageCaseload, 161, 161);
        assert_eq!((same.verdict, same.difference.as_str()), ("The same", ""));
        assert_eq!(Told::of(None).verdict, "Cannot tell");
    }

    #[test]
    fn symbols_are_told_once_each() {
        let values = [
            Value::Symbol(Symbol::NotAvailable),
            Value::Symbol(Symbol::NotApplicable),
            Value::Symbol(Symbol::NotAvailable),
        ];
        assert_eq!(
            symbols(values),
            [("x", "Not available"), ("z", "Not applicable")]
        );
    }
}
