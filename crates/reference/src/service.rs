//! How long England's social workers, and those of them who left, had been
//! with their council.

use std::sync::LazyLock;

use holdfast_workforce::CodeSet as _;

use crate::published::{Number, code_set};
use crate::table::{self, DataError, Line};

code_set! {
    /// Whose length of service is told.
    ServiceOf {
        /// Those in post at 30 September.
        InPost = "in_post", "In post";
        /// Those who left in the year to 30 September.
        Leavers = "leavers", "Leavers";
    }
}

code_set! {
    /// The bands of service with the council that shares are published for.
    ServiceBand {
        /// Under two years.
        UnderTwo = "under_2", "Under 2 years";
        /// From two to under five years.
        TwoToFive = "2_to_5", "2 to 5 years";
        /// Under five years.
        UnderFive = "under_5", "Under 5 years";
    }
}

/// A published share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// The year ending, or the day being, 30 September.
    pub year: i16,
    /// Whose.
    pub of: ServiceOf,
    /// The band.
    pub band: ServiceBand,
    /// The share in percent.
    pub percent: Number,
}

fn read_line(line: &Line<'_>) -> Result<ServiceRow, DataError> {
    Ok(ServiceRow {
        year: line.value("year")?,
        of: line.value_by("of", ServiceOf::from_code)?,
        band: line.value_by("service", ServiceBand::from_code)?,
        percent: line.value("percent")?,
    })
}

/// Every share, by year.
pub fn service_shares() -> &'static [ServiceRow] {
    static ROWS: LazyLock<Vec<ServiceRow>> = LazyLock::new(|| {
        let text = include_str!("../data/service.csv");
        table::shipped(table::read("service.csv", text, read_line))
    });
    &ROWS
}

/// The share of England in a year, in percent, where it is published.
pub fn service_share(year: i16, of: ServiceOf, band: ServiceBand) -> Option<Number> {
    let rows = service_shares().iter();
    let mut found = rows.filter(|row| (row.year, row.of, row.band) == (year, of, band));
    found.next().map(|row| row.percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_leavers_of_2019_a_third_had_two_to_five_years() {
        let share = service_share(2019, ServiceOf::Leavers, ServiceBand::TwoToFive);
        assert_eq!(share.map(|share| share.to_string()), Some("33".to_owned()));
        assert_eq!(
            service_share(2019, ServiceOf::InPost, ServiceBand::UnderTwo),
            None
        );
    }
}
