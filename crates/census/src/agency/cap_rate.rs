//! The rate that is held against a price cap.
//!
//! The cap is the most for a worker through an umbrella or limited company, and
//! holds the employer's own costs. What a worker on the agency's payroll is paid
//! is brought to the same footing: holiday pay, the employer's national
//! insurance and the apprenticeship levy are added. The official method was not
//! found, so the outcome is indicative.

use holdfast_measures::Quantity;
use holdfast_workforce::amount::{Hours, Money, divide_half_up};

use super::rule_book::{ParameterName, RuleBook};
use jiff::civil::Date;

/// The weeks of a year in the formula.
const WEEKS: i128 = 52;

/// Millionths of one.
const MILLION: i128 = 1_000_000;

/// Millionths of a percent in the whole.
const WHOLE: i128 = 100 * MILLION;

/// What an employer pays on top of an hour's pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnCosts {
    /// The weeks of paid holiday in a year of 52.
    pub holiday_weeks: Quantity,
    /// The employer’s national insurance contribution, in percent.
    pub insurance: Quantity,
    /// The yearly pay above which it is due, in pounds.
    pub threshold: Quantity,
    /// The apprenticeship levy, in percent.
    pub levy: Quantity,
}

impl OnCosts {
    /// Those of a day; nothing where the rule book does not hold them all.
    pub fn on(book: &RuleBook, day: Date) -> Option<Self> {
        use ParameterName as P;
        let value = |name| Some(book.parameter(name, (None, None), day)?.value);
        Some(Self {
            holiday_weeks: value(P::HolidayWeeks)?,
            insurance: value(P::EmployerInsurance)?,
            threshold: value(P::EmployerInsuranceThreshold)?,
            levy: value(P::ApprenticeshipLevy)?,
        })
    }

    /// The rate of a worker on the agency’s payroll on the footing of the cap,
    /// for so many hours a week; indicative.
    ///
    /// With the holiday share `hol = weeks / (52 - weeks)`:
    /// `gross = pay × hours × (1 + hol)`, `insurance = share × max(0, gross − threshold / 52)`,
    /// `levy = share × gross`, `rate = (gross + insurance + levy) / hours`.
    ///
    /// Nothing where there are no hours, or where the amounts are beyond reason.
    pub fn rate(&self, pay: Money, hours: Hours) -> Option<Money> {
        let (pay, hours) = (i128::from(pay.units()), i128::from(hours.units()));
        let holiday = i128::from(self.holiday_weeks.units());
        let worked = WEEKS * MILLION - holiday;
        let sound = (0..=1_000_000).contains(&pay) && (1..=20_000).contains(&hours) && worked > 0;
        if !sound {
            return None;
        }
        // All in whole numbers: pence, hundredths of an hour, millionths of a week,
        // of a pound and of a percent. The pay of a week is then
        // `pay × hours / 100 × 52 / worked` and the threshold of a week
        // `threshold / 10,000 / 52`; both times `10,000 × 52 × worked` are whole.
        let gross = pay * hours * WEEKS * MILLION * (100 * WEEKS);
        let threshold = i128::from(self.threshold.units()) * worked;
        let above = (gross - threshold).max(0);
        let levied = gross * (WHOLE + i128::from(self.levy.units()));
        let cost = levied + above * i128::from(self.insurance.units());
        let rate = divide_half_up(cost, worked * (100 * WEEKS) * WHOLE * hours);
        i64::try_from(rate).ok().map(Money::from_units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn rate(pay: i64, hours: i64) -> Option<String> {
        let costs = OnCosts::on(RuleBook::national(), date(2025, 10, 1))?;
        let rate = costs.rate(Money::from_units(pay), Hours::from_units(hours))?;
        Some(rate.to_string())
    }

    #[test]
    fn thirty_pounds_on_the_payroll_are_thirty_eight_pounds_forty_four_under_the_cap() {
        // 30 × 37 = 1,110; × 52 / 46.4 = 1,243.9655. Insurance: 0.15 × (1,243.9655 − 5,000 / 52)
        // = 0.15 × 1,147.8117 = 172.1718. Levy: 0.005 × 1,243.9655 = 6.2198.
        // 1,422.3571 / 37 = 38.4421.
        assert_eq!(rate(3000, 3700).as_deref(), Some("38.44"));
        // Half a week: 621.9828; insurance 0.15 × 525.8289 = 78.8743; levy 3.1099;
        // 703.9670 / 18.5 = 38.0523.
        assert_eq!(rate(3000, 1850).as_deref(), Some("38.05"));
        // 20 × 4 = 80; × 52 / 46.4 = 89.6552, below the threshold of 96.1538: only the levy,
        // 0.4483, is added. 90.1034 / 4 = 22.5259.
        assert_eq!(rate(2000, 400).as_deref(), Some("22.53"));
    }

    proptest! {
        #[test]
        fn costs_never_lower_the_rate(pay in 0i64..=1_000_000, hours in 1i64..=20_000) {
            let costs = OnCosts::on(RuleBook::national(), date(2025, 10, 1)).expect("they hold");
            let rate = costs.rate(Money::from_units(pay), Hours::from_units(hours));
            prop_assert!(rate.is_some_and(|rate| rate.units() >= pay));
        }
    }

    #[test]
    fn there_is_no_rate_without_hours_parameters_or_reason() {
        assert_eq!(rate(3000, 0), None);
        assert_eq!(rate(-1, 3700), None);
        assert_eq!(rate(i64::MAX, i64::MAX), None);
        assert_eq!(OnCosts::on(RuleBook::national(), date(2025, 4, 5)), None);
    }
}
