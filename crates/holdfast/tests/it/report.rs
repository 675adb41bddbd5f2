//! `holdfast report check`: papers that a council has.

use crate::program::Place;

#[test]
fn a_paper_that_contradicts_itself_ends_with_status_1_and_says_why() {
    let place = Place::new();
    place.write("paper.txt", "Of the 48 posts, 12 (27%) were vacant.\n");
    let run = place.run(&["report", "check", "paper.txt"]);
    assert_eq!(run.status, Some(1));
    assert!(run.data.contains("Contradicted, line 1"), "{}", run.data);
    assert!(run.data.contains("12 ÷ 48 = 25%"), "{}", run.data);
    assert!(
        run.notes.contains("1 statement contradicted"),
        "{}",
        run.notes
    );
}

#[test]
fn a_paper_in_order_ends_well_and_lists_with_all_what_was_checked() {
    let place = Place::new();
    place.write("paper.md", "Of the 48 posts, 12 (25%) were vacant.\n");
    let run = place.succeed(&["report", "check", "paper.md", "--all", "--format", "json"]);
    let papers: serde_json::Value = serde_json::from_str(&run.data).unwrap();
    assert_eq!(papers[0]["contradicted"], 0);
    assert_eq!(papers[0]["findings"][0]["verdict"], "in_order");
}

#[test]
fn what_is_no_paper_is_refused() {
    let place = Place::new();
    place.write("paper.pdf", "%PDF-1.7");
    let run = place.run(&["report", "check", "paper.pdf"]);
    assert_eq!(run.status, Some(1));
    assert!(run.notes.contains("pdftotext"), "{}", run.notes);
}
