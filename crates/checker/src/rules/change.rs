//! Changes from one number to another: which way, by how much, and in per cent.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::{Exact, Span};
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};

/// The rules on changes.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "direction",
        says: "What is said to have risen has risen, and what is said to have fallen has fallen.",
        example: Example {
            printed: "Vacancies fell from 12 to 14.",
            follows: "a rise",
        },
        judge: Judge::Passage(directions),
    },
    Rule {
        id: "amount-of-change",
        says: "A change, in number, per cent or percentage points, is what the two numbers give. A change of a percentage may be given in points or in per cent.",
        example: Example {
            printed: "The number of starters rose from 20 to 26, an increase of 25%.",
            follows: "30%",
        },
        judge: Judge::Passage(amounts),
    },
    Rule {
        id: "multiple",
        says: "“Doubled”, “halved” and “trebled” are what the two numbers give.",
        example: Example {
            printed: "Referrals more than doubled, from 40 to 72.",
            follows: "1.8 times",
        },
        judge: Judge::Passage(multiples),
    },
];

const UP: &str = r"(?:increas\w*|rose|rise|rises|rising|risen|grew|grow|grown|growing|growth|climbed|jumped|went up|gone up|widened|widening)";
const DOWN: &str = r"(?:decreas\w*|fell|fall|falls|falling|fallen|drop|drops|dropped|dropping|declin\w*|reduc\w*|went down|gone down|shrunk|shrank|narrowed|narrowing)";

fn with_words(texts: &[&str]) -> Vec<Regex> {
    let written: Vec<String> = texts
        .iter()
        .map(|it| it.replace("UP", UP).replace("DOWN", DOWN))
        .collect();
    patterns(&written.iter().map(String::as_str).collect::<Vec<_>>())
}

static VERBS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| with_words(&[r"\b(?:(?P<up>UP|up)|(?P<down>DOWN|down))\b"]));

static DIRECTIONS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    with_words(&[
        r"\b(?:(?P<up>UP)|(?P<down>DOWN))\b~50\bfrom (?:a (?:high|low|peak) of |around |the )?<first:v>~50\bto (?:a (?:high|low) of |only |just )?<last:v>",
        r"\b(?:(?P<up>up)|(?P<down>down)) from <first:v>~30 to <last:v>",
        r"<last:v>~60[,(] ?(?:which is |this is )?(?:(?P<up>up)|(?P<down>down)) from <first:v>",
        r"\b(?:(?P<up>UP)|(?P<down>DOWN)) to <last:v>~20 from <first:v>",
        r"<last:v>~60compared (?:to|with)~40<first:v>~50,? (?:an?|which is an?|showing an?|this is an?) (?:(?P<up>increase|rise)|(?P<down>decrease|reduction|fall|drop))\b",
        // a gap of 4.9%. In 2022 it was 5.6%: it has widened
        r"<last:p>.{0,140}\bin <before:y>~30(?:was|were|stood at) <first:p>[:;,.]? ?(?:and |so )?(?:it|this|that|they) (?:has|have) (?:since |now |thus )?(?:(?P<up>UP)|(?P<down>DOWN))\b",
    ])
});

fn directions(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "cfmptq") || !reading.says(&["from ", "compared", " it has ", " this has "])
    {
        return;
    }
    let mut judged = Vec::new();
    for pattern in DIRECTIONS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            let at = reading.caught(&captures, "last").map(|it| it.start);
            if at.is_some_and(|it| judged.contains(&it)) {
                continue;
            }
            if direction(reading, &captures, telling).is_some() {
                judged.extend(at);
            }
        }
    }
}

fn comparable(left: &Quantity, right: &Quantity) -> bool {
    // `from 12.4 days to 10.9`: the unit is said once.
    let is_bare = |it: &Quantity| it.unit == Unit::Count && it.noun.is_empty() && it.per.is_none();
    let is_measured = |it: &Quantity| matches!(it.unit, Unit::Time(_) | Unit::Percent | Unit::Fte);
    let same = left.unit == right.unit
        || (left.is_count() && right.is_count())
        || (is_bare(left) && is_measured(right))
        || (is_bare(right) && is_measured(left));
    let each = left.each == right.each
        || [left, right]
            .iter()
            .any(|it| matches!(it.unit, Unit::Time(_)));
    same && each && (left.per == right.per || left.per.is_none() || right.per.is_none())
}

fn direction(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (first, last) = (
        reading.caught(captures, "first")?,
        reading.caught(captures, "last")?,
    );
    let verb = captures.name("up").or_else(|| captures.name("down"))?;
    // `reduce waiting by increasing staff from 10 to 12`: the last verb is meant.
    let numbers = captures
        .name("first")?
        .start()
        .max(captures.name("last")?.start());
    let text = reading
        .outline
        .get(verb.start()..numbers)
        .unwrap_or_default();
    let (said, is_up) = match verb.start() < captures.name("first")?.start() {
        true => VERBS
            .iter()
            .flat_map(|it| it.captures_iter(text))
            .last()
            .and_then(|it| Some((it.get(0)?.as_str(), it.name("up").is_some())))?,
        false => (verb.as_str(), captures.name("up").is_some()),
    };
    if !comparable(first, last) || first.unit == Unit::Points {
        return None;
    }
    // `23 (8%), up from 17 (6%)`: each is compared with its own kind.
    let behind = reading.outline.get(captures.get(0)?.end()..)?;
    if first.unit != last.unit && behind.starts_with(" ({p") {
        return None;
    }
    let holds = match is_up {
        true => last.span()?.high > first.span()?.low,
        false => last.span()?.low < first.span()?.high,
    };
    let came = match last.value.cmp(&first.value) {
        std::cmp::Ordering::Greater => "a rise",
        std::cmp::Ordering::Less => "a fall",
        std::cmp::Ordering::Equal => "no change",
    };
    let told = Told {
        verdict: verdict(holds),
        printed: format!("{said}: {}", reading.quoted(&[first, last])),
        follows: came.to_owned(),
        reasoning: format!(
            "From {} to {} is {came}; “{said}” is printed.",
            first.printed, last.printed
        ),
    };
    telling.passage(reading, &[last, first], told);
    Some(())
}

static AMOUNTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    with_words(&[
        // rose from 20 to 26, an increase of 30%; (6%); by 6
        r"\bfrom (?:a (?:high|low|peak) of )?<first:v>~50\bto (?:a (?:high|low) of |only |just )?<last:v>~45(?:(?:UP|DOWN|change|difference|growth|improvement) (?:of|by)|, by|\bby|[(])~12<amount:vh>",
        r"\bfrom (?:a (?:high|low|peak) of )?<first:v>~50\bto (?:a (?:high|low) of |only |just )?<last:v>~40,? (?:a|an) <amount:vh>~15(?:UP|DOWN|change|improvement)",
        // rose by 6 from 20 to 26; an increase of 30% (from 20 to 26)
        r"(?:UP|DOWN|up|down)~25(?:by|of) <amount:vh>~25from <first:v>~40 to <last:v>",
        r"<amount:vh>~15(?:UP|DOWN)~40from <first:v>~40 to <last:v>",
        // 9.8 days, up 0.7 from 9.3
        r"<last:v>~30(?:up|down)(?: by)? <amount:vh> (?:from|on) (?:the )?<first:v>",
        // a budget of 18.4 and a forecast of 19.9, an overspend of 1.5
        r"budget~25<first:m>~~60(?:outturn|forecast|spend|spent|expenditure|actual|cost)~30<last:m>~30(?:overspend|underspend|shortfall|surplus|variance|pressure)~8of <amount:m>",
        r"(?:outturn|forecast|spend|spent|expenditure|actual|cost)~30<last:m>~~50budget~25<first:m>~30(?:overspend|underspend|shortfall|surplus|variance|pressure)~8of <amount:m>",
        // fell by 5% to 95, from 100
        r"(?:UP|DOWN)~12by <amount:vh>~20 to <last:v>~25from <first:v>",
        // 26 compared with 20 last year, an increase of 30%
        r"<last:v>~70compared (?:to|with)~50<first:v>~50(?:UP|DOWN)\w*~12(?:of|by) <amount:vh>",
        r"<last:v>~40[,(] ?(?:an? )?(?:UP|DOWN) of <amount:vh>~25(?:on|from|compared (?:to|with)|over)~40<first:v>",
        // 70 new entrants and 44 leavers, a net gain of 26
        r"<last:n> (?:new )?(?:starters|joiners|entrants|recruits|new starters)~40<first:n>~15(?:leavers|left)~60net~30<amount:n>",
        r"<first:n> leavers~30<last:n> (?:new )?(?:starters|joiners|entrants|recruits)~60net~30<amount:n>",
        r"net (?:increase|gain|growth|loss|reduction)? ?(?:of )?<amount:n>~80<first:n> leavers~30<last:n> (?:new )?(?:starters|joiners|entrants|recruits)",
        r"(?:increase|net gain|gain|growth|loss) of <amount:n>~150<first:n> leavers~30<last:n> (?:new )?(?:starters|joiners|entrants|recruits)",
        r"<first:n>[^{}]{0,25}(?:left|leavers|resigned)~~60<last:n>[^{}]{0,25}(?:joined|started|starters|joiners|been recruited|recruited)~30net~30<amount:n>",
        r"<last:n>[^{}]{0,25}(?:joined|started|starters|joiners|recruited)~~60<first:n>[^{}]{0,25}(?:left|leavers|resigned)~30net~30<amount:n>",
        r"net~30<amount:n>~60\(?<last:n> (?:new )?(?:starters|joiners|entrants|recruits)~30<first:n> leavers",
    ])
});

fn amounts(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "cfmptqh")
        || !reading.says(&[
            "from ", "compared", "spend", "net ", "leavers", " on ", "over",
        ])
    {
        return;
    }
    let mut judged = Vec::new();
    for pattern in AMOUNTS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            let at = reading.caught(&captures, "amount").map(|it| it.start);
            if at.is_some_and(|it| judged.contains(&it)) {
                continue;
            }
            if amount(reading, &captures, telling).is_some() {
                judged.extend(at);
            }
        }
    }
}

fn amount(reading: &Reading<'_>, captures: &Captures<'_>, telling: &mut Telling<'_>) -> Option<()> {
    let [first, last, amount] =
        ["first", "last", "amount"].map(|name| reading.caught(captures, name));
    let (first, last, amount) = (first?, last?, amount?);
    if !comparable(first, last) {
        return None;
    }
    let difference = last.span()?.minus(first.span()?)?.size();
    let is_share = first.unit == Unit::Percent || last.unit == Unit::Percent;
    // `to 16 by increasing staff from 91 to 100` tells a way, and no amount.
    let said = captures.get(0)?.as_str();
    let between = said
        .split_once('}')
        .map_or("", |(_, it)| it)
        .split('{')
        .next()
        .unwrap_or_default();
    if said.starts_with('{')
        && amount.start < first.start
        && between.trim_start().starts_with("by ")
    {
        return None;
    }
    let relative = || {
        last.span()?
            .minus(first.span()?)?
            .size()
            .percent_of(first.span()?)
    };
    let apart = last.value.minus(first.value)?.size();
    let in_percent = || apart.over(first.value)?.times(Exact::HUNDRED)?.rounded(1);
    let (given, follows): (Vec<Span>, String) = match amount.unit {
        Unit::Points if is_share => (vec![difference], in_words(apart, Unit::Points)),
        Unit::Percent if is_share => {
            let relative_words = in_words(in_percent()?, Unit::Percent);
            (
                [Some(difference), relative()]
                    .into_iter()
                    .flatten()
                    .collect(),
                format!("{} or {relative_words}", in_words(apart, Unit::Points)),
            )
        }
        Unit::Fraction => (
            vec![relative()?.widened(Exact::whole(3))?],
            in_words(in_percent()?, Unit::Percent),
        ),
        Unit::Percent => (vec![relative()?], in_words(in_percent()?, Unit::Percent)),
        unit if unit == first.unit
            || unit == last.unit
            || (amount.is_count() && first.is_count()) =>
        {
            (vec![difference], in_words(apart, unit))
        }
        _ => return None,
    };
    // `from 20 (2021) to 26 (30 in 2023)`: what is no change is not judged as one.
    if amount.unit == first.unit
        && !is_share
        && !captures.get(0)?.as_str().contains(['b', 'o', 'n'])
    {
        return None;
    }
    let printed = amount.span()?.size();
    let told = Told {
        verdict: verdict(given.iter().any(|it| it.meets(printed))),
        printed: reading.quoted(&[first, last, amount]),
        reasoning: format!(
            "From {} to {} is {follows}; {} is printed.",
            first.printed, last.printed, amount.printed
        ),
        follows,
    };
    telling.passage(reading, &[amount, first, last], told);
    Some(())
}

static MULTIPLES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?P<more>more than |over |nearly |almost )?(?P<word>doubled|doubling|halved|halving|trebled|tripled|quadrupled)\b~40from <first:v>~50to <last:v>",
        r"(?P<more>more than |over |nearly |almost )?(?P<word>doubled|doubling|halved|halving|trebled|tripled|quadrupled)\b~40\(<first:v>~30to <last:v>",
        // 14.1 days, more than twice as long as the 7.9
        r"<last:pmt>[^{}.;]{0,60}?\b(?P<more>more than |over |nearly |almost |less than |just under |just over )?(?P<word>twice|double)(?: as [a-z]+ as)?(?: the| that of)? <first:pmt>",
        // 8.5 months against 4.1: nearly twice as long
        r"<last:v>.{0,40}(?:against|compared (?:to|with))~12<first:v>~60\b(?P<more>more than |over |nearly |almost |less than |not quite |just under |just over )(?P<word>twice|double|half)\b",
    ])
});

fn multiples(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.says(&[
        "doubl", "halv", "trebl", "tripl", "quadrupl", "twice", "double", "half",
    ]) {
        return;
    }
    for pattern in MULTIPLES.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            multiple(reading, &captures, telling);
        }
    }
}

fn multiple(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (first, last) = (
        reading.caught(captures, "first")?,
        reading.caught(captures, "last")?,
    );
    if !comparable(first, last) {
        return None;
    }
    let word = captures.name("word")?.as_str();
    let (over, under) = match word.get(..4)? {
        "doub" | "twic" => (2, 1),
        "halv" | "half" => (1, 2),
        "quad" => (4, 1),
        _ => (3, 1),
    };
    let named = Exact::ratio(over, under)?;
    let tenth = named.over(Exact::whole(10))?;
    let more = captures.name("more").map_or("", |it| it.as_str());
    // `More than halved` is less than a half, `more than half` is more than one.
    let is_falling = word.starts_with("halv");
    let said = match more.trim() {
        "more than" | "over" | "just over" if is_falling => Span {
            low: Exact::ZERO,
            high: named,
        },
        "more than" | "over" | "just over" => Span {
            low: named,
            high: Exact::ENDLESS,
        },
        "nearly" | "almost" | "less than" | "not quite" | "just under" if is_falling => Span {
            low: named,
            high: named.plus(tenth)?.plus(tenth)?,
        },
        "nearly" | "almost" | "less than" | "not quite" | "just under" => Span {
            low: named.minus(tenth)?.minus(tenth)?,
            high: named,
        },
        _ => Span::around(named, tenth)?,
    };
    let times = last.value.over(first.value)?;
    let follows = format!("{} times", times.rounded(2)?);
    let told = Told {
        verdict: verdict(last.span()?.over(first.span()?)?.meets(said)),
        printed: format!("{more}{word}: {}", reading.quoted(&[first, last])),
        reasoning: format!(
            "{} ÷ {} = {}; “{more}{word}” is printed.",
            last.printed,
            first.printed,
            times.rounded(2)?
        ),
        follows,
    };
    telling.passage(reading, &[last, first], told);
    Some(())
}
