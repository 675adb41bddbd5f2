//! What one costs, and further on in the passage what so many cost or save.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Exact;
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};

/// The rule on costs of one that are said earlier.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "number-times-earlier-cost",
    says: "Where a passage says what one costs or saves, so many of them cost or save that many times as much; only what comes near to it is taken for the product.",
    example: Example {
        printed: "An agency worker costs £24,000 a year more than an employee. Replacing 17 of them would save £388,000 a year.",
        follows: "£408,000",
    },
    judge: Judge::Passage(products),
}];

static UNITS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"\b(?:each|an|a|per|every|one) (?:[a-z'-]+ ){1,8}(?:costs?|saves?|saving|paid|receives?|worth|is|of|earns?)~25<each:m>",
        r"<each:m>~20\b(?:each|apiece|per (?:post|worker|person|head|place|child|placement|employee))\b",
    ])
});

static PRODUCTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<number:c>~80(?:save|saves|saving|savings|cost|costs|costing|worth|amounts? to|comes? to|totals?|falls? to|rises? to|makes?)~20<total:m>",
    ])
});

/// What makes a sum of money no product.
const OTHERWISE: [&str; 8] = [
    "between",
    "budget",
    "instead of",
    "in addition",
    "already",
    "up to",
    "less than",
    "from {m",
];

fn products(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "m") || !reading.has(1, "c") {
        return;
    }
    let units: Vec<&Quantity> = UNITS
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
        .filter_map(|it| reading.caught(&it, "each"))
        .collect();
    if units.is_empty() {
        return;
    }
    for captures in PRODUCTS
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        product(reading, &captures, &units, telling);
    }
}

fn product(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    units: &[&Quantity],
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (number, total) = (
        reading.caught(captures, "number")?,
        reading.caught(captures, "total")?,
    );
    let said = captures.get(0)?.as_str();
    let earlier = || {
        units
            .iter()
            .filter(|it| it.end <= number.start && it.start != total.start)
    };
    let is_single = total.each || number.value < Exact::whole(2);
    if is_single || OTHERWISE.iter().any(|it| said.contains(it)) {
        return None;
    }
    let fits = |each: &&&Quantity| -> Option<bool> {
        Some(number.span()?.times(each.span()?)?.meets(total.span()?))
    };
    let each = match earlier().find(|it| fits(it) == Some(true)) {
        Some(each) => each,
        None => earlier().rfind(|it| is_near(number, it, total) == Some(true))?,
    };
    let holds = fits(&each)?;
    let follows = in_words(number.value.times(each.value)?.rounded(0)?, Unit::Money);
    let told = Told {
        verdict: verdict(holds),
        printed: reading.quoted(&[number, total]),
        reasoning: format!(
            "{} × {} = {follows}, printed as {}.",
            number.printed, each.printed, total.printed
        ),
        follows,
    };
    telling.passage(reading, &[total, number, each], told);
    Some(())
}

/// Whether the product lies within a third of what is printed, and both are for one time.
fn is_near(number: &Quantity, each: &Quantity, total: &Quantity) -> Option<bool> {
    let same_time = each.per == total.per || each.per.is_none() || total.per.is_none();
    let apart = number.value.times(each.value)?.minus(total.value)?.size();
    Some(same_time && apart.times(Exact::whole(3))? < total.value)
}
