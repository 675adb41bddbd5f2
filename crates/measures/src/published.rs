//! Published figures, and the published rates recomputed from the published
//! counts.
//!
//! Every rate of an authority follows from its counts: exactly, or within
//! what rounding the counts to one decimal place allows. National and regional
//! rates are not always total over total: an authority with a part withheld is
//! left out of both sides of the rate, while its known part stays in the
//! published totals.

use std::sync::Arc;

use holdfast_reference::{
    Area, AuthorityNumber, IndicatorRow, Published, Release, Releases, Symbol, area_name,
    authority, former_authorities,
};
use jiff::civil::{Date, date};

use crate::calendar::working_days_in_year;
use crate::definition::Measure;
use crate::figure::{Figure, Missing, Part, Scope, Source, evaluate};
use crate::formula::{Component, Formula, Whole};
use crate::value::{Quantity, Ratio, Value};

/// Half of the tenth to which FTE and days are published.
const HALF_A_TENTH: Quantity = Quantity::from_units(50_000);

/// The day on which, or to which, the statistics of a year count.
pub fn reference_date(year: i16) -> Date {
    Date::new(year, 9, 30).unwrap_or(date(1970, 9, 30))
}

/// The figure of an area in a year, as the newest release that has it gives
/// it; nothing where no release has it.
pub fn published_figure(
    releases: &Releases,
    area: Area,
    year: i16,
    measure: Measure,
) -> Option<Figure> {
    let (row, release) = releases.row(area, year)?;
    figure_of(row, release, measure)
}

/// The figure of a row of a release.
pub fn figure_of(row: &IndicatorRow, release: &Release, measure: Measure) -> Option<Figure> {
    let value = row.value(measure.published()?)?;
    let at = reference_date(row.year);
    let formula = measure.definition().formula;
    let parts = formula
        .components()
        .into_iter()
        .map(|component| Arc::new(part_of(row, component)))
        .collect();
    Some(Figure {
        measure,
        scope: Scope::CHILDREN,
        at,
        value: Value::from(value),
        parts,
        working_days: matches!(formula.whole(), Some(Whole::TimesWorkingDays(_)))
            .then(|| working_days_in_year(at)),
        source: Source::Release {
            key: release.key(),
            citation: release.source().citation(),
        },
        notes: notes(row, release, measure),
        disclosure: None,
    })
}

/// That two authorities made one return, and which authorities a rate leaves
/// out, so that it does not follow from the counts beneath.
fn notes(row: &IndicatorRow, release: &Release, measure: Measure) -> Vec<String> {
    let named = |area: Area| area_name(area).unwrap_or_else(|| area.to_string());
    match row.area {
        Area::Authority(_) => Vec::new(),
        Area::Joint(..) => vec![format!(
            "{} make one return, so the figure is of both together.",
            named(row.area)
        )],
        _ => match explain(release, row, measure) {
            Some(Explanation::Without(left_out)) => {
                let names: Vec<_> = left_out.into_iter().map(named).collect();
                vec![format!(
                    "Left out of the rate, because a part of it is withheld there: {}. What is known of these authorities stays in the counts.",
                    names.join(", ")
                )]
            }
            _ => Vec::new(),
        },
    }
}

fn part_of(row: &IndicatorRow, component: Component) -> Part {
    let published = component.published().and_then(|it| row.value(it));
    Part {
        component,
        amount: match published {
            Some(Published::Number(number)) => Ok(number.as_fte()),
            Some(Published::Symbol(symbol)) => Err(Missing::Withheld(symbol)),
            None => Err(Missing::Withheld(Symbol::NotAvailable)),
        },
        rows: Vec::new(),
    }
}

/// How a published rate follows from the published counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The counts give it exactly.
    Exactly,
    /// Counts that round to the published ones give it.
    WithinRounding,
    /// The counts of the other authorities, added up, give it, without these,
    /// of which a part is withheld.
    Without(Vec<Area>),
    /// Nothing of these does; the rate that the counts give.
    NotAtAll(Value),
}

/// How the rate of a row follows from its counts; nothing where the row has no
/// number for it, or the measure is no rate.
pub fn explain(release: &Release, row: &IndicatorRow, measure: Measure) -> Option<Explanation> {
    measure.definition().formula.whole()?;
    let published = row.number(measure.published()?)?.tenths();
    let counts = |component: Component| bounds(row, component);
    let attempt = |shift: Shift| rate(row.year, measure, shift, &counts);
    if attempt(Shift::None).map(tenths) == Ok(i128::from(published)) {
        return Some(Explanation::Exactly);
    }
    if is_between(published, attempt(Shift::Lower), attempt(Shift::Upper)) {
        return Some(Explanation::WithinRounding);
    }
    for members in Members::of(release, row, measure) {
        let attempt = |shift: Shift| rate(row.year, measure, shift, &|it| members.sum(row, it));
        if is_between(published, attempt(Shift::Lower), attempt(Shift::Upper)) {
            return Some(Explanation::Without(members.left_out));
        }
    }
    let value = rate(row.year, measure, Shift::None, &counts);
    Some(Explanation::NotAtAll(
        value.map_or_else(Value::Symbol, Value::Exact),
    ))
}

fn tenths(ratio: Ratio) -> i128 {
    ratio.units(1)
}

/// Whether a published rate lies between two exact ones, each as it rounds.
fn is_between(published: i64, lower: Result<Ratio, Symbol>, upper: Result<Ratio, Symbol>) -> bool {
    let published = i128::from(published);
    match (lower, upper) {
        (Ok(lower), Ok(upper)) => tenths(lower) <= published && published <= tenths(upper),
        // What it is divided by may have been next to nothing.
        (Ok(lower), Err(Symbol::NotApplicable)) => tenths(lower) <= published,
        _ => false,
    }
}

/// Which end of what the published counts may have been before rounding.
#[derive(Clone, Copy, PartialEq)]
enum Shift {
    None,
    Lower,
    Upper,
}

/// A count, and by how much it may differ from what was published.
#[derive(Clone, Copy)]
struct Bounded {
    amount: Quantity,
    slack: Quantity,
}

fn bounds(row: &IndicatorRow, component: Component) -> Result<Bounded, Symbol> {
    use holdfast_reference::Unit;
    let measure = component.published().ok_or(Symbol::NotAvailable)?;
    let slack = match measure.unit() {
        Unit::Fte | Unit::Days => HALF_A_TENTH,
        _ => Quantity::ZERO,
    };
    match row.value(measure) {
        Some(Published::Number(number)) => Ok(Bounded {
            amount: number.as_fte(),
            slack,
        }),
        Some(Published::Symbol(Symbol::Low)) => Ok(Bounded {
            amount: Quantity::ZERO,
            slack: HALF_A_TENTH,
        }),
        Some(Published::Symbol(symbol)) => Err(symbol),
        None => Err(Symbol::NotAvailable),
    }
}

fn rate(
    year: i16,
    measure: Measure,
    shift: Shift,
    counts: &impl Fn(Component) -> Result<Bounded, Symbol>,
) -> Result<Ratio, Symbol> {
    // Counts that are shifted may cover more than there is: only the published
    // ones say that a rate was withheld for it.
    let formula = match measure.definition().formula {
        Formula::CoverPercent(part, whole) if shift != Shift::None => Formula::Percent(part, whole),
        formula => formula,
    };
    let working_days = working_days_in_year(reference_date(year));
    evaluate(formula, working_days, |component| {
        let Bounded { amount, slack } = counts(component)?;
        let is_part = component == formula.part();
        Ok(match (shift, is_part) {
            (Shift::None, _) => amount,
            (Shift::Lower, true) | (Shift::Upper, false) => (amount - slack).or_zero(),
            (Shift::Lower, false) | (Shift::Upper, true) => amount + slack,
        })
    })
}

/// The authorities of a national or regional row that a rate was made of, and
/// those that were left out of it.
struct Members<'r> {
    counted: Vec<&'r IndicatorRow>,
    left_out: Vec<Area>,
}

impl<'r> Members<'r> {
    /// The two ways in which the statistics leave authorities out: all that
    /// have no count of a part of the rate; or only those whose count is of low
    /// reliability, while counts not shown for another reason stay in.
    fn of(release: &'r Release, row: &IndicatorRow, measure: Measure) -> Vec<Self> {
        let components = measure.definition().formula.components();
        let all: Vec<_> = release
            .rows()
            .iter()
            .filter(|other| other.year == row.year && lies_in(other.area, row.area))
            .collect();
        let without = |withheld: fn(Symbol) -> bool| {
            let is_left_out = |row: &&IndicatorRow| {
                let mut symbols = components
                    .iter()
                    .filter_map(|component| bounds(row, *component).err());
                symbols.any(withheld)
            };
            let (left_out, counted): (Vec<_>, Vec<_>) = all.iter().copied().partition(is_left_out);
            Self {
                counted,
                left_out: left_out.iter().map(|row| row.area).collect(),
            }
        };
        let ways = [
            without(|_| true),
            without(|symbol| symbol == Symbol::LowReliability),
        ];
        ways.into_iter()
            .filter(|way| !way.counted.is_empty() && !way.left_out.is_empty())
            .collect()
    }

    /// The counts that were taken, added up: totals cannot be used, as they
    /// hold what is withheld. A count that is not shown is anything from
    /// nothing to what the total holds beyond the counts that are shown.
    fn sum(&self, total: &IndicatorRow, component: Component) -> Result<Bounded, Symbol> {
        let mut sum = Bounded {
            amount: Quantity::ZERO,
            slack: Quantity::ZERO,
        };
        let mut is_hidden = false;
        for row in &self.counted {
            match bounds(row, component) {
                Ok(count) => {
                    sum.amount += count.amount;
                    sum.slack += count.slack;
                }
                Err(_) => is_hidden = true,
            }
        }
        if is_hidden {
            let total = bounds(total, component)?;
            sum.slack += (total.amount - sum.amount).or_zero();
        }
        Ok(sum)
    }
}

/// Whether the figures of an authority are part of those of an area.
pub fn lies_in(inner: Area, outer: Area) -> bool {
    let (Area::Authority(number) | Area::Joint(number, _)) = inner else {
        return false;
    };
    match outer {
        Area::England => true,
        Area::Region(region) => region_of(number) == Some(region),
        Area::LondonPart(part) => authority(number).is_some_and(|it| it.london_part == Some(part)),
        Area::Authority(_) | Area::Joint(..) => false,
    }
}

/// The region of an authority, past or present.
pub fn region_of(number: AuthorityNumber) -> Option<holdfast_reference::Region> {
    let former = || {
        former_authorities()
            .iter()
            .find(|it| it.number == number)
            .map(|it| it.region)
    };
    authority(number).map(|it| it.region).or_else(former)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explanations(wanted: fn(Area) -> bool) -> Vec<(i16, Area, Measure, Explanation)> {
        let shipped = Releases::shipped();
        let release = shipped.newest().expect("a release is shipped");
        let mut found = Vec::new();
        for row in release.rows().iter().filter(|row| wanted(row.area)) {
            for measure in Measure::ALL {
                if let Some(explanation) = explain(release, row, *measure) {
                    found.push((row.year, row.area, *measure, explanation));
                }
            }
        }
        found
    }

    fn is_authority(area: Area) -> bool {
        matches!(area, Area::Authority(_) | Area::Joint(..))
    }

    #[test]
    fn every_published_rate_of_every_authority_follows_from_its_counts() {
        let all = explanations(is_authority);
        let unexplained: Vec<_> = all
            .iter()
            .filter(|(.., it)| matches!(it, Explanation::NotAtAll(_)))
            .collect();
        assert!(unexplained.is_empty(), "{unexplained:?}");
        // The release has 12,025 numbers in the nine columns of rates of its
        // rows of authorities.
        assert_eq!(all.len(), 12_025);
        let exactly = all.iter().filter(|(.., it)| *it == Explanation::Exactly);
        assert!(exactly.count() >= 11_521);
        let without = |it: &Explanation| matches!(it, Explanation::Without(_));
        assert!(!all.iter().any(|(.., it)| without(it)));
    }

    #[test]
    fn headcount_rates_are_exact() {
        let headcount = explanations(is_authority)
            .into_iter()
            .filter(|(_, _, measure, _)| {
                matches!(
                    measure,
                    Measure::TurnoverRateHeadcount | Measure::AgencyRateHeadcount
                )
            });
        for (year, area, measure, explanation) in headcount {
            assert_eq!(explanation, Explanation::Exactly, "{year} {area} {measure}");
        }
    }

    #[test]
    fn national_and_regional_rates_leave_out_authorities_with_a_part_withheld() {
        let all = explanations(|area| !is_authority(area));
        assert_eq!(all.len(), 971);
        let unexplained: Vec<_> = all
            .iter()
            .filter(|(.., it)| matches!(it, Explanation::NotAtAll(_)))
            .collect();
        assert!(unexplained.is_empty(), "{unexplained:?}");
    }

    #[test]
    fn the_north_east_of_2024_is_without_sunderland() {
        let release = Releases::shipped().newest().expect("a release is shipped");
        let area = "north_east".parse().expect("a region");
        let row = release.row(area, 2024).expect("a row");
        let sunderland = "394".parse().map(Area::Authority).expect("an authority");
        assert_eq!(
            explain(release, row, Measure::TurnoverRateFte),
            Some(Explanation::Without(vec![sunderland]))
        );
        let figure = published_figure(Releases::shipped(), area, 2024, Measure::TurnoverRateFte);
        let figure = figure.expect("a figure");
        assert_eq!(figure.in_words(), "14.0%");
        // Total over total would be 12.6%: the figure says why it is not.
        assert_eq!(
            figure.notes,
            [
                "Left out of the rate, because a part of it is withheld there: Sunderland. What is known of these authorities stays in the counts."
            ]
        );
    }

    #[test]
    fn a_joint_return_says_that_it_is_of_two_authorities() {
        let richmond = "318".parse().map(Area::Authority).expect("an authority");
        let releases = Releases::shipped();
        let figure = published_figure(releases, richmond, 2024, Measure::VacancyRate);
        let notes = figure.expect("a figure").notes;
        assert_eq!(notes.len(), 1);
        assert!(notes[0].contains("Kingston upon Thames and Richmond upon Thames make one return"));
    }
}
