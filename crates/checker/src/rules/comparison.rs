//! Comparisons: better, worse, above, below, with the comparator printed in the sentence or
//! in a table.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::finding::Verdict;
use crate::grid::{Grid, RowKind, period_of};
use crate::measure::{self, Good, Named};
use crate::quantity::Unit;
use crate::reading::{Reading, patterns, shortened};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole, verdict};

/// The rules on comparisons.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "comparison",
        says: "“Higher”, “below”, “better” agree with the comparator printed in the sentence; better is lower for vacancies, turnover, agency, caseload and absence.",
        example: Example {
            printed: "Our turnover of 12.1% is better than the national average of 11.8%.",
            follows: "worse",
        },
        judge: Judge::Passage(comparisons),
    },
    Rule {
        id: "comparison-with-table",
        says: "“Better than the national average” and the like agree with the row of the measure in a table that has both.",
        example: Example {
            printed: "Indicator\tOurs\tNational\nAverage caseload\t18.2\t16.1\nTurnover\t9%\t12%\n\nOur caseload is lower than the national average.",
            follows: "higher",
        },
        judge: Judge::Whole(beside_tables),
    },
    Rule {
        id: "trend-in-table",
        says: "“Has fallen”, “has improved” agree with the two periods that a table has for the measure.",
        example: Example {
            printed: "Indicator\t2021/22\t2022/23\nVacancy rate\t11%\t13%\nTurnover\t9%\t8%\n\nThe vacancy rate has fallen over the year.",
            follows: "a rise",
        },
        judge: Judge::Whole(trends),
    },
    Rule {
        id: "progress-in-table",
        says: "“Progress in reducing” what tables are said to show is there in the sum of their rows, in each table where “each” or “both” is said.",
        example: Example {
            printed: "Both services have made progress in reducing agency staff, as shown in the table.\n\nPosts\tMarch 2021\tMarch 2022\nPermanent\t40\t44\nAgency covering vacancies\t9\t12\nAgency covering sickness\t3\t2",
            follows: "a rise",
        },
        judge: Judge::Whole(efforts),
    },
];

/// Which way a word of comparison points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Higher,
    Lower,
}

fn way(word: &str, measure: Option<&Named>) -> Option<Way> {
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

fn said_of(ours: Span, theirs: Span, way: Way) -> bool {
    match way {
        Way::Higher => ours.high > theirs.low,
        Way::Lower => ours.low < theirs.high,
    }
}

const WORD: &str =
    "(?P<word>higher|lower|above|below|better|worse|greater|exceeds|exceeding|more|less|fewer)";
const OTHERS: &str = r"(?:national\w*|england'?s?|regional\w*|region|average|neighbours?|comparators?|benchmark|target|similar|other|previous|last year'?s?|last year|the)";

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
    let lead = lead.rsplit('}').next().unwrap_or_default();
    let is_comparator = FIRST_WORD.iter().any(|it| it.is_match(lead))
        && ["average", "national", "region", "england", "neighbour"]
            .iter()
            .any(|it| lead.contains(it));
    if said.contains("from ") || is_comparator {
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
fn relation(order: std::cmp::Ordering, word: &str) -> &'static str {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (order, word) {
        (Equal, _) => "the same",
        (_, "better") => "worse",
        (_, "worse") => "better",
        (Greater, _) => "higher",
        (Less, _) => "lower",
    }
}

fn reasoning(ours: &str, theirs: &str, word: &str, measure: Option<&Named>) -> String {
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

static CLAIMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"\b(?P<word>higher|lower|above|below|better|worse)\b(?: than)?(?P<others>~60(?:national|england|regional|region|neighbour|comparator|benchmark|other authorities|other local authorities)~60)",
    ])
});

fn beside_tables(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let others = [
        "national",
        "england",
        "region",
        "neighbour",
        "comparator",
        "benchmark",
        "other",
    ];
    for reading in whole.readings.iter().filter(|it| it.says(&others)) {
        for pattern in CLAIMS.iter() {
            for captures in pattern.captures_iter(&reading.outline) {
                claim(whole, reading, &captures, telling);
            }
        }
    }
}

fn claim(
    whole: &Whole<'_>,
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let at = captures.get(0)?;
    let word = captures.name("word")?.as_str();
    let sentence = reading.sentences.iter().find(|it| at.start() < it.end)?;
    let before = reading.outline.get(sentence.start..at.start())?;
    let after = reading.outline.get(at.end()..sentence.end)?;
    // Numbers of its own are judged by themselves; hopes are no claims.
    let near = after.get(..60).unwrap_or(after);
    let hopes = [
        "will ", "would ", "aim", "expect", "target", "plan to", "should", "if ",
    ];
    if before.contains("{p") || hopes.iter().any(|it| before.contains(it)) || near.contains('{') {
        return None;
    }
    let (measure, _) = measure::last_named(before)?;
    let way = way(word, Some(measure))?;
    let others = measure::comparators(captures.name("others")?.as_str());
    let line = reading.passage.line_at(byte_of(reading, at.start()));
    for grid in &whole.grids {
        if let Some(compared) = compared(grid, measure, &others) {
            for (ours, theirs, name) in compared.pairs {
                let holds = said_of(ours.0, theirs.0, way);
                let order = ours.0.low.cmp(&theirs.0.low);
                let told = Told {
                    verdict: verdict(holds),
                    printed: shortened(&format!("{} {word} than {name}", measure.words[0]), 120),
                    follows: relation(order, word).to_owned(),
                    reasoning: reasoning(&ours.1, &theirs.1, word, Some(measure)),
                };
                telling.at(reading.block, line, vec![compared.line], told);
            }
            return Some(());
        }
    }
    None
}

/// The byte of the passage at which a byte of its outline stands, near enough for its line.
fn byte_of(reading: &Reading<'_>, outline: usize) -> usize {
    let length = reading.outline.len().max(1);
    let guess = outline * reading.passage.text.len() / length;
    guess.min(reading.passage.text.len())
}

type Figure = (Span, String);

struct Compared {
    line: u32,
    /// Ours, theirs, and who they are.
    pairs: Vec<(Figure, Figure, &'static str)>,
}

/// A council's own figure and those of others for a measure, in a table that has both.
fn compared(grid: &Grid, measure: &Named, others: &[&str]) -> Option<Compared> {
    let row = only_row(grid, measure)?;
    let of = |column: usize| measure::comparators(&grid.columns[column].header);
    let own: Vec<usize> = (0..grid.columns.len())
        .filter(|column| of(*column).is_empty() && grid.number(row, *column).is_some())
        .collect();
    // The latest of its own; where no period is printed, the first.
    let latest = own.iter().copied().max_by_key(|column| {
        let months = period_of(&grid.columns[*column].header).and_then(|it| it.months());
        (months, usize::MAX - column)
    })?;
    let figure = |column: usize| {
        Some((
            grid.span(row, column)?,
            grid.number(row, column)?.printed.clone(),
        ))
    };
    let ours = figure(latest)?;
    let pairs: Vec<_> = (0..grid.columns.len())
        .filter_map(|column| {
            let name = of(column).into_iter().find(|it| others.contains(it))?;
            Some((ours.clone(), figure(column)?, name))
        })
        .collect();
    (!pairs.is_empty()).then_some(Compared {
        line: grid.rows[row].line,
        pairs,
    })
}

/// The one row that is about a measure, or of several the one whose label is the shortest.
fn only_row(grid: &Grid, measure: &Named) -> Option<usize> {
    let rows = (0..grid.rows.len()).filter(|row| {
        let it = &grid.rows[*row];
        let is_change = ["change", "increase", "decrease", "yoy"]
            .iter()
            .any(|word| it.label.to_lowercase().contains(word));
        it.kind != RowKind::Words && measure::names(measure, &it.label) && !is_change
    });
    rows.min_by_key(|row| grid.rows[*row].label.len())
}

const TREND: &str = r"(?:(?:has|have|had)(?: also)?(?: been)?|was|were|is|are|indicates?|indicating|shows?|showing|demonstrates?|saw|seen|see|seeing)~25(?:(?P<up>increased|risen|grown|an increase|a rise|an upward trend|gone up)|(?P<down>decreased|reduced|fallen|declined|a reduction|a fall|a decrease|a downward trend|an? decline|reducing|gone down)|(?P<better>improved|an improvement)|(?P<worse>worsened|deteriorated))";

static TRENDS: LazyLock<Vec<Regex>> = LazyLock::new(|| patterns(&[TREND]));

fn trends(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    if whole.grids.is_empty() {
        return;
    }
    for reading in &whole.readings {
        for pattern in TRENDS.iter() {
            for captures in pattern.captures_iter(&reading.outline) {
                trend(whole, reading, &captures, telling);
            }
        }
    }
}

fn trend(
    whole: &Whole<'_>,
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let at = captures.get(0)?;
    let sentence = reading.sentences.iter().find(|it| at.start() < it.end)?;
    let text = reading.outline.get(sentence.clone())?;
    let before = reading.outline.get(sentence.start..at.start())?;
    let measure = measure::last_named(before).map(|(it, _)| it)?;
    // What is told with numbers of its own, of others, or of another time, is not of the table.
    let others = [
        "{c",
        "{p",
        "{f",
        "<y",
        "<d",
        "national",
        "team",
        "locality",
        "will ",
        "would ",
        "aim",
        "expect",
        "not ",
        "impact",
        "monitoring",
        "action",
        "if ",
        "quarter",
        "month",
        "since",
        "focus",
        "pressure",
        "service area",
    ];
    if others.iter().any(|it| text.contains(it)) {
        return None;
    }
    let way = if captures.name("up").is_some() {
        Way::Higher
    } else if captures.name("down").is_some() {
        Way::Lower
    } else {
        way(
            if captures.name("better").is_some() {
                "better"
            } else {
                "worse"
            },
            Some(measure),
        )?
    };
    let line = reading.passage.line_at(byte_of(reading, at.start()));
    let (then, now, row_line) = whole
        .grids
        .iter()
        .find_map(|grid| two_periods(grid, measure))?;
    let holds = said_of(now.0, then.0, way);
    let came = match now.0.low.cmp(&then.0.low) {
        std::cmp::Ordering::Greater => "a rise",
        std::cmp::Ordering::Less => "a fall",
        std::cmp::Ordering::Equal => "no change",
    };
    let told = Told {
        verdict: match holds {
            true => Verdict::InOrder,
            false => Verdict::Contradicted,
        },
        printed: format!("{}: {}", measure.words[0], at.as_str()),
        follows: came.to_owned(),
        reasoning: format!(
            "The table has {} and then {}, which is {came}.",
            then.1, now.1
        ),
    };
    telling.at(reading.block, line, vec![row_line], told);
    Some(())
}

static EFFORTS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?:progress (?:in|on|at)|succeeded in|successful in|success in|resulted in|led to|been) (?:a )?(?:significant(?:ly)? |marked(?:ly)? )?(?:(?P<down>reducing|reduced|reduction in|decreasing|cutting|lowering|fewer)|(?P<up>increasing|increase in|raising|growing))(?P<what>~80)(?:,|as (?:shown|demonstrated|set out)|since|\.|$)",
    ])
});

/// “Progress in reducing the use of agency staff, as the tables show.”
fn efforts(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    for reading in whole
        .readings
        .iter()
        .filter(|it| it.says(&["table", "appendi"]))
    {
        for captures in EFFORTS
            .iter()
            .flat_map(|it| it.captures_iter(&reading.outline))
        {
            effort(whole, reading, &captures, telling);
        }
    }
}

fn effort(
    whole: &Whole<'_>,
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let at = captures.get(0)?;
    let sentence = reading.sentence_at(at.start());
    let measure = measure::first_named(captures.name("what")?.as_str())?;
    if !["table", "appendi"].iter().any(|it| sentence.contains(it)) {
        return None;
    }
    let way = if captures.name("down").is_some() {
        Way::Lower
    } else {
        Way::Higher
    };
    let line = reading.passage.line_at(byte_of(reading, at.start()));
    let says_all = ["each", "both", "all "]
        .iter()
        .any(|it| sentence.contains(it));
    let sums: Vec<_> = whole
        .grids
        .iter()
        .filter_map(|grid| rows_in_two_periods(grid, measure))
        .collect();
    for (then, now, rows) in &sums {
        let holds = said_of(now.0, then.0, way);
        let came = if now.0.low > then.0.low {
            "a rise"
        } else {
            "a fall or no change"
        };
        let told = Told {
            verdict: match (holds, says_all || sums.len() == 1) {
                (true, _) => Verdict::InOrder,
                (false, true) => Verdict::Contradicted,
                (false, false) => Verdict::CannotTell,
            },
            printed: format!("{}: {}", measure.words[0], shortened(at.as_str(), 80)),
            follows: came.to_owned(),
            reasoning: format!(
                "The rows of a table add up to {} and then to {}, which is {came}.",
                then.1, now.1
            ),
        };
        telling.at(reading.block, line, rows.clone(), told);
    }
    Some(())
}

/// The sums of all rows about a measure, in the first and the last period of a table, and
/// the lines of the rows.
fn rows_in_two_periods(grid: &Grid, measure: &Named) -> Option<(Figure, Figure, Vec<u32>)> {
    let mut dated: Vec<(i32, usize)> = (0..grid.columns.len())
        .filter_map(|column| Some((period_of(&grid.columns[column].header)?.months()?, column)))
        .collect();
    dated.sort_unstable();
    let [(_, then), .., (_, now)] = dated.as_slice() else {
        return None;
    };
    let rows: Vec<usize> = (0..grid.rows.len())
        .filter(|row| {
            grid.rows[*row].kind == RowKind::Figures
                && measure::names(measure, &grid.rows[*row].label)
        })
        .collect();
    let sum = |column: usize| {
        let zero = Span::exactly(crate::exact::Exact::ZERO);
        let sum = rows
            .iter()
            .try_fold(zero, |sum, row| sum.plus(grid.span(*row, column)?))?;
        Some((sum, crate::rules::totals::middle(sum)?.to_string()))
    };
    let lines = rows.iter().map(|row| grid.rows[*row].line).collect();
    (!rows.is_empty()).then_some(())?;
    Some((sum(*then)?, sum(*now)?, lines))
}

/// A measure's figures in exactly two periods of a council's own.
fn two_periods(grid: &Grid, measure: &Named) -> Option<(Figure, Figure, u32)> {
    let row = only_row(grid, measure)?;
    let mut own: Vec<(i32, usize)> = (0..grid.columns.len())
        .filter(|column| measure::comparators(&grid.columns[*column].header).is_empty())
        .filter_map(|column| Some((period_of(&grid.columns[column].header)?.months()?, column)))
        .filter(|(_, column)| grid.number(row, *column).is_some())
        .collect();
    own.sort_unstable();
    let [(_, then), (_, now)] = own.as_slice() else {
        return None;
    };
    let figure = |column: usize| {
        Some((
            grid.span(row, column)?,
            grid.number(row, column)?.printed.clone(),
        ))
    };
    Some((figure(*then)?, figure(*now)?, grid.rows[row].line))
}
