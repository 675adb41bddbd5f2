//! Pay.

use holdfast_workforce::amount::{Money, pounds};

use super::format::{judge_item, number};
use crate::finding::Telling;
use crate::item::Item;
use crate::rule::{Judge, Rule, Severity};
use crate::settings::Settings;
use crate::value::{Decimal, Value};
use crate::worker::Worker;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W053",
        severity: Severity::Error,
        says: "Base salary and payments have at most six digits before the point and two after it.",
        source: "Specification 3.4.22 to 3.4.24",
        about: PAY,
        judge: Judge::Worker(pay_is_well_written),
    },
    Rule {
        id: "W117",
        severity: Severity::Query,
        says: "A base salary is a year’s: not 0, no less than £15,000 for a whole post (in \
               proportion to FTE), not what is a month’s pay of a whole post, and within the band \
               that was set.",
        source: "Inferred: the item asks for the annual base salary; the thresholds are ours",
        about: &[Item::BaseSalary],
        judge: Judge::WorkerAsSet(salary_is_a_years),
    },
];

const PAY: &[Item] = &[Item::BaseSalary, Item::RRPayments, Item::OtherPayments];

/// The least salary of a whole post that is a year’s.
const LEAST: Money = Money::whole(15_000);

/// The most that a whole post is likely to be paid a year, so that a twelfth of
/// it is the most that looks like a month’s.
const MOST: Money = Money::whole(72_000);

fn pay_is_well_written(worker: &Worker<'_>, telling: &mut Telling<'_>) {
    for item in PAY {
        if item.definition().is_of(worker.year) {
            judge_item(*item, worker, telling);
        }
    }
}

fn salary_is_a_years(worker: &Worker<'_>, settings: &Settings, telling: &mut Telling<'_>) {
    let definition = Item::BaseSalary.definition();
    if !worker.is_employed() || !definition.is_of(worker.year) {
        return;
    }
    let Some(salary) = number(worker.block, definition.item) else {
        return;
    };
    if let Some((message, advice)) = odd(salary.millionths, fte(worker), settings) {
        telling.item(definition.item, message, advice);
    }
}

/// The FTE that the salary goes with: for leavers, that of a year before. Hours are
/// no FTE, so nothing is told of pay by what is above 1 or cannot be read.
fn fte(worker: &Worker<'_>) -> Option<i64> {
    let says_nothing = |fte: Value<Decimal>| match fte {
        Value::Missing => true,
        Value::Unreadable => false,
        Value::Is(fte) => fte.is_zero(),
    };
    let mut said = [worker.fte, worker.fte_before].into_iter();
    let fte = said.find(|fte| !says_nothing(*fte))?.known()?.millionths;
    (1..=Decimal::ONE).contains(&fte).then_some(fte)
}

/// What is odd about a salary in millionths of pounds. Whether salaries of
/// part-time staff are whole or in proportion is not stated, so both are accepted.
fn odd(salary: i64, fte: Option<i64>, settings: &Settings) -> Option<(String, &'static str)> {
    if salary == 0 {
        let message = "The base salary is 0, but nobody is employed without pay.".to_owned();
        return Some((message, GIVE));
    }
    let salary = Money::from_units(salary / 10_000);
    if let Some(pay) = fte.map(|fte| WholePay::of(salary, fte)) {
        let found = pay.too_low().or_else(|| pay.unsure());
        if found.is_some() {
            return found;
        }
        if let Some(lowest) = settings.lowest_salary.filter(|it| pay.whole < *it) {
            let message = format!(
                "The base salary is below {} for a whole post, the lowest that was set.",
                said(lowest)
            );
            return Some((message, CHECK));
        }
    }
    let highest = settings.highest_salary.filter(|it| salary > *it)?;
    let message = format!(
        "The base salary is above {}, the highest that was set.",
        said(highest)
    );
    Some((message, CHECK))
}

/// A salary, and what a whole post is paid where it is in proportion to FTE.
struct WholePay {
    salary: Money,
    whole: Money,
}

impl WholePay {
    fn of(salary: Money, fte: i64) -> Self {
        let whole = i128::from(salary.units()) * i128::from(Decimal::ONE) / i128::from(fte);
        Self {
            salary,
            whole: Money::from_units(i64::try_from(whole).unwrap_or(i64::MAX)),
        }
    }

    /// What twelve times a pay makes, where it can be a year’s of a whole post.
    fn year_of_months(pay: Money) -> Option<Money> {
        let year = Money::from_units(pay.units().saturating_mul(12));
        (LEAST..=MOST).contains(&year).then_some(year)
    }

    /// What is too little for a year, whole or in proportion.
    fn too_low(&self) -> Option<(String, &'static str)> {
        if self.whole >= LEAST {
            return None;
        }
        let low = format!("The base salary is below {} for a whole post", said(LEAST));
        let year = [self.salary, self.whole]
            .into_iter()
            .find_map(Self::year_of_months);
        Some(match year {
            Some(year) => (
                format!("{low}. As a month’s pay it would be {} a year.", said(year)),
                "Give the annual base salary: where this is a month’s, twelve times as much.",
            ),
            None => (format!("{low}, less than anybody may be paid."), GIVE),
        })
    }

    /// What is a year’s pay only of a small part of a post, and a month’s of a whole one.
    fn unsure(&self) -> Option<(String, &'static str)> {
        let year = Self::year_of_months(self.salary).filter(|_| self.salary < LEAST)?;
        Some((
            format!(
                "A year’s pay, this is in proportion to {} for a whole post; a month’s, it would \
                 be {} a year.",
                said(self.whole),
                said(year)
            ),
            "Check that it is a year’s; explain it where it is.",
        ))
    }
}

fn said(amount: Money) -> String {
    pounds(&amount.to_string())
}

const GIVE: &str = "Give the annual base salary, before additions.";

const CHECK: &str = "Check it; explain it where it is right.";

#[cfg(test)]
pub(super) mod examples {
    use super::super::examples::{EXAMPLE, Example, Of, set};
    use super::*;

    pub(crate) const EXAMPLES: &[Example] = &[
        Example {
            rule: "W053",
            passes: &[set(Of::InPost, Item::BaseSalary, "999999.99")],
            fails: &[
                set(Of::InPost, Item::BaseSalary, "42,000"),
                set(Of::InPost, Item::RRPayments, "1000.001"),
                set(Of::Starter, Item::BaseSalary, "1000000"),
            ],
            finds: &["BaseSalary", "RRPayments", "BaseSalary"],
            ..EXAMPLE
        },
        // The base’s starter has an FTE of 0.6: 0.6 × 15,000 = 9,000.
        Example {
            rule: "W117",
            passes: &[
                set(Of::InPost, Item::BaseSalary, "15000"),
                set(Of::Starter, Item::BaseSalary, "9000"),
            ],
            fails: &[
                set(Of::InPost, Item::BaseSalary, "14999.99"),
                set(Of::Starter, Item::BaseSalary, "8999.99"),
                set(Of::Leaver, Item::BaseSalary, "0"),
            ],
            finds: &["BaseSalary", "BaseSalary", "BaseSalary"],
            ..EXAMPLE
        },
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pounds: i64, fte: i64, settings: &Settings) -> Option<String> {
        let message = odd(pounds * Decimal::ONE, Some(fte), settings);
        message.map(|(message, _)| message)
    }

    const WHOLE: i64 = Decimal::ONE;
    const HALF: i64 = Decimal::ONE / 2;
    const TENTH: i64 = Decimal::ONE / 10;

    #[test]
    fn what_is_below_a_years_pay_is_told_with_what_it_would_be_as_a_months() {
        let of = |pounds, fte| told(pounds, fte, &Settings::default());
        let low = "The base salary is below £15,000 for a whole post";
        for (pounds, fte, more) in [
            // 12 × 3,500 = 42,000; 12 × 1,250 = 15,000; 12 × 6,000 = 72,000.
            (
                3_500,
                WHOLE,
                ". As a month’s pay it would be £42,000 a year.",
            ),
            (
                1_250,
                WHOLE,
                ". As a month’s pay it would be £15,000 a year.",
            ),
            (
                6_000,
                WHOLE,
                ". As a month’s pay it would be £72,000 a year.",
            ),
            // In proportion: 300 ÷ 0.1 = 3,000, and 12 × 3,000 = 36,000.
            (300, TENTH, ". As a month’s pay it would be £36,000 a year."),
            // 12 × 14,500 = 174,000 is nobody’s pay, 12 × 1,249 = 14,988 too little.
            (14_500, WHOLE, ", less than anybody may be paid."),
            (1_249, WHOLE, ", less than anybody may be paid."),
        ] {
            assert_eq!(of(pounds, fte), Some(format!("{low}{more}")), "{pounds}");
        }
        assert_eq!(of(7_500, HALF), None);
    }

    /// 3,500 ÷ 0.1 = 35,000; 12 × 3,500 = 42,000.
    #[test]
    fn what_may_be_a_years_or_a_months_pay_is_asked_about() {
        let of = |pounds, fte| told(pounds, fte, &Settings::default());
        let unsure = "A year’s pay, this is in proportion to £35,000 for a whole post; a month’s, \
                      it would be £42,000 a year.";
        assert_eq!(of(3_500, TENTH).as_deref(), Some(unsure));
        // Whole for a part of a post, and in proportion: 12 × 7,000 = 84,000.
        assert_eq!(of(35_000, TENTH), None);
        assert_eq!(of(7_000, Decimal::ONE / 5), None);
    }

    #[test]
    fn a_band_is_judged_where_it_was_set() {
        let band = Settings {
            lowest_salary: Some(Money::whole(30_000)),
            highest_salary: Some(Money::whole(90_000)),
        };
        for (pounds, fte) in [(30_000, WHOLE), (90_000, WHOLE), (15_000, HALF)] {
            assert_eq!(told(pounds, fte, &band), None, "{pounds}");
        }
        let low = "The base salary is below £30,000 for a whole post, the lowest that was set.";
        assert_eq!(told(29_999, WHOLE, &band).as_deref(), Some(low));
        let high = "The base salary is above £90,000, the highest that was set.";
        assert_eq!(told(90_001, WHOLE, &band).as_deref(), Some(high));
        assert_eq!(told(90_001, WHOLE, &Settings::default()), None);
    }
}
