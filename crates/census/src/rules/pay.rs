//! Pay.

use holdfast_workforce::amount::{Money, pounds};

use super::format::judge_item;
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
               proportion to FTE), and within the band that was set.",
        source: "Inferred: the item asks for the annual base salary",
        about: &[Item::BaseSalary],
        judge: Judge::WorkerAsSet(salary_is_a_years),
    },
];

const PAY: &[Item] = &[Item::BaseSalary, Item::RRPayments, Item::OtherPayments];

/// The least salary of a whole post that is a year’s.
const LEAST: Money = Money::whole(15_000);

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
    let salary = Value::of(worker.text(definition.item), Decimal::read).known();
    // What has too many digits is another rule’s.
    let Some(salary) = salary.filter(|it| it.millionths >= 0 && it.whole <= 6) else {
        return;
    };
    if let Some((message, advice)) = odd(salary.millionths, fte(worker), settings) {
        telling.item(definition.item, message, advice);
    }
}

/// The FTE that the salary goes with: for leavers, that of a year before.
fn fte(worker: &Worker<'_>) -> Option<i64> {
    let mut known = [worker.fte, worker.fte_before].into_iter();
    known.find_map(|fte| fte.known().map(|it| it.millionths).filter(|it| *it > 0))
}

/// What is odd about a salary in millionths of pounds.
fn odd(salary: i64, fte: Option<i64>, settings: &Settings) -> Option<(String, &'static str)> {
    // Whether salaries of part-time staff are whole or in proportion is not
    // stated, so no more than the proportion is expected of them.
    let proportion = |whole: Money| fte.map_or(0, |fte| whole.units().saturating_mul(fte) / 100);
    let is_above = |most: &Money| salary > most.units().saturating_mul(10_000);
    let lowest = settings.lowest_salary.filter(|it| salary < proportion(*it));
    if salary == 0 {
        let message = "The base salary is 0, but nobody is employed without pay.".to_owned();
        Some((message, "Give the annual base salary, before additions."))
    } else if salary < proportion(LEAST) && salary.saturating_mul(12) >= proportion(LEAST) {
        let message = "The base salary looks like a month’s, not a year’s.".to_owned();
        Some((
            message,
            "Give the annual base salary: twelve times a month’s.",
        ))
    } else if salary < proportion(LEAST) {
        let message = format!(
            "The base salary is below {} for a whole post, less than anybody may be paid.",
            pounds(&LEAST.to_string())
        );
        Some((message, "Give the annual base salary, before additions."))
    } else if let Some(lowest) = lowest {
        let message = format!(
            "The base salary is below {} for a whole post, the lowest that was set.",
            pounds(&lowest.to_string())
        );
        Some((message, CHECK))
    } else {
        let highest = settings.highest_salary.filter(is_above)?;
        let message = format!(
            "The base salary is above {}, the highest that was set.",
            pounds(&highest.to_string())
        );
        Some((message, CHECK))
    }
}

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

    fn said(pounds: i64, fte: i64, settings: &Settings) -> Option<String> {
        let message = odd(pounds * Decimal::ONE, Some(fte), settings);
        message.map(|(message, _)| message)
    }

    const WHOLE: i64 = Decimal::ONE;
    const HALF: i64 = Decimal::ONE / 2;

    #[test]
    fn a_month_of_pay_is_told_as_one() {
        let none = Settings::default();
        let monthly = Some("The base salary looks like a month’s, not a year’s.".to_owned());
        // 12 × 3,500 = 42,000; 12 × 1,250 = 15,000; 12 × 1,249 = 14,988.
        assert_eq!(said(3_500, WHOLE, &none), monthly);
        assert_eq!(said(1_250, WHOLE, &none), monthly);
        let low = "The base salary is below £15,000 for a whole post, less than anybody may be \
                   paid.";
        assert_eq!(said(1_249, WHOLE, &none).as_deref(), Some(low));
        assert_eq!(said(7_500, HALF, &none), None);
    }

    #[test]
    fn a_band_is_judged_where_it_was_set() {
        let band = Settings {
            lowest_salary: Some(Money::whole(30_000)),
            highest_salary: Some(Money::whole(90_000)),
        };
        for (pounds, fte) in [(30_000, WHOLE), (90_000, WHOLE), (15_000, HALF)] {
            assert_eq!(said(pounds, fte, &band), None, "{pounds}");
        }
        let low = "The base salary is below £30,000 for a whole post, the lowest that was set.";
        assert_eq!(said(29_999, WHOLE, &band).as_deref(), Some(low));
        let high = "The base salary is above £90,000, the highest that was set.";
        assert_eq!(said(90_001, WHOLE, &band).as_deref(), Some(high));
        assert_eq!(said(90_001, WHOLE, &Settings::default()), None);
    }
}
