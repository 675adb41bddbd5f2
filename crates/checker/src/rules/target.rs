//! Targets that are said to be met, or not.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::measure::{self, Good};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};
use crate::rules::comparison::{Way, said_of};

/// The rule on targets.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "target-met",
    says: "A target that is said to be met is met by the number that is printed, and one that is said to be missed is not.",
    example: Example {
        printed: "Monthly supervision for 90% of staff: not met, 92% had monthly supervision.",
        follows: "met",
    },
    judge: Judge::Passage(targets),
}];

static TARGETS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let said = r"\b(?:(?P<no>not (?:yet )?(?:met|achieved|reached)|missed|fell short of|short of)|(?P<yes>met|achieved|exceeded|reached|surpassed))\b";
    patterns(&[
        &format!(r"<target:p>[^{{}}.]{{0,50}}(?:-|:|\() ?{said}~30<ours:p>"),
        &format!(r"<ours:p>[^{{}}.]{{0,40}}{said}~20target(?: of)?~8<target:p>"),
        &format!(r"target of <target:p> (?:was|has been|is) {said}~25<ours:p>"),
    ])
});

fn targets(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "p") || !reading.says(&["met", "target", "missed", "achieved"]) {
        return;
    }
    for captures in TARGETS
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        target(reading, &captures, telling);
    }
}

fn target(reading: &Reading<'_>, captures: &Captures<'_>, telling: &mut Telling<'_>) -> Option<()> {
    let (ours, target) = (
        reading.caught(captures, "ours")?,
        reading.caught(captures, "target")?,
    );
    let at = captures.get(0)?;
    let sentence = reading.sentence_at(at.start());
    let is_limit = [
        "no more than",
        "below",
        "under",
        "limit",
        "maximum",
        "reduc",
        "lower",
    ];
    if is_limit.iter().any(|it| sentence.contains(it)) {
        return None;
    }
    let (measure, _) = measure::last_named(sentence)?;
    let way = match measure.good {
        Good::High => Way::Higher,
        Good::Low => Way::Lower,
    };
    let is_equal = ours.span()?.meets(target.span()?);
    let is_met = is_equal || said_of(ours.span()?, target.span()?, way);
    let is_said = captures.name("yes").is_some();
    let told = Told {
        verdict: verdict(is_equal || is_met == is_said),
        printed: reading.quoted(&[ours, target]),
        follows: if is_met { "met" } else { "not met" }.to_owned(),
        reasoning: format!(
            "{} against a target of {} is {}.",
            ours.printed,
            target.printed,
            if is_met { "met" } else { "not met" }
        ),
    };
    telling.passage(reading, &[ours, target], told);
    Some(())
}
