//! The published workforce indicators of each area and year.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::area::{Area, AuthorityNumber};
use crate::published::{Number, Published, code_set};
use crate::table::{self, DataError, Line};

/// What a published number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Full-time equivalents.
    Fte,
    /// People.
    Headcount,
    /// Percent.
    Percent,
    /// Cases.
    Cases,
    /// Cases for each FTE.
    CasesPerFte,
    /// Working days.
    Days,
}

/// Declares the measures once: as a set of codes, which are the columns of
/// the table, and as the fields of a row.
macro_rules! measures {
    ($(#[doc = $meaning:literal] $variant:ident $field:ident = $code:literal, $label:literal, $unit:ident;)+) => {
        code_set! {
            /// A measure of the statistics, about children and family social
            /// workers. In post, starters and leavers leave agency workers out.
            Measure { $(#[doc = $meaning] $variant = $code, $label;)+ }
        }

        impl Measure {
            /// What the numbers count.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$variant => Unit::$unit,)+ }
            }
        }

        /// The indicators of one area in one year, as published.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct IndicatorRow {
            /// The year ending, or the day being, 30 September.
            pub year: i16,
            /// The area.
            pub area: Area,
            $(#[doc = $meaning] pub $field: Published,)+
        }

        impl IndicatorRow {
            /// The value of a measure.
            pub const fn value(&self, measure: Measure) -> Published {
                match measure { $(Measure::$variant => self.$field,)+ }
            }

            fn read(line: &Line<'_>) -> Result<Self, DataError> {
                Ok(Self {
                    year: line.value("year")?,
                    area: line.value("area")?,
                    $($field: line.value($code)?,)+
                })
            }
        }
    };
}

measures! {
    /// FTE in post at 30 September.
    InPostFte in_post_fte = "in_post_fte", "In post, FTE", Fte;
    /// People in post at 30 September.
    InPostHeadcount in_post_headcount = "in_post_headcount", "In post, headcount", Headcount;
    /// FTE of those who started in the year and were in post at its end.
    StartersFte starters_fte = "starters_fte", "Starters, FTE", Fte;
    /// People who started in the year and were in post at its end.
    StartersHeadcount starters_headcount = "starters_headcount", "Starters, headcount", Headcount;
    /// FTE of those who left in the year and had started before it.
    LeaversFte leavers_fte = "leavers_fte", "Leavers, FTE", Fte;
    /// People who left in the year and had started before it.
    LeaversHeadcount leavers_headcount = "leavers_headcount", "Leavers, headcount", Headcount;
    /// Leavers' FTE over FTE in post at the year's end.
    TurnoverRateFte turnover_rate_fte = "turnover_rate_fte", "Turnover rate, FTE", Percent;
    /// Leavers over people in post at the year's end.
    TurnoverRateHeadcount turnover_rate_headcount = "turnover_rate_headcount", "Turnover rate, headcount", Percent;
    /// FTE of agency workers at 30 September.
    AgencyFte agency_fte = "agency_fte", "Agency workers, FTE", Fte;
    /// Agency workers at 30 September; each record counts as a person.
    AgencyHeadcount agency_headcount = "agency_headcount", "Agency workers, headcount", Headcount;
    /// Agency FTE over agency FTE and FTE in post.
    AgencyRateFte agency_rate_fte = "agency_rate_fte", "Agency worker rate, FTE", Percent;
    /// Agency workers over agency workers and people in post.
    AgencyRateHeadcount agency_rate_headcount = "agency_rate_headcount", "Agency worker rate, headcount", Percent;
    /// FTE of agency workers who covered vacancies at 30 September.
    AgencyCoverFte agency_cover_fte = "agency_cover_fte", "Agency workers covering vacancies, FTE", Fte;
    /// Agency FTE covering vacancies over agency FTE.
    AgencyCoverRate agency_cover_rate = "agency_cover_rate", "Agency workers covering vacancies rate", Percent;
    /// FTE of vacancies at 30 September.
    VacanciesFte vacancies_fte = "vacancies_fte", "Vacancies, FTE", Fte;
    /// FTE of vacancies over FTE of vacancies and FTE in post.
    VacancyRate vacancy_rate = "vacancy_rate", "Vacancy rate", Percent;
    /// Agency FTE covering vacancies over FTE of vacancies.
    VacancyCoverRate vacancy_cover_rate = "vacancy_cover_rate", "Vacancies covered by agency workers", Percent;
    /// FTE of those who held a case at 30 September, agency workers included.
    CaseHoldersFte case_holders_fte = "case_holders_fte", "Holding cases, FTE", Fte;
    /// Cases held at 30 September, by agency workers too.
    Cases cases = "cases", "Cases held", Cases;
    /// Cases held over FTE holding cases.
    AverageCaseload average_caseload = "average_caseload", "Average caseload", CasesPerFte;
    /// Working days lost to sickness in the year.
    DaysLost days_lost = "days_lost", "Days lost to sickness", Days;
    /// Days lost over FTE in post times the year's working days.
    AbsenceRate absence_rate = "absence_rate", "Sickness absence rate", Percent;
}

fn read() -> Result<Vec<IndicatorRow>, DataError> {
    table::read(
        "indicators.csv",
        include_str!("../data/indicators.csv"),
        IndicatorRow::read,
    )
}

/// Every row, by year, England first, then regions, then authorities.
pub fn indicators() -> &'static [IndicatorRow] {
    static ROWS: LazyLock<Vec<IndicatorRow>> = LazyLock::new(|| table::shipped(read()));
    &ROWS
}

/// The indicators of an area in a year.
///
/// For either authority of a joint return it gives the row of both, which
/// says so in its `area`.
pub fn indicator(area: Area, year: i16) -> Option<&'static IndicatorRow> {
    static PLACES: LazyLock<HashMap<(Area, i16), usize>> = LazyLock::new(places);
    PLACES
        .get(&(area, year))
        .and_then(|index| indicators().get(*index))
}

fn places() -> HashMap<(Area, i16), usize> {
    let rows = indicators().iter().enumerate();
    rows.flat_map(|(index, row)| {
        row.area
            .covered()
            .into_iter()
            .map(move |area| ((area, row.year), index))
    })
    .collect()
}

/// The number of every authority that has one for a measure in a year, by
/// authority; two that make a joint return stand once, under the first.
pub fn spread(measure: Measure, year: i16) -> Vec<(AuthorityNumber, Number)> {
    let rows = indicators().iter().filter(|row| row.year == year);
    rows.filter_map(|row| match row.area {
        Area::Authority(number) | Area::Joint(number, _) => {
            Some((number, row.value(measure).number()?))
        }
        Area::England | Area::Region(_) | Area::LondonPart(_) => None,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::CodeSet;

    use super::*;
    use crate::area::Region;
    use crate::published::Symbol;

    fn row(area: &str, year: i16) -> &'static IndicatorRow {
        let area = area.parse().expect("the key of an area");
        indicator(area, year).expect("a row for the area and year")
    }

    #[test]
    fn every_area_and_year_stands_once() {
        assert_eq!(indicators().len(), 1463);
        let mut keys: Vec<_> = indicators()
            .iter()
            .map(|row| (row.year, row.area))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 1463);
    }

    #[test]
    fn the_table_holds_each_symbol_as_often_as_the_release() {
        let values = indicators()
            .iter()
            .flat_map(|row| Measure::ALL.iter().map(|m| row.value(*m)));
        let symbols: Vec<_> = values.filter_map(Published::symbol).collect();
        let count = |symbol| symbols.iter().filter(|found| **found == symbol).count();
        assert_eq!(count(Symbol::NotAvailable), 98);
        assert_eq!(count(Symbol::NotApplicable), 81);
        assert_eq!(count(Symbol::LowReliability), 51);
        assert_eq!(count(Symbol::Low), 12);
        assert_eq!(count(Symbol::Confidential), 8);
    }

    #[test]
    fn what_is_written_is_what_was_published() {
        let mut lines = include_str!("../data/indicators.csv").lines().skip(1);
        for row in indicators() {
            let values = Measure::ALL
                .iter()
                .map(|measure| row.value(*measure).to_string());
            let mut cells = vec![row.year.to_string(), row.area.to_string()];
            cells.extend(values);
            assert_eq!(Some(cells.join(",").as_str()), lines.next());
        }
    }

    #[test]
    fn withheld_numbers_keep_their_symbol() {
        // No return of 2025 from two London boroughs; too few days in Scilly.
        assert_eq!(
            row("207", 2025).in_post_fte,
            Published::Symbol(Symbol::NotAvailable)
        );
        assert_eq!(
            row("420", 2018).days_lost,
            Published::Symbol(Symbol::Confidential)
        );
        assert_eq!(row("394", 2025).agency_fte, Published::Symbol(Symbol::Low));
    }

    #[test]
    fn either_authority_of_a_joint_return_finds_the_row_of_both() {
        assert_eq!(row("314", 2025), row("318", 2025));
        assert_eq!(row("314", 2025).area.to_string(), "314+318");
        assert_eq!(row("941", 2021).area.to_string(), "940+941");
        let number = AuthorityNumber::new(941).expect("three digits");
        assert_eq!(indicator(Area::Authority(number), 2020), None);
    }

    #[test]
    fn authorities_abolished_since_keep_their_rows() {
        assert_eq!(row("909", 2022).area.to_string(), "909");
        assert_eq!(indicator("909".parse().expect("an area"), 2023), None);
    }

    #[test]
    fn the_middle_authorities_are_those_of_the_release() {
        let middle = |measure| {
            let mut numbers: Vec<_> = spread(measure, 2025).iter().map(|pair| pair.1).collect();
            numbers.sort_unstable();
            numbers.get(numbers.len() / 2).map(ToString::to_string)
        };
        assert_eq!(middle(Measure::InPostHeadcount).as_deref(), Some("219"));
        assert_eq!(middle(Measure::TurnoverRateFte).as_deref(), Some("11.8"));
        assert_eq!(middle(Measure::AgencyRateFte).as_deref(), Some("12.8"));
        assert_eq!(middle(Measure::VacancyRate).as_deref(), Some("14.4"));
        assert_eq!(middle(Measure::AverageCaseload).as_deref(), Some("15.2"));
        assert_eq!(middle(Measure::AbsenceRate).as_deref(), Some("3.6"));
    }

    #[test]
    fn the_highest_caseload_ever_was_in_north_east_lincolnshire() {
        let all = (2017..=2025).flat_map(|year| spread(Measure::AverageCaseload, year));
        let (number, caseload) = all.max_by_key(|pair| pair.1).expect("authorities");
        assert_eq!((number.get(), caseload.to_string().as_str()), (812, "32.7"));
    }

    #[test]
    fn the_regions_make_england() {
        for year in 2017..=2025 {
            let regions = Region::ALL
                .iter()
                .filter_map(|r| indicator(Area::Region(*r), year));
            let people = regions.filter_map(|row| row.in_post_headcount.number());
            let total: i64 = people.map(Number::tenths).sum();
            assert_eq!(
                Published::Number(Number::from_tenths(total)),
                row("england", year).in_post_headcount
            );
        }
    }
}
