//! Tables that describe people: why they left and where to, who is in post. Small numbers in them are
//! hidden so that neither the table nor an earlier publication gives them away.

use std::collections::BTreeMap;

use holdfast_document::{
    Align, Cell, Column, Formula, Number, Place, RowKind, Run, Table, TableRow, plain,
};
use holdfast_measures::disclosure::{
    At, Count, CountTable, Earlier, Policy, Protected, Shown, Totals, protect,
};
use holdfast_measures::{Component, Figure, Measure, Row, Subject};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::date::{in_words, months_later};
use holdfast_workforce::record::Engagement;
use jiff::civil::Date;

use crate::answer::only;
use crate::compose::Composer;
use crate::publish::Frozen;
use crate::reference::{Described, Options};

/// So many years stand beside each other.
const YEARS: i32 = 3;

/// The table.
pub(super) fn table(
    composer: &mut Composer<'_, '_>,
    described: Described,
    options: &Options,
) -> Result<Table, String> {
    only(options, &["on"])?;
    let at = options.on.unwrap_or(composer.facts.at);
    let (days, measure, component) = match described {
        Described::LeaversByReason | Described::LeaversByDestination => {
            let days = (0..YEARS)
                .rev()
                .map(|back| months_later(at, -12 * back))
                .collect();
            (days, Measure::LeaversHeadcount, Component::LeaversHeadcount)
        }
        Described::StaffByEthnicity | Described::StaffBySex => (
            vec![at],
            Measure::InPostHeadcount,
            Component::InPostHeadcount,
        ),
    };
    let days: Vec<Date> = days;
    let mut counted: Vec<(Figure, BTreeMap<String, u64>)> = Vec::new();
    for day in days {
        let options = Options {
            on: Some(day),
            ..Options::default()
        };
        let figure = composer.facts.figure(measure, &options)?;
        // A year that the records do not reach is left out, and the note says so.
        if figure.value.ratio().is_some() {
            let counts = counts(composer, described, &figure, component);
            counted.push((figure, counts));
        }
    }
    let Some((last, _)) = counted.last() else {
        return Err(format!(
            "the records do not say {} for {}",
            measure.label().to_lowercase(),
            in_words(at)
        ));
    };
    let (source, is_cut) = (last.source.in_words(), counted.len());
    let heads: Vec<String> = counted
        .iter()
        .map(|(figure, _)| capital(&figure.period()))
        .collect();
    let table = count_table(described, &counted, heads)?;
    let title = described.title();
    let protected = against_earlier(
        protect(&table, Policy::USUAL),
        &earlier(composer, title, &table),
    );
    let caption = format!("{title}, {}", in_words(at));
    let mut printed = printed(composer, caption, &protected, described);
    printed.source = source;
    let whole = match described {
        Described::LeaversByReason | Described::LeaversByDestination => YEARS,
        Described::StaffByEthnicity | Described::StaffBySex => 1,
    };
    if usize::try_from(whole).is_ok_and(|whole| whole > is_cut) {
        printed
            .notes
            .push("The records do not reach further back.".to_owned());
    }
    Ok(printed)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// How many people of a figure fall under each head.
fn counts(
    composer: &Composer<'_, '_>,
    described: Described,
    figure: &Figure,
    component: Component,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let rows = figure.part(component).map_or(&[][..], |part| &part.rows);
    for row in rows {
        *counts.entry(head_of(composer, described, row)).or_default() += 1;
    }
    counts
}

/// The head under which a person falls.
fn head_of(composer: &Composer<'_, '_>, described: Described, row: &Row) -> String {
    const NOT_KNOWN: &str = "Not known";
    let workforce = composer.facts.grounds.workforce;
    let engagement: Option<&Engagement> = match row.subject {
        Subject::Assignment(id) => {
            let assignment = workforce.assignments().get(id);
            assignment.and_then(|it| workforce.engagements().get(it.engagement))
        }
        _ => None,
    };
    let person = row.person.and_then(|id| workforce.people().get(id));
    let label = match described {
        Described::LeaversByReason => engagement.and_then(|it| it.reason).map(|it| it.label()),
        Described::LeaversByDestination => engagement
            .and_then(|it| it.destination)
            .map(|it| it.label()),
        Described::StaffByEthnicity => person.and_then(|it| it.ethnicity).map(|it| it.label()),
        Described::StaffBySex => person.and_then(|it| it.sex).map(|it| it.label()),
    };
    label.unwrap_or(NOT_KNOWN).to_owned()
}

/// Rows for every head that anybody falls under, in the order of its code set.
fn count_table(
    described: Described,
    counted: &[(Figure, BTreeMap<String, u64>)],
    heads: Vec<String>,
) -> Result<CountTable, String> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, count) in counted.iter().flat_map(|(_, counts)| counts) {
        *sums.entry(name).or_default() += count;
    }
    let mut rows: Vec<&str> = sums.keys().copied().collect();
    // Not the most frequent first: that would tell which of two hidden numbers is larger.
    rows.sort_by_key(|name| described.place(name));
    let cell = |name: &str, counts: &BTreeMap<String, u64>| {
        Count::People(counts.get(name).copied().unwrap_or_default())
    };
    let cells = rows.iter().map(|name| {
        counted
            .iter()
            .map(|(_, counts)| cell(name, counts))
            .collect()
    });
    let cells = cells.collect();
    let rows = rows.into_iter().map(str::to_owned).collect();
    CountTable::new(rows, heads, cells, Totals::OfColumns).map_err(|error| error.to_string())
}

/// What earlier papers of the council printed of the same cells.
fn earlier(composer: &Composer<'_, '_>, title: &str, table: &CountTable) -> Vec<Earlier> {
    let mut found = Vec::new();
    for record in composer.facts.grounds.workforce.published_papers().iter() {
        let Ok(frozen) = Frozen::read(&record.text) else {
            continue;
        };
        let same = frozen
            .document
            .tables()
            .into_iter()
            .filter(|it| it.caption.starts_with(title));
        for printed in same {
            gather(&record.reference, printed, table, &mut found);
        }
    }
    found
}

/// The cells of an earlier table that stand under the same heads.
fn gather(publication: &str, printed: &Table, table: &CountTable, found: &mut Vec<Earlier>) {
    for printed_row in &printed.rows {
        let name = printed_row
            .cells
            .first()
            .map(|cell| plain(&cell.runs))
            .unwrap_or_default();
        let row = match printed_row.kind {
            RowKind::Total => Some(table.rows().len()),
            _ => table.rows().iter().position(|it| *it == name),
        };
        for (place, cell) in printed_row.cells.iter().enumerate().skip(1) {
            let heading = printed.columns.get(place).map(|it| it.heading.as_str());
            let column = table
                .columns()
                .iter()
                .position(|it| Some(it.as_str()) == heading);
            let count = plain(&cell.runs).replace(',', "").parse();
            if let (Some(row), Some(column), Ok(count)) = (row, column, count) {
                let publication = publication.to_owned();
                found.push(Earlier {
                    publication,
                    cells: vec![At { row, column }],
                    count,
                });
            }
        }
    }
}

/// Hides every column of which an earlier publication gives something away.
fn against_earlier(mut protected: Protected, earlier: &[Earlier]) -> Protected {
    while let Some(told) = protected.told_by(earlier).into_iter().next() {
        let before = protected.hidden().len();
        protected = protected.without_column(told.cell.column);
        if protected.hidden().len() == before {
            break;
        }
    }
    protected
}

fn printed(
    composer: &mut Composer<'_, '_>,
    caption: String,
    protected: &Protected,
    described: Described,
) -> Table {
    let table = protected.table();
    let (rows, columns) = (table.rows().len(), table.columns().len());
    let mut heads = vec![Column {
        heading: described.head().to_owned(),
        align: Align::Start,
    }];
    heads.extend(table.columns().iter().map(|heading| Column {
        heading: heading.clone(),
        align: Align::End,
    }));
    let row = |row: usize| {
        let name = table.rows().get(row).map_or("Total", String::as_str);
        let cells = (0..columns).map(|column| cell(protected, At { row, column }, rows));
        TableRow {
            kind: if row == rows {
                RowKind::Total
            } else {
                RowKind::Ordinary
            },
            cells: [Cell::text(name)].into_iter().chain(cells).collect(),
        }
    };
    let mut notes: Vec<String> = Vec::new();
    if !protected.hidden().is_empty() {
        notes.push(format!(
            "c: a count of fewer than {} people, or one that would tell it. Nought is shown.",
            Policy::USUAL.threshold
        ));
    }
    Table {
        name: composer.name(&format!("table-{}", described.title())),
        caption,
        columns: heads,
        rows: (0..=rows).map(row).collect(),
        notes,
        source: String::new(),
    }
}

fn cell(protected: &Protected, at: At, rows: usize) -> Cell {
    let shown = protected.shown(at);
    let Shown::Number(count) = shown else {
        return Cell::text(shown.symbol().map_or_else(String::new, |it| it.to_string()));
    };
    let parts = (0..rows).map(|row| Place {
        row,
        column: at.column + 1,
    });
    let is_whole = (0..rows).all(|row| protected.shown(At { row, ..at }).number().is_some());
    let formula = (at.row == rows && is_whole).then(|| Formula::Sum(parts.collect()));
    #[expect(clippy::cast_precision_loss, reason = "counts of people are small")]
    let value = count as f64;
    Cell {
        runs: vec![Run::text(holdfast_workforce::amount::readable(
            &count.to_string(),
        ))],
        number: Some(Number {
            value,
            places: 0,
            before: "",
            after: "",
            formula,
        }),
    }
}

impl Described {
    fn title(self) -> &'static str {
        match self {
            Self::LeaversByReason => "Leavers by reason",
            Self::LeaversByDestination => "Leavers by where they went",
            Self::StaffByEthnicity => "People in post by ethnicity",
            Self::StaffBySex => "People in post by sex",
        }
    }

    fn head(self) -> &'static str {
        match self {
            Self::LeaversByReason => "Reason",
            Self::LeaversByDestination => "Where they went",
            Self::StaffByEthnicity => "Ethnicity",
            Self::StaffBySex => "Sex",
        }
    }

    /// The place of a head in its code set; those that are not known come last.
    fn place(self, name: &str) -> usize {
        use holdfast_workforce::codes::{Destination, Ethnicity, LeavingReason, Sex};
        fn of<C: holdfast_workforce::CodeSet>(name: &str) -> Option<usize> {
            C::ALL.iter().position(|it| it.label() == name)
        }
        let place = match self {
            Self::LeaversByReason => of::<LeavingReason>(name),
            Self::LeaversByDestination => of::<Destination>(name),
            Self::StaffByEthnicity => of::<Ethnicity>(name),
            Self::StaffBySex => of::<Sex>(name),
        };
        place.unwrap_or(usize::MAX)
    }
}
