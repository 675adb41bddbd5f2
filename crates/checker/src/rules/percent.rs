//! Percentages and averages that are printed beside what they are made of.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::finding::Verdict;
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};
use crate::rules::totals::middle;

/// The rules on percentages of parts and on averages.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "percentage-of-parts",
        says: "A percentage printed beside its part and its whole is what these give.",
        example: Example {
            printed: "Of the 48 posts, 12 (27%) were vacant.",
            follows: "25%",
        },
        judge: Judge::Passage(shares),
    },
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
    Rule {
        id: "average",
        says: "An average printed beside the total and the number that share it is what these give.",
        example: Example {
            printed: "There were 540 cases held by 30 social workers, an average of 16.",
            follows: "18",
        },
        judge: Judge::Passage(averages),
    },
    Rule {
        id: "fraction-in-words",
        says: "“A third”, “half”, “most” beside a percentage say the same as it.",
        example: Example {
            printed: "Over half (47%) of staff answered.",
            follows: "47%, not over half",
        },
        judge: Judge::Passage(fractions),
    },
];

static SHARES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        // 12 of 48 (27%); 12 out of the 48 posts, or 27%
        r"<part:nmt>~25(?:out of|of)(?: the| a| our| these| all| those)?(?: total| possible)?(?: of)? <whole:nmt>~60(?:\(|, or |, which is |, which equates to |, equating to |, representing |, equivalent to |, a~40rate of |, an~40rate of |, giving a~40rate of | equates to | represents | \-)~12<share:ph>",
        // 27% (12 of 48); 27% (12/48)
        r"<share:ph>~30\(<part:nmt>~25(?:of|/)(?: the| a total of| our)? ?<whole:nmt>",
        // 12 (27%) of the 48
        r"<part:nmt>~20\(<share:ph>\)~12of (?:the |our |all |a total of |these )*<whole:nmt>",
        // 27% of 48 posts (12)
        r"<share:p>~4of (?:the |our |all |a total of )*<whole:nmt>~30\(<part:nmt>\)",
        // 200 recruits, of which we have kept 148 (76%)
        r"<whole:nmt>~80(?:of (?:whom|which|these|those)|, with|, and)~40<part:nmt>~30\(<share:ph>~20\)",
        // of the 48 posts, 12 (27%)
        r"(?:out of|of|from|among)(?: the| our| these| all| a total of)? <whole:nmt>~60,~40<part:nmt>~40\(<share:ph>",
        // of our 212 social workers, 61% (129)
        r"(?:of|from|among)(?: the| our| these| all)? <whole:nmt>~60,~20<share:p>~12\(<part:nmt>\)",
        // 37 vacancies against an establishment of 301, a vacancy rate of 12.3%
        r"<part:n>~40(?:against|from|out of|within|in)~30(?:establishment|workforce|headcount|total|cohort)(?: of)?~12 <whole:n>~50(?:rate|percentage|proportion|or|\()~20<share:p>",
        // a vacancy rate of 12.3% (37 of 301)
        r"(?:rate|proportion) (?:of|was|is|stood at) <share:p>~12\(?<part:n>~30(?:of|out of|from|against)~20<whole:n>",
    ])
});

/// Words between a part and a percentage that make it something else than their share.
const OTHERWISE: &[&str] = &[
    "increase",
    "decrease",
    "reduction",
    "rise",
    "fall",
    "rose",
    "fell",
    "grew",
    "growth",
    "drop",
    "more than",
    "less than",
    "higher",
    "lower",
    "compared",
    "target",
    "up ",
    "down ",
    "above",
    "below",
    "saving",
    "national",
    "previous",
    "last year",
    "change",
];

fn shares(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "ph") || !reading.has(3, "cfmtph") {
        return;
    }
    let mut judged: Vec<usize> = Vec::new();
    for pattern in SHARES.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            let whole = captures.get(0).map_or("", |it| it.as_str());
            let share = reading.caught(&captures, "share").map(|it| it.start);
            if OTHERWISE.iter().any(|it| whole.contains(it))
                || share.is_none_or(|it| judged.contains(&it))
            {
                continue;
            }
            if share_of_parts(reading, &captures, telling).is_some() {
                judged.extend(share);
            }
        }
    }
}

fn share_of_parts(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let [part, whole, share] =
        ["part", "whole", "share"].map(|name| reading.caught(captures, name));
    let (part, whole, share) = (part?, whole?, share?);
    let same = part.unit == whole.unit || (part.is_count() && whole.is_count());
    if !same || part.value > whole.value || part.each || whole.each {
        return None;
    }
    let given = part.span()?.percent_of(whole.span()?)?;
    let printed = loosely(share)?;
    // Those in post against the establishment: the vacancy rate is what is left.
    let said = captures.get(0)?.as_str();
    let of_vacancies = said.contains("vacancy rate") && !part.noun.contains("vacan");
    let hundred = Span::exactly(crate::exact::Exact::HUNDRED);
    let given = if of_vacancies {
        hundred.minus(given)?
    } else {
        given
    };
    let follows = middle(given)?;
    let follows = in_words(follows.rounded(1)?, Unit::Percent);
    let told = Told {
        verdict: crate::rule::verdict(given.meets(printed)),
        printed: reading.quoted(&[part, whole, share]),
        reasoning: format!(
            "{} ÷ {} = {follows}, printed as {}.",
            part.printed, whole.printed, share.printed
        ),
        follows,
    };
    telling.passage(reading, &[share, part, whole], told);
    Some(())
}

/// A percentage as printed; a fraction in words may be three points away.
fn loosely(share: &Quantity) -> Option<Span> {
    let three = crate::exact::Exact::whole(3);
    let span = share.span()?;
    match share.unit {
        Unit::Fraction => span.widened(three),
        _ => Some(span),
    }
}

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

static AVERAGES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<total:nm>~60(?:between|across|among|amongst|held by|for|by|over|and) (?:the |our |all )*<number:n>~60(?:average|mean)~30<each:nm>",
        r"<number:n>~40(?:held|holding|carrying|share|shared|have|with)~25<total:nm>~60(?:average|mean)~30<each:nm>",
        r"average~40<each:nm>~25\(<total:nm>~25(?:across|between|by|for|over|/)~10<number:n>",
    ])
});

fn averages(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cfmt") || !reading.says(&["average", "mean"]) {
        return;
    }
    for pattern in AVERAGES.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            average(reading, &captures, telling);
        }
    }
}

fn average(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let [total, number, each] =
        ["total", "number", "each"].map(|name| reading.caught(captures, name));
    let (total, number, each) = (total?, number?, each?);
    let said = captures.get(0)?.as_str();
    let is_other = [
        "national",
        "compared",
        "last year",
        "previous",
        "target",
        "region",
    ]
    .iter()
    .any(|it| said.contains(it));
    if is_other
        || total.value <= number.value
        || (total.unit == Unit::Money) != (each.unit == Unit::Money)
    {
        return None;
    }
    let given = total.span()?.over(number.span()?)?;
    // Averages of counts are rounded though they look exact.
    let printed = match each.value.is_whole() {
        true => each.span()?.widened(crate::exact::Exact::ratio(1, 2)?)?,
        false => each.span()?,
    };
    let follows = in_words(total.value.over(number.value)?.rounded(1)?, each.unit);
    let told = Told {
        verdict: crate::rule::verdict(given.meets(printed)),
        printed: reading.quoted(&[total, number, each]),
        reasoning: format!(
            "{} ÷ {} = {follows}, printed as {}.",
            total.printed, number.printed, each.printed
        ),
        follows,
    };
    telling.passage(reading, &[each, total, number], told);
    Some(())
}

static FRACTIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<words:h>~30\(<share:p>",
        r"<words:h>~20, <share:p>,",
        r"<share:p>~3\(<words:h>",
        r"<words:h>~25\(<part:n>~15(?:of|out of|/)~8<whole:n>",
        r"(?P<most>the majority|a majority|most|a minority|the minority)~25\(<share:p>",
    ])
});

fn fractions(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "h") && !reading.says(&["most", "majority", "minority"]) {
        return;
    }
    for pattern in FRACTIONS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            fraction(reading, &captures, telling);
        }
    }
}

fn fraction(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    use crate::exact::Exact;
    let share = reading.caught(captures, "share");
    let (given, shown, about) = match share {
        Some(share) => (share.span()?, share.printed.clone(), vec![share]),
        None => {
            let (part, whole) = (
                reading.caught(captures, "part")?,
                reading.caught(captures, "whole")?,
            );
            let share = part.span()?.percent_of(whole.span()?)?;
            let shown = in_words(middle(share)?.rounded(1)?, Unit::Percent);
            (share, shown, vec![part, whole])
        }
    };
    let (said, words) = match captures.name("most") {
        Some(most) if most.as_str().contains("minority") => (
            Span {
                low: Exact::ZERO,
                high: Exact::whole(50),
            },
            most.as_str(),
        ),
        Some(most) => (
            Span {
                low: Exact::whole(50),
                high: Exact::HUNDRED,
            },
            most.as_str(),
        ),
        None => {
            let words = reading.caught(captures, "words")?;
            (
                loosely(words).map(|it| strict_end(words, it))?,
                reading.passage.text.get(words.start..words.end)?,
            )
        }
    };
    let holds = given.meets(said);
    let told = Told {
        verdict: match holds {
            true => Verdict::InOrder,
            false => Verdict::Contradicted,
        },
        printed: format!("{} ({shown})", words.trim()),
        follows: format!(
            "{shown}, not {}",
            words.trim().trim_end_matches(" of").to_lowercase()
        ),
        reasoning: format!(
            "“{}” is {} to {}%, and {shown} is printed beside it.",
            words.trim(),
            said.low.rounded(0)?,
            said.high.min(Exact::HUNDRED).rounded(0)?
        ),
    };
    telling.passage(reading, &about, told);
    Some(())
}

/// “Over half” leaves nothing below a half, “almost half” hardly anything above.
fn strict_end(words: &Quantity, span: Span) -> Span {
    use crate::exact::Exact;
    use crate::quantity::Hedge;
    let half = Exact::ratio(2, 5).unwrap_or(Exact::ZERO);
    match words.hedge {
        Hedge::Over => Span {
            low: words.value.minus(half).unwrap_or(span.low),
            ..span
        },
        Hedge::Nearly | Hedge::Under => Span {
            high: words.value.plus(half).unwrap_or(span.high),
            ..span
        },
        Hedge::About => span.widened(Exact::whole(3)).unwrap_or(span),
        Hedge::None => span,
    }
}
