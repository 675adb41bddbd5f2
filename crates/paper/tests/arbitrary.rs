//! Whatever is written, a paper is composed or refused with a place; nothing panics.

use std::sync::LazyLock;

use holdfast_document::Block;
use holdfast_example::{Plan, generate};
use holdfast_paper::reference::Reference;
use holdfast_paper::{Grounds, compose};
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use proptest::prelude::*;

/// A small authority, so that many papers can be tried.
static SMALL: LazyLock<Workforce> = LazyLock::new(|| {
    generate(&Plan {
        fte: 30,
        years: 2,
        ..Plan::default()
    })
});

/// What papers are made of, and what they must not be upset by.
const PIECES: [&str; 34] = [
    "{{ vacancy_rate }}",
    "{{ caseload vs england }}",
    "{{ table establishment by role }}",
    "{{ chart turnover }}",
    "{{ table measures vacancy_rate england }}",
    "{{ rank turnover }}",
    "{{ in_post on 2025-02-30 }}",
    "{{ in_post team \"",
    "\" }}",
    "{{",
    "}}",
    "\\{{",
    "{{ }}",
    "{{ table }}",
    "{{ saving(a,b) }}",
    "{{ plan x y }}",
    "# ",
    "### ",
    "- ",
    "1. ",
    "> ",
    "| a | b |\n|---|---|\n| ",
    " |",
    "\n",
    "\n\n",
    "**",
    "*",
    "`",
    "```\n",
    "<script>",
    "[l](javascript:x)",
    "![p](q)",
    "words ",
    "\u{202e}\u{0}\u{1f600}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_body_is_composed(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        let text = format!("+++\ntitle = \"T\"\ndate = 2026-10-14\n+++\n{}", pieces.concat());
        match compose(&text, Grounds::of(&SMALL, Releases::shipped())) {
            Err(problems) => prop_assert!(problems.iter().all(|it| it.line > 0)),
            Ok(composed) => {
                let lines = text.lines().count() + 1;
                prop_assert!(composed.problems.iter().all(|it| it.line <= lines));
                prop_assert!(levels_are_not_skipped(&composed.document.body));
                let notes = composed.document.notes.len();
                let told = serde_json::to_string(&composed.document).unwrap();
                let read: holdfast_document::Document = serde_json::from_str(&told).unwrap();
                prop_assert_eq!(&read, &composed.document);
                prop_assert!(notes <= composed.printed.len() * 40);
            }
        }
    }

    #[test]
    fn any_words_are_a_reference_or_a_sentence_about_them(text in ".{0,60}") {
        if let Err(what) = Reference::read(&text) {
            prop_assert!(!what.is_empty());
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\+\\+\\+\n)?.{0,80}(\n\\+\\+\\+\n)?.{0,80}") {
        let _ = compose(&text, Grounds::of(&SMALL, Releases::shipped()));
    }
}

/// Whether each heading is at most one level below the one before it.
fn levels_are_not_skipped(blocks: &[Block]) -> bool {
    let mut before = 0;
    blocks.iter().all(|block| match block {
        Block::Heading(heading) => {
            let fits = heading.level <= before + 1;
            before = heading.level;
            fits
        }
        _ => true,
    })
}
