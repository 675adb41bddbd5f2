//! R2: what is paid for an hour stays within the region's cap, or both have
//! signed in time. A price above the cap is told as a breach either way.

use holdfast_workforce::amount::Money;
use holdfast_workforce::codes::{AgencyJobType, PayElement};
use holdfast_workforce::date::{Spell, in_words};
use jiff::civil::Date;
use serde::Serialize;

use crate::agency::answers::{EngagementType, SignOff};
use crate::agency::assignment::{job_label, rate_on};
use crate::agency::cap_rate::OnCosts;
use crate::agency::compliance::{Case, State, Verdict, verdict, weekly_hours};
use crate::agency::rule_book::{AgencyRule, RuleId, region_name};

/// A price above the cap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breach {
    /// The council’s own number for the assignment.
    pub reference: String,
    /// The worker.
    pub worker: String,
    /// The agency.
    pub agency: Option<String>,
    /// The job type.
    pub job_type: AgencyJobType,
    /// The day of the quarter on which the cap is exceeded most, the first of them.
    pub day: Date,
    /// What the worker is paid for an hour.
    pub pay: Money,
    /// How the worker is paid.
    pub engagement_type: Option<EngagementType>,
    /// The rate that is held against the cap.
    pub rate: Money,
    /// Whether the rate was worked out from pay on a payroll, and so is indicative.
    pub indicative: bool,
    /// The cap.
    pub cap: Money,
    /// How far the rate exceeds it.
    pub difference: Money,
    /// The director’s sign-off.
    pub director: Option<SignOff>,
    /// The chief executive’s sign-off.
    pub chief_executive: Option<SignOff>,
    /// Whether both signed in time.
    pub approved: bool,
    /// The same in words, with who signed when.
    pub signed: String,
    /// Why, as the council explains it.
    pub explanation: Option<String>,
}

/// The price of an hour on a day beside the cap.
enum Price {
    Unknown(String),
    /// Within the cap if the worker is not on a payroll, and else above it.
    DependsOnType {
        pay: Money,
        rate: Money,
        cap: Money,
    },
    Known {
        pay: Money,
        rate: Money,
        cap: Money,
    },
}

pub(crate) fn judge(case: &Case<'_>, rule: &AgencyRule) -> Verdict {
    if let Some(breach) = breach(case, rule) {
        let footing = if breach.indicative {
            " (indicative, with the employer’s costs)"
        } else {
            ""
        };
        let state = match breach.approved {
            true => State::KeptWithApproval,
            false => State::NotKept,
        };
        return verdict(
            state,
            format!(
                "£{} for an hour{footing}, £{} above the cap of £{}. {}",
                two(breach.rate),
                two(breach.difference),
                two(breach.cap),
                breach.signed
            ),
        );
    }
    let days = days(case, rule, case.row.days).into_iter();
    let prices: Vec<_> = days.map(|day| price(case, day)).collect();
    let mut open = prices.iter().filter_map(why_open);
    let within = prices.last();
    match (open.next(), within) {
        (Some(why), _) => verdict(State::CannotTell, why),
        (None, Some(Price::Known { rate, cap, .. })) => verdict(
            State::Kept,
            format!(
                "£{} for an hour, within the cap of £{}.",
                two(*rate),
                two(*cap)
            ),
        ),
        (None, _) => verdict(State::CannotTell, "No day of the assignment can be judged."),
    }
}

/// The breach of an assignment, where there is one that can be told.
pub(crate) fn breach(case: &Case<'_>, rule: &AgencyRule) -> Option<Breach> {
    let job_type = case.row.job_type?;
    // Of equal excesses the first day counts.
    let (difference, day, (pay, rate, cap)) = above(case, rule, case.row.days)
        .max_by_key(|(excess, day, _)| (*excess, std::cmp::Reverse(*day)))?;
    // What was signed before it was first exceeded holds in later quarters too.
    let since_the_start = Spell {
        from: case.row.first_day,
        ..case.row.days
    };
    let first = above(case, rule, since_the_start).next();
    let first = first.map_or(day, |(_, first, _)| first);
    let director = case.answer(|it| it.director.clone());
    let chief_executive = case.answer(|it| it.chief_executive.clone());
    let (approved, signed) = signed(
        (case.row.first_day, first),
        director.as_ref(),
        chief_executive.as_ref(),
    );
    Some(Breach {
        reference: case.row.reference.clone(),
        worker: case.row.worker.clone(),
        agency: case.row.agency.clone(),
        job_type,
        day,
        pay,
        engagement_type: case.row.engagement_type,
        rate,
        indicative: case.row.engagement_type == Some(EngagementType::Paye),
        cap,
        difference,
        approved,
        signed,
        director,
        chief_executive,
        explanation: case.answer(|it| it.explanation.get(&RuleId::R2).cloned()),
    })
}

/// An excess over the cap, its day, and the pay, rate and cap of that day.
type Excess = (Money, Date, (Money, Money, Money));

/// The days within some on which the cap is exceeded anew, in order.
fn above(case: &Case<'_>, rule: &AgencyRule, within: Spell) -> impl Iterator<Item = Excess> {
    let days = days(case, rule, within).into_iter();
    days.filter_map(|day| match price(case, day) {
        Price::Known { pay, rate, cap } if rate > cap => Some((rate - cap, day, (pay, rate, cap))),
        _ => None,
    })
}

/// Whether both signed by the day on which the cap was first exceeded, and in words who did.
fn signed(
    (start, first): (Date, Date),
    director: Option<&SignOff>,
    chief: Option<&SignOff>,
) -> (bool, String) {
    let (Some(director), Some(chief)) = (director, chief) else {
        let missing = match (director, chief) {
            (None, None) => "the director of children’s services or the chief executive",
            (None, _) => "the director of children’s services",
            _ => "the chief executive",
        };
        return (false, format!("Not signed by {missing}."));
    };
    let both = format!(
        "Signed by {} on {} and {} on {}",
        director.name,
        in_words(director.on),
        chief.name,
        in_words(chief.on)
    );
    match (director.on.max(chief.on) <= first, first == start) {
        (true, _) => (true, format!("{both}.")),
        (false, true) => (
            false,
            format!("{both}: after the assignment began on {}.", in_words(start)),
        ),
        (false, false) => (
            false,
            format!(
                "{both}: after the cap was exceeded from {}.",
                in_words(first)
            ),
        ),
    }
}

/// Those of some days under the rule on which pay or cap may change, in order.
fn days(case: &Case<'_>, rule: &AgencyRule, within: Spell) -> Vec<Date> {
    let mut all = within;
    if !rule.spell().contains(case.row.first_day) {
        all.from = rule.all_from.map_or(all.from, |from| from.max(all.from));
    }
    let pay = case.workforce.pay().linking(case.row.engagement);
    let pay = pay
        .filter(|line| line.element == PayElement::AgencyPay)
        .flat_map(|line| turns(line.spell));
    let caps = case.book.caps.iter();
    let caps = caps.flat_map(|cap| turns(Spell::of_days(cap.from, cap.to)));
    let numbers = case.book.parameters.iter().flat_map(|it| turns(it.spell()));
    let turns = pay.chain(caps).chain(numbers);
    let mut days: Vec<_> = turns
        .filter(|day| all.contains(*day))
        .chain([all.from])
        .collect();
    days.sort();
    days.dedup();
    days
}

fn turns(spell: Spell) -> impl Iterator<Item = Date> {
    [Some(spell.from), spell.until].into_iter().flatten()
}

fn price(case: &Case<'_>, day: Date) -> Price {
    let Some(job) = case.row.job_type else {
        return Price::Unknown("The role is mapped to no core job type.".to_owned());
    };
    let Some(pay) = rate_on(
        case.workforce,
        case.row.engagement,
        PayElement::AgencyPay,
        day,
    ) else {
        return Price::Unknown(format!(
            "The hourly pay on {} is not recorded.",
            in_words(day)
        ));
    };
    let Some(cap) = case.book.cap(case.region, job, day).map(|cap| cap.rate) else {
        return Price::Unknown(format!(
            "The rule book has no cap for {} in {} on {}.",
            job_label(Some(job)).to_lowercase(),
            region_name(case.region),
            in_words(day)
        ));
    };
    let on_payroll = || {
        let hours = weekly_hours(case.week, case.row.fte);
        OnCosts::on(case.book, day)?.rate(pay, hours)
    };
    match (case.row.engagement_type, on_payroll()) {
        (Some(EngagementType::Paye), Some(rate)) => Price::Known { pay, rate, cap },
        // Above the cap already before anything is added, or within it even then.
        (_, _) if pay > cap => Price::Known {
            pay,
            rate: pay,
            cap,
        },
        (None, Some(rate)) if rate <= cap => Price::Known {
            pay,
            rate: pay,
            cap,
        },
        (None, Some(rate)) => Price::DependsOnType { pay, rate, cap },
        (None | Some(EngagementType::Paye), None) => Price::Unknown(format!(
            "The rule book lacks numbers for the employer’s costs on {}, or the FTE is nought.",
            in_words(day)
        )),
        (Some(_), _) => Price::Known {
            pay,
            rate: pay,
            cap,
        },
    }
}

fn why_open(price: &Price) -> Option<String> {
    match price {
        Price::Unknown(why) => Some(why.clone()),
        Price::Known { .. } => None,
        Price::DependsOnType { pay, rate, cap } => Some(format!(
            "£{} for an hour is within the cap of £{}, but on the agency’s payroll it comes to £{} (indicative). How the worker is paid is not answered.",
            two(*pay),
            two(*cap),
            two(*rate)
        )),
    }
}

fn two(money: Money) -> String {
    money.rounded(2)
}
