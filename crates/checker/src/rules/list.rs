//! Lists that are announced with a number.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Verdict;
use crate::paper::Kind;
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};

/// The rule on lists.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "list-count",
    says: "A list has as many items as the sentence before it says.",
    example: Example {
        printed: "Our plan has four priorities:\n\n- Recruit\n- Retain\n- Develop",
        follows: "3 items",
    },
    judge: Judge::Whole(lists),
}];

static ANNOUNCED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<number:c>(?: \w+){0,3} (?:strategies|strands|elements|priorities|areas|themes|recommendations|objectives|stages|aims|proposals|actions|principles|goals|outcomes|pillars|parts|ways|reasons|factors|options|risks|issues|challenges|measures|steps|workstreams|initiatives)(?: of (?:work|focus|activity))?(?: \w+){0,4} ?:$",
        r"following <number:c>(?: \w+){1,4} ?:$",
    ])
});

fn lists(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    for (index, reading) in whole.readings.iter().enumerate() {
        let outline = reading.outline.trim_end();
        let found = ANNOUNCED
            .iter()
            .find_map(|pattern| pattern.captures(outline));
        let number = found.and_then(|captures| {
            let number = reading.caught(&captures, "number")?;
            Some((number, number.value.as_whole()?))
        });
        let Some((number, said)) = number else {
            continue;
        };
        let items = whole.readings[index + 1..]
            .iter()
            .enumerate()
            .take_while(|(at, it)| {
                it.passage.kind == Kind::Item && it.block == reading.block + at + 1
            })
            .count();
        let Ok(items) = i64::try_from(items) else {
            continue;
        };
        if items < 2 {
            continue;
        }
        let ends_properly = whole
            .readings
            .get(index + 1 + usize::try_from(items).unwrap_or(0))
            .is_none_or(is_new);
        let told = Told {
            verdict: match (items == said, ends_properly) {
                (true, _) => Verdict::InOrder,
                // Items within items look like items.
                (false, true) if items < said || items <= said + 1 => Verdict::Contradicted,
                _ => Verdict::CannotTell,
            },
            printed: number.printed.clone(),
            follows: format!("{items} items"),
            reasoning: format!(
                "{} are announced, and {items} items follow.",
                number.printed
            ),
        };
        telling.passage(reading, &[number], told);
    }
}

/// Whether a passage begins something new, and does not carry a broken list on.
fn is_new(reading: &Reading<'_>) -> bool {
    reading
        .passage
        .text
        .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}
