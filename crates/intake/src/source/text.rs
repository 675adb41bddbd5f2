//! Text files with separated values: their encoding, their separator, and
//! rows with the line numbers that people see.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::{Rows, is_blank};
use crate::problem::{Problem, Problems};
use crate::schema::Fault;

/// The text of a file: by its byte order mark, else UTF-8, else Windows-1252.
///
/// # Errors
/// When the bytes are no text.
pub(crate) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    encoding: Option<&'static Encoding>,
) -> Result<Cow<'a, str>, Box<Problem>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Problem::in_file(
            file,
            "not-text",
            "is a workbook or an archive, not a CSV file",
            "Save the sheet as CSV, or import the workbook itself.",
        )
        .into());
    }
    let text = match (Encoding::for_bom(bytes), encoding) {
        (Some((marked, length)), _) => {
            let (text, _) = marked.decode_without_bom_handling(&bytes[length..]);
            text
        }
        (None, Some(told)) => told.decode_without_bom_handling(bytes).0,
        (None, None) => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    if text.contains('\0') {
        return Err(Problem::in_file(
            file,
            "not-text",
            "holds bytes that no text has",
            "Save the file as CSV in UTF-8 and import it again.",
        )
        .into());
    }
    Ok(text)
}

/// The encoding of a name such as `windows-1252`.
pub(crate) fn encoding_named(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes())
        .filter(|encoding| *encoding == UTF_8 || encoding.is_ascii_compatible())
}

/// The separator of the first line: whichever of `,` `;` and tab is most frequent.
pub(crate) fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(separator, _)| *separator == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0)
        .map_or(b',', |(separator, _)| *separator)
}

/// The rows of a text.
pub(crate) struct TextRows<'a> {
    file: &'a str,
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    headings: Vec<String>,
    counted: usize,
    line: u64,
}

impl<'a> TextRows<'a> {
    /// Reads the headings.
    ///
    /// # Errors
    /// When there are none.
    pub(crate) fn new(
        file: &'a str,
        text: &'a str,
        separator: u8,
        lines_above: usize,
    ) -> Result<Self, Box<Problem>> {
        let start = start_of_line(text, lines_above);
        let body = &text[start..];
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(body.as_bytes());
        let mut rows = Self {
            file,
            text: body,
            reader,
            headings: Vec::new(),
            counted: 0,
            line: 1 + lines_above as u64,
        };
        let mut first = StringRecord::new();
        while rows.reader.read_record(&mut first).unwrap_or(false) {
            if !is_blank(&first) {
                rows.headings = first.iter().map(|cell| cell.trim().to_owned()).collect();
                return Ok(rows);
            }
        }
        Err(empty_file(file).into())
    }

    /// The line of a byte; bytes must come in rising order.
    fn line_of(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let mut end = byte.min(bytes.len());
        // A record begins after the line ends that the reader skips.
        while end < bytes.len() && matches!(bytes[end], b'\r' | b'\n') {
            end += 1;
        }
        let passed = &bytes[self.counted..end];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = end;
        self.line
    }
}

/// A problem: the file holds no headings.
pub(crate) fn empty_file(file: &str) -> Problem {
    Problem::in_file(
        file,
        "empty-file",
        "is empty: it has no line of headings",
        "Write the headings in the first line, or leave the file out.",
    )
}

fn start_of_line(text: &str, lines_above: usize) -> usize {
    let ends = text.match_indices('\n').map(|(index, _)| index + 1);
    std::iter::once(0)
        .chain(ends)
        .nth(lines_above)
        .unwrap_or(text.len())
}

impl Rows for TextRows<'_> {
    fn headings(&self) -> &[String] {
        &self.headings
    }

    fn next_row(
        &mut self,
        cells: &mut StringRecord,
        _faults: &mut Vec<(usize, Fault)>,
        problems: &mut Problems,
    ) -> Option<u64> {
        loop {
            // The text is already decoded and in memory: reading cannot fail.
            if !self.reader.read_record(cells).ok()? {
                return None;
            }
            let byte = cells.position().map_or(0, csv::Position::byte);
            let line = self.line_of(usize::try_from(byte).unwrap_or(usize::MAX));
            if is_blank(cells) {
                continue;
            }
            let beyond = cells.iter().skip(self.headings.len());
            if let Some(cell) = beyond.into_iter().find(|cell| !cell.trim().is_empty()) {
                problems.add(extra_cells(self.file, line, cell));
            }
            return Some(line);
        }
    }
}

fn extra_cells(file: &str, row: u64, value: &str) -> Problem {
    Problem::in_file(
        file,
        "extra-cells",
        "the row has more cells than there are headings",
        "Put quotation marks around a value that holds the separator.",
    )
    .at_row(row)
    .with_value(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str, lines_above: usize) -> Vec<(u64, Vec<String>)> {
        let mut rows =
            TextRows::new("t.csv", text, separator(text), lines_above).expect("headings");
        let (mut cells, mut faults) = (StringRecord::new(), Vec::new());
        let mut problems = Problems::default();
        let mut found = Vec::new();
        while let Some(row) = rows.next_row(&mut cells, &mut faults, &mut problems) {
            found.push((row, cells.iter().map(str::to_owned).collect()));
        }
        found
    }

    #[test]
    fn rows_carry_the_line_that_people_see() {
        let expected = |rows: &[(u64, &str)]| -> Vec<(u64, Vec<String>)> {
            rows.iter()
                .map(|(row, cell)| (*row, vec![(*cell).to_owned()]))
                .collect()
        };
        let text = "id\n1\n\n\n2\n\"a\nb\"\n3\n";
        assert_eq!(
            rows_of(text, 0),
            expected(&[(2, "1"), (5, "2"), (6, "a\nb"), (8, "3")])
        );
        let windows = "id\r\n1\r\n\r\n2\r\n3";
        assert_eq!(
            rows_of(windows, 0),
            expected(&[(2, "1"), (4, "2"), (5, "3")])
        );
        let titled = "Report of staff\nprinted today\nid\n1\n";
        assert_eq!(rows_of(titled, 2), expected(&[(4, "1")]));
    }

    #[test]
    fn the_separator_is_seen_in_the_headings() {
        assert_eq!(separator("id;name;from\n1;Smith, A;x"), b';');
        assert_eq!(separator("id\tname\n"), b'\t');
        assert_eq!(separator("\"a;b;c\",name\n"), b',');
        assert_eq!(separator("id\n"), b',');
    }

    #[test]
    fn text_is_read_in_the_encodings_that_councils_send() {
        let read = |bytes: &[u8]| decode("t.csv", bytes, None).map(Cow::into_owned).ok();
        assert_eq!(read("Zoë".as_bytes()).as_deref(), Some("Zoë"));
        assert_eq!(read(b"\xEF\xBB\xBFZo\xC3\xAB").as_deref(), Some("Zoë"));
        assert_eq!(
            read(b"Zo\xEB \x96 O\x92Neil").as_deref(),
            Some("Zoë – O’Neil")
        );
        assert_eq!(read(b"\xFF\xFEZ\0o\0").as_deref(), Some("Zo"));
        assert_eq!(read(b"PK\x03\x04...."), None);
        assert_eq!(read(b"a\0b"), None);
    }

    #[test]
    fn a_file_without_headings_is_empty() {
        for text in ["", "\n\n", " \n"] {
            let problem = TextRows::new("t.csv", text, b',', 0).err();
            assert_eq!(problem.map(|problem| problem.rule), Some("empty-file"));
        }
    }
}
