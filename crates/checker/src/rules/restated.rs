//! The same thing in two places of a paper, with different numbers.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::grid::{Grid, RowKind, period_of};
use crate::measure::{self, Named};
use crate::quantity::{Quantity, Unit, in_words};
use crate::reading::{Reading, patterns};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};
use crate::rules::totals::middle;

/// The rules on what is said twice.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "change-and-table",
        says: "A change told in prose that begins with a figure of a table ends with the table’s next figure.",
        example: Example {
            printed: "\t2021\t2022\nSocial workers in post\t219\t234\nAgency workers\t31\t28\n\nThe number in post rose from 219 to 232.",
            follows: "234",
        },
        judge: Judge::Whole(changes),
    },
    Rule {
        id: "rate-and-establishment",
        says: "A vacancy rate agrees with the table of the establishment and its vacancies. It may be of another date or definition, so that it is only asked about.",
        example: Example {
            printed: "Our vacancy rate is 10%.\n\nGrade\tEstablishment\tIn post\tVacancies\nSocial worker\t80\t60\t20\nManager\t20\t18\t2\nTotal\t100\t78\t22",
            follows: "22%",
        },
        judge: Judge::Whole(rates),
    },
    Rule {
        id: "change-and-series",
        says: "A change from year to year in a table of indicators agrees with a table that has the years. It may be counted otherwise, so that it is only asked about.",
        example: Example {
            printed: "Indicator\tNational\tOurs\nVacancy rate\t17%\t12%\nIncrease in agency usage, year on year\t0%\t-14%\n\nAgency staff\tAverage FTE\n2015-16\t65\n2016-17\t82\n2017-18\t72",
            follows: "−12.2%",
        },
        judge: Judge::Whole(series),
    },
    Rule {
        id: "same-measure-twice",
        says: "A measure with the same date has the same figure wherever it is given.",
        example: Example {
            printed: "In March 2024 the vacancy rate was 12%.\n\nThe vacancy rate in March 2024 was 14%, and falling.",
            follows: "12%",
        },
        judge: Judge::Whole(twice),
    },
];

static CHANGES: LazyLock<Vec<Regex>> =
    LazyLock::new(|| patterns(&[r"from <first:nmpt>~40 to <last:nmpt>"]));

fn changes(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    for reading in whole
        .readings
        .iter()
        .filter(|it| it.has(2, "cfmpt") && it.says(&["from "]))
    {
        for captures in CHANGES
            .iter()
            .flat_map(|it| it.captures_iter(&reading.outline))
        {
            change(whole, reading, &captures, telling);
        }
    }
}

fn change(
    whole: &Whole<'_>,
    reading: &Reading<'_>,
    captures: &Captures<'_>,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let (first, last) = (
        reading.caught(captures, "first")?,
        reading.caught(captures, "last")?,
    );
    let sentence = reading.sentence_at(captures.get(0)?.start());
    // Small whole numbers are everywhere.
    let is_telling = first.value >= Exact::whole(20) || !first.value.is_whole();
    if !is_telling || first.unit != last.unit {
        return None;
    }
    for grid in &whole.grids {
        for (index, row) in grid.rows.iter().enumerate() {
            let mut columns = 0..grid.columns.len();
            let Some(column) = columns.find(|it| equals(grid, index, *it, first)) else {
                continue;
            };
            let next = column + 1;
            let dated = |column: usize| period_of(&grid.columns.get(column)?.header)?.months();
            let is_next = dated(column)
                .zip(dated(next))
                .is_some_and(|(now, then)| now < then);
            let is_elsewhere = (0..grid.columns.len()).any(|it| equals(grid, index, it, last));
            if !is_next || is_elsewhere || !shares_words(&row.label, sentence) {
                continue;
            }
            let number = grid.number(index, next)?;
            let told = Told {
                verdict: Verdict::Contradicted,
                printed: reading.quoted(&[first, last]),
                follows: number.printed.clone(),
                reasoning: format!(
                    "The table has {} and then {} ({}).",
                    first.printed, number.printed, row.label
                ),
            };
            telling.at(reading.block, reading.line_of(last), vec![row.line], told);
            return Some(());
        }
    }
    None
}

fn equals(grid: &Grid, row: usize, column: usize, quantity: &Quantity) -> bool {
    let number = grid.number(row, column);
    let is_alike =
        |unit: Option<Unit>| (unit == Some(Unit::Percent)) == (quantity.unit == Unit::Percent);
    number.is_some_and(|it| it.value == quantity.value && is_alike(grid.unit(row, column)))
}

/// Whether two of the words that say something stand in both, or the only one.
fn shares_words(label: &str, sentence: &str) -> bool {
    const PLAIN: [&str; 10] = [
        "number", "total", "of", "the", "in", "at", "and", "for", "staff", "rate",
    ];
    let label = label.to_lowercase();
    let words: Vec<&str> = label
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| it.len() > 2 && !PLAIN.contains(it))
        .collect();
    let shared = words.iter().filter(|it| sentence.contains(**it)).count();
    shared >= words.len().clamp(1, 2) || (shared == 1 && words.len() <= 3)
}

static RATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"vacancy rate~20(?:of|is|was|at|to|:)~8<share:p>",
        r"<share:p> vacancy rate",
    ])
});

/// A table’s establishment and vacancies: the rates that they may give, and the line.
struct Establishment {
    line: u32,
    rates: Vec<Span>,
    words: String,
}

fn establishment(grid: &Grid) -> Option<Establishment> {
    let find = |words: &[&str]| {
        (0..grid.columns.len()).find(|column| {
            let header = grid.columns[*column].header.to_lowercase();
            words.iter().any(|it| header.contains(it))
                && !header.contains('%')
                && !header.contains("rate")
        })
    };
    let posts = find(&["establish", "budgeted", "posts"])?;
    let vacancies = find(&["vacan"])?;
    let totals: Vec<usize> = (0..grid.rows.len())
        .filter(|row| grid.rows[*row].kind == RowKind::Total)
        .collect();
    let rates: Vec<Span> = totals
        .iter()
        .filter_map(|row| {
            grid.span(*row, vacancies)?
                .percent_of(grid.span(*row, posts)?)
        })
        .collect();
    let first = *totals.first()?;
    let printed = |column: usize| grid.number(first, column).map(|it| it.printed.clone());
    Some(Establishment {
        line: grid.rows[first].line,
        rates,
        words: format!("{} ÷ {}", printed(vacancies)?, printed(posts)?),
    })
}

fn rates(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let tables: Vec<Establishment> = whole.grids.iter().filter_map(establishment).collect();
    let [table] = tables.as_slice() else { return };
    let judge = |share: Span, block: usize, line: u32, printed: &str, telling: &mut Telling<'_>| {
        let holds = table.rates.iter().any(|it| it.meets(share));
        let Some(given) = table.rates.first().and_then(|it| middle(*it)?.rounded(1)) else {
            return;
        };
        let follows = in_words(given, Unit::Percent);
        let told = Told {
            verdict: if holds {
                Verdict::InOrder
            } else {
                Verdict::CannotTell
            },
            printed: format!("vacancy rate {printed}"),
            reasoning: format!(
                "{} = {follows} in the table; {printed} may be of another date or definition.",
                table.words
            ),
            follows,
        };
        telling.at(block, line, vec![table.line], told);
    };
    for reading in whole
        .readings
        .iter()
        .filter(|it| it.says(&["vacancy rate"]))
    {
        for captures in RATES
            .iter()
            .flat_map(|it| it.captures_iter(&reading.outline))
        {
            let said = captures.get(0).map_or("", |it| it.as_str());
            let sentence = captures
                .get(0)
                .map_or("", |it| reading.sentence_at(it.start()));
            let is_of_others = !measure::comparators(said).is_empty()
                || [
                    "year before",
                    "last year",
                    "previous",
                    "will ",
                    "<y",
                    "fell",
                    "from ",
                ]
                .iter()
                .any(|it| sentence.contains(it));
            let share = reading.caught(&captures, "share").filter(|_| !is_of_others);
            if let Some((share, span)) = share.and_then(|it| Some((it, it.span()?))) {
                judge(
                    span,
                    reading.block,
                    reading.line_of(share),
                    &share.printed,
                    telling,
                );
            }
        }
    }
    for grid in &whole.grids {
        for (index, row) in grid
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_vacancy_rate(&row.label))
        {
            let own = own_column(grid, index);
            let has_others = (0..grid.columns.len())
                .any(|it| !measure::comparators(&grid.columns[it].header).is_empty());
            let cell = own
                .filter(|_| has_others)
                .and_then(|it| Some((grid.span(index, it)?, grid.number(index, it)?)));
            if let Some((share, number)) = cell.filter(|(_, it)| it.sign == Some(Unit::Percent)) {
                judge(share, grid.block, row.line, &number.printed, telling);
            }
        }
    }
}

/// The last column of a row that is of nobody else.
fn own_column(grid: &Grid, row: usize) -> Option<usize> {
    (0..grid.columns.len()).rev().find(|column| {
        let is_own = measure::comparators(&grid.columns[*column].header).is_empty();
        is_own && grid.number(row, *column).is_some()
    })
}

fn is_vacancy_rate(label: &str) -> bool {
    let label = label.to_lowercase();
    label.contains("vacancy rate")
        || (label.contains('%') && label.contains("vacanc") && !label.contains("agenc"))
}

fn series(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    for grid in &whole.grids {
        for (index, row) in grid.rows.iter().enumerate() {
            let label = row.label.to_lowercase();
            let is_change = ["increase", "change", "growth", "decrease", "reduction"]
                .iter()
                .any(|it| label.contains(it))
                && ["yoy", "year on year", "annual", "in year", "over the year"]
                    .iter()
                    .any(|it| label.contains(it));
            let own = own_column(grid, index);
            if let (true, Some(column), Some(measure)) =
                (is_change, own, measure::first_named(&label))
            {
                beside_series(whole, grid, (index, column), measure, telling);
            }
        }
    }
}

fn beside_series(
    whole: &Whole<'_>,
    grid: &Grid,
    (row, column): (usize, usize),
    measure: &Named,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let printed = grid.number(row, column)?;
    let share = grid
        .span(row, column)
        .filter(|_| printed.sign == Some(Unit::Percent))?;
    let (then, now, line) = whole
        .grids
        .iter()
        .filter(|it| it.block != grid.block)
        .find_map(|it| yearly(it, measure))?;
    let given = now.minus(then)?.percent_of(then)?;
    let follows = in_words(
        middle(now)?
            .minus(middle(then)?)?
            .over(middle(then)?)?
            .times(Exact::HUNDRED)?
            .rounded(1)?,
        Unit::Percent,
    );
    let told = Told {
        verdict: if given.size().meets(share.size()) {
            Verdict::InOrder
        } else {
            Verdict::CannotTell
        },
        printed: format!("{} ({})", printed.printed, grid.rows[row].label),
        reasoning: format!(
            "From {} to {} is {follows}; it may be counted otherwise.",
            middle(then)?,
            middle(now)?
        ),
        follows,
    };
    telling.at(grid.block, grid.rows[row].line, vec![line], told);
    Some(())
}

/// The last two years of a table that has one series of a measure, a row to a year.
fn yearly(grid: &Grid, measure: &Named) -> Option<(Span, Span, u32)> {
    let about = format!(
        "{} {} {}",
        grid.title,
        grid.corner,
        grid.columns.first()?.header.to_lowercase()
    );
    let years: Vec<(i32, usize)> = (0..grid.rows.len())
        .filter_map(|row| Some((period_of(&grid.rows[row].label)?.months()?, row)))
        .collect();
    let is_series = grid.columns.len() == 1
        && years.len() == grid.rows.len()
        && years.len() >= 2
        && years.is_sorted();
    if !is_series || !measure::names(measure, &about) {
        return None;
    }
    let [.., (_, then), (_, now)] = years.as_slice() else {
        return None;
    };
    Some((
        grid.span(*then, 0)?,
        grid.span(*now, 0)?,
        grid.rows[*now].line,
    ))
}

static MEASURED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    patterns(&[
        r"(?P<measure>vacancy rate|turnover(?: rate)?|agency rate|agency worker rate|sickness rate|absence rate|retention rate|average caseload|caseload average)~25(?:was|is|of|stood at|at)(?: just| only)? <value:pnt>",
    ])
});

/// A figure of a measure with a date.
struct Said<'r> {
    reading: &'r Reading<'r>,
    quantity: &'r Quantity,
    key: String,
}

/// More statements of a measure with its date than any paper has.
const MANY: usize = 500;

fn twice(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let mut said: Vec<Said<'_>> = Vec::new();
    for reading in &whole.readings {
        for captures in MEASURED
            .iter()
            .flat_map(|it| it.captures_iter(&reading.outline))
        {
            said.extend(dated(reading, &captures));
        }
    }
    for (index, later) in said.iter().enumerate().take(MANY) {
        let earlier = said[..index].iter().find(|it| it.key == later.key);
        let spans = earlier.and_then(|it| Some((it, it.quantity.span()?, later.quantity.span()?)));
        let Some((earlier, one, other)) = spans else {
            continue;
        };
        let told = Told {
            verdict: crate::rule::verdict(one.meets(other)),
            printed: later.quantity.printed.clone(),
            follows: earlier.quantity.printed.clone(),
            reasoning: format!(
                "{} is printed in line {}, of the same measure and date.",
                earlier.quantity.printed,
                earlier.reading.line_of(earlier.quantity)
            ),
        };
        let line = earlier.reading.line_of(earlier.quantity);
        telling.at(
            later.reading.block,
            later.reading.line_of(later.quantity),
            vec![line],
            told,
        );
    }
}

/// A sentence with one date and no other team, place or kind of people in it.
fn dated<'r>(reading: &'r Reading<'r>, captures: &Captures<'_>) -> Option<Said<'r>> {
    const OTHERS: [&str; 18] = [
        "national",
        "england",
        "region",
        "neighbour",
        "target",
        "team",
        "adult",
        "children's",
        "locality",
        "compared",
        "increase",
        "from ",
        "newly",
        "experienced",
        "asye",
        "average of",
        "forecast",
        "expected",
    ];
    let sentence = reading.sentence_at(captures.get(0)?.start());
    let quantity = reading.caught(captures, "value")?;
    let mut days = sentence.split('<').skip(1).filter_map(|it| {
        let number = it.split('>').next()?.get(1..)?;
        reading.quantity(number).filter(|it| it.day.is_some())
    });
    let day = days.next()?.day?;
    if days.next().is_some() || OTHERS.iter().any(|it| sentence.contains(it)) {
        return None;
    }
    let measure = captures.name("measure")?.as_str().trim_end_matches(" rate");
    Some(Said {
        reading,
        quantity,
        key: format!("{measure} {day:?}"),
    })
}
