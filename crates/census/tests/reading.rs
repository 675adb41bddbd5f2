//! Reading: the sample, and files of every sort that should not be.

use holdfast_census::{Block, Item, Level, ReadError, Reader, RecordKind, Return, Wrapper, Year};
use holdfast_census::{Oddity, Remark, Worker, check_file};

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
    assert_eq!((second.place.line, second.place.column), (54, 5));
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
