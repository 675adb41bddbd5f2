//! Comparisons: better, worse, above, below, with the comparator printed in the sentence.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::measure::{self, Good, Named};
use crate::quantity::Unit;
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, verdict};

/// The rules on comparisons.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "comparison",
    says: "“Higher”, “below”, “better” agree with the comparator printed in the sentence; better is lower for vacancies, turnover, agency, caseload and absence.",
    example: Example {
        printed: "Our turnover of 12.1% is better than the national average of 11.8%.",
        follows: "worse",
    },
    judge: Judge::Passage(comparisons),
}];

/// Which way a word of comparison points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Higher,
    Lower,
}

pub(crate) fn way(word: &str, measure: Option<&Named>) -> Option<Way> {
    let good = || measure.map(|it| it.good);
    Some(match word {
        "higher" | "above" | "exceeds" | "exceeding" | "greater" | "more" => Way::Higher,
        "lower" | "below" | "less" | "fewer" => Way::Lower,
        "better" | "improvement" | "favourable" | "favourably" => match good()? {
            Good::High => Way::Higher,
            Good::Low => Way::Lower,
        },
        "worse" => match good()? {
            Good::High => Way::Lower,
            Good::Low => Way::Higher,
        },
        _ => return None,
    })
}

pub(crate) fn said_of(ours: Span, theirs: Span, way: Way) -> bool {
    match way {
        Way::Higher => ours.high > theirs.low,
        Way::Lower => ours.low < theirs.high,
    }
}

const WORD: &str =
    "(?P<word>higher|lower|above|below|better|worse|greater|exceeds|exceeding|more|less|fewer)";
const OTHERS: &str = r"\b(?:national\w*|england'?s?|regional\w*|region|average|neighbours?|comparators?|benchmark|target|similar|other\b|previous|last year'?s?|last year|the)\b";

static PRINTED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let texts = [
        // 12%, which is higher than the national average of 11%
        r"<ours:v>~25(?:,|;|which is|and is| is| was|are|were|\)|this is| -)~20\bWORD\b~3(?:than )?~25OTHERS~50<theirs:v>",
        // an average of 18. This is below the regional average of 17
        r"<ours:v>[^{}.]{0,40}\. (?:this|that|it|which) (?:is|was|remains|compares)~15\bWORD\b~3(?:than )?~25OTHERS~40<theirs:v>",
        // 12%, better than the regional 13% and worse than the national 11%
        r"<ours:v>[^{}]{0,50}\b(?:higher|lower|above|below|better|worse) [^{}]{0,60}\{[a-z]\d+\}[^{}.]{0,25} (?:and|but) WORD (?:than )?~25OTHERS~40<theirs:v>",
        // higher at 12% than the national 11%
        r"\bWORD\b,? (?:at|\()~3<ours:v>~25(?:than|compared (?:to|with)|against|versus|vs)~40<theirs:v>",
        // higher than the national average (12% compared with 11%)
        r"\bWORD\b~60\(<ours:v>~20(?:compared (?:to|with)|against|versus|vs?\.?|to)~25<theirs:v>",
        // 16.6, above England's 16.1
        r"<ours:v>,? (?:slightly |just |well |significantly |considerably |much )?WORD (?:than )?(?:the )?OTHERS~40<theirs:v>",
        // lower than the national average of 11%, at 12%
        r"\bWORD\b (?:than )?~25OTHERS~40(?:of |\()<theirs:v>\)?,? (?:at|with|standing at) <ours:v>",
    ];
    let texts: Vec<String> = texts
        .iter()
        .map(|it| it.replace("WORD", WORD).replace("OTHERS", OTHERS))
        .collect();
    patterns(&texts.iter().map(String::as_str).collect::<Vec<_>>())
});

fn comparisons(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    if !reading.has(2, "cfmptq") {
        return;
    }
    let mut judged = Vec::new();
    for pattern in PRINTED.iter() {
        for captures in pattern.captures_iter(&reading.outline) {
            let at = reading.caught(&captures, "theirs").map(|it| it.start);
            if at.is_some_and(|it| judged.contains(&it)) {
                continue;
            }
            if comparison(reading, &captures, telling).is_some() {
                judged.extend(at);
            }
        }
    }
    chained(reading, &judged, telling);
}

static CHAINED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let texts = [
        r"\bWORD\b (?:than )?~12OTHERS~40<theirs:v>",
        r"\bWORD\b (?:than )?~12OTHERS~40<between:v>\)?,? and (?:the |of )?OTHERS~30<theirs:v>",
    ];
    let texts: Vec<String> = texts
        .iter()
        .map(|it| it.replace("WORD", WORD).replace("OTHERS", OTHERS))
        .collect();
    patterns(&texts.iter().map(String::as_str).collect::<Vec<_>>())
});

/// Comparisons whose subject stands at the start of the sentence, or in the one before it
/// where the sentence begins with “this”.
fn chained(reading: &Reading<'_>, judged: &[usize], telling: &mut Telling<'_>) {
    if !reading.says(&[
        "higher",
        "lower",
        "above",
        "below",
        "better",
        "worse",
        "less than",
        "more than",
        "fewer",
    ]) {
        return;
    }
    let mut judged = judged.to_vec();
    for captures in CHAINED
        .iter()
        .flat_map(|it| it.captures_iter(&reading.outline))
    {
        let Some(theirs) = reading.caught(&captures, "theirs") else {
            continue;
        };
        if judged.contains(&theirs.start) {
            continue;
        }
        if chain(reading, &captures, telling).is_some() {
            judged.push(theirs.start);
        }
    }
}

/// What stands before the size of a change.
const CHANGES: [&str; 6] = [
    "fall of ",
    "rise of ",
    "increase of ",
    "decrease of ",
    "reduction of ",
    " by ",
];

static FIRST_WORD: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[r"\b(?:higher|lower|above|below|better|worse|less|more|fewer) (?:than )?(?:the )?"])
});

fn chain(reading: &Reading<'_>, captures: &Captures<'_>, telling: &mut Telling<'_>) -> Option<()> {
    let theirs = reading.caught(captures, "theirs")?;
    let word = captures.name("word")?;
    let index = reading
        .sentences
        .iter()
        .position(|it| word.start() < it.end)?;
    let sentence = reading.sentences.get(index)?.clone();
    let before = reading.outline.get(sentence.start..word.start())?;
    let starts = before.trim_start();
    // Behind the first word of comparison stand the others.
    let own = FIRST_WORD
        .iter()
        .find_map(|it| it.find(before))
        .map_or(before, |it| &before[..it.start()]);
    let (ours, from) = match subject(reading, own, theirs.unit) {
        Some(ours) => (ours, sentence.start),
        None if ["this", "that", "it ", "which"]
            .iter()
            .any(|it| starts.starts_with(it)) =>
        {
            let last = reading.sentences.get(index.checked_sub(1)?)?.clone();
            (
                subject(reading, reading.outline.get(last.clone())?, theirs.unit)?,
                last.start,
            )
        }
        None => return None,
    };
    let hopes = [
        "will ",
        "would ",
        "aim",
        "expect",
        "target of",
        "should",
        "if ",
        "were ",
        "was ",
        "had ",
    ];
    if hopes.iter().any(|it| starts.contains(it)) && ours.unit != theirs.unit {
        return None;
    }
    // `5% higher than`: a difference.
    if before.trim_end().ends_with('}') || before.trim_end().ends_with("points") {
        return None;
    }
    let measure = measure::last_named(reading.outline.get(from..word.start())?).map(|(it, _)| it);
    let way = way(word.as_str(), measure)?;
    let told = Told {
        verdict: verdict(said_of(ours.span()?, theirs.span()?, way)),
        printed: format!("{} ({})", reading.quoted(&[ours, theirs]), word.as_str()),
        follows: relation(ours.value.cmp(&theirs.value), word.as_str()).to_owned(),
        reasoning: reasoning(&ours.printed, &theirs.printed, word.as_str(), measure),
    };
    telling.passage(reading, &[ours, theirs], told);
    Some(())
}

/// The number that a sentence is about: the one of the unit, and of several the one that
/// something rose or fell to.
fn subject<'r>(
    reading: &'r Reading<'_>,
    text: &str,
    unit: Unit,
) -> Option<&'r crate::quantity::Quantity> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(['{', '<']) {
        let number: String = text[at..]
            .chars()
            .skip(2)
            .take_while(char::is_ascii_digit)
            .collect();
        let quantity = reading.quantity(&number).filter(|it| it.unit == unit);
        let lead = text.get(at.saturating_sub(9)..at).unwrap_or_default();
        let is_other = lead.contains("from ") || lead.contains("than ") || lead.contains("by ");
        found.extend(
            quantity
                .filter(|_| !is_other)
                .map(|it| (it, lead.ends_with("to "))),
        );
    }
    match found.as_slice() {
        [(only, _)] => Some(only),
        several => {
            let mut to = several.iter().filter(|(_, is_to)| *is_to);
            match (to.next(), to.next()) {
                (Some((only, _)), None) => Some(only),
                _ => None,
            }
        }
    }
}

fn comparison(
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (ours, theirs) = (
        reading.caught(captures, "ours")?,
        reading.caught(captures, "theirs")?,
    );
    let same = ours.unit == theirs.unit || (ours.is_count() && theirs.is_count());
    let whole = captures.get(0)?;
    // `5% higher than the average of 20%` tells a difference.
    let word = captures.name("word")?;
    let between = reading.outline.get(whole.start()..word.start())?;
    let is_difference = between.split_once('}').is_some_and(|(_, it)| {
        it.trim().is_empty()
            || ["point", "slightly", "just", "well"]
                .iter()
                .any(|word| it.trim() == *word)
    });
    let more = matches!(word.as_str(), "more" | "less" | "fewer");
    // `fell to 11% from 12%, which is lower`: what it was is not what is compared.
    let index = captures.name("ours")?.as_str().parse().ok()?;
    let at = reading.outline.find(&crate::reading::mark(ours, index))?;
    let said = reading
        .outline
        .get(at.saturating_sub(8)..at)
        .unwrap_or_default();
    // What stands behind a comparison is the comparator of that one.
    let lead = reading
        .outline
        .get(at.saturating_sub(50)..at)
        .unwrap_or_default();
    let before_ours = lead;
    let lead = lead.rsplit('}').next().unwrap_or_default();
    let is_comparator = FIRST_WORD.iter().any(|it| it.is_match(lead))
        && ["average", "national", "region", "england", "neighbour"]
            .iter()
            .any(|it| lead.contains(it));
    // `a fall of 3 points, or 17%`: a change is not what is compared.
    let is_change = CHANGES.iter().any(|it| before_ours.ends_with(it))
        || (before_ours.contains("{q") && before_ours.ends_with("or "));
    if said.contains("from ") || is_comparator || is_change {
        return None;
    }
    if !same
        || ours.unit == Unit::Points
        || (is_difference && whole.as_str().starts_with('{'))
        || more
    {
        return None;
    }
    let before = reading.outline.get(..word.start())?;
    let start = reading
        .sentences
        .iter()
        .rfind(|it| it.start <= whole.start())?
        .start;
    let measure = measure::last_named(before.get(start..)?).map(|(it, _)| it);
    let way = way(word.as_str(), measure)?;
    let holds = said_of(ours.span()?, theirs.span()?, way);
    let told = Told {
        verdict: verdict(holds),
        printed: format!("{} ({})", reading.quoted(&[ours, theirs]), word.as_str()),
        follows: relation(ours.value.cmp(&theirs.value), word.as_str()).to_owned(),
        reasoning: reasoning(&ours.printed, &theirs.printed, word.as_str(), measure),
    };
    telling.passage(reading, &[ours, theirs], told);
    Some(())
}

/// What the numbers are to each other, in the manner of the word that was printed.
pub(crate) fn relation(order: std::cmp::Ordering, word: &str) -> &'static str {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (order, word) {
        (Equal, _) => "the same",
        (_, "better") => "worse",
        (_, "worse") => "better",
        (Greater, _) => "higher",
        (Less, _) => "lower",
    }
}

pub(crate) fn reasoning(ours: &str, theirs: &str, word: &str, measure: Option<&Named>) -> String {
    let polarity = match (word, measure) {
        ("better" | "worse", Some(it)) => match it.good {
            Good::High => " The higher the better.",
            Good::Low => " The lower the better.",
        },
        _ => "",
    };
    let than = if matches!(word, "above" | "below") {
        ""
    } else {
        " than"
    };
    format!("{ours} is printed as {word}{than} {theirs}.{polarity}")
}
