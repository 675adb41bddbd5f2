//! Whatever the bytes are, reading and checking them ends without a panic;
//! and what could be read is written, read again and written the same.
#![no_main]

use holdfast_census::{Checker, Return, Wrapper};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let checked = Checker::default().file(bytes, None);
    let Ok((read, _)) = Return::read(bytes) else {
        assert!(checked.is_err(), "checking reads what reading does not");
        return;
    };
    assert!(checked.is_ok(), "reading reads what checking does not");
    let mut first = Vec::new();
    if read.write(&mut first, Wrapper::None).is_err() {
        return;
    }
    let Ok((again, _)) = Return::read(first.as_slice()) else {
        panic!("what was written cannot be read");
    };
    let mut second = Vec::new();
    again
        .write(&mut second, Wrapper::None)
        .expect("memory takes it");
    assert_eq!(first, second);
});
