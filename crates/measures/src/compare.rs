//! Comparisons, made by the program and not by the writer: better, worse or
//! no real difference, by how much, and whether chance alone would give it.

use std::cmp::Ordering;

use holdfast_reference::Symbol;
use holdfast_workforce::amount::Fte;

use crate::chance::{self, Counts, Interval};
use crate::definition::{Direction, Measure, Spread, Unit};
use crate::figure::{Figure, for_people, with_unit};
use crate::formula::Whole;
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
    let divided_by = match figure.measure.definition().formula.whole() {
        Some(Whole::MeanOfThirteen(_)) => 13.0,
        _ => 1.0,
    };
    Some(Counts {
        events: float(above?),
        of: float(below?) / divided_by,
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
    /// How often chance alone gives a difference at least as large.
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
    depends_on_size(conclude(measure, mine, other, is_chance, chance))
}

/// Compares the council’s figure with that of one other authority, which varies
/// by chance as much as the council’s: the difference is real where chance
/// alone would give one as large in fewer than one of twenty cases. Without
/// the counts of both it is [`compare`].
pub fn compare_authorities(measure: Measure, mine: Side, other: Side) -> Comparison {
    match mine.counts.zip(other.counts) {
        Some(_) => depends_on_size(change(measure, mine, other)),
        None => compare(measure, mine, other),
    }
}

/// A count of one area is neither better nor worse than that of another: it
/// grows with the area.
fn depends_on_size(comparison: Comparison) -> Comparison {
    let is_judged = matches!(comparison.verdict, Verdict::Better | Verdict::Worse);
    match is_judged && !is_rate(comparison.measure) {
        true => Comparison {
            verdict: Verdict::Different,
            ..comparison
        },
        false => comparison,
    }
}

fn is_rate(measure: Measure) -> bool {
    measure.definition().formula.whole().is_some()
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
                Direction::LowerIsBetter | Direction::HigherIsBetter
                    if verdict == Verdict::Different =>
                {
                    "a count depends on the size of the area, so neither is better by itself"
                        .to_owned()
                }
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
                "for an authority of this size the 95% interval is {:.1}% to {:.1}%",
                interval.lower, interval.upper
            ),
            Chance::Probability(probability) => format!(
                "chance alone gives a difference as large {}",
                how_often(probability)
            ),
            Chance::CannotTell => match self.measure.definition().spread {
                Spread::CannotTell => {
                    "what chance would give cannot be told for this measure".to_owned()
                }
                _ => "what chance would give cannot be told without the counts".to_owned(),
            },
        }
    }

    /// How chance was judged, and what the method takes for granted: for the
    /// page on which the verdict stands.
    pub const fn method(&self) -> &'static str {
        match (&self.chance, self.measure.definition().spread) {
            (Chance::Interval(_), Spread::Events) => {
                "Exact 95% interval of a number of events (Poisson, Garwood), divided by the FTE or people in post; it may reach above 100%. FTE are taken as they are, as if they were people. The other value is taken as certain, so a difference that only just counts as real may not be."
            }
            (Chance::Interval(_), _) => {
                "Exact 95% interval of a share (binomial, Clopper and Pearson). FTE are taken as they are, as if they were people. The other value is taken as certain, so a difference that only just counts as real may not be."
            }
            (Chance::Probability(_), Spread::Events) => {
                "Exact test of two numbers of events (Poisson, conditional on their sum), two-sided by doubling the smaller tail; fewer than one in twenty counts as real. FTE of events are rounded to whole numbers."
            }
            (Chance::Probability(_), _) => {
                "Fisher’s exact test of two shares, two-sided by doubling the smaller tail; fewer than one in twenty counts as real. FTE are rounded to whole numbers. The two are taken as independent. At two dates of one authority most people and posts are the same, so the test may call a real change no real difference."
            }
            (Chance::CannotTell, _) => {
                "Chance was not judged: no fair model is known for this measure, or the counts are not."
            }
        }
    }

    /// By how much, in the unit of the measure: `2.1 percentage points lower`.
    /// It is rounded once, from the exact values; where the two numbers that are
    /// shown differ by another amount, it says so.
    pub fn difference_in_words(&self) -> Option<String> {
        let words = self.exact_difference_in_words()?;
        Some(match self.shown_differs_as_stated()? {
            true => words,
            false => format!("{words} (from unrounded figures)"),
        })
    }

    /// Whether the two numbers that are shown differ by the amount that is told.
    fn shown_differs_as_stated(&self) -> Option<bool> {
        let (mine, other) = self.mine.value.ratio().zip(self.other.value.ratio())?;
        let places = self.measure.unit().places();
        let shown = mine.units(places) - other.units(places);
        // Those that are shown alike are told as no change.
        Some(shown == 0 || shown == self.difference?.units(places))
    }

    fn exact_difference_in_words(&self) -> Option<String> {
        let difference = self.difference?;
        let (lower, higher) = match self.measure.unit() {
            Unit::People | Unit::Cases => ("fewer", "more"),
            _ => ("lower", "higher"),
        };
        let direction = match self.order()? {
            Ordering::Equal => return Some("no change".to_owned()),
            Ordering::Less => lower,
            Ordering::Greater => higher,
        };
        let amount = amount(difference, self.measure.unit().places());
        let unit = match self.measure.unit() {
            Unit::Percent => "percentage points",
            Unit::ForOne => return Some(format!("{amount} {direction}")),
            unit => unit.label_of(&amount),
        };
        Some(format!("{amount} {unit} {direction}"))
    }

    /// By how much in relation to the other: `12.9% less, relative to England`.
    /// Nothing where a share of the other has no meaning: of nothing, and on
    /// either side of it.
    pub fn relative_in_words(&self) -> Option<String> {
        let nothing = Ratio::of(Fte::ZERO);
        let (mine, other) = self.mine.value.ratio().zip(self.other.value.ratio())?;
        if mine < nothing || other <= nothing {
            return None;
        }
        let amount = amount(self.relative?, 1);
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
        let number = for_people(&value.rounded(self.measure.unit().places()));
        format!("{number}{percent}")
    }
}

/// The size of a difference that is shown as one: where it rounds to nothing,
/// less than the smallest amount that is shown.
fn amount(difference: Ratio, places: u32) -> String {
    match difference.units(places) {
        0 => format!("less than {}", Ratio::smallest(places).rounded(places)),
        _ => for_people(&difference.rounded(places).replace('−', "")),
    }
}

fn how_often(probability: f64) -> String {
    let times = (probability * 100.0).round();
    match times {
        _ if probability < 0.01 => "less than once in a hundred times".to_owned(),
        times if times <= 1.0 => "once in a hundred times".to_owned(),
        times if times >= 100.0 => "practically always".to_owned(),
        times => format!("{times:.0} times in a hundred"),
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
mod tests;
