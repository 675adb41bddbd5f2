//! Runs: what is said to have risen or fallen every year, quarter by quarter, did so.

use std::sync::LazyLock;

use regex::Regex;

use crate::quantity::Quantity;
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};

/// The rule on runs.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "run",
    says: "What is said to have risen or fallen every year, at each count or for so many years running does so from each printed number to the next.",
    example: Example {
        printed: "Spending has risen for three years running, from £2.9m to £3.4m, £3.3m and £4.1m.",
        follows: "£3.4m to £3.3m is a fall",
    },
    judge: Judge::Passage(runs),
}];

const OFTEN: &str = r"(?:in |at )?(?:each|every|all|successive)(?: \w+)? ?(?:year|quarter|month|stage|step|point|time|count|count|survey|wave)s?|for (?:the (?:last |past )?)?(?:<many:ct>|several|many)(?: \w+)? ?(?:running|in a row|in succession)|year (?:on|after|by) year|quarter (?:on|after|by) quarter|month (?:on|after|by) month|without a break|consecutive|steadily|continuously|consistently";

static RUNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let ups = r"(?P<up>risen|rose|rises|grown|grew|increased|gone up|went up)";
    let downs =
        r"(?P<down>fallen|fell|falls|declined|decreased|reduced|gone down|went down|dropped)";
    let often = format!(r"(?:{ups}|{downs})\b[^.{{}}]{{0,40}}?(?:{OFTEN})");
    let before = format!(r"(?:{OFTEN})[^.{{}}]{{0,30}}?(?:{ups}|{downs})\b");
    patterns(&[&often, &before])
});

fn runs(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cfmpt") {
        return;
    }
    for pattern in RUNS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            if let Some(at) = captures.get(0) {
                run(reading, at.start(), captures.name("up").is_some(), telling);
            }
        }
    }
}

fn run(reading: &Reading<'_>, at: usize, is_up: bool, telling: &mut Telling<'_>) -> Option<()> {
    let index = reading.sentences.iter().position(|it| at < it.end)?;
    let own = reading.outline.get(reading.sentences.get(index)?.clone())?;
    let listed = series(reading, own).or_else(|| {
        let last = reading.sentences.get(index.checked_sub(1)?)?.clone();
        series(reading, reading.outline.get(last)?)
    })?;
    let against = listed.windows(2).find(|pair| match is_up {
        true => pair[1].value <= pair[0].value,
        false => pair[1].value >= pair[0].value,
    });
    let printed = reading.quoted(&listed);
    let told = match against {
        None => Told {
            verdict: verdict(true),
            follows: "so throughout".to_owned(),
            reasoning: format!("{printed}: each is beyond the one before it."),
            printed,
        },
        Some(pair) => {
            let came = match pair[1].value.cmp(&pair[0].value) {
                std::cmp::Ordering::Greater => "a rise",
                std::cmp::Ordering::Less => "a fall",
                std::cmp::Ordering::Equal => "no change",
            };
            let follows = format!("{} to {} is {came}", pair[0].printed, pair[1].printed);
            let said = if is_up { "a rise" } else { "a fall" };
            Told {
                verdict: verdict(false),
                printed,
                reasoning: format!("{follows}; {said} each time is printed."),
                follows,
            }
        }
    };
    telling.passage(reading, &listed, told);
    Some(())
}

/// The numbers of a sentence that follow each other: three or more of one unit, and no other.
fn series<'r>(reading: &'r Reading<'_>, sentence: &str) -> Option<Vec<&'r Quantity>> {
    let mut found: Vec<&Quantity> = Vec::new();
    for part in sentence.split('{').skip(1) {
        let quantity = reading.quantity(part.split('}').next()?.get(1..)?)?;
        // `for four years running` is no part of the series.
        let is_time = matches!(quantity.unit, crate::quantity::Unit::Time(_));
        if !is_time {
            found.push(quantity);
        }
    }
    // A word for a small number counts the periods: `the last four counts`.
    let decimals = found.iter().filter(|it| !it.value.is_whole()).count();
    if decimals >= 3 {
        found.retain(|it| !it.value.is_whole() || it.unit != crate::quantity::Unit::Count);
    }
    let unit = found.first()?.unit;
    (found.len() >= 3 && found.iter().all(|it| it.unit == unit)).then_some(found)
}
