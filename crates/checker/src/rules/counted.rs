//! Names that are announced with a number in the same sentence.

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};

/// The rule on names in a sentence.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "named-count",
    says: "Behind “five teams:” stand as many names as that.",
    example: Example {
        printed: "The service has five teams: Duty, Assessment, Court and Leaving care.",
        follows: "3 to 4 names",
    },
    judge: Judge::Passage(counts),
}];

static ANNOUNCED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"<number:c> (?:\w+ ){0,4}(?:teams|services|countries|areas|localities|districts|priorities|themes|objectives|strands|groups|categories|councils|authorities|partners|universities|boroughs|hubs|offices|sites|units|directorates|pathways|programmes|options|reasons|stages|phases|elements|pillars|standards|roles|posts|reports|measures|courses|workshops|events|campaigns|cohorts|schemes|projects|pilots|grades|levels|wards|towns)(?: \w+){0,2}: (?P<names>[a-z][^:;{}.()]{8,240})(?:[.;]|$)",
    ])
});

fn counts(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(1, "c") || !reading.outline.contains(": ") {
        return;
    }
    for pattern in ANNOUNCED.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            count(reading, &captures, telling);
        }
    }
}

fn count(
    reading: &Reading<'_>,
    captures: &regex::Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let number = reading.caught(captures, "number")?;
    let said = number.value.as_whole()?;
    let names = captures.name("names")?.as_str().trim();
    let parts: Vec<&str> = names.split(',').map(str::trim).collect();
    // A name has a few words; what has more is a sentence. And names end with one `and`.
    let is_list = parts.iter().all(|it| it.split(' ').count() <= 9) && parts.len() >= 2;
    let last = parts.last()?;
    if !is_list || !(last.contains(" and ") || last.starts_with("and ")) || names.contains("includ")
    {
        return None;
    }
    // `Mental health and safeguarding` is one name or two.
    let joins: usize = parts.iter().map(|it| it.matches(" and ").count()).sum();
    let fewest = i64::try_from(parts.len()).ok()?;
    let most = fewest + i64::try_from(joins).ok()?;
    let follows = match fewest == most {
        true => format!("{fewest} names"),
        false => format!("{fewest} to {most} names"),
    };
    let told = Told {
        verdict: verdict((fewest..=most).contains(&said)),
        printed: format!("{}: {names}", number.printed),
        reasoning: format!("{} are announced, and {follows} follow.", number.printed),
        follows,
    };
    telling.passage(reading, &[number], told);
    Some(())
}
