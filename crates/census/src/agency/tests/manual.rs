use super::*;
use crate::agency::{Layout, RowsOf, fields_of};
use proptest::prelude::*;

const MANUAL: &str = include_str!("../../../../../docs/agency-return.md");

#[test]
fn the_manual_lists_every_field() {
    for rows in RowsOf::ALL {
        for field in fields_of(rows) {
            let line = format!("| `{}` | {} |", field.key, field.meaning);
            assert!(MANUAL.contains(&line), "{rows:?}: {line}");
        }
    }
}

#[test]
fn the_texts_of_the_manual_read() {
    let texts: Vec<_> = MANUAL.split("```toml\n").skip(1).collect();
    let texts: Vec<_> = texts
        .iter()
        .filter_map(|it| it.split("```").next())
        .collect();
    let [answers, signed, book, layout] = texts.as_slice() else {
        panic!("four texts, not {}", texts.len());
    };
    assert_eq!(
        AgencyAnswers::read(answers).map(|it| it.assignment.len()),
        Ok(2)
    );
    let signed = AgencyAnswers::read(&format!("quarter = \"2025-Q4\"\n{signed}"));
    let signed = signed.expect("it reads").signed_off;
    assert_eq!(signed.map(|it| it.records), Some(1204));
    assert_eq!(RuleBook::read(book).map(|it| it.caps.len()), Ok(1));
    assert_eq!(Layout::read(layout).map(|it| it.sheet.len()), Ok(1));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,60}", at in 0usize..400) {
        let shipped = crate::agency::NATIONAL;
        let at = (at..).find(|at| shipped.is_char_boundary(*at)).unwrap_or_default();
        let mixed = format!("{}{text}{}", &shipped[..at], &shipped[at..]);
        for text in [&text, &mixed] {
            let _ = RuleBook::read(text);
            let _ = AgencyAnswers::read(text);
            let _ = Layout::read(text);
            let _ = text.parse::<Quarter>();
        }
    }
}
