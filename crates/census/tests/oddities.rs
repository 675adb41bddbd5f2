//! What is not as the specification has it, and what no return may have: each is told, or refused
//! with its place.

use std::io::{self, BufRead, BufReader, Read};

use holdfast_census::{
    Checked, Checker, Entry, Finding, KEPT_OF_ALL, MOST_RECORDS, ReadError, Return, Severity, Year,
};

/// Synthetic, built from the specification’s own sample.
const SAMPLE: &str = include_str!("files/sample-2025.xml");

/// The sample with one thing changed.
fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replacen(from, to, 1)
}

fn checked(text: &str) -> Checked {
    let checked = Checker::default().file(text.as_bytes(), None);
    checked.expect("it can be read")
}

/// What is found in a text that is not found in the sample.
fn more(text: &str) -> Vec<Finding> {
    let known: Vec<_> = checked(SAMPLE)
        .findings
        .all
        .iter()
        .map(|it| it.key())
        .collect();
    let found = checked(text).findings.all.into_iter();
    found.filter(|it| !known.contains(&it.key())).collect()
}

/// The same as rule, element, line and column.
fn told(text: &str) -> Vec<(&'static str, String, u32, u32)> {
    let found = more(text).into_iter();
    found
        .map(|it| {
            let place = it.place.unwrap_or_default();
            (it.rule, it.element, place.line, place.column)
        })
        .collect()
}

fn refused(text: &str) -> String {
    let read = Return::read(text.as_bytes()).expect_err("it cannot be read");
    let checked = Checker::default().file(text.as_bytes(), None);
    let checked = checked.expect_err("it cannot be checked");
    assert_eq!(read.to_string(), checked.to_string());
    checked.to_string()
}

#[test]
fn an_attribute_is_told_and_what_is_none_is_refused() {
    let noted = with("<SWENo>", "<SWENo note=\"new\" by='me'>");
    let expected = [
        ("W901", "SWENo note".to_owned(), 33, 5),
        ("W901", "SWENo by".to_owned(), 33, 5),
    ];
    assert_eq!(told(&noted), expected);
    for (attributes, reason) in [
        ("a=\"1\" a=\"2\"", "duplicate"),
        ("a=1", "must be enclosed"),
        ("a", "="),
        ("a=\"1\"b=\"2\"", "‘b’ is no attribute of ‘SWENo’"),
        ("1a=\"1\"", "‘1a’ is no attribute of ‘SWENo’"),
        ("a=\"&who;\"", "‘a’ is no attribute of ‘SWENo’"),
        ("a=\"&#0;\"", "‘a’ is no attribute of ‘SWENo’"),
        ("a=\"<\"", ""),
    ] {
        let message = refused(&with("<SWENo>", &format!("<SWENo {attributes}>")));
        assert!(message.starts_with("line 33, column 5: "), "{message}");
        assert!(message.contains(reason), "{attributes}: {message}");
    }
}

#[test]
fn a_namespace_is_told_once_and_read_as_none() {
    let default = with("<Message>", "<Message xmlns=\"urn:csww\">");
    assert_eq!(told(&default), [("W905", "Message xmlns".to_owned(), 2, 1)]);
    let prefixed = SAMPLE
        .replace("</", "</c:")
        .replace("<CSWW", "<c:CSWW")
        .replace("<Message>", "<c:Message xmlns:c=\"urn:csww\">");
    let prefixed = prefixed
        .lines()
        .map(|line| match line.trim_start().chars().nth(1) {
            Some(first) if first.is_alphabetic() && !line.contains("<c:") => {
                line.replacen('<', "<c:", 1)
            }
            _ if line.contains("</c:") && !line.trim_start().starts_with("</") => line.replacen(
                '<',
                "<c:",
                usize::from(!line.trim_start().starts_with("<c:")),
            ),
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    let elements = ["c:Message xmlns:c", "c:Message"];
    let expected = elements.map(|element| ("W905", element.to_owned(), 2, 1));
    assert_eq!(told(&prefixed), expected);
}

#[test]
fn items_of_the_header_stand_in_their_groups() {
    let bare = SAMPLE
        .replace("    <Source>\n", "")
        .replace("    </Source>\n", "");
    let items: Vec<_> = told(&bare).into_iter().map(|it| (it.0, it.1)).collect();
    let expected = ["SourceLevel", "LEA", "SoftwareCode", "DateTime"];
    assert_eq!(items, expected.map(|item| ("W906", item.to_owned())));
    let twice = with("    <Source>\n", "    <Source></Source><Source>\n");
    assert_eq!(told(&twice), [("W906", "Source".to_owned(), 9, 22)]);
    let message = &more(&twice)[0].message;
    assert!(message.contains("a second time"), "{message}");
}

#[test]
fn the_authority_does_not_stand_among_the_workers() {
    let inside = SAMPLE
        .replacen("  <LALevel>", "  <CSWWWorkers><LALevel>", 1)
        .replace("</Message>", "</CSWWWorkers></Message>");
    assert_eq!(told(&inside), [("W906", "LALevel".to_owned(), 16, 16)]);
    assert_eq!(checked(&inside).summary.vacancies, Some(34_000_000));
}

#[test]
fn the_workers_stand_in_one_wrapper_at_the_most() {
    let each = SAMPLE
        .replace("<CSWWWorker>", "<CSWWWorkers><CSWWWorker>")
        .replace("</CSWWWorker>", "</CSWWWorker></CSWWWorkers>");
    let told = told(&each).into_iter().map(|it| (it.0, it.1));
    let expected = ("W906", "CSWWWorkers".to_owned());
    assert_eq!(told.collect::<Vec<_>>(), vec![expected; 3]);
    assert_eq!(checked(&each).summary.entries.len(), 4);
}

#[test]
fn characters_that_no_xml_may_have_are_refused_with_their_place() {
    let place = "line 28, column 29: ";
    let message = refused(&with("Free text", "Free te\0xt"));
    assert_eq!(
        message,
        format!("{place}the character U+0000 stands here, which no XML may have; take it out")
    );
    assert!(refused(&with("Free text", "Free te\u{b}xt")).starts_with(place));
    assert!(refused(&with("Free text", "Free te\u{ffff}xt")).starts_with(place));
    let later = refused(&with("Free text", "<![CDATA[Free\n te\u{1}xt]]>"));
    assert!(
        later.starts_with("line 29, column 4: the character U+0001"),
        "{later}"
    );
    for reference in ["&#0;", "&#x1;", "&#xFFFE;", "&#xD800;"] {
        let message = refused(&with("Free text", reference));
        assert!(message.contains("stands for no character"), "{message}");
    }
    assert!(told(&with("Free text", "Free\ttext &#10;")).is_empty());
    let again = refused(&with("  <Header>", "<?xml version=\"1.0\"?><Header>"));
    assert!(again.starts_with("line 3, column 1: "), "{again}");
}

#[test]
fn what_is_no_xml_is_refused_with_its_place() {
    for (file, place, reason) in [
        (
            with("Free text", "a ]]> b"),
            (28, 24),
            "‘]]>’ stands in a text",
        ),
        (
            with("<!-- in post", "<!-- in -- post"),
            (31, 13),
            "‘--’ stands in a comment",
        ),
        (
            with("<Header>", "<!-- a ---><Header>"),
            (3, 10),
            "‘--’ stands in a comment",
        ),
        (
            with("<Message>", "<?xml version=\"1.0\"?><Message>"),
            (2, 1),
            "only begin the file",
        ),
        (format!("\n{SAMPLE}"), (2, 1), "only begin the file"),
        (format!(" {SAMPLE}"), (1, 2), "only begin the file"),
        (with("\"1.0\"", "\"3.0\""), (1, 1), "version ‘3.0’ of XML"),
        (with(" version=\"1.0\"", ""), (1, 1), "version"),
        (
            with("<Header>", "<c:Header>"),
            (3, 3),
            "the prefix ‘c’ is declared nowhere",
        ),
        (
            with("<Header>", "<Header c:a=\"1\">"),
            (3, 3),
            "the prefix ‘c’ is declared nowhere",
        ),
        (
            with("<SWENo>", "<a xmlns:c=\"urn:c\"/><c:SWENo>"),
            (33, 25),
            "the prefix ‘c’ is declared nowhere",
        ),
    ] {
        let message = refused(&file);
        let (line, column) = place;
        let expected = format!("line {line}, column {column}: the file is not well-formed XML");
        assert!(message.starts_with(&expected), "{reason}: {message}");
        assert!(message.contains(reason), "{message}");
    }
    // All of these are XML.
    for right in [
        with("Free text", "a ]] > ]]&gt; b"),
        with("<!-- in post", "<!-- in - post"),
        with("\"1.0\"", "'1.1'"),
        SAMPLE.replacen("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\n", 1),
    ] {
        assert!(told(&right).is_empty(), "{right}");
    }
}

#[test]
fn an_encoding_that_is_not_the_files_is_refused_or_asked_about() {
    let wide: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xff\xfe"[..], &wide].concat();
    let latin = SAMPLE.replacen("UTF-8", "ISO-8859-1", 1);
    let with_mark = format!("\u{feff}{latin}");
    for (bytes, label) in [
        (&*wide, "UTF-8"),
        (&*marked, "UTF-8"),
        (with_mark.as_bytes(), "ISO-8859-1"),
    ] {
        let error = Return::read(bytes).expect_err("it is in another encoding");
        let expected = format!("line 1, column 1: the file declares the encoding ‘{label}’, but");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
    let mistaken = latin.replacen("Free text", "Für alle – ok", 1);
    let found = more(&mistaken);
    assert!(matches!(&found[..], [it] if it.rule == "W908"), "{found:?}");
    let (right, _, _) = encoding_rs::WINDOWS_1252.encode(&mistaken);
    let right = Checker::default()
        .file(&*right, None)
        .expect("it can be read");
    assert!(right.findings.by_rule().all(|(rule, _)| rule != "W908"));
}

#[test]
fn sixteen_bits_are_read_without_a_mark_and_told_where_there_are_none() {
    let text = SAMPLE.replacen("UTF-8", "UTF-16", 1);
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        let (read, _) = Return::read(wide.as_slice()).expect("it can be read");
        assert_eq!(
            read,
            Return::read(SAMPLE.as_bytes()).expect("it can be read").0
        );
    }
    assert_eq!(
        refused(&text),
        "line 1, column 1: the file declares the encoding ‘UTF-16’, but is in another one; save it as UTF-8, and \
         declare UTF-8 in its first line"
    );
}

/// The header of the sample, at the end of it.
fn header_last(of: &str) -> String {
    let begin = of.find("  <Header>").expect("a header");
    let end = of.find("  <LALevel").expect("a block");
    let (header, rest) = (&of[begin..end], of.replacen(&of[begin..end], "", 1));
    rest.replace("</Message>", &format!("{header}</Message>"))
}

#[test]
fn a_header_at_the_end_says_the_year_all_the_same() {
    let of_2023 = SAMPLE
        .replace("2025<", "2023<")
        .replace("<ReferenceDate>2025", "<ReferenceDate>2023")
        .replace("LALevel>", "LALevelVacancies>");
    let rules = |text: &str| -> Vec<_> {
        let checked = checked(text);
        assert_eq!(checked.summary.year.number(), 2023);
        checked.findings.by_rule().collect()
    };
    let (first, mut last) = (rules(&of_2023), rules(&header_last(&of_2023)));
    last.retain(|(rule, _)| *rule != "W906");
    assert_eq!(first, last);
}

#[test]
fn without_a_header_what_stands_in_the_file_tells_the_year() {
    let begin = SAMPLE.find("  <Header>").expect("a header");
    let end = SAMPLE.find("  <LALevel").expect("a block");
    let headless = SAMPLE.replacen(&SAMPLE[begin..end], "", 1);
    let found = more(&headless);
    let rules: Vec<_> = found.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["W906", "W907"]);
    assert_eq!(
        found[1].message,
        "The header does not say a year. The return was judged as \
         one of 2025, because only returns of that year have BaseSalary."
    );
    let other = more(&headless.replace("LALevel>", "LALevelVacancies>"));
    let blocks: Vec<_> = other.iter().filter(|it| it.rule == "W905").collect();
    assert!(matches!(blocks[..], [it] if it.element == "LALevelVacancies"));
    let known = Checker::new(Year::LAST).file(headless.as_bytes(), None);
    let known = known.expect("it can be read").findings;
    assert!(known.by_rule().all(|(rule, _)| rule != "W907"));
}

#[test]
fn the_year_that_counts_is_told_where_another_is_said() {
    let year_told = |checker: Checker, text: &str| -> Vec<String> {
        let checked = checker.file(text.as_bytes(), None).expect("it can be read");
        let all = checked.findings.all.into_iter();
        let told = all.filter(|it| it.rule == "W907");
        told.map(|it| it.message).collect()
    };
    let of_2023 = Year::of(2023).expect("it is described");
    let expected = "The header says 2025, and 2023 was named for the check. The header counts: the \
                    return was judged as one of 2025.";
    assert_eq!(year_told(Checker::new(of_2023), SAMPLE), [expected]);
    assert!(year_told(Checker::new(Year::LAST), SAMPLE).is_empty());
    let later = SAMPLE
        .replace("<Year>2025<", "<Year>2026<")
        .replace("<ReferenceDate>2025", "<ReferenceDate>2026");
    let expected = "The header says the year ‘2026’, whose return is not described here. The \
                    return was judged as one of 2025, because only returns of that year have \
                    BaseSalary.";
    assert_eq!(year_told(Checker::default(), &later), [expected]);
    assert!(year_told(Checker::new(Year::LAST), &later).is_empty());
}

/// A beginning, and then the same for so many times.
fn many(begin: &str, each: &str, times: u64) -> impl BufRead {
    let (begin, each) = (begin.to_owned(), each.to_owned());
    let length = each.len() as u64 * times;
    struct Cycle(Vec<u8>, usize);
    impl Read for Cycle {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let rest = &self.0[self.1..];
            let count = rest.len().min(buffer.len());
            buffer[..count].copy_from_slice(&rest[..count]);
            self.1 = (self.1 + count) % self.0.len();
            Ok(count)
        }
    }
    let begin = io::Cursor::new(begin.into_bytes());
    BufReader::new(begin.chain(Cycle(each.into_bytes(), 0).take(length)))
}

/// What is kept of each record, times as many as are read, is 16 MiB at most.
#[test]
fn more_records_than_any_return_has_are_refused_before_they_fill_the_memory() {
    assert!(size_of::<Entry>() * MOST_RECORDS as usize <= 16 << 20);
    let header = &SAMPLE[..SAMPLE.find("  <CSWWWorker>").expect("a worker")];
    let too_many = u64::from(MOST_RECORDS) + 1;
    let error = Checker::default()
        .file(many(header, "<CSWWWorker/>\n", too_many), None)
        .expect_err("they are too many");
    assert!(matches!(error, ReadError::TooManyRecords { .. }));
    // The header and the authority take 29 lines.
    let expected = "line 100030, column 1: more than 100000 records of workers stand before this \
                    one; a return is one authority’s, and all of England’s have about 43000 \
                    together, so split the file or take out what does not belong";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn findings_are_counted_beyond_those_that_are_kept() {
    let header = &SAMPLE[..SAMPLE.find("  <CSWWWorker>").expect("a worker")];
    let items = [
        "RoleStartDate",
        "FTE30",
        "Cases30",
        "WorkingDaysLost",
        "BaseSalary",
    ];
    let wrong: String = items.map(|item| format!("<{item}>x</{item}>")).concat();
    let worker = format!("<CSWWWorker><AgencyWorker>0</AgencyWorker>{wrong}</CSWWWorker>");
    let empty = many(header, &worker, 12_000).chain(&b"</Message>"[..]);
    let findings = Checker::default()
        .file(empty, None)
        .expect("it can be read")
        .findings;
    let of_records = findings.all.iter().filter(|it| it.record.is_some());
    assert_eq!(of_records.count(), KEPT_OF_ALL);
    let of_numbers = findings.by_rule().find(|(rule, _)| *rule == "W011");
    assert_eq!(of_numbers, Some(("W011", 12_000)));
}

/// The header, the authority’s block and the workers are missing: 3 and 10,001 errors.
/// Nobody is in post, which is asked about (W122).
#[test]
fn what_the_file_lacks_is_never_hidden_by_what_else_is_odd() {
    let findings = checked(&format!("<Message>{}</Message>", "<x/>".repeat(10_001))).findings;
    assert_eq!(findings.count(Severity::Error), 10_004);
    let counts: Vec<_> = findings.by_rule().collect();
    let expected = [("W122", 1), ("W901", 10_001), ("W906", 3), ("W907", 1)];
    assert_eq!(counts, expected);
    let kept = |rule| findings.all.iter().filter(|it| it.rule == rule).count();
    assert_eq!([kept("W901"), kept("W906"), kept("W907")], [10_000, 3, 1]);
    // Other remarks come through, too, however late.
    let many = format!("</LALevel>{}", "<x/>".repeat(20_001));
    let late = header_last(&with("</LALevel>", &many));
    let findings = checked(&late).findings;
    assert_eq!(findings.count(Severity::Error), 20_002);
    assert!(findings.all.iter().any(|it| it.rule == "W906"));
}

#[test]
fn what_takes_too_much_memory_at_once_is_refused() {
    let text = "a".repeat(1 << 20);
    let worker = format!(
        "<CSWWWorker><SWENo>{}</SWENo></CSWWWorker>\n",
        &text[..900_000]
    );
    let error = Return::read(many("<Message>", &worker, 300)).expect_err("it is too much");
    assert!(matches!(error, ReadError::TooMuch { .. }), "{error}");
    let checked = many("<Message>", &worker, 3).chain(&b"</Message>"[..]);
    let checked = Checker::default()
        .file(checked, None)
        .expect("it streams past");
    assert_eq!(checked.summary.entries[0].registration.chars().count(), 81);
    let twice = format!(
        "<Message><CSWWWorker><a>{0}</a><b>{0}</b>",
        &text[..900_000]
    );
    assert!(refused(&twice).contains("longer than 1048576 bytes"));
}
