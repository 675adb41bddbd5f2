//! What becomes of people in the course of a time: those there at first, those who came and
//! went, those there then; and the outcomes of a group.

use std::sync::LazyLock;

use regex::Regex;

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::quantity::{Quantity, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};
use crate::rules::totals::middle;

/// The rules on the course of a time.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "flow-in-prose",
        says: "Those there at first, with those who joined and without those who left, are those there at the end.",
        example: Example {
            printed: "Eighteen were on the programme at the start, 27 joined, 24 finished and 2 withdrew, so that 21 were on it in March.",
            follows: "19",
        },
        judge: Judge::Passage(flows),
    },
    Rule {
        id: "outcomes-of-group",
        says: "Outcomes that exclude each other are no more than the group.",
        example: Example {
            printed: "Of the 31 who arrived, 27 are still here, 3 have moved to another council and 2 have gone home.",
            follows: "32",
        },
        judge: Judge::Passage(outcomes),
    },
    Rule {
        id: "women-and-men",
        says: "The percentage of women is that of the women and men who are printed.",
        example: Example {
            printed: "Of the part-time workers 90 are women (94%) and 8 are men.",
            follows: "91.8%",
        },
        judge: Judge::Passage(women),
    },
];

/// A count of a sentence with the words around it.
struct Counted<'r> {
    quantity: &'r Quantity,
    before: &'r str,
    after: &'r str,
}

/// The counts of a sentence, in their order; shares and what is in brackets stand aside.
fn counts<'r>(reading: &'r Reading<'_>, sentence: &'r str) -> Vec<Counted<'r>> {
    static ONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{[cf]([0-9]+)\}").ok());
    let Some(one) = ONE.as_ref() else {
        return Vec::new();
    };
    let found: Vec<_> = one.captures_iter(sentence).collect();
    let places: Vec<_> = found.iter().filter_map(|it| it.get(0)).collect();
    let mut counts = Vec::new();
    for (index, captures) in found.iter().enumerate() {
        let place = places[index];
        let from = index.checked_sub(1).map_or(0, |last| places[last].end());
        let until = places
            .get(index + 1)
            .map_or(sentence.len(), |next| next.start());
        let quantity = captures.get(1).and_then(|it| reading.quantity(it.as_str()));
        counts.extend(quantity.map(|quantity| Counted {
            quantity,
            before: &sentence[from..place.start()],
            after: &sentence[place.end()..until],
        }));
    }
    counts
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|it| text.contains(it))
}

const CAME: [&str; 7] = [
    "joined",
    "started",
    "starters",
    "joiners",
    "approved",
    "recruited",
    "appointed",
];
const WENT: [&str; 9] = [
    "left",
    "finished",
    "withdrew",
    "resigned",
    "leavers",
    "retired",
    "completed",
    "ceased",
    "deregistered",
];

fn flows(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(4, "cf") {
        return;
    }
    for sentence in &reading.sentences {
        if let Some(sentence) = reading.outline.get(sentence.clone()) {
            flow(reading, sentence, telling);
        }
    }
}

fn flow(reading: &Reading<'_>, sentence: &str, telling: &mut Telling<'_>) -> Option<()> {
    let counts = counts(reading, sentence);
    let is_last = |it: &Counted<'_>| {
        has(
            it.before,
            &["so that", "leaving", "giving", "making", " to "],
        ) || has(it.after, &["at the end"])
    };
    let is_first = |it: &Counted<'_>| {
        has(
            it.after,
            &["at the start", "at the beginning", " on <d", " in <d"],
        ) || it.before.ends_with("from ")
    };
    let closing = counts
        .last()
        .filter(|it| is_last(it) || has(it.after, &[" on <d", " in <d"]))?;
    let rest = &counts[..counts.len() - 1];
    let opening = rest.iter().find(|it| is_first(it))?;
    let moves = || {
        rest.iter()
            .filter(|it| it.quantity.start != opening.quantity.start)
    };
    let way = |it: &Counted<'_>| match (has(it.after, &CAME), has(it.after, &WENT)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let ways: Option<Vec<bool>> = moves().map(way).collect();
    let ways = ways.filter(|it| it.contains(&true) && it.contains(&false))?;
    let mut given = opening.quantity.span()?;
    let mut words = opening.quantity.printed.clone();
    for (moved, comes) in moves().zip(ways) {
        let span = moved.quantity.span()?;
        given = if comes {
            given.plus(span)?
        } else {
            given.minus(span)?
        };
        let sign = if comes { '+' } else { '−' };
        words.push_str(&format!(" {sign} {}", moved.quantity.printed));
    }
    let follows = in_words(middle(given)?, closing.quantity.unit);
    let told = Told {
        verdict: verdict(given.meets(closing.quantity.span()?)),
        printed: reading.quoted(&[opening.quantity, closing.quantity]),
        reasoning: format!(
            "{words} = {follows}, printed as {}.",
            closing.quantity.printed
        ),
        follows,
    };
    telling.passage(reading, &[closing.quantity, opening.quantity], told);
    Some(())
}

/// Outcomes of which a person has one.
const OUTCOMES: [&str; 18] = [
    "still",
    "remain",
    "moved",
    "left",
    "gone ",
    "retired",
    "resigned",
    "completed",
    "passed",
    "failed",
    "extended",
    "deferred",
    "withdrew",
    "transferred",
    "died",
    "returned",
    "finished",
    "dismissed",
];

static GROUPS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| patterns(&[r"\bof (?:the |our )+<group:c>[^{}]{0,70}(?P<rest>\{.*)"]));

fn outcomes(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cf") {
        return;
    }
    for sentence in &reading.sentences {
        if let Some(sentence) = reading.outline.get(sentence.clone()) {
            outcome(reading, sentence, telling);
        }
    }
}

fn outcome(reading: &Reading<'_>, sentence: &str, telling: &mut Telling<'_>) -> Option<()> {
    let captures = GROUPS.iter().find_map(|it| it.captures(sentence))?;
    let group = reading.caught(&captures, "group")?;
    let parts = counts(reading, captures.name("rest")?.as_str());
    let are_outcomes = parts.iter().all(|it| {
        has(it.after, &OUTCOMES) && !it.before.ends_with("of ") && !it.before.ends_with("of the ")
    });
    if parts.len() < 2 || !are_outcomes {
        return None;
    }
    let zero = Span::exactly(Exact::ZERO);
    let sum = parts
        .iter()
        .try_fold(zero, |sum, it| sum.plus(it.quantity.span()?))?;
    let whole = group.span()?;
    // Far more than the group are of something else.
    let is_far = sum.low.times(Exact::whole(3))? > whole.high.times(Exact::whole(4))?;
    if sum.high < whole.low || is_far {
        return None;
    }
    let follows = in_words(middle(sum)?, group.unit);
    let printed: Vec<_> = parts
        .iter()
        .map(|it| it.quantity.printed.as_str())
        .collect();
    let mut about = vec![group];
    about.extend(parts.iter().map(|it| it.quantity));
    let told = Told {
        verdict: match sum.low > whole.high {
            true => Verdict::Contradicted,
            false => Verdict::InOrder,
        },
        printed: reading.quoted(&about),
        reasoning: format!("{} = {follows}, of {}.", printed.join(" + "), group.printed),
        follows,
    };
    telling.passage(reading, &about, told);
    Some(())
}

static WOMEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<one:c>~15(?:women|female)~3\(<share:p>\)~20<other:c>~15(?:\bmen\b|\bmale)",
        r"<one:c>~15(?:\bmen\b|\bmale)~3\(<share:p>\)~20<other:c>~15(?:women|female)",
        r"(?:women|female)[^{}.]{0,40}<share:p> \(<one:c>\)~25(?:\bmen\b|\bmale)[^{}.]{0,12}(?:\{p\d+\} \()<other:c>\)",
    ])
});

fn women(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "p") || !reading.says(&["women", "female"]) {
        return;
    }
    for captures in WOMEN
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        share_of_women(reading, &captures, telling);
    }
}

fn share_of_women(
    reading: &Reading<'_>,
    captures: &regex::Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let [one, other, share] = ["one", "other", "share"].map(|it| reading.caught(captures, it));
    let (one, other, share) = (one?, other?, share?);
    let given = one.span()?.percent_of(one.span()?.plus(other.span()?)?)?;
    let follows = format!("{}%", middle(given)?.rounded(1)?);
    let told = Told {
        verdict: verdict(given.meets(share.span()?)),
        printed: reading.quoted(&[one, other, share]),
        reasoning: format!(
            "{0} ÷ ({0} + {1}) = {follows}, printed as {2}.",
            one.printed, other.printed, share.printed
        ),
        follows,
    };
    telling.passage(reading, &[share, one, other], told);
    Some(())
}
