//! The measures of the file beside those of all authorities.

use holdfast_measures::figure::with_unit;
use holdfast_measures::{Measure, Ratio, Value};

use crate::finding::Telling;
use crate::item::Item;
use crate::measure::Measured;
use crate::rule::{Judge, Rule, Severity};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W122",
    severity: Severity::Query,
    says: "Headcount and rates lie between those of the lowest and the highest hundredth of all \
           authorities and years from 2017 to 2025; of fewer than ten in post rates are not judged.",
    source: "Inferred; the spread is computed from the department’s published figures of 2017 to \
             2025",
    about: &[
        Item::FTE,
        Item::RoleEndDate,
        Item::AgencyWorker,
        Item::NumberOfVacancies,
        Item::NoAgencyFTE,
        Item::Cases30,
        Item::WorkingDaysLost,
    ],
    judge: Judge::Measures(measures_are_within_the_spread),
}];

/// What a measure was in 98 of 100 authorities and years.
struct Spread {
    measure: Measure,
    /// The item by which the measure is most likely to be wrong.
    item: Item,
    /// The first and the ninety-ninth percentile, in tenths.
    within: (i128, i128),
}

/// Percentiles 1 and 99 of the rows of local authorities in the department’s
/// Children’s social work workforce statistics, release of 2025, all years.
const SPREADS: &[Spread] = &[
    Spread {
        measure: Measure::InPostHeadcount,
        item: Item::FTE,
        within: (100, 7_960),
    },
    Spread {
        measure: Measure::TurnoverRateFte,
        item: Item::RoleEndDate,
        within: (9, 360),
    },
    Spread {
        measure: Measure::AgencyRateFte,
        item: Item::AgencyWorker,
        within: (0, 492),
    },
    Spread {
        measure: Measure::VacancyRate,
        item: Item::NumberOfVacancies,
        within: (0, 516),
    },
    Spread {
        measure: Measure::VacancyCoverRate,
        item: Item::NoAgencyFTE,
        within: (0, 1_000),
    },
    Spread {
        measure: Measure::AverageCaseload,
        item: Item::Cases30,
        within: (103, 239),
    },
    Spread {
        measure: Measure::AbsenceRate,
        item: Item::WorkingDaysLost,
        within: (6, 74),
    },
];

/// Fewer in post make any rate possible: the highest ever are tiny authorities’.
const FEW: i128 = 100;

fn measures_are_within_the_spread(measured: &Measured, telling: &mut Telling<'_>) {
    let tenths = |measure| match measured.value(measure) {
        Value::Exact(ratio) => Some(ratio.units(1)),
        Value::Symbol(_) => None,
    };
    let are_few = tenths(Measure::InPostHeadcount).is_none_or(|it| it < FEW);
    for spread in SPREADS {
        if are_few && spread.measure != Measure::InPostHeadcount {
            continue;
        }
        let (low, high) = spread.within;
        match tenths(spread.measure) {
            Some(value) if value < low => tell(spread, measured, "below", low, telling),
            Some(value) if value > high => tell(spread, measured, "above", high, telling),
            _ => {}
        }
    }
}

fn tell(spread: &Spread, measured: &Measured, side: &str, bound: i128, telling: &mut Telling<'_>) {
    let measure = spread.measure;
    let shown = with_unit(measure, measured.value(measure));
    let bound = Ratio::new(bound, 10).map(|bound| with_unit(measure, Value::Exact(bound)));
    telling.file(
        spread.item.element(),
        &shown,
        format!(
            "{}: {shown} from this return. Only one authority in a hundred was {side} {} in the \
             years from 2017 to 2025.",
            measure.definition().label,
            bound.unwrap_or_default()
        ),
        "Check what it is made of; explain it where it is right.",
    );
}

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{Change, EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        // The base has 22.6 FTE in post. Vacancies of 24.00 make 24 ÷ 46.6 =
        // 51.5%, and 24.20 make 24.2 ÷ 46.8 = 51.7%.
        Example {
            rule: "W122",
            passes: &[set(Of::Authority, Item::NumberOfVacancies, "24.00")],
            fails: &[set(Of::Authority, Item::NumberOfVacancies, "24.20")],
            finds: &["NumberOfVacancies"],
            tells: "Vacancy rate: 51.7% from this return. Only one authority in a hundred was above \
                    51.6% in",
            ..EXAMPLE
        },
        // With the base’s agency worker 20 more make 21 ÷ (21 + 22.6) = 48.2%,
        // and 21 more 22 ÷ 44.6 = 49.3%. With 4 cases each they bring the
        // caseload to (24 × 16 + 21 × 4) ÷ 44.6 = 10.5, still within.
        Example {
            rule: "W122",
            passes: &[Change::Again(Of::Agency, 20, &[(Item::Cases30, "4")])],
            fails: &[Change::Again(Of::Agency, 21, &[(Item::Cases30, "4")])],
            finds: &["AgencyWorker"],
            ..EXAMPLE
        },
        // 21 × 5 + 11.5 days are those of the others. 416.5 of 22.6 × 253 =
        // 5,717.8 are 7.3%, and 431.5 are 7.5%.
        Example {
            rule: "W122",
            passes: &[
                set(Of::InPost, Item::WorkingDaysLost, "200"),
                set(Of::Starter, Item::WorkingDaysLost, "100"),
            ],
            fails: &[
                set(Of::InPost, Item::WorkingDaysLost, "200"),
                set(Of::Starter, Item::WorkingDaysLost, "115"),
            ],
            finds: &["WorkingDaysLost"],
            ..EXAMPLE
        },
        // Without any leaver turnover is 0, and only 1 in 100 is below 0.9%.
        Example {
            rule: "W122",
            fails: &[Change::Without(Of::Leaver)],
            finds: &["RoleEndDate"],
            ..EXAMPLE
        },
    ];
}
