//! Papers of the example authority.

use std::sync::LazyLock;

use holdfast_document::{Block, Document, Formula, RowKind, Table, plain};
use holdfast_example::{Plan, generate};
use holdfast_paper::template::Template;
use holdfast_paper::{Composed, Grounds, PlanText, compose};
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use jiff::civil::date;

static EXAMPLE: LazyLock<Workforce> = LazyLock::new(|| generate(&Plan::default()));

fn grounds() -> Grounds<'static> {
    Grounds::of(&EXAMPLE, Releases::shipped())
}

/// A paper with a body, on 14 October 2026.
fn paper(body: &str) -> Composed {
    let text = format!("+++\ntitle = \"Workforce\"\ndate = 2026-10-14\n+++\n{body}");
    compose(&text, grounds()).expect("a paper that can be read")
}

fn paragraphs(document: &Document) -> Vec<String> {
    let read = |block: &Block| match block {
        Block::Paragraph(it) => Some(plain(&it.runs)),
        _ => None,
    };
    document.body.iter().filter_map(read).collect()
}

fn told(body: &str) -> Vec<String> {
    let problems = paper(body).problems;
    problems.iter().map(ToString::to_string).collect()
}

fn tables(document: &Document) -> Vec<Table> {
    document.tables().into_iter().cloned().collect()
}

#[test]
fn every_template_begins_a_paper_whose_references_are_all_answered() {
    for template in Template::ALL {
        let begun = template.begin(date(2026, 10, 14), grounds()).unwrap();
        let composed = compose(&begun.text, grounds()).unwrap();
        let (key, problems) = (template.key(), &composed.problems);
        assert!(
            problems
                .iter()
                .all(|it| it.what.starts_with("this is still to be written")),
            "{key}: {problems:#?}"
        );
        assert!(!composed.document.body.is_empty(), "{key}");
        assert!(
            !composed.document.notes.is_empty() || key == "monthly-scorecard",
            "{key}"
        );
    }
}

#[test]
fn what_is_printed_is_what_its_note_works_out() {
    let composed = paper("The rate is {{ vacancy_rate }}, {{ working vacancy_rate }}.\n");
    assert_eq!(composed.problems, []);
    let note = &composed.document.notes[0];
    // 26 ÷ (26 + 357.1) × 100 = 6.787 %, by hand.
    assert_eq!(note.value, "6.8%");
    assert_eq!(note.working, "26 ÷ (26 + 357.1) × 100 = 6.8%");
    assert_eq!(
        paragraphs(&composed.document),
        ["The rate is 6.8%, 26 ÷ (26 + 357.1) × 100 = 6.8%."]
    );
    assert_eq!(composed.document.notes.len(), 1, "one figure has one note");
}

#[test]
fn a_comparison_says_the_other_number_and_its_year() {
    let composed = paper("{{ vacancy_rate vs england }}\n");
    // England, 30 September 2025, as published: 14.2%. The paper’s figures are a year later.
    assert_eq!(
        paragraphs(&composed.document),
        ["6.8%, below England’s 14.2% in 2025"]
    );
    assert_eq!(composed.document.notes.len(), 2);
}

#[test]
fn totals_of_the_establishment_are_live_and_add_up() {
    let composed = paper("{{ table establishment by role }}\n");
    let table = &tables(&composed.document)[0];
    let total = table.rows.last().unwrap();
    assert_eq!(total.kind, RowKind::Total);
    for cell in &total.cells[1..] {
        let number = cell.number.as_ref().unwrap();
        let Some(Formula::Sum(places)) = &number.formula else {
            panic!("{cell:?} is no sum");
        };
        let part = |row: usize, column: usize| {
            table.rows[row].cells[column].number.as_ref().unwrap().value
        };
        let sum: f64 = places
            .iter()
            .map(|place| part(place.row, place.column))
            .sum();
        assert!(
            (sum - number.value).abs() < 0.005,
            "{sum} is not {}",
            number.value
        );
    }
}

#[test]
fn everything_wrong_is_told_with_its_line_and_column() {
    let told = told(
        "One {{ vacncy_rate }}.\n\nTwo {{ table establishment }} in a line.\n\n{{ chart turnover 1999..2001 }}\n\n![x](y.png)\n\n[z](javascript:alert(1))\n",
    );
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(told[0].starts_with(
        "line 5, column 5: {{ vacncy_rate }}: ‘vacncy_rate’ is no figure. Did you mean"
    ));
    assert!(told[1].starts_with(
        "line 7, column 5: {{ table establishment }}: a table or chart stands by itself"
    ));
    assert!(told[2].starts_with(
        "line 9, column 1: {{ chart turnover 1999..2001 }}: Fableshire Council has no number"
    ));
    assert!(told[3].starts_with("line 11, column 1: a picture has no words"));
    assert!(told[4].starts_with("line 13, column 1: the link ‘javascript:alert(1)’"));
}

#[test]
fn what_looks_like_markup_stays_text() {
    let composed = paper(
        "# One\n\nSome <script>alert(1)</script> and `{{ vacancy_rate }}` and \\{{ these }}\n",
    );
    assert_eq!(composed.problems, []);
    let read = paragraphs(&composed.document).join(" ");
    assert!(read.contains("<script>alert(1)</script>"), "{read}");
    assert!(
        read.contains("{{ vacancy_rate }} and {{ these }}"),
        "{read}"
    );
}

#[test]
fn headings_and_paragraphs_are_numbered_and_no_level_is_skipped() {
    let composed = paper("# One\n\nwords\n\nmore\n\n### Deep\n\nstill\n\n# Two\n\nlast\n");
    let number = |block: &Block| match block {
        Block::Heading(it) => it
            .number
            .clone()
            .unwrap_or_else(|| format!("level {}", it.level)),
        Block::Paragraph(it) => it.number.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let numbers: Vec<String> = composed.document.body.iter().map(number).collect();
    assert_eq!(numbers, ["1.", "1.1", "1.2", "level 2", "1.3", "2.", "2.1"]);
}

#[test]
fn a_saving_shows_its_formula_in_the_papers_own_numbers() {
    // Sefton: 30 posts, 85% stay, £25,000 to £35,000 a year dearer: 25.5 × each end is 637,500 to 892,500.
    let plan = |name: &str, text: &str| PlanText {
        reference: name.into(),
        text: text.into(),
    };
    let plans = [
        plan(
            "without",
            include_str!("../../../examples/sefton-2023/without.toml"),
        ),
        plan(
            "academy",
            include_str!("../../../examples/sefton-2023/academy.toml"),
        ),
    ];
    let grounds = Grounds {
        plans: &plans,
        ..grounds()
    };
    let text =
        "+++\ntitle = \"Academy\"\ndate = 2026-10-14\n+++\nIt saves {{ saving(academy) }}.\n";
    let composed = compose(text, grounds).unwrap();
    assert_eq!(
        paragraphs(&composed.document),
        [
            "It saves £637,500 to £892,500 (25.50 agency FTE fewer on 31 December 2023 × £25,000 to £35,000 a year)."
        ]
    );
}

#[test]
fn the_reports_of_the_example_authority_have_every_reference_answered_and_nothing_left_to_write() {
    for text in [
        holdfast_example::SCRUTINY_REPORT,
        holdfast_example::INSPECTION_PACK,
    ] {
        let composed = compose(text, grounds()).unwrap();
        assert_eq!(composed.problems, []);
        assert!(!composed.printed.is_empty());
    }
}

#[test]
fn a_heading_in_a_list_is_stressed_and_one_without_words_is_none() {
    let composed = paper("- # In a list\n\n# \n\n### Deep\n");
    let levels: Vec<u8> = composed
        .document
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [1]);
    let Block::List(list) = &composed.document.body[0] else {
        panic!("a list is expected");
    };
    let Block::Paragraph(paragraph) = &list.items[0][0] else {
        panic!("a paragraph is expected");
    };
    assert_eq!(plain(&paragraph.runs), "In a list");
}
