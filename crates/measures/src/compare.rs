//! Comparisons, made by the program and not by the writer: better, worse or
//! no real difference, by how much, and whether chance alone would give it.

use std::cmp::Ordering;

use holdfast_reference::Symbol;

use crate::chance::{self, Counts, Interval};
use crate::definition::{Direction, Measure, Spread, Unit};
use crate::figure::{Figure, with_unit};
use crate::value::{Ratio, Value};

/// How sure an interval is.
pub const CONFIDENCE: f64 = 0.95;

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What a sentence calls it: `England`, `the year before`.
    pub name: String,
    /// The value.
    pub value: Value,
    /// What it is made of, where that is known.
    pub counts: Option<Counts>,
}

impl Side {
    /// A value of which nothing else is known.
    pub fn of_value(name: impl Into<String>, value: Value) -> Self {
        Self {
            name: name.into(),
            value,
            counts: None,
        }
    }

    /// A figure with its counts.
    pub fn of_figure(name: impl Into<String>, figure: &Figure) -> Self {
        Self {
            counts: counts(figure),
            ..Self::of_value(name, figure.value)
        }
    }
}

/// What a figure is made of, for the models of chance.
pub fn counts(figure: &Figure) -> Option<Counts> {
    let (above, below) = figure.numerator_and_denominator();
    let float = |quantity| Ratio::of(quantity).as_float();
    Some(Counts {
        events: float(above?),
        of: float(below?),
    })
}

/// What comes of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The difference is in the better direction.
    Better,
    /// The difference is in the worse direction.
    Worse,
    /// There is a difference, and neither direction is better by itself.
    Different,
    /// Chance alone would give the difference.
    NoRealDifference,
    /// Both show the same number.
    Same,
    /// One side has no number.
    CannotTell,
}

impl Verdict {
    /// The verdict in a word or two.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Worse => "Worse",
            Self::Different => "Different",
            Self::NoRealDifference => "No real difference",
            Self::Same => "The same",
            Self::CannotTell => "Cannot tell",
        }
    }
}

/// How the part of chance was judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chance {
    /// The exact interval of the council's own rate, in percent.
    Interval(Interval),
    /// How often chance alone gives a change at least as large.
    Probability(f64),
    /// Nothing fair can be said of it.
    CannotTell,
}

/// A comparison of the council's figure with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The measure.
    pub measure: Measure,
    /// The council's side.
    pub mine: Side,
    /// The other side.
    pub other: Side,
    /// What comes of it.
    pub verdict: Verdict,
    /// Mine less the other, in the unit of the measure; percentage points for
    /// rates.
    pub difference: Option<Ratio>,
    /// The difference as a percentage of the other.
    pub relative: Option<Ratio>,
    /// How chance was judged.
    pub chance: Chance,
}

/// Compares the council's figure with that of another area, whose chance
/// variation is small beside the council's: the difference is real where the
/// other value lies outside the interval of the council's own.
pub fn compare(measure: Measure, mine: Side, other: Side) -> Comparison {
    let spread = measure.definition().spread;
    let interval = mine
        .counts
        .and_then(|counts| chance::interval(spread, counts, CONFIDENCE))
        .map(|it| Interval {
            lower: it.lower * 100.0,
            upper: it.upper * 100.0,
        });
    let is_chance = match (interval, other.value) {
        (Some(interval), Value::Exact(ratio)) => interval.contains(ratio.as_float()),
        _ => false,
    };
    let chance = interval.map_or(Chance::CannotTell, Chance::Interval);
    conclude(measure, mine, other, is_chance, chance)
}

/// Compares the council's figure with its own of an earlier time: the change is
/// real where chance alone would give one as large in fewer than one of twenty
/// cases.
pub fn change(measure: Measure, now: Side, then: Side) -> Comparison {
    let spread = measure.definition().spread;
    let probability = now
        .counts
        .zip(then.counts)
        .and_then(|(now, then)| chance::chance_of_change(spread, now, then));
    let is_chance = probability.is_some_and(|probability| probability > 1.0 - CONFIDENCE);
    let chance = probability.map_or(Chance::CannotTell, Chance::Probability);
    conclude(measure, now, then, is_chance, chance)
}

fn conclude(
    measure: Measure,
    mine: Side,
    other: Side,
    is_chance: bool,
    chance: Chance,
) -> Comparison {
    let values = mine.value.ratio().zip(other.value.ratio());
    let difference = values.map(|(mine, other)| mine.less(other));
    let verdict = match values {
        None => Verdict::CannotTell,
        Some((one, two)) => verdict(measure, one, two, is_chance),
    };
    Comparison {
        measure,
        verdict,
        difference,
        relative: values
            .and_then(|(_, other)| difference?.over(other))
            .map(Ratio::times_hundred),
        mine,
        other,
        chance,
    }
}

fn verdict(measure: Measure, mine: Ratio, other: Ratio, is_chance: bool) -> Verdict {
    match order(measure, mine, other) {
        Ordering::Equal => Verdict::Same,
        _ if is_chance => Verdict::NoRealDifference,
        order => match (measure.definition().direction, order) {
            (Direction::Neither, _) => Verdict::Different,
            (Direction::LowerIsBetter, Ordering::Less)
            | (Direction::HigherIsBetter, Ordering::Greater) => Verdict::Better,
            _ => Verdict::Worse,
        },
    }
}

/// The order of two values as they are shown: what rounds to the same number
/// is the same.
fn order(measure: Measure, one: Ratio, other: Ratio) -> Ordering {
    let places = measure.unit().places();
    one.units(places).cmp(&other.units(places))
}

impl Comparison {
    /// Whether mine is above, below or the same as the other.
    pub fn order(&self) -> Option<Ordering> {
        let (mine, other) = self.mine.value.ratio().zip(self.other.value.ratio())?;
        Some(order(self.measure, mine, other))
    }

    /// The comparison as a sentence: `16.6 cases per FTE is above England’s
    /// 16.1: worse, as lower is better.`
    pub fn in_words(&self) -> String {
        let mine = with_unit(self.measure, self.mine.value);
        let Some(order) = self.order() else {
            return self.cannot_tell();
        };
        let other = self.number(self.other.value);
        let whose = possessive(&self.other.name);
        let relation = match order {
            Ordering::Less => "below",
            Ordering::Greater => "above",
            Ordering::Equal => return format!("{mine} is the same as {whose} {other}."),
        };
        format!("{mine} is {relation} {whose} {other}: {}.", self.reason())
    }

    fn reason(&self) -> String {
        match self.verdict {
            Verdict::NoRealDifference => format!("no real difference, {}", self.chance_in_words()),
            verdict => match self.measure.definition().direction {
                Direction::LowerIsBetter => {
                    format!("{}, as lower is better", verdict.label().to_lowercase())
                }
                Direction::HigherIsBetter => {
                    format!("{}, as higher is better", verdict.label().to_lowercase())
                }
                Direction::Neither => "neither is better by itself".to_owned(),
            },
        }
    }

    fn cannot_tell(&self) -> String {
        let missing = match (self.mine.value, self.other.value) {
            (Value::Symbol(symbol), _) => ("this figure", symbol),
            (_, Value::Symbol(symbol)) => (self.other.name.as_str(), symbol),
            _ => return "There is nothing to compare.".to_owned(),
        };
        let (side, symbol) = missing;
        format!(
            "Cannot be compared: {side} has no number ({}).",
            label(symbol)
        )
    }

    /// What was made of chance, as a clause.
    pub fn chance_in_words(&self) -> String {
        match self.chance {
            Chance::Interval(interval) => format!(
                "chance alone gives {:.1}% to {:.1}% in an authority of this size",
                interval.lower, interval.upper
            ),
            Chance::Probability(probability) if probability < 0.01 => {
                "chance alone gives a change as large less than once in a hundred times".to_owned()
            }
            Chance::Probability(probability) => format!(
                "chance alone gives a change as large {:.0} times in a hundred",
                probability * 100.0
            ),
            Chance::CannotTell => match self.measure.definition().spread {
                Spread::CannotTell => {
                    "what chance would give cannot be told for this measure".to_owned()
                }
                _ => "what chance would give cannot be told without the counts".to_owned(),
            },
        }
    }

    /// By how much, in the unit of the measure: `2.1 percentage points lower`.
    pub fn difference_in_words(&self) -> Option<String> {
        let difference = self.difference?;
        let places = self.measure.unit().places();
        let amount = match difference.units(places) {
            // What is shown differs, and the exact values hardly do.
            0 => format!(
                "less than {}",
                Ratio::new(1, 10i128.pow(places))?.rounded(places)
            ),
            _ => difference.rounded(places).replace('−', ""),
        };
        let unit = match self.measure.unit() {
            Unit::Percent => "percentage points",
            Unit::ForOne => "",
            unit => unit.label(),
        };
        Some(match self.order()? {
            Ordering::Equal => "no change".to_owned(),
            Ordering::Less => format!("{amount} {unit} lower").replace("  ", " "),
            Ordering::Greater => format!("{amount} {unit} higher").replace("  ", " "),
        })
    }

    /// By how much in relation to the other: `12.9% lower in relation to it`.
    pub fn relative_in_words(&self) -> Option<String> {
        let relative = self.relative?;
        let amount = relative.rounded(1).replace('−', "");
        Some(match self.order()? {
            Ordering::Equal => return None,
            Ordering::Less => format!("{amount}% less, relative to {}", self.other.name),
            Ordering::Greater => format!("{amount}% more, relative to {}", self.other.name),
        })
    }

    fn number(&self, value: Value) -> String {
        let percent = if self.measure.unit() == Unit::Percent {
            "%"
        } else {
            ""
        };
        format!("{}{percent}", value.rounded(self.measure.unit().places()))
    }
}

fn possessive(name: &str) -> String {
    match name.ends_with('s') {
        true => format!("{name}’"),
        false => format!("{name}’s"),
    }
}

fn label(symbol: Symbol) -> String {
    use holdfast_workforce::CodeSet as _;
    symbol.label().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(name: &str, tenths: i128, counts: Option<(f64, f64)>) -> Side {
        Side {
            name: name.to_owned(),
            value: Ratio::new(tenths, 10)
                .map_or(Value::Symbol(Symbol::NotApplicable), Value::Exact),
            counts: counts.map(|(events, of)| Counts { events, of }),
        }
    }

    #[test]
    fn a_caseload_above_the_national_one_is_worse() {
        let found = compare(
            Measure::AverageCaseload,
            side("Northumberland", 166, None),
            side("England", 161, None),
        );
        assert_eq!(found.verdict, Verdict::Worse);
        assert_eq!(
            found.in_words(),
            "16.6 cases per FTE is above England’s 16.1: worse, as lower is better."
        );
        assert_eq!(
            found.difference_in_words().as_deref(),
            Some("0.5 cases per FTE higher")
        );
        // 0.5 / 16.1 = 3.1%.
        assert_eq!(
            found.relative_in_words().as_deref(),
            Some("3.1% more, relative to England")
        );
    }

    #[test]
    fn a_difference_that_chance_gives_is_no_real_difference() {
        // 15 of 100: 95% interval 8.6% to 23.5% (binom.test(15, 100)).
        let found = compare(
            Measure::VacancyRate,
            side("Norfolk", 150, Some((15.0, 100.0))),
            side("England", 142, None),
        );
        assert_eq!(found.verdict, Verdict::NoRealDifference);
        assert_eq!(
            found.in_words(),
            "15.0% is above England’s 14.2%: no real difference, chance alone gives 8.6% to 23.5% in an authority of this size."
        );
        // 150 of 1,000 as against 10%: real, and worse.
        let found = compare(
            Measure::VacancyRate,
            side("Norfolk", 150, Some((150.0, 1000.0))),
            side("Statistical neighbours", 100, None),
        );
        assert_eq!(found.verdict, Verdict::Worse);
        assert_eq!(
            found.in_words(),
            "15.0% is above Statistical neighbours’ 10.0%: worse, as lower is better."
        );
    }

    #[test]
    fn what_shows_the_same_number_is_the_same() {
        let found = compare(
            Measure::AgencyRateFte,
            side("Norfolk", 130, None),
            side("England", 130, None),
        );
        assert_eq!(found.verdict, Verdict::Same);
        assert_eq!(found.in_words(), "13.0% is the same as England’s 13.0%.");
    }

    #[test]
    fn values_that_round_apart_differ_by_less_than_the_last_digit() {
        // 16.54 and 16.56 show as 16.5 and 16.6, and differ by 0.02.
        let exact = |hundredths| Ratio::new(hundredths, 100).map(Value::Exact);
        let side = |value: Option<Value>| Side::of_value("2025", value.expect("a number"));
        let found = compare(
            Measure::AverageCaseload,
            side(exact(1656)),
            side(exact(1654)),
        );
        assert_eq!(
            found.difference_in_words().as_deref(),
            Some("less than 0.1 cases per FTE higher")
        );
    }

    #[test]
    fn a_change_is_told_in_points_and_in_percent() {
        // 40 of 300 after 60 of 300: 13.3% after 20.0%, as a share of events.
        let mut now = side("2025", 133, Some((40.0, 300.0)));
        now.value = Ratio::new(4000, 300).map_or(now.value, Value::Exact);
        let found = change(
            Measure::TurnoverRateFte,
            now,
            side("the year before", 200, Some((60.0, 300.0))),
        );
        assert_eq!(
            found.difference_in_words().as_deref(),
            Some("6.7 percentage points lower")
        );
        assert_eq!(
            found.relative_in_words().as_deref(),
            Some("33.3% less, relative to the year before")
        );
        // P(40 or fewer of 100 at one half) = 0.02844, doubled 0.0569: pbinom(40, 100, 0.5).
        assert_eq!(found.verdict, Verdict::NoRealDifference);
        assert_eq!(
            found.chance_in_words(),
            "chance alone gives a change as large 6 times in a hundred"
        );
    }

    #[test]
    fn nothing_is_said_of_a_value_that_is_withheld() {
        let found = compare(
            Measure::TurnoverRateFte,
            side("Sunderland", 100, None),
            Side::of_value("North East", Value::Symbol(Symbol::LowReliability)),
        );
        assert_eq!(found.verdict, Verdict::CannotTell);
        assert_eq!(
            found.in_words(),
            "Cannot be compared: North East has no number (withheld, low reliability)."
        );
    }
}
