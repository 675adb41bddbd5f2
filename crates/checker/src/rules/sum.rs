//! Sums in prose: parts and the total that they are said to make.

use std::sync::LazyLock;

use regex::Regex;

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::quantity::{Hedge, Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told};
use crate::rules::totals::middle;

/// The rules on sums in prose.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "sum-in-prose",
        says: "The parts of a total that a sentence lists add up to it.",
        example: Example {
            printed: "We appointed 3 managers, 4 senior social workers and 6 social workers, in all 14 people.",
            follows: "13",
        },
        judge: Judge::Passage(sums),
    },
    Rule {
        id: "remainder",
        says: "“The remaining” are what the total leaves.",
        example: Example {
            printed: "Of the 40 leavers, 22 moved to other councils and the remaining 16 retired.",
            follows: "18",
        },
        judge: Judge::Passage(remainders),
    },
];

/// A total and its parts, as a sentence has them.
struct Listed<'q> {
    total: &'q Quantity,
    parts: Vec<&'q Quantity>,
    /// Whether the parts are all there are.
    is_whole: bool,
}

fn sums(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cf") && !reading.has(3, "m") {
        return;
    }
    for sentence in &reading.sentences {
        let Some(outline) = reading.outline.get(sentence.clone()) else {
            continue;
        };
        let found = total_last(reading, outline)
            .or_else(|| total_first(reading, outline))
            .or_else(|| of_these(reading, sentence, outline))
            .or_else(|| total_and_further(reading, outline));
        if let Some(listed) = found {
            judge(reading, &listed, telling);
        }
    }
}

static FIRST: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<total:nm>~50(?P<all>comprising|comprised of|consisting of|consists of|made up of|made up from|split into|broken down (?:as|into)|being made up of|, being|namely|are as follows|as follows)~15(?P<rest>.*)",
        r"total(?: number)?(?: of)?~25<total:nm>~60(?P<loose>[(:]| - )(?P<rest>.*)",
        r"<total:nm>~60(?P<loose>[(:])(?P<rest>[^()]*\band\b[^()]*)",
        r"<total:n>~30, (?P<loose>)(?P<rest>(?:\{[cf]\d+\} (?:in|at|for|from) [^{}.;]{1,40}?(?:,|,? and )? ?){2,6})$",
        r"<total:n>~30, (?P<loose>)(?P<rest>(?:\{[cf]\d+\} (?:in|at|for|from) [^{}.;]{1,40}?(?:,|,? and )? ?){2,6})\.",
        r"<total:nm>~40(?P<some>of (?:which|whom)|including|include)(?P<rest>.*)",
        r"<total:nm>(?:~20\(\{p\d+\}[^)]{0,30}\))?~40[;,] (?P<some>of (?:these|them|those))(?P<rest>.*)",
    ])
});

static OF_WHOLE: LazyLock<Vec<Regex>> =
    LazyLock::new(|| patterns(&[r"\b(?:of|from|among) (?:the|our|these|those|all) \{[cf]\d+$"]));

/// `14 staff: 3 managers, 4 seniors and 7 others`.
fn total_first<'r>(reading: &'r Reading<'_>, outline: &str) -> Option<Listed<'r>> {
    FIRST.iter().find_map(|pattern| {
        let captures = pattern.captures(outline)?;
        let total = reading.caught(&captures, "total")?;
        let rest = captures.name("rest")?.as_str();
        let parts = listed(reading, rest, total, Stands::Behind)?;
        let sum = parts
            .iter()
            .try_fold(Exact::ZERO, |sum, it| sum.plus(it.value))?;
        // `Of the 312 replies 140 were …, 122 …`: what stands behind a whole is a part of it.
        let start = captures.name("total")?.start();
        let lead = outline
            .get(..start)?
            .trim_end_matches(|it| it != '}')
            .trim_end_matches('}');
        let is_part =
            captures.name("loose").is_some() && OF_WHOLE.iter().any(|it| it.is_match(lead));
        // Behind a colon or bracket may stand a few of them only, or something else.
        let is_far = sum.times(Exact::whole(2))? > total.value.times(Exact::whole(3))?;
        if is_part || (is_far && captures.name("loose").is_some()) {
            return None;
        }
        let is_most = sum.times(Exact::whole(5))? >= total.value.times(Exact::whole(3))?;
        let is_loose = captures.name("loose").is_some();
        let is_whole = captures.name("some").is_none() && !rest.contains("includ");
        Some(Listed {
            total,
            parts,
            is_whole: is_whole && (is_most || !is_loose),
        })
    })
}

static LAST: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"^(?P<rest>.*)(?:a total of|totalling|in total|in all|altogether|making a total of|making|giving a total of|bringing the total to|which totals|amounting to|sum of)~20<total:nm>",
        r"^(?P<rest>.*\band\b.*), <total:nm>~20(?:in total|in all|altogether)",
    ])
});

/// `3 managers, 4 seniors and 7 others, in all 14`.
fn total_last<'r>(reading: &'r Reading<'_>, outline: &str) -> Option<Listed<'r>> {
    LAST.iter().find_map(|pattern| {
        let captures = pattern.captures(outline)?;
        let total = reading.caught(&captures, "total")?;
        let parts = listed(
            reading,
            captures.name("rest")?.as_str(),
            total,
            Stands::Before,
        )?;
        Some(Listed {
            total,
            parts,
            is_whole: true,
        })
    })
}

static OF_THESE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[r"^ ?(?:of|out of|among) (?:these|those|them|this number),? ?(?P<rest>.*)"])
});

/// `We recruited 24. Of these 10 have qualified, 11 are in training and 4 have left.`
fn of_these<'r>(
    reading: &'r Reading<'_>,
    sentence: &std::ops::Range<usize>,
    outline: &str,
) -> Option<Listed<'r>> {
    static LAST: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{[cf]([0-9]+)\}").ok());
    let captures = OF_THESE.iter().find_map(|it| it.captures(outline))?;
    let index = reading.sentences.iter().position(|it| it == sentence)?;
    let before = reading
        .outline
        .get(reading.sentences.get(index.checked_sub(1)?)?.clone())?;
    let counts: Vec<&Quantity> = LAST
        .as_ref()?
        .captures_iter(before)
        .filter_map(|it| reading.quantity(it.get(1)?.as_str()))
        .collect();
    let [total] = counts.as_slice() else {
        return None;
    };
    let parts = listed(
        reading,
        captures.name("rest")?.as_str(),
        total,
        Stands::Behind,
    )?;
    Some(Listed {
        total,
        parts,
        is_whole: false,
    })
}

static FURTHER: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"\ball (?:of )?(?:the |our )?<total:n>~60with <one:n>~60(?:and|with|plus)?~10(?:a )?further <two:n>",
        r"\btotal of <total:n>~60with <one:n>~60(?:and|with|plus)?~10(?:a )?further <two:n>",
    ])
});

/// `all 30 posts … with 19 in place and a further 9 to start`.
fn total_and_further<'r>(reading: &'r Reading<'_>, outline: &str) -> Option<Listed<'r>> {
    FURTHER.iter().find_map(|pattern| {
        let captures = pattern.captures(outline)?;
        let [total, one, two] = ["total", "one", "two"].map(|name| reading.caught(&captures, name));
        Some(Listed {
            total: total?,
            parts: vec![one?, two?],
            is_whole: true,
        })
    })
}

/// Where a list stands to its total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Before,
    Behind,
}

/// The quantities of a list: alike, and with little but commas and `and` between them.
fn listed<'r>(
    reading: &'r Reading<'_>,
    text: &str,
    total: &Quantity,
    stands: Stands,
) -> Option<Vec<&'r Quantity>> {
    static ONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{([a-z])(\d+)\}").ok());
    let mut parts: Vec<&Quantity> = Vec::new();
    let mut behind = 0;
    for captures in ONE.as_ref()?.captures_iter(text) {
        let whole = captures.get(0)?;
        let quantity = reading.quantity(captures.get(2)?.as_str())?;
        let between = text.get(behind..whole.start())?;
        let alike = quantity.unit == total.unit || (quantity.is_count() && total.is_count());
        match alike {
            // Shares in brackets and dates stand beside the parts.
            false
                if matches!(
                    quantity.unit,
                    Unit::Percent | Unit::Date | Unit::Period | Unit::Fraction
                ) => {}
            // Something else follows when the list is at its end.
            false if parts.len() >= 2 && !has_more(reading, &text[whole.end()..], total) => break,
            false => return None,
            true if !parts.is_empty() && !is_list(between) => match stands {
                // The list is the last that stands before the total.
                Stands::Before if is_otherwise(between) => parts.clear(),
                Stands::Before => parts = vec![quantity],
                Stands::Behind if parts.len() >= 2 => break,
                Stands::Behind => return None,
            },
            true if parts.is_empty() && is_otherwise(between) => match stands {
                Stands::Behind => return None,
                Stands::Before => {}
            },
            true => parts.push(quantity),
        }
        behind = whole.end();
    }
    let is_plain = parts
        .iter()
        .all(|it| it.hedge == Hedge::None && it.per.is_none() && !it.each);
    (parts.len() >= 2 && is_plain && total.per.is_none()).then_some(parts)
}

/// Whether quantities like the total stand in a text.
fn has_more(reading: &Reading<'_>, text: &str, total: &Quantity) -> bool {
    text.split('{')
        .filter_map(|it| it.split('}').next()?.get(1..))
        .any(|number| {
            reading
                .quantity(number)
                .is_some_and(|it| it.unit == total.unit || (it.is_count() && total.is_count()))
        })
}

fn is_list(between: &str) -> bool {
    let is_end = [
        "that is",
        "in all",
        "in total",
        "altogether",
        "together",
        "namely",
    ];
    if is_end.iter().any(|it| between.contains(it)) {
        return false;
    }
    let joins = [",", " and ", ";", " plus ", "+", "&"]
        .iter()
        .any(|it| between.contains(it));
    joins && between.len() < 90 && !is_otherwise(between)
}

/// Whether the words before a number say that it is no part of a list.
fn is_otherwise(between: &str) -> bool {
    let otherwise = [
        "between",
        "aged",
        " per ",
        "compared",
        "out of",
        "than",
        "target",
        "increase",
        "previous",
        "last year",
        "rise",
        "reduc",
        "average",
        "of which",
        "of whom",
        "includ",
    ];
    let ends = ["from ", " to "].iter().any(|it| between.ends_with(it));
    ends || otherwise.iter().any(|it| between.contains(it))
}

fn judge(reading: &Reading<'_>, listed: &Listed<'_>, telling: &mut Telling<'_>) -> Option<()> {
    let zero = Span::exactly(Exact::ZERO);
    let sum = listed
        .parts
        .iter()
        .try_fold(zero, |sum, it| sum.plus(it.span()?))?;
    let total = listed.total.span()?;
    let follows = middle(sum).map(|it| in_words(it, listed.total.unit))?;
    let holds = sum.meets(total);
    let verdict = match (holds, listed.is_whole) {
        (true, _) => Verdict::InOrder,
        (false, true) => Verdict::Contradicted,
        (false, false) if sum.low > total.high => Verdict::Contradicted,
        // The sentence does not say that it names all of them.
        (false, false) => return None,
    };
    let printed: Vec<_> = listed.parts.iter().map(|it| it.printed.as_str()).collect();
    let mut about = vec![listed.total];
    about.extend(&listed.parts);
    let told = Told {
        verdict,
        printed: reading.quoted(&about),
        reasoning: format!(
            "{} = {follows}, printed as {}.",
            printed.join(" + "),
            listed.total.printed
        ),
        follows,
    };
    telling.passage(reading, &about, told);
    Some(())
}

static REMAINDERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?:of|out of|from)(?: the| our| these| a total of)? <total:nm>(?P<parts>~60(?:\{[cfmph]\d+\}~80){1,8})(?:remaining|remainder|the rest|the other|the balance)(?: of)?(?: the)?~15<rest:nm>",
        r"(?:budget|allocation|grant|funding|fund)[^.]{0,30}?<total:m>.{0,140}?(?P<parts>\{m\d+\})~15(?:spent|used|committed|allocated)(?: \(\{p\d+\}\))?,? leaving <rest:m>",
        r"(?P<parts>\{[cf]\d+\}) (?:out )?of (?:the |our )?<total:n>~30,? leaving~15<rest:n>",
        r"(?P<parts>(?:\{p\d+\}~80){1,5})(?:the )?(?:remaining|remainder|rest)~25<rest:p>",
    ])
});

fn remainders(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "cfmp") || !reading.says(&["remain", "rest", "other", "balance", "leaving"])
    {
        return;
    }
    for pattern in REMAINDERS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            remainder(reading, &captures, telling);
        }
    }
}

fn remainder(
    reading: &Reading<'_>,
    captures: &regex::Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    static ONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{[cfmp](\d+)\}").ok());
    let rest = reading.caught(captures, "rest")?;
    let total = reading.caught(captures, "total");
    let parts: Vec<&Quantity> = ONE
        .as_ref()?
        .captures_iter(captures.name("parts")?.as_str())
        .filter_map(|it| reading.quantity(it.get(1)?.as_str()))
        .filter(|it| it.unit == rest.unit || (it.is_count() && rest.is_count()))
        .collect();
    let said = captures.get(0)?.as_str();
    if [
        "compared",
        "increase",
        "from {p",
        "target",
        "last year",
        "national",
    ]
    .iter()
    .any(|it| said.contains(it))
    {
        return None;
    }
    let whole = match total {
        Some(total) => total.span()?,
        None => Span::exactly(Exact::HUNDRED),
    };
    let given = parts
        .iter()
        .try_fold(whole, |left, part| left.minus(part.span()?))?;
    let follows = middle(given).map(|it| in_words(it, rest.unit))?;
    let printed: Vec<_> = parts.iter().map(|it| it.printed.as_str()).collect();
    let from = total.map_or("100%", |it| it.printed.as_str());
    let mut about = vec![rest];
    about.extend(&parts);
    about.extend(total);
    let told = Told {
        verdict: crate::rule::verdict(given.meets(rest.span()?)),
        printed: reading.quoted(&about),
        reasoning: format!(
            "{from} − {} = {follows}, printed as {}.",
            printed.join(" − "),
            rest.printed
        ),
        follows,
    };
    telling.passage(reading, &about, told);
    Some(())
}
