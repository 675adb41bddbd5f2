//! Superlatives that a table of the paper bears out, or does not.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::exact::Exact;
use crate::grid::{Grid, RowKind, period_of};
use crate::reading::{Reading, shortened};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole, verdict};
use crate::rules::named::{columns_named, label_in};

/// The rule on superlatives.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "superlative",
    says: "“The highest”, “the fewest”, “more than in any other” agree with the column that they name in a table, among its rows or over its periods.",
    example: Example {
        printed: "Team\tWorkers\tAverage caseload\nNorth\t10\t16.0\nSouth\t12\t17.5\nEast\t8\t18.5\n\nSouth has the highest average caseload of all teams.",
        follows: "East (18.5)",
    },
    judge: Judge::Whole(superlatives),
}];

static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:(?P<most>highest|largest|greatest|biggest|longest|the most|most)|(?P<least>lowest|smallest|fewest|shortest|the least)|(?:(?P<more>higher|larger|greater|more|longer)|(?P<fewer>lower|smaller|fewer|less|shorter)) than (?:in |at |for |that of |those of |that in )?(?:any other|all other|all the other))\b").ok()
});

/// What makes a superlative one of something else than a table.
const OTHERWISE: [&str; 24] = [
    "second",
    "third",
    "next",
    "except",
    "apart from",
    " after",
    "one of the",
    "among the",
    "excluding",
    "other than",
    " if ",
    "will ",
    "would ",
    "aim",
    "country",
    "national",
    "region",
    "england",
    "record",
    "most of",
    "at most",
    "likely",
    "target",
    "ever ",
];

fn superlatives(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let Some(words) = WORDS.as_ref().filter(|_| !whole.grids.is_empty()) else {
        return;
    };
    for reading in &whole.readings {
        let text = reading.passage.text.to_ascii_lowercase();
        for captures in words.captures_iter(&text) {
            let is_most = captures.name("most").or(captures.name("more")).is_some();
            let claim = captures
                .get(0)
                .and_then(|word| Claim::new(reading, &text, word, is_most));
            if let Some(claim) = claim {
                claim.judge(whole, telling);
            }
        }
    }
}

/// A superlative in its sentence.
struct Claim<'c> {
    reading: &'c Reading<'c>,
    /// Where its word stands in the text.
    at: usize,
    word: &'c str,
    is_most: bool,
    /// The sentence before the word and behind it.
    before: &'c str,
    after: &'c str,
}

impl<'c> Claim<'c> {
    fn new(
        reading: &'c Reading<'c>,
        text: &'c str,
        word: Match<'c>,
        is_most: bool,
    ) -> Option<Self> {
        let ends = [". ", "; ", "? "];
        let start = ends
            .iter()
            .filter_map(|end| text[..word.start()].rfind(end))
            .max();
        let start = start.map_or(0, |at| at + 2);
        let end = ends
            .iter()
            .filter_map(|end| text[word.end()..].find(end))
            .min();
        let end = end.map_or(text.len(), |at| word.end() + at);
        let after = &text[word.end()..end];
        // Behind the next superlative stands what that one is about.
        let next = WORDS
            .as_ref()?
            .find(after)
            .map_or(after.len(), |it| it.start());
        let claim = Self {
            reading,
            at: word.start(),
            word: word.as_str(),
            is_most,
            before: &text[start..word.start()],
            after: &after[..next],
        };
        let is_otherwise = OTHERWISE.iter().any(|it| text[start..end].contains(it));
        (!is_otherwise).then_some(claim)
    }

    /// Judges by the nearest table that has what the sentence names.
    fn judge(&self, whole: &Whole<'_>, telling: &mut Telling<'_>) -> Option<()> {
        let block = self.reading.block;
        let mut grids: Vec<&Grid> = whole.grids.iter().collect();
        grids.sort_by_key(|it| it.block.abs_diff(block));
        let found = grids.into_iter().take(NEAREST).find_map(|grid| {
            let turned = grid.turned();
            [grid, &turned].into_iter().find_map(|looked_at| {
                let subject = self.subject(looked_at)?;
                self.outcome(looked_at, grid, &subject)
            })
        });
        let (line, told) = found?;
        let own = self.reading.passage.line_at(self.at);
        telling.at(block, own, vec![line], told);
        Some(())
    }

    /// The row that is said to be the highest, and the rows that it is the highest of.
    fn subject(&self, grid: &Grid) -> Option<Subject> {
        let figures: Vec<usize> = (0..grid.rows.len())
            .filter(|row| grid.rows[*row].kind == RowKind::Figures)
            .collect();
        let labels = || {
            figures
                .iter()
                .map(|row| (*row, grid.rows[*row].label.as_str()))
        };
        // `highest in the north and lowest in the south`: what stands behind it is meant.
        let place = behind_its_number(self.after.get(..50).unwrap_or(self.after));
        let is_behind = [" in ", " at ", " for "]
            .iter()
            .any(|it| place.starts_with(it));
        let behind = || label_in(self.after, labels(), false);
        let close = is_behind
            .then(|| label_in(place, labels(), false))
            .flatten();
        let row = close
            .or_else(|| label_in(self.before, labels(), true))
            .or_else(behind);
        match row {
            Some(row) => Some(Subject {
                row,
                among: figures,
            }),
            None => self.latest(grid, figures),
        }
    }

    /// Of a series “the lowest in three years”: the latest of its periods.
    fn latest(&self, grid: &Grid, figures: Vec<usize>) -> Option<Subject> {
        let years = ["year", "quarter", "month", "since", "period", "date"];
        let is_of_time =
            years.iter().any(|it| self.after.contains(it)) || self.word.contains("than");
        let dated: Option<Vec<(i32, usize)>> = figures
            .iter()
            .map(|row| Some((period_of(&grid.rows[*row].label)?.months()?, *row)))
            .collect();
        let dated = dated.filter(|it| is_of_time && it.len() >= 3)?;
        let (now, row) = *dated.iter().max()?;
        let within = self.years().map_or(i32::MAX, |years| years * 12);
        let among = dated
            .iter()
            .filter(|(then, _)| now - then <= within)
            .map(|(_, row)| *row);
        Some(Subject {
            row,
            among: among.collect(),
        })
    }

    /// `in three years`
    fn years(&self) -> Option<i32> {
        let behind = self
            .reading
            .quantities
            .iter()
            .find(|it| it.start >= self.at)?;
        let is_years = behind.unit == crate::quantity::Unit::Time(crate::quantity::Time::Year);
        let years = behind.value.as_whole().filter(|_| is_years)?;
        i32::try_from(years).ok()
    }

    fn outcome(&self, grid: &Grid, upright: &Grid, subject: &Subject) -> Option<(u32, Told)> {
        let columns = self.columns(grid, subject.row)?;
        let tops: Option<Vec<Top>> = columns
            .iter()
            .map(|column| subject.top(grid, *column, self.is_most))
            .collect();
        let tops = tops?;
        let holds = tops.iter().any(|it| it.is_subject);
        let top = tops.iter().find(|it| it.is_subject == holds)?;
        let number = |row: usize| Some(grid.number(row, top.column)?.printed.as_str());
        let label = |row: usize| grid.rows[row].label.as_str();
        let header = grid.columns[top.column].header.as_str();
        let said = shortened(self.after.split([',', '(']).next()?.trim(), 60);
        let told = Told {
            verdict: verdict(holds),
            printed: format!("{} {said} ({})", self.word, label(subject.row)),
            follows: format!("{} ({})", label(top.row), number(top.row)?),
            reasoning: format!(
                "In the column “{header}” {} has {}, and {} has {}.",
                label(subject.row),
                number(subject.row)?,
                label(top.row),
                number(top.row)?
            ),
        };
        Some((grid.line_of(upright, top.row, top.column), told))
    }

    /// The columns that may be meant: of the number behind the word, or by their headers.
    fn columns(&self, grid: &Grid, row: usize) -> Option<Vec<usize>> {
        let by_value = self.reading.quantities.iter().find(|it| {
            let near = self.at..self.at + self.word.len() + 60.min(self.after.len());
            near.contains(&it.start)
        });
        let equal: Vec<usize> = (0..grid.columns.len())
            .filter(|column| {
                let number = grid.number(row, *column);
                number.is_some_and(|it| Some(it.value) == by_value.map(|it| it.value))
            })
            .collect();
        let named = columns_named(grid, self.after);
        let named = if named.is_empty() {
            columns_named(grid, self.before)
        } else {
            named
        };
        let both: Vec<usize> = equal
            .iter()
            .copied()
            .filter(|it| named.contains(it))
            .collect();
        [both, named, equal].into_iter().find(|it| !it.is_empty())
    }
}

/// `lowest 9.4% in april`: what stands behind the number itself.
fn behind_its_number(after: &str) -> &str {
    let word = after.trim_start().split(' ').next().unwrap_or_default();
    let is_number = word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '£');
    let rest = after.trim_start().get(word.len()..).unwrap_or_default();
    match is_number && !word.ends_with([',', ';', ':']) {
        true => rest,
        false => after,
    }
}

/// So many of the tables nearest to a sentence are looked at.
const NEAREST: usize = 6;

/// The row that a sentence is about, and the rows that it stands among.
struct Subject {
    row: usize,
    among: Vec<usize>,
}

/// The row that has the most, or the least.
struct Top {
    row: usize,
    column: usize,
    is_subject: bool,
}

impl Subject {
    fn top(&self, grid: &Grid, column: usize, is_most: bool) -> Option<Top> {
        let value = |row: usize| -> Option<Exact> { Some(grid.number(row, column)?.value) };
        let values: Option<Vec<(Exact, usize)>> = self
            .among
            .iter()
            .map(|row| Some((value(*row)?, *row)))
            .collect();
        let values = values.filter(|it| it.len() >= 3)?;
        let (most, row) = match is_most {
            true => values.iter().max(),
            false => values.iter().min(),
        }?;
        let is_subject = value(self.row)? == *most;
        Some(Top {
            row: if is_subject { self.row } else { *row },
            column,
            is_subject,
        })
    }
}
