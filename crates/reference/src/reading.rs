//! Reads a release from the file that the Department for Education publishes,
//! in its own layout, codes and symbols: one line for each area and year.

mod cell;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::WINDOWS_1252;
use holdfast_workforce::CodeSet as _;

use crate::area::Area;
use crate::authorities::area_name;
use crate::indicators::{IndicatorRow, Measure};
use crate::problem::{Fault, Problem, Problems};
use crate::release::Release;
use crate::sources;

/// The columns that say which area and year a line is about.
const KEYS: [&str; 10] = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
];

/// Reads a release from the bytes of the file, in UTF-8 or Windows-1252.
///
/// A column that this version does not know is a problem too: what was
/// published is not passed over in silence.
///
/// # Errors
/// All that is wrong with the file, in the order of its lines; of many
/// problems the first, and how many more there are.
pub fn read_release(bytes: &[u8]) -> Result<Release, Vec<Problem>> {
    let text = decode(bytes).map_err(|fault| vec![fault.in_file()])?;
    let mut problems = Problems::default();
    let rows = read_lines(&text, &mut problems);
    if let Some(problems) = problems.into_error() {
        return Err(problems);
    }
    let years = || rows.iter().map(|row| row.year);
    let source = match (years().min(), years().max()) {
        (Some(first), Some(last)) => sources::statistics(first, last),
        _ => return Err(vec![empty().in_file()]),
    };
    Ok(Release::new(source, rows))
}

fn empty() -> Fault {
    Fault::new(
        "empty-file",
        "has no lines with figures",
        "Take the file of indicators from the department’s page and import it as it is.",
    )
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    if bytes.starts_with(b"PK\x03\x04") || text.contains('\0') {
        return Err(Fault::new(
            "not-text",
            "is not a text file",
            "Import the CSV file; unpack it first where it came in an archive, and save a workbook’s sheet as CSV in UTF-8.",
        ));
    }
    if text.trim().is_empty() {
        return Err(empty());
    }
    Ok(text)
}

fn read_lines(text: &str, problems: &mut Problems) -> Vec<IndicatorRow> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter_map(Result::ok);
    let headings = records.next().unwrap_or_default();
    let Some(columns) = Columns::find(&headings, problems) else {
        return Vec::new();
    };
    let mut lines = LineCount::new(text);
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for cells in records {
        let line = Line {
            row: lines.of(&cells),
            columns: &columns,
            cells: &cells,
        };
        let Some(row) = line.read(problems) else {
            continue;
        };
        match seen.before(&row, line.row) {
            Some(first) => problems.push(repeated(&row, first).at_row(line.row)),
            None => rows.push(row),
        }
    }
    rows
}

/// In which line each area of a year was seen first.
#[derive(Default)]
struct Seen(HashMap<(Area, i16), u64>);

impl Seen {
    /// The earlier line about the area and year of a row, or about one of the
    /// authorities whose joint return it is.
    fn before(&mut self, row: &IndicatorRow, line: u64) -> Option<u64> {
        let mut first = None;
        for area in row.area.covered() {
            let seen = *self.0.entry((area, row.year)).or_insert(line);
            first = first.or((seen != line).then_some(seen));
        }
        first
    }
}

fn repeated(row: &IndicatorRow, first: u64) -> Fault {
    let name = area_name(row.area).unwrap_or_else(|| row.area.to_string());
    Fault::new(
        "repeated-row",
        format!("is {name} in {} again, as in row {first}", row.year),
        "Leave one of the two rows.",
    )
}

/// Counts the lines of a file as people see them.
struct LineCount<'a> {
    text: &'a [u8],
    counted: usize,
    line: u64,
}

impl<'a> LineCount<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            counted: 0,
            line: 1,
        }
    }

    /// The line of a record; they are asked for in their order.
    fn of(&mut self, cells: &StringRecord) -> u64 {
        let start = cells.position().map_or(0, csv::Position::byte);
        let mut end = usize::try_from(start)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        // A record begins before the ends of lines that the reader skips.
        while matches!(self.text.get(end), Some(b'\r' | b'\n')) {
            end += 1;
        }
        let passed = self.text.get(self.counted..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = end;
        self.line
    }
}

/// Where each column stands in a file.
struct Columns {
    keys: HashMap<&'static str, usize>,
    measures: Vec<(Measure, usize)>,
    count: usize,
}

impl Columns {
    /// Finds the columns; nothing where one is missing, so that no line can be
    /// read.
    fn find(headings: &StringRecord, problems: &mut Problems) -> Option<Self> {
        let mut columns = Self {
            keys: HashMap::new(),
            measures: Vec::new(),
            count: headings.len(),
        };
        for (place, heading) in headings.iter().enumerate() {
            if let Err(fault) = columns.note(heading, place) {
                problems.push(fault.at_cell(1, heading, ""));
            }
        }
        let missing = columns.missing();
        for heading in &missing {
            problems.push(
                Fault::new(
                    "missing-column",
                    "is missing",
                    "Take the file of indicators by local authority, and leave its columns as the department names them.",
                )
                .at_cell(1, heading, ""),
            );
        }
        missing.is_empty().then_some(columns)
    }

    fn note(&mut self, heading: &str, place: usize) -> Result<(), Fault> {
        let known = Measure::ALL
            .iter()
            .find(|measure| measure.published_column() == heading);
        let earlier = match (KEYS.iter().find(|key| **key == heading), known) {
            (Some(key), _) => self.keys.insert(key, place).is_some(),
            (None, Some(measure)) => {
                let earlier = self.measures.iter().any(|(known, _)| known == measure);
                self.measures.push((*measure, place));
                earlier
            }
            (None, None) => {
                return Err(Fault::new(
                    "unknown-column",
                    "is a column that this version of Holdfast does not know",
                    "Use a newer version of Holdfast; or, where the column was added by hand, take it out.",
                ));
            }
        };
        if earlier {
            return Err(Fault::new(
                "repeated-column",
                "stands twice in the line of headings",
                "Leave one of the two columns.",
            ));
        }
        Ok(())
    }

    fn missing(&self) -> Vec<&'static str> {
        let has = |measure: &Measure| self.measures.iter().any(|(known, _)| known == measure);
        let keys = KEYS.into_iter().filter(|key| !self.keys.contains_key(key));
        let measures = Measure::ALL.iter().filter(|measure| !has(measure));
        keys.chain(measures.map(|measure| measure.published_column()))
            .collect()
    }
}

/// A line of the file.
struct Line<'a> {
    row: u64,
    columns: &'a Columns,
    cells: &'a StringRecord,
}

impl Line<'_> {
    fn read(&self, problems: &mut Problems) -> Option<IndicatorRow> {
        if self.cells.len() != self.columns.count {
            let (found, wanted) = (self.cells.len(), self.columns.count);
            let message = format!("has {found} cells under {wanted} headings");
            let advice = "Mend the row, so that each value stands under its heading.";
            problems.push(Fault::new("uneven-row", message, advice).at_row(self.row));
            return None;
        }
        let year = self.key("time_period", problems, cell::read_year);
        let identifier = self.key("time_identifier", problems, cell::read_identifier);
        let area = self.area(problems);
        let mut row = IndicatorRow::empty(area.unwrap_or(Area::England), year.unwrap_or_default());
        for (measure, place) in &self.columns.measures {
            let text = self.cells.get(*place).unwrap_or_default();
            match cell::read_value(*measure, text) {
                Ok(value) => row.set(*measure, value),
                Err(fault) => {
                    problems.push(fault.at_cell(self.row, measure.published_column(), text));
                }
            }
        }
        (area.is_some() && year.is_some() && identifier.is_some()).then_some(row)
    }

    fn text(&self, column: &str) -> &str {
        let place = self.columns.keys.get(column);
        place
            .and_then(|place| self.cells.get(*place))
            .unwrap_or_default()
    }

    fn key<T>(
        &self,
        column: &str,
        problems: &mut Problems,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let text = self.text(column);
        let told = |fault: Fault| problems.push(fault.at_cell(self.row, column, text));
        read(text).map_err(told).ok()
    }

    fn area(&self, problems: &mut Problems) -> Option<Area> {
        match self.text("geographic_level") {
            "National" => self.key("country_code", problems, cell::read_country),
            "Regional" => self.key("region_code", problems, cell::read_region),
            "Local authority" => self.key("old_la_code", problems, cell::read_authority),
            _ => self.key("geographic_level", problems, |_| Err(cell::unknown_level())),
        }
    }
}
