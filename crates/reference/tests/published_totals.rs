//! England's published totals, measure by measure, as the release of reporting year 2025 has them.

use holdfast_reference::{Area, Measure, Releases};

/// Each measure with its values of 2017 to 2025.
const ENGLAND: [(Measure, &str); 22] = [
    (
        Measure::InPostFte,
        "28482.6 29464.9 30683.8 31852.3 32502 31634.1 33119.1 34328.2 36186.3",
    ),
    (
        Measure::InPostHeadcount,
        "30646 31653 32851 33928 34620 33689 35199 36402 38292",
    ),
    (
        Measure::StartersFte,
        "5500.5 5209.7 5928.9 5202.4 5518.7 4825.6 6027.5 5613.4 5837.8",
    ),
    (
        Measure::StartersHeadcount,
        "5726 5426 6190 5424 5758 5054 6247 5822 6043",
    ),
    (
        Measure::LeaversFte,
        "3811.8 4451.6 4607.5 4294.2 4994.5 5422 5254.6 4728.7 4276.3",
    ),
    (
        Measure::LeaversHeadcount,
        "4204 4827 4963 4618 5388 5796 5640 5073 4611",
    ),
    (
        Measure::TurnoverRateFte,
        "13.4 15.1 15 13.5 15.4 17.2 15.9 13.9 11.8",
    ),
    (
        Measure::TurnoverRateHeadcount,
        "13.7 15.2 15.1 13.6 15.6 17.3 16 13.9 12",
    ),
    (
        Measure::AgencyFte,
        "5343.2 5356.3 5753.5 5800.9 5969.5 6759.7 7178.5 6520.7 5415.9",
    ),
    (
        Measure::AgencyHeadcount,
        "5689 5529 6090 5969 6139 6969 7429 6704 5566",
    ),
    (
        Measure::AgencyRateFte,
        "15.8 15.4 15.8 15.4 15.5 17.6 17.9 16.2 13",
    ),
    (
        Measure::AgencyRateHeadcount,
        "15.7 14.9 15.6 15 15.1 17.1 17.4 15.7 12.7",
    ),
    (
        Measure::AgencyCoverFte,
        "3864.7 4166.4 4414 4529 4557.8 5440.5 5744.2 5313.2 4390.8",
    ),
    (
        Measure::AgencyCoverRate,
        "74.2 77.8 76.7 78.1 76.4 80.5 79.8 81.3 81.1",
    ),
    (
        Measure::VacanciesFte,
        "5822.6 5812.4 6036.6 6112.6 6521.9 7912.9 7722.7 7188.6 5965.4",
    ),
    (
        Measure::VacancyRate,
        "17 16.5 16.4 16.1 16.7 20 18.9 17.3 14.2",
    ),
    (
        Measure::VacancyCoverRate,
        "67.5 72.3 73.1 74.1 69.9 68.8 74.4 76.2 73.6",
    ),
    (
        Measure::Cases,
        "316647 327313 337202 334706 335201 335563 337055 320461 321661",
    ),
    (
        Measure::CaseHoldersFte,
        "17840.6 18787.3 20003.8 20530.8 20548.9 20206 21111.4 20803.5 21105.4",
    ),
    (
        Measure::AverageCaseload,
        "17.7 17.4 16.9 16.3 16.3 16.6 16 15.4 15.2",
    ),
    (
        Measure::DaysLost,
        "224856.9 234873.6 241345.6 231354.1 257240.9 283440.5 270451 285778.4 322786.3",
    ),
    (Measure::AbsenceRate, "3.1 3.2 3.1 2.9 3.1 3.5 3.3 3.4 3.5"),
];

#[test]
fn england_stands_as_published_in_every_year() {
    for (measure, values) in ENGLAND {
        for (year, value) in (2017..).zip(values.split(' ')) {
            let found = Releases::shipped().value(Area::England, year, measure);
            let (published, release) = found.expect("England is in every year");
            assert_eq!(release.key(), "2025");
            assert_eq!(published.to_string(), value, "{measure:?} in {year}");
        }
    }
}
