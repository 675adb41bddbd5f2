//! Reading: the sample, and files of every sort that should not be.

use holdfast_census::{Block, Item, Level, ReadError, Reader, RecordKind, Return, Wrapper, Year};
use holdfast_census::{Checker, Oddity, Remark, Worker};

/// Synthetic, built from the specification’s own sample.
const SAMPLE: &str = include_str!("files/sample-2025.xml");

fn read(text: &str) -> (Return, Vec<Remark>) {
    Return::read(text.as_bytes()).expect("the file can be read")
}

fn refused(bytes: &[u8]) -> String {
    let error = Return::read(bytes).expect_err("the file cannot be read");
    error.to_string()
}

fn year(number: i16) -> Year {
    Year::of(number).expect("the year is described")
}

#[test]
fn the_sample_is_read_as_it_stands() {
    let (sample, remarks) = read(SAMPLE);
    assert_eq!(remarks, []);
    assert_eq!(sample.year(), Some(year(2025)));
    assert_eq!(sample.header.text(Item::LEA), Some("999"));
    assert_eq!(sample.authority.len(), 12);
    assert_eq!(
        sample.authority.text(Item::OtherAllowances),
        Some("Free text & more")
    );
    let workers = sample.workers.iter().zip(1..);
    let kinds: Vec<_> = workers
        .map(|(block, number)| Worker::read(block, year(2025), number).kind)
        .collect();
    let expected = [
        RecordKind::InPost,
        RecordKind::Starter,
        RecordKind::Leaver,
        RecordKind::Agency,
    ];
    assert_eq!(kinds, expected);
    let second = sample.workers[1].cell(Item::SWENo).expect("it is there");
    assert_eq!((second.place.line, second.place.column), (53, 5));
}

#[test]
fn what_is_written_reads_the_same_and_writes_the_same() {
    let (sample, _) = read(SAMPLE);
    for wrapper in [Wrapper::None, Wrapper::Workers] {
        let mut first = Vec::new();
        sample.write(&mut first, wrapper).expect("memory takes it");
        let (again, remarks) = Return::read(first.as_slice()).expect("it can be read");
        assert_eq!(again, sample);
        assert!(
            remarks
                .iter()
                .all(|remark| remark.oddity == Oddity::Wrapped)
        );
        let mut second = Vec::new();
        again.write(&mut second, wrapper).expect("memory takes it");
        assert_eq!(first, second);
    }
}

/// The sample with one thing changed.
fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replacen(from, to, 1)
}

fn oddities(text: &str) -> Vec<(Oddity, String)> {
    let (_, remarks) = read(text);
    remarks
        .into_iter()
        .map(|remark| (remark.oddity, remark.element))
        .collect()
}

/// The rules that find something in a file, each once.
fn rules_of(text: &str) -> Vec<&'static str> {
    let checked = Checker::default()
        .file(text.as_bytes(), None)
        .expect("it can be read");
    checked.findings.by_rule().map(|(rule, _)| rule).collect()
}

#[test]
fn what_is_no_return_is_refused_in_words() {
    assert_eq!(
        refused(b""),
        "the file is empty; choose the file that holds the return"
    );
    assert_eq!(
        refused(b"Name;FTE\n"),
        "line 1, column 1: the file is not well-formed XML here (it begins with words, not with an element); \
         write it again from the system that it came from"
    );
    assert_eq!(
        refused(b"<?xml version=\"1.0\"?>\n  <html></html>"),
        "line 2, column 3: the outermost element is ‘html’, not ‘Message’, so this is not a workforce return"
    );
    assert!(refused(b"<!-- nothing -->").contains("it has no element"));
    assert!(
        refused(b"<Message></Message><Message></Message>").contains("something follows the end")
    );
    assert!(refused(b"PK\x03\x04\xff\xfe\x00").contains("line 1, column 1"));
    assert!(refused(b"<Message><Header></Message>").contains("not well-formed"));
    assert_eq!(
        refused(b"<Message><CSWWWorker><H\x19>1</H\x19></CSWWWorker></Message>"),
        "line 1, column 22: the file is not well-formed XML here (‘H\u{19}’ is no name of an element); \
         write it again from the system that it came from"
    );
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused_with_the_place() {
    let end = SAMPLE.trim_end().len();
    for cut in (1..end).filter(|cut| SAMPLE.is_char_boundary(*cut)) {
        let message = refused(&SAMPLE.as_bytes()[..cut]);
        assert!(message.starts_with("line "), "{cut}: {message}");
    }
    let message = refused(&SAMPLE.as_bytes()[..2_000]);
    assert!(message.contains("cut off"), "{message}");
}

#[test]
fn other_encodings_are_read_where_they_are_declared() {
    let text = with("Free text &amp; more", "Zoë’s caf\u{e9}");
    let expected = Some("Zoë’s café");
    let declared = text.replacen("UTF-8", "windows-1252", 1);
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&declared);
    let (read, _) = Return::read(&*bytes).expect("it is declared");
    assert_eq!(read.authority.text(Item::OtherAllowances), expected);

    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.replacen("UTF-8", "UTF-16", 1).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (read, _) = Return::read(utf_16.as_slice()).expect("it is marked");
    assert_eq!(read.authority.text(Item::OtherAllowances), expected);

    let marked = format!("\u{feff}{text}");
    let (read, _) = Return::read(marked.as_bytes()).expect("it is marked");
    assert_eq!(read.authority.text(Item::OtherAllowances), expected);
}

#[test]
fn other_encodings_are_told_where_they_are_not_declared() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("<Message>\n  <A>caf\u{e9}</A></Message>");
    let message = refused(&bytes);
    assert!(
        message.starts_with("line 2, column 6: a character after this is not UTF-8"),
        "{message}"
    );
    let message = refused(b"<?xml version=\"1.0\" encoding=\"klingon\"?><Message/>");
    assert!(
        message.contains("‘klingon’, which is not known"),
        "{message}"
    );
}

#[test]
fn entities_are_never_followed() {
    let laughs =
        "<!DOCTYPE Message [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n<Message>&b;</Message>";
    assert!(refused(laughs.as_bytes()).contains("declares a document type"));
    let outside = "<!DOCTYPE Message SYSTEM \"file:///etc/passwd\"><Message/>";
    assert!(refused(outside.as_bytes()).contains("declares a document type"));
    let message = refused(with("Free text", "&free; text").as_bytes());
    assert_eq!(
        message,
        "line 28, column 22: ‘&free;’ stands for no character; write the character itself"
    );
    let numbered = with("Free text", "&#70;re&#x65; &lt;text&gt;");
    let (read, _) = read(&numbered);
    let text = read.authority.text(Item::OtherAllowances);
    assert_eq!(text, Some("Free <text> & more"));
}

/// Gives a beginning, and then the same bytes for ever.
struct Endless {
    begin: std::io::Cursor<Vec<u8>>,
    then: &'static [u8],
    given: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let begin = self.begin.read(buffer)?;
        if begin > 0 {
            return Ok(begin);
        }
        let bytes = self.then.iter().cycle();
        for (place, byte) in buffer.iter_mut().zip(bytes) {
            *place = *byte;
        }
        self.given += buffer.len();
        assert!(self.given < 64 << 20, "the reader does not stop");
        Ok(buffer.len())
    }
}

fn endless(begin: &str, then: &'static [u8]) -> String {
    let input = std::io::BufReader::with_capacity(
        60_000 / then.len() * then.len(),
        Endless {
            begin: std::io::Cursor::new(begin.as_bytes().to_vec()),
            then,
            given: 0,
        },
    );
    let error = Return::read(input).expect_err("it has no end");
    error.to_string()
}

#[test]
fn what_has_no_end_is_stopped() {
    let text = "<Message><LALevel><OtherAllowances>";
    let message = endless(text, b"aaaaaaaaaa");
    assert!(message.contains("longer than 1048576 bytes"), "{message}");
    // The same text in pieces, with references between them.
    let message = endless(text, b"aaaaa&lt;b");
    assert!(message.contains("longer than 1048576 bytes"), "{message}");
    for begin in [
        "<Message><",
        "<Message><!-- ",
        "<Message><a b=\"",
        "<Message><?a ",
        "<Message><![CDATA[",
    ] {
        let message = endless(begin, b"aaaaaaaaaa");
        assert!(
            message.contains("longer than 1048576 bytes"),
            "{begin}: {message}"
        );
    }
    let message = endless("<Message>", b"<a>");
    assert!(message.contains("more than 32 deep"), "{message}");
    let message = endless("<Message><CSWWWorker>", b"<FTE>1</FTE>");
    assert!(message.contains("more than 1000 elements"), "{message}");
}

#[test]
fn remarks_do_not_fill_the_memory() {
    let many = "<Shoe/>".repeat(20_000);
    let (_, remarks) = read(&format!("<Message>{many}</Message>"));
    // The header, the authority and the workers are missing.
    assert_eq!(remarks.len(), 10_000 + 3);
}

#[test]
fn a_wrapper_around_the_workers_is_accepted() {
    let text = SAMPLE
        .replacen("<CSWWWorker>", "<CSWWWorkers><CSWWWorker>", 1)
        .replace("</Message>", "</CSWWWorkers></Message>");
    let (wrapped, remarks) = read(&text);
    assert_eq!(wrapped, read(SAMPLE).0);
    assert_eq!(remarks.len(), 1);
    assert_eq!(rules_of(&text), rules_of(SAMPLE));
}

/// The faults of schemas and tools that councils are known to use.
#[test]
fn files_of_other_systems_are_read_and_told() {
    let other_name = with("PerformanceAward", "PerformanceReward").replacen(
        "</PerformanceAward>",
        "</PerformanceReward>",
        1,
    );
    let told = [(
        Oddity::OtherName(Item::PerformanceAward),
        "PerformanceReward".to_owned(),
    )];
    assert_eq!(oddities(&other_name), told);
    assert!(rules_of(&other_name).contains(&"W905"));
    assert_eq!(
        read(&other_name).0.authority.text(Item::PerformanceAward),
        Some("0")
    );

    let earlier = SAMPLE.replace("LALevel>", "LALevelVacancies>");
    let told = [(Oddity::OtherBlockName, "LALevelVacancies".to_owned())];
    assert_eq!(oddities(&earlier), told);

    let time = SAMPLE.replace("DateTime>", "DataTime>");
    assert_eq!(
        oddities(&time),
        [(Oddity::OtherName(Item::DateTime), "DataTime".to_owned())]
    );
}

#[test]
fn parts_that_are_missing_repeated_or_late_are_told() {
    let header = &SAMPLE[SAMPLE.find("  <Header>").expect("a header")
        ..SAMPLE.find("  <LALevel>").expect("a block")];
    let twice = SAMPLE.replacen(header, &header.repeat(2), 1);
    assert_eq!(
        oddities(&twice),
        [(Oddity::Repeated(Level::Header), "Header".to_owned())]
    );
    let late = SAMPLE
        .replacen(header, "", 1)
        .replace("</Message>", &format!("{header}</Message>"));
    assert_eq!(
        oddities(&late),
        [(Oddity::Late(Level::Header), "Header".to_owned())]
    );
    let absent: Vec<_> = oddities("<Message/>").into_iter().map(|it| it.0).collect();
    assert_eq!(
        absent,
        [
            Oddity::Absent(Level::Header),
            Oddity::Absent(Level::Authority),
            Oddity::Absent(Level::Worker),
        ]
    );
    for wrong in [&twice, &late] {
        assert!(rules_of(wrong).contains(&"W906"), "{wrong}");
    }
}

#[test]
fn elements_that_do_not_belong_are_told_and_nothing_else_is_lost() {
    let unknown = with("<AgencyWorker>0", "<Shoe>large</Shoe><AgencyWorker>0");
    assert!(rules_of(&unknown).contains(&"W902"));
    let (unknown, _) = read(&unknown);
    assert_eq!(unknown.workers[0].text(Item::AgencyWorker), Some("0"));

    let swapped = with("<AgencyWorker>0</AgencyWorker>", "").replacen(
        "</SWENo>",
        "</SWENo><AgencyWorker>0</AgencyWorker>",
        1,
    );
    assert!(rules_of(&swapped).contains(&"W903"));

    let twice = with("<SWENo>", "<SWENo>SW1</SWENo><SWENo>");
    assert!(rules_of(&twice).contains(&"W904"));
    let (twice, _) = read(&twice);
    assert_eq!(twice.workers[0].text(Item::SWENo), Some("SW1"));

    let elsewhere = with("<AgencyWorker>0", "<LEA>926</LEA><AgencyWorker>0");
    assert!(rules_of(&elsewhere).contains(&"W902"));

    let stray = oddities(&with("<CSWWWorker>", "and then<CSWWWorker>words"));
    let words = stray.iter().map(|it| it.1.as_str());
    assert_eq!(words.collect::<Vec<_>>(), ["and then", "words"]);

    let inside = with("<SWENo>SW123456", "<SWENo>SW<b>!</b>123456");
    let told = oddities(&inside);
    assert_eq!(told, [(Oddity::ElementInItem, "b".to_owned())]);
    let (inside, _) = read(&inside);
    assert_eq!(inside.workers[0].text(Item::SWENo), Some("SW123456"));
}

#[test]
fn a_reader_can_be_asked_part_by_part() {
    let mut reader = Reader::new(SAMPLE.as_bytes()).expect("it can be read");
    let mut block = Block::default();
    let mut levels = Vec::new();
    while let Some(level) = reader.next_part(&mut block).expect("it can be read on") {
        levels.push(level);
    }
    let expected = [
        vec![Level::Header, Level::Authority],
        vec![Level::Worker; 4],
    ]
    .concat();
    assert_eq!(levels, expected);
    assert!(matches!(reader.next_part(&mut block), Ok(None)));
    assert!(matches!(Return::read(&b""[..]), Err(ReadError::Empty)));
}
