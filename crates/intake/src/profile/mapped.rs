//! Rows of an extract as rows of a table of ours, while problems still name
//! the extract's own columns and values.

use std::collections::HashMap;

use csv::StringRecord;
use holdfast_workforce::amount::{Fte, Hours, divide_half_up};
use jiff::civil::Date;

use super::{FteForm, Profile, TableProfile};
use crate::problem::{Problem, Problems};
use crate::schema::{Column, Fault, FieldKind, Table};
use crate::source::{Rows, tidy_heading};
use holdfast_workforce::nearest::did_you_mean;

/// Where the value of a column of ours comes from.
enum Filled {
    Column(usize),
    Columns(Vec<usize>, String),
    Constant(String),
}

/// How a column of ours is filled.
struct Step {
    from: Filled,
    codes: Option<HashMap<String, String>>,
    kind: FieldKind,
}

/// Rows of an extract in the columns of a table of ours.
pub(crate) struct MappedRows<'a> {
    inner: Box<dyn Rows + 'a>,
    profile: &'a TableProfile,
    standard_week: Option<Hours>,
    headings: Vec<String>,
    steps: Vec<Step>,
    needed: Vec<usize>,
    theirs: StringRecord,
}

impl<'a> MappedRows<'a> {
    /// Finds the extract's columns that a table is filled from. Gives nothing
    /// where one is missing that every row needs.
    pub(crate) fn new(
        file: &str,
        table: Table,
        profile: &'a Profile,
        inner: Box<dyn Rows + 'a>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mapping = profile.tables.get(&table)?;
        let mut finding = Finding {
            file,
            row: mapping.skip_rows as u64 + 1,
            inner: &*inner,
            problems,
        };
        let (mut headings, mut steps, mut complete) = (Vec::new(), Vec::new(), true);
        for column in table.schema().columns {
            match finding.source(mapping, column) {
                Sought::Found(from) => {
                    headings.push(column.name.to_owned());
                    steps.push(Step {
                        from,
                        codes: mapping.codes.get(column.name).map(by_lower_case),
                        kind: column.kind,
                    });
                }
                Sought::Missing => complete &= !column.required,
                Sought::Unmapped => {}
            }
        }
        let needed: Vec<_> = mapping
            .skip_blank
            .iter()
            .filter_map(|heading| finding.column(heading))
            .collect();
        complete &= needed.len() == mapping.skip_blank.len();
        complete.then(|| Self {
            inner,
            profile: mapping,
            standard_week: profile.standard_week,
            headings,
            steps,
            needed,
            theirs: StringRecord::new(),
        })
    }

    /// The cells of the extract in the present row.
    pub(crate) fn theirs(&self) -> &StringRecord {
        &self.theirs
    }

    /// The headings of the extract.
    pub(crate) fn their_headings(&self) -> &[String] {
        self.inner.headings()
    }

    /// A cell of the present row; texts that stand for blanks are blank.
    fn cell(&self, column: usize) -> &str {
        let text = self.theirs.get(column).unwrap_or_default().trim();
        let is_blank = self
            .profile
            .blanks
            .iter()
            .any(|blank| blank.eq_ignore_ascii_case(text));
        if is_blank { "" } else { text }
    }

    fn value(&self, step: &Step) -> String {
        let text = match &step.from {
            Filled::Constant(text) => return text.clone(),
            Filled::Column(column) => self.cell(*column).to_owned(),
            Filled::Columns(columns, with) => {
                let parts: Vec<_> = columns.iter().map(|column| self.cell(*column)).collect();
                if parts.iter().all(|part| part.is_empty()) {
                    String::new()
                } else {
                    parts.join(with)
                }
            }
        };
        let text = translated(text, step.codes.as_ref());
        match step.kind {
            FieldKind::Date => self.date(text),
            FieldKind::Fte => self.fte(text),
            _ => text,
        }
    }

    fn date(&self, text: String) -> String {
        let mut forms = self.profile.dates.iter();
        let day = forms.find_map(|form| Date::strptime(form, &text).ok());
        day.map_or(text, |day| day.to_string())
    }

    /// The FTE as a fraction; what is no number stays, and is told later.
    fn fte(&self, text: String) -> String {
        let number = |text: &str| {
            text.trim()
                .parse::<Fte>()
                .ok()
                .map(Fte::units)
                .map(i128::from)
        };
        let units = match self.profile.fte {
            FteForm::Fraction => return text,
            FteForm::Percent => {
                number(text.trim_end_matches('%')).map(|percent| divide_half_up(percent, 100))
            }
            FteForm::WeeklyHours => {
                let week = self
                    .standard_week
                    .map(Hours::units)
                    .filter(|week| *week > 0);
                let hours = number(&text).zip(week);
                hours.map(|(hours, week)| divide_half_up(hours * 100, i128::from(week)))
            }
        };
        let fte = units
            .and_then(|units| i64::try_from(units).ok())
            .map(Fte::from_units);
        fte.map_or(text, |fte| fte.to_string())
    }
}

fn by_lower_case(codes: &std::collections::BTreeMap<String, String>) -> HashMap<String, String> {
    codes
        .iter()
        .map(|(theirs, ours)| (theirs.trim().to_lowercase(), ours.clone()))
        .collect()
}

/// What a code of theirs means; a code that the profile does not name stays.
fn translated(text: String, codes: Option<&HashMap<String, String>>) -> String {
    let Some(codes) = codes else {
        return text;
    };
    let own = codes.get(&text.to_lowercase());
    let other = || codes.get("*").filter(|_| !text.is_empty());
    own.or_else(other).cloned().unwrap_or(text)
}

impl Rows for MappedRows<'_> {
    fn headings(&self) -> &[String] {
        &self.headings
    }

    fn next_row(
        &mut self,
        cells: &mut StringRecord,
        faults: &mut Vec<(usize, Fault)>,
        problems: &mut Problems,
    ) -> Option<u64> {
        loop {
            let mut found = Vec::new();
            let row = self
                .inner
                .next_row(&mut self.theirs, &mut found, problems)?;
            if self
                .needed
                .iter()
                .any(|column| self.cell(*column).is_empty())
            {
                continue;
            }
            cells.clear();
            for step in &self.steps {
                cells.push_field(&self.value(step));
            }
            for (place, fault) in found {
                let uses = |step: &Step| match &step.from {
                    Filled::Column(column) => *column == place,
                    Filled::Columns(columns, _) => columns.contains(&place),
                    Filled::Constant(_) => false,
                };
                faults.extend(self.steps.iter().position(uses).map(|step| (step, fault)));
            }
            return Some(row);
        }
    }

    fn original(&self, column: usize) -> Option<(String, String)> {
        let named = |column: &usize| {
            let heading = self
                .inner
                .headings()
                .get(*column)
                .cloned()
                .unwrap_or_default();
            (
                heading,
                self.theirs.get(*column).unwrap_or_default().to_owned(),
            )
        };
        match &self.steps.get(column)?.from {
            Filled::Column(column) => Some(named(column)),
            Filled::Columns(columns, with) => {
                let (headings, values): (Vec<_>, Vec<_>) = columns.iter().map(named).unzip();
                Some((headings.join(" + "), values.join(with)))
            }
            Filled::Constant(_) => None,
        }
    }
}

/// Whether a column of ours is filled, and from where.
enum Sought {
    Found(Filled),
    Missing,
    Unmapped,
}

/// The search for the extract's columns.
struct Finding<'a, 'b> {
    file: &'b str,
    row: u64,
    inner: &'b (dyn Rows + 'a),
    problems: &'b mut Problems,
}

impl Finding<'_, '_> {
    fn source(&mut self, mapping: &TableProfile, ours: &Column) -> Sought {
        if let Some(text) = mapping.constants.get(ours.name) {
            return Sought::Found(Filled::Constant(text.clone()));
        }
        if let Some(combine) = mapping.combine.get(ours.name) {
            let columns: Vec<_> = combine
                .columns
                .iter()
                .filter_map(|heading| self.column(heading))
                .collect();
            if columns.len() < combine.columns.len() {
                return Sought::Missing;
            }
            return Sought::Found(Filled::Columns(columns, combine.with.clone()));
        }
        match mapping.columns.get(ours.name) {
            None => Sought::Unmapped,
            Some(heading) => self
                .column(heading)
                .map_or(Sought::Missing, |it| Sought::Found(Filled::Column(it))),
        }
    }

    /// The place of a column of the extract.
    fn column(&mut self, heading: &str) -> Option<usize> {
        let wanted = tidy_heading(heading);
        let mut places = self
            .inner
            .headings()
            .iter()
            .enumerate()
            .filter(|(_, it)| tidy_heading(it) == wanted);
        let found = places.next().map(|(place, _)| place);
        let (rule, message, advice) = match (found, places.next()) {
            (Some(place), None) => return Some(place),
            (Some(_), Some(_)) => {
                let advice = "Give the two columns different headings.".to_owned();
                (
                    "repeated-column",
                    "the heading stands over two columns",
                    advice,
                )
            }
            (None, _) => {
                let known = self.inner.headings().iter().map(String::as_str);
                let advice = did_you_mean(heading, known).unwrap_or_else(|| {
                    "Correct the name in the profile, or the number of rows above the headings."
                        .to_owned()
                });
                (
                    "missing-column",
                    "the profile names this column, and the file does not have it",
                    advice,
                )
            }
        };
        let problem = Problem::in_file(self.file, rule, message, advice);
        self.problems
            .add(problem.at_row(self.row).at_column(heading));
        None
    }
}
