//! Products: so many at so much each, so much a month in a year, and ranges of both.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::quantity::{Quantity, Time, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole, verdict};
use crate::rules::totals::middle;

/// The rules on products.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "number-times-cost",
        says: "So many at so much each make the total that is printed, or the total divided by the number makes the cost of each.",
        example: Example {
            printed: "The 12 posts cost £45,000 each, a total of £580,000.",
            follows: "£540,000",
        },
        judge: Judge::Passage(products),
    },
    Rule {
        id: "cost-over-time",
        says: "So much a day, week or month makes the amount of a year that is printed.",
        example: Example {
            printed: "The team costs £40,000 per month, equivalent to £450,000 per year.",
            follows: "£480,000",
        },
        judge: Judge::Passage(times),
    },
    Rule {
        id: "number-times-number",
        says: "So many groups of so many make the number that is printed.",
        example: Example {
            printed: "There are five teams of six social workers, 32 in all.",
            follows: "30",
        },
        judge: Judge::Passage(groups),
    },
    Rule {
        id: "saving-of-range",
        says: "A range of savings is a range of costs times one and the same number.",
        example: Example {
            printed: "Agency workers cost between £20,000 and £30,000 more per annum. Converting them would bring savings of between £200,000 and £360,000.",
            follows: "a range of £200,000 to £300,000, or of £240,000 to £360,000",
        },
        judge: Judge::Whole(savings),
    },
];

static PRODUCTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<number:n>~80(?:at|cost|costs|costing|saving|of|@|x|for)~30<each:m>(?P<sign>~25(?:each|per |for each|apiece))~60<total:m>",
        r"<number:n>~60<total:m>~8(?:\(|, or |, | or |, equivalent to )<each:m>(?P<sign>~25(?:each|per |for each|apiece))",
        r"<each:m>~12 for <number:n>~30(?:would cost|will cost|costs|cost|comes to|amounts to|totals|a total of)~12<total:m>(?P<loose>)",
        r"<total:m>~50(?:for|fund|funds|funding|across|between|provides?|pays for|covers?)~30<number:n>~50<each:m>(?P<sign>~20(?:each|per |for each|apiece))",
        r"<number:n>~50(?:x|×|\*|multiplied by|times|@)~8<each:m>~25(?:=|equals|is|gives|makes|totals|totalling)~15<total:m>",
        r"<each:m>(?P<sign>~25(?:each|per |for each|apiece))~60(?:for|across|x|by)~12<number:n>~60<total:m>",
        // a payment of £3,000 is paid to 65 social workers at a total cost of £185,000
        r"<each:m>~25(?:paid|made|offered|given|awarded|goes)~4(?:to )~25<number:n>~60(?:a total(?: cost)? of|a cost of|cost of|costing|which costs|will cost|would cost|totalling|total of)~8<total:m>(?P<loose>)",
    ])
});

fn products(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "m") {
        return;
    }
    let mut judged = Vec::new();
    for pattern in PRODUCTS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            let at = reading.caught(&captures, "total").map(|it| it.start);
            if at.is_some_and(|it| judged.contains(&it)) {
                continue;
            }
            if product(reading, &captures, telling).is_some() {
                judged.extend(at);
            }
        }
    }
}

fn product(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let [number, each, total] =
        ["number", "each", "total"].map(|name| reading.caught(captures, name));
    let (number, each, total) = (number?, each?, total?);
    let said = captures.get(0)?.as_str();
    let is_each = each.each || captures.name("sign").is_none();
    let otherwise = [
        "compared",
        "instead",
        "rather than",
        "more than {m",
        "from {m",
        "budget",
        "up to {m",
        "increase",
    ];
    let differs_in_time = each.per.is_some() && total.per.is_some() && each.per != total.per;
    let between = reading
        .passage
        .text
        .get(each.end..total.start)
        .unwrap_or_default();
    let saves = between.contains("saving");
    if !is_each || otherwise.iter().any(|it| said.contains(it)) || differs_in_time || saves {
        return None;
    }
    let given = number.span()?.times(each.span()?)?;
    // Where nothing says that it is for each, only a near miss is one.
    let product = number.value.times(each.value)?;
    let is_near = product.minus(total.value)?.size().times(Exact::whole(2))? < total.value;
    if total.each || (captures.name("loose").is_some() && !is_near) {
        return None;
    }
    let before = reading.passage.text.get(..total.start)?.trim_end();
    if before.ends_with(['+', '&']) {
        return None;
    }
    let follows = in_words(number.value.times(each.value)?.rounded(0)?, Unit::Money);
    let told = Told {
        verdict: verdict(given.meets(total.span()?)),
        printed: reading.quoted(&[number, each, total]),
        reasoning: format!(
            "{} × {} = {follows}, printed as {}.",
            number.printed, each.printed, total.printed
        ),
        follows,
    };
    telling.passage(reading, &[total, number, each], told);
    Some(())
}

static TIMES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<short:m>~25(?:per|a|each|every) (?:day|week|month|quarter)\b~40(?:equivalent to|equates to|equating to|equal to|which is|or|i\.e\.|=|amounts to|amounting to|totalling|\()~12<long:m>~25(?:per|a|each|every) (?:annum|year)\b",
        r"<short:m>~12(?:weekly|monthly)\b~40(?:equivalent to|equates to|equal to|which is|or|i\.e\.|=|\()~12<long:m>~12(?:annually|per annum|a year|per year)",
        r"<long:m>~12(?:per annum|a year|per year|annually)~25(?:equivalent to|equates to|equal to|which is|or|i\.e\.|=|\()~12<short:m>~12(?:per|a|each) (?:week|month|day)",
    ])
});

fn times(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "m") {
        return;
    }
    for pattern in TIMES.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            over_time(reading, &captures, telling);
        }
    }
}

fn over_time(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (short, long) = (
        reading.caught(captures, "short")?,
        reading.caught(captures, "long")?,
    );
    // Weeks and days that are worked, as well as those of the calendar.
    let (fewest, most, shown) = match short.per? {
        Time::Month => (12, 12, 12),
        Time::Week => (44, 53, 52),
        Time::Day => (200, 366, 260),
        Time::Hour | Time::Year => return None,
    };
    let number = Span {
        low: Exact::whole(fewest),
        high: Exact::whole(most),
    };
    let given = short.span()?.times(number)?;
    let follows = in_words(short.value.times(Exact::whole(shown))?, Unit::Money);
    let told = Told {
        verdict: verdict(given.meets(long.span()?)),
        printed: reading.quoted(&[short, long]),
        reasoning: format!(
            "{} × {shown} = {follows} a year, printed as {}.",
            short.printed, long.printed
        ),
        follows,
    };
    telling.passage(reading, &[long, short], told);
    Some(())
}

static GROUPS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<number:c> (?:teams|groups|cohorts|intakes|pods|units|hubs|localities|districts|areas)~12(?:each )?(?:of|with|comprising|consisting of|made up of)(?: up to)? <each:c>~60(?:in all|in total|a total of|totalling|making|giving|altogether)~15<total:c>",
        r"<number:c> (?:teams|groups|cohorts|intakes|pods|units|hubs|localities|districts|areas)~12(?:each )?(?:of|with|comprising|consisting of|made up of)(?: up to)? <each:c>~40, <total:c>~15(?:in all|in total|altogether)",
        r"<total:c>~90(?:across|in|into|between|over) <number:c> (?:teams|groups|cohorts|intakes|pods|units|hubs|localities|districts)~12(?:of|with|each of|each with) <each:c>",
    ])
});

fn groups(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(3, "c") {
        return;
    }
    for pattern in GROUPS.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            group(reading, &captures, telling);
        }
    }
}

fn group(reading: &Reading<'_>, captures: &Captures<'_>, telling: &mut Telling<'_>) -> Option<()> {
    let [number, each, total] =
        ["number", "each", "total"].map(|name| reading.caught(captures, name));
    let (number, each, total) = (number?, each?, total?);
    let given = number.span()?.times(each.span()?)?;
    let follows = number.value.times(each.value)?.to_string();
    let told = Told {
        verdict: verdict(given.meets(total.span()?)),
        printed: reading.quoted(&[number, each, total]),
        reasoning: format!(
            "{} × {} = {follows}, printed as {}.",
            number.printed, each.printed, total.printed
        ),
        follows,
    };
    telling.passage(reading, &[total, number, each], told);
    Some(())
}

static RANGES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?P<before>[^{}]{0,60}?)<low:m>(?P<behind> ?(?:and|to|-) ?)<high:m>(?P<after>[^{}.]{0,60})",
    ])
});

/// A range of money, and what the words around it say that it is.
struct Range<'r> {
    reading: &'r Reading<'r>,
    low: &'r Quantity,
    high: &'r Quantity,
    is_saving: bool,
    is_unit: bool,
}

fn ranges<'r>(reading: &'r Reading<'r>) -> Vec<Range<'r>> {
    if !reading.has(2, "m") {
        return Vec::new();
    }
    let found = RANGES
        .iter()
        .flat_map(|pattern| pattern.captures_iter(&reading.outline));
    found
        .filter_map(|captures| {
            let (low, high) = (
                reading.caught(&captures, "low")?,
                reading.caught(&captures, "high")?,
            );
            let before = captures.name("before")?.as_str();
            let after = captures.name("after")?.as_str();
            let has = |text: &str, words: &[&str]| words.iter().any(|it| text.contains(it));
            let is_saving = has(before, &["saving", "save "]) || has(after, &["saving", "saved"]);
            let is_more = has(after, &["additional", "extra", "more", "higher"])
                || has(before, &["additional", "extra", "premium"]);
            let is_unit =
                !is_saving && (is_more || low.each || high.each || high.per == Some(Time::Year));
            (low.value < high.value).then_some(Range {
                reading,
                low,
                high,
                is_saving,
                is_unit,
            })
        })
        .collect()
}

/// More ranges of savings than any paper has.
const MANY: usize = 100;

fn savings(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let all: Vec<Range<'_>> = whole
        .readings
        .iter()
        .flat_map(|reading| ranges(reading))
        .collect();
    for saving in all.iter().filter(|it| it.is_saving).take(MANY) {
        let units: Vec<&Range<'_>> = all.iter().filter(|it| it.is_unit).collect();
        // The costs that stand nearest, in the same part of the paper.
        let nearest = units
            .iter()
            .min_by_key(|it| it.reading.block.abs_diff(saving.reading.block));
        if let Some(unit) = nearest {
            range_of_savings(saving, unit, &units, telling);
        }
    }
}

fn range_of_savings(
    saving: &Range<'_>,
    unit: &Range<'_>,
    units: &[&Range<'_>],
    telling: &mut Telling<'_>,
) -> Option<()> {
    let fewest = saving.low.span()?.over(unit.low.span()?)?;
    let most = saving.high.span()?.over(unit.high.span()?)?;
    let holds = fewest.meets(most);
    // A saving of less than one each is of something else.
    if fewest.high < Exact::whole(1) {
        return None;
    }
    let scaled = |saving: &Quantity, unit_cost: &Quantity| -> Option<String> {
        let number = saving.value.over(unit_cost.value)?;
        let money = |quantity: &Quantity| {
            Some(in_words(
                number.times(quantity.value)?.rounded(0)?,
                Unit::Money,
            ))
        };
        Some(format!("{} to {}", money(unit.low)?, money(unit.high)?))
    };
    let (of_low, of_high) = (
        scaled(saving.low, unit.low)?,
        scaled(saving.high, unit.high)?,
    );
    let told = Told {
        verdict: match holds {
            true => Verdict::InOrder,
            false => Verdict::Contradicted,
        },
        printed: saving.reading.quoted(&[saving.low, saving.high]),
        follows: format!("a range of {of_low}, or of {of_high}"),
        reasoning: format!(
            "{} ÷ {} = {}, but {} ÷ {} = {}: no one number of posts gives both.",
            saving.low.printed,
            unit.low.printed,
            middle(fewest)?.rounded(1)?,
            saving.high.printed,
            unit.high.printed,
            middle(most)?.rounded(1)?,
        ),
    };
    let line = saving.reading.line_of(saving.low);
    let with = units.iter().map(|it| it.reading.line_of(it.low)).collect();
    telling.at(saving.reading.block, line, with, told);
    Some(())
}
