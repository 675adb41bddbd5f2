//! What stands between a return and its signature, and what differs after it.

use super::*;
use crate::agency::{AgencyAnswers, Layout, SHIPPED_LAYOUT, differences};

/// A worker of whom the return lacks the Social Work England number and whether
/// it is a project team: R1 is not kept.
fn incomplete() -> Council {
    let mut council = council();
    agency(&mut council, "Kim", date(2025, 10, 6), None);
    council
}

const EXPLAINED: &str = "[explanation]\nR1 = \"The number is applied for.\"\n";

#[test]
fn the_quarter_is_over_and_what_was_not_kept_is_explained() {
    let last_day = date(2025, 12, 31);
    let it = built(&incomplete(), "2025-Q4", "");
    assert_eq!(
        it.left_to_do(last_day),
        [
            "The quarter runs until 31 December 2025.",
            "R1: answer or explain what is missing for 1 assignment."
        ]
    );
    let it = built(&incomplete(), "2025-Q4", EXPLAINED);
    assert!(it.left_to_do(date(2026, 1, 1)).is_empty());
    let nobody = built(&council(), "2025-Q4", "");
    assert!(nobody.left_to_do(date(2026, 1, 1)).is_empty());
}

#[test]
fn what_differs_is_told_by_sheet_row_and_column() {
    let mut council = incomplete();
    let then = built(&council, "2025-Q4", "");
    assert_eq!(differences(Layout::shipped(), &then, &then), []);
    agency(&mut council, "Lou", date(2025, 12, 1), None);
    let now = built(&council, "2025-Q4", EXPLAINED);
    let found = differences(Layout::shipped(), &then, &now);
    let told: Vec<_> = found
        .iter()
        .map(|it| {
            format!(
                "{} | {} | {} | {} | {}",
                it.sheet, it.row, it.column, it.before, it.now
            )
        })
        .collect();
    for expected in [
        "Return |  | Agency assignments | 1 | 2",
        "Assignments | Lou, A-Lou |  | Not in the return | In the return",
        "Rules | R1, Quarterly return | Explanation |  | The number is applied for.",
        "Rules | R1, Quarterly return | Not kept | 1 | 2",
    ] {
        assert!(
            told.iter().any(|it| it == expected),
            "{expected}: {told:#?}"
        );
    }
    let one_sheet = "note = \"Ours\"\n[[sheet]]\ntitle = \"Cost\"\nrows = \"months\"\ncolumn = [{ heading = \"Cost\", field = \"cost\" }]\n";
    let layout = Layout::read(one_sheet).expect("it reads");
    assert_eq!(differences(&layout, &then, &now), [], "nobody has a charge");
}

#[test]
fn a_signature_reads_back_with_or_without_quotation_marks() {
    let text = "quarter = \"2025-Q4\"\n[signed_off]\nby = \"C. Lead\"\nat = 2026-02-27T09:30:00\nrecords = 17\nsha256 = \"ab\"\n";
    let answers = AgencyAnswers::read(text).expect("it reads");
    let signed = answers.signed_off.as_ref().expect("it is signed");
    assert_eq!((signed.at.date(), signed.records), (date(2026, 2, 27), 17));
    assert_eq!(AgencyAnswers::read(&answers.write()), Ok(answers.clone()));
    let it = built(&incomplete(), "2025-Q4", "");
    let filled = AgencyAnswers::read(&answers.to_be_filled(&it.assignments));
    let filled = filled.expect("it reads with entries to fill in");
    assert_eq!(
        (filled.assignment.len(), filled.signed_off),
        (1, answers.signed_off)
    );
    let wrong =
        AgencyAnswers::read(&text.replace("2026-02-27T09:30:00", "\"soon\"")).expect_err("no time");
    assert!(
        wrong[0].to_string().contains("‘soon’ is no day and time"),
        "{wrong:?}"
    );
}

#[test]
fn a_council_keeps_a_layout_and_a_rule_book_of_its_own() {
    let mut council = incomplete();
    assert_eq!(
        Layout::kept(&council.workforce()).as_ref(),
        Ok(Layout::shipped())
    );
    let own = SHIPPED_LAYOUT.replace("heading = \"Worker\"", "heading = \"Who\"");
    for (reference, text) in [
        (Layout::REFERENCE, own.as_str()),
        (
            RuleBook::REFERENCE,
            "name = \"Ours\"\nextends = \"nationl\"\n",
        ),
    ] {
        let id = holdfast_workforce::id::ReturnId::next(&mut council.ids);
        council.add(holdfast_workforce::record::Return {
            id,
            reference: reference.to_owned(),
            text: text.to_owned(),
        });
    }
    let workforce = council.workforce();
    let layout = Layout::kept(&workforce).expect("it reads");
    assert_eq!(layout.sheet[1].column[1].heading, "Who");
    let problems = RuleBook::kept(&workforce).expect_err("a slip");
    assert!(
        problems[0].to_string().starts_with("line 2: "),
        "{problems:?}"
    );
}
