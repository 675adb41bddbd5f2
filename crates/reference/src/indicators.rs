//! The measures of the workforce statistics, and the values of an area in a year.

use holdfast_workforce::CodeSet;

use crate::area::Area;
use crate::published::{Number, Published, code_set};
use crate::table::{DataError, Line};

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

/// Declares the measures once: as a set of codes, which are the columns of our
/// tables, and with the columns of the department's file.
macro_rules! measures {
    ($(#[doc = $meaning:literal] $variant:ident = $code:literal, $column:literal, $label:literal, $unit:ident;)+) => {
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

            /// The column of the measure in the file that the department publishes.
            pub const fn published_column(self) -> &'static str {
                match self { $(Self::$variant => $column,)+ }
            }
        }
    };
}

measures! {
    /// FTE in post at 30 September.
    InPostFte = "in_post_fte", "inpost_fte", "In post, FTE", Fte;
    /// People in post at 30 September.
    InPostHeadcount = "in_post_headcount", "inpost_headcount", "In post, headcount", Headcount;
    /// FTE of those who started in the year and were in post at its end.
    StartersFte = "starters_fte", "starters_fte", "Starters, FTE", Fte;
    /// People who started in the year and were in post at its end.
    StartersHeadcount = "starters_headcount", "starters_headcount", "Starters, headcount", Headcount;
    /// FTE of those who left in the year and had started before it.
    LeaversFte = "leavers_fte", "leavers_fte", "Leavers, FTE", Fte;
    /// People who left in the year and had started before it.
    LeaversHeadcount = "leavers_headcount", "leavers_headcount", "Leavers, headcount", Headcount;
    /// Leavers' FTE over FTE in post at the year's end.
    TurnoverRateFte = "turnover_rate_fte", "turnover_rate_fte", "Turnover rate, FTE", Percent;
    /// Leavers over people in post at the year's end.
    TurnoverRateHeadcount = "turnover_rate_headcount", "turnover_rate_headcount", "Turnover rate, headcount", Percent;
    /// FTE of agency workers at 30 September.
    AgencyFte = "agency_fte", "agency_fte", "Agency workers, FTE", Fte;
    /// Agency workers at 30 September; each record counts as a person.
    AgencyHeadcount = "agency_headcount", "agency_headcount", "Agency workers, headcount", Headcount;
    /// Agency FTE over agency FTE and FTE in post.
    AgencyRateFte = "agency_rate_fte", "agency_rate_fte", "Agency worker rate, FTE", Percent;
    /// Agency workers over agency workers and people in post.
    AgencyRateHeadcount = "agency_rate_headcount", "agency_rate_headcount", "Agency worker rate, headcount", Percent;
    /// FTE of agency workers who covered vacancies at 30 September.
    AgencyCoverFte = "agency_cover_fte", "agency_cover_fte", "Agency workers covering vacancies, FTE", Fte;
    /// Agency FTE covering vacancies over agency FTE.
    AgencyCoverRate = "agency_cover_rate", "agency_cover_rate_fte", "Agency workers covering vacancies rate", Percent;
    /// FTE of vacancies at 30 September.
    VacanciesFte = "vacancies_fte", "vacancy_fte", "Vacancies, FTE", Fte;
    /// FTE of vacancies over FTE of vacancies and FTE in post.
    VacancyRate = "vacancy_rate", "vacancy_rate_fte", "Vacancy rate", Percent;
    /// Agency FTE covering vacancies over FTE of vacancies.
    VacancyCoverRate = "vacancy_cover_rate", "vacancy_agency_cover_rate_fte", "Vacancies covered by agency workers", Percent;
    /// FTE of those who held a case at 30 September, agency workers included.
    CaseHoldersFte = "case_holders_fte", "case_holders_fte", "Holding cases, FTE", Fte;
    /// Cases held at 30 September, by agency workers too.
    Cases = "cases", "cases", "Cases held", Cases;
    /// Cases held over FTE holding cases.
    AverageCaseload = "average_caseload", "caseload_fte", "Average caseload", CasesPerFte;
    /// Working days lost to sickness in the year.
    DaysLost = "days_lost", "working_days_lost_fte", "Days lost to sickness", Days;
    /// Days lost over FTE in post times the year's working days.
    AbsenceRate = "absence_rate", "absence_rate_fte", "Sickness absence rate", Percent;
}

/// How many measures there are.
const MEASURES: usize = <Measure as CodeSet>::ALL.len();

/// The indicators of one area in one year, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The year ending, or the day being, 30 September.
    pub year: i16,
    /// The area.
    pub area: Area,
    values: [Option<Published>; MEASURES],
}

impl IndicatorRow {
    /// A row without values.
    pub(crate) const fn empty(area: Area, year: i16) -> Self {
        Self {
            year,
            area,
            values: [None; MEASURES],
        }
    }

    /// The value of a measure; nothing where the release does not have the
    /// measure, or has no entry for it in this row.
    pub const fn value(&self, measure: Measure) -> Option<Published> {
        self.values[measure as usize]
    }

    /// The number of a measure; nothing where a symbol stands in its place, too.
    pub fn number(&self, measure: Measure) -> Option<Number> {
        self.value(measure)?.number()
    }

    pub(crate) fn set(&mut self, measure: Measure, value: Published) {
        self.values[measure as usize] = Some(value);
    }

    /// Reads a line of a table that has columns for some of the measures.
    pub(crate) fn read(line: &Line<'_>) -> Result<Self, DataError> {
        let mut row = Self::empty(line.value("area")?, line.value("year")?);
        for measure in Measure::ALL {
            if line.has(measure.code()) {
                row.values[*measure as usize] = line.optional(measure.code())?;
            }
        }
        Ok(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_values_says_nothing() {
        let row = IndicatorRow::empty(Area::England, 2025);
        assert_eq!(Measure::ALL.len(), 22);
        for measure in Measure::ALL {
            assert_eq!(row.value(*measure), None);
        }
    }

    #[test]
    fn every_measure_has_its_own_place() {
        let mut row = IndicatorRow::empty(Area::England, 2025);
        for (tenths, measure) in (0..).zip(Measure::ALL) {
            row.set(*measure, Published::Number(Number::from_tenths(tenths)));
        }
        for (tenths, measure) in (0..).zip(Measure::ALL) {
            assert_eq!(row.number(*measure), Some(Number::from_tenths(tenths)));
        }
    }
}
