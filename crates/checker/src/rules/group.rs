//! Percentages whose whole stands elsewhere: in the paragraph, in the list, or a little before.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::finding::Verdict;
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};
use crate::rules::percent::OTHERWISE;

/// The rules on percentages of a whole that stands elsewhere.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "rate-in-paragraph",
        says: "A vacancy or agency rate beside its number is what the establishment or workforce of the same paragraph gives.",
        example: Example {
            printed: "The establishment is 160 FTE. There were 24 FTE vacancies, a vacancy rate of 17%.",
            follows: "15%",
        },
        judge: Judge::Passage(rates),
    },
    Rule {
        id: "list-of-percentages",
        says: "Numbers with percentages in brackets are shares of the one total that most of them fit.",
        example: Example {
            printed: "Of 50 agency workers 30 (60%) cover vacancies, 15 (30%) cover sickness and 5 (15%) cover leave.",
            follows: "10%",
        },
        judge: Judge::Passage(listed_shares),
    },
    Rule {
        id: "percentage-of-group",
        says: "A percentage of “the cohort” and the number beside it fit the size of the cohort that is printed shortly before.",
        example: Example {
            printed: "The academy takes up to 30 new social workers a year.\n\nWe expect at least 85% of the cohort (25) to stay.",
            follows: "83.3% of 30",
        },
        judge: Judge::Whole(shares_of_groups),
    },
];

static RATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<part:n>[^{}.]{0,15}(?:vacan|vacant|unfilled)[^{}.]{0,30}(?:rate (?:of|is|was)|, or|\(|, which is|equat[a-z]+ to)~15<share:p>",
        r"<part:n>[^{}.]{0,15}agency[^{}.]{0,30}(?:rate (?:of|is|was)|, or|\(|, which is|equat[a-z]+ to)~15<share:p>",
    ])
});

static BASES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?:establishment|workforce|established posts|budgeted posts)~25(?:of|is|was|at|stands at|totals)~8<whole:n>",
        r"<whole:n>[^{}.]{0,12}(?:established|budgeted|establishment|posts in (?:the|our) (?:structure|establishment))",
    ])
});

fn rates(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "p") || !reading.has(2, "cf") {
        return;
    }
    let bases: Vec<&Quantity> = BASES
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
        .filter_map(|it| reading.caught(&it, "whole"))
        .collect();
    for captures in RATES
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        rate(reading, &captures, &bases, telling);
    }
}

fn rate(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    bases: &[&Quantity],
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (part, share) = (
        reading.caught(captures, "part")?,
        reading.caught(captures, "share")?,
    );
    let said = captures.get(0)?.as_str();
    let [whole] = bases else { return None };
    if OTHERWISE.iter().any(|it| said.contains(it))
        || part.value >= whole.value
        || part.start == whole.start
    {
        return None;
    }
    // Agency workers stand beside the workforce or within it.
    let both = part.span()?.plus(whole.span()?)?;
    let ways = [
        part.span()?.percent_of(whole.span()?)?,
        part.span()?.percent_of(both)?,
    ];
    let follows = part
        .value
        .over(whole.value)?
        .times(crate::exact::Exact::HUNDRED)?;
    let follows = in_words(follows.rounded(1)?, Unit::Percent);
    let told = Told {
        verdict: crate::rule::verdict(
            ways.iter()
                .any(|it| share.span().is_some_and(|share| it.meets(share))),
        ),
        printed: reading.quoted(&[part, share]),
        reasoning: format!(
            "{} ÷ {} = {follows}, printed as {}.",
            part.printed, whole.printed, share.printed
        ),
        follows,
    };
    telling.passage(reading, &[share, part, whole], told);
    Some(())
}

fn position(reading: &Reading<'_>, quantity: &Quantity) -> usize {
    reading
        .quantities
        .iter()
        .position(|it| it.start == quantity.start)
        .unwrap_or(0)
}

static BRACKETED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<part:n>[^{}().]{0,45}\(<share:p>\)",
        r"<share:p> \(<part:n>\)",
    ])
});

/// More numbers with percentages than any list in prose has.
const LONGEST_LIST: usize = 30;

fn listed_shares(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "p") || !reading.has(3, "cf") {
        return;
    }
    let pairs: Vec<(&Quantity, &Quantity)> = BRACKETED
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
        .filter(|it| {
            // `nine of the 15 (60%)`: what stands before the bracket is the whole.
            let start = it.get(0).map_or(0, |it| it.start());
            let before = reading
                .outline
                .get(start.saturating_sub(14)..start)
                .unwrap_or_default();
            !["of ", "of the ", "of our ", "of these "]
                .iter()
                .any(|it| before.ends_with(it))
        })
        .filter_map(|it| Some((reading.caught(&it, "part")?, reading.caught(&it, "share")?)))
        .collect();
    if pairs.len() > LONGEST_LIST {
        return;
    }
    let fits = |pair: &(&Quantity, &Quantity), whole: Span| {
        let given = pair.0.span().and_then(|it| it.percent_of(whole));
        given
            .zip(pair.1.span())
            .is_some_and(|(given, share)| given.meets(share))
    };
    let fitting = |whole: &&Quantity| {
        whole
            .span()
            .map_or(0, |whole| pairs.iter().filter(|it| fits(it, whole)).count())
    };
    let wholes = reading.quantities.iter().filter(|it| it.is_count());
    let Some(whole) = wholes.max_by_key(fitting) else {
        return;
    };
    let (count, Some(of)) = (fitting(&whole), whole.span()) else {
        return;
    };
    let at = crate::reading::mark(whole, position(reading, whole));
    let is_named = ["of ", "of the ", "of our ", "of these ", "of all "]
        .iter()
        .any(|it| reading.says(&[&format!("{it}{at}")]));
    let is_enough = match is_named {
        true => count >= 1 && pairs.len() - count <= count,
        false => count >= 2 && count * 2 > pairs.len(),
    };
    if !is_enough {
        return;
    }
    for pair in &pairs {
        let (part, share) = *pair;
        let given = part
            .value
            .over(whole.value)
            .and_then(|it| it.times(crate::exact::Exact::HUNDRED));
        let Some(given) = given.and_then(|it| it.rounded(1)) else {
            continue;
        };
        let holds = fits(pair, of);
        // The rest of a paragraph may speak of another total.
        if !holds && part.value > whole.value {
            continue;
        }
        // `Of the 27, 24 answered (89%)`: another whole of the passage gives it.
        let is_of_other =
            |it: &Quantity| it.is_count() && it.span().is_some_and(|it| fits(pair, it));
        if !holds && reading.quantities.iter().any(is_of_other) {
            continue;
        }
        let follows = in_words(given, Unit::Percent);
        let told = Told {
            verdict: crate::rule::verdict(holds),
            printed: reading.quoted(&[part, share]),
            reasoning: format!(
                "{} ÷ {} = {follows}, printed as {}; {count} others are shares of {}.",
                part.printed, whole.printed, share.printed, whole.printed
            ),
            follows,
        };
        telling.passage(reading, &[share, part, whole], told);
    }
}

static OF_GROUP: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<share:p>~4of (?:the |our |this |that |all |these |those )*(?:[a-z]+ ){0,3}?(?:cohort|group|intake|total|recruits|trainees|nqsws?|nqsw's|students|starters|apprentices|posts|staff|workforce|team|workers)~6\(<part:n>~12\)",
        r"<part:n>~6\(<share:p>\)~6of (?:the |our |this |that |all |these |those )+(?:[a-z]+ ){0,3}?(?:cohort|group|intake|total|recruits|trainees|nqsws?|nqsw's|students|starters|apprentices|posts)",
    ])
});

/// How many passages back a group’s size is looked for.
const SHORTLY: usize = 3;

fn shares_of_groups(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    for (index, reading) in whole.readings.iter().enumerate() {
        if !reading.has(1, "p") || !reading.has(1, "cf") {
            continue;
        }
        for captures in OF_GROUP
            .iter()
            .flat_map(|it| it.captures_iter(&reading.outline))
        {
            share_of_group(whole, index, &captures, telling);
        }
    }
}

/// The group’s size is a number before it that nearly gives the part: what is far from it
/// is the size of something else.
fn share_of_group(
    whole: &Whole<'_>,
    index: usize,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    use crate::exact::Exact;
    let reading = &whole.readings[index];
    let (part, share) = (
        reading.caught(captures, "part")?,
        reading.caught(captures, "share")?,
    );
    let from = index.saturating_sub(SHORTLY);
    let before = whole.readings[from..=index]
        .iter()
        .flat_map(|it| it.quantities.iter().map(move |quantity| (it, quantity)));
    let sizes: Vec<_> = before
        .filter(|(at, size)| {
            let is_earlier = at.block < reading.block || size.end <= part.start.min(share.start);
            is_earlier && size.is_count() && size.value > part.value
        })
        .collect();
    let fits = |size: &Quantity| {
        let given = part.span()?.percent_of(Span::exactly(size.value))?;
        Some(given.meets(share.span()?))
    };
    if sizes.iter().any(|(_, size)| fits(size) == Some(true)) {
        return None;
    }
    let (at, size) = sizes.into_iter().rev().find(|(_, size)| {
        let expected = size
            .value
            .times(share.value)
            .and_then(|it| it.over(Exact::HUNDRED));
        let apart = expected
            .and_then(|it| it.minus(part.value))
            .map(Exact::size);
        apart.is_some_and(|it| it < Exact::whole(1))
    })?;
    let given = part
        .value
        .over(size.value)?
        .times(Exact::HUNDRED)?
        .rounded(1)?;
    let told = Told {
        verdict: Verdict::Contradicted,
        printed: reading.quoted(&[part, share]),
        follows: format!("{} of {}", in_words(given, Unit::Percent), size.printed),
        reasoning: format!(
            "{} ÷ {} = {given}%, printed as {}. {} is the size that is printed before it.",
            part.printed, size.printed, share.printed, size.printed
        ),
    };
    telling.at(
        reading.block,
        reading.line_of(share),
        vec![at.line_of(size)],
        told,
    );
    Some(())
}
