//! What the columns (or rows) of a table have to do with each other: found from the table
//! itself, where it holds for most rows, and then asked of the others.

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::grid::{Grid, RowKind};
use crate::quantity::{Unit, in_words};
use crate::rule::{Example, Judge, Rule, Telling, Told};
use crate::rules::totals::{middle, scale_of};

/// The rules on columns and rows that follow from others.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "difference",
        says: "A column or row that is the difference of two others (variance, change, vacancies, net) is so throughout.",
        example: Example {
            printed: "Team\tPosts\tIn post\tVacant\nNorth\t12\t10\t2\nSouth\t15\t11\t4\nEast\t9\t6\t2\nWest\t20\t15\t5",
            follows: "3",
        },
        judge: Judge::Table(differences),
    },
    Rule {
        id: "average-of-columns",
        says: "A column or row of averages (caseload, cost each) is one of the others divided by a second throughout.",
        example: Example {
            printed: "Team\tWorkers\tChildren\tAverage\nNorth\t10\t160\t16.0\nSouth\t12\t210\t17.5\nEast\t8\t120\t16.0\nWest\t20\t330\t16.5",
            follows: "15",
        },
        judge: Judge::Table(averages),
    },
    Rule {
        id: "percentage-of-columns",
        says: "A column or row of percentages that follows from two others (a share, a rate, a change) does so throughout.",
        example: Example {
            printed: "Team\tPosts\tVacant\tVacancy rate\nNorth\t12\t3\t25%\nSouth\t15\t3\t20%\nEast\t10\t3\t33%\nWest\t20\t5\t25%",
            follows: "30%",
        },
        judge: Judge::Table(percentages),
    },
];

/// The most columns that are tried with each other.
const WIDEST: usize = 14;

/// How a figure follows from two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// The first less the second.
    Less,
    /// The first as a percentage of the second.
    Share,
    /// The first as a percentage of both together.
    ShareOfBoth,
    /// From the second to the first, in per cent.
    Change,
    /// The first divided by the second.
    Average,
}

impl Relation {
    fn gives(self, [first, second]: [Span; 2]) -> Option<Span> {
        match self {
            Self::Less => first.minus(second),
            Self::Share => first.percent_of(second),
            Self::ShareOfBoth => first.percent_of(first.plus(second)?),
            Self::Change => first.minus(second)?.percent_of(second),
            Self::Average => first.over(second),
        }
    }

    fn written(self, [first, second]: [&str; 2]) -> String {
        match self {
            Self::Less => format!("{first} − {second}"),
            Self::Share | Self::Average => format!("{first} ÷ {second}"),
            Self::ShareOfBoth => format!("{first} ÷ ({first} + {second})"),
            Self::Change => format!("({first} − {second}) ÷ {second}"),
        }
    }

    /// Whether the header of the result says that it is one of these.
    fn is_named(self, header: &str) -> bool {
        let words: &[&str] = match self {
            Self::Less => &[
                "variance",
                "change",
                "difference",
                "movement",
                "net",
                "gap",
                "vacan",
                "shortfall",
                "surplus",
                "balance",
                "increase",
                "decrease",
                "reduction",
                "+/-",
                "diff",
                "under",
                "over",
            ],
            Self::Share | Self::ShareOfBoth => {
                &["rate", "%", "share", "proportion", "per cent", "percent"]
            }
            Self::Average => &["average", "mean", "per ", "ratio", "each", "caseload"],
            Self::Change => &[
                "change", "increase", "decrease", "%", "growth", "movement", "variance",
            ],
        };
        let header = header.to_lowercase();
        words.iter().any(|word| header.contains(word))
    }
}

fn differences(grid: &Grid, telling: &mut Telling<'_>) {
    for looked_at in [grid.clone(), grid.turned()] {
        mine(&looked_at, grid, &[Relation::Less], telling);
    }
}

fn averages(grid: &Grid, telling: &mut Telling<'_>) {
    let is_named = |words: &str| Relation::Average.is_named(words);
    let named = grid.columns.iter().any(|it| is_named(&it.header))
        || grid.rows.iter().any(|it| is_named(&it.label));
    if named {
        for looked_at in [grid.clone(), grid.turned()] {
            mine(&looked_at, grid, &[Relation::Average], telling);
        }
    }
}

fn percentages(grid: &Grid, telling: &mut Telling<'_>) {
    let relations = [Relation::Share, Relation::ShareOfBoth, Relation::Change];
    for looked_at in [grid.clone(), grid.turned()] {
        mine(&looked_at, grid, &relations, telling);
    }
}

/// What the cells of a table may stand for, worked out once.
struct Figures {
    cells: Vec<Vec<Option<Span>>>,
    percent: Vec<Vec<bool>>,
}

impl Figures {
    fn new(grid: &Grid) -> Self {
        let columns = || 0..grid.columns.len();
        let figures = |row: usize| grid.rows[row].kind != RowKind::Words;
        let rows = || 0..grid.rows.len();
        let cell = |row: usize, column: usize| grid.span(row, column).filter(|_| figures(row));
        let is_percent = |row: usize, column: usize| grid.unit(row, column) == Some(Unit::Percent);
        Self {
            cells: rows()
                .map(|row| columns().map(|it| cell(row, it)).collect())
                .collect(),
            percent: rows()
                .map(|row| columns().map(|it| is_percent(row, it)).collect())
                .collect(),
        }
    }

    fn is_nought(&self, row: usize, column: usize) -> bool {
        self.cells[row][column]
            .is_none_or(|it| it == Span::exactly(Exact::ZERO) || it.low == it.high.negated())
    }
}

/// A relation that most rows keep.
struct Kept {
    relation: Relation,
    columns: [usize; 3],
    holding: Vec<usize>,
    failing: Vec<usize>,
    /// How many of those that hold do so with their sign.
    signed: usize,
}

fn mine(grid: &Grid, upright: &Grid, relations: &[Relation], telling: &mut Telling<'_>) {
    let width = grid.columns.len();
    if !(3..=WIDEST).contains(&width) {
        return;
    }
    let figures = Figures::new(grid);
    let mut told: Vec<(usize, Vec<usize>)> = Vec::new();
    for kept in best(grid, &figures, relations) {
        for row in &kept.failing {
            let mut columns = kept.columns.to_vec();
            columns.sort_unstable();
            if told
                .iter()
                .any(|(at, others)| at == row && shares_two(others, &columns))
            {
                continue;
            }
            tell(grid, upright, &kept, (*row, Verdict::Contradicted), telling);
            told.push((*row, columns));
        }
        for row in &kept.holding {
            tell(grid, upright, &kept, (*row, Verdict::InOrder), telling);
        }
    }
}

fn shares_two(left: &[usize], right: &[usize]) -> bool {
    left.iter().filter(|it| right.contains(it)).count() >= 2
}

/// For each column the relation that explains it best.
fn best(grid: &Grid, figures: &Figures, relations: &[Relation]) -> Vec<Kept> {
    let width = grid.columns.len();
    let mut found: Vec<Kept> = Vec::new();
    for result in 0..width {
        let mut candidates: Vec<Kept> = Vec::new();
        for relation in relations {
            for first in (0..width).filter(|it| *it != result) {
                for second in (0..width).filter(|it| *it != result && *it != first) {
                    candidates.extend(kept(grid, figures, *relation, [first, second, result]));
                }
            }
        }
        let best = candidates
            .into_iter()
            .max_by_key(|it| (it.holding.len(), usize::MAX - it.failing.len(), it.signed));
        found.extend(best);
    }
    // What names itself as the result is judged before what follows by turning it round.
    found.sort_by_key(|it| !it.relation.is_named(&grid.columns[it.columns[2]].header));
    found
}

fn kept(grid: &Grid, figures: &Figures, relation: Relation, columns: [usize; 3]) -> Option<Kept> {
    let [first, second, result] = columns;
    let header = &grid.columns[result].header;
    let is_named = relation.is_named(header);
    // Any difference of columns can be turned round: the result is named, or stands behind.
    if relation == Relation::Average && !is_named {
        return None;
    }
    if relation == Relation::Less
        && !is_named
        && (result < first || result < second || first < second)
    {
        return None;
    }
    let mut kept = Kept {
        relation,
        columns,
        holding: Vec::new(),
        failing: Vec::new(),
        signed: 0,
    };
    let mut trivial = 0;
    for row in 0..grid.rows.len() {
        let Some(holds) = figures.holds(relation, (row, columns)) else {
            continue;
        };
        let is_trivial = [first, second, result]
            .iter()
            .any(|column| figures.is_nought(row, *column));
        match (holds != Held::Not, is_trivial) {
            (true, true) => trivial += 1,
            (true, false) => {
                kept.holding.push(row);
                kept.signed += usize::from(holds == Held::WithSign);
            }
            (false, _) => kept.failing.push(row),
        }
    }
    if relation == Relation::Less && figures.takes_more_away(&kept) {
        kept.failing.clear();
    }
    let (holding, failing) = (kept.holding.len(), kept.failing.len());
    let is_enough = match is_named {
        // With more columns than these three, one row may keep it by chance.
        true => {
            let is_only = grid.columns.len() == 3 && !grid.is_turned;
            (holding >= 2 || (is_only && holding == 1 && failing <= 1))
                && holding + trivial > failing
        }
        false => holding >= 4 && failing * 4 <= holding,
    };
    // One row alone that holds by chance makes no rule for many that do not.
    (is_enough && (failing == 0 || holding + trivial >= 2)).then_some(kept)
}

impl Figures {
    fn holds(
        &self,
        relation: Relation,
        (row, [first, second, result]): (usize, [usize; 3]),
    ) -> Option<Held> {
        let (cells, percent) = (&self.cells[row], &self.percent[row]);
        let printed = cells[result]?;
        let fits = match relation {
            Relation::Less | Relation::Average => {
                percent[first] == percent[second] && percent[first] == percent[result]
            }
            _ => percent[result] && !percent[first] && !percent[second],
        };
        if !fits {
            return None;
        }
        let given = relation.gives([cells[first]?, cells[second]?])?;
        // Averages are rounded though they look like counts.
        let given = match relation {
            Relation::Average if printed.low == printed.high => {
                given.widened(Exact::ratio(1, 2)?)?
            }
            _ => given,
        };
        // A variance of costs may have either sign.
        let turned = match relation {
            Relation::Less => Span {
                low: given.high.negated(),
                high: given.low.negated(),
            },
            _ => given,
        };
        let is_change = relation == Relation::Change;
        Some(if given.meets(printed) {
            Held::WithSign
        } else if turned.meets(printed) || (is_change && given.size().meets(printed)) {
            Held::WithoutSign
        } else {
            Held::Not
        })
    }
}

/// So many further columns are tried at most.
const FURTHER: usize = 6;

impl Figures {
    /// Whether every row keeps a difference once further columns are taken away too: a net gap is
    /// vacancies less agency workers and less trainees, of whom most teams have none.
    fn takes_more_away(&self, kept: &Kept) -> bool {
        let rows: Vec<usize> = kept.failing.iter().chain(&kept.holding).copied().collect();
        let speaks = |column: &usize| {
            kept.failing
                .iter()
                .any(|row| !self.is_nought(*row, *column))
        };
        let width = self.cells.first().map_or(0, Vec::len);
        let others = (0..width)
            .filter(|column| !kept.columns.contains(column))
            .filter(speaks);
        let others: Vec<usize> = others.take(FURTHER).collect();
        (1..1_usize << others.len()).any(|chosen| {
            let taken = others
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1);
            let taken: Vec<usize> = taken.map(|(_, column)| *column).collect();
            rows.iter()
                .all(|row| self.is_left(*row, kept.columns, &taken) == Some(true))
        })
    }

    /// Whether the result is what is left of the first when the second and the further are taken away.
    fn is_left(
        &self,
        row: usize,
        [first, second, result]: [usize; 3],
        further: &[usize],
    ) -> Option<bool> {
        let cells = &self.cells[row];
        let mut left = cells[first]?.minus(cells[second]?)?;
        for column in further {
            left = left.minus(cells[*column]?)?;
        }
        Some(left.meets(cells[result]?))
    }
}

/// Whether a row keeps a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    WithSign,
    /// But for the sign.
    WithoutSign,
    Not,
}

fn tell(
    grid: &Grid,
    upright: &Grid,
    kept: &Kept,
    (row, verdict): (usize, Verdict),
    telling: &mut Telling<'_>,
) {
    let [first, second, result] = kept.columns;
    let printed = |column: usize| {
        grid.number(row, column)
            .map_or("0", |it| it.printed.as_str())
    };
    let exactly = |column: usize| Some(Span::exactly(grid.number(row, column)?.value));
    let spans = exactly(first).zip(exactly(second));
    let given = spans.and_then(|(first, second)| kept.relation.gives([first, second]));
    let unit = match kept.relation {
        Relation::Less | Relation::Average => grid.unit(row, result).unwrap_or(Unit::Count),
        _ => Unit::Percent,
    };
    let follows = given
        .and_then(middle)
        .and_then(|it| it.rounded(if unit == Unit::Percent { 1 } else { 2 }))
        .map_or_else(String::new, |it| {
            in_words(it, unit) + scale_of(printed(result))
        });
    let header = |column: usize| grid.columns[column].header.as_str();
    let rule = kept.relation.written([header(first), header(second)]);
    let told = Told {
        verdict,
        printed: format!(
            "{} ({}, {})",
            printed(result),
            grid.rows[row].label,
            header(result)
        ),
        follows: follows.clone(),
        reasoning: format!(
            "{} = {follows}, printed as {}. {} is {rule} in {} other places of the table.",
            kept.relation.written([printed(first), printed(second)]),
            printed(result),
            match header(result) {
                "" => "This",
                header => header,
            },
            kept.holding.len() - usize::from(verdict == Verdict::InOrder),
        ),
    };
    let lines = [first, second].map(|column| grid.line_of(upright, row, column));
    telling.at(
        grid.block,
        grid.line_of(upright, row, result),
        lines.to_vec(),
        told,
    );
}
