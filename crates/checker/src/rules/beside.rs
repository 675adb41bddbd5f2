//! Comparisons and trends that the tables of a paper bear out, or do not.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::Span;
use crate::finding::Verdict;
use crate::grid::{Grid, RowKind, period_of};
use crate::measure::{self, Named};
use crate::reading::{Reading, patterns, shortened};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole, verdict};
use crate::rules::comparison::{Way, reasoning, relation, said_of, way};

/// The rules on what tables show.
pub(crate) const RULES: &[Rule] = &[
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
                    printed: shortened(&format!("{} {word} {name}", measure.words[0]), 120),
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

/// A measure's figures in the last two periods of a council's own.
fn two_periods(grid: &Grid, measure: &Named) -> Option<(Figure, Figure, u32)> {
    let row = only_row(grid, measure)?;
    let mut own: Vec<(i32, usize)> = (0..grid.columns.len())
        .filter(|column| measure::comparators(&grid.columns[*column].header).is_empty())
        .filter_map(|column| Some((period_of(&grid.columns[column].header)?.months()?, column)))
        .filter(|(_, column)| grid.number(row, *column).is_some())
        .collect();
    own.sort_unstable();
    let [.., (before, then), (after, now)] = own.as_slice() else {
        return None;
    };
    if before >= after {
        return None;
    }
    let figure = |column: usize| {
        Some((
            grid.span(row, column)?,
            grid.number(row, column)?.printed.clone(),
        ))
    };
    Some((figure(*then)?, figure(*now)?, grid.rows[row].line))
}
