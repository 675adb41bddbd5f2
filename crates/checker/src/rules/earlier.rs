//! Statements whose other number stands earlier in the passage: so many more than, fewer
//! than, a share of a whole. They are contradicted only where nothing printed before them
//! can be meant.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};
use crate::rules::comparison::{Way, said_of, way};

/// The rules on what stands earlier.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "more-than-earlier",
        says: "“Six more than a year earlier (142)” fits a number that is printed before it.",
        example: Example {
            printed: "We had 148 social workers in March. That is eleven more than a year before (139).",
            follows: "9",
        },
        judge: Judge::Passage(differences),
    },
    Rule {
        id: "fewer-than-earlier",
        says: "“That is fewer than the 29 of last year” is true of a number that is printed before it.",
        example: Example {
            printed: "At the end of June 38 children were waiting. That is fewer than the 29 of a year ago.",
            follows: "not fewer than 29",
        },
        judge: Judge::Passage(comparisons),
    },
    Rule {
        id: "fraction-of-earlier",
        says: "“A quarter (61)” is that fraction of a whole that is printed before it.",
        example: Example {
            printed: "Of the 173 social workers 102 (59%) work full time. A quarter (61) have been here for ten years.",
            follows: "35.3% of 173",
        },
        judge: Judge::Passage(fractions),
    },
];

static DIFFERENCES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<amount:nmp> (?:more|fewer|less|higher|lower|greater) than (?:in |at |on |a |the )?[^{}.;]{0,40}\(<other:nmp>\)",
    ])
});

/// The quantities in front of a place that are of a unit.
fn before<'r>(reading: &'r Reading<'_>, place: usize, unit: Unit) -> Vec<&'r Quantity> {
    let alike = |it: &&Quantity| {
        let is_count = |unit: Unit| matches!(unit, Unit::Count | Unit::Fte);
        it.end <= place && (it.unit == unit || (is_count(it.unit) && is_count(unit)))
    };
    reading.quantities.iter().filter(alike).collect()
}

fn differences(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cfmp") || !reading.says(&[" than "]) {
        return;
    }
    for captures in DIFFERENCES
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        difference(reading, &captures, telling);
    }
}

fn difference(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (amount, other) = (
        reading.caught(captures, "amount")?,
        reading.caught(captures, "other")?,
    );
    let is_more = ["more than", "higher than", "greater than"]
        .iter()
        .any(|it| {
            captures
                .get(0)
                .is_some_and(|said| said.as_str().contains(it))
        });
    let earlier = before(reading, amount.start, other.unit);
    let given = match is_more {
        true => other.span()?.plus(amount.span()?)?,
        false => other.span()?.minus(amount.span()?)?,
    };
    let fits = earlier
        .iter()
        .any(|it| it.span().is_some_and(|span| span.meets(given)));
    // The nearest in size is what is meant.
    let subject = earlier
        .iter()
        .min_by_key(|it| it.value.minus(other.value).map(Exact::size))?;
    let apart = subject.value.minus(other.value)?.size();
    if apart.times(Exact::whole(4))? > other.value.size() {
        return None;
    }
    let follows = in_words(apart, amount.unit);
    let told = Told {
        verdict: verdict(fits),
        printed: reading.quoted(&[amount, other]),
        reasoning: format!(
            "Between {} and {} are {follows}; {} is printed.",
            subject.printed, other.printed, amount.printed
        ),
        follows,
    };
    telling.passage(reading, &[amount, other, subject], told);
    Some(())
}

static COMPARISONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"\b(?:that|this|which) (?:is|was)\b[^.]{0,90}?\b(?P<word>more|fewer|less|higher|lower) than (?:the |in [^.{}]{0,30}\()<theirs:nmp>(?: (?:of|in|at|for) | a year| the year| last year|\))",
    ])
});

fn comparisons(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "cfmp") || !reading.says(&[" than the ", " than in "]) {
        return;
    }
    for captures in COMPARISONS
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        comparison(reading, &captures, telling);
    }
}

fn comparison(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let theirs = reading.caught(captures, "theirs")?;
    let word = captures.name("word")?.as_str();
    let way: Way = way(word, None)?;
    let start = captures.get(0)?.start();
    // The quantities of the sentences before, at least one of which must be meant.
    let first = reading
        .quantities
        .iter()
        .position(|it| it.start == theirs.start)?;
    let index = (0..first).find(|it| {
        let mark = crate::reading::mark(&reading.quantities[*it], *it);
        reading.outline.find(&mark).is_some_and(|at| at > start)
    });
    let earlier: Vec<&Quantity> = before(reading, theirs.start, theirs.unit)
        .into_iter()
        .filter(|it| index.is_none_or(|index| it.start < reading.quantities[index].start))
        .collect();
    let nearest = *earlier.last()?;
    let holds = earlier.iter().any(|it| {
        it.span()
            .zip(theirs.span())
            .is_some_and(|(ours, theirs)| said_of(ours, theirs, way))
    });
    let told = Told {
        verdict: verdict(holds),
        printed: reading.quoted(&[nearest, theirs]),
        follows: format!("not {word} than {}", theirs.printed),
        reasoning: format!(
            "Nothing that is printed before it is {word} than {}.",
            theirs.printed
        ),
    };
    telling.passage(reading, &[theirs, nearest], told);
    Some(())
}

static FRACTIONS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| patterns(&[r"<words:h>~25\(<part:n>(?: [a-z]+){0,2}\)"]));

static WHOLES: LazyLock<Vec<Regex>> =
    LazyLock::new(|| patterns(&[r"\b(?:of|all) (?:the |our |all |these )*<whole:n>"]));

fn fractions(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "h") || !reading.has(2, "cf") {
        return;
    }
    for captures in FRACTIONS
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        fraction(reading, &captures, telling);
    }
}

fn fraction(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (words, part) = (
        reading.caught(captures, "words")?,
        reading.caught(captures, "part")?,
    );
    let start = captures.get(0)?.start();
    let front = reading.outline.get(..start)?;
    let named = WHOLES
        .iter()
        .flat_map(|it| it.captures_iter(front))
        .last()?;
    let whole = reading
        .caught(&named, "whole")
        .filter(|it| it.value > part.value)?;
    let said = words.span()?.widened(Exact::whole(3))?;
    let share = |of: &Quantity| part.span()?.percent_of(of.span()?);
    let is_of = |of: &&Quantity| share(of).is_some_and(|it| it.meets(said));
    let fits = before(reading, words.start, Unit::Count).iter().any(is_of);
    let given: Span = share(whole)?;
    let follows = crate::rules::totals::middle(given)?.rounded(1)?;
    let told = Told {
        verdict: match fits {
            true => Verdict::InOrder,
            false => Verdict::Contradicted,
        },
        printed: reading.quoted(&[words, part]),
        follows: format!("{follows}% of {}", whole.printed),
        reasoning: format!(
            "{} ÷ {} = {follows}%; “{}” is printed.",
            part.printed,
            whole.printed,
            words.printed.trim()
        ),
    };
    telling.passage(reading, &[part, words, whole], told);
    Some(())
}
