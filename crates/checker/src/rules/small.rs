//! Small numbers that may tell of a person, and withheld ones that can be worked out.

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::grid::{Cell, Grid, RowKind};
use crate::quantity::{Hedge, Unit};
use crate::reading::Reading;
use crate::rule::{Example, Judge, Rule, Telling, Told};
use crate::rules::totals::middle;

/// The rules on small numbers.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "withheld-number-follows",
        says: "A number that is withheld cannot be worked out from its total and the others.",
        example: Example {
            printed: "Reason\tLeavers\nRetired\t12\nIll health\t*\nAnother council\t20\nTotal\t35",
            follows: "3",
        },
        judge: Judge::Table(withheld),
    },
    Rule {
        id: "small-number",
        says: "One to four people are not told of where it is about health, background or discipline.",
        example: Example {
            printed: "Two social workers were dismissed following disciplinary hearings.",
            follows: "fewer than 5",
        },
        judge: Judge::Passage(small),
    },
    Rule {
        id: "small-number-in-table",
        says: "One to four people in a table of health, background, discipline or reasons for leaving are withheld.",
        example: Example {
            printed: "Ethnic background\tStaff\nWhite\t80\nAsian\t12\nMixed\t2\nTotal\t94",
            follows: "fewer than 5",
        },
        judge: Judge::Table(small_cells),
    },
];

/// What is told of nobody who can be recognised.
const SENSITIVE: &[&str] = &[
    "disab",
    "ethnic",
    "dismiss",
    "disciplin",
    "grievance",
    "capability proc",
    "suspended",
    "mental health",
    "ill health",
    "ill-health",
    "pregnan",
    "religio",
    "sexual orientation",
    "transgender",
    "allegation",
    "misconduct",
];

fn is_sensitive(text: &str) -> bool {
    SENSITIVE.iter().any(|it| text.contains(it))
}

fn withheld(grid: &Grid, telling: &mut Telling<'_>) {
    let total = (0..grid.rows.len())
        .rev()
        .find(|row| grid.rows[*row].kind == RowKind::Total);
    let Some(total) = total else { return };
    for column in 0..grid.columns.len() {
        derive(grid, total, column, telling);
    }
}

fn derive(grid: &Grid, total: usize, column: usize, telling: &mut Telling<'_>) -> Option<()> {
    let printed = grid.number(total, column)?;
    let mut left = grid.span(total, column)?;
    let mut hidden = None;
    for (index, row) in grid.rows.iter().enumerate().take(total) {
        match (row.kind, row.cells.get(column)?) {
            (RowKind::Figures, Cell::Withheld) if hidden.is_some() => return None,
            (RowKind::Figures, Cell::Withheld) => hidden = Some(index),
            (RowKind::Figures, Cell::Number(_)) => left = left.minus(grid.span(index, column)?)?,
            (RowKind::Total, _) => return None,
            _ => {}
        }
    }
    let hidden = hidden?;
    let value = middle(left)?;
    if value < Exact::ZERO
        || value > Exact::whole(10)
        || grid.unit(total, column) == Some(Unit::Percent)
    {
        return None;
    }
    let row = &grid.rows[hidden];
    let told = Told {
        verdict: Verdict::Contradicted,
        printed: format!("withheld ({})", row.label),
        follows: value.to_string(),
        reasoning: format!(
            "The total of {} less the other rows leaves {value}: withhold a second number, or the total.",
            printed.printed
        ),
    };
    telling.at(grid.block, row.line, vec![grid.rows[total].line], told);
    Some(())
}

fn small_cells(grid: &Grid, telling: &mut Telling<'_>) {
    let about = format!(
        "{} {} {}",
        grid.title,
        grid.corner,
        grid.columns
            .iter()
            .map(|it| it.header.to_lowercase())
            .collect::<Vec<_>>()
            .join(" ")
    );
    let of_all = is_sensitive(&about)
        || about.contains("reason for leaving")
        || about.contains("reasons for leaving");
    for (index, row) in grid.rows.iter().enumerate() {
        let label = row.label.to_lowercase();
        let counts = !["day", "rate", "average", "%", "hours"]
            .iter()
            .any(|it| label.contains(it));
        let of_row = is_sensitive(&label)
            || (counts
                && ["sickness", "maternity"]
                    .iter()
                    .any(|it| label.contains(it)));
        if row.kind == RowKind::Total || !(of_all || of_row) {
            continue;
        }
        for column in 0..grid.columns.len() {
            let Some(number) = grid.number(index, column) else {
                continue;
            };
            let is_share = matches!(grid.unit(index, column), Some(Unit::Percent | Unit::Money));
            let is_small = (1..=4).contains(&number.value.as_whole().unwrap_or(0));
            if is_share || !is_small || number.decimals > 0 {
                continue;
            }
            let told = Told {
                verdict: Verdict::CannotTell,
                printed: format!("{} ({})", number.printed, row.label),
                follows: "fewer than 5".to_owned(),
                reasoning: "Where a reader could know whom a number is about, 1 to 4 are withheld, and a second number with them.".to_owned(),
            };
            telling.at(grid.block, row.line, Vec::new(), told);
        }
    }
}

fn small(reading: &Reading<'_>, telling: &mut Telling<'_>) {
    const PEOPLE: [&str; 14] = [
        "staff",
        "social worker",
        "worker",
        "people",
        "person",
        "employee",
        "manager",
        "member",
        "nqsw",
        "colleague",
        "individual",
        "practitioner",
        "child",
        "leaver",
    ];
    let five = Span {
        low: Exact::whole(1),
        high: Exact::whole(4),
    };
    for quantity in &reading.quantities {
        let is_few = quantity.unit == Unit::Count
            && quantity.hedge == Hedge::None
            && quantity.value.is_whole()
            && Span::exactly(quantity.value).meets(five);
        let is_people = PEOPLE.iter().any(|it| quantity.noun.contains(it));
        if !is_few || !is_people {
            continue;
        }
        let at = reading
            .outline
            .find(&format!("{{c{}}}", position(reading, quantity)));
        let sentence = at.map_or("", |at| reading.sentence_at(at));
        if !is_sensitive(sentence) {
            continue;
        }
        let told = Told {
            verdict: Verdict::CannotTell,
            printed: format!("{} {}", quantity.printed, quantity.noun),
            follows: "fewer than 5".to_owned(),
            reasoning: "So few people may be recognised by those who know them.".to_owned(),
        };
        telling.passage(reading, &[quantity], told);
    }
}

fn position(reading: &Reading<'_>, quantity: &crate::quantity::Quantity) -> usize {
    reading
        .quantities
        .iter()
        .position(|it| it.start == quantity.start)
        .unwrap_or(0)
}
