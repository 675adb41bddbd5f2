//! Percentages and averages that are printed beside what they are made of.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::finding::Verdict;
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told};
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
        // of the 32 who started, 27 remain, a rate of 84%
        r"(?:out of|of|from|among)(?: the| our| these| those| all)? <whole:n>~60,~20<part:n>~30(?:, or |, a ~30rate of |, an ~30rate of |, a rate of |, which is |, i\.e\. |, equivalent to |, equating to )~8<share:ph>",
        // 25 of 29 remain, 86%.
        r"<part:n> (?:out )?of (?:the |our )?<whole:n>~30, <share:p>(?:[.;,]|$)",
        // the overspend of 0.4 is 2% of the budget of 19.6
        r"<part:nmt>~12(?: is| was|,? or|,? which is|,? equivalent to| represents| equates to) ?<share:p> of (?:[a-z]+ ){0,5}<whole:nmt>",
        // 37 vacancies against an establishment of 301, a vacancy rate of 12.3%
        r"<part:n>~40(?:against|from|out of|within|in)~30(?:establishment|workforce|headcount|total|cohort)(?: of)?~12 <whole:n>~50(?:rate|percentage|proportion|or|\()~20<share:p>",
        // a vacancy rate of 12.3% (37 of 301)
        r"(?:rate|proportion) (?:of|was|is|stood at) <share:p>~12\(?<part:n>~30(?:of|out of|from|against)~20<whole:n>",
    ])
});

/// Words between a part and a percentage that make it something else than their share.
pub(crate) const OTHERWISE: &[&str] = &[
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
        r"<words:h>~4(?:of )?(?:the |our |all )*<whole:n>~25\(<part:n>",
        r"<share:p>~3\(<words:h>",
        r"<words:h>~4(?:of )?(?:the |our |all )*<whole:n>~60(?:namely|that is|i\.e\.)~4<part:n>",
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
